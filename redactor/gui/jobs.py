"""How far long work is: what is counted, and how it is said. Free of Qt."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from redactor.gui.numbers import number
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.problems import Translate


class Phase(Enum):
    """What is being done."""

    SEARCHING = "searching"
    EXPORTING = "exporting"


_DOING: Final = {
    Phase.SEARCHING: QT_TRANSLATE_NOOP("Jobs", "Searching images: {done} of {count}"),
    Phase.EXPORTING: QT_TRANSLATE_NOOP("Jobs", "Exporting images: {done} of {count}"),
}
_SECONDS: Final = QT_TRANSLATE_NOOP("Jobs", "about {count} s left")
_MINUTES: Final = QT_TRANSLATE_NOOP("Jobs", "about {count} min left")
_PAUSED: Final = QT_TRANSLATE_NOOP("Jobs", "paused")
_PAUSING: Final = QT_TRANSLATE_NOOP("Jobs", "pauses after this image")
_SEPARATOR: Final = " · "


@dataclass(frozen=True)
class Job:
    """Long work that is under way.

    Attributes
    ----------
    seconds
        How long it has worked, without pauses.
    is_busy
        An image is being worked on: a pause begins after it.
    """

    phase: Phase
    done: int
    total: int
    seconds: float = 0.0
    is_paused: bool = False
    is_busy: bool = True

    @property
    def seconds_left(self) -> float | None:
        """How long it will take, if all goes on as before; None while nothing is done or nothing is left."""
        return self.seconds / self.done * (self.total - self.done) if 0 < self.done < self.total else None


def sentence(job: Job, translate: Translate) -> str:
    """Say how far a job is: ``Searching images: 3 of 12 · about 2 min left``."""
    text = translate("Jobs", _DOING[job.phase])
    parts = [text.format(done=number(job.done, translate), count=number(job.total, translate))]
    if job.is_paused:
        parts.append(translate("Jobs", _PAUSING if job.is_busy else _PAUSED))
    elif (left := job.seconds_left) is not None:
        in_minutes = left >= 90
        text = translate("Jobs", _MINUTES if in_minutes else _SECONDS)
        parts.append(text.format(count=round(left / 60) if in_minutes else max(round(left), 1)))
    return _SEPARATOR.join(parts)


class Stopwatch:
    """Counts the seconds of work, and none of a pause."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._counted = 0.0
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """What was counted until now."""
        return self._counted + (0.0 if self._since is None else self._now() - self._since)

    def restart(self) -> None:
        """Count from nothing."""
        self._counted, self._since = 0.0, self._now()

    def pause(self, paused: bool) -> None:
        """Stop counting, or go on."""
        self._counted, self._since = self.seconds, None if paused else self._now()
