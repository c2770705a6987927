"""Export a teaching case from beginning to end: what the command line and the window both do."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from redactor.errors import NoInput, SetAside
from redactor.exporters.teaching import exporter_of
from redactor.trust.keys import HEADLESS, Access
from redactor.workflow.bulk import Step, Watch
from redactor.workflow.report import Item, ItemStatus, write_report
from redactor.workflow.teaching import open_result, render, require_harmless, resolve
from redactor.workflow.teaching_export import export_packages, prepare_place
from redactor.workflow.teaching_words import known_words
from redactor.workflow.trace import Export, mark_case

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from redactor.model.teaching import TeachingCase
    from redactor.workflow.teaching import Result
    from redactor.workflow.teaching_words import Known

_LEVELS: Final = 4
"""Folders above a result that may be the one that results were written to."""


@dataclass(frozen=True)
class Shown:
    """A case with the images that can be shown.

    Attributes
    ----------
    results
        One for each image of the case, in order.
    left_out
        What was not found, or is no result, with the reason.
    """

    case: TeachingCase
    results: tuple[Result, ...] = field(repr=False)
    left_out: tuple[Item, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Order:
    """What to make of a case.

    Attributes
    ----------
    originals
        Paths whose identifiers are searched for, too; also what must not lie in the destination.
    recipient
        Whose mark every picture gets; empty for none.
    watermark
        Whether "for teaching, not for diagnosis" is written on every picture.
    """

    destination: Path = field(repr=False)
    forms: tuple[str, ...]
    originals: tuple[Path, ...] = field(default=(), repr=False)
    recipient: str = field(default="", repr=False)
    watermark: bool = True
    access: Access = field(default=HEADLESS, repr=False)


@dataclass(frozen=True)
class Made:
    """What became of an order.

    Attributes
    ----------
    items
        What was left out, then each format; those that were not reached are not there.
    draft
        Something is not released, so every picture is stamped.
    originals_are_known
        Whether the packages were searched for what the originals say.
    """

    items: tuple[Item, ...]
    destination: Path = field(repr=False)
    draft: bool
    originals_are_known: bool
    stopped: bool = False


def shown(
    case: TeachingCase,
    roots: Sequence[Path],
    left_out: Sequence[Item] = (),
    complain_of: Callable[[Item], None] = lambda item: None,
) -> Shown:
    """Find the results that a case names, below these folders.

    Parameters
    ----------
    left_out
        What was left out before.
    complain_of
        Takes each one that was left out if no image is left.

    Raises
    ------
    NoInput
        If no image is left.
    """
    images, results, items = [], [], list(left_out)
    for image in case.images:
        try:
            first, *others = [open_result(resolve(file, roots)) for file in image.files]
            results.append(replace(first, further=tuple(others)))
            images.append(image)
        except SetAside as reason:
            items.append(left_out_item(image.file, reason))
    if not results:
        for item in items:
            complain_of(item)
        raise NoInput
    return Shown(replace(case, images=tuple(images)), tuple(results), tuple(items))


def left_out_item(source: str, reason: SetAside) -> Item:
    """Give the item of an image that is not shown."""
    return Item(source, None, ItemStatus.SET_ASIDE, str(reason), 0.0)


def words_of(results: Sequence[Result], originals: Sequence[Path] = (), access: Access = HEADLESS) -> Known:
    """Collect what must be in no package that shows these results.

    Raises
    ------
    NoInput
        If a path of an original leads nowhere.
    """
    every = [one for result in results for one in result.all]
    folders = [folder for one in every for folder in list(one.file.resolve().parents)[:_LEVELS]]
    return known_words([one.instance for one in every], folders, originals, access)


def export_teaching(
    found: Shown,
    sources: Sequence[Path],
    order: Order,
    told: Callable[[Item], None] = lambda item: None,
    watch: Watch | None = None,
) -> Made:
    """Scan the words, make the pictures, write each format and check it.

    Parameters
    ----------
    sources
        What the results were found below: nothing is written into it.
    told
        Takes each format as it ends.
    watch
        Who follows; a format that was begun is finished.

    Raises
    ------
    IdentifierInText
        If a text may identify somebody; nothing was written.
    UsageError
        If the destination or a format is refused.
    CannotWrite, DiskFull
        If the file system refuses.
    """
    follower, begun = watch or Watch(), time.monotonic()
    for form in order.forms:
        exporter_of(form)
    known = words_of(found.results, order.originals, order.access)
    require_harmless(found.case, known.headers)
    place = prepare_place(order.destination, [*sources, *order.originals])

    def step(phase: str, done: int, total: int) -> None:
        follower.step(Step(phase, done, total, time.monotonic() - begun))

    images = len(found.results)
    rendered = render(
        found.case,
        found.results,
        watermark=order.watermark,
        told=lambda done: step("draw", done, images),
    )
    if order.recipient:
        step("mark", 0, 0)
        rendered = mark_case(rendered, Export.new(order.recipient), place.local)
    items, stopped = list(found.left_out), False
    for count, form in enumerate(order.forms):
        if follower.stopping():
            stopped = True
            break
        step("write", count, len(order.forms))
        for item in export_packages(rendered, [form], place, known):
            items.append(item)
            told(item)
    write_report(place.local / "report.json", items)
    are_known = known.map_is_read or bool(order.originals)
    return Made(tuple(items), place.destination, rendered.draft, are_known, stopped)
