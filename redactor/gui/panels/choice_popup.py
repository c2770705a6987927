"""A few answers to choose from by number, above the image; nothing else has to wait for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

_ABOVE: Final = 12
"""How far it stands above the lower edge of the image, in pixels."""


class ChoicePopup(QFrame):
    """A strip at the lower edge of the view. Its keys are those of the view, which keeps the focus.

    Parameters
    ----------
    title, choices
        Marked for translation in ``Review``; the choices by the codes that they stand for.
    """

    def __init__(self, view: QWidget, title: str, choices: Mapping[str, str]) -> None:
        super().__init__(view)
        self._view, self._words = view, (title, dict(choices))
        self._answer: Callable[[str], object] = lambda code: None
        self.setProperty("role", "popup")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._title, self._cancel = QLabel(), QToolButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        self.buttons = {code: self._button(partial(self.choose, code)) for code in choices}
        self._cancel = self._button(self.hide)
        for button in (*self.buttons.values(), self._cancel):
            layout.addWidget(button)
        self.hide()
        view.installEventFilter(self)
        self.retranslate()

    def _button(self, call: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "button")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.clicked.connect(lambda checked=False: call())
        return button

    def ask(self, answer: Callable[[str], object]) -> None:
        """Show the choices; the code of the one that is taken is handed on, none if it is cancelled."""
        self._answer = answer
        self._view.setFocus()
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def choose(self, code: str) -> None:
        """Take a choice."""
        self.hide()
        self._answer(code)

    @Slot()
    def cancel(self) -> None:
        """Take none."""
        self.hide()

    def _place(self) -> None:
        room = self._view.rect().size() - self.size()
        self.move(QPoint(max(room.width() // 2, 0), max(room.height() - _ABOVE, 0)))

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        title, choices = self._words
        self._title.setText(translate("Review", title))
        self.setAccessibleName(translate("Review", title))
        for number, (code, words) in enumerate(choices.items(), 1):
            self.buttons[code].setText(f"{number}  {translate('Review', words)}")
        self._cancel.setText(self.tr("Esc  Cancel"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the choices before the actions do."""
        if not self.isHidden() and isinstance(event, QKeyEvent):
            call = self._call_of(event)
            if call is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if call is not None and event.type() == QEvent.Type.KeyPress:
                if not event.isAutoRepeat():
                    call()
                return True
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _call_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.key() == Qt.Key.Key_Escape:
            return self.cancel
        codes = dict(enumerate(self.buttons, 1))
        digit = event.text()
        code = codes.get(int(digit)) if digit.isascii() and digit.isdigit() else None
        return None if code is None else partial(self.choose, code)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
