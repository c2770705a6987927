"""Ask for files and folders. Their names may be a patient's, so the dialog's own memory of them is taken back."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

_REMEMBERED: Final = ("history", "lastVisited")


def files(parent: QWidget, title: str) -> list[Path]:
    """Ask for files to open; none if the person thought better of it."""
    with without_memory():
        names, _ = QFileDialog.getOpenFileNames(parent, title)
    return [Path(name) for name in names]


def file(parent: QWidget, title: str) -> Path | None:
    """Ask for one file."""
    with without_memory():
        name, _ = QFileDialog.getOpenFileName(parent, title)
    return Path(name) if name else None


def folder(parent: QWidget, title: str, start: str = "") -> Path | None:
    """Ask for a folder."""
    with without_memory():
        name = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(name) if name else None


def new_file(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask where to write a file of this name."""
    with without_memory():
        chosen, _ = QFileDialog.getSaveFileName(parent, title, name)
    return Path(chosen) if chosen else None


@contextmanager
def without_memory() -> Iterator[None]:
    """Put back what Qt's file dialog keeps for its next use, for all programs of this person."""
    store = qt_settings()
    before = {name: store.value(f"FileDialog/{name}") for name in _REMEMBERED}
    try:
        yield
    finally:
        store = qt_settings()
        for name, value in before.items():
            if value is None:
                store.remove(f"FileDialog/{name}")
            else:
                store.setValue(f"FileDialog/{name}", value)
        store.sync()


def qt_settings() -> QSettings:
    """Give the place where Qt's own dialogs keep their settings."""
    return QSettings(QSettings.Scope.UserScope, "QtProject")
