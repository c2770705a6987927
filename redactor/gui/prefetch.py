"""Which frames to make ready before anybody asks: pure functions of the case, the place and the way that it moves."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from redactor.gui.position import Position, image_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.model.image import PixelFormat
    from redactor.workflow.case import CaseImage, OpenedCase

_AHEAD: Final = 12
"""Frames in the direction of travel: half a second of a fast cine."""
_BEHIND: Final = 2
_SHARE: Final = 4
"""What is made ready takes no more than this part of the cache: the rest holds what was looked at."""
_TABLES: Final = 1 << 20


def travel(before: Position, now: Position) -> int:
    """Say whether a step led forward (1) or back (-1); standing still counts as forward."""
    return -1 if (now.series, now.image, now.frame) < (before.series, before.image, before.frame) else 1


def frame_bytes(pixels: PixelFormat) -> int:
    """Give the bytes that a frame made ready takes, about: decoded, and once more at all sizes, with its tables."""
    stored = pixels.rows * pixels.columns * pixels.samples_per_pixel * max(pixels.bits_allocated // 8, 1)
    return stored * 7 // 3 + _TABLES


def neighbours(case: OpenedCase, position: Position, direction: int, *, budget: int) -> tuple[Position, ...]:
    """Give the frames that are likely to be asked for next, the likeliest first; none twice, nor the one shown.

    Parameters
    ----------
    direction
        1 or -1, as `travel` gives it.
    budget
        Bytes of the cache.
    """
    ahead = list(islice(_walk(case, position, direction), _AHEAD))
    wished = [*ahead[:1], *_first_frames(case, position, direction), *ahead[1:]]
    wished += islice(_walk(case, position, -direction), _BEHIND)
    if len(ahead) < _AHEAD:  # a cine begins again
        wished += [Position(position.series, position.image), Position(position.series)]
    room = budget // _SHARE
    kept: list[Position] = []
    for one in dict.fromkeys(wished):
        if one == position:
            continue
        room -= frame_bytes(image_at(case, one).image.pixel_format)
        if room < 0:
            break
        kept.append(one)
    return tuple(kept)


def _walk(case: OpenedCase, position: Position, direction: int) -> Iterator[Position]:
    """Yield the frames of a series one after the other, from the next one on."""
    images = case.series[position.series].images
    while True:
        image, frame = position.image, position.frame + direction
        if not 1 <= frame <= _frames(images[image]):
            image += direction
            if not 0 <= image < len(images):
                return
            frame = 1 if direction > 0 else _frames(images[image])
        position = Position(position.series, image, frame)
        yield position


def _first_frames(case: OpenedCase, position: Position, direction: int) -> Iterator[Position]:
    """Yield the first frames of the next image, and of the series at both sides."""
    if 0 <= position.image + direction < len(case.series[position.series].images):
        yield Position(position.series, position.image + direction)
    for series in (position.series + direction, position.series - direction):
        if 0 <= series < len(case.series):
            yield Position(series)


def _frames(image: CaseImage) -> int:
    return image.image.pixel_format.number_of_frames
