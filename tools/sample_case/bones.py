"""Bones of the chest phantom."""

from __future__ import annotations

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


def _tube(
    line: tuple[Floats, Floats, Floats],
    rng: np.random.Generator,
    *,
    height: Floats,
    thickness: Floats,
    marrow: float,
    fading: bool = False,
) -> Floats:
    """Project a long bone with a dense shell.

    Parameters
    ----------
    line
        The middle line (x, y, z), closely sampled.
    height, thickness
        Half the extent of the cross-section in the image plane and in depth.
    marrow
        Density of what is inside the shell; the shell has 1.
    fading
        Whether the last part thins out, as a rib does where it becomes cartilage.
    """
    x, y, z = line
    along = np.sqrt(np.gradient(x) ** 2 + np.gradient(y) ** 2 + np.gradient(z) ** 2)
    flat = np.maximum(np.sqrt(np.gradient(x) ** 2 + np.gradient(y) ** 2 + 0.3 * np.gradient(z) ** 2), 1e-6)
    normal_x, normal_y = -np.gradient(y) / flat, np.gradient(x) / flat
    count = 110
    radius = np.sqrt(rng.uniform(0, 1, (x.size, count)))
    angle = rng.uniform(0, 2 * np.pi, (x.size, count))
    density = np.where(radius > 0.8, 1.0, marrow)
    offset = radius * np.cos(angle) * height[:, None]
    deep = radius * np.sin(angle) * thickness[:, None]
    side = np.sign(x.mean()) * np.abs(np.gradient(z)) / np.maximum(along, 1e-6)
    ending = np.clip(np.arange(x.size)[::-1] / (0.22 * x.size), 0, 1) if fading else np.ones(x.size)
    density = density * ending[:, None]
    px = x[:, None] + offset * normal_x[:, None] + deep * side[:, None]
    py = y[:, None] + offset * normal_y[:, None]
    volume = along[:, None] * (np.pi * height * thickness)[:, None] / count
    return scattered(px.ravel(), py.ravel(), (density * volume).ravel()) / PIXEL**2


def ribs(rng: np.random.Generator) -> Floats:
    """Project twelve pairs of ribs as path length through bone in cm."""
    bone = np.zeros((ROWS, COLUMNS))
    for number in range(1, 13):
        start = 5.5 + 2.36 * (number - 1) + 0.018 * (number - 1) ** 2
        end = (1.75, 2.15, 2.3, 2.35, 2.35, 2.3, 2.25, 2.15, 2.05, 1.9, 1.45, 1.05)[number - 1]
        drop = (2.7, 4.4, 5.6, 6.6, 7.4, 8.0, 8.4, 8.6, 8.6, 8.4, 8.0, 7.0)[number - 1]
        angle = np.linspace(0.16, end, 2800)
        for side in (-1, 1):
            y = start - 0.25 * np.sin(2 * angle) + drop * (1 - np.cos(angle)) / 2 + 0.12 * side
            width = np.minimum(chest_width(y), chest_width(np.full(1, start + drop * 0.5))) + 0.25
            x = side * width * np.sin(angle) ** 0.86
            z = -(chest_depth(y) + 0.3) * np.cos(angle)
            height = np.interp(angle, [0.1, 0.6, 1.6, 2.4], [0.52, 0.60, 0.62, 0.72])
            flat = np.full_like(height, 0.30)
            bone += _tube((x, y, z), rng, height=height, thickness=flat, marrow=0.26, fading=True)
    return blurred(bone, 1.3)


def girdle(rng: np.random.Generator) -> Floats:
    """Project collar bones, shoulder blades and the heads of the humeri."""
    bone = np.zeros((ROWS, COLUMNS))
    t = np.linspace(0, 1, 3000)
    flat = np.zeros_like(t)
    across, down = grid()
    for side in (-1, 1):
        bow = 10.9 - 2.4 * t**1.1 - 0.7 * np.sin(2 * np.pi * (t - 0.08)) + 0.1 * side
        collar = side * (1.9 + 12.9 * t), bow, flat
        height = np.interp(t, [0, 0.12, 0.5, 0.9, 1], [0.95, 0.70, 0.56, 0.66, 0.45])
        bone += _tube(collar, rng, height=height, thickness=height, marrow=0.32)
        border = side * (12.4 + 1.5 * np.sin(2.6 * t) - 0.9 * t**2), 9.3 + 11.0 * t, flat
        edge = np.interp(t, [0, 0.2, 1], [0.2, 0.42, 0.34])
        bone += 0.5 * _tube(border, rng, height=edge, thickness=edge, marrow=0.8, fading=True)
        plate = np.zeros((ROWS, COLUMNS))
        corners = [*zip(border[0][::150], border[1][::150], strict=True)]
        corners += [(side * 15.0, 18.0), (side * 16.3, 14.0), (side * 16.4, 10.5), (side * 14.8, 9.0)]
        points = np.array([[px / PIXEL + COLUMNS / 2, py / PIXEL] for px, py in corners]).astype(np.int32)
        cv2.fillPoly(plate, [points], 0.42)
        bone += blurred(plate, 7)
        ridge = side * (12.8 + 4.2 * t), 11.8 - 3.2 * t**0.8, flat
        bone += 0.7 * _tube(ridge, rng, height=0.3 + 0.25 * t, thickness=0.3 + 0.2 * t, marrow=0.5)
        square = (across - side * 18.1) ** 2 + (down - 11.4) ** 2
        bone += 0.36 * 2.5 * chord(square / 2.5**2) - 0.20 * 2.3 * chord(square / 2.3**2)
    return blurred(bone, 1.6)


def spine() -> Floats:
    """Project vertebrae and breastbone."""
    x, y = grid()
    bone = np.zeros((ROWS, COLUMNS))
    middle = 1.2
    while middle < 43:
        growth = float(np.interp(middle, [0, 42], [0, 1]))
        height, width = 0.80 + 0.46 * growth, 1.22 + 0.80 * growth
        waist = width - 0.12 * np.cos((y - middle) / height * 1.5)
        body = (np.abs(x) / waist) ** 5 + np.abs((y - middle) / height) ** 6
        bone += 0.44 * step(body, steepness=4) + 0.20 * np.exp(-(((body - 0.86) / 0.34) ** 2))
        for side in (-1, 1):
            pedicle = np.hypot((x - side * width * 0.68) / 0.30, (y - middle + height * 0.25) / 0.52)
            bone += 0.36 * np.exp(-(((pedicle - 0.9) / 0.32) ** 2))
            wing = ((x - side * width * 1.35) / 1.05) ** 2 + ((y - middle + height * 0.3) / 0.40) ** 2
            bone += 0.30 * step(wing, steepness=3)
        process = np.hypot(x / 0.34, (y - middle - height * 0.75) / 0.66)
        bone += 0.30 * np.exp(-(((process - 0.8) / 0.4) ** 2))
        middle += 2 * height + 0.26
    breastbone = step(np.abs(x) / curve(y, (8, 2.6), (11, 2.2), (14, 1.5), (27, 1.7)), steepness=7)
    breastbone = breastbone * step(10.9 / y, steepness=25) * step(y / 27, steepness=25)
    return blurred(bone + 0.16 * breastbone, 1.8)
