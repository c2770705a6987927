"""A run over many inputs: each ends as an item, what is not done leaves nothing, and originals keep their bytes."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import cv2
import pytest
from pydicom import dcmread

from redactor.dicom.instance import Instance
from redactor.errors import (
    Changed,
    DetectorFailed,
    DiskFull,
    NotDicom,
    PlanDoesNotFit,
    ScreenCapture,
    TwoPatients,
    UnknownPlugin,
)
from redactor.model.record import DetectorRun
from redactor.model.region import StyleChoice
from redactor.model.stages import OutputName
from redactor.trust.linkage_map import LinkageMap, open_map
from redactor.workflow import batch, side_by_side
from redactor.workflow import task as task_of
from redactor.workflow import verify as verifying
from redactor.workflow.batch import run
from redactor.workflow.naming import Naming
from redactor.workflow.output import prepare_output
from redactor.workflow.propose import Proposals
from redactor.workflow.report import Item, ItemStatus
from tests.folders import contents, digests, small_disk
from tests.instances import capture, ct_slice, hiding, noise, ultrasound_cine
from tests.runs import CORNER, applied

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DONE, SET_ASIDE, FAILED, SKIPPED = ItemStatus.DONE, ItemStatus.SET_ASIDE, ItemStatus.FAILED, ItemStatus.SKIPPED


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Three images of one patient in two series."""
    folder = tmp_path / "in"
    for number in (1, 2):
        ct_slice(folder / f"ct{number}.dcm", InstanceNumber=number)
    capture(folder / "sc.dcm", SeriesInstanceUID="2.25.9")
    return folder


def statuses(items: list[Item]) -> list[ItemStatus]:
    return [item.status for item in items]


def report(folder: Path) -> list[dict[str, Any]]:
    """Give the items of the report."""
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))["items"]


def nothing_partial(out: Path) -> bool:
    """Say whether nothing unfinished is left, under any name."""
    hidden = [name for name in contents(out) if name.rpartition("/")[2].startswith(".")]
    return not hidden and not contents(out.with_name(f"{out.name}.local") / "partial")


# --- what is done ---------------------------------------------------------------------------------------------


def test_results_stand_where_the_contract_says(case: Path, tmp_path: Path) -> None:
    items = applied([case], tmp_path / "out")
    assert statuses(items) == [DONE] * 3
    names = [f"CASE0001/{name}" for name in ("S001/I0001", "S001/I0002", "S002/I0001")]
    assert [item.output for item in items] == [f"{name}.dcm" for name in names]
    assert set(contents(tmp_path / "out")) == {f"{name}{end}" for name in names for end in (".dcm", ".record.json")}
    assert set(contents(tmp_path / "out.local")) == {
        "report.json",
        "project/project.json",
        "project/names.json",
        "project/linkage.map",
    }
    assert [item["source"] for item in report(tmp_path / "out.local")] == [item.source for item in items]


def test_originals_keep_their_bytes(case: Path, tmp_path: Path) -> None:
    before = digests(case)
    applied([case], tmp_path / "out")
    applied([case], tmp_path / "other", plan=None)
    assert digests(case) == before


def test_a_lasting_project_gives_the_same_bytes_in_every_run(case: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        applied([case], tmp_path / name, project=tmp_path / "project")
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_two_projects_share_no_uid(case: Path, tmp_path: Path) -> None:
    uids = []
    for name in ("one", "two"):
        items = applied([case], tmp_path / name)
        results = [dcmread(tmp_path / name / str(item.output)) for item in items]
        uids.append({(ds.PatientID, ds.StudyInstanceUID, ds.SeriesInstanceUID, ds.SOPInstanceUID) for ds in results})
    assert not set.union(*map(set, uids[0])) & set.union(*map(set, uids[1]))


def test_images_of_a_patient_stay_together_and_series_stay_apart(case: Path, tmp_path: Path) -> None:
    results = [dcmread(tmp_path / "out" / str(item.output)) for item in applied([case], tmp_path / "out")]
    assert len({ds.PatientID for ds in results}) == 1
    assert len({ds.StudyInstanceUID for ds in results}) == 1
    assert len({ds.SeriesInstanceUID for ds in results}) == 2
    assert len({ds.SOPInstanceUID for ds in results}) == 3


def test_the_style_that_was_asked_for_goes_before_the_plans(case: Path, tmp_path: Path) -> None:
    plan = replace(CORNER, style=StyleChoice("glitter"))
    items = applied([case / "sc.dcm"], tmp_path / "out", plan, style=StyleChoice())
    assert statuses(items) == [DONE]


def test_without_a_plan_proposals_are_accepted_and_the_record_says_that_nobody_looked(tmp_path: Path) -> None:
    source = ultrasound_cine(tmp_path / "us.dcm", banner=8)
    (item,) = applied([source], tmp_path / "out", plan=None)
    found = dcmread(tmp_path / "out" / str(item.output))
    assert not found.pixel_array[:, :8].any()
    assert found.get("BurnedInAnnotation") != "NO"
    record = json.loads((tmp_path / "out" / str(item.output)).with_suffix(".record.json").read_text())
    assert record["review"] == "none"
    assert "113101" not in [code["value"] for code in record["method_codes"]]
    assert {"id": "ultrasound_region@2", "findings": 1, "problem": "", "not_found": []} in record["detectors"]
    assert {region["status"] for region in record["plan"]["regions"]} == {"accepted"}


# --- what is set aside ----------------------------------------------------------------------------------------


def test_each_input_that_cannot_be_worked_on_has_its_reason_and_the_others_are_done(case: Path, tmp_path: Path) -> None:
    (case / "notes.txt").write_text("no image")
    cv2.imwrite(str(case / "photo.png"), noise((8, 8)))
    (case / "z.dcm").write_bytes((case / "sc.dcm").read_bytes()[:-50])
    items = applied([case], tmp_path / "out")
    assert statuses(items) == [DONE, DONE, SET_ASIDE, DONE, DONE, SET_ASIDE]
    told = {item["source"]: item for item in report(tmp_path / "out.local")}
    for name in ("notes.txt", "z.dcm"):
        entry = told[str(case / name)]
        assert entry["output"] is None
        assert entry["reason"].endswith((".", "again", "source"))
    assert len(contents(tmp_path / "out")) == 8


def test_what_is_no_image_any_more_when_it_reaches_a_worker_is_set_aside_too(tmp_path: Path) -> None:
    """The window makes tasks of what it has opened; the file may be another one by then."""
    (tmp_path / "photo.png").write_text("no image")
    output = prepare_output(tmp_path / "out", [])
    places = (output.destination, output.partial, output.project)
    photo = task_of.Task(tmp_path / "photo.png", OutputName(1, 1, 1), *places, CORNER, StyleChoice())
    item = task_of.process(photo).item
    assert (item.status, item.reason) == (SET_ASIDE, str(NotDicom()))


def test_a_file_that_belongs_elsewhere_when_its_turn_comes_is_set_aside(tmp_path: Path) -> None:
    source = capture(tmp_path / "a.dcm", PatientID="B")
    output = prepare_output(tmp_path / "out", [])
    places = (output.destination, output.partial, output.project)
    named = replace(Instance.open(source).place, patient="\\A")
    task = task_of.Task(source, OutputName(1, 1, 1), *places, CORNER, StyleChoice(), place=named)
    assert (task_of.process(task).item.status, task_of.process(task).item.reason) == (SET_ASIDE, str(Changed()))
    assert task_of.process(replace(task, place=Instance.open(source).place)).item.status == DONE


def test_two_patients_in_one_series_set_all_its_images_aside(tmp_path: Path) -> None:
    for number, patient in enumerate(["A", "B", "A"]):
        capture(tmp_path / "in" / f"{number}.dcm", PatientID=patient)
    capture(tmp_path / "in" / "other.dcm", PatientID="A", SeriesInstanceUID="2.25.9")
    items = applied([tmp_path / "in"], tmp_path / "out")
    assert statuses(items) == [SET_ASIDE] * 3 + [DONE]
    assert {item.reason for item in items[:3]} == {str(TwoPatients(count=2))}


def test_a_plan_that_does_not_fit_sets_the_image_aside(case: Path, tmp_path: Path) -> None:
    items = applied([case], tmp_path / "out", hiding((0, 0, 30, 5)))
    assert statuses(items) == [DONE, DONE, SET_ASIDE]
    assert items[2].reason == str(PlanDoesNotFit(rows=12, columns=16, frames=1))


def test_a_detector_that_breaks_off_sets_the_image_aside(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = (DetectorRun("text@1", 3), DetectorRun("face@1", 0, "ValueError"))
    monkeypatch.setattr(task_of, "propose", lambda image: Proposals((), runs, 0))
    items = applied([case], tmp_path / "out", plan=None)
    assert statuses(items) == [SET_ASIDE] * 3
    assert items[0].reason == str(DetectorFailed(detector="face@1"))
    assert not contents(tmp_path / "out")


@pytest.mark.parametrize("error", [MemoryError("ZELDA"), KeyError("ZELDA"), RecursionError("ZELDA")])
@pytest.mark.parametrize("step", ["open_instance", "redact_instance", "verified_once_made", "export"])
def test_what_nobody_foresaw_is_the_end_of_its_image_alone_and_only_its_kind_is_told(
    step: str, error: Exception, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    function = getattr(task_of, step)
    calls = iter(range(9))

    def breaking(*args: Any, **how: Any) -> Any:
        if next(calls) == 1:
            raise error
        return function(*args, **how)

    monkeypatch.setattr(task_of, step, breaking)
    items = applied([case], tmp_path / "out")
    assert statuses(items) == [DONE, SET_ASIDE, DONE]
    assert type(error).__name__ in items[1].reason
    assert "ZELDA" not in items[1].reason
    assert len(contents(tmp_path / "out")) == 4
    assert nothing_partial(tmp_path / "out")


def test_a_result_that_fails_its_check_is_not_kept(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    redact = task_of.redact_instance

    def spoilt(*args: Any, **how: Any) -> Any:
        result = redact(*args, **how)
        with result.file.open("ab") as file:
            file.write(b"CANARY^ZELDA")
        return result

    monkeypatch.setattr(task_of, "redact_instance", spoilt)
    items = applied([case], tmp_path / "out")
    assert statuses(items) == [FAILED] * 3
    assert all(item.output is None and "something follows the last frame" in item.reason for item in items)
    assert not contents(tmp_path / "out")
    assert nothing_partial(tmp_path / "out")


def test_a_folder_that_cannot_be_read_is_an_item(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (case / "closed").mkdir()
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    items = applied([case], tmp_path / "out")
    assert statuses(items) == [DONE] * 3 + [SET_ASIDE]
    assert items[3].source == str(case / "closed")
    assert "permission denied" in items[3].reason


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file name is Unicode")
def test_a_source_whose_name_is_no_unicode_is_done(case: Path, tmp_path: Path) -> None:
    name = os.fsdecode("王小明.dcm".encode("gb18030"))
    (case / "sc.dcm").rename(case / name)
    items = applied([case / name], tmp_path / "out")
    assert statuses(items) == [DONE]
    assert report(tmp_path / "out.local")[0]["source"] == str(case / name)
    assert statuses(applied([case / name], tmp_path / "out", resume=True)) == [SKIPPED]


# --- a full disk ----------------------------------------------------------------------------------------------


def refuse_sync(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_sets_aside_with_a_sentence_and_leaves_nothing(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report and the map can't be written then, either; that is told, too."""
    output = prepare_output(tmp_path / "out", [case])
    monkeypatch.setattr(batch, "write_report", lambda *_: None)
    monkeypatch.setattr(Naming, "save", lambda *_: None)
    monkeypatch.setattr(LinkageMap, "sync", lambda _: None)
    monkeypatch.setattr(os, "fsync", refuse_sync)
    items = run([case], output, plan=CORNER)
    assert statuses(items) == [SET_ASIDE] * 3
    assert {item.reason for item in items} == {str(DiskFull())}
    assert not contents(tmp_path / "out")
    assert nothing_partial(tmp_path / "out")


def test_a_report_that_cannot_be_written_is_told(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = prepare_output(tmp_path / "out", [case])
    monkeypatch.setattr(Naming, "save", lambda *_: None)
    monkeypatch.setattr(LinkageMap, "sync", lambda _: None)
    monkeypatch.setattr(os, "fsync", refuse_sync)
    with pytest.raises(DiskFull):
        run([case], output, plan=CORNER)
    assert nothing_partial(tmp_path / "out")


def test_a_disk_that_fills_up_keeps_what_was_finished_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    small, large = capture(tmp_path / "in" / "a.dcm"), capture(tmp_path / "in" / "b.dcm", rows=400, columns=500)
    before = digests(tmp_path / "in")
    with small_disk(tmp_path / "disk", 128) as disk:
        items = applied([tmp_path / "in"], disk / "out")
        assert [(item.source, item.status) for item in items] == [(str(small), DONE), (str(large), SET_ASIDE)]
        assert items[1].reason == str(DiskFull())
        assert set(contents(disk / "out")) == {"CASE0001/S001/I0001.dcm", "CASE0001/S001/I0001.record.json"}
        assert nothing_partial(disk / "out")
        assert [entry["status"] for entry in report(disk / "out.local")] == ["done", "set_aside"]
        os.system(f"mount -o remount,size=1m {disk}")  # noqa: S605 - a folder of our own
        assert statuses(applied([tmp_path / "in"], disk / "out", resume=True)) == [SKIPPED, DONE]
    assert digests(tmp_path / "in") == before


# --- going on, and stopping -----------------------------------------------------------------------------------


def test_resuming_skips_what_is_finished(case: Path, tmp_path: Path) -> None:
    first = applied([case], tmp_path / "out")
    before = digests(tmp_path / "out")
    capture(case / "new.dcm")
    items = applied([case], tmp_path / "out", resume=True)
    assert {item.source: item.status for item in items} == {
        **{item.source: SKIPPED for item in first},
        str(case / "new.dcm"): DONE,
    }
    assert {item.source: item.output for item in items if item.status is SKIPPED} == {
        item.source: item.output for item in first
    }
    after = digests(tmp_path / "out")
    assert {name: after[name] for name in before} == before
    assert statuses(applied([case], tmp_path / "out", resume=True)) == [SKIPPED] * 4


def damage_file(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def damage_record(path: Path) -> None:
    path.with_suffix(".record.json").write_bytes(b"\xff\xfe")


def lose_record(path: Path) -> None:
    path.with_suffix(".record.json").unlink()


def lose_file(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [damage_file, damage_record, lose_record, lose_file])
def test_resuming_does_a_damaged_result_again(damage: Callable[[Path], None], case: Path, tmp_path: Path) -> None:
    items = applied([case], tmp_path / "out")
    before = contents(tmp_path / "out")
    damage(tmp_path / "out" / str(items[1].output))
    again = applied([case], tmp_path / "out", resume=True)
    assert statuses(again) == [SKIPPED, DONE, SKIPPED]
    assert again[1].output == items[1].output
    assert contents(tmp_path / "out") == before


def test_without_resuming_everything_is_done_again_under_the_same_names(case: Path, tmp_path: Path) -> None:
    first = applied([case], tmp_path / "out")
    before = digests(tmp_path / "out")
    again = applied([case], tmp_path / "out")
    assert statuses(again) == [DONE] * 3
    assert [item.output for item in again] == [item.output for item in first]
    assert digests(tmp_path / "out") == before


def stop_after(number: int) -> Any:
    def progress(done: int, total: int, item: Item) -> None:
        if done == number:
            raise KeyboardInterrupt

    return progress


def test_stopping_leaves_the_report_of_what_was_done_and_nothing_partial(case: Path, tmp_path: Path) -> None:
    output = prepare_output(tmp_path / "out", [case])
    with pytest.raises(KeyboardInterrupt):
        run([case], output, plan=CORNER, progress=stop_after(1))
    assert [item["status"] for item in report(output.local)] == ["done"]
    assert set(contents(output.destination)) == {"CASE0001/S001/I0001.dcm", "CASE0001/S001/I0001.record.json"}
    assert nothing_partial(output.destination)
    assert statuses(applied([case], tmp_path / "out", resume=True)) == [SKIPPED, DONE, DONE]


def test_stopping_several_processes_lets_them_finish_their_files_and_reports_them(case: Path, tmp_path: Path) -> None:
    for number in range(6):
        capture(case / f"{number}.dcm")
    output = prepare_output(tmp_path / "out", [case])
    with pytest.raises(KeyboardInterrupt):
        run([case], output, plan=CORNER, progress=stop_after(1), jobs=2)
    items = report(output.local)
    assert {item["status"] for item in items} == {"done"}
    finished = {name for name in contents(output.destination) if name.endswith(".dcm")}
    assert {item["output"] for item in items} == finished
    assert 1 <= len(finished) < 9
    assert nothing_partial(output.destination)


def test_stopping_at_what_was_set_aside_leaves_the_report_too(case: Path, tmp_path: Path) -> None:
    (case / "a.txt").write_text("no image")
    output = prepare_output(tmp_path / "out", [case])
    with pytest.raises(KeyboardInterrupt):
        run([case], output, plan=CORNER, progress=stop_after(1))
    assert [item["status"] for item in report(output.local)] == ["set_aside"]


def test_stopping_in_the_middle_of_a_file_leaves_nothing_of_it(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    output = prepare_output(tmp_path / "out", [case])
    monkeypatch.setattr(verifying, "verify", interrupt)
    with pytest.raises(KeyboardInterrupt):
        run([case], output, plan=CORNER)
    assert report(output.local) == []
    assert not contents(output.destination)
    assert nothing_partial(output.destination)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_ctrl_c_in_the_middle_of_a_file_waits_until_it_is_done(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = verifying.verify

    def pressed(*args: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        return check(*args)

    output = prepare_output(tmp_path / "out", [case])
    monkeypatch.setattr(verifying, "verify", pressed)
    with pytest.raises(KeyboardInterrupt):
        run([case], output, plan=CORNER)
    assert [item["status"] for item in report(output.local)] == ["done"]
    assert len(contents(output.destination)) == 2
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_a_process_left_that_was_ended_is_swept_up(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = prepare_output(tmp_path / "out", [case])
    check = verifying.verify

    def leaving(*args: Any) -> Any:
        (output.partial / ".left.dcm").write_bytes(b"half")
        return check(*args)

    monkeypatch.setattr(verifying, "verify", leaving)
    assert statuses(run([case], output, plan=CORNER)) == [DONE] * 3
    assert nothing_partial(output.destination)


def test_windows_only_ignores_ctrl_c(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(side_by_side.signal, "pthread_sigmask", lambda *_: pytest.fail("Windows has none"))
    assert statuses(applied([case], tmp_path / "out")) == [DONE] * 3


def test_a_run_in_another_thread_works_without_signals(case: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert statuses(pool.submit(applied, [case], tmp_path / "out").result()) == [DONE] * 3


def test_progress_counts_every_input_once(case: Path, tmp_path: Path) -> None:
    (case / "notes.txt").write_text("no image")
    output = prepare_output(tmp_path / "out", [case])
    told: list[tuple[int, int, str]] = []
    run([case], output, plan=CORNER, progress=lambda done, total, item: told.append((done, total, item.source)))
    assert [(done, total) for done, total, _ in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert len({source for *_, source in told}) == 4


# --- several processes ----------------------------------------------------------------------------------------


def test_two_processes_give_what_one_gives(case: Path, tmp_path: Path) -> None:
    (case / "notes.txt").write_text("no image")
    capture(case / "tiny.dcm", rows=2, columns=2)
    outcomes = []
    for jobs in (1, 2):
        out = tmp_path / f"out{jobs}"
        items = applied([case], out, project=tmp_path / "project", jobs=jobs)
        outcomes.append([replace(item, seconds=0) for item in items])
    assert outcomes[0] == outcomes[1]
    assert statuses(outcomes[0]) == [DONE, DONE, SET_ASIDE, DONE, SET_ASIDE]
    assert digests(tmp_path / "out1") == digests(tmp_path / "out2")


@dataclass(frozen=True)
class Deadly:
    """A style that ends the process which unpacks it."""

    def __reduce__(self) -> Any:
        return os._exit, (1,)


def test_a_process_that_is_ended_takes_its_images_with_it_and_the_run_goes_on(tmp_path: Path) -> None:
    output = prepare_output(tmp_path / "out", [])
    tasks = {}
    for number in range(8):
        source = capture(tmp_path / f"{number}.dcm")
        style = StyleChoice() if number else Deadly()
        places = (output.destination, output.partial, output.project)
        tasks[number] = task_of.Task(source, OutputName(1, 1, number), *places, CORNER, style)
    items: dict[int, Item] = {}
    with open_map(output.map, output.project.key) as linkage:
        told = list(side_by_side.work(tasks, 2, items, linkage))
    assert sorted(items) == list(tasks)
    assert len(told) == len(tasks)
    assert items[0].status is SET_ASIDE
    assert "BrokenProcessPool" in items[0].reason
    assert DONE in statuses(told)
    assert {item.output for item in told if item.output} == {
        name for name in contents(output.destination) if name.endswith(".dcm")
    }


def test_a_style_that_does_not_exist_is_refused_before_anything_is_written(case: Path, tmp_path: Path) -> None:
    output = prepare_output(tmp_path / "out", [case])
    for jobs in (1, 2):
        with pytest.raises(UnknownPlugin):
            run([case], output, plan=replace(CORNER, style=StyleChoice("glitter")), jobs=jobs)
    assert not contents(tmp_path / "out")


def test_a_copy_of_a_screen_that_nobody_looked_at_is_set_aside_unless_that_is_wanted(tmp_path: Path) -> None:
    screen = capture(tmp_path / "dose.dcm", rows=40, columns=60, ImageType=["DERIVED", "SECONDARY", "SCREEN SAVE"])
    (item,) = run([screen], prepare_output(tmp_path / "out", [screen]))
    assert (item.status, item.reason, item.output) == (SET_ASIDE, str(ScreenCapture()), None)
    (item,) = run([screen], prepare_output(tmp_path / "all", [screen]), include_screen_captures=True)
    assert (item.status, item.reason) == (DONE, "")
    assert item.output is not None
    assert dcmread(tmp_path / "all" / item.output).pixel_array.any()  # masked where text is, not as a whole


def test_a_copy_of_a_screen_with_a_plan_is_done(tmp_path: Path) -> None:
    screen = capture(tmp_path / "dose.dcm", rows=40, columns=60, ImageType=["DERIVED", "SECONDARY", "SCREEN SAVE"])
    (item,) = run([screen], prepare_output(tmp_path / "out", [screen]), plan=hiding((0, 0, 10, 10)))
    assert item.status is DONE
