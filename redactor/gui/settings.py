"""What the window remembers between two starts: language, theme, geometry. Nothing of any case."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import platformdirs
from PySide6.QtCore import QByteArray, QLocale, QSettings

from redactor import i18n

THEMES: Final = ("dark", "light")


class Settings:
    """Typed access to the few values that are kept.

    Parameters
    ----------
    store
        Where they are kept; the user's own place if None.
    """

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "redactor", "redactor")

    @property
    def language(self) -> str:
        """The language of the window; at first the one that fits the system."""
        kept = str(self._store.value("language", ""))
        return kept if kept in i18n.LANGUAGES else i18n.language_of(QLocale.system().name())

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("language", language)

    @property
    def theme(self) -> str:
        """The name of the theme. Dark is the default: bright panels would blind the eye for dark images."""
        kept = str(self._store.value("theme", ""))
        return kept if kept in THEMES else THEMES[0]

    @theme.setter
    def theme(self, theme: str) -> None:
        self._store.setValue("theme", theme)

    @property
    def journal_folder(self) -> Path:
        """Where edits are saved: in the user's own data, or where the person chose when that could not be written."""
        kept = str(self._store.value("journal_folder", ""))
        return Path(kept) if kept else user_data() / "journal"

    @journal_folder.setter
    def journal_folder(self, folder: Path) -> None:
        self._store.setValue("journal_folder", str(folder))

    @property
    def private_folder(self) -> Path:
        """Where archives are unpacked while their case is open."""
        return user_data() / "unpacked"

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window; empty before the first close."""
        return self._bytes("geometry")

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()


def user_data() -> Path:
    """Give the folder where this system wants a program's own data of a user."""
    return Path(platformdirs.user_data_dir("redactor", appauthor=False))
