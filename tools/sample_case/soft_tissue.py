"""Soft tissue of the chest phantom: body, lungs, heart, and the vessels of the lungs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from tools.sample_case.projection import (
    COLUMNS,
    PIXEL,
    ROWS,
    Floats,
    blurred,
    chest_depth,
    chest_width,
    chord,
    curve,
    grid,
    scattered,
    step,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_LUNG: Final = 0.72  # the part of soft tissue that lung lacks
_HEART: Final = (  # centre, axes, turn
    ((2.1, 24.3, 2.4), (6.9, 4.9, 5.2), 40),  # left ventricle
    ((-1.0, 23.6, 1.6), (3.3, 4.8, 3.8), 0),  # right atrium
    ((0.4, 29.3, 1.0), (5.2, 3.6, 6.0), 0),  # what it rests on
    ((2.0, 17.6, 1.6), (1.9, 3.0, 2.2), -12),  # pulmonary trunk
    ((1.8, 13.6, -1.2), (1.75, 1.8, 3.4), 0),  # arch of the aorta
)
_VESSELS: Final = (  # direction in degrees down from the horizontal, radius in cm
    (-82, 0.48), (-62, 0.42), (-35, 0.40), (-8, 0.40), (18, 0.42),
    (40, 0.55), (58, 0.64), (74, 0.60), (88, 0.42),
)  # fmt: skip


def _ellipsoid(
    place: tuple[Floats, Floats, Floats],
    centre: tuple[float, float, float],
    axes: tuple[float, float, float],
    turn: float,
) -> NDArray[np.bool_]:
    """Say which points are inside an ellipsoid that is turned by `turn` degrees in the image plane."""
    x, y, z = place
    across, down = x - centre[0], y - centre[1]
    cosine, sine = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    a = (across * cosine + down * sine) / axes[0]
    b = (down * cosine - across * sine) / axes[1]
    return np.asarray(a * a + b * b + ((z - centre[2]) / axes[2]) ** 2 < 1)


def _outer_tissue(x: Floats, y: Floats) -> Floats:
    """Give the path length through trunk, arms and breasts in cm, as if there were no air inside."""
    neck, shoulders = ((0, 5.4), (2.2, 5.7), (3.8, 7.4)), ((5.2, 11.5), (6.6, 16.0), (8.5, 18.6), (11, 19.2))
    width = curve(y, *neck, *shoulders, (14, 18.4), (17.5, 15.9), (22, 15.4), (30, 15.2), (42, 15.8))
    depth = curve(y, (0, 5.8), (5, 6.4), (9, 8.6), (14, 10.4), (24, 11.0), (42, 11.4))
    trunk = 2 * depth * np.maximum(1 - np.abs(x / width) ** 2.2, 0) ** (1 / 2.2)
    arm = 6.2 / 2 * chord(((np.abs(x) - 17.9 - 0.12 * (y - 10)) / 3.1) ** 2) / (1 + np.exp(-(y - 11) * 1.2))
    below = np.where(y > 26.5, 4.9, 12.0)  # the upper slope is long, the lower fold short
    breast = 3.6 * np.maximum(1 - ((np.abs(x) - 7.9) / 6.6) ** 2 - ((y - 26.5) / below) ** 2, 0) ** 1.15
    return np.asarray(np.maximum(trunk, arm) + 0.25 * np.minimum(trunk, arm) + breast)


def soft_tissue(rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Project body, lungs, heart and great vessels.

    Returns
    -------
    tuple of numpy.ndarray
        Path length through soft tissue and through lung in cm, each (ROWS, COLUMNS).
    """
    x, y = grid(every=2)
    width, depth = chest_width(y), chest_depth(y)
    soft = _outer_tissue(x, y)
    lung = np.zeros_like(soft)
    middle = curve(y, (5, 2.8), (9, 2.3), (13, 1.9), (18, 1.8), (24, 2.1), (34, 2.7))
    spacing = 0.2
    jitter = rng.uniform(-spacing / 2, spacing / 2, soft.shape)  # else planes would show as contour lines
    for plane in np.arange(-9, 9.01, spacing):
        z = plane + jitter
        slope = np.where(z < 0, 5.4, 3.6) * (z / 8.5) ** 2
        right = 27.0 + 5.0 * ((np.minimum(x, 0) + 6.4) / 7.2) ** 2
        left = 28.2 + 4.4 * ((np.maximum(x, 0.8) - 7.0) / 6.9) ** 2
        inside = (np.abs(x) / width) ** 2.3 + np.abs(z / depth) ** 2.3 < 1
        inside &= (y > 6.7) & (y < right + np.clip(x / 2.4 + 0.5, 0, 1) * (left - right) + slope)
        inside &= np.abs(x) > middle * np.interp(z, [-9, -6, -5, -3, 2.5, 4], [0.75, 0.9, 0.5, 0.75, 1.0, 0])
        for centre, axes, turn in _HEART:
            inside &= ~_ellipsoid((x, y, z), centre, axes, turn)
        aorta = (x - curve(y, (12, 2.1), (20, 1.9), (32, 0.8))) ** 2 + (z + 5.2) ** 2
        inside &= aorta + np.minimum(y - 14.2, 0) ** 2 > 1.25**2
        inside &= (x + 1.75) ** 2 + (z - 1) ** 2 > 1.05**2  # superior vena cava
        lung += inside * spacing
    soft -= _LUNG * lung + 0.95 * (1.3 * _airway(x, y) + _stomach(x, y))
    size = (COLUMNS, ROWS)
    large_soft: Floats = np.asarray(cv2.resize(soft, size, interpolation=cv2.INTER_CUBIC), np.float64)
    large_lung: Floats = np.asarray(cv2.resize(lung, size, interpolation=cv2.INTER_CUBIC), np.float64)
    return np.maximum(blurred(large_soft, 1.8), 0), np.maximum(blurred(large_lung, 3), 0)


def _airway(x: Floats, y: Floats) -> Floats:
    """Give the path length through windpipe and main bronchi in cm."""
    middle = curve(y, (0, 0.0), (9, -0.1), (14, -0.45), (16.5, -0.2), (40, -0.2))
    airway = 0.85 * chord(((x - middle) / 0.85) ** 2) * step(y / 16.6, steepness=60)
    for side, fall, radius, length in ((-1, 1.05, 0.66, 19.4), (1, 0.62, 0.58, 18.8)):
        across = (y - 16.1 - (side * x) * fall) / np.hypot(1, fall)
        along = (side * x > -0.3) * step(y / length, steepness=60)
        airway = np.maximum(airway, radius * chord((across / radius) ** 2) * along)
    return np.asarray(airway)


def _stomach(x: Floats, y: Floats) -> Floats:
    """Give the path length through the air in the stomach in cm."""
    return 1.2 * chord(((x - 6.9) / 2.5) ** 2 + ((y - 31.3 - 0.1 * (x - 6.9)) / 1.15) ** 2)


def _branches(
    start: tuple[float, float], heading: float, radius: float, rng: np.random.Generator
) -> Iterator[tuple[Floats, Floats, Floats, Floats]]:
    """Give the segments of a vessel and its branches as arrays: x, y, radius, length of each piece."""
    x, y = start
    while radius > 0.035:
        length = 6.4 * radius**0.55 * rng.uniform(0.5, 1.0)
        t = np.linspace(0, 1, 120)
        turning = heading + rng.normal(0, 0.24) * t
        xs = x + np.cumsum(np.cos(turning)) * length / t.size
        ys = y + np.cumsum(np.sin(turning)) * length / t.size
        yield xs, ys, radius * (1 - 0.16 * t), np.full(t.size, length / t.size)
        x, y, heading = float(xs[-1]), float(ys[-1]), float(turning[-1])
        fork = rng.choice([-1.0, 1.0])
        away = heading + fork * rng.uniform(0.35, 0.8)
        yield from _branches((x, y), away, radius * rng.uniform(0.55, 0.72), rng)
        heading -= fork * rng.uniform(0.05, 0.3)
        radius *= rng.uniform(0.72, 0.82)


def vessels(rng: np.random.Generator) -> Floats:
    """Project the branching vessels of the lungs as path length in cm."""
    segments = []
    for side in (-1, 1):
        for angle, radius in _VESSELS:
            turn = np.radians(angle + rng.uniform(-6, 6))
            heading = float(turn if side > 0 else np.pi - turn)
            start = side * 3.3, (18.9 if side < 0 else 18.1) + rng.uniform(-0.5, 0.5) + angle / 70
            segments += list(_branches(start, heading, radius, rng))
    x, y, radii, lengths = (np.concatenate(part) for part in zip(*segments, strict=True))
    steps = np.array([0.03, 0.06, 0.09, 0.14, 0.20, 0.28, 0.40, 0.56])
    nearest = np.searchsorted(steps, radii) - 1
    across, down = np.abs(grid()[0]) - 3.9, grid()[1] - 18.9
    total = 1.1 * np.exp(-((across / 0.9) ** 2) - ((down - 0.5 * across) / 1.7) ** 2)  # nodes and bronchi
    for index, thick in enumerate(steps):
        chosen = nearest == index
        sigma = 0.62 * float(thick)
        lines = blurred(scattered(x[chosen], y[chosen], lengths[chosen]), sigma / PIXEL) / PIXEL**2
        total += lines * (1.9 * thick * sigma * np.sqrt(2 * np.pi))
    return np.asarray(total)
