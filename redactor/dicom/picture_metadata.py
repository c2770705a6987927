"""What a picture file (PNG, JPEG, TIFF) holds beside its pixels: kinds and counts, and what it says of whom.

JPEG: ITU-T T.81 B.2, JFIF, Exif 2.32. PNG: third edition, 11. TIFF 6.0, sections 2 and 8; tags beyond it by Exif.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TIFF_STARTS: Final = (b"II*\0", b"MM\0*")
PNG_START: Final = b"\x89PNG\r\n\x1a\n"
JPEG_START: Final = b"\xff\xd8\xff"
KINDS: Final = ("exif", "xmp", "iptc", "colour_profiles", "comments", "thumbnails", "others")

_ORIENTATION, _DATE, _MAKER = 0x0112, frozenset({0x0132, 0x9003, 0x9004}), 0x927C
_POINTERS: Final = frozenset({0x8769, 0x8825, 0xA005})
_XMP, _IPTC, _PHOTOSHOP, _ICC = 0x02BC, 0x83BB, 0x8649, 0x8773
_TEXT_TAGS: Final = frozenset({0x010D, 0x010E, 0x013B, 0x013C, 0x8298, 0x9286, 0xA430, 0xA431, 0xA435})
"""Document Name, Image Description, Artist, Host Computer, Copyright, User Comment, owner and serial numbers."""
_WINDOWS_TEXTS: Final = range(0x9C9B, 0x9CA0)
"""Title, comment, author, keywords and subject in UTF-16, as Windows writes them."""
_OF_PIXELS: Final = frozenset(
    {
        *(254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284),
        *(290, 291, 292, 293, 296, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 336, 338, 339, 340, 341),
        *(347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532),
    }
)
"""Tags of TIFF that say how pixels are stored."""
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_PNG_OF_PIXELS: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"sBIT", b"gAMA", b"cHRM", b"sRGB", b"bKGD", b"pHYs", b"hIST"}
)
_MOST_TEXTS: Final = 40
_LONGEST: Final = 64
_TAG: Final = re.compile(r"<[^>]*>")
_WORDS: Final = re.compile(r"[\w^.'’-][\w^.'’ -]*[\w^.'’-]")


@dataclass(frozen=True)
class PictureMetadata:
    """What lies beside the pixels. In memory only; the repr shows no text.

    Attributes
    ----------
    counts
        How many there are of each of `KINDS`.
    texts
        What they say that may name somebody, each at most 64 characters long.
    dates
        ``YYYYMMDD``.
    orientation
        How the stored rows and columns lie in the picture, from 1 to 8 (TIFF 6.0, tag 274).
    """

    counts: Mapping[str, int]
    texts: tuple[str, ...] = field(default=(), repr=False)
    dates: tuple[str, ...] = field(default=(), repr=False)
    orientation: int = 1


class _Found:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.texts: list[str] = []
        self.dates: list[str] = []
        self.orientation = 1

    def say(self, text: str) -> None:
        plain = _TAG.sub(" ", text).replace("\\", " ").replace("\0", " ")
        for words in _WORDS.findall(plain):
            part = " ".join(words.split())
            if len(self.texts) < _MOST_TEXTS and len(part) > 1 and part not in self.texts:
                self.texts.append(part[:_LONGEST])


def metadata_of(data: bytes) -> PictureMetadata:
    """Go through a picture file; what is broken ends the search, and counts as something else that is there."""
    found = _Found()
    try:
        if data.startswith(PNG_START):
            _png(data, found)
        elif data.startswith(JPEG_START):
            _jpeg(data, found)
        else:
            _tiff(data, found, is_file=True)
    except (IndexError, ValueError, struct.error, zlib.error):
        found.counts["others"] += 1
    counts = {kind: found.counts[kind] for kind in KINDS}
    return PictureMetadata(counts, tuple(found.texts), tuple(dict.fromkeys(found.dates)), found.orientation)


def _png(data: bytes, found: _Found) -> None:
    place = len(PNG_START)
    while place < len(data):
        (length,), kind = struct.unpack_from(">L", data, place), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + length]
        place += 12 + length
        if kind == b"eXIf":
            _exif(body, found)
        elif kind == b"iCCP":
            found.counts["colour_profiles"] += 1
        elif kind in {b"tEXt", b"zTXt", b"iTXt"}:
            text = _png_text(kind, body)
            found.counts["xmp" if body.startswith(b"XML:com.adobe.xmp") else "comments"] += 1
            found.say(text)
        elif kind == b"tIME":
            found.counts["comments"] += 1
            year, month, day = struct.unpack_from(">HBB", body)
            found.dates.append(f"{year:04}{month:02}{day:02}")
        elif kind not in _PNG_OF_PIXELS:
            found.counts["others"] += 1
        if kind == b"IEND":
            found.counts["others"] += place < len(data)  # what lies behind the picture
            return


def _png_text(kind: bytes, body: bytes) -> str:
    keyword, _, rest = body.partition(b"\0")
    if kind == b"tEXt":
        return rest.decode("latin-1")
    if kind == b"zTXt":
        return _inflated(rest[1:]).decode("latin-1")
    packed, (_, _, text) = rest[:1] == b"\1", rest[2:].split(b"\0", 2)
    del keyword
    return (_inflated(text) if packed else text).decode("utf-8", "replace")


def _inflated(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, 1 << 20)


def _jpeg(data: bytes, found: _Found) -> None:
    place = 2
    while place + 4 <= len(data):
        kind = data[place + 1]
        if data[place] != 0xFF:
            place += 1
            continue
        if kind in {0xFF, 0x01} or 0xD0 <= kind <= 0xD8:
            place += 1 if kind == 0xFF else 2
            continue
        if kind == 0xD9:
            break
        (length,) = struct.unpack_from(">H", data, place + 2)
        body = data[place + 4 : place + 2 + length]
        _segment(kind, body, found)
        place += 2 + length
        if kind == 0xDA:  # coded pixels, in which FF is followed by 00 or a restart marker
            following = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]").search(data, place)
            if following is None:
                return
            place = following.start()
    behind = data[place + 2 :]
    found.counts["others"] += bool(behind.strip(b"\0"))


def _segment(kind: int, body: bytes, found: _Found) -> None:
    if kind == 0xFE:
        found.counts["comments"] += 1
        found.say(body.decode("utf-8", "replace"))
    elif kind == 0xE0:
        has_thumbnail = (body.startswith(b"JFIF\0") and len(body) > 14) or body.startswith(b"JFXX\0")
        found.counts["thumbnails"] += has_thumbnail
    elif kind == 0xE1 and body.startswith(b"Exif\0\0"):
        _exif(body[6:], found)
    elif kind == 0xE1 and b"ns.adobe.com/x" in body[:40]:
        found.counts["xmp"] += 1
        found.say(body.partition(b"\0")[2].decode("utf-8", "replace"))
    elif kind == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
        found.counts["colour_profiles"] += 1
    elif kind == 0xED:
        found.counts["iptc"] += 1
        found.say(_letters(body))
    elif 0xE1 <= kind <= 0xEF and not (kind == 0xEE and body.startswith(b"Adobe")):
        found.counts["others"] += 1


def _exif(data: bytes, found: _Found) -> None:
    found.counts["exif"] += 1
    _tiff(data, found, is_file=False)


def _tiff(data: bytes, found: _Found, *, is_file: bool) -> None:
    """Go through the directories of a TIFF, or of the TIFF that Exif is."""
    order = "<" if data[:2] == b"II" else ">"
    waiting: list[tuple[int, bool]] = [(struct.unpack_from(f"{order}L", data, 4)[0], True)]
    seen: set[int] = set()
    pages = 0
    while waiting:
        place, is_page = waiting.pop(0)
        if not place or place in seen:
            continue
        seen.add(place)
        pages += is_page
        if not is_file and is_page and pages == 2:  # the second directory of Exif is the thumbnail's
            found.counts["thumbnails"] += 1
        for tag, value in _entries(data, place, order):
            if tag in _POINTERS and isinstance(value, int):
                found.counts["exif"] += is_file
                waiting.append((value, False))
            elif tag == 330 and isinstance(value, int):
                found.counts["thumbnails"] += 1
            else:
                _tell(tag, value, found, is_file=is_file, is_first=pages == 1)
        (count,) = struct.unpack_from(f"{order}H", data, place)
        if is_page:
            waiting.append((struct.unpack_from(f"{order}L", data, place + 2 + 12 * count)[0], True))


def _entries(data: bytes, place: int, order: str) -> Iterator[tuple[int, Any]]:
    """Yield (tag, value): bytes of a text, a number where there is one, else None."""
    (count,) = struct.unpack_from(f"{order}H", data, place)
    for number in range(count):
        tag, kind, length = struct.unpack_from(f"{order}HHL", data, place + 2 + 12 * number)
        at, size = place + 10 + 12 * number, _SIZES.get(kind, 1) * length
        if size > 4:
            (at,) = struct.unpack_from(f"{order}L", data, at)
        if kind in {1, 2, 7}:
            yield tag, data[at : at + size]
        elif kind in {3, 4, 13} and length:
            yield tag, struct.unpack_from(f"{order}{'H' if kind == 3 else 'L'}", data, at)[0]
        else:
            yield tag, None


def _tell(tag: int, value: object, found: _Found, *, is_file: bool, is_first: bool) -> None:
    if tag == _ORIENTATION:
        if is_first and isinstance(value, int) and 1 <= value <= 8:
            found.orientation = value
    elif tag in {_XMP, _IPTC, _PHOTOSHOP, _ICC}:
        kinds = {_XMP: "xmp", _IPTC: "iptc", _PHOTOSHOP: "iptc", _ICC: "colour_profiles"}
        found.counts[kinds[tag]] += 1
        if isinstance(value, bytes) and tag != _ICC:
            found.say(_letters(value))
    elif tag in _DATE and isinstance(value, bytes):
        found.counts["comments"] += is_file
        day = value[:10].replace(b":", b"").replace(b"-", b"")
        if len(day) == 8 and day.isdigit():
            found.dates.append(day.decode())
    elif (tag in _TEXT_TAGS or tag in _WINDOWS_TEXTS) and isinstance(value, bytes):
        found.counts["comments"] += 1
        wide = tag in _WINDOWS_TEXTS
        found.say(value.decode("utf-16-le", "replace") if wide else _letters(value))
    elif is_file and tag not in _OF_PIXELS and tag != _MAKER:
        found.counts["others"] += 1


def _letters(data: bytes) -> str:
    """Give what can be read in bytes of an unknown character set."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    return "".join(letter if letter.isprintable() else " " for letter in text)
