"""What was decided about elements whose bytes all instances of a series share: decided once, and looked up after that.

Only decisions that depend on nothing but an element's own bytes and on what all of a series have in common are
remembered. They are the last few thousand, in memory alone.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from redactor.deid.lookup_tables import DESCRIPTORS
from redactor.dicom.walk import keyword_at

if TYPE_CHECKING:
    from pydicom.dataelem import RawDataElement

Key = tuple[int, str, bytes]
"""Tag, VR and value."""

_VRS: Final = frozenset({"AS", "CS", "DS", "FD", "FL", "IS", "LO", "SH", "SL", "SS", "TM", "UL", "US"})
"""VRs of values that speak for themselves. Not UIDs and dates, which are compared with others; nor persons."""

OWN_WORDS: Final = frozenset({"LO", "PN", "SH", "SQ", "ST"})
"""VRs of what the program says of itself, which is judged without regard to anything else."""

_ODD_GROUP: Final = 0x10000
_LONGEST: Final = 1024
_MOST: Final = 1 << 12
_OF_OTHERS: Final = frozenset({"CodeValue", "LongCodeValue", "CodingSchemeDesignator", "ColorSpace", *DESCRIPTORS})
"""Judged together with another attribute that stands beside them."""

T = TypeVar("T")


def key_of(raw: RawDataElement | None, vrs: frozenset[str] = _VRS) -> Key | None:
    """Give what a decision is remembered by; None where it may depend on more."""
    if raw is None or raw.VR not in vrs or raw.length > _LONGEST or raw.length != len(raw.value or b""):
        return None
    tag = int(raw.tag)
    if tag & _ODD_GROUP or keyword_at(tag) in _OF_OTHERS:
        return None
    return tag, raw.VR, raw.value or b""


class Decisions(Generic[T]):
    """Decisions by key; the oldest are forgotten."""

    def __init__(self) -> None:
        self._held: OrderedDict[Key, T] = OrderedDict()

    def get(self, key: Key | None) -> T | None:
        """Give what was decided, None if nothing was."""
        return None if key is None else self._held.get(key)

    def hold(self, key: Key, decision: T) -> None:
        """Remember a decision."""
        self._held[key] = decision
        if len(self._held) > _MOST:
            self._held.popitem(last=False)
