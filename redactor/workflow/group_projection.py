"""Maximum, minimum and deviation of many images of one size, one image in memory at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.model.image import DeviceKey, Frame, Identifiers, Kinship, PixelFormat, Place, Positioning

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from redactor.dicom.instance import Instance
    from redactor.model.image import OverlayPlane, UltrasoundRegion, Window

NAMES: Final = ("maximum", "minimum", "deviation")
MOST_FRAMES: Final = 64
"""Of a longer image so many frames are taken, evenly spaced, the first and the last among them."""


@dataclass
class Projection:
    """Grows by one image after the other; memory depends on the size of one frame alone."""

    count: int = 0
    _sums: _Sums | None = field(default=None, repr=False)

    def add_image(self, image: Instance) -> None:
        """Take the frames of an image; colours become luminance.

        Raises
        ------
        SetAside
            If a frame can't be decoded. What was taken before stays.
        """
        total = image.pixel_format.number_of_frames
        for number in np.unique(np.linspace(1, total, min(total, MOST_FRAMES)).round().astype(int)).tolist():
            self.add(_gray(image, image.frame(number)))

    def add(self, values: NDArray[np.float32]) -> None:
        """Take one frame: float32, shape (rows, columns), the same each time."""
        self.count += 1
        if self._sums is None:
            self._sums = _Sums.of(values)
        else:
            self._sums.add(values)

    def pictures(self) -> Mapping[str, NDArray[np.uint8]]:
        """Give the projections by name, each stretched to 0 … 255: shape (rows, columns). None before the first."""
        if self._sums is None:
            return {}
        found = self._sums.maximum, self._sums.minimum, self._sums.deviation(self.count)
        return {name: _stretched(values) for name, values in zip(NAMES, found, strict=True)}


@dataclass(frozen=True)
class _Sums:
    """What is left of all frames; sums are of differences from the first: those of large values lose small ones."""

    first: NDArray[np.float32]
    maximum: NDArray[np.float32]
    minimum: NDArray[np.float32]
    apart: NDArray[np.float32]
    squares: NDArray[np.float64]
    room: NDArray[np.float32]

    @classmethod
    def of(cls, values: NDArray[np.float32]) -> _Sums:
        """Begin with a frame."""
        apart, squares = np.zeros(values.shape, np.float32), np.zeros(values.shape)
        return cls(values.copy(), values.copy(), values.copy(), apart, squares, np.empty_like(values))

    def add(self, values: NDArray[np.float32]) -> None:
        """Take another one."""
        np.maximum(self.maximum, values, out=self.maximum)
        np.minimum(self.minimum, values, out=self.minimum)
        np.subtract(values, self.first, out=self.room)
        cv2.accumulate(self.room, self.apart)
        cv2.accumulateSquare(self.room, self.squares)

    def deviation(self, count: int) -> NDArray[np.float32]:
        """Give the standard deviation of so many frames: float32, shape (rows, columns)."""
        variance = self.squares / count - (self.apart.astype(np.float64) / count) ** 2
        return np.sqrt(np.maximum(variance, 0)).astype(np.float32)


@dataclass(frozen=True)
class Picture:
    """A projection as detectors see images: an `Image` of one frame that nobody's header speaks of."""

    values: NDArray[np.uint8] = field(repr=False)
    device_key: DeviceKey
    ultrasound_regions: tuple[UltrasoundRegion, ...] = ()
    image_type: tuple[str, ...] = ()
    overlay_planes: tuple[OverlayPlane, ...] = ()
    identifiers: Identifiers = field(default=Identifiers(), repr=False)
    place: Place = field(default=Place("", "", "", ""), repr=False)
    kinship: Kinship = field(default=Kinship(), repr=False)
    positioning: Positioning = field(default=Positioning())

    def plane(self, number: int) -> None:
        """See `Image`; a projection lies nowhere."""
        del number

    @property
    def pixel_format(self) -> PixelFormat:
        """See `Image`."""
        return PixelFormat(*self.values.shape)

    def frame(self, number: int) -> Frame:
        """See `Image`."""
        return Frame(number, self.values, "MONOCHROME2")

    def display(self, frame: Frame, window: Window | None = None) -> NDArray[np.uint8]:
        """See `Image`."""
        del frame, window
        return self.values


def _gray(image: Instance, frame: Frame) -> NDArray[np.float32]:
    stored = frame.stored_values
    if stored.ndim == 3 or not image.pixel_format.is_grayscale:
        shown: NDArray[Any] = image.display(frame)
        return np.asarray(shown.mean(axis=-1) if shown.ndim == 3 else shown, np.float32)
    values = stored.astype(np.float32)
    return -values if frame.photometric_interpretation == "MONOCHROME1" else values


def _stretched(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    low, high = float(values.min()), float(values.max())
    result = (
        ((values - low) * (255 / (high - low))).round().astype(np.uint8)
        if high > low
        else np.zeros_like(values, np.uint8)
    )
    result.flags.writeable = False
    return result
