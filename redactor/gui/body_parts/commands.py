"""The actions that concern parts of the body: choose them, and carry masks to related series."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from redactor import detectors
from redactor.gui.body_parts.carrying import Carrying
from redactor.model.body_parts import BodyChoice, current
from redactor.workflow.carrying import can_carry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from redactor.gui.action_set import ActionSet
    from redactor.gui.body_parts.patient_screen import PatientScreen
    from redactor.gui.journaling import Journaling
    from redactor.gui.preferences import Preferences
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.model.body_parts import BodyPart
    from redactor.model.region import Kind

_FACT: Final = "body_choices"


class BodyPartsCommands(QObject):
    """Connects the actions."""

    told = Signal(str)
    """A passing remark, in the language of the window."""

    def __init__(  # noqa: PLR0917 - the parts of the window that it uses
        self,
        session: Session,
        reviewing: Reviewing,
        journaling: Journaling,
        actions: ActionSet,
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._reviewing, self._journaling = session, reviewing, journaling
        self._preferences, self._window = preferences, window
        self.carrying = Carrying(session, self)
        self.screen: PatientScreen | None = None
        self._language = ""
        """That of staff, while a patient chooses."""
        self._judged: tuple[tuple[object, ...], bool] | None = None
        self.carrying.carried.connect(self._tell)
        actions.connect_to("body_parts", self.open)
        actions.connect_to("carry_masks", self.carry)

    @property
    def can_carry(self) -> bool:
        """True if something of the body is hidden in the series shown, and another series shows the same body."""
        case, unit, plan = self._session.case, self._reviewing.current, self._session.plan
        if case is None or unit is None:
            return False
        judged = case, unit.key, plan
        if self._judged is None or any(one is not other for one, other in zip(self._judged[0], judged, strict=True)):
            self._judged = judged, can_carry(case, unit.key, plan)
        return self._judged[1]

    def open(self) -> None:
        """Show what was chosen, and have something else chosen."""
        if self._session.case is None:
            return
        from redactor.gui.body_parts.dialog import BodyPartsDialog  # noqa: PLC0415 - paid by who opens it, not by each start

        dialog = BodyPartsDialog(self._session.plan.body_choices, detectors.available(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._note)
        dialog.patient_asked.connect(self.hand_over)
        dialog.open()

    @Slot(str)
    def hand_over(self, pin: str) -> None:
        """Show the patient's screen alone."""
        now = current(self._session.plan.body_choices)
        parts = () if now is None else now.parts
        self._language = self._preferences.language
        from redactor.gui.body_parts.patient_screen import PatientScreen  # noqa: PLC0415 - paid by who opens it, not by each start

        self.screen = PatientScreen(parts, pin, detectors.available(), self._preferences.use_language)
        self.screen.confirmed.connect(self._note_of_patient)
        self.screen.left.connect(self._come_back)
        self.screen.showFullScreen()
        self._window.hide()

    @Slot()
    def _come_back(self) -> None:
        self.screen = None
        self._preferences.use_language(self._language)
        self._window.show()
        self._window.activateWindow()

    @Slot(object, object)
    def _note(self, parts: tuple[BodyPart, ...], kept: Kind | None) -> None:
        self._choose(BodyChoice(time.time(), self._reviewing.person, parts, kept))

    @Slot(object)
    def _note_of_patient(self, parts: tuple[BodyPart, ...]) -> None:
        now = current(self._session.plan.body_choices)
        kept = None if now is None else now.keep_only  # what staff chose is not the patient's to see, nor to lose
        if parts or now is not None:
            self._choose(BodyChoice(time.time(), self._reviewing.person, parts, kept, by_patient=True))

    def _choose(self, choice: BodyChoice) -> None:
        self._session.choose_parts(choice)
        self._journaling.put_facts(_FACT, len(self._session.plan.body_choices))

    def carry(self) -> None:
        """Propose on related series what is hidden of the body in the series shown."""
        if (unit := self._reviewing.current) is not None:
            self.carrying.start([unit.key], only_unmarked=False)

    @Slot()
    def carry_found(self) -> None:
        """Propose it on series in which no search found the same, once all were searched."""
        case = self._session.case
        if case is None or self._session.searches.unfinished or not case.is_complete:
            return
        keys = [series.key for series in case.series if can_carry(case, series.key, self._session.plan)]
        if keys:
            self.carrying.start(keys, only_unmarked=True)

    @Slot(int)
    def _tell(self, count: int) -> None:
        if count:
            self.told.emit(self.tr("Masks proposed on related series: {count}").format(count=count))
