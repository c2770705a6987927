"""What is remembered between two starts: what a person chose, and the place of the window. Nothing of any case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs
from PySide6.QtCore import QByteArray, QLocale, QSettings

from redactor import i18n
from redactor.workflow import settings_file
from redactor.workflow.policy import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.options import Value
    from redactor.workflow.policy import OwnPreset
    from redactor.workflow.policy import Settings as Values

_GEOMETRY: Final = "geometry"
_LAYOUT: Final = "layout"


class Settings:
    """What was chosen (TOML, `redactor.workflow.settings_file`), and where the window stood (Qt's own file).

    Parameters
    ----------
    store
        Where place and size of the window are kept; the file of settings lies beside it. The user's own place if None,
        and then the site's file is heard, too.
    site
        Another file of the site.
    """

    def __init__(self, store: QSettings | None = None, site: Path | None = None) -> None:
        if store is None:
            self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "redactor", "redactor")
            self.file, self.site = settings_file.user_file(), site or settings_file.site_file()
        else:
            self._store = store
            self.file = Path(store.fileName()).with_suffix(".toml")
            self.site = site or self.file.with_name("site.toml")
        self._loaded = settings_file.load(self.file, self.site)
        self.problems = self._loaded.problems

    @property
    def all(self) -> Values:
        """What holds now."""
        return self._loaded.settings

    def is_locked(self, section: str, name: str) -> bool:
        """Say whether the site has set this, so that nobody can change it here."""
        return f"{section}.{name}" in self._loaded.locked

    def choose(self, section: str, name: str, value: Value) -> None:
        """Choose a value and keep it; what the site has set stays what it is.

        Raises
        ------
        InvalidOption
            If it is not allowed: nothing changes.
        CannotWrite, DiskFull
            If it can't be kept: it holds until the program ends.
        """
        self._loaded = settings_file.with_own(self._loaded, section, name, value)
        self._save()

    def keep_presets(self, presets: Iterable[OwnPreset]) -> None:
        """Keep other window presets of the user's own.

        Raises
        ------
        CannotWrite, DiskFull
            If they can't be kept: they hold until the program ends.
        """
        self._loaded = settings_file.with_presets(self._loaded, presets)
        self._save()

    @property
    def own_presets(self) -> tuple[OwnPreset, ...]:
        """The user's own window presets, without those of the site."""
        return self._loaded.own.presets

    def _save(self) -> None:
        settings_file.save(self.file, self._loaded.own, keep=self._has_own_problems)
        self._loaded = settings_file.load(self.file, self.site)

    @property
    def _has_own_problems(self) -> bool:
        return any(problem.facts["file"] == str(self.file) for problem in self._loaded.problems)

    @property
    def language(self) -> str:
        """The language of the window; the one that fits the system unless another was chosen."""
        chosen = self.all.general.language
        return i18n.language_of(QLocale.system().name()) if chosen == SYSTEM else chosen

    @language.setter
    def language(self, language: str) -> None:
        self.choose("general", "language", language)

    @property
    def theme(self) -> str:
        """The name of the theme, or that of what follows the system."""
        return self.all.display.theme

    @theme.setter
    def theme(self, theme: str) -> None:
        self.choose("display", "theme", theme)

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
    def crash_folder(self) -> Path:
        """Where reports of unforeseen errors are written."""
        return user_data() / "crashes"

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window; empty before the first close."""
        return self._bytes(_GEOMETRY)

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue(_GEOMETRY, geometry)

    @property
    def layout(self) -> QByteArray:
        """Where the panels stand; empty before the first close, and after a reset."""
        return self._bytes(_LAYOUT)

    @layout.setter
    def layout(self, layout: QByteArray) -> None:
        self._store.setValue(_LAYOUT, layout)

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()


def user_data() -> Path:
    """Give the folder where this system wants a program's own data of a user."""
    return Path(platformdirs.user_data_dir("redactor", appauthor=False))
