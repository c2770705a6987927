"""What the pages of the bulk window share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from redactor.gui.bulk.model import BulkModel


class Page(QWidget):
    """One step."""

    def __init__(self, model: BulkModel) -> None:
        super().__init__()
        self.model = model

    def enter(self) -> None:
        """Do what the step begins with, when a person comes to it."""

    def refresh(self) -> None:
        """Say everything as it is now, in the language of the window."""


def button(call: Callable[[], object]) -> QPushButton:
    """Give a button that Enter does not press by chance."""
    made = QPushButton()
    made.setAutoDefault(False)
    made.clicked.connect(lambda checked=False: call())
    return made


def table(columns: int) -> QTableWidget:
    """Give a table of rows to choose from."""
    made = QTableWidget(0, columns)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setTabKeyNavigation(False)
    made.verticalHeader().hide()
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    made.horizontalHeader().setStretchLastSection(True)
    return made


def fill(place: QTableWidget, rows: Sequence[Sequence[str | int]]) -> None:
    """Show rows; numbers sort as numbers. The chosen row stays."""
    chosen = place.currentRow()
    sorts = place.isSortingEnabled()
    place.setSortingEnabled(False)
    place.setRowCount(len(rows))
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            item = QTableWidgetItem()
            item.setData(Qt.ItemDataRole.DisplayRole, value)
            place.setItem(at, column, item)
    place.setSortingEnabled(sorts)
    if 0 <= chosen < len(rows):
        place.setCurrentCell(chosen, 0)
