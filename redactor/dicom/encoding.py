"""Encode a data set as pydicom would, the plain values of most elements at once.

pydicom takes apart and looks up so much for each element that a header takes it longer than its pixels. What is not
plain is left to it: other character sets, names of persons, opaque bytes, values that it would complain about.
"""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from pydicom.dataelem import DataElement
from pydicom.filebase import DicomIO
from pydicom.filewriter import write_data_element, write_dataset
from pydicom.multival import MultiValue
from pydicom.uid import UID
from pydicom.valuerep import AMBIGUOUS_VR, EXPLICIT_VR_LENGTH_32, IS, DSfloat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydicom.dataset import Dataset

    _Charset = str | list[str] | None

_TEXTS: Final = frozenset({"LO", "LT", "SH", "ST", "UC", "UT"})
"""VRs that Specific Character Set governs."""

_STRINGS: Final = _TEXTS | {"AE", "AS", "CS", "DA", "DS", "DT", "IS", "TM", "UI", "UR"}
_NUMBERS: Final = {"US": "H", "SS": "h", "UL": "L", "SL": "l", "FL": "f", "FD": "d"}
_NUMERALS: Final = frozenset({"DS", "IS"})
_PLAIN: Final = frozenset({str, UID})
_READ_NUMERALS: Final = frozenset({str, IS, DSfloat})
_LONG_VRS: Final = frozenset(vr.value for vr in EXPLICIT_VR_LENGTH_32)
_LIKE_ASCII: Final = (None, "", "iso8859", "ISO_IR 6", "ISO_IR 100", "ISO_IR 192")
"""Character sets in which ASCII is ASCII."""

_LONGEST: Final = 0xFFFF
_LAST_COUNTED: Final = 6
"""The lengths of groups above this one are retired (PS3.5 7.2)."""
_ITEM: Final = (0xFFFE, 0xE000)


def encoded(attributes: Dataset, *, is_little_endian: bool = True, is_implicit_vr: bool = False) -> bytes:
    """Give the bytes of a data set.

    Raises
    ------
    AttributeError, LookupError, NotImplementedError, OSError, TypeError, ValueError
        What pydicom raises on a value that can't be written; the words may quote it.
    """
    if _is_made_here(attributes):
        return _Encoder(is_little_endian, is_implicit_vr).data_set(attributes, None)
    content = BytesIO()
    write_dataset(_output(content, is_little_endian, is_implicit_vr), attributes)
    return content.getvalue()


def _is_made_here(attributes: Dataset) -> bool:
    """Say whether all values are converted, and each VR is certain, at every depth; else pydicom sees to that."""
    for element in attributes.values():
        if not isinstance(element, DataElement) or element.VR in AMBIGUOUS_VR:
            return False
        if element.VR == "SQ" and not all(map(_is_made_here, element.value or ())):
            return False
    return True


def _output(content: BytesIO, is_little_endian: bool, is_implicit_vr: bool) -> DicomIO:
    output = DicomIO(content)
    output.is_little_endian, output.is_implicit_VR = is_little_endian, is_implicit_vr
    return output


class _Encoder:
    def __init__(self, is_little_endian: bool, is_implicit_vr: bool) -> None:
        self._little, self._implicit = is_little_endian, is_implicit_vr
        self._order = "<" if is_little_endian else ">"
        self._tag = struct.Struct(f"{self._order}HH").pack
        self._short = struct.Struct(f"{self._order}HH2sH").pack
        self._long = struct.Struct(f"{self._order}HH2s2xL").pack
        self._bare = struct.Struct(f"{self._order}HHL").pack

    def data_set(self, attributes: Dataset, charset: _Charset) -> bytes:
        own = charset if 0x00080005 not in attributes.keys() else attributes[0x00080005].value  # noqa: SIM118 - faster
        parts: list[bytes] = []
        for number, element in sorted((int(tag), element) for tag, element in attributes.items()):
            counted = number & 0xFFFF or number >> 16 <= _LAST_COUNTED
            if counted and isinstance(element, DataElement):  # as all are (`_is_made_here`)
                parts += self._element(number, element, own)
        return b"".join(parts)

    def _element(self, number: int, element: DataElement, charset: _Charset) -> tuple[bytes, ...]:
        vr = str(element.VR)
        if element.is_undefined_length:
            value = None
        elif vr == "SQ":
            value = self._items(element.value, charset)
        else:
            value = self._plain(vr, element.value, charset)
        if value is None or (len(value) > _LONGEST and vr not in _LONG_VRS):
            content = BytesIO()
            write_data_element(_output(content, self._little, self._implicit), element, charset)
            return (content.getvalue(),)
        group, tag = number >> 16, number & 0xFFFF
        if self._implicit:
            return self._bare(group, tag, len(value)), value
        head = self._long if vr in _LONG_VRS else self._short
        return head(group, tag, vr.encode("ascii"), len(value)), value

    def _items(self, items: Sequence[Dataset] | None, charset: _Charset) -> bytes | None:
        if any(getattr(item, "is_undefined_length_sequence_item", False) for item in items or ()):
            return None
        inner = [self.data_set(item, charset) for item in items or ()]
        return b"".join(self._bare(*_ITEM, len(part)) + part for part in inner)

    def _plain(self, vr: str, value: Any, charset: _Charset) -> bytes | None:  # noqa: ANN401 - the VR decides
        """Give the bytes of a value, or None if only pydicom can."""
        if value is None or value == "":
            return b""
        values = value if isinstance(value, MultiValue | list) else (value,)
        if vr in _STRINGS:
            if charset not in _LIKE_ASCII and vr in _TEXTS:
                return None
            return _text(values, vr)
        # The first word of a lookup table descriptor is unsigned, whatever the others are.
        descriptor = vr == "SS" and len(values) > 1
        if vr not in _NUMBERS or descriptor or not all(type(each) in {int, float} for each in values):
            return None
        try:
            return struct.pack(f"{self._order}{len(values)}{_NUMBERS[vr]}", *values)
        except (struct.error, OverflowError):
            return None


def _text(values: Sequence[Any], vr: str) -> bytes | None:
    if vr in _NUMERALS:
        if not all(type(each) in _READ_NUMERALS for each in values):
            return None
        # Numbers keep the digits that they were read with.
        values = [each.original_string if hasattr(each, "original_string") else str(each) for each in values]
    elif not all(type(each) in _PLAIN for each in values):
        return None
    whole = "\\".join(values)
    if not whole.isascii():
        return None
    return whole.encode("ascii") + (b"\0" if vr == "UI" else b" ") * (len(whole) % 2)
