"""What a start costs: a budget against an empty window of the same Qt, in processor time, since machines differ."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

LONGEST = 11.0
"""Times the processor time of an empty window; 6 to 8 were measured, on idle and on busy cores."""

ROUNDS = 6
"""At most: what else runs takes the caches away, so the least of some rounds is what a start costs."""

EMPTY_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
application.processEvents()
"""
OUR_WINDOW = """
import sys
from redactor.cli import arguments
arguments.parse([])
from redactor.gui import app
from redactor.gui.main_window import MainWindow
from redactor.gui.preferences import Preferences
from redactor.gui.settings import Settings
application = app.application_of(["redactor"])
app.warm_up()
window = MainWindow(Preferences(application, Settings()))
window.resize(1440, 900)
window.show()
application.processEvents()
"""
NOT_AT_THE_START = (
    *("av", "cryptography", "distributed", "highdicom", "keyring", "lxml", "pptx", "rapidocr", "scipy", "tkinter"),
    *("pydicom.sr.codedict", "redactor.gui.teaching.window", "redactor.gui.bulk.window", "zxingcpp"),
)
"""Loaded where they are needed, by who needs them."""


def processor_time(code: str, home: Path) -> tuple[float, str]:
    """Run a program and give the processor time of it and its children, and what it printed."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as on every start but the first
    end = "\nimport os, resource\nused = resource.getrusage(resource.RUSAGE_SELF)\n"
    end += "print(used.ru_utime + used.ru_stime, *sys.modules, flush=True)\nos._exit(0)"
    done = subprocess.run(
        [sys.executable, "-c", code + end], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    seconds, _, modules = done.stdout.partition(" ")
    return float(seconds), modules


def test_a_start_stays_within_its_budget_and_loads_nothing_that_can_wait(tmp_path):
    processor_time(OUR_WINDOW, tmp_path)  # compiles
    ours, empty = [], []
    modules = ""
    for _ in range(ROUNDS):
        seconds, modules = processor_time(OUR_WINDOW, tmp_path)
        ours.append(seconds)
        empty.append(processor_time(EMPTY_WINDOW, tmp_path)[0])
        if min(ours) <= LONGEST * min(empty):
            break
    assert min(ours) <= LONGEST * min(empty)
    assert not set(NOT_AT_THE_START) & set(modules.split())
