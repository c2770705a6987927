"""Texts that name a person are found, and texts that do not are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset

from redactor.deid.identity import PersonWords
from tests.deid.samples import data_set, deidentified


def words(**attributes) -> PersonWords:
    return PersonWords.of(data_set(**attributes))


def text(value, vr="LO", tag=0x00081090) -> DataElement:
    return DataElement(tag, vr, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CANARY^ZELDA", "scan of zelda, left"),
        ("CANARY^ZELDA", "CANARY_2"),
        ("CANARY^ZELDA", "xcanaryx"),
        ("CANARY^ZELDA", ["harmless", "Canary"]),
        ("CANARY^ZELDA", "\uff23\uff41\uff4e\uff41\uff52\uff59"),  # full-width letters
        ("O'BRIEN^PAT", "o'brien"),
        ("YAMADA^TARO=山田^太郎=やまだ^たろう", "山田"),
        ("张^三", "张三 胸部"),
        ("王小明", "患者王小明"),
        ("欧阳^娜", "欧阳"),
        ("LI^MEIHUA", "LIMEIHUA"),
        ("LI^JO", "Li"),
    ],
)
def test_a_text_that_names_the_patient_is_found(name, value):
    assert words(PatientName=name).are_in(text(value))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CANARY^ZELDA", "Canvas"),
        ("CANARY^ZELDA", ""),
        ("CANARY^ZELDA", None),
        ("LI^JO", "Linac"),
        ("张^三", "三维重建"),
        ("", "anything"),
    ],
)
def test_a_text_that_names_nobody_is_left_alone(name, value):
    assert not words(PatientName=name).are_in(text(value))


@pytest.mark.parametrize(
    ("keyword", "number", "value", "found"),
    [
        ("PatientID", "ZZ-4711-77", "ZZ471177", True),
        ("PatientID", "ZZ-4711-77", "4711", True),
        ("PatientID", "ZZ-4711-77", "77", True),
        ("PatientID", "ZZ-4711-77", "177", False),
        ("AccessionNumber", "ACC998877", "acc998877", True),
        ("OtherPatientIDs", ["A1234", "B5678"], "x B5678", True),
        ("StudyID", "CHEST", "chest", False),
        ("StudyID", "CT 20771", "20771", True),
        ("InstitutionName", "Canary Hospital", "Canary", False),
        ("PatientBirthDate", "19610307", "19610307", False),
        ("StudyDate", "20240501", "20240501", False),
    ],
)
def test_numbers_of_persons_count_and_places_and_dates_do_not(keyword, number, value, found):
    assert words(**{keyword: number}).are_in(text(value)) is found


@pytest.mark.parametrize(
    ("vr", "tag", "value", "found"),
    [
        ("CS", 0x00180015, "CHEST", True),
        ("CS", 0x00180015, "CHEST ZELDA", True),
        ("CS", 0x00180015, "CHESTWALL", False),
        ("CS", 0x00180015, "", False),
        ("CS", 0x00080060, "CHEST", False),  # Modality
        ("CS", 0x00280004, "CHEST", False),  # Photometric Interpretation
        ("IS", 0x00200013, "471177", True),
        ("IS", 0x00200013, "1471177", False),
        ("IS", 0x00280008, "471177", False),  # Number of Frames
        ("DS", 0x00180050, "4711", False),
        ("US", 0x00189004, 4711, False),
    ],
)
def test_coded_strings_and_numbers_are_compared_as_a_whole(vr, tag, value, found):
    assert words(PatientName="CHEST^ZELDA", PatientID="471177").are_in(text(value, vr, tag)) is found


def test_names_in_items_count_too():
    item = Dataset()
    item.PersonName = "HOLMES^SHERLOCK"
    assert words(ContentSequence=[item]).are_in(text("Holmes"))


def test_a_match_is_emptied_and_recorded():
    result = deidentified(data_set(PatientName="CANARY^ZELDA", ManufacturerModelName="Zelda's", SeriesNumber=None))
    assert result.attributes.ManufacturerModelName == ""
    assert ("(0008,1090)", "Z", "identifier-match") in {(a.path, a.action, a.rule) for a in result.actions}


@given(st.text(), st.text())
def test_any_name_and_any_text_can_be_compared(name, value):
    assert words(PatientName=name).are_in(text(value)) in {True, False}


def test_the_words_are_not_shown():
    assert "canary" not in repr(words(PatientName="CANARY^ZELDA"))
