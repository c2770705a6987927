"""Read everything before Pixel Data, and find where Pixel Data lies."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pydicom.datadict import tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.errors import InvalidDicomError
from pydicom.filereader import read_dataset, read_file_meta_info, read_partial
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    MediaStorageDirectoryStorage,
)

from redactor.dicom.byte_source import FileSource, MemorySource, opened
from redactor.dicom.conversion import UNREADABLE
from redactor.dicom.plain_elements import read_plain, tag_of
from redactor.dicom.walk import element_at, tag_path
from redactor.errors import (
    IsDicomdir,
    NoPixelData,
    NotDicom,
    NoTransferSyntax,
    Truncated,
    Unreadable,
    UnreadableAttributes,
    reason_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import BinaryIO

    from pydicom.tag import BaseTag

    from redactor.dicom.byte_source import ByteSource

PIXEL_KEYWORDS: Final = {
    0x7FE00008: "FloatPixelData",
    0x7FE00009: "DoubleFloatPixelData",
    0x7FE00010: "PixelData",
}
UNDEFINED_LENGTH: Final = 0xFFFFFFFF
_LONG_VRS: Final = frozenset({b"OB", b"OW", b"OF", b"OD", b"OL", b"OV", b"UN"})
_LAST: Final = 0xFFFFFFFF
_INFLATED_LIMIT: Final = 4 << 30
_DATA_SET_START: Final = 132
_META_GROUP: Final = 0x0002
_TRANSFER_SYNTAX: Final = tag_of(0x00020010)
_LAST_OF_META: Final = 0x0002FFFF
_META_WINDOW: Final = 1 << 10
_LONGEST_PRIVATE: Final = 1 << 20
"""Bytes of a private value. A longer one is skipped: it leaves in no case, and some hold all the scanner measured."""


@dataclass(frozen=True)
class PixelElement:
    """Where Pixel Data (7FE0,0010), Float (…0008) or Double Float (…0009) Pixel Data lies.

    Attributes
    ----------
    length
        Of the value in bytes, or `UNDEFINED_LENGTH` for encapsulated frames.
    """

    keyword: str
    vr: str
    offset: int
    length: int


@dataclass(frozen=True)
class Header:
    """All attributes before Pixel Data, and where the pixels are."""

    source: ByteSource = field(repr=False)
    attributes: Dataset = field(repr=False)
    transfer_syntax_uid: UID
    pixel_element: PixelElement
    raw: Mapping[BaseTag, RawDataElement] = field(default_factory=dict, repr=False)
    """Elements of a data set in Explicit VR Little Endian as they were read, whatever was converted since."""


def read_header(path: Path) -> Header:
    """Read a DICOM file up to its Pixel Data.

    Raises
    ------
    SetAside
        Of the kind that says why this is no image that can be worked on.
    """
    return _header(*_read(path))


def header_of(source: ByteSource, data: bytes) -> Header:
    """Read a DICOM file that was made in memory, as `read_header` reads one on a disk.

    Parameters
    ----------
    source
        Gives the same bytes later.

    Raises
    ------
    SetAside
        See `read_header`.
    """
    return _header(*_read_open(source, io.BytesIO(data), _LAST))


def _header(source: ByteSource, attributes: Dataset, uid: UID, position: int) -> Header:
    if position >= source.size:
        raise NoPixelData(kind=registered_name(_text(attributes, "SOPClassUID"), "unknown SOP Class"))
    element = _pixel_element(bytes(source.read(position, min(12, source.size - position))), position, uid)
    if element.length != UNDEFINED_LENGTH and element.offset + element.length > source.size:
        raise Truncated
    raw = _raw_elements(attributes) if uid == ExplicitVRLittleEndian else {}
    return Header(source, attributes, uid, element, raw)


def read_start(path: Path, last: int) -> Dataset:
    """Read a DICOM file up to an attribute, and nothing of what follows.

    Parameters
    ----------
    last
        Its tag.

    Raises
    ------
    SetAside
        Of the kind that says why it can't be worked on, as far as its start tells.
    """
    return _read(path, last)[1]


def read_without_pixels(path: Path) -> tuple[Dataset, UID]:
    """Read a DICOM file that holds no Pixel Data: its attributes, and its Transfer Syntax UID.

    Raises
    ------
    SetAside
        Of the kind that says why it can't be worked on; also if there are pixels after all.
    """
    source, attributes, uid, position = _read(path)
    if position < source.size:
        raise UnreadableAttributes(path="the end of the data set")
    return attributes, uid


def _read(path: Path, last: int = _LAST) -> tuple[ByteSource, Dataset, UID, int]:
    """Give what the bytes come from, the attributes before Pixel Data, the Transfer Syntax, and where they end."""
    with opened(path) as file:
        return _read_open(FileSource.at(path, file), file, last)


def _read_open(source: ByteSource, file: BinaryIO, last: int) -> tuple[ByteSource, Dataset, UID, int]:
    try:
        meta = _file_meta(file)
        if _text(meta, "MediaStorageSOPClassUID") == MediaStorageDirectoryStorage:
            raise IsDicomdir
        uid = _text(meta, "TransferSyntaxUID")
        if not uid:
            raise NoTransferSyntax
        if uid == DeflatedExplicitVRLittleEndian:
            inflated = MemorySource(_inflated(file, meta))
            source = inflated
            stream: BinaryIO = io.BytesIO(inflated.data)
        else:
            stream = file
        attributes, position = _read_attributes(stream, UID(uid), last)
    except OSError as error:
        if error.errno is None:  # pydicom's own, about what it read
            raise UnreadableAttributes(path="the start of the data set") from None
        raise Unreadable(reason=reason_of(error)) from None
    attributes.file_meta = meta
    _require_whole(attributes)
    _take_identity(attributes, meta)
    return source, attributes, UID(uid), position


def _raw_elements(attributes: Dataset) -> Mapping[BaseTag, RawDataElement]:
    """Give the elements of a data set whose values nobody has converted yet."""
    return {tag: element for tag, element in attributes.items() if isinstance(element, RawDataElement)}


def registered_name(uid: str, otherwise: str) -> str:
    """Give the Standard's name of a UID: any other text in its place could be a patient's value."""
    name = UID(uid).name  # the text itself where it is not registered
    return otherwise if name == uid else name


def _text(attributes: Dataset, keyword: str) -> str:
    tag = tag_of(tag_for_keyword(keyword) or 0)
    if tag not in attributes.keys():  # noqa: SIM118 - a Dataset is slow to say that it lacks something
        return ""
    element = element_at(attributes, tag)
    if element is None:
        raise UnreadableAttributes(path=keyword)
    return str(element.value or "").strip()


def _file_meta(file: BinaryIO) -> FileMetaDataset:
    """Read the File Meta Information; the file is at its end then."""
    start = file.read(_DATA_SET_START)
    if start[128:] != b"DICM":
        # A bare data set starts with group 0008 (or 0002 without preamble): it's DICOM, but nothing says
        # how it is encoded.
        if start[:2] in {b"\x08\x00", b"\x02\x00", b"\x00\x08"} and len(start) >= 16:
            raise NoTransferSyntax
        raise NotDicom
    try:
        meta = read_plain(file, _LAST_OF_META, window=_META_WINDOW)
        if meta is None:
            meta = read_dataset(file, False, True, stop_when=lambda tag, _, __: int(tag) >> 16 != _META_GROUP)
        if _TRANSFER_SYNTAX not in meta.keys():  # noqa: SIM118 - see `_text`
            return read_file_meta_info(file.name)  # which takes Implicit VR, too
        return FileMetaDataset(meta)
    except (InvalidDicomError, EOFError, struct.error):
        raise Truncated from None
    except OSError:
        raise  # the file system's, or pydicom's about what it read: told apart by the caller
    except UNREADABLE:
        raise UnreadableAttributes(path="the File Meta Information") from None


def _inflated(file: BinaryIO, meta: FileMetaDataset) -> bytes:
    # PS3.5 A.5: everything after the File Meta Information is one raw deflate stream.
    file.seek(_DATA_SET_START + 12 + int(meta.get("FileMetaInformationGroupLength", 0)))
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = inflater.decompress(file.read(), _INFLATED_LIMIT)
    except zlib.error:
        raise Truncated from None
    if not inflater.eof:
        raise Truncated
    return data


def _read_attributes(stream: BinaryIO, uid: UID, last: int) -> tuple[Dataset, int]:
    """Give the data set before Pixel Data, or up to a tag, and the position where it ends."""
    reached: list[BaseTag] = []

    def at_pixel_data(tag: BaseTag, vr: str | None, length: int) -> bool:
        del vr, length
        reached[:] = (tag,)
        number = int(tag)
        return number > last or number in PIXEL_KEYWORDS

    try:
        first = stream.tell()
        command = stream.read(2) == b"\0\0"
        stream.seek(first)
        if command:  # group 0000, which does not belong into a file
            stream.seek(0)
            attributes: Dataset = read_partial(stream, stop_when=at_pixel_data, defer_size=_LONGEST_PRIVATE)
        else:
            implicit, little = uid == ImplicitVRLittleEndian, uid != ExplicitVRBigEndian
            plain = read_plain(stream, last, PIXEL_KEYWORDS) if little and not implicit else None
            if plain is not None:
                return plain, stream.tell()
            attributes = read_dataset(stream, implicit, little, stop_when=at_pixel_data, defer_size=_LONGEST_PRIVATE)
    except (EOFError, struct.error):
        raise Truncated from None
    except OSError:
        raise
    except (*UNREADABLE, RecursionError):
        # What pydicom raises on data sets that break off or nest wrongly depends on where they break.
        path = tag_path("", reached[0]) if reached else "the start of the data set"
        raise UnreadableAttributes(path=path) from None
    position = stream.tell()
    _read_what_was_skipped(attributes, stream)
    return attributes, position


def _read_what_was_skipped(attributes: Dataset, stream: BinaryIO) -> None:
    """Read long values but for private ones, which stay empty."""
    for raw in list(attributes.values()):
        if isinstance(raw, RawDataElement) and raw.value is None and raw.length:
            end = stream.seek(0, io.SEEK_END)
            if raw.value_tell + raw.length > end:
                raise Truncated
            stream.seek(raw.value_tell)
            value = b"" if raw.tag.is_private else stream.read(raw.length)
            attributes[raw.tag] = raw._replace(value=value, length=len(value))


def _take_identity(attributes: Dataset, meta: FileMetaDataset) -> None:
    """Take SOP Class and Instance UID from the File Meta Information where the data set lacks them (PS3.10 7.1)."""
    for keyword in ("SOPClassUID", "SOPInstanceUID"):
        known = _text(meta, f"MediaStorage{keyword}")
        if known and not _text(attributes, keyword):
            setattr(attributes, keyword, known)


def _require_whole(attributes: Dataset) -> None:
    """Refuse a data set in which a value is shorter than its length says: the file ends too early."""
    for element in attributes.values():
        if isinstance(element, RawDataElement) and len(element.value or b"") < element.length != UNDEFINED_LENGTH:
            raise Truncated


def _pixel_element(head: bytes, position: int, uid: UID) -> PixelElement:
    order = ">" if uid == ExplicitVRBigEndian else "<"
    if len(head) < 8:
        raise Truncated
    group, number = struct.unpack(f"{order}HH", head[:4])
    keyword = PIXEL_KEYWORDS.get(group << 16 | number)
    if keyword is None:
        raise UnreadableAttributes(path="the start of Pixel Data")
    if uid == ImplicitVRLittleEndian or not head[4:6].isalpha():
        (length,) = struct.unpack("<L", head[4:8])
        return PixelElement(keyword, "OW", position + 8, length)
    if head[4:6] in _LONG_VRS:
        if len(head) < 12:
            raise Truncated
        (length,) = struct.unpack(f"{order}L", head[8:12])
        return PixelElement(keyword, head[4:6].decode("ascii"), position + 12, length)
    (length,) = struct.unpack(f"{order}H", head[6:8])
    return PixelElement(keyword, head[4:6].decode("ascii"), position + 8, length)
