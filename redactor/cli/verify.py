"""`redactor verify`: check de-identified instances, alone or against their originals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.cli.terminal import complain, say
from redactor.deid.profile_file import load_profile
from redactor.errors import InvalidDocument, NoInput, SetAside, UsageError
from redactor.workflow.check import Verdict, check_instance
from redactor.workflow.inputs import files_below, require_existing

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from redactor.deid.profile import Profile

FAILED = 3


def run(arguments: argparse.Namespace) -> int:
    """Say of each instance which checks it passed; 3 if one failed a check, 1 if one could not be checked."""
    require_existing([*arguments.paths, *arguments.original, *([arguments.record] if arguments.record else [])])
    originals = [path for path, problem in files_below(arguments.original) if problem is None]
    files = [(path, problem) for path, problem in files_below(arguments.paths) if not path.name.endswith(".json")]
    if not files:
        raise NoInput
    if arguments.record is not None and len(files) != 1:
        raise UsageError
    profile = load_profile(arguments.profile) if arguments.profile else None
    status = 0
    for path, problem in files:
        try:
            verdict = _verdict(path, problem, arguments.record, originals, profile)
        except (SetAside, InvalidDocument) as error:
            if arguments.record is not None and isinstance(error, InvalidDocument):
                raise  # it was named, not found beside the file
            complain(f"not checked {path}: {error}")
            status = max(status, 1)
            continue
        _print(path, verdict)
        status = max(status, 0 if verdict.passed else FAILED)
    return status


def _verdict(
    path: Path, problem: SetAside | None, record: Path | None, originals: list[Path], profile: Profile | None
) -> Verdict:
    if problem is not None:
        raise problem
    beside = path.with_suffix(".record.json")
    return check_instance(path, record or (beside if beside.exists() else None), originals, profile)


def _print(path: Path, verdict: Verdict) -> None:
    say(f"{'passed' if verdict.passed else 'FAILED'} {path}")
    for check in verdict.checks:
        say(f"  {'✔' if check.passed else '✖'} {check.name}{': ' + check.detail if check.detail else ''}")
