"""An image whose frames are decoded once, however many detectors look at them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.model.image import Frame
from redactor.workflow.frame_cache import FrameCache

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from redactor.model.image import (
        DeviceKey,
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
    from redactor.model.patient_space import Plane

BYTES: Final = 192 << 20
"""Of frames and their display values that are held at once."""


@dataclass(frozen=True)
class Remembered:
    """An `Image` that holds what was decoded, as far as it fits."""

    image: Image
    _held: FrameCache = field(default_factory=lambda: FrameCache(BYTES), repr=False, compare=False)
    _meanings: dict[int, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def pixel_format(self) -> PixelFormat:
        """See `Image`."""
        return self.image.pixel_format

    @property
    def device_key(self) -> DeviceKey:
        """See `Image`."""
        return self.image.device_key

    @property
    def image_type(self) -> tuple[str, ...]:
        """See `Image`."""
        return self.image.image_type

    @property
    def ultrasound_regions(self) -> tuple[UltrasoundRegion, ...]:
        """See `Image`."""
        return self.image.ultrasound_regions

    @property
    def overlay_planes(self) -> tuple[OverlayPlane, ...]:
        """See `Image`."""
        return self.image.overlay_planes

    @property
    def identifiers(self) -> Identifiers:
        """See `Image`."""
        return self.image.identifiers

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

        def decode() -> NDArray[np.generic]:
            frame = self.image.frame(number)
            self._meanings[number] = frame.photometric_interpretation
            return frame.stored_values.view()

        values = self._held.get((number, "stored"), decode)
        return Frame(number, values, self._meanings[number])

    def display(self, frame: Frame, window: Window | None = None) -> NDArray[np.uint8]:
        """See `Image`."""
        return self._held.get((frame.number, window), lambda: self.image.display(frame, window))
