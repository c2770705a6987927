"""What the actions of a review do: mark, flag, go on to what is open, and have outputs checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from redactor.gui.position import Position, place_of
from redactor.gui.tasks import Checking
from redactor.workflow.output_check import OutputToCheck
from redactor.workflow.states import Gate

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.action_set import ActionSet
    from redactor.gui.commands import Commands
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.workflow.states import Missing, Unit


class ReviewCommands(QObject):
    """Connects the actions of a review."""

    panel_wanted = Signal(str)
    """The gate whose panel a person should look at."""

    def __init__(
        self, session: Session, reviewing: Reviewing, actions: ActionSet, commands: Commands, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._reviewing, self._commands = session, reviewing, commands
        self._visited: list[str] = []
        self.checking = Checking(self)
        reviewing.check_wanted.connect(self._check)
        self.checking.ended.connect(reviewing.check_ended)
        calls: dict[str, Callable[[], object]] = {
            "mark_reviewed": self.mark,
            "flag": self._flag,
            "next_thing": self.next_thing,
            "next_unreviewed": self.next_unreviewed,
            "skip": lambda: self._step(1),
            "back": self._back,
            "accept_all": session.accept_all,
        }
        for name, call in calls.items():
            actions.connect_to(name, call)

    def mark(self) -> None:
        """Vouch for the series shown and go on to the next that needs it."""
        unit = self._reviewing.current
        if unit is not None and not self._reviewing.missing(unit):
            self._reviewing.mark(unit)
            self.next_unreviewed()

    def next_thing(self) -> None:
        """Go to the first thing that is open: a frame, a finding, or what a panel tells."""
        found = self._reviewing.next_thing()
        if found is not None:
            self._go_to(*found)

    def next_unreviewed(self) -> None:
        """Go to the next series that nobody vouches for."""
        unit = self._reviewing.next_unreviewed()
        if unit is not None:
            self._show(unit)

    def close(self) -> None:
        """End the checks."""
        self.checking.close()

    def _go_to(self, unit: Unit, gap: Missing) -> None:
        if gap.gate in {Gate.FRAMES, Gate.FINDINGS, Gate.PARTS} and self._session.case is not None:
            place = place_of(self._session.case, gap.key)
            if place is not None:
                self._visit(Position(place.series, place.image, gap.frame))
        elif unit != self._reviewing.current:
            self._show(unit)
        if gap.region:
            self._session.select(gap.region)
            if region := self._session.selected:
                self._commands.look_at(region)
        elif gap.gate is Gate.FRAMES:
            self._commands.fit()
        self.panel_wanted.emit(gap.gate.value)

    def _flag(self) -> None:
        if unit := self._reviewing.current:
            self._reviewing.flag(unit)

    def _step(self, step: int) -> None:
        units, unit = self._reviewing.units, self._reviewing.current
        if unit in units and 0 <= units.index(unit) + step < len(units):
            self._show(units[units.index(unit) + step])

    def _back(self) -> None:
        """Go to the series that was shown before this one; failing that, to the one above it."""
        current = self._reviewing.current
        while self._visited:
            key = self._visited.pop()
            unit = next((one for one in self._reviewing.units if one.key == key), None)
            if unit is not None and unit != current:
                self._show(unit, remember=False)
                return
        self._step(-1)

    def _show(self, unit: Unit, *, remember: bool = True) -> None:
        if self._session.case is None:
            return
        place = place_of(self._session.case, unit.members[0].key)
        if place is not None:
            self._visit(place, remember=remember)

    def _visit(self, position: Position, *, remember: bool = True) -> None:
        before = self._reviewing.current
        self._session.go_to(position)
        if remember and before is not None and before != self._reviewing.current:
            self._visited.append(before.key)

    @Slot(str, str)
    def _check(self, key: str, snapshot: str) -> None:
        """Have the output of a series checked as it would leave."""
        case = self._session.case
        series = next((one for one in case.series if one.key == key), None) if case else None
        unit = next((one for one in self._reviewing.units if one.key == key), None)
        if series is None or unit is None:
            return
        plan = self._session.plan
        self.checking.start(
            key,
            snapshot,
            OutputToCheck(
                tuple((image.path, plan.plan_for(image.key)) for image in series.images),
                self._reviewing.voucher(unit),
                plan.decisions,
                self._session.profile_name,
            ),
        )
