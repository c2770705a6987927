"""A dry run: what saved masks would do to files, without a byte being written."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from redactor.dicom.instance import Instance
from redactor.errors import SetAside
from redactor.model.template import Fit
from redactor.workflow.bulk import Step, Watch
from redactor.workflow.bulk_listing import Listing, group_files, list_files
from redactor.workflow.bulk_work import MOST_IN_BLOCK, Setting, add_source, search_projection
from redactor.workflow.group_projection import Projection
from redactor.workflow.grouping import GroupState
from redactor.workflow.inputs import UNFORESEEN, open_images, unforeseen
from redactor.workflow.masking import FrameMasks, require_allowed_styles
from redactor.workflow.project import Project
from redactor.workflow.run_journal import open_journal
from redactor.workflow.template_guard import facts_of
from redactor.workflow.uncovered import search
from redactor.workflow.workers import Job, run_jobs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from redactor.model.template import MaskTemplate
    from redactor.workflow.engines import LocalEngine
    from redactor.workflow.run_journal import Group, RunJournal

_RECORD_BYTES: Final = 40_000
"""About what an edit record takes, and the rest of a block of the disk."""
_DECODED_AGAIN: Final = 4
"""Times that applying and checking take what decoding does, beside a fixed part; measured, and rough."""
_FIXED_SECONDS: Final = 0.02


@dataclass(frozen=True)
class Looked:
    """What one image came to.

    Attributes
    ----------
    outside, lost
        Places with text outside the mask, and harmless text that it covers, such as the letter of a side.
    hidden
        Share of the pixels that are hidden, from 0 to 1, over all frames.
    decoding, searching
        Seconds.
    """

    outside: int = 0
    lost: int = 0
    hidden: float = 0.0
    decoding: float = 0.0
    searching: float = 0.0
    problem: str = ""


@dataclass
class GroupForecast:
    """What a group would come to; counts of images are of those that were looked at.

    Attributes
    ----------
    projected
        Blocks of images whose projections were searched, and `projected_outside` those that show text outside the mask.
    """

    group: Group
    looked: int = 0
    images_with_text: int = 0
    images_losing_marks: int = 0
    hidden: float = 0.0
    projected: int = 0
    projected_outside: int = 0
    seconds: float = 0.0
    problems: Counter[str] = field(default_factory=Counter)

    @property
    def blocked(self) -> bool:
        """Whether a person should look before the group is worked on: marks would be lost."""
        return self.images_losing_marks > 0


@dataclass(frozen=True)
class Forecast:
    """What a run would come to.

    Attributes
    ----------
    disk_needed, disk_free
        Bytes; free where the results would go.
    seconds
        A rough estimate.
    """

    counts: dict[str, int]
    reasons: list[tuple[str, str, int]]
    groups: list[GroupForecast]
    disk_needed: int
    disk_free: int
    seconds: float

    @property
    def is_clear(self) -> bool:
        """True if every input would be done, as far as was looked, and there is room."""
        clear = all(not g.blocked and not g.images_with_text and not g.problems for g in self.groups)
        return clear and not self.counts.get("set_aside") and self.disk_needed <= self.disk_free


def dry_run(
    sources: Sequence[Path],
    templates: Sequence[MaskTemplate],
    destination: Path,
    engine: LocalEngine,
    *,
    sample: int = 10,
    watch: Watch | None = None,
) -> Forecast:
    """Look at files as a run would, and write nothing.

    Parameters
    ----------
    sample
        Images of each group that are searched by themselves, evenly spaced; 0 is all. The projections hold all.

    Raises
    ------
    NoInput
        If a source leads nowhere.
    UsageError
        If a style can't be used.
    """
    for template in templates:
        require_allowed_styles(template.plan)
    follow = watch or Watch()
    project = Project.ephemeral()
    with open_journal(None) as journal:
        start = time.monotonic()

        def listed(count: int) -> None:
            follow.step(Step("list", count, count, time.monotonic() - start))

        if list_files(Listing(sources, templates, project.replacements), journal, listed, follow.stopping):
            group_files(journal, templates)
        forecasts = {group.id: GroupForecast(group) for group in journal.groups() if group.state == GroupState.MATCHES}
        setting = Setting(destination, destination, project, tuple(templates))
        jobs, total = _jobs(journal, forecasts, sample, engine.seconds)
        begun = time.monotonic()
        found = run_jobs(jobs, engine.workers, setting, memory=engine.memory, stopping=follow.stopping)
        for done, ended in enumerate(found, 1):
            follow.step(Step("look", done, total, time.monotonic() - begun))
            _take(forecasts[ended.job.key], ended.result, ended.problem)
        for each in forecasts.values():
            each.seconds = _seconds(each) / engine.workers
        return Forecast(
            journal.counts(),
            journal.reasons(),
            [forecasts.get(group.id) or GroupForecast(group) for group in journal.groups()],
            sum(each.group.size + each.group.images * _RECORD_BYTES for each in forecasts.values()),
            shutil.disk_usage(_existing(destination)).free,
            round(sum(each.seconds for each in forecasts.values()), 1),
        )


def look_at(setting: Setting, source: Path, index: int) -> Looked:
    """Search one image as it is: what is outside the mask now will be so in the result."""
    template = setting.templates[index]
    try:
        (image,) = open_images(source)
        if not isinstance(image, Instance) or template.match.fit(facts_of(image)) is not Fit.FITS:
            return Looked(problem="it is not what it was when it was listed")
        masks = FrameMasks(template.plan, image.pixel_format, image.pixel_data.grain)
        numbers = range(1, image.pixel_format.number_of_frames + 1)
        start = time.monotonic()
        for number in numbers:
            image.frame(number)
        decoded = time.monotonic()
        found = search(image, lambda number: masks.of(number).effective)
        hidden = sum(masks.of(number).counts[1] for number in numbers)
        pixels = image.pixel_format.rows * image.pixel_format.columns * len(numbers)
        return Looked(len(found.outside), len(found.lost), hidden / pixels, decoded - start, time.monotonic() - decoded)
    except SetAside as error:
        return Looked(problem=str(error))
    except UNFORESEEN as error:
        return Looked(problem=str(unforeseen(error)))


def look_at_block(setting: Setting, sources: Sequence[Path], index: int, facts: str) -> int:
    """Give at how many places the projections of images show text outside the mask; unreadable ones are left out."""
    projection = Projection()
    for source in sources:
        try:
            add_source(projection, source, setting.templates[index])
        except (SetAside, *UNFORESEEN):
            continue  # such an image is told of by itself, when it is worked on
    found = search_projection(projection, setting.templates[index], facts)
    return len(found.outside) if found else 0


def _jobs(
    journal: RunJournal, forecasts: dict[int, GroupForecast], sample: int, seconds: float
) -> tuple[Iterator[Job], int]:
    found: list[Job] = []
    for group in (each.group for each in forecasts.values()):
        index = group.template or 0
        chosen = journal.sources_of(group.id, sample or group.images)
        found += [Job(group.id, look_at, (source, index), seconds) for source in chosen]
        sources = journal.sources_of(group.id, group.images)
        for at in range(0, len(sources), MOST_IN_BLOCK):
            part = tuple(sources[at : at + MOST_IN_BLOCK])
            found.append(Job(group.id, look_at_block, (part, index, group.facts), seconds * len(part)))
    return iter(found), len(found)


def _take(forecast: GroupForecast, result: Any, problem: str) -> None:  # noqa: ANN401 - of either kind of job
    if problem:
        forecast.problems[f"a worker was ended ({problem})"] += 1
    elif isinstance(result, Looked):
        if result.problem:
            forecast.problems[result.problem] += 1
            return
        forecast.looked += 1
        forecast.images_with_text += result.outside > 0
        forecast.images_losing_marks += result.lost > 0
        forecast.hidden = max(forecast.hidden, result.hidden)
        forecast.seconds += _FIXED_SECONDS + _DECODED_AGAIN * result.decoding + result.searching
    else:
        forecast.projected += 1
        forecast.projected_outside += result > 0


def _seconds(forecast: GroupForecast) -> float:
    """Give what all images of a group take, if they are like those that were looked at."""
    return forecast.seconds / forecast.looked * forecast.group.images if forecast.looked else 0.0


def _existing(path: Path) -> Path:
    place = path.absolute()
    while not place.exists():
        place = place.parent
    return place
