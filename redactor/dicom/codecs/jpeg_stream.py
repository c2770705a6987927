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
    from collections.abc import Iterable, Iterator

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
_ANY_MARKER: Final = re.compile(rb"\xff[\x01-\xfe]")
"""The next marker: fill bytes, and whatever else lies before it, are no part of a segment."""
RESTART: Final = re.compile(rb"\xff+[\xd0-\xd7]")
SOF_SEQUENTIAL: Final = frozenset({0xC0, 0xC1})
_FRAMES: Final = frozenset({*range(0xC0, 0xD0), 0xF7}) - {DHT, 0xC8, 0xCC}
"""SOFn: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, 0xC3 lossless, … 0xF7 JPEG-LS."""

_NEEDED: Final = _FRAMES | {DHT, 0xCC, 0xDB, DRI, 0xDC, SOS, 0xF8}
"""Frame header, Huffman and arithmetic tables, quantisation, restart interval, DNL, scan header, JPEG-LS parameters."""


class BrokenStream(ValueError):
    """The code stream contradicts itself."""


class EndsEarly(BrokenStream):
    """The code stream ends before the picture does."""


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

    @property
    def blocks_in_mcu(self) -> int:
        """Blocks of 8×8 coefficients in an MCU of an interleaved scan; the Standard allows 10 (10918-1 B.2.3)."""
        return 1 if len(self.components) == 1 else sum(c.horizontal * c.vertical for c in self.components)

    @property
    def mcus(self) -> int:
        """Number of MCUs of an interleaved scan."""
        columns, rows = self.mcu
        return -(-self.columns // columns) * -(-self.rows // rows)

    @property
    def reach(self) -> int:
        """How far, in pixels, decoders that smooth subsampled components carry a sample beyond its own block."""
        ratios = [largest // own for largest, own in self._ratios]
        return max(1, max(ratios) // 2)

    @property
    def _ratios(self) -> list[tuple[int, int]]:
        wide, tall = max(c.horizontal for c in self.components), max(c.vertical for c in self.components)
        return [pair for c in self.components for pair in ((wide, c.horizontal), (tall, c.vertical))]


def segments(stream: bytes) -> Iterator[Segment]:
    """Yield the segments between SOI and EOI.

    Bytes between segments are left out, as decoders skip them. Scan headers of sequential frames get the one spectral
    selection that the Standard allows (10918-1 Table B.3): some writers leave it 0, which decoders refuse. Restart
    markers get the numbers that they must have (E.1.4), if they are as many as the frame needs.

    Raises
    ------
    EndsEarly
        If the stream has no EOI, or a length leads outside.
    BrokenStream
        If it has no SOI, or a length is none.
    """
    if stream[:2] != b"\xff\xd8":
        raise BrokenStream("no start of image")
    position = 2
    frame: Segment | None = None
    interval = 0
    while True:
        found = _ANY_MARKER.search(stream, position)
        if found is None:
            raise EndsEarly("no end of image")
        marker = stream[found.start() + 1]
        position = found.end()
        if marker == EOI:
            return
        if marker in _STANDALONE:
            continue
        segment = Segment(marker, _payload(stream, position))
        position += 2 + len(segment.payload)
        if marker == SOS:
            end = _end_of_scan(stream, position)
            segment = _scan(segment.payload, stream[position:end], frame, interval)
            position = end
        elif marker in _FRAMES:
            frame = segment
        elif marker == DRI:
            interval = int.from_bytes(segment.payload[:2], "big")
        yield segment


def _payload(stream: bytes, position: int) -> bytes:
    length = int.from_bytes(stream[position : position + 2], "big")
    if position + length > len(stream):
        raise EndsEarly("a segment is too long")
    if length < 2:
        raise BrokenStream("a length makes no sense")
    return stream[position + 2 : position + length]


def _scan(payload: bytes, coded: bytes, frame: Segment | None, interval: int) -> Segment:
    """Give a scan as decoders take it; `frame` is the frame header before it."""
    if frame is None or frame.marker not in SOF_SEQUENTIAL:
        return Segment(SOS, payload, coded)
    if len(payload) >= 6:
        payload = payload[:-3] + b"\0\x3f\0"
    if interval and payload[:1] == frame.payload[5:6]:
        header = _frame_header(frame.marker, frame.payload)
        coded = _renumbered(coded, -(-header.mcus // interval))
    return Segment(SOS, payload, coded)


def _end_of_scan(stream: bytes, start: int) -> int:
    found = _MARKER.search(stream, start)
    if found is None:
        raise EndsEarly("no end of image")
    return found.start()


def intervals(coded: bytes) -> list[bytes]:
    """Give the restart intervals of a scan's entropy-coded data, without their markers."""
    return RESTART.split(coded)


def joined(parts: Iterable[bytes]) -> bytes:
    """Give a scan's entropy-coded data with restart markers, numbered as they must be, between its intervals."""
    first, *others = parts
    return first + b"".join(bytes([0xFF, 0xD0 + number % 8]) + part for number, part in enumerate(others))


def _renumbered(coded: bytes, count: int) -> bytes:
    """Give a scan with its restart markers in order; as it is if they are not as many as `count` intervals need."""
    parts = intervals(coded)
    return joined(parts) if len(parts) == count else coded


def frame_header(stream: bytes) -> FrameHeader:
    """Give the frame header of a stream, read no farther than it lies.

    Raises
    ------
    BrokenStream
        If there is none, or it is too short.
    """
    return frame_header_in(segments(stream))


def frame_header_in(parts: Iterable[Segment]) -> FrameHeader:
    """Give the frame header among segments.

    Raises
    ------
    BrokenStream
        If there is none, or it is too short.
    """
    for segment in parts:
        if segment.marker in _FRAMES:
            return _frame_header(segment.marker, segment.payload)
    raise BrokenStream("no frame header")


def _frame_header(marker: int, data: bytes) -> FrameHeader:
    if len(data) < 6 or len(data) < 6 + 3 * data[5] or not data[5]:
        raise BrokenStream("the frame header is too short")
    precision, rows, columns, count = struct.unpack(">BHHB", data[:6])
    components = tuple(
        Component(data[i], data[i + 1] >> 4, data[i + 1] & 15, data[i + 2]) for i in range(6, 6 + 3 * count, 3)
    )
    if any(not 1 <= c.horizontal <= 4 or not 1 <= c.vertical <= 4 for c in components):
        raise BrokenStream("sampling factors make no sense")
    return FrameHeader(marker, precision, rows, columns, components)


def stripped(stream: bytes) -> bytes:
    """Give the stream with nothing in it that a decoder does not need; itself if there is nothing to strip.

    Raises
    ------
    BrokenStream
        If it can't be taken apart.
    """
    return bare(segments(stream))


def bare(parts: Iterable[Segment]) -> bytes:
    """Give a stream of those of the segments that a decoder needs."""
    kept = (part if part.marker in _NEEDED else application_segment(part) for part in parts)
    return whole(part for part in kept if part is not None)


def whole(parts: Iterable[Segment]) -> bytes:
    """Give a stream of segments, from SOI to EOI."""
    return b"".join((b"\xff\xd8", *map(assembled, parts), b"\xff\xd9"))


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
        # Version 100 and the colour transform; decoders take a number that they don't know for YCbCr.
        return Segment(APP14, b"Adobe\0\x64\0\0\0\0" + bytes([payload[11] if payload[11] <= 2 else 1]))
    if segment.marker == APP8 and payload.startswith(b"mrfx") and len(payload) >= 5:
        return Segment(APP8, payload[:5])  # the colour transform of JPEG-LS encoders by Hewlett-Packard
    if segment.marker == APP8 and payload.startswith(b"SPIFF\0") and len(payload) >= 30:
        return Segment(APP8, payload[:30])  # numbers alone: profile, size, colour space, resolution
    if segment.marker == APP8 and payload == b"\0\0\0\1\xff\xd8":
        return segment  # end of the SPIFF directory
    return None


def is_ycbcr(parts: Iterable[Segment], photometric_interpretation: str) -> bool:
    """Say whether three components are YCbCr: by the Adobe or JFIF segment, by component ids, else by the header."""
    ids = b""
    for segment in parts:
        if segment.marker == APP14 and segment.payload.startswith(b"Adobe") and len(segment.payload) >= 12:
            return segment.payload[11] != 0
        if segment.marker == APP0 and segment.payload.startswith(b"JFIF\0"):
            return True
        if segment.marker in _FRAMES:
            ids = bytes(c.id for c in _frame_header(segment.marker, segment.payload).components)
    return ids != b"RGB" and photometric_interpretation != "RGB"
