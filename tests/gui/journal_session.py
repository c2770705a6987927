"""A window in a process of its own, driven for the test of a kill: ``edit`` until it is killed, or ``restore``."""

from __future__ import annotations

import json
import sys
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QPushButton

from redactor.gui import tasks
from redactor.gui.app import application_of
from redactor.gui.main_window import MainWindow
from redactor.gui.preferences import Preferences
from redactor.gui.settings import Settings
from redactor.model.codec import case_to_json
from redactor.model.geometry import Ellipse, Rectangle

_EVERY_MS = 10


def say(text: str) -> None:
    """Tell the test something."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def told(window) -> str:
    """Give all steps of the history as text."""
    steps = window.session.steps
    return json.dumps(
        [[[step.label, case_to_json(step.value)] for step in part] for part in (steps.past, (steps.now,), steps.future)]
    )


def edit(window, folder: Path) -> None:
    """Draw in two images, undo once, tell what is to be restored, and wait for the end."""
    window.open_paths([folder])

    def draw() -> None:
        session = window.session
        if session.case is None or not session.case.is_complete:
            return
        timer.stop()
        for number in range(10):
            session.draw(Rectangle(number, 2, 5, 4))
        session.go_to(type(session.position)(0, 1, 1))
        session.draw(Ellipse(3, 4, 8, 8))
        session.nudge(columns=2)
        session.undo()
        window.opener.journaling.put_facts("seen", {session.image.key: [1]})
        say(told(window))

    timer = QTimer(window)
    timer.timeout.connect(draw)
    timer.start(_EVERY_MS)


def restore(window) -> None:
    """Say yes to what is offered, and tell what was restored."""

    def say_yes() -> None:
        button = next((each for each in window.findChildren(QPushButton) if each.text() == "Restore"), None)
        if button is not None:
            timer.stop()
            say(json.dumps(window.messages.texts))
            window.opener.journaling.restored.connect(lambda: waiting.start(_EVERY_MS))
            button.click()

    def tell() -> None:
        if not window.session.case.is_complete:
            return
        waiting.stop()
        say(told(window))
        say(json.dumps(window.opener.journaling.facts("seen")))
        window.opener.journaling.end()  # as when the case is closed on purpose
        window.session.mark_exported(window.session.plan)
        window.close()

    waiting = QTimer(window)
    waiting.timeout.connect(tell)
    timer = QTimer(window)
    timer.timeout.connect(say_yes)
    timer.start(_EVERY_MS)
    window.opener.look_for_leftovers()


def main() -> None:
    """Run one of the two."""
    tasks.WorkerProcess.submit = lambda worker, *call: Future()  # no searches: they play no part here
    application = application_of(sys.argv[:1])
    settings = Settings(QSettings(sys.argv[2], QSettings.Format.IniFormat))
    settings.language = "en"
    window = MainWindow(Preferences(application, settings))
    window.show()
    if sys.argv[1] == "edit":
        edit(window, Path(sys.argv[3]))
    else:
        restore(window)
    application.exec()


if __name__ == "__main__":
    main()
