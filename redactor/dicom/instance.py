"""An instance: its header at once, its frames on demand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from redactor.dicom import display
from redactor.dicom.aspect import pixel_aspect
from redactor.dicom.fill_value import FillValue, fill_value
from redactor.dicom.header import header_of, read_header
from redactor.dicom.identifiers import identifiers_of
from redactor.dicom.kinship import kinship_of
from redactor.dicom.orientation import edge_letters
from redactor.dicom.overlay_bits import overlays
from redactor.dicom.overlay_planes import overlay_planes
from redactor.dicom.picture import instance_bytes
from redactor.dicom.pixel_data import VIDEO, PixelData
from redactor.dicom.pixel_format import read_pixel_format
from redactor.dicom.place import place_of, text_of
from redactor.dicom.plane import plane_of_frame
from redactor.dicom.playback import playback
from redactor.dicom.positioning import positioning_of
from redactor.dicom.walk import value_of
from redactor.model.image import DeviceKey, UltrasoundRegion

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from pydicom.dataset import Dataset

    from redactor.dicom.header import Header
    from redactor.dicom.picture_metadata import PictureMetadata
    from redactor.model.image import Frame, Identifiers, Kinship, OverlayPlane, PixelFormat, Place, Positioning, Window
    from redactor.model.patient_space import Plane
    from redactor.model.viewing import EdgeLetters, Overlay, Playback

_SLIDE_LABELS: Final = frozenset({"LABEL", "OVERVIEW"})


@dataclass(frozen=True)
class Instance:
    """A SOP Instance with Pixel Data; an `Image`. The repr shows no path and no value.

    `picture` is what a picture file held beside its pixels, if the instance was made of one.
    """

    path: Path = field(repr=False)
    header: Header = field(repr=False)
    pixel_data: PixelData = field(repr=False)
    picture: PictureMetadata | None = field(default=None, repr=False)
    _fills: dict[tuple[str, int], FillValue] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, path: Path) -> Instance:
        """Read the header of a file and check that its frames can be reached.

        Raises
        ------
        SetAside
            Saying why it can't be worked on.
        """
        return cls._of(path, read_header(path))

    @classmethod
    def of_picture(cls, path: Path) -> Instance:
        """Open a picture (PNG, JPEG, TIFF) as the Secondary Capture instance that it becomes.

        Raises
        ------
        SetAside
            Saying why it can't be worked on.
        """
        source, data, metadata = instance_bytes(path)
        return cls._of(path, header_of(source, data), metadata)

    @classmethod
    def _of(cls, path: Path, header: Header, picture: PictureMetadata | None = None) -> Instance:
        keyword, video = header.pixel_element.keyword, header.transfer_syntax_uid in VIDEO
        pixel_data = PixelData(header, read_pixel_format(header.attributes, keyword, video=video))
        pixel_data.require_readable()
        return cls(path, header, pixel_data, picture)

    @property
    def attributes(self) -> Dataset:
        """All attributes before Pixel Data. Not to be changed."""
        return self.header.attributes

    @property
    def transfer_syntax_uid(self) -> str:
        """Transfer Syntax UID (0002,0010)."""
        return str(self.header.transfer_syntax_uid)

    @property
    def pixel_format(self) -> PixelFormat:
        """See `Image`."""
        return self.pixel_data.pixels

    @cached_property
    def device_key(self) -> DeviceKey:
        """See `Image`."""
        return DeviceKey(
            manufacturer=self.text("Manufacturer"),
            manufacturer_model_name=self.text("ManufacturerModelName"),
            modality=self.text("Modality"),
            sop_class_uid=self.text("SOPClassUID"),
            rows=self.pixel_format.rows,
            columns=self.pixel_format.columns,
        )

    @cached_property
    def ultrasound_regions(self) -> tuple[UltrasoundRegion, ...]:
        """See `Image`; items without all four locations are left out."""
        keywords = [f"RegionLocation{corner}" for corner in ("MinX0", "MinY0", "MaxX1", "MaxY1")]
        found = []
        for item in self._items("SequenceOfUltrasoundRegions"):
            values = [value_of(item, keyword) for keyword in keywords]
            if all(isinstance(value, int) for value in values):
                found.append(UltrasoundRegion(*values))
        return tuple(found)

    @cached_property
    def image_type(self) -> tuple[str, ...]:
        """See `Image`."""
        value = value_of(self.attributes, "ImageType")
        values = [value] if isinstance(value, str) else list(value or [])
        return tuple(str(each).strip() for each in values)

    @cached_property
    def overlay_planes(self) -> tuple[OverlayPlane, ...]:
        """See `Image`."""
        return overlay_planes(self.attributes)

    @cached_property
    def playback(self) -> Playback:
        """How fast its frames are meant to be shown."""
        return playback(self.attributes)

    def pixel_aspect(self, number: int) -> float:
        """Give the height of a pixel over its width."""
        return pixel_aspect(self.attributes, number)

    def edge_letters(self, number: int) -> EdgeLetters:
        """Say which way the edges of a frame lie in the patient."""
        return edge_letters(self.attributes, number)

    def overlays(self, number: int) -> tuple[Overlay, ...]:
        """Give what overlay planes draw on a frame."""
        return overlays(self.overlay_planes, self.pixel_data, number)

    @cached_property
    def identifiers(self) -> Identifiers:
        """See `Image`."""
        return identifiers_of(self.attributes)

    @cached_property
    def place(self) -> Place:
        """See `Image`."""
        return place_of(self.attributes)

    @cached_property
    def kinship(self) -> Kinship:
        """See `Image`."""
        return kinship_of(self.attributes)

    def plane(self, number: int) -> Plane | None:
        """See `Image`."""
        return plane_of_frame(self.attributes, number)

    @cached_property
    def positioning(self) -> Positioning:
        """See `Image`."""
        return positioning_of(self.attributes)

    @property
    def shows_slide_label(self) -> bool:
        """Whether the image may show a slide's label, on which a name is written (PS3.3 C.8.12.4.1.1, C.7.6.22.2)."""
        return bool(_SLIDE_LABELS.intersection(self.image_type[2:3])) or self.text("SpecimenLabelInImage") == "YES"

    @property
    def black(self) -> tuple[float, ...]:
        """The stored value of black in decoded frames, one number a sample."""
        return self.black_in(self.pixel_format.photometric_interpretation)

    def black_in(self, photometric_interpretation: str, number: int = 1) -> tuple[float, ...]:
        """Give the stored value of black for a frame that was decoded to this photometric interpretation."""
        return self.fill_in(photometric_interpretation, number).stored

    def fill_in(self, photometric_interpretation: str, number: int = 1) -> FillValue:
        """Give the same value with the rule that chose it; frames may have functional groups of their own."""
        key = photometric_interpretation, number if self._frames_differ else 1
        if key not in self._fills:
            floating = self.header.pixel_element.keyword != "PixelData"
            self._fills[key] = fill_value(
                self.attributes, self.pixel_format, photometric_interpretation, number=key[1], floating=floating
            )
        return self._fills[key]

    @cached_property
    def _frames_differ(self) -> bool:
        return "PerFrameFunctionalGroupsSequence" in self.attributes

    def frame(self, number: int) -> Frame:
        """See `Image`."""
        return self.pixel_data.frame(number)

    def grayscale(self, frame: Frame) -> display.Grayscale:
        """Prepare a MONOCHROME frame for display in any window."""
        return display.grayscale(self.attributes, self.pixel_format, frame)

    def display(self, frame: Frame, window: Window | None = None) -> NDArray[np.uint8]:
        """See `Image`."""
        if frame.photometric_interpretation.startswith("MONOCHROME"):
            return self.grayscale(frame).display(window)
        return display.colour(self.attributes, self.pixel_format, frame)

    def text(self, keyword: str) -> str:
        """Give an attribute as text, empty where it is absent or can't be read."""
        return text_of(self.attributes, keyword)

    def _items(self, keyword: str) -> list[Any]:
        return list(value_of(self.attributes, keyword) or [])
