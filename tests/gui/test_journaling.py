"""No edit is lost: not by a kill, not by a full disk, not by closing and opening again."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from redactor import i18n
from redactor.errors import NoInput
from redactor.gui.dialogs import choose
from redactor.gui.numbers import clock
from redactor.model.geometry import Rectangle
from redactor.workflow.journal import Journal, summary_of
from redactor.workflow.journal_folder import JournalFolder
from tests.gui.conftest import kill, proposals, text_at
from tests.instances import capture, ct_slice

ROOT = Path(__file__).parents[2]


def press(window, text):
    next(button for button in window.findChildren(QPushButton) if button.text() == text).click()


def journals(folder):
    return sorted(path for path in folder.place.iterdir() if path.suffix == ".journal") if folder.place.exists() else []


@pytest.fixture
def folder(settings_of):
    return JournalFolder(settings_of.journal_folder)


def edited(driver, path, count=3):
    """Open, draw, and wait until it is saved."""
    driver.open(path)
    driver.until(lambda: driver.window.session.case.is_complete)
    for number in range(count):
        driver.window.session.draw(Rectangle(number, 20, 5, 5))
    driver.until(lambda: driver.window.opener.journaling.is_saved)
    return driver.window.session.steps


# --- a real kill ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_window_that_is_killed_loses_nothing_that_is_older_than_a_second(tmp_path):
    for number in (1, 2):
        ct_slice(tmp_path / "in" / f"CANARY{number}.dcm", InstanceNumber=number)
    env = {
        **os.environ,
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }

    def run(*arguments):
        return subprocess.Popen(
            [sys.executable, "-m", "tests.gui.journal_session", *map(str, arguments)],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    with run("edit", tmp_path / "settings.ini", tmp_path / "in") as first:
        before = json.loads(first.stdout.readline())
        time.sleep(1.2)
        first.send_signal(signal.SIGKILL)
    with run("restore", tmp_path / "settings.ini") as second:
        (offer,) = json.loads(second.stdout.readline())
        after, seen = json.loads(second.stdout.readline()), json.loads(second.stdout.readline())
        assert second.wait(60) == 0
    assert re.fullmatch(r"Restore 11 unsaved edits from \d\d:\d\d\?", offer)
    assert after == before
    assert [len(part) for part in after] == [11, 1, 1]
    assert list(seen.values()) == [[1]]
    left = [path.name for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert left == ["key.json"]


# --- what is left behind ----------------------------------------------------------------------------------------


def test_the_same_files_bring_their_edits_back_with_a_remark(driver, searches, one_image, restarted):
    steps = edited(driver, one_image)
    again = restarted()
    again.open(one_image)
    again.until(lambda: again.window.session.steps == steps)
    (remark,) = again.window.messages.texts
    assert re.fullmatch(r"Edits from \d\d:\d\d were restored: 3\. Undo takes them back one by one\.", remark)
    assert again.window.session.has_unexported_edits
    assert again.statuses == ["proposed", "proposed", "accepted", "accepted", "accepted"]
    again.window.session.draw(Rectangle(40, 20, 5, 5))
    assert again.window.session.regions[-1].id == "p4"
    for _ in range(4):
        again.do("undo")
    assert again.statuses == ["proposed", "proposed"]


def test_the_same_images_bring_them_back_however_they_are_opened(driver, searches, one_image, restarted):
    steps = edited(driver, one_image.parent)
    again = restarted()
    again.open(one_image)
    again.until(lambda: again.window.session.steps == steps)


def test_findings_that_differ_after_a_restart_are_added_and_none_is_lost(driver, searches, one_image, restarted):
    edited(driver, one_image, 1)
    searches.answer = proposals(text_at(30, 30, 8, 4, confidence=0.9), text_at(20, 20, 6, 4, confidence=0.5))
    again = restarted()
    again.open(one_image)
    again.until(lambda: len(again.window.session.regions) == 4)
    shapes = {region.shape for region in again.window.session.regions}
    assert shapes >= {Rectangle(2, 2, 10, 4), Rectangle(20, 20, 6, 4), Rectangle(30, 30, 8, 4)}
    assert len({region.id for region in again.window.session.regions}) == 4


def test_edits_are_offered_discarded_or_left_for_later(driver, searches, one_image, restarted, folder):
    steps = edited(driver, one_image)
    again = restarted()
    window = again.window
    window.opener.look_for_leftovers()
    again.until(lambda: window.messages.texts != [])
    assert re.fullmatch(r"Restore 3 unsaved edits from \d\d:\d\d\?", window.messages.texts[0])
    assert "CANARY" not in window.messages.texts[0]
    press(window, "Later")
    assert window.messages.texts == []
    assert len(journals(folder)) == 1
    window.opener.look_for_leftovers()
    again.until(lambda: window.messages.texts != [])
    press(window, "Restore")
    again.until(lambda: window.session.steps == steps)
    again.until(lambda: window.opener.journaling.is_saved and not window.opener.opening.is_running)
    kill(window)
    third = restarted().window
    third.opener.look_for_leftovers()
    again.until(lambda: any(text.startswith("Restore 3") for text in third.messages.texts))
    press(third, "Discard")
    again.until(lambda: journals(folder) == [])


def test_an_offer_goes_away_when_its_images_are_opened(driver, searches, one_image, restarted):
    steps = edited(driver, one_image)
    again = restarted()
    window = again.window
    window.opener.look_for_leftovers()
    again.until(lambda: window.messages.texts != [])
    again.open(one_image)
    again.until(lambda: window.session.steps == steps)
    assert [text for text in window.messages.texts if text.startswith("Restore")] == []


def test_edits_of_images_that_are_gone_stay_for_later(driver, searches, one_image, restarted, folder):
    edited(driver, one_image)
    again = restarted()
    one_image.unlink()
    again.window.opener.look_for_leftovers()
    again.until(lambda: again.window.messages.texts != [])
    press(again.window, "Restore")
    again.until(lambda: NoInput.sentence in again.window.messages.texts)
    assert len(journals(folder)) == 1


def test_edits_of_images_that_changed_are_not_put_on_others(driver, searches, one_image, restarted, folder):
    edited(driver, one_image)
    again = restarted()
    uid = driver.window.session.image.image.place.instance
    capture(one_image, rows=24, columns=32, SOPInstanceUID=uid)
    again.open(one_image)
    again.until(lambda: any("The images changed" in text for text in again.window.messages.texts))
    assert again.window.session.undo_label is None
    assert len(journals(folder)) == 1


# --- the end of a journal ---------------------------------------------------------------------------------------


def test_opening_and_looking_leaves_nothing(driver, searches, stack, folder):
    driver.open(stack)
    driver.until(lambda: driver.window.session.case.is_complete)
    driver.press("Down")
    assert driver.window.opener.journaling.is_saved
    assert journals(folder) == []


def test_closing_on_purpose_deletes_the_journal(driver, searches, one_image, folder):
    edited(driver, one_image)
    assert len(journals(folder)) == 1
    driver.do("close_case")
    question = driver.window.findChild(QMessageBox)
    next(button for button in question.buttons() if button.text() == "Close the case").click()
    driver.until(lambda: journals(folder) == [])


def test_what_was_exported_stays_known_until_its_time_is_over(driver, searches, one_image, folder):
    edited(driver, one_image)
    session = driver.window.session
    session.mark_exported(session.plan)
    driver.until(lambda: driver.window.opener.journaling.is_saved)
    driver.window.close()
    (path,) = journals(folder)
    assert summary_of(path).is_exported
    assert list(folder.leftovers()) == [], "it is no edit that could be lost"
    assert journals(folder) == [path]
    assert list(replace(folder, kept_for=0.0).leftovers()) == []
    assert journals(folder) == []


def test_the_end_of_the_program_without_a_question_keeps_it(driver, searches, one_image, folder):
    driver.open(one_image)
    driver.window.session.draw(Rectangle(1, 20, 5, 5))
    steps = driver.window.session.steps
    driver.window.opener.journaling.close()  # as on the way out of a session of the system, before the timer has come
    (path,) = journals(folder)
    journal = Journal.open(path, folder.key())
    assert journal.load() == steps
    journal.close()


# --- what can't be saved ----------------------------------------------------------------------------------------


@pytest.fixture
def broken(folder, searches):
    """Put a file where the folder of journals should be."""
    folder.place.parent.mkdir(parents=True, exist_ok=True)
    folder.place.touch()
    return folder


def test_a_failed_save_stays_visible_until_it_is_solved(driver, searches, broken, one_image):
    driver.open(one_image)
    window = driver.window
    driver.until(lambda: window.opener.journaling.is_failing)
    (told,) = window.messages.texts
    assert told.startswith("Your edits can't be saved (")
    assert "kept in memory" in told
    window.session.draw(Rectangle(1, 20, 5, 5))
    window.messages.clear()
    assert window.messages.texts == [told]
    broken.place.unlink()
    driver.until(lambda: window.opener.journaling.is_saved)
    assert window.messages.texts == []
    assert len(journals(broken)) == 1


def test_another_folder_can_be_chosen_and_is_remembered(driver, broken, one_image, monkeypatch, restarted):
    driver.open(one_image)
    window = driver.window
    driver.until(lambda: window.opener.journaling.is_failing)
    window.session.draw(Rectangle(1, 20, 5, 5))
    stick = one_image.parent.parent / "stick"
    monkeypatch.setattr(choose, "folder", lambda *asked: stick)
    press(window, "Choose another folder…")
    driver.until(lambda: window.opener.journaling.is_saved)
    assert len(list(stick.glob("redactor-journal-*/*.journal"))) == 1
    steps = window.session.steps
    again = restarted()
    again.open(one_image)
    again.until(lambda: again.window.session.steps == steps)


def test_a_journal_that_vanishes_is_written_anew(driver, searches, one_image, folder):
    edited(driver, one_image)
    for path in folder.place.glob("*.journal*"):
        path.unlink()
    driver.window.session.draw(Rectangle(1, 30, 5, 5))
    driver.until(lambda: driver.window.opener.journaling.is_failing)
    driver.until(lambda: driver.window.opener.journaling.is_saved)
    assert len(journals(folder)) == 1


def test_facts_are_saved_beside_the_edits_and_come_back(driver, searches, one_image, restarted):
    edited(driver, one_image)
    journaling = driver.window.opener.journaling
    seen = {"a": [1]}
    journaling.put_facts("seen", seen)
    seen["a"].append(2)
    assert journaling.facts("seen") == {"a": [1]}
    with pytest.raises(ValueError, match="fact"):
        journaling.put_facts("wrong", (1, 2))
    driver.until(lambda: journaling.is_saved)
    again = restarted()
    again.open(one_image)
    again.until(lambda: again.window.opener.journaling.facts("seen") == {"a": [1]})
    assert again.window.opener.journaling.facts("never") is None


def test_a_time_of_another_day_says_the_day():
    assert re.fullmatch(r"\d\d:\d\d", clock(time.time(), i18n.translate))
    assert re.fullmatch(r"(31 Dec 1969|1 Jan 1970), \d\d:\d\d", clock(0, i18n.translate))
