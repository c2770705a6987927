"""Step 3: groups of files, and the pictures of one, in which a person sees what a mask leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from redactor.gui import problems
from redactor.gui.bulk.page import Page, button, fill, table
from redactor.gui.bulk.pictures import Pictures
from redactor.gui.bulk.words import device_words, group_state
from redactor.gui.numbers import number
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from redactor.gui.bulk.model import BulkModel
    from redactor.workflow.bulk_preview import GroupPicture, Preview


class PreviewPage(Page):
    """Groups at the left, pictures at the right."""

    def __init__(self, model: BulkModel) -> None:
        super().__init__(model)
        self._known: dict[int, tuple[GroupPicture, ...]] = {}
        self._of: Preview | None = None
        self.groups = table(4)
        self.summary, self.told, self._reasons = (QLabel(wordWrap=True) for _ in range(3))
        self.pictures = Pictures()
        self.again = button(self._list)
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addWidget(self.groups, 1)
        left.addWidget(self._reasons)
        right.addWidget(self.told)
        right.addWidget(self.pictures, 1)
        right.addStretch(0)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        layout = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.again)
        layout.addLayout(head)
        layout.addLayout(row, 1)
        self.groups.currentCellChanged.connect(self._choose)
        model.pictured.connect(self._show)

    def enter(self) -> None:
        """List the files if they were not."""
        if self.model.preview is None:
            self._list()

    def _list(self) -> None:
        self.model.list_groups()

    def _choose(self) -> None:
        """Show the pictures of the chosen group; they are made once."""
        at = self.groups.currentRow()
        self.pictures.show_pictures(self._known.get(at, ()))
        if at >= 0 and at not in self._known:
            self.model.picture(at)
        self.refresh()

    def _show(self, made: tuple[int, tuple[GroupPicture, ...]]) -> None:
        at, pictures = made
        if pictures:
            self._known[at] = pictures
        if at == self.groups.currentRow():
            self.pictures.show_pictures(pictures)
        self.refresh()

    def refresh(self) -> None:
        """See `Page`."""
        found = self.model.preview
        self.again.setText(self.tr("List again"))
        self.again.setEnabled(not self.model.work.is_running)
        self.groups.setAccessibleName(self.tr("Groups of files"))
        self.groups.setHorizontalHeaderLabels(
            [self.tr("State"), self.tr("Device, size, modality"), self.tr("Files"), self.tr("Template")]
        )
        if found is not self._of:
            self._of = found
            self._known = {}
            self._fill()
            if found is not None and found.groups:
                self.groups.setCurrentCell(0, 0)
                return
        self._fill()
        groups = () if found is None else found.groups
        matching = 0 if found is None else found.matching
        told = self.tr("Groups: {groups}. Files that a template is used for: {count}. No mask is ever scaled.")
        self.summary.setText(
            told.format(groups=number(len(groups), translate), count=number(matching, translate)) if found else ""
        )
        reasons = () if found is None else found.reasons
        self._reasons.setText(
            "\n".join(f"{count} × {problems.reason(reason, translate)}" for _, reason, count in reasons)
        )
        self.told.setText(self._group_words())
        self.pictures.retranslate()

    def _group_words(self) -> str:
        found, at = self.model.preview, self.groups.currentRow()
        if found is None or not 0 <= at < len(found.groups):
            return ""
        if found.groups[at].group.template is None:
            return self.tr("No template is used for this group: it will be set aside.")
        if not self.pictures.isVisibleTo(self):
            return self.tr("The pictures of this group are being made.") if self.model.work.is_running else ""
        if self.pictures.left:
            told = self.tr("⚠ Text remains outside the mask, framed in red: places {count}. Such images are set aside.")
            return told.format(count=self.pictures.left)
        return self.tr("No text was found outside the mask. Look yourself: these pictures show up to 200 images.")

    def _fill(self) -> None:
        found = self.model.preview
        rows = [
            (
                group_state(each.group.state, translate),
                device_words(each.device, each.group.kind),
                each.group.images,
                "–" if each.group.template is None else self.model.chosen[each.group.template].template.title,
            )
            for each in (() if found is None else found.groups)
        ]
        with QSignalBlocker(self.groups):
            fill(self.groups, rows)
