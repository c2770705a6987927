"""Points in time: moved by whole days into the past, the same for all of a patient, or kept if they are ones.

Intervals stay what they were, times of day too. A value of less precision (a year, a year and month) is moved as its
first day and keeps its precision. What is no valid date is never handed on: nobody could say what it tells.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DAYS: Final = 3650
"""The greatest shift; the least is one day."""

TEMPORAL: Final = frozenset({"DA", "DT", "TM"})

_DATE: Final = re.compile(r"(\d{4})(?:(\d{2})(\d{2})|\.(\d{2})\.(\d{2}))", re.ASCII)  # with dots: ACR-NEMA 300
_TIME: Final = re.compile(r"([01]\d|2[0-3])(?::?([0-5]\d)(?::?([0-5]\d|60)(\.\d{1,6})?)?)?", re.ASCII)
_DATE_TIME: Final = re.compile(
    r"(\d{4})(?:(\d{2})(?:(\d{2})((?:[01]\d|2[0-3])(?:[0-5]\d(?:(?:[0-5]\d|60)(?:\.\d{1,6})?)?)?)?)?)?"
    r"([+-](?:0\d|1[0-4])[0-5]\d)?",
    re.ASCII,
)
_OFFSET: Final = re.compile(r"[+-](0\d|1[0-4])[0-5]\d", re.ASCII)


def shifted(vr: str, values: Sequence[str], days: int) -> list[str] | None:
    """Give values of VR DA, DT or TM as they were `days` days earlier, or None if one of them is not valid.

    Parameters
    ----------
    days
        At least 0; 0 only checks, and writes old forms as PS3.5 6.2 has them today.

    Returns
    -------
    list of str or None
        As many as there were; empty values stay empty. Ranges (PS3.4 C.2.2.2.5) are moved at both ends.
    """
    move = {"DA": _shifted_date, "DT": _shifted_date_time, "TM": _time}[vr]
    made = [_with_ranges(value.strip(" \0"), days, move) for value in values]
    return [value for value in made if value is not None] if None not in made else None


def is_valid(vr: str, values: Sequence[str]) -> bool:
    """Say whether all values are points in time, as PS3.5 6.2 writes them today."""
    return shifted(vr, values, 0) == [value.strip(" \0") for value in values]


def is_offset(value: str) -> bool:
    """Say whether a text is an offset from UTC, such as ``+0800``."""
    return _OFFSET.fullmatch(value.strip(" \0")) is not None


def _with_ranges(value: str, days: int, move: Callable[[str, int], str | None]) -> str | None:
    if not value:
        return ""
    single = move(value, days)  # first: the hyphen may be that of an offset from UTC
    if single is not None:
        return single
    for place in (index for index, character in enumerate(value) if character == "-"):
        ends = [value[:place], value[place + 1 :]]
        made = [move(end, days) if end else "" for end in ends]
        if any(made) and None not in made:
            return "-".join(end or "" for end in made)
    return None


def _shifted_date(value: str, days: int) -> str | None:
    found = _DATE.fullmatch(value)
    if not found:
        return None
    year, month, day, dotted_month, dotted_day = found.groups()
    earlier = _earlier(year, month or dotted_month, day or dotted_day, days)
    return f"{earlier.year:04}{earlier.month:02}{earlier.day:02}" if earlier else None


def _shifted_date_time(value: str, days: int) -> str | None:
    found = _DATE_TIME.fullmatch(value)
    if not found:
        return None
    year, month, day, time, offset = found.groups()
    earlier = _earlier(year, month or "01", day or "01", days)
    if earlier is None:
        return None
    whole = f"{earlier.year:04}{earlier.month:02}{earlier.day:02}"
    return whole[: len(f"{year}{month or ''}{day or ''}")] + (time or "") + (offset or "")


def _earlier(year: str, month: str, day: str, days: int) -> date | None:
    try:
        return date(int(year), int(month), int(day)) - timedelta(days)
    except (ValueError, OverflowError):  # no such day, or before the year 1
        return None


def _time(value: str, days: int) -> str | None:
    del days
    found = _TIME.fullmatch(value)
    return "".join(part or "" for part in found.groups()) if found else None
