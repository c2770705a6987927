"""Review in the window: gates, marks, release, by keys."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pydicom import dcmread
from PySide6.QtCore import Qt

from redactor.gui.dialogs.export import ExportDialog
from redactor.gui.reviewing import Told
from redactor.model.geometry import Bounds, Rectangle
from redactor.model.review import EVERYWHERE, Projection, State
from redactor.workflow.states import Gate, Rules
from tests.gui.conftest import proposals
from tests.instances import capture, ct_slice


def look(window, key=None, frame=None):
    """Show a frame long enough, as a person would."""
    reviewing, session = window.reviewing, window.session
    pixels = session.pixels
    visible = Bounds(0, 0, pixels.columns, pixels.rows)
    reviewing.painted(key or session.image.key, frame or session.position.frame, 1.0, visible)
    reviewing._watch._since -= 1000
    reviewing._look()


def look_at_all(window):
    for unit in window.reviewing.units:
        for member in unit.members:
            for frame in range(1, member.number_of_frames + 1):
                look(window, member.key, frame)


def tell(window, words="", hidden=""):
    for unit in window.reviewing.units:
        for member in unit.members:
            window.reviewing.learn(member.key, Told(words, hidden))


def states_of(window):
    return [window.reviewing.state(unit) for unit in window.reviewing.units]


def decide_all(driver):
    while driver.window.session.proposed_here:
        driver.press(".")
        driver.press("A")


@pytest.fixture
def one_open(driver, searches, one_image, still):
    driver.open(one_image)
    return driver


def test_a_series_is_not_ready_until_every_gate_is_green(one_open):
    window = one_open.window
    bar = window.action_bar
    assert states_of(window) == [State.UNREVIEWED]
    window.reviewing.unlearn()  # as long as the worker process still reads the file
    assert "1 frame not viewed" in bar.text
    assert "2 findings not decided" in bar.text
    assert "still being read" in bar.text
    tell(window, words="w", hidden="h")
    assert "words that stay not confirmed" in bar.text
    assert "hidden data not read" in bar.text
    one_open.press("Ctrl+Return")
    assert states_of(window) == [State.UNREVIEWED]
    look(window)
    decide_all(one_open)
    unit = window.reviewing.current
    window.reviewing.confirm_words(unit)
    window.reviewing.confirm_hidden(unit)
    assert window.reviewing.missing(unit) == ()
    assert states_of(window) == [State.IN_REVIEW]
    one_open.press("Ctrl+Return")
    one_open.until(lambda: states_of(window) == [State.REVIEWED])
    assert "● Reviewed" in bar.text


def test_a_later_edit_makes_it_stale_and_undo_brings_it_back(one_open):
    window = one_open.window
    reviewed(one_open)
    window.session.draw(Rectangle(30, 30, 5, 5))
    assert states_of(window) == [State.STALE]
    assert "changed after review" in window.action_bar.text
    window.session.undo()
    assert states_of(window) == [State.REVIEWED]


def reviewed(driver):
    window = driver.window
    look_at_all(window)
    tell(window)
    decide_all(driver)
    driver.press("Ctrl+Return")
    driver.until(lambda: State.REVIEWED in states_of(window))


def test_another_profile_or_policy_makes_it_stale(one_open):
    window = one_open.window
    reviewed(one_open)
    window.session.use_profile("research")
    assert states_of(window) == [State.STALE]
    window.session.use_profile("basic")
    assert states_of(window) == [State.REVIEWED]
    window.reviewing.set_rules(Rules(one_person=False), 250)
    assert states_of(window) == [State.STALE]


def test_a_file_that_became_another_one_is_not_what_was_judged(driver, searches, one_image):
    driver.open(one_image)
    window = driver.window
    reviewed(driver)
    one_image.write_bytes(one_image.read_bytes() + b"\0\0")
    unit = window.reviewing.current
    window.reviewing._refresh_source(unit)
    assert states_of(window) == [State.STALE]


@pytest.mark.usefixtures("still")
def test_the_next_thing_leads_to_frame_finding_and_panel(driver, searches, tmp_path):
    driver.open(capture(tmp_path / "cine.dcm", rows=48, columns=64, frames=3))
    window, wanted = driver.window, []
    window.review_commands.panel_wanted.connect(wanted.append)
    tell(window, hidden="h")
    look(window, frame=1)
    driver.press("Return")
    assert window.session.position.frame == 2
    look_at_all(window)
    driver.press("Return")
    assert window.session.selected_id is not None
    decide_all(driver)
    driver.press("Return")
    assert wanted == [Gate.FRAMES, Gate.FINDINGS, Gate.HIDDEN]
    window.reviewing.confirm_hidden(window.reviewing.current)
    assert window.actions_by_id.obstacle("next_thing") == "Nothing is open."


def test_accepting_all_waits_until_each_finding_was_looked_at(one_open):
    window = one_open.window
    assert "each finding" in window.actions_by_id.obstacle("accept_all")
    one_open.press("Shift+A")
    assert one_open.statuses == ["proposed", "proposed"]
    one_open.press(".")
    one_open.press(".")
    one_open.press("Shift+A")
    assert one_open.statuses == ["accepted", "accepted"]
    window.session.undo()
    assert one_open.statuses == ["proposed", "proposed"], "one step"


def test_a_flag_asks_for_a_second_opinion_and_a_mark_takes_it_away(one_open):
    window = one_open.window
    one_open.press("G")
    assert states_of(window) == [State.FLAGGED]
    one_open.press("G")
    assert states_of(window) == [State.UNREVIEWED]
    one_open.press("G")
    reviewed(one_open)
    assert states_of(window) == [State.REVIEWED]


def test_what_is_too_small_or_shown_in_part_is_not_seen(one_open):
    window = one_open.window
    reviewing, key = window.reviewing, window.session.image.key
    whole = Bounds(0, 0, window.session.pixels.columns, window.session.pixels.rows)
    reviewing.painted(key, 1, 0.5, whole)
    reviewing._watch._since -= 1000
    reviewing._look()
    assert not reviewing.review(reviewing.current).seen
    reviewing.painted(key, 1, 4.0, replace(whole, columns=whole.columns // 2))
    reviewing._watch._since -= 1000
    reviewing._look()
    assert 0 < reviewing.review(reviewing.current).seen[key, 1] < EVERYWHERE
    assert "Right edge not viewed" in window.action_bar.text


def test_a_glance_is_not_enough(one_open, still):
    window = one_open.window
    reviewing, pixels = window.reviewing, window.session.pixels
    window.viewport.frame_painted.disconnect(reviewing.painted)  # what the window itself shows
    reviewing.hidden()
    reviewing._reviews.clear()
    whole = Bounds(0, 0, pixels.columns, pixels.rows)
    reviewing.painted(window.session.image.key, 1, 1.0, whole)
    still(249)
    reviewing.hidden()
    assert not reviewing.review(reviewing.current).seen
    reviewing.painted(window.session.image.key, 1, 1.0, whole)
    still(250)
    one_open.until(lambda: bool(reviewing.review(reviewing.current).seen))


def test_projections_stand_for_the_frames_of_a_cine(driver, searches, tmp_path):
    driver.open(capture(tmp_path / "cine.dcm", rows=48, columns=64, frames=3, Modality="US"))
    reviewing = driver.window.reviewing
    unit = reviewing.current
    assert unit.modality == "US"
    for kind in Projection:
        assert Gate.FRAMES in {gap.gate for gap in reviewing.missing(unit)}
        reviewing.approve_projection(unit, kind)
    assert Gate.FRAMES not in {gap.gate for gap in reviewing.missing(unit)}


@pytest.mark.usefixtures("still")
def test_marking_goes_on_to_the_next_series_and_back_without_loss(driver, searches, tmp_path):
    searches.answer = proposals()
    for number in (1, 2, 3):
        capture(tmp_path / "in" / f"{number}.dcm", rows=48, columns=64, SeriesInstanceUID=f"1.2.{number}")
    driver.open(tmp_path / "in")
    window = driver.window
    tell(window)
    look_at_all(window)
    driver.press("Ctrl+Return")
    assert window.session.position.series == 1
    driver.press("Ctrl+Left")
    assert window.session.position.series == 0
    driver.until(lambda: states_of(window)[0] is State.REVIEWED)
    driver.press("Ctrl+Right")
    driver.press("Ctrl+Right")
    assert window.session.position.series == 2
    driver.press("Ctrl+Return")
    assert window.session.position.series == 1, "the one that is still unreviewed"
    driver.until(lambda: states_of(window) == [State.REVIEWED, State.IN_REVIEW, State.REVIEWED])


def test_an_output_that_fails_its_check_is_told_and_not_released(driver, searches, tmp_path):
    path = capture(tmp_path / "in.dcm", rows=48, columns=64)
    driver.open(path)
    window = driver.window
    tell(window)
    look_at_all(window)
    decide_all(driver)
    path.write_bytes(b"gone")
    driver.press("Ctrl+Return")
    driver.until(lambda: states_of(window) == [State.FAILED])
    assert "not a DICOM file" in window.action_bar.text
    assert window.reviewing.vouched(window.reviewing.current) is None


# --- release ----------------------------------------------------------------------------------------------------


def export(driver, folder, *, candidates=False):
    driver.do("export")
    dialog = driver.window.findChildren(ExportDialog)[-1]
    dialog.set_folder(folder)
    if candidates:
        dialog.with_candidates.setChecked(True)
    dialog.start()
    driver.until(lambda: not driver.window.exporting.is_running)
    driver.until(lambda: any("Written and checked" in line for line in dialog.said))
    dialog.reject()
    return dialog


def records(folder):
    return [json.loads(path.read_text())["review"] for path in sorted(folder.rglob("*.record.json"))]


def test_what_is_reviewed_is_released_and_says_so(one_open, tmp_path):
    window = one_open.window
    reviewed(one_open)
    export(one_open, tmp_path / "out")
    assert records(tmp_path / "out") == ["single-person"]
    assert states_of(window) == [State.RELEASED]
    (written,) = (tmp_path / "out").rglob("*.dcm")
    assert dcmread(written).BurnedInAnnotation == "NO"


def test_what_nobody_looked_at_is_a_candidate(one_open, tmp_path):
    export(one_open, tmp_path / "out")
    assert records(tmp_path / "out") == ["none"]
    assert states_of(one_open.window) == [State.UNREVIEWED]


@pytest.mark.parametrize(("candidates", "found"), [(False, ["single-person"]), (True, ["none", "single-person"])])
def test_beside_what_is_reviewed_the_rest_leaves_only_when_asked_for(driver, searches, tmp_path, candidates, found):
    searches.answer = proposals()
    for number in (1, 2):
        capture(tmp_path / "in" / f"{number}.dcm", rows=48, columns=64, SeriesInstanceUID=f"1.2.{number}")
    driver.open(tmp_path / "in")
    window = driver.window
    tell(window)
    look(window)
    driver.press("Ctrl+Return")
    driver.until(lambda: State.REVIEWED in states_of(window))
    export(driver, tmp_path / "out", candidates=candidates)
    assert sorted(records(tmp_path / "out")) == found
    assert states_of(window)[0] is State.RELEASED
    assert states_of(window)[1] is not State.RELEASED


def test_where_two_persons_are_asked_for_one_releases_nothing(one_open, tmp_path):
    window = one_open.window
    window.reviewing.set_rules(Rules(one_person=False), 250)
    look_at_all(window)
    tell(window)
    decide_all(one_open)
    one_open.press("Ctrl+Return")
    one_open.until(lambda: states_of(window)[0] in {State.REVIEWED, State.FAILED})
    assert states_of(window) == [State.REVIEWED]
    export(one_open, tmp_path / "out")
    assert records(tmp_path / "out") == ["none"]


def test_the_bar_speaks_chinese(one_open, qapp):
    window = one_open.window
    window._preferences.use_language("zh_CN")
    one_open.until(lambda: "2 个发现项未决定" in window.action_bar.text)
    window._preferences.use_language("en")
    assert Qt.TextFormat.PlainText == window.action_bar._text.textFormat()


@pytest.mark.usefixtures("still")
def test_a_series_of_slices_is_one_unit(driver, searches, tmp_path):
    searches.answer = proposals()
    for number in (1, 2, 3):
        ct_slice(tmp_path / "in" / f"{number}.dcm", InstanceNumber=number, SeriesInstanceUID="2.25.7")
    driver.open(tmp_path / "in")
    (unit,) = driver.window.reviewing.units
    assert len(unit.members) == 3
    assert {gap.gate: gap.count for gap in driver.window.reviewing.missing(unit)}[Gate.FRAMES] == 3
