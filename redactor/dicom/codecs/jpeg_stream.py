"""JPEG and JPEG-LS code streams (ISO/IEC 10918-1 Annex B, 14495-1 Annex C): their segments, and headers made anew.

Only segments that a decoder needs survive: what an application wrote (comments, EXIF, thumbnails) and whatever follows
the end of the image do not. Entropy-coded data is copied byte for byte.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SOI: Final = 0xD8
EOI: Final = 0xD9
SOS: Final = 0xDA
DHT: Final = 0xC4
DRI: Final = 0xDD
APP0: Final = 0xE0
APP8: Final = 0xE8
APP14: Final = 0xEE
_STANDALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_MARKER: Final = re.compile(rb"\xff[\x80-\xcf\xd8-\xfe]")
"""What ends a scan: a stuffed zero, a restart marker or a fill byte belong to it; JPEG-LS stuffs a bit: below 0x80."""
_SEQUENTIAL: Final = frozenset({0xC0, 0xC1})
_FRAMES: Final = frozenset({*range(0xC0, 0xD0), 0xF7}) - {DHT, 0xC8, 0xCC}
"""SOFn: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, 0xC3 lossless, … 0xF7 JPEG-LS."""

_NEEDED: Final = _FRAMES | {DHT, 0xCC, 0xDB, DRI, 0xDC, SOS, 0xF8}
"""Frame header, Huffman and arithmetic tables, quantisation, restart interval, DNL, scan header, JPEG-LS parameters."""


class BrokenStream(ValueError):
    """The code stream contradicts itself."""


@dataclass(frozen=True)
class Segment:
    """A marker with its payload (without the length), and the entropy-coded data that follows a scan header."""

    marker: int
    payload: bytes
    coded: bytes = b""


@dataclass(frozen=True)
class Component:
    """A component of the frame header: its id and sampling factors."""

    id: int
    horizontal: int
    vertical: int
    table: int


@dataclass(frozen=True)
class FrameHeader:
    """SOFn."""

    marker: int
    precision: int
    rows: int
    columns: int
    components: tuple[Component, ...]

    @property
    def mcu(self) -> tuple[int, int]:
        """Columns and rows of pixels of the smallest coded unit of an interleaved scan."""
        if len(self.components) == 1:
            return 8, 8
        return 8 * max(c.horizontal for c in self.components), 8 * max(c.vertical for c in self.components)


def segments(stream: bytes) -> Iterator[Segment]:
    """Yield the segments between SOI and EOI.

    Scan headers of sequential frames get the one spectral selection that the Standard allows (10918-1 Table B.3): some
    writers leave it 0, which decoders refuse.

    Raises
    ------
    BrokenStream
        If the stream has no SOI or EOI, or a length leads outside.
    """
    if stream[:2] != b"\xff\xd8":
        raise BrokenStream("no start of image")
    position = 2
    frame = 0
    while True:
        while stream[position : position + 2] == b"\xff\xff":  # fill bytes
            position += 1
        if position + 2 > len(stream) or stream[position] != 0xFF:
            raise BrokenStream("a marker is missing")
        marker = stream[position + 1]
        position += 2
        if marker == EOI:
            return
        if marker in _STANDALONE:
            continue
        length = int.from_bytes(stream[position : position + 2], "big")
        if length < 2 or position + length > len(stream):
            raise BrokenStream("a segment is too long")
        payload = stream[position + 2 : position + length]
        position += length
        frame = marker if marker in _FRAMES else frame
        end = position
        if marker == SOS:
            payload = _scan_header(payload, frame)
            end = _end_of_scan(stream, position)
        yield Segment(marker, payload, stream[position:end])
        position = end


def _scan_header(payload: bytes, frame: int) -> bytes:
    """Give a scan header as decoders take it; `frame` is the marker of the frame header before it."""
    return payload[:-3] + b"\0\x3f\0" if frame in _SEQUENTIAL and len(payload) >= 6 else payload


def _end_of_scan(stream: bytes, start: int) -> int:
    found = _MARKER.search(stream, start)
    if found is None:
        raise BrokenStream("no end of image")
    return found.start()


def frame_header(stream: bytes) -> FrameHeader:
    """Give the frame header of a stream.

    Raises
    ------
    BrokenStream
        If there is none, or it is too short.
    """
    for segment in segments(stream):
        if segment.marker in _FRAMES:
            return _frame_header(segment)
    raise BrokenStream("no frame header")


def _frame_header(segment: Segment) -> FrameHeader:
    data = segment.payload
    if len(data) < 6 or len(data) < 6 + 3 * data[5] or not data[5]:
        raise BrokenStream("the frame header is too short")
    precision, rows, columns, count = struct.unpack(">BHHB", data[:6])
    components = tuple(
        Component(data[i], data[i + 1] >> 4, data[i + 1] & 15, data[i + 2]) for i in range(6, 6 + 3 * count, 3)
    )
    if any(not 1 <= c.horizontal <= 4 or not 1 <= c.vertical <= 4 for c in components):
        raise BrokenStream("sampling factors make no sense")
    return FrameHeader(segment.marker, precision, rows, columns, components)


def stripped(stream: bytes) -> bytes:
    """Give the stream with nothing in it that a decoder does not need; itself if there is nothing to strip.

    Raises
    ------
    BrokenStream
        If it can't be taken apart.
    """
    result = bytearray(b"\xff\xd8")
    for segment in segments(stream):
        kept = segment if segment.marker in _NEEDED else application_segment(segment)
        if kept is not None:
            result += assembled(kept)
    result += b"\xff\xd9"
    return bytes(result)


def assembled(segment: Segment) -> bytes:
    """Give the bytes of a segment."""
    head = struct.pack(">BBH", 0xFF, segment.marker, len(segment.payload) + 2)
    return head + segment.payload + segment.coded


def application_segment(segment: Segment) -> Segment | None:
    """Give what of an application segment a decoder needs to tell the colours, made anew; None if nothing."""
    payload = segment.payload
    if segment.marker == APP0 and payload.startswith(b"JFIF\0"):
        return Segment(APP0, b"JFIF\0\1\2\0\0\1\0\1\0\0")  # no density, no thumbnail
    if segment.marker == APP14 and payload.startswith(b"Adobe") and len(payload) >= 12:
        return Segment(APP14, b"Adobe\0\x64\0\0\0\0" + payload[11:12])  # version 100, the colour transform
    if segment.marker == APP8 and payload.startswith(b"mrfx") and len(payload) >= 5:
        return Segment(APP8, payload[:5])  # the colour transform of JPEG-LS encoders by Hewlett-Packard
    if segment.marker == APP8 and payload.startswith(b"SPIFF\0") and len(payload) >= 30:
        return Segment(APP8, payload[:30])  # numbers alone: profile, size, colour space, resolution
    if segment.marker == APP8 and payload == b"\0\0\0\1\xff\xd8":
        return segment  # end of the SPIFF directory
    return None


def is_ycbcr(stream: bytes, photometric_interpretation: str) -> bool:
    """Say whether three components are YCbCr: by the Adobe or JFIF segment, by component ids, else by the header."""
    ids = b""
    for segment in segments(stream):
        if segment.marker == APP14 and segment.payload.startswith(b"Adobe") and len(segment.payload) >= 12:
            return segment.payload[11] != 0
        if segment.marker == APP0 and segment.payload.startswith(b"JFIF\0"):
            return True
        if segment.marker in _FRAMES:
            ids = bytes(c.id for c in _frame_header(segment).components)
    return ids != b"RGB" and photometric_interpretation != "RGB"
