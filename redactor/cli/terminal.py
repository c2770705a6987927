"""Words for a terminal: a progress bar where there is one, plain lines elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from redactor.workflow.bulk import Step
    from redactor.workflow.report import Item

_WIDTH = 30


def say(line: str) -> None:
    """Print a line of results."""
    print(line, flush=True)


def complain(line: str) -> None:
    """Print a line of problems."""
    print(line, file=sys.stderr, flush=True)


def show_progress(done: int, total: int, item: Item) -> None:
    """Show how far a run is; without a terminal one plain line an input that was not done."""
    if sys.stderr.isatty():
        filled = _WIDTH * done // max(total, 1)
        end = "\n" if done == total else ""
        print(
            f"\r[{'█' * filled}{'·' * (_WIDTH - filled)}] {done}/{total}",
            end=end,
            file=sys.stderr,
            flush=True,
        )
    elif item.reason:
        complain(f"{done}/{total} {item.status}: {item.reason}")


class _StepLine:
    """Shows a step of a long run: the phase, how far it is, the rate, and the time that is left."""

    def is_terminal(self) -> bool:
        """True where a line can be written over."""
        return sys.stderr.isatty()

    def __call__(self, step: Step) -> None:
        """Show it, on a terminal in the place of the one before."""
        minutes, seconds = divmod(round(step.remaining), 60)
        left = f", {minutes}:{seconds:02} left" if step.done < step.total else ""
        line = f"{step.phase}: {step.done}/{step.total}, {step.rate:.1f}/s{left}"
        if self.is_terminal():
            print(f"\r{line:<60}", end="\n" if step.done == step.total else "", file=sys.stderr, flush=True)
        else:
            complain(line)


show_step: Final = _StepLine()
