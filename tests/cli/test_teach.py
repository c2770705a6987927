"""`redactor teach`: exit status and what it says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from redactor.cli import run
from tests.teaching import written_results

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def teach(tmp_path: Path, *words: str) -> int:
    return run(["teach", str(tmp_path / "results"), "--out", str(tmp_path / "out"), "--format", *words])


def test_released_results_become_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written_results(tmp_path)
    assert teach(tmp_path, "png,gif") == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"CASE-0001_01.png", "CASE-0001_02.gif"} <= names
    assert "DRAFT" not in capsys.readouterr().out
    report = json.loads((tmp_path / "out.local" / "report.json").read_text(encoding="utf-8"))
    assert [item["status"] for item in report["items"]] == ["done", "done"]


def test_a_draft_is_exported_with_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written_results(tmp_path, released=False)
    assert teach(tmp_path, "png") == 1
    assert "DRAFT – NOT RELEASED" in capsys.readouterr().out


def test_originals_are_left_out_and_without_results_nothing_is_made(tmp_path: Path) -> None:
    written_results(tmp_path)
    originals = str(tmp_path / "SECRETNAME_originals")
    assert run(["teach", originals, "--out", str(tmp_path / "out"), "--format", "png"]) == 2
    assert not (tmp_path / "out").exists()


def test_a_case_is_followed_and_words_that_identify_stop_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, *_ = written_results(tmp_path)
    case = tmp_path / "case.json"
    images = [{"file": first.relative_to(tmp_path / "results").as_posix()}, {"file": "missing.dcm"}]
    document = {"schema": "redactor/teaching/1", "images": images, "title": "Seen on 12/05/1985"}
    case.write_text(json.dumps(document), encoding="utf-8")
    assert teach(tmp_path, "png", "--case", str(case)) == 2
    assert "case.title" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert teach(tmp_path, "png", "--case", str(case), "--title", "A mass", "--quiz", "--language", "both") == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["CASE-0001_01.png"]


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    written_results(tmp_path)
    assert teach(tmp_path, "docx") == 2
    assert not (tmp_path / "out").exists()
