"""`redactor open`: the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Open the window, with paths or the sample case in it."""
    from redactor.gui.app import run as run_window  # noqa: PLC0415 - Qt is loaded only where a window is wanted

    return run_window(arguments.paths, sample=arguments.sample)
