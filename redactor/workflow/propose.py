"""Ask the detectors where to look, and turn what they found into proposed regions."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2

from redactor import detectors
from redactor.model.finding import Finding, proposed_region
from redactor.model.record import DetectorRun
from redactor.plugins import pick
from redactor.workflow.banners import settled
from redactor.workflow.inputs import open_images
from redactor.workflow.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from redactor.model.image import Image
    from redactor.model.region import Region

FAILURES = (ValueError, TypeError, ArithmeticError, LookupError, MemoryError, cv2.error)
"""What a detector may raise on an image that nobody foresaw; it is reported, never swallowed."""


@dataclass(frozen=True)
class Found:
    """A finding with its id in this image (``f1`` …) and the detector (``text@1``) that made it."""

    id: str
    detector: str
    finding: Finding


@dataclass(frozen=True)
class Proposals:
    """All that the detectors say of an image; `runs` names also those that found nothing, and those that failed."""

    found: tuple[Found, ...]
    runs: tuple[DetectorRun, ...]
    elapsed_ms: int

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
) -> Proposals:
    """Run detectors over an image.

    Parameters
    ----------
    names
        Ids of detectors; None for all.
    progress
        Takes the share done, from 0 to 1; may raise to cancel.

    Raises
    ------
    UnknownPlugin
        If a detector is not known.
    SetAside
        If a frame can't be decoded.
    """
    known = detectors.available()
    chosen = list(known.values()) if names is None else [pick(known, name, "detector") for name in names]
    start = time.monotonic()
    image = Remembered(image)
    found: list[Found] = []
    runs: list[DetectorRun] = []
    for index, detector in enumerate(chosen):
        label = f"{detector.id}@{detector.version}"

        def part(share: float, done: int = index) -> None:
            progress((done + share) / len(chosen))

        findings: list[Finding] = []
        problem = ""
        try:
            findings.extend(detector.propose(image, detector.options(), part))
        except FAILURES as error:
            problem = type(error).__name__
        runs.append(DetectorRun(label, len(findings), problem))
        found += [Found(f"f{len(found) + n}", label, finding) for n, finding in enumerate(findings, 1)]
    found = _settled(found)
    return Proposals(tuple(found), tuple(runs), round((time.monotonic() - start) * 1000))


def _settled(found: list[Found]) -> list[Found]:
    """Let what was read decide over banners, and number the findings anew."""
    became = settled([item.finding for item in found])
    pairs = [(item.detector, each) for item, many in zip(found, became, strict=True) for each in many]
    return [Found(f"f{number}", detector, finding) for number, (detector, finding) in enumerate(pairs, 1)]


def propose_file(path: Path) -> Proposals:
    """Open a file and run all detectors over its image: what a worker process does for the window.

    Raises
    ------
    SetAside
        If the file can't be opened or decoded.
    """
    (image,) = open_images(path)
    return propose(image)
