"""Cine: frames one after the other, each painted before the next one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot

from redactor.gui.canvas.content import Viewable
from redactor.gui.position import Position, by_frames, frames_before, frames_in_series, image_at

if TYPE_CHECKING:
    from redactor.gui.panels.viewport import Viewport
    from redactor.gui.session_model import Session
    from redactor.workflow.case import OpenedCase

UNSAID: Final = 3.0
"""Frames a second where neither header nor settings say anything.

Not so fast that it flickers (WCAG 2.3.1), and each frame is seen.
"""
RATES: Final = (0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 10.0, 12.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0)
_MEASURED_OVER: Final = 0.8
"""How much of the rate shown so far stays when a frame is added to it."""


class Cine(QObject):
    """Plays the frames of the image shown, or, where it has one alone, the images of its series."""

    changed = Signal()
    """It was started or stopped, or plays in another way."""
    measured = Signal()
    """A frame was painted while it plays."""

    def __init__(self, session: Session, viewport: Viewport) -> None:
        super().__init__(viewport)
        self._session = session
        self._viewport = viewport
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock = QElapsedTimer()
        self._due = 0.0
        self._painted_at = 0
        self._chosen: dict[str, float] = {}
        self._unsaid = UNSAID
        self._sweeps: bool | None = None
        self._direction = 1
        self._awaited: tuple[str, int] | None = None
        self.is_running = False
        self.shown_rate = 0.0
        session.position_changed.connect(self._follow)
        session.case_changed.connect(self._reset)
        viewport.frame_appeared.connect(self._go_on)
        viewport.loader.failed.connect(self.stop)  # it would wait for ever

    # --- how it plays -----------------------------------------------------------------------------------------

    @property
    def frames(self) -> int:
        """How many frames there are to play; 1 or 0 is nothing to play."""
        case, position = self._session.case, self._session.position
        if case is None:
            return 0
        own = image_at(case, position).image.pixel_format.number_of_frames
        return own if own > 1 else frames_in_series(case, position)

    @property
    def rate(self) -> float:
        """Frames a second that are aimed at: chosen by a person, else recommended by the header."""
        image = self._session.image
        if image is None:
            return self._unsaid
        said = image.image.playback.rate if isinstance(image.image, Viewable) else None
        return self._chosen.get(image.key if self._plays_image else self._series, said or self._unsaid)

    @property
    def sweeps(self) -> bool:
        """True where it plays forth and back: chosen, else as the header prefers."""
        image = self._session.image
        if self._sweeps is not None or image is None:
            return bool(self._sweeps)
        return isinstance(image.image, Viewable) and image.image.playback.sweeps

    def set_unsaid(self, rate: float) -> None:
        """Play at this rate, in frames a second, what states none."""
        if rate != self._unsaid:
            self._unsaid = rate
            self.changed.emit()

    def change_rate(self, step: int) -> None:
        """Take the next faster rate (1) or the next slower one (-1)."""
        image = self._session.image
        if image is not None:
            now = self.rate
            others = [rate for rate in RATES if (rate - now) * step > 0] or [now]
            rate = min(others) if step > 0 else max(others)
            self._chosen[image.key if self._plays_image else self._series] = rate
            self.changed.emit()

    def toggle_sweep(self) -> None:
        """Play forth and back, or from the start again."""
        self._sweeps = not self.sweeps
        self._direction = 1
        self.changed.emit()

    def toggle(self) -> None:
        """Start or stop."""
        if self.is_running:
            self.stop()
        elif self.frames > 1:
            self.is_running, self._direction, self.shown_rate = True, 1, 0.0
            self.changed.emit()
            self._clock.start()
            self._due, self._painted_at = 0.0, 0
            self._step()

    def stop(self) -> None:
        """Stay at the frame shown."""
        self._timer.stop()
        self._awaited = None
        if self.is_running:
            self.is_running = False
            self.changed.emit()

    # --- playing ----------------------------------------------------------------------------------------------

    @Slot()
    def _step(self) -> None:
        case = self._session.case
        if case is None or self.frames < 2 or self._viewport.view.is_drawing:
            self.stop()
            return
        there = self._next(case, self._session.position)
        self._awaited = (image_at(case, there).key, there.frame)
        self._session.go_to(there)

    def _next(self, case: OpenedCase, position: Position) -> Position:
        count = self.frames
        now = position.frame - 1 if self._plays_image else frames_before(case, position)
        if not 0 <= now + self._direction < count:
            self._direction = -1 if self.sweeps else 1
            self._direction = 1 if now == 0 else self._direction
            now = now if self.sweeps else -1
        step = now + self._direction
        if self._plays_image:
            return Position(position.series, position.image, step + 1)
        return by_frames(case, Position(position.series), step)

    @Slot(str, int)
    def _go_on(self, key: str, number: int) -> None:
        """Wait until the next step is due, now that this one was painted; one that came late makes none be skipped."""
        if self._awaited != (key, number):
            return
        self._awaited = None
        now, interval = self._clock.elapsed(), 1000 / self.rate
        self.shown_rate = _mean(self.shown_rate, 1000 / max(now - self._painted_at, 1))
        self._painted_at = now
        self._due = max(self._due + interval, now)
        self._timer.start(round(self._due - now))
        self.measured.emit()

    @Slot()
    def _follow(self) -> None:
        """Stop where somebody goes elsewhere."""
        case, position = self._session.case, self._session.position
        if self.is_running and case is not None and self._awaited != (image_at(case, position).key, position.frame):
            self.stop()
        elif not self.is_running:
            self.changed.emit()

    @Slot()
    def _reset(self) -> None:
        self.stop()
        self._chosen.clear()
        self._sweeps = None
        self.changed.emit()

    @property
    def _plays_image(self) -> bool:
        image = self._session.image
        return image is not None and image.image.pixel_format.number_of_frames > 1

    @property
    def _series(self) -> str:
        case = self._session.case
        return "" if case is None else case.series[self._session.position.series].key


def _mean(before: float, now: float) -> float:
    return now if before == 0 else before * _MEASURED_OVER + now * (1 - _MEASURED_OVER)
