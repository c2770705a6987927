"""What a burned-in text is about: does it look like an identity, is every word of it harmless, or is that not clear."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.resources import read_text

if TYPE_CHECKING:
    from redactor.model.finding import Suggestion

DATE = QT_TRANSLATE_NOOP("Reasons", "looks like a date")
TIME = QT_TRANSLATE_NOOP("Reasons", "looks like a time of day")
NUMBER = QT_TRANSLATE_NOOP("Reasons", "looks like a number of a person, an examination or a telephone")
LABELLED = QT_TRANSLATE_NOOP("Reasons", "says that a name, a number or an institution follows")
HARMLESS = QT_TRANSLATE_NOOP("Reasons", "technique, position or anatomy: identifies nobody")
UNKNOWN = QT_TRANSLATE_NOOP("Reasons", "burned-in text of unknown meaning")

_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fev", "avr", "mai", "juin"),
    *("juil", "aou", "mrz", "okt", "dez", "ene", "abr", "ago", "dic"),
)
_MONTH: Final = f"(?:{'|'.join(_MONTHS)})[a-z]*"
_YEAR: Final = r"(?:(?:19|20)\d\d|\d\d)"
_DATES: Final = re.compile(
    rf"""(?<!\d)(?:
        (?:19|20)\d\d \s? ([-./年,]) \s? \d{{1,2}} \s? [-./月,] \s? \d{{1,2}}   # 2024-05-01, 2024年5月1日
      | \d{{1,2}} \s? ([-./]) \s? \d{{1,2}} \s? [-./] \s? {_YEAR}               # 1.5.2024, 01/05/24
      | \d\d ([-./]) \d\d [-./] \d\d                                            # 24/05/01
      | \d{{1,2}} [-./\s]? {_MONTH} [-./,\s]* {_YEAR}                           # 1-May-24
      | {_MONTH} [-./,\s]* \d{{1,2}} [,\s./-]+ {_YEAR}                          # May 1, 2024
      | (?:19|20)\d\d (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01])                 # 20240501
      | \d{{1,2}}月\d{{1,2}}日
      | \d{{3,4}}[-./](?:19|20)\d\d | (?:19|20)\d\d[-./]\d{{3,4}}                 # 0105.1961: a mark was not read
    )(?!\d)""",
    re.VERBOSE,
)
_TIMES: Final = re.compile(
    r"(?<![\d:])(?:[01]?\d|2[0-3])\s?[:：]\s?[0-5]\d(?:\s?[:：.]\s?[0-5]\d)?(?!\d)|\d[:：]\d\d[:：]\d\d|\d\s?(?:am|pm)\b"
    r"|(?<!\d)(?:[01]\d|2[0-3])[0-5]\d[:：][0-5]\d(?!\d)|(?<!\d)(?:[01]\d|2[0-3])[:：][0-5]\d[0-5]\d(?!\d)"  # 10:4205
)
_IDENTITY: Final = re.compile(
    r"""(?<![\d.])\d{5,}(?![\d.,]*\d?\s?(?:hz|mm|cm|ms)\b)(?!\.\d)   # five digits and more, no decimals
      | \b[a-z]{1,5}[-_#]?\d{4,}\b                                   # MRN273367
      | \b\d{3}-\d{2}-\d{4}\b | \b\d{2,4}-\d{3,4}-\d{3,4}\b          # 209-52-6862
      | \+\d[\d\s()-]{6,}\d""",
    re.VERBOSE,
)
_COORDINATE: Final = r"[rlaphfsi]?[-+]?\d{1,4}(?:[.,]\d{1,3})?"
_UNITS: Final = (
    "kv|kvp|ma|mas|mm|cm|cm2|cm3|mm2|ml|cc|m|s|sec|ms|msec|us|hz|khz|mhz|db|fps|dpi|%|°|c|hu|mgy|gy|cgy|mgycm|msv|usv|"
    "bpm|mmhg|cm/s|m/s|mm/s|kg|g|x|t|yr|deg|min|in|cmm|ccm|px|/s|cm²|mm²|dgy|ugy|μgy|μgym2|mgy-cm|mgy*cm|dgycm2|d|w|p|mw|fr|lp"
)
_HARMLESS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"[^\w\s]+",
        rf"[<>~≈±=+-]?\d{{1,4}}(?:[.,]\d{{1,4}})?(?:{_UNITS})?",
        rf"(?:\d{{1,4}}(?:[.,]\d{{1,3}})?(?:{_UNITS}))+",  # 120kv80ma: the gap was not read
        rf"\.\d{{1,3}}(?:{_UNITS})?",
        rf"{_COORDINATE}(?:[-~x×/]{_COORDINATE}){{1,3}}(?:{_UNITS})?",
        r"[a-z]{1,3}\d{1,2}-\d{1,2}[a-z]{0,2}(?:-[a-z])?",  # names of probes: S5-1, L12-3
        r"\d{1,2}[a-z]{1,2}(?:-[a-z]{1,3})?",
        r"[a-z]\d{1,2}",
        r"\d{1,3}/\d{1,3}(?:/\d{1,2})?",
    )
)
_LONGEST_NUMBER: Final = 3
"""Digits of a number by itself that is harmless; one of four could be a year or a short Patient ID."""
_SPLIT: Final = re.compile(r"[\s:=()\[\]{}|,;]+")
_BEFORE_NUMBERS: Final = frozenset(
    ("w", "l", "c", "ww", "wl", "wc", "window", "level", "width", "center", "s", "ei", "exi", "tr", "ti", "te", "mas")
)
"""Keys of settings that have values of four digits."""
_LONG_NUMBER: Final = re.compile(r"[-+]?\d{4}")
SYMBOLS: Final = frozenset("个十…")
"""What a reader makes of an arrow, a cross and a row of dots that stand by themselves."""
_SINGLE: Final = frozenset("rlaphfsi")
"""Letters that are an orientation or a side by themselves."""


@dataclass(frozen=True)
class Meaning:
    """What should become of a text, and why."""

    suggestion: Suggestion
    reason: str


def meaning(text: str) -> Meaning:
    """Say what a text is about, from what it looks like; the header is asked elsewhere.

    Parameters
    ----------
    text
        As it was read, with the errors of reading.
    """
    flat = unicodedata.normalize("NFKC", text).casefold().strip()
    words = [word for word in _SPLIT.split(flat) if word.strip("-.*·'\"")]
    if not words:
        return Meaning("ask", UNKNOWN)
    if _DATES.search(flat):
        return Meaning("hide", DATE)
    if _TIMES.search(flat):
        return Meaning("hide", TIME)
    if _IDENTITY.search(flat):
        return Meaning("hide", NUMBER)
    if _is_labelled(words):
        return Meaning("hide", LABELLED)
    return Meaning("keep", HARMLESS) if _is_harmless(words) else Meaning("ask", UNKNOWN)


_LONG_LABEL: Final = 6
"""Letters of a label that is known even if the gap behind it was not read."""


def _is_labelled(words: list[str]) -> bool:
    labels = _vocabulary("identifying_on_images")
    long = tuple(label for label in labels if label.isascii() and len(label) >= _LONG_LABEL)
    latin = any((bare := word.strip("-.*#")) in labels or bare.startswith(long) for word in words)
    return latin or any(label in word for word in words for label in labels if not label.isascii())


def _is_harmless(words: list[str]) -> bool:
    known = _vocabulary("harmless_on_images")
    if len(words) == 1:
        (word,) = words
        bare = word.strip("-.*·'\"")
        if bare in SYMBOLS:
            return True
        if bare.isdecimal():
            return len(bare) <= _LONGEST_NUMBER
        if len(bare) == 1 and bare.isascii():
            return bare in _SINGLE
    if len(words) > 1 and all(word.isdecimal() for word in words) and sum(map(len, words)) > _LONGEST_NUMBER:
        return False  # a date or a time of which the marks between were not read
    keys = ("", *words)
    return all(
        _is_known(word, known) or (key in _BEFORE_NUMBERS and bool(_LONG_NUMBER.fullmatch(word)))
        for key, word in zip(keys, words, strict=False)
    )


def _is_known(word: str, known: frozenset[str]) -> bool:
    bare = word.strip("-.*·'\"/\\_#")
    if not bare or bare in known or any(pattern.fullmatch(bare) for pattern in _HARMLESS):
        return not (bare.isdecimal() and len(bare) > _LONGEST_NUMBER)
    parts = [part for part in re.split(r"[-/_.+&]", bare) if part]
    if len(parts) > 1:
        return all(_is_known(part, known) for part in parts)
    split = re.fullmatch(
        r"([^\W\d]+)(\d{1,4}(?:[.,]\d{1,3})?)(%|[^\W\d]*)", bare
    )  # a key and its number: W350, DFOV26.9cm
    if split:
        is_unit = not split[3] or bool(re.fullmatch(_UNITS, split[3]))
        # A letter, a digit and a letter could be initials.
        return split[1] in known and (is_unit or (len(split[1]) > 1 and split[3] in known))
    return not bare.isascii() and _is_made_of(bare, known)


def _is_made_of(word: str, known: frozenset[str]) -> bool:
    """Say whether a word without gaps, as Chinese is written, is a row of known words."""
    reached = {0}
    for end in range(1, len(word) + 1):
        if any(start in reached and word[start:end] in known for start in range(max(end - 6, 0), end)):
            reached.add(end)
    return len(word) in reached


@cache
def _vocabulary(name: str) -> frozenset[str]:
    lines = read_text(f"vocabulary/{name}.txt").splitlines()
    return frozenset(word.casefold() for line in lines if not line.startswith("#") for word in line.split())
