"""Everything outside the Sequence of Ultrasound Regions (0018,6011): the banner with name, date and hospital."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

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

MOST_FRAMES: Final = 64
"""Of images with more frames, all that lies outside the regions is proposed."""
_MARGIN: Final = 4
"""Pixels around what is drawn."""


@dataclass(frozen=True)
class UltrasoundRegionOptions:
    """The regions stand in the header: there is nothing to choose."""


@dataclass(frozen=True)
class UltrasoundRegion:
    """Proposes the parts of the image that the header does not call ultrasound, as rectangles."""

    id: str = "ultrasound_region"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Ultrasound regions")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Marks what lies outside the regions that the ultrasound device declared."
    )
    version: int = 2
    options: type[UltrasoundRegionOptions] = UltrasoundRegionOptions

    def propose(self, image: Image, options: UltrasoundRegionOptions, progress: Progress) -> Iterator[Finding]:
        """Yield one finding a rectangle outside the regions; none where no region lies inside the image."""
        del options
        pixels = image.pixel_format
        inside = np.zeros((pixels.rows, pixels.columns), np.bool_)
        for region in image.ultrasound_regions:
            # Both ends belong to the region (PS3.3 C.8.5.5.1).
            rows = slice(max(region.min_y0, 0), max(region.max_y1 + 1, 0))
            inside[rows, max(region.min_x0, 0) : max(region.max_x1 + 1, 0)] = True
        if inside.any() and not inside.all():
            drawn = _drawn(image, ~inside, progress)
            for rectangle in outside_rectangles(inside):
                yield _finding(rectangle, drawn)
        progress(1.0)


def _finding(rectangle: Rectangle, drawn: NDArray[np.bool_]) -> Finding:
    """Give the finding for what is drawn in a rectangle; for the whole of one that is empty, a `keep`."""
    top, left = int(rectangle.row), int(rectangle.column)
    part = drawn[top : top + int(rectangle.rows), left : left + int(rectangle.columns)]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return Finding(Kind.ULTRASOUND_BANNER, rectangle, EMPTY, suggestion="keep", confidence=0.9)
    first, last = max(int(rows[0]) - _MARGIN, 0), min(int(rows[-1]) + 1 + _MARGIN, part.shape[0])
    start, end = max(int(columns[0]) - _MARGIN, 0), min(int(columns[-1]) + 1 + _MARGIN, part.shape[1])
    shape = Rectangle(left + start, top + first, end - start, last - first)
    return Finding(Kind.ULTRASOUND_BANNER, shape, REASON, suggestion="hide", confidence=0.9)


def _drawn(image: Image, outside: NDArray[np.bool_], progress: Progress) -> NDArray[np.bool_]:
    """Say which pixels outside the regions are not of the commonest value there, in any frame.

    Of a long cine nobody looks at every frame, so all of it counts as drawn.
    """
    frames = image.pixel_format.number_of_frames
    if frames > MOST_FRAMES:
        return outside
    drawn = np.zeros_like(outside)
    for number in range(1, frames + 1):
        progress((number - 1) / frames)
        values = image.frame(number).stored_values.reshape(*outside.shape, -1)
        background = _commonest(values[outside])
        drawn |= (values != background).any(axis=-1)
    return drawn & outside


def _commonest(values: NDArray[Any]) -> NDArray[Any]:
    """Give for each sample the middle of its sorted values: a background has more than half of the pixels.

    Parameters
    ----------
    values
        Shape (pixels, samples). Where less than half are of one value, most of it counts as drawn, which hides it.
    """
    middle = len(values) // 2
    return np.asarray(np.partition(values, middle, axis=0)[middle])


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
