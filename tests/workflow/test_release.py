"""Release: nothing leaves as released but what somebody vouches for, and exactly that."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pydicom import dcmread

from redactor.errors import ApprovalDoesNotFit, NotReviewed, SamePerson
from redactor.model.region import StyleChoice
from redactor.model.stages import OutputName, Released
from redactor.workflow.release import Vouched, approve, release
from redactor.workflow.report import ItemStatus
from redactor.workflow.states import Rules
from redactor.workflow.task import Task, process
from tests.instances import header, noise, save, with_pixels
from tests.runs import CORNER, NAME, PROJECT, verified

ONE, TWO = Rules(one_person=True), Rules(one_person=False)


@pytest.fixture
def source(tmp_path):
    """An ordinary image."""
    return save(with_pixels(header(), noise((1, 16, 16))), tmp_path / "in.dcm")


def task(source, tmp_path, vouched):
    for name in ("out", "partial"):
        (tmp_path / name).mkdir(exist_ok=True)
    into = tmp_path / "out", tmp_path / "partial", PROJECT
    return Task(source, OutputName(1, 1, 1), *into, CORNER, StyleChoice(), vouched=vouched)


def test_what_is_approved_is_released(source, tmp_path):
    checked = verified(source, tmp_path, review="single-person")
    approval = approve(checked, reviewer="p1", approver="p1", rules=ONE)
    assert release(checked, approval) == Released(checked, approval)


def test_two_persons_where_the_policy_asks_for_two(source, tmp_path):
    checked = verified(source, tmp_path, review="two-person")
    with pytest.raises(SamePerson):
        approve(checked, reviewer="p1", approver="p1", rules=TWO)
    release(checked, approve(checked, reviewer="p1", approver="p2", rules=TWO))


@pytest.mark.parametrize(("review", "reviewer"), [("none", "p1"), ("single-person", "")])
def test_what_nobody_looked_at_is_never_approved(source, tmp_path, review, reviewer):
    checked = verified(source, tmp_path, review=review)
    with pytest.raises(NotReviewed):
        approve(checked, reviewer=reviewer, approver="p2", rules=ONE)


def test_an_approval_is_of_these_bytes_this_plan_and_these_persons(source, tmp_path):
    checked = verified(source, tmp_path, review="single-person")
    approval = approve(checked, reviewer="p1", approver="p1", rules=ONE)
    other = replace(checked, record=replace(checked.record, profile="another"))
    with pytest.raises(ApprovalDoesNotFit):
        release(other, approval)
    with pytest.raises(ApprovalDoesNotFit):
        release(checked, replace(approval, approver="p2"))
    checked.file.write_bytes(checked.file.read_bytes() + b"\0")
    with pytest.raises(ApprovalDoesNotFit):
        release(checked, approval)


@pytest.mark.parametrize(
    ("vouched", "review", "annotation"),
    [
        (None, "none", None),
        (Vouched("p1", "p1", ONE), "single-person", "NO"),
        (Vouched("p1", "p2", TWO), "two-person", "NO"),
    ],
)
def test_the_record_and_the_file_say_whether_somebody_looked(source, tmp_path, vouched, review, annotation):
    item = process(task(source, tmp_path, vouched)).item
    assert item.status is ItemStatus.DONE, item.reason
    written = tmp_path / "out" / f"{NAME.stem}.dcm"
    assert json.loads(written.with_suffix(".record.json").read_text())["review"] == review
    made = dcmread(written)
    assert made.get("BurnedInAnnotation") == annotation
    codes = {item.CodeValue for item in made.DeidentificationMethodCodeSequence}
    assert ("113101" in codes) == (vouched is not None)


def test_one_person_where_two_are_asked_for_leaves_nothing_behind(source, tmp_path):
    item = process(task(source, tmp_path, Vouched("p1", "p1", TWO))).item
    assert item.status is ItemStatus.SET_ASIDE
    assert "Another person" in item.reason
    assert not [path for path in (*(tmp_path / "out").rglob("*"), *(tmp_path / "partial").iterdir()) if path.is_file()]
