"""What will become of each attribute is told before anything is written."""

from __future__ import annotations

import pytest
from pydicom.dataset import Dataset

from redactor.deid.profile import BASIC, Profile
from redactor.deid.summary import by_item, destroyed_uses, eighteen_items, summary
from tests.deid.samples import CANARY, data_set, deidentified, element


def test_every_attribute_is_told_of_with_why_and_what():
    item = Dataset()
    item.ContentDate = "20240501"
    source = data_set(
        element(0x00091001, "LO"),
        PatientName=f"{CANARY}^A",
        StudyDescription="CT CHEST",
        DeviceSerialNumber="4711",
        InstitutionName=CANARY,
        Rows=1,
        ReferencedInstanceSequence=[item],
    )
    profile = Profile("test", ("clean_descriptors",))
    entries = summary(source, deidentified(source, profile=profile), profile)
    told = {one.path: (one.action, one.rule, one.section, one.item) for one in entries}
    assert told["(0010,0010)"] == ("Z", "E.1-1", "patient", 1)
    assert told["(0008,1030)"] == ("C", "E.1-1", "free text", 18)
    assert told["(0018,1000)"] == ("X", "E.1-1", "device", 16)
    assert told["(0008,0080)"] == ("X", "E.1-1", "institution", 13)
    assert told["(0009,1001)"] == ("X", "private", "private", 0)
    assert told["(0008,114A)[1]/(0008,0023)"] == ("Z", "E.1-1", "study", 11)
    assert told["(0028,0010)"] == ("", "", "other", 0)
    name = next(one for one in entries if one.path == "(0010,0010)")
    assert (name.name, name.old) == ("Patient's Name", f"{CANARY}^A")
    assert name.new.startswith("RDX")
    assert next(one for one in entries if one.path == "(0008,1030)").options == ("clean_descriptors",)
    assert CANARY not in repr(entries)


def test_entries_are_grouped_by_the_eighteen_items():
    source = data_set(PatientName=CANARY, PatientWeight="61", StudyTime="101500")
    groups = by_item(summary(source, deidentified(source), BASIC))
    assert sorted(groups) == list(range(19))
    assert [one.path for one in groups[1]] == ["(0010,0010)"]
    assert [one.path for one in groups[6]] == ["(0010,1030)"]
    assert [one.path for one in groups[12]] == ["(0008,0030)"]
    assert [item.number for item in eighteen_items()] == list(range(1, 19))
    assert all({language for language, _ in item.texts} == {"en", "zh_CN"} for item in eighteen_items())


def test_long_values_are_shortened_and_bytes_are_not_shown():
    source = data_set(element(0x00420011, "OB"), StudyDescription="a" * 64, SeriesDescription="b" * 65)
    entries = {one.path: one.old for one in summary(source, deidentified(source), BASIC)}
    assert entries["(0008,1030)"] == "a" * 64
    assert entries["(0008,103E)"] == "b" * 63 + "…"
    assert entries["(0042,0011)"] == ""


@pytest.mark.parametrize(
    ("options", "modality", "count"),
    [
        ((), "PT", 3),
        (("retain_longitudinal_modified_dates",), "PT", 2),
        (("retain_longitudinal_full_dates", "retain_patient_characteristics"), "PT", 0),
        ((), "MR", 1),
        ((), "SC", 0),
    ],
)
def test_uses_that_a_profile_destroys_are_told(options, modality, count):
    assert len(destroyed_uses(Profile("test", options), modality)) == count


def test_an_item_that_went_does_not_shift_those_after_it():
    items = []
    for number, text in (("121106", "left lung"), ("9", "right lung")):
        code, item = Dataset(), Dataset()
        code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = number, "DCM", "Finding"
        item.ValueType, item.ConceptNameCodeSequence, item.TextValue = "TEXT", [code], text
        items.append(item)
    source = data_set(ContentSequence=items)
    profile = Profile("test", ("clean_structured_content",))
    entries = {one.path: (one.old, one.new) for one in summary(source, deidentified(source, profile=profile), profile)}
    assert entries["(0040,A730)[1]/(0040,A160)"] == ("left lung", "")
    assert entries["(0040,A730)[2]/(0040,A160)"] == ("right lung", "right lung")
