"""Numbers, sizes and moments as people write them in the language of the window. Free of Qt.

The marks and forms stand in the catalogue, as all words do. Records, reports and the command line write numbers
for programs, and don't come here.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from redactor.gui.problems import Translate

_GROUP: Final = QT_TRANSLATE_NOOP("Numbers", ",")
_POINT: Final = QT_TRANSLATE_NOOP("Numbers", ".")
_DAY: Final = QT_TRANSLATE_NOOP("Numbers", "{day} {month} {year}")
_MOMENT: Final = QT_TRANSLATE_NOOP("Numbers", "{date}, {time}")
_MONTHS: Final = (
    QT_TRANSLATE_NOOP("Numbers", "Jan"),
    QT_TRANSLATE_NOOP("Numbers", "Feb"),
    QT_TRANSLATE_NOOP("Numbers", "Mar"),
    QT_TRANSLATE_NOOP("Numbers", "Apr"),
    QT_TRANSLATE_NOOP("Numbers", "May"),
    QT_TRANSLATE_NOOP("Numbers", "Jun"),
    QT_TRANSLATE_NOOP("Numbers", "Jul"),
    QT_TRANSLATE_NOOP("Numbers", "Aug"),
    QT_TRANSLATE_NOOP("Numbers", "Sep"),
    QT_TRANSLATE_NOOP("Numbers", "Oct"),
    QT_TRANSLATE_NOOP("Numbers", "Nov"),
    QT_TRANSLATE_NOOP("Numbers", "Dec"),
)
_UNITS: Final = ("B", "kB", "MB", "GB")
_STEP: Final = 1000


def number(value: float, translate: Translate, form: str = ",") -> str:
    """Write a number with the marks of the language.

    Parameters
    ----------
    form
        How, as Python's format says it; groups of three digits unless told.
    """
    marks: dict[str, str | int | None] = {",": translate("Numbers", _GROUP), ".": translate("Numbers", _POINT)}
    return format(value, form).translate(str.maketrans(marks))


def counted(one: str, many: str, count: int, translate: Translate, **facts: str) -> str:
    """Put a count into the sentence that reads right with it.

    Parameters
    ----------
    one, many
        The sentence for a count of one, and for any other; both translated.
    facts
        What else the sentence names.
    """
    return (one if count == 1 else many).format(count=number(count, translate), **facts)


def size(octets: int, translate: Translate) -> str:
    """Write a number of bytes (decimal units), with one decimal where the whole part has one digit."""
    if octets < _STEP:
        return f"{octets} {_UNITS[0]}"
    value = float(octets)
    for unit in _UNITS[1:]:
        value /= _STEP
        if round(value) < _STEP:
            return f"{_rough(value, translate)} {unit}"
    return f"{_rough(value / _STEP, translate)} TB"


def _rough(value: float, translate: Translate) -> str:
    return number(value, translate, ",.0f" if round(value, 1) >= 10 else ",.1f")


def moment(seconds: float, translate: Translate) -> str:
    """Write a moment in local time, with its day.

    Parameters
    ----------
    seconds
        Since 1970-01-01 00:00 UTC.
    """
    then = time.localtime(seconds)
    month = translate("Numbers", _MONTHS[then.tm_mon - 1])
    date = translate("Numbers", _DAY).format(day=then.tm_mday, month=month, year=then.tm_year)
    return translate("Numbers", _MOMENT).format(date=date, time=_time(then))


def clock(seconds: float, translate: Translate) -> str:
    """Write the time of a moment, with the day only if that is not today."""
    then = time.localtime(seconds)
    return _time(then) if then[:3] == time.localtime()[:3] else moment(seconds, translate)


def _time(then: time.struct_time) -> str:
    return f"{then.tm_hour:02}:{then.tm_min:02}"
