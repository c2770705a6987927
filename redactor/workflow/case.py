"""A case: the images that were opened together, grouped by series, and their subjects in the plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redactor.errors import SetAside
from redactor.model.case_plan import CasePlan, Subject
from redactor.model.image import DeviceKey, Kinship
from redactor.workflow.inputs import files_below, mixed_series, open_images

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from redactor.model.image import Image
    from redactor.workflow.project import Project


@dataclass(frozen=True)
class CaseImage:
    """An image of the case. The key is that of its subject; the repr shows no path.

    Attributes
    ----------
    device, kinship
        What made it, and what ties it to other images; read when the case is opened, so that drawing needn't wait for a
        thousand headers.
    """

    key: str
    path: Path = field(repr=False)
    image: Image = field(repr=False)
    device: DeviceKey = field(default=DeviceKey("", "", "", "", 0, 0))
    kinship: Kinship = field(default=Kinship(), repr=False)

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


@dataclass(frozen=True)
class Problem:
    """A file that was not opened, and why."""

    path: Path = field(repr=False)
    error: SetAside


@dataclass(frozen=True)
class OpenedCase:
    """What opening led to."""

    series: tuple[Series, ...]
    problems: tuple[Problem, ...]

    @property
    def images(self) -> tuple[CaseImage, ...]:
        """All images, series by series."""
        return tuple(image for series in self.series for image in series.images)

    @property
    def plan(self) -> CasePlan:
        """The plan before anybody decided anything."""
        return CasePlan(subjects=tuple(image.subject for image in self.images))


def open_case(
    paths: Sequence[Path], project: Project, progress: Callable[[int], None] = lambda count: None
) -> OpenedCase:
    """Open every image below the paths.

    Parameters
    ----------
    progress
        Takes how many files were looked at; may raise to cancel.

    Raises
    ------
    NoInput
        If a path leads nowhere.
    """
    images: list[tuple[Path, Image]] = []
    problems: list[Problem] = []
    for count, (path, refused) in enumerate(files_below(paths), 1):
        progress(count)
        try:
            if refused is not None:
                raise refused
            images += [(path, image) for image in open_images(path)]
        except SetAside as error:
            problems.append(Problem(path, error))
    mixed = mixed_series(image.place for _, image in images)
    problems += [Problem(path, mixed[image.place.series]) for path, image in images if image.place.series in mixed]
    grouped: dict[str, list[CaseImage]] = {}
    for path, image in images:
        if image.place.series in mixed:
            continue
        # The path is part of the key: two files may carry the same SOP Instance UID.
        key = project.replacements.subject_key(f"{image.place.instance}\n{path.resolve()}")
        grouped.setdefault(image.place.series, []).append(CaseImage(key, path, image, image.device_key, image.kinship))
    series = [_series(name, members, project) for name, members in grouped.items()]
    return OpenedCase(tuple(series), tuple(problems))


def _series(name: str, members: list[CaseImage], project: Project) -> Series:
    ordered = sorted(members, key=lambda member: member.image.place.number)
    return Series(project.replacements.subject_key(name), ordered[0].device.modality, tuple(ordered))
