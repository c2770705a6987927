"""Step 6: how a run ended, by status and reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from redactor.gui import problems
from redactor.gui.bulk.page import Page, button, fill, table
from redactor.gui.bulk.words import duration, status_words
from redactor.gui.numbers import number
from redactor.gui.translation import translate
from redactor.workflow.bulk_report import HTML

if TYPE_CHECKING:
    from redactor.gui.bulk.model import BulkModel


class ReportPage(Page):
    """Counts, reasons, and what can be done now."""

    def __init__(self, model: BulkModel) -> None:
        super().__init__(model)
        self.summary, self.standing = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.standing.setProperty("role", "state")
        self.counts, self.reasons = table(2), table(3)
        self.reasons.setSortingEnabled(True)
        self.reasons.setWordWrap(True)
        self.open_button = button(lambda: self._open(""))
        self.report_button = button(lambda: self._open(HTML))
        self.retry_button, self.resume_button = button(lambda: self._again(retry=True)), button(self._again)
        buttons = QHBoxLayout()
        for each in (self.open_button, self.report_button, self.retry_button, self.resume_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        for widget in (self.standing, self.summary):
            layout.addWidget(widget)
        layout.addWidget(self.counts, 1)
        layout.addWidget(self.reasons, 2)
        layout.addLayout(buttons)

    def _open(self, name: str) -> None:
        done = self.model.done
        if done is not None:
            place = done.output.local / name if name else done.output.destination
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))

    def _again(self, *, retry: bool = False) -> None:
        if self.model.order is not None:
            self.model.run(replace(self.model.order, resume=True, retry=retry))

    def refresh(self) -> None:
        """See `Page`."""
        done, busy = self.model.done, self.model.work.is_running
        self.counts.setAccessibleName(self.tr("Files by result"))
        self.reasons.setAccessibleName(self.tr("Reasons"))
        self.counts.setHorizontalHeaderLabels([self.tr("Result"), self.tr("Files")])
        self.reasons.setHorizontalHeaderLabels([self.tr("Result"), self.tr("Files"), self.tr("Reason")])
        self.open_button.setText(self.tr("Open folder of results"))
        self.report_button.setText(self.tr("Open report"))
        self.retry_button.setText(self.tr("Retry failed"))
        self.resume_button.setText(self.tr("Go on"))
        self.standing.setText(self.tr("○ Not reviewed – proposed by batch"))
        if done is None:
            return
        counts, result = done.result.counts, done.result
        fill(
            self.counts,
            [(status_words(status, translate), number(count, translate)) for status, count in counts.items()],
        )
        fill(
            self.reasons,
            [
                (status_words(status, translate), number(count, translate), problems.reason(reason, translate))
                for status, reason, count in result.reasons
            ],
        )
        time = duration(result.seconds, translate)
        ended = self.tr("The run ended after {time}.") if not result.stopped else self.tr("Stopped after {time}.")
        self.summary.setText(ended.format(time=time) + " " + self.tr("Originals were not changed."))
        failed = bool(counts.get("failed") or counts.get("set_aside"))
        self.retry_button.setEnabled(failed and not busy)
        self.retry_button.setToolTip("" if failed else self.tr("Nothing failed or was set aside."))
        self.resume_button.setEnabled(result.stopped and not busy)
        self.resume_button.setToolTip("" if result.stopped else self.tr("Nothing is left to do."))
