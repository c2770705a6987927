"""Saved masks over many files: each ends with a status and a reason, whatever ends the run, and twice is as once."""

from __future__ import annotations

import csv
import json
import os
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydicom import dcmread

from redactor.deid.profile import BASIC
from redactor.errors import (
    DiskFull,
    NoTemplate,
    NotForTemplates,
    OtherRun,
    SeveralTemplates,
    TemplateOtherSize,
    TimedOut,
    TwoPatients,
    WorkerEnded,
)
from redactor.trust.keys import HEADLESS
from redactor.workflow import engines
from redactor.workflow.bulk import run_bulk
from redactor.workflow.destruction import destroy_maps, doomed
from redactor.workflow.output import prepare_output
from tests.bulk_cases import (
    CT,
    US,
    bulk,
    bulk_process,
    ct_series,
    endless_for,
    fatal_for,
    kill_at,
    local,
    report,
    results,
    template_file,
    ultrasound,
    wait_for,
    workers_of,
)
from tests.folders import contents, digests, small_disk
from tests.instances import capture

if TYPE_CHECKING:
    import subprocess

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Two devices that templates are for."""
    ct_series(tmp_path / "in" / "ct", 5)
    ultrasound(tmp_path / "in" / "us1.dcm", "DOE JOHN 1961", SeriesInstanceUID="2.25.5")
    ultrasound(tmp_path / "in" / "us2.dcm", SeriesInstanceUID="2.25.5")
    return tmp_path / "in"


def record(out: Path, item: dict[str, Any]) -> dict[str, Any]:
    return json.loads((out / item["output"]).with_suffix(".record.json").read_text("utf-8"))


def reasons(out: Path) -> dict[str, str]:
    """The reason of each file by its name."""
    return {Path(item["source"]).name: item["reason"] for item in report(out)}


def nothing_partial(out: Path) -> bool:
    hidden = [name for name in contents(out) if name.rpartition("/")[2].startswith(".")]
    local_part = out.with_name(f"{out.name}.local")
    return not hidden and not contents(local_part / "partial") and not (local_part / "chunks").exists()


# --- what is done -----------------------------------------------------------------------------------------------


def test_each_image_gets_the_mask_of_its_template_and_its_record_says_so(case: Path, tmp_path: Path) -> None:
    before = digests(case)
    result = bulk([case], tmp_path / "out", engine=local(2))
    assert (result.counts, result.exit_status) == ({"done": 7}, 0)
    assert sorted(result.by_template.values()) == [2, 5]
    assert digests(case) == before
    for item in report(tmp_path / "out"):
        found = dcmread(tmp_path / "out" / item["output"])
        told = record(tmp_path / "out", item)
        is_ct = found.Modality == "CT"
        hidden = found.pixel_array[:4, :8] if is_ct else found.pixel_array[:40]
        assert len(set(hidden.ravel().tolist())) == 1
        assert told["review"] == "none"
        assert {region["origin"]["by"] for region in told["plan"]["regions"]} == {"template"}
        assert [run["id"].partition("@")[0] for run in told["detectors"]] == ["text"]
        assert not any("no search for burned-in text" in words for words in told["not_examined"])
        words = "maximum, minimum and deviation of the 5 images" if is_ct else "the written image was searched"
        assert any(words in note for note in told["notes"])
    assert nothing_partial(tmp_path / "out")


def test_a_second_run_of_a_project_gives_the_same_bytes(case: Path, tmp_path: Path) -> None:
    bulk([case], tmp_path / "one", project=tmp_path / "project")
    bulk([case], tmp_path / "two", project=tmp_path / "project", engine=local(2))
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_where_uids_are_retained_an_image_that_changes_gets_a_new_one(case: Path, tmp_path: Path) -> None:
    profile = replace(BASIC, name="uids", options=(*BASIC.options, "retain_uids"))
    output = prepare_output(tmp_path / "out", [case], profile=profile)
    assert run_bulk([case], output, [CT, US], local()).counts == {"done": 7}
    uids = {dcmread(tmp_path / "out" / item["output"]).SOPInstanceUID for item in report(tmp_path / "out")}
    assert not uids & {dcmread(path).SOPInstanceUID for path in case.rglob("*.dcm")}


# --- what is set aside ------------------------------------------------------------------------------------------


def test_what_no_template_is_for_is_set_aside_with_its_reason(case: Path, tmp_path: Path) -> None:
    ultrasound(case / "tall.dcm", rows=200)
    capture(case / "sc.dcm", SeriesInstanceUID="2.25.6")
    (case / "notes.txt").write_text("no image")
    report_file = dcmread(case / "us1.dcm")
    del report_file.PixelData
    for keyword in ("Rows", "Columns"):
        delattr(report_file, keyword)
    report_file.SOPClassUID = report_file.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.88.22"
    report_file.save_as(case / "sr.dcm")
    result = bulk([case], tmp_path / "out")
    assert result.counts == {"done": 7, "set_aside": 4}
    assert result.exit_status == 1
    found = reasons(tmp_path / "out")
    assert found["tall.dcm"] == str(TemplateOtherSize(rows=200, columns=320))
    assert found["sc.dcm"] == str(NoTemplate())
    assert found["sr.dcm"] == str(NotForTemplates())
    assert "not a DICOM file" in found["notes.txt"]
    states = {(group.kind, group.images): group.state for group in result.groups}
    assert states["Enhanced SR Storage", 1] == "unsupported"
    assert states["Ultrasound Image Storage", 1] == "size differs"
    assert states["Ultrasound Image Storage", 2] == "matches"


def test_two_templates_for_one_image_are_none(case: Path, tmp_path: Path) -> None:
    result = bulk([case / "ct"], tmp_path / "out", CT, CT)
    assert result.counts == {"set_aside": 5}
    assert set(reasons(tmp_path / "out").values()) == {str(SeveralTemplates(count=2))}


def test_a_series_of_two_patients_is_set_aside(case: Path, tmp_path: Path) -> None:
    ct_series(case / "more", 1, PatientID="OTHER")
    result = bulk([case], tmp_path / "out")
    assert result.counts == {"done": 2, "set_aside": 6}
    assert str(TwoPatients(count=2)) in reasons(tmp_path / "out").values()


def test_text_that_the_mask_leaves_sets_an_image_aside(case: Path, tmp_path: Path) -> None:
    ultrasound(case / "moved.dcm", "DOE JOHN 1961", at=120, SeriesInstanceUID="2.25.5")
    result = bulk([case], tmp_path / "out")
    assert result.counts == {"done": 7, "set_aside": 1}
    assert "outside the mask (places: " in reasons(tmp_path / "out")["moved.dcm"]
    assert nothing_partial(tmp_path / "out")


def test_a_sign_of_burned_in_text_makes_each_image_be_searched(tmp_path: Path) -> None:
    ct_series(tmp_path / "in", 2, BurnedInAnnotation="YES")
    bulk([tmp_path / "in"], tmp_path / "out")
    notes = [record(tmp_path / "out", item)["notes"] for item in report(tmp_path / "out")]
    assert all("text outside the mask: the written image was searched" in each for each in notes)


def test_reports_are_tables_that_run_no_formula(case: Path, tmp_path: Path) -> None:
    (case / "=cmd().dcm").write_text("no image")
    (case / "<b>.dcm").write_text("no image")
    bulk([case], tmp_path / "out")
    folder = tmp_path / "out.local"
    with (folder / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 9
    assert {row["status"] for row in rows} == {"done", "set_aside"}
    assert not any(value.startswith("=") for row in rows for value in row.values())
    page = (folder / "report.html").read_text("utf-8")
    assert "Nobody has reviewed" in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    if sys.platform != "win32":
        assert {oct(path.stat().st_mode)[-3:] for path in folder.glob("report.*")} == {"600"}


def test_the_journal_holds_no_word_of_the_header(case: Path, tmp_path: Path) -> None:
    bulk([case], tmp_path / "out")
    data = (tmp_path / "out.local" / "bulk.sqlite").read_bytes()
    for word in (b"CANARY", b"ZELDA", b"ZZ-4711", b"2.25.1002", b"2.25.77", b"19610307"):
        assert word not in data


def test_when_links_are_destroyed_nothing_lists_sources_beside_results(case: Path, tmp_path: Path) -> None:
    bulk([case], tmp_path / "out", project=tmp_path / "p")
    assert {"bulk.sqlite", "report.csv", "report.html"} < set(contents(tmp_path / "out.local"))
    destroy_maps(doomed(tmp_path / "p", HEADLESS))
    assert not contents(tmp_path / "out.local")


# --- what goes wrong with a worker ------------------------------------------------------------------------------


@POSIX
def test_a_file_that_ends_its_process_twice_is_set_aside_and_all_others_are_done(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "work_on", fatal_for)
    (case / "ct" / "ct003.dcm").rename(case / "ct" / "poison.dcm")
    result = bulk([case], tmp_path / "out", engine=local(2))
    assert result.counts == {"done": 6, "set_aside": 1}
    assert reasons(tmp_path / "out")["poison.dcm"] == str(WorkerEnded(count=2))
    assert nothing_partial(tmp_path / "out")


def test_a_file_that_never_ends_is_set_aside_and_taken_up_again_when_asked(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "work_on", endless_for)
    (case / "ct" / "ct003.dcm").rename(case / "ct" / "poison.dcm")
    sources = [case / "ct"]
    result = bulk(sources, tmp_path / "out", engine=local(1, seconds=8))
    assert result.counts == {"done": 4, "set_aside": 1}
    assert reasons(tmp_path / "out")["poison.dcm"] == str(TimedOut(seconds=8))
    monkeypatch.undo()
    assert bulk(sources, tmp_path / "out", resume=True).counts == {"set_aside": 1, "skipped": 4}
    assert bulk(sources, tmp_path / "out", resume=True, retry=True).counts == {"done": 1, "skipped": 4}


# --- ended and resumed ------------------------------------------------------------------------------------------


def test_what_was_stopped_is_resumed_and_each_file_is_done_once(case: Path, tmp_path: Path) -> None:
    done: list[int] = []

    def step(told: Any) -> None:
        done.extend([told.done] if told.phase == "apply" else [])

    first = bulk([case], tmp_path / "out", project=tmp_path / "p", step=step, stopping=lambda: len(done) >= 2)
    assert first.stopped
    assert first.exit_status == 1
    before = {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in contents(tmp_path / "out")}
    second = bulk([case], tmp_path / "out", project=tmp_path / "p", resume=True)
    assert not second.stopped
    assert second.counts["skipped"] == first.counts["done"] > 0
    assert second.counts["done"] + second.counts["skipped"] == 7
    assert {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in before} == before
    bulk([case], tmp_path / "whole", project=tmp_path / "p")
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


def test_a_run_is_not_resumed_with_other_templates(case: Path, tmp_path: Path) -> None:
    bulk([case], tmp_path / "out", CT, stopping=lambda: True)
    with pytest.raises(OtherRun):
        bulk([case], tmp_path / "out", US, resume=True)


def started(case: Path, out: Path, project: Path, *more: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own that can be killed."""
    templates = [template_file(out.parent / f"{name}.json", made) for name, made in (("ct", CT), ("us", US))]
    return bulk_process(case, out, templates, "--project", project, *more)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for the workers")
def test_a_run_that_is_killed_twice_and_resumed_is_the_run_that_never_was(tmp_path: Path) -> None:
    case, out = tmp_path / "in", tmp_path / "out"
    ct_series(case, 60)
    bulk([case], tmp_path / "whole", project=tmp_path / "p", engine=local(2))
    for more, wanted in ((), 6), (("--resume",), 35):
        kill_at(started(case, out, tmp_path / "p", *more), out, wanted)
    kept = {
        name: (out / name).stat().st_mtime_ns for name in contents(out) if not name.rpartition("/")[2].startswith(".")
    }
    process = started(case, out, tmp_path / "p", "--resume")
    assert process.wait(300) == 0
    assert digests(out) == digests(tmp_path / "whole")
    assert nothing_partial(out)
    touched = [name for name, at in kept.items() if (out / name).stat().st_mtime_ns != at]
    assert len(touched) < 2 * 2 * 40  # files that nobody had written down yet were done again, to the same bytes
    statuses = [item["status"] for item in report(out)]
    assert len(statuses) == 60
    assert set(statuses) <= {"done", "skipped"}


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for the workers")
def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    case, out = tmp_path / "in", tmp_path / "out"
    ct_series(case, 60)
    process = started(case, out, tmp_path / "p")
    wait_for(lambda: results(out) >= 6)
    os.kill(workers_of(process)[0], signal.SIGKILL)
    assert process.wait(300) == 0
    bulk([case], tmp_path / "whole", project=tmp_path / "p", engine=local(2))
    assert digests(out) == digests(tmp_path / "whole")


# --- a full disk ------------------------------------------------------------------------------------------------


def test_a_full_disk_pauses_the_run_until_there_is_room(tmp_path: Path) -> None:
    case = tmp_path / "in"
    ct_series(case, 40)
    bulk([case], tmp_path / "whole", project=tmp_path / "p")
    said: list[str] = []
    with small_disk(tmp_path / "disk", 8192) as disk:
        ballast = disk / "ballast"

        def fill() -> None:
            ballast.write_bytes(b"x" * 8_150_000)

        def freed(reason: DiskFull) -> None:
            said.append(str(reason))
            threading.Timer(1.0, ballast.unlink).start()

        fill()
        result = bulk([case], disk / "out", project=tmp_path / "p", paused=freed)
        assert said
        assert set(said) == {str(DiskFull())}
        assert result.counts == {"done": 40}
        assert digests(disk / "out") == digests(tmp_path / "whole")


def test_who_does_not_want_to_wait_resumes_later(tmp_path: Path) -> None:
    case = tmp_path / "in"
    ct_series(case, 40)
    bulk([case], tmp_path / "whole", project=tmp_path / "p")
    with small_disk(tmp_path / "disk", 8192) as disk:
        (disk / "ballast").write_bytes(b"x" * 8_150_000)
        result = bulk([case], disk / "out", project=tmp_path / "p", wait=False)
        assert result.stopped
        assert 0 < result.counts["pending"] <= 40
        assert nothing_partial(disk / "out")
        (disk / "ballast").unlink()
        again = bulk([case], disk / "out", project=tmp_path / "p", resume=True)
        assert again.exit_status == 0
        assert digests(disk / "out") == digests(tmp_path / "whole")
