"""RLE frames (PS3.5 Annex G): where each segment's data ends. Bytes beyond that are no part of the image, and go."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from redactor.dicom.codecs.jpeg_stream import BrokenStream, EndsEarly

if TYPE_CHECKING:
    from redactor.model.image import PixelFormat

_HEADER: Final = 64
_MOST_SEGMENTS: Final = 15
_NO_OPERATION: Final = 128


def stripped(coded: bytes, pixels: PixelFormat) -> bytes:
    """Give a frame with a header made anew and its segments one behind the other, each cut where its data ends.

    A frame with nothing to cut comes out as it is.

    Raises
    ------
    EndsEarly
        If a segment holds fewer bytes than the image needs.
    BrokenStream
        If the header contradicts the attributes.
    """
    if len(coded) < _HEADER:
        raise EndsEarly("no header")
    count, *offsets = struct.unpack(f"<{1 + _MOST_SEGMENTS}L", coded[:_HEADER])
    if count != pixels.samples_per_pixel * pixels.bits_allocated // 8 or not 0 < count <= _MOST_SEGMENTS:
        raise BrokenStream("another number of segments than the attributes need")
    starts = offsets[:count]
    segments = [
        _segment(coded[start:stop] if start >= _HEADER else b"", pixels.rows * pixels.columns)
        for start, stop in zip(starts, [*starts[1:], len(coded)], strict=True)
    ]
    places = [_HEADER]
    for segment in segments[:-1]:
        places.append(places[-1] + len(segment))
    places += [0] * (_MOST_SEGMENTS - count)
    return struct.pack(f"<{1 + _MOST_SEGMENTS}L", count, *places) + b"".join(segments)


def _segment(data: bytes, wanted: int) -> bytes:
    """Give the part of a segment that makes the wanted number of bytes, padded to an even length (G.3.1, G.5)."""
    position = made = code = 0
    try:
        while made < wanted:
            code = data[position]
            if code < _NO_OPERATION:
                position += code + 2
                made += code + 1
            elif code > _NO_OPERATION:
                position += 2
                made += 257 - code
            else:
                position += 1
    except IndexError:
        raise EndsEarly("a segment is too short") from None
    if position > len(data):
        raise EndsEarly("a segment is too short")
    kept = _without_surplus(data[:position], code, made - wanted) if made > wanted else data[:position]
    return kept + b"\0" * (len(kept) % 2)


def _without_surplus(data: bytes, code: int, surplus: int) -> bytes:
    """Shorten the last run, which makes more bytes than there are pixels."""
    if code > _NO_OPERATION:
        left = 257 - code - surplus
        # A run of one is coded as a literal: there is no other code for it.
        return data[:-2] + bytes([257 - left if left > 1 else 0, data[-1]])
    return data[: len(data) - code - 2] + bytes([code - surplus]) + data[len(data) - code - 1 : len(data) - surplus]
