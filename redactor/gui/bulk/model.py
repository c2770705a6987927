"""What the bulk window is about: source, templates, what was found, what was done. It asks the engine in a thread."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from redactor.deid.profile_file import load_profile
from redactor.gui import problems
from redactor.gui.bulk.work import Work
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.workflow.awake import awake
from redactor.workflow.bulk import BulkOptions, BulkResult, run_bulk
from redactor.workflow.bulk_preview import Preview, files_left, pictures_of, preview, some_files
from redactor.workflow.dry_run import Forecast, dry_run
from redactor.workflow.engines import MEMORY, SECONDS, LocalEngine, dask_engine
from redactor.workflow.output import prepare_output
from redactor.workflow.template_trial import try_template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from redactor.model.template import MaskTemplate
    from redactor.workflow.bulk import Watch
    from redactor.workflow.bulk_preview import GroupPicture
    from redactor.workflow.engines import Engine
    from redactor.workflow.output import OutputFolder
    from redactor.workflow.template_trial import Trial
    from redactor.workflow.templates import Library

_SAMPLE: Final = 10


class Step(IntEnum):
    """The steps in their order."""

    SOURCE = 0
    TEMPLATES = 1
    PREVIEW = 2
    DRY_RUN = 3
    RUN = 4
    REPORT = 5


_NO_SOURCE: Final = QT_TRANSLATE_NOOP("Bulk", "Choose a folder with images first.")
_NO_DESTINATION: Final = QT_TRANSLATE_NOOP("Bulk", "Choose a folder for the results first.")
_NO_TEMPLATE: Final = QT_TRANSLATE_NOOP("Bulk", "Tick at least one template that is in use.")
_NO_PREVIEW: Final = QT_TRANSLATE_NOOP("Bulk", "The files have not been listed yet.")
_NO_MATCH: Final = QT_TRANSLATE_NOOP("Bulk", "None of the files is an image that a ticked template is for.")
_NO_FORECAST: Final = QT_TRANSLATE_NOOP("Bulk", "The dry run comes first.")
_BLOCKED: Final = QT_TRANSLATE_NOOP(
    "Bulk",
    "Images would lose a mark, such as the letter of a side. Draw that template anew, or untick it and start over.",
)
_NO_RESULT: Final = QT_TRANSLATE_NOOP("Bulk", "Nothing was run yet.")


@dataclass(frozen=True)
class Chosen:
    """A template in use, and its name in the library."""

    name: str
    template: MaskTemplate


@dataclass(frozen=True)
class Order:
    """How a run works.

    Attributes
    ----------
    dask
        Address of a scheduler; empty is this computer.
    masks
        Whether masks are written as DICOM SEG, too.
    project
        A lasting project; None keeps key and links beside the results.
    """

    workers: int = 1
    profile: str = ""
    recode_to: str = "jpeg_ls"
    dask: str = ""
    masks: bool = False
    project: Path | None = None
    resume: bool = False
    retry: bool = False


@dataclass(frozen=True)
class Tested:
    """A test of a template, with pictures of its images."""

    name: str
    version: int
    trial: Trial
    pictures: tuple[GroupPicture, ...]


@dataclass(frozen=True)
class Finished:
    """A run that ended."""

    result: BulkResult
    output: OutputFolder


class BulkModel(QObject):
    """Facts of the window; what depends on something that was changed is forgotten."""

    changed = Signal()
    tested = Signal(object)
    pictured = Signal(object)
    finished = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.work = Work(self)
        self.source: Path | None = None
        self.chosen: tuple[Chosen, ...] = ()
        self.preview: Preview | None = None
        self.forecast: Forecast | None = None
        self.destination: Path | None = None
        self.order: Order | None = None
        self.left = 0
        """Files that a run into the chosen folder has left to do."""
        self.done: Finished | None = None
        self.problem: BaseException | None = None
        self.is_run = False
        self._then: Callable[[], None] | None = None
        self.work.changed.connect(self._go_on)

    def obstacle(self, step: Step) -> str:
        """Say why a step can't be taken yet, marked for translation in ``Bulk``; empty if it can."""
        reasons = (
            (Step.TEMPLATES, self.source is None, _NO_SOURCE),
            (Step.TEMPLATES, self.destination is None, _NO_DESTINATION),
            (Step.PREVIEW, not self.chosen, _NO_TEMPLATE),
            (Step.DRY_RUN, self.preview is None, _NO_PREVIEW),
            (Step.DRY_RUN, self.preview is not None and not self.preview.matching, _NO_MATCH),
            (Step.RUN, self.forecast is None, _NO_FORECAST),
            (Step.RUN, self.is_blocked, _BLOCKED),
            (Step.REPORT, self.done is None, _NO_RESULT),
        )
        return next((reason for at, holds, reason in reasons if step >= at and holds), "")

    @property
    def is_blocked(self) -> bool:
        """Whether a person has to look first: marks would be lost."""
        return self.forecast is not None and any(each.blocked for each in self.forecast.groups)

    @property
    def problem_words(self) -> str:
        """What went wrong last, as a sentence."""
        return "" if self.problem is None else f"⛔ {problems.sentence(self.problem, translate)}"

    # --- what a person chooses --------------------------------------------------------------------------------

    def use_source(self, folder: Path) -> None:
        """Take the images below a folder."""
        self.source = folder
        self._forget()

    def use_library(self, library: Library) -> None:
        """Take templates from another library, such as one that several people share."""
        self.library, self.chosen = library, ()
        self._forget()

    def use_templates(self, names: tuple[str, ...]) -> None:
        """Take the versions that are in use."""
        chosen = tuple(Chosen(name, self.library.in_use(name)) for name in names)
        if chosen != self.chosen:
            self.chosen = chosen
            self._forget()

    def _forget(self) -> None:
        self.preview = self.forecast = self.done = self.problem = None
        self.changed.emit()

    # --- what the engine does ---------------------------------------------------------------------------------

    def list_groups(self) -> None:
        """List and group the files."""
        sources, templates = self._asked()

        def told(found: object) -> None:
            self.preview = found if isinstance(found, Preview) else None

        self._start(lambda watch: preview(sources, templates, watch), told)

    def picture(self, at: int) -> None:
        """Make the pictures of a group, in place of those that are being made."""
        if self.preview is None:
            return
        group = self.preview.groups[at]
        if group.group.template is None:
            return
        template = self.chosen[group.group.template].template

        def begin() -> None:
            self._start(
                lambda watch: pictures_of(group.files, template, watch),
                lambda made: self.pictured.emit((at, made)),
            )

        if self.work.is_running:
            self._then = begin
            self.work.cancel()
        else:
            begin()

    def test(self, name: str, workers: int = 1) -> None:
        """Test the newest version of a template on the files of the source."""
        if self.source is None:
            return
        sources = (self.source,)
        template = self.library.entry(name).template

        def work(watch: Watch) -> Tested:
            engine = LocalEngine(workers, SECONDS, MEMORY)
            trial = try_template(sources, template, sources[0], engine, watch=watch)
            pictures = pictures_of(some_files(sources, template, watch), template, watch)
            if trial.passed:
                self.library.note(name, template.version, "tested")
            return Tested(name, template.version, trial, pictures)

        self._start(work, self.tested.emit)

    def look_ahead(self) -> None:
        """Make a dry run; it writes nothing."""
        sources, templates = self._asked()
        destination = self.destination or sources[0]
        self.forecast = None

        def work(watch: Watch) -> Forecast | None:
            engine = LocalEngine(1, SECONDS, MEMORY)
            found = dry_run(sources, templates, destination, engine, sample=_SAMPLE, watch=watch)
            return None if watch.stopping() else found

        def told(found: object) -> None:
            self.forecast = found if isinstance(found, Forecast) else None

        self._start(work, told)

    def use_destination(self, folder: Path) -> None:
        """Let results go to a folder, which may hold a run that was not finished."""

        def told(count: object) -> None:
            self.left = count if isinstance(count, int) else 0

        self.destination, self.left = folder, 0
        self.forecast = self.done = None  # another disk
        self._start(lambda watch: files_left(folder), told)

    def run(self, order: Order) -> None:
        """Write the results."""
        if self.destination is None:
            return
        self.order, destination = order, self.destination
        sources, templates = self._asked()
        names = tuple(each.name for each in self.chosen)

        def work(watch: Watch) -> Finished:
            profile = load_profile(order.profile) if order.profile else None
            output = prepare_output(destination, sources, order.project, profile=profile)
            options = BulkOptions(order.recode_to, order.masks, resume=order.resume, retry=order.retry)
            with awake(), ExitStack() as stack:
                engine: Engine = LocalEngine(order.workers, SECONDS, MEMORY)
                if order.dask:
                    engine = stack.enter_context(dask_engine(order.dask, output))
                result = run_bulk(sources, output, templates, engine, options=options, watch=watch)
            for index, count in result.by_template.items():
                self.library.count(names[index], templates[index].version, applied=count)
            return Finished(result, output)

        def told(found: object) -> None:
            self.is_run = False
            self.done = found if isinstance(found, Finished) else None
            self.left = self.done.result.counts.get("pending", 0) if self.done else 0
            self.finished.emit()

        self.is_run = self._start(work, told)
        self.changed.emit()

    def close(self) -> None:
        """End what runs, with the files that were begun."""
        self._then = None
        self.work.close()

    def _asked(self) -> tuple[tuple[Path, ...], tuple[MaskTemplate, ...]]:
        return () if self.source is None else (self.source,), tuple(each.template for each in self.chosen)

    def _start(self, work: Callable[[Watch], object], told: Callable[[object], None]) -> bool:
        def fail(error: BaseException) -> None:
            self.is_run = False
            self.problem = error

        if self.work.is_running:
            return False
        self.problem = None
        return self.work.start(work, told, fail)

    def _go_on(self) -> None:
        then = self._then
        if then is not None and not self.work.is_running:
            self._then = None
            then()
        self.changed.emit()
