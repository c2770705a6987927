"""What is converted once for equal bytes is what pydicom makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag

from redactor.dicom.conversion import UNREADABLE
from redactor.dicom.walk import element_at

if TYPE_CHECKING:
    from collections.abc import Callable

TAGS = {
    "LO": 0x00081030,
    "SH": 0x00080050,
    "ST": 0x00080081,
    "LT": 0x001021B0,
    "UT": 0x00080119,
    "UC": 0x00080120,
    "CS": 0x00080060,
    "AE": 0x00080055,
    "DA": 0x00080020,
    "TM": 0x00080030,
    "DT": 0x0008002A,
    "AS": 0x00101010,
    "UI": 0x00080018,
    "UR": 0x00080121,
    "IS": 0x00200013,
    "DS": 0x00281050,
    "PN": 0x00100010,
    "AT": 0x00280009,
    "US": 0x00280010,
    "SS": 0x00280106,
    "UL": 0x00081161,
    "SL": 0x00186020,
    "FL": 0x00089459,
    "FD": 0x00189087,
}
BYTES = st.binary(max_size=12) | st.lists(
    st.sampled_from([b"1.2", b"A b", b"\xc4\xe3", b"-7", b" ", b"\\", b"\0"])
).map(b"".join)
CHARSETS = st.sampled_from(["iso8859", ["utf8"], ["gb18030"], ["latin_1", "iso2022_jp"]])


def _with(raw: RawDataElement, charset: str | list[str]) -> Dataset:
    made = Dataset({raw.tag: raw})
    made.set_original_encoding(raw.is_implicit_VR, raw.is_little_endian, charset)
    return made


def _found(find: Callable[[], DataElement | None]) -> tuple[str, str, str, int | None] | None:
    try:
        element = find()
    except UNREADABLE:
        return None
    if element is None:
        return None
    parts = [element.value] if isinstance(element.value, str) or element.VM < 2 else list(element.value)
    return str(element.VR), repr(parts), str([(type(part), str(part)) for part in parts]), element.file_tell


@given(st.sampled_from(sorted(TAGS)), BYTES, st.booleans(), st.booleans(), CHARSETS)
def test_any_bytes_become_what_pydicom_makes_of_them(
    vr: str, data: bytes, implicit: bool, little: bool, charset: str | list[str]
) -> None:
    tag = BaseTag(TAGS[vr])
    raw = RawDataElement(tag, None if implicit else vr, len(data), data, 7, implicit, little)
    for _ in range(2):
        assert _found(lambda: element_at(_with(raw, charset), tag)) == _found(lambda: _with(raw, charset)[tag])


def test_a_data_set_that_was_made_is_decoded_by_what_it_says_now() -> None:
    data = "张三丰".encode("gb18030")
    made = Dataset({BaseTag(0x00181210): RawDataElement(BaseTag(0x00181210), "SH", 6, data, 0, False, True)})
    made.SpecificCharacterSet = "GB18030"
    found = element_at(made, BaseTag(0x00181210))
    assert found is not None
    assert found.value == "张三丰"


@pytest.mark.parametrize("tag", [0x00281101, 0x00283002])
def test_the_first_number_of_a_lookup_table_descriptor_is_unsigned(tag: int) -> None:
    data = b"\x00\xff\x00\x00\x10\x00"
    raw = RawDataElement(BaseTag(tag), "SS", len(data), data, 0, False, True)
    found = element_at(_with(raw, "iso8859"), raw.tag)
    assert found is not None
    assert list(found.value) == [0xFF00, 0, 16]


@pytest.mark.parametrize("vr", ["CS", "DS", "UI", "US"])
def test_no_element_shares_its_values_with_another(vr: str) -> None:
    data = b"\x01\0\x02\0" if vr == "US" else b"1\\22"
    raw = RawDataElement(BaseTag(TAGS[vr]), vr, len(data), data, 0, False, True)
    one, other = (element_at(_with(raw, "iso8859"), raw.tag) for _ in range(2))
    assert one is not None
    assert other is not None
    one.value.append(one.value[0])
    assert len(other.value) == 2


@pytest.mark.parametrize("name", ["CT_small.dcm", "MR_small_implicit.dcm", "MR_small_bigendian.dcm", "rtplan.dcm"])
def test_whole_files_are_converted_as_pydicom_does(name: str) -> None:
    ours, theirs = (dcmread(str(get_testdata_file(name))) for _ in range(2))
    for tag in theirs.keys():  # noqa: SIM118 - iterating a Dataset converts every value
        assert element_at(ours, tag) == theirs[tag]
