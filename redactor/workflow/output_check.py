"""The check that a review ends with: write the output of a series as it would leave, read it again, throw it away."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.deid.profile_file import load_profile
from redactor.model.stages import OutputName
from redactor.workflow.project import Project
from redactor.workflow.report import ItemStatus
from redactor.workflow.task import Task, knowing_changes, process

if TYPE_CHECKING:
    from redactor.model.case_plan import AttributeDecision
    from redactor.model.plan import RedactionPlan
    from redactor.workflow.release import Vouched


@dataclass(frozen=True)
class OutputToCheck:
    """A series as a person vouches for it.

    Attributes
    ----------
    images
        (source, plan) of each image.
    profile
        The name of the confidentiality profile.
    """

    images: tuple[tuple[Path, RedactionPlan], ...] = field(repr=False)
    vouched: Vouched
    decisions: tuple[tuple[str, AttributeDecision], ...] = ()
    profile: str = "basic"
    recode_to: str = "jpeg_ls"


def output_fault(series: OutputToCheck) -> str:
    """Give why the output of a series can't be released, in English; empty if nothing speaks against it.

    The files lie in a folder of their own, which only their owner can read, one at a time; nothing stays.
    """
    project = Project.ephemeral(load_profile(series.profile))
    with tempfile.TemporaryDirectory(prefix="redactor-check-") as name:
        folder = Path(name)
        partial = folder / "partial"
        partial.mkdir()
        tasks = {
            number: Task(
                source=source,
                name=OutputName(1, 1, number),
                destination=folder,
                partial=partial,
                project=project,
                plan=plan,
                style=plan.style,
                recode_to=series.recode_to,
                decisions=series.decisions,
                vouched=series.vouched,
            )
            for number, (source, plan) in enumerate(series.images, 1)
        }
        for task in knowing_changes(tasks, project.profile).values():
            item = process(task).item
            if item.status is not ItemStatus.DONE or item.output is None:
                return item.reason
            written = folder / item.output
            written.unlink()
            written.with_suffix(".record.json").unlink()
    return ""
