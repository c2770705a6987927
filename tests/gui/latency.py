"""A watchdog for the thread of the window: how long an event that arrives at any moment would have to wait.

A timer beats every few milliseconds. When the thread is busy, the beat comes late by as much. Two clocks are read: that
of the wall, and that of the thread, which stands still while other programs (or other threads) have the processor.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5


@dataclass
class Latency:
    """Gaps between two beats in milliseconds: of the wall, and of the thread's own work."""

    wall: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    def percentile(self, share: float, *, own: bool) -> float:
        """Give what events that arrive evenly wait at most, but for the longest ones."""
        waits = sorted(wait for gap in (self.own if own else self.wall) for wait in _waits(gap))
        return waits[min(math.ceil(share * len(waits)), len(waits)) - 1] if waits else 0.0

    def longest(self, *, own: bool) -> float:
        """Give the longest wait."""
        return max(self.own if own else self.wall, default=0.0)


def _waits(gap: float) -> list[float]:
    """Give the waits of events that would have arrived each `BEAT_MS` while the thread was busy."""
    return [gap - BEAT_MS * number for number in range(max(math.ceil(gap / BEAT_MS), 1))]


class Watchdog(QObject):
    """Measures from `start` on, while the event loop runs."""

    def __init__(self) -> None:
        super().__init__()
        self.latency = Latency()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = (0.0, 0.0)

    def start(self) -> None:
        """Forget what was measured, and measure."""
        self.latency = Latency()
        self._last = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> Latency:
        """Give what was measured, the time since the last beat included."""
        self._beat()
        self._timer.stop()
        return self.latency

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        wall, own = ((new - old) * 1000 for new, old in zip(now, self._last, strict=True))
        self._last = now
        self.latency.wall.append(max(wall - BEAT_MS, 0.0))
        self.latency.own.append(own)
