"""Every screen of the program, opened as a person opens it, for tests that look at all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from redactor.gui.dialogs.first_run import FirstRun
from redactor.gui.dialogs.problems import ProblemsDialog
from redactor.gui.queue.parts import Summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.gui.conftest import Driver

BY_ACTION: Final = (
    "export", "settings", "shortcuts", "about", "own_presets", "comment", "projections", "save_template", "bulk",
    "teaching", "new_region",
)  # fmt: skip
"""Actions that open a dialog while an image is open."""


def dialogs(driver: Driver) -> Iterator[tuple[str, QWidget]]:
    """Open each dialog of a case once, give its name and itself, and close it."""
    window = driver.window
    driver.do("next_finding")
    driver.do("accept")  # a template is made of what was accepted
    for name in BY_ACTION:
        driver.do(name)
        yield name, _shown()
        _shown().close()
        QApplication.processEvents()
    others = {
        "first_run": FirstRun(window._preferences, window),
        "problems": ProblemsDialog([], window),
        "queue_summary": Summary(reviewed=12, flagged=3, quarantined=1, still_open=120, parent=window),
    }
    for name, dialog in others.items():
        dialog.open()
        QApplication.processEvents()
        yield name, dialog
        dialog.close()
        dialog.deleteLater()
        QApplication.processEvents()


def _shown() -> QWidget:
    QApplication.processEvents()
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    assert len(found) == 1, found
    return found[0]


def parts(top: QWidget) -> Iterator[QWidget]:
    """Give a window and everything visible in it, but not what belongs to another window."""
    yield top
    for widget in top.findChildren(QWidget):
        if widget.isVisibleTo(top) and widget.window() is top:
            yield widget
