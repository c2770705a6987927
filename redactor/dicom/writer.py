"""Write an instance: new attributes, and Pixel Data by copying, patching or decoding, frame by frame."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from pydicom.dataset import validate_file_meta
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from redactor.dicom.codecs.native import NativeLayout
from redactor.dicom.coded_frames import coded_frames, decoded_values
from redactor.dicom.encoding import encoded
from redactor.dicom.header import PIXEL_KEYWORDS, UNDEFINED_LENGTH
from redactor.dicom.recode import Way
from redactor.errors import TooLarge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from pydicom.dataset import Dataset, FileMetaDataset

    from redactor.dicom.coded_frames import Change
    from redactor.dicom.instance import Instance
    from redactor.dicom.recode import OutputFormat
    from redactor.model.image import PixelFormat, StoredValues

_CHUNK: Final = 8 << 20
_LONGEST: Final = 0xFFFFFFFE
_ITEM: Final = (0xFFFE, 0xE000)
_DELIMITER: Final = (0xFFFE, 0xE0DD)
_GROUP_LENGTH: Final = struct.Struct("<HH2sHL")
"""File Meta Information Group Length (0002,0000): how many bytes of the group follow."""


class _Sink(Protocol):
    def write(self, data: bytes | bytearray, /) -> object: ...


def write_instance(
    file: BinaryIO,
    instance: Instance,
    *,
    attributes: Dataset,
    meta: FileMetaDataset,
    output: OutputFormat,
    change: Callable[[int], Change | None],
) -> None:
    """Write a whole DICOM file.

    Parameters
    ----------
    file
        Open for writing, empty.
    instance
        Where the frames come from. Never written to.
    attributes
        The new attributes, without Pixel Data.
    meta
        The new File Meta Information, with the Transfer Syntax of `output`.
    change
        For a frame number, what changes the frame, or None if it stays as it is.

    Raises
    ------
    SetAside
        If a frame can't be read or decoded.
    """
    sink, deflater = _begin(file, attributes, meta)
    if output.is_native:
        _write_native(sink, instance, output, change)
    else:
        _write_encapsulated(file, instance, output, change)
    if deflater:
        deflater.finish()


def write_data_set(file: BinaryIO, attributes: Dataset, meta: FileMetaDataset) -> None:
    """Write a whole DICOM file without pixels, in the uncompressed Transfer Syntax that `meta` names."""
    _, deflater = _begin(file, attributes, meta)
    if deflater:
        deflater.finish()


def _begin(file: BinaryIO, attributes: Dataset, meta: FileMetaDataset) -> tuple[_Sink, _Deflater | None]:
    """Write everything before Pixel Data; give what takes the rest, and what must be finished then."""
    _write_meta(file, meta)
    syntax = meta.TransferSyntaxUID
    deflater = _Deflater(file) if syntax == DeflatedExplicitVRLittleEndian else None
    sink: _Sink = deflater or file
    _write_attributes(sink, attributes, syntax)
    return sink, deflater


def write_frames(
    file: BinaryIO,
    *,
    attributes: Dataset,
    meta: FileMetaDataset,
    pixels: PixelFormat,
    frames: Iterable[StoredValues],
) -> None:
    """Write a whole DICOM file of new integer frames as Explicit VR Little Endian, which `meta` has to name.

    Raises
    ------
    TooLarge
        If the frames do not fit into one instance.
    SetAside
        That the frames raise while they are made.
    """
    _write_meta(file, meta)
    _write_attributes(file, attributes, ExplicitVRLittleEndian)
    layout = NativeLayout(pixels)
    length = layout.total_bytes + layout.total_bytes % 2
    if length > _LONGEST:
        raise TooLarge
    vr = "OB" if pixels.bits_allocated <= 8 else "OW"
    file.write(_element_head("PixelData", vr, length, ExplicitVRLittleEndian))
    file.writelines(_encoded(layout, frames))
    if layout.total_bytes % 2:
        file.write(b"\0")


def _write_meta(file: BinaryIO, meta: FileMetaDataset) -> None:
    validate_file_meta(meta, enforce_standard=True)
    content = encoded(meta)
    file.write(b"\0" * 128 + b"DICM" + _GROUP_LENGTH.pack(0x0002, 0x0000, b"UL", 4, len(content)) + content)


def _write_attributes(sink: _Sink, attributes: Dataset, syntax: str) -> None:
    little, implicit = syntax != ExplicitVRBigEndian, syntax == ImplicitVRLittleEndian
    sink.write(encoded(attributes, is_little_endian=little, is_implicit_vr=implicit))


def _write_native(
    sink: _Sink, instance: Instance, output: OutputFormat, change: Callable[[int], Change | None]
) -> None:
    keyword, vr = _element(instance, output)
    patched = output.way is Way.PATCH
    pixels = replace(instance.pixel_format, number_of_frames=output.pixels.number_of_frames)
    layout = replace(instance.pixel_data.layout, pixels=pixels) if patched else NativeLayout(output.pixels)
    length = layout.total_bytes + layout.total_bytes % 2
    if length > _LONGEST:
        raise TooLarge
    sink.write(_element_head(keyword, vr, length, output.transfer_syntax_uid))
    moved = layout.frames_share_bytes and layout.pixels != instance.pixel_format
    write = _patched if patched and not moved else _decoded
    for data in write(instance, layout, output.frames, change):
        sink.write(data)
    if layout.total_bytes % 2:
        sink.write(b"\0")


def _write_encapsulated(
    file: BinaryIO, instance: Instance, output: OutputFormat, change: Callable[[int], Change | None]
) -> None:
    """Write frames as they come, one fragment each, and fill in the Basic Offset Table (PS3.5 A.4) at the end."""
    # The one stream of a video has no offsets (PS3.5 8.2.5-8.2.8).
    count = 0 if output.way in {Way.REMUX, Way.VIDEO} else output.pixels.number_of_frames
    file.write(_element_head("PixelData", "OB", UNDEFINED_LENGTH, output.transfer_syntax_uid))
    table_at = file.tell() + 8
    file.write(struct.pack("<HHL", *_ITEM, 4 * count) + bytes(4 * count))
    first = file.tell()
    offsets = []
    for coded in coded_frames(instance, output, change):
        offsets.append(file.tell() - first)
        file.write(struct.pack("<HHL", *_ITEM, len(coded) + len(coded) % 2) + coded + b"\0" * (len(coded) % 2))
    file.write(struct.pack("<HHL", *_DELIMITER, 0))
    if offsets[-1] > _LONGEST:
        raise TooLarge
    end = file.tell()
    file.seek(table_at)
    file.write(struct.pack(f"<{count}L", *offsets[:count]))
    file.seek(end)


def _element(instance: Instance, output: OutputFormat) -> tuple[str, str]:
    element = instance.header.pixel_element
    if element.keyword == "FloatPixelData":
        return element.keyword, "OF"
    if element.keyword == "DoubleFloatPixelData":
        return element.keyword, "OD"
    # PS3.5 A.1–A.2: implicit VR means OW; explicit VR may use OB where Bits Allocated is 8 or less.
    if instance.pixel_data.is_native:
        return element.keyword, element.vr if element.vr in {"OB", "OW"} else "OW"
    return element.keyword, "OB" if output.pixels.bits_allocated <= 8 else "OW"


def _element_head(keyword: str, vr: str, length: int, syntax: str) -> bytes:
    tag = next(tag for tag, name in PIXEL_KEYWORDS.items() if name == keyword)
    order = ">" if syntax == ExplicitVRBigEndian else "<"
    start = struct.pack(f"{order}HH", tag >> 16, tag & 0xFFFF)
    if syntax == ImplicitVRLittleEndian:
        return start + struct.pack("<L", length)
    return start + vr.encode("ascii") + b"\0\0" + struct.pack(f"{order}L", length)


def _patched(
    instance: Instance, layout: NativeLayout, numbers: Sequence[int], change: Callable[[int], Change | None]
) -> Iterator[bytes | bytearray]:
    """Yield native Pixel Data: bytes as they are, but for the frames that change or carry something in unused bits."""
    source, base = instance.header.source, instance.header.pixel_element.offset
    photometric = instance.pixel_format.photometric_interpretation

    if layout.frames_share_bytes:
        # Frames of 1-bit images may begin inside a byte; such images are small enough to be patched as a whole.
        available = min(layout.byte_range(numbers[-1])[1], source.size - base)
        whole = source.read(base, available)
        for number in numbers:
            start, stop = layout.byte_range(number)
            asked = change(number)
            if asked is not None:
                whole[start:stop] = layout.encode(number, asked.values(instance.frame(number)), whole[start:stop])
        yield whole[: layout.total_bytes]
        return
    for number in numbers:
        start, stop = layout.byte_range(number)
        asked = change(number)
        if asked is None and not layout.has_unused_bits:
            for position in range(start, stop, _CHUNK):
                yield source.read(base + position, min(_CHUNK, stop - position))
        elif layout.is_plain and (asked is None or asked.solid):
            data = source.read(base + start, stop - start)
            layout.clear_unused_bits(data)
            if asked is not None:
                layout.blacken(data, asked.mask, instance.black_in(photometric, number))
            yield data
        else:
            frame = instance.frame(number)
            yield layout.encode(number, frame.stored_values if asked is None else asked.values(frame), bytearray())


def _decoded(
    instance: Instance, layout: NativeLayout, numbers: Sequence[int], change: Callable[[int], Change | None]
) -> Iterator[bytes | bytearray]:
    """Yield Pixel Data of frames that were compressed, or that begin at another bit than in the original."""
    yield from _encoded(layout, (decoded_values(instance, layout.pixels, number, change(number)) for number in numbers))


def _encoded(layout: NativeLayout, frames: Iterable[StoredValues]) -> Iterator[bytes | bytearray]:
    """Yield the bytes of frames, given in order and complete."""
    held = bytearray()  # the bytes in which the next frame begins, where frames share bytes
    count = layout.pixels.number_of_frames
    for place, stored in enumerate(frames, 1):
        start, stop = layout.byte_range(place)
        data = layout.encode(place, stored, held + bytearray(stop - start - len(held)))
        shared = max(stop - layout.byte_range(place + 1)[0], 0) if place < count else 0
        own = len(data) - shared
        held = data[own:]
        yield data[:own]


class _Deflater:
    """PS3.5 A.5: the data set as one raw deflate stream, padded to an even length."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self._written = 0

    def write(self, data: bytes | bytearray) -> None:
        self._put(self._deflate.compress(data))

    def finish(self) -> None:
        self._put(self._deflate.flush())
        self._put(b"\0" * (self._written % 2))

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._written += len(data)
