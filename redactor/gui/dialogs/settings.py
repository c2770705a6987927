"""The settings, page by page; what is chosen holds at once, so there is nothing to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

import redactor
from redactor import detectors
from redactor.gui.dialogs.setting_form import SettingForm
from redactor.gui.dialogs.shortcuts import ShortcutsPage
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.workflow.policy import SECTIONS

if TYPE_CHECKING:
    from redactor.detectors import Detector
    from redactor.gui.action_set import ActionSet
    from redactor.gui.preferences import Preferences

PAGES: Final = {
    "general": QT_TRANSLATE_NOOP("Settings", "General"),
    "display": QT_TRANSLATE_NOOP("Settings", "Display"),
    "shortcuts": QT_TRANSLATE_NOOP("Settings", "Shortcuts"),
    "detection": QT_TRANSLATE_NOOP("Settings", "Detection"),
    "policies": QT_TRANSLATE_NOOP("Settings", "Policies"),
    "cache": QT_TRANSLATE_NOOP("Settings", "Cache"),
    "about": QT_TRANSLATE_NOOP("Settings", "About"),
}


class SettingsDialog(QDialog):
    """A list of pages at the left, the page at the right. A page is made when it is first turned to."""

    def __init__(self, preferences: Preferences, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._actions = actions
        self.list, self.pages = QListWidget(), QStackedWidget()
        self.list.setProperty("role", "pages")
        self._made: dict[str, QWidget] = {}
        self._words: dict[str, QLabel] = {}
        self._titles: dict[str, QLabel] = {}
        for name in PAGES:
            self.list.addItem(name)
        self.list.currentRowChanged.connect(self._turn)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self.pages, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(row, 1)
        layout.addWidget(buttons)
        self.list.setCurrentRow(0)
        self.retranslate()
        self.resize(1240, 700)

    def show_page(self, name: str) -> QWidget:
        """Turn to a page, one of `PAGES`, and give it."""
        self.list.setCurrentRow(list(PAGES).index(name))
        return self._made[name]

    def _turn(self, row: int) -> None:
        name = list(PAGES)[row]
        if name not in self._made:
            self._made[name] = ShortcutsPage(self._actions) if name == "shortcuts" else self._page(name)
            self.pages.addWidget(self._made[name])
            self._say()
        self.pages.setCurrentWidget(self._made[name])

    def _page(self, name: str) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        title = self._titles[name] = QLabel()
        title.setProperty("role", "title")
        layout.addWidget(title)
        if name in SECTIONS:
            layout.addWidget(SettingForm(name, self._preferences))
        else:
            words = self._words[name] = QLabel(wordWrap=True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            by_mouse, by_keys = (
                Qt.TextInteractionFlag.TextSelectableByMouse,
                Qt.TextInteractionFlag.TextSelectableByKeyboard,
            )
            words.setTextInteractionFlags(by_mouse | by_keys)
            layout.addWidget(words)
        layout.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    def retranslate(self) -> None:
        """Say everything in the language of the window; forms and shortcuts do so by themselves."""
        self.setWindowTitle(self.tr("Settings"))
        self.list.setAccessibleName(self.tr("Pages of the settings"))
        for place, title in enumerate(PAGES.values()):
            self.list.item(place).setText(translate("Settings", title))
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + 48)
        self._say()

    def _say(self) -> None:
        for name, title in self._titles.items():
            title.setText(translate("Settings", PAGES[name]))
        words = {"detection": self._detection, "about": self._about}
        for name, label in self._words.items():
            label.setText(words[name]())

    def _detection(self) -> str:
        known = detectors.available()
        always = detectors.by_default(known)
        asked = [name for name in known if name not in always]
        intro = self.tr("Every image is searched by all of these. What they propose stays hidden until you reject it.")
        parts = [intro, *(_described(known[name]) for name in always)]
        if asked:
            anatomy = self.tr("These look for parts of the body, and only where a policy or you ask for it.")
            parts += [anatomy, *(_described(known[name]) for name in asked)]
        return "\n\n".join(parts)

    def _about(self) -> str:
        about = self.tr(
            "redactor {version}\n\nTakes patient identity out of DICOM images, on this computer alone.\n\n"
            "Licence: Apache 2.0. Qt {qt}.\n\nYour settings: {own}\nSettings of the site, which win: {site}"
        )
        own, site = self._preferences.settings.file, self._preferences.settings.site
        return about.format(version=redactor.__version__, qt=qVersion(), own=own, site=site)

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _described(detector: Detector) -> str:
    return f"{translate('Plugins', detector.title)}\n{translate('Plugins', detector.summary)}"
