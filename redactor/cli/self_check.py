"""`redactor --self-check`: say whether the program is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.cli.terminal import say
from redactor.workflow.self_check import self_check

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Print every part with its state; 2 if one is missing or broken."""
    del arguments
    broken = 0
    for part in self_check():
        say(f"{'✖' if part.problem else '✔'} {part.name}{': ' + part.problem if part.problem else ''}")
        broken += bool(part.problem)
    say(
        "The program is complete."
        if not broken
        else f"{broken} parts are missing or broken. Install the program again."
    )
    return 2 if broken else 0
