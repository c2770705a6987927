"""A checked file and its record appear together at the destination, or neither does."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from redactor.errors import CannotWrite, DiskFull
from redactor.exporters import dicom_file
from redactor.exporters.dicom_file import PLUGIN, DicomFileOptions
from redactor.model.codec import record_to_json
from redactor.model.stages import OutputName, Verified
from redactor.workflow.export import export
from tests.folders import contents, small_disk
from tests.instances import capture
from tests.runs import verified

FILES = {"CASE0001/S001/I0001.dcm", "CASE0001/S001/I0001.record.json"}


@pytest.fixture
def case(tmp_path: Path) -> Verified:
    return verified(capture(tmp_path / "in.dcm"), tmp_path / "partial")


def exported(case: Verified, destination: Path) -> Any:
    return PLUGIN.export([case], destination, DicomFileOptions())


def test_the_file_stands_beside_its_record(case: Verified, tmp_path: Path) -> None:
    data = case.file.read_bytes()
    (relative,) = exported(case, tmp_path / "out")
    assert relative == Path("CASE0001/S001/I0001.dcm")
    found = contents(tmp_path / "out")
    assert set(found) == FILES
    assert found[relative.as_posix()] == data
    assert json.loads(found["CASE0001/S001/I0001.record.json"]) == json.loads(json.dumps(record_to_json(case.record)))
    assert not case.file.exists()


def test_names_are_numbers(case: Verified, tmp_path: Path) -> None:
    named = Verified(case.file, OutputName(12, 345, 67890), case.record)
    assert exported(named, tmp_path) == [Path("CASE0012/S345/I67890.dcm")]


def test_the_one_before_is_replaced_as_a_whole(tmp_path: Path) -> None:
    for name in ("a.dcm", "b.dcm"):
        case = verified(capture(tmp_path / name), tmp_path / "partial")
        data = case.file.read_bytes()
        exported(case, tmp_path / "out")
    found = contents(tmp_path / "out")
    assert set(found) == FILES
    assert found["CASE0001/S001/I0001.dcm"] == data
    assert case.record.file_sha256 in found["CASE0001/S001/I0001.record.json"].decode()


class Interrupted:
    """Does what it stands for until a call of this number, which fails."""

    def __init__(self, function: Any, number: int, error: type[BaseException]) -> None:
        self.function, self.left, self.error = function, number, error

    def __call__(self, *args: Any) -> Any:
        self.left -= 1
        if not self.left:
            raise self.error
        return self.function(*args)


STEPS = [("write_text", 1), ("move_into_place", 1), ("move_into_place", 2), ("move_into_place", 3)]


@pytest.mark.parametrize("step", STEPS, ids=str)
@pytest.mark.parametrize("error", [DiskFull, KeyboardInterrupt])
def test_half_of_a_result_is_none(
    step: tuple[str, int], error: type[BaseException], case: Verified, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dicom_file, step[0], Interrupted(getattr(dicom_file, step[0]), step[1], error))
    with pytest.raises(error):
        exported(case, tmp_path / "out")
    assert not contents(tmp_path / "out")


@pytest.mark.parametrize("step", STEPS[:2], ids=str)
def test_for_want_of_room_the_one_before_stays_whole(
    step: tuple[str, int], case: Verified, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(verified(capture(tmp_path / "b.dcm"), tmp_path / "partial"), tmp_path / "out")
    before = contents(tmp_path / "out")
    monkeypatch.setattr(dicom_file, step[0], Interrupted(getattr(dicom_file, step[0]), step[1], DiskFull))
    with pytest.raises(DiskFull):
        exported(case, tmp_path / "out")
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize("step", STEPS[2:], ids=str)
def test_a_new_record_never_stands_beside_the_file_before(
    step: tuple[str, int], case: Verified, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(verified(capture(tmp_path / "b.dcm"), tmp_path / "partial"), tmp_path / "out")
    monkeypatch.setattr(dicom_file, step[0], Interrupted(getattr(dicom_file, step[0]), step[1], KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        exported(case, tmp_path / "out")
    assert not contents(tmp_path / "out")


def test_a_file_system_that_fills_up_keeps_what_was_finished(tmp_path: Path) -> None:
    small = verified(capture(tmp_path / "a.dcm"), tmp_path / "partial")
    large = verified(capture(tmp_path / "b.dcm", rows=300, columns=400), tmp_path / "partial")
    large = Verified(large.file, OutputName(1, 1, 2), large.record)
    with small_disk(tmp_path / "disk", 96) as disk:
        with pytest.raises(DiskFull):
            PLUGIN.export([small, large], disk, DicomFileOptions())
        assert set(contents(disk)) == FILES


def test_what_the_file_system_refuses_is_told_without_a_path(
    case: Verified, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/home/SECRETNAME")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CannotWrite) as caught:
        export([case], tmp_path / "out")
    assert "SECRETNAME" not in str(caught.value)
    assert not contents(tmp_path / "out")
