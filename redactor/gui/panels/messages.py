"""The strip above the image: what went wrong, what it means, what to do. It stays until it is dismissed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from redactor.gui.icons import icon, pixmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.theme import Theme

Weight = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class Message:
    """A message. The texts are asked for anew when the language changes.

    Attributes
    ----------
    others
        More buttons: what each says, and what it does.
    lasts
        Whether it stays, whatever is opened or closed, until what it is about is solved: it can't be dismissed.
    """

    weight: Weight
    text: Callable[[], str]
    button: Callable[[], str] | None = None
    do: Callable[[], object] = lambda: None
    others: tuple[tuple[Callable[[], str], Callable[[], object]], ...] = ()
    lasts: bool = False


class MessageStrip(QWidget):
    """Messages below one another; one of the same name replaces the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._strips: dict[str, _Strip] = {}
        self._theme: Theme | None = None

    @property
    def texts(self) -> list[str]:
        """What the messages say."""
        return [strip.label.text() for strip in self._strips.values()]

    def show_message(self, name: str, message: Message) -> None:
        """Show a message."""
        self.dismiss(name)
        strip = _Strip(message, lambda: self.dismiss(name), self)
        self._strips[name] = strip
        self._layout.addWidget(strip)
        if self._theme is not None:
            strip.set_theme(self._theme)

    def refresh(self, name: str) -> bool:
        """Ask a message for its words again, without taking the focus from it; False if it isn't there."""
        strip = self._strips.get(name)
        if strip is not None:
            strip.retranslate()
        return strip is not None

    def dismiss(self, name: str) -> None:
        """Take a message away."""
        if (strip := self._strips.pop(name, None)) is not None:
            self._layout.removeWidget(strip)
            strip.hide()
            strip.deleteLater()

    def clear(self) -> None:
        """Take all messages away but those that last."""
        for name, strip in list(self._strips.items()):
            if not strip.message.lasts:
                self.dismiss(name)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the colours of a theme."""
        self._theme = theme
        for strip in self._strips.values():
            strip.set_theme(theme)


class _Strip(QFrame):
    def __init__(self, message: Message, dismiss: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.message = message
        self._icon, self.label = QLabel(), QLabel(wordWrap=True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(self)
        self._button.setProperty("role", "link")
        self._button.setVisible(message.button is not None)
        self._button.clicked.connect(lambda checked=False: message.do())
        self._others = [QPushButton(self) for _ in message.others]
        for button, (_, do) in zip(self._others, message.others, strict=True):
            button.setProperty("role", "link")
            button.clicked.connect(lambda checked=False, do=do: do())
        self._close = QToolButton(self)
        self._close.setVisible(not message.lasts)
        self._close.clicked.connect(lambda checked=False: dismiss())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 8, 5)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self.label, 1)
        for button in (self._button, *self._others):
            layout.addWidget(button)
        layout.addWidget(self._close)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        colour = {"info": theme.info, "warning": theme.proposed, "error": theme.error}[self.message.weight]
        name = "info" if self.message.weight == "info" else "warning"
        self._icon.setPixmap(pixmap(name, colour, 18, self.devicePixelRatioF()))
        self._close.setIcon(icon("close", theme))

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.label.setText(self.message.text())
        if self.message.button is not None:
            self._button.setText(self.message.button())
        for button, (text, _) in zip(self._others, self.message.others, strict=True):
            button.setText(text())
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
