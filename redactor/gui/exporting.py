"""Export the open case: one task an image, worked on by another process, ended by a report."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redactor.gui.problems import UNEXPECTED, WORKER_DIED
from redactor.workflow.batch import Task, knowing_changes, process
from redactor.workflow.naming import Naming
from redactor.workflow.output import prepare_output
from redactor.workflow.report import Item, ItemStatus, write_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from redactor.model.case_plan import CasePlan
    from redactor.model.record import DetectorRun
    from redactor.workflow.case import OpenedCase
    from redactor.workflow.output import OutputFolder

    Submit = Callable[[Callable[[Task], Item], Task], Future[Item]]
    """Hands a task to a worker process; a new one where the last has died."""
    Progress = Callable[[int, int, str], None]
    """Takes how many are done, how many there are, and the neutral name of the next one."""


@dataclass(frozen=True)
class Request:
    """What to export: taken once, so that edits made meanwhile change nothing."""

    case: OpenedCase = field(repr=False)
    plan: CasePlan
    runs: Mapping[str, tuple[DetectorRun, ...]]
    """Which detectors looked at each image, by its key."""
    destination: Path = field(repr=False)


@dataclass(frozen=True)
class Summary:
    """How an export ended."""

    items: tuple[Item, ...]
    destination: Path = field(repr=False)
    left: int = 0
    """Images that were not reached, because the person stopped."""

    def count(self, status: ItemStatus) -> int:
        """Count the items of a status."""
        return sum(item.status is status for item in self.items)

    def reasons(self) -> dict[str, int]:
        """Count the items without output by their reason, in English."""
        told: dict[str, int] = {}
        for item in self.items:
            if item.reason:
                told[item.reason] = told.get(item.reason, 0) + 1
        return told


def export_case(request: Request, submit: Submit, progress: Progress, is_cancelled: Callable[[], bool]) -> Summary:
    """Write the de-identified copies of all images of a case as candidates; originals are only read.

    Raises
    ------
    UsageError
        If the destination is refused: nothing was written.
    CannotWrite, DiskFull
        If a folder or the report can't be written.
    """
    sources = [image.path for image in request.case.images] + [problem.path for problem in request.case.problems]
    output = prepare_output(request.destination, sources)
    tasks = export_tasks(request, output)
    items = [
        Item(str(problem.path), None, ItemStatus.SET_ASIDE, str(problem.error), 0.0)
        for problem in request.case.problems
    ]
    done = 0
    try:
        for done, task in enumerate(tasks):
            if is_cancelled():
                return Summary(tuple(items), request.destination, left=len(tasks) - done)
            progress(done, len(tasks), task.name.stem)
            items.append(_outcome(submit(process, task), task))
        progress(len(tasks), len(tasks), "")
        return Summary(tuple(items), request.destination)
    finally:
        write_report(output.report, items)


def export_tasks(request: Request, output: OutputFolder) -> list[Task]:
    """Give one task an image, in the order of the case; the names that they get are saved at once."""
    file = output.local / "project" / "names.json"
    naming = Naming.load(file, output.project.replacements)
    tasks = dict(enumerate(_tasks(request, output, naming)))
    naming.save(file)
    return list(knowing_changes(tasks, output.project.profile).values())


def _tasks(request: Request, output: OutputFolder, naming: Naming) -> Iterator[Task]:
    for image in request.case.images:
        yield Task(
            source=image.path,
            name=naming.name_for(image.image.place, str(image.path.resolve())),
            destination=output.destination,
            partial=output.partial,
            project=output.project,
            plan=request.plan.fitting_plan_for(image.key, image.image.pixel_format),
            style=request.plan.style,
            detectors=request.runs.get(image.key, ()),
            decisions=request.plan.decisions,
        )


def _outcome(future: Future[Item], task: Task) -> Item:
    try:
        return future.result()
    except BrokenProcessPool:
        reason = WORKER_DIED
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        MemoryError,
        OSError,
        TypeError,
        ValueError,
    ) as error:
        # What nobody foresaw ends as an item, too; its message could quote a value, its type can't.
        reason = UNEXPECTED.format(kind=type(error).__name__)
    return Item(str(task.source), None, ItemStatus.FAILED, reason, 0.0)
