"""The results of a folder, and the images of the case in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from redactor.gui import numbers
from redactor.gui.teaching import edits
from redactor.gui.teaching.painting import as_picture
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from redactor.gui.teaching.model import TeachingModel
    from redactor.workflow.teaching_listing import Listed

_SIZE = QSize(72, 72)


class _Pictures(QListWidget):
    """Small pictures with a line beside each."""

    def __init__(self, model: TeachingModel) -> None:
        super().__init__()
        self.teaching = model
        self.setIconSize(_SIZE)
        self.setSpacing(2)
        self.setWordWrap(True)
        self._icons: dict[str, QIcon] = {}

    def icon_of(self, found: Listed | None) -> QIcon:
        """Give the small picture of a result."""
        if found is None:
            return QIcon()
        key = f"{found.name} {found.result.sha256}"
        if key not in self._icons:
            self._icons[key] = QIcon(QPixmap.fromImage(as_picture(found.small)))
        return self._icons[key]

    def facts_of(self, found: Listed) -> str:
        """Say what a result is: its name, frames, and whether it is released."""
        frames = found.result.instance.pixel_format.number_of_frames
        many = (
            self.tr("{count} frames").format(count=numbers.number(frames, translate))
            if frames > 1
            else self.tr("still")
        )
        state = self.tr("✔ released") if found.result.released else self.tr("○ not released: DRAFT")
        return f"{many} · {state}"


class ResultList(_Pictures):
    """All results of the folder; Enter or a double click puts one into the case."""

    def __init__(self, model: TeachingModel) -> None:
        super().__init__(model)
        self._rows: tuple[Listed, ...] = ()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.itemActivated.connect(lambda item: self.add_selected())
        model.listed.connect(self.refresh)

    def add_selected(self) -> None:
        """Put what is selected into the case."""
        if chosen := self._chosen():
            self.teaching.add([one.name for one in chosen])

    @property
    def stackable(self) -> tuple[str, ...]:
        """The names of what is selected, if it can be one stack: two stills or more of one size and kind."""
        found = self._chosen()
        kinds = {_kind(one) for one in found}
        return tuple(one.name for one in found) if len(found) > 1 and len(kinds) == 1 and found[0].frames == 1 else ()

    def _chosen(self) -> list[Listed]:
        return [self._rows[row] for row in sorted(self.row(item) for item in self.selectedItems())]

    def stack_selected(self) -> None:
        """Put what is selected into the case as one image."""
        if names := self.stackable:
            self.teaching.add_stack(names)

    @Slot()
    def refresh(self) -> None:
        """Show what the folder holds."""
        self.clearSelection()
        self._rows = () if self.teaching.listing is None else self.teaching.listing.results
        self.clear()
        for one in self._rows:
            name = one.name.removesuffix(".dcm")
            self.addItem(QListWidgetItem(self.icon_of(one), f"{name}\n{self.facts_of(one)}"))


def _kind(one: Listed) -> tuple[int, int, int, int, float]:
    instance = one.result.instance
    pixels = instance.pixel_format
    return pixels.number_of_frames, pixels.rows, pixels.columns, pixels.samples_per_pixel, instance.pixel_aspect(1)


class CaseList(_Pictures):
    """The images of the case; dragged, or moved by Alt and the arrow keys."""

    chosen = Signal()

    def __init__(self, model: TeachingModel) -> None:
        super().__init__(model)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.currentRowChanged.connect(lambda row: self.chosen.emit())
        self.model().rowsMoved.connect(self._take_order)

    @property
    def at(self) -> int | None:
        """The place of the image chosen."""
        row = self.currentRow()
        return row if 0 <= row < len(self.teaching.case.images) else None

    def move_chosen(self, by: int) -> None:
        """Put the image chosen further up or down."""
        at = self.at
        if at is not None and 0 <= at + by < len(self.teaching.case.images):
            self.teaching.edit(edits.moved(self.teaching.case, at, at + by), edits.MOVE)
            self.setCurrentRow(at + by)

    def remove_chosen(self) -> None:
        """Take the image chosen out of the case; the result stays."""
        if (at := self.at) is not None:
            self.teaching.edit(edits.without_image(self.teaching.case, at), edits.REMOVE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and arrows, remove with Delete."""
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in moves:
            self.move_chosen(moves[key])
        elif key == Qt.Key.Key_Delete:
            self.remove_chosen()
        else:
            super().keyPressEvent(event)

    @Slot()
    def refresh(self) -> None:
        """Show the case as it is now."""
        self.setAccessibleName(self.tr("Images of the case, in order"))
        self.setToolTip(self.tr("Drag to another place, or press Alt and an arrow key."))
        texts = [self._text(number) for number in range(len(self.teaching.case.images))]
        row = self.currentRow()
        self.blockSignals(True)
        if self.count() != len(texts):
            self.clear()
            for _ in texts:
                self.addItem(QListWidgetItem())
        for place, (text, image) in enumerate(zip(texts, self.teaching.case.images, strict=True)):
            item = self.item(place)
            item.setText(text)
            item.setIcon(self.icon_of(self.teaching.result(image.file)))
        self.setCurrentRow(min(max(row, 0), len(texts) - 1))
        self.blockSignals(False)

    def _text(self, number: int) -> str:
        image = self.teaching.case.images[number]
        found = self.teaching.result(image.file)
        if found is None:
            facts = self.tr("⚠ not in this folder")
        elif image.further:
            facts = self.tr("stack of {count} images").format(count=len(image.files))
        elif len(image.frames) > 1:
            facts = self.tr("film, frames {first}–{last}").format(first=image.frames[0], last=image.frames[-1])
        elif found.frames > 1:
            facts = self.tr("frame {number} of {count}").format(
                number=image.frames[0], count=numbers.number(found.frames, translate)
            )
        else:
            facts = self.tr("still")
        if found is not None and not found.result.released:
            facts += " · " + self.tr("○ DRAFT")
        return "\n".join(part for part in (f"{number + 1}. {image.caption}".strip(), facts) if part)

    def _take_order(self, parent: object, first: int, last: int, where: object, to: int) -> None:
        del parent, last, where
        at = to - 1 if to > first else to
        self.teaching.edit(edits.moved(self.teaching.case, first, at), edits.MOVE)
        self.setCurrentRow(at)
