"""The report says what became of each input, and the exit status sums it up."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model.record import FillRecord
from redactor.workflow.report import Item, ItemStatus, NoiseItem, exit_status, read_done, write_report

if TYPE_CHECKING:
    from pathlib import Path

DONE = Item("/in/a.dcm", "CASE0001/S001/I0001.dcm", ItemStatus.DONE, "", 0.25)
SKIPPED = Item("/in/b.dcm", "CASE0001/S001/I0002.dcm", ItemStatus.SKIPPED, "", 0.0)
SET_ASIDE = Item("/in/c.dcm", None, ItemStatus.SET_ASIDE, "No image.", 0.0)
FAILED = Item("/in/d.dcm", None, ItemStatus.FAILED, "Its check failed.", 1.0)


def test_the_report_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    write_report(tmp_path / "report.json", [DONE, SET_ASIDE])
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8")) == {
        "schema": "redactor/report/1",
        "items": [
            {
                "source": "/in/a.dcm",
                "output": "CASE0001/S001/I0001.dcm",
                "status": "done",
                "reason": "",
                "seconds": 0.25,
            },
            {"source": "/in/c.dcm", "output": None, "status": "set_aside", "reason": "No image.", "seconds": 0.0},
        ],
    }


@given(st.lists(st.sampled_from([DONE, SKIPPED, SET_ASIDE, FAILED])))
def test_the_worst_item_decides_the_exit_status(items: list[Item]) -> None:
    expected = 3 if FAILED in items else 1 if SET_ASIDE in items else 0
    assert exit_status(items) == expected


COPY = NoiseItem("CASE0001/S002/I0001.noise.dcm", epsilon=0.5, m=16, b=8, total_epsilon=2.0, psnr=8.5, ssim=0.1)


def test_a_copy_with_noise_is_told_where_one_was_asked_for(tmp_path: Path) -> None:
    item = replace(DONE, noise=COPY, fills=(FillRecord("all", (0,), "black"),))
    write_report(tmp_path / "report.json", [item])
    (entry,) = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["items"]
    assert set(entry) == {"source", "output", "status", "reason", "seconds", "noise"}
    assert entry["noise"]["output"] == COPY.output
    assert entry["noise"]["total_epsilon"] == 2.0
    assert read_done(tmp_path / "report.json") == {DONE.source: replace(DONE, noise=COPY)}


def test_a_copy_that_was_not_made_decides_the_exit_status_too() -> None:
    assert exit_status([replace(DONE, noise=COPY)]) == 0
    assert exit_status([replace(DONE, noise=NoiseItem(None, "No range."))]) == 1
    assert exit_status([replace(DONE, noise=NoiseItem(None, "Its check failed.", failed=True))]) == 3


def test_what_has_an_output_is_finished(tmp_path: Path) -> None:
    write_report(tmp_path / "report.json", [DONE, SKIPPED, SET_ASIDE, FAILED])
    assert read_done(tmp_path / "report.json") == {DONE.source: DONE, SKIPPED.source: SKIPPED}


@pytest.mark.parametrize("name", ["/in/王小明.dcm", "/in/\udcc3\udcfb.dcm"])
def test_any_name_of_a_source_survives(name: str, tmp_path: Path) -> None:
    """The second is no Unicode: a name in GB18030, as Python reads it from the disk."""
    item = Item(name, "CASE0001/S001/I0001.dcm", ItemStatus.DONE, "", 0.0)
    write_report(tmp_path / "report.json", [item])
    assert read_done(tmp_path / "report.json") == {name: item}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"items": 1}',
        '{"items": [1]}',
        '{"items": [{}]}',
        '{"items": [{"status": "done"}]}',
        '{"items": [{"source": "a", "output": "b", "status": "lost", "reason": "", "seconds": 0}]}',
        '{"items": [{"source": "a", "output": 7, "status": "done", "reason": "", "seconds": 0}]}',
    ],
)
def test_a_report_that_is_none_finished_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(text)
    assert read_done(tmp_path / "report.json") == {}


def test_without_a_report_nothing_is_finished(tmp_path: Path) -> None:
    assert read_done(tmp_path / "report.json") == {}
