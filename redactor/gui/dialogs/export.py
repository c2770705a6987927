"""Export: where to, what will happen in plain words, how far it is, and how it ended."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QStandardPaths, Qt, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from redactor.errors import RedactorError
from redactor.gui import problems, promises
from redactor.gui.dialogs import choose
from redactor.gui.dialogs.export_choices import ExportChoices
from redactor.gui.dialogs.fitting import Fitting
from redactor.gui.exporting import Request, Summary
from redactor.gui.translation import translate
from redactor.options import describe
from redactor.styles import NoiseOptions

if TYPE_CHECKING:
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.gui.tasks import Exporting
    from redactor.workflow.case import OpenedCase
    from redactor.workflow.release import Vouched


class ExportDialog(QDialog):
    """Exports the open case: what is reviewed is released, the rest are candidates.

    It stays open until the person has read how it ended.
    """

    def __init__(
        self, session: Session, reviewing: Reviewing, exporting: Exporting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._reviewing = reviewing
        self._exporting = exporting
        self._request: Request | None = None
        self._summary: Summary | None = None
        self._error: RedactorError | None = None
        self._done: tuple[int, int, str] | None = None
        self._began = 0.0
        self.said: list[str] = []
        self._told: list[QLabel] = []
        self._build()
        exporting.progress.connect(self._show_progress)
        exporting.finished.connect(self._end)
        exporting.failed.connect(self._refuse)
        self.retranslate()

    def _build(self) -> None:
        self._where, self.folder, self._choose = QLabel(), QLineEdit(readOnly=True), QPushButton()
        self.folder.setText(str(_suggestion()))
        self._choose.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(self._choose)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._candidates = QLabel(wordWrap=True)
        self._candidates.setProperty("role", "state")
        self.noise, self.epsilon = QCheckBox(), _epsilon()
        self._epsilon_label, self._warning = QLabel(), QLabel(wordWrap=True)
        self.noise.toggled.connect(self.retranslate)
        self.choices = ExportChoices()
        self.choices.use_profile(self._session.profile_name)
        self.choices.profile.currentIndexChanged.connect(self._take_profile)
        self.with_candidates = QCheckBox()
        self.with_candidates.toggled.connect(self.retranslate)
        noise = QHBoxLayout()
        for widget in (self.noise, self._epsilon_label, self.epsilon):
            noise.addWidget(widget)
        noise.addStretch(1)
        self._bar = QProgressBar(textVisible=False)
        self._status = QLabel(wordWrap=True)
        self._status.setProperty("role", "muted")
        line = QFrame()
        line.setProperty("role", "line")
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._where)
        layout.addLayout(row)
        layout.addWidget(self.choices)
        layout.addSpacing(6)
        layout.addLayout(self._lines)
        layout.addWidget(self.with_candidates)
        layout.addLayout(noise)
        layout.addWidget(self._warning)
        layout.addWidget(self._candidates)
        layout.addStretch(1)
        layout.addWidget(self._bar)
        layout.addWidget(self._status)
        layout.addWidget(line)
        layout.addLayout(self._buttons())
        layout.addStrut(560)
        Fitting(self)
        self._go.setDefault(True)

    def _buttons(self) -> QHBoxLayout:
        self._go, self._cancel, self._open, self.pause = (QPushButton() for _ in range(4))
        self.pause.clicked.connect(self._pause)
        self._go.setProperty("role", "main")
        self._go.clicked.connect(self.start)
        self._cancel.clicked.connect(self._stop)
        self._open.clicked.connect(self._show_folder)
        buttons = QHBoxLayout()
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        for button in (self.pause, self._cancel, self._go):
            buttons.addWidget(button)
        return buttons

    @property
    def remark(self) -> str:
        """How far the export is, or why it was refused."""
        return self._status.text()

    # --- what the person does ---------------------------------------------------------------------------------

    def set_folder(self, folder: Path) -> None:
        """Choose the folder to write to."""
        self.folder.setText(str(folder))
        self._error = None
        self.retranslate()

    @Slot()
    def start(self) -> None:
        """Export, with the plan of this moment."""
        case = self._session.case
        if case is None or self._exporting.is_running:
            return
        runs = {image.key: self._session.searches.of(image.key).runs for image in case.images}
        noise = NoiseOptions(epsilon=self.epsilon.value()) if self.noise.isChecked() else None
        self._request = Request(
            case,
            self._session.plan,
            runs,
            Path(self.folder.text()),
            noise,
            profile=self.choices.profile_name,
            recode_to=self.choices.recode_to,
            vouched=self._vouched,
            with_candidates=self._takes_candidates,
            kept_back=self._kept_back,
        )
        self._error, self._done, self._began = None, (0, len(self._request.images), ""), time.monotonic()
        self._exporting.start(self._request)
        self.retranslate()

    @property
    def _vouched(self) -> dict[str, Vouched]:
        """Who vouches for which images."""
        found = {unit: self._reviewing.vouched(unit) for unit in self._reviewing.units}
        return {member.key: who for unit, who in found.items() if who for member in unit.members}

    @property
    def _kept_back(self) -> frozenset[str]:
        """Images in quarantine."""
        found = (unit.keys for unit in self._reviewing.units if self._reviewing.review(unit).quarantined)
        return frozenset().union(*found)

    @property
    def _takes_candidates(self) -> bool:
        """Whether what nobody vouches for is written, too: where nothing is reviewed, that is what was asked for."""
        return self.with_candidates.isChecked() or not self._vouched

    @Slot()
    def _take_profile(self) -> None:
        self._session.use_profile(self.choices.profile_name)
        self.retranslate()

    @Slot()
    def _ask(self) -> None:
        if chosen := choose.folder(self, self.tr("Folder to write to"), self.folder.text()):
            self.set_folder(chosen)

    @Slot()
    def _stop(self) -> None:
        if self._exporting.is_running:
            self._exporting.cancel()
            self._cancel.setEnabled(False)
        else:
            self.reject()

    @Slot()
    def _pause(self) -> None:
        self._exporting.pause(not self._exporting.is_paused)
        self.retranslate()

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))

    def reject(self) -> None:
        """Close; while an export runs only its Cancel ends it."""
        if not self._exporting.is_running:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """See `reject`."""
        if self._exporting.is_running:
            event.ignore()
        else:
            super().closeEvent(event)

    # --- what the export tells --------------------------------------------------------------------------------

    @Slot(int, int, str)
    def _show_progress(self, done: int, total: int, name: str) -> None:
        self._done = (done, total, name)
        self.retranslate()

    @Slot(Summary)
    def _end(self, summary: Summary) -> None:
        self._summary = summary
        for unit in self._reviewing.units:
            if unit.keys <= summary.released and self._reviewing.vouched(unit):
                self._reviewing.note_release(unit)
        if self._request is not None and not (summary.left or self._request.kept_back):
            self._session.mark_exported(self._request.plan)
        self.retranslate()

    @Slot(RedactorError)
    def _refuse(self, error: RedactorError) -> None:
        self._error, self._done = error, None
        self.retranslate()

    # --- words ------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the window, and enable what can be done now."""
        running, ended = self._exporting.is_running, self._summary is not None
        self.setWindowTitle(self.tr("Export de-identified copies"))
        self._where.setText(self.tr("Write to this folder (new or empty):"))
        self.folder.setAccessibleName(self.tr("Folder to write to"))
        self._choose.setText(self.tr("Choose…"))
        self._choose.setEnabled(not running and not ended)
        self.choices.retranslate()
        self.choices.setEnabled(not running and not ended)
        self._go.setText(self.tr("Export"))
        self._go.setVisible(not ended)
        self._go.setEnabled(not running)
        self._cancel.setText(self.tr("Stop after this file") if running else self.tr("Close"))
        self._cancel.setEnabled(True)
        self.pause.setText(self.tr("Go on") if self._exporting.is_paused else self.tr("Pause after this file"))
        self.pause.setVisible(running)
        self._open.setText(self.tr("Open folder"))
        self._open.setVisible(ended)
        self._bar.setVisible(running)
        self._status.setProperty("role", "error" if self._error is not None else "muted")
        self._status.style().unpolish(self._status)
        self._status.style().polish(self._status)
        self.noise.setText(self.tr("Also write copies with differential-privacy noise (experimental)"))
        self._epsilon_label.setText(self.tr("Privacy loss ε a frame:"))
        self.epsilon.setAccessibleName(self.tr("Privacy loss ε a frame:"))
        self._warning.setText(promises.not_for_diagnosis(translate))
        for widget in (self._epsilon_label, self.epsilon, self._warning):
            widget.setVisible(self.noise.isChecked() and not ended)
        self.noise.setEnabled(not running)
        self.epsilon.setEnabled(not running)
        self.noise.setVisible(not ended)
        self.with_candidates.setEnabled(not running)
        if ended:
            self.with_candidates.hide()
        if self._summary is not None:
            self._say(promises.ending(self._summary, translate))
        elif self._session.case is not None and not running:
            self._promise(self._session.case)
        self._status.setText("" if ended else self._progress_text())
        self._status.setVisible(bool(self._status.text()))
        if self._done is not None:
            self._bar.setRange(0, max(self._done[1], 1))
            self._bar.setValue(self._done[0])
        # A dialog doesn't ask its labels how high they are at its width by itself.
        self._layout.activate()
        self.resize(self.width(), self._layout.totalHeightForWidth(self.width()))

    def _promise(self, case: OpenedCase) -> None:
        """Say what will be written, what is released, and what is left out."""
        released = len(self._vouched)
        kept_back = len(self._kept_back)
        unreviewed = len(case.images) - released - kept_back
        self.with_candidates.setText(self.tr("Also write what is not reviewed, as candidates"))
        self.with_candidates.setVisible(bool(released and unreviewed))
        written = unreviewed if self._takes_candidates else 0
        left_out = unreviewed - written
        searched = self._session.searches.incomplete
        told = promises.promise(
            case,
            self._session.plan,
            searched,
            translate,
            released=released,
            left_out=left_out,
            kept_back=kept_back,
        )
        self._say(told)
        self._candidates.setText(f"{'○' if written else '●'} {promises.candidates(released, written, translate)}")

    def _say(self, lines: list[str]) -> None:
        if lines == self.said:
            return
        for label in self._told:
            self._lines.removeWidget(label)
            label.deleteLater()
        self._told = [QLabel(line, wordWrap=True) for line in lines]
        for label in self._told:
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._lines.addWidget(label)
        self.said = lines

    def _progress_text(self) -> str:
        if self._error is not None:
            return problems.sentence(self._error, translate)
        if self._done is None:
            return ""
        done, total, name = self._done
        return promises.progress(done, total, name, time.monotonic() - self._began, translate)

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _epsilon() -> QDoubleSpinBox:
    """Give a field for ε, with the limits and the default of the option."""
    told = next(option for option in describe(NoiseOptions) if option.name == "epsilon")
    field = QDoubleSpinBox(decimals=2, singleStep=0.25)
    field.setRange(told.minimum or 0.0, told.maximum or 0.0)
    field.setValue(float(told.default))
    return field


def _suggestion() -> Path:
    """Give a folder that doesn't exist yet, below the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    number = 1
    while (folder := Path(documents) / "redactor" / f"export-{number:03}").exists():
        number += 1
    return folder
