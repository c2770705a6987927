"""JPEG 2000 code streams (ISO/IEC 15444-1 Annex A): comments and file boxes out, packets as they are."""

from __future__ import annotations

import struct
from typing import Final

from redactor.dicom.codecs.jpeg_stream import BrokenStream

_SOC: Final = b"\xff\x4f"
_SOT: Final = 0x90
_SOD: Final = 0x93
_EOC: Final = b"\xff\xd9"
_COM: Final = 0x64
_JP2: Final = b"\0\0\0\x0cjP  "
_MAIN_SEGMENTS: Final = frozenset({0x50, 0x51, 0x52, 0x53, 0x55, 0x57, 0x5C, 0x5D, 0x5E, 0x5F, 0x60})
"""CAP, SIZ, COD, COC, TLM, PLM, QCD, QCC, RGN, POC, PPM."""
_TILE_SEGMENTS: Final = frozenset({0x52, 0x53, 0x58, 0x5C, 0x5D, 0x5E, 0x5F, 0x61})
"""COD, COC, PLT, QCD, QCC, RGN, POC, PPT."""
_HT: Final = frozenset({0x59})
"""CPF of ISO/IEC 15444-15."""


def code_stream(data: bytes) -> bytes:
    """Give the raw code stream: of a JP2 file the contiguous code stream box, whose kin may hold XML and names.

    Raises
    ------
    BrokenStream
        If there is none.
    """
    if data.startswith(_SOC):
        return data
    if not data.startswith(_JP2):
        raise BrokenStream("no start of code stream")
    position = 0
    while position + 8 <= len(data):
        length, kind = struct.unpack(">L4s", data[position : position + 8])
        head = 8
        if length == 1 and position + 16 <= len(data):
            (length,) = struct.unpack(">Q", data[position + 8 : position + 16])
            head = 16
        end = len(data) if length == 0 else position + length
        if kind == b"jp2c" and data[position + head : position + head + 2] == _SOC:
            return data[position + head : end]
        if length < head and length != 0:
            break
        position = end
    raise BrokenStream("no code stream box")


def stripped(data: bytes) -> bytes:
    """Give the code stream without comments, boxes and what follows its end; itself if there is nothing to strip.

    Raises
    ------
    BrokenStream
        If it can't be taken apart, or holds a segment that the Standard doesn't know.
    """
    stream = code_stream(data)
    main, position = _header(stream, 2, _MAIN_SEGMENTS | _HT, until=_SOT)
    tiles: list[bytes] = []
    shrunk = False
    while stream[position : position + 2] == b"\xff\x90":
        part, position, changed = _tile_part(stream, position)
        tiles.append(part)
        shrunk = shrunk or changed
    if stream[position : position + 2] != _EOC:
        raise BrokenStream("no end of code stream")
    if shrunk:
        main = [segment for segment in main if segment[1] != 0x55]  # TLM (optional) names lengths that are no more
    return _SOC + b"".join(main) + b"".join(tiles) + _EOC


def size(data: bytes) -> tuple[int, int, int]:
    """Give (rows, columns, components) from SIZ.

    Raises
    ------
    BrokenStream
        If SIZ does not come first.
    """
    stream = code_stream(data)
    if stream[2:4] != b"\xff\x51" or len(stream) < 42:
        raise BrokenStream("no SIZ")
    columns, rows, left, top = struct.unpack(">4L", stream[8:24])
    (components,) = struct.unpack(">H", stream[40:42])
    return rows - top, columns - left, components


def with_precision(stream: bytes, bits: int, *, signed: bool) -> bytes:
    """Give the code stream with another precision and sign of all components in SIZ (A.5.1)."""
    _, _, components = size(stream)
    changed = bytearray(stream)
    changed[42 : 42 + 3 * components : 3] = bytes([(signed << 7) | (bits - 1)]) * components
    return bytes(changed)


def _tile_part(stream: bytes, start: int) -> tuple[bytes, int, bool]:
    head = stream[start : start + 12]
    if len(head) < 12:
        raise BrokenStream("a tile-part header is too short")
    (length,) = struct.unpack(">L", head[6:10])
    kept, data_at = _header(stream, start + 12, _TILE_SEGMENTS, until=_SOD)
    # Psot 0: the tile-part reaches to the end of the code stream (A.4.2), which no packet can hold.
    end = start + length if length else stream.find(_EOC, data_at)
    if end > len(stream) or end < data_at:
        raise BrokenStream("a tile-part is too long")
    body = b"".join(kept) + stream[data_at:end]
    new_length = 12 + len(body) if length else 0
    new_head = head[:6] + struct.pack(">L", new_length) + head[10:]
    return new_head + body, end, 12 + len(body) != end - start


def _header(stream: bytes, start: int, known: frozenset[int], *, until: int) -> tuple[list[bytes], int]:
    """Give the segments that stay, and the position of the marker `until`."""
    kept: list[bytes] = []
    position = start
    while True:
        if position + 2 > len(stream) or stream[position] != 0xFF:
            raise BrokenStream("a marker is missing")
        marker = stream[position + 1]
        if marker == until:
            return kept, position
        length = int.from_bytes(stream[position + 2 : position + 4], "big")
        end = position + 2 + length
        if length < 2 or end > len(stream):
            raise BrokenStream("a segment is too long")
        if marker in known:
            kept.append(stream[position:end])
        elif marker not in {_COM, 0x63}:  # CRG only says where components were registered
            raise BrokenStream("a segment is not known")
        position = end
