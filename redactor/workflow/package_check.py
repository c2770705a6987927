"""Open a finished teaching package as a stranger would, and look for words of the patient in every place of it."""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import struct
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
import zlib
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

from redactor.deid.identity import PersonWords
from redactor.errors import IdentifierInPackage, SetAside
from redactor.workflow.inputs import open_instance
from redactor.workflow.package_pdf import parts_of_pdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from redactor.model.image import Identifiers

SHORTEST: Final = 5
"""Bytes of a value that is looked for; ideographs have three each."""
_SHORTEST_IN_MEDIA: Final = 8
"""In megabytes of coded pixels shorter ones stand by chance; such files may hold no text at all."""
FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""Of all members of an archive."""

_DATE: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_PNG_CHUNKS: Final = frozenset({b"IHDR", b"sRGB", b"PLTE", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT"})
_JPEG_WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_JPEG_SEGMENTS: Final = frozenset({0xE0, 0xDB, 0xC0, 0xC4, 0xDD, 0xDA})
_TIFF_TAGS: Final = frozenset({256, 257, 258, 259, 262, 273, 277, 278, 279, 284, 317, 320, 338, 339})
_MP4_TEXTS: Final = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip"})
_MEDIA: Final = (".png", ".apng", ".jpg", ".gif", ".tif", ".mp4")
_XML: Final = (".xml", ".rels")
_DATA_URI: Final = re.compile(r"data:image/(png|jpeg|gif);base64,([A-Za-z0-9+/=]+)")
_TAG: Final = re.compile(r"<[^>]*>")
_DEEPEST: Final = 3
_RANDOM: Final = re.compile(
    rb"(?<![0-9.])2\.25\.[0-9]{30,39}(?![0-9.])|(?<![0-9a-z])(?:[0-9a-f]{64}"
    rb"|case[0-9]{4}[\\/]s[0-9]{3}[\\/]i[0-9]{4}|case-[0-9]{4}(?:_[0-9]{2,3}){0,2})(?![0-9a-z])"
)
"""A UID made of a UUID (PS3.5 B.2), a SHA-256, names that this program counts out: ``CASE0001/S001/I0008``."""
_UID: Final = re.compile(rb"[0-9]+(?:\.[0-9]+){2,}")


@dataclass(frozen=True)
class SourceWords:
    """Words that must be in no package. In memory only; the repr shows none.

    Attributes
    ----------
    values
        Whole values: identifiers, UIDs, names of files and folders.
    persons
        The words of names and numbers among them, for texts.
    """

    values: frozenset[str] = field(default=frozenset(), repr=False)
    persons: tuple[PersonWords, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, identifiers: Iterable[Identifiers], others: Iterable[str] = ()) -> SourceWords:
        """Collect them from what headers say, and from other values."""
        found = [each for each in identifiers if each.values]
        values = {part for each in found for _, value in each.values for part in _forms(value)}
        values |= {form for other in others for form in _forms(other)}
        return cls(frozenset(filter(None, values)), tuple(dict.fromkeys(map(PersonWords.among, found))))

    def __or__(self, other: SourceWords) -> SourceWords:
        """Give both."""
        return SourceWords(self.values | other.values, tuple(dict.fromkeys(self.persons + other.persons)))

    def are_in_text(self, text: str) -> bool:
        """Say whether a text holds one of them."""
        known = self._without_random(unicodedata.normalize("NFKC", text).casefold().encode("utf-8", "replace"))
        coded = (value.encode() for value in self.values)
        return any(_holds(known, value) for value in coded if len(value) >= SHORTEST) or any(
            words.are_in_text(known.decode()) for words in self.persons
        )

    def are_in_bytes(self, data: bytes, shortest: int = SHORTEST, *, coded: bool = False) -> bool:
        """Say whether bytes hold one of them, in a character set that is in use.

        `coded` says that they are pixels or compressed, and have no numbers of any length.
        """
        known = data.lower() if coded else self._without_random(data.lower())
        return any(
            _holds(known, form)
            for value in self.values
            if len(value.encode()) >= shortest
            for form in {value.encode(), value.encode("utf-16-le"), value.encode("gb18030")}
        )

    def _without_random(self, lower: bytes) -> bytes:
        """Blank checksums, UIDs that are random numbers, and counted names: short numbers stand there by chance."""

        def blank(found: re.Match[bytes]) -> bytes:
            return found[0] if found[0].decode() in self.values else b" "

        return _RANDOM.sub(blank, lower)


def check_package(folder: Path, words: SourceWords, pseudonyms: SourceWords | None = None) -> None:
    """Check every file of a finished package.

    Parameters
    ----------
    pseudonyms
        What stands in the results for the identifiers: in no file but DICOM ones.

    Raises
    ------
    IdentifierInPackage
        Naming the kind of place; the words themselves are not told.
    """
    both = words | pseudonyms if pseudonyms else words
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        data = file.read_bytes()
        if data[128:132] == b"DICM":
            _require(not words.are_in_text(name), "a name", "a DICOM file")
            _require(not words.are_in_bytes(data, _SHORTEST_IN_MEDIA), "an identifier", "a DICOM file")
            _check_header(file, words)
        else:
            _check(name, data, both, 0)


def _holds(data: bytes, value: bytes) -> bool:
    """Say whether a value stands somewhere; a UID only as a whole, since it is no part of a longer one."""
    if value not in data:
        return False
    if _UID.fullmatch(value):
        return bool(re.search(rb"(?<![0-9.])%b(?!\.?[0-9])" % re.escape(value), data))
    return True


def _require(fine: bool, check: str, place: str) -> None:
    if not fine:
        raise IdentifierInPackage(check=check, place=place)


def _check_header(file: Path, words: SourceWords) -> None:
    """Look at values as they are decoded: another character set hides them from a search in bytes."""
    try:
        told = open_instance(file).identifiers
    except SetAside:
        return  # a directory, whose texts were looked at as bytes
    _require(not any(words.are_in_text(value) for _, value in told.values), "an identifier", "a DICOM header")


def _check(name: str, data: bytes, words: SourceWords, depth: int) -> None:
    _require(not any(words.are_in_text(part) for part in name.split("/")), "a name", "the name of a file")
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    coded = suffix in (*_MEDIA, ".pdf") or data[:4] == b"PK\3\4"
    shortest = _SHORTEST_IN_MEDIA if coded else SHORTEST
    _require(not words.are_in_bytes(data, shortest, coded=coded), "an identifier", f"the bytes of a {suffix or 'file'}")
    if data[:4] == b"PK\3\4":
        _check_archive(data, words, depth)
    elif suffix in _MEDIA:
        _require(_is_bare(data), "more than pixels", f"a picture or film ({suffix})")
    elif suffix in _XML:
        _check_texts(_texts_of_xml(data), words, suffix)
    elif suffix == ".pdf":
        _check_pdf(data, words)
    elif suffix == ".html":
        _check_page(data.decode("utf-8"), words)
    else:
        _check_texts([data.decode("utf-8", "replace")], words, suffix)


def _check_texts(texts: Iterable[str], words: SourceWords, place: str) -> None:
    found = list(texts)
    # Joined, too: what is written in two runs is one word to a reader.
    _require(not any(map(words.are_in_text, found)), "an identifier", f"a text ({place})")
    joined = SourceWords(words.values)
    _require(not joined.are_in_text("".join(found)), "an identifier", f"a text ({place})")


def _texts_of_xml(data: bytes) -> list[str]:
    try:
        root = ET.fromstring(data)  # noqa: S314 - it was written here a moment ago
    except ET.ParseError:
        raise IdentifierInPackage(check="what can't be read", place="an XML part") from None
    speaking = ("descr", "title", "name", "Target", "alt", "src", "href")
    texts = [(element.text or "", element.tail or "") for element in root.iter()]
    told = [element.get(key, "") for element in root.iter() for key in speaking]
    return [text for text in chain(*texts, told) if text.strip()]


def _check_archive(data: bytes, words: SourceWords, depth: int) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _require(not archive.comment and depth < _DEEPEST, "a comment", "an archive")
        for member in archive.infolist():
            plain = not member.comment and not member.extra and member.date_time == FIXED_TIME
            _require(plain, "more than a name", "the directory of an archive")
            _check(member.filename, archive.read(member), words, depth + 1)


def _check_pdf(data: bytes, words: SourceWords) -> None:
    texts, streams = parts_of_pdf(data)
    _check_texts(texts, words, ".pdf")
    # Lines that a reader breaks are one text to a person.
    _check_texts([" ".join(text.split()) for text in texts], words, ".pdf")
    found = any(words.are_in_bytes(stream, _SHORTEST_IN_MEDIA) for stream in streams)
    _require(not found, "an identifier", "a part of a PDF")


def _check_page(page: str, words: SourceWords) -> None:
    for kind, coded in _DATA_URI.findall(page):
        try:
            data = base64.b64decode(coded, validate=True)
        except binascii.Error:
            raise IdentifierInPackage(check="what can't be read", place="a picture of a page") from None
        _require(_is_bare(data), "more than pixels", f"a picture of a page ({kind})")
    bare = _DATA_URI.sub("", page)
    _check_texts([html.unescape(_TAG.sub("\n", bare))], words, ".html")
    _require(not SourceWords(words.values).are_in_text(html.unescape(bare)), "an identifier", "the source of a page")


def _is_bare(data: bytes) -> bool:
    """Say whether a picture or film holds what is needed to show it and nothing else; its structure is gone through."""
    try:
        if data[:8] == b"\x89PNG\r\n\x1a\n":
            return _png_is_bare(data)
        if data[:2] == b"\xff\xd8":
            return _jpeg_is_bare(data)
        if data[:4] in {b"II*\0", b"MM\0*"}:
            return set(_tiff_tags(data)) <= _TIFF_TAGS
        if data[:3] == b"GIF":
            return _gif_is_bare(data)
        return data[4:8] == b"ftyp" and not _MP4_TEXTS.intersection(_boxes(data))
    except (IndexError, struct.error):
        return False


def _png_is_bare(data: bytes) -> bool:
    place = 8
    while place < len(data):
        (length,), kind = struct.unpack_from(">I", data, place), data[place + 4 : place + 8]
        end = place + 12 + length
        sums = zlib.crc32(data[place + 4 : end - 4]) == struct.unpack_from(">I", data, end - 4)[0]
        if kind not in _PNG_CHUNKS or not sums or (kind == b"IEND") != (end == len(data)):
            return False
        place = end
    return place == len(data)


def _jpeg_is_bare(data: bytes) -> bool:
    place = 2
    while data[place] == 0xFF:
        kind, (length,) = data[place + 1], struct.unpack_from(">H", data, place + 2)
        if kind not in _JPEG_SEGMENTS or (kind == 0xE0 and data[place + 4 : place + 9] != b"JFIF\0"):
            return False
        if kind == 0xE0 and length != 16:  # a thumbnail
            return False
        place += 2 + length
        if kind == 0xDA:
            end = data.find(b"\xff\xd9", place)
            others = re.search(rb"\xff[^\x00\xd0-\xd7]", data[place:end])
            return end == len(data) - 2 and others is None
    return False


def _tiff_tags(data: bytes) -> Iterator[int]:
    order = "<" if data[:2] == b"II" else ">"
    (place,) = struct.unpack_from(f"{order}I", data, 4)
    while place:
        (count,) = struct.unpack_from(f"{order}H", data, place)
        for number in range(count):
            yield struct.unpack_from(f"{order}H", data, place + 2 + 12 * number)[0]
        (place,) = struct.unpack_from(f"{order}I", data, place + 2 + 12 * count)


def _gif_is_bare(data: bytes) -> bool:
    place = 13 + 3 * (2 << (data[10] & 7)) * (data[10] >> 7)
    while data[place] != 0x3B:
        if data[place] == 0x21:
            control = data[place + 1] == 0xF9
            loop = data[place + 1] == 0xFF and data[place + 3 : place + 14] == b"NETSCAPE2.0"
            if not control and not loop:
                return False
            place += 2
        else:
            packed = data[place + 9]
            place += 11 + 3 * (2 << (packed & 7)) * (packed >> 7)
        while data[place]:
            place += data[place] + 1
        place += 1
    return place == len(data) - 1


def _boxes(data: bytes, begin: int = 0, end: int | None = None) -> Iterator[bytes]:
    """Yield the kinds of all boxes of an MP4 (ISO 14496-12 4.2)."""
    place, end = begin, len(data) if end is None else end
    while place < end:
        size, kind = struct.unpack_from(">I4s", data, place)
        if not 8 <= size <= end - place:
            raise IndexError
        # Room that the writer left is empty.
        if kind not in {b"free", b"skip"} or any(data[place + 8 : place + size]):
            yield kind
        if kind in {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"mvex"}:
            yield from _boxes(data, place + 8, place + size)
        place += size


def _forms(value: str) -> set[str]:
    """Give a value as it may be written; dates in the usual ways, names also with spaces."""
    plain = unicodedata.normalize("NFKC", value).casefold().strip()
    forms = {plain, plain.replace("^", " ").strip(), plain.strip("^= ")}
    if date := _DATE.fullmatch(plain):
        year, month, day = date.groups()
        forms |= {f"{year}{mark}{month}{mark}{day}" for mark in "-/."}
        forms |= {f"{day}{mark}{month}{mark}{year}" for mark in "-/."} | {f"{month}/{day}/{year}"}
    return forms
