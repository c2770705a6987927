"""Convert raw elements with pydicom's own converters, equal bytes once: the headers of a series hold much the same.

What is remembered are bytes and what they mean, of the last few thousand different values, in memory alone.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pydicom.dataelem import DataElement, RawDataElement
from pydicom.errors import BytesLengthException
from pydicom.multival import MultiValue
from pydicom.tag import BaseTag
from pydicom.uid import UID
from pydicom.valuerep import IS, DSfloat
from pydicom.values import convert_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STRINGS: Final = ("AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "SH", "ST", "TM", "UC", "UI", "UR", "UT")
_VRS: Final = frozenset({*_STRINGS, "US", "SS", "UL", "SL", "FL", "FD"})
UNREADABLE: Final = (
    BytesLengthException,
    struct.error,
    ValueError,
    TypeError,
    NotImplementedError,
    AttributeError,
    OverflowError,
    LookupError,
    OSError,
    EOFError,
)
"""What pydicom raises when a raw value can't be converted to its VR."""

_LUT_DESCRIPTORS: Final = frozenset({0x00281101, 0x00281102, 0x00281103, 0x00283002})
"""Their first number is unsigned, whatever their VR: pydicom sees to that once the value is converted."""

_KINDS: Final[dict[str, Callable[[Any], Any]]] = {"UI": UID, "DS": DSfloat, "IS": IS}
_ODD_GROUP: Final = 0x10000
_ANY_TAG: Final = BaseTag(0)
_LONGEST: Final = 256
_REMEMBERED: Final = 1 << 12


@dataclass(frozen=True)
class _Several:
    """Values of which each element gets a list of its own; of a kind, or numbers in a plain list."""

    parts: tuple[Any, ...]
    kind: Callable[[Any], Any] | None = None

    def anew(self) -> list[Any] | MultiValue[Any]:
        return list(self.parts) if self.kind is None else MultiValue(self.kind, self.parts)


def converted(raw: RawDataElement, vr: str | None, charset: str | Sequence[str]) -> DataElement | None:
    """Convert a raw element; None leaves that, and complaining of what can't be converted, to pydicom.

    Parameters
    ----------
    vr
        That it will have, or None if only converting it can tell.
    charset
        Python's names of the character sets that the data set was read with; none if it was not read but made.
    """
    if vr not in _VRS or not raw.value or not charset:
        return None
    number = int(raw.tag)
    if len(raw.value) != raw.length or raw.length > _LONGEST or number & _ODD_GROUP or number in _LUT_DESCRIPTORS:
        return None
    # Of every VR: pydicom takes what is no number for a text.
    key = charset if isinstance(charset, str) else tuple(charset)
    try:
        value = _value(vr, raw.value, raw.is_little_endian, key)
    except UNREADABLE:
        return None
    if value is None:
        return None
    if isinstance(value, _Several):
        value = value.anew()
    return DataElement(raw.tag, vr, value, raw.value_tell, already_converted=True)


@lru_cache(_REMEMBERED)
def _value(vr: str, data: bytes, is_little_endian: bool, charset: str | tuple[str, ...]) -> Any:  # noqa: ANN401 - the VR decides; remembered by place
    raw = RawDataElement(_ANY_TAG, vr, len(data), data, 0, False, is_little_endian)
    value = convert_value(vr, raw, charset if isinstance(charset, str) else list(charset))
    if isinstance(value, list):
        return _Several(tuple(value))
    if not isinstance(value, MultiValue):
        return value
    kind = _KINDS.get(vr, str)
    return _Several(tuple(value), kind) if all(type(part) is kind for part in value) else None
