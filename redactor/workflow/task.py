"""One input of a batch: de-identify it, check what was written, export it. Whatever is wrong ends in its item."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from redactor.dicom.non_image import NonImage
from redactor.errors import Changed, CheckFailed, DetectorFailed, DiskFull, ReviewRefused, ScreenCapture, SetAside
from redactor.files import discard
from redactor.model.plan import RedactionPlan, accepting_proposals, require_fit
from redactor.model.region import Kind, StyleChoice
from redactor.workflow.apply import redact_instance, redact_non_image
from redactor.workflow.export import export
from redactor.workflow.guard import OPEN
from redactor.workflow.inputs import UNFORESEEN, open_instance, unforeseen
from redactor.workflow.masking import FrameMasks
from redactor.workflow.noise import add_noise
from redactor.workflow.propose import propose
from redactor.workflow.release import release
from redactor.workflow.report import Item, ItemStatus, NoiseItem
from redactor.workflow.verify import verified_once_made, verify_noise, verify_non_image

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from redactor.deid.profile import Profile
    from redactor.dicom.instance import Instance
    from redactor.model.case_plan import AttributeDecision
    from redactor.model.image import Place
    from redactor.model.links import Link
    from redactor.model.record import DetectorRun, Review
    from redactor.model.stages import Noised, OutputName, Redacted, Verified
    from redactor.styles import NoiseOptions
    from redactor.workflow.guard import Guard
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
