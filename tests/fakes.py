"""Images that are no files: arrays that a detector, a style or a view can look at as it looks at an instance.

>>> image = FakeImage.of(np.zeros((40, 60), np.uint8), modality="CT")
>>> image.display(image.frame(1)).shape
(40, 60)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from redactor.model.image import DeviceKey, Frame, Identifiers, Kinship, PixelFormat, Place, Positioning, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.image import OverlayPlane, UltrasoundRegion
    from redactor.model.patient_space import Plane


@dataclass(frozen=True)
class FakeImage:
    """An `Image` in memory.

    Attributes
    ----------
    frames
        The stored values of each frame, all of one shape and dtype: (rows, columns), or (rows, columns, 3) for RGB.
    window
        The window that the image stores, in stored values; None shows the full range of each frame.
    """

    frames: tuple[NDArray[Any], ...] = field(repr=False)
    window: Window | None = None
    modality: str = "OT"
    manufacturer: str = "ACME"
    manufacturer_model_name: str = "Camera"
    sop_class_uid: str = "1.2.840.10008.5.1.4.1.1.7"
    ultrasound_regions: tuple[UltrasoundRegion, ...] = ()
    image_type: tuple[str, ...] = ()
    overlay_planes: tuple[OverlayPlane, ...] = ()
    identifiers: Identifiers = field(default_factory=Identifiers)
    kinship: Kinship = field(default_factory=Kinship)
    planes: tuple[Plane | None, ...] = ()
    positioning: Positioning = field(default=Positioning())
    place: Place = field(default_factory=lambda: Place(patient="", study="1", series="1.1", instance="1.1.1"))

    @classmethod
    def of(cls, *frames: NDArray[Any], **facts: Any) -> FakeImage:
        """Give an image with these frames."""
        return cls(tuple(frames), **facts)

    @property
    def pixel_format(self) -> PixelFormat:
        """What the arrays are."""
        first = self.frames[0]
        bits = 8 * first.dtype.itemsize
        return PixelFormat(
            rows=first.shape[0],
            columns=first.shape[1],
            samples_per_pixel=1 if first.ndim == 2 else 3,
            photometric_interpretation="MONOCHROME2" if first.ndim == 2 else "RGB",
            bits_allocated=bits,
            bits_stored=bits,
            high_bit=bits - 1,
            pixel_representation=int(first.dtype.kind == "i"),
            number_of_frames=len(self.frames),
        )

    @property
    def device_key(self) -> DeviceKey:
        """The device with the size of the frames."""
        pixels = self.pixel_format
        return DeviceKey(
            manufacturer=self.manufacturer,
            manufacturer_model_name=self.manufacturer_model_name,
            modality=self.modality,
            sop_class_uid=self.sop_class_uid,
            rows=pixels.rows,
            columns=pixels.columns,
        )

    def plane(self, number: int) -> Plane | None:
        """Give the plane of a frame, if there is one."""
        return self.planes[number - 1] if number <= len(self.planes) else None

    def frame(self, number: int) -> Frame:
        """Give a frame, counted from 1; its values are read-only."""
        values = self.frames[number - 1].view()
        values.flags.writeable = False
        return Frame(number, values, self.pixel_format.photometric_interpretation)

    def display(self, frame: Frame, window: Window | None = None) -> NDArray[np.uint8]:
        """Give display values: gray in a linear window, colour as it is."""
        values = frame.stored_values.astype(np.float64)
        if values.ndim == 3:
            return values.astype(np.uint8)
        chosen = window or self.window
        low, high = float(values.min()), float(values.max())
        if chosen is not None:
            low, high = chosen.center - chosen.width / 2, chosen.center + chosen.width / 2
        return np.rint(np.clip((values - low) / max(high - low, 1e-9), 0, 1) * 255).astype(np.uint8)
