"""De-identify many inputs, one after another or side by side; each ends as an item of the report."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from redactor.errors import SetAside
from redactor.model.plan import RedactionPlan
from redactor.model.region import StyleChoice
from redactor.trust.linkage_map import open_map
from redactor.workflow.inputs import files_below, mixed_series, place_in
from redactor.workflow.masking import require_allowed_styles
from redactor.workflow.report import Item, ItemStatus, read_done, write_report
from redactor.workflow.side_by_side import work
from redactor.workflow.task import Noise, Task, knowing_changes
from redactor.workflow.written import file_sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from redactor.model.image import Place
    from redactor.model.stages import OutputName
    from redactor.styles import NoiseOptions
    from redactor.trust.linkage_map import LinkageMap
    from redactor.workflow.naming import Naming
    from redactor.workflow.output import OutputFolder


def run(
    paths: Sequence[Path],
    output: OutputFolder,
    *,
    plan: RedactionPlan | None = None,
    style: StyleChoice | None = None,
    recode_to: str = "jpeg_ls",
    noise: NoiseOptions | None = None,
    include_screen_captures: bool = False,
    jobs: int = 1,
    resume: bool = False,
    progress: Callable[[int, int, Item], None] = lambda done, total, item: None,
) -> list[Item]:
    """De-identify every image below the paths; a failure is an item, never the end of the run.

    Parameters
    ----------
    plan
        Applied to every image; None proposes and accepts.
    style
        The default style; None leaves the plan's own.
    recode_to
        One of `recode.LOSSLESS_CHOICES`: what lossy frames become that must be decoded.
    noise
        Asks for a copy with noise beside each result, which is never for diagnosis.
    include_screen_captures
        Whether copies of screens are masked like other images where there is no plan; else they are set aside.
    progress
        Takes how many are done, how many there are, and the item that has just ended. It may raise
        `KeyboardInterrupt`: then the current file is finished or discarded, and the report holds what was
        done.

    Returns
    -------
    list of Item
        In the order of the inputs. The report is written to the local folder.

    Raises
    ------
    UsageError
        If the plan or the style can't be carried out, or the linkage map can't be had. Nothing was written.
    CannotWrite, DiskFull
        If the report or the linkage map can't be written.
    """
    with open_map(output.map, output.project.key) as linkage:
        linkage.add([output.link])
        return _run(
            paths,
            output,
            linkage,
            plan=plan,
            style=style,
            recode_to=recode_to,
            noise=noise,
            include_screen_captures=include_screen_captures,
            jobs=jobs,
            resume=resume,
            progress=progress,
        )


def _run(
    paths: Sequence[Path],
    output: OutputFolder,
    linkage: LinkageMap,
    *,
    plan: RedactionPlan | None,
    style: StyleChoice | None,
    recode_to: str,
    noise: NoiseOptions | None,
    include_screen_captures: bool,
    jobs: int,
    resume: bool,
    progress: Callable[[int, int, Item], None],
) -> list[Item]:
    chosen = style or (plan.style if plan else StyleChoice())
    require_allowed_styles(RedactionPlan(plan.regions if plan else (), chosen))
    naming, naming_file = output.naming()
    earlier = read_done(output.report) if resume else {}
    items: dict[int, Item] = {}
    tasks: dict[int, Task] = {}
    places: dict[int, Place] = {}
    for index, ready in enumerate(_triage(list(files_below(paths)), naming)):
        if isinstance(ready, Item):
            items[index] = ready
            continue
        source, name, place = ready
        done = earlier.get(str(source))
        if done is not None and _still_there(output.destination, done, noise):
            items[index] = Item(done.source, done.output, ItemStatus.SKIPPED, "", 0.0, done.noise if noise else None)
            continue
        places[index] = place
        into = (output.destination, output.partial, output.project)
        tasks[index] = Task(
            source,
            name,
            *into,
            plan,
            chosen,
            recode_to,
            place=place,
            include_screen_captures=include_screen_captures,
        )
    if noise is not None:  # after all others, whose names stay what they are without noise
        for index, task in tasks.items():
            name = naming.noise_name_for(places[index], str(task.source.resolve()))
            tasks[index] = replace(task, noise=Noise(noise, name))
    naming.save(naming_file)
    tasks = knowing_changes(tasks, output.project.profile)
    total = len(items) + len(tasks)
    try:
        for count, item in enumerate(items.values(), 1):
            progress(count, total, item)
        for item in work(tasks, jobs, items, linkage):
            progress(len(items), total, item)
    finally:
        output.sweep()
        linkage.sync()  # before the report, which tells the next run what is finished
        ordered = [items[index] for index in sorted(items)]
        write_report(output.report, ordered)
    return ordered


def _triage(
    files: Iterable[tuple[Path, SetAside | None]], naming: Naming
) -> Iterator[Item | tuple[Path, OutputName, Place]]:
    """Read where every file belongs: what can't be worked on at all is set aside, the rest gets its name."""
    opened: list[Item | tuple[Path, Place]] = []  # not the instances: thousands of headers would fill the memory
    for path, problem in files:
        start = time.monotonic()
        try:
            if problem is not None:
                raise problem
            opened.append((path, place_in(path)))
        except SetAside as error:
            opened.append(Item(str(path), None, ItemStatus.SET_ASIDE, str(error), round(time.monotonic() - start, 3)))
    mixed = mixed_series(entry[1] for entry in opened if not isinstance(entry, Item))
    for entry in opened:
        if isinstance(entry, Item):
            yield entry
            continue
        path, place = entry
        if place.series in mixed:
            yield Item(str(path), None, ItemStatus.SET_ASIDE, str(mixed[place.series]), 0.0)
        else:
            yield path, naming.name_for(place, str(path.resolve())), place


def _still_there(destination: Path, done: Item, noise: NoiseOptions | None) -> bool:
    wanted = [done.output]
    if noise is not None:
        made = done.noise
        same = made is not None and (made.epsilon, made.m, made.b) == (noise.epsilon, noise.m, noise.b)
        wanted.append(made.output if made and same else None)
    return all(name is not None and _has_record(destination / name) for name in wanted)


def _has_record(file: Path) -> bool:
    record = file.with_suffix(".record.json")
    return file.is_file() and record.is_file() and file_sha256(file).encode() in record.read_bytes()
