"""Bar codes and QR codes: found by their look. What they say is never read into anything."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._bars import bar_codes
from redactor.detectors._frames import sampled
from redactor.detectors._squares import square_codes
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Polygon
from redactor.model.region import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.detectors import Progress
    from redactor.detectors._bars import Gray, Quad
    from redactor.model.image import Image

REASON = QT_TRANSLATE_NOOP("Reasons", "looks like a bar code or QR code, which may hold an identifier")

_MARGIN: Final = 0.08
"""Of the size of a code, around it: OpenCV's corners lie close to the bars, or in the outermost."""
_MOST: Final = 20


@dataclass(frozen=True)
class BarcodeOptions:
    """Codes are found by their look: there is nothing to choose."""


@dataclass(frozen=True)
class Barcode:
    """Proposes codes of bars and of squares, as polygons; more kinds of them where zxing-cpp is installed."""

    id: str = "barcode"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Bar codes")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "Marks bar codes and QR codes, without reading what they say.")
    version: int = 1
    options: type[BarcodeOptions] = BarcodeOptions

    def propose(self, image: Image, options: BarcodeOptions, progress: Progress) -> Iterator[Finding]:
        """Yield one finding a code; of several frames the same are looked at as for text."""
        del options
        pixels = image.pixel_format
        found: list[Polygon] = []
        numbers = sampled(pixels.number_of_frames)
        for done, number in enumerate(numbers):
            progress(done / len(numbers))
            shown = image.display(image.frame(number))
            gray = shown if shown.ndim == 2 else np.asarray(cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY), np.uint8)
            found += [polygon for quad in codes(gray) for polygon in _around(quad, pixels.rows, pixels.columns)]
        for shape in list(dict.fromkeys(found))[:_MOST]:
            yield Finding(Kind.BARCODE, shape, REASON, suggestion="hide", confidence=0.9)
        progress(1.0)


def codes(gray: Gray) -> list[Quad]:
    """Give the corners of all codes in an image of shape (rows, columns), those that lie in another one once."""
    found = bar_codes(gray) + square_codes(gray) + (_by_zxing(gray) if find_spec("zxingcpp") else [])
    chosen: list[Quad] = []
    for quad in sorted(found, key=lambda each: -cv2.contourArea(each)):
        if not any(cv2.pointPolygonTest(other, _middle(quad), measureDist=False) >= 0 for other in chosen):
            chosen.append(quad)
    return chosen


def _middle(quad: Quad) -> tuple[float, float]:
    column, row = quad.mean(axis=0).tolist()
    return column, row


def _by_zxing(gray: Gray) -> list[Quad]:
    """Ask the optional package zxing-cpp, which knows Data Matrix, PDF417 and Aztec, too."""
    import zxingcpp  # noqa: PLC0415 - the optional extra `barcode`

    if min(gray.shape) < 8:
        return []
    places = [code.position for code in zxingcpp.read_barcodes(np.ascontiguousarray(gray))]
    corners = [(place.top_left, place.top_right, place.bottom_right, place.bottom_left) for place in places]
    return [np.array([(point.x, point.y) for point in each], np.float32) for each in corners]


def _around(quad: Quad, rows: int, columns: int) -> Iterator[Polygon]:
    """Yield the quad with a margin, as far as it lies inside the image."""
    middle = quad.mean(axis=0)
    hull = cv2.convexHull(quad).reshape(-1, 2)
    away = hull - middle
    far = np.linalg.norm(away, axis=1, keepdims=True)
    wider = (hull + away * _MARGIN + 3 * away / np.maximum(far, 1e-6)).astype(np.float32)
    image = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    area, inside = cv2.intersectConvexConvex(wider, image)
    if area >= 1 and len(inside) >= 3:
        points = [(float(column), float(row)) for column, row in inside.reshape(-1, 2)]
        yield Polygon(tuple((min(max(c, 0), columns), min(max(r, 0), rows)) for c, r in points))


PLUGIN = Barcode()
