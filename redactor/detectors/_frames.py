"""Which frames of an image are looked at, and which frames a text belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._marks import RADIOGRAPHY, clusters
from redactor.detectors._places import Places, merged, text_of
from redactor.detectors._renderings import reduction, renderings, view
from redactor.detectors._search import search
from redactor.detectors._table import groups, lies_in, shared
from redactor.model.region import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from redactor.detectors import Progress
    from redactor.detectors._letters import Gray
    from redactor.model.image import Image

    Frames = Literal["all"] | tuple[int, ...]

MOST: Final = 5
"""So many frames are looked at; of a longer image these, evenly spaced."""
_ONE_FRAME: Final = 1.0
"""What moves gives each frame another chance to look like text, so text in a single frame needs a higher score."""


@dataclass(frozen=True)
class Found:
    """What some frames show.

    Attributes
    ----------
    text
        One place for each line or marker.
    scales
        Ticks of scales.
    """

    frames: Frames
    text: Places
    scales: Places


def sampled(number_of_frames: int) -> tuple[int, ...]:
    """Give the numbers of the frames to look at, the first and the last among them."""
    count = min(number_of_frames, MOST)
    return tuple(int(number) for number in np.linspace(1, number_of_frames, count).round())


def look(image: Image, *, smallest: float, caution: float, progress: Progress) -> list[Found]:
    """Give what an image shows in all frames, then what single frames show; places in pixels of the image.

    What stands still is found in the minimum and the maximum of the frames, where what moves is gone. Text that only
    one frame shows belongs to all of them if there are frames that nobody looked at.
    """
    pixels = image.pixel_format
    factor = reduction(pixels.rows, pixels.columns)
    numbers = sampled(pixels.number_of_frames)
    looks = renderings([view(image, number, factor) for number in numbers])
    still = _still(looks)
    steps = len(still) + (len(looks) if len(looks) > 1 else 0)

    def places(number: int, picture: Sequence[Gray], more: float) -> Places:
        progress(number / steps)
        with_marks = image.device_key.modality in RADIOGRAPHY
        found = search(picture, smallest=smallest / factor, caution=caution + more, with_marks=with_marks)
        return found.scaled(factor)

    everywhere = Places.joined([places(number, picture, 0.0) for number, picture in enumerate(still)])
    static = _found(ALL, everywhere)
    if len(looks) == 1:
        return [static]
    single = [
        _not_in(_found(ALL, places(number, picture, _ONE_FRAME)).text, static.text)
        for number, picture in enumerate(looks, len(still))
    ]
    if pixels.number_of_frames <= MOST:
        return [static, *_by_frames(single)]
    return [Found(ALL, merged(Places.joined([static.text, *single])), static.scales)]


def _still(looks: Sequence[Sequence[Gray]]) -> list[list[Gray]]:
    """Give the pictures of what stands still: each rendering's minimum and maximum over the frames."""
    if len(looks) == 1:
        return [list(looks[0])]
    same = list(zip(*looks, strict=True))
    return [[reduce(np.minimum, each) for each in same], [reduce(np.maximum, each) for each in same]]


def _found(frames: Frames, places: Places) -> Found:
    """Give the texts, markers and scales among places."""
    scales = merged(places.where(places.scale > 0))
    letters = places.where(places.mark == 0)
    text = text_of(letters)
    # A number in a scale has other letters beside it; a tick has none.
    text = text.where((text.count >= 3) | ~lies_in(text, scales, 0.7))
    return Found(frames, Places.joined([text, clusters(places.where(places.mark > 0), text)]), scales)


def _by_frames(single: Sequence[Places]) -> list[Found]:
    """Give the texts of single frames, once where several frames show the same; the first frame is number 1."""
    places = Places.joined(single)
    frame = np.repeat(np.arange(len(single)) + 1, [len(each) for each in single])
    same = shared(places, places) > 0.7 * np.minimum(places.box_area[:, None], places.box_area)
    group = groups(len(places), np.stack(np.nonzero(np.triu(same, 1))))
    texts = places.in_groups(group)
    shown = [tuple(np.unique(frame[group == number]).tolist()) for number in range(len(texts))]
    return [
        Found(frames, texts.where(np.array([each == frames for each in shown])), Places.empty())
        for frames in sorted(set(shown))
    ]


def _not_in(places: Places, others: Places) -> Places:
    """Give the places that no other place covers."""
    return places.where(~lies_in(places, others, 0.7))
