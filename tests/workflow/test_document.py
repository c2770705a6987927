"""Documents that people hand over are read, or refused with a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from redactor.errors import InvalidDocument, Unreadable
from redactor.workflow.document import read_json, read_plan
from tests.instances import hiding, plan_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_plan_is_what_was_saved(tmp_path: Path) -> None:
    plan = hiding((0, 0, 3, 2), (4, 4, 1, 1))
    assert read_plan(plan_file(tmp_path / "plan.json", plan)) == plan


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe{}", b"[" * 100_000, b"nope"])
def test_what_is_no_json_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(data)
    with pytest.raises(InvalidDocument):
        read_json(tmp_path / "plan.json")


@pytest.mark.parametrize("data", [b"1", b"null", b"[]", b'"redactor/plan/1"', b"{}"])
def test_json_that_is_no_plan_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(data)
    with pytest.raises(InvalidDocument):
        read_plan(tmp_path / "plan.json")


def test_a_missing_document_is_unreadable_and_not_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read_json(tmp_path / "SECRETNAME.json")
    assert "SECRETNAME" not in str(caught.value)
