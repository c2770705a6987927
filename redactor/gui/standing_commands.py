"""What a person does with a series as a whole: note, quarantine, approve, return, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from redactor.errors import ReviewRefused
from redactor.gui import problems, review_words
from redactor.gui.dialogs.comment import CommentDialog
from redactor.gui.panels.choice_popup import ChoicePopup
from redactor.gui.panels.messages import Message
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from redactor.gui.action_set import ActionSet
    from redactor.gui.panels.messages import MessageStrip
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session

_REFUSED = "review refused"
_RECALLED = "recalled"


class StandingCommands(QObject):
    """Connects these actions; they concern the series that is shown."""

    def __init__(  # noqa: PLR0917 - the parts of the window that it uses
        self,
        session: Session,
        reviewing: Reviewing,
        view: QWidget,
        actions: ActionSet,
        messages: MessageStrip,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._reviewing, self._messages, self._window = reviewing, messages, window
        self.popup = ChoicePopup(view, review_words.WHY_QUARANTINED, review_words.QUARANTINED_SINCE)
        calls: dict[str, Callable[[], object]] = {
            "comment": self.comment,
            "quarantine": self.quarantine,
            "approve": self.approve,
            "return_to_review": self.send_back,
            "recall": self.recall,
        }
        for name, call in calls.items():
            actions.connect_to(name, call)
        session.position_changed.connect(self.popup.cancel)
        session.case_changed.connect(self.popup.cancel)

    def comment(self) -> None:
        """Write a note."""
        if (unit := self._reviewing.current) is not None:
            dialog = CommentDialog(self._reviewing, unit, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def quarantine(self) -> None:
        """Ask why the series must not leave, and keep it back then."""
        if (unit := self._reviewing.current) is not None:
            self.popup.ask(lambda code: self._reviewing.quarantine(unit, code))

    def approve(self) -> None:
        """Approve what another person reviewed."""
        unit = self._reviewing.current
        self._messages.dismiss(_REFUSED)
        if unit is None:
            return
        try:
            self._reviewing.approve(unit)
        except ReviewRefused as refused:
            told = refused
            self._messages.show_message(_REFUSED, Message("warning", lambda: problems.sentence(told, translate)))

    def send_back(self) -> None:
        """Have a series reviewed again: out of quarantine, or as if nobody had vouched."""
        if (unit := self._reviewing.current) is None:
            return
        if self._reviewing.review(unit).quarantined:
            self._reviewing.quarantine(unit, "")
        else:
            self._reviewing.send_back(unit)

    def recall(self) -> None:
        """Take back a release, and say what that can't undo."""
        if (unit := self._reviewing.current) is not None:
            self._reviewing.send_back(unit)
            self._messages.show_message(
                _RECALLED,
                Message(
                    "warning",
                    lambda: self.tr(
                        "The release was taken back here. Files that were exported are still where they were put: "
                        "fetch them back, or have them deleted."
                    ),
                ),
            )
