"""The parts of the queue that are shown: its header, the card of the finding in hand, and the summary at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from redactor.gui.queue.order import TITLES, Order
from redactor.gui.theme import FONT_SIZE
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from redactor.gui.action_set import ActionSet
    from redactor.gui.cards import Card

_WIDTH = 260


class Header(QFrame):
    """How far the queue is, in which order, and the way out."""

    exit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self._title, self._count, self._left, self._order = QLabel(), QLabel(), QLabel(), QLabel()
        for label in (self._left, self._order):
            label.setProperty("role", "muted")
        self.bar = QProgressBar(textVisible=False)
        self.exit = QToolButton()
        self.exit.setProperty("role", "button")
        self.exit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.exit.clicked.connect(self.exit_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(16)
        layout.addWidget(self._title)
        layout.addWidget(self.bar, 1)
        for widget in (self._count, self._left, self._order, self.exit):
            layout.addWidget(widget)

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(label.text() for label in (self._title, self._count, self._left, self._order) if label.text())

    def show_progress(self, done: int, total: int, minutes: int | None, order: Order) -> None:
        """Say how far it is.

        Parameters
        ----------
        minutes
            What the rest takes, or None.
        """
        self._title.setText(self.tr("Review queue"))
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.bar.setAccessibleName(self.tr("Reviewed"))
        self._count.setText(f"{done} / {total}")
        self._left.setText("" if minutes is None else self.tr("~{minutes} min left").format(minutes=minutes))
        self._order.setText(f"{translate('Queue', TITLES[order])} (Shift+F9)")
        self.exit.setText(self.tr("Exit (Esc)"))


class FindingCard(QFrame):
    """The finding in hand, and the keys that decide it."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._take_width()
        self._place, self._title = QLabel(), QLabel(wordWrap=True)
        self._reason, self._details, self._status = QLabel(wordWrap=True), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._keys = QLabel(wordWrap=True)
        for label in (self._place, self._details, self._keys):
            label.setProperty("role", "muted")
        self._title.setProperty("role", "large")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(8)
        for label in (self._place, self._title, self._status, self._reason, self._details):
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        for name in ("accept", "reject", "keep"):
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setProperty("role", "button")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys stay with the image
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self._keys)

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            self._take_width()
        super().changeEvent(event)

    def _take_width(self) -> None:
        """Be as wide as larger words need; the card keeps its width while findings change."""
        self.setFixedWidth(round(_WIDTH * max(self.font().pointSizeF() / FONT_SIZE, 1.0)))

    @property
    def text(self) -> str:
        """What it says."""
        labels = (self._place, self._title, self._status, self._reason, self._details)
        return "\n".join(label.text() for label in labels if label.text())

    def show_card(self, card: Card | None, place: int, count: int, standing: str) -> None:
        """Show a finding.

        Parameters
        ----------
        card
            None: no finding is in hand.
        place, count
            Which of the findings of the image it is, from 1.
        standing
            What is said where there is none.
        """
        found = self.tr("Finding {place} of {count}").format(place=place, count=count)
        self._place.setText(found if card else self.tr("Findings: {count}").format(count=count))
        self._title.setText(card.title if card else "")
        self._status.setText(f"{card.icon} {card.status}" if card else standing)
        self._reason.setText(card.reason if card else "")
        self._details.setText(card.details if card else "")
        self._keys.setText(
            self.tr(
                "A accept · X reject · L keep · G flag\n, . finding · ↑ ↓ frame · Space original\n"
                "Ctrl+Enter reviewed, next\nCtrl+→ skip · Ctrl+← back · Ctrl+J next"
            )
        )


class Summary(QDialog):
    """How the queue ended, in numbers."""

    def __init__(
        self, *, reviewed: int, flagged: int, quarantined: int, still_open: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Review queue"))
        self._text = QLabel()
        lines = [
            "● " + self.tr("Reviewed: {count}").format(count=reviewed),
            "⚑ " + self.tr("Flagged for a second opinion: {count}").format(count=flagged),
            "⛔ " + self.tr("Quarantined: {count}").format(count=quarantined),
            "○ " + self.tr("Still open: {count}").format(count=still_open),
        ]
        self._text.setText("\n".join(lines))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(self._text)
        layout.addWidget(buttons)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()
