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
from functools import partial
from typing import TYPE_CHECKING

from redactor.dicom.non_image import NonImage
from redactor.errors import Changed, CheckFailed, DetectorFailed, DiskFull, ReviewRefused, ScreenCapture, SetAside
from redactor.files import discard
from redactor.model.plan import RedactionPlan, accepting_proposals, require_fit
from redactor.model.region import Kind, StyleChoice
from redactor.trust.linkage_map import open_map
from redactor.workflow.apply import redact_instance, redact_non_image
from redactor.workflow.export import export
from redactor.workflow.guard import OPEN
from redactor.workflow.inputs import UNFORESEEN, files_below, mixed_series, open_instance, place_in, unforeseen
from redactor.workflow.masking import FrameMasks, require_allowed_styles
from redactor.workflow.noise import add_noise
from redactor.workflow.propose import propose
from redactor.workflow.release import release
from redactor.workflow.report import Item, ItemStatus, NoiseItem, read_done, write_report
from redactor.workflow.verify import verified_once_made, verify_noise, verify_non_image
from redactor.workflow.written import file_sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from redactor.deid.profile import Profile
    from redactor.dicom.instance import Instance
    from redactor.model.case_plan import AttributeDecision
    from redactor.model.image import Place
    from redactor.model.links import Link
    from redactor.model.record import DetectorRun, Review
    from redactor.model.stages import Noised, OutputName, Redacted, Verified
    from redactor.styles import NoiseOptions
    from redactor.trust.linkage_map import LinkageMap
    from redactor.workflow.guard import Guard
    from redactor.workflow.naming import Naming
    from redactor.workflow.output import OutputFolder
    from redactor.workflow.project import Project
    from redactor.workflow.release import Vouched


@dataclass(frozen=True)
class Noise:
    """A copy with noise: how much, and its name."""

    options: NoiseOptions
    name: OutputName


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
    noise: Noise | None = None
    """A copy with noise that is wanted, too."""
    include_screen_captures: bool = False
    """Whether a copy of a screen is masked like any image where there is no plan, rather than set aside."""
    decisions: tuple[tuple[str, AttributeDecision], ...] = ()
    """(attribute path, decision) of a person."""
    changed: frozenset[str] = field(default=frozenset(), repr=False)
    """SOP Instance UIDs of the run whose pixels change, where UIDs are retained."""
    place: Place | None = field(default=None, repr=False)
    """Where the input belonged when it got its name."""
    vouched: Vouched | None = None
    """Who reviewed the plan; None: the result is a candidate that nobody looked at."""
    guard: Guard = OPEN
    """What is asked of the input and the result beside all checks, and how it is written."""


@dataclass(frozen=True)
class Outcome:
    """What became of one input, and the links of what was written."""

    item: Item
    links: tuple[Link, ...] = field(default=(), repr=False)
    disk_full: bool = False
    """Set aside for want of room alone: it can be done when there is some."""


def run(
    paths: Sequence[Path],
    output: OutputFolder,
    *,
    plan: RedactionPlan | None = None,
    style: StyleChoice | None = None,
    recode_to: str = "jpeg_ls",
    noise: NoiseOptions | None = None,
    include_screen_captures: bool = False,
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
    noise
        Asks for a copy with noise beside each result, which is never for diagnosis.
    include_screen_captures
        Whether copies of screens are masked like other images where there is no plan; else they are set aside.
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
        If the plan or the style can't be carried out, or the linkage map can't be had. Nothing was written.
    CannotWrite, DiskFull
        If the report or the linkage map can't be written.
    """
    with open_map(output.map, output.project.key) as linkage:
        linkage.add([output.link])
        return _run(
            paths,
            output,
            linkage,
            plan=plan,
            style=style,
            recode_to=recode_to,
            noise=noise,
            include_screen_captures=include_screen_captures,
            jobs=jobs,
            resume=resume,
            progress=progress,
        )


def _run(
    paths: Sequence[Path],
    output: OutputFolder,
    linkage: LinkageMap,
    *,
    plan: RedactionPlan | None,
    style: StyleChoice | None,
    recode_to: str,
    noise: NoiseOptions | None,
    include_screen_captures: bool,
    jobs: int,
    resume: bool,
    progress: Callable[[int, int, Item], None],
) -> list[Item]:
    chosen = style or (plan.style if plan else StyleChoice())
    require_allowed_styles(RedactionPlan(plan.regions if plan else (), chosen))
    naming, naming_file = output.naming()
    earlier = read_done(output.report) if resume else {}
    items: dict[int, Item] = {}
    tasks: dict[int, Task] = {}
    places: dict[int, Place] = {}
    for index, ready in enumerate(_triage(list(files_below(paths)), naming)):
        if isinstance(ready, Item):
            items[index] = ready
            continue
        source, name, place = ready
        done = earlier.get(str(source))
        if done is not None and _still_there(output.destination, done, noise):
            items[index] = Item(done.source, done.output, ItemStatus.SKIPPED, "", 0.0, done.noise if noise else None)
            continue
        places[index] = place
        into = (output.destination, output.partial, output.project)
        tasks[index] = Task(
            source,
            name,
            *into,
            plan,
            chosen,
            recode_to,
            place=place,
            include_screen_captures=include_screen_captures,
        )
    if noise is not None:  # after all others, whose names stay what they are without noise
        for index, task in tasks.items():
            name = naming.noise_name_for(places[index], str(task.source.resolve()))
            tasks[index] = replace(task, noise=Noise(noise, name))
    naming.save(naming_file)
    tasks = knowing_changes(tasks, output.project.profile)
    total = len(items) + len(tasks)
    try:
        for count, item in enumerate(items.values(), 1):
            progress(count, total, item)
        for item in _work(tasks, jobs, items, linkage):
            progress(len(items), total, item)
    finally:
        output.sweep()
        linkage.sync()  # before the report, which tells the next run what is finished
        ordered = [items[index] for index in sorted(items)]
        write_report(output.report, ordered)
    return ordered


def process(task: Task) -> Outcome:
    """De-identify one input; whatever is wrong with it ends in the item."""
    start = time.monotonic()

    def ended(status: ItemStatus, reason: str = "", output: str | None = None, links: tuple[Link, ...] = ()) -> Outcome:
        return Outcome(Item(str(task.source), output, status, reason, round(time.monotonic() - start, 3)), links)

    made: Redacted | Verified | None = None
    copied: Verified | NoiseItem | None = None
    review: Review = "none" if task.vouched is None else task.vouched.review
    try:
        image = open_instance(task.source)
        if task.place not in (None, image.place):
            raise Changed
        task.guard.admit(image)
        if isinstance(image, NonImage):
            made = redact_non_image(
                image,
                project=task.project,
                name=task.name,
                folder=task.partial,
                changed=task.changed,
                decisions=task.decisions,
                review=review,
                words_confirmed=task.vouched is not None,
            )
            checked = _released(task, verify_non_image(made, image, task.project.profile))
            (written,) = export([checked], task.destination)
            return ended(ItemStatus.DONE, output=written.as_posix(), links=checked.links)
        plan, runs = _planned(task, image)
        redact = partial(
            redact_instance,
            image,
            plan,
            project=task.project,
            name=task.name,
            folder=task.partial,
            detectors=runs,
            recode_to=task.recode_to,
            changed=task.changed,
            decisions=task.decisions,
            review=review,
            words_confirmed=task.vouched is not None,
        )
        made = verified_once_made(redact, image, task.project.profile)
        passed = task.guard.passed(made, image)
        verified: Verified = _released(task, passed)
        copied = _copy_with_noise(task, verified, image)
        (written,) = task.guard.export([verified], task.destination, export)
        noise = _exported(copied, task.destination)
    except (SetAside, ReviewRefused) as error:
        return replace(ended(ItemStatus.SET_ASIDE, str(error)), disk_full=isinstance(error, DiskFull))
    except ExceptionGroup as group:
        return ended(ItemStatus.FAILED, " ".join(str(error) for error in group.exceptions))
    except UNFORESEEN as error:
        return ended(ItemStatus.SET_ASIDE, str(unforeseen(error)))
    finally:
        for left in (made, copied):
            if left is not None and not isinstance(left, NoiseItem):
                discard(left.file)
    done = ended(ItemStatus.DONE, output=written.as_posix(), links=verified.links)
    told = replace(done.item, noise=noise, fills=verified.record.fills, obscured=verified.record.obscured)
    return replace(done, item=told)


def _released(task: Task, checked: Verified) -> Verified:
    """Give a checked result as it may leave: released where somebody vouches for it, else as a candidate."""
    if task.vouched is None:
        return checked
    return release(checked, task.vouched.approve(checked)).verified


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
            image = open_instance(task.source)
            if isinstance(image, NonImage):
                continue
            plan, runs = _planned(task, image)
            require_fit(plan, image.pixel_format)
            masks = FrameMasks(plan, image.pixel_format, image.pixel_data.grain)
            numbers = plan.kept_frames(image.pixel_format.number_of_frames)
            if plan.dropped_frames or any(masks.of(number).effective.any() for number in numbers):
                changed.add(image.place.instance)
        except (SetAside, *UNFORESEEN):
            continue
        planned[index] = replace(task, plan=plan, detectors=runs)
    return {index: replace(task, changed=frozenset(changed)) for index, task in planned.items()}


def _planned(task: Task, image: Instance) -> tuple[RedactionPlan, tuple[DetectorRun, ...]]:
    """Give the plan and what searched before it was made; without a plan, propose, and accept all proposals.

    A screen that is to be included is masked where its texts are, not as a whole.
    """
    if task.plan is not None:
        return replace(task.plan, style=task.style), task.detectors
    proposals = propose(image)
    for searched in proposals.runs:
        if searched.problem:
            raise DetectorFailed(detector=searched.id)
    regions = tuple(region for region in proposals.regions() if region.kind is not Kind.SCREEN_CAPTURE)
    if len(regions) < len(proposals.found) and not task.include_screen_captures:
        raise ScreenCapture
    plan = accepting_proposals(RedactionPlan(regions))
    return replace(plan, style=task.style), proposals.runs


def _copy_with_noise(task: Task, verified: Verified, original: Instance) -> Verified | NoiseItem | None:
    """Make and check the copy with noise that is wanted, or say why there is none: the result does not depend on it."""
    if task.noise is None:
        return None
    noise = task.noise
    noised: Noised | None = None
    try:
        noised = add_noise(verified, noise.options, project=task.project, name=noise.name, folder=task.partial)
        return verify_noise(noised, original)
    except (SetAside, CheckFailed) as error:
        reason, failed = str(error), isinstance(error, CheckFailed)
    except ExceptionGroup as group:
        reason, failed = " ".join(str(error) for error in group.exceptions), True
    except UNFORESEEN as error:
        reason, failed = str(unforeseen(error)), False
    if noised is not None:
        discard(noised.file)
    return NoiseItem(None, reason, failed)


def _exported(copy: Verified | NoiseItem | None, destination: Path) -> NoiseItem | None:
    if copy is None or isinstance(copy, NoiseItem):
        return copy
    try:
        (written,) = export([copy], destination)
    except SetAside as error:
        return NoiseItem(None, str(error))
    told = copy.record.noise
    assert told is not None  # noqa: S101 - only `verify_noise` made it
    return NoiseItem(
        written.as_posix(),
        epsilon=told.epsilon,
        m=told.m,
        b=told.b,
        total_epsilon=told.total_epsilon,
        psnr=told.psnr,
        ssim=told.ssim,
    )


def _triage(
    files: Iterable[tuple[Path, SetAside | None]], naming: Naming
) -> Iterator[Item | tuple[Path, OutputName, Place]]:
    """Read where every file belongs: what can't be worked on at all is set aside, the rest gets its name."""
    opened: list[Item | tuple[Path, Place]] = []  # not the instances: thousands of headers would fill the memory
    for path, problem in files:
        start = time.monotonic()
        try:
            if problem is not None:
                raise problem
            opened.append((path, place_in(path)))
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
            yield path, naming.name_for(place, str(path.resolve())), place


def _work(tasks: dict[int, Task], jobs: int, items: dict[int, Item], linkage: LinkageMap) -> Iterator[Item]:
    """Yield the items of all tasks as they end, each noted in `items` by then, its links in the map before."""
    if jobs > 1:
        waiting = list(tasks.items())[::-1]
        while waiting:  # once, unless a process is ended
            yield from _work_side_by_side(waiting, jobs, items, linkage)
        return
    for index, task in tasks.items():
        with _ctrl_c_afterwards():
            items[index] = _linked(process(task), linkage)
        yield items[index]


def _linked(outcome: Outcome, linkage: LinkageMap) -> Item:
    linkage.add(outcome.links)
    return outcome.item


def _work_side_by_side(
    waiting: list[tuple[int, Task]], jobs: int, items: dict[int, Item], linkage: LinkageMap
) -> Iterator[Item]:
    """Yield items as they end; tasks are taken from the end of `waiting`, some left there if a process is ended."""
    # Spawned, not forked: the window and OpenCV hold threads, which a fork would copy half-alive.
    context = multiprocessing.get_context("spawn")
    ignored = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=signal.signal, initargs=ignored) as pool:
        running: dict[Future[Outcome], tuple[int, Task]] = {}
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
                    items[index] = _linked(_outcome(future, task), linkage)
                    yield items[index]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            # What had begun when somebody stopped is finished now, and stands in the output.
            for future, (index, task) in running.items():
                if not future.cancelled():
                    items[index] = _linked(_outcome(future, task), linkage)


def _outcome(future: Future[Outcome], task: Task) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool as error:  # the process was ended with all others: for want of memory, or by a decoder
        return Outcome(Item(str(task.source), None, ItemStatus.SET_ASIDE, str(unforeseen(error)), 0.0))


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


def _still_there(destination: Path, done: Item, noise: NoiseOptions | None) -> bool:
    wanted = [done.output]
    if noise is not None:
        made = done.noise
        same = made is not None and (made.epsilon, made.m, made.b) == (noise.epsilon, noise.m, noise.b)
        wanted.append(made.output if made and same else None)
    return all(name is not None and _has_record(destination / name) for name in wanted)


def _has_record(file: Path) -> bool:
    record = file.with_suffix(".record.json")
    return file.is_file() and record.is_file() and file_sha256(file).encode() in record.read_bytes()
