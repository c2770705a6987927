"""What a file holds beside its picture and what a viewer shows of its attributes: counted, never quoted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydicom.datadict import tag_for_keyword

from redactor.dicom.byte_source import opened
from redactor.dicom.encapsulation import frames_of
from redactor.dicom.header import UNDEFINED_LENGTH
from redactor.dicom.walk import element_at, tags_of, vr_before_conversion
from redactor.errors import UnreadableAttributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydicom.dataset import Dataset

    from redactor.dicom.header import Header
    from redactor.dicom.instance import Instance

_PREAMBLE: Final = 128
_DELIMITER_BYTES: Final = 8
_OVERLAYS: Final = range(0x6000, 0x6020, 2)
_CURVES: Final = range(0x5000, 0x5020, 2)
_ICON: Final = tag_for_keyword("IconImageSequence")
_DOCUMENTS: Final = frozenset(map(tag_for_keyword, ("EncapsulatedDocument", "WaveformSequence", "AudioSampleData")))
_SERIALS: Final = frozenset(
    map(tag_for_keyword, ("DeviceSerialNumber", "DetectorID", "GantryID", "PlateID", "CassetteID", "DeviceUID"))
)
_DATES: Final = frozenset({"DA", "DT", "TM"})


@dataclass(frozen=True)
class HiddenData:
    """How much there is of what nobody sees.

    Attributes
    ----------
    overlays, curves
        Groups 60xx and 50xx.
    icons
        Icon images, which show the picture as it was.
    documents
        Encapsulated documents, waveforms and audio.
    private
        Private attributes at every depth.
    preamble, trailing
        Bytes before the data set that are not 0, and bytes after its Pixel Data.
    uids, dates, serials
        Attributes that hold UIDs, dates and times, and what names a device.
    pictures
        1 if the file is a picture (PNG, JPEG, TIFF), not DICOM; what follows is of pictures alone.
    exif, xmp, iptc, colour_profiles, comments, thumbnails, others
        What lies beside its pixels; `others` is what nobody here can name, and bytes behind its end.
    """

    overlays: int = 0
    icons: int = 0
    curves: int = 0
    documents: int = 0
    private: int = 0
    preamble: int = 0
    trailing: int = 0
    uids: int = 0
    dates: int = 0
    serials: int = 0
    pictures: int = 0
    exif: int = 0
    xmp: int = 0
    iptc: int = 0
    colour_profiles: int = 0
    comments: int = 0
    thumbnails: int = 0
    others: int = 0


def hidden_data(instance: Instance) -> HiddenData:
    """Count what nobody sees in a file.

    Raises
    ------
    SetAside
        If the file can't be read to its end.
    """
    tags = list(_all(instance.attributes))
    numbers = [tag for tag, _ in tags]
    groups = {number >> 16 for number in numbers}
    return HiddenData(
        overlays=sum(group in groups for group in _OVERLAYS),
        icons=numbers.count(_ICON or 0),
        curves=sum(group in groups for group in _CURVES),
        documents=sum(number in _DOCUMENTS for number in numbers),
        private=sum(bool(number >> 16 & 1) for number in numbers),
        preamble=_preamble(instance) if instance.picture is None else 0,
        trailing=_trailing(instance.header) if instance.picture is None else 0,
        uids=sum(vr == "UI" for _, vr in tags),
        dates=sum(vr in _DATES for _, vr in tags),
        serials=sum(number in _SERIALS for number in numbers),
        pictures=int(instance.picture is not None),
        **({} if instance.picture is None else instance.picture.counts),
    )


def _all(attributes: Dataset, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Yield (tag, VR) of every attribute at every depth; the VR is empty where only its value could tell."""
    for tag in tags_of(attributes):
        vr = vr_before_conversion(attributes.get_item(tag)) or ""
        yield int(tag), vr
        element = element_at(attributes, tag) if vr == "SQ" else None
        for item in (element.value or ()) if element is not None else ():
            try:
                yield from _all(item, depth + 1)
            except RecursionError:
                if depth:
                    raise
                raise UnreadableAttributes(path=f"({tag.group:04X},{tag.element:04X})") from None


def _preamble(instance: Instance) -> int:
    with opened(instance.path) as file:
        return sum(byte != 0 for byte in file.read(_PREAMBLE))


def _trailing(header: Header) -> int:
    """Count the bytes after Pixel Data."""
    element, source = header.pixel_element, header.source
    if element.length != UNDEFINED_LENGTH:
        return int(source.size) - element.offset - element.length
    # Asked for one frame it gives all fragments, whichever frames they belong to.
    fragments = [fragment for frame in frames_of(source, element.offset, 1) for fragment in frame]
    end = max(fragment.offset + fragment.length for fragment in fragments) if fragments else element.offset
    return max(int(source.size) - end - _DELIMITER_BYTES, 0)
