"""Start, stop and speed of a cine, below the image; hidden where there is one frame alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from redactor.gui.numbers import number
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.cine import Cine

_SLOW: Final = 0.9
"""Below this part of the rate that was asked for, the one that is reached is said, too."""


class CineBar(QFrame):
    """Buttons that take no focus: the keys stay with the image."""

    def __init__(self, cine: Cine) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        self._cine = cine
        self.play = self._button(cine.toggle)
        self.slower = self._button(lambda: cine.change_rate(-1))
        self.rate = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.faster = self._button(lambda: cine.change_rate(1))
        self.sweep = self._button(cine.toggle_sweep)
        self.sweep.setCheckable(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(8)
        for part in (self.play, self.slower, self.rate, self.faster, self.sweep):
            layout.addWidget(part)
        layout.addStretch(1)
        cine.changed.connect(self.show_state)
        cine.measured.connect(self._show_rate)
        self.show_state()

    def _button(self, call: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.clicked.connect(lambda checked=False: call())
        return button

    def show_state(self) -> None:
        """Say what plays, and how."""
        self.setVisible(self._cine.frames > 1)
        self.play.setText(self.tr("Stop") if self._cine.is_running else self.tr("Play"))
        self.play.setToolTip(f"{self.play.text()} (C)")
        for button, sign, name, key in (
            (self.slower, "–", self.tr("Slower"), "Ctrl+↓"),
            (self.faster, "+", self.tr("Faster"), "Ctrl+↑"),
        ):
            button.setText(sign)
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({key})")
        self.sweep.setText(self.tr("Forth and back"))
        self.sweep.setToolTip(f"{self.sweep.text()} (Shift+C)")
        self.sweep.setChecked(self._cine.sweeps)
        self._show_rate()

    def _show_rate(self) -> None:
        cine = self._cine
        text = self.tr("{rate} frames/s").format(rate=number(cine.rate, translate, "g"))
        if cine.is_running and 0 < cine.shown_rate < _SLOW * cine.rate:
            shown = number(cine.shown_rate, translate, ".1f")
            text = self.tr("{shown} of {rate} frames/s").format(shown=shown, rate=number(cine.rate, translate, "g"))
        if text != self.rate.text():
            self.rate.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state()
        super().changeEvent(event)
