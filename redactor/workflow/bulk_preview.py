"""What a person looks at before a bulk run: groups of files, pictures of a group, a run that was not finished."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.errors import SetAside
from redactor.workflow.bulk import Step, Watch
from redactor.workflow.bulk_listing import Listing, group_files, list_files
from redactor.workflow.bulk_work import MOST_IN_BLOCK, add_source, common_mask
from redactor.workflow.group_projection import Picture, Projection
from redactor.workflow.grouping import facts_from_text
from redactor.workflow.inputs import UNFORESEEN
from redactor.workflow.output import local_folder
from redactor.workflow.project import Project
from redactor.workflow.run_journal import FILE, open_journal
from redactor.workflow.template_pictures import device_of, drawn
from redactor.workflow.uncovered import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from redactor.model.image import DeviceKey
    from redactor.model.template import MaskTemplate
    from redactor.workflow.run_journal import Group

_STEP: Final = 0.2
"""Seconds between two words about progress."""


@dataclass(frozen=True)
class GroupFiles:
    """A group, and the files of it that a template is used for, at most as many as are projected together."""

    group: Group
    files: tuple[Path, ...] = field(default=(), repr=False)

    @property
    def device(self) -> DeviceKey:
        """What made its images."""
        return facts_from_text(self.group.facts).device


@dataclass(frozen=True)
class Preview:
    """All files by group.

    Attributes
    ----------
    reasons
        Status, reason and how many files have it.
    """

    groups: tuple[GroupFiles, ...]
    reasons: tuple[tuple[str, str, int], ...]

    @property
    def matching(self) -> int:
        """How many files a template is used for."""
        return sum(each.group.images for each in self.groups if each.group.template is not None)


@dataclass(frozen=True)
class GroupPicture:
    """A projection with the mask tinted and what it leaves framed in red.

    Attributes
    ----------
    values
        uint8, shape (rows, columns, 3), RGB. It shows patients.
    left
        Places with text outside the mask.
    """

    name: str
    values: NDArray[np.uint8] = field(repr=False)
    left: int


def preview(sources: Sequence[Path], templates: Sequence[MaskTemplate], watch: Watch) -> Preview | None:
    """List and group files, and write nothing; None if somebody stopped it.

    Raises
    ------
    NoInput
        If a source leads nowhere.
    """
    start = time.monotonic()

    def listed(count: int) -> None:
        watch.step(Step("list", count, count, time.monotonic() - start))

    with open_journal(None) as journal:
        if not list_files(
            Listing(sources, templates, Project.ephemeral().replacements), journal, listed, watch.stopping
        ):
            return None
        group_files(journal, templates)
        groups = tuple(
            GroupFiles(group, tuple(journal.sources_of(group.id, MOST_IN_BLOCK)) if group.template is not None else ())
            for group in journal.groups()
        )
        return Preview(groups, tuple(journal.reasons()))


def pictures_of(files: Sequence[Path], template: MaskTemplate, watch: Watch) -> tuple[GroupPicture, ...]:
    """Project the files that a template is for, and search what its mask leaves; empty if stopped or none fits."""
    projection = Projection()
    start = told = time.monotonic()
    for count, file in enumerate(files, 1):
        if watch.stopping():
            return ()
        try:
            add_source(projection, file, template)
        except (SetAside, *UNFORESEEN):
            continue  # what can't be opened has no picture; it is told of when it is worked on
        if time.monotonic() - told > _STEP:
            told = time.monotonic()
            watch.step(Step("look", count, len(files), told - start))
    return tuple(_pictures(projection, template, watch))


def _pictures(projection: Projection, template: MaskTemplate, watch: Watch) -> Iterable[GroupPicture]:
    mask = common_mask(template)
    for name, values in projection.pictures().items():
        if not watch.stopping():
            left = search(Picture(values, device_of(template)), lambda number: mask).outside
            yield GroupPicture(name, drawn(values, mask, left)[:, :, ::-1].copy(), len(left))


def some_files(sources: Sequence[Path], template: MaskTemplate, watch: Watch) -> tuple[Path, ...]:
    """Give some files below the sources that a template is for, evenly spaced; none if somebody stopped it.

    Raises
    ------
    NoInput
        If a source leads nowhere.
    """
    found = preview(sources, [template], watch)
    return () if found is None else tuple(file for each in found.groups for file in each.files)[:MOST_IN_BLOCK]


def files_left(destination: Path) -> int:
    """Give how many files a run into a folder has left to do; 0 if there is none or it was finished.

    A run that was ended while it still listed its files has at least one.

    Raises
    ------
    InvalidDocument, DiskFull, CannotWrite
        If its journal can't be read.
    """
    file = local_folder(destination) / FILE
    if not file.is_file():
        return 0
    with open_journal(file) as journal:
        if journal.fact("run") is None:
            return 0
        return max(journal.pending(), 1 if journal.fact("listed") is None else 0)
