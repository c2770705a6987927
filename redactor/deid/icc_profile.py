"""An ICC profile of the colours of sRGB, which stands in for one that holds texts (PS3.3 C.11.15).

Optical paths of slides and other colour images must have a profile. The one in the file names devices, programs and
persons in its tags and can't be read here, so this one takes its place: it has no more than colours need (ISO 15076-1).
"""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

COLOR_SPACE: Final = "SRGB"
"""Color Space (0028,2002) of the profile."""

_NAME: Final = "sRGB"
_WHITE: Final = (0.9642, 1.0, 0.8249)  # D50, to which ICC refers all colours
_COLUMNS: Final = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""The primaries of IEC 61966-2-1, adapted from D65 to D50."""

_ADAPTATION: Final = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
"""Bradford's matrix from D65 to D50, by rows."""

_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""g, a, b, c, d of Y = (aX + b)^g where X >= d, else cX."""

_HEADER: Final = 128


def _fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _text(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(data), 28) + data


@cache
def srgb() -> bytes:
    """Give the profile: an input device of three components with PCS XYZ; the same bytes each time."""
    xyz = {name: b"XYZ \0\0\0\0" + _fixed(*value) for name, value in {b"wtpt": _WHITE, **_COLUMNS}.items()}
    curve = struct.pack(">4s4xHxx", b"para", 3) + _fixed(*_CURVE)
    tags = {
        b"desc": _text(_NAME),
        b"cprt": _text(_NAME),  # the tag is required, what it says is not
        **xyz,
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
        b"chad": b"sf32\0\0\0\0" + _fixed(*_ADAPTATION),
    }
    places: dict[bytes, int] = {}
    start = _HEADER + 4 + 12 * len(tags)
    body = b""
    for value in tags.values():
        if value not in places:
            places[value] = start + len(body)
            body += value + bytes(-len(value) % 4)
    table = b"".join(struct.pack(">4sII", name, places[value], len(value)) for name, value in tags.items())
    header = struct.pack(
        ">I4xI4s4s4s6H4s4xI4x4xQI",
        start + len(body),
        0x04200000,  # version 4.2, as PS3.3 C.11.15 cites it
        b"scnr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        *(0, 0, 0),
    )
    header += _fixed(*_WHITE)
    return header.ljust(_HEADER, b"\0") + struct.pack(">I", len(tags)) + table + body
