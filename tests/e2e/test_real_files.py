"""`redactor apply` over real files: what pydicom can decode ends done, all else is set aside, originals stay."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pydicom
import pytest
from pydicom.errors import InvalidDicomError

from redactor import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_DONE = Path(__file__).with_name("not_done.csv")
BUNDLED = Path(pydicom.__file__).parent / "data" / "test_files"
SHARED = Path(__file__).parents[2].parent / "shared" / "data"
LIMIT = 0.05

REFUSALS = (
    InvalidDicomError,
    ValueError,
    RuntimeError,
    AttributeError,
    TypeError,
    KeyError,
    NotImplementedError,
    OSError,
)
"""What pydicom raises for a file that it can't decode."""


@dataclass(frozen=True)
class Run:
    """A finished run over a folder."""

    folder: Path
    status: int
    items: list[dict[str, Any]]
    before: dict[Path, str]
    output: Path
    said: str


def digests(folder: Path) -> dict[Path, str]:
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module", params=["bundled with pydicom", "shared"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = BUNDLED if request.param == "bundled with pydicom" else SHARED
    if not folder.is_dir():
        pytest.skip("the optional test data is not beside the project")
    capture = request.getfixturevalue("capsys_of_module")
    before = digests(folder)
    out = tmp_path_factory.mktemp("apply") / "out"
    # Left out by policy, copies of screens would not show whether they can be done.
    wanted = ["--accept-proposals", "--include-screen-captures"]
    status = cli.run(["apply", str(folder), "--out", str(out), *wanted, "--jobs", "2"])
    report = json.loads((out.with_name("out.local") / "report.json").read_text(encoding="utf-8"))
    return Run(folder, status, report["items"], before, out, capture())


@pytest.fixture(scope="module")
def capsys_of_module() -> Iterator[Any]:
    with contextlib.ExitStack() as stack:
        words = io.StringIO()
        stack.enter_context(contextlib.redirect_stdout(words))
        stack.enter_context(contextlib.redirect_stderr(words))
        yield words.getvalue


def is_decoded_by_pydicom(path: Path) -> bool:
    try:
        return bool(pydicom.dcmread(path).pixel_array.size)
    except REFUSALS:
        return False


def test_every_image_that_pydicom_decodes_is_done(run: Run) -> None:
    with NOT_DONE.open(encoding="utf-8", newline="") as file:
        known = {row["file"]: row["reason"] for row in csv.DictReader(file)}
    undone = {Path(item["source"]): item for item in run.items if item["status"] != "done"}
    done = len(run.items) - len(undone)
    decodable = {
        path.relative_to(run.folder).as_posix(): item for path, item in undone.items() if is_decoded_by_pydicom(path)
    }
    unexpected = {name: item["reason"] for name, item in decodable.items() if name not in known}
    assert unexpected == {}
    assert len(decodable) <= LIMIT * (done + len(decodable))
    healed = {name for name in known if (run.folder / name).exists()} - set(decodable)
    assert healed == set(), "these are done now: take them off the table"


def test_nothing_fails_its_check_and_everything_else_has_a_reason(run: Run) -> None:
    assert {item["status"] for item in run.items} <= {"done", "set_aside"}
    assert all(item["reason"].endswith(".") for item in run.items if item["status"] == "set_aside")
    assert all(item["output"] is None for item in run.items if item["status"] == "set_aside")
    assert run.status == 1


def test_every_original_keeps_its_bytes(run: Run) -> None:
    assert digests(run.folder) == run.before


def test_every_output_stands_beside_its_record(run: Run) -> None:
    files = {path.relative_to(run.output).as_posix() for path in run.output.rglob("*") if path.is_file()}
    done = {item["output"] for item in run.items if item["status"] == "done"}
    assert files == done | {name.removesuffix(".dcm") + ".record.json" for name in done}


def test_no_patient_name_reaches_the_terminal(run: Run) -> None:
    assert "Traceback" not in run.said
    for item in run.items[::7]:
        try:
            name = str(pydicom.dcmread(item["source"], stop_before_pixels=True).get("PatientName", ""))
        except REFUSALS:
            continue
        if len(name) > 5 and name not in item["source"]:
            assert name not in run.said
