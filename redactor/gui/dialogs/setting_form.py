"""A form made from the descriptions of settings. What is chosen holds at once; what the site has set is only shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QSpinBox, QVBoxLayout, QWidget

from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.options import describe
from redactor.workflow.policy import SECTIONS

if TYPE_CHECKING:
    from redactor.gui.preferences import Preferences
    from redactor.options import Description, Value

    Field = QCheckBox | QComboBox | QSpinBox | QDoubleSpinBox

CHOICES: Final = {
    "system": QT_TRANSLATE_NOOP("Settings", "As the system"),
    "dark": QT_TRANSLATE_NOOP("Settings", "Dark"),
    "dim": QT_TRANSLATE_NOOP("Settings", "Dim"),
    "light": QT_TRANSLATE_NOOP("Settings", "Light"),
    "review": QT_TRANSLATE_NOOP("Settings", "Review: image by image"),
    "bulk": QT_TRANSLATE_NOOP("Settings", "Bulk: many files at once"),
    "teaching": QT_TRANSLATE_NOOP("Settings", "Teaching: few images, for others to see"),
}
"""The words of choices; languages name themselves."""
_LANGUAGES: Final = {"en": "English", "zh_CN": "简体中文"}
_UNASKED: Final = {"welcomed", "tour_finished"}
"""What the program notes by itself."""


class SettingForm(QWidget):
    """One section of the settings."""

    def __init__(self, section: str, preferences: Preferences, only: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._section = section
        self._preferences = preferences
        self.fields: dict[str, Field] = {}
        self._labels: dict[str, QLabel] = {}
        self._locks: dict[str, QLabel] = {}
        self._described = {
            one.name: one
            for one in describe(SECTIONS[section])
            if (one.name in only if only else one.name not in _UNASKED)
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for one in self._described.values():
            self._add(layout, one)
        preferences.changed.connect(self.show_values)
        self.retranslate()

    def _add(self, layout: QVBoxLayout, described: Description) -> None:
        field, label, lock = self._field(described), QLabel(wordWrap=True), QLabel(wordWrap=True)
        field.setObjectName(f"{self._section}.{described.name}")
        label.setBuddy(field)
        lock.setProperty("role", "muted")
        lock.setTextFormat(Qt.TextFormat.PlainText)
        self.fields[described.name], self._labels[described.name], self._locks[described.name] = field, label, lock
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if not isinstance(field, QCheckBox):  # which says by itself what it is about
            column.addWidget(label)
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(lock)
        layout.addWidget(inner)

    def _field(self, described: Description) -> Field:
        name = described.name
        if described.choices:
            box = QComboBox()
            for choice in described.choices:
                box.addItem(choice, choice)
            box.activated.connect(lambda index: self._choose(name, str(box.itemData(index))))
            return box
        if isinstance(described.default, bool):
            tick = QCheckBox()
            tick.toggled.connect(lambda checked: self._choose(name, checked))
            return tick
        if isinstance(described.default, int):
            whole = QSpinBox()
            whole.setKeyboardTracking(False)  # else each digit that is typed is a choice
            whole.setRange(int(described.minimum or 0), int(described.maximum or 0))
            whole.valueChanged.connect(lambda value: self._choose(name, value))
            return whole
        number = QDoubleSpinBox(decimals=2, singleStep=0.05)
        number.setKeyboardTracking(False)
        number.setRange(described.minimum or 0.0, described.maximum or 0.0)
        number.valueChanged.connect(lambda value: self._choose(name, round(value, 2)))
        return number

    def _choose(self, name: str, value: Value) -> None:
        self._preferences.choose(self._section, name, value)

    def show_values(self) -> None:
        """Show what holds now."""
        part = getattr(self._preferences.settings.all, self._section)
        for name, field in self.fields.items():
            value = getattr(part, name)
            with QSignalBlocker(field):
                if isinstance(field, QComboBox):
                    field.setCurrentIndex(field.findData(value))
                elif isinstance(field, QCheckBox):
                    field.setChecked(value)
                else:
                    field.setValue(value)
            locked = self._preferences.settings.is_locked(self._section, name)
            field.setEnabled(not locked)
            self._locks[name].setVisible(locked)

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        site = self.tr("Set by {file}").format(file=self._preferences.settings.site)
        for name, one in self._described.items():
            text, field = translate("Settings", one.label), self.fields[name]
            self._labels[name].setText(text)
            self._locks[name].setText(site)
            field.setAccessibleName(text)
            if isinstance(field, QCheckBox):
                field.setText(text)
            elif isinstance(field, QComboBox):
                for index, choice in enumerate(one.choices):
                    words = _LANGUAGES.get(choice) or translate("Settings", CHOICES[choice])
                    field.setItemText(index, words)
            elif one.unit:
                field.setSuffix(f" {one.unit}")
        self.show_values()

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
