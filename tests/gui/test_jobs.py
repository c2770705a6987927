"""Long work says how far it is, and can be paused and stopped between two images."""

from __future__ import annotations

from PySide6.QtCore import Qt

from redactor.gui.dialogs.export import ExportDialog
from redactor.gui.jobs import Job, Phase, Stopwatch, sentence
from redactor.gui.searches import SearchState
from tests.gui.conftest import proposals


def same(context, text):
    assert context in {"Jobs", "Numbers"}
    return text


def test_a_job_says_how_far_it_is_and_how_long_it_will_take():
    job = Job(Phase.SEARCHING, 0, 12)
    assert sentence(job, same) == "Searching images: 0 of 12"
    assert sentence(Job(Phase.EXPORTING, 3, 12, seconds=6), same) == "Exporting images: 3 of 12 · about 18 s left"
    assert sentence(Job(Phase.SEARCHING, 1, 12, seconds=20), same).endswith("about 4 min left")
    assert sentence(Job(Phase.SEARCHING, 1, 2, is_paused=True), same).endswith("pauses after this image")
    assert sentence(Job(Phase.SEARCHING, 1, 2, is_paused=True, is_busy=False), same).endswith("paused")
    assert Job(Phase.SEARCHING, 12, 12, seconds=5).seconds_left is None


def test_a_stopwatch_counts_work_and_no_pause():
    time = [0.0]
    watch = Stopwatch(lambda: time[0])
    assert watch.seconds == 0
    watch.restart()
    time[0] = 3
    watch.pause(True)
    time[0] = 100
    assert watch.seconds == 3
    watch.pause(False)
    time[0] = 102
    assert watch.seconds == 5


def states(window):
    session = window.session
    return [session.searches.of(image.key).state for image in session.case.images]


def test_searches_pause_after_the_image_under_way_and_go_on(window, driver, searches, stack, qtbot):
    searches.at_once = False
    driver.open(stack)
    bar = window.shell.searches
    assert bar.text.startswith("Searching images: 0 of 5")
    qtbot.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    assert bar.text.endswith("pauses after this image")
    searches.tell(proposals())
    driver.until(lambda: bar.text.endswith("· paused"))
    assert searches.waiting == []
    assert states(window).count(SearchState.DONE) == 1
    assert "searches are still running" in window.actions_by_id.obstacle("export")
    qtbot.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    for number in range(2, 6):
        driver.until(lambda: len(searches.waiting) == 1)
        searches.tell(proposals())
        driver.until(lambda number=number: states(window).count(SearchState.DONE) == number)
    assert bar.text == ""
    assert not bar.isVisible()


def test_searches_that_were_stopped_are_named_and_can_be_done_later(window, driver, searches, stack, qtbot):
    searches.at_once = False
    driver.open(stack)
    searches.tell(proposals())
    driver.until(lambda: states(window).count(SearchState.DONE) == 1)
    qtbot.mouseClick(window.shell.searches.stop, Qt.MouseButton.LeftButton)
    assert states(window).count(SearchState.FAILED) == 4
    assert window.session.searches.incomplete >= 4
    assert window.shell.searches.text == ""
    assert window.messages.texts == ["The search was stopped. Images that nobody searched: 4."]
    searches.at_once = True
    window.opener._search_again([image.key for image in window.session.case.images[1:]])
    driver.until(lambda: states(window).count(SearchState.DONE) == 5)
    assert window.messages.texts == []


def test_an_export_pauses_between_images_and_goes_on(driver, searches, stack, tmp_path, qtbot):
    window = driver.window
    driver.open(stack)
    driver.until(lambda: window.session.searches.unfinished == 0)
    driver.do("export")
    dialog = window.findChild(ExportDialog)
    dialog.set_folder(tmp_path / "out")
    steps = []
    window.exporting.progress.connect(lambda done, total, name: steps.append(done))
    dialog.start()
    qtbot.mouseClick(dialog.pause, Qt.MouseButton.LeftButton)
    assert window.exporting.is_paused
    qtbot.wait(300)
    seen = len(steps)
    qtbot.wait(300)
    assert len(steps) == seen < 6
    assert window.exporting.is_running
    qtbot.mouseClick(dialog.pause, Qt.MouseButton.LeftButton)
    driver.until(lambda: not window.exporting.is_running)
    driver.until(lambda: dialog.said == ["Written and checked: 5."])
    assert window.shell.export.text == ""
    dialog.reject()


def test_a_paused_export_can_be_stopped(window, driver, searches, stack, tmp_path):
    driver.open(stack)
    driver.until(lambda: window.session.searches.unfinished == 0)
    driver.do("export")
    dialog = window.findChild(ExportDialog)
    dialog.set_folder(tmp_path / "out")
    dialog.start()
    window.exporting.pause(True)
    window.exporting.cancel()
    window.exporting.pause(True)  # too late: it ends
    driver.until(lambda: not window.exporting.is_running)
    dialog.reject()
    assert not window.exporting.is_paused
