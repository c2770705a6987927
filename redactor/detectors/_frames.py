"""Which frames of an image are looked at, and in which of them a place shows the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.detectors._places import Places
    from redactor.detectors._renderings import Gray

MOST: Final = 5
"""So many frames are looked at; of a longer image these, evenly spaced."""
_CORRELATED: Final = 0.5
"""Correlation of display values from which two frames show the same."""


def sampled(number_of_frames: int) -> tuple[int, ...]:
    """Give the numbers of the frames to look at, the first and the last among them."""
    count = min(number_of_frames, MOST)
    return tuple(int(number) for number in np.linspace(1, number_of_frames, count).round())


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
    left, top = int(place.left[0]), int(place.top[0])
    rows, columns = slice(top, max(int(place.bottom[0]), top + 1)), slice(left, max(int(place.right[0]), left + 1))
    parts = [[rendering[rows, columns] for rendering in frame] for frame in frames]
    shown = parts[number - 1]
    return tuple(
        other
        for other, part in enumerate(parts, 1)
        if other == number or any(_alike(a, b) for a, b in zip(shown, part, strict=True))
    )


def _alike(one: Gray, other: Gray) -> bool:
    """Say whether values go up and down together; what is flat is like nothing."""
    first, second = (values - values.mean() for values in (one, other))
    covariance = float((first * second).sum())
    return covariance > _CORRELATED * float(np.sqrt((first**2).sum() * (second**2).sum()))
