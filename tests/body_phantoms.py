"""Made-up bodies: radiographs, mammograms and slices, each with the masks of what is where.

They look like what they stand for as far as the detectors of anatomy care, and are the same each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]
    Bits = NDArray[np.bool_]

SIDE = 512


@dataclass(frozen=True)
class Phantom:
    """A picture, shape (rows, columns), uint8, and bool masks by what they show."""

    gray: Gray
    truth: Mapping[str, Bits]


def _shape(points: Sequence[tuple[float, float]], side: int = SIDE) -> Bits:
    """Give the inside of a smooth outline through points in shares of the picture (column, row)."""
    corners = np.array(points) * side
    turns = np.fft.fft(corners[:, 0] + 1j * corners[:, 1])
    many = 200
    fine = np.zeros(many, complex)
    half = len(points) // 2
    fine[: half + 1], fine[-half + 1 :] = turns[: half + 1], turns[len(points) - half + 1 :]
    around = np.fft.ifft(fine) * (many / len(points))
    mask = np.zeros((side, side), np.uint8)
    cv2.fillPoly(mask, [np.column_stack([around.real, around.imag]).round().astype(np.int32)], 1)
    return mask > 0


def _ellipse(column: float, row: float, across: float, down: float, side: int = SIDE) -> Bits:
    rows, columns = np.mgrid[0:side, 0:side] / side
    return np.asarray(((columns - column) / across) ** 2 + ((rows - row) / down) ** 2 < 1)


def _soft(mask: Bits, reach: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), reach), np.float32)


def _picture(values: NDArray[np.floating], seed: int) -> Gray:
    noise = np.random.default_rng(seed).normal(0, 2.5, values.shape)
    return np.clip(values + noise, 0, 255).astype(np.uint8)


def chest(seed: int = 0, *, breasts: bool = True, lean: float = 0.0) -> Phantom:
    """Give a frontal chest: trunk and shoulders, lungs with ribs, heart, spine, and breasts.

    Parameters
    ----------
    lean
        By how much the proportions differ, from -1 to 1.
    """
    wide, low = 1 + 0.08 * lean, 0.04 * lean
    right = [(0.44, 0.20), (0.34, 0.18), (0.25, 0.26), (0.19, 0.40), (0.16, 0.55), (0.14, 0.69 + low)]
    right += [(0.22, 0.65 + low), (0.32, 0.63 + low), (0.42, 0.65 + low), (0.43, 0.52), (0.45, 0.40), (0.46, 0.28)]
    right = [(0.5 + (column - 0.5) * wide, row) for column, row in right]
    left = [(1 - column, row) for column, row in right]
    heart = [(0.49, 0.33), (0.54, 0.33), (0.57, 0.40), (0.63, 0.48), (0.70, 0.57), (0.71, 0.64 + low)]
    heart += [(0.62, 0.67 + low), (0.50, 0.67 + low), (0.42, 0.64 + low), (0.41, 0.55), (0.43, 0.46), (0.46, 0.38)]
    lungs, organ = (_shape(right), _shape(left)), _shape(heart)
    outline = [(0.5, 0.1), (0.72, 0.13), (0.92, 0.22), (0.93, 0.4), (0.9, 0.6), (0.88, 0.8), (0.87, 1.05), (0.5, 1.1)]
    outline += [(0.13, 1.05), (0.12, 0.8), (0.1, 0.6), (0.07, 0.4), (0.08, 0.22), (0.28, 0.13)]
    trunk = _shape(outline)
    body = trunk | _ellipse(0.5, 0.08, 0.1, 0.14)
    sides = [_ellipse(0.13, 0.68, 0.11, 0.16), _ellipse(0.87, 0.68, 0.11, 0.16)]
    if breasts:
        body = body | sides[0] | sides[1]
    values = 12 + 128 * _soft(body, 5) + (18 * _soft(sides[0] | sides[1], 6) if breasts else 0)
    rows, columns = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    values += 35 * np.clip((rows - 0.6) / 0.15, 0, 1) * _soft(body, 5)
    air = _soft(lungs[0], 2.5) + _soft(lungs[1], 2.5) * (1 - 0.75 * _soft(organ, 3))
    values -= 75 * np.clip(air, 0, 1)
    slope = 0.9 * np.abs(columns - 0.5)
    values += 16 * (np.sin(2 * np.pi * (rows - 0.35 * slope**1.2) / 0.072) > 0.35) * np.clip(air, 0, 1)
    values += 25 * _soft(_ellipse(0.5, 0.5, 0.045, 0.7), 4) * _soft(body, 4) + 12 * _soft(organ, 4)
    for side in (-1, 1):
        course = 0.22 - 0.25 * (np.abs(columns - 0.5) - 0.04)
        bone = (np.abs(rows - course) < 0.012) & ((columns - 0.5) * side > 0.05) & ((columns - 0.5) * side < 0.36)
        values += 28 * _soft(bone, 1.5)
    wall = cv2.dilate((lungs[0] | lungs[1]).astype(np.uint8), np.ones((15, 15), np.uint8)) > 0
    values += 18 * _soft(wall & ~(lungs[0] | lungs[1]), 3) * _soft(body, 4)
    hulls = [cv2.convexHull(np.argwhere(lung)[:, ::-1].astype(np.int32)) for lung in lungs]
    cage = np.zeros((SIDE, SIDE), np.uint8)
    for hull in hulls:
        cv2.fillConvexPoly(cage, hull, 1)
    truth = {"lung_field": lungs[0] | lungs[1], "heart": organ, "body_contour": body}
    if breasts:
        truth["breast"] = (sides[0] | sides[1]) & (cage == 0)
    return Phantom(_picture(values, seed), truth)


def pelvis(seed: int = 0, *, thighs: bool = True, shift: float = 0.0) -> Phantom:
    """Give a frontal pelvis; with `thighs`, air parts them below. The region sought is an ellipse at the symphysis."""
    centre = 0.5 + shift
    body = _ellipse(centre, 0.35, 0.42, 0.6) | _ellipse(centre, 0.8, 0.43, 0.6)
    if thighs:
        rows, columns = np.mgrid[0:SIDE, 0:SIDE] / SIDE
        body &= ~((np.abs(columns - centre) < 0.16 * (rows - 0.74)) & (rows > 0.74))
    ring = _ellipse(centre, 0.45, 0.33, 0.28) & ~_ellipse(centre, 0.48, 0.16, 0.14)
    femora = _ellipse(centre - 0.27, 0.62, 0.06, 0.08) | _ellipse(centre + 0.27, 0.62, 0.06, 0.08)
    values = 10 + 105 * _soft(body, 4) + 60 * _soft((ring | femora) & body, 3)
    values += 30 * _soft(_ellipse(centre, 0.64, 0.03, 0.06), 3)
    region = _ellipse(centre, 0.72, 0.085, 0.12) if thighs else _ellipse(centre, 0.72, 0.1, 0.13)
    return Phantom(_picture(values, seed), {"genital_region": region, "body_contour": body})


def mammogram(seed: int = 0, *, left: bool = True) -> Phantom:
    """Give a breast that lies against one side of the film."""
    breast = _ellipse(0.0, 0.5, 0.55, 0.4) | (_ellipse(0.0, 0.1, 0.25, 0.5) & (np.mgrid[0:SIDE, 0:SIDE][0] < SIDE // 2))
    rng = np.random.default_rng(seed)
    tissue = cv2.resize(rng.random((12, 12)).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    values = 3 + (60 + 90 * tissue) * np.clip(_soft(breast, 7) * 1.2, 0, 1)
    gray, mask = _picture(values, seed), breast
    gray[20:44, 440:490] = 230
    return Phantom(gray if left else gray[:, ::-1].copy(), {"breast": mask if left else mask[:, ::-1].copy()})


def ct_slice(seed: int = 0) -> tuple[NDArray[np.int16], Bits]:
    """Give a slice of a trunk on a table, in Hounsfield units, and the mask of the body."""
    body = _ellipse(0.5, 0.48, 0.38, 0.27)
    values = np.full((SIDE, SIDE), -1000.0)
    values[body] = 40
    values[_ellipse(0.36, 0.47, 0.12, 0.16) | _ellipse(0.64, 0.47, 0.12, 0.16)] = -850
    values[_ellipse(0.5, 0.65, 0.05, 0.06)] = 500
    table = _ellipse(0.5, 0.72, 0.45, 0.07) & ~_ellipse(0.5, 0.708, 0.45, 0.07) & ~body
    values[table] = -100
    noise = np.random.default_rng(seed).normal(0, 15, values.shape)
    return (values + noise).round().astype(np.int16), body


def mr_slice(seed: int = 0) -> Phantom:
    """Give a slice of a head with the noise of a magnitude image."""
    body = _ellipse(0.5, 0.5, 0.3, 0.38)
    values = 140.0 * body - 60.0 * _ellipse(0.5, 0.5, 0.26, 0.34) + 50.0 * _ellipse(0.5, 0.48, 0.23, 0.3)
    rng = np.random.default_rng(seed)
    noisy = np.hypot(values + rng.normal(0, 6, values.shape), rng.normal(0, 6, values.shape))
    return Phantom(np.clip(noisy, 0, 255).astype(np.uint8), {"body_contour": body})
