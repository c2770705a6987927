"""Language and theme: what they are now, how to change them, and the menus to choose them from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QToolButton, QWidget

from redactor.errors import CannotWrite, DiskFull, RedactorError
from redactor.gui import theme
from redactor.gui.theme import Theme
from redactor.gui.translation import Language, translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.workflow.policy import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from redactor.gui.settings import Settings
    from redactor.options import Value

    Choose = Callable[[str], None]

LANGUAGES: Final = {"zh_CN": "中文", "en": "EN"}
"""Each language names itself in its own script: whoever needs it can read it."""
THEMES: Final = {
    SYSTEM: QT_TRANSLATE_NOOP("Preferences", "As the system"),
    "dark": QT_TRANSLATE_NOOP("Preferences", "Dark"),
    "dim": QT_TRANSLATE_NOOP("Preferences", "Dim"),
    "light": QT_TRANSLATE_NOOP("Preferences", "Light"),
}
_LANGUAGE_MENU: Final = QT_TRANSLATE_NOOP("Preferences", "Language")
_THEME_MENU: Final = QT_TRANSLATE_NOOP("Preferences", "Theme")


class Preferences(QObject):
    """What the person chose for the whole program, kept for the next start. Whatever is chosen holds at once."""

    theme_changed = Signal(Theme)
    changed = Signal()
    """Something was chosen, whatever it was."""
    failed = Signal(RedactorError)
    """What was chosen holds, but could not be kept."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application = application
        self.settings = settings
        self._language = Language(application)
        self._family = theme.load_font()
        self._shown: tuple[Theme, int] | None = None
        self._language.use(settings.language)
        application.styleHints().colorSchemeChanged.connect(self._look)
        self._look()

    @property
    def language(self) -> str:
        """The language now."""
        return self._language.current

    @property
    def theme(self) -> Theme:
        """The theme now."""
        name = self.settings.theme
        if name == SYSTEM:
            name = theme.of_system(self._application.styleHints().colorScheme())
        return theme.load(name)

    def choose(self, section: str, name: str, value: Value) -> None:
        """Choose any setting."""
        try:
            self.settings.choose(section, name, value)
        except (CannotWrite, DiskFull) as error:
            self.failed.emit(error)
        self._language.use(self.settings.language)
        self._look()
        self.changed.emit()

    def use_language(self, language: str) -> None:
        """Speak another language at once."""
        self.choose("general", "language", language)

    def use_theme(self, name: str) -> None:
        """Take other colours at once."""
        self.choose("display", "theme", name)

    @Slot()
    def _look(self) -> None:
        wanted = self.theme, self.settings.all.display.text_scale
        if wanted == self._shown:  # a style sheet is costly to apply
            return
        self._shown = wanted
        theme.apply(self._application, wanted[0], self._family, wanted[1] / 100)
        self.theme_changed.emit(wanted[0])


class PreferenceMenus(QObject):
    """The two menus, and the switch of the language at the end of the menu bar."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.language_menu = self._menu(parent, LANGUAGES, preferences.language, preferences.use_language)
        self.theme_menu = self._menu(parent, THEMES, preferences.settings.theme, preferences.use_theme)
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
        preferences.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the menus in the language of the window; the languages keep their own names."""
        self.language_menu.setTitle(f"中文 | EN – {translate('Preferences', _LANGUAGE_MENU)}")
        self.theme_menu.setTitle(translate("Preferences", _THEME_MENU))
        for action in self.theme_menu.actions():
            action.setText(translate("Preferences", THEMES[action.data()]))
            action.setChecked(action.data() == self._preferences.settings.theme)
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
