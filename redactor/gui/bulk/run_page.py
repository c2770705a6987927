"""Step 5: the run. How far it is stands below all pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout

from redactor.gui.bulk.model import Order
from redactor.gui.bulk.page import Page, button
from redactor.gui.dialogs import choose
from redactor.gui.dialogs.export_choices import ExportChoices
from redactor.gui.numbers import number
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from redactor.gui.bulk.model import BulkModel


class RunPage(Page):
    """How the run works, and its beginning."""

    def __init__(self, model: BulkModel, profile: str) -> None:
        super().__init__(model)
        self.choices = ExportChoices()
        self.choices.use_profile(profile)
        most = os.cpu_count() or 1
        self.workers = QSpinBox(minimum=1, maximum=max(2 * most, 2), value=max(most - 1, 1))
        self.dask = QLineEdit()
        self.masks, self.resume = QCheckBox(), QCheckBox()
        self.project = QLineEdit(readOnly=True)
        self.choose_project, self.no_project = button(self._ask_project), button(self.project.clear)
        self.resume.setChecked(True)
        self.start_button = button(self.start)
        self.start_button.setProperty("role", "main")
        self._what, self._workers_label, self._dask_label = QLabel(wordWrap=True), QLabel(), QLabel()
        self._project_label, places = QLabel(), QHBoxLayout()
        for each in (self.project, self.choose_project, self.no_project):
            places.addWidget(each)
        form = QFormLayout()
        form.addRow(self._workers_label, self.workers)
        form.addRow(self._dask_label, self.dask)
        form.addRow(self._project_label, places)
        layout = QVBoxLayout(self)
        layout.addWidget(self._what)
        layout.addWidget(self.choices)
        layout.addLayout(form)
        layout.addWidget(self.masks)
        layout.addWidget(self.resume)
        layout.addWidget(self.start_button)
        layout.addStretch(1)

    def start(self) -> None:
        """Begin, or go on with what was not finished."""
        resume = bool(self.model.left) and self.resume.isChecked()
        self.model.run(
            Order(
                self.workers.value(),
                self.choices.profile_name,
                self.choices.recode_to,
                self.dask.text().strip(),
                self.masks.isChecked(),
                Path(self.project.text()) if self.project.text() else None,
                resume=resume,
            )
        )

    def _ask_project(self) -> None:
        if folder := choose.folder(self, self.tr("Folder of the project")):
            self.project.setText(str(folder))

    def refresh(self) -> None:
        """See `Page`."""
        busy, left = self.model.work.is_running, self.model.left
        self._what.setText(
            self.tr(
                "Each result is read back, checked, and searched for text outside its mask. Results are "
                "“Not reviewed – proposed by batch”. Originals are only read."
            )
        )
        self.choices.retranslate()
        self._workers_label.setText(self.tr("Worker processes:"))
        self._dask_label.setText(self.tr("Dask scheduler (empty: this computer):"))
        self._project_label.setText(self.tr("Project (empty: beside the results):"))
        self.project.setAccessibleName(self._project_label.text())
        self.project.setToolTip(
            self.tr("Runs of one project give the same names, UIDs and moved dates. Its folder holds key and links.")
        )
        self.choose_project.setText(self.tr("Choose project…"))
        self.no_project.setText(self.tr("No project"))
        self.masks.setText(self.tr("Write each mask as DICOM Segmentation, too"))
        self.workers.setAccessibleName(self._workers_label.text())
        self.dask.setAccessibleName(self._dask_label.text())
        self.resume.setText(
            self.tr("Go on with the run that was not finished; files left: {count}").format(
                count=number(left, translate)
            )
        )
        self.resume.setVisible(bool(left))
        chosen = (self.choices, self.workers, self.dask, self.masks, self.resume, self.choose_project, self.no_project)
        for widget in (*chosen, self.start_button):
            widget.setEnabled(not busy)
        self.start_button.setText(self.tr("Start the run"))
