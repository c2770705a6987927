"""A phantom of an ultrasound cine: the beating heart from its apex, all four chambers, without any lettering.

Lengths are centimetres: x across from the middle line, d down from the transducer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROWS: Final = 480
COLUMNS: Final = 640
FRAMES: Final = 12
FRAME_TIME: Final = 70.0
"""Milliseconds from one frame to the next; twelve frames are one heart beat."""
APEX: Final = (320, 56)
"""Column and row of the tip of the sector."""
SCALE: Final = 24.0
"""Pixels in a centimetre."""
DEPTH: Final = 16.0
BANNER: Final = 46
"""Rows of the banner at the top."""
TRACE: Final = (150, 452, 340, 22)
"""Column, row, columns, rows of the electrocardiogram."""
BEATS: Final = 2.5
"""Heart beats that the electrocardiogram shows."""

_VALVES: Final = (  # x of the hinge; end when open, and when closed: x, height above the base
    (0.45, (1.15, 1.9), (1.9, 0.35)),
    (3.45, (2.85, 1.35), (2.0, 0.35)),
    (-0.85, (-1.6, 1.5), (-2.3, 0.4)),
    (-3.75, (-3.1, 1.3), (-2.4, 0.4)),
)
_HALF_ANGLE: Final = np.radians(41.0)
_BEAMS: Final = 220
_RANGES: Final = 520
_DYNAMIC_RANGE: Final = 52.0  # dB between black and white


def contraction(phase: float) -> float:
    """Give how far the ventricles have contracted, 0 to 1, at a phase 0 to 1 after the R wave."""
    return float(np.interp(phase, [0, 0.06, 0.36, 0.42, 0.6, 0.85, 1], [0.04, 0.1, 1, 0.95, 0.22, 0.12, 0.04]))


def _opening(phase: float) -> float:
    """Give how far the mitral and tricuspid valves are open, 0 to 1."""
    knots = [0, 0.04, 0.42, 0.50, 0.60, 0.72, 0.84, 0.95, 1], [0.1, 0, 0, 1, 0.75, 0.35, 0.8, 0.3, 0.1]
    return float(np.interp(phase, *knots))


def _egg(
    x: Floats,
    d: Floats,
    centre: tuple[float, float],
    *,
    axes: tuple[float, float],
    taper: float,
    power: tuple[float, float] = (2.0, 2.0),
) -> Floats:
    """Give a distance in cm from the wall of a chamber, negative inside.

    Its upper end is narrower by `taper`; `power` says how flat the upper and the lower end are (2 is round).
    """
    across, down = x - centre[0], (d - centre[1]) / axes[1]
    width = axes[0] * (1 + taper * np.clip(down, -1, 1))
    flat = np.where(down < 0, power[0], power[1])
    radius = (np.abs(across / width) ** flat + np.abs(down) ** flat) ** (1 / flat)
    return np.asarray((radius - 1) * min(axes))


def _joined(*distances: Floats, softness: float) -> Floats:
    """Give the distance from the union of several shapes, with rounded creases."""
    total = sum(np.exp(-np.clip(distance / softness, -60, 60)) for distance in distances)
    return np.asarray(-softness * np.log(total))


def _facing(distance: Floats) -> Floats:
    """Give how squarely a beam meets a surface: 1 is at right angles, where the echo is strongest."""
    along = np.gradient(distance, axis=0) * _RANGES / DEPTH
    step = np.maximum(np.linspace(0, DEPTH, _RANGES), 0.5)[:, None] * 2 * _HALF_ANGLE / _BEAMS
    across = np.gradient(distance, axis=1) / step
    return np.asarray(np.abs(along) / np.maximum(np.hypot(along, across), 1e-6))


def _leaflet(x: Floats, d: Floats, start: tuple[float, float], end: tuple[float, float]) -> Floats:
    """Give the echo of a thin membrane from one point to another."""
    along = np.array(end) - np.array(start)
    t = np.clip(((x - start[0]) * along[0] + (d - start[1]) * along[1]) / (along @ along), 0, 1)
    sag = 0.25 * np.sin(np.pi * t)
    return np.asarray(
        np.exp(-(((np.hypot(x - start[0] - t * along[0] - sag, d - start[1] - t * along[1])) / 0.11) ** 2))
    )


def _echo(x: Floats, d: Floats, phase: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Give the mean amplitude of the echoes, and which points are blood."""
    squeeze, opening = contraction(phase), _opening(phase)
    base = 10.1 - 1.25 * squeeze
    narrow = 1 - 0.27 * squeeze
    x, d = x + 0.14 * np.sin(1.5 * d + 0.4) + 0.07 * np.sin(3.1 * d), d + 0.12 * np.sin(1.7 * x + 0.3)
    long, short = (base - 2.7) / 2, (base - 3.9) / 2
    left = _egg(x, d, (1.95, 2.7 + long), axes=(2.05 * narrow, long), taper=0.2, power=(2.0, 3.2))
    right = _egg(x, d, (-2.35, 3.9 + short), axes=(1.6 * narrow, short), taper=0.5, power=(2.0, 3.4))
    fill = 0.82 + 0.18 * squeeze
    top = base + 2.2 * fill
    left_atrium = _egg(x, d, (2.0, top + 0.1), axes=(2.0 * fill, 2.2 * fill), taper=-0.05, power=(3.0, 2.1))
    top = base + 2.1 * fill
    right_atrium = _egg(x, d, (-2.25, top), axes=(1.95 * fill, 2.1 * fill), taper=0.05, power=(3.0, 2.1))
    ways = [_egg(x, d, (at, base), axes=(1.25, 0.6), taper=0, power=(4, 4)) for at in (1.95, -2.3)]
    chambers = np.minimum.reduce([left, right, left_atrium, right_atrium, *ways])

    wall = 0.9 + 0.35 * squeeze
    apex = _egg(x, d, (-0.2, 4.6), axes=(2.9, 2.5), taper=0.1)
    heart = _joined(left - wall, right - 0.5, left_atrium - 0.35, right_atrium - 0.35, apex, softness=0.5)
    inside = 0.13 * np.exp(-np.maximum(chambers, 0) * 0.4) * (0.55 + 0.45 * _facing(chambers))
    patchy = 0.5 + 0.5 * np.sin(1.1 * x + 0.5) * np.sin(0.8 * d + 0.4 * x)
    outside = 0.0035 + 0.065 * patchy * np.exp(-np.maximum(heart, 0) * 1.1)
    echo = np.where(heart < 0, inside, outside)
    echo += 0.55 * np.exp(-((heart / 0.12) ** 2)) * (0.10 + 0.9 * _facing(heart) ** 2) * (d > 2.4)  # pericardium
    echo += 0.22 * np.exp(-(((chambers - 0.05) / 0.09) ** 2)) * (0.15 + 0.85 * _facing(chambers) ** 2)
    echo = np.where(chambers < 0, 0.0011 + 0.03 * np.exp(np.minimum(chambers, 0) * 7), echo)
    for at, open_end, closed_end in _VALVES:
        # Open leaflets point to the apex, closed ones meet in the middle of the way between the chambers.
        end = opening * np.array(open_end) + (1 - opening) * np.array(closed_end)
        echo = np.maximum(echo, 0.40 * _leaflet(x, d, (at, base), (float(end[0]), base - float(end[1]))))
        echo = np.maximum(echo, 0.35 * np.exp(-((np.hypot(x - at, d - base) / 0.26) ** 2)))
    near = 0.42 * np.exp(-(((d - 0.5) / 0.35) ** 2)) + 0.22 * np.exp(-(((d - 1.3) / 0.18) ** 2))
    return echo + near * (d < 2.4), np.asarray((chambers < 0) & (d > 2.0))


def _speckle(rng: np.random.Generator) -> Floats:
    """Give the amplitude of interfering echoes over (ranges, beams), with mean square 1."""
    parts = [cv2.GaussianBlur(rng.normal(0, 1, (_RANGES, _BEAMS)), (0, 0), sigmaX=1.5, sigmaY=1.1) for _ in range(2)]
    amplitude = np.hypot(*parts)
    return np.asarray(amplitude / np.sqrt(np.mean(amplitude**2)))


def _sector(echoes: Floats) -> Floats:
    """Bring (ranges, beams) into the picture; outside the sector it is black."""
    column, row = np.meshgrid(np.arange(COLUMNS) + 0.5 - APEX[0], np.arange(ROWS) + 0.5 - APEX[1])
    beam = (np.arctan2(column, row) / _HALF_ANGLE + 1) / 2 * (_BEAMS - 1)
    place = np.hypot(column, row) / SCALE / DEPTH * (_RANGES - 1)
    where = beam.astype(np.float32), place.astype(np.float32)
    return np.asarray(cv2.remap(echoes, *where, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0))


def sector_bounds() -> tuple[int, int, int, int]:
    """Give the first column and row, and the last column and row, of the sector."""
    half = int(np.ceil(DEPTH * SCALE * np.sin(_HALF_ANGLE)))
    return APEX[0] - half, APEX[1], APEX[0] + half - 1, APEX[1] + int(DEPTH * SCALE)


def trace() -> NDArray[np.int32]:
    """Give the line of the electrocardiogram as (column, row) points."""
    time = np.linspace(0, BEATS, TRACE[2])
    phase = time % 1.0
    waves = (
        (0.02, 0.012, 1.0),
        (-0.012, 0.010, -0.16),
        (0.055, 0.014, -0.26),
        (0.33, 0.045, 0.26),
        (0.86, 0.028, 0.13),
    )
    height = sum(size * np.exp(-((((phase - at + 0.5) % 1 - 0.5) / width) ** 2)) for at, width, size in waves)
    row = TRACE[1] + TRACE[3] * (0.76 - 0.7 * height)
    return np.stack([TRACE[0] + np.arange(TRACE[2]), np.rint(row)], axis=1).astype(np.int32)


def frames() -> NDArray[np.uint8]:
    """Give the stored values of the sector, without anything drawn or written.

    Returns
    -------
    numpy.ndarray
        uint8, (FRAMES, ROWS, COLUMNS), high values bright (MONOCHROME2).
    """
    rng = np.random.default_rng(20240316)
    angle = np.linspace(-_HALF_ANGLE, _HALF_ANGLE, _BEAMS)[None, :]
    distance = np.linspace(0, DEPTH, _RANGES)[:, None]
    x, d = distance * np.sin(angle), distance * np.cos(angle)
    fixed = _speckle(rng)
    # Ribs and lung shade some beams, gain falls off with depth.
    shade = (
        1 - 0.75 / (1 + np.exp(-(np.abs(angle + 0.03) - 0.60) * 40)) - 0.25 * np.exp(-(((angle - 0.33) / 0.05) ** 2))
    )
    gain = shade * np.exp(-distance * 0.045)
    result = []
    for number in range(FRAMES):
        phase = number / FRAMES
        echo, blood = _echo(x, d, phase)
        squeeze = contraction(phase)
        # Speckle belongs to the tissue: it moves with it. In blood it is new in each frame.
        shift = 1.25 * squeeze * np.clip((d - 2.0) / 8.0, 0, 1.2)
        source_range = (distance + shift * np.cos(angle)) / DEPTH * (_RANGES - 1)
        source_beam = (angle * (1 + 0.10 * squeeze) / _HALF_ANGLE + 1) / 2 * (_BEAMS - 1)
        source_beam = np.broadcast_to(source_beam, source_range.shape)
        beam, place = source_beam.astype(np.float32), source_range.astype(np.float32)
        moved = cv2.remap(fixed, beam, place, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        fresh = _speckle(rng)
        grain = np.where(blood, fresh, 0.93 * moved + 0.07 * fresh)
        level = 20 * np.log10(np.maximum(echo * gain * grain, 1e-6)) + 10
        grey = np.clip(1 + level / _DYNAMIC_RANGE, 0, 1) ** 1.15 * 235
        picture = _sector(grey)
        result.append(np.where(picture < 16, 0, np.rint(picture)).astype(np.uint8))
    return np.stack(result)
