"""Instances without pixels: cleaned where the attribute rules reach all they hold, else set aside with the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    generate_uid,
)

from redactor import cli, errors
from redactor.deid.objects import require_cleanable, treatments
from redactor.dicom.non_image import NonImage
from redactor.model.links import LinkKind
from redactor.trust.linkage_map import read_map
from redactor.workflow.inputs import open_instance
from redactor.workflow.project import project_at
from tests import instances
from tests.runs import applied

if TYPE_CHECKING:
    from collections.abc import Iterator

BASIC_TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11"
KEY_OBJECTS = "1.2.840.10008.5.1.4.1.1.88.59"
PRESENTATION = "1.2.840.10008.5.1.4.1.1.11.1"
STRUCTURES = "1.2.840.10008.5.1.4.1.1.481.3"
CANARY = "ZZCANARY"


def item(**attributes: Any) -> Dataset:
    made = Dataset()
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


def code(meaning: str) -> Dataset:
    return item(CodeValue="121070", CodingSchemeDesignator="DCM", CodeMeaning=meaning)


def reference() -> Dataset:
    return item(ReferencedSOPClassUID="1.2.840.10008.5.1.4.1.1.7", ReferencedSOPInstanceUID="1.2.3.4.5.20240501")


def report() -> Dataset:
    names = item(ValueType="PNAME", RelationshipType="CONTAINS", PersonName=f"{CANARY}^A")
    names.ConceptNameCodeSequence = [code("Person Observer Name")]
    text = item(ValueType="TEXT", RelationshipType="CONTAINS", TextValue=f"Seen by {CANARY} on 2024-05-01")
    text.ConceptNameCodeSequence = [code("Findings")]
    made = instances.header(SOPClassUID=BASIC_TEXT_SR, Modality="SR", ValueType="CONTAINER")
    made.ContentSequence = [names, text]
    return made


def key_objects() -> Dataset:
    made = instances.header(SOPClassUID=KEY_OBJECTS, Modality="KO")
    series = item(SeriesInstanceUID="1.2.3.4.20240501", ReferencedSOPSequence=[reference()])
    made.CurrentRequestedProcedureEvidenceSequence = [
        item(StudyInstanceUID="2.25.1001", ReferencedSeriesSequence=[series])
    ]
    return made


def presentation() -> Dataset:
    made = instances.header(SOPClassUID=PRESENTATION, Modality="PR", ContentLabel="NAMED", ContentDescription=CANARY)
    made.ContentCreatorName = f"{CANARY}^B"
    text = item(UnformattedTextValue=f"{CANARY} 1961", BoundingBoxAnnotationUnits="PIXEL")
    made.GraphicAnnotationSequence = [item(GraphicLayer="L1", TextObjectSequence=[text])]
    return made


def structures() -> Dataset:
    made = instances.header(SOPClassUID=STRUCTURES, Modality="RTSTRUCT", StructureSetLabel=CANARY)
    made.ROIContourSequence = [
        item(
            ReferencedROINumber=1,
            ContourSequence=[item(ContourGeometricType="POINT", NumberOfContourPoints=1, ContourData=[1.5, 2, 3])],
        )
    ]
    return made


def everything_of(data_set: Dataset) -> Iterator[str]:
    for element in data_set.iterall():
        yield str(element.value)


MADE = {"report": report, "key objects": key_objects, "presentation": presentation, "structures": structures}


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]
)
@pytest.mark.parametrize("kind", MADE)
def test_no_name_of_the_original_is_left_and_the_record_lies_beside_it(tmp_path: Path, kind: str, syntax: str) -> None:
    source = MADE[kind]()
    source.ReferencedStudySequence = [reference()]
    path = instances.save(source, tmp_path / "in" / "a.dcm", syntax)
    before = path.read_bytes()
    assert cli.run(["apply", str(path), "--out", str(tmp_path / "out"), "--accept-proposals"]) == 0
    (written,) = (tmp_path / "out").rglob("*.dcm")
    record = json.loads(written.with_suffix(".record.json").read_text(encoding="utf-8"))
    result = pydicom.dcmread(written)
    texts = list(everything_of(result))
    assert not [text for text in texts if CANARY in text or "CANARY" in text or "20240501" in text]
    assert result.SOPClassUID == source.SOPClassUID
    assert result.SOPInstanceUID != source.SOPInstanceUID
    assert result.PatientIdentityRemoved == "YES"
    assert record["frames"] == []
    assert all(check["passed"] for check in record["checks"])
    assert CANARY.encode() not in written.read_bytes()
    assert path.read_bytes() == before
    assert cli.run(["verify", str(written), "--original", str(path)]) == 0


def test_geometry_of_structures_stays(tmp_path: Path) -> None:
    path = instances.save(structures(), tmp_path / "in" / "a.dcm")
    assert cli.run(["apply", str(path), "--out", str(tmp_path / "out"), "--accept-proposals"]) == 0
    (written,) = (tmp_path / "out").rglob("*.dcm")
    contour = pydicom.dcmread(written).ROIContourSequence[0].ContourSequence[0]
    assert [float(value) for value in contour.ContourData] == [1.5, 2, 3]


def test_an_image_and_what_refers_to_it_still_belong_together(tmp_path: Path) -> None:
    image = instances.with_pixels(instances.header(), instances.noise((1, 8, 8)))
    state = key_objects()
    series = state.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence[0]
    series.ReferencedSOPSequence[0].ReferencedSOPInstanceUID = image.SOPInstanceUID
    folder = tmp_path / "in"
    state.SeriesInstanceUID = "2.25.1003"
    instances.save(image, folder / "a.dcm")
    instances.save(state, folder / "b.dcm")
    assert cli.run(["apply", str(folder), "--out", str(tmp_path / "out"), "--accept-proposals"]) == 0
    read = {ds.Modality: ds for ds in map(pydicom.dcmread, (tmp_path / "out").rglob("*.dcm"))}
    evidence = read["KO"].CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence[0]
    assert evidence.ReferencedSOPSequence[0].ReferencedSOPInstanceUID == read["OT"].SOPInstanceUID
    assert read["KO"].StudyInstanceUID == read["OT"].StudyInstanceUID
    assert read["KO"].PatientID == read["OT"].PatientID


@pytest.mark.parametrize(
    ("sop_class", "error"),
    [
        ("1.2.840.10008.5.1.4.1.1.104.1", errors.HoldsDocument),
        ("1.2.840.10008.5.1.4.1.1.9.4.2", errors.HoldsVoice),
        ("1.2.840.10008.5.1.4.1.1.9.1.1", errors.HoldsWaveform),
        ("1.2.840.10008.5.1.4.1.1.66.5", errors.HoldsSurface),
        ("1.2.840.10008.5.1.4.1.1.66", errors.HoldsOpaqueValues),
        ("1.2.840.10008.5.1.4.38.1", errors.UnknownObject),
        ("1.2.840.10008.5.1.4.1.1.2", errors.NoPixelData),
        ("1.2.3.4.5", errors.NoPixelData),
    ],
)
def test_what_the_rules_do_not_reach_is_set_aside(tmp_path: Path, sop_class: str, error: type[errors.SetAside]) -> None:
    path = instances.save(instances.header(SOPClassUID=sop_class), tmp_path / "a.dcm")
    with pytest.raises(error):
        open_instance(path)


def test_every_treatment_is_to_clean_or_a_known_reason() -> None:
    for sop_class, treatment in treatments().items():
        if treatment == "clean":
            require_cleanable(sop_class)
        else:
            with pytest.raises(errors.SetAside):
                require_cleanable(sop_class)


def test_every_storage_class_without_pixels_of_the_standard_is_in_the_table() -> None:
    highdicom = pytest.importorskip("highdicom", reason="the second source of SOP Classes is not installed")
    folder = Path(highdicom.__file__).parent / "_standard"
    classes = json.loads((folder / "sop_class_iod_map.json").read_text())
    modules = json.loads((folder / "iod_module_map.json").read_text())
    directory = "1.2.840.10008.1.3.10"
    without = {
        uid
        for uid, iod in classes.items()
        if not any("image-pixel" in m["key"] or "floating-point-image" in m["key"] for m in modules[iod])
    }
    assert without - {directory} == set(treatments())


def test_an_empty_reference_that_says_zero_identifies_nobody(tmp_path: Path) -> None:
    source = report()
    source.ContentSequence[1].ReferencedSOPSequence = [item(ReferencedSOPClassUID="0", ReferencedSOPInstanceUID="0")]
    path = instances.save(source, tmp_path / "in" / "a.dcm")
    assert cli.run(["apply", str(path), "--out", str(tmp_path / "out"), "--accept-proposals"]) == 0


def test_a_truncated_report_is_set_aside(tmp_path: Path) -> None:
    path = instances.save(report(), tmp_path / "a.dcm")
    path.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(errors.SetAside):
        open_instance(path)


def test_the_repr_shows_nothing(tmp_path: Path) -> None:
    found = NonImage.open(instances.save(report(), tmp_path / "ZELDA.dcm"))
    assert "ZELDA" not in repr(found)


@pytest.mark.parametrize("kind", ["LABEL", "OVERVIEW", "specimen"])
def test_a_slide_label_is_set_aside_until_someone_looked(tmp_path: Path, kind: str) -> None:
    image = instances.header(SOPClassUID="1.2.840.10008.5.1.4.1.1.77.1.6", SOPInstanceUID=generate_uid())
    if kind == "specimen":
        image.SpecimenLabelInImage = "YES"
    else:
        image.ImageType = ["ORIGINAL", "PRIMARY", kind, "NONE"]
    path = instances.save(instances.with_pixels(image, instances.noise((1, 8, 8))), tmp_path / "in" / "a.dcm")
    assert cli.run(["apply", str(path), "--out", str(tmp_path / "out"), "--accept-proposals"]) == 1
    (entry,) = json.loads((tmp_path / "out.local" / "report.json").read_text(encoding="utf-8"))["items"]
    assert "label" in entry["reason"]


def test_its_links_are_in_the_map(tmp_path: Path) -> None:
    (done,) = applied([instances.save(report(), tmp_path / "in" / "a.dcm")], tmp_path / "out")
    folder = tmp_path / "out.local" / "project"
    links = read_map(folder / "linkage.map", project_at(folder).key)
    before, after = pydicom.dcmread(done.source), pydicom.dcmread(tmp_path / "out" / str(done.output))
    pairs = {(link.kind, link.original, link.new) for link in links}
    assert (LinkKind.INSTANCE, before.SOPInstanceUID, after.SOPInstanceUID) in pairs
    assert (LinkKind.PATIENT, before.PatientID, after.PatientID) in pairs
