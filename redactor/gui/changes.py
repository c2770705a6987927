"""The map of what the output would change, made in a thread for the frame that is shown."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from redactor.errors import SetAside
from redactor.workflow.changes import Changes, frame_changes
from redactor.workflow.masking import FrameMasks

if TYPE_CHECKING:
    from redactor.gui.session_model import Session
    from redactor.model.plan import RedactionPlan
    from redactor.workflow.case import CaseImage

    Question = tuple[str, int, RedactionPlan]


class ChangeMaps(QObject):
    """Answers what was asked last; what was asked before it is forgotten."""

    ready = Signal(str, int, Changes)
    _answered = Signal(object, Changes)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="changes")
        self._asked: Question | None = None
        self._answered.connect(self._tell)

    def request(self, image: CaseImage, number: int) -> None:
        """Ask for the changes of a frame under the plan of this moment; `ready` answers."""
        plan = self._session.plan_for(image.key)
        self._asked = (image.key, number, plan)
        self._pool.submit(self._work, image, self._asked)

    def forget(self) -> None:
        """Answer nothing that was asked until now."""
        self._asked = None

    def close(self) -> None:
        """Stop the thread after the frame that it works on."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, image: CaseImage, question: Question) -> None:
        if self._asked != question:
            return
        _, number, plan = question
        masks = FrameMasks(plan, image.image.pixel_format, self._session.grain(image))
        try:
            found = frame_changes(image.image, self._session.frame(image, number), masks)
        except SetAside:
            return  # the view says so
        self._answered.emit(question, found)

    @Slot(object, Changes)
    def _tell(self, question: Question, found: Changes) -> None:
        if self._asked == question:
            self.ready.emit(question[0], question[1], found)
