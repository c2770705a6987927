"""Saved masks over many files: list, group, search, apply, report. It can be ended at any point and resumed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.errors import DiskFull, OtherRun, SetAside, TimedOut, WorkerEnded
from redactor.files import discard
from redactor.model.template_codec import template_id
from redactor.trust.linkage_map import open_map
from redactor.workflow.bulk_listing import Listing, group_files, list_files
from redactor.workflow.bulk_report import count_items, write_reports
from redactor.workflow.bulk_work import MOST_IN_BLOCK, Setting
from redactor.workflow.inputs import UNFORESEEN, place_in
from redactor.workflow.masking import require_allowed_styles
from redactor.workflow.report import Item, ItemStatus
from redactor.workflow.run_journal import FILE, open_journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from redactor.model.links import Link
    from redactor.model.template import MaskTemplate
    from redactor.trust.linkage_map import LinkageMap
    from redactor.workflow.engines import Engine, OpenEngine
    from redactor.workflow.output import OutputFolder
    from redactor.workflow.run_journal import Group, RunJournal, Waiting

_TRIES: Final = 2
"""Times that a worker process may end at a file: the first may be for another reason."""
_SETTLED_TOGETHER: Final = 32
_SETTLED_AFTER: Final = 2.0
"""Files, and seconds, after which what was done is written down."""
_SPARE: Final = 4 << 20
_LOOKING: Final = 1.0


@dataclass(frozen=True)
class Step:
    """How far a run is: the phase, how many of how many, and the seconds that the phase took so far."""

    phase: str
    done: int
    total: int
    seconds: float

    @property
    def rate(self) -> float:
        """How many a second."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def remaining(self) -> float:
        """Seconds until the phase ends, if it goes on as it did; 0 where nothing tells."""
        return (self.total - self.done) / self.rate if self.rate else 0.0


def _nobody(step: Step) -> None:
    del step


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Watch:
    """Who follows a run.

    Attributes
    ----------
    step
        Takes how far it is.
    stopping
        Says that somebody wants to stop; files that were begun are finished.
    paused
        Takes the reason for which the run waits; said once for each time.
    wait
        Whether to wait for room on a full disk, rather than end.
    """

    step: Callable[[Step], None] = _nobody
    stopping: Callable[[], bool] = _never
    paused: Callable[[SetAside], None] = lambda reason: None
    wait: bool = True


@dataclass(frozen=True)
class BulkOptions:
    """What a run does beside its templates.

    Attributes
    ----------
    masks
        Whether masks are written as DICOM SEG, too.
    resume
        Go on with the run of this output folder.
    retry
        When going on, take up again what was set aside or failed while it was worked on.
    """

    recode_to: str = "jpeg_ls"
    masks: bool = False
    resume: bool = False
    retry: bool = False


@dataclass(frozen=True)
class BulkResult:
    """How a run ended.

    Attributes
    ----------
    counts
        Files by status; what an earlier run finished is ``skipped``.
    by_template
        Files of this run that each template was applied to, by its index.
    stopped
        Somebody stopped it, or it ended at a full disk: there is more to do.
    """

    counts: dict[str, int]
    reasons: list[tuple[str, str, int]]
    groups: list[Group]
    by_template: dict[int, int]
    seconds: float
    stopped: bool

    @property
    def exit_status(self) -> int:
        """The exit status of the command line."""
        if self.counts.get("failed"):
            return 3
        return 1 if self.stopped or self.counts.get("set_aside") or self.counts.get("pending") else 0


def run_bulk(
    sources: Sequence[Path],
    output: OutputFolder,
    templates: Sequence[MaskTemplate],
    engine: Engine,
    *,
    options: BulkOptions | None = None,
    watch: Watch | None = None,
) -> BulkResult:
    """Apply templates to every file below the sources that they are for; everything else is set aside.

    Raises
    ------
    OtherRun
        If a run is to be resumed that began with something else. Nothing was written.
    UsageError
        If a style can't be used, the linkage map can't be had, or workers can't be started.
    CannotWrite, DiskFull
        If journal, map or report can't be written, and nobody wants to wait.
    """
    for template in templates:
        require_allowed_styles(template.plan)
    with open_map(output.map, output.project.key) as linkage, open_journal(output.local / FILE) as journal:
        linkage.add([output.link])
        how = options or BulkOptions(), watch or Watch()
        with engine.opened() as work:
            return _Run(tuple(sources), output, tuple(templates), engine, work, *how, journal, linkage).all()


@dataclass
class _Run:
    sources: tuple[Path, ...]
    output: OutputFolder
    templates: tuple[MaskTemplate, ...]
    engine: Engine
    work: OpenEngine
    options: BulkOptions
    watch: Watch
    journal: RunJournal
    linkage: LinkageMap
    number: int = 1
    full: bool = False
    begun: float = field(default_factory=time.monotonic)

    def all(self) -> BulkResult:
        """Do all phases that are left."""
        self._begin()
        sweep_results(self.output.destination)
        try:
            self._list()
            if not self._stopping():
                self._search()
            if not self._stopping():
                self._apply()
        finally:
            self.output.sweep()
            sweep_results(self.output.destination)
            self.linkage.sync()
        return self._report()

    def _stopping(self) -> bool:
        return self.full or self.watch.stopping()

    def _begin(self) -> None:
        mark = self._fingerprint()
        known = self.journal.fact("run")
        if self.options.resume and known is not None:
            if known != mark:
                raise OtherRun
            self.number = int(self.journal.fact("number") or "0") + 1
        else:
            self.journal.clear()
            self.journal.note("run", mark)
        self.journal.note("number", str(self.number))
        if self.options.retry:
            self.journal.retry()

    def _fingerprint(self) -> str:
        facts = {
            "templates": [template_id(template) for template in self.templates],
            "sources": [os.path.realpath(source) for source in self.sources],
            "recode_to": self.options.recode_to,
            "masks": self.options.masks,
            "profile": self.output.project.profile.name,
        }
        return hashlib.sha256(json.dumps(facts).encode("ascii")).hexdigest()

    def _list(self) -> None:
        if self.journal.fact("listed") is None:
            self.work.warm_up(self._setting())
            naming, file = self.output.naming()
            start = time.monotonic()

            def told(count: int) -> None:
                self.watch.step(Step("list", count, count, time.monotonic() - start))

            listing = Listing(self.sources, self.templates, self.output.project.replacements, naming)
            if not list_files(listing, self.journal, told, self.watch.stopping):
                return  # a listing that was broken off is begun again
            group_files(self.journal, self.templates)
            naming.save(file)
            self.journal.make_blocks(MOST_IN_BLOCK)
            self.journal.note("listed", "yes")

    def _search(self) -> None:
        total, start = self.journal.count_blocks(), time.monotonic()
        if not total:
            return
        found = self.work.run(self._setting(), self.journal.blocks(), self._stopping)
        for done, came in enumerate(found, 1):
            self.journal.searched(came.item.id, None if came.problem else came.result)
            self.watch.step(Step("search", done, total, time.monotonic() - start))

    def _apply(self) -> None:
        total, start = self.journal.pending(), time.monotonic()
        left, tries = total, Counter[int]()
        setting = self._setting(with_changed=True)
        while left and not self.watch.stopping():
            ended: list[tuple[int, Item]] = []
            links: list[Link] = []
            written = time.monotonic()
            for came in self.work.run(setting, self._waiting(), self._stopping):
                file: Waiting = came.item
                if came.problem:
                    discard_result(self.output.destination, file.name.stem)
                    tries[file.id] += 1
                    if came.problem == "process" and tries[file.id] < _TRIES:
                        continue  # it is still waiting, and comes again at the end
                    ended.append((file.id, self._broken_off(file, came.problem, tries[file.id])))
                elif came.result.disk_full:
                    self.full = True
                    continue
                else:
                    ended.append((file.id, came.result.item))
                    links += came.result.links
                left -= 1
                self.watch.step(Step("apply", total - left, total, time.monotonic() - start))
                if len(ended) >= _SETTLED_TOGETHER or time.monotonic() - written > _SETTLED_AFTER:
                    self._settle(ended, links)
                    ended, links, written = [], [], time.monotonic()
            self._settle(ended, links)
            if self.full and not self._room(DiskFull()):
                return

    def _waiting(self) -> Iterator[Waiting]:
        return self.journal.waiting()

    def _settle(self, ended: list[tuple[int, Item]], links: list[Link]) -> None:
        """Write down what was done: first the links, without which nobody finds the original of a result."""
        while ended:
            try:
                self.linkage.add(links)
                self.linkage.sync()
                self.journal.finish(ended, self.number)
            except DiskFull as error:
                if not self._room(error):
                    self.full = True
                    return  # what was done stands there, and is done again to the same bytes
            else:
                return

    def _room(self, reason: DiskFull) -> bool:
        """Wait until the disk has room for what is largest; False if nobody wants to."""
        if not self.watch.wait:
            return False
        self.watch.paused(reason)
        needed = 3 * self.journal.largest() + _SPARE
        places = (self.output.local, self.output.destination)
        while any(shutil.disk_usage(place).free < needed for place in places):
            if self.watch.stopping():
                return False
            time.sleep(_LOOKING)
        self.full = False
        return True

    def _broken_off(self, file: Waiting, problem: str, tries: int) -> Item:
        seconds = round(getattr(self.engine, "seconds", 0.0))
        reason: SetAside = TimedOut(seconds=seconds) if problem == "time" else WorkerEnded(count=tries)
        return Item(str(file.source), None, ItemStatus.SET_ASIDE, str(reason), 0.0)

    def _setting(self, *, with_changed: bool = False) -> Setting:
        profile = self.output.project.profile
        changed: frozenset[str] = frozenset()
        if with_changed and profile.retains_uids:  # what refers to an instance must know whether its UID stays
            changed = frozenset(self._instances())
        return Setting(
            self.output.destination,
            self.output.partial,
            self.output.project,
            self.templates,
            self.options.recode_to,
            self.options.masks,
            changed,
        )

    def _instances(self) -> Iterator[str]:
        for source in self.journal.matched():  # of an earlier run, too: the bytes must not tell where it ended
            with suppress(SetAside, *UNFORESEEN):  # it will be set aside when it is worked on
                yield place_in(source).instance

    def _report(self) -> BulkResult:
        while True:
            try:
                write_reports(self.output.local, self.journal, self.number)
                break
            except DiskFull as error:
                if not self._room(error):
                    break  # that of an earlier run stays; the journal knows
        return BulkResult(
            count_items(self.journal, self.number),
            self.journal.reasons(),
            self.journal.groups(),
            self.journal.done_by_template(self.number),
            round(time.monotonic() - self.begun, 1),
            stopped=bool(self.journal.pending() or self.journal.fact("listed") is None),
        )


def sweep_results(destination: Path) -> None:
    """Remove what a process that was ended left under hidden names."""
    for folder, _, names in os.walk(destination):
        for name in names:
            if name.startswith("."):
                os.unlink(os.path.join(folder, name))  # noqa: PTH108, PTH118 - thousands of names, most of which stay


def discard_result(destination: Path, stem: str) -> None:
    """Remove whatever there is of a result whose worker was ended."""
    for ending in (".dcm", ".record.json", ".seg.dcm"):
        discard(destination / f"{stem}{ending}")
