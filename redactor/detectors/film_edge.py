"""Labels of radiographs: plates and stickers with print, and print in the unexposed margins of digitised film."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._frames import sampled
from redactor.detectors._marks import RADIOGRAPHY
from redactor.detectors._plates import margin_lines, plates
from redactor.detectors._print import gray_of
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Polygon, Rectangle
from redactor.model.region import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.detectors import Progress
    from redactor.detectors._plates import Quad
    from redactor.model.finding import Suggestion
    from redactor.model.image import Image, PixelFormat

PLATE = QT_TRANSLATE_NOOP("Reasons", "looks like a label or sticker with print on it")
MARGIN = QT_TRANSLATE_NOOP("Reasons", "looks like print in the unexposed margin of a film")

_LONG_SIDE: Final = 1280
_LEAST_SIDE: Final = 48
_MOST: Final = 30


@dataclass(frozen=True)
class FilmEdgeOptions:
    """Labels are found by their look: there is nothing to choose."""


@dataclass(frozen=True)
class FilmEdge:
    """Proposes label plates as polygons, and lines of print in margins; never a whole collimated border."""

    id: str = "film_edge"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Film labels")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "Marks labels and stickers on radiographs, and print in film margins.")
    version: int = 1
    options: type[FilmEdgeOptions] = FilmEdgeOptions

    def propose(self, image: Image, options: FilmEdgeOptions, progress: Progress) -> Iterator[Finding]:
        """Yield one finding a label or line; of several frames the same are looked at as for text."""
        del options
        pixels = image.pixel_format
        shapes: dict[Polygon | Rectangle, str] = {}
        if image.device_key.modality in RADIOGRAPHY and min(pixels.rows, pixels.columns) >= _LEAST_SIDE:
            numbers = sampled(pixels.number_of_frames)
            for done, number in enumerate(numbers):
                progress(done / len(numbers))
                gray, factor = gray_of(image, number, _LONG_SIDE)
                for quad in plates(gray):
                    shapes.update((shape, PLATE) for shape in _around(quad, factor, pixels))
                for line in margin_lines(gray):
                    box = line.scaled(factor, 3 * factor, rows=pixels.rows, columns=pixels.columns)
                    shapes[Rectangle(box.left, box.top, box.right - box.left, box.bottom - box.top)] = MARGIN
        for shape, reason in list(shapes.items())[:_MOST]:
            suggestion: Suggestion = "hide" if reason == PLATE else "ask"
            yield Finding(Kind.FILM_EDGE, shape, reason, suggestion=suggestion, confidence=0.6)
        progress(1.0)


def _around(quad: Quad, factor: int, pixels: PixelFormat) -> Iterator[Polygon]:
    """Yield a plate with a margin, as far as it lies inside the image."""
    middle = quad.mean(axis=0)
    away = quad - middle
    reach = 2 + 0.08 * min(float(np.linalg.norm(quad[at] - quad[0])) for at in (1, 3))
    corners = (quad + 0.5 + reach * away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-6)) * factor
    columns, rows = pixels.columns, pixels.rows
    whole = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    area, inside = cv2.intersectConvexConvex(corners.astype(np.float32), whole)
    if area >= 1 and len(inside) >= 3:
        points = inside.reshape(-1, 2).tolist()
        yield Polygon(tuple((min(max(c, 0), columns), min(max(r, 0), rows)) for c, r in points))


PLUGIN = FilmEdge()
