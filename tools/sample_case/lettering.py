"""Text set into stored values with the bundled font, with the boxes where it stands."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FONT: Final = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "RedactorSans-Regular.otf"


@dataclass(frozen=True)
class Text:
    """A line to be set."""

    text: str
    column: int
    """Where the ink begins; if `from_right`, how far from the right edge it ends."""
    row: int
    size: int
    """Height of the em in pixels."""
    value: float
    """Stored value of full ink; if `added`, what full ink adds."""
    phi: bool
    """Whether it says something about the patient or the place."""
    added: bool = False
    from_right: bool = False
    stroke: float = 0
    """How much bolder than the font, in pixels."""
    turn: float = 0
    """Anticlockwise, in degrees."""


@dataclass(frozen=True)
class Box:
    """Where a line stands: the smallest rectangle that holds its ink."""

    column: int
    row: int
    columns: int
    rows: int
    text: str
    phi: bool


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)


def ink(text: Text) -> NDArray[np.float64]:
    """Give how much ink covers each pixel, 0 to 1, cut to the smallest rectangle."""
    margin = 2 * text.size
    width = int(_font(text.size).getlength(text.text)) + 2 * margin
    sheet = Image.new("L", (width, 3 * text.size))
    place = (margin, text.size)
    ImageDraw.Draw(sheet).text(place, text.text, fill=255, font=_font(text.size), stroke_width=text.stroke)
    if text.turn:
        sheet = sheet.rotate(text.turn, resample=Image.Resampling.BICUBIC)
    left, top, right, bottom = sheet.getbbox() or (0, 0, 1, 1)
    return np.asarray(sheet.crop((left, top, right, bottom)), np.float64) / 255


def lettered(stored: NDArray[np.float64], texts: Sequence[Text]) -> tuple[NDArray[np.float64], tuple[Box, ...]]:
    """Set lines into a picture.

    Parameters
    ----------
    stored
        Stored values, (rows, columns).
    texts
        The lines; a later one covers an earlier one.

    Returns
    -------
    tuple
        The new picture, and a box for each line.
    """
    result = stored.copy()
    boxes = []
    for text in texts:
        cover = ink(text)
        rows, columns = cover.shape
        column = stored.shape[1] - text.column - columns if text.from_right else text.column
        part = result[text.row : text.row + rows, column : column + columns]
        part += cover * text.value if text.added else cover * (text.value - part)
        boxes.append(Box(column, text.row, columns, rows, text.text, text.phi))
    return result, tuple(boxes)
