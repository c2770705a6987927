"""A project's profile is what apply, verify and check work by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from redactor.deid.profile import Profile
from redactor.deid.profile_file import available, load_profile
from redactor.deid.table import OPTIONS
from redactor.errors import OtherProfile
from redactor.model.plan import RedactionPlan
from redactor.workflow.batch import run
from redactor.workflow.check import check_instance
from redactor.workflow.output import prepare_output
from redactor.workflow.project import open_project
from redactor.workflow.report import ItemStatus
from tests.instances import PATIENT_NAME, capture, ct_slice, hiding
from tests.runs import CORNER, verified

if TYPE_CHECKING:
    from pathlib import Path

PROFILES = [*sorted(name for name in available() if name != "basic"), *OPTIONS, "all"]


def chosen(name: str) -> Profile:
    if name in OPTIONS:
        return Profile(name.replace("_", "-"), (name,))  # type: ignore[arg-type]
    full = "retain_longitudinal_full_dates"
    return Profile("all", tuple(one for one in OPTIONS if one != full)) if name == "all" else load_profile(name)


def code(meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = "4711", "99LOCAL", meaning
    return item


def rich(**more: Any) -> dict[str, Any]:
    """Attributes that each option is about, and some that name the patient."""
    return {
        "StudyDescription": "CT CHEST W/O",
        "SeriesDescription": f"for {PATIENT_NAME}",
        "ProtocolName": "Zebediah",
        "AcquisitionDate": "20240502",
        "TimezoneOffsetFromUTC": "+0800",
        "PatientAge": "097Y",
        "PatientWeight": "61.5",
        "InstitutionName": "Somewhere General",
        "DeviceSerialNumber": "4711-0815",
        "StationName": "CT1",
        "FrameOfReferenceUID": "2.25.77",
        "InstitutionCodeSequence": [code("Somewhere")],
        "AdmittingDiagnosesCodeSequence": [code("chest"), code("Zebediah")],
        **more,
    }


def made(path: Path, destination: Path, name: str, plan: RedactionPlan = CORNER, **more: Any) -> list[Any]:
    output = prepare_output(destination, [path], profile=chosen(name))
    return run([path], output, plan=plan, **more)


@pytest.mark.parametrize("name", PROFILES)
def test_what_a_profile_makes_passes_its_checks(name: str, tmp_path: Path) -> None:
    source = capture(tmp_path / "in" / "a.dcm", **rich())
    (item,) = made(source, tmp_path / "out", name)
    assert (item.status, item.reason) == (ItemStatus.DONE, "")
    written = tmp_path / "out" / item.output
    record = written.with_suffix(".record.json")
    document = json.loads(record.read_text(encoding="utf-8"))
    assert tuple(document["options"]) == chosen(name).options
    verdict = check_instance(written, record, [source])
    assert [check.name for check in verdict.checks if not check.passed] == []
    attributes = dcmread(written)
    assert attributes.PatientName != PATIENT_NAME
    assert attributes.SOPInstanceUID != dcmread(source).SOPInstanceUID  # its pixels changed


@pytest.mark.parametrize(
    ("name", "keyword", "value"),
    [
        ("retain_uids", "FrameOfReferenceUID", "2.25.78"),
        ("retain_longitudinal_full_dates", "AcquisitionDate", "noon"),
        ("retain_longitudinal_modified_dates", "AcquisitionDate", "20240502"),
        ("retain_patient_characteristics", "PatientAge", "097Y"),
        ("clean_descriptors", "StudyDescription", "Zebediah"),
        ("retain_device_identity", "StudyDescription", "CT CHEST"),
        ("hipaa-safe-harbor", "PatientBirthDate", "19610307"),
        ("keep-list", "FrameLabel", "chest"),
    ],
)
def test_what_an_option_does_not_keep_is_told(name: str, keyword: str, value: str, tmp_path: Path) -> None:
    source = capture(tmp_path / "in" / "a.dcm", **rich())
    (item,) = made(source, tmp_path / "out", name)
    written = tmp_path / "out" / item.output
    attributes = dcmread(written)
    setattr(attributes, keyword, value)
    attributes.save_as(written)
    record = written.with_suffix(".record.json")
    failed = [
        check.name for check in check_instance(written, record, [source], chosen(name)).checks if not check.passed
    ]
    told = {"attributes are de-identified", "unchanged outside the hidden areas"} & set(failed)
    assert bool(told) is (name != "retain_uids")


def test_what_a_person_kept_passes_the_checks_and_is_named(tmp_path: Path) -> None:
    source = capture(tmp_path / "in" / "a.dcm", **rich())
    kept = (("(0008,1030)", "keep"), ("(0008,0082)", "keep"), ("(0008,1010)", "remove"))
    made_ = verified(source, tmp_path / "partial", decisions=kept)
    attributes = dcmread(made_.file)
    assert attributes.InstitutionCodeSequence[0].CodeMeaning == "Somewhere"
    assert (attributes.StudyDescription, "StationName" in attributes) == ("CT CHEST W/O", False)
    rules = {(one.path, one.action) for one in made_.record.attributes if one.rule == "person"}
    assert rules == {("(0008,1030)", "K"), ("(0008,0082)", "K"), ("(0008,1010)", "X")}


def test_references_follow_instances_whose_pixels_change(tmp_path: Path) -> None:
    first = ct_slice(tmp_path / "in" / "a.dcm", InstanceNumber=1)
    uid = dcmread(first).SOPInstanceUID
    reference = Dataset()
    reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = "1.2.840.10008.5.1.4.1.1.2", uid
    ct_slice(tmp_path / "in" / "b.dcm", InstanceNumber=2, ReferencedImageSequence=[reference])
    for number, (plan, changes) in enumerate(((CORNER, True), (RedactionPlan(), False))):
        items = made(tmp_path / "in", tmp_path / f"out{number}", "retain_uids", plan)
        one, two = (dcmread(tmp_path / f"out{number}" / item.output) for item in items)
        assert (one.SOPInstanceUID != uid) is changes
        assert two.ReferencedImageSequence[0].ReferencedSOPInstanceUID == one.SOPInstanceUID
        assert one.StudyInstanceUID == dcmread(first).StudyInstanceUID


def test_a_file_that_can_not_be_planned_is_set_aside_as_ever(tmp_path: Path) -> None:
    ct_slice(tmp_path / "in" / "a.dcm")
    items = made(tmp_path / "in", tmp_path / "out", "retain_uids", hiding((0, 0, 9000, 3)))
    assert [item.status for item in items] == [ItemStatus.SET_ASIDE]


def test_a_project_keeps_its_profile(tmp_path: Path) -> None:
    first = open_project(tmp_path, profile=load_profile("research"))
    assert open_project(tmp_path) == first == open_project(tmp_path, profile=load_profile("research"))
    with pytest.raises(OtherProfile):
        open_project(tmp_path, profile=load_profile("basic"))


def test_a_project_without_a_profile_is_of_the_basic_one(tmp_path: Path) -> None:
    document = {"schema": "redactor/project/1", "key": "00" * 32, "generation": 1}
    (tmp_path / "project.json").write_text(json.dumps(document), encoding="utf-8")
    assert open_project(tmp_path, profile=load_profile("basic")).profile.name == "basic"
    with pytest.raises(OtherProfile):
        open_project(tmp_path, profile=load_profile("research"))
