"""Language and theme: what they are now, how to change them, and the menus to choose them from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QToolButton, QWidget

from redactor.gui import theme
from redactor.gui.theme import Theme
from redactor.gui.translation import Language, translate
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from redactor.gui.settings import Settings

    Choose = Callable[[str], None]

LANGUAGES: Final = {"zh_CN": "中文", "en": "EN"}
"""Each language names itself in its own script: whoever needs it can read it."""
_THEMES: Final = {
    "dark": QT_TRANSLATE_NOOP("Preferences", "Dark"),
    "light": QT_TRANSLATE_NOOP("Preferences", "Light"),
}
_LANGUAGE_MENU: Final = QT_TRANSLATE_NOOP("Preferences", "Language")
_THEME_MENU: Final = QT_TRANSLATE_NOOP("Preferences", "Theme")


class Preferences(QObject):
    """What the person chose for the whole program, kept for the next start."""

    theme_changed = Signal(Theme)

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application = application
        self.settings = settings
        self._language = Language(application)
        self._family = theme.load_font()
        self._language.use(settings.language)
        theme.apply(application, self.theme, self._family)

    @property
    def language(self) -> str:
        """The language now."""
        return self._language.current

    @property
    def theme(self) -> Theme:
        """The theme now."""
        return theme.load(self.settings.theme)

    def use_language(self, language: str) -> None:
        """Speak another language at once."""
        self.settings.language = language
        self._language.use(language)

    def use_theme(self, name: str) -> None:
        """Take other colours at once."""
        self.settings.theme = name
        theme.apply(self._application, self.theme, self._family)
        self.theme_changed.emit(self.theme)


class PreferenceMenus(QObject):
    """The two menus, and the switch of the language at the end of the menu bar."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.language_menu = self._menu(parent, LANGUAGES, preferences.language, preferences.use_language)
        self.theme_menu = self._menu(parent, _THEMES, preferences.settings.theme, preferences.use_theme)
        self.switch = QWidget(parent)
        layout = QHBoxLayout(self.switch)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(0)
        for action in self.language_menu.actions():
            button = QToolButton()
            button.setDefaultAction(action)
            button.setProperty("role", "switch")
            layout.addWidget(button)
        parent.installEventFilter(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the menus in the language of the window; the languages keep their own names."""
        self.language_menu.setTitle(f"中文 | EN – {translate('Preferences', _LANGUAGE_MENU)}")
        self.theme_menu.setTitle(translate("Preferences", _THEME_MENU))
        for action in self.theme_menu.actions():
            action.setText(translate("Preferences", _THEMES[action.data()]))
        for action in self.language_menu.actions():
            action.setChecked(action.data() == self._preferences.language)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)

    def _menu(self, parent: QWidget, choices: Mapping[str, str], current: str, use: Choose) -> QMenu:
        menu, group = QMenu(parent), QActionGroup(self)
        for value, title in choices.items():
            action = QAction(title, group, checkable=True, checked=value == current)
            action.setObjectName(f"choose_{value}")
            action.setData(value)
            action.triggered.connect(lambda checked=False, value=value: use(value))
            menu.addAction(action)
        return menu
