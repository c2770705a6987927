"""Ask the detectors where to look, and turn what they found into proposed regions."""

from __future__ import annotations

import time
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import cv2

from redactor import detectors
from redactor.detectors import Glancing
from redactor.detectors._drawn import drawn_parts
from redactor.errors import MissingResource
from redactor.model.finding import Finding, proposed_region
from redactor.model.record import DetectorRun
from redactor.model.region import Kind
from redactor.plugins import pick
from redactor.workflow.banners import settled
from redactor.workflow.inputs import open_images
from redactor.workflow.matching import match
from redactor.workflow.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from redactor.detectors import Detector
    from redactor.model.geometry import Bounds
    from redactor.model.image import Image
    from redactor.model.region import Region

FAILURES = (ValueError, TypeError, ArithmeticError, LookupError, MemoryError, cv2.error, MissingResource)
"""What a detector may raise on an image that nobody foresaw; it is reported, never swallowed."""


@dataclass(frozen=True)
class Found:
    """A finding with its id in this image (``f1`` …) and the detector (``text@1``) that made it."""

    id: str
    detector: str
    finding: Finding


@dataclass(frozen=True)
class Proposals:
    """All that the detectors say of an image; `runs` names also those that found nothing, and those that failed.

    Attributes
    ----------
    not_found
        Paths of the header's identifiers that were searched in the pixels and not found; empty where nothing was read.
    is_first
        True for what is known at once: the rest will replace it.
    """

    found: tuple[Found, ...]
    runs: tuple[DetectorRun, ...]
    elapsed_ms: int
    not_found: tuple[str, ...] = ()
    is_first: bool = False

    def regions(self, instance: str | None = None, prefix: str = "") -> tuple[Region, ...]:
        """Give the proposed regions for one subject, or for every instance; their ids start with `prefix`."""
        return tuple(
            proposed_region(item.finding, region_id=prefix + item.id, detector=item.detector, instance=instance)
            for item in self.found
        )


def propose(
    image: Image,
    names: Sequence[str] | None = None,
    progress: Callable[[float], None] = lambda share: None,
    *,
    at_once: bool = False,
) -> Proposals:
    """Run detectors over an image, and match what they read with its header.

    Parameters
    ----------
    names
        Ids of detectors; None for all but those of anatomy, which only look where somebody wants it.
    progress
        Takes the share done, from 0 to 1; may raise to cancel.
    at_once
        Whether detectors that can glance at an image only do so: what they say is a first answer, in a fraction of
        the time.

    Raises
    ------
    UnknownPlugin
        If a detector is not known.
    SetAside
        If a frame can't be decoded.
    """
    known = detectors.available()
    wanted = detectors.by_default(known) if names is None else names
    chosen = [pick(known, name, "detector") for name in wanted]
    start = time.monotonic()
    image = Remembered(image)
    answers = _asked(chosen, image, progress, at_once=at_once)
    findings = [finding for _, some in answers for finding in some]
    labels = [run.id for run, some in answers for _ in some]
    runs = [run for run, _ in answers]
    matched = match(findings, image.identifiers)
    has_read = not at_once and any(isinstance(detector, Glancing) for detector in chosen)
    not_found = matched.not_found if has_read else ()
    if has_read:
        readers = {f"{detector.id}@{detector.version}" for detector in chosen if isinstance(detector, Glancing)}
        runs = [replace(run, not_found=not_found) if run.id in readers and not run.problem else run for run in runs]
    drawn = None if at_once else partial(drawn_parts, image, progress=lambda _: None)
    found = _settled(labels, matched.findings, drawn)
    return Proposals(found, tuple(runs), round((time.monotonic() - start) * 1000), not_found, is_first=at_once)


_Answer = tuple[DetectorRun, list[Finding]]


def _asked(
    chosen: Sequence[Detector], image: Image, progress: Callable[[float], None], *, at_once: bool
) -> list[_Answer]:
    """Ask detectors, in their order: those that read take longest, so the others are asked beside them."""
    is_slow = [isinstance(detector, Glancing) and not at_once for detector in chosen]
    stopped = Event()

    def unless_stopped(share: float) -> None:
        del share
        if stopped.is_set():
            raise CancelledError

    def ask(report: Callable[[float], None], *, slow: bool) -> list[_Answer]:
        some = [detector for detector, is_one in zip(chosen, is_slow, strict=True) if is_one is slow]
        found = []
        for done, detector in enumerate(some):

            def part(share: float, done: int = done) -> None:
                report((done + share) / len(some))

            found.append(_answer(detector, image, part, at_once=at_once))
        return found

    if not any(is_slow) or all(is_slow):
        return ask(progress, slow=any(is_slow))
    with ThreadPoolExecutor(1) as pool:
        beside = pool.submit(ask, unless_stopped, slow=False)
        try:
            slow = iter(ask(progress, slow=True))
        except BaseException:
            stopped.set()
            raise
        fast = iter(beside.result())
    return [next(slow if is_one else fast) for is_one in is_slow]


def _answer(detector: Detector, image: Image, progress: Callable[[float], None], *, at_once: bool) -> _Answer:
    search = detector.glance if at_once and isinstance(detector, Glancing) else detector.propose
    findings: list[Finding] = []
    problem = ""
    try:
        findings.extend(search(image, detector.options(), progress))
    except FAILURES as error:
        problem = type(error).__name__
    return DetectorRun(f"{detector.id}@{detector.version}", len(findings), problem), findings


def _settled(
    labels: Sequence[str],
    findings: Sequence[Finding],
    drawn: Callable[[Sequence[Bounds]], list[list[Bounds]]] | None,
) -> tuple[Found, ...]:
    """Let what was read decide over banners, and number the findings; what is only listed comes last."""
    became = settled(list(findings), drawn=drawn)
    pairs = [(label, each) for label, many in zip(labels, became, strict=True) for each in many]
    pairs.sort(key=lambda pair: pair[1].suggestion == "keep" and pair[1].kind is not Kind.BURNED_IN_TEXT)
    return tuple(Found(f"f{number}", label, finding) for number, (label, finding) in enumerate(pairs, 1))


def propose_file(path: Path, names: Sequence[str] | None = None, *, at_once: bool = False) -> Proposals:
    """Open a file and run detectors over its image, see `propose`: what a worker process does for the window.

    With `at_once` it is a first answer, of the detectors alone that can glance at an image; see `propose`.

    Raises
    ------
    SetAside
        If the file can't be opened or decoded.
    """
    (image,) = open_images(path)
    if at_once:
        names = [name for name, each in detectors.available().items() if isinstance(each, Glancing)]
    return propose(image, names, at_once=at_once)
