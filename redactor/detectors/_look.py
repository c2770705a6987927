"""What an image shows that looks like text: in all frames, and in single ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

import cv2
import numpy as np

from redactor.detectors._frames import MOST, box_of, frames_like, frames_with, strokes, telling
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


_AT_ONCE: Final = 5.0
"""Score from which text is believed that no frame beside it shows: speckle looks like letters for the time of one."""
_MOST_GROUPS: Final = 4
"""Sets of frames that are told apart: each is read by itself. What is in others belongs to all frames."""
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

    Of many frames some are looked at closely, chosen so that together they show strokes wherever any frame does; text
    in one of them belongs to each frame that shows it, or anything else of as many strokes, in its place.

    Parameters
    ----------
    smallest
        Least rows of a letter.
    caution
        Added to the score that a line needs.
    """
    pixels = image.pixel_format
    factor = reduction(pixels.rows, pixels.columns)
    every = range(1, pixels.number_of_frames + 1)
    is_long = pixels.number_of_frames > MOST
    numbers = telling(_gray(image, number, factor) for number in every) if is_long else tuple(every)
    frames = renderings([view(image, number, factor) for number in numbers])
    find = partial(search, smallest=smallest / factor, with_marks=image.device_key.modality in RADIOGRAPHY)
    static = _found(find(frames, caution=caution))
    texts: dict[tuple[Frames, int], list[Places]] = {(ALL, 0): [static.text]}
    moving: list[tuple[int, Places]] = []
    for at, frame in enumerate(frames if len(frames) > 1 else []):
        progress((at + 1) / (len(frames) + 1))
        single = _found(find([frame], caution=caution + _ONE_FRAME)).text
        moving += [(at, place) for place in single.where(~lies_in(single, static.text, 0.7)).each()]
    if is_long:
        moving, shown_in = _shown_in(image, factor, moving, numbers)
    else:
        shown_in = [frames_like(at + 1, place, frames) for at, place in moving]
    for (at, place), shown in zip(moving, shown_in, strict=True):
        # A frame in which the text was missed still looks the same there.
        key: tuple[Frames, int] = (ALL, at) if len(shown) == len(every) else (shown, _nearest(numbers, shown))
        if len(texts) >= _MOST_GROUPS and key not in texts:
            key = (ALL, at)
        texts.setdefault(key, []).append(place)
    return [
        Found(
            shown,
            merged(Places.joined(places)).scaled(factor),
            static.scales.scaled(factor) if (shown, at) == (ALL, 0) else Places.empty(),
            frames[at],
            factor,
        )
        for (shown, at), places in texts.items()
    ]


def _gray(image: Image, number: int, factor: int) -> Gray:
    shown = view(image, number, factor).shown
    return shown if shown.ndim == 2 else np.asarray(cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY), np.uint8)


def _shown_in(
    image: Image, factor: int, moving: Sequence[tuple[int, Places]], numbers: Sequence[int]
) -> tuple[list[tuple[int, Places]], list[tuple[int, ...]]]:
    """Give the texts of single frames that are no accident, and for each all frames that show it, or another one there.

    Parameters
    ----------
    moving
        Each with the place in `numbers` of the frame that it was found in.
    """
    boxes = [box_of(place) for _, place in moving]
    parts: list[list[Gray]] = [[] for _ in moving]
    shares: list[list[float]] = [[] for _ in moving]
    for number in range(1, image.pixel_format.number_of_frames + 1 if moving else 1):
        gray = _gray(image, number, factor)
        drawn = strokes(gray)
        for box, part, share in zip(boxes, parts, shares, strict=True):
            part.append(gray[box].copy())
            share.append(float(drawn[box].mean()))
    found, shown_in = [], []
    for (at, place), part, share in zip(moving, parts, shares, strict=True):
        shown, lasts = frames_with(numbers[at] - 1, part, share)
        if lasts or place.score[0] > _AT_ONCE:
            found.append((at, place))
            shown_in.append(shown)
    return found, shown_in


def _nearest(numbers: Sequence[int], shown: tuple[int, ...]) -> int:
    """Give the place in `numbers` of the first frame that was looked at and shows it."""
    return next(at for at, number in enumerate(numbers) if number in shown)


def _found(places: Places) -> Found:
    """Give the texts, markers and scales among places."""
    scales = merged(places.where(places.scale > 0))
    text = text_of(places.where(places.mark == 0))
    # A number in a scale has other letters beside it; a tick has none.
    text = text.where((text.count >= 3) | ~lies_in(text, scales, 0.7))
    clear = text.where(text.score > _CLEAR_TEXT)
    marks = clusters(places.where(places.mark > 0), Places.joined([clear, scales]))
    return Found(ALL, Places.joined([text, marks]), scales)
