"""Errors that nobody foresaw: a sentence, a report without a value, work that is saved, and a next start that knows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from redactor.gui import crash_report
from redactor.gui.crash_report import KEPT, Watch, report_of, write
from redactor.gui.dialogs.crash import CrashDialog, show_report

ROOT = Path(__file__).parents[2]
CANARY = "CANARY^ZELDA"


def caught(value: str) -> BaseException:
    """Give an error that quotes a value, after another one that does."""
    name = value  # a local variable that holds it, too
    try:
        try:
            int(name)
        except ValueError as error:
            raise KeyError(name) from error
    except KeyError as error:
        return error


def test_a_report_names_kinds_places_and_versions_and_no_value():
    error = caught(CANARY)
    report = report_of(type(error), error, error.__traceback__)
    kinds = [line for line in report.splitlines() if line in {"KeyError", "ValueError", "after"}]
    assert kinds == ["KeyError", "after", "ValueError"]
    assert f"{__name__}:" in report
    assert " caught" in report
    assert "redactor 0" in report
    assert "numpy" in report
    assert "CANARY" not in report
    assert str(Path.home()) not in report
    assert str(ROOT) not in report


def test_an_error_without_places_or_that_leads_to_itself_is_reported_too():
    assert "KeyboardInterrupt" in report_of(KeyboardInterrupt, None, None)
    one, other = ValueError(CANARY), KeyError(CANARY)
    one.__context__, other.__context__ = other, one
    assert report_of(ValueError, one, None).count("after") == 2


def test_a_kind_that_is_no_name_is_not_written():
    odd = type(f"{CANARY} 1961", (Exception,), {})
    assert "CANARY" not in report_of(odd, odd(), None)


def test_reports_are_their_owners_and_the_oldest_go(tmp_path, monkeypatch):
    monkeypatch.setattr(time, "gmtime", lambda: time.struct_time((2026, 1, 2, 3, 4, 5, 4, 2, 0)))  # all in one second
    paths = [write(tmp_path / "crashes", f"{number}\n") for number in range(KEPT + 3)]
    left = sorted((tmp_path / "crashes").iterdir())
    assert len(left) == KEPT
    assert paths[-1] in left
    assert left == paths[-KEPT:]
    if os.name == "posix":
        assert left[0].stat().st_mode & 0o77 == 0


def test_where_nothing_can_be_written_there_is_no_report(tmp_path):
    (tmp_path / "file").write_text("")
    assert write(tmp_path / "file" / "crashes", "x") is None
    watch = Watch.begin(tmp_path / "file" / "crashes")
    assert watch.left is None
    watch.end()


def test_what_a_broken_process_left_is_reported_without_paths_and_words(tmp_path):
    (tmp_path / crash_report._NATIVE).write_text(
        f"Fatal Python error: Segmentation fault\n\nCurrent thread 0x1 (most recent call first):\n"
        f'  File "/home/{CANARY}/lib/python3.11/site-packages/cv2/__init__.py", line 7 in resize\n'
        f'  File "C:\\Users\\{CANARY}\\redactor\\gui\\tasks.py", line 12 in <module>\n'
        f'  File "/home/{CANARY}/own.py", line 3 in go\n{CANARY}\n'
    )
    watch = Watch.begin(tmp_path)
    report = watch.left.read_text()
    watch.end()
    assert "Fatal Python error: Segmentation fault" in report
    assert "  cv2.__init__:7 resize" in report
    assert "  redactor.gui.tasks:12 <module>" in report
    assert "  own:3 go" in report
    assert "CANARY" not in report
    again = Watch.begin(tmp_path)
    assert again.left is None
    again.end()


def test_the_dialog_shows_the_report_and_copies_it(window, qtbot, tmp_path):
    path = write(tmp_path, "ValueError\n  redactor.gui.app:1 run\n")
    show_report(path, window)
    dialog = window.findChild(CrashDialog)
    assert dialog.text.toPlainText() == path.read_text()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == path.read_text()
    dialog.reject()
    show_report(tmp_path / "gone.txt", window)
    assert [one.text.toPlainText() for one in window.findChildren(CrashDialog) if one is not dialog] == [""]


@pytest.mark.skipif(sys.platform == "win32", reason="a broken process is noted in another way there")
def test_after_a_crash_the_next_start_offers_the_work_and_a_report(tmp_path, one_image):
    home = tmp_path / "home"
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "LANG": "en_US.UTF-8",
        "TMPDIR": str(tmp_path),
    }

    def run(what: str, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.gui.crash_session", *map(str, arguments)],
            cwd=ROOT,
            env={**env, "DRIVEN": what},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    with run("fail", one_image) as first:
        told = json.loads(first.stdout.readline())
        said = first.stderr.read()
        assert first.wait(60) < 0
    assert any("RuntimeError, crash_session.py:" in text for text in told)
    with run("come_back") as second:
        offered, regions = (json.loads(second.stdout.readline()) for _ in range(2))
        said += second.stderr.read()
        assert second.wait(60) == 0
    assert any(text.startswith("Restore 3 unsaved edits") for text in offered)
    assert any("broke off last time" in text for text in offered)
    assert regions == 3
    reports = [path.read_text() for path in sorted((home / "data" / "redactor" / "crashes").glob("*.txt"))]
    assert len(reports) == 2
    assert "RuntimeError" in reports[0]
    assert "ValueError" in reports[0]
    assert "Segmentation fault" in reports[1]
    assert "CANARY" not in "".join(reports) + said
    assert not list((home / "data" / "redactor" / "crashes").glob(crash_report._NATIVE))
