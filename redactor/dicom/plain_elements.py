"""Read a data set whose elements lie one after another in ascending order, as nearly all do, without ceremony.

pydicom reads any data set, and asks about each element what only few need. What is unusual in the least is left to it:
other encodings than Explicit VR Little Endian, undefined lengths, unknown VRs, tags out of order, headers longer than
`WINDOW`.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from pydicom.charset import convert_encodings, default_encoding
from pydicom.dataelem import DataElement, RawDataElement, convert_raw_data_element, empty_value_for_VR
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag
from pydicom.valuerep import EXPLICIT_VR_LENGTH_16, EXPLICIT_VR_LENGTH_32

from redactor.dicom.conversion import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from typing import BinaryIO

WINDOW: Final = 1 << 16
_UNDEFINED: Final = 0xFFFFFFFF
_HEAD: Final = struct.Struct("<HH2sH").unpack_from
_LENGTH: Final = struct.Struct("<L").unpack_from
_SHORT: Final = {vr.value.encode("ascii"): vr.value for vr in EXPLICIT_VR_LENGTH_16}
_LONG: Final = {vr.value.encode("ascii"): vr.value for vr in EXPLICIT_VR_LENGTH_32}
_EMPTY: Final = {
    name: cast("bytes | None", empty_value_for_VR(name, raw=True)) for name in (*_SHORT.values(), *_LONG.values())
}
_CHARACTER_SET: Final = 0x00080005


def read_plain(stream: BinaryIO, last: int, others: Container[int] = (), *, window: int = WINDOW) -> Dataset | None:
    """Read elements up to a tag; the stream is then where the first of those that follow begins.

    Parameters
    ----------
    last
        The tag of the last element that is wanted.
    others
        Tags of elements that are not wanted, nor any behind them.
    window
        How many bytes are looked at.

    Returns
    -------
    Dataset or None
        What pydicom would give; None if it has to be asked. The stream is where it was then.
    """
    start = stream.tell()
    data = stream.read(window)
    found: dict[BaseTag, DataElement | RawDataElement] = {}
    position = _collect(data, start, last, others, found, ends=len(data) < window)
    encoding = _encoding(found)
    # The VR of a first element that is not wanted tells pydicom something, too.
    if position is None or not found or encoding is None:
        stream.seek(start)
        return None
    stream.seek(start + position)
    made = Dataset(found)
    made.set_original_encoding(is_implicit_vr=False, is_little_endian=True, character_encoding=encoding)
    return made


def _encoding(found: Mapping[BaseTag, DataElement | RawDataElement]) -> str | list[str] | None:
    """Give Python's names of the character sets; None if nothing can be made of what the data set says."""
    said = found.get(tag_of(_CHARACTER_SET))
    if not isinstance(said, RawDataElement):
        return default_encoding
    try:
        return convert_encodings(convert_raw_data_element(said).value)
    except UNREADABLE:
        return None


def _collect(
    data: bytes,
    start: int,
    last: int,
    others: Container[int],
    found: dict[BaseTag, DataElement | RawDataElement],
    *,
    ends: bool,
) -> int | None:
    """Collect elements; give where the next one begins, or None if one is unusual, or not all of them are there."""
    position, before, end = 0, -1, len(data)
    while position + 8 <= end:
        group, number, coded_vr, length = _HEAD(data, position)
        tag, value_at = group << 16 | number, position + 8
        if tag > last or tag in others:
            return position
        vr = _SHORT.get(coded_vr)
        if vr is None:
            vr = _LONG.get(coded_vr)
            if vr is None or value_at + 4 > end:
                return None
            (length,) = _LENGTH(data, value_at)
            value_at += 4
        position = value_at + length
        if tag <= before or position > end or length == _UNDEFINED:
            return None
        before, name = tag, tag_of(tag)
        value = data[value_at:position] if length else _EMPTY[vr]
        found[name] = RawDataElement(name, vr, length, value, start + value_at, False, True)
    return position if position == end and ends else None


@lru_cache(1 << 14)
def tag_of(number: int) -> BaseTag:
    """Give the tag of a number, always the same: pydicom compares tags that are not the same in Python."""
    return BaseTag(number)
