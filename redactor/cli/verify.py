"""`redactor verify`: check de-identified instances, alone or against their originals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from redactor.cli.terminal import complain, say
from redactor.errors import SetAside, UsageError
from redactor.workflow.check import Verdict, check_instance
from redactor.workflow.inputs import files_below, require_existing

if TYPE_CHECKING:
    import argparse

FAILED = 3


def run(arguments: argparse.Namespace) -> int:
    """Say of each instance which checks it passed; 3 if one failed a check, 1 if one could not be checked."""
    require_existing([*arguments.paths, *arguments.original])
    originals = [path for path, _ in files_below(arguments.original)]
    files = [path for path, _ in files_below(arguments.paths) if not path.name.endswith(".json")]
    if arguments.record is not None and len(files) != 1:
        raise UsageError
    status = 0
    for path in files:
        record = arguments.record or Path(path).with_suffix(".record.json")
        try:
            verdict = check_instance(path, record if record.exists() else None, originals)
        except SetAside as error:
            complain(f"not checked {path}: {error}")
            status = max(status, 1)
            continue
        _print(path, verdict)
        status = max(status, 0 if verdict.passed else FAILED)
    return status


def _print(path: Path, verdict: Verdict) -> None:
    say(f"{'passed' if verdict.passed else 'FAILED'} {path}")
    for check in verdict.checks:
        say(f"  {'✔' if check.passed else '✖'} {check.name}{': ' + check.detail if check.detail else ''}")
