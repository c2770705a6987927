"""The command line keeps its contract: exit status, places, keys, and no word that names anybody."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from pydicom import dcmread

import redactor
from redactor import cli
from redactor.cli import apply, propose, sample, self_check, terminal
from redactor.model.record import DetectorRun
from redactor.workflow import task as task_of
from redactor.workflow.propose import Proposals
from redactor.workflow.self_check import Part
from tests.dicom.test_instance import REFUSALS
from tests.folders import contents, digests
from tests.instances import capture, ct_slice, header, hiding, noise, plan_file, save, ultrasound_cine, with_pixels

SECRETS = ("CANARY", "ZELDA", "ZZ-4711", "SHERLOCK", "ACC998877", "19610307", "2.25.1001")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A CT image and an ultrasound cine."""
    ct_slice(tmp_path / "in" / "ct.dcm")
    ultrasound_cine(tmp_path / "in" / "us.dcm")
    return tmp_path / "in"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return plan_file(tmp_path / "plan.json", hiding((0, 0, 4, 3)))


@pytest.fixture
def in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the test, and the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Said:
    """What a command printed and how it ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; whatever it prints holds no stack trace and no value of a patient."""

    def run_command(*words: object) -> Said:
        capsys.readouterr()
        status = cli.run([str(word) for word in words])
        said = Said(status, *capsys.readouterr())
        assert "Traceback" not in said.err
        assert not any(secret in said.err for secret in SECRETS)
        return said

    return run_command


def below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


# --- words ----------------------------------------------------------------------------------------------------


def test_the_version_is_told(run: Any) -> None:
    said = run("--version")
    assert (said.status, said.out) == (0, f"redactor {redactor.__version__}\n")


@pytest.mark.parametrize("words", [["--help"], ["apply", "--help"], ["propose", "-h"], ["verify", "-h"]])
def test_there_is_help(words: list[str], run: Any) -> None:
    said = run(*words)
    assert said.status == 0
    assert "usage: redactor" in said.out


@pytest.mark.parametrize(
    "words",
    [
        ["apply"],
        ["apply", "x"],
        ["apply", "x", "--out", "y"],
        ["apply", "x", "--out", "y", "--accept-proposals", "--plan", "z"],
        ["apply", "x", "--out", "y", "--accept-proposals", "--jobs", "0"],
        ["apply", "x", "--out", "y", "--accept-proposals", "--jobs", "many"],
        ["apply", "x", "--out", "y", "--accept-proposals", "--profile", "none"],
        ["propose"],
        ["propose", "x", "--glitter"],
        ["verify"],
        ["--glitter"],
    ],
)
def test_words_that_make_no_sense_are_wrong_usage(
    words: list[str], run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words).status == 2
    assert below(tmp_path) == set()


# --- apply ----------------------------------------------------------------------------------------------------


def test_apply_ends_with_0_and_says_where_the_results_are(plan: Path, run: Any, tmp_path: Path) -> None:
    for number, patient in enumerate("ABA"):
        capture(tmp_path / "in" / f"{number}.dcm", PatientID=patient, SeriesInstanceUID=f"2.25.{patient.encode()[0]}")
    said = run("apply", tmp_path / "in", "--out", tmp_path / "out", "--plan", plan)
    assert said.status == 0
    assert str(tmp_path / "out") in said.out
    assert str(tmp_path / "out.local" / "report.json") in said.out
    assert "no one has approved them" in said.out
    names = {"CASE0001/S001/I0001", "CASE0001/S001/I0002", "CASE0002/S001/I0001"}
    assert set(contents(tmp_path / "out")) == {f"{name}{end}" for name in names for end in (".dcm", ".record.json")}
    kept = {f"project/{name}" for name in ("project.json", "names.json", "linkage.map")}
    assert set(contents(tmp_path / "out.local")) == {"report.json", *kept}


def test_the_report_and_the_records_have_the_keys_of_the_contract(
    case: Path, plan: Path, run: Any, tmp_path: Path
) -> None:
    (case / "notes.txt").write_text("no image")
    assert run("apply", case, "--out", tmp_path / "out", "--plan", plan).status == 1
    report = json.loads((tmp_path / "out.local" / "report.json").read_text(encoding="utf-8"))
    assert set(report) == {"schema", "items"}
    assert report["schema"] == "redactor/report/1"
    for item in report["items"]:
        assert set(item) == {"source", "output", "status", "reason", "seconds"}
        assert item["status"] in {"done", "set_aside", "failed", "skipped"}
        assert isinstance(item["seconds"], float)
        assert (item["output"] is None) == (item["status"] == "set_aside") == bool(item["reason"])
    assert [Path(item["source"]).name for item in report["items"]] == ["ct.dcm", "notes.txt", "us.dcm"]
    done = next(item for item in report["items"] if item["status"] == "done")
    file = tmp_path / "out" / done["output"]
    record = json.loads(file.with_suffix(".record.json").read_text(encoding="utf-8"))
    assert record["schema"] == "redactor/record/1"
    assert {
        "software", "profile", "options", "review", "plan", "frames", "file_sha256", "transfer_syntax_before",
        "transfer_syntax_after", "lossy_steps", "attributes", "method_codes", "checks", "detectors", "not_examined",
    } < set(record)  # fmt: skip
    assert record["review"] == "none"
    assert record["file_sha256"] == digests(tmp_path / "out")[done["output"]]
    assert {"number", "requested", "effective", "stored_values_sha256"} == set(record["frames"][0])
    assert {"path", "action", "rule"} == set(record["attributes"][0])
    assert {action["action"] for action in record["attributes"]} <= set("DZXKCU")
    assert all(check["passed"] for check in record["checks"])


def test_proposals_are_accepted_where_no_one_looks(run: Any, tmp_path: Path) -> None:
    ultrasound_cine(tmp_path / "us.dcm", banner=8)
    assert run("apply", tmp_path / "us.dcm", "--out", tmp_path / "out", "--accept-proposals").status == 0
    (name,) = [name for name in contents(tmp_path / "out") if name.endswith(".dcm")]
    ds = dcmread(tmp_path / "out" / name)
    assert not ds.pixel_array[:, :8].any()
    assert "BurnedInAnnotation" not in ds
    assert [item.CodeValue for item in ds.DeidentificationMethodCodeSequence] == ["113100"]


def test_a_check_that_fails_is_status_3_and_nothing_is_kept(
    case: Path, plan: Path, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    redact = task_of.redact_instance

    def spoilt(*args: Any, **how: Any) -> Any:
        result = redact(*args, **how)
        result.file.write_bytes(b"CANARY" + result.file.read_bytes()[6:])
        return result

    monkeypatch.setattr(task_of, "redact_instance", spoilt)
    said = run("apply", case / "ct.dcm", "--out", tmp_path / "out", "--plan", plan)
    assert said.status == 3
    assert "the preamble is not empty" in said.err
    assert not contents(tmp_path / "out")


def test_a_copy_with_noise_is_written_and_told_and_verified(plan: Path, run: Any, tmp_path: Path) -> None:
    capture(tmp_path / "in" / "a.dcm", rows=64, columns=64)
    how = ("--out", tmp_path / "out", "--plan", plan, "--dp-noise", "epsilon=2,m=4")
    said = run("apply", tmp_path / "in", *how)
    assert said.status == 0
    assert "fill:    0 (darkest stored value) in 1 instance(s)" in said.out
    assert "noise:   1 derived copies, epsilon 2 in all, PSNR" in said.out
    assert "not for diagnosis" in said.out
    copy = "CASE0001/S002/I0001.noise"
    assert {f"{copy}.dcm", f"{copy}.record.json"} < set(contents(tmp_path / "out"))
    record = json.loads((tmp_path / "out" / f"{copy}.record.json").read_text(encoding="utf-8"))
    assert (record["noise"]["epsilon"], record["noise"]["m"], record["noise"]["b"]) == (2.0, 4, 8)
    assert run("verify", tmp_path / "out", "--original", tmp_path / "in").status == 0


def test_a_copy_that_was_not_made_is_told(plan: Path, run: Any, tmp_path: Path) -> None:
    save(with_pixels(header(), noise((1, 64, 64), np.float32)), tmp_path / "a.dcm")
    said = run("apply", tmp_path / "a.dcm", "--out", tmp_path / "out", "--plan", plan, "--dp-noise", "epsilon=2")
    assert said.status == 1
    assert "no copy with noise of 1 instance(s): see the report" in said.out


def test_what_obscuring_left_is_told(run: Any, tmp_path: Path) -> None:
    capture(tmp_path / "in" / "a.dcm", rows=64, columns=64)
    capture(tmp_path / "in" / "b.dcm", rows=64, columns=64, frames=2)
    plan = plan_file(tmp_path / "large.json", hiding((0, 0, 40, 40)))
    said = run("apply", tmp_path / "in", "--out", tmp_path / "out", "--plan", plan, "--style", "mosaic:block=20")
    assert "obscured, not removed: mosaic:block=20 in 2 instance(s), PSNR" in said.out
    assert "fill:" not in said.out
    small = plan_file(tmp_path / "small.json", hiding((0, 0, 4, 4)))
    said = run("apply", tmp_path / "in", "--out", tmp_path / "few", "--plan", small, "--style", "mosaic")
    assert "in 2 instance(s), likeness not told" in said.out


USAGE: dict[str, Any] = {
    "a folder that is not empty": lambda t: ["in/ct.dcm", "--out", "full", "--plan", "plan.json"],
    "the root of a volume": lambda t: ["in", "--out", t.anchor, "--plan", "plan.json"],
    "inside a source": lambda t: ["in", "--out", "in/out", "--plan", "plan.json"],
    "around a source": lambda t: ["in/ct.dcm", "--out", "in", "--plan", "plan.json"],
    "a path that leads nowhere": lambda t: ["in", "missing", "--out", "out", "--plan", "plan.json"],
    "a path that is too long": lambda t: ["x" * 5000, "--out", "out", "--plan", "plan.json"],
    "an output that is too long": lambda t: ["in", "--out", "x" * 300, "--plan", "plan.json"],
    "an output below a file": lambda t: ["in", "--out", "full/thesis.txt/out", "--plan", "plan.json"],
    "a plan that is missing": lambda t: ["in", "--out", "out", "--plan", "missing.json"],
    "a plan that is a folder": lambda t: ["in", "--out", "out", "--plan", "in"],
    "a plan that is none": lambda t: ["in", "--out", "out", "--plan", "in/ct.dcm"],
    "a plan with an unknown field": lambda t: ["in", "--out", "out", "--plan", "unknown.json"],
    "a plan with an unknown style": lambda t: ["in", "--out", "out", "--plan", "style.json"],
    "an unknown style": lambda t: ["in", "--out", "out", "--plan", "plan.json", "--style", "glitter"],
    "an unknown option": lambda t: ["in", "--out", "out", "--plan", "plan.json", "--style", "solid:colour=1"],
    "noise without epsilon": lambda t: ["in", "--out", "out", "--plan", "plan.json", "--dp-noise", "m=3"],
    "noise of no epsilon": lambda t: ["in", "--out", "out", "--plan", "plan.json", "--dp-noise", "epsilon=0"],
    "a project in what leaves": lambda t: ["in", "--out", "out", "--plan", "plan.json", "--project", "out/p"],
    "a damaged project": lambda t: ["in", "--out", "out", "--plan", "plan.json", "--project", "damaged"],
}


@pytest.mark.parametrize("name", USAGE)
def test_wrong_usage_is_status_2_with_a_sentence_and_nothing_is_written(
    name: str, case: Path, plan: Path, run: Any, in_place: Path
) -> None:
    tmp_path = in_place
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "project.json").write_text("{")
    document = json.loads(plan.read_text())
    (tmp_path / "unknown.json").write_text(json.dumps(document | {"sparkle": 1}))
    (tmp_path / "style.json").write_text(json.dumps(document | {"style": {"id": "glitter"}}))
    before = digests(tmp_path)
    said = run("apply", *USAGE[name](tmp_path))
    assert said.status == 2
    assert said.err.startswith("redactor: ")
    assert said.err.rstrip().endswith(".")
    assert said.err.count("\n") == 1
    made = {"out", "out.local"} if name == "a damaged project" else set()
    assert {place for place in below(tmp_path) if not (tmp_path / place).is_file()} == {"in", "full", "damaged"} | made
    assert digests(tmp_path) == before


def test_an_unknown_field_is_named(case: Path, plan: Path, run: Any, tmp_path: Path) -> None:
    document = json.loads(plan.read_text())
    document["regions"][0]["sparkle"] = 1
    plan.write_text(json.dumps(document))
    said = run("apply", case, "--out", tmp_path / "out", "--plan", plan)
    assert said.status == 2
    assert "sparkle" in said.err
    assert "regions[0]" in said.err


def test_a_picture_becomes_a_secondary_capture(plan: Path, run: Any, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "photo.png"), noise((8, 8)))
    said = run("apply", tmp_path / "photo.png", "--out", tmp_path / "out", "--plan", plan)
    assert said.status == 0
    assert "1 done" in said.out
    (written,) = (tmp_path / "out").rglob("*.dcm")
    assert dcmread(written).SOPClassUID.name == "Secondary Capture Image Storage"


def test_an_empty_folder_is_nothing_to_do(plan: Path, run: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    said = run("apply", tmp_path / "in", "--out", tmp_path / "out", "--plan", plan)
    assert said.status == 0
    assert "nothing to do" in said.out


def test_resuming_skips_what_is_finished(case: Path, plan: Path, run: Any, tmp_path: Path) -> None:
    words = ["apply", case / "ct.dcm", "--out", tmp_path / "out", "--plan", plan, "--resume", "--jobs", 1]
    assert "1 done" in run(*words).out
    said = run(*words)
    assert said.status == 0
    assert "1 skipped" in said.out


def test_a_style_is_named_with_its_options() -> None:
    assert apply.style_named("solid").id == "solid"
    assert apply.style_named("solid:").options == ()


def test_ctrl_c_is_told_and_the_report_stands(
    case: Path, plan: Path, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(apply, "show_progress", stop)
    said = run("apply", case, "--out", tmp_path / "out", "--plan", plan)
    assert said.status == 1
    assert "stopped" in said.err
    assert json.loads((tmp_path / "out.local" / "report.json").read_text())["items"]
    assert not contents(tmp_path / "out.local" / "partial")


def test_a_terminal_shows_a_bar(
    case: Path, plan: Path, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case / "notes.txt").write_text("no image")
    monkeypatch.setattr(terminal.sys.stderr, "isatty", lambda: True, raising=False)
    said = run("apply", case, "--out", tmp_path / "out", "--plan", plan)
    assert "\r[" in said.err
    assert said.err.endswith("3/3\n")


# --- propose --------------------------------------------------------------------------------------------------


def test_propose_prints_an_object_an_instance(case: Path, run: Any) -> None:
    said = run("propose", case, "--detectors", "ultrasound_region")
    assert said.status == 0
    ct, us = map(json.loads, said.out.splitlines())
    for found in (ct, us):
        assert found["schema"] == "redactor/findings/1"
        assert {name: type(found[name]) for name in found if name != "schema"} == {
            "path": str,
            "sop_instance_uid": str,
            "rows": int,
            "columns": int,
            "number_of_frames": int,
            "elapsed_ms": int,
            "detectors": list,
            "not_found": list,
            "findings": list,
        }
        assert found["detectors"] == ["ultrasound_region@2"]
    assert (us["path"], us["rows"], us["columns"], us["number_of_frames"]) == (str(case / "us.dcm"), 48, 64, 4)
    assert us["sop_instance_uid"] == dcmread(case / "us.dcm").SOPInstanceUID
    assert ct["findings"] == []
    assert us["findings"] == [
        {
            "id": "f1",
            "kind": "ultrasound_banner",
            "frames": "all",
            "suggestion": "hide",
            "confidence": 0.9,
            "bounds": [0, 0, 64, 8],
            "shape": {"type": "rectangle", "column": 0, "row": 0, "columns": 64, "rows": 8},
            "detector": "ultrasound_region",
            "reason": us["findings"][0]["reason"],
            "header_match": False,
        }
    ]
    assert us["findings"][0]["reason"]


def test_propose_tells_of_a_search_that_broke_off(case: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(image: Any, names: Any) -> Proposals:
        return Proposals((), (DetectorRun("text@1", 0, "ValueError"), DetectorRun("face@1", 0)), 1)

    monkeypatch.setattr(propose, "propose", broken)
    said = run("propose", case)
    assert said.status == 1
    assert [json.loads(line)["detectors"] for line in said.out.splitlines()] == [["text@1", "face@1"]] * 2
    assert f"{case / 'us.dcm'}: The search text@1 broke off" in said.err


def test_propose_looks_at_pictures(run: Any, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "photo.png"), noise((8, 9)))
    said = run("propose", tmp_path / "photo.png", "--detectors", "ultrasound_region")
    assert said.status == 0
    assert json.loads(said.out)["columns"] == 9


def test_propose_names_what_holds_no_image(case: Path, run: Any) -> None:
    (case / "notes.txt").write_text("no image")
    said = run("propose", case, "--detectors", "ultrasound_region")
    assert said.status == 1
    assert len(said.out.splitlines()) == 2
    assert f"set_aside {case / 'notes.txt'}: This is not a DICOM file" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_propose_names_what_cannot_be_read(case: Path, run: Any) -> None:
    os.mkfifo(case / "pipe")
    said = run("propose", case, "--detectors", "ultrasound_region")
    assert said.status == 1
    assert "not a regular file" in said.err


def test_propose_writes_into_a_file_that_is_asked_for(case: Path, run: Any, tmp_path: Path) -> None:
    said = run("propose", case, "--detectors", "ultrasound_region", "--json", tmp_path / "f.jsonl")
    assert (said.status, said.out) == (0, "")
    lines = (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["schema"] for line in lines] == ["redactor/findings/1"] * 2


def test_propose_takes_a_hyphen_for_the_standard_output(case: Path, run: Any) -> None:
    assert len(run("propose", case, "--detectors", "ultrasound_region", "--json", "-").out.splitlines()) == 2


def test_the_file_of_findings_is_no_input_of_its_own(case: Path, run: Any) -> None:
    said = run("propose", case, "--detectors", "ultrasound_region", "--json", case / "f.jsonl")
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize("name", ["ct.dcm", "photo.png"])
def test_findings_are_never_written_over_an_image(name: str, case: Path, run: Any) -> None:
    cv2.imwrite(str(case / "photo.png"), noise((8, 8)))
    before = digests(case)
    said = run("propose", case / "us.dcm", "--detectors", "ultrasound_region", "--json", case / name)
    assert said.status == 2
    assert digests(case) == before


@pytest.mark.parametrize("words", [["missing"], ["in", "--detectors", "glitter"], ["in", "--json", "no/folder/f"]])
def test_wrong_usage_of_propose_is_status_2_and_makes_nothing(
    words: list[str], case: Path, run: Any, in_place: Path
) -> None:
    said = run("propose", *words, *(["--json", "f.jsonl"] if "--json" not in words else []))
    assert said.status == 2
    assert said.err.startswith("redactor: ")
    assert set(contents(in_place)) == {"in/ct.dcm", "in/us.dcm"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file name is Unicode")
def test_a_name_that_is_no_unicode_is_printed_and_written_escaped(case: Path, run: Any, tmp_path: Path) -> None:
    path = case / os.fsdecode("王.dcm".encode("gb18030"))
    (case / "us.dcm").rename(path)
    for words in ([], ["--json", tmp_path / "f"]):
        said = run("propose", path, "--detectors", "ultrasound_region", *words)
        assert said.status == 0
        assert json.loads(said.out or (tmp_path / "f").read_text())["path"] == str(path)


# --- verify ---------------------------------------------------------------------------------------------------


@pytest.fixture
def results(case: Path, plan: Path, run: Any, tmp_path: Path) -> Path:
    assert run("apply", case, "--out", tmp_path / "out", "--plan", plan).status == 0
    return tmp_path / "out"


def test_verify_passes_what_apply_wrote(results: Path, case: Path, run: Any) -> None:
    said = run("verify", results, "--original", case)
    assert said.status == 0
    assert said.out.count("passed ") == 2
    assert "✖" not in said.out
    assert "unchanged outside the hidden areas" in said.out


def test_verify_fails_what_was_changed_and_goes_on(results: Path, case: Path, run: Any) -> None:
    first = min(results.rglob("*.dcm"))
    first.write_bytes(b"CANARY" + first.read_bytes()[6:])
    said = run("verify", results, "--original", case)
    assert said.status == 3
    assert f"FAILED {first}" in said.out
    assert said.out.count("passed ") == 1
    assert not any(secret in said.out for secret in SECRETS)


def test_verify_fails_an_original(case: Path, run: Any) -> None:
    said = run("verify", case)
    assert said.status == 3
    assert not any(secret in said.out for secret in SECRETS)


def test_verify_says_what_it_could_not_check(results: Path, run: Any) -> None:
    (results / "notes.txt").write_text("no image")
    said = run("verify", results)
    assert said.status == 1
    assert f"not checked {results / 'notes.txt'}" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_verify_waits_for_no_pipe(results: Path, run: Any) -> None:
    os.mkfifo(results / "pipe")
    said = run("verify", results, "--original", results)
    assert said.status == 3
    assert f"not checked {results / 'pipe'}" in said.err


def test_verify_goes_on_where_a_record_is_damaged(results: Path, run: Any) -> None:
    min(results.rglob("*.json")).write_text("{")
    said = run("verify", results)
    assert said.status == 1
    assert "not checked" in said.err
    assert said.out.count("passed ") == 1


def test_verify_takes_a_record_from_elsewhere(results: Path, run: Any, tmp_path: Path) -> None:
    file = min(results.rglob("*.dcm"))
    file.with_suffix(".record.json").rename(tmp_path / "r.json")
    assert "edit record: none found" in run("verify", file).out
    said = run("verify", file, "--record", tmp_path / "r.json")
    assert said.status == 0
    assert "the file is the one that the record describes" in said.out


def test_wrong_usage_of_verify_is_status_2(results: Path, run: Any, tmp_path: Path) -> None:
    file = min(results.rglob("*.dcm"))
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.json").write_text("{}")
    for words in (
        ["missing"],
        [file, "--original", "missing"],
        [file, "--record", "missing"],
        [file, "--record", tmp_path / "bad.json"],
        [results, "--record", file.with_suffix(".record.json")],
        [tmp_path / "empty"],
    ):
        said = run("verify", *words)
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith("redactor: ")


# --- bad inputs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["apply", "propose", "verify"])
def test_no_bad_input_is_quoted_or_ends_in_a_stack_trace(command: str, plan: Path, run: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, (_, make) in enumerate(REFUSALS.values()):
        make(tmp_path / "in" / f"{number}.dcm")
    save(header(SOPClassUID="1.2.840.10008.1.3.10"), tmp_path / "in" / "DICOMDIR")
    words = ["--out", tmp_path / "out", "--plan", plan] if command == "apply" else []
    said = run(command, tmp_path / "in", *words)
    assert said.status == 1
    assert len(said.err.splitlines()) == len(REFUSALS) + 1
    report = (tmp_path / "out.local" / "report.json").read_text() if command == "apply" else ""
    assert not any(secret in said.out + report for secret in SECRETS)
    if command == "apply":
        assert {item["status"] for item in json.loads(report)["items"]} == {"set_aside"}
        assert not contents(tmp_path / "out")


# --- sample, self-check ---------------------------------------------------------------------------------------


def test_the_sample_is_done_and_compared(case: Path, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "sample_paths", lambda: [case])
    said = run("sample", "--out", tmp_path / "out")
    assert said.status == 0
    assert "2 done" in said.out
    assert "before/after pictures" in said.out
    assert len(contents(tmp_path / "out.local" / "before-after")) == 2
    assert len(contents(tmp_path / "out")) == 4


def test_the_sample_goes_to_a_new_place_if_none_is_named(
    case: Path, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "sample_paths", lambda: [case])
    monkeypatch.setattr(sample.tempfile, "mkdtemp", lambda prefix: str(tmp_path))
    assert run("sample").status == 0
    assert len(contents(tmp_path / "out")) == 4


@pytest.mark.parametrize(("problem", "status"), [("", 0), ("MissingResource", 2)])
def test_the_self_check_names_every_part(problem: str, status: int, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check, "self_check", lambda: iter([Part("styles"), Part("font", problem)]))
    said = run("--self-check")
    assert said.status == status
    assert "✔ styles" in said.out
    assert ("✖ font: MissingResource" in said.out) == bool(problem)


# --- as a program ---------------------------------------------------------------------------------------------


def started(*words: object, **how: Any) -> Any:
    command = [sys.executable, "-m", "redactor", *map(str, words)]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=Path(redactor.__file__).parents[1], env=environment, **pipes, **how)


def test_the_program_speaks_utf_8_on_every_system(tmp_path: Path) -> None:
    path = ultrasound_cine(tmp_path / "病人" / "us.dcm")
    with started("propose", path, "--detectors", "ultrasound_region") as program:
        out, err = program.communicate(timeout=60)
    assert (program.returncode, err) == (0, b"")
    assert json.loads(out.decode("utf-8"))["path"] == str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no broken pipe")
def test_whoever_stops_reading_ends_the_program_without_a_word(case: Path) -> None:
    for number in range(3):
        capture(case / f"{number}.dcm")
    with started("propose", case, "--detectors", "ultrasound_region") as program:
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_stops_after_the_current_file_without_a_stack_trace(jobs: int, plan: Path, tmp_path: Path) -> None:
    for number in range(80):
        capture(tmp_path / "in" / f"{number}.dcm")
    out = tmp_path / "out"
    words = ("apply", tmp_path / "in", "--out", out, "--plan", plan, "--jobs", jobs)
    end = time.monotonic() + 60
    with started(*words, start_new_session=True) as program:
        while len(list(out.rglob("*.dcm"))) < 3 and time.monotonic() < end:
            time.sleep(0.01)
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does it
        _, err = program.communicate(timeout=60)
    assert program.returncode == 1
    assert err == b"redactor: stopped; finished files are complete, nothing partial was left.\n"
    items = json.loads((tmp_path / "out.local" / "report.json").read_text())["items"]
    finished = [name for name in contents(out) if name.endswith(".dcm")]
    assert sorted(item["output"] for item in items) == finished
    assert 0 < len(finished) < 80
    assert len(contents(out)) == 2 * len(finished)
    assert not contents(tmp_path / "out.local" / "partial")


def test_a_profile_is_named_once_for_a_project(case: Path, plan: Path, tmp_path: Path, run: Any) -> None:
    words = ("apply", case, "--out", tmp_path / "out", "--plan", plan)
    assert run(*words, "--profile", "research").status == 0
    record = json.loads(next((tmp_path / "out").rglob("*.record.json")).read_text(encoding="utf-8"))
    assert record["profile"] == "research"
    assert "113107" in {code["value"] for code in record["method_codes"]}
    refused = run(*words, "--profile", "teaching")
    assert (refused.status, "research" in refused.err) == (2, True)
    assert run("verify", tmp_path / "out", "--original", case).status == 0
    assert run("verify", tmp_path / "out", "--profile", "research").status == 0
    assert run(*words, "--profile", "nowhere").status == 2
