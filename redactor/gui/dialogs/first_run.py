"""The questions of the first start: language, looks, use, and the offer of a tour. All can be skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from redactor.gui.dialogs.setting_form import SettingForm

if TYPE_CHECKING:
    from redactor.gui.preferences import Preferences


class FirstRun(QDialog):
    """One question a page. What is chosen holds at once."""

    tour_asked = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = QStackedWidget()
        self._titles = [QLabel() for _ in range(4)]
        self._words = [QLabel(wordWrap=True) for _ in range(4)]
        forms = (
            SettingForm("general", preferences, ("language",)),
            SettingForm("display", preferences, ("theme", "text_scale")),
            SettingForm("general", preferences, ("use",)),
            None,
        )
        for title, words, form in zip(self._titles, self._words, forms, strict=True):
            title.setProperty("role", "large")
            page = QWidget()
            layout = QVBoxLayout(page)
            layout.setSpacing(14)
            layout.addWidget(title)
            layout.addWidget(words)
            if form is not None:
                layout.addWidget(form)
            layout.addStretch(1)
            self.pages.addWidget(page)
        self._place, self._back, self.go_on, self.skip = QLabel(), QPushButton(), QPushButton(), QPushButton()
        self._place.setProperty("role", "muted")
        self.go_on.setProperty("role", "main")
        self.go_on.setDefault(True)
        self._back.clicked.connect(lambda checked=False: self._turn(-1))
        self.go_on.clicked.connect(lambda checked=False: self._turn(1))
        self.skip.clicked.connect(self._skip)
        self._preferences = preferences
        self.finished.connect(lambda result: preferences.choose("general", "welcomed", True))
        row = QHBoxLayout()
        row.addWidget(self.skip)
        row.addStretch(1)
        for widget in (self._place, self._back, self.go_on):
            row.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 18)
        outer.addWidget(self.pages, 1)
        outer.addLayout(row)
        self.retranslate()
        self.resize(560, 380)

    def _skip(self) -> None:
        if self.pages.currentIndex() == self.pages.count() - 1:  # the tour was offered, and is not wanted
            self._preferences.choose("general", "tour_finished", True)
        self.accept()

    def _turn(self, step: int) -> None:
        place = self.pages.currentIndex() + step
        if place == self.pages.count():
            self.accept()
            self.tour_asked.emit()
            return
        self.pages.setCurrentIndex(place)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.setWindowTitle(self.tr("Welcome"))
        titles = (self.tr("Language"), self.tr("Looks"), self.tr("Use"), self.tr("Sample case"))
        words = (
            self.tr("It can be changed at any time, at the right end of the menu bar."),
            self.tr("Can you read this line without effort? 0O 1lI 8B 左 右 – If not, make the text larger."),
            self.tr("How will you use this most?"),
            self.tr(
                "A sample case of an invented patient comes with the program. Six steps show all that a review needs. "
                "Nothing is sent anywhere: there is no account and no network."
            ),
        )
        for labels, texts in ((self._titles, titles), (self._words, words)):
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)
        place, count = self.pages.currentIndex(), self.pages.count()
        self._place.setText(self.tr("{number} of {count}").format(number=place + 1, count=count))
        self._back.setText(self.tr("Back"))
        self._back.setEnabled(place > 0)
        self.go_on.setText(self.tr("Start the tour") if place == count - 1 else self.tr("Next"))
        self.skip.setText(self.tr("Without the tour") if place == count - 1 else self.tr("Skip"))

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
