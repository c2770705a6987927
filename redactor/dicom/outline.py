"""The outline of an instance: where it belongs and what kind of image it is, from the start of its file alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.dicom.header import read_start, registered_name
from redactor.dicom.place import place_of, text_of
from redactor.dicom.walk import value_of
from redactor.model.image import DeviceKey, Place, UltrasoundRegion

if TYPE_CHECKING:
    from pathlib import Path

    from pydicom.dataset import Dataset

_LAST: Final = 0x00280301  # Burned In Annotation
_CORNERS: Final = tuple(f"RegionLocation{corner}" for corner in ("MinX0", "MinY0", "MaxX1", "MaxY1"))
_WITHOUT_SIGNS: Final = frozenset(
    {
        "1.2.840.10008.5.1.4.1.1.2",  # CT
        "1.2.840.10008.5.1.4.1.1.2.1",  # Enhanced CT
        "1.2.840.10008.5.1.4.1.1.4",  # MR
        "1.2.840.10008.5.1.4.1.1.4.1",  # Enhanced MR
    }
)
"""SOP Classes whose images a device computes, and on which it prints only what it says so of."""
_COMPUTED: Final = frozenset({"ORIGINAL", "PRIMARY"})


@dataclass(frozen=True)
class Outline:
    """What the start of a file tells of an instance. The repr shows neither place nor identifiers.

    Attributes
    ----------
    device
        Rows and columns are 0 where there is no image of one size.
    has_sign
        Whether anything says that text may be burned in, or nothing says that the image is as a CT or MR device
        computed it: Burned In Annotation YES, another SOP Class, an Image Type that is not ORIGINAL and PRIMARY.
    kind
        The Standard's name of the SOP Class.
    """

    place: Place = field(repr=False)
    device: DeviceKey
    image_type: tuple[str, ...]
    view_position: str
    ultrasound_regions: tuple[UltrasoundRegion, ...]
    number_of_frames: int
    has_sign: bool
    kind: str


def read_outline(path: Path) -> Outline:
    """Read the start of a file.

    Raises
    ------
    SetAside
        Saying why it can't be worked on, as far as its start tells.
    """
    return outline_of(read_start(path, _LAST))


def outline_of(attributes: Dataset) -> Outline:
    """Give the outline of a data set."""
    value = value_of(attributes, "ImageType")
    image_type = tuple(str(each).strip() for each in ([value] if isinstance(value, str) else list(value or [])))
    sop_class = text_of(attributes, "SOPClassUID")
    device = DeviceKey(
        manufacturer=text_of(attributes, "Manufacturer"),
        manufacturer_model_name=text_of(attributes, "ManufacturerModelName"),
        modality=text_of(attributes, "Modality"),
        sop_class_uid=sop_class,
        rows=_number(attributes, "Rows"),
        columns=_number(attributes, "Columns"),
    )
    computed = frozenset(image_type[:2]) == _COMPUTED
    clean = text_of(attributes, "BurnedInAnnotation") in {"", "NO"}
    return Outline(
        place=place_of(attributes),
        device=device,
        image_type=image_type,
        view_position=text_of(attributes, "ViewPosition"),
        ultrasound_regions=_regions(attributes),
        number_of_frames=max(_number(attributes, "NumberOfFrames"), 1),
        has_sign=not (sop_class in _WITHOUT_SIGNS and computed and clean),
        kind=registered_name(sop_class, "unknown SOP Class"),
    )


def _number(attributes: Dataset, keyword: str) -> int:
    value = value_of(attributes, keyword)
    return int(value) if isinstance(value, int) else 0


def _regions(attributes: Dataset) -> tuple[UltrasoundRegion, ...]:
    found = []
    for item in value_of(attributes, "SequenceOfUltrasoundRegions") or []:
        values = [value_of(item, keyword) for keyword in _CORNERS]
        if all(isinstance(value, int) for value in values):
            found.append(UltrasoundRegion(*values))
    return tuple(found)
