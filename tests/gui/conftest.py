"""A window for tests: off screen, in the bundled font, with searches that the test decides."""

from __future__ import annotations

import os
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from redactor.gui import tasks
from redactor.gui.main_window import MainWindow
from redactor.gui.preferences import Preferences
from redactor.gui.settings import Settings
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.record import DetectorRun
from redactor.model.region import Kind
from redactor.workflow.propose import Found, Proposals
from tests.instances import capture, ct_slice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = 60_000
"""How long a test waits for a thread or a process, in milliseconds: the machine may be busy."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ignore what Qt says of its off-screen platform, which has no windows to give a size."""
    for item in items:
        if "gui" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


def text_at(column: int, row: int, columns: int, rows: int, **facts) -> Finding:
    """Give a finding of burned-in text."""
    shape = Rectangle(column, row, columns, rows)
    return Finding(Kind.BURNED_IN_TEXT, shape, "outside the ultrasound regions (0018,6011)", **facts)


def proposals(*findings: Finding, problem: str = "") -> Proposals:
    """Give findings as if a detector had made them."""
    found = tuple(Found(f"f{number}", "ultrasound_region@1", one) for number, one in enumerate(findings, 1))
    return Proposals(found, (DetectorRun("ultrasound_region@1", len(findings), problem),), 5)


@pytest.fixture(autouse=True)
def user_data_of_the_test(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep journals and unpacked archives out of the folders of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setattr("redactor.gui.settings.user_data", lambda: folder, raising=True)
    return folder


@dataclass
class Searches:
    """Searches in the hand of the test: answered at once, or when it says so."""

    answer: Proposals = field(default_factory=proposals)
    first: Proposals = field(default_factory=lambda: replace(proposals(), is_first=True))
    at_once: bool = True
    waiting: list[Future[Proposals]] = field(default_factory=list)

    def submit(self, function: Callable[..., object], /, *arguments: object) -> Future:
        """Stand in for `WorkerProcess.submit`: searches are the test's, anything else runs here and now."""
        future: Future = Future()
        if function is tasks.glance:
            future.set_result(self.first)
        elif function is not tasks.search:
            future.set_result(function(*arguments))
        elif self.at_once:
            future.set_result(self.answer)
        else:
            self.waiting.append(future)
        return future

    def tell(self, found: Proposals) -> None:
        """Answer the search that waits longest."""
        self.waiting.pop(0).set_result(found)


@pytest.fixture
def searches(monkeypatch) -> Searches:
    made = Searches(proposals(text_at(2, 2, 10, 4, confidence=0.8), text_at(20, 20, 6, 4, confidence=0.5)))
    monkeypatch.setattr(tasks.WorkerProcess, "submit", lambda worker, *call: made.submit(*call))
    return made


@pytest.fixture
def settings_of(tmp_path_factory) -> Settings:
    file = tmp_path_factory.mktemp("settings") / "settings.ini"
    return Settings(QSettings(str(file), QSettings.Format.IniFormat))


@pytest.fixture
def window(qtbot, qapp, settings_of):
    """A window on the screen; whatever it changed in the application is taken back."""
    before = qapp.font(), qapp.palette()
    settings_of.language = "en"
    preferences = Preferences(qapp, settings_of)
    made = MainWindow(preferences)
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.session.mark_exported(made.session.plan)
    made.close()
    made.deleteLater()
    preferences.use_language("en")
    preferences.deleteLater()
    qapp.setStyleSheet("")
    qapp.setFont(before[0])
    qapp.setPalette(before[1])
    QApplication.processEvents()


@pytest.fixture
def still(window) -> Callable[[float], None]:
    """Stop the clock by which frames count as looked at, however long a busy machine shows them; it goes on by hand."""
    time = [0.0]
    window.reviewing.clock = lambda: time[0]

    def go_on(milliseconds: float) -> None:
        time[0] += milliseconds

    return go_on


@dataclass
class Driver:
    """Does with a window what a person does, and waits as a person would."""

    window: MainWindow
    qtbot: object

    def open(self, *paths: Path) -> None:
        """Open files, and wait until all are read and the first frame is there."""
        self.begin_to_open(*paths)
        self.until(lambda: not self.window.opener.opening.is_running)
        self.until(lambda: self.window.viewport.content is not None or self.window.viewport.problem_text != "")
        self.until(lambda: not self.window.after_paint.is_holding)

    def begin_to_open(self, *paths: Path) -> None:
        """Open files, and wait for the first frame."""
        self.window.open_paths(list(paths))
        self.until(lambda: self.window.viewport.content is not None)
        self.until(lambda: not self.window.after_paint.is_holding)

    def until(self, claim: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(claim, timeout=PATIENCE)

    def press(self, key: str) -> None:
        """Press a key while the viewport has the focus."""
        self.window.viewport.view.setFocus()
        self.qtbot.keySequence(self.window.viewport.view, key)

    def do(self, name: str) -> None:
        """Do an action as from a menu."""
        action = self.window.actions_by_id[name]
        assert action.isEnabled(), self.window.actions_by_id.obstacle(name)
        action.trigger()

    @property
    def statuses(self) -> list[str]:
        """The decisions on the regions of the image shown."""
        return [str(region.status) for region in self.window.session.regions]


@pytest.fixture
def driver(window, qtbot) -> Driver:
    return Driver(window, qtbot)


def kill(window: MainWindow) -> None:
    """Leave the journal of a window as a kill of the program would: nothing is saved any more."""
    journaling = window.opener.journaling
    journaling._is_closed = True
    journaling._keeper.let_go()


@pytest.fixture
def restarted(qapp, qtbot, settings_of, window):
    """Give a second window, as after a kill of the first: it lets the journal go without a word to it."""
    made = []

    def restart() -> Driver:
        kill(window)
        again = MainWindow(Preferences(qapp, settings_of))
        made.append(again)
        again.show()
        return Driver(again, qtbot)

    yield restart
    for again in made:
        again.session.mark_exported(again.session.plan)
        again.close()
        again.deleteLater()


@pytest.fixture
def one_image(tmp_path) -> Path:
    return capture(tmp_path / "in" / "CANARY^ZELDA.dcm", rows=48, columns=64)


@pytest.fixture
def stack(tmp_path) -> Path:
    """A series of four CT images, and one image of three frames."""
    for number in range(1, 5):
        ct_slice(tmp_path / "in" / f"{number}.dcm", InstanceNumber=number, SeriesInstanceUID="2.25.7")
    capture(tmp_path / "in" / "cine.dcm", rows=48, columns=64, frames=3, SeriesInstanceUID="2.25.8")
    return tmp_path / "in"
