"""The command line: one module a subcommand. It calls the workflow and nothing else."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING

from redactor.cli import arguments
from redactor.errors import RedactorError

if TYPE_CHECKING:
    from collections.abc import Sequence

USAGE = 2


def run(words: Sequence[str]) -> int:
    """Run one command.

    Returns
    -------
    int
        0 everything done, 1 some inputs were set aside, 2 wrong usage or configuration, 3 an output failed
        its check.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # on every system
    try:
        chosen = arguments.parse(words)
    except SystemExit as end:  # argparse has said what is wrong, or printed the help
        return int(end.code or 0)
    try:
        return chosen.command(chosen)
    except RedactorError as error:  # what concerns an input alone ends in the report, not here
        print(f"redactor: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        with contextlib.suppress(BrokenPipeError):
            print("redactor: stopped; finished files are complete, nothing partial was left.", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output has left; nothing more is to be written at the end of Python
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
