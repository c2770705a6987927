"""Offers what an earlier run of the program could not finish: to restore it, to discard it, or to decide later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from redactor.gui import problems
from redactor.gui.journaling import offer_name
from redactor.gui.numbers import clock, counted
from redactor.gui.panels.messages import Message
from redactor.gui.translation import translate
from redactor.workflow.journal import Summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from redactor.gui.journaling import Journaling
    from redactor.gui.panels.messages import MessageStrip
    from redactor.workflow.journal_folder import Unusable


class Leftovers(QObject):
    """One message a journal, in the strip above the image."""

    def __init__(
        self, journaling: Journaling, messages: MessageStrip, restore: Callable[[Path], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._journaling = journaling
        self._messages = messages
        self._restore = restore
        journaling.left_behind.connect(self._offer)

    @Slot(list)
    def _offer(self, found: list[Summary | Unusable]) -> None:
        for one in found:
            if one.path == self._journaling.taken_up:
                continue  # the case was opened meanwhile
            self._messages.show_message(offer_name(one.path), self._message(one))

    def _message(self, one: Summary | Unusable) -> Message:
        path = one.path
        discard = (lambda: self.tr("Discard"), lambda: self._discard(path))
        later = (lambda: self.tr("Later"), lambda: self._messages.dismiss(offer_name(path)))
        if isinstance(one, Summary):
            return Message(
                "warning",
                lambda: self._question(one),
                lambda: self.tr("Restore"),
                lambda: self._take(path),
                (discard, later),
                lasts=True,
            )
        return Message("error", lambda: problems.sentence(one.error, translate), others=(discard, later), lasts=True)

    def _question(self, summary: Summary) -> str:
        one = self.tr("Restore 1 unsaved edit from {time}?")
        many = self.tr("Restore {count} unsaved edits from {time}?")
        return counted(one, many, summary.edits, translate, time=clock(summary.saved, translate))

    def _take(self, path: Path) -> None:
        self._messages.dismiss(offer_name(path))
        self._restore(path)

    def _discard(self, path: Path) -> None:
        self._messages.dismiss(offer_name(path))
        self._journaling.forget(path)
