"""What an image is to the rest of the program: its pixel format, and its frames on demand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from redactor.model.patient_space import Plane

    StoredValues = NDArray[Any]


@dataclass(frozen=True)
class PixelFormat:
    """The Image Pixel Module (PS3.3 C.7.6.3), nothing renamed."""

    rows: int
    columns: int
    samples_per_pixel: int = 1
    photometric_interpretation: str = "MONOCHROME2"
    bits_allocated: int = 8
    bits_stored: int = 8
    high_bit: int = 7
    pixel_representation: int = 0
    planar_configuration: int = 0
    number_of_frames: int = 1

    @property
    def is_grayscale(self) -> bool:
        """True for MONOCHROME1 and MONOCHROME2."""
        return self.photometric_interpretation.startswith("MONOCHROME")


@dataclass(frozen=True)
class Grain:
    """The smallest block of pixels that a Transfer Syntax can change alone."""

    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Frame:
    """One frame of an image.

    Attributes
    ----------
    number
        From 1, as Referenced Frame Number (0008,1160).
    stored_values
        Read-only, shape (rows, columns) or (rows, columns, samples), dtype as Bits Allocated and Pixel
        Representation say; never display values. Colour as coded: no colour transform was applied that
        `photometric_interpretation` does not name.
    photometric_interpretation
        What `stored_values` mean; a decoder may have changed it (YBR_RCT arrives as RGB).
    """

    number: int
    stored_values: StoredValues
    photometric_interpretation: str


@dataclass(frozen=True)
class Window:
    """Window Center and Width (PS3.3 C.11.2.1.2), in modality values."""

    center: float
    width: float
    function: str = "LINEAR"


@dataclass(frozen=True)
class DeviceKey:
    """What tells one kind of image from another: masks are remembered by device *and* size."""

    manufacturer: str
    manufacturer_model_name: str
    modality: str
    sop_class_uid: str
    rows: int
    columns: int


@dataclass(frozen=True)
class UltrasoundRegion:
    """An item of Sequence of Ultrasound Regions (0018,6011): the part of the image that is ultrasound.

    The four locations are pixel numbers from 0, both ends inside the region (PS3.3 C.8.5.5.1).
    """

    min_x0: int
    min_y0: int
    max_x1: int
    max_y1: int


@dataclass(frozen=True)
class OverlayPlane:
    """An overlay of the Overlay Plane Module (PS3.3 C.9.2), drawn over the image or kept in unused bits of its pixels.

    Attributes
    ----------
    group
        From 0x6000 to 0x601E.
    row, column
        The pixel of the image, from 0, on which the first pixel of the plane lies; may be negative.
    """

    group: int
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Identifiers:
    """The header's own identifiers, for matching. In memory only; the repr shows no value.

    Attributes
    ----------
    values
        (path, value) pairs such as ``("(0010,0010)", "LI^MEI")``, decoded to Unicode. A path is tags joined
        by slashes, with item numbers from 1: ``(0040,0275)[1]/(0040,0009)``. A value that the declared character
        set garbles is there a second time as it is probably meant.
    guessed
        (path, character set) of those, such as ``("(0010,0010)", "GBK")``: charset guessed, a person should check it.
    """

    values: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    guessed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Place:
    """Where an image belongs. The keys are the header's own; in memory only, the repr shows none.

    Attributes
    ----------
    patient
        Issuer and Patient ID, normalised; empty where the header names no patient.
    number
        Instance Number, for sorting a series.
    """

    patient: str = field(repr=False)
    study: str = field(repr=False)
    series: str = field(repr=False)
    instance: str = field(repr=False)
    number: int = 0


@dataclass(frozen=True)
class Kinship:
    """What ties an image to others that show the same. In memory only; the repr shows no UID.

    Attributes
    ----------
    presentation_intent_type
        Presentation Intent Type (0008,0068): ``FOR PROCESSING`` or ``FOR PRESENTATION``; empty where it has none.
    orientation
        Image Orientation (Patient) (0020,0037), rounded to the thousandth; empty where the header has none.
    sources
        The SOP Instance UIDs that Source Image Sequence (0008,2112) names.
    """

    presentation_intent_type: str = ""
    frame_of_reference: str = field(default="", repr=False)
    orientation: tuple[float, ...] = ()
    sources: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Positioning:
    """What the header says of the part of the body that an image shows, and from where; empty where it says nothing.

    Attributes
    ----------
    body_part_examined
        Body Part Examined (0018,0015), such as ``CHEST``.
    view_position
        View Position (0018,5101), such as ``PA`` or ``LL``.
    codes
        Code Values of View Code Sequence (0054,0220), of its modifiers, and of Anatomic Region Sequence (0008,2218).
    """

    body_part_examined: str = ""
    view_position: str = ""
    codes: tuple[str, ...] = ()


class Image(Protocol):
    """All that detectors, styles and the window see of an instance."""

    @property
    def pixel_format(self) -> PixelFormat:
        """The Image Pixel Module as the file states it."""
        ...

    @property
    def device_key(self) -> DeviceKey:
        """What kind of device made an image of what size."""
        ...

    @property
    def ultrasound_regions(self) -> tuple[UltrasoundRegion, ...]:
        """The items of Sequence of Ultrasound Regions; empty where there is none."""
        ...

    @property
    def image_type(self) -> tuple[str, ...]:
        """The values of Image Type (0008,0008), without padding; empty where there is none."""
        ...

    @property
    def overlay_planes(self) -> tuple[OverlayPlane, ...]:
        """The overlay planes of the header; empty where there is none."""
        ...

    @property
    def identifiers(self) -> Identifiers:
        """The header's own identifiers."""
        ...

    @property
    def place(self) -> Place:
        """The patient, study and series that the image belongs to."""
        ...

    @property
    def kinship(self) -> Kinship:
        """What ties the image to others that show the same."""
        ...

    def plane(self, number: int) -> Plane | None:
        """Where a frame, counted from 1, lies in the patient; None where the header does not say."""
        ...

    @property
    def positioning(self) -> Positioning:
        """What part of the body the image shows, as the header says."""
        ...

    def frame(self, number: int) -> Frame:
        """Decode a frame, counted from 1.

        Raises
        ------
        SetAside
            If it can't be decoded.
        """
        ...

    def display(self, frame: Frame, window: Window | None = None) -> NDArray[np.uint8]:
        """Give display values of a frame: shape (rows, columns), or (rows, columns, 3) in RGB.

        Without a window the one stored in the instance is used, else the full range of the frame.
        """
        ...


class Images(Protocol):
    """The images of a series in their order; each access may open a file."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def __getitem__(self, index: int, /) -> Image:
        """Give an image by its place, from 0.

        Raises
        ------
        SetAside
            If its file can't be opened.
        """
        ...
