"""Values that can be trusted to be what they seem."""

from __future__ import annotations

import copy
import re
from functools import lru_cache
from typing import Any, Final

from pydicom.dataelem import DataElement
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_data_element
from pydicom.multival import MultiValue
from pydicom.uid import UID
from pydicom.valuerep import IS, DSfloat

from redactor.dicom.conversion import UNREADABLE

UNICODE: Final = "ISO_IR 192"
TEXTS: Final = frozenset({"LO", "SH", "ST", "LT", "UT", "UC"})
"""VRs of texts that can stay, which Specific Character Set (0008,0005) governs."""

_GRAMMAR: Final = {
    "AS": re.compile(r"[0-9]{3}[DWMY]|"),
    "CS": re.compile(r"[\x20-\x7e]*"),
    "DS": re.compile(r" *[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?[ \0]*|"),
    "IS": re.compile(r" *[+-]?[0-9]+(\.0*)?[ \0]*|"),
    "UI": re.compile(r"[0-9.]*"),
}
"""What these VRs may hold, whatever Specific Character Set says; lengths and lower case are not held against them."""

_LONG: Final = frozenset({"UT", "UC"})
_LONGEST: Final = 0xFFFE  # PS3.5 7.1.2: the length of the other VRs has 16 bits
_HEAD: Final = 8
_STRINGS: Final = frozenset({str, UID, DSfloat, IS})
"""Types whose values are written as `str` gives them."""
_REMEMBERED: Final = 1 << 12
_REMEMBERED_LENGTH: Final = 64
_SHORT_ENOUGH: Final = 0xFF00
_RANGES: Final = {"US": (0, 0xFFFF), "SS": (-0x8000, 0x7FFF), "UL": (0, 0xFFFFFFFF), "SL": (-0x80000000, 0x7FFFFFFF)}
_SCALARS: Final = _STRINGS | {int, float}
_UNDECODED: Final = frozenset("\N{REPLACEMENT CHARACTER}\x1b")
"""What decoding leaves of bytes in another character set than the data set names: they hide what they say."""


def values_of(element: DataElement) -> list[Any]:
    """Give the values of an element as a list, none if it is empty."""
    value = element.value
    if type(value) in _SCALARS:
        return [] if value == "" else [value]
    if isinstance(value, MultiValue) and len(value) > 1:
        return list(value)
    if element.VM > 1:
        return list(value)
    return [] if element.is_empty else [value]


def is_legible(element: DataElement) -> bool:
    """Say whether a value is what its VR says, and can be written in Explicit VR (PS3.5 6.2)."""
    values, vr = values_of(element), str(element.VR)
    # Texts that are one value are what most elements hold, and much the same in all instances of a series.
    short = len(values) == 1 and type(values[0]) is str and len(values[0]) <= _REMEMBERED_LENGTH
    plainly = _is_plain_text(vr, values[0]) if short else _is_plainly_legible(vr, values)
    return _can_be_written(element, values) if plainly is None else plainly


def copied(element: DataElement) -> DataElement:
    """Give an element of its own with the same value, which nobody can change through the other."""
    return DataElement(
        element.tag,
        element.VR,
        _value_anew(element.value),
        file_value_tell=element.file_tell,
        is_undefined_length=element.is_undefined_length,
        already_converted=True,
    )


def anew(element: DataElement) -> DataElement:
    """Give what `copied` does, of an element that this program made itself, faster."""
    made = DataElement.__new__(DataElement)
    made.__dict__.update(element.__dict__)
    made._value = _value_anew(element.value)  # noqa: SLF001 - its setter would convert what is converted
    return made


def _value_anew(value: Any) -> Any:  # noqa: ANN401 - the VR decides
    if type(value) in _SCALARS:
        return value
    if type(value) is MultiValue and all(type(each) in _SCALARS for each in value):
        made: MultiValue[Any] = MultiValue.__new__(MultiValue)
        # What checks further values may be shared: copying it would copy the element that it belongs to.
        made.__dict__.update(value.__dict__, _list=list(value))
        return made
    return copy.deepcopy(value)


@lru_cache(_REMEMBERED)
def _is_plain_text(vr: str, text: str) -> bool | None:
    return _is_plainly_legible(vr, [text])


def _is_plainly_legible(vr: str, values: list[Any]) -> bool | None:
    """Say what `_can_be_written` would, for short ASCII texts and whole numbers; None where only writing can tell."""
    if vr in _RANGES:
        low, high = _RANGES[vr]
        return True if all(type(value) is int and low <= value <= high for value in values) else None
    if (vr not in _GRAMMAR and vr not in TEXTS) or not all(type(value) in _STRINGS for value in values):
        return None
    texts = [str(value) for value in values]
    whole = "\\".join(texts)
    if not whole.isascii() or len(whole) > _SHORT_ENOUGH:
        return None
    return "\x1b" not in whole if vr in TEXTS else all(map(_GRAMMAR[vr].fullmatch, texts))


def _can_be_written(element: DataElement, values: list[Any]) -> bool:
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    try:
        write_data_element(buffer, element, [UNICODE])
    except UNREADABLE:
        return False  # the words of these errors quote the value
    if element.VR in TEXTS:
        short = element.VR in _LONG or buffer.tell() - _HEAD <= _LONGEST
        return short and not any(_UNDECODED & set(str(value)) for value in values)
    if element.VR in _GRAMMAR:
        grammar = _GRAMMAR[element.VR]
        return buffer.tell() - _HEAD <= _LONGEST and all(grammar.fullmatch(str(value)) for value in values)
    return True
