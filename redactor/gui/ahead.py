"""Follows where a person goes through a case, and has the frames made ready that come next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.gui.position import Position, image_at
from redactor.gui.prefetch import neighbours, travel

if TYPE_CHECKING:
    from redactor.gui.frames import FrameLoader
    from redactor.gui.session_model import Session


class FramesAhead:
    """Knows the place and the direction of travel."""

    def __init__(self, session: Session, loader: FrameLoader) -> None:
        self._session = session
        self._loader = loader
        self.forget()

    def forget(self) -> None:
        """Begin anew, at the first frame of a case."""
        self._here, self._direction = Position(), 1

    def follow(self) -> None:
        """Take note of a step."""
        now = self._session.position
        self._direction = travel(self._here, now)
        self._here = now

    def prepare(self) -> None:
        """Have the frames made ready that will be asked for next: call it once the one asked for is shown."""
        if (case := self._session.case) is not None:
            near = neighbours(case, self._here, self._direction, budget=self._session.cache.limit)
            self._loader.expect([(image_at(case, one), one.frame) for one in near])
