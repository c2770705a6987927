"""Words for a terminal: a progress bar where there is one, plain lines elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
