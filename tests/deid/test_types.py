"""What an IOD requires, and what that does to the profile's actions."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.datadict import dictionary_has_tag
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from redactor import resources
from redactor.deid.icc_profile import srgb
from redactor.deid.replacements import REMOVED
from redactor.deid.types import NOTHING, attribute_type, is_defined, level_of
from redactor.errors import UndefinedSopClass
from tests.deid.samples import CANARY, LENIENT, data_set, deidentified

CT = "1.2.840.10008.5.1.4.1.1.2"
ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1"
PRESENTATION_STATE = "1.2.840.10008.5.1.4.1.1.11.1"
SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6"
SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4"
PRIVATE = "1.3.46.670589.5.0.1.1"
TABLES = json.loads(resources.read_text("profiles/iod_types.json"))


def tags(*keywords: str) -> list[int]:
    return [int(Tag(keyword)) for keyword in keywords]


# --- the tables -----------------------------------------------------------------------------------------------


def test_the_tables_are_small_and_name_their_source():
    text = resources.read_text("profiles/iod_types.json")
    assert len(text) < 250_000
    assert "highdicom" in TABLES["carrier"]
    assert TABLES["license_of_carrier"][0].startswith("Copyright")


@pytest.mark.parametrize(
    ("sop_class", "path", "kind"),
    [
        (CT, ["StudyDate"], "2"),
        (CT, ["SeriesDate"], "3"),
        (CT, ["DeviceSerialNumber"], "3"),
        (ENHANCED_CT, ["DeviceSerialNumber"], "1"),
        (ENHANCED_CT, ["AcquisitionContextSequence"], "2"),
        (CT, ["AcquisitionContextSequence"], None),
        (CT, ["RequestAttributesSequence", "RequestedProcedureID"], "1C"),
        (SLIDE, ["OpticalPathSequence", "ICCProfile"], "1C"),
        (PRESENTATION_STATE, ["PresentationCreationDate"], "1"),
        (CT, ["PatientName", "PatientName"], None),
        (PRIVATE, ["PatientName"], None),
    ],
)
def test_a_type_is_that_of_the_standard(sop_class, path, kind):
    assert attribute_type(sop_class, tags(*path)) == kind


@pytest.mark.parametrize("retired", sorted(TABLES["retired"]))
def test_a_retired_class_has_the_types_of_its_successor(retired):
    assert is_defined(retired)
    assert level_of(retired) == level_of(TABLES["retired"][retired]) != NOTHING


@pytest.mark.parametrize("sop_class", sorted(set(TABLES["sop_classes"]) - {"1.2.840.10008.1.3.10"}))  # DICOMDIR
def test_every_class_has_its_identity_as_type_1_and_its_patient_as_type_2(sop_class):
    level = level_of(sop_class)
    assert level.mandatory[0x00080018] == "1"
    assert set(level.mandatory) <= set(level.types)
    if 0x00100010 in level.types:
        assert level.types[0x00100010] in {"1", "2"}
    assert all(dictionary_has_tag(tag) for tag in level.types)


@given(st.sampled_from(sorted(TABLES["sop_classes"])), st.data())
def test_any_path_can_be_followed_to_its_end(sop_class, data):
    level, path = level_of(sop_class), []
    while level.below:
        path.append(data.draw(st.sampled_from(sorted(level.below))))
        level = level.inside(path[-1])
        leaf = data.draw(st.sampled_from(sorted(level.types)))
        assert attribute_type(sop_class, [*path, leaf]) == level.types[leaf]


# --- private SOP Classes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("sop_class", [PRIVATE, "", "1.2.840.10008.5.1.4.1.1.999"])
def test_what_the_standard_does_not_define_is_set_aside(sop_class):
    source = data_set(SOPClassUID=sop_class, PatientName=f"{CANARY}^A")
    with pytest.raises(UndefinedSopClass) as raised:
        deidentified(source)
    assert CANARY not in str(raised.value)


def test_a_profile_can_allow_a_private_class():
    result = deidentified(data_set(SOPClassUID=PRIVATE, SeriesDate="20240501"), profile=LENIENT)
    assert result.attributes.SOPClassUID == PRIVATE
    assert "SeriesDate" not in result.attributes


# --- what is required -----------------------------------------------------------------------------------------


def test_a_removed_attribute_of_a_mandatory_module_becomes_a_dummy():
    source = data_set(SOPClassUID=PRESENTATION_STATE, PresentationCreationDate="20240501", SeriesDate="20240501")
    result = deidentified(source)
    assert result.attributes.PresentationCreationDate == "19000101"
    assert "SeriesDate" not in result.attributes
    assert ("(0070,0082)", "D") in {(one.path, one.action) for one in result.actions}


def test_an_attribute_outside_the_table_is_kept_as_a_dummy_where_it_is_required():
    (tag,) = tags("ExposureControlModeDescription")
    mammography = next(uid for uid in TABLES["sop_classes"] if level_of(uid).mandatory.get(tag) == "1")
    source = data_set(SOPClassUID=mammography, ExposureControlModeDescription=CANARY)
    assert deidentified(source).attributes.ExposureControlModeDescription == REMOVED
    source.SOPClassUID = CT
    assert "ExposureControlModeDescription" not in deidentified(source).attributes


def code(**attributes: str) -> Dataset:
    made = Dataset()
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


LONG = {"LongCodeValue": CANARY, "CodingSchemeDesignator": "99X", "CodeMeaning": "Long"}
SHORT = {"CodeValue": "T-A0100", "CodingSchemeDesignator": "SRT", "CodeMeaning": "Brain"}


def test_an_item_goes_with_what_it_can_not_do_without():
    source = data_set(SOPClassUID=CT, ProcedureCodeSequence=[code(**LONG), code(**SHORT), code(**LONG)])
    result = deidentified(source)
    (left,) = result.attributes.ProcedureCodeSequence
    assert left.CodeValue == "T-A0100"
    gone = [(one.path, one.action, one.rule) for one in result.actions if one.path.startswith("(0008,1032)")]
    assert gone == [("(0008,1032)[1]", "X", "safety-net"), ("(0008,1032)[3]", "X", "safety-net")]


def test_a_sequence_goes_with_its_last_item_or_stays_empty():
    source = data_set(SOPClassUID=CT, ProcedureCodeSequence=[code(**LONG)])
    result = deidentified(source)
    assert "ProcedureCodeSequence" not in result.attributes
    assert ("(0008,1032)", "X", "safety-net") in {(one.path, one.action, one.rule) for one in result.actions}
    context = code(ValueType="TEXT", TextValue=CANARY)
    source = data_set(SOPClassUID=ENHANCED_CT, AcquisitionContextSequence=[context])
    assert deidentified(source).attributes.AcquisitionContextSequence == []


def test_a_required_item_keeps_a_dummy():
    item = code(RadiopharmaceuticalStartDateTime="20240501101500")
    source = data_set(SOPClassUID="1.2.840.10008.5.1.4.1.1.130", RadiopharmaceuticalInformationSequence=[item])
    (made,) = deidentified(source).attributes.RadiopharmaceuticalInformationSequence
    assert made.RadiopharmaceuticalStartDateTime == "19000101000000"


# --- colours --------------------------------------------------------------------------------------------------


def test_a_required_colour_profile_is_replaced_by_one_without_words():
    path = code(OpticalPathIdentifier="1", ColorSpace="ADOBERGB")
    path.ICCProfile = CANARY.encode() * 100
    result = deidentified(data_set(SOPClassUID=SLIDE, OpticalPathSequence=[path]))
    (made,) = result.attributes.OpticalPathSequence
    assert (made.ICCProfile, made.ColorSpace) == (srgb(), "SRGB")
    assert {one.rule for one in result.actions if one.path.endswith(("2000)", "2002)"))} == {"icc-profile"}


def test_a_colour_profile_that_is_not_of_the_iod_goes():
    source = data_set(SOPClassUID="1.2.840.10008.5.1.4.1.1.481.3", ColorSpace="SRGB")
    source.ICCProfile = CANARY.encode()
    result = deidentified(source).attributes
    assert "ICCProfile" not in result
    assert result.ColorSpace == "SRGB"


# --- what belongs to something else ---------------------------------------------------------------------------


def test_what_belongs_to_a_removed_attribute_goes_with_it():
    source = data_set(
        ResponsiblePerson="ZZPHI^A",
        ResponsiblePersonRole="OWNER",
        ClinicalTrialProtocolEthicsCommitteeName=CANARY,
        ClinicalTrialProtocolEthicsCommitteeApprovalNumber=CANARY,
    )
    result = deidentified(source)
    assert result.attributes.ResponsiblePerson == ""
    assert "ResponsiblePersonRole" not in result.attributes
    assert "ClinicalTrialProtocolEthicsCommitteeName" not in result.attributes
    told = {one.path: (one.action, one.rule) for one in result.actions}
    assert told["(0010,2298)"] == told["(0012,0081)"] == ("X", "dependent")


# --- lists of references --------------------------------------------------------------------------------------


def segmentation(purpose: int) -> Dataset:
    reference = code(ReferencedSOPClassUID=CT, ReferencedSOPInstanceUID="1.2.3.4")
    derivation, groups, series = Dataset(), Dataset(), code(SeriesInstanceUID="1.2.3")
    derivation.SourceImageSequence = [reference]
    groups.DerivationImageSequence = [derivation]
    series.ReferencedInstanceSequence = [reference]
    found = data_set(SOPClassUID=SEGMENTATION, ReferencedSeriesSequence=[series])
    if purpose:
        found.PerFrameFunctionalGroupsSequence = [groups]
    return found


def test_a_list_of_references_goes_when_nothing_refers_any_more():
    result = deidentified(segmentation(1))
    assert "ReferencedSeriesSequence" not in result.attributes
    told = [(one.path, one.action, one.rule) for one in result.actions if one.path.startswith("(0008,1115)")]
    assert told == [("(0008,1115)", "X", "no-reference")]


def test_a_list_of_references_stays_where_nothing_else_ever_referred():
    assert "ReferencedSeriesSequence" in deidentified(segmentation(0)).attributes


def test_a_list_of_references_stays_while_something_refers():
    source, outer = segmentation(1), Dataset()
    outer.ReferencedInstanceSequence = [code(ReferencedSOPInstanceUID="1.2.3.4")]
    source.ReferencedImageEvidenceSequence = [outer]
    assert "ReferencedSeriesSequence" in deidentified(source).attributes
