"""The strip that reminds of what was chosen to be masked and is marked nowhere: never a silent nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from redactor.gui import edits
from redactor.gui.body_parts.words import reminding
from redactor.gui.translation import translate
from redactor.model.body_parts import BodyPart
from redactor.model.region import Effect, Status
from redactor.workflow.body_parts import RULES
from redactor.workflow.states import Gate

if TYPE_CHECKING:
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.workflow.body_parts import Reminder


class ReminderStrip(QFrame):
    """One thing at a time, with two answers: a region that was drawn shows it, or it is not there."""

    def __init__(self, session: Session, reviewing: Reviewing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self._session, self._reviewing = session, reviewing
        self._told = QLabel(wordWrap=True)
        self.shown, self.absent = QPushButton(), QPushButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self._told, 1)
        layout.addWidget(self.shown)
        layout.addWidget(self.absent)
        self.shown.clicked.connect(self._name_region)
        self.absent.clicked.connect(self._note_absent)
        for signal in (session.selection_changed, session.position_changed, session.case_changed, reviewing.changed):
            signal.connect(self.refresh)
        self.refresh()

    @property
    def text(self) -> str:
        """What the strip says."""
        return self._told.text()

    @property
    def reminder(self) -> Reminder | None:
        """What it reminds of now."""
        unit = self._reviewing.current
        if unit is None or all(gap.gate is not Gate.PARTS for gap in self._reviewing.missing(unit)):
            return None
        return next(iter(self._reviewing.reminders(unit)), None)

    @Slot(str)
    def show_gate(self, gate: str) -> None:
        """Take the keyboard if this is where something has to be done."""
        if gate == Gate.PARTS.value and not self.isHidden():
            (self.shown if self.shown.isEnabled() else self.absent).setFocus()

    @Slot()
    def _name_region(self) -> None:
        found, region = self.reminder, self._session.selected
        if found is not None and region is not None and isinstance(found.chosen, BodyPart):
            self._session.name_region(region.id, RULES[found.chosen].drawn)

    @Slot()
    def _note_absent(self) -> None:
        found, unit = self.reminder, self._reviewing.current
        if found is not None and unit is not None:
            self._reviewing.note_absent(unit, found.answer)

    @Slot()
    def refresh(self) -> None:
        """Say what is open of the series shown."""
        found = self.reminder
        self.setVisible(found is not None)
        if found is None:
            return
        region = self._session.selected
        is_part = isinstance(found.chosen, BodyPart)
        can_show = region is not None and edits.is_drawn(region) and region.effect is Effect.HIDE
        self._told.setText(f"⚠ {reminding(found, translate)}")
        self.shown.setVisible(is_part)
        self.shown.setText(self.tr("The selected region shows it"))
        self.shown.setEnabled(can_show and region is not None and region.status is Status.ACCEPTED)
        self.shown.setToolTip("" if can_show else self.tr("Draw a region over it, or select one that you drew."))
        self.absent.setText(
            self.tr("It is not in this series") if is_part else self.tr("All of this series may be seen")
        )
        self.setAccessibleName(self.tr("Chosen body parts"))
        self.setAccessibleDescription(self._told.text())

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
