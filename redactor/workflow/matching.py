"""Match what was read in the pixels with the header's own identifiers.

Dates match in any order and with any marks between, names in any order of their parts, numbers without their marks;
a letter or two may be misread. Chinese names match by their characters, and by the Latin form if the header has one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from redactor.model.finding import Finding
    from redactor.model.image import Identifiers

REASON = QT_TRANSLATE_NOOP("Reasons", "matches {attribute}")
"""Made complete with the keyword and tag of an attribute, never with its value."""

KEYWORDS: Final = {
    "(0008,0020)": "StudyDate",
    "(0008,0021)": "SeriesDate",
    "(0008,0022)": "AcquisitionDate",
    "(0008,0023)": "ContentDate",
    "(0008,0050)": "AccessionNumber",
    "(0008,0080)": "InstitutionName",
    "(0008,0081)": "InstitutionAddress",
    "(0008,0090)": "ReferringPhysicianName",
    "(0008,1010)": "StationName",
    "(0008,1040)": "InstitutionalDepartmentName",
    "(0008,1048)": "PhysiciansOfRecord",
    "(0008,1050)": "PerformingPhysicianName",
    "(0008,1060)": "NameOfPhysiciansReadingStudy",
    "(0008,1070)": "OperatorsName",
    "(0010,0010)": "PatientName",
    "(0010,0020)": "PatientID",
    "(0010,0030)": "PatientBirthDate",
    "(0010,1000)": "OtherPatientIDs",
    "(0010,1001)": "OtherPatientNames",
    "(0010,1040)": "PatientAddress",
    "(0010,1060)": "PatientMotherBirthName",
    "(0010,2154)": "PatientTelephoneNumbers",
    "(0020,0010)": "StudyID",
    "(0032,1032)": "RequestingPhysician",
}

_ALIKE: Final = 85.0
"""Likeness of 100 from which words are the same but for errors of reading."""
_SHORTEST: Final = 4
"""Characters of a number or a word that is not everywhere by chance."""
_SHORTEST_NAME: Final = 3
_FUZZY: Final = 6
"""Characters from which a number may have one misread."""
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan ene january",
            "feb fev",
            "mar mrz mär",
            "apr abr avr",
            "may mai",
            "jun juin",
            "jul juil",
            "aug ago aou aoû",
            "sep set",
            "oct okt",
            "nov",
            "dec dez dic déc",
        ),
        1,
    )
    for name in names.split()
}
_STORED_DATE: Final = re.compile(r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_WRITTEN_DATES: Final = (
    re.compile(r"(?P<y>\d{4})\s?[-./年,\s]\s?(?P<m>\d{1,2})\s?[-./月,\s]\s?(?P<d>\d{1,2})"),
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\s?[-./,\s]\s?(?P<m>\d{1,2})\s?[-./,\s]\s?(?P<y>\d{4}|\d\d)"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})\s?[-./,\s]\s?(?P<d>\d{1,2})\s?[-./,\s]\s?(?P<y>\d{4}|\d\d)"),
    re.compile(r"(?<!\d)(?P<y>\d\d)\s?[-./,]\s?(?P<m>\d\d)\s?[-./,]\s?(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-./,\s]*(?P<m>[^\W\d_]{3,9})[-./,\s]*(?P<y>\d{4}|\d\d)"),
    re.compile(r"(?P<m>[^\W\d_]{3,9})[-./,\s]*(?P<d>\d{1,2})[-./,\s]+(?P<y>\d{4}|\d\d)"),
    re.compile(r"(?P<m>[^\W\d_]{3,9})[-./,\s]*(?P<d>\d{1,2})\s.*\s(?P<y>\d{4})"),  # Fri Apr 30 06:27:24 1993
)
# What a reader takes for one another in numbers.
_CONFUSED: Final = str.maketrans("oilsbz", "011582")


@dataclass(frozen=True)
class Matched:
    """Findings after the header was asked.

    Attributes
    ----------
    not_found
        Paths of the header's identifiers that no text shows, each once.
    """

    findings: tuple[Finding, ...] = ()
    not_found: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Text:
    """What was read in a line, in the forms that are compared."""

    flat: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    joined: str = field(repr=False)
    dates: frozenset[tuple[int, int, int]] = field(repr=False)


def match(findings: Sequence[Finding], identifiers: Identifiers) -> Matched:
    """Give the findings, with those that show an identifier of the header as matches, and what none of them shows."""
    missing = dict.fromkeys(path for path, _ in identifiers.values)
    matched = []
    for finding in findings:
        text = _text(finding.text) if finding.text else None
        paths = [path for path, value in identifiers.values if text is not None and shows(text, path, value)]
        for path in paths:
            missing.pop(path, None)
        matched.append(_as_match(finding, paths[0]) if paths else finding)
    return Matched(tuple(matched), tuple(missing))


def attribute(path: str) -> str:
    """Name an attribute by the keyword of its tag, where it is known, and its path."""
    keyword = KEYWORDS.get(path.rpartition("/")[2], "")
    return f"{keyword} {path}".strip()


def is_shown(text: str, path: str, value: str) -> bool:
    """Say whether a text that was read shows the value of an attribute."""
    return shows(_text(text), path, value)


def shows(text: _Text, path: str, value: str) -> bool:
    """Say whether a text shows the value of an attribute."""
    del path
    if _STORED_DATE.fullmatch(value.strip()):
        date = value.strip()
        return (int(date[:4]), int(date[4:6]), int(date[6:])) in text.dates
    flat = _flat(value)
    if any(character.isdigit() for character in flat):
        return _shows_number(text, "".join(filter(str.isalnum, flat)))
    return any(_shows_name(text, group) for group in re.split("[=]", flat))


def dates_in(text: str) -> frozenset[tuple[int, int, int]]:
    """Give every year, month and day that a text could mean; days and months are tried in both orders."""
    flat = _flat(text)
    return frozenset(
        date
        for pattern in _WRITTEN_DATES
        for found in pattern.finditer(flat)
        for date in _dates(found["y"], found["m"], found["d"])
    )


def _dates(year: str, month: str, day: str) -> Iterable[tuple[int, int, int]]:
    number = int(month) if month.isdecimal() else _MONTHS.get(month[:3], _MONTHS.get(month[:4], 0))
    if not 1 <= number <= 12 or not 1 <= int(day) <= 31:
        return ()
    years = [int(year)] if len(year) > 2 else [1900 + int(year), 2000 + int(year)]
    return [(each, number, int(day)) for each in years]


def _as_match(finding: Finding, path: str) -> Finding:
    reason = REASON.format(attribute=attribute(path))
    return replace(
        finding, suggestion="hide", header_match=True, reason=reason, confidence=max(finding.confidence, 0.95)
    )


def _flat(text: str) -> str:
    """Give a text in lower case, without accents."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def _text(text: str) -> _Text:
    flat = _flat(text)
    joined = "".join(filter(str.isalnum, flat))
    words = tuple(re.findall(r"[^\W_]+", flat))
    return _Text(flat, words, joined, dates_in(text))


def _shows_number(text: _Text, number: str) -> bool:
    """Compare without marks; short numbers must stand by themselves, long ones may have a letter misread."""
    if not number:
        return False
    wanted, words = number.translate(_CONFUSED), [word.translate(_CONFUSED) for word in text.words]
    if len(wanted) < _SHORTEST:
        return False
    if len(wanted) < _FUZZY:
        return wanted in words
    read = text.joined.translate(_CONFUSED)
    if len(read) < len(wanted) - 1:
        return False
    return fuzz.partial_ratio(wanted, read) >= 100 * (1 - 1.01 / len(wanted))


def _shows_name(text: _Text, group: str) -> bool:
    """Say whether a text shows a name: its parts in any order, or its characters in a row.

    One part is enough if it is long: a family name on a label.
    """
    parts = [part for part in re.split(r"[\^\s,.;()/-]+", group) if part]
    whole = "".join(parts)
    if not whole:
        return False
    if not whole.isascii() and len(whole) <= _CHARACTERS:
        return len(whole) > 1 and (whole in text.joined or fuzz.partial_ratio(whole, text.joined) >= _ALIKE)
    if (
        len(whole) >= 2 * _SHORTEST
        and len(text.joined) >= len(whole) - 2
        and (fuzz.partial_ratio(whole, text.joined) >= _ALIKE)
    ):
        return True
    known = [part for part in parts if len(part) >= _SHORTEST_NAME and part not in _EVERYWHERE]
    return any(_stands_in(part, text.words) for part in known)


_CHARACTERS: Final = 8
"""Longest Chinese name, and names of hospitals that are compared as a whole."""
_EVERYWHERE: Final = frozenset(
    (
        *(
            "the",
            "and",
            "von",
            "van",
            "der",
            "den",
            "del",
            "des",
            "dos",
            "mrs",
            "dr",
            "med",
            "prof",
            "hospital",
            "clinic",
        ),
        *(
            "clinic",
            "center",
            "centre",
            "general",
            "medical",
            "saint",
            "university",
            "radiology",
            "imaging",
            "department",
        ),
        *("street", "road", "unit", "room", "city", "county", "health", "institute"),
    )
)
"""Parts of names that say nothing by themselves."""


def _stands_in(part: str, words: Sequence[str]) -> bool:
    if len(part) <= _SHORTEST:
        return part in words
    return any(len(word) > _SHORTEST_NAME and fuzz.ratio(part, word) >= _ALIKE for word in words)
