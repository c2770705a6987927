"""Where a person is in a case, and where a step leads: pure functions of the case."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redactor.workflow.case import CaseImage, OpenedCase


@dataclass(frozen=True)
class Position:
    """A frame of a case: the place of its series, of its image in the series, and the frame's number.

    The places count from 0, as Python does; the frame number counts from 1, as DICOM does.
    """

    series: int = 0
    image: int = 0
    frame: int = 1


def image_at(case: OpenedCase, position: Position) -> CaseImage:
    """Give the image of a position."""
    return case.series[position.series].images[position.image]


def place_of(case: OpenedCase, key: str) -> Position | None:
    """Give the first frame of the image with this key, or None."""
    place = case.places.get(key)
    return None if place is None else Position(*place, 1)


def frames_before(case: OpenedCase, position: Position) -> int:
    """Count the frames of the series that lie before a position."""
    ends = case.series[position.series].ends
    return (ends[position.image - 1] if position.image else 0) + position.frame - 1


def frames_in_series(case: OpenedCase, position: Position) -> int:
    """Count the frames of all images of the series."""
    return case.series[position.series].ends[-1]


def by_frames(case: OpenedCase, position: Position, steps: int) -> Position:
    """Give the frame some steps away, across the images of the series but not beyond it."""
    target = min(max(frames_before(case, position) + steps, 0), frames_in_series(case, position) - 1)
    ends = case.series[position.series].ends
    place = bisect_right(ends, target)
    return Position(position.series, place, target - (ends[place - 1] if place else 0) + 1)


def by_images(case: OpenedCase, position: Position, steps: int) -> Position:
    """Give the first frame of the image some steps away, across all series."""
    starts = [0, *accumulate(len(series.images) for series in case.series)]
    now = starts[position.series] + position.image
    target = min(max(now + steps, 0), starts[-1] - 1)
    series = bisect_right(starts, target) - 1
    return position if target == now else Position(series, target - starts[series])


def by_series(case: OpenedCase, position: Position, steps: int) -> Position:
    """Give the first frame of the series some steps away."""
    target = min(max(position.series + steps, 0), len(case.series) - 1)
    return position if target == position.series else Position(target)


def at_frame(position: Position, frame: int) -> Position:
    """Give another frame of the same image."""
    return replace(position, frame=frame)
