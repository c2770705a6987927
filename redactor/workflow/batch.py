"""De-identify many inputs, one after another or side by side; each ends as an item of the report."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import time
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from redactor.dicom.instance import Instance
from redactor.errors import DetectorFailed, PictureOnly, SetAside
from redactor.files import discard
from redactor.model.plan import RedactionPlan, accepting_proposals, require_fit
from redactor.model.region import StyleChoice
from redactor.workflow.apply import redact_instance
from redactor.workflow.export import export
from redactor.workflow.inputs import UNFORESEEN, files_below, mixed_series, open_images, unforeseen
from redactor.workflow.masking import FrameMasks, require_allowed_styles
from redactor.workflow.naming import Naming
from redactor.workflow.propose import propose
from redactor.workflow.report import Item, ItemStatus, read_done, write_report
from redactor.workflow.verify import file_sha256, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from redactor.deid.profile import Profile
    from redactor.model.case_plan import AttributeDecision
    from redactor.model.image import Place
    from redactor.model.record import DetectorRun
    from redactor.model.stages import OutputName, Redacted, Verified
    from redactor.workflow.output import OutputFolder
    from redactor.workflow.project import Project


@dataclass(frozen=True)
class Task:
    """One input with all that a worker needs; pickled to worker processes."""

    source: Path = field(repr=False)
    name: OutputName
    destination: Path
    partial: Path
    project: Project
    plan: RedactionPlan | None
    """None: propose, and accept all proposals."""
    style: StyleChoice
    recode_to: str = "jpeg_ls"
    """What lossy frames become that must be decoded: one of `recode.LOSSLESS_CHOICES`."""
    detectors: tuple[DetectorRun, ...] = ()
    """What searched before the plan was made, for the record."""
    decisions: tuple[tuple[str, AttributeDecision], ...] = ()
    """(attribute path, decision) of a person."""
    changed: frozenset[str] = field(default=frozenset(), repr=False)
    """SOP Instance UIDs of the run whose pixels change, where UIDs are retained."""


def run(
    paths: Sequence[Path],
    output: OutputFolder,
    *,
    plan: RedactionPlan | None = None,
    style: StyleChoice | None = None,
    recode_to: str = "jpeg_ls",
    jobs: int = 1,
    resume: bool = False,
    progress: Callable[[int, int, Item], None] = lambda done, total, item: None,
) -> list[Item]:
    """De-identify every image below the paths; a failure is an item, never the end of the run.

    Parameters
    ----------
    plan
        Applied to every image; None proposes and accepts.
    style
        The default style; None leaves the plan's own.
    recode_to
        One of `recode.LOSSLESS_CHOICES`: what lossy frames become that must be decoded.
    progress
        Takes how many are done, how many there are, and the item that has just ended. It may raise
        `KeyboardInterrupt`: then the current file is finished or discarded, and the report holds what was
        done.

    Returns
    -------
    list of Item
        In the order of the inputs. The report is written to the local folder.

    Raises
    ------
    UsageError
        If the plan or the style can't be carried out. Nothing was written.
    CannotWrite, DiskFull
        If the report can't be written.
    """
    chosen = style or (plan.style if plan else StyleChoice())
    require_allowed_styles(RedactionPlan(plan.regions if plan else (), chosen))
    naming_file = output.local / "project" / "names.json"
    naming = Naming.load(naming_file, output.project.replacements)
    earlier = read_done(output.report) if resume else {}
    items: dict[int, Item] = {}
    tasks: dict[int, Task] = {}
    for index, ready in enumerate(_triage(list(files_below(paths)), naming)):
        if isinstance(ready, Item):
            items[index] = ready
            continue
        source, name = ready
        done = earlier.get(str(source))
        if done is not None and _still_there(output.destination, done):
            items[index] = Item(done.source, done.output, ItemStatus.SKIPPED, "", 0.0)
            continue
        tasks[index] = Task(source, name, output.destination, output.partial, output.project, plan, chosen, recode_to)
    naming.save(naming_file)
    tasks = knowing_changes(tasks, output.project.profile)
    total = len(items) + len(tasks)
    try:
        for count, item in enumerate(items.values(), 1):
            progress(count, total, item)
        for item in _work(tasks, jobs, items):
            progress(len(items), total, item)
    finally:
        output.sweep()
        ordered = [items[index] for index in sorted(items)]
        write_report(output.report, ordered)
    return ordered


def process(task: Task) -> Item:
    """De-identify one input; whatever is wrong with it ends in the item."""
    start = time.monotonic()

    def item(status: ItemStatus, reason: str = "", output: str | None = None) -> Item:
        return Item(str(task.source), output, status, reason, round(time.monotonic() - start, 3))

    redacted: Redacted | None = None
    try:
        (image,) = open_images(task.source)
        if not isinstance(image, Instance):
            raise PictureOnly
        plan, runs = _planned(task, image)
        redacted = redact_instance(
            image,
            plan,
            project=task.project,
            name=task.name,
            folder=task.partial,
            detectors=runs,
            recode_to=task.recode_to,
            changed=task.changed,
            decisions=task.decisions,
        )
        verified: Verified = verify(redacted, image, task.project.profile)
        (written,) = export([verified], task.destination)
    except SetAside as error:
        return item(ItemStatus.SET_ASIDE, str(error))
    except ExceptionGroup as group:
        return item(ItemStatus.FAILED, " ".join(str(error) for error in group.exceptions))
    except UNFORESEEN as error:
        return item(ItemStatus.SET_ASIDE, str(unforeseen(error)))
    finally:
        if redacted is not None:
            discard(redacted.file)
    return item(ItemStatus.DONE, output=written.as_posix())


def knowing_changes(tasks: Mapping[int, Task], profile: Profile) -> dict[int, Task]:
    """Tell each task which instances of the run change their pixels, where the profile retains UIDs.

    That must be known before any is written: what refers to such an instance follows its new UID. A task that can't be
    planned is left as it is; it will be set aside when it is worked on.
    """
    if not profile.retains_uids:
        return dict(tasks)
    planned, changed = dict(tasks), set()
    for index, task in tasks.items():
        try:
            (image,) = open_images(task.source)
            if not isinstance(image, Instance):
                continue
            plan, runs = _planned(task, image)
            require_fit(plan, image.pixel_format)
            masks = FrameMasks(plan, image.pixel_format, image.pixel_data.grain)
            numbers = range(1, image.pixel_format.number_of_frames + 1)
            if any(masks.of(number).effective.any() for number in numbers):
                changed.add(image.place.instance)
        except (SetAside, *UNFORESEEN):
            continue
        planned[index] = replace(task, plan=plan, detectors=runs)
    return {index: replace(task, changed=frozenset(changed)) for index, task in planned.items()}


def _planned(task: Task, image: Instance) -> tuple[RedactionPlan, tuple[DetectorRun, ...]]:
    """Give the plan of a task, made from proposals where it has none, and what searched."""
    plan, runs = task.plan, task.detectors
    if plan is None:
        proposals = propose(image)
        for search in proposals.runs:
            if search.problem:
                raise DetectorFailed(detector=search.id)
        plan = accepting_proposals(RedactionPlan(proposals.regions()))
        runs = proposals.runs
    return RedactionPlan(plan.regions, task.style), runs


def _triage(files: Iterable[tuple[Path, SetAside | None]], naming: Naming) -> Iterator[Item | tuple[Path, OutputName]]:
    """Open every header once: what can't be worked on is set aside, the rest gets its name."""
    opened: list[Item | tuple[Path, Place]] = []  # not the instances: thousands of headers would fill the memory
    for path, problem in files:
        start = time.monotonic()
        try:
            if problem is not None:
                raise problem
            (image,) = open_images(path)
            if not isinstance(image, Instance):
                raise PictureOnly
            opened.append((path, image.place))
        except SetAside as error:
            opened.append(Item(str(path), None, ItemStatus.SET_ASIDE, str(error), round(time.monotonic() - start, 3)))
    mixed = mixed_series(entry[1] for entry in opened if not isinstance(entry, Item))
    for entry in opened:
        if isinstance(entry, Item):
            yield entry
            continue
        path, place = entry
        if place.series in mixed:
            yield Item(str(path), None, ItemStatus.SET_ASIDE, str(mixed[place.series]), 0.0)
        else:
            yield path, naming.name_for(place, str(path.resolve()))


def _work(tasks: dict[int, Task], jobs: int, items: dict[int, Item]) -> Iterator[Item]:
    """Yield the items of all tasks as they end, each noted in `items` by then."""
    if jobs > 1:
        waiting = list(tasks.items())[::-1]
        while waiting:  # once, unless a process is ended
            yield from _work_side_by_side(waiting, jobs, items)
        return
    for index, task in tasks.items():
        with _ctrl_c_afterwards():
            items[index] = process(task)
        yield items[index]


def _work_side_by_side(waiting: list[tuple[int, Task]], jobs: int, items: dict[int, Item]) -> Iterator[Item]:
    """Yield items as they end; tasks are taken from the end of `waiting`, some left there if a process is ended."""
    # Spawned, not forked: the window and OpenCV hold threads, which a fork would copy half-alive.
    context = multiprocessing.get_context("spawn")
    ignored = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=signal.signal, initargs=ignored) as pool:
        running: dict[Future[Item], tuple[int, Task]] = {}
        try:
            while waiting or running:
                try:
                    while waiting and len(running) < 2 * jobs:
                        with _ctrl_c_afterwards():
                            running[pool.submit(process, waiting[-1][1])] = waiting[-1]
                        waiting.pop()
                except BrokenProcessPool:
                    if not running:
                        return
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    index, task = running.pop(future)
                    items[index] = _outcome(future, task)
                    yield items[index]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            # What had begun when somebody stopped is finished now, and stands in the output.
            items.update({i: _outcome(future, task) for future, (i, task) in running.items() if not future.cancelled()})


def _outcome(future: Future[Item], task: Task) -> Item:
    try:
        return future.result()
    except BrokenProcessPool as error:  # the process was ended with all others: for want of memory, or by a decoder
        return Item(str(task.source), None, ItemStatus.SET_ASIDE, str(unforeseen(error)), 0.0)


@contextmanager
def _ctrl_c_afterwards() -> Iterator[None]:
    """Let Ctrl-C wait until what was begun has ended, and keep it from processes that are started meanwhile.

    It reaches every process of a terminal: the workers finish their files without a stack trace, and this one stops.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears of signals
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    if sys.platform != "win32":  # where signals can't be held back, a worker ignores them as soon as it runs
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, before)
    if pressed and callable(before):
        before(signal.SIGINT, None)


def _still_there(destination: Path, done: Item) -> bool:
    file = destination / (done.output or "")
    record = file.with_suffix(".record.json")
    return file.is_file() and record.is_file() and file_sha256(file).encode() in record.read_bytes()
