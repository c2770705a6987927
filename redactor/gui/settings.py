"""What the window remembers between two starts: language, theme, geometry, own presets. Nothing of any case."""

from __future__ import annotations

from typing import Final

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
    def geometry(self) -> QByteArray:
        """Place and size of the window; empty before the first close."""
        return self._bytes("geometry")

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    @property
    def own_presets(self) -> str:
        """A person's own window presets, as `redactor.gui.own_presets` writes them."""
        return str(self._store.value("own_presets", ""))

    @own_presets.setter
    def own_presets(self, presets: str) -> None:
        self._store.setValue("own_presets", presets)

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
