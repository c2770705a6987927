"""What was reviewed survives a restart: frames, flag, comment and marks, for as long as nothing else is there."""

from __future__ import annotations

import getpass
import json

import pytest

from redactor.gui.remembering import pseudonym
from redactor.model.geometry import Rectangle
from redactor.model.review import State
from redactor.trust.local_key import LocalKey
from redactor.workflow.journal_folder import JournalFolder
from redactor.workflow.states import Gate
from tests.gui.conftest import kill
from tests.gui.test_review import export, look_at_all, reviewed, states_of
from tests.instances import capture

SAYS = "CANARY said by hand"


def saved(driver):
    driver.window.remembering.keep()
    driver.until(lambda: driver.window.opener.journaling.is_saved)


def opened(driver, path):
    driver.open(path)
    driver.until(lambda: driver.window.session.case.is_complete)
    return driver.window.reviewing


def test_frames_flag_comment_and_profile_come_back(driver, searches, stack, restarted):
    reviewing = opened(driver, stack)
    look_at_all(driver.window)
    unit = reviewing.current
    reviewing.flag(unit)
    reviewing.comment(unit, SAYS)
    driver.window.session.use_profile("research")
    saved(driver)
    again = restarted()
    later = opened(again, stack)
    again.until(lambda: later.current is not None and later.review(later.current).comment == SAYS)
    assert later.review(later.current).is_flagged
    assert dict(later.reviews) == dict(reviewing.reviews)
    assert again.window.session.profile_name == "research"
    assert again.window.session.listed == driver.window.session.listed
    assert not any(SAYS in text for text in again.window.messages.texts)


def test_a_mark_counts_after_a_restart_until_something_changes(driver, searches, one_image, restarted):
    opened(driver, one_image)
    reviewed(driver)
    person = driver.window.reviewing.person
    saved(driver)
    again = restarted()
    opened(again, one_image)
    again.until(lambda: states_of(again.window) == [State.REVIEWED])
    assert again.window.reviewing.person == person
    assert again.window.reviewing.review(again.window.reviewing.current).reviewed.by == person
    again.window.session.draw(Rectangle(30, 30, 5, 5))
    assert states_of(again.window) == [State.STALE]


def test_a_mark_of_a_file_that_became_another_one_is_stale(driver, searches, one_image, restarted):
    opened(driver, one_image)
    reviewed(driver)
    saved(driver)
    one_image.write_bytes(one_image.read_bytes() + b"\0\0")
    again = restarted()
    opened(again, one_image)
    again.until(lambda: states_of(again.window) == [State.STALE])


def test_a_flag_taken_back_stays_taken_back(driver, searches, one_image, restarted):
    reviewing = opened(driver, one_image)
    driver.press("G")
    saved(driver)
    driver.press("G")
    saved(driver)
    assert not reviewing.review(reviewing.current).is_flagged
    later = opened(restarted(), one_image)
    assert not later.review(later.current).is_flagged


@pytest.mark.parametrize(
    "damaged", [("reviews", [1]), ("reviews", {"k": {"schema": "other"}}), ("listed", {"a": 1}), ("listed", [1])]
)
@pytest.mark.usefixtures("searches")
def test_damaged_facts_are_told_and_ignored(driver, one_image, restarted, damaged):
    opened(driver, one_image)
    driver.window.session.draw(Rectangle(30, 30, 5, 5))
    driver.window.reviewing.changed.disconnect(driver.window.remembering._follow)  # a frame may be seen by the way
    driver.window.remembering.keep()
    driver.window.opener.journaling.put_facts(*damaged)
    driver.until(lambda: driver.window.opener.journaling.is_saved)
    again = restarted()
    reviewing = opened(again, one_image)
    again.until(lambda: any("damaged" in text for text in again.window.messages.texts))
    assert again.statuses[-1] == "accepted"
    assert not reviewing.review(reviewing.current).says_something


def test_a_pseudonym_lasts_with_its_key_and_tells_no_account():
    key = LocalKey.random()
    assert pseudonym(key) == pseudonym(key) != pseudonym(LocalKey.random())
    assert getpass.getuser() not in pseudonym(key)
    assert len(pseudonym(key)) == 10


def test_the_journal_holds_no_comment_in_clear(driver, searches, one_image, settings_of):
    reviewing = opened(driver, one_image)
    reviewing.comment(reviewing.current, SAYS)
    saved(driver)
    files = [path for path in settings_of.journal_folder.iterdir() if path.name != "key.json"]
    assert files
    assert all(SAYS.encode() not in path.read_bytes() for path in files)
    assert SAYS not in json.dumps(driver.window.messages.texts)


def test_a_note_outlives_closing_the_case_and_the_window_where_nothing_was_edited(
    driver, searches, one_image, restarted, settings_of
):
    reviewing = opened(driver, one_image)
    reviewing.comment(reviewing.current, SAYS)
    driver.do("close_case")
    driver.until(lambda: driver.window.session.case is None)
    again = opened(driver, one_image)
    driver.until(lambda: again.review(again.current).comment == SAYS)
    assert driver.window.messages.texts == []  # no edit was restored
    later = restarted()
    reviewing = opened(later, one_image)
    later.until(lambda: reviewing.review(reviewing.current).comment == SAYS)
    reviewing.comment(reviewing.current, "")
    later.window.close()
    assert [path.name for path in settings_of.journal_folder.iterdir()] == ["key.json"]


def test_what_was_released_is_still_released_after_a_restart(driver, searches, one_image, restarted, tmp_path):
    opened(driver, one_image)
    reviewed(driver)
    export(driver, tmp_path / "out")
    assert states_of(driver.window) == [State.RELEASED]
    driver.until(lambda: driver.window.opener.journaling.is_saved)
    saved(driver)
    again = restarted()
    again.window.opener.look_for_leftovers()
    opened(again, one_image)
    again.until(lambda: states_of(again.window) == [State.RELEASED])
    assert again.statuses == ["accepted", "accepted"]
    assert not again.window.session.has_unexported_edits, "closing it asks nothing"
    again.window.session.draw(Rectangle(30, 30, 5, 5))
    assert states_of(again.window) == [State.STALE]
    assert again.window.session.has_unexported_edits


def test_what_was_released_is_known_again_when_its_case_was_closed(driver, searches, one_image, tmp_path):
    opened(driver, one_image)
    reviewed(driver)
    export(driver, tmp_path / "out")
    driver.do("close_case")
    driver.until(lambda: driver.window.session.case is None)
    opened(driver, one_image)
    driver.until(lambda: states_of(driver.window) == [State.RELEASED])


def test_what_was_exported_is_not_offered_as_unsaved(driver, searches, one_image, restarted, settings_of):
    opened(driver, one_image)
    driver.window.session.draw(Rectangle(30, 30, 5, 5))
    driver.window.session.mark_exported(driver.window.session.plan)
    driver.until(lambda: driver.window.opener.journaling.is_saved)
    folder = JournalFolder(settings_of.journal_folder)
    kill(driver.window)
    assert list(folder.leftovers()) == []
    again = restarted()
    opened(again, one_image)
    again.until(lambda: again.statuses[-1:] == ["accepted"])
    again.window.session.undo()
    again.until(lambda: again.window.opener.journaling.is_saved)
    again.window.session.redo()
    again.window.session.draw(Rectangle(3, 30, 5, 5))
    again.until(lambda: again.window.opener.journaling.is_saved)
    kill(again.window)
    assert [one.edits for one in folder.leftovers()] == [2]


def test_confirmed_words_and_hidden_data_stay_confirmed_after_a_restart(driver, searches, tmp_path, restarted):
    path = capture(tmp_path / "in" / "one.dcm", rows=48, columns=64, StudyDescription="CHEST")
    path.write_bytes(path.read_bytes() + b"trailing")
    reviewing = opened(driver, path)
    driver.window.session.use_profile("research")
    unit = reviewing.current
    driver.until(lambda: driver.window.descriptions.is_whole(unit))
    assert {Gate.WORDS, Gate.HIDDEN} <= {gap.gate for gap in reviewing.missing(unit)}
    reviewing.confirm_words(unit)
    reviewing.confirm_hidden(unit)
    saved(driver)
    again = restarted()
    later = opened(again, path)
    again.until(lambda: later.current is not None and later.review(later.current).hidden != "")
    again.until(lambda: again.window.descriptions.is_whole(later.current))
    assert not {Gate.WORDS, Gate.HIDDEN} & {gap.gate for gap in later.missing(later.current)}
    kill(again.window)
    path.write_bytes(path.read_bytes() + b"more")
    third = restarted()
    last = opened(third, path)
    third.until(lambda: last.current is not None and last.review(last.current).hidden != "")
    assert Gate.HIDDEN in {gap.gate for gap in last.missing(last.current)}, "there is more than was read"
