"""Everything outside the Sequence of Ultrasound Regions (0018,6011): the banner with name, date and hospital."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from redactor.detectors._drawn import drawn_parts
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.region import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from redactor.detectors import Progress
    from redactor.model.image import Image

REASON = QT_TRANSLATE_NOOP("Reasons", "outside the ultrasound regions (0018,6011)")
EMPTY = QT_TRANSLATE_NOOP("Reasons", "outside the ultrasound regions (0018,6011); nothing is drawn there")


@dataclass(frozen=True)
class UltrasoundRegionOptions:
    """The regions stand in the header: there is nothing to choose."""


@dataclass(frozen=True)
class UltrasoundRegion:
    """Proposes what is drawn in the parts of the image that the header does not call ultrasound, as rectangles."""

    id: str = "ultrasound_region"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Ultrasound regions")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Marks what lies outside the regions that the ultrasound device declared."
    )
    version: int = 2
    options: type[UltrasoundRegionOptions] = UltrasoundRegionOptions

    def propose(self, image: Image, options: UltrasoundRegionOptions, progress: Progress) -> Iterator[Finding]:
        """Yield what is drawn outside the regions, and rectangles that are empty; none where no region lies inside."""
        del options
        pixels = image.pixel_format
        inside = np.zeros((pixels.rows, pixels.columns), np.bool_)
        for region in image.ultrasound_regions:
            # Both ends belong to the region (PS3.3 C.8.5.5.1).
            rows = slice(max(region.min_y0, 0), max(region.max_y1 + 1, 0))
            inside[rows, max(region.min_x0, 0) : max(region.max_x1 + 1, 0)] = True
        outside = outside_rectangles(inside) if inside.any() else []
        parts = drawn_parts(image, [each.bounds for each in outside], progress) if outside else []
        for rectangle, drawn in zip(outside, parts, strict=True):
            if not drawn:
                yield Finding(Kind.ULTRASOUND_BANNER, rectangle, EMPTY, suggestion="keep", confidence=0.9)
            for part in drawn:
                shape = Rectangle(part.column, part.row, part.columns, part.rows)
                yield Finding(Kind.ULTRASOUND_BANNER, shape, REASON, suggestion="hide", confidence=0.9)
        progress(1.0)


def outside_rectangles(inside: NDArray[np.bool_]) -> list[Rectangle]:
    """Cut what is False into rectangles, from top to bottom: a band reaches down while its row pattern repeats.

    Parameters
    ----------
    inside
        Bool, shape (rows, columns).
    """
    rows = inside.shape[0]
    changes = [0, *(np.flatnonzero((inside[1:] != inside[:-1]).any(axis=1)) + 1).tolist(), rows]
    found = []
    for top, bottom in pairwise(changes):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], ~inside[top], [False]]).astype(np.int8)))
        for left, right in edges.reshape(-1, 2).tolist():
            found.append(Rectangle(left, top, right - left, bottom - top))
    return found


PLUGIN = UltrasoundRegion()
