"""Another program (dciodvfy, dcentvfy) finds nothing in a result that was not wrong in the original."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pydicom
import pytest
from pydicom.datadict import dictionary_keyword, dictionary_VR
from pydicom.dataset import Dataset
from pydicom.tag import Tag
from pydicom.uid import DeflatedExplicitVRLittleEndian

from redactor import resources
from redactor.deid.burned_in import ONLY_NO
from redactor.deid.types import attribute_type, level_of
from redactor.errors import PlanDoesNotFit, SetAside
from redactor.model.plan import RedactionPlan
from tests import dciodvfy
from tests.instances import ct_slice, header, noise, save, with_pixels
from tests.runs import CORNER, applied, redacted

if TYPE_CHECKING:
    from redactor.deid.types import Level

FILES = sorted((Path(pydicom.__file__).parent / "data" / "test_files").rglob("*.dcm"))
TABLES = json.loads(resources.read_text("profiles/iod_types.json"))
PIXEL_DATA: Final = 0x7FE00010
IMAGES = [uid for uid in TABLES["sop_classes"] if PIXEL_DATA in level_of(uid).types]
ACCEPTED_WARNINGS: Final = ("(0008,0020)", "(0008,0030)", "(0020,0010)")
"""Study Date, Study Time and Study ID are empty, as the profile says; a DICOMDIR would need them."""

EMPTY_SOURCE: Final = "Error - </SourceImageSequence(0008,2112)>"
"""Type 2C in ophthalmic photographs (PS3.3 C.8.17.2), so it is empty there; Type 3 with items in another module."""


def faults(before: Path, after: Path) -> list[str]:
    """Give the new errors and the new warnings, but for those that the profile asks for."""
    try:
        errors = dciodvfy.new_findings(before, after)
        warned = dciodvfy.new_findings(before, after, kind="Warning")
    except dciodvfy.Unavailable:
        pytest.skip("dciodvfy itself broke off")
    warned = [key for key in warned if not any(tag in key for tag in ACCEPTED_WARNINGS)]
    return [key for key in errors + warned if not key.startswith(EMPTY_SOURCE)]


# --- real files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("plan", [RedactionPlan(), CORNER], ids=["untouched", "masked"])
def test_a_file_of_pydicom_has_no_new_fault(path: Path, plan: RedactionPlan, tmp_path: Path) -> None:
    try:
        result = redacted(path, tmp_path, plan, review="single-person" if plan.regions else "none")
    except PlanDoesNotFit:
        pytest.skip("the image is smaller than the mask")
    except SetAside:
        assert not list(tmp_path.iterdir())
        return
    if pydicom.dcmread(path, stop_before_pixels=True).file_meta.TransferSyntaxUID == DeflatedExplicitVRLittleEndian:
        pytest.skip("dciodvfy takes deflated bytes for attributes")
    assert faults(path, result.file) == []


# --- every kind of image --------------------------------------------------------------------------------------

VALUES: Final[dict[str, Any]] = {
    "AE": "SCANNER",
    "AS": "042Y",
    "AT": 0x00100010,
    "CS": "CODED",
    "DA": "20240501",
    "DS": "1.5",
    "DT": "20240501101500",
    "FD": 1.5,
    "FL": 1.5,
    "IS": "1",
    "LO": "Some words",
    "LT": "Some prose",
    "OB": b"bytes.",
    "OD": b"bytes...",
    "OF": b"four",
    "OL": b"four",
    "OV": b"bytes...",
    "OW": b"bytes.",
    "PN": "ADAMANT^ZELDA",
    "SH": "Words",
    "SL": 1,
    "SS": 1,
    "ST": "Some prose",
    "SV": 1,
    "TM": "101500",
    "UC": "Some words",
    "UI": "1.2.826.0.1.3680043.8.498.7",
    "UL": 1,
    "UN": b"bytes.",
    "UR": "http://example.org",
    "US": 1,
    "UT": "Some prose",
    "UV": 1,
}
LEFT_OUT: Final = {
    0x00080119,  # Long Code Value and URN Code Value, of which none may stand beside Code Value
    0x00080120,
    0x00081200,  # would have to list instances of other studies: the references here all name the same one
}

DEPTH: Final = 2


def filled(level: Level, depth: int = 0) -> Dataset:
    """Give a data set with every attribute that an IOD defines, one item in each sequence."""
    made = Dataset()
    for tag in sorted(level.types):
        vr = dictionary_VR(tag).partition(" or ")[0]
        if tag >> 16 in {0x0002, 0x7FE0, 0xFFFA, 0x0400} or tag in LEFT_OUT or (vr == "SQ" and depth == DEPTH):
            continue
        value = [filled(level.inside(tag), depth + 1)] if vr == "SQ" else VALUES[vr]
        made.add_new(tag, vr, value)
    return made


def instance(uid: str, path: Path) -> Path:
    """Write an image of a SOP Class with all that its IOD defines."""
    ds = filled(level_of(uid))
    for one in header(SOPClassUID=uid, SOPInstanceUID="2.25.1003"):
        ds.add(one)
    ds.ImageType = ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"]
    ds.BurnedInAnnotation = "NO"
    for keyword in ("NumberOfFrames", "PlanarConfiguration", "SpecificCharacterSet", "PixelPaddingValue"):
        if keyword in ds:
            del ds[keyword]
    for tag in [tag for tag in list(ds.keys()) if "Palette" in dictionary_keyword(tag)]:
        del ds[tag]
    return save(with_pixels(ds, noise((1, 12, 16))), path)


@pytest.mark.parametrize("uid", IMAGES)
def test_an_image_of_any_kind_has_no_new_fault(uid: str, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = instance(uid, tmp_path / "in.dcm")
    result = redacted(source, tmp_path / "partial", RedactionPlan(), review="single-person")
    assert faults(source, result.file) == []


# --- Burned In Annotation -------------------------------------------------------------------------------------


@pytest.mark.parametrize("uid", IMAGES)
def test_the_classes_that_allow_only_no_are_those_of_another_program(uid: str, tmp_path: Path) -> None:
    if attribute_type(uid, [Tag("BurnedInAnnotation")]) is None:
        assert uid not in ONLY_NO
        return
    ds = header(SOPClassUID=uid, BurnedInAnnotation="YES", ImageType=["ORIGINAL", "PRIMARY", "VOLUME", "NONE"])
    try:
        found = dciodvfy.findings(save(with_pixels(ds, noise((1, 12, 16))), tmp_path / "in.dcm"))
    except dciodvfy.Unavailable:
        pytest.skip("dciodvfy itself broke off")
    assert any("(0028,0301)" in key and "enumerated" in key for key in found) == (uid in ONLY_NO)


# --- studies --------------------------------------------------------------------------------------------------


def test_the_instances_of_a_study_agree(tmp_path: Path) -> None:
    for series in (1, 2, 3):
        for number in (1, 2):
            ct_slice(
                tmp_path / "in" / f"{series}-{number}.dcm",
                SeriesInstanceUID=f"2.25.77{series}",
                SeriesNumber=series,
                InstanceNumber=number,
                FrameOfReferenceUID="2.25.88",
            )
    out = tmp_path / "out"
    assert {item.status.value for item in applied([tmp_path / "in"], out)} == {"done"}
    files = sorted(out.rglob("*.dcm"))
    assert len(files) == 6
    assert dciodvfy.disagreements(files) == []


# --- the tool itself ------------------------------------------------------------------------------------------


def test_a_fault_is_found_and_holds_no_value(tmp_path: Path) -> None:
    before = ct_slice(tmp_path / "before.dcm")
    after = ct_slice(tmp_path / "after.dcm", PatientBirthDate="CANARY", PatientSex="Q")
    found = dciodvfy.new_findings(before, after)
    assert any("(0010,0030)" in key for key in found)
    assert any("(0010,0040)" in key for key in found)
    assert not any("CANARY" in key or "[1]" in key for key in found)
    assert dciodvfy.new_findings(after, after) == []


def test_a_disagreement_is_found(tmp_path: Path) -> None:
    files = [ct_slice(tmp_path / f"{number}.dcm", PatientSex="FM"[number]) for number in (0, 1)]
    assert dciodvfy.disagreements(files)


def test_a_tool_that_breaks_off_has_not_passed(tmp_path: Path) -> None:
    with pytest.raises(dciodvfy.Unavailable):
        dciodvfy.findings(tmp_path / "missing" / "file.dcm")
