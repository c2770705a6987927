"""What an image shows that looks like text: in all frames, and in single ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from redactor.detectors._frames import MOST, frames_like, sampled
from redactor.detectors._marks import RADIOGRAPHY, clusters
from redactor.detectors._places import Places, merged, text_of
from redactor.detectors._renderings import reduction, renderings, view
from redactor.detectors._search import search
from redactor.detectors._table import lies_in
from redactor.model.region import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.detectors import Progress
    from redactor.detectors._renderings import Gray
    from redactor.model.image import Image

Frames = Literal["all"] | tuple[int, ...]

_ONE_FRAME: Final = 1.0
"""What moves gives each frame another chance to look like text, so text in a single frame needs a higher score."""


_CLEAR_TEXT: Final = 3.0
"""Score of text in which no marker is looked for."""


@dataclass(frozen=True)
class Found:
    """What some frames show.

    Attributes
    ----------
    text
        One place for each line or marker.
    scales
        Ticks of scales.
    renderings
        Of one of those frames: uint8, shape (rows, columns), reduced by `factor`.
    """

    frames: Frames
    text: Places
    scales: Places
    renderings: Sequence[Gray] = field(default=(), repr=False)
    factor: int = 1


def look(image: Image, *, smallest: float, caution: float, progress: Progress) -> list[Found]:
    """Give what an image shows in all frames, then what single frames show; places in pixels of the image.

    Text that only one frame shows belongs to all of them if there are frames that nobody looked at.

    Parameters
    ----------
    smallest
        Least rows of a letter.
    caution
        Added to the score that a line needs.
    """
    pixels = image.pixel_format
    factor = reduction(pixels.rows, pixels.columns)
    frames = renderings([view(image, number, factor) for number in sampled(pixels.number_of_frames)])
    find = partial(search, smallest=smallest / factor, with_marks=image.device_key.modality in RADIOGRAPHY)
    static = _found(find(frames, caution=caution))
    texts: dict[Frames, list[Places]] = {ALL: [static.text]}
    for number, frame in enumerate(frames if len(frames) > 1 else [], 1):
        progress(number / (len(frames) + 1))
        single = _found(find([frame], caution=caution + _ONE_FRAME)).text
        single = single.where(~lies_in(single, static.text, 0.7))
        for place in single.each():
            shown = frames_like(number, place, frames) if pixels.number_of_frames <= MOST else ()
            # A frame in which the text was missed still looks the same there.
            texts.setdefault(ALL if len(shown) in {0, len(frames)} else shown, []).append(place)
    return [
        Found(
            shown,
            merged(Places.joined(places)).scaled(factor),
            static.scales.scaled(factor) if shown == ALL else Places.empty(),
            frames[0 if shown == ALL else shown[0] - 1],
            factor,
        )
        for shown, places in texts.items()
    ]


def _found(places: Places) -> Found:
    """Give the texts, markers and scales among places."""
    scales = merged(places.where(places.scale > 0))
    text = text_of(places.where(places.mark == 0))
    # A number in a scale has other letters beside it; a tick has none.
    text = text.where((text.count >= 3) | ~lies_in(text, scales, 0.7))
    clear = text.where(text.score > _CLEAR_TEXT)
    marks = clusters(places.where(places.mark > 0), Places.joined([clear, scales]))
    return Found(ALL, Places.joined([text, marks]), scales)
