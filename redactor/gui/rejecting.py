"""Rejecting what a search found: sure findings and matches with the header are not waved through without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from redactor.gui import edits, review_words
from redactor.gui.panels.choice_popup import ChoicePopup
from redactor.model.region import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from redactor.gui.action_set import ActionSet
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.model.region import Region
    from redactor.workflow.policy import Policies


class Rejecting(QObject):
    """Does what rejects a finding, and asks for a reason first where the policy wants one."""

    def __init__(
        self,
        session: Session,
        reviewing: Reviewing,
        view: QWidget,
        actions: ActionSet,
        policies: Callable[[], Policies],
    ) -> None:
        super().__init__(view)
        self._session, self._reviewing, self._policies = session, reviewing, policies
        self._asked: Region | None = None
        self.popup = ChoicePopup(view, review_words.WHY_REJECTED, review_words.REJECTED_SINCE)
        actions.connect_to("reject", lambda: self.ask_first(lambda: session.decide(Status.REJECTED)))
        actions.connect_to("delete", lambda: self.ask_first(session.delete))
        for signal in (session.selection_changed, session.plan_changed, session.position_changed):
            signal.connect(self._hide_if_gone)

    def ask_first(self, reject: Callable[[], object]) -> None:
        """Reject the selected region; where that needs a reason, once there is one."""
        region = self._session.selected
        if region is None or not self._needs_reason(region):
            self.popup.cancel()
            reject()
            return
        self._asked = region
        self.popup.ask(lambda code: self._reject(region.id, code, reject))

    def _needs_reason(self, region: Region) -> bool:
        if edits.is_drawn(region) or region.origin.by == "person" or region.status is Status.REJECTED:
            return False
        return self._policies().asks_for_reason(region.confidence, matches_header=region.header_match)

    def _reject(self, region_id: str, code: str, reject: Callable[[], object]) -> None:
        unit = self._reviewing.current
        if self._session.selected_id == region_id and unit is not None:
            self._reviewing.note_reason(unit, region_id, code)
            reject()

    @Slot()
    def _hide_if_gone(self) -> None:
        region, asked = self._session.selected, self._asked
        if region is None or asked is None or (region.id, region.status) != (asked.id, asked.status):
            self.popup.cancel()
