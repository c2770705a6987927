"""What is found at once gives way to what the search finds, but never takes a person's decision along."""

from __future__ import annotations

from dataclasses import replace

import pytest

from redactor.gui import tasks
from redactor.gui.searches import SearchState
from redactor.model.geometry import Rectangle
from redactor.workflow.propose import propose_file
from tests.gui.conftest import kill, proposals, text_at
from tests.instances import capture


@pytest.fixture
def glanced(driver, searches, one_image):
    """Two first findings, while the search is still under way."""
    searches.first = replace(proposals(text_at(2, 2, 10, 4), text_at(20, 20, 6, 4)), is_first=True)
    searches.at_once = False
    driver.open(one_image)
    driver.until(lambda: len(driver.statuses) == 2)
    return driver


def shapes(driver):
    return [region.shape for region in driver.window.session.regions]


def test_first_findings_are_shown_while_the_search_goes_on_and_then_replaced(glanced, searches):
    window = glanced.window
    assert window.session.searches.of(window.session.image.key).state is SearchState.RUNNING
    assert not window.actions_by_id["export"].isEnabled(), "nothing leaves on a first answer"
    window.session.select(window.session.regions[1].id)
    searches.tell(proposals(text_at(30, 2, 8, 4, confidence=0.9), text_at(19, 20, 8, 4, confidence=0.8)))
    glanced.until(lambda: shapes(glanced) == [Rectangle(30, 2, 8, 4), Rectangle(19, 20, 8, 4)])
    assert window.session.selected.shape == Rectangle(19, 20, 8, 4), "what is there now of what was selected"
    assert glanced.statuses == ["proposed", "proposed"]
    assert window.session.undo_label is None
    assert not window.session.has_unexported_edits


def test_a_selected_finding_that_the_search_does_not_confirm_is_selected_no_more(glanced, searches):
    window = glanced.window
    window.session.select(window.session.regions[0].id)
    searches.tell(proposals())
    glanced.until(lambda: shapes(glanced) == [])
    assert window.session.selected_id is None


@pytest.mark.parametrize("touch", ["A", "X", "nudge", "undone", "F"])
def test_what_a_person_did_meanwhile_stays(glanced, searches, touch):
    session = glanced.window.session
    first = session.regions[0]
    session.select(first.id)
    if touch == "nudge":
        session.nudge(columns=3)
    elif touch == "F":
        plan = session.plan.with_region(replace(session.selected, scope=replace(first.scope, instances="all")))
        session.change(plan, "Apply region elsewhere")
    else:
        glanced.press("X" if touch == "X" else "A")
    touched = session.plan.region(first.id)
    assert touched != first
    if touch == "undone":
        session.undo()
    searches.tell(proposals(text_at(30, 2, 8, 4), text_at(2, 2, 10, 4)))
    glanced.until(lambda: session.searches.unfinished == 0)
    kept = session.plan.region(first.id)
    assert kept == (first if touch == "undone" else touched)
    again = [one for one in session.plan.regions if one.shape == first.shape and one.id != first.id]
    assert again == [], "what was decided is not asked a second time"
    assert Rectangle(30, 2, 8, 4) in shapes(glanced)
    assert Rectangle(20, 20, 6, 4) not in shapes(glanced), "nobody touched that one"
    if touch == "undone":
        session.redo()
        assert session.plan.region(first.id) == touched
    else:
        session.undo()
        assert session.plan.region(first.id) == first


def test_first_findings_stay_where_the_search_breaks_off(glanced, searches):
    searches.waiting.pop(0).set_exception(RuntimeError())
    session = glanced.window.session
    glanced.until(lambda: session.searches.of(session.image.key).state is SearchState.FAILED)
    assert glanced.statuses == ["proposed", "proposed"]


def test_after_a_kill_the_search_replaces_what_was_first(glanced, searches, restarted, one_image):
    session = glanced.window.session
    session.draw(Rectangle(40, 30, 5, 5))
    glanced.until(lambda: glanced.window.opener.journaling.is_saved)
    kill(glanced.window)
    again = restarted()
    again.begin_to_open(one_image)
    again.until(lambda: len(again.statuses) == 3)
    again.until(lambda: len(searches.waiting) == 2)
    searches.waiting.pop(0)
    searches.tell(proposals(text_at(2, 2, 10, 4), text_at(30, 2, 8, 4)))
    again.until(lambda: again.window.session.searches.unfinished == 0)
    assert sorted(shape.column for shape in shapes(again)) == [2, 30, 40]
    again.window.session.undo()
    assert sorted(shape.column for shape in shapes(again)) == [2, 30]


def test_images_that_nobody_looks_at_are_searched_once(driver, searches, stack, monkeypatch):
    asked = []
    submit = searches.submit
    monkeypatch.setattr(searches, "submit", lambda *call: (asked.append(call[0]), submit(*call))[1])
    driver.open(stack)
    driver.until(lambda: driver.window.session.searches.unfinished == 0)
    assert asked.count(tasks.search) == 5
    assert asked.count(tasks.glance) == 1


def test_a_glance_is_of_those_alone_that_read_text(tmp_path):
    path = capture(tmp_path / "one.dcm", rows=48, columns=64)
    first = propose_file(path, at_once=True)
    assert first.is_first
    assert [run.id.partition("@")[0] for run in first.runs] == ["text"]
    assert tasks.glance(path).is_first
    (tmp_path / "no.dcm").write_bytes(b"no")
    assert tasks.glance(tmp_path / "no.dcm").kind == tasks.search(tmp_path / "no.dcm").kind
