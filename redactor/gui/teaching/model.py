"""What the teaching window is about: a folder of results, the case made of them, what was exported."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from redactor.files import write_text
from redactor.gui import problems
from redactor.gui.bulk.work import Work
from redactor.gui.teaching import edits
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.history import History
from redactor.model.teaching import KeyImage, TeachingCase
from redactor.model.teaching_codec import teaching_from_json, teaching_to_json
from redactor.workflow.document import read_json
from redactor.workflow.teaching_listing import Listing, list_results
from redactor.workflow.teaching_run import Made, Order, export_teaching, shown, words_of
from redactor.workflow.teaching_words import Known

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from redactor.errors import RedactorError
    from redactor.gui.teaching.edits import Hit
    from redactor.workflow.bulk import Watch
    from redactor.workflow.report import Item
    from redactor.workflow.teaching_listing import Listed

_NO_IMAGE: Final = QT_TRANSLATE_NOOP("Teaching", "Add an image to the case first.")
_GONE: Final = QT_TRANSLATE_NOOP("Teaching", "An image of the case is not in this folder of results. Remove it.")
_NO_DESTINATION: Final = QT_TRANSLATE_NOOP("Teaching", "Choose a new or empty folder for the export.")
_NO_FORMAT: Final = QT_TRANSLATE_NOOP("Teaching", "Tick at least one format.")
_HITS: Final = QT_TRANSLATE_NOOP("Teaching", "Some words may identify somebody. They are listed below.")
_BUSY: Final = QT_TRANSLATE_NOOP("Teaching", "Something is still being worked on.")
_NO_SCAN: Final = QT_TRANSLATE_NOOP("Teaching", "The words of the headers are still being read.")


class TeachingModel(QObject):
    """Facts of the window. Every edit goes through one history."""

    changed = Signal()
    listed = Signal()
    """There is another folder of results."""
    exported = Signal()
    told = Signal(object)
    """An item of an export that is under way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = Work(self)
        self.listing: Listing | None = None
        self.file: Path | None = None
        self.destination: Path | None = None
        self.forms: tuple[str, ...] = ("pptx", "html")
        self.recipient, self.watermark = "", True
        self.items: tuple[Item, ...] = ()
        self.made: Made | None = None
        self.problem: BaseException | None = None
        self._known: Known | None = None
        self._known_of: frozenset[str] = frozenset()
        self._history: History[TeachingCase] = History(TeachingCase())
        self._saved = TeachingCase()
        self._merging = ""
        self._hits: tuple[tuple[TeachingCase, Known | None], tuple[Hit, ...]] | None = None
        self.work.changed.connect(self._go_on)

    # --- the case -------------------------------------------------------------------------------------------

    @property
    def case(self) -> TeachingCase:
        """What was decided so far."""
        return self._history.value

    @property
    def is_saved(self) -> bool:
        """Whether a file holds the case as it is."""
        return self.case == self._saved

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again."""
        return self._history.redo_label

    def edit(self, case: TeachingCase, label: str, merging: str = "") -> None:
        """Record an edit; one that goes on with the last one, such as the next letter of a field, takes its place."""
        if case == self.case:
            return
        if merging and merging == self._merging:
            self._history.undo()
        self._history.record(case, label)
        self._merging = merging
        self._changed()

    def undo(self) -> None:
        """Take the last edit back."""
        self._merging = ""
        self._history.undo()
        self._changed()

    def redo(self) -> None:
        """Do again what was undone last."""
        self._merging = ""
        self._history.redo()
        self._changed()

    def add(self, names: Sequence[str]) -> None:
        """Show results, each with all its frames."""
        found = [self.result(name) for name in names]
        images = [KeyImage(one.name, tuple(range(1, one.frames + 1))) for one in found if one is not None]
        self.edit(edits.with_images(self.case, images), edits.ADD)

    def add_stack(self, names: Sequence[str]) -> None:
        """Show results as one image to scroll through, the first frame of each."""
        first, *others = names
        self.add_images([KeyImage(first, further=tuple(others))])

    def add_images(self, images: Sequence[KeyImage]) -> None:
        """Show images as they were marked in review."""
        self.edit(edits.with_images(self.case, images), edits.ADD)

    def result(self, name: str) -> Listed | None:
        """Give the result of a key image; None if it is not in the folder."""
        return None if self.listing is None else self.listing.result(name)

    @property
    def is_draft(self) -> bool:
        """Whether something of the case is not released."""
        return any(one is not None and not one.result.released for one in self._shown())

    def _shown(self) -> list[Listed | None]:
        return [self.result(name) for image in self.case.images for name in image.files]

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What in the texts may identify somebody."""
        asked = (self.case, self._known)
        if self._hits is None or self._hits[0] != asked:
            persons = () if self._known is None else (self._known.originals | self._known.pseudonyms).persons
            self._hits = asked, edits.hits(self.case, persons)
        return self._hits[1]

    def confirm(self, word: str) -> None:
        """Note that a word names nobody."""
        self.edit(replace(self.case, confirmed=(*self.case.confirmed, word)), edits.CONFIRM)

    # --- files ----------------------------------------------------------------------------------------------

    def use_folder(self, folder: Path, then: Callable[[], None] = lambda: None) -> None:
        """Take the results below a folder."""

        def told(found: object) -> None:
            if isinstance(found, Listing):
                self.listing = found
                self._known_of = frozenset()
                self.listed.emit()
                then()

        self._start(lambda watch: list_results(folder, watch), told)

    def open_case(self, file: Path) -> None:
        """Take up a saved case.

        Raises
        ------
        InvalidDocument
            If it is none.
        """
        case = teaching_from_json(read_json(file))
        self._history, self._saved, self._merging = History(case), case, ""
        self.file = file
        self._changed()

    def save(self, file: Path) -> None:
        """Write the case.

        Raises
        ------
        CannotWrite, DiskFull
            If the file system refuses; the case counts as not saved.
        """
        write_text(file, json.dumps(teaching_to_json(self.case), ensure_ascii=False, indent=1) + "\n")
        self._saved, self.file = self.case, file
        self.changed.emit()

    # --- export ---------------------------------------------------------------------------------------------

    def obstacle(self) -> str:
        """Say why nothing can be exported yet, marked for translation in ``Teaching``; empty if it can."""
        reasons = (
            (self.work.is_running, _BUSY),
            (not self.case.images, _NO_IMAGE),
            (None in self._shown(), _GONE),
            (bool(self.hits), _HITS),
            (not self.forms, _NO_FORMAT),
            (self.destination is None, _NO_DESTINATION),
            (self._known is None, _NO_SCAN),
        )
        return next((reason for holds, reason in reasons if holds), "")

    @property
    def problem_words(self) -> str:
        """What went wrong last, as a sentence."""
        return "" if self.problem is None else f"⛔ {problems.sentence(self.problem, translate)}"

    def export(self) -> None:
        """Write the packages."""
        if self.listing is None or self.destination is None or self.obstacle():
            return
        roots, case = (self.listing.folder,), self.case
        order = Order(self.destination, self.forms, self._originals(), self.recipient.strip(), self.watermark)
        self.items, self.made = (), None

        def told(made: object) -> None:
            if isinstance(made, Made):
                self.made, self.items = made, made.items
                self.exported.emit()

        def tell(item: Item) -> None:
            self.told.emit(item)

        self._start(lambda watch: export_teaching(shown(case, roots), roots, order, tell, watch), told)

    def show_problem(self, error: RedactorError) -> None:
        """Say what went wrong."""
        self.problem = error
        self.changed.emit()

    def close(self) -> None:
        """End what runs, with the format that was begun."""
        self.work.close()

    def _originals(self) -> tuple[Path, ...]:
        """Give the sources of what is shown, as far as they are still there: their headers are searched for, too."""
        if self.listing is None:
            return ()
        wanted = {name for image in self.case.images for name in image.files}
        sources = [Path(source) for source, name in self.listing.of_source.items() if name in wanted]
        return tuple(source for source in sources if source.is_file())

    def _changed(self) -> None:
        self.made, self.problem = None, None
        self._go_on()

    def _go_on(self) -> None:
        """Read the words of the headers anew where other results are shown."""
        found = [one for one in self._shown() if one is not None]
        names = frozenset(one.name for one in found)
        if found and names != self._known_of and not self.work.is_running:
            self._known_of, self._known = names, None
            results, originals = [one.result for one in found], self._originals()

            def told(known: object) -> None:
                self._known = known if isinstance(known, Known) else None

            self._start(lambda watch: words_of(results, originals), told)
        self.changed.emit()

    def _start(self, work: Callable[[Watch], object], told: Callable[[object], None]) -> bool:
        def fail(error: BaseException) -> None:
            self.problem = error

        if self.work.is_running:
            return False
        self.problem = None
        return self.work.start(work, told, fail)
