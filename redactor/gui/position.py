"""Where a person is in a case, and where a step leads: pure functions of the case."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    for number, series in enumerate(case.series):
        for place, image in enumerate(series.images):
            if image.key == key:
                return Position(number, place, 1)
    return None


def frames_before(case: OpenedCase, position: Position) -> int:
    """Count the frames of the series that lie before a position."""
    images = case.series[position.series].images
    return sum(_frames(image) for image in images[: position.image]) + position.frame - 1


def frames_in_series(case: OpenedCase, position: Position) -> int:
    """Count the frames of all images of the series."""
    return sum(_frames(image) for image in case.series[position.series].images)


def by_frames(case: OpenedCase, position: Position, steps: int) -> Position:
    """Give the frame some steps away, across the images of the series but not beyond it."""
    target = min(max(frames_before(case, position) + steps, 0), frames_in_series(case, position) - 1)
    for place, image in enumerate(case.series[position.series].images):
        if target < _frames(image):
            return Position(position.series, place, target + 1)
        target -= _frames(image)
    return position


def by_images(case: OpenedCase, position: Position, steps: int) -> Position:
    """Give the first frame of the image some steps away, across all series."""
    places = [(s, i) for s, series in enumerate(case.series) for i in range(len(series.images))]
    now = places.index((position.series, position.image))
    target = min(max(now + steps, 0), len(places) - 1)
    return position if target == now else Position(*places[target])


def by_series(case: OpenedCase, position: Position, steps: int) -> Position:
    """Give the first frame of the series some steps away."""
    target = min(max(position.series + steps, 0), len(case.series) - 1)
    return position if target == position.series else Position(target)


def at_frame(position: Position, frame: int) -> Position:
    """Give another frame of the same image."""
    return replace(position, frame=frame)


def _frames(image: CaseImage) -> int:
    return image.image.pixel_format.number_of_frames
