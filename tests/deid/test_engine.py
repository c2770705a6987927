"""What becomes of a data set as a whole."""

from __future__ import annotations

import copy
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.datadict import DicomDictionary
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian

from redactor.deid import profile
from redactor.deid.profile import Profile
from redactor.deid.replacements import REMOVED, Replacements, dummy
from redactor.deid.table import row_for
from redactor.dicom.recode import OutputFormat, Way
from redactor.errors import UnreadableAttributes
from redactor.model.image import PixelFormat
from tests.deid.samples import (
    CANARIES,
    CANARY,
    ORIGINALS,
    PATIENT,
    REPLACEMENTS,
    data_set,
    deidentified,
    element,
    read,
    written,
)


def actions_of(attributes: Dataset) -> dict[str, tuple[str, str]]:
    return {one.path: (one.action, one.rule) for one in deidentified(attributes).actions}


# --- properties -----------------------------------------------------------------------------------------------

TAGS = sorted(tag for tag, entry in DicomDictionary.items() if entry[0] in {*ORIGINALS, "SQ"} and tag >> 16 < 0x7FE0)
leaves = st.sampled_from([tag for tag in TAGS if DicomDictionary[tag][0] != "SQ"])
sequences = st.sampled_from([tag for tag in TAGS if DicomDictionary[tag][0] == "SQ"])
leaf_elements = leaves.map(lambda tag: element(tag, DicomDictionary[tag][0]))


def as_data_set(elements: list[DataElement]) -> Dataset:
    made = Dataset()
    for one in elements:
        made.add(one)
    return made


items = st.recursive(
    st.lists(leaf_elements, max_size=5).map(as_data_set),
    lambda inner: st.builds(
        lambda base, tag, children: as_data_set([*base, DataElement(tag, "SQ", children)]),
        inner,
        sequences,
        st.lists(inner, max_size=2),
    ),
    max_leaves=6,
)


@given(items)
def test_the_original_is_never_changed(source):
    source.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    before = copy.deepcopy(source)
    deidentified(source, pixels_changed=True, reviewed=True)
    assert source == before


@given(items, st.booleans())
def test_the_result_can_be_written_and_is_the_same_each_time(source, pixels_changed):
    source.SOPClassUID, source.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.7", "1.2.3"
    one = deidentified(source, pixels_changed=pixels_changed)
    assert read(written(one.attributes))
    assert one.actions == deidentified(source, pixels_changed=pixels_changed).actions
    assert one.attributes == deidentified(source, pixels_changed=pixels_changed).attributes


@given(items)
def test_nothing_that_the_table_removes_is_left_at_any_depth(source):
    source.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    result = deidentified(source).attributes
    own = {"DeidentificationMethod", "DeidentificationMethodCodeSequence", "ContributingEquipmentSequence"}
    for one in result.iterall():
        row = row_for(one.tag)
        assert not one.tag.is_private
        if row is not None and row.basic == "X" and one.keyword not in own:  # of Type 2 in the IOD
            assert one.is_empty or one.value == dummy(one.VR)


# --- identity -------------------------------------------------------------------------------------------------


def test_name_and_id_become_one_pseudonym():
    result = deidentified(data_set(PatientName="ZZPHI^A", PatientID="ZZPHI0020")).attributes
    assert result.PatientID == REPLACEMENTS.pseudonym(PATIENT, "")
    assert result.PatientName == f"{result.PatientID}^"


def test_without_patient_id_the_study_decides():
    one = deidentified(data_set(PatientID="", StudyInstanceUID="1.2.3"), patient="").attributes
    other = deidentified(data_set(PatientID="", StudyInstanceUID="1.2.4"), patient="").attributes
    assert one.PatientID != other.PatientID


def test_an_item_that_names_the_same_patient_gets_the_same_pseudonym():
    item = Dataset()
    item.PatientID, item.PatientName = " zzphi0020", "ZZPHI^A"
    result = deidentified(data_set(PatientID="ZZPHI0020", ReferencedSeriesSequence=[item])).attributes
    assert result.ReferencedSeriesSequence[0].PatientName == f"{result.PatientID}^"
    assert result.ReferencedSeriesSequence[0].PatientID == result.PatientID


def test_an_item_that_names_another_patient_gets_another_pseudonym():
    item = Dataset()
    item.PatientID = "ANOTHER"
    result = deidentified(data_set(PatientID="ZZPHI0020", GroupOfPatientsIdentificationSequence=[item])).attributes
    assert result.GroupOfPatientsIdentificationSequence[0].PatientID != result.PatientID


@pytest.mark.parametrize("original", ["ZZPHI1", ""])
def test_an_accession_number_is_never_empty(original):
    result = deidentified(data_set(AccessionNumber=original, StudyInstanceUID="1.2.3")).attributes
    assert result.AccessionNumber == REPLACEMENTS.accession_number(original, "1.2.3")


def test_an_identifier_with_a_wrong_vr_gets_the_right_one():
    source = data_set(
        DataElement(0x00100020, "US", 7), DataElement(0x00080050, "FD", 1.5), DataElement(0x00100010, "UL", 7)
    )
    result = deidentified(source).attributes
    assert [result[tag].VR for tag in (0x00100010, 0x00100020, 0x00080050)] == ["PN", "LO", "SH"]
    assert read(written(result))


# --- UIDs -----------------------------------------------------------------------------------------------------


def test_a_uid_is_the_same_wherever_it_is_referred_to():
    reference = Dataset()
    reference.ReferencedSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    reference.ReferencedSOPInstanceUID = "1.2.826.0.1.3680043.8.498.1"
    result = deidentified(data_set(ReferencedInstanceSequence=[reference])).attributes
    assert result.ReferencedInstanceSequence[0].ReferencedSOPInstanceUID == result.SOPInstanceUID
    assert result.ReferencedInstanceSequence[0].ReferencedSOPClassUID == "1.2.840.10008.5.1.4.1.1.7"


def test_a_later_generation_renames_the_instance_and_not_the_study():
    source = data_set(StudyInstanceUID="1.2.3", SeriesInstanceUID="1.2.4")
    one = deidentified(source).attributes
    other = deidentified(source, replacements=Replacements(REPLACEMENTS.key, generation=2)).attributes
    assert one.StudyInstanceUID == other.StudyInstanceUID
    assert one.SeriesInstanceUID != other.SeriesInstanceUID
    assert one.SOPInstanceUID != other.SOPInstanceUID


def test_several_uids_in_one_attribute_are_each_replaced():
    result = deidentified(data_set(FailedSOPInstanceUIDList=["1.2.3", "", "1.2.840.10008.1.2"])).attributes
    assert list(result.FailedSOPInstanceUIDList) == [REPLACEMENTS.uid("1.2.3"), "", "1.2.840.10008.1.2"]


def test_an_empty_uid_stays_empty():
    assert deidentified(data_set(FrameOfReferenceUID="")).attributes.FrameOfReferenceUID == ""


def test_a_uid_that_is_no_text_is_removed():
    source = data_set(DataElement(0x00200052, "US", 7))
    assert actions_of(source)["(0020,0052)"] == ("X", "unreadable")


def test_a_private_sop_class_stays_and_a_malformed_one_does_not():
    item = Dataset()
    item.ReferencedSOPClassUID = "1.3.12.2.1107.5.9.1"
    other = Dataset()
    other.ReferencedSOPClassUID = CANARY
    result = deidentified(data_set(ReferencedSeriesSequence=[item, other])).attributes
    kept, replaced = (one.ReferencedSOPClassUID for one in result.ReferencedSeriesSequence)
    assert kept == "1.3.12.2.1107.5.9.1"
    assert replaced.startswith("2.25.")


# --- sequences ------------------------------------------------------------------------------------------------


def test_a_sequence_marked_d_keeps_its_items_without_what_they_said():
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = "ZZPHI1", "ZZPHI", "Dr ZZPHI"
    code.ReferencedSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    code.RadiopharmaceuticalVolume = [1.5, 2.5]
    code.GraphicData = [1.5, 2.5]
    code.GraphicType = "POLYLINE"
    result = deidentified(data_set(PersonIdentificationCodeSequence=[code])).attributes
    item = result.PersonIdentificationCodeSequence[0]
    assert (item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning) == (REMOVED,) * 3
    assert item.ReferencedSOPClassUID == "1.2.840.10008.5.1.4.1.1.7"
    assert (list(item.GraphicData), item.GraphicType) == ([0.0, 0.0], "POLYLINE")
    assert read(written(result))


def test_what_lies_deeper_in_a_sequence_marked_d_is_a_dummy_too():
    code = Dataset()
    code.CodeMeaning = CANARY
    item = Dataset()
    item.ConceptNameCodeSequence = [code]
    result = deidentified(data_set(ContentSequence=[item])).attributes
    assert result.ContentSequence[0].ConceptNameCodeSequence[0].CodeMeaning == REMOVED


def test_a_sequence_that_is_not_listed_keeps_what_is_harmless():
    code = Dataset()
    code.CodeValue, code.CodeMeaning = "T-A0100", "Brain"
    result = deidentified(data_set(AnatomicRegionSequence=[code])).attributes
    assert result.AnatomicRegionSequence[0].CodeMeaning == "Brain"


def test_an_empty_sequence_stays_empty():
    assert deidentified(data_set(AnatomicRegionSequence=[])).attributes.AnatomicRegionSequence == Sequence()


def test_an_action_on_a_sequence_comes_before_those_inside_it():
    item = Dataset()
    item.ContentDate = ORIGINALS["DA"]
    paths = [one.path for one in deidentified(data_set(ContentSequence=[item])).actions]
    assert paths.index("(0040,A730)") == paths.index("(0040,A730)[1]/(0008,0023)") - 1


def test_sequences_nested_beyond_reason_set_the_instance_aside():
    inner = Dataset()
    for _ in range(2000):
        outer = Dataset()
        outer.ReferencedSeriesSequence = [inner]
        inner = outer
    inner.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    with pytest.raises(UnreadableAttributes):
        deidentified(inner)


# --- what can't be read ---------------------------------------------------------------------------------------


def raw(tag: int, vr: str, value: bytes) -> RawDataElement:
    return RawDataElement(Tag(tag), vr, len(value), value, 0, is_implicit_VR=False, is_little_endian=True)


@pytest.mark.parametrize(
    ("tag", "vr", "value"),
    [
        (0x00181030, "XX", b"ZZPHI."),  # a VR that doesn't exist
        (0x00180050, "DS", b"ZZPHI."),  # a word where a number belongs
        (0x00180060, "IS", b"ZZPHI."),
        (0x00101011, "AS", b"ZZPHI."),
        (0x00180015, "CS", "张三丰".encode("gb18030")),  # a name in a coded string
        (0x00181210, "SH", b"\x1b$B;3ED\x1b(J"),  # an escape sequence of a character set that isn't named
        (0x00181210, "SH", b"A" * 0x10000),  # too long for its VR
        (0x00180022, "CS", b"A" * 0x10000),
        (0x00102203, "UN", b"Z" * 0x10000),  # too long to be a coded string
    ],
)
def test_a_value_that_is_not_what_its_vr_says_is_removed(tag, vr, value):
    source = data_set()
    source[tag] = raw(tag, vr, value)
    result = deidentified(source)
    assert tag not in result.attributes
    assert result.actions[-1].action == "X"
    assert read(written(result.attributes))


def test_a_text_in_another_character_set_than_it_says_is_removed():
    source = data_set(SpecificCharacterSet="ISO_IR 192")
    source[0x00181210] = raw(0x00181210, "SH", "张三丰".encode("gb18030"))
    assert actions_of(source)["(0018,1210)"] == ("X", "unreadable")


@pytest.mark.parametrize(
    "broken",
    [
        DataElement(0x00280010, "US", 70000),  # more than 16 bits
        DataElement(0x00283006, "US or OW", b"ZZPHI."),  # no LUT Descriptor says which
        DataElement(0x00280071, "US or SS", b"ZZPHI."),  # retired: nothing says which
    ],
)
def test_a_value_that_can_not_be_written_is_removed(broken):
    result = deidentified(data_set(broken))
    assert (result.actions[-1].action, result.actions[-1].rule) == ("X", "unreadable")
    assert broken.tag not in result.attributes


def test_a_value_whose_vr_the_pixels_decide_is_kept():
    item = Dataset()
    item.PixelPaddingValue = -3
    result = deidentified(data_set(PixelRepresentation=1, ReferencedSeriesSequence=[item])).attributes
    assert result.ReferencedSeriesSequence[0][0x00280120].VR == "SS"


def test_a_sequence_that_breaks_off_is_removed():
    source = data_set()
    source[0x00081115] = raw(0x00081115, "SQ", b"\xfe\xff")
    result = deidentified(source)
    assert 0x00081115 not in result.attributes
    assert ("(0008,1115)", "X", "unreadable") in [(a.path, a.action, a.rule) for a in result.actions]


def test_a_listed_attribute_whose_value_can_not_be_converted_is_removed_or_emptied_if_it_is_required():
    source = data_set()
    source[0x00080020] = raw(0x00080020, "XX", b"20240501")
    source[0x00080021] = raw(0x00080021, "DA", b"\xff\xff\xff\xff")
    source[0x00200013] = raw(0x00200013, "IS", b"ZZPHI.")
    actions = actions_of(source)
    assert actions["(0008,0020)"] == ("Z", "unreadable")
    assert actions["(0008,0021)"] == ("X", "E.1-1")
    assert actions["(0020,0013)"] == ("Z", "unreadable")
    assert deidentified(source).attributes[0x00200013].is_empty


# --- character sets -------------------------------------------------------------------------------------------


def test_texts_are_written_in_unicode():
    source = data_set(SpecificCharacterSet="GB18030", ManufacturerModelName="联影")
    again = read(written(deidentified(source).attributes))
    assert again.SpecificCharacterSet == "ISO_IR 192"
    assert again.ManufacturerModelName == "联影"


def test_ascii_needs_no_character_set():
    source = data_set(SpecificCharacterSet="GB18030", ManufacturerModelName="uMR 790")
    assert "SpecificCharacterSet" not in deidentified(source).attributes


def test_an_item_inherits_the_character_set_or_has_its_own():
    stream = BytesIO()
    inherits, own = Dataset(), Dataset()
    inherits.CodeMeaning = "大脑"
    own.SpecificCharacterSet, own.CodeMeaning = "ISO_IR 100", "Schädel"
    source = data_set(SpecificCharacterSet="GB18030", AnatomicRegionSequence=[inherits, own])
    source.file_meta = FileMetaDataset()
    source.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dcmwrite(stream, source)
    stream.seek(0)
    again = read(written(deidentified(dcmread(stream, force=True)).attributes))
    assert [item.CodeMeaning for item in again.AnatomicRegionSequence] == ["大脑", "Schädel"]
    assert "SpecificCharacterSet" not in again.AnatomicRegionSequence[1]


# --- pixels and output ----------------------------------------------------------------------------------------


def lut(value: bytes) -> Dataset:
    item = Dataset()
    item.LUTDescriptor = [2, 0, 16]
    item.add(DataElement(0x00283006, "OW", value))
    return item


def big_endian(attributes: Dataset) -> Dataset:
    attributes.set_original_encoding(is_implicit_vr=False, is_little_endian=False, character_encoding="iso8859")
    return attributes


@pytest.mark.parametrize(
    ("syntax", "value"),
    [(ExplicitVRLittleEndian, b"\2\1\4\3"), (ExplicitVRBigEndian, b"\1\2\3\4"), (None, b"\2\1\4\3")],
)
def test_words_of_a_table_have_the_byte_order_of_the_output(syntax, value):
    source = big_endian(data_set(ModalityLUTSequence=[lut(b"\1\2\3\4")]))
    output = OutputFormat(syntax, PixelFormat(1, 1), Way.PATCH) if syntax else None
    result = deidentified(source, output=output).attributes
    assert result.ModalityLUTSequence[0].LUTData == value


def test_an_empty_table_stays_empty():
    source = big_endian(data_set(ModalityLUTSequence=[lut(b"")]))
    assert not deidentified(source).attributes.ModalityLUTSequence[0].LUTData


def test_half_a_word_can_not_change_its_byte_order():
    source = big_endian(data_set(ModalityLUTSequence=[lut(b"\1\2\3")]))
    assert "LUTData" not in deidentified(source).attributes.ModalityLUTSequence[0]


def test_the_image_pixel_module_stays_as_it_is():
    module: dict[str, Any] = {
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "PALETTE COLOR",
        "Rows": 2,
        "Columns": 2,
        "BitsAllocated": 8,
        "BitsStored": 8,
        "HighBit": 7,
        "PixelRepresentation": 0,
        "PixelPaddingValue": 0,
        "RedPaletteColorLookupTableDescriptor": [2, 0, 16],
    }
    source = data_set(DataElement(0x00281201, "OW", b"\0\0\xff\xff"), PatientName="PALETTE^COLOR", **module)
    result = deidentified(source).attributes
    assert {keyword: result[keyword].value for keyword in module} == module
    assert result.RedPaletteColorLookupTableData == b"\0\0\xff\xff"


def test_pixel_data_is_left_out():
    source = data_set(DataElement(0x7FE00010, "OW", b"ZZPHI."), DataElement(0x7FE00001, "OV", b"ZZPHI..."))
    assert not [one for one in deidentified(source).attributes if one.tag.group == 0x7FE0]


def test_group_lengths_and_character_sets_leave_no_trace():
    source = data_set(DataElement(0x00100000, "UL", 20), SpecificCharacterSet="ISO_IR 100")
    result = deidentified(source)
    assert 0x00100000 not in result.attributes
    assert {one.path for one in result.actions} == {"(0008,0018)"}


# --- options that will come -----------------------------------------------------------------------------------


def test_what_an_option_keeps_is_kept_and_what_it_cleans_is_removed(monkeypatch):
    monkeypatch.setattr(profile, "DONE", frozenset({"retain_uids", "clean_descriptors"}))
    chosen = Profile("with options", ("retain_uids", "clean_descriptors"))
    source = data_set(FrameOfReferenceUID="1.2.3", StudyDescription=CANARY)
    result = deidentified(source, profile=chosen)
    assert result.attributes.FrameOfReferenceUID == "1.2.3"
    assert "StudyDescription" not in result.attributes
    assert {(one.path, one.action, one.rule) for one in result.actions} >= {
        ("(0020,0052)", "K", "E.1-1"),
        ("(0008,1030)", "X", "E.1-1"),
    }


def test_a_result_shows_no_value():
    result = deidentified(data_set(PatientName="ZZPHI^A"))
    assert not [canary for canary in CANARIES if canary.decode() in repr(result)]
