"""Copies with noise in a run: beside each result where they were asked for, and never in its way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from redactor.errors import CannotWrite, CheckFailed, NoDeclaredRange
from redactor.styles import NoiseOptions
from redactor.workflow import task as task_of
from redactor.workflow.report import ItemStatus, exit_status
from tests.folders import contents, digests
from tests.instances import capture, header, noise, save, with_pixels
from tests.runs import applied

if TYPE_CHECKING:
    from pathlib import Path

NOISE = NoiseOptions(1.0, 16, 8)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    for number in (1, 2):
        capture(tmp_path / "in" / f"{number}.dcm", rows=32, columns=32, SeriesInstanceUID=f"2.25.{number}")
    return tmp_path / "in"


def test_each_result_has_its_copy_in_a_series_of_its_own(case: Path, tmp_path: Path) -> None:
    before = digests(case)
    items = applied([case], tmp_path / "out", noise=NOISE)
    assert [item.output for item in items] == ["CASE0001/S001/I0001.dcm", "CASE0001/S002/I0001.dcm"]
    copies = [f"CASE0001/{name}/I0001.noise.dcm" for name in ("S003", "S004")]
    assert [item.noise.output for item in items if item.noise] == copies
    assert {copy.replace(".dcm", ".record.json") for copy in copies} < set(contents(tmp_path / "out"))
    assert len(contents(tmp_path / "out")) == 8
    report = json.loads((tmp_path / "out.local" / "report.json").read_text(encoding="utf-8"))
    assert [item["noise"]["output"] for item in report["items"]] == copies
    assert digests(case) == before
    assert exit_status(items) == 0


def test_the_results_are_those_of_a_run_without_noise(case: Path, tmp_path: Path) -> None:
    applied([case], tmp_path / "plain", project=tmp_path / "project")
    applied([case], tmp_path / "noisy", project=tmp_path / "project", noise=NOISE)
    plain, noisy = digests(tmp_path / "plain"), digests(tmp_path / "noisy")
    assert plain.items() < noisy.items()
    assert all(".noise." in name for name in set(noisy) - set(plain))


def test_without_asking_there_is_no_noise(case: Path, tmp_path: Path) -> None:
    items = applied([case], tmp_path / "out")
    assert [item.noise for item in items] == [None, None]
    assert not [name for name in contents(tmp_path / "out") if "noise" in name]


def test_two_processes_make_copies_too(case: Path, tmp_path: Path) -> None:
    items = applied([case], tmp_path / "out", noise=NOISE, jobs=2)
    assert all(item.noise and item.noise.output and item.noise.psnr for item in items)


def test_a_result_without_a_declared_range_is_done_without_a_copy(tmp_path: Path) -> None:
    source = save(with_pixels(header(), noise((1, 12, 16), np.float32)), tmp_path / "in.dcm")
    (item,) = applied([source], tmp_path / "out", noise=NOISE)
    assert item.status is ItemStatus.DONE
    assert item.noise is not None
    assert (item.noise.output, item.noise.reason) == (None, str(NoDeclaredRange()))
    assert exit_status([item]) == 1
    assert len(contents(tmp_path / "out")) == 2


def test_nothing_gets_noise_that_failed_its_check(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    redact = task_of.redact_instance

    def spoilt(*args: Any, **how: Any) -> Any:
        result = redact(*args, **how)
        result.file.write_bytes(b"CANARY" + result.file.read_bytes()[6:])
        return result

    monkeypatch.setattr(task_of, "redact_instance", spoilt)
    items = applied([case], tmp_path / "out", noise=NOISE)
    assert [(item.status, item.noise) for item in items] == [(ItemStatus.FAILED, None)] * 2
    assert not contents(tmp_path / "out")


def failing(error: BaseException) -> Any:
    def fail(*args: Any, **how: Any) -> Any:
        raise error

    return fail


@pytest.mark.parametrize(
    ("step", "error", "status"),
    [
        ("add_noise", CheckFailed(check="x"), 3),
        ("verify_noise", ExceptionGroup("", [CheckFailed(check="x")]), 3),
        ("add_noise", CannotWrite(reason="no"), 1),
        ("verify_noise", MemoryError("ZELDA"), 1),
    ],
)
def test_a_copy_that_fails_leaves_the_result_alone(  # noqa: PLR0917 - fixtures
    step: str, error: BaseException, status: int, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task_of, step, failing(error))
    items = applied([case], tmp_path / "out", noise=NOISE)
    assert [item.status for item in items] == [ItemStatus.DONE] * 2
    assert all(item.noise and item.noise.reason and "ZELDA" not in item.noise.reason for item in items)
    assert exit_status(items) == status
    assert not [name for name in contents(tmp_path / "out") if "noise" in name]
    assert not contents(tmp_path / "out.local" / "partial")


def test_a_copy_that_can_not_be_exported_leaves_the_result_alone(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = task_of.export

    def export(cases: Any, destination: Path) -> Any:
        if cases[0].name.kind == "noise":
            raise CannotWrite(reason="no")
        return plain(cases, destination)

    monkeypatch.setattr(task_of, "export", export)
    items = applied([case], tmp_path / "out", noise=NOISE)
    assert [item.status for item in items] == [ItemStatus.DONE] * 2
    assert len(contents(tmp_path / "out")) == 4
    assert not contents(tmp_path / "out.local" / "partial")


def test_resuming_makes_copies_that_are_not_there(case: Path, tmp_path: Path) -> None:
    skipped, done = ItemStatus.SKIPPED, ItemStatus.DONE

    def again(noise: NoiseOptions | None) -> list[ItemStatus]:
        return [item.status for item in applied([case], tmp_path / "out", noise=noise, resume=True)]

    applied([case], tmp_path / "out")
    assert again(NOISE) == [done, done]
    assert again(NOISE) == [skipped, skipped]
    assert again(NoiseOptions(1.0, 17, 8)) == [done, done]
    (tmp_path / "out" / "CASE0001" / "S003" / "I0001.noise.dcm").unlink()
    assert again(NoiseOptions(1.0, 17, 8)) == [done, skipped]
    assert again(None) == [skipped, skipped]
