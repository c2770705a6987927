"""Choosing parts of the body: on the figure, in the list, by the patient; and what follows from it in review."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from redactor import detectors
from redactor.gui.body_parts.chooser import TARGET, Chooser
from redactor.gui.body_parts.dialog import BodyPartsDialog
from redactor.gui.body_parts.drawing import outlines, shapes
from redactor.gui.body_parts.figure import Figure
from redactor.gui.body_parts.patient_screen import PatientScreen
from redactor.gui.body_parts.words import name_of, told
from redactor.gui.preferences import Preferences
from redactor.model.body_parts import KEEPABLE, BodyChoice, BodyPart
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.record import DetectorRun
from redactor.model.region import Effect, Kind, Status
from redactor.model.review import State
from redactor.workflow.body_parts import KEEP_ONLY
from redactor.workflow.carrying import CARRIED
from redactor.workflow.propose import Found, Proposals
from redactor.workflow.states import Gate
from tests.gui.test_review import look_at_all, states_of, tell
from tests.gui.test_window import SECRETS, texts
from tests.instances import ct_slice
from tests.workflow.test_body_parts import KNOWN

HEART = (BodyPart.HEART,)


def same(context: str, text: str) -> str:
    """Give a text as it is."""
    del context
    return text


def shown(qtbot, widget, width=700, height=640):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def of_heart() -> Proposals:
    finding = Finding(Kind.HEART, Rectangle(8, 8, 12, 10), "looks like a heart", confidence=0.7)
    lungs = Finding(Kind.LUNG_FIELD, Rectangle(2, 8, 5, 20), "looks like a lung", confidence=0.8)
    found = (Found("f1", "chest_anatomy@1", finding), Found("f2", "chest_anatomy@1", lungs))
    return Proposals(found, (DetectorRun("chest_anatomy@1", 2),), 5)


@pytest.fixture
def anatomy(monkeypatch):
    """A catalogue that has detectors of anatomy, whatever the program has."""
    monkeypatch.setattr(detectors, "available", lambda: KNOWN)


@pytest.fixture
def one_open(driver, searches, anatomy, one_image):
    driver.open(one_image)
    searches.at_once = False
    return driver


def choose(driver, *parts, kept=None):
    driver.window.session.choose_parts(BodyChoice(1.0, "p", parts, kept))


def gates(window):
    unit = window.reviewing.current
    return {gap.gate for gap in window.reviewing.missing(unit)}


# --- the figure -----------------------------------------------------------------------------------------------


def test_each_figure_has_its_parts_and_together_they_have_all_that_has_a_place():
    front, back = shapes("front"), shapes("back")
    inside = {BodyPart.SKIN_MARKS, BodyPart.BODY_OUTLINE, BodyPart.HEART, BodyPart.RIBS}
    assert {*front, *back} == set(BodyPart) - inside
    assert BodyPart.FACE not in back
    assert {BodyPart.BACK, BodyPart.BUTTOCKS}.isdisjoint(front)
    assert all(not path.isEmpty() for _, path in (*outlines("front"), *outlines("back")))


@pytest.mark.parametrize("side", ["front", "back"])
def test_a_click_chooses_the_part_below_it_at_any_size(qtbot, side):
    for size in ((300, 600), (160, 360), (900, 500)):
        figure = shown(qtbot, Figure(side), *size)
        for part in figure.parts:
            with qtbot.waitSignal(figure.toggled) as chosen:
                qtbot.mouseClick(figure, Qt.MouseButton.LeftButton, pos=figure.middle_of(part).toPoint())
            assert chosen.args == [part]
            assert figure.current is part
    assert figure.part_at(figure.rect().topLeft().toPointF()) is None
    with qtbot.assertNotEmitted(figure.toggled):
        qtbot.mouseClick(figure, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_arrows_go_through_the_parts_and_space_chooses(qtbot):
    figure = shown(qtbot, Figure("front"))
    figure.setFocus()
    told_parts = []
    for _ in figure.parts:
        told_parts.append(figure.current)
        qtbot.keyClick(figure, Qt.Key.Key_Down)
    assert tuple(told_parts) == figure.parts
    assert figure.current is figure.parts[0]
    qtbot.keyClick(figure, Qt.Key.Key_Up)
    assert figure.current is figure.parts[-1]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        with qtbot.waitSignal(figure.toggled) as chosen:
            qtbot.keyClick(figure, key)
        assert chosen.args == [figure.parts[-1]]


def test_what_is_chosen_is_painted_and_told_to_who_can_not_see(qtbot):
    figure = shown(qtbot, Figure("front"))
    before = figure.grab().toImage()
    assert "not masked" in figure.accessibleDescription()
    figure.set_chosen(frozenset({figure.current}))
    assert figure.grab().toImage() != before
    assert figure.accessibleName()
    assert figure.accessibleDescription() == f"{name_of(figure.current, same)}: to be masked"


def test_the_mouse_names_what_lies_below_it(qtbot):
    figure = shown(qtbot, Figure("front"))
    qtbot.mouseMove(figure, figure.middle_of(BodyPart.CHEST).toPoint())
    qtbot.waitUntil(lambda: figure.toolTip() == "Chest and breasts")
    qtbot.mouseMove(figure, QPoint(2, 2))
    qtbot.waitUntil(lambda: figure.toolTip() == "")


# --- the list beside it ---------------------------------------------------------------------------------------


def test_the_list_says_what_the_figures_show_and_the_other_way_round(qtbot):
    chooser = shown(qtbot, Chooser(KNOWN, has_inside=True))
    front = chooser.figures["front"]
    qtbot.mouseClick(front, Qt.MouseButton.LeftButton, pos=front.middle_of(BodyPart.CHEST).toPoint())
    assert chooser.boxes[BodyPart.CHEST].isChecked()
    chooser.boxes[BodyPart.CHEST].setFocus()
    qtbot.keyClick(chooser.boxes[BodyPart.CHEST], Qt.Key.Key_Space)
    assert chooser.parts == ()
    qtbot.keyClick(chooser.boxes[BodyPart.BACK], Qt.Key.Key_Space)
    assert chooser.parts == (BodyPart.BACK,)
    assert chooser.figures["back"]._chosen == {BodyPart.BACK}


def test_all_and_none(qtbot):
    chooser = shown(qtbot, Chooser(KNOWN, has_inside=False))
    qtbot.mouseClick(chooser.all, Qt.MouseButton.LeftButton)
    assert chooser.parts == tuple(chooser.boxes)
    assert BodyPart.HEART not in chooser.parts
    qtbot.mouseClick(chooser.none, Qt.MouseButton.LeftButton)
    assert chooser.parts == ()


def test_staff_are_told_what_no_search_finds_and_targets_are_large(qtbot):
    chooser = shown(qtbot, Chooser(KNOWN, has_inside=True))
    assert "drawn by hand" in chooser.boxes[BodyPart.ABDOMEN].text()
    assert "by hand" not in chooser.boxes[BodyPart.FACE].text()
    assert all(box.minimumHeight() >= TARGET for box in chooser.boxes.values())


# --- the dialog of staff --------------------------------------------------------------------------------------


def test_staff_save_what_they_chose(qtbot):
    dialog = shown(qtbot, BodyPartsDialog((), KNOWN))
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled()
    assert not dialog.withdraw.isEnabled()
    dialog.chooser.boxes[BodyPart.FACE].click()
    dialog.only.setCurrentIndex(1 + KEEPABLE.index(Kind.LUNG_FIELD))
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert chosen.args == [(BodyPart.FACE,), Kind.LUNG_FIELD]
    assert chosen.args[1] is Kind.LUNG_FIELD  # and no plain text that equals it


def test_what_was_chosen_before_is_shown_and_can_be_withdrawn(qtbot):
    before = BodyChoice(1.0, "p-77", (BodyPart.FACE,), Kind.HEART, by_patient=True)
    dialog = shown(qtbot, BodyPartsDialog([before], KNOWN))
    assert dialog.chooser.parts == (BodyPart.FACE,)
    assert dialog.only.currentText() == "Heart"
    assert "p-77" in dialog.history.text()
    assert "by the patient" in dialog.history.text()
    assert "only this may be seen: Heart" in dialog.history.text()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.mouseClick(dialog.withdraw, Qt.MouseButton.LeftButton)
    assert chosen.args == [(), None]
    assert "withdrawn" in told(BodyChoice(2.0, "p"), same)


def test_a_short_pin_hands_nothing_over(qtbot):
    dialog = shown(qtbot, BodyPartsDialog((), KNOWN))
    with qtbot.assertNotEmitted(dialog.patient_asked):
        dialog.pin.textValueSelected.emit("12")
    with qtbot.waitSignal(dialog.patient_asked) as asked:
        dialog.pin.textValueSelected.emit("2468")
    assert asked.args == ["2468"]


# --- the patient's screen -------------------------------------------------------------------------------------


@pytest.fixture
def screen(qtbot, qapp, settings_of):
    preferences = Preferences(qapp, settings_of)
    preferences.use_language("en")
    made = PatientScreen((BodyPart.FACE,), "2468", KNOWN, preferences.use_language)
    made.resize(1100, 800)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    if shiboken6.isValid(made):  # it goes when staff leave it
        made._is_open = True
        made.close()
    preferences.use_language("en")
    preferences.deleteLater()


def test_the_patient_confirms_and_only_the_pin_leads_back(qtbot, screen):
    front = screen.chooser.figures["front"]
    qtbot.mouseClick(front, Qt.MouseButton.LeftButton, pos=front.middle_of(BodyPart.PELVIS).toPoint())
    with qtbot.waitSignal(screen.confirmed) as confirmed:
        qtbot.mouseClick(screen.confirm, Qt.MouseButton.LeftButton)
    assert confirmed.args == [(BodyPart.FACE, BodyPart.PELVIS)]
    assert "Thank you" in screen.thanks.text()
    qtbot.keyClicks(screen.pin, "1111")
    with qtbot.assertNotEmitted(screen.left):
        qtbot.mouseClick(screen.leave, Qt.MouseButton.LeftButton)
    assert "not the PIN" in screen.problem.text()
    qtbot.keyClicks(screen.pin, "2468")
    with qtbot.waitSignal(screen.left):
        qtbot.keyClick(screen.pin, Qt.Key.Key_Return)


def test_going_back_notes_nothing(qtbot, screen):
    with qtbot.assertNotEmitted(screen.confirmed):
        qtbot.mouseClick(screen.back, Qt.MouseButton.LeftButton)
    assert "Nothing was changed" in screen.thanks.text()


def test_no_key_and_no_close_leaves_the_screen(qtbot, screen):
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F4, Qt.Key.Key_Return):
        qtbot.keyClick(screen, key)
    screen.close()
    assert screen.isVisible()


def test_the_language_is_the_patients(qtbot, screen):
    english = screen.question.text()
    qtbot.mouseClick(screen.languages["zh_CN"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.question.text() == "您希望在共享的影像中遮挡哪些部位?")
    assert screen.chooser.boxes[BodyPart.FACE].text() == "面部"
    qtbot.mouseClick(screen.languages["en"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.question.text() == english)


def test_buttons_for_fingers_are_large_enough(screen):
    buttons = (screen.confirm, screen.back, *screen.languages.values(), screen.chooser.all, screen.chooser.none)
    assert all(button.height() >= TARGET for button in buttons)


# --- in the window --------------------------------------------------------------------------------------------


def test_a_choice_made_in_the_dialog_is_noted_with_time_and_person(one_open):
    window = one_open.window
    one_open.do("body_parts")
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, BodyPartsDialog) and one.isVisible())
    dialog.chooser.boxes[BodyPart.ABDOMEN].click()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    (choice,) = window.session.plan.body_choices
    assert choice.parts == (BodyPart.ABDOMEN,)
    assert choice.by == window.reviewing.person
    assert choice.at > 1.7e9
    assert not choice.by_patient


def test_the_patients_screen_hides_the_case_and_comes_back(one_open, qtbot):
    window = one_open.window
    window.body_parts.hand_over("2468")
    screen = window.body_parts.screen
    assert not window.isVisible()
    said = [told for told in texts(window) if any(secret in told for secret in SECRETS)]
    assert not said
    screen.chooser.boxes[BodyPart.BACK].click()
    screen.languages["zh_CN"].click()
    screen.confirm.click()
    screen.pin.setText("2468")
    screen.leave.click()
    one_open.until(window.isVisible)
    assert window.body_parts._preferences.language == "en"
    (choice,) = window.session.plan.body_choices
    assert (choice.parts, choice.by_patient) == ((BodyPart.BACK,), True)


def test_a_choice_has_its_detectors_run_and_proposes_only_what_was_chosen(one_open, searches):
    session = one_open.window.session
    before = {region.id for region in session.regions}
    choose(one_open, *HEART)
    assert session.searches.unfinished == 1
    searches.tell(of_heart())
    one_open.until(lambda: session.searches.unfinished == 0)
    (heart,) = [region for region in session.regions if region.id not in before]
    assert (heart.kind, heart.status, heart.effect) == (Kind.HEART, Status.PROPOSED, Effect.HIDE)
    assert not searches.waiting
    assert Gate.PARTS not in gates(one_open.window)


def test_what_was_found_already_needs_no_second_search(one_open, searches):
    session = one_open.window.session
    choose(one_open, *HEART)
    searches.tell(of_heart())
    one_open.until(lambda: session.searches.unfinished == 0)
    choose(one_open, *HEART, kept=Kind.LUNG_FIELD)
    assert not searches.waiting
    assert {
        (region.kind, region.effect) for region in session.regions if region.kind in {Kind.HEART, Kind.LUNG_FIELD}
    } == {
        (Kind.HEART, Effect.HIDE),
        (Kind.LUNG_FIELD, Effect.HIDE_OUTSIDE),
    }


def test_what_alone_may_be_seen_and_was_not_found_hides_the_image(one_open, searches):
    window = one_open.window
    choose(one_open, kept=Kind.LUNG_FIELD)
    searches.tell(Proposals((), (DetectorRun("chest_anatomy@1", 0),), 5))
    one_open.until(lambda: window.session.searches.unfinished == 0)
    (whole,) = [region for region in window.session.regions if region.origin == KEEP_ONLY]
    assert window.session.mask(window.session.image, 1).all()
    window.session.select(whole.id)
    window.session.decide(Status.REJECTED)
    assert Gate.PARTS in gates(window)
    window.session.draw(Rectangle(4, 4, 9, 9), Effect.HIDE_OUTSIDE)
    assert Gate.PARTS not in gates(window)


def test_a_part_that_nothing_finds_is_reminded_of_until_it_is_drawn(one_open, qtbot):
    window, strip = one_open.window, one_open.window.reminder
    assert strip.isHidden()
    choose(one_open, BodyPart.ABDOMEN)
    assert strip.isVisible()
    assert "Abdomen" in strip.text
    assert Gate.PARTS in gates(window)
    assert not strip.shown.isEnabled()
    window.session.draw(Rectangle(10, 10, 20, 12))
    assert strip.shown.isEnabled()
    qtbot.mouseClick(strip.shown, Qt.MouseButton.LeftButton)
    assert window.session.selected.kind is Kind.ABDOMEN
    assert strip.isHidden()
    window.session.undo()
    assert strip.isVisible()


def test_or_until_a_person_says_that_it_is_not_there_by_keys(one_open, qtbot):
    window, strip = one_open.window, one_open.window.reminder
    choose(one_open, BodyPart.ABDOMEN, BodyPart.SKIN_MARKS)
    tell(window)
    look_at_all(window)
    for region in window.session.regions:
        window.session.select(region.id)
        window.session.decide(Status.ACCEPTED)
    window.session.select(None)
    one_open.press("Return")  # the next thing to do
    assert strip.absent.hasFocus()
    qtbot.keyClick(strip.absent, Qt.Key.Key_Space)
    assert "Tattoos" in strip.text
    qtbot.keyClick(strip.absent, Qt.Key.Key_Space)
    assert strip.isHidden()
    assert gates(window) == set()


def test_a_withdrawal_makes_a_reviewed_series_stale(one_open):
    window = one_open.window
    choose(one_open, BodyPart.ABDOMEN)
    tell(window)
    look_at_all(window)
    window.session.change(window.session.plan.with_region(window.session.regions[0].decided(Status.ACCEPTED)), "Accept")
    for region in window.session.regions:
        window.session.select(region.id)
        window.session.decide(Status.ACCEPTED)
    window.reminder.absent.click()
    window.reviewing.mark(window.reviewing.current)
    one_open.until(lambda: states_of(window) == [State.REVIEWED])
    choose(one_open)
    assert states_of(window) == [State.STALE]
    assert [choice.is_withdrawal for choice in window.session.plan.body_choices] == [False, True]


def test_no_undo_forgets_a_choice_and_a_restart_brings_it_back(one_open, searches, one_image, restarted):
    window = one_open.window
    searches.at_once = True
    window.session.draw(Rectangle(4, 4, 9, 9))
    window.body_parts._note((BodyPart.ABDOMEN,), None)
    window.session.undo()
    (choice,) = window.session.plan.body_choices
    one_open.until(lambda: window.opener.journaling.is_saved)
    again = restarted()
    again.open(one_image)
    again.until(lambda: again.window.session.plan.body_choices == (choice,))
    assert again.window.reminder.isVisible()


def test_a_choice_alone_is_kept_too(one_open, one_image, restarted):
    window = one_open.window
    window.body_parts._note((BodyPart.ABDOMEN,), None)
    one_open.until(lambda: window.opener.journaling.is_saved)
    again = restarted()
    again.open(one_image)
    again.until(lambda: len(again.window.session.plan.body_choices) == 1)


def test_a_policy_may_have_faces_searched_in_no_case(driver, searches, anatomy, one_image):
    searches.at_once = False
    driver.window.session.look_always_for(())
    assert driver.window.session.ask_detectors("any") == ("text",)
    driver.window.session.look_always_for({BodyPart.FACE, BodyPart.HEART})
    assert driver.window.session.ask_detectors("other") == ("chest_anatomy", "face", "text")


# --- masks carried to related series --------------------------------------------------------------------------


@pytest.fixture
def two_series(driver, searches, anatomy, tmp_path):
    """Two series of one body, the second one of half the slices; and one that is of another space."""
    for series, (step, space) in enumerate([(2, "2.25.70"), (4, "2.25.70"), (2, "2.25.71")], 1):
        for number in range(1, 5):
            ct_slice(
                tmp_path / "in" / f"{series}-{number}.dcm",
                InstanceNumber=number,
                SeriesInstanceUID=f"2.25.{series}",
                FrameOfReferenceUID=space,
                ImagePositionPatient=["0", "0", str(step * number)],
                ImageOrientationPatient=["1", "0", "0", "0", "1", "0"],
                PixelSpacing=["1", "1"],
            )
    searches.answer = Proposals((), (DetectorRun("text@1", 0),), 5)
    driver.open(tmp_path / "in")
    driver.until(lambda: driver.window.session.case.is_complete and not driver.window.session.searches.unfinished)
    return driver


def keys_of(session, series):
    return [image.key for image in session.case.series[series].images]


def test_what_a_person_marked_is_proposed_where_it_lies_in_a_related_series(two_series):
    window, session = two_series.window, two_series.window.session
    assert "same body" in window.actions_by_id.obstacle("carry_masks")
    two_series.press("Down")  # the second slice, 4 mm up
    session.draw(Rectangle(10, 8, 12, 9))
    session.name_region(session.selected_id, Kind.FACE)
    two_series.do("carry_masks")
    two_series.until(lambda: not window.body_parts.carrying.is_running)
    carried = [region for region in session.plan.regions if region.origin == CARRIED]
    assert [region.scope.instances for region in carried] == [(keys_of(session, 1)[0],)]
    assert (carried[0].status, carried[0].kind) == (Status.PROPOSED, Kind.FACE)
    box = carried[0].shape.bounds
    assert (box.column, box.row, box.columns, box.rows) == (9, 7, 14, 11)  # a pixel more all around
    two_series.do("carry_masks")
    two_series.until(lambda: not window.body_parts.carrying.is_running)
    assert [region for region in session.plan.regions if region.origin == CARRIED] == carried


def test_no_undo_takes_away_what_was_carried(two_series):
    window, session = two_series.window, two_series.window.session
    two_series.press("Down")
    session.draw(Rectangle(10, 8, 12, 9))
    session.name_region(session.selected_id, Kind.FACE)
    two_series.do("carry_masks")
    two_series.until(lambda: not window.body_parts.carrying.is_running)
    session.undo()
    session.undo()
    assert [region.origin for region in session.plan.regions] == [CARRIED]


def test_what_a_search_found_in_one_series_alone_is_carried_when_all_were_searched(two_series):
    window, session = two_series.window, two_series.window.session
    face = Found("f1", "face@1", Finding(Kind.FACE, Rectangle(10, 8, 12, 9), "a face", confidence=0.9))
    session.add_proposals(keys_of(session, 0)[1], Proposals((face,), (DetectorRun("face@1", 1),), 5))
    window.body_parts.carry_found()
    two_series.until(lambda: not window.body_parts.carrying.is_running)
    (carried,) = [region for region in session.plan.regions if region.origin == CARRIED]
    assert carried.scope.instances == (keys_of(session, 1)[0],)
    assert carried.confidence == 0.9
    session.select(carried.id)
    session.change(session.plan.with_region(carried.decided(Status.REJECTED)), "Reject")
    window.body_parts.carry_found()
    two_series.until(lambda: not window.body_parts.carrying.is_running)
    assert [one.status for one in session.plan.regions if one.origin == CARRIED] == [Status.REJECTED]
