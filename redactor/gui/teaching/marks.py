"""Frames that a person marked as key images while reviewing. Free of Qt but for the signal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.gui.session_model import Session
    from redactor.model.image import Window


@dataclass(frozen=True)
class KeyMark:
    """A frame of a source, by its number in the original, and the window in which it was marked."""

    key: str
    source: Path = field(repr=False)
    frame: int
    window: Window | None = None


class KeyMarks(QObject):
    """The key images of the open case, in the order in which they were marked; another case begins with none."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._marks: tuple[KeyMark, ...] = ()
        session.case_changed.connect(self._forget)

    @property
    def all(self) -> tuple[KeyMark, ...]:
        """Every mark."""
        return self._marks

    @property
    def is_marked(self) -> bool:
        """Whether the frame shown is a key image."""
        return self._of_frame_shown() is not None

    def toggle(self, window: Window | None) -> None:
        """Mark the frame shown, or take its mark back."""
        image = self._session.image
        if image is None:
            return
        there = self._of_frame_shown()
        if there is None:
            self._marks = (*self._marks, KeyMark(image.key, image.path, self._session.position.frame, window))
        else:
            self._marks = tuple(mark for mark in self._marks if mark != there)
        self.changed.emit()

    def in_result(self, mark: KeyMark) -> int | None:
        """Give the number of a marked frame in what leaves; None if it is left out."""
        dropped = self._session.plan.dropped_of(mark.key)
        return None if mark.frame in dropped else mark.frame - sum(number < mark.frame for number in dropped)

    def _of_frame_shown(self) -> KeyMark | None:
        image, frame = self._session.image, self._session.position.frame
        if image is None:
            return None
        return next((mark for mark in self._marks if (mark.key, mark.frame) == (image.key, frame)), None)

    @Slot()
    def _forget(self) -> None:
        if self._marks:
            self._marks = ()
            self.changed.emit()
