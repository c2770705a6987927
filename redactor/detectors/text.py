"""Burned-in text: strokes that form letters, letters that form lines, and what the lines say."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._judged import LETTER, LINE, fewest, judged
from redactor.detectors._look import Found, look
from redactor.detectors._models import require_models
from redactor.detectors._places import Places, fewer
from redactor.errors import MissingResource
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.region import ALL, Kind
from redactor.options import option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.detectors import Progress
    from redactor.detectors._look import Frames
    from redactor.model.finding import Suggestion
    from redactor.model.image import Image, PixelFormat

SCALE = QT_TRANSLATE_NOOP("Reasons", "looks like the ticks of a scale")

MOST_FINDINGS: Final = 100
_MOST_SCALES: Final = 4
_PROBABLE: Final = 0.6
_SECOND_OPINION: Final = 2.0
"""So much less a line needs to be shown to the network, which knows text from texture."""


@dataclass(frozen=True)
class TextOptions:
    """What counts as text.

    Attributes
    ----------
    smallest_letter
        Rows of the smallest letter that is looked for.
    sensitivity
        More finds fainter and stranger text, and more that is none: from 0 to 1 the odds at which a line is proposed
        change 55-fold.
    """

    smallest_letter: int = option(
        5, label=QT_TRANSLATE_NOOP("Options", "Smallest letter"), unit="px", minimum=5, maximum=200
    )
    sensitivity: float = option(0.5, label=QT_TRANSLATE_NOOP("Options", "Sensitivity"), minimum=0, maximum=1)


@dataclass(frozen=True)
class Text:
    """Proposes burned-in text, a rectangle for each line."""

    id: str = "text"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Burned-in text")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "Marks what looks like letters drawn or exposed into the image.")
    version: int = 2
    options: type[TextOptions] = TextOptions

    def propose(self, image: Image, options: TextOptions, progress: Progress) -> Iterator[Finding]:
        """Yield what stands in all frames, then what single frames show, each from top to bottom."""
        try:
            require_models()
        except MissingResource:
            yield from self.glance(image, options, progress)
            raise
        caution = _caution(options) - _SECOND_OPINION
        seen = look(image, smallest=options.smallest_letter, caution=caution, progress=progress)
        found = []
        for each in seen:
            found += judged(each, image.pixel_format)
            found += [_finding(scale, each.frames, image.pixel_format, is_scale=True) for scale in each.scales.each()]
        yield from fewest(found, MOST_FINDINGS)
        progress(1.0)

    def glance(self, image: Image, options: TextOptions, progress: Progress) -> Iterator[Finding]:
        """Yield what letters alone tell, without reading anything: in a fraction of the time, and without a model."""
        seen = look(image, smallest=options.smallest_letter, caution=_caution(options), progress=progress)
        for found in limited(seen):
            yield from _findings(found, image.pixel_format)
        progress(1.0)


def _caution(options: TextOptions) -> float:
    return 4 * (0.5 - options.sensitivity)


def limited(seen: list[Found]) -> list[Found]:
    """Give at most `MOST_FINDINGS` places: those close to one another are joined rather than forgotten."""
    scales = seen[0].scales.where(np.arange(len(seen[0].scales)) < _MOST_SCALES)
    room = MOST_FINDINGS - len(scales)
    if sum(len(found.text) for found in seen) <= room:
        return [replace(seen[0], scales=scales), *seen[1:]]
    return [
        replace(seen[0], frames=ALL, text=fewer(Places.joined([found.text for found in seen]), room), scales=scales)
    ]


def _findings(found: Found, pixels: PixelFormat) -> Iterator[Finding]:
    for places, is_scale in ((found.text, False), (found.scales, True)):
        for place in places.where(np.lexsort((places.left, places.top))).each():
            yield _finding(place, found.frames, pixels, is_scale=is_scale)


def _finding(place: Places, frames: Frames, pixels: PixelFormat, *, is_scale: bool) -> Finding:
    """Give the finding for a table of one place."""
    size = float(place.rows[0])
    confidence = 1 / (1 + math.exp(-float(place.score[0])))
    reason, suggestion = LINE, _suggestion(confidence)
    if is_scale:
        reason, suggestion = SCALE, "keep"
    elif place.is_letter[0] or place.mark[0]:
        reason, suggestion, confidence = LETTER, "ask", confidence / 2
    return Finding(
        kind=Kind.BURNED_IN_TEXT,
        shape=_around(place, max(2.0, size / 4), pixels),
        reason=reason,
        frames=frames,
        suggestion=suggestion,
        confidence=round(min(max(confidence, 0.05), 0.99), 2),
    )


def _suggestion(confidence: float) -> Suggestion:
    return "hide" if confidence >= _PROBABLE else "ask"


def _around(place: Places, margin: float, pixels: PixelFormat) -> Rectangle:
    """Give a rectangle of whole pixels around a place, inside the image."""
    left, top = max(math.floor(place.left[0] - margin), 0), max(math.floor(place.top[0] - margin), 0)
    right = min(math.ceil(place.right[0] + margin), pixels.columns)
    bottom = min(math.ceil(place.bottom[0] + margin), pixels.rows)
    return Rectangle(left, top, right - left, bottom - top)


PLUGIN = Text()
