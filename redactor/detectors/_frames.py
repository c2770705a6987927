"""Which frames of an image are looked at, and in which of them a place shows the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from redactor.detectors._places import Places
    from redactor.detectors._renderings import Gray

MOST: Final = 5
"""So many frames are looked at in any case; of a longer image these, evenly spaced."""
_MORE: Final = 5
"""So many more are looked at: those that show strokes where the others have none."""
_CORRELATED: Final = 0.5
"""Correlation of display values from which two frames show the same."""
_STROKES: Final = 9
"""Pixels; what is narrower than that and brighter, or darker, than its surroundings is a stroke."""
_CONTRAST: Final = 32
_BLOCK: Final = 8
"""Pixels on a side of the blocks in which strokes are counted."""
_DENSE: Final = 0.1
"""Share of a block that strokes take where there is a part of a letter."""
_FEWEST_BLOCKS: Final = 3
"""Blocks with new strokes for which a frame is looked at: a short word."""
_AS_MUCH: Final = 0.5
"""Share of the strokes of a place that another frame has there at least, if it could show another text."""
_FAINT: Final = 0.03
"""Share of a place that strokes take at least, or else it is too faint for telling in which frames it is."""


def sampled(number_of_frames: int) -> tuple[int, ...]:
    """Give the numbers of the frames to look at in any case, the first and the last among them."""
    count = min(number_of_frames, MOST)
    return tuple(int(number) for number in np.linspace(1, number_of_frames, count).round())


def strokes(gray: Gray) -> NDArray[np.bool_]:
    """Say which pixels belong to strokes: bool, shape as `gray`, which is uint8."""
    kernel = np.ones((_STROKES, _STROKES), np.uint8)
    standing_out = cv2.max(
        cv2.morphologyEx(gray, cv2.MORPH_TOPHAT, kernel), cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, kernel)
    )
    return np.asarray(standing_out > _CONTRAST)


def telling(frames: Iterable[Gray]) -> tuple[int, ...]:
    """Give the numbers of frames, from 1, that together show what any of them does: those of `sampled`, and others.

    Every frame is looked at, and one that shows the same as an earlier one is never chosen beside it.

    Parameters
    ----------
    frames
        All of an image in their order, uint8, shape (rows, columns).
    """
    dense = np.stack([_dense(gray) for gray in frames])
    chosen: list[int] = []
    seen = np.zeros(dense.shape[1:], np.bool_)
    for number in sampled(len(dense)):
        if not any(np.array_equal(dense[number - 1], dense[other - 1]) for other in chosen) or not chosen:
            chosen.append(number)
            seen |= dense[number - 1]
    for _ in range(_MORE):
        new = (dense & ~seen).reshape(len(dense), -1).sum(axis=1)
        best = int(new.argmax())
        if new[best] < _FEWEST_BLOCKS:
            break
        chosen.append(best + 1)
        seen |= dense[best]
    return tuple(sorted(chosen))


def _dense(gray: Gray) -> NDArray[np.bool_]:
    rows, columns = gray.shape
    size = (max(-(-columns // _BLOCK), 1), max(-(-rows // _BLOCK), 1))
    share = cv2.resize(strokes(gray).astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA)
    return np.asarray(share > 255 * _DENSE)


def frames_like(number: int, place: Places, frames: Sequence[Sequence[Gray]]) -> tuple[int, ...]:
    """Give the numbers of the frames that show at a place what one of them shows, that one included.

    Parameters
    ----------
    number
        Of the frame with the text, from 1.
    place
        A table of one place, in pixels of the renderings.
    frames
        For each frame the same renderings: uint8, shape (rows, columns).
    """
    parts = [[rendering[box_of(place)] for rendering in frame] for frame in frames]
    shown = parts[number - 1]
    return tuple(
        other
        for other, part in enumerate(parts, 1)
        if other == number or any(_alike(a, b) for a, b in zip(shown, part, strict=True))
    )


def box_of(place: Places) -> tuple[slice, slice]:
    """Give rows and columns of a table of one place."""
    left, top = max(int(place.left[0]), 0), max(int(place.top[0]), 0)
    return slice(top, max(int(place.bottom[0]), top + 1)), slice(left, max(int(place.right[0]), left + 1))


def frames_with(at: int, parts: Sequence[Gray], shares: Sequence[float]) -> tuple[tuple[int, ...], bool]:
    """Say which frames show a text or could show another one, and whether more than one of them shows the same.

    Parameters
    ----------
    at
        Place in `parts` of a frame that shows it.
    parts
        Where it stands, in every frame: uint8, shape (rows, columns).
    shares
        Of the pixels there that belong to strokes, in every frame.

    Returns
    -------
    tuple
        Numbers of frames from 1, of all where the text is too faint to tell; and True if a frame next to it is alike.
    """
    beside = [other for other in (at - 1, at + 1) if 0 <= other < len(parts)]
    lasts = any(_alike(parts[at], parts[other]) for other in beside)
    least = shares[at]
    if least < _FAINT:
        return tuple(range(1, len(parts) + 1)), lasts
    shown = [
        number
        for number, (part, share) in enumerate(zip(parts, shares, strict=True), 1)
        if share >= _AS_MUCH * least or _alike(parts[at], part)
    ]
    return tuple(shown), lasts


def _alike(one: Gray, other: Gray) -> bool:
    """Say whether values go up and down together; what is flat is like nothing."""
    first, second = (values - values.mean() for values in (one, other))
    covariance = float((first * second).sum())
    return covariance > _CORRELATED * float(np.sqrt((first**2).sum() * (second**2).sum()))
