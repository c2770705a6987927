"""Where the body lies in a picture: what the collimator left, what is air, and the soft tissue beside the ribs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors._chest import Chest

    Bits = NDArray[np.uint8]
    Gray = NDArray[np.uint8]

_FLAT: Final = 6
"""Display values by which a collimated border varies."""
_BLACK: Final = 24
_WHITE: Final = 231
_LEAST_BORDER: Final = 0.03
"""Share of the picture below which a border is none."""
_AIR: Final = 0.05
"""Share of the contrast by which a body differs from air: skin fades slowly, and no part of it may be left out."""
_LEAST_CONTRAST: Final = 16
_NOISE: Final = 4
_BRIGHTER: Final = 40
"""Display values by which a border must be brighter than the middle to be air in an inverted picture."""
_STRAIGHT: Final = 0.97
"""Share of the smallest rectangle around a field that it fills."""
_SOFT: Final = (0.3, 0.8)
"""Where soft tissue of a breast may lie: from this share of the lungs' height, to this share of it below them."""


def field_of(gray: Gray) -> Bits:
    """Give what a collimator or the edge of a film left of a picture: uint8, 0 and 255.

    A border counts if it is flat and black, or flat and white, and reaches the edge of the picture. Lines of it that
    are flat all along are taken away from each side; a border that is turned against the picture leaves a
    quadrangle.
    """
    field = np.full(gray.shape, 255, np.uint8)
    smooth = cv2.medianBlur(gray, 5) if min(gray.shape) >= 5 else gray
    for border in (smooth <= _BLACK, smooth >= _WHITE):
        edge = _from_edges(np.asarray(border, np.uint8))
        level = smooth[edge > 0]
        if level.size < _LEAST_BORDER * gray.size:
            continue
        flat = edge & np.asarray(np.abs(smooth.astype(np.int16) - int(np.median(level))) <= _FLAT, np.uint8)
        rest = cv2.morphologyEx(1 - flat, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
        if not rest.any():
            continue
        hull = cv2.convexHull(cv2.findNonZero(rest))
        inside = np.zeros_like(field)
        cv2.fillConvexPoly(inside, hull, 255)
        # A collimator's border is straight: what the body itself leaves dark at the edge is none.
        area, box = cv2.contourArea(hull), cv2.minAreaRect(hull)
        if area >= _STRAIGHT * max(box[1][0] * box[1][1], 1.0) and area <= (1 - _LEAST_BORDER) * gray.size:
            field &= inside
    return field if field.any() else np.full(gray.shape, 255, np.uint8)


def _from_edges(bits: Bits) -> Bits:
    """Give the pieces of a mask that reach the edge of the picture: 0 and 1."""
    _, labels = cv2.connectedComponents(bits, connectivity=4)
    around = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    return np.asarray(np.isin(labels, np.setdiff1d(np.unique(around), [0])), np.uint8)


def body_of(gray: Gray, field: Bits | None = None, *, share: float = _AIR, pieces: float = 0.0) -> Bits:
    """Give what is not air around a body: uint8, 0 and 255; all 0 where nothing stands out.

    Parameters
    ----------
    gray
        Air is dark.
    field
        What the collimator left; None for all.
    share
        Of the contrast by which a body differs from air.
    pieces
        Parts at least so large, as a share of the largest, belong to the body, too; 0 for the largest alone.
    """
    inside = np.full(gray.shape, 255, np.uint8) if field is None else field
    values = gray[inside > 0]
    if values.size < 9:
        return np.zeros_like(gray)
    low, high = (float(np.percentile(values, each)) for each in (0.5, 99))
    if high - low < _LEAST_CONTRAST:
        return np.zeros_like(gray)
    side = max(gray.shape)
    soft = cv2.GaussianBlur(gray, (0, 0), max(side / 256, 0.5))
    air = np.asarray(soft <= max(low + share * (high - low), low + _NOISE), np.uint8)
    outside = np.asarray(inside == 0, np.uint8)
    # Air that reaches the edge of the field is around the body; what it encloses is lung or bowel.
    around = _from_edges(np.pad(air | outside, 1, constant_values=1))[1:-1, 1:-1] if outside.any() else _from_edges(air)
    body = np.asarray((around == 0) & (outside == 0), np.uint8)
    reach = max(1, side // 128)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    body = np.asarray(cv2.morphologyEx(body, cv2.MORPH_OPEN, kernel), np.uint8)
    return _pieces(body, pieces)


def _pieces(body: Bits, least: float) -> Bits:
    found, _ = cv2.findContours(body, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    mask = np.zeros_like(body)
    if not found:
        return mask
    ordered = sorted(found, key=lambda part: (-cv2.contourArea(part), *part[0, 0]))
    enough = least * cv2.contourArea(ordered[0])
    kept = [part for part in ordered[1:] if least and cv2.contourArea(part) >= enough]
    cv2.drawContours(mask, [ordered[0], *kept], -1, 255, cv2.FILLED)
    return mask


def darkened(gray: Gray) -> Gray:
    """Give a picture with dark air: inverted where a bright, even border surrounds something darker."""
    rows, columns = gray.shape
    ring = max(1, min(rows, columns) // 40)
    middle = gray[rows // 4 : max(rows - rows // 4, 1), columns // 4 : max(columns - columns // 4, 1)]
    sides = np.concatenate([gray[:, :ring].ravel(), gray[:, -ring:].ravel(), gray[:ring].ravel()])
    is_bright = float(np.median(sides)) > float(np.median(middle)) + _BRIGHTER
    return np.asarray(255 - gray if is_bright and float(np.median(sides)) > _WHITE - 40 else gray, np.uint8)


def breasts_of(chest: Chest, body: Bits) -> tuple[Bits, Bits]:
    """Give the soft tissue lateral to the ribs and below the lungs, right and left: uint8, 0 and 255.

    It reaches from the axilla to well below the lungs, and inwards to the inner quarter of each lung; the lungs
    themselves stay free.
    """
    turned = [np.ascontiguousarray(np.rot90(each, chest.turns)) for each in (body, chest.right_lung, chest.left_lung)]
    upright, sides = turned[0], turned[1:]
    both = np.argwhere((sides[0] | sides[1]) > 0)
    (top, _), (bottom, _) = both.min(axis=0), both.max(axis=0)
    height = bottom - top
    middle = (np.argwhere(sides[0] > 0)[:, 1].mean() + np.argwhere(sides[1] > 0)[:, 1].mean()) / 2
    result = []
    for lung in sides:
        mask = np.zeros_like(upright)
        first = max(int(top + _SOFT[0] * height), 0)
        last = min(int(bottom + _SOFT[1] * height), mask.shape[0])
        columns = np.argwhere(lung > 0)[:, 1]
        centre = int(np.percentile(columns, 75 if columns.mean() < middle else 25))
        outwards = slice(0, centre) if centre < middle else slice(centre, mask.shape[1])
        mask[first:last, outwards] = upright[first:last, outwards]
        hull = np.zeros_like(mask)
        cv2.fillConvexPoly(hull, cv2.convexHull(cv2.findNonZero(lung)), 255)
        mask[hull > 0] = 0
        result.append(np.ascontiguousarray(np.rot90(_pieces(np.asarray(mask > 0, np.uint8), 0.0), -chest.turns)))
    return result[0], result[1]
