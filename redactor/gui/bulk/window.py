"""The window of bulk work: steps at the left, a page each, and below how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from redactor.errors import SetAside
from redactor.gui import problems
from redactor.gui.bulk.forecast_page import ForecastPage
from redactor.gui.bulk.library_page import LibraryPage
from redactor.gui.bulk.model import BulkModel, Step
from redactor.gui.bulk.page import Page, button
from redactor.gui.bulk.preview_page import PreviewPage
from redactor.gui.bulk.report_page import ReportPage
from redactor.gui.bulk.run_page import RunPage
from redactor.gui.bulk.source_page import SourcePage
from redactor.gui.bulk.words import step_words
from redactor.gui.dialogs import question
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.workflow import bulk

if TYPE_CHECKING:
    from redactor.workflow.templates import Library

_TITLES: Final = {
    Step.SOURCE: QT_TRANSLATE_NOOP("Bulk", "1  Source"),
    Step.TEMPLATES: QT_TRANSLATE_NOOP("Bulk", "2  Templates"),
    Step.PREVIEW: QT_TRANSLATE_NOOP("Bulk", "3  Match preview"),
    Step.DRY_RUN: QT_TRANSLATE_NOOP("Bulk", "4  Dry run"),
    Step.RUN: QT_TRANSLATE_NOOP("Bulk", "5  Run"),
    Step.REPORT: QT_TRANSLATE_NOOP("Bulk", "6  Report"),
}


class BulkWindow(QDialog):
    """A person may go back at any time, and work in the main window meanwhile."""

    def __init__(self, library: Library, profile: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.model = BulkModel(library, self)
        self._closing = False
        self.source, self.library = SourcePage(self.model), LibraryPage(self.model)
        self.preview, self.forecast = PreviewPage(self.model), ForecastPage(self.model)
        self.run, self.report = RunPage(self.model, profile), ReportPage(self.model)
        self.pages: dict[Step, Page] = dict(
            zip(Step, (self.source, self.library, self.preview, self.forecast, self.run, self.report), strict=True)
        )
        self.steps, self._stack = QListWidget(), QStackedWidget()
        for step in Step:
            self.steps.addItem("")
            self._stack.addWidget(self.pages[step])
        self.bar, self.progress, self.problem = QProgressBar(textVisible=False), QLabel(), QLabel(wordWrap=True)
        self.pause_button = button(lambda: self.model.work.pause(not self.model.work.is_paused))
        self.stop_button = button(self.model.work.cancel)
        self.back_button, self.next_button = button(lambda: self._step(-1)), button(lambda: self._step(1))
        self.next_button.setDefault(True)
        self._build()
        self.steps.currentRowChanged.connect(self._go)
        self.model.changed.connect(self.refresh)
        self.model.finished.connect(lambda: self.go_to(Step.REPORT))
        self.model.work.progress.connect(self._show_progress)
        self.model.work.waits.connect(self._show_wait)
        self.steps.setCurrentRow(0)
        self.refresh()

    def _build(self) -> None:
        self.steps.setMaximumWidth(180)
        middle, work, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        middle.addWidget(self.steps)
        middle.addWidget(self._stack, 1)
        work.addWidget(self.bar, 1)
        for widget in (self.progress, self.pause_button, self.stop_button):
            work.addWidget(widget)
        buttons.addWidget(self.problem, 1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.addLayout(middle, 1)
        layout.addLayout(work)
        layout.addLayout(buttons)
        self.resize(1120, 720)

    @property
    def step(self) -> Step:
        """The step shown."""
        return Step(max(self.steps.currentRow(), 0))

    def go_to(self, step: Step) -> None:
        """Show a step, if nothing is in its way."""
        if not self.model.obstacle(step):
            self.refresh()
            self.steps.setCurrentRow(step)

    def close_for_good(self) -> None:
        """End what runs, with the files that were begun."""
        self.model.close()

    def _step(self, count: int) -> None:
        self.go_to(Step(min(max(self.step + count, 0), len(Step) - 1)))

    @Slot(int)
    def _go(self, row: int) -> None:
        if row >= 0:
            self._stack.setCurrentIndex(row)
            if not self.model.work.is_running:
                self.progress.setText("")
                self.pages[Step(row)].enter()
            self.refresh()

    @Slot(bulk.Step)
    def _show_progress(self, step: bulk.Step) -> None:
        counted = step.phase != "list"
        self.bar.setRange(0, step.total if counted else 0)
        self.bar.setValue(step.done if counted else 0)
        self.progress.setText(step_words(step, translate))

    @Slot(SetAside)
    def _show_wait(self, reason: SetAside) -> None:
        self.progress.setText(f"⏸ {problems.sentence(reason, translate)}")

    @Slot()
    def refresh(self) -> None:
        """Say everything as it is now."""
        work = self.model.work
        if self._closing and not work.is_running:
            self._closing = False
            super().reject()
            return
        self.setWindowTitle(self.tr("Bulk: saved masks over many files"))
        self.steps.setAccessibleName(self.tr("Steps"))
        for step in Step:
            item = self.steps.item(step)
            reason = self.model.obstacle(step)
            item.setText(translate("Bulk", _TITLES[step]))
            stays = not reason and not (self.model.is_run and step is not Step.RUN)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if stays else Qt.ItemFlag.NoItemFlags
            )
            item.setToolTip(translate("Bulk", reason) if reason else "")
        self.pages[self.step].refresh()
        self._refresh_bars()

    def _refresh_bars(self) -> None:
        work, following = self.model.work, min(self.step + 1, len(Step) - 1)
        running = work.is_running
        for widget in (self.bar, self.stop_button):
            widget.setVisible(running)
        self.progress.setVisible(running)
        self.pause_button.setVisible(running and self.model.is_run)
        self.pause_button.setText(self.tr("Go on") if work.is_paused else self.tr("Pause"))
        if work.is_paused:
            self.progress.setText(self.tr("⏸ Paused: what was begun is finished, nothing else is."))
        if work.is_stopping:
            self.progress.setText(self.tr("Stopping after this file…"))
        self.pause_button.setEnabled(not work.is_stopping)
        self.stop_button.setEnabled(not work.is_stopping)
        self.stop_button.setText(self.tr("Cancel after this file"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.back_button.setText(self.tr("Back"))
        self.next_button.setText(self.tr("Next"))
        self.back_button.setEnabled(self.step > 0 and not self.model.is_run)
        reason = self.model.obstacle(Step(following))
        told = translate("Bulk", reason) if reason and not running else ""
        last = self.step is Step.REPORT
        self.next_button.setEnabled(not running and not reason and not last)
        self.next_button.setToolTip(told)
        self.problem.setText(self.model.problem_words or ("" if last else told))

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def reject(self) -> None:
        """Close; a run is a question first, anything else just ends."""
        if not self.model.work.is_running:
            super().reject()
        elif self.model.is_run and not self.model.work.is_stopping:
            question.ask(
                self,
                text=self.tr("A run is under way. What is finished stays, and it can be gone on with later."),
                yes=self.tr("Stop after this file"),
                no=self.tr("Keep running"),
                do=self._stop_and_close,
            )
        else:
            self._stop_and_close()

    def _stop_and_close(self) -> None:
        self._closing = True
        self.model.work.cancel()
