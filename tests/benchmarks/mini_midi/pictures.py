"""Backgrounds of images, and letters burned into them, with the truth about which pixels are ink."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from redactor import resources

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MARGIN: Final = 2


@dataclass(frozen=True)
class Look:
    """How a text is burned in.

    Attributes
    ----------
    font
        ``sans`` (bundled, with Chinese), ``aileron`` (Pillow's own) or ``stroke`` (as old devices draw).
    angle
        In degrees, against the clock.
    contrast
        Share of the range of values between ink and what is behind.
    """

    font: str = "sans"
    size: int = 20
    angle: int = 0
    contrast: float = 0.9


LOOKS: Final = (
    Look(),
    Look("aileron", 18),
    Look("stroke", 18),
    Look("sans", 16, angle=90),
    Look("aileron", 18, angle=8),
    Look("sans", 20, contrast=0.25),
    Look("stroke", 22, angle=270),
    Look("sans", 28),
    Look("aileron", 14),
    Look("sans", 18, contrast=0.15),
)


def background(rows: int, columns: int, seed: int) -> NDArray[np.float64]:
    """Give something like anatomy, values from 0 to 0.6: soft ellipses and a little noise; dark at the border."""
    generator = np.random.default_rng(seed)
    row, column = np.mgrid[0:rows, 0:columns]
    made = np.zeros((rows, columns))
    for _ in range(5):
        centre = generator.uniform(0.3, 0.7, 2) * (rows, columns)
        radius = generator.uniform(0.08, 0.25, 2) * (rows, columns)
        made += 0.12 * (((row - centre[0]) / radius[0]) ** 2 + ((column - centre[1]) / radius[1]) ** 2 < 1)
    return np.clip(made + generator.normal(0.02, 0.008, made.shape), 0, 0.6)


def lettering(text: str, look: Look) -> NDArray[np.bool_]:
    """Give the ink of a text, cut to its bounds."""
    if look.font == "stroke":
        (width, height), base = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, look.size / 30, 1)
        canvas: Any = np.zeros((height + base + 8, width + 8), np.uint8)
        cv2.putText(canvas, text, (4, height + 4), cv2.FONT_HERSHEY_SIMPLEX, look.size / 30, 255, 1)
    else:
        font = _font(look)
        left, top, right, bottom = font.getbbox(text)
        image = Image.new("L", (int(right - left) + 8, int(bottom - top) + 8))
        ImageDraw.Draw(image).text((4 - left, 4 - top), text, fill=255, font=font)
        canvas = np.asarray(image)
    if look.angle:
        canvas = np.asarray(Image.fromarray(canvas).rotate(look.angle, expand=True, resample=Image.Resampling.BICUBIC))
    ink: NDArray[np.bool_] = canvas > 100
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _font(look: Look) -> Any:
    if look.font == "aileron":
        return ImageFont.load_default(look.size)
    font = resources.path("fonts/RedactorSans-Regular.otf")
    return ImageFont.truetype(str(font), look.size, layout_engine=ImageFont.Layout.BASIC)


def burn(
    values: NDArray[np.float64], ink: NDArray[np.bool_], at: tuple[int, int], contrast: float
) -> NDArray[np.bool_]:
    """Draw ink into values of 0 to 1 at (column, row), and give the mask of it; what reaches beyond is cut."""
    mask = np.zeros(values.shape, np.bool_)
    column, row = at
    part = ink[: values.shape[0] - row, : values.shape[1] - column]
    mask[row : row + part.shape[0], column : column + part.shape[1]] = part
    values[mask] = np.minimum(values[mask] * 0.2 + contrast, 1)
    return mask


def box_of(mask: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """Give (column, row, columns, rows) around ink, with a margin, inside the image."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    top, left = max(int(rows[0]) - _MARGIN, 0), max(int(columns[0]) - _MARGIN, 0)
    bottom = min(int(rows[-1]) + 1 + _MARGIN, mask.shape[0])
    right = min(int(columns[-1]) + 1 + _MARGIN, mask.shape[1])
    return left, top, right - left, bottom - top
