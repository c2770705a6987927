"""What a file holds beside the image and its plain attributes, where nobody looks: counted, never told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from redactor.dicom.byte_source import opened
from redactor.dicom.overlay_planes import GROUPS as OVERLAYS
from redactor.dicom.walk import element_at, tags_of

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from redactor.dicom.instance import Instance

_CURVES: Final = range(0x5000, 0x5020, 2)  # retired; PS3.3-2004 C.10.2
_ICON: Final = 0x00880200
_DOCUMENT: Final = 0x00420011
_PREAMBLE: Final = 128
_DELIMITER: Final = 8
_DEEPEST: Final = 32
"""Sequences nested deeper are counted as one more private attribute: whatever lies there, nobody has seen it."""


@dataclass(frozen=True)
class HiddenData:
    """Counts alone: no value, and no name of a private creator, since anybody could write anything there.

    Attributes
    ----------
    overlay_planes, curves
        Groups 60xx and 50xx, whether or not a size is declared.
    icons
        Icon Image Sequences (0088,0200), at any depth.
    private_attributes
        At any depth, without the creators themselves.
    documents
        Encapsulated Documents (0042,0011), at any depth.
    preamble_bytes
        Bytes of the preamble that are not zero.
    trailing_bytes
        Bytes behind Pixel Data.
    """

    overlay_planes: int = 0
    curves: int = 0
    icons: int = 0
    private_attributes: int = 0
    documents: int = 0
    preamble_bytes: int = 0
    trailing_bytes: int = 0

    @property
    def is_empty(self) -> bool:
        """True if there is nothing of the kind."""
        return self == HiddenData()


def hidden_data(instance: Instance) -> HiddenData:
    """Look through an instance.

    Raises
    ------
    SetAside
        If the file can't be read any more, or its compressed frames contradict one another.
    """
    attributes = instance.attributes
    groups = {int(tag) >> 16 for tag in attributes.keys()}  # noqa: SIM118 - a Dataset yields elements, not tags
    tags = _tags(attributes)
    return HiddenData(
        overlay_planes=len(groups.intersection(OVERLAYS)),
        curves=len(groups.intersection(_CURVES)),
        icons=tags.count(_ICON),
        private_attributes=sum(bool(tag >> 16 & 1) and not 0x10 <= tag & 0xFFFF <= 0xFF for tag in tags),
        documents=tags.count(_DOCUMENT),
        preamble_bytes=_preamble(instance),
        trailing_bytes=max(instance.header.source.size - _end_of_pixels(instance), 0),
    )


def _tags(attributes: Dataset, depth: int = 0) -> list[int]:
    found: list[int] = []
    for tag in tags_of(attributes):
        found.append(int(tag))
        element = element_at(attributes, tag)
        if element is None or element.VR != "SQ":
            continue
        for item in element.value or ():
            found += _tags(item, depth + 1) if depth < _DEEPEST else [0x00090100]
    return found


def _preamble(instance: Instance) -> int:
    with opened(instance.path) as file:
        start = file.read(_PREAMBLE + 4)
    # Without the letters there is no preamble, but the data set itself.
    return sum(byte != 0 for byte in start[:_PREAMBLE]) if start[_PREAMBLE:] == b"DICM" else 0


def _end_of_pixels(instance: Instance) -> int:
    element = instance.header.pixel_element
    if instance.pixel_data.is_native:
        return element.offset + element.length
    last = max((part for frame in instance.pixel_data.fragments for part in frame), key=lambda part: part.offset)
    return last.offset + last.length + _DELIMITER
