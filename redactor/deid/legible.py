"""Values that can be trusted to be what they seem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_data_element

from redactor.dicom.walk import UNREADABLE

if TYPE_CHECKING:
    from pydicom.dataelem import DataElement

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
_UNDECODED: Final = frozenset("\N{REPLACEMENT CHARACTER}\x1b")
"""What decoding leaves of bytes in another character set than the data set names: they hide what they say."""


def values_of(element: DataElement) -> list[Any]:
    """Give the values of an element as a list, none if it is empty."""
    if element.VM > 1:
        return list(element.value)
    return [] if element.is_empty else [element.value]


def is_legible(element: DataElement) -> bool:
    """Say whether a value is what its VR says, and can be written in Explicit VR (PS3.5 6.2)."""
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    values = values_of(element)
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
