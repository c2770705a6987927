"""What commands with saved masks share: which templates are meant, how far a run is, and how Ctrl-C ends it."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from redactor.cli.terminal import complain, show_step
from redactor.workflow.templates import read_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redactor.errors import SetAside
    from redactor.model.template import MaskTemplate
    from redactor.workflow.bulk import BulkResult, Step
    from redactor.workflow.templates import Library

_EVERY: Final = 10.0


@dataclass(frozen=True)
class Chosen:
    """A template, and the name and folder that it has in a library; empty for a file."""

    template: MaskTemplate
    name: str = ""


def chosen_from(word: str, library: Library) -> Chosen:
    """Give a template by the path of its file, or by its name in the library, where it must be in use."""
    if Path(word).is_file():
        return Chosen(read_template(Path(word)))
    return Chosen(library.in_use(word), word)


def count_uses(result: BulkResult, chosen: Sequence[Chosen], library: Library) -> None:
    """Add to the statistics of the library how often each of its templates was applied in a run."""
    for index, count in result.by_template.items():
        if chosen[index].name:
            library.count(chosen[index].name, chosen[index].template.version, applied=count)


@dataclass
class Shown:
    """Shows steps on a terminal as they come, elsewhere now and then."""

    _last: float = field(default=0.0)
    _phase: str = ""

    def step(self, step: Step) -> None:
        """Take a step."""
        now = time.monotonic()
        ends = step.done == step.total and step.phase != "list"
        if step.phase != self._phase or ends or now - self._last >= (0.2 if show_step.is_terminal() else _EVERY):
            self._last, self._phase = now, step.phase
            show_step(step)


def say_why(reason: SetAside) -> None:
    """Say why a run waits."""
    complain(f"redactor: paused. {reason} It goes on by itself when there is room; Ctrl-C ends it, --resume goes on.")


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """Let the first Ctrl-C finish what was begun; the second one ends the program at once."""
    stopped = threading.Event()

    def stop(number: int, frame: object) -> None:
        del number, frame
        stopped.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        complain("redactor: stopping after the current files …")

    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def end_if(stopped: threading.Event) -> None:
    """End the command as Ctrl-C would have, if it was pressed."""
    if stopped.is_set():
        raise KeyboardInterrupt
