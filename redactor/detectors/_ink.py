"""Fit the rectangle around a line of text to its ink, and cut it out as a reader wants it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._letters import REACH, responses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.detectors._cores import Slant
    from redactor.detectors._letters import Gray

    Ink = NDArray[np.bool_]

_LETTER_ROWS: Final = 32
"""Larger letters are reduced to this, so that their strokes are narrow enough to stand out."""
_INK: Final = 0.2
"""Share of the strongest response from which a pixel is ink."""
_FAINTEST: Final = 6
_INSIDE: Final = 0.13
"""How far inside the rectangle that a network gives the ink begins at least, in its short sides."""
_REACH: Final = 4.0
"""How far beyond its ends a line is followed, in letters' rows."""
_CUT: Final = 0.6
"""How far beyond its ends a letter of a line may reach, in its rows: the network may cut the first or the last."""
_LINE: Final = 3.0
"""Sides of what is more than a letter or two."""
_GAP: Final = 0.2
_GAP_FOLLOWED: Final = 1.0
_GAP_REACHED: Final = 1.5
"""Free columns within a word, within a line, and where letters are known to stand, in letters' rows."""
_FEW: Final = 0.04
"""Share of the fullest row up to which a row has no ink of the line."""
_STRAIGHT: Final = np.radians(2.0)


def fitted(gray: Gray, slant: Slant, *, follow: bool) -> Slant:
    """Give the rectangle around the ink of a line; the one that was given where nothing stands out.

    Parameters
    ----------
    gray
        Uint8, shape (rows, columns).
    follow
        Whether the line may go on beyond its ends.
    """
    slant = straightened(slant)
    inset = 2 * _INSIDE * slant.short
    slant = replace(slant, long=slant.long - inset, short=slant.short - inset)
    reach = _REACH if follow else _CUT if slant.long >= _LINE * slant.short else _INSIDE
    along = float(round(reach * slant.short))
    slant = _inside(on_grid(slant), gray.shape)
    factor = min(_LETTER_ROWS / slant.short, 1.0)
    ends, sides = along * factor, max(round(_TAIL * slant.short * factor), 1)
    tall = replace(slant, long=slant.long + 2 * along, short=slant.short + 2 * sides / factor)
    ink = _ink_in(gray, tall, factor, ends=ends, sides=sides)
    if ink is None:
        return slant
    columns = _extent(ink[sides:-sides], ends, (_GAP_FOLLOWED if follow else _GAP) * slant.short * factor)
    if columns is None:
        return slant
    rows = _row_extent(_without_rules(ink[:, columns[0] : columns[1]], slant.short * factor), sides)
    if rows is None:
        return slant
    left, right, top, bottom = (value / factor for value in (*columns, *rows))
    x, y = (left + right - tall.long) / 2, (top + bottom - tall.short) / 2
    cosine, sine = np.cos(slant.angle), np.sin(slant.angle)
    return replace(
        slant,
        x=float(slant.x + x * cosine - y * sine),
        y=float(slant.y + x * sine + y * cosine),
        long=float(right - left),
        short=float(bottom - top),
    )


def _inside(slant: Slant, shape: tuple[int, ...]) -> Slant:
    """Give the part of a level rectangle that lies in an image; another as it is."""
    if slant.angle not in LEVEL:
        return slant
    corners = slant.corners()
    low, high = np.maximum(corners.min(axis=0), 0), np.minimum(corners.max(axis=0), shape[1::-1])
    columns, rows = (max(float(size), 1.0) for size in high - low)
    long, short = (columns, rows) if slant.angle == 0 else (rows, columns)
    return replace(slant, x=float(low[0] + columns / 2), y=float(low[1] + rows / 2), long=long, short=short)


def reaching(gray: Gray, slant: Slant, farthest: tuple[float, float]) -> Slant:
    """Give a level line as far as ink follows it on either side, where only faint or small letters may stand.

    Parameters
    ----------
    gray
        Uint8, shape (rows, columns).
    farthest
        How far it may reach before its start and beyond its end, in pixels.
    """
    along = float(np.ceil(max(*farthest, 0.0)))
    if along <= 0 or slant.angle != 0:
        return slant
    factor = min(_LETTER_ROWS / slant.short, 1.0)
    ink = _ink_in(gray, on_grid(replace(slant, long=slant.long + 2 * along)), factor, ends=along * factor)
    columns = None if ink is None else _extent(ink, along * factor, _GAP_REACHED * slant.short * factor)
    if columns is None:
        return slant
    before = min(max(along - columns[0] / factor, 0.0), max(farthest[0], 0.0))
    beyond = min(max(columns[1] / factor - slant.long - along, 0.0), max(farthest[1], 0.0))
    return replace(slant, x=slant.x + (beyond - before) / 2, long=slant.long + before + beyond)


def letters_in(gray: Gray, slant: Slant) -> int:
    """Count the spots of ink in a line that are about as high as it and not much broader: letters that don't touch."""
    factor = min(_LETTER_ROWS / slant.short, 1.0)
    ink = _ink_in(gray, slant, factor)
    if ink is None:
        return 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    rows, columns = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    high = slant.short * factor
    return int(np.count_nonzero((rows >= _LEAST_HIGH * high) & (columns <= _BROADEST * high)))


_LEAST_HIGH: Final = 0.4
_BROADEST: Final = 1.5
"""Sides of a letter, in rows of its line."""


def straightened(slant: Slant) -> Slant:
    """Give a rectangle that leans next to nothing without that."""
    for angle in (-np.pi / 2, 0.0, np.pi / 2):
        if abs(slant.angle - angle) < _STRAIGHT:
            return replace(slant, angle=float(angle))
    return slant


def on_grid(slant: Slant) -> Slant:
    """Give the smallest rectangle of whole pixels around a level one; another as it is."""
    if slant.angle not in LEVEL:
        return slant
    corners = slant.corners()
    low, high = np.floor(corners.min(axis=0) + _ROUNDED), np.ceil(corners.max(axis=0) - _ROUNDED)
    columns, rows = (max(float(size), 1.0) for size in high - low)
    long, short = (columns, rows) if slant.angle == 0 else (rows, columns)
    return replace(slant, x=float(low[0] + columns / 2), y=float(low[1] + rows / 2), long=long, short=short)


_ROUNDED: Final = 0.4
"""Less than this much of a pixel does not count."""
LEVEL: Final = frozenset({0.0, np.pi / 2, -np.pi / 2})
"""Angles of lines along rows and columns."""


def cut(gray: Gray, slant: Slant, *, factor: float = 1.0, margin: float = 0.0) -> Gray:
    """Give what lies in a rectangle, its long side from left to right: uint8; black outside the image's edges.

    Parameters
    ----------
    factor
        Size of the result.
    margin
        Pixels on each side.
    """
    corners = slant.corners(margin)
    columns = max(round((slant.long + 2 * margin) * factor), 1)
    rows = max(round((slant.short + 2 * margin) * factor), 1)
    if factor == 1 and slant.angle == 0.0:
        left, top = (round(float(value)) for value in corners[0])
        return _window(gray, left, top, rows, columns)
    # Only the part around it: the whole image may be larger than what OpenCV's warp takes.
    low, high = np.floor(corners.min(axis=0)).astype(int) - 2, np.ceil(corners.max(axis=0)).astype(int) + 2
    part = _window(gray, int(low[0]), int(low[1]), int(high[1] - low[1]), int(high[0] - low[0]))
    if factor < 1:
        part = np.asarray(cv2.GaussianBlur(part, (0, 0), 0.4 / factor), np.uint8)
    # Corners are edges of pixels; OpenCV counts from their middles.
    source = (corners[:3] - low - 0.5).astype(np.float32)
    target = np.array([[0, 0], [columns, 0], [columns, rows]], np.float32) - 0.5
    turn = cv2.getAffineTransform(source, target)
    return np.asarray(cv2.warpAffine(part, turn, (columns, rows), flags=cv2.INTER_LINEAR), np.uint8)


def _window(gray: Gray, left: int, top: int, rows: int, columns: int) -> Gray:
    """Give a part of an image that may reach over its edges, where the nearest pixels are repeated."""
    height, width = gray.shape
    inside = gray[
        min(max(top, 0), height - 1) : max(top + rows, 1), min(max(left, 0), width - 1) : max(left + columns, 1)
    ]
    above, before = min(max(-top, 0), rows - 1), min(max(-left, 0), columns - 1)
    below, after = max(rows - above - inside.shape[0], 0), max(columns - before - inside.shape[1], 0)
    if above or before or below or after:
        bordered = cv2.copyMakeBorder(inside, above, below, before, after, cv2.BORDER_REPLICATE)
        inside = np.asarray(bordered, np.uint8)
    return np.asarray(inside[:rows, :columns], np.uint8)


def _ink_in(gray: Gray, slant: Slant, factor: float, *, ends: float = 0.0, sides: int = 0) -> Ink | None:
    """Say which pixels of a line are ink, in the polarity in which more stands out; None if nothing does.

    Parameters
    ----------
    factor
        Size of the result.
    ends, sides
        Columns of the result at either end, and rows above and below, in which the line may go on.
    """
    band = cut(gray, slant, factor=factor, margin=_AROUND / factor)
    shown = band[_AROUND:-_AROUND, _AROUND:-_AROUND]
    rows, columns = shown.shape
    inner = np.s_[sides : max(rows - sides, sides + 1), int(ends) : max(columns - int(ends), int(ends) + 1)]
    # Without what is around it, the ground between letters and the edge would look like a dark stroke.
    found = [response[_AROUND:-_AROUND, _AROUND:-_AROUND] for response in responses(band)]
    strong = [float(np.percentile(response[inner], 95)) for response in found]
    if max(strong) <= _FAINTEST:
        return None
    polarity = int(np.argmax(strong))
    if min(strong) > _AS_STRONG * max(strong):
        # So are the gaps between strokes; the ground above and below decides.
        ground = np.median(np.concatenate([band[:_AROUND], band[-_AROUND:]])[:, _AROUND:-_AROUND], axis=0)
        low, high = np.percentile((shown - ground)[inner], (5, 95))
        polarity = int(-low > high)
    return np.asarray(found[polarity] > max(_INK * strong[polarity], _FAINTEST))


_AROUND: Final = REACH
"""Pixels around a line that are looked at, too."""
_AS_STRONG: Final = 0.6
"""Share from which strokes of one polarity stand out as those of the other do."""


def _without_rules(ink: Ink, rows: float) -> Ink:
    """Leave out what is no letter: what goes on above or below, and long thin lines, such as the edges of a plate.

    Parameters
    ----------
    rows
        Of the line.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    tops, height, width = (stats[:, at] for at in (cv2.CC_STAT_TOP, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_WIDTH))
    goes_on = (tops == 0) | (tops + height == len(ink))
    other = goes_on | ((width > _LONG * rows) & (height < _THIN * rows))
    other[0] = True
    letters = ~other[labels]
    return np.asarray(letters) if letters.sum() >= _MOSTLY * ink.sum() else ink


_LONG: Final = 2.0
_THIN: Final = 0.4
"""Columns and rows of a rule, in rows of the line."""
_MOSTLY: Final = 0.4
"""Share of the ink that letters must have, or else it is not known what is one."""


def _extent(ink: Ink, ends: float, gap: float) -> tuple[int, int] | None:
    """Give the first column with ink and the one behind the last, as far as gaps are small."""
    filled = np.flatnonzero(ink.any(axis=0))
    first, last = ends, ink.shape[1] - ends
    inside = filled[(filled >= first - 1) & (filled < last + 1)]
    if not len(inside):
        return None
    left, right = (
        _reached(-filled[filled < inside[0]][::-1], -int(inside[0]), gap),
        _reached(filled[filled > inside[-1]], int(inside[-1]), gap),
    )
    return -left, right + 1


def _reached(at: NDArray[np.int64], start: int, step: float) -> int:
    for position in at.tolist():
        if position - start > step:
            break
        start = position
    return start


def _row_extent(ink: Ink, sides: int) -> tuple[int, int] | None:
    """Give the first row with ink of the line and the one behind the last, with the tails of letters and commas.

    Parameters
    ----------
    sides
        Rows above and below in which only those may be.
    """
    filled = ink.sum(axis=1)
    beside = min(float(filled[:sides].mean()), float(filled[len(filled) - sides :].mean())) if sides else 0.0
    filled[:sides] = filled[len(filled) - sides :] = 0
    is_line = filled > max(_FEW * float(filled.max()), _OVER_BESIDE * beside)
    inside = np.flatnonzero(is_line)
    if not len(inside):
        return None
    first, last = int(inside[0]), int(inside[-1]) + 1
    if beside > _FEW * float(filled.max()):
        return first, last  # so much is no text
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    tops = stats[1:, cv2.CC_STAT_TOP]
    bottoms = tops + stats[1:, cv2.CC_STAT_HEIGHT]
    tail = _TAIL * (last - first)
    letter = (tops >= first - _ABOVE * tail) & (bottoms <= last + tail) & (tops < last) & (bottoms > first)
    letter &= np.minimum(bottoms, last) - np.maximum(tops, first) >= _WITHIN * (bottoms - tops)
    letter &= (tops > 0) & (bottoms < len(ink))  # what goes on is an edge
    return min([first, *tops[letter].tolist()]), max([last, *bottoms[letter].tolist()])


_OVER_BESIDE: Final = 1.5
_WITHIN: Final = 0.35
_ABOVE: Final = 0.5
_TAIL: Final = 0.35
"""How far a letter may reach out of the rows of its line, as a share of them."""


def strongest(renderings: Sequence[Gray], box: tuple[int, int, int, int]) -> int:
    """Give the number of the rendering in which most stands out in a box of left, top, right and bottom."""
    left, top, right, bottom = box
    return int(np.argmax([max(map(_strength, responses(gray[top:bottom, left:right]))) for gray in renderings]))


def _strength(response: Gray) -> float:
    """Say how far the strongest strokes stand out from noise, which a narrow window makes as bright as they are."""
    strong, usual = np.percentile(response, (95, 50))
    return float(strong - _NOISE * usual)


_NOISE: Final = 2.0
