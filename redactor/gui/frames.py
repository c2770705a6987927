"""Decode frames and draw thumbnails in threads, so that the window never waits for a decoder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from redactor.errors import SetAside
from redactor.gui.canvas.content import Content
from redactor.workflow.masking import FrameMasks

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    from redactor.gui.session_model import Session
    from redactor.model.plan import RedactionPlan
    from redactor.workflow.case import CaseImage

_Name = tuple[str, str, int]


class FrameLoader(QObject):
    """Prepares the frame that was asked for last; what was asked before it and isn't begun is skipped.

    What is ready lies in the session's cache, so that its limit bounds all that is held.
    """

    ready = Signal(str, int, Content)
    failed = Signal(str, int, SetAside)
    _answered = Signal(str, int, object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="frames")
        self._ahead = ThreadPoolExecutor(1, thread_name_prefix="frames ahead")
        self._wanted: tuple[str, int] | None = None
        self._expected: frozenset[tuple[str, int]] = frozenset()
        self._answered.connect(self._tell)
        session.case_changed.connect(self._forget)

    def request(self, image: CaseImage, number: int) -> None:
        """Ask for a frame; `ready` or `failed` answers, at once if it lies ready."""
        self._wanted = (image.key, number)
        held = self._session.cache.held(_name(image, number))
        if isinstance(held, Content):
            self._tell(image.key, number, held)
        else:
            self._pool.submit(self._work, image, number)

    def expect(self, frames: Sequence[tuple[CaseImage, int]]) -> None:
        """Make frames ready in this order, for nobody has asked yet; those expected before are not made any more."""
        waiting = [(image, number) for image, number in frames if not self.is_ready(image, number)]
        self._expected = frozenset((image.key, number) for image, number in waiting)
        for image, number in waiting:
            self._ahead.submit(self._work_ahead, image, number)

    def is_ready(self, image: CaseImage, number: int) -> bool:
        """Say whether a frame would be shown without waiting."""
        return self._session.cache.held(_name(image, number)) is not None

    def close(self) -> None:
        """Stop the threads after the frames that they work on."""
        for pool in (self._ahead, self._pool):
            pool.shutdown(wait=True, cancel_futures=True)

    def _content(self, image: CaseImage, number: int) -> Content:
        def make() -> Content:
            content = Content.of(image.image, self._session.frame(image, number))
            content.prepare()
            return content

        return self._session.cache.keep(_name(image, number), make)

    def _work(self, image: CaseImage, number: int) -> None:
        if self._wanted != (image.key, number) and (image.key, number) not in self._expected:
            return
        outcome: Content | SetAside
        try:
            outcome = self._content(image, number)
        except SetAside as error:
            outcome = error
        self._answered.emit(image.key, number, outcome)

    def _work_ahead(self, image: CaseImage, number: int) -> None:
        if (image.key, number) in self._expected:
            with suppress(SetAside):  # whoever asks for the frame is told
                self._content(image, number)

    @Slot(str, int, object)
    def _tell(self, key: str, number: int, outcome: Content | SetAside) -> None:
        if self._wanted != (key, number):
            return
        if isinstance(outcome, Content):
            self.ready.emit(key, number, outcome)
        else:
            self.failed.emit(key, number, outcome)

    @Slot()
    def _forget(self) -> None:
        self._wanted = None
        self._expected = frozenset()


def _name(image: CaseImage, number: int) -> _Name:
    return "content", image.key, number


class Thumbnails(QObject):
    """Draws small pictures of images as they would leave: what the plan hides is black in them, too."""

    ready = Signal(str, QImage)
    _answered = Signal(str, object, QImage)

    def __init__(self, session: Session, side: int) -> None:
        super().__init__(session)
        self._session = session
        self._side = side
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="thumbnails")
        self._asked: dict[str, Hashable] = {}
        self._answered.connect(self._tell)

    def request(self, image: CaseImage) -> None:
        """Ask for the picture of an image under the plan of this moment; the same question is asked once."""
        plan = self._session.plan_for(image.key)
        if self._asked.get(image.key) != plan:
            self._asked[image.key] = plan
            self._pool.submit(self._work, image, plan)

    def forget_one(self, key: str) -> None:
        """Let a picture be asked for again: nobody holds it any more."""
        self._asked.pop(key, None)

    def forget(self) -> None:
        """Answer no question that was asked until now."""
        self._asked.clear()

    def close(self) -> None:
        """Stop the thread after the picture that it works on."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, image: CaseImage, plan: RedactionPlan) -> None:
        if self._asked.get(image.key) != plan:
            return
        pixels = image.image.pixel_format
        number = (pixels.number_of_frames + 1) // 2
        try:
            shown = image.image.display(self._session.frame(image, number)).copy()
        except SetAside:
            return  # the view says so
        shown[FrameMasks(plan, pixels, self._session.grain(image)).of(number).effective] = 0
        self._answered.emit(image.key, plan, picture(shown, self._side))

    @Slot(str, object, QImage)
    def _tell(self, key: str, plan: RedactionPlan, drawn: QImage) -> None:
        if self._asked.get(key) == plan:
            self.ready.emit(key, drawn)


def picture(shown: NDArray[np.uint8], side: int) -> QImage:
    """Give display values, shape (rows, columns[, 3]), as a picture that fits a square of `side`."""
    rows, columns = shown.shape[:2]
    scale = side / max(rows, columns)
    size = (max(round(columns * scale), 1), max(round(rows * scale), 1))
    small = np.ascontiguousarray(cv2.resize(shown, size, interpolation=cv2.INTER_AREA))
    depth = QImage.Format.Format_Grayscale8 if small.ndim == 2 else QImage.Format.Format_RGB888
    # The copy owns its bytes; the first one looks into the array, which is gone soon.
    return QImage(small.data, size[0], size[1], small.strides[0], depth).copy()
