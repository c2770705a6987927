"""Two accounts, two windows: what one reviewed the other approves, and comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from redactor.errors import HandOverDamaged, HandOverOfOthers, SamePerson, Unreadable
from redactor.gui.dialogs import choose
from redactor.gui.dialogs.handover_code import HandOverCode
from redactor.gui.main_window import MainWindow
from redactor.gui.preferences import Preferences
from redactor.gui.settings import Settings
from redactor.model.geometry import Rectangle
from redactor.model.review import State
from redactor.workflow.states import Rules
from tests.gui.conftest import Driver
from tests.gui.test_review import export, look_at_all, records, reviewed, states_of
from tests.instances import capture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TWO = Rules(one_person=False)


@dataclass(frozen=True)
class Handed:
    """What the first account handed over."""

    driver: Driver
    images: Path
    file: Path
    code: str
    picks: Callable[[Path | None], None]

    def open_at(self, other: Driver) -> None:
        """Open it as a person does, and type its code."""
        self.picks(self.file)
        open_file(other, self.code)


def open_file(driver, code):
    driver.do("open_hand_over")
    dialog = driver.window.findChildren(HandOverCode)[-1]
    dialog.code.setText(code)
    dialog.accept()


@pytest.fixture
def picks(monkeypatch):
    """Say which file a person chooses."""

    def choose_it(file):
        monkeypatch.setattr(choose, "file", lambda *asked: file)
        monkeypatch.setattr(choose, "new_file", lambda *asked: file)

    return choose_it


@pytest.fixture
def account(monkeypatch):
    """Say which account of the system somebody is logged in to."""
    return lambda name: monkeypatch.setenv("LOGNAME", name)


@pytest.fixture
def colleague(qapp, qtbot, tmp_path, window, account):
    """Give windows of another account: with settings, a journal and a key of its own."""
    made = []

    def log_in(name="second"):
        account(name)
        place = tmp_path / f"{name}{len(made)}"
        settings = Settings(QSettings(str(place / "settings.ini"), QSettings.Format.IniFormat))
        settings.language = "en"
        settings.journal_folder = place / "journal"
        again = MainWindow(Preferences(qapp, settings))
        again.reviewing.set_rules(TWO, 250)
        made.append(again)
        again.show()
        return Driver(again, qtbot)

    yield log_in
    for again in made:
        again.session.mark_exported(again.session.plan)
        again.close()
        again.deleteLater()


@pytest.fixture
def at_hand(driver, searches, one_image, picks, account):
    """A case that the first account reviewed and handed over."""
    account("first")
    driver.window.reviewing.set_rules(TWO, 250)
    opened(driver, one_image)
    driver.window.session.draw(Rectangle(40, 30, 5, 5))
    reviewed(driver)
    file = one_image.parent.parent / "hand-over.redactor"
    picks(file)
    driver.do("hand_over")
    driver.until(lambda: driver.window.findChildren(HandOverCode) != [])
    (dialog,) = driver.window.findChildren(HandOverCode)
    assert dialog.code.isReadOnly()
    code = dialog.code.text()
    dialog.reject()
    return Handed(driver, one_image, file, code, picks)


def opened(driver, path):
    driver.open(path)
    driver.until(lambda: driver.window.session.case.is_complete)
    return driver


def told(driver, error):
    driver.until(lambda: error.sentence in driver.window.messages.texts)


def test_a_case_goes_to_another_account_is_approved_there_and_released_here(at_hand, colleague, account, tmp_path):
    driver = at_hand.driver
    first = driver.window.reviewing
    person = first.person
    assert "Another person" in SamePerson.sentence
    other = colleague()
    assert other.window.actions_by_id.obstacle("open_hand_over") == "Open images first."
    opened(other, at_hand.images)
    assert other.window.reviewing.person != person
    at_hand.open_at(other)
    other.until(lambda: states_of(other.window) == [State.REVIEWED])
    assert other.statuses == ["accepted"] * 3
    assert any("wait for your approval: 1" in text for text in other.window.messages.texts)
    unit = other.window.reviewing.current
    assert other.window.reviewing.review(unit).reviewed.by == person
    assert not other.window.session.has_unexported_edits
    assert "approve a series" in other.window.actions_by_id.obstacle("give_back")
    other.do("approve")
    assert states_of(other.window) == [State.APPROVED]
    answer = tmp_path / "answer.redactor"
    at_hand.picks(answer)
    other.do("give_back")
    account("first")
    at_hand.picks(answer)
    driver.do("open_hand_over")
    dialog = driver.window.findChildren(HandOverCode)[-1]
    assert dialog.code.text() == at_hand.code, "it was shown here"
    dialog.accept()
    driver.until(lambda: states_of(driver.window) == [State.APPROVED])
    assert first.review(first.current).approved.by == other.window.reviewing.person
    export(driver, tmp_path / "out")
    assert records(tmp_path / "out") == ["two-person"]
    assert states_of(driver.window) == [State.RELEASED]


def test_the_other_account_may_release_itself(at_hand, colleague, tmp_path):
    other = colleague()
    opened(other, at_hand.images)
    at_hand.open_at(other)
    other.until(lambda: states_of(other.window) == [State.REVIEWED])
    other.do("approve")
    export(other, tmp_path / "out")
    assert records(tmp_path / "out") == ["two-person"]


def test_what_the_other_changes_is_not_what_was_reviewed(at_hand, colleague):
    other = colleague()
    opened(other, at_hand.images)
    at_hand.open_at(other)
    other.until(lambda: states_of(other.window) == [State.REVIEWED])
    other.window.session.draw(Rectangle(3, 30, 5, 5))
    assert states_of(other.window) == [State.STALE]
    assert "Nobody reviewed" in other.window.actions_by_id.obstacle("approve")


def test_the_same_account_is_refused_though_it_has_another_key(at_hand, colleague):
    again = colleague("first")
    opened(again, at_hand.images)
    at_hand.open_at(again)
    told(again, SamePerson)
    assert State.REVIEWED not in states_of(again.window)
    at_hand.open_at(at_hand.driver)
    told(at_hand.driver, SamePerson)
    assert states_of(at_hand.driver.window) == [State.REVIEWED], "as it was"


def test_wrong_codes_and_other_images_are_told(at_hand, colleague, tmp_path):
    other = colleague()
    opened(other, capture(tmp_path / "other" / "2.dcm", rows=48, columns=64))
    at_hand.open_at(other)
    told(other, HandOverOfOthers)
    open_file(other, at_hand.code[::-1])
    told(other, HandOverDamaged)
    (tmp_path / "no").write_bytes(b"no")
    at_hand.picks(tmp_path / "no")
    other.do("open_hand_over")
    told(other, HandOverDamaged)
    at_hand.picks(tmp_path / "missing")
    other.do("open_hand_over")
    other.until(lambda: any(text.startswith(Unreadable.sentence[:12]) for text in other.window.messages.texts))
    at_hand.picks(None)
    other.do("open_hand_over")
    assert other.window.session.undo_label is None


def test_own_decisions_are_not_replaced_unasked(at_hand, colleague):
    other = colleague()
    opened(other, at_hand.images)
    other.window.session.draw(Rectangle(3, 30, 5, 5))
    at_hand.picks(at_hand.file)
    other.do("open_hand_over")
    assert other.window.findChildren(HandOverCode) == []
    assert any("own decisions" in text for text in other.window.messages.texts)


def test_where_one_person_may_release_nothing_is_handed_over(driver, searches, one_image):
    driver.open(one_image)
    for name in ("hand_over", "open_hand_over"):
        assert "One person alone" in driver.window.actions_by_id.obstacle(name)
    driver.window.reviewing.set_rules(TWO, 250)
    driver.until(lambda: driver.window.session.case.is_complete)
    look_at_all(driver.window)
    assert "Nobody reviewed" in driver.window.actions_by_id.obstacle("hand_over")


def test_the_dialogs_speak_chinese(driver, qtbot):
    asked = []
    dialog = HandOverCode(driver.window, take=asked.append)
    qtbot.addWidget(dialog)
    driver.window._preferences.use_language("zh_CN")
    driver.until(lambda: dialog.windowTitle() == "交接码")
    driver.window._preferences.use_language("en")
    dialog.code.setText("AB")
    dialog.accept()
    assert asked == ["AB"]
