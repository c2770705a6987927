"""Ask the detectors that look at a series as a whole."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from redactor import detectors
from redactor.detectors import SeriesWide
from redactor.errors import SetAside
from redactor.model.finding import Finding, proposed_region
from redactor.model.record import DetectorRun
from redactor.plugins import pick
from redactor.workflow.inputs import open_images
from redactor.workflow.propose import FAILURES, Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from redactor.model.image import Image, Images
    from redactor.model.region import Region


class FileImages:
    """The images of files in their order, each opened when it is asked for; the last one stays open."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._last: tuple[int, Image] | None = None

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, index: int) -> Image:
        if self._last is None or self._last[0] != index:
            (image,) = open_images(self._paths[index])
            self._last = index, image
        return self._last[1]


@dataclass(frozen=True)
class SeriesProposals:
    """What detectors say of a series as a whole.

    Attributes
    ----------
    found
        Each with the place of its image in the series, from 0.
    runs
        Also of detectors that found nothing, and of those that failed.
    """

    found: tuple[tuple[int, Found], ...]
    runs: tuple[DetectorRun, ...]
    elapsed_ms: int = field(compare=False)

    @cached_property
    def images(self) -> int:
        """In how many images something was found."""
        return len({index for index, _ in self.found})

    def regions(self, keys: Sequence[str], prefix: str) -> tuple[Region, ...]:
        """Give the proposed regions, the images being those with these keys; their ids start with `prefix`."""
        return tuple(
            proposed_region(item.finding, region_id=prefix + item.id, detector=item.detector, instance=keys[index])
            for index, item in self.found
        )


def series_wide(names: Iterable[str] | None = None) -> tuple[str, ...]:
    """Give the ids, of some detectors or of all, of those that look at a series as a whole."""
    known = detectors.available()
    chosen = known if names is None else [name for name in names if name in known]
    return tuple(name for name in chosen if isinstance(known[name], SeriesWide))


def propose_series(
    images: Images, names: Sequence[str], progress: Callable[[float], None] = lambda share: None
) -> SeriesProposals:
    """Run detectors over a series; those that look at single images only are passed over.

    Parameters
    ----------
    progress
        Takes the share done, from 0 to 1; may raise to cancel.

    Raises
    ------
    UnknownPlugin
        If a detector is not known.
    SetAside
        If an image can't be opened or decoded.
    """
    known = detectors.available()
    chosen = [one for one in (pick(known, name, "detector") for name in names) if isinstance(one, SeriesWide)]
    start = time.monotonic()
    found: list[tuple[int, str, Finding]] = []
    runs: list[DetectorRun] = []
    for done, detector in enumerate(chosen):
        label = f"{detector.id}@{detector.version}"

        def part(share: float, before: int = done) -> None:
            progress((before + share) / len(chosen))

        problem, here = "", []
        try:
            here = [(at, label, one) for at, one in detector.propose_series(images, detector.options(), part)]
        except FAILURES as error:
            problem = type(error).__name__
        found += here
        runs.append(DetectorRun(label, len(here), problem))
    numbered = tuple((at, Found(f"v{number}", label, one)) for number, (at, label, one) in enumerate(found, 1))
    return SeriesProposals(numbered, tuple(runs), round((time.monotonic() - start) * 1000))


def propose_series_of_files(paths: Sequence[Path], names: Sequence[str]) -> SeriesProposals:
    """Open the files of one series and run detectors over it: what a worker process does for the window.

    Raises
    ------
    SetAside
        If a file can't be opened or decoded.
    """
    return propose_series(FileImages(paths), names)


def found_in_series(paths: Iterable[Path], names: Sequence[str]) -> tuple[dict[Path, list[Found]], list[DetectorRun]]:
    """Look through files for series, and run detectors over each: what was found by file, and how each run ended.

    Files that can't be opened are passed over: whoever looks at them one by one says why.
    """
    series: dict[str, list[tuple[int, Path]]] = {}
    for path in paths:
        try:
            for image in open_images(path):
                if image.place.series:
                    series.setdefault(image.place.series, []).append((image.place.number, path))
        except SetAside:
            continue
    found: dict[Path, list[Found]] = {}
    runs: list[DetectorRun] = []
    for members in series.values():
        ordered = [path for _, path in sorted(members, key=lambda member: member[0])]
        try:
            proposals = propose_series_of_files(ordered, names)
        except SetAside as error:
            runs += [DetectorRun(name, 0, type(error).__name__) for name in names]
            continue
        runs += proposals.runs
        for index, item in proposals.found:
            found.setdefault(ordered[index], []).append(item)
    return found, runs
