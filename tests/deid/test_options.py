"""What each option of PS3.15 keeps and cleans, and what it never does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset

from redactor.deid.options import capped, year_of_birth
from redactor.deid.profile import Profile, Rule
from redactor.deid.replacements import REMOVED
from redactor.deid.table import OPTIONS, load
from redactor.dicom.walk import tag_path
from redactor.errors import DecisionRefused
from tests.deid.samples import CANARY, PATIENT, REPLACEMENTS, data_set, deidentified, element, read, written

DAYS = REPLACEMENTS.days_earlier(PATIENT, "")


def with_options(*options: Any, **more: Any) -> dict[str, Any]:
    return {"profile": Profile("test", options, **more)}


def item(**attributes: Any) -> Dataset:
    made = Dataset()
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


def code(value: str, scheme: str, meaning: str) -> Dataset:
    return item(CodeValue=value, CodingSchemeDesignator=scheme, CodeMeaning=meaning)


# --- dates ----------------------------------------------------------------------------------------------------


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_modified_dates_keep_their_interval_and_are_earlier(one, other):
    source = data_set(StudyDate=one.strftime("%Y%m%d"), SeriesDate=other.strftime("%Y%m%d"), StudyTime="101500")
    made = deidentified(source, **with_options("retain_longitudinal_modified_dates")).attributes
    new = [date.fromisoformat(made[tag].value) for tag in (0x00080020, 0x00080021)]
    assert new[0] - new[1] == one - other
    assert (one - new[0]).days == DAYS
    assert (made.StudyTime, made.LongitudinalTemporalInformationModified) == ("101500", "MODIFIED")


def test_full_dates_are_kept_if_they_are_dates():
    source = data_set(StudyDate="20240229", SeriesDate="ZZPHI", StudyTime="noon", PatientBirthDate="19600101")
    source.TimezoneOffsetFromUTC = "+0800"
    result = deidentified(source, **with_options("retain_longitudinal_full_dates"))
    made = result.attributes
    assert (made.StudyDate, made.TimezoneOffsetFromUTC) == ("20240229", "+0800")
    assert "SeriesDate" not in made
    assert not made.StudyTime
    assert not made.PatientBirthDate
    assert made.LongitudinalTemporalInformationModified == "UNMODIFIED"


def test_what_everybody_knows_the_date_of_would_undo_the_shift():
    source = data_set(ContextGroupVersion="20020904", TemplateVersion="20020904", TimezoneOffsetFromUTC="CHINA")
    made = deidentified(source, **with_options("retain_longitudinal_modified_dates")).attributes
    assert made.ContextGroupVersion == "19000101000000"
    assert not {"TemplateVersion", "TimezoneOffsetFromUTC"} & set(made.dir())


def test_cleaning_goes_before_keeping():
    source = data_set(DateOfLastCalibration="20240102")
    options = ("retain_device_identity", "retain_longitudinal_full_dates", "retain_longitudinal_modified_dates")
    made = deidentified(source, **with_options(*options)).attributes
    assert made.DateOfLastCalibration not in {"20240102", ""}
    assert made.LongitudinalTemporalInformationModified == "MODIFIED"


# --- patients -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "told"), [("089Y", "089Y"), ("090Y", "090Y"), ("104Y", "090Y"), ("999M", "999M"), ("", ""), ("ZZ", "ZZ")]
)
def test_great_ages_are_not_told(age, told):
    assert capped(age, 89) == told
    assert capped(age, None) == age


@pytest.mark.parametrize(
    ("birth", "study", "oldest", "told"),
    [
        ("19600512", "20240101", 89, "19600101"),
        ("19300512", "20240101", 89, ""),
        ("19300512", "20240101", None, "19300101"),
        ("19600512", "", 89, ""),
        ("1960", "20240101", 89, ""),
        ("", "20240101", 89, ""),
    ],
)
def test_a_year_of_birth_that_tells_a_great_age_is_not_told(birth, study, oldest, told):
    assert year_of_birth(birth, study, oldest) == told
    made = deidentified(
        data_set(PatientBirthDate=birth, StudyDate=study), **with_options(birth_date="year", oldest=oldest)
    ).attributes
    assert (made.PatientBirthDate or "") == told


def test_characteristics_stay_and_texts_about_them_are_cleaned():
    source = data_set(
        PatientSex="F",
        PatientAge="097Y",
        PatientWeight="61.5",
        Allergies="contrast",
        SpecialNeeds="ask ZZPHI",
        OtherPatientNames=CANARY,
        EthnicGroup="of ZZPHI",
    )
    made = deidentified(source, **with_options("retain_patient_characteristics")).attributes
    assert (made.PatientSex, made.PatientAge, made.PatientWeight, made.Allergies) == ("F", "090Y", 61.5, "contrast")
    assert not {"SpecialNeeds", "EthnicGroup"} & set(made.dir())


# --- UIDs -----------------------------------------------------------------------------------------------------


def test_retained_uids_change_where_pixels_do_and_so_do_references():
    source = data_set(StudyInstanceUID="1.2.3", ReferencedSeriesSequence=[item(ReferencedSOPInstanceUID="1.2.9")])
    source.ReferencedSeriesSequence.append(item(ReferencedSOPInstanceUID="1.2.8"))
    chosen = with_options("retain_uids")
    same = deidentified(source, **chosen).attributes
    assert (same.SOPInstanceUID, same.StudyInstanceUID) == (source.SOPInstanceUID, "1.2.3")
    made = deidentified(source, **chosen, pixels_changed=True, changed={"1.2.9"}).attributes
    assert made.SOPInstanceUID == REPLACEMENTS.instance_uid(source.SOPInstanceUID)
    references = [one.ReferencedSOPInstanceUID for one in made.ReferencedSeriesSequence]
    assert references == [REPLACEMENTS.instance_uid("1.2.9"), "1.2.8"]
    assert made.StudyInstanceUID == "1.2.3"


# --- device and institution -----------------------------------------------------------------------------------


def test_device_and_institution_are_kept_but_no_patient_in_them():
    source = data_set(
        InstitutionName="Somewhere General",
        StationName="CT1",
        DeviceSerialNumber="4711",
        OtherPatientNames=CANARY,
        GantryID="of ZZPHI",
        StationAETitle="SOMEWHERE",
        InstitutionCodeSequence=[code("X1", "99S", "Somewhere")],
    )
    made = deidentified(source, **with_options("retain_device_identity", "retain_institution_identity")).attributes
    assert (made.InstitutionName, made.StationName, made.DeviceSerialNumber) == ("Somewhere General", "CT1", "4711")
    assert made.InstitutionCodeSequence[0].CodeMeaning == "Somewhere"
    assert not {"GantryID", "StationAETitle"} & set(made.dir())


# --- texts ----------------------------------------------------------------------------------------------------


def test_descriptors_stay_if_every_word_is_known():
    source = data_set(StudyDescription="CT CHEST W/O", SeriesDescription="CT for Zebediah", ProtocolName="头颅CT平扫")
    source.SpecificCharacterSet = "ISO_IR 192"
    result = deidentified(source, **with_options("clean_descriptors"))
    assert result.attributes.StudyDescription == "CT CHEST W/O"
    assert result.attributes.ProtocolName == "头颅CT平扫"
    assert result.attributes.SpecificCharacterSet == "ISO_IR 192"
    assert "SeriesDescription" not in result.attributes
    assert ("(0008,1030)", "CT CHEST W/O") in result.words_kept


def test_a_person_who_reads_the_words_may_keep_a_part():
    source = data_set(SeriesDescription="CT for Zebediah", StudyDescription="Zebediah")
    made = deidentified(source, **with_options("clean_descriptors"), words_confirmed=True).attributes
    assert made.SeriesDescription == "CT for"
    assert "StudyDescription" not in made


def test_a_patient_named_like_a_word_goes_first():
    source = data_set(StudyDescription="CT CHEST", OtherPatientNames="CHEST^A")
    assert "StudyDescription" not in deidentified(source, **with_options("clean_descriptors")).attributes


def test_words_in_a_wrong_character_set_are_read_as_they_were_meant():
    source = data_set(StudyDescription="头颅平扫".encode("gb18030").decode("latin-1"))
    assert deidentified(source, **with_options("clean_descriptors")).attributes.StudyDescription == "头颅平扫"


@pytest.mark.parametrize("keyword", ["SegmentLabel", "ContentDescription", "PatientBreedDescription"])
def test_a_text_that_is_not_listed_stays_by_the_same_rule(keyword):
    assert getattr(deidentified(data_set(**{keyword: "left lung"})).attributes, keyword) == "left lung"
    made = deidentified(data_set(**{keyword: "Zebediah"})).attributes
    assert getattr(made, keyword) == ("" if keyword == "PatientBreedDescription" else REMOVED)  # of Type 2C


@pytest.mark.parametrize(("scheme", "meaning"), [("SCT", REMOVED), ("99LOCAL", REMOVED), ("", REMOVED)])
def test_meanings_of_codes_are_cleaned_whatever_their_scheme(scheme, meaning):
    made = deidentified(data_set(AnatomicRegionSequence=[code("1", scheme, "Zebra stripe")])).attributes
    assert made.AnatomicRegionSequence[0].CodeMeaning == meaning
    made = deidentified(data_set(AnatomicRegionSequence=[code("1", scheme, "Left upper lobe of lung")])).attributes
    assert made.AnatomicRegionSequence[0].CodeMeaning == "Left upper lobe of lung"


# --- graphics -------------------------------------------------------------------------------------------------


def test_graphics_stay_with_their_known_words():
    texts = [item(UnformattedTextValue=words) for words in ("left lung", "of Zebediah")]
    graphic = item(GraphicData=[1.0, 2.0], GraphicType="POLYLINE")
    source = data_set(GraphicAnnotationSequence=[item(TextObjectSequence=texts, GraphicObjectSequence=[graphic])])
    source.add(element(0x60003000, "OW"))
    made = deidentified(source, **with_options("clean_graphics")).attributes
    kept = made.GraphicAnnotationSequence[0]
    assert [one.UnformattedTextValue for one in kept.TextObjectSequence] == ["left lung", REMOVED]
    assert list(kept.GraphicObjectSequence[0].GraphicData) == [1.0, 2.0]
    assert 0x60003000 not in made


# --- structured content ---------------------------------------------------------------------------------------


def content(name: tuple[str, str], value_type: str, **value: Any) -> Dataset:
    return item(ValueType=value_type, ConceptNameCodeSequence=[code(*name, "Finding")], **value)


def structured(*items: Dataset, options: tuple[Any, ...] = (), **more: Any) -> Dataset:
    chosen = with_options("clean_structured_content", *options)
    return deidentified(data_set(ContentSequence=list(items), **more), **chosen).attributes


def test_content_items_go_by_their_concept():
    made = structured(
        content(("121106", "DCM"), "TEXT", TextValue="left lung"),
        content(("121008", "DCM"), "PNAME", PersonName="ZZPHI^A"),
        content(("121071", "DCM"), "TEXT", TextValue="left lung"),
        content(("1", "DCM"), "TEXT", TextValue="left lung"),
        content(("1", "DCM"), "TEXT", TextValue="Zebediah"),
        content(("1", "DCM"), "NUM", MeasuredValueSequence=[item(NumericValue="1.5")]),
        content(("1", "DCM"), "DATE", Date="20240501"),
        content(("1", "DCM"), "UIDREF", UID="1.2.3.4"),
        item(RelationshipType="CONTAINS"),
    ).ContentSequence
    assert len(made) == 8  # the comment is gone
    assert made[0].PersonName == f"{REMOVED}^"
    assert [made[n].TextValue for n in (1, 2, 3)] == [REMOVED, "left lung", REMOVED]
    assert made[4].MeasuredValueSequence[0].NumericValue == 1.5
    assert made[5].Date == "19000101"
    assert made[6].UID.startswith("2.25.")


def test_options_decide_about_content_items_too():
    made = structured(
        content(("121106", "DCM"), "TEXT", TextValue="left lung"),
        content(("111060", "DCM"), "DATE", Date="20240501"),
        content(("9", "DCM"), "DATE", Date="20240501"),
        content(("121033", "DCM"), "NUM", MeasuredValueSequence=[item(NumericValue="95")]),
        content(("121033", "DCM"), "NUM", MeasuredValueSequence=[item(NumericValue="45")]),
        options=("clean_descriptors", "retain_longitudinal_full_dates", "retain_patient_characteristics"),
    ).ContentSequence
    assert len(made) == 4
    assert made[0].TextValue == "left lung"
    assert (made[1].Date, made[2].Date) == ("20240501", "20240501")
    assert made[3].MeasuredValueSequence[0].NumericValue == 45


def test_no_item_goes_where_items_are_counted():
    counting = item(ReferencedContentItemIdentifier=[1, 1])
    made = structured(content(("121106", "DCM"), "TEXT", TextValue="left lung"), counting).ContentSequence
    assert (len(made), made[0].TextValue) == (2, REMOVED)


def test_content_dates_move_with_the_patient():
    made = structured(
        content(("9", "DCM"), "DATE", Date="20240501"), options=("retain_longitudinal_modified_dates",)
    ).ContentSequence
    assert (date(2024, 5, 1) - date.fromisoformat(made[0].Date)).days == DAYS


# --- private elements -----------------------------------------------------------------------------------------


def private(creator: str, low: int, vr: str, value: Any) -> Dataset:
    source = data_set(OtherPatientNames=CANARY)
    source.add(DataElement(0x00190011, "LO", creator))
    source.add(DataElement(0x00191100 + low, vr, value))
    return source


@pytest.mark.parametrize(
    ("creator", "low", "vr", "value", "stays"),
    [
        ("SIEMENS MR HEADER", 0x0C, "IS", "800", True),
        ("SIEMENS MR HEADER", 0x0B, "IS", "800", False),
        ("SIEMENS MR HEADERS", 0x0C, "IS", "800", False),
        ("SIEMENS MR HEADER", 0x0C, "LO", "800", False),
        ("SIEMENS MR HEADER", 0x0C, "UN", b"800 ", False),
        ("GEMS_ACQU_01", 0x9E, "LO", "EFGRE3D", True),
        ("GEMS_ACQU_01", 0x9E, "LO", "of ZZPHI", False),
    ],
)
def test_private_elements_known_to_be_safe_stay(creator, low, vr, value, stays):
    made = deidentified(private(creator, low, vr, value), **with_options("retain_safe_private")).attributes
    assert (0x00191100 + low in made) is stays
    if stays:
        assert made[0x00190011].value == creator
        assert read(written(made))
    assert not [one for one in deidentified(private(creator, low, vr, value)).attributes if one.tag.is_private]


@pytest.mark.parametrize(
    ("how", "stays"),
    [
        ({"BlockIdentifyingInformationStatus": "SAFE"}, True),
        ({"BlockIdentifyingInformationStatus": "UNSAFE"}, False),
        ({"BlockIdentifyingInformationStatus": "MIXED", "NonidentifyingPrivateElements": [1, 2]}, True),
        ({"NonidentifyingPrivateElements": 2}, True),
        ({"NonidentifyingPrivateElements": 3}, False),
        ({"BlockIdentifyingInformationStatus": "SAFE", "PrivateGroupReference": 0x21}, False),
    ],
)
def test_a_data_set_may_declare_private_elements_safe(how, stays):
    source = private("VENDOR", 2, "DS", "1.5")
    told = {"PrivateGroupReference": 0x19, "PrivateCreatorReference": "VENDOR", **how}
    source.PrivateDataElementCharacteristicsSequence = [item(**told), item(BlockIdentifyingInformationStatus="SAFE")]
    made = deidentified(source, **with_options("retain_safe_private")).attributes
    assert (0x00191102 in made, 0x00190011 in made) == (stays, stays)


# --- decisions ------------------------------------------------------------------------------------------------


def test_a_person_keeps_and_removes_single_attributes():
    source = data_set(StudyDescription="Zebra study", SeriesNumber=7, ProtocolName=CANARY, OtherPatientNames=CANARY)
    wishes = [("(0008,1030)", "keep"), ("(0020,0011)", "remove"), ("(0018,1030)", "keep")]
    result = deidentified(source, decisions=wishes)
    assert result.attributes.StudyDescription == "Zebra study"
    assert result.attributes.SeriesNumber is None  # of Type 2
    assert "ProtocolName" not in result.attributes  # a word of the patient's: no decision keeps it
    told = {(one.path, one.action, one.rule) for one in result.actions}
    assert told >= {("(0008,1030)", "K", "person"), ("(0020,0011)", "Z", "person"), ("(0018,1030)", "X", "E.1-1")}


@pytest.mark.parametrize(
    ("keyword", "decision"),
    [("PatientName", "keep"), ("PatientID", "keep"), ("StudyDate", "keep"), ("Rows", "remove"), ("Modality", "remove")],
)
def test_a_decision_that_must_not_be_is_refused(keyword, decision):
    source = data_set(PatientName=CANARY, PatientID=CANARY, StudyDate="20240501", Rows=1, Modality="CT")
    with pytest.raises(DecisionRefused):
        deidentified(source, decisions=[(tag_path("", source[keyword].tag), decision)])


def test_a_profile_may_be_stricter_and_keep_for_a_reason():
    rules = ((0x00080070, Rule("X")), (0x00081090, Rule("Z")), (0x00081030, Rule("K", "needed")))
    source = data_set(Manufacturer="ACME", ManufacturerModelName="One", StudyDescription="Zebra study")
    made = deidentified(source, **with_options(rules=rules)).attributes
    assert "Manufacturer" not in made
    assert (made.ManufacturerModelName, made.StudyDescription) == ("", "Zebra study")


def test_a_keep_list_lets_nothing_else_through():
    only = frozenset({0x00080016, 0x00080018, 0x00080060, 0x00100020})
    source = data_set(Modality="CT", PatientID=CANARY, Manufacturer="ACME")
    made = deidentified(source, **with_options(only=only)).attributes
    assert (made.Modality, "Manufacturer" in made) == ("CT", False)
    assert made.PatientID.startswith("RDX")


# --- all together ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", load().rows, ids=lambda row: row.pattern)
def test_with_all_options_no_canary_of_the_patient_gets_through(row):
    tag = 0x00091001 if row.pattern == "PRIVATE" else int(row.pattern.replace("X", "0"), 16)
    source = data_set(element(tag, row.vr or "LO"), OtherPatientNames=CANARY)
    chosen = with_options(*(option for option in OPTIONS if option != "retain_uids"))
    data = written(deidentified(source, **chosen).attributes)
    assert CANARY.encode() not in data
    assert read(data)
