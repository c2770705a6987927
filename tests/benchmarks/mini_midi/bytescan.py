"""Look for words in bytes as whoever gets the files might: every encoding, inflated, joined, written as text."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENCODINGS: Final = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
    "euc_jp",
    "iso2022_jp",
    "latin-1",
    "iso8859_5",
)
_DEFLATED: Final = b"1.2.840.10008.1.2.1.99"
_META: Final = 144
CANARY: Final = re.compile(rb"zp\d\d[a-z]{6}")
"""What every canary of a place looks like, in lower case."""


def views(data: bytes) -> list[bytes]:
    """Give the bytes of a file in all the ways to look at them, in lower case."""
    found = [data]
    if data[128:132] == b"DICM" and _DEFLATED in data[:400]:
        (length,) = struct.unpack("<L", data[140:144])
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        found += [inflater.decompress(data[_META + length :]), inflater.unused_data]
    joined = fragments(found[-2] if len(found) > 1 else data)
    swapped = bytearray(data + b"\0" * (len(data) % 2))
    swapped[::2], swapped[1::2] = swapped[1::2], swapped[::2]  # words of the other byte order
    return [view.lower() for view in (*found, joined, bytes(swapped))]


def fragments(data: bytes) -> bytes:
    """Give encapsulated fragments without what stands between them: a word may be cut in two."""
    start = max(data.rfind(b"\xe0\x7f\x10\x00O%c\0\0\xff\xff\xff\xff" % letter) for letter in b"BW")
    if start < 0:
        return b""
    position, joined = start + 12, []
    while data[position : position + 4] == b"\xfe\xff\x00\xe0":
        (length,) = struct.unpack("<L", data[position + 4 : position + 8])
        joined.append(data[position + 8 : position + 8 + length])
        position += 8 + length
    return b"".join(joined)


@lru_cache(maxsize=20_000)
def needles(word: str) -> frozenset[bytes]:
    """Give the bytes of a word in every encoding that has it, and as hexadecimal and base64 text; lower case."""
    found: set[bytes] = set()
    for encoding in _ENCODINGS:
        try:
            coded = word.encode(encoding)
        except UnicodeEncodeError:
            continue
        found.add(re.sub(rb"\x1b\$?\(?.", b"", coded) if encoding == "iso2022_jp" else coded)
    plain = word.encode()
    found.add(plain.hex().encode())
    for shift in range(3):
        # The letters at both ends hold bits of their neighbours.
        coded = base64.b64encode(b"\0" * shift + plain)
        found.add(coded[(0, 2, 3)[shift] : len(coded) - 4])
    return frozenset(needle.lower() for needle in found if len(needle) >= 4)


def words_in(data: Iterable[bytes], words: Iterable[str]) -> set[str]:
    """Give the words that are in views of a file."""
    looked = list(data)
    return {word for word in words if any(needle in view for needle in needles(word) for view in looked)}
