"""The words that may identify somebody, in one list: go there, or say that a word names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from redactor.deid.free_text import Suspect
from redactor.gui.bulk.page import button
from redactor.gui.teaching import edits
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from redactor.gui.teaching.edits import Hit
    from redactor.gui.teaching.model import TeachingModel


class HitList(QWidget):
    """Hidden while there is nothing to say."""

    wanted = Signal(str)
    """The place of a text that a person wants to see."""

    def __init__(self, model: TeachingModel) -> None:
        super().__init__()
        self.model = model
        self.title, self.list = QLabel(), QListWidget()
        self.list.setMaximumHeight(92)
        self.go, self.confirm = button(self._go), button(self._confirm)
        row, beside, layout = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for each in (self.go, self.confirm):
            beside.addWidget(each)
        beside.addStretch(1)
        row.addWidget(self.list, 1)
        row.addLayout(beside)
        layout.addWidget(self.title)
        layout.addLayout(row)
        self.list.itemActivated.connect(lambda item: self._go())
        self.list.currentRowChanged.connect(lambda row: self._enable())

    @property
    def chosen(self) -> Hit | None:
        """The one chosen."""
        row = self.list.currentRow()
        return self.model.hits[row] if 0 <= row < len(self.model.hits) else None

    def _go(self) -> None:
        if (hit := self.chosen) is not None:
            self.wanted.emit(hit.place)

    def _confirm(self) -> None:
        if (hit := self.chosen) is not None and hit.kind is Suspect.NAME:
            self.model.confirm(edits.words_at(self.model.case, hit))

    def _enable(self) -> None:
        hit = self.chosen
        self.go.setEnabled(hit is not None)
        self.confirm.setEnabled(hit is not None and hit.kind is Suspect.NAME)
        why = self.tr("Only what looks like a name can be confirmed; rewrite the rest.")
        self.confirm.setToolTip("" if self.confirm.isEnabled() else why)

    @Slot()
    def refresh(self) -> None:
        """Show what there is now."""
        case, hits = self.model.case, self.model.hits
        self.setVisible(bool(hits))
        self.title.setText(self.tr("⚠ Words that may identify somebody: {count}").format(count=len(hits)))
        self.list.setAccessibleName(self.tr("Words that may identify somebody"))
        self.go.setText(self.tr("Go there"))
        self.confirm.setText(self.tr("It names nobody"))
        texts = [f"{edits.place_words(hit.place, translate)}: {edits.hit_words(case, hit, translate)}" for hit in hits]
        if texts != [self.list.item(row).text() for row in range(self.list.count())]:
            row = self.list.currentRow()
            self.list.clear()
            self.list.addItems(texts)
            self.list.setCurrentRow(min(max(row, 0), len(texts) - 1))
        self._enable()
