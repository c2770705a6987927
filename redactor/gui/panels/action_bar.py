"""The line below the image: where the series stands, what is missing, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from redactor.gui import problems, review_words
from redactor.gui.translation import translate
from redactor.model.review import EVERYWHERE, State
from redactor.workflow.coverage import unseen_edges

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from redactor.gui.action_set import ActionSet
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.gui.theme import Theme
    from redactor.model.review import Review


class Elided(QLabel):
    """One line that ends in dots where it is too long: a second one would move the image while a person looks at it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """See `QLabel.minimumSizeHint`; the line may be cut as short as there is room."""
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QLabel.paintEvent`."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class ActionBar(QFrame):
    """Says what a person still has to do before the series shown counts as reviewed."""

    def __init__(
        self, session: Session, reviewing: Reviewing, actions: ActionSet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self._session, self._reviewing = session, reviewing
        self._theme: Theme | None = None
        self._state, self._text = QLabel(), Elided()
        for label in (self._state, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setProperty("role", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        self.note = QToolButton()
        self.note.setDefaultAction(actions["comment"])
        self.note.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.note.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout.addWidget(self._state)
        layout.addWidget(self.note)
        layout.addWidget(self._text, 1)
        for name in ("next_thing", "flag", "mark_reviewed"):
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setProperty("role", "main" if name == "mark_reviewed" else "button")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button)
        reviewing.changed.connect(self.refresh)
        session.position_changed.connect(self.refresh)
        self.refresh()

    @property
    def text(self) -> str:
        """State and sentence, as they are shown."""
        return f"{self._state.text()} – {self._text.text()}"

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self._theme = theme
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say where the series stands now."""
        unit, image = self._reviewing.current, self._session.image
        self.setVisible(unit is not None)
        if unit is None or image is None:
            return
        state, review = self._reviewing.state(unit), self._reviewing.review(unit)
        seen = review.seen.get((image.key, self._session.position.frame), EVERYWHERE)
        told = review_words.standing(
            state,
            self._reviewing.missing(unit),
            is_checking=self._reviewing.is_checking(unit),
            reason=_reason(review),
            edges=unseen_edges(seen),
            translate=translate,
        )
        self._state.setText(review_words.state_words(state, translate))
        self.note.setVisible(bool(review.comment))
        if self._theme is not None:
            self._state.setStyleSheet(f"color: {review_words.state_colour(state, self._theme)}")
        warning = state not in {State.REVIEWED, State.APPROVED, State.RELEASED} and bool(told)
        self._text.setText(told)
        self._text.setToolTip(told)
        self._text.setAccessibleName(told if warning else "")

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)


def _reason(review: Review) -> str:
    if review.quarantined:
        return review_words.quarantined(review.quarantined, translate)
    failure = "" if review.checked is None else review.checked.reason
    return problems.reason(failure, translate) if failure else ""
