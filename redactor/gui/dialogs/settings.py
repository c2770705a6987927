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

if TYPE_CHECKING:
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
    """A list of pages at the left, the page at the right."""

    def __init__(self, preferences: Preferences, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.list, self.pages = QListWidget(), QStackedWidget()
        self.list.setProperty("role", "pages")
        self.forms: dict[str, SettingForm] = {}
        self._detection, self._about = _Words(), _Words()
        self._titles: list[QLabel] = []
        for name in PAGES:
            self.list.addItem(name)
            self._add_page(name, actions)
        self.list.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.list.setCurrentRow(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self.pages, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(row, 1)
        layout.addWidget(buttons)
        self.retranslate()
        self.resize(980, 640)

    def show_page(self, name: str) -> None:
        """Turn to a page, one of `PAGES`."""
        self.list.setCurrentRow(list(PAGES).index(name))

    def _add_page(self, name: str, actions: ActionSet) -> None:
        if name == "shortcuts":
            self.pages.addWidget(ShortcutsPage(actions))
            return
        content = QWidget()
        layout = QVBoxLayout(content)
        title = QLabel()
        title.setProperty("role", "title")
        layout.addWidget(title)
        self._titles.append(title)
        words = {"detection": self._detection, "about": self._about}.get(name)
        if words is None:
            self.forms[name] = SettingForm(name, self._preferences)
            layout.addWidget(self.forms[name])
        else:
            layout.addWidget(words)
        layout.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self.pages.addWidget(area)

    def retranslate(self) -> None:
        """Say everything in the language of the window; the forms do so by themselves."""
        self.setWindowTitle(self.tr("Settings"))
        self.list.setAccessibleName(self.tr("Pages of the settings"))
        for place, name in enumerate(PAGES):
            self.list.item(place).setText(translate("Settings", PAGES[name]))
        for title, name in zip(self._titles, (name for name in PAGES if name != "shortcuts"), strict=True):
            title.setText(translate("Settings", PAGES[name]))
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + 48)
        found = [
            f"{translate('Plugins', one.title)}\n{translate('Plugins', one.summary)}"
            for one in detectors.available().values()
        ]
        intro = self.tr("Every image is searched by all of these. What they propose stays hidden until you reject it.")
        self._detection.setText("\n\n".join([intro, *found]))
        about = self.tr(
            "redactor {version}\n\nTakes patient identity out of DICOM images, on this computer alone.\n\n"
            "Licence: Apache 2.0. Qt {qt}.\n\nYour settings: {own}\nSettings of the site, which win: {site}"
        )
        own, site = self._preferences.settings.file, self._preferences.settings.site
        self._about.setText(about.format(version=redactor.__version__, qt=qVersion(), own=own, site=site))

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class _Words(QLabel):
    def __init__(self) -> None:
        super().__init__(wordWrap=True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
