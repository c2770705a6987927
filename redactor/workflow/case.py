"""A case: the images that were opened together, grouped by series, and their subjects in the plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from time import monotonic
from typing import TYPE_CHECKING, Final

from redactor.errors import SetAside
from redactor.model.case_plan import CasePlan, Subject
from redactor.model.image import DeviceKey, Kinship
from redactor.workflow.archives import is_archive, members
from redactor.workflow.inputs import mixed_series, open_images
from redactor.workflow.listing import list_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from redactor.model.image import Image
    from redactor.workflow.private_folder import PrivateFolder

_FIRST_PAUSE: Final = 0.25
"""Seconds until there is more to give after the first images; then as long again as it took so far."""


@dataclass(frozen=True)
class CaseImage:
    """An image of the case. The key is that of its subject; the repr shows no path.

    Attributes
    ----------
    device, kinship
        What made it, and what ties it to other images; read when the case is opened, so that drawing needn't wait for a
        thousand headers.
    source
        What tells that the file is still the same, as `source_of` gave it then.
    """

    key: str
    path: Path = field(repr=False)
    image: Image = field(repr=False)
    device: DeviceKey = field(default=DeviceKey("", "", "", "", 0, 0))
    kinship: Kinship = field(default=Kinship(), repr=False)
    source: tuple[int, int] = (0, 0)

    @property
    def subject(self) -> Subject:
        """What the plan remembers of the image."""
        pixels = self.image.pixel_format
        return Subject(self.key, pixels.rows, pixels.columns, pixels.number_of_frames)


@dataclass(frozen=True)
class Series:
    """The images of one series, in the order of their Instance Numbers."""

    key: str
    modality: str
    images: tuple[CaseImage, ...]

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """How many frames there are up to the end of each image."""
        return tuple(accumulate(image.image.pixel_format.number_of_frames for image in self.images))


@dataclass(frozen=True)
class Problem:
    """A file that was not opened, and why."""

    path: Path = field(repr=False)
    error: SetAside


@dataclass(frozen=True)
class OpenedCase:
    """What opening led to, so far or in all.

    Attributes
    ----------
    is_complete
        False while files are still being read: images may come, and those of a series that turns out to have two
        patients may go.
    unread
        Files that nobody looked at, since the person said how many are enough.
    """

    series: tuple[Series, ...]
    problems: tuple[Problem, ...]
    is_complete: bool = True
    unread: int = 0

    @cached_property
    def images(self) -> tuple[CaseImage, ...]:
        """All images, series by series."""
        return tuple(image for series in self.series for image in series.images)

    @cached_property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """The places of the series and of the image in it, from 0 on, by the keys of the images."""
        return {
            image.key: (number, place)
            for number, series in enumerate(self.series)
            for place, image in enumerate(series.images)
        }

    @cached_property
    def plan(self) -> CasePlan:
        """The plan before anybody decided anything."""
        return CasePlan(subjects=tuple(image.subject for image in self.images))


@dataclass(frozen=True)
class Reading:
    """How opening is steered from outside.

    Attributes
    ----------
    progress
        Takes how many files were looked at, and how many there are, 0 while they are being listed; may raise to cancel.
    limit
        Takes how many files there are, if there are many, and gives how many to look at.
    is_enough
        Says that no more files are to be read; what was read stays.
    private
        Where members of archives are put; without it archives are set aside.
    """

    progress: Callable[[int, int], None] = lambda done, total: None
    limit: Callable[[int], int] = lambda count: count
    is_enough: Callable[[], bool] = lambda: False
    private: PrivateFolder | None = None


def open_case(
    paths: Sequence[Path], subject_key: Callable[[str], str], progress: Callable[[int], None] = lambda count: None
) -> OpenedCase:
    """Open every image below the paths.

    Parameters
    ----------
    subject_key
        Gives the key of a subject, or of a series, from what names it.
    progress
        Takes how many files were looked at; may raise to cancel.

    Raises
    ------
    NoInput
        If a path leads nowhere.
    """
    *_, case = growing_case(paths, subject_key, Reading(lambda done, total: progress(done) if done and total else None))
    return case


def growing_case(
    paths: Sequence[Path], subject_key: Callable[[str], str], reading: Reading | None = None
) -> Iterator[OpenedCase]:
    """Open every image below the paths; the case is given as soon as it has one image, and again when it has more.

    Yields
    ------
    OpenedCase
        The last one is complete; the pauses between them grow, since each costs as much as it has images.

    Raises
    ------
    NoInput
        If a path leads nowhere.
    """
    steering = reading or Reading()
    listing = list_files(paths, steering.limit, lambda count: steering.progress(count, 0))
    steering.progress(0, len(listing.files))
    gathered = _Gathered(subject_key)
    begun = monotonic()
    due = begun
    looked_at = 0
    for found in listing.files:
        if steering.is_enough():
            break
        looked_at += 1
        for opened in _opened(found.path, found.refused, steering):
            gathered.add(opened)
            steering.progress(looked_at, len(listing.files))  # an archive may hold many
            if steering.is_enough():
                break
            now = monotonic()
            if now >= due and gathered.has_images:
                yield gathered.case(is_complete=False)
                due = max(now + _FIRST_PAUSE, 2 * now - begun)
    yield gathered.case(unread=listing.left_out + len(listing.files) - looked_at)


@dataclass(frozen=True)
class _Found:
    """An image, and what tells its file from all others; or a problem."""

    image: Image
    path: Path
    name: str


def _opened(path: Path, refused: SetAside | None, reading: Reading) -> Iterator[_Found | Problem]:
    try:
        if refused is not None:
            raise refused
        if reading.private is None or not is_archive(path):
            # The path is part of the key: two files may carry the same SOP Instance UID.
            yield from [_Found(image, path, str(path.resolve())) for image in open_images(path)]
            return
        for member in members(path, reading.private):
            shown = path / member.name
            if isinstance(member.content, SetAside):
                yield Problem(shown, member.content)
                continue
            try:
                images = open_images(member.content)
            except SetAside as error:
                member.content.unlink(missing_ok=True)
                yield Problem(shown, error)
            else:
                yield from [_Found(image, member.content, f"{path.resolve()}\n{member.name}") for image in images]
    except SetAside as error:
        yield Problem(path, error)


class _Gathered:
    """What was opened so far."""

    def __init__(self, subject_key: Callable[[str], str]) -> None:
        self._subject_key = subject_key
        self._problems: list[Problem] = []
        self._images: dict[str, list[CaseImage]] = {}
        self._series_keys: dict[str, str] = {}

    @property
    def has_images(self) -> bool:
        return bool(self._images)

    def add(self, found: _Found | Problem) -> None:
        if isinstance(found, Problem):
            self._problems.append(found)
            return
        place = found.image.place
        key = self._subject_key(f"{place.instance}\n{found.name}")
        found.image.overlay_planes  # noqa: B018 - kept from now on, so that the window needn't read a thousand headers
        device, kinship = found.image.device_key, found.image.kinship
        image = CaseImage(key, found.path, found.image, device, kinship, source_of(found.path))
        self._images.setdefault(place.series, []).append(image)

    def case(self, *, is_complete: bool = True, unread: int = 0) -> OpenedCase:
        mixed = mixed_series(image.image.place for images in self._images.values() for image in images)
        kept_back = [Problem(image.path, error) for name, error in mixed.items() for image in self._images[name]]
        series = tuple(self._series(name, images) for name, images in self._images.items() if name not in mixed)
        return OpenedCase(series, (*self._problems, *kept_back), is_complete, unread)

    def _series(self, name: str, members: list[CaseImage]) -> Series:
        if name not in self._series_keys:
            self._series_keys[name] = self._subject_key(name)
        ordered = sorted(members, key=lambda member: member.image.place.number)
        return Series(self._series_keys[name], ordered[0].device.modality, tuple(ordered))


def source_of(path: Path) -> tuple[int, int]:
    """Give what tells that a file is still the same: its size and the time of its last change. Never its content."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)  # a medium that was pulled out: not the file that was judged
    return status.st_size, status.st_mtime_ns
