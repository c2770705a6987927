"""Where the entropy-coded data of a JPEG scan ends: bytes beyond it are no part of the image, and go.

Only who decodes a scan knows its end. libjpeg-turbo does, and says when data is too short: so the end is the shortest
data that it does not find too short. Of a clean stream one try, a byte short, is enough.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from redactor.dicom.codecs import jpeg_stream, turbojpeg
from redactor.dicom.codecs.jpeg_stream import DRI, SOF_SEQUENTIAL, SOS, BrokenStream, Segment

if TYPE_CHECKING:
    from redactor.dicom.codecs.jpeg_stream import FrameHeader

_TOO_MUCH: Final = "extraneous"  # bytes before a marker
_END: Final = b"\xff\xd9"
_WIDEST: Final = 65500  # columns that libjpeg takes


def trimmed(stream: bytes) -> bytes:
    """Give a stripped stream without the bytes that lie behind its entropy-coded data, or behind a restart interval's.

    What the library can't judge stays as it is: for want of the library, or of version 3 for 12 bits and for samplings
    that are seldom; and so does what ends early, which whoever needs the whole of it is told of.

    Raises
    ------
    BrokenStream
        If there are bytes too many and it can't be told which, as in frames of several scans.
    """
    header = jpeg_stream.frame_header(stream)
    if not turbojpeg.takes(header):
        return stream
    parts = list(jpeg_stream.segments(stream))
    at = next((i for i, part in enumerate(parts) if part.marker == SOS), len(parts))
    if header.marker in SOF_SEQUENTIAL and at == len(parts) - 1 and parts[at].payload[0] == len(header.components):
        return _with_scan_trimmed(stream, header, parts)
    if _TOO_MUCH in turbojpeg.complaint(stream):
        raise BrokenStream("bytes too many in one of several scans")
    return stream


def _with_scan_trimmed(stream: bytes, header: FrameHeader, parts: list[Segment]) -> bytes:
    """Trim the one scan of a frame, which is the last of its parts."""
    *tables, scan = parts
    interval = max([int.from_bytes(part.payload[:2], "big") for part in tables if part.marker == DRI][-1:], default=0)
    head = b"\xff\xd8" + b"".join(jpeg_stream.assembled(part) for part in tables)
    if not 0 < interval < header.mcus:
        coded = _trimmed(head + jpeg_stream.assembled(Segment(SOS, scan.payload)), scan.coded)
        return stream if coded == scan.coded else _with_coded(head, scan, coded)
    if ends_early(stream[:-3] + _END) and _TOO_MUCH not in turbojpeg.complaint(stream):
        return stream  # fewer than eight bytes too many between two intervals are not noticed
    pieces, count = jpeg_stream.intervals(scan.coded), -(-header.mcus // interval)
    if len(pieces) != count:
        raise BrokenStream("bytes too many, and not as many restart intervals as the frame needs")
    lengths = [interval] * (count - 1) + [header.mcus - interval * (count - 1)]
    alone = [_head_of_interval(header, parts, length) for length in lengths]
    return _with_coded(head, scan, jpeg_stream.joined(map(_trimmed, alone, pieces)))


def _with_coded(head: bytes, scan: Segment, coded: bytes) -> bytes:
    return head + jpeg_stream.assembled(Segment(SOS, scan.payload, coded)) + _END


def _head_of_interval(header: FrameHeader, parts: list[Segment], length: int) -> bytes:
    """Give what comes before the data of a restart interval to make it a picture of its own, one MCU high.

    Raises
    ------
    BrokenStream
        If it would be too wide.
    """
    columns, rows = header.mcu
    if length * columns > _WIDEST:
        raise BrokenStream("a restart interval is too long to be looked at alone")
    made = bytearray(b"\xff\xd8")
    for part in parts:
        if part.marker == header.marker:
            sized = part.payload[:1] + struct.pack(">HH", rows, length * columns) + part.payload[5:]
            made += jpeg_stream.assembled(Segment(part.marker, sized))
        elif part.marker != DRI:
            made += jpeg_stream.assembled(Segment(part.marker, part.payload))
    return bytes(made)


def _trimmed(head: bytes, coded: bytes) -> bytes:
    """Give entropy-coded data without what lies behind its end; as it is if nothing does, or the end is not there."""

    def is_short(length: int) -> bool:
        return ends_early(head + coded[:length] + _END)

    enough, step = len(coded), 1
    while not is_short(max(enough - step, 0)):
        enough, step = max(enough - step, 0), 2 * step
        if not enough:
            return coded  # the library refuses it for another reason
    short = max(enough - step, 0)
    while enough - short > 1:
        middle = (enough + short) // 2
        enough, short = (enough, middle) if is_short(middle) else (middle, short)
    return coded[:enough]


def ends_early(stream: bytes) -> bool:
    """True if the library misses data at the end of a stripped stream, or in a restart interval."""
    return turbojpeg.TOO_SHORT in turbojpeg.complaint(stream)
