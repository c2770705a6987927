"""The units of video packets: those that no decoder needs (user data, SEI, filler) out, all others as they are."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final

from redactor.dicom.codecs.jpeg_stream import BrokenStream

if TYPE_CHECKING:
    from collections.abc import Iterator

_START_CODE: Final = re.compile(b"\x00\x00\x01")
_UNITS: Final = {
    "h264": frozenset({1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13}),
    "hevc": frozenset({*range(10), *range(16, 22), *range(32, 38)}),
    "mpeg2video": frozenset({*range(0xB0), 0xB3, 0xB5, 0xB7, 0xB8}),
}
"""What stays: slices, parameter sets, delimiters, ends, MPEG-2 headers; never user data, SEI, filler, the reserved."""

_PICTURES: Final = {
    "h264": frozenset({1, 2, 3, 4, 5}),
    "hevc": frozenset({*range(10), *range(16, 22)}),
    "mpeg2video": frozenset({*range(0xB0), 0xB5}),
}
"""What pictures are coded in: slices, of MPEG-2 with the headers of pictures and their extensions."""

_PARAMETER_SETS: Final = frozenset({32, 33, 34})
_GROUP: Final = re.compile(b"\x00\x00\x01\xb8(....)", re.DOTALL)
_TIME_OF_DAY: Final = 0x7FF7E000
"""Hours, minutes and seconds of a group's time code (13818-2 6.3.8); the bit between is a marker."""


def stripped(codec: str, extra: bytes, packet: bytes) -> bytes:
    """Give a packet without the units that no decoder needs.

    Parameters
    ----------
    extra
        Parameters beside the packets; they say whether lengths part the units, or start codes.

    Raises
    ------
    BrokenStream
        If a unit is longer than the packet, or nothing is left.
    """
    parts = _by_length(codec, extra, packet) if _has_lengths(codec, extra) else _by_start_code(packet)
    kept = b"".join(part for part, head in parts if head is None or _kind(codec, head) in _UNITS[codec])
    if not kept:
        raise BrokenStream("a packet holds no picture")
    return kept


def pictures(codec: str, extra: bytes, packet: bytes) -> Iterator[bytes]:
    """Yield the units of a packet that pictures are coded in, without what parts them and zeros before the next.

    Raises
    ------
    BrokenStream
        If a unit is longer than the packet.
    """
    lengths = _has_lengths(codec, extra)
    size = _length_size(codec, extra) if lengths else 3
    for part, head in _by_length(codec, extra, packet) if lengths else _by_start_code(packet):
        if head is not None and _kind(codec, head) in _PICTURES[codec]:
            yield part[size:].rstrip(b"\0")


def bare_parameters(codec: str, extra: bytes) -> bytes:
    """Give the parameters beside the packets without the SEI that HEVC may keep among them (14496-15 8.3.3.1).

    Raises
    ------
    BrokenStream
        If they can't be taken apart.
    """
    if not _has_lengths(codec, extra):
        return stripped(codec, b"", extra) if extra else extra
    if codec == "h264":
        return extra
    if len(extra) < 23:
        raise BrokenStream("the parameters are too short")
    position, kept = 23, []
    for _ in range(extra[22]):
        start = position
        count = int.from_bytes(extra[start + 1 : start + 3], "big")
        position += 3
        for _ in range(count):
            position += 2 + int.from_bytes(extra[position : position + 2], "big")
        if position > len(extra):
            raise BrokenStream("a parameter set is too long")
        if extra[start] & 63 in _PARAMETER_SETS:
            kept.append(extra[start:position])
    return extra[:22] + bytes([len(kept)]) + b"".join(kept)


def starts_with_time_of_day(codec: str, packets: list[bytes]) -> bool:
    """True if the first group of MPEG-2 pictures has a time code other than 0: it may be that of a clock."""
    if codec != "mpeg2video":
        return False
    for packet in packets:
        found = _GROUP.search(packet)
        if found:
            return bool(struct.unpack(">L", found[1])[0] & _TIME_OF_DAY)
    return False


def _has_lengths(codec: str, extra: bytes) -> bool:
    return codec != "mpeg2video" and extra[:1] == b"\1"


def _kind(codec: str, head: int) -> int:
    if codec == "mpeg2video":
        return head
    return head & 31 if codec == "h264" else (head >> 1) & 63


def _length_size(codec: str, extra: bytes) -> int:
    """Give how many bytes say the length of a unit (14496-15 5.3.3.1 and 8.3.3.1)."""
    at = 4 if codec == "h264" else 21
    if len(extra) <= at:
        raise BrokenStream("the parameters are too short")
    return (extra[at] & 3) + 1


def _by_length(codec: str, extra: bytes, packet: bytes) -> Iterator[tuple[bytes, int]]:
    size = _length_size(codec, extra)
    position = 0
    while position < len(packet):
        start = position + size
        end = start + int.from_bytes(packet[position:start], "big")
        if not start < end <= len(packet):
            raise BrokenStream("a unit is too long")
        yield packet[position:end], packet[start]
        position = end


def _by_start_code(packet: bytes) -> Iterator[tuple[bytes, int | None]]:
    """Yield units with their start codes; a zero before one belongs to the unit before."""
    starts = [match.start() for match in _START_CODE.finditer(packet)]
    first = starts[0] if starts else len(packet)
    if any(packet[:first]):
        raise BrokenStream("something stands before the first unit")
    yield packet[:first], None
    for start, end in zip(starts, [*starts[1:], len(packet)], strict=True):
        if start + 3 >= end:
            raise BrokenStream("a unit is empty")
        yield packet[start:end], packet[start + 3]
