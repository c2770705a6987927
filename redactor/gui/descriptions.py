"""Has every file of the open case described in a worker process, the one that is shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from redactor.gui.describing import Description, Question, describe
from redactor.gui.reviewing import Told
from redactor.gui.tasks import WorkerProcess
from redactor.model.region import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from redactor.errors import SetAside
    from redactor.gui.after_paint import AfterPaint
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.gui.worker import Refused
    from redactor.workflow.case import CaseImage
    from redactor.workflow.states import Unit


class Descriptions(QObject):
    """What is known of the files; what is asked again under another profile or decision is forgotten at once."""

    changed = Signal()
    _answered = Signal(int, str, object)

    def __init__(
        self, session: Session, reviewing: Reviewing, after_paint: AfterPaint, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._reviewing, self._after_paint = session, reviewing, after_paint
        self._worker = WorkerProcess()
        self._known: dict[str, Description] = {}
        self._refused: dict[str, SetAside | None] = {}
        self._asked: dict[str, bool] = {}
        self._waiting: dict[str, CaseImage] = {}
        self._running = ""
        self._number = 0
        self._judged: tuple[object, ...] = ()
        self._answered.connect(self._take)
        after_paint.released.connect(self._next)
        session.case_changed.connect(self._begin)
        session.case_grown.connect(self._go_on)
        session.plan_changed.connect(self._follow)
        session.position_changed.connect(self._prefer)

    def of(self, key: str) -> Description | None:
        """Give what is known of an image's file; None until it is."""
        return self._known.get(key)

    def of_unit(self, unit: Unit) -> Sequence[Description]:
        """Give what is known of the files of a series so far."""
        return [self._known[member.key] for member in unit.members if member.key in self._known]

    def is_whole(self, unit: Unit) -> bool:
        """True if all files of a series are described."""
        return all(member.key in self._known for member in unit.members)

    def is_refused(self, key: str) -> bool:
        """True if a file can't be described."""
        return key in self._refused

    def refusal(self, key: str) -> SetAside | None:
        """Say why a file can't be described; None also where the worker process died."""
        return self._refused.get(key)

    def close(self) -> None:
        """End the process."""
        self._number += 1
        self._waiting.clear()
        self._worker.stop()

    @Slot()
    def _begin(self) -> None:
        self._number += 1
        for held in (self._known, self._refused, self._asked):
            held.clear()
        case, self._running = self._session.case, ""
        self._judged = self._judgement()
        self._reviewing.unlearn()
        self._waiting = {} if case is None else {image.key: image for image in case.images}
        self._prefer()
        self.changed.emit()
        self._next()

    @Slot()
    def _go_on(self) -> None:
        """Have the files described that were read since."""
        case = self._session.case
        images = () if case is None else case.images
        self._waiting |= {image.key: image for image in images if image.key not in self._asked}
        self._next()

    @Slot()
    def _follow(self) -> None:
        if self._judgement() != self._judged:
            self._begin()
        elif (image := self._session.image) and self._asked.get(image.key) not in {None, self._hides(image)}:
            self._waiting = {image.key: image, **self._waiting}
            self._next()

    def _judgement(self) -> tuple[object, ...]:
        return self._session.profile_name, self._session.plan.decisions

    def _hides(self, image: CaseImage) -> bool:
        return any(one.status is not Status.REJECTED for one in self._session.plan_for(image.key).regions)

    @Slot()
    def _prefer(self) -> None:
        image = self._session.image
        if image is not None and image.key in self._waiting:
            self._waiting = {image.key: image, **self._waiting}
            self._next()

    @Slot()
    def _next(self) -> None:
        case, shown = self._session.case, self._session.image
        if self._running or not self._waiting or self._after_paint.is_holding:
            return
        key = next(iter(self._waiting))
        if case is not None and not case.is_complete and (shown is None or key != shown.key):
            return  # reading the others needs the processors more
        image = self._waiting.pop(key)
        self._running, number, session = key, self._number, self._session
        self._asked[key] = self._hides(image)
        question = Question(
            image.path, session.profile_name, session.project, session.key, session.plan.decisions, self._asked[key]
        )
        future = self._worker.submit(describe, question)
        future.add_done_callback(lambda answer: self._tell(number, key, answer))

    def _tell(self, number: int, key: str, answer: Future[Description | Refused]) -> None:
        broke = answer.cancelled() or answer.exception() is not None
        try:
            self._answered.emit(number, key, None if broke else answer.result())
        except RuntimeError:
            return  # the window has been deleted meanwhile

    @Slot(int, str, object)
    def _take(self, number: int, key: str, answer: Description | Refused | None) -> None:
        if number != self._number:
            return
        self._running = ""
        if isinstance(answer, Description):
            self._known[key] = answer
        else:
            self._refused[key] = answer.error() if answer is not None else None
        unit, image = self._reviewing.unit_of(key), self._session.image
        is_last = unit is not None and all(one.key in self._known or one.key in self._refused for one in unit.members)
        if unit is not None and is_last:  # told at once: a series of a thousand images would redraw a thousand times
            known = {one.key: self._known[one.key] for one in unit.members if one.key in self._known}
            self._reviewing.learn_all({one: Told(file.told_words, file.told_hidden) for one, file in known.items()})
        if is_last or (image is not None and image.key == key):
            self.changed.emit()
        self._next()
