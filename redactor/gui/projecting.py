"""Makes the projections of a series in a thread, frame after frame."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from redactor.errors import SetAside
from redactor.gui.canvas.content import Content
from redactor.workflow.masking import FrameMasks
from redactor.workflow.projection import projected

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from redactor.gui.session_model import Session
    from redactor.model.case_plan import CasePlan
    from redactor.model.mask import Mask
    from redactor.workflow.case import Series


class _WithdrawnError(Exception):
    """Nobody waits for these pictures any more."""


class Projecting(QObject):
    """Answers with `made`, or with `failed` if a frame can't be decoded: then nothing may be judged."""

    progress = Signal(int, int)
    made = Signal(object)
    failed = Signal(SetAside)
    _answered = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stop = Event()
        self._thread: Thread | None = None
        self._answered.connect(self._tell)

    def start(self, series: Series) -> None:
        """Begin with the first frame; the plan is the one of this moment."""
        self._thread = Thread(target=self._work, args=(series, self._session.plan), name="projecting", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop after the frame that is worked on."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _work(self, series: Series, plan: CasePlan) -> None:
        outcome: object = None
        try:
            outcome = projected(self._frames(series, plan))
        except SetAside as error:
            outcome = error
        except _WithdrawnError:
            return
        finally:
            if outcome is not None and not self._stop.is_set():
                self._answered.emit(outcome)

    def _frames(self, series: Series, plan: CasePlan) -> Iterator[tuple[NDArray[np.float32], Mask]]:
        total = sum(image.image.pixel_format.number_of_frames for image in series.images)
        done = 0
        for image in series.images:
            own = plan.plan_for(image.key)
            masks = FrameMasks(own, image.image.pixel_format, self._session.grain(image))
            gone = frozenset(own.dropped_frames)
            for number in range(1, image.image.pixel_format.number_of_frames + 1):
                done += 1
                if self._stop.is_set():
                    raise _WithdrawnError
                self.progress.emit(done, total)
                if number not in gone:
                    # Not through the cache: a long series would drive out what is looked at.
                    content = Content.of(image.image, image.image.frame(number))
                    yield content.modality_values(), masks.of(number).effective

    @Slot(object)
    def _tell(self, outcome: object) -> None:
        if isinstance(outcome, SetAside):
            self.failed.emit(outcome)
        else:
            self.made.emit(outcome)
