"""Text that a mask does not cover: what every result of a saved mask is searched for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.errors import DetectorFailed
from redactor.model.geometry import Bounds
from redactor.model.region import ALL, Kind
from redactor.workflow.propose import propose

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from redactor.model.finding import Finding
    from redactor.model.image import (
        DeviceKey,
        Frame,
        Identifiers,
        Image,
        Kinship,
        OverlayPlane,
        PixelFormat,
        Place,
        Positioning,
        UltrasoundRegion,
        Window,
    )
    from redactor.model.mask import Mask
    from redactor.model.patient_space import Plane
    from redactor.model.record import DetectorRun

SEARCH: Final = ("text",)
_EDGE: Final = 4
"""Pixels beyond a mask in which its own edge may look like letters."""


@dataclass(frozen=True)
class Searched:
    """What a search for text says of an image and its mask.

    Attributes
    ----------
    outside
        Text that may identify, and is not covered.
    lost
        Harmless text, such as the letter of a side, of which the mask covers half or more.
    """

    runs: tuple[DetectorRun, ...]
    outside: tuple[Finding, ...]
    lost: tuple[Finding, ...]


@dataclass(frozen=True)
class WithIdentifiers:
    """A written image that is searched for the identifiers of its original: it has none itself. An `Image`."""

    image: Image
    identifiers: Identifiers

    @property
    def pixel_format(self) -> PixelFormat:
        """See `Image`."""
        return self.image.pixel_format

    @property
    def device_key(self) -> DeviceKey:
        """See `Image`."""
        return self.image.device_key

    @property
    def ultrasound_regions(self) -> tuple[UltrasoundRegion, ...]:
        """See `Image`."""
        return self.image.ultrasound_regions

    @property
    def image_type(self) -> tuple[str, ...]:
        """See `Image`."""
        return self.image.image_type

    @property
    def overlay_planes(self) -> tuple[OverlayPlane, ...]:
        """See `Image`."""
        return self.image.overlay_planes

    @property
    def place(self) -> Place:
        """See `Image`."""
        return self.image.place

    @property
    def kinship(self) -> Kinship:
        """See `Image`."""
        return self.image.kinship

    def plane(self, number: int) -> Plane | None:
        """See `Image`."""
        return self.image.plane(number)

    @property
    def positioning(self) -> Positioning:
        """See `Image`."""
        return self.image.positioning

    def frame(self, number: int) -> Frame:
        """See `Image`."""
        return self.image.frame(number)

    def display(self, frame: Frame, window: Window | None = None) -> NDArray[np.uint8]:
        """See `Image`."""
        return self.image.display(frame, window)


def search(image: Image, mask_of: Callable[[int], Mask]) -> Searched:
    """Search an image for text, and compare it with a mask.

    Parameters
    ----------
    mask_of
        Gives the effective mask of a frame, counted from 1.

    Raises
    ------
    DetectorFailed
        If the search broke off: what it would have found is unknown.
    SetAside
        If a frame can't be decoded.
    """
    proposals = propose(image, SEARCH)
    for run in proposals.runs:
        if run.problem:
            raise DetectorFailed(detector=run.id)
    outside, lost = [], []
    for found in proposals.found:
        finding = found.finding
        share = covered_share(finding, image.pixel_format, mask_of)
        if finding.suggestion != "keep" and share < 1:
            outside.append(finding)
        elif finding.suggestion == "keep" and finding.kind is Kind.BURNED_IN_TEXT and share >= 0.5:
            lost.append(finding)
    return Searched(proposals.runs, tuple(outside), tuple(lost))


def covered_share(finding: Finding, pixels: PixelFormat, mask_of: Callable[[int], Mask]) -> float:
    """Give how much of a finding the mask covers, from 0 to 1, in the frame where it covers least.

    A finding that reaches a few pixels beyond the mask is covered by it: its rectangle has a margin.
    """
    box = finding.shape.bounds.clipped(rows=pixels.rows, columns=pixels.columns)
    numbers = range(1, pixels.number_of_frames + 1) if finding.frames == ALL else finding.frames
    least, seen = 1.0, set()
    for number in numbers:
        mask = mask_of(number)
        if id(mask) not in seen:  # frames with the same regions share one
            seen.add(id(mask))
            least = min(least, _share(mask, box))
    return least


def _share(mask: Mask, box: Bounds) -> float:
    around = Bounds(box.column - _EDGE, box.row - _EDGE, box.columns + 2 * _EDGE, box.rows + 2 * _EDGE)
    rows, columns = mask.shape
    near = around.clipped(rows=rows, columns=columns)
    part = mask[near.row : near.row + near.rows, near.column : near.column + near.columns].astype(np.uint8)
    grown = cv2.dilate(part, np.ones((2 * _EDGE + 1, 2 * _EDGE + 1), np.uint8))
    top, left = box.row - near.row, box.column - near.column
    inside = grown[top : top + box.rows, left : left + box.columns]
    return float(inside.mean()) if inside.size else 1.0
