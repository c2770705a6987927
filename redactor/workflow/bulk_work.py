"""What a worker does in a bulk run, on this computer or on another one: one file, or the projections of a block."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from redactor.dicom.instance import Instance
from redactor.errors import SetAside
from redactor.model.image import PixelFormat
from redactor.model.mask import rasterize
from redactor.model.record import DetectorRun
from redactor.model.template_codec import template_id
from redactor.workflow.group_projection import Picture, Projection
from redactor.workflow.grouping import facts_from_text
from redactor.workflow.inputs import UNFORESEEN, open_images
from redactor.workflow.task import Task, process
from redactor.workflow.template_guard import Cleared, TemplateGuard, facts_of
from redactor.workflow.uncovered import Searched, search

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from redactor.model.mask import Mask
    from redactor.model.template import MaskTemplate
    from redactor.workflow.project import Project
    from redactor.workflow.run_journal import Block, Waiting
    from redactor.workflow.task import Outcome

MOST_IN_BLOCK: Final = 200
"""Images whose projections are searched together: text that few of many show would drown in more."""


@dataclass(frozen=True)
class Setting:
    """What all files of a run share.

    Attributes
    ----------
    masks
        Whether masks are written as DICOM SEG, too.
    changed
        SOP Instance UIDs of the run whose pixels change, where UIDs are retained.
    """

    destination: Path
    partial: Path
    project: Project
    templates: tuple[MaskTemplate, ...]
    recode_to: str = "jpeg_ls"
    masks: bool = False
    changed: frozenset[str] = field(default=frozenset(), repr=False)


def work_on(setting: Setting, file: Waiting) -> Outcome:
    """Apply its template to one file; see `redactor.workflow.task.process`."""
    template = setting.templates[file.template]
    plan = template.plan_from(template_id(template))
    guard = TemplateGuard(
        template.match,
        setting.project.replacements,
        file.place,
        None if file.cleared is None else cleared_from(file.cleared),
        setting.masks,
    )
    return process(
        Task(
            file.source,
            file.name,
            setting.destination,
            setting.partial,
            setting.project,
            plan,
            plan.style,
            setting.recode_to,
            changed=setting.changed,
            guard=guard,
        )
    )


def search_block(setting: Setting, block: Block) -> str | None:
    """Search the projections of a block for text outside the mask.

    Returns
    -------
    str or None
        What `cleared_from` reads, None where its images have to be searched by themselves: text was found, or not all
        could be looked at.
    """
    projection = Projection()
    template = setting.templates[block.template]
    try:
        for source in block.sources:
            add_source(projection, source, template)
        found = search_projection(projection, template, block.facts)
    except (SetAside, *UNFORESEEN):
        return None  # whatever is wrong with an image is said when it is worked on
    return None if found is None or found.outside else cleared_text(found.runs, len(block.sources))


def add_source(projection: Projection, source: Path, template: MaskTemplate) -> None:
    """Take one file into a projection, if the template is for it.

    Raises
    ------
    SetAside
        If it can't be opened or decoded.
    """
    (image,) = open_images(source)
    if isinstance(image, Instance) and template.match.fit(facts_of(image)) == "fits":
        projection.add_image(image)


def search_projection(projection: Projection, template: MaskTemplate, facts: str) -> Searched | None:
    """Search maximum, minimum and deviation for text outside the mask of all frames; None if there is no image."""
    mask = common_mask(template)
    results = [
        search(Picture(values, facts_from_text(facts).device), lambda number: mask)
        for values in projection.pictures().values()
    ]
    if not results:
        return None
    runs = tuple(
        DetectorRun(one.id, sum(each.findings for each in runs))
        for runs in zip(*(result.runs for result in results), strict=True)
        for one in runs[:1]
    )
    outside = tuple(finding for result in results for finding in result.outside)
    return Searched(runs, outside, tuple(finding for result in results for finding in result.lost))


def common_mask(template: MaskTemplate) -> Mask:
    """Give what a template hides in every frame: bool, shape (rows, columns)."""
    scopes = {number for region in template.plan.regions for number in _numbers(region.scope.frames)}
    frames = max(scopes, default=0) + 1  # one more than any region names has those of all frames alone
    pixels = PixelFormat(template.match.rows, template.match.columns, number_of_frames=frames)
    mask = rasterize(template.plan, frames, pixels).copy()
    for number in sorted(scopes):
        mask &= rasterize(template.plan, number, pixels)
    mask.flags.writeable = False
    return mask


def cleared_text(runs: Sequence[DetectorRun], count: int) -> str:
    """Give as text what searched the projections of so many images and found nothing outside the mask."""
    return json.dumps({"runs": [asdict(run) for run in runs], "count": count})


def cleared_from(text: str) -> Cleared:
    """Read it again."""
    document: dict[str, Any] = json.loads(text)
    runs = (DetectorRun(run["id"], run["findings"], run["problem"]) for run in document["runs"])
    return Cleared(tuple(runs), document["count"])


def _numbers(frames: str | tuple[int, ...]) -> tuple[int, ...]:
    return () if isinstance(frames, str) else frames
