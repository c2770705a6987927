"""The teaching workspace: results and the case at the left, the image in the middle, words and export at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from redactor.errors import RedactorError
from redactor.gui.bulk.page import button
from redactor.gui.dialogs import choose, question
from redactor.gui.numbers import counted, number
from redactor.gui.teaching.export_page import ExportPage
from redactor.gui.teaching.hit_list import HitList
from redactor.gui.teaching.image_page import ImagePage
from redactor.gui.teaching.lists import CaseList, ResultList
from redactor.gui.teaching.model import TeachingModel
from redactor.gui.teaching.words_page import QuestionsPage, WordsPage
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.teaching import KeyImage
from redactor.workflow import bulk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from redactor.gui.teaching.marks import KeyMark

    Marked = Callable[[], Sequence[tuple[KeyMark, int | None]]]
    """Gives what was marked in review, each with the number of its frame in what leaves."""

_PHASES: Final = {
    "list": QT_TRANSLATE_NOOP("Teaching", "Reading results: {done} of {count}"),
    "draw": QT_TRANSLATE_NOOP("Teaching", "Drawing images: {done} of {count}"),
    "mark": QT_TRANSLATE_NOOP("Teaching", "Putting the invisible mark into the pictures"),
    "write": QT_TRANSLATE_NOOP("Teaching", "Writing and checking formats: {done} of {count}"),
}
_WORDS, _QUESTIONS, _EXPORT = range(3)
"""Tabs."""


class TeachingWindow(QDialog):
    """One case at a time; the main window goes on working beside it."""

    def __init__(
        self, marks: Callable[[], Sequence[tuple[KeyMark, int | None]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.model = TeachingModel(self)
        self._marks = marks
        self.results, self.case_list = ResultList(self.model), CaseList(self.model)
        self.image, self.words, self.questions = ImagePage(self.model), WordsPage(self.model), QuestionsPage(self.model)
        self.export, self.hits = ExportPage(self.model), HitList(self.model)
        self.tabs = QTabWidget()
        for page in (self.words, self.questions, self.export):
            self.tabs.addTab(page, "")
        self.folder_button, self.open_button = button(self.ask_folder), button(self._ask_case)
        self.save_button, self.save_as_button = button(self.save), button(self._save_as)
        self.undo_button, self.redo_button = button(self.model.undo), button(self.model.redo)
        self.add_button, self.add_marks_button = button(self.results.add_selected), button(self.add_marks)
        self.stack_button = button(self.results.stack_selected)
        self.up_button = button(lambda: self.case_list.move_chosen(-1))
        self.down_button = button(lambda: self.case_list.move_chosen(1))
        self.remove_button = button(self.case_list.remove_chosen)
        self.stop_button = button(self.model.work.cancel)
        self.bar, self.progress = QProgressBar(textVisible=False), QLabel()
        self._results_title, self._case_title, self._told = QLabel(), QLabel(), QLabel(wordWrap=True)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        top = QHBoxLayout()
        for each in (self.folder_button, self.open_button, self.save_button, self.save_as_button):
            top.addWidget(each)
        top.addStretch(1)
        for each in (self.undo_button, self.redo_button):
            top.addWidget(each)
        left, order, adding = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for each in (self.add_button, self.stack_button):
            adding.addWidget(each)
        for each in (self.up_button, self.down_button, self.remove_button):
            order.addWidget(each)
        left.addWidget(self._results_title)
        left.addWidget(self.results, 2)
        left.addLayout(adding)
        left.addWidget(self.add_marks_button)
        left.addWidget(self._case_title)
        left.addWidget(self.case_list, 3)
        left.addLayout(order)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for widget, share in ((side, 2), (self.image, 5), (self.tabs, 4)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, share)
        split.setSizes([280, 560, 440])
        bottom = QHBoxLayout()
        bottom.addWidget(self._told, 1)
        bottom.addWidget(self.progress)
        bottom.addWidget(self.bar)
        bottom.addWidget(self.stop_button)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        room = QScrollArea(widgetResizable=True)  # large letters need more than a small screen has
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidget(split)
        layout.addWidget(room, 1)
        layout.addWidget(self.hits)
        layout.addLayout(bottom)
        self.resize(1320, 860)

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.refresh)
        model.listed.connect(self.refresh)
        model.work.progress.connect(self._show_progress)
        model.work.changed.connect(self.refresh)
        model.exported.connect(lambda: self.tabs.setCurrentIndex(_EXPORT))
        self.export.export_button.clicked.connect(self.export.begin)
        self.case_list.chosen.connect(lambda: self.image.choose(self.case_list.at))
        self.hits.wanted.connect(self._go_to)
        self.results.itemSelectionChanged.connect(self._show_stackable)
        for key, call in (
            (QKeySequence.StandardKey.Undo, model.undo),
            (QKeySequence.StandardKey.Redo, model.redo),
            (QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Y), model.redo),
            (QKeySequence.StandardKey.Open, self._ask_case),
            (QKeySequence.StandardKey.Save, self.save),
            (QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_E), lambda: self.tabs.setCurrentIndex(_EXPORT)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(call)

    # --- what a person does ---------------------------------------------------------------------------------

    def ask_folder(self) -> None:
        """Ask for a folder of results."""
        if folder := choose.folder(self, self.tr("Folder of results")):
            self.model.use_folder(folder)

    def add_marks(self) -> None:
        """Show the key images that were marked in review and are among the results."""
        images, missing = self._marked()
        self.model.add_images(images)
        if missing:
            self._told.setText(
                counted(
                    self.tr("1 key image is not among these results: export it first."),
                    self.tr("{count} key images are not among these results: export them first."),
                    missing,
                    translate,
                )
            )

    def _marked(self) -> tuple[list[KeyImage], int]:
        images, missing, listing = [], 0, self.model.listing
        for mark, frame in self._marks():
            name = "" if listing is None else listing.of_source.get(str(mark.source), "")
            found = self.model.result(name)
            if found is None or frame is None or frame > found.frames:
                missing += 1
            else:
                images.append(KeyImage(found.name, (frame,), mark.window))
        return images, missing

    def _ask_case(self) -> None:
        file = next(iter(choose.files(self, self.tr("Open a teaching case"))), None)
        if file is None:
            return
        if self.model.is_saved:
            self.open_case(file)
        else:
            self._after_asking(lambda: self.open_case(file))

    def open_case(self, file: Path) -> None:
        """Take up a saved case."""
        try:
            self.model.open_case(file)
        except RedactorError as error:
            self.model.show_problem(error)

    def save(self) -> None:
        """Write the case to its file; ask for one if it has none."""
        if self.model.file is None:
            self._save_as()
        else:
            self._save(self.model.file)

    def _save_as(self) -> None:
        if file := choose.new_file(self, self.tr("Save the teaching case"), "teaching-case.json"):
            self._save(file)

    def _save(self, file: Path) -> None:
        try:
            self.model.save(file)
        except RedactorError as error:
            self.model.show_problem(error)
        else:
            self._told.setText(self.tr("The case was saved."))

    @Slot(str)
    def _go_to(self, place: str) -> None:
        if place.startswith("case.images["):
            self.case_list.setCurrentRow(int(place.partition("[")[2].partition("]")[0]))
            widget = self.image.caption if place.endswith("caption") else self.image.marks
            widget.setFocus()
        elif place.startswith("case.questions["):
            self.tabs.setCurrentIndex(_QUESTIONS)
            self.questions.go_to(place)
        else:
            self.tabs.setCurrentIndex(_WORDS)
            self.words.go_to(place)

    # --- what is shown --------------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Say everything as it is now."""
        self._name()
        self.results.setAccessibleName(self.tr("Results of the folder"))
        model = self.model
        self.case_list.refresh()
        for page in (self.words, self.questions, self.export, self.hits):
            page.refresh()
        self.image.choose(self.case_list.at)
        running, has_case = model.work.is_running, bool(model.case.images)
        for widget in (self.bar, self.stop_button, self.progress):
            widget.setVisible(running)
        if not running:
            self.progress.setText("")
        self.folder_button.setEnabled(not running)
        self.undo_button.setEnabled(model.undo_label is not None)
        self.redo_button.setEnabled(model.redo_label is not None)
        self.add_button.setEnabled(model.listing is not None and bool(model.listing.results))
        self.add_marks_button.setEnabled(model.listing is not None and bool(self._marks()))
        self._show_stackable()
        at = self.case_list.at
        self.up_button.setEnabled(bool(at))
        self.down_button.setEnabled(at is not None and at + 1 < len(model.case.images))
        self.remove_button.setEnabled(has_case)
        if model.problem_words:
            self._told.setText(model.problem_words)

    @Slot()
    def _show_stackable(self) -> None:
        self.stack_button.setEnabled(bool(self.results.stackable))

    @Slot(bulk.Step)
    def _show_progress(self, step: bulk.Step) -> None:
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        words = translate("Teaching", _PHASES[step.phase]) if step.phase in _PHASES else ""
        self.progress.setText(words.format(done=number(step.done, translate), count=number(step.total, translate)))

    def _name(self) -> None:
        saved = "" if self.model.is_saved else " *"
        self.setWindowTitle(self.tr("Teaching: a case that can be shown") + saved)
        listing = self.model.listing
        self.folder_button.setText(self.tr("Folder of results…"))
        self.open_button.setText(self.tr("Open case…"))
        self.save_button.setText(self.tr("Save case"))
        self.save_as_button.setText(self.tr("Save case as…"))
        for each, word, label in (
            (self.undo_button, self.tr("Undo"), self.model.undo_label),
            (self.redo_button, self.tr("Redo"), self.model.redo_label),
        ):
            each.setText(f"{word}: {translate('Teaching', label)}" if label else word)
        self.add_button.setText(self.tr("Add to case"))
        self.add_button.setToolTip(self.tr("Enter or a double click does the same."))
        self.stack_button.setText(self.tr("Add as stack"))
        self.stack_button.setToolTip(
            self.tr("The selected results become one image of the case, to scroll through. They must be of one size.")
        )
        count = len(self._marks())
        self.add_marks_button.setText(self.tr("Add key images ({count})").format(count=count))
        self.add_marks_button.setToolTip(self.tr("Frames that were marked with K in the review window."))
        self.up_button.setText(self.tr("Up"))
        self.down_button.setText(self.tr("Down"))
        self.remove_button.setText(self.tr("Remove"))
        self.stop_button.setText(self.tr("Stop"))
        self.bar.setAccessibleName(self.tr("Progress"))
        if listing is None:
            self._results_title.setText(self.tr("Choose a folder of results."))
        else:
            told = self.tr("Results: {count}").format(count=number(len(listing.results), translate))
            one, many = self.tr("1 other file left out"), self.tr("{count} other files left out")
            left = counted(one, many, listing.left_out, translate)
            self._results_title.setText(f"{told} · {left}" if listing.left_out else told)
        images = len(self.model.case.images)
        told = counted(self.tr("Case: 1 image"), self.tr("Case: {count} images"), images, translate)
        self._case_title.setText(told)
        for place, word in (
            (_WORDS, self.tr("Words")),
            (_QUESTIONS, self.tr("Questions")),
            (_EXPORT, self.tr("Export")),
        ):
            self.tabs.setTabText(place, word)

    # --- Qt -------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.results.refresh()
            self.refresh()
        super().changeEvent(event)

    def reject(self) -> None:
        """Close; what is not saved is a question first."""
        if self.model.is_saved or not self.model.case.images:
            self._end()
        else:
            self._after_asking(self._end)

    def close_for_good(self) -> None:
        """End the threads; an export ends with the format that it writes."""
        self.image.painting.close()
        self.model.close()

    def _end(self) -> None:
        self.model.work.cancel()
        super().reject()

    def _after_asking(self, do: Callable[[], None]) -> None:
        question.ask(
            self,
            text=self.tr("The case was changed and not saved since."),
            yes=self.tr("Go on without saving"),
            no=self.tr("Back"),
            do=do,
        )
