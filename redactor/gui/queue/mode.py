"""The mode of the window in which a person goes through all series by keys: full screen, one finding at a time."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolBar

from redactor.gui.cards import card
from redactor.gui.position import Position, image_at, place_of
from redactor.gui.queue import order as orders
from redactor.gui.queue.order import Order, Pace, Trail
from redactor.gui.queue.parts import FindingCard, Header, Summary
from redactor.gui.queue.toast import Toast
from redactor.gui.translation import translate
from redactor.model.region import Effect, Status
from redactor.model.review import State
from redactor.workflow.states import Gate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMainWindow

    from redactor.gui.action_set import ActionSet
    from redactor.gui.commands import Commands
    from redactor.gui.docks import Docks
    from redactor.gui.panels.viewport import Viewport
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.model.case_plan import CasePlan
    from redactor.model.image import DeviceKey
    from redactor.model.region import Region
    from redactor.workflow.states import Unit

_AHEAD: Final = 3
"""Series whose first frame is made ready."""
_IN_PANELS: Final = frozenset({Gate.WORDS, Gate.HIDDEN})
_DONE: Final = frozenset({State.REVIEWED, State.APPROVED, State.RELEASED, State.QUARANTINED})


class QueueMode(QObject):
    """Takes the keys of the queue while it is on; all other keys do what they do everywhere."""

    def __init__(  # noqa: PLR0917 - the parts of the window that it leads through
        self,
        window: QMainWindow,
        session: Session,
        reviewing: Reviewing,
        viewport: Viewport,
        actions: ActionSet,
        commands: Commands,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._reviewing = window, session, reviewing
        self._viewport, self._actions, self._commands = viewport, actions, commands
        self._docks: Docks | None = None
        self.header, self.card = Header(), FindingCard(actions)
        self.toast = Toast(viewport)
        self.is_on = False
        self.order = Order.RISK
        self._trail = Trail()
        self._before: CasePlan = session.plan
        self._marked, self._began = 0, 0.0
        self._was = Qt.WindowState.WindowNoState
        for part in (self.header, self.card):
            part.hide()
        self._keys = {keys.toCombined(): call for keys, call in self._calls().items()}
        viewport.view.installEventFilter(self)
        self.header.exit_wanted.connect(self.leave)
        actions.connect_to("queue", self.toggle)
        actions.connect_to("queue_order", self.change_order)
        session.plan_changed.connect(self._notice)
        session.case_changed.connect(self.leave)
        for signal in (session.selection_changed, session.position_changed, reviewing.changed):
            signal.connect(self.refresh)

    def _calls(self) -> dict[QKeyCombination, Callable[[], object]]:
        control, keypad = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier
        return {
            QKeyCombination(control, Qt.Key.Key_Return): self.mark_and_go_on,
            QKeyCombination(control, Qt.Key.Key_Enter): self.mark_and_go_on,
            QKeyCombination(control | keypad, Qt.Key.Key_Enter): self.mark_and_go_on,
            QKeyCombination(control, Qt.Key.Key_J): self.go_on,
            QKeyCombination(control, Qt.Key.Key_Right): self.skip,
            QKeyCombination(control, Qt.Key.Key_Left): self.back,
            QKeyCombination(Qt.Key.Key_G): self.flag,
            QKeyCombination(Qt.Key.Key_Escape): self.escape,
        }

    # --- on and off -------------------------------------------------------------------------------------------

    def use_docks(self, docks: Docks) -> None:
        """Hide these panels while the queue is on."""
        self._docks = docks

    def toggle(self) -> None:
        """Open the queue, or leave it."""
        if self.is_on:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Fill the screen with the image and the finding in hand, and go to the first series of the queue."""
        if self._session.case is None or self.is_on:
            return
        self.is_on = True
        self._trail, self._marked, self._began = Trail(), 0, time.monotonic()
        self._was = self._window.windowState()
        self._before = self._session.plan
        self._show_parts(queue=True)
        self._window.setWindowState(self._was | Qt.WindowState.WindowFullScreen)
        waiting = self.waiting
        if waiting and self._reviewing.current != waiting[0]:
            self._show(waiting[0])
        self._viewport.setFocus()
        self._look_at_open()
        self._expect()
        self.refresh()

    @Slot()
    def leave(self) -> None:
        """Show the window as it was; nothing is lost."""
        if not self.is_on:
            return
        self.is_on = False
        self.toast.clear()
        self._show_parts(queue=False)
        self._window.setWindowState(self._was)
        self._viewport.setFocus()

    @Slot(str)
    def show_panel(self, gate: str) -> None:
        """Show the panel in which something has to be confirmed, for as long as it has to."""
        if self.is_on and self._docks is not None:
            self._docks.show_right(gate in _IN_PANELS)

    def _show_parts(self, *, queue: bool) -> None:
        self.header.setVisible(queue)
        self.card.setVisible(queue)
        if self._docks is not None:
            self._docks.show(not queue and self._session.case is not None)
        bars = (self._window.menuBar(), self._window.statusBar(), *self._toolbars())
        for bar in bars:
            bar.setVisible(not queue)

    def _toolbars(self) -> list[QToolBar]:
        return self._window.findChildren(QToolBar, options=Qt.FindChildOption.FindDirectChildrenOnly)

    # --- the queue --------------------------------------------------------------------------------------------

    @property
    def waiting(self) -> list[Unit]:
        """The series that nobody vouches for, in their order."""
        waiting = [unit for unit in self._reviewing.units if not self._is_done(unit)]
        if self.order is Order.RISK:
            return orders.by_risk(waiting, self._session.plan.regions, self._session.searches)
        return orders.by_device(waiting, self._device) if self.order is Order.DEVICE else orders.by_age(waiting)

    def _is_done(self, unit: Unit) -> bool:
        review = self._reviewing.review(unit)
        is_checked_now = review.reviewed is not None and review.checked is None
        return is_checked_now or review.is_flagged or self._reviewing.state(unit) in _DONE

    def _device(self, unit: Unit) -> DeviceKey:
        case = self._session.case
        found = next((one for one in case.images if one.key == unit.members[0].key), None) if case else None
        if found is None:
            raise ValueError("a series of another case")
        return found.image.device_key

    def mark_and_go_on(self) -> None:
        """Vouch for the series shown and go to the next one."""
        unit = self._reviewing.current
        if unit is None:
            return
        if self._reviewing.missing(unit):
            self.toast.say("⚠ " + self.tr("Not ready: something is still open. Enter goes to it."))
            return
        self._reviewing.mark(unit)
        self._marked += 1
        self.go_on()
        self.toast.say("● " + self.tr("Marked as reviewed."), partial(self._unmark, unit))

    def _unmark(self, unit: Unit) -> None:
        self._reviewing.send_back(unit)
        self._marked -= 1
        self._show(unit, remember=False)

    def flag(self) -> None:
        """Ask for a second opinion on the series shown, and go on."""
        unit = self._reviewing.current
        if unit is None:
            return
        self._reviewing.flag(unit)
        flagged = self._reviewing.review(unit).is_flagged
        told = self.tr("Flagged for a second opinion.") if flagged else self.tr("The flag is taken back.")
        if flagged:
            self.go_on()
        self.toast.say(f"⚑ {told}", partial(self._unflag, unit))

    def _unflag(self, unit: Unit) -> None:
        self._reviewing.flag(unit)
        self._show(unit, remember=False)

    def skip(self) -> None:
        """Leave the series shown undone and go to the next one."""
        unit = self._reviewing.current
        if unit is not None:
            self._trail.skipped.add(unit.key)
            self.go_on()

    def go_on(self) -> None:
        """Go to the next series that waits; at the end, say how it went."""
        unit = self._reviewing.current
        found = self._trail.pick(self.waiting, "" if unit is None else unit.key)
        if found is None:
            self._end()
        else:
            self._show(found)

    def back(self) -> None:
        """Go to the series seen before, with all that was done there."""
        units = {unit.key: unit for unit in self._reviewing.units}
        while self._trail.behind:
            key = self._trail.behind.pop()
            if key in units and units[key] != self._reviewing.current:
                self._show(units[key], remember=False)
                return

    def change_order(self) -> None:
        """Take the next of the orders."""
        if self.is_on:
            self.order = orders.after(self.order)
            self.refresh()
            self._expect()

    def escape(self) -> None:
        """Cancel, deselect, take the resting tool; from there, leave."""
        at_rest = self._session.selected_id is None and self._actions["tool_navigate"].isChecked()
        if self._viewport.view.cancel():
            return
        if at_rest:
            self.leave()
        else:
            self._commands.escape()

    def _show(self, unit: Unit, *, remember: bool = True) -> None:
        case, before = self._session.case, self._reviewing.current
        place = None if case is None else place_of(case, unit.members[0].key)
        if place is None:
            return
        if remember and before is not None and before != unit:
            self._trail.behind.append(before.key)
        self._session.go_to(place)
        self._look_at_open()
        self._expect()
        self.refresh()

    def _expect(self) -> None:
        """Have the first frames of the series that come next made ready."""
        case, unit = self._session.case, self._reviewing.current
        if case is None or not self.is_on:
            return
        coming = [one for one in self.waiting if one != unit][:_AHEAD]
        places = [place_of(case, one.members[0].key) for one in coming]
        self._viewport.loader.expect([(image_at(case, place), 1) for place in places if place is not None])

    def _look_at_open(self) -> None:
        """Take the first finding of the series that needs a decision in hand, and zoom to it; else show all."""
        unit, case = self._reviewing.current, self._session.case
        if unit is None or case is None:
            return
        gap = next((one for one in self._reviewing.missing(unit) if one.gate is Gate.FINDINGS), None)
        place = None if gap is None else place_of(case, gap.key)
        if gap is None or place is None:
            self._session.select(None)
            self._viewport.view.fit()
            return
        self._session.go_to(Position(place.series, place.image, gap.frame))
        self._session.select(gap.region)
        if region := self._session.selected:
            self._commands.look_at(region)

    def _end(self) -> None:
        """Say how it went; the queue stays open, to go back."""
        reviews = [self._reviewing.review(unit) for unit in self._reviewing.units]
        quarantined = sum(bool(review.quarantined) for review in reviews)
        reviewed = sum(review.reviewed is not None and not review.quarantined for review in reviews)
        flagged = sum(review.is_flagged and not review.quarantined for review in reviews)
        Summary(
            reviewed=reviewed,
            flagged=flagged,
            quarantined=quarantined,
            still_open=len(reviews) - reviewed - flagged - quarantined,
            parent=self._window,
        ).open()

    # --- what is shown ----------------------------------------------------------------------------------------

    @Slot()
    def _notice(self) -> None:
        """Say what was decided about a finding, and take the next one in hand."""
        before, self._before = self._before, self._session.plan
        if not self.is_on or before is self._before:
            return
        decided = _decided(before, self._before)
        if decided is not None:
            place = self._session.position
            self._look_at_open()
            region, kept = decided
            self.toast.say(self._words(region, kept=kept), partial(self._undecide, region.id, place))
        else:
            self.toast.clear()
        self.refresh()

    def _words(self, region: Region, *, kept: bool) -> str:
        if kept and (region.status is Status.ACCEPTED or region.effect is not Effect.PROTECT):
            return "◇ " + self.tr("Kept visible.")
        return "✖ " + self.tr("Rejected.") if region.status is Status.REJECTED else "✔ " + self.tr("Accepted.")

    def _undecide(self, region_id: str, place: Position) -> None:
        """Take a decision back, with the finding in hand again."""
        self._session.undo()
        self._session.go_to(place)
        self._session.select(region_id)
        if region := self._session.selected:
            self._commands.look_at(region)

    @Slot()
    def refresh(self) -> None:
        """Show how far it is, and the finding in hand."""
        if not self.is_on:
            return
        units, unit = self._reviewing.units, self._reviewing.current
        gaps = () if unit is None else self._reviewing.missing(unit)
        if self._docks is not None and _IN_PANELS.isdisjoint(gap.gate for gap in gaps):
            self._docks.show_right(False)
        done = sum(self._is_done(one) for one in units)
        pace = Pace(self._marked, time.monotonic() - self._began)
        self.header.show_progress(done, len(units), pace.minutes_left(len(units) - done), self.order)
        session, regions = self._session, self._session.regions
        region, pixels = session.selected, session.pixels
        place = 0 if region is None else regions.index(region) + 1
        frames = 1 if pixels is None else pixels.number_of_frames
        told = None if region is None else card(region, place, frames, translate, listed=session.listed)
        self.card.show_card(told, place, len(regions), self._standing())

    def _standing(self) -> str:
        unit = self._reviewing.current
        gaps: Sequence[object] = () if unit is None else self._reviewing.missing(unit)
        if gaps:
            return self.tr("No finding is in hand. Something is still open: Enter goes to it.")
        return self.tr("Everything was looked at and decided. Ctrl+Enter marks it as reviewed.")

    # --- keys -------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the queue before the actions do."""
        if self.is_on and isinstance(event, QKeyEvent):
            call = self._call_of(event)
            if call is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if call is not None and event.type() == QEvent.Type.KeyPress:
                if not event.isAutoRepeat():  # a key that is held would mark one series after another
                    call()
                return True
        return super().eventFilter(watched, event)

    def _call_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        keys = event.keyCombination().toCombined()
        undo = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Z).toCombined()
        return self.toast.undo if keys == undo and self.toast.can_undo else self._keys.get(keys)


def _decided(before: CasePlan, now: CasePlan) -> tuple[Region, bool] | None:
    """Give the finding that was decided between two plans, and whether it was kept: a zone lies in its place then.

    None where nothing, or more than that, happened.
    """
    earlier = {region.id: region for region in before.regions}
    changed = [region for region in now.regions if region.id in earlier and region != earlier[region.id]]
    added = [region for region in now.regions if region.id not in earlier]
    if len(changed) != 1 or len(now.regions) != len(before.regions) + len(added):
        return None
    (region,) = changed
    kept = bool(added) and all(one.effect is Effect.PROTECT and one.shape == region.shape for one in added)
    if region.status is Status.PROPOSED or region.shape != earlier[region.id].shape or (added and not kept):
        return None
    return region, kept or region.effect is Effect.PROTECT
