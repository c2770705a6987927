"""What the program says of itself is true, and no more than it knows."""

from __future__ import annotations

import uuid

import pytest
from pydicom.config import RAISE
from pydicom.dataset import Dataset
from pydicom.valuerep import validate_value

import redactor
from redactor.deid import profile
from redactor.deid.file_meta import IMPLEMENTATION_CLASS_UID, file_meta, implementation_version_name
from redactor.deid.own_attributes import _OPTION_CODES, DERIVATION, method_codes
from redactor.deid.profile import BASIC, Profile
from redactor.deid.table import OPTIONS
from redactor.dicom.recode import OutputFormat, Way
from redactor.errors import BurnedInTextNotAllowed
from redactor.model.image import PixelFormat
from redactor.model.record import AttributeAction
from tests.deid.samples import CANARY, data_set, deidentified, read, written

ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1"
DX = "1.2.840.10008.5.1.4.1.1.1.1"
SC = "1.2.840.10008.5.1.4.1.1.7"


@pytest.mark.parametrize(("reviewed", "values"), [(False, ["113100"]), (True, ["113100", "113101"])])
def test_clean_pixel_data_is_claimed_only_after_review(reviewed, values):
    assert [code.value for code in method_codes(BASIC, reviewed=reviewed)] == values
    result = deidentified(data_set(), reviewed=reviewed).attributes
    assert [item.CodeValue for item in result.DeidentificationMethodCodeSequence] == values
    assert {item.CodingSchemeDesignator for item in result.DeidentificationMethodCodeSequence} == {"DCM"}


def test_each_option_has_its_code(monkeypatch):
    monkeypatch.setattr(profile, "DONE", frozenset(OPTIONS))
    assert set(_OPTION_CODES) == set(OPTIONS)
    codes = method_codes(Profile("all", OPTIONS), reviewed=True)
    assert [code.value for code in codes] == [
        *(str(n) for n in range(113100, 113102)),
        *map(str, range(113103, 113113)),
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "REMOVED"),
        (("retain_uids",), "REMOVED"),
        (("retain_longitudinal_full_dates",), "UNMODIFIED"),
        (("retain_longitudinal_modified_dates",), "MODIFIED"),
    ],
)
def test_what_became_of_dates_is_said(monkeypatch, options, said):
    monkeypatch.setattr(profile, "DONE", frozenset(OPTIONS))
    result = deidentified(data_set(), profile=Profile("dates", options)).attributes
    assert result.LongitudinalTemporalInformationModified == said


def test_the_method_is_named_and_replaces_what_another_program_said():
    source = data_set(PatientIdentityRemoved="NO", DeidentificationMethod=CANARY)
    result = deidentified(source).attributes
    assert result.PatientIdentityRemoved == "YES"
    program, standard = result.DeidentificationMethod
    assert program == f"redactor {redactor.__version__}"
    assert "PS3.15 2026d" in standard
    for value in (program, standard):
        validate_value("LO", value, RAISE)


@pytest.mark.parametrize(
    ("sop_class", "incoming", "reviewed", "outgoing", "action"),
    [
        (SC, None, False, None, None),
        (SC, "", False, None, "X"),
        (SC, "NO", False, None, "X"),
        (SC, "MAYBE", False, None, "X"),
        (SC, "YES", False, "YES", None),
        (SC, "YES", True, "NO", "D"),
        (SC, "NO", True, "NO", None),
        (SC, None, True, "NO", None),
        (DX, "NO", False, "YES", "D"),
        (DX, None, False, None, None),
        (DX, "", False, None, "X"),
        (DX, "YES", False, "YES", None),
        (DX, "YES", True, "NO", "D"),
    ],
)
def test_only_a_person_can_say_that_nothing_is_burned_in(sop_class, incoming, reviewed, outgoing, action):
    source = data_set(SOPClassUID=sop_class)
    if incoming is not None:
        source.BurnedInAnnotation = incoming
    result = deidentified(source, reviewed=reviewed)
    assert result.attributes.get("BurnedInAnnotation") == outgoing
    recorded = [one.action for one in result.actions if one.path == "(0028,0301)"]
    assert recorded == ([action] if action else [])


@pytest.mark.parametrize(
    ("incoming", "reviewed", "text_found", "outgoing"),
    [("NO", False, False, "NO"), ("NO", True, True, "NO"), ("YES", True, True, "NO"), ("", False, False, None)],
)
def test_where_the_standard_allows_only_no_it_stays_until_text_is_found(incoming, reviewed, text_found, outgoing):
    source = data_set(SOPClassUID=ENHANCED_MR, BurnedInAnnotation=incoming)
    result = deidentified(source, reviewed=reviewed, text_found=text_found)
    assert result.attributes.get("BurnedInAnnotation") == outgoing


@pytest.mark.parametrize("incoming", ["NO", "YES", ""])
def test_text_that_nobody_checked_is_not_denied(incoming):
    source = data_set(SOPClassUID=ENHANCED_MR, BurnedInAnnotation=incoming)
    with pytest.raises(BurnedInTextNotAllowed):
        deidentified(source, text_found=True)


def test_this_program_says_that_it_took_part_and_not_when():
    (item,) = deidentified(data_set(ContributingEquipmentSequence=[Dataset()])).attributes.ContributingEquipmentSequence
    assert (item.Manufacturer, item.SoftwareVersions) == ("redactor", redactor.__version__)
    assert item.PurposeOfReferenceCodeSequence[0].CodeValue == "109104"
    assert not [one for one in item if one.VR in {"DA", "DT", "TM"}]


def test_a_changed_image_is_derived_and_forgets_its_measurements():
    histogram = Dataset()
    histogram.HistogramNumberOfBins = 1
    source = data_set(
        ImageType=["ORIGINAL", "PRIMARY", "AXIAL"],
        PixelRepresentation=0,
        SmallestImagePixelValue=1,
        LargestImagePixelValue=9,
        HistogramSequence=[histogram],
        DerivationDescription=CANARY,
    )
    result = deidentified(source, pixels_changed=True)
    new = result.attributes
    assert list(new.ImageType) == ["DERIVED", "PRIMARY", "AXIAL"]
    assert new.DerivationDescription == DERIVATION
    for keyword in ("SmallestImagePixelValue", "LargestImagePixelValue", "HistogramSequence"):
        assert keyword not in new
    assert AttributeAction("(0008,0008)", "D", "pixel-change") in result.actions
    assert AttributeAction("(0028,0106)", "X", "pixel-change") in result.actions
    assert read(written(new))


def test_an_unchanged_image_keeps_its_type_and_measurements():
    source = data_set(ImageType=["ORIGINAL", "PRIMARY"], PixelRepresentation=0, SmallestImagePixelValue=1)
    new = deidentified(source).attributes
    assert list(new.ImageType) == ["ORIGINAL", "PRIMARY"]
    assert new.SmallestImagePixelValue == 1
    assert "DerivationDescription" not in new


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ORIGINAL", "DERIVED"),
        (["DERIVED", "PRIMARY"], ["DERIVED", "PRIMARY"]),
        ("", ""),
        (["MIXED", "A"], ["DERIVED", "A"]),
    ],
)
def test_the_first_value_of_image_type_alone_changes(before, after):
    assert deidentified(data_set(ImageType=before), pixels_changed=True).attributes.ImageType == after


def test_the_frames_of_an_enhanced_image_are_derived_too():
    frame_type = Dataset()
    frame_type.FrameType = ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"]
    groups = Dataset()
    groups.CTImageFrameTypeSequence = [frame_type]
    result = deidentified(data_set(PerFrameFunctionalGroupsSequence=[groups]), pixels_changed=True)
    new = result.attributes.PerFrameFunctionalGroupsSequence[0].CTImageFrameTypeSequence[0]
    assert new.FrameType[0] == "DERIVED"
    assert "(5200,9230)[1]/(0018,9329)[1]/(0008,9007)" in {one.path for one in result.actions}


def test_another_encoding_is_described():
    source = data_set(
        PhotometricInterpretation="YBR_FULL_422", PlanarConfiguration=0, BitsAllocated=8, BitsStored=8, HighBit=7
    )
    pixels = PixelFormat(1, 1, samples_per_pixel=3, photometric_interpretation="RGB")
    result = deidentified(source, output=OutputFormat("1.2.840.10008.1.2.1", pixels, Way.PATCH))
    assert result.attributes.PhotometricInterpretation == "RGB"
    assert [one for one in result.actions if one.rule == "pixel-format"] == [
        AttributeAction("(0028,0004)", "D", "pixel-format")
    ]


def test_what_a_floating_point_image_has_not_is_not_added():
    output = OutputFormat("1.2.840.10008.1.2.1", PixelFormat(1, 1, bits_allocated=32), Way.PATCH)
    assert "HighBit" not in deidentified(data_set(BitsAllocated=32), output=output).attributes


# --- File Meta Information ------------------------------------------------------------------------------------


def test_file_meta_information_holds_six_elements():
    attributes = deidentified(data_set()).attributes
    meta = file_meta(attributes, "1.2.840.10008.1.2.1")
    assert {one.tag.elem for one in meta} == {0x01, 0x02, 0x03, 0x10, 0x12, 0x13}
    assert meta.MediaStorageSOPInstanceUID == attributes.SOPInstanceUID
    assert meta.MediaStorageSOPClassUID == attributes.SOPClassUID
    assert meta.TransferSyntaxUID == "1.2.840.10008.1.2.1"


def test_the_program_identifies_itself_validly():
    validate_value("UI", IMPLEMENTATION_CLASS_UID, RAISE)
    validate_value("SH", implementation_version_name(), RAISE)
    made = uuid.UUID(int=int(IMPLEMENTATION_CLASS_UID.removeprefix("2.25.")))
    assert made.variant == uuid.RFC_4122
    assert IMPLEMENTATION_CLASS_UID == "2.25.280823732830739979137571055627452242329"
