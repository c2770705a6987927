"""A phantom of a small computed tomography series: eight axial sections of a chest.

Lengths are centimetres: x to the image's right (the patient's left), y down (towards the back), z towards the
head. Only numpy is used, whose arithmetic gives the same stored values on each platform.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SIZE: Final = 128
SECTIONS: Final = 8
PIXEL: Final = 0.30
"""Width of a pixel in cm."""
SPACING: Final = 1.5
"""Distance of sections in cm."""
INTERCEPT: Final = -1024


def _ellipse(x: Floats, y: Floats, *, centre: tuple[float, float], axes: tuple[float, float]) -> Floats:
    """Give how much of each pixel an ellipse covers, 0 to 1."""
    radius = np.hypot((x - centre[0]) / axes[0], (y - centre[1]) / axes[1])
    return np.clip(0.5 + (1 - radius) * min(axes) / PIXEL, 0, 1)


def _put(picture: Floats, cover: Floats, unit: float) -> Floats:
    """Put a tissue of so many Hounsfield units in place of what was there."""
    return picture + cover * (unit - picture)


def _lung(x: Floats, y: Floats, side: int, height: float) -> Floats:
    """Give how much of each pixel a lung covers; `height` runs from -1 (base) to 1 (top)."""
    grown = 1.0 - 0.16 * max(height, 0.0) ** 2
    lung = _ellipse(x, y, centre=(side * 7.3, 0.3), axes=(5.6 * grown, 8.2 * grown))
    return lung * (1 - _ellipse(x, y, centre=(0, 0.5), axes=(2.6, 9.5)))


def _heart(picture: Floats, x: Floats, y: Floats, height: float) -> Floats:
    """Put in the heart, or above it the great vessels."""
    if height < 0.35:
        size = min(1.0, 0.72 + 0.4 * (0.35 - height))
        picture = _put(picture, _ellipse(x, y, centre=(1.6, -2.6), axes=(6.6 * size, 5.1 * size)), -60)
        picture = _put(picture, _ellipse(x, y, centre=(1.6, -2.4), axes=(6.2 * size, 4.7 * size)), 75)
        picture = _put(picture, _ellipse(x, y, centre=(3.7, -3.0), axes=(2.6 * size, 2.2 * size)), 190)
        picture = _put(picture, _ellipse(x, y, centre=(-1.6, -3.4), axes=(2.3 * size, 2.6 * size)), 165)
        picture = _put(picture, _ellipse(x, y, centre=(0.8, 0.6), axes=(2.6 * size, 1.4 * size)), 180)
    else:
        picture = _put(picture, _ellipse(x, y, centre=(0.4, -2.2), axes=(3.6, 4.6)), -70)
        picture = _put(picture, _ellipse(x, y, centre=(0.9, -3.4), axes=(1.7, 1.7)), 205)  # ascending aorta
        vein = _ellipse(x, y, centre=(-1.9, -2.4), axes=(0.95, 1.0))  # superior vena cava
        picture = _put(picture, vein, 230)
        if height > 0.7:
            picture = _put(picture, _ellipse(x, y, centre=(1.6, 0.4), axes=(1.5, 3.8)), 205)  # aortic arch
    return picture


def section(number: int) -> NDArray[np.int16]:
    """Give the stored values of one section.

    Parameters
    ----------
    number
        From 0, the lowest, to SECTIONS - 1.

    Returns
    -------
    numpy.ndarray
        int16, (SIZE, SIZE): Hounsfield units minus INTERCEPT.
    """
    rng = np.random.default_rng(20240318 + number)
    height = 2 * number / (SECTIONS - 1) - 1
    coordinates = (np.arange(SIZE) + 0.5 - SIZE / 2) * PIXEL
    x, y = np.meshgrid(coordinates, coordinates + 1.2)
    picture = np.full((SIZE, SIZE), -1000.0)
    table = np.clip(0.5 + (0.35 - np.abs(y - 13.6 - 0.008 * x**2)) / PIXEL, 0, 1) * (np.abs(x) < 17)
    picture = _put(picture, table, -350)
    picture = _put(picture, _ellipse(x, y, centre=(0, 0.6), axes=(17.0, 11.8)), -95)  # fat
    picture = _put(picture, _ellipse(x, y, centre=(0, 0.5), axes=(15.3, 10.6)), 55)  # muscle
    for side in (-1, 1):
        full = 1 - 0.85 * max(height, 0) ** 2
        place = (side * 8.0, -8.6 - 1.6 * full)
        picture = _put(picture, _ellipse(x, y, centre=place, axes=(5.6 * full, 1.9 * full)), -85)  # breasts
        for rib in range(7):
            angle = np.radians(-58 + 21 * rib + 9 * height * side + 7 * height)
            place = (side * 13.9 * np.cos(angle), 0.5 + 9.6 * np.sin(angle))
            picture = _put(picture, _ellipse(x, y, centre=place, axes=(1.0, 0.62)), 420)
            picture = _put(picture, _ellipse(x, y, centre=place, axes=(0.6, 0.26)), 160)
        cover = _lung(x, y, side, height)
        picture = _put(picture, cover, -860)
        for _ in range(46):
            distance, angle = rng.uniform(1.2, 6.8), rng.uniform(-2.2, 2.2)
            centre = (side * (2.9 + distance * np.cos(angle) * 0.95), 0.8 + distance * np.sin(angle))
            size = float(rng.uniform(0.10, 0.44) * (1.15 - distance / 8))
            vessel = _ellipse(x, y, centre=centre, axes=(size * rng.uniform(0.9, 1.9), size))
            picture = _put(picture, vessel * cover * min(1.0, size / 0.2), 60)
    blade = 1 - abs(height - 0.9)
    if blade > 0:
        for side in (-1, 1):
            picture = _put(picture, _ellipse(x, y, centre=(side * 9.3, 9.2), axes=(2.1, 0.42)) * blade, 380)
    picture = _put(picture, _ellipse(x, y, centre=(0, -9.1), axes=(1.9, 0.65)), 260)  # breastbone
    picture = _put(picture, _ellipse(x, y, centre=(0, 8.0), axes=(2.2, 1.9)), 360)  # vertebra
    picture = _put(picture, _ellipse(x, y, centre=(0, 8.0), axes=(1.8, 1.5)), 190)
    picture = _put(picture, _ellipse(x, y, centre=(0, 10.3), axes=(1.0, 0.85)), 30)  # spinal canal
    picture = _put(picture, _ellipse(x, y, centre=(0, 11.3), axes=(0.4, 0.7)), 430)
    picture = _heart(picture, x, y, height)
    if height > -0.3:
        apart = max(0.0, 0.45 - height) * 3.4
        for side in (-1, 1):
            picture = _put(picture, _ellipse(x, y, centre=(side * apart, 1.7), axes=(0.85, 0.8)), -990)  # airway
    picture = _put(picture, _ellipse(x, y, centre=(2.3, 5.6), axes=(1.25, 1.25)), 205)  # descending aorta
    picture = _put(picture, _ellipse(x, y, centre=(0.3, 4.2), axes=(0.7, 0.5)), 40)  # oesophagus
    if height < -0.6:  # the top of the liver
        size = (-height - 0.6) / 0.4 * 0.6 + 0.4
        picture = _put(picture, _ellipse(x, y, centre=(-7.0, -0.5), axes=(4.2 * size, 5.4 * size)), 105)

    noise = rng.normal(0, 1, (SIZE + 2, SIZE + 2))
    soft = (noise[1:-1, 1:-1] * 2 + noise[:-2, 1:-1] + noise[2:, 1:-1] + noise[1:-1, :-2] + noise[1:-1, 2:]) / 8**0.5
    stored = np.rint(picture + 16 * soft) - INTERCEPT
    return np.asarray(np.clip(stored, 0, 4095), np.int16)
