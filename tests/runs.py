"""Run the workflow on built instances, as short as a test wants it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from redactor.dicom.instance import Instance
from redactor.model.stages import OutputName
from redactor.workflow.apply import redact_instance
from redactor.workflow.batch import run
from redactor.workflow.output import prepare_output
from redactor.workflow.project import Project
from redactor.workflow.verify import verified_once_made
from tests.instances import hiding

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.model.plan import RedactionPlan
    from redactor.model.stages import Redacted, Verified
    from redactor.workflow.report import Item

PROJECT: Final = Project(bytes(range(32)))
NAME: Final = OutputName(1, 1, 1)
CORNER: Final = hiding((0, 0, 4, 3))
"""Hides four columns and three rows at the top left."""


def redacted(source: Path, folder: Path, plan: RedactionPlan = CORNER, **how: Any) -> Redacted:
    """Write the unfinished result for one file."""
    return redact_instance(Instance.open(source), plan, project=PROJECT, name=NAME, folder=folder, **how)


def verified(source: Path, folder: Path, plan: RedactionPlan = CORNER, **how: Any) -> Verified:
    """Write and check the result for one file."""
    return verified_once_made(partial(redacted, source, folder, plan, **how), Instance.open(source))


def applied(sources: list[Path], destination: Path, plan: RedactionPlan | None = CORNER, **how: Any) -> list[Item]:
    """De-identify files and folders below a destination; `project` names the folder of a lasting one."""
    output = prepare_output(destination, sources, how.pop("project", None))
    return run(sources, output, plan=plan, **how)
