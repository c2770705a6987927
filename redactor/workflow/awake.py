"""Keep the computer from going to sleep while something runs; the screen may go dark."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTLED: Final = 0.3
"""Seconds after which a helper that could not do it has ended."""
_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001
"""ES_CONTINUOUS and ES_SYSTEM_REQUIRED of SetThreadExecutionState."""


@contextmanager
def awake() -> Iterator[bool]:
    """Ask the system to stay awake until the end, however the program ends; gives whether it agreed."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        kernel = ctypes.windll.kernel32
        agreed = bool(kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM_REQUIRED))
        try:
            yield agreed
        finally:
            kernel.SetThreadExecutionState(_CONTINUOUS)
        return
    words = _helper()
    if words is None:
        yield False
        return
    # The helper ends with the pipe, which the system closes even where this process is killed.
    with subprocess.Popen(  # noqa: S603 - programs of the system, found in its path
        words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as helper:
        try:
            try:
                helper.wait(_SETTLED)
            except subprocess.TimeoutExpired:
                yield True
            else:
                yield False
        finally:
            helper.terminate()


def _helper() -> list[str] | None:
    """Give the words that start what keeps this system awake, None where there is nothing."""
    if sys.platform == "darwin":
        return ["/usr/bin/caffeinate", "-i", "-w", str(os.getpid())]
    program, cat = shutil.which("systemd-inhibit"), shutil.which("cat")
    if program is None or cat is None:
        return None
    why = ["--what=sleep:idle", "--who=redactor", "--why=A run is going on", "--mode=block"]
    return [program, *why, cat]
