"""The program in a process of its own, for the test of crashes: an error in a slot, a broken library, a next start."""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from redactor.gui import app, tasks
from redactor.gui.main_window import MainWindow
from redactor.model.geometry import Rectangle

_EVERY_MS = 20
CANARY = "CANARY^ZELDA"


def say(what: object) -> None:
    """Tell the test something."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Driven(MainWindow):
    """The window of the program; it does by itself what a test asks for."""

    def __init__(self, preferences) -> None:
        super().__init__(preferences)
        self.patience = QTimer(self)
        self.patience.timeout.connect(getattr(self, os.environ["DRIVEN"]))
        self.patience.start(_EVERY_MS)

    def fail(self) -> None:
        """Draw, and stumble over a value at once: before the journal's delay is over."""
        if self.session.case is None or not self.session.case.is_complete:
            return
        self.patience.stop()
        for number in range(3):
            self.session.draw(Rectangle(number, 2, 5, 4))
        self.patience = QTimer(self)
        self.patience.timeout.connect(self._tell_failure)
        self.patience.start(_EVERY_MS)
        _stumble(CANARY)

    def _tell_failure(self) -> None:
        if self.messages.texts and self.opener.journaling.is_saved:
            self.patience.stop()
            say(self.messages.texts)
            self._break()

    def _break(self) -> None:
        faulthandler._sigsegv()  # as a broken library would end it

    def come_back(self) -> None:
        """Say what is offered, and take it."""
        buttons = [each for each in self.findChildren(QPushButton) if each.text() == "Restore"]
        if buttons and len(self.messages.texts) > 1:
            self.patience.stop()
            say(self.messages.texts)
            buttons[0].click()
            self.patience = QTimer(self)
            self.patience.timeout.connect(self._tell_restored)
            self.patience.start(_EVERY_MS)

    def _tell_restored(self) -> None:
        if self.session.case is not None and self.session.undo_label is not None:
            self.patience.stop()
            say(len(self.session.plan.regions))
            self.session.mark_exported(self.session.plan)
            self.close()


def _stumble(value: str) -> None:
    try:
        int(value)
    except ValueError as error:
        raise RuntimeError(f"what to do with {value}?") from error


def main() -> None:
    """Run the program as it starts."""
    tasks.WorkerProcess.submit = lambda worker, *call: Future()  # no searches: they play no part here
    app.MainWindow = Driven
    sys.exit(app.run([Path(each) for each in sys.argv[1:]], sample=False))


if __name__ == "__main__":
    main()
