"""Reasons for rejecting, notes, quarantine, approval and recall, by keys and mouse, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QToolButton

from redactor.gui.dialogs.comment import CommentDialog
from redactor.gui.dialogs.export import ExportDialog
from redactor.model.geometry import Rectangle
from redactor.model.review import State
from redactor.workflow.states import Rules
from tests.gui.conftest import proposals, text_at
from tests.gui.test_review import reviewed, states_of


@pytest.fixture
def sure(driver, searches, one_image):
    """A finding of high confidence, one that matches the header, and one that a search is not sure of."""
    searches.answer = proposals(
        text_at(2, 2, 10, 4, confidence=0.95),
        text_at(20, 20, 6, 4, confidence=0.3),
        text_at(30, 30, 6, 4, confidence=0.3, header_match=True),
    )
    driver.open(one_image)
    driver.until(lambda: len(driver.statuses) == 3)
    return driver


def choose(driver, number):
    region = driver.window.session.regions[number]
    driver.window.session.select(region.id)
    return region


def reasons(driver):
    reviewing = driver.window.reviewing
    return dict(reviewing.review(reviewing.current).reasons)


# --- rejecting --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "code"), [("1", "not_text"), ("2", "names_nobody"), ("3", "wrong_header"), ("4", "other")]
)
def test_rejecting_a_sure_finding_asks_for_a_reason(sure, key, code):
    region = choose(sure, 0)
    view = sure.window.viewport.view
    before = view.window_shown
    sure.press("X")
    popup = sure.window.rejecting.popup
    assert popup.isVisible()
    assert sure.statuses[0] == "proposed"
    sure.press(key)
    assert not popup.isVisible()
    assert sure.statuses[0] == "rejected"
    assert reasons(sure) == {region.id: code}
    assert view.window_shown == before  # the digit was the answer, no preset
    sure.do("undo")
    assert sure.statuses[0] == "proposed"


def test_escape_cancels_and_an_unsure_finding_needs_no_reason(sure):
    choose(sure, 0)
    sure.press("X")
    sure.press("Esc")
    assert not sure.window.rejecting.popup.isVisible()
    assert sure.window.session.selected is not None  # Esc went to the question alone
    choose(sure, 1)
    sure.press("X")
    assert sure.statuses == ["proposed", "rejected", "proposed"]
    assert reasons(sure) == {}


@pytest.mark.parametrize("name", ["delete", "cut_region"])
def test_a_match_with_the_header_asks_however_it_is_rejected(sure, qtbot, name):
    region = choose(sure, 2)
    sure.do(name)
    assert sure.statuses[2] == "proposed"
    button = sure.window.rejecting.popup.buttons["wrong_header"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sure.statuses[2] == "rejected"
    assert reasons(sure) == {region.id: "wrong_header"}


def test_the_question_goes_with_its_finding_and_accepting_is_not_asked(sure):
    choose(sure, 0)
    sure.press("X")
    choose(sure, 1)
    assert not sure.window.rejecting.popup.isVisible()
    choose(sure, 0)
    sure.press("X")
    sure.press("A")
    assert sure.statuses[0] == "accepted"
    assert not sure.window.rejecting.popup.isVisible()


def test_the_policy_says_from_when_on(sure):
    sure.window._preferences.choose("policies", "reason_from_confidence", 0.2)
    choose(sure, 1)
    sure.press("X")
    assert sure.window.rejecting.popup.isVisible()
    sure.press("4")
    assert sure.statuses[1] == "rejected"


def test_the_question_speaks_both_languages(sure):
    choose(sure, 0)
    sure.press("X")
    popup = sure.window.rejecting.popup
    told = {"en": [], "zh_CN": []}
    for language, words in told.items():
        sure.window._preferences.use_language(language)
        QApplication.processEvents()
        words += [button.text() for button in popup.findChildren(QToolButton)]
    assert told["en"] == ["1  No text", "2  Names nobody", "3  The header is wrong", "4  Other reason", "Esc  Cancel"]
    assert not set(told["en"]) & set(told["zh_CN"])


def test_the_card_of_a_rejected_finding_says_why_until_it_is_taken_back(sure):
    choose(sure, 0)
    sure.press("X")
    sure.press("2")

    def spoken():
        findings = sure.window.findings.findings
        return [findings.data(findings.index_of(one.id)) for one in sure.window.session.regions]

    assert "Rejected because: Names nobody" in spoken()[0]
    assert "Rejected because" not in "".join(spoken()[1:])
    sure.window._preferences.use_language("zh_CN")
    sure.until(lambda: "拒绝原因" in spoken()[0])
    sure.window._preferences.use_language("en")
    sure.do("undo")
    assert "Rejected because" not in spoken()[0]


def test_reasons_come_back_after_a_restart(sure, restarted, one_image):
    region = choose(sure, 0)
    sure.press("X")
    sure.press("2")
    sure.window.remembering.keep()
    sure.until(lambda: sure.window.opener.journaling.is_saved)
    again = restarted()
    again.open(one_image)
    again.until(lambda: reasons(again) == {region.id: "names_nobody"})
    findings = again.window.findings.findings
    again.until(lambda: "Rejected because: Names nobody" in findings.data(findings.index_of(region.id)))


# --- notes ------------------------------------------------------------------------------------------------------


def test_a_note_is_written_by_key_and_shown_as_a_sign(driver, searches, one_image):
    driver.open(one_image)
    window = driver.window
    assert not window.action_bar.note.isVisible()
    driver.press("O")
    dialog = window.findChild(CommentDialog)
    dialog.text.setPlainText("  SECRET words ")
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    unit = window.reviewing.current
    assert window.reviewing.review(unit).comment == "SECRET words"
    assert window.action_bar.note.isVisible()
    model = window.series.list.series
    assert "✎" in str(model.data(model.index(0)))
    told = [window.windowTitle(), window.action_bar.text, window.action_bar.note.toolTip(), *window.messages.texts]
    assert not any("SECRET" in text for text in told)
    driver.press("O")
    dialog = window.findChildren(CommentDialog)[-1]
    dialog.text.setPlainText("other")
    dialog.reject()
    assert window.reviewing.review(unit).comment == "SECRET words"


# --- quarantine, approval, recall -------------------------------------------------------------------------------


def test_quarantine_by_key_and_back_by_menu(driver, searches, one_image):
    driver.open(one_image)
    window = driver.window
    driver.do("quarantine")
    driver.press("1")
    assert states_of(window) == [State.QUARANTINED]
    assert "Mixed patients" in window.action_bar.text
    assert window.reviewing.vouched(window.reviewing.current) is None
    assert "quarantine already" in window.actions_by_id.obstacle("quarantine")
    assert "Return it to review" in window.actions_by_id.obstacle("mark_reviewed")
    window._preferences.use_language("zh_CN")
    QApplication.processEvents()
    assert "Mixed" not in window.action_bar.text
    window._preferences.use_language("en")
    driver.do("return_to_review")
    assert states_of(window)[0] in {State.UNREVIEWED, State.IN_REVIEW}
    assert "in review" in window.actions_by_id.obstacle("return_to_review")


def test_escape_leaves_a_series_out_of_quarantine(driver, searches, one_image):
    driver.open(one_image)
    driver.do("quarantine")
    driver.press("Esc")
    assert not driver.window.standing.popup.isVisible()
    assert driver.window.reviewing.review(driver.window.reviewing.current).quarantined == ""


def test_what_was_reviewed_returns_and_what_was_released_is_taken_back(driver, searches, one_image):
    driver.open(one_image)
    window = driver.window
    reviewed(driver)
    assert "not released" in window.actions_by_id.obstacle("recall")
    driver.do("return_to_review")
    assert states_of(window) == [State.IN_REVIEW]
    reviewed(driver)
    window.reviewing.note_release(window.reviewing.current)
    assert states_of(window) == [State.RELEASED]
    assert "Take it back first" in window.actions_by_id.obstacle("return_to_review")
    assert "Take it back first" in window.actions_by_id.obstacle("quarantine")
    driver.do("recall")
    assert states_of(window) == [State.IN_REVIEW]
    assert any("still where they were put" in text for text in window.messages.texts)


def test_nobody_approves_what_they_reviewed_themselves(driver, searches, one_image):
    driver.open(one_image)
    window = driver.window
    assert "One person alone" in window.actions_by_id.obstacle("approve")
    window.reviewing.set_rules(Rules(one_person=False), 250)
    assert "Nobody reviewed" in window.actions_by_id.obstacle("approve")
    reviewed(driver)
    driver.do("approve")
    assert states_of(window) == [State.REVIEWED]
    assert "You reviewed this case. Another person must approve it." in window.messages.texts
    window.reviewing.person = "p-another"
    driver.do("approve")
    assert states_of(window) == [State.APPROVED]
    assert window.messages.texts == []
    assert "approved already" in window.actions_by_id.obstacle("approve")


def test_a_series_in_quarantine_is_not_written_in_any_way(driver, searches, stack, tmp_path):
    searches.answer = proposals()
    driver.open(stack)
    window = driver.window
    driver.until(lambda: window.session.case.is_complete)
    window.session.draw(Rectangle(1, 1, 5, 5))
    kept = window.reviewing.current
    driver.do("quarantine")
    driver.press("2")
    driver.do("export")
    dialog = window.findChild(ExportDialog)
    assert f"In quarantine, not written: {len(kept.members)}" in dialog.said
    dialog.folder.setText(str(tmp_path / "out"))
    dialog._go.click()
    driver.until(lambda: dialog._summary is not None)
    written = len([item for item in dialog._summary.items if item.output is not None])
    assert written == len(window.session.case.images) - len(kept.members)
    assert window.session.has_unexported_edits  # those of the series that stayed
    dialog.reject()
