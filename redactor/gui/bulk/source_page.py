"""Step 1: the folder with images, and the folder for results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout

from redactor.gui.bulk.page import Page, button
from redactor.gui.dialogs import choose
from redactor.gui.numbers import number
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from redactor.gui.bulk.model import BulkModel


class SourcePage(Page):
    """Two folders."""

    def __init__(self, model: BulkModel) -> None:
        super().__init__(model)
        self._what, self._from, self._to, self.unfinished = (QLabel(wordWrap=True) for _ in range(4))
        self.source, self.destination = QLineEdit(readOnly=True), QLineEdit(readOnly=True)
        self.choose_source, self.choose_destination = button(self._ask_source), button(self._ask_destination)
        grid = QGridLayout()
        for row, parts in enumerate(
            ((self._from, self.source, self.choose_source), (self._to, self.destination, self.choose_destination))
        ):
            for column, part in enumerate(parts):
                grid.addWidget(part, row, column)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self._what)
        layout.addLayout(grid)
        layout.addWidget(self.unfinished)
        layout.addStretch(1)

    def _ask_source(self) -> None:
        if folder := choose.folder(self, self.tr("Folder with images")):
            self.model.use_source(folder)

    def _ask_destination(self) -> None:
        if folder := choose.folder(self, self.tr("Folder for results")):
            self.model.use_destination(folder)

    def refresh(self) -> None:
        """See `Page`."""
        model = self.model
        self._what.setText(
            self.tr("Apply masks that were saved as templates to many files. Originals stay where they are.")
        )
        self._from.setText(self.tr("Images:"))
        self._to.setText(self.tr("Results:"))
        self.source.setText("" if model.source is None else str(model.source))
        self.destination.setText("" if model.destination is None else str(model.destination))
        self.source.setAccessibleName(self.tr("Folder with images"))
        self.destination.setAccessibleName(self.tr("Folder for results"))
        self.choose_source.setText(self.tr("Choose folder of images…"))
        self.choose_destination.setText(self.tr("Choose folder for results…"))
        told = self.tr("↻ This folder holds a run that was not finished; files left: {count}. Go on with it in step 5.")
        self.unfinished.setText(told.format(count=number(model.left, translate)) if model.left else "")
