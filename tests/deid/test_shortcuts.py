"""What is decided without converting or writing a value is what converting or writing it would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataelem import DataElement
from pydicom.uid import DeflatedExplicitVRLittleEndian

from redactor.deid import legible
from redactor.deid.legible import copied, is_legible, values_of
from redactor.dicom.instance import Instance
from redactor.dicom.walk import readable_elements
from tests.instances import header, noise, save, with_pixels

if TYPE_CHECKING:
    from pathlib import Path

TAGS = {
    "LO": 0x00081030,
    "SH": 0x00100020,
    "CS": 0x00080060,
    "UI": 0x00080018,
    "AS": 0x00101010,
    "ST": 0x00080081,
    "US": 0x00280010,
    "SL": 0x00186020,
}
TEXTS = st.text(st.sampled_from("ABCz019. _-^=\x1b\x00\\é中\N{REPLACEMENT CHARACTER}"), max_size=12)


def element(vr: str, value: object) -> DataElement:
    return DataElement(TAGS[vr], vr, value, already_converted=True)


@given(st.sampled_from(["LO", "SH", "CS", "UI", "AS", "ST"]), TEXTS)
def test_texts_are_legible_if_and_only_if_they_can_be_written(vr: str, text: str) -> None:
    made = element(vr, text)
    assert is_legible(made) is legible._can_be_written(made, values_of(made))


@given(st.sampled_from(["US", "SL"]), st.integers(-(2**33), 2**33))
def test_numbers_are_legible_if_and_only_if_they_can_be_written(vr: str, number: int) -> None:
    made = element(vr, number)
    assert is_legible(made) is legible._can_be_written(made, values_of(made))


@pytest.mark.parametrize("length", [0xFEFF, 0xFF00, 0xFF01, 0xFFFE, 0xFFFF, 0x10000])
def test_the_longest_texts_are_measured_as_they_are_written(length: int) -> None:
    made = element("ST", "A" * length)
    assert is_legible(made) is legible._can_be_written(made, values_of(made)) is (length <= 0xFFFE)


def test_a_copy_does_not_change_with_its_original() -> None:
    source = DataElement(0x00080008, "CS", ["ORIGINAL", "PRIMARY"])
    made = copied(source)
    source.value[0] = "DERIVED"
    assert made.value == ["ORIGINAL", "PRIMARY"]


def _paths_of(path: str, vrs: set[str]) -> list[str]:
    return [where for where, _ in readable_elements(dcmread(path), wanted=lambda _, vr: vr in vrs)]


@pytest.mark.parametrize("name", ["CT_small.dcm", "MR_small_implicit.dcm", "rtplan.dcm"])
def test_elements_that_are_asked_for_are_those_that_reading_all_gives(name: str) -> None:
    path = str(get_testdata_file(name))
    for wanted in ({"PN"}, {"UI", "DA"}, {"UN", "OB"}, {"US", "SS"}):
        every = [where for where, found in readable_elements(dcmread(path)) if found.VR in wanted]
        assert _paths_of(path, wanted) == every


def test_names_in_deflated_files_are_decoded_by_their_own_character_set(tmp_path: Path) -> None:
    source = with_pixels(header(), noise((1, 8, 8)))
    source.SpecificCharacterSet, source.PatientName = "ISO_IR 192", "王^小明"
    path = save(source, tmp_path / "a.dcm", DeflatedExplicitVRLittleEndian)
    assert "王^小明" in {text for _, text in Instance.open(path).identifiers.values}
