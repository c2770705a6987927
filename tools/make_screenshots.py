"""Make a picture of every screen of the window, from the sample case alone, at 100 % and 150 %, in both themes.

    python tools/make_screenshots.py [--output docs/pictures/screens] [--language en] [--platform xcb|offscreen]

Each picture is named `SCREEN-THEME-SCALE.png`. With the platform xcb, each scale is drawn under an X server of its own
(`xvfb-run`), as on a screen; `offscreen` needs none.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from PySide6.QtCore import QSettings, Qt  # noqa: E402 - run from a source tree

from redactor.gui.app import application_of, warm_up  # noqa: E402
from redactor.gui.dialogs.export import ExportDialog  # noqa: E402
from redactor.gui.dialogs.first_run import FirstRun  # noqa: E402
from redactor.gui.dialogs.settings import PAGES, SettingsDialog  # noqa: E402
from redactor.gui.dialogs.shortcuts import ShortcutsDialog  # noqa: E402
from redactor.gui.main_window import MainWindow  # noqa: E402
from redactor.gui.preferences import Preferences  # noqa: E402
from redactor.gui.settings import Settings  # noqa: E402
from redactor.workflow.sample import sample_paths  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QDialog, QWidget

SIZE: Final = (1440, 900)
SCALES: Final = (100, 150)
THEMES: Final = ("dark", "light")
_ROOM: Final = "-screen 0 2400x1600x24"
_PATIENCE: Final = 300.0
_QUESTIONS: Final = 4


class Stage:
    """One window in one language, and the pictures of it."""

    def __init__(self, folder: Path, output: Path, language: str, scale: int) -> None:
        self._output = output
        self._scale = scale
        self._application = application_of(["redactor"])
        warm_up()
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        settings.language = language
        self.preferences = Preferences(self._application, settings)
        self.window = MainWindow(self.preferences)
        self.window.setWindowState(Qt.WindowState.WindowNoState)  # the screen may be smaller than the picture
        self.window.resize(*SIZE)
        self.window.show()

    def until(self, claim: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + _PATIENCE
        while not claim():
            assert time.monotonic() < end, "the window did not get there in time"
            self._application.processEvents()
            time.sleep(0.005)

    def rest(self, seconds: float = 0.4) -> None:
        """Let the window come to rest: thumbnails are drawn in a thread."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def picture(self, name: str, widget: QWidget) -> Iterator[Path]:
        """Draw a screen in every theme."""
        for theme in THEMES:
            self.preferences.use_theme(theme)
            self.rest()
            target = self._output / f"{name}-{theme}-{self._scale}.png"
            assert widget.grab().save(str(target), "PNG", 0)
            yield target

    def dialog(self, name: str, kind: type[QDialog], action: str) -> Iterator[Path]:
        """Draw the dialog that an action opens."""
        self.window.actions_by_id[action].trigger()
        found = self.window.findChild(kind)
        assert found is not None
        yield from self.picture(name, found)
        found.reject()
        found.setParent(None)

    def all(self) -> Iterator[Path]:
        """Draw every screen, in the order in which a person meets them."""
        window = self.window
        yield from self.picture("empty", window)
        questions = FirstRun(self.preferences, window)
        questions.open()
        for number in range(1, _QUESTIONS + 1):
            yield from self.picture(f"first-start-{number}", questions)
            if number < _QUESTIONS:
                questions.go_on.click()
        questions.reject()
        window.open_paths(sample_paths())
        self.until(lambda: window.session.case is not None and window.viewport.content is not None)
        yield from self.picture("searching", window)
        self.until(lambda: window.session.searches.unfinished == 0)
        before = window.session.case
        window.shell.start_tour()
        self.until(lambda: window.session.case is not before and window.viewport.content is not None)
        self.until(lambda: window.session.searches.unfinished == 0)
        self.rest(1.5)
        yield from self.picture("tour", window)
        window.shell.tour.end()
        for name in ("next_finding", "accept", "fit"):
            window.actions_by_id[name].trigger()
        self.rest(1.5)
        yield from self.picture("review", window)
        yield from self.dialog("shortcuts", ShortcutsDialog, "shortcuts")
        yield from self.dialog("export", ExportDialog, "export")
        settings = SettingsDialog(self.preferences, window.actions_by_id, window)
        settings.open()
        for page in PAGES:
            settings.show_page(page)
            yield from self.picture(f"settings-{page}", settings)
        settings.reject()
        window.shell.idle.blank()
        yield from self.picture("hidden", window)
        window.shell.idle.reveal()
        window.session.mark_exported(window.session.plan)
        window.close()


def draw(output: Path, language: str, scale: int) -> None:
    """Draw every screen at one scale, in this process."""
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for path in Stage(Path(place), output, language, scale).all():
            print(path, flush=True)


def main() -> None:
    """Draw each scale in a process of its own, since Qt reads the scale when it starts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--output", type=Path, default=REPOSITORY / "docs" / "pictures" / "screens")
    parser.add_argument("--language", choices=("en", "zh_CN"), default="en")
    parser.add_argument("--platform", choices=("xcb", "offscreen"), default="xcb")
    parser.add_argument("--scale", type=int, choices=SCALES, help="draw this one alone, in this process")
    given = parser.parse_args()
    if given.scale is not None:
        draw(given.output, given.language, given.scale)
        return
    for scale in SCALES:
        command = [sys.executable, __file__, "--output", str(given.output), "--language", given.language]
        command += ["--scale", str(scale)]
        if given.platform == "xcb":
            command = ["xvfb-run", "-a", "-s", _ROOM, *command]
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale / 100), "QT_QPA_PLATFORM": given.platform}
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":  # a worker process imports this module, too
    main()
