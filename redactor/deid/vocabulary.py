"""Words that name no person: of the body, of examinations, of technique, in Latin letters and in Chinese.

A text may stay without being read by a person only if every word of it is one of these. Numbers count where they are
measures: short ones, or any with a unit; what could be a date or a telephone number does not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from redactor import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FILES: Final = ("anatomy", "procedures", "technique", "findings", "eponyms", "chinese", "standard_terms")
_UNITS: Final = (
    "mm|cm|m|um|ms|msec|s|sec|min|h|hr|hz|khz|mhz|kv|kvp|kev|mev|mv|ma|mas|mgy|cgy|gy|msv|mbq|kbq|mci|ml|cc|l|kg|g|mg|deg|"
    "t|hu|bpm|d|f|p|w|x|%|bit|st|nd|rd|th|fr|mmhg|yr|yrs|y|级|毫米|厘米|秒|分钟|期|次|层|帧|排"
)
_CHUNK: Final = re.compile(r"[^\W_]+(?:\.[0-9]+[^\W_]*)*%?")
_MEASURE: Final = re.compile(rf"[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?(?:{_UNITS})")
_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?")
_PARTS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+(?:\.[0-9]+)?|[\u4e00-\u9fff]+")
_DATE: Final = re.compile(
    r"(?<!\d)(?:\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{1,2}/\d{2}|\d{4}\s*年|\d{1,2}\s*月|\d{1,2}\s*[日号])(?!\d)"
)
_NUMBER_OF_SOMEONE: Final = re.compile(r"(?<![\d.])(?:\d{3,4}[- ]\d{3,4}(?![\d.])|\d{6,})(?!\.\d)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_REMEMBERED: Final = 64
_SHORT: Final = 3
"""Letters in a row that are no name."""
_OF_MAKERS: Final = re.compile("Manufacturer|Software|Version|Application|Algorithm|CodingScheme|Creator|Font|MIME")
_CODE: Final = re.compile(r"(?=.*[\d_*])[*A-Za-z0-9_.+/-]{1,24}|[a-z]{1,8}|[A-Z]{1,6}")
_IDEOGRAPHS: Final = re.compile(r"[\u4e00-\u9fff]+")
_MOST: Final = 2
"""Numbers, or single letters, that may follow one another: three spell a date, a telephone number, a name."""


@dataclass(frozen=True)
class Vocabulary:
    """Known words: case-folded, Chinese ones included."""

    words: frozenset[str] = field(repr=False)

    def knows(self, text: str) -> bool:
        """Say whether every word of a text is known. An empty text has none that is not."""
        return _knows_once(self, text) if len(text) <= _REMEMBERED else self.knows_anew(text)

    def knows_anew(self, text: str) -> bool:
        """Say what `knows` says, which remembers it for short texts: a series says much the same."""
        plain = unicodedata.normalize("NFKC", text)
        chunks = _CHUNK.findall(plain)
        # What is between the words is punctuation, or a letter of no script: the latter hides something.
        readable = all(
            character != "\N{REPLACEMENT CHARACTER}" and (character.isprintable() or character.isspace())
            for character in plain
        )
        return readable and not _DATE.search(plain) and all(map(self._is_known, chunks)) and not _spells(chunks)

    def known_words(self, text: str, refused: Callable[[str], bool]) -> str:
        """Give the known words of a text, one space between them: what is left after cleaning.

        Parameters
        ----------
        refused
            Says of a word whether it may not stay, known or not: it is a patient's.
        """
        plain = _DATE.sub(" ", unicodedata.normalize("NFKC", text))
        kept: list[str] = []
        for chunk in _CHUNK.findall(plain):
            if self._is_known(chunk) and not refused(chunk) and not _spells([*kept, chunk]):
                kept.append(chunk)
        return " ".join(kept)

    def _is_known(self, chunk: str) -> bool:
        folded = chunk.casefold()
        if folded in self.words or _NUMBER.fullmatch(folded) or _MEASURE.fullmatch(folded):
            return True
        parts = _PARTS.findall(chunk)
        return "".join(parts) == chunk and all(map(self._is_known_part, parts))

    def _is_known_part(self, part: str) -> bool:
        folded = part.casefold()
        if _IDEOGRAPHS.fullmatch(part):
            return self._is_made_of_words(part)
        return len(folded) == 1 or folded in self.words or bool(_NUMBER.fullmatch(folded))

    def _is_made_of_words(self, run: str) -> bool:
        """Say whether a run of ideographs can be cut into known words, one of them at least of two characters."""
        if run in self.words:
            return True
        ends: dict[int, bool] = {0: False}  # where a cut can be, and whether a long word is before it
        for end in range(1, len(run) + 1):
            cuts = [begin for begin in range(max(0, end - 8), end) if begin in ends and run[begin:end] in self.words]
            if cuts:
                ends[end] = any(ends[begin] or end - begin > 1 for begin in cuts)
        return ends.get(len(run), False)


@lru_cache(1 << 12)
def _knows_once(vocabulary: Vocabulary, text: str) -> bool:
    return vocabulary.knows_anew(text)


@cache
def standard() -> Vocabulary:
    """Give the vocabulary that ships with the program."""
    return Vocabulary(frozenset().union(*(words_of(resources.read_text(f"vocabulary/{name}.txt")) for name in _FILES)))


def extended(vocabulary: Vocabulary, words: Iterable[str]) -> Vocabulary:
    """Give a vocabulary with more words, such as those of a site."""
    return Vocabulary(vocabulary.words | {word for text in words for word in words_of(text)})


@cache
def technical_attributes() -> frozenset[str]:
    """Give the keywords of texts that devices write."""
    return frozenset(_plain(resources.read_text("vocabulary/technical_attributes.txt")).split())


@cache
def coding_schemes() -> frozenset[str]:
    """Give the Coding Scheme Designators whose codes a standard defines."""
    return frozenset(_plain(resources.read_text("vocabulary/coding_schemes.txt")).split())


def is_of_a_device(keyword: str, text: str) -> bool:
    """Say whether a text could be a device's own.

    Nothing in it may look like a date, a telephone or a patient's number. Names of products are an open set; makers and
    the words of versions are known ones. Other words of devices are known, too, or a code such as ``*epfid2d1_64``,
    which no person is called.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if _DATE.search(plain) or _NUMBER_OF_SOMEONE.search(plain):
        return False
    if keyword in {"Manufacturer", "SoftwareVersions"}:
        runs = _LETTERS.findall(plain.casefold())
        return all(len(run) <= _SHORT or run in _makers() or run in standard().words for run in runs)
    return bool(_OF_MAKERS.search(keyword) or _CODE.fullmatch(plain)) or standard().knows(plain)


@cache
def _makers() -> frozenset[str]:
    return words_of(resources.read_text("vocabulary/makers.txt"))


def words_of(text: str) -> frozenset[str]:
    """Give the words of a vocabulary file: by spaces and lines, without comments (``#`` to the end of the line)."""
    return frozenset(unicodedata.normalize("NFKC", _plain(text)).casefold().split())


def _plain(text: str) -> str:
    return "\n".join(line.partition("#")[0] for line in text.splitlines())


def _spells(chunks: list[str]) -> bool:
    for test in (lambda chunk: len(chunk) == 1 and chunk.isalpha(), lambda chunk: bool(_NUMBER.fullmatch(chunk))):
        row = 0
        for chunk in chunks:
            row = row + 1 if test(chunk) else 0
            if row > _MOST:
                return True
    return False
