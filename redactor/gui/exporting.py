"""Export the open case: one task an image, worked on by another process, ended by a report."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redactor.deid.profile_file import load_profile
from redactor.gui.problems import UNEXPECTED, WORKER_DIED
from redactor.trust.linkage_map import open_map
from redactor.workflow.output import prepare_output
from redactor.workflow.report import Item, ItemStatus, write_report
from redactor.workflow.task import Noise, Outcome, Task, knowing_changes, process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from redactor.model.case_plan import CasePlan
    from redactor.model.record import DetectorRun
    from redactor.styles import NoiseOptions
    from redactor.trust.linkage_map import LinkageMap
    from redactor.workflow.case import CaseImage, OpenedCase
    from redactor.workflow.naming import Naming
    from redactor.workflow.output import OutputFolder
    from redactor.workflow.release import Vouched

    Submit = Callable[[Callable[[Task], Outcome], Task], Future[Outcome]]
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
    noise: NoiseOptions | None = None
    """Asks for a copy with noise of each image, never for diagnosis."""
    profile: str = ""
    """The name of the confidentiality profile; empty is that of the project, which is the Basic one if it is new."""
    recode_to: str = "jpeg_ls"
    """What lossy frames become that must be decoded: one of `redactor.dicom.recode.LOSSLESS_CHOICES`."""
    vouched: Mapping[str, Vouched] = field(default_factory=dict)
    """Who vouches for images, by their keys; the others are candidates that nobody reviewed."""
    with_candidates: bool = True
    """Whether candidates are written, too."""
    kept_back: frozenset[str] = frozenset()
    """Keys of images in quarantine: not written in any way."""

    @property
    def images(self) -> tuple[CaseImage, ...]:
        """The images that are written."""
        wanted = (image for image in self.case.images if self.with_candidates or image.key in self.vouched)
        return tuple(image for image in wanted if image.key not in self.kept_back)


@dataclass(frozen=True)
class Summary:
    """How an export ended."""

    items: tuple[Item, ...]
    destination: Path = field(repr=False)
    left: int = 0
    """Images that were not reached, because the person stopped."""
    released: frozenset[str] = frozenset()
    """Keys of the images whose results were released."""

    def count(self, status: ItemStatus) -> int:
        """Count the items of a status."""
        return sum(item.status is status for item in self.items)

    def reasons(self) -> dict[str, int]:
        """Count items, and copies with noise, without output by their reason, in English."""
        told: dict[str, int] = {}
        for item in self.items:
            for reason in (item.reason, item.noise.reason if item.noise else ""):
                if reason:
                    told[reason] = told.get(reason, 0) + 1
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
    profile = load_profile(request.profile) if request.profile else None
    output = prepare_output(request.destination, sources, profile=profile)
    with open_map(output.map, output.project.key) as linkage:
        linkage.add([output.link])
        return _export(request, output, linkage, submit=submit, progress=progress, is_cancelled=is_cancelled)


def _export(
    request: Request,
    output: OutputFolder,
    linkage: LinkageMap,
    *,
    submit: Submit,
    progress: Progress,
    is_cancelled: Callable[[], bool],
) -> Summary:
    tasks = export_tasks(request, output)
    released: set[str] = set()
    items = [
        Item(str(problem.path), None, ItemStatus.SET_ASIDE, str(problem.error), 0.0)
        for problem in request.case.problems
    ]
    done = 0
    try:
        for done, (image, task) in enumerate(zip(request.images, tasks, strict=True)):
            if is_cancelled():
                return Summary(tuple(items), request.destination, len(tasks) - done, frozenset(released))
            progress(done, len(tasks), task.name.stem)
            outcome = _outcome(submit(process, task), task)
            linkage.add(outcome.links)
            items.append(outcome.item)
            if task.vouched is not None and outcome.item.status is ItemStatus.DONE:
                released.add(image.key)
        progress(len(tasks), len(tasks), "")
        return Summary(tuple(items), request.destination, released=frozenset(released))
    finally:
        linkage.sync()
        write_report(output.report, items)


def export_tasks(request: Request, output: OutputFolder) -> list[Task]:
    """Give one task an image, in the order of the case; the names that they get are saved at once."""
    naming, file = output.naming()
    tasks = dict(enumerate(_tasks(request, output, naming)))
    naming.save(file)
    return list(knowing_changes(tasks, output.project.profile).values())


def _tasks(request: Request, output: OutputFolder, naming: Naming) -> Iterator[Task]:
    names = [naming.name_for(image.image.place, str(image.path.resolve())) for image in request.images]
    # Copies with noise are named after all others, whose names stay what they are without noise.
    for image, name in zip(request.images, names, strict=True):
        yield Task(
            source=image.path,
            name=name,
            destination=output.destination,
            partial=output.partial,
            project=output.project,
            plan=request.plan.fitting_plan_for(image.key, image.image.pixel_format),
            style=request.plan.style,
            recode_to=request.recode_to,
            detectors=request.runs.get(image.key, ()),
            noise=Noise(request.noise, naming.noise_name_for(image.image.place, str(image.path.resolve())))
            if request.noise
            else None,
            decisions=request.plan.decisions,
            vouched=request.vouched.get(image.key),
        )


def _outcome(future: Future[Outcome], task: Task) -> Outcome:
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
    return Outcome(Item(str(task.source), None, ItemStatus.FAILED, reason, 0.0))
