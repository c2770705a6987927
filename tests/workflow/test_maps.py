"""Every finished instance is in the map, whatever the number of processes; tables of it go where nothing leaves."""

from __future__ import annotations

import csv
import os
import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest
from pydicom import dcmread

from redactor.dicom.instance import Instance
from redactor.errors import DamagedMap, InvalidOption, ProjectBusy
from redactor.model.links import Link, LinkKind
from redactor.trust.linkage_map import open_map, read_map
from redactor.workflow import side_by_side
from redactor.workflow import task as task_of
from redactor.workflow.maps import count_links, export_maps, require_apart
from redactor.workflow.output import prepare_output
from redactor.workflow.project import Project, project_at
from redactor.workflow.report import ItemStatus
from tests.folders import contents
from tests.instances import capture, ct_slice
from tests.runs import applied

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = ("ZZ-4711", "CANARY", "ZELDA", "2.25.1001", "2.25.1002", "ACC998877")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Three images of two patients."""
    for number in (1, 2):
        ct_slice(tmp_path / "in" / f"ct{number}.dcm", InstanceNumber=number, IssuerOfPatientID="St. Mary")
    other: dict[str, Any] = {"PatientID": "zz 12", "StudyInstanceUID": "2.25.7", "SeriesInstanceUID": "2.25.8"}
    capture(tmp_path / "in" / "sc.dcm", **other)
    return tmp_path / "in"


def links_below(folder: Path) -> tuple[Link, ...]:
    return read_map(folder / "linkage.map", project_at(folder).key)


def pairs(links: Any, *kinds: LinkKind) -> set[tuple[str, str]]:
    return {(link.original, link.new) for link in links if link.kind in kinds}


def expected(case: Path, out: Path, keyword: str, report: list[Any]) -> set[tuple[str, str]]:
    """Read both sides of each result as a stranger would."""
    return {(str(dcmread(item.source).get(keyword)), str(dcmread(out / item.output).get(keyword))) for item in report}


KINDS = {
    "SOPInstanceUID": LinkKind.INSTANCE,
    "SeriesInstanceUID": LinkKind.SERIES,
    "StudyInstanceUID": LinkKind.STUDY,
    "PatientID": LinkKind.PATIENT,
    "AccessionNumber": LinkKind.ACCESSION_NUMBER,
}


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_map_links_what_stands_in_the_files(jobs: int, case: Path, tmp_path: Path) -> None:
    items = applied([case], tmp_path / "out", jobs=jobs)
    links = links_below(tmp_path / "out.local" / "project")
    for keyword, kind in KINDS.items():
        assert pairs(links, kind) == expected(case, tmp_path / "out", keyword, items)
    assert {link.issuer for link in links if link.kind is LinkKind.PATIENT} == {"St. Mary", ""}
    assert pairs(links, LinkKind.OUTPUT) == {(str(tmp_path / "out.local"), str(tmp_path / "out"))}


def test_only_what_was_finished_is_linked(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    redact = task_of.redact_instance

    def spoilt(instance: Instance, *args: Any, **how: Any) -> Any:
        result = redact(instance, *args, **how)
        if instance.text("Modality") != "CT":
            result.file.write_bytes(b"CANARY" + result.file.read_bytes()[6:])
        return result

    monkeypatch.setattr(task_of, "redact_instance", spoilt)
    (case / "notes.txt").write_text("no image")
    items = applied([case], tmp_path / "out")
    assert sum(item.status is ItemStatus.DONE for item in items) == 2
    links = links_below(tmp_path / "out.local" / "project")
    assert len(pairs(links, LinkKind.INSTANCE)) == 2
    assert "zz 12" not in {link.original for link in links}


def test_a_second_run_adds_nothing(case: Path, tmp_path: Path) -> None:
    applied([case], tmp_path / "out")
    file = tmp_path / "out.local" / "project" / "linkage.map"
    before = file.read_bytes()
    assert {item.status for item in applied([case], tmp_path / "out", resume=True)} == {ItemStatus.SKIPPED}
    assert file.read_bytes() == before
    assert {item.status for item in applied([case], tmp_path / "out")} == {ItemStatus.DONE}
    assert file.read_bytes() == before


def test_what_the_map_missed_is_done_again(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program ends after a file has got its name, and before the map has its links."""
    monkeypatch.setattr(side_by_side, "_linked", lambda outcome, linkage: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        applied([case], tmp_path / "out")
    monkeypatch.undo()
    assert pairs(links_below(tmp_path / "out.local" / "project"), LinkKind.INSTANCE) == set()
    items = applied([case], tmp_path / "out", resume=True)
    assert {item.status for item in items} == {ItemStatus.DONE}
    links = links_below(tmp_path / "out.local" / "project")
    assert pairs(links, LinkKind.INSTANCE) == expected(case, tmp_path / "out", "SOPInstanceUID", items)


def test_nothing_in_clear_is_left_anywhere(case: Path, tmp_path: Path) -> None:
    output = prepare_output(tmp_path / "out", [case])
    instance = Instance.open(case / "sc.dcm")
    task = task_of.Task(
        case / "sc.dcm", output.naming()[0].name_for(instance.place, ""), output.destination, output.partial,
        output.project, None, task_of.StyleChoice(),
    )  # fmt: skip
    outcome = task_of.process(task)
    assert outcome.links
    assert "zz 12" not in repr(outcome)
    applied([case], tmp_path / "out2")
    files = {**contents(tmp_path / "out2"), **contents(tmp_path / "out2.local")}
    assert not {(secret, name) for secret in SECRETS for name, data in files.items() if secret.encode() in data}


def test_two_outputs_of_a_project_share_names_and_map(tmp_path: Path) -> None:
    for number, patient in enumerate("ABA"):
        capture(tmp_path / f"in{number}" / "x.dcm", PatientID=patient, SeriesInstanceUID=f"2.25.{patient.encode()[0]}")
    project = tmp_path / "lasting"
    for number in range(3):
        applied([tmp_path / f"in{number}"], tmp_path / f"out{number}", project=project)
    cases = [sorted(path.name for path in (tmp_path / f"out{number}").iterdir()) for number in range(3)]
    assert cases == [["CASE0001"], ["CASE0002"], ["CASE0001"]]
    assert set(contents(project)) == {"project.json", "names.json", "linkage.map"}
    assert set(contents(tmp_path / "out0.local")) == {"report.json"}
    assert count_links(project / "linkage.map", project_at(project).key)[LinkKind.OUTPUT] == 3


def test_a_changed_map_stops_the_run_before_anything_is_written(case: Path, tmp_path: Path) -> None:
    applied([case], tmp_path / "out", project=tmp_path / "p")
    file = tmp_path / "p" / "linkage.map"
    file.write_bytes(file.read_bytes()[:-1] + b"\0")
    before = contents(tmp_path / "p")
    with pytest.raises(DamagedMap):
        applied([case], tmp_path / "other", project=tmp_path / "p")
    assert contents(tmp_path / "p") == before
    assert not contents(tmp_path / "other")


def test_two_runs_do_not_write_one_map_at_once(case: Path, tmp_path: Path) -> None:
    output = prepare_output(tmp_path / "out", [case])
    with open_map(output.map, output.project.key), pytest.raises(ProjectBusy):
        applied([case], tmp_path / "out")
    assert not contents(tmp_path / "out")


# --- tables ---------------------------------------------------------------------------------------------------


def table(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def exported(tmp_path: Path, maps: Path) -> Path:
    folder = tmp_path / "out.local" / "project"
    export_maps(folder / "linkage.map", project_at(folder).key, maps)
    return maps


def test_tables_have_the_header_of_the_contract_and_a_row_an_identifier(case: Path, tmp_path: Path) -> None:
    items = applied([case], tmp_path / "out")
    maps = exported(tmp_path, tmp_path / "maps")
    uids, patients = table(maps / "uid_map.csv"), table(maps / "patient_map.csv")
    assert uids[0] == patients[0] == ["id_old", "id_new"]
    out = tmp_path / "out"
    wanted = set().union(*(expected(case, out, f"{level}InstanceUID", items) for level in ("SOP", "Series", "Study")))
    assert wanted <= set(map(tuple, uids))
    assert len(uids) == len(set(map(tuple, uids)))
    assert set(map(tuple, patients[1:])) == expected(case, out, "PatientID", items)
    exported(tmp_path, maps)
    assert table(maps / "uid_map.csv") == uids


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_only_their_owner_can_read_the_tables(case: Path, tmp_path: Path) -> None:
    applied([case], tmp_path / "out")
    before = os.umask(0o022)
    try:
        maps = exported(tmp_path, tmp_path / "maps")
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in maps.iterdir()} == {0o600}
    assert stat.S_IMODE(maps.stat().st_mode) == 0o700


@pytest.mark.parametrize("place", ["out", "out/maps", "out/../out/maps"])
def test_tables_never_go_into_an_output(place: str, case: Path, tmp_path: Path) -> None:
    applied([case], tmp_path / "out")
    before = contents(tmp_path)
    with pytest.raises(InvalidOption):
        exported(tmp_path, tmp_path / place)
    assert contents(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need more rights on Windows")
def test_a_link_into_an_output_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "out", target_is_directory=True)
    with pytest.raises(InvalidOption):
        require_apart(tmp_path / "link" / "maps", [tmp_path / "out"])


def test_a_file_of_somebody_elses_is_not_written_over(case: Path, tmp_path: Path) -> None:
    applied([case], tmp_path / "out")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "uid_map.csv").write_text("mine")
    with pytest.raises(InvalidOption):
        exported(tmp_path, tmp_path / "maps")
    assert contents(tmp_path / "maps") == {"uid_map.csv": b"mine"}


def test_values_that_need_quotes_come_back(tmp_path: Path) -> None:
    odd = 'A,"B"\n\u00e9'
    project = Project.ephemeral()
    with open_map(tmp_path / "m", project.key) as linkage:
        linkage.add([Link(LinkKind.PATIENT, odd, "RDX"), Link(LinkKind.UNNAMED_PATIENT, "2.25.1", "RDY")])
    export_maps(tmp_path / "m", project.key, tmp_path / "maps")
    assert table(tmp_path / "maps" / "patient_map.csv") == [["id_old", "id_new"], [odd, "RDX"]]
