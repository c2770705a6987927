"""Write an instance: new attributes, and Pixel Data by copying, patching or decoding, frame by frame."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final, Protocol

from pydicom.filebase import DicomBytesIO, DicomIO
from pydicom.filewriter import write_dataset, write_file_meta_info
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
)

from redactor.dicom.codecs.native import NativeLayout
from redactor.dicom.coded_frames import coded_frames, decoded_values
from redactor.dicom.header import PIXEL_KEYWORDS, UNDEFINED_LENGTH
from redactor.dicom.recode import Way
from redactor.errors import TooLarge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from pydicom.dataset import Dataset, FileMetaDataset

    from redactor.dicom.coded_frames import Change
    from redactor.dicom.instance import Instance
    from redactor.dicom.recode import OutputFormat

_CHUNK: Final = 8 << 20
_LONGEST: Final = 0xFFFFFFFE
_ITEM: Final = (0xFFFE, 0xE000)
_DELIMITER: Final = (0xFFFE, 0xE0DD)


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
    file.write(b"\0" * 128 + b"DICM")
    head = DicomBytesIO()
    write_file_meta_info(head, meta, enforce_standard=True)
    file.write(head.getvalue())
    syntax = meta.TransferSyntaxUID
    deflater = _Deflater(file) if syntax == DeflatedExplicitVRLittleEndian else None
    sink: _Sink = deflater or file
    content = BytesIO()
    body = DicomIO(content)
    body.is_little_endian = syntax != ExplicitVRBigEndian
    body.is_implicit_VR = syntax == ImplicitVRLittleEndian
    write_dataset(body, attributes)
    sink.write(content.getvalue())
    return sink, deflater


def _write_native(
    sink: _Sink, instance: Instance, output: OutputFormat, change: Callable[[int], Change | None]
) -> None:
    keyword, vr = _element(instance, output)
    layout = instance.pixel_data.layout if output.way is Way.PATCH else NativeLayout(output.pixels)
    length = layout.total_bytes + layout.total_bytes % 2
    if length > _LONGEST:
        raise TooLarge
    sink.write(_element_head(keyword, vr, length, output.transfer_syntax_uid))
    write = _patched if output.way is Way.PATCH else _decoded
    for data in write(instance, layout, change):
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
    instance: Instance, layout: NativeLayout, change: Callable[[int], Change | None]
) -> Iterator[bytes | bytearray]:
    """Yield native Pixel Data: bytes as they are, but for the frames that change or carry something in unused bits."""
    source, base = instance.header.source, instance.header.pixel_element.offset
    numbers = range(1, layout.pixels.number_of_frames + 1)

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
    black = instance.black
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
                layout.blacken(data, asked.mask, black)
            yield data
        else:
            frame = instance.frame(number)
            yield layout.encode(number, frame.stored_values if asked is None else asked.values(frame), bytearray())


def _decoded(
    instance: Instance, layout: NativeLayout, change: Callable[[int], Change | None]
) -> Iterator[bytes | bytearray]:
    """Yield Pixel Data of frames that were compressed."""
    held = bytearray()  # the byte in which the next frame begins, where frames share bytes
    count = layout.pixels.number_of_frames
    for number in range(1, count + 1):
        stored = decoded_values(instance, layout.pixels, number, change(number))
        start, stop = layout.byte_range(number)
        data = layout.encode(number, stored, held + bytearray(stop - start - len(held)))
        shared = number < count and layout.byte_range(number + 1)[0] < stop
        held = data[-1:] if shared else bytearray()
        yield data[:-1] if shared else data


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
