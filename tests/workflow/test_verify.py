"""Verify reads the written bytes as a stranger would: whatever was tampered with is told, and the file is gone."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
    RLELossless,
)

from redactor.dicom.instance import Instance
from redactor.errors import Changed, CheckFailed
from redactor.model.stages import Verified
from redactor.workflow import verify as module
from redactor.workflow.verify import (
    ATTRIBUTES,
    FOLLOW,
    FORMAT,
    INSIDE,
    LEFTOVERS,
    OUTSIDE,
    READABLE,
    UNUSED_BITS,
    file_sha256,
    verify,
)
from tests.instances import (
    PATIENT_NAME,
    capture,
    ct_slice,
    header,
    hiding,
    noise,
    save,
    save_compressed,
    save_encapsulated,
    ultrasound_cine,
    with_pixels,
)
from tests.runs import CORNER, redacted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from redactor.model.plan import RedactionPlan
    from redactor.model.stages import Redacted

    Tamper = Callable[[Path], None]

FRAME_OF_REFERENCE = "2.25.4004"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A CT image with a nested reference: 12 of 16 bits."""
    reference = Dataset()
    reference.ReferencedSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    reference.ReferencedSOPInstanceUID = "2.25.5005"
    return ct_slice(
        tmp_path / "in.dcm",
        FrameOfReferenceUID=FRAME_OF_REFERENCE,
        ReferencedInstanceSequence=[reference],
        SeriesDescription="Head",
        BodyPartExamined="HEAD",
    )


def faults(result: Redacted, source: Path) -> list[str]:
    """Give the names of the failed checks; the file must be gone if there is one, and only then."""
    errors: tuple[Exception, ...] = ()
    try:
        assert isinstance(verify(result, Instance.open(source)), Verified)
    except ExceptionGroup as group:
        errors = group.exceptions
    assert result.file.exists() == (not errors)
    assert all(isinstance(error, CheckFailed) for error in errors)
    shown = " ".join(map(str, errors))
    assert not any(word in shown for word in ("CANARY", "ZELDA", "4711", FRAME_OF_REFERENCE, "2.25."))
    return [str(error.facts["check"]) for error in errors]


def tampered(source: Path, tamper: Tamper, plan: RedactionPlan = CORNER) -> list[str]:
    result = redacted(source, source.parent / "partial", plan)
    tamper(result.file)
    return faults(result, source)


# --- what is right --------------------------------------------------------------------------------------------


def test_what_apply_wrote_passes_and_its_record_is_filled_in(source: Path, tmp_path: Path) -> None:
    result = redacted(source, tmp_path / "partial")
    verified = verify(result, Instance.open(source))
    assert (verified.file, verified.name) == (result.file, result.name)
    record = verified.record
    assert [check.name for check in record.checks] == [
        READABLE,
        FORMAT,
        OUTSIDE,
        INSIDE,
        UNUSED_BITS,
        LEFTOVERS,
        ATTRIBUTES,
        FOLLOW,
    ]
    assert all(check.passed for check in record.checks)
    assert record.file_sha256 == file_sha256(result.file)
    assert [len(frame.stored_values_sha256) for frame in record.frames] == [64]
    untouched = ("file_sha256", "frames", "checks")
    assert all(
        getattr(record, name) == getattr(result.record, name)
        for name in record.__dataclass_fields__
        if name not in untouched
    )


@pytest.mark.parametrize("name", ["BASIC^PROFILE", "OPTION^CLEAN", "REMOVED^ANN", "REDACTOR^IDENTIFYING", "YES^NO"])
def test_a_patient_whose_name_is_a_word_of_this_program_is_no_fault(name: str, tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm", PatientName=name)
    assert faults(redacted(source, tmp_path / "partial", review="single-person"), source) == []


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian], ids=lambda uid: uid.name
)
@pytest.mark.parametrize("shape", [(1, 5, 5), (3, 5, 5), (1, 5, 5, 3)])
def test_images_of_every_native_syntax_pass(syntax: Any, shape: Any, tmp_path: Path) -> None:
    source = save(with_pixels(header(), noise(shape)), tmp_path / "in.dcm", syntax)
    assert faults(redacted(source, tmp_path / "partial"), source) == []


def test_an_image_that_was_compressed_passes(tmp_path: Path) -> None:
    source = save_compressed(with_pixels(header(), noise((2, 64, 64, 3))), tmp_path / "in.dcm", RLELossless)
    assert faults(redacted(source, tmp_path / "partial"), source) == []


def test_a_declared_subsampling_that_is_none_passes(tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((1, 4, 6, 3)), photometric="YBR_FULL_422")
    source = save(ds, tmp_path / "in.dcm")
    assert faults(redacted(source, tmp_path / "partial"), source) == []


def test_floats_that_are_no_numbers_pass(tmp_path: Path) -> None:
    frames = noise((1, 6, 6), np.float32)
    frames[0, 4] = np.nan
    source = save(with_pixels(header(), frames), tmp_path / "in.dcm")
    assert faults(redacted(source, tmp_path / "partial"), source) == []


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian], ids=str)
def test_a_palette_passes_and_what_hides_behind_it_is_told(syntax: Any, bits: int, tmp_path: Path) -> None:
    def with_palette(ds: Any, surplus: bytes) -> Any:
        for colour in ("Red", "Green", "Blue"):
            setattr(ds, f"{colour}PaletteColorLookupTableDescriptor", [256, 0, bits])
            setattr(ds, f"{colour}PaletteColorLookupTableData", bytes(256 * bits // 8) + surplus)
        return ds

    ds = with_pixels(header(), noise((1, 8, 8)), photometric="PALETTE COLOR")
    source = save(with_palette(ds, b"CANARY"), tmp_path / "in.dcm", syntax)
    assert faults(redacted(source, tmp_path / "partial"), source) == []
    assert len(tampered(source, lambda path: with_palette(dcmread(path), b"CANARY").save_as(path))) == 3


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian], ids=str)
def test_a_table_of_numbers_passes(syntax: Any, tmp_path: Path) -> None:
    table = Dataset()
    table.LUTDescriptor, table.ModalityLUTType = [4, 0, 16], "US"
    table.add_new(0x00283006, "US", [1, 2, 3, 4])
    ds = with_pixels(header(ModalityLUTSequence=[table]), noise((1, 8, 8)))
    source = save(ds, tmp_path / "in.dcm", syntax)
    assert faults(redacted(source, tmp_path / "partial"), source) == []


def test_a_table_without_a_length_may_hold_anything_and_is_told(tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((1, 8, 8)), photometric="PALETTE COLOR")
    ds.RedPaletteColorLookupTableData = b"CANARY"
    ds.BluePaletteColorLookupTableDescriptor = 256
    ds.BluePaletteColorLookupTableData = bytes(256)
    source = save(ds, tmp_path / "in.dcm")
    assert len(faults(redacted(source, tmp_path / "partial"), source)) == 2


def test_a_cine_passes(tmp_path: Path) -> None:
    source = ultrasound_cine(tmp_path / "in.dcm")
    assert faults(redacted(source, tmp_path / "partial", hiding((0, 0, 64, 8))), source) == []


# --- tampered pixels ------------------------------------------------------------------------------------------


def pixel(row: int, column: int, value: int, *, columns: int = 40) -> Tamper:
    """Change one stored value of 16 bits."""

    def tamper(path: Path) -> None:
        data = bytearray(path.read_bytes())
        struct.pack_into("<H", data, len(data) - 2 * (32 * columns) + 2 * (row * columns + column), value)
        path.write_bytes(data)

    return tamper


def test_a_changed_pixel_outside_the_mask_is_told(source: Path) -> None:
    value = Instance.open(source).frame(1).stored_values[3, 4]
    assert tampered(source, pixel(3, 4, (int(value) ^ 1) & 0xFFFF)) == [OUTSIDE]


def test_an_unfilled_pixel_inside_the_mask_is_told(source: Path) -> None:
    assert tampered(source, pixel(2, 3, 77)) == [INSIDE]


def test_a_bit_above_high_bit_is_told(tmp_path: Path) -> None:
    frames = noise((1, 32, 40), np.uint16, high=4096)
    source = save(with_pixels(header(), frames, bits_stored=12), tmp_path / "in.dcm")
    assert tampered(source, pixel(20, 20, int(frames[0, 20, 20]) | 0x8000)) == [UNUSED_BITS]
    assert tampered(source, pixel(0, 0, 0x1000)) == [UNUSED_BITS]


@settings(max_examples=25, deadline=None)
@given(row=st.integers(0, 31), column=st.integers(0, 39), bit=st.integers(0, 15))
def test_no_single_bit_of_the_pixels_can_be_changed_unnoticed(
    row: int, column: int, bit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = ct_slice(tmp_path_factory.mktemp("bit") / "in.dcm")

    def flip(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[len(data) - 2 * 32 * 40 + 2 * (row * 40 + column) + bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)

    assert tampered(source, flip) != []


# --- tampered attributes --------------------------------------------------------------------------------------


def editing(change: Callable[[Any], None]) -> Tamper:
    """Change the attributes of a file with pydicom."""

    def tamper(path: Path) -> None:
        ds = dcmread(path)
        change(ds)
        ds.save_as(path)

    return tamper


def with_value(keyword: str, value: Any) -> Callable[[Any], None]:
    return lambda ds: setattr(ds, keyword, value)


def private(ds: Any) -> None:
    ds.private_block(0x0009, "ACME", create=True).add_new(1, "LO", "x")


def private_in_an_item(ds: Any) -> None:
    private(ds.ReferencedInstanceSequence[0])


def nested_uid(ds: Any) -> None:
    ds.ReferencedInstanceSequence[0].ReferencedSOPInstanceUID = "2.25.5005"


def nested_name(ds: Any) -> None:
    ds.ReferencedInstanceSequence[0].PatientName = PATIENT_NAME


def unlisted_name(ds: Any) -> None:
    ds.add_new(0x00189999, "PN", PATIENT_NAME)


def a_date(ds: Any) -> None:
    ds.add_new(0x00189998, "DA", "19610307")


def an_overlay(ds: Any) -> None:
    ds.add_new(0x60000022, "LO", "drawn")


def a_curve(ds: Any) -> None:
    ds.add_new(0x50000022, "LO", "drawn")


def words_among_the_methods(ds: Any) -> None:
    ds.DeidentificationMethodCodeSequence[0].CodeMeaning = "CANARY"


def more_among_the_methods(ds: Any) -> None:
    ds.DeidentificationMethodCodeSequence[0].PatientName = PATIENT_NAME


def opaque_bytes(ds: Any) -> None:
    ds.add_new(0x00189997, "OB", b"CANARY")


def a_sequence_that_was_emptied(ds: Any) -> None:
    ds.ReferencedStudySequence = [Dataset()]
    ds.ReferencedStudySequence[0].ReferencedSOPInstanceUID = "2.25.1"


def a_sequence_that_must_be_empty(ds: Any) -> None:
    code = Dataset()
    code.CodeMeaning = "ward"
    ds.ConsultingPhysicianIdentificationSequence = [code]


def original_uid(keyword: str) -> Callable[[Any], None]:
    return lambda ds: setattr(ds, keyword, {"FrameOfReferenceUID": FRAME_OF_REFERENCE}.get(keyword, "2.25.1001"))


EDITS: dict[str, Callable[[Any], None]] = {
    "a private element": private,
    "a nested private element": private_in_an_item,
    "the study's UID": original_uid("StudyInstanceUID"),
    "the UID of the frame of reference": original_uid("FrameOfReferenceUID"),
    "a UID in another place": with_value("IrradiationEventUID", FRAME_OF_REFERENCE),
    "a UID among several": with_value("IrradiationEventUID", ["2.25.77", FRAME_OF_REFERENCE]),
    "a nested UID": nested_uid,
    "the name": with_value("PatientName", PATIENT_NAME),
    "the id": with_value("PatientID", "ZZ-4711-77"),
    "the accession number": with_value("AccessionNumber", "ACC998877"),
    "a name that is like a pseudonym": with_value("PatientName", "RDXZELDAZELDA^"),
    "the referring physician": with_value("ReferringPhysicianName", "HOLMES^SHERLOCKIAN"),
    "an operator": with_value("OperatorsName", "SOMEBODY"),
    "a name in a description": with_value("SeriesDescription", "Head of Zelda"),
    "a name where none belongs": with_value("BodyPartExamined", "CANARY"),
    "a name in a text that stays": with_value("ContrastBolusAgent", "for zelda"),
    "a name in an unlisted text": with_value("PixelSpacingCalibrationDescription", "canary-zelda"),
    "a name in an attribute of no dictionary": unlisted_name,
    "a name in an item": nested_name,
    "the date of birth": with_value("PatientBirthDate", "19610307"),
    "the date of the study": with_value("StudyDate", "20240501"),
    "a date in an attribute of no dictionary": a_date,
    "prose": with_value("PatientComments", "likes tea"),
    "another derivation": with_value("DerivationDescription", "done for Zelda"),
    "another method": with_value("DeidentificationMethod", "by hand, for Zelda"),
    "words among the methods": words_among_the_methods,
    "more among the methods": more_among_the_methods,
    "another equipment": lambda ds: setattr(ds.ContributingEquipmentSequence[0], "Manufacturer", "Zelda"),
    "a date beside the equipment": lambda ds: setattr(
        ds.ContributingEquipmentSequence[0], "ContributionDateTime", "20240501"
    ),
    "two equipments": lambda ds: ds.ContributingEquipmentSequence.append(ds.ContributingEquipmentSequence[0]),
    "a version with words": lambda ds: setattr(ds.ContributingEquipmentSequence[0], "SoftwareVersions", "1 Zelda"),
    "a dummy that the IOD has no need of": with_value("SeriesDate", "19000101"),
    "a colour profile with words": lambda ds: ds.add_new(0x00282000, "OB", b"CANARY"),
    "an empty attribute that the table removes": with_value("PatientComments", ""),
    "no word on the removal": with_value("PatientIdentityRemoved", "NO"),
    "the word on the removal is missing": lambda ds: ds.pop("PatientIdentityRemoved"),
    "the methods are missing": lambda ds: ds.pop("DeidentificationMethodCodeSequence"),
    "another instance": with_value("SOPInstanceUID", "2.25.9"),
    "an overlay": an_overlay,
    "a curve": a_curve,
    "bytes that no one can read": opaque_bytes,
    "a sequence of references": a_sequence_that_was_emptied,
    "a sequence that must be empty": a_sequence_that_must_be_empty,
}


@pytest.mark.parametrize("name", EDITS)
def test_whatever_is_put_back_or_added_is_told(name: str, source: Path) -> None:
    assert tampered(source, editing(EDITS[name])) != []


def test_a_value_that_no_one_can_read_is_told(source: Path) -> None:
    def tamper(path: Path) -> None:
        editing(with_value("TableHeight", "7777"))(path)
        path.write_bytes(path.read_bytes().replace(b"7777", b"tall"))

    assert tampered(source, tamper) == ["element (0018,1130) can't be read"]


def in_file_meta(keyword: str, value: Any) -> Tamper:
    return editing(lambda ds: setattr(ds.file_meta, keyword, value))


META: dict[str, Tamper] = {
    "an application entity": in_file_meta("SourceApplicationEntityTitle", "ZELDAS_PC"),
    "private information": editing(
        lambda ds: ds.file_meta.update({0x00020100: _element(0x00020100, "UI", "1.2"), 0x00020102: _bytes(0x00020102)})
    ),
    "another program": in_file_meta("ImplementationVersionName", "ZELDAS_PROGRAM"),
    "another instance": in_file_meta("MediaStorageSOPInstanceUID", "2.25.9"),
}


def _element(tag: int, vr: str, value: Any) -> Any:
    ds = Dataset()
    ds.add_new(tag, vr, value)
    return ds[tag]


def _bytes(tag: int) -> Any:
    return _element(tag, "OB", b"CANARY")


@pytest.mark.parametrize("name", META)
def test_file_meta_information_holds_what_it_needs_and_no_more(name: str, source: Path) -> None:
    assert tampered(source, META[name]) != []


# --- tampered files -------------------------------------------------------------------------------------------


def patched(position: int, data: bytes) -> Tamper:
    def tamper(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        whole[position : position + len(data)] = data
        path.write_bytes(whole)

    return tamper


def test_a_preamble_is_told(source: Path) -> None:
    assert tampered(source, patched(60, b"CANARY")) == ["the preamble is not empty"]


@pytest.mark.parametrize("missing", [1, 2, 1000])
def test_a_cut_file_is_told(missing: int, source: Path) -> None:
    assert tampered(source, lambda path: path.write_bytes(path.read_bytes()[:-missing])) == [READABLE]


@pytest.mark.parametrize("data", [b"", b"no image"])
def test_a_file_that_is_none_is_told(data: bytes, source: Path) -> None:
    assert tampered(source, lambda path: path.write_bytes(data)) == [READABLE]


def test_a_file_that_is_gone_is_told(source: Path) -> None:
    assert tampered(source, lambda path: path.unlink()) == [READABLE]


def test_bytes_after_the_pixels_are_told(source: Path) -> None:
    def append(path: Path) -> None:
        path.write_bytes(path.read_bytes() + b"CANARY")

    assert tampered(source, append) == ["something follows the last frame"]


def test_an_element_after_the_pixels_is_told(source: Path) -> None:
    assert tampered(source, editing(lambda ds: ds.add_new(0xFFFCFFFC, "OB", b"CANARY"))) != []


def test_pixel_data_that_is_too_long_is_told(source: Path) -> None:
    edit = editing(lambda ds: setattr(ds, "PixelData", ds.PixelData + b"CANARY"))
    assert tampered(source, edit) == ["something follows the last frame"]


@pytest.mark.parametrize("extra", [b"CANARY", b"\0CANARY"])
def test_bytes_after_a_deflated_data_set_are_told(extra: bytes, tmp_path: Path) -> None:
    source = save(with_pixels(header(), noise((1, 8, 8))), tmp_path / "in.dcm", DeflatedExplicitVRLittleEndian)

    def append(path: Path) -> None:
        path.write_bytes(path.read_bytes() + extra)

    assert tampered(source, append) == ["something follows the last frame"]


def test_bytes_inside_a_deflated_data_set_are_told(tmp_path: Path) -> None:
    source = save(with_pixels(header(), noise((1, 8, 8))), tmp_path / "in.dcm", DeflatedExplicitVRLittleEndian)

    def append(path: Path) -> None:
        data = path.read_bytes()
        (length,) = struct.unpack("<L", data[140:144])
        inflated = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data[144 + length :])
        deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        path.write_bytes(data[: 144 + length] + deflater.compress(inflated + b"CANARY") + deflater.flush())

    assert tampered(source, append) == ["something follows the last frame"]


# --- another image --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        with_value("PhotometricInterpretation", "MONOCHROME1"),
        with_value("BitsStored", 16),
        with_value("PixelRepresentation", 0),
    ],
)
def test_another_pixel_format_is_told(edit: Callable[[Any], None], source: Path) -> None:
    assert FORMAT in tampered(source, editing(edit))


def replaced(make: Callable[[Path], Any]) -> Tamper:
    """Put another image in the place of the result."""

    def tamper(path: Path) -> None:
        path.unlink()
        make(path)

    return tamper


@pytest.mark.parametrize("how", [{"rows": 13}, {"columns": 15}, {"frames": 2}])
def test_another_size_is_told(how: dict[str, int], tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    assert FORMAT in tampered(source, replaced(lambda path: capture(path, **how)))


def test_colour_in_the_place_of_gray_is_told(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    other = with_pixels(header(), noise((1, 12, 16, 3)))
    assert FORMAT in tampered(source, replaced(lambda path: save(other, path)))


def test_a_compressed_file_that_cannot_be_decoded_is_told(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    other = with_pixels(header(), noise((1, 12, 16)))
    broken = replaced(lambda path: save_encapsulated(other, path, JPEGBaseline8Bit, [b"\xff\xd8junk\xff\xd9"]))
    assert READABLE in tampered(source, broken)


def test_a_frame_that_decodes_to_other_values_than_its_format_says_is_told(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no decoder here does, and one that is installed later might."""
    frame = Instance.frame

    def wider(instance: Instance, number: int) -> Any:
        found = frame(instance, number)
        is_result = instance.path.parent.name == "partial"
        return replace(found, stored_values=found.stored_values.astype(np.int32)) if is_result else found

    monkeypatch.setattr(Instance, "frame", wider)
    assert FORMAT in tampered(source, lambda _: None)


def test_a_compressed_copy_of_the_original_is_told(tmp_path: Path) -> None:
    """It can be decoded and has the right format; everything else is wrong."""
    ds = with_pixels(header(), noise((1, 64, 64)))
    source = save(ds, tmp_path / "in.dcm")
    again = with_pixels(header(), noise((1, 64, 64)))
    found = tampered(source, replaced(lambda path: save_compressed(again, path, RLELossless)))
    assert INSIDE in found
    assert OUTSIDE not in found
    assert "Patient Identity Removed or the method codes are missing" in found


# --- several at once, and the original ------------------------------------------------------------------------


def test_every_fault_is_told_at_once(source: Path) -> None:
    def all_of_it(path: Path) -> None:
        editing(private)(path)
        patched(3, b"CANARY")(path)
        pixel(2, 3, 77)(path)
        pixel(30, 30, 77)(path)

    found = tampered(source, all_of_it)
    assert {OUTSIDE, INSIDE, "the preamble is not empty"} < set(found)
    assert any("private element" in name for name in found)
    assert len(found) == len(set(found))


def test_a_fault_of_many_frames_is_told_once(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm", frames=4)

    def invert(path: Path) -> None:
        data = path.read_bytes()
        length = 4 * 12 * 16
        path.write_bytes(data[:-length] + bytes(255 - value for value in data[-length:]))

    assert tampered(source, invert) == [OUTSIDE, INSIDE]


def test_an_original_that_changed_meanwhile_is_its_own_reason_and_the_result_is_gone(source: Path) -> None:
    result = redacted(source, source.parent / "partial")
    original = Instance.open(source)
    source.write_bytes(source.read_bytes()[:-10])
    with pytest.raises(Changed):
        verify(result, original)
    assert not result.file.exists()


def test_a_frame_hash_is_that_of_little_endian_values(tmp_path: Path) -> None:
    values = noise((1, 6, 6), np.uint16)
    hashes = {
        module.frame_sha256(Instance.open(save(with_pixels(header(), values), tmp_path / "in.dcm", syntax)).frame(1))
        for syntax in (ExplicitVRLittleEndian, ExplicitVRBigEndian, ImplicitVRLittleEndian)
    }
    assert len(hashes) == 1
