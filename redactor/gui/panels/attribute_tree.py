"""The table of attributes: group by group, originals as dots until a person holds them open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from redactor.gui import attribute_words as words
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent

    from redactor.deid.summary import Entry

_ENTRY: Final = Qt.ItemDataRole.UserRole + 1
_NAME, _OLD, _NEW, _ACTION, _WHY = range(5)
_WIDTHS: Final = (225, 90, 105, 70)


class AttributeTree(QTreeWidget):
    """Rows of attributes below their groups. Space held shows the originals, as it shows the original image."""

    entry_chosen = Signal(object)
    """The `Entry` of the row that is chosen, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._is_open = False
        self.setColumnCount(5)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAllColumnsShowFocus(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.currentItemChanged.connect(self._tell)

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The attributes listed, in the order of their groups."""
        return tuple(item.data(0, _ENTRY) for item in self._leaves())

    @property
    def chosen(self) -> Entry | None:
        """The attribute of the row that is chosen."""
        item = self.currentItem()
        found: Entry | None = None if item is None else item.data(0, _ENTRY)
        return found

    @property
    def is_open(self) -> bool:
        """True while originals are shown."""
        return self._is_open

    def fill(self, entries: Sequence[Entry], language: str) -> None:
        """List attributes; what was chosen stays chosen, and what was folded stays folded."""
        folded = {item.data(0, _ENTRY + 1) for item in self._groups() if not item.isExpanded()}
        chosen = self.chosen
        self.clear()
        self._entries = tuple(entries)
        by_group: dict[int, list[Entry]] = {}
        for entry in entries:
            by_group.setdefault(words.group_of(entry), []).append(entry)
        again: QTreeWidgetItem | None = None
        for number in words.group_numbers():
            if number not in by_group:
                continue
            group = QTreeWidgetItem([f"{words.group_title(number, language, translate)} ({len(by_group[number])})"])
            group.setData(0, _ENTRY + 1, number)
            self.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            for entry in by_group[number]:
                item = _item(entry, language)
                group.addChild(item)
                again = item if chosen is not None and entry.path == chosen.path else again
            group.setExpanded(number not in folded)
        if again is not None:
            self.setCurrentItem(again)
        self._write()

    @Slot(bool)
    def open_originals(self, shown: bool) -> None:
        """Show the originals, or dots."""
        if shown != self._is_open:
            self._is_open = shown
            self._write()

    def _write(self) -> None:
        for item in self._leaves():
            entry: Entry = item.data(0, _ENTRY)
            hidden = words.HIDDEN if entry.old else words.NOTHING
            item.setText(_OLD, entry.old if self._is_open and entry.old else hidden)

    def _groups(self) -> list[QTreeWidgetItem]:
        found = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        return [item for item in found if item is not None]

    def _leaves(self) -> list[QTreeWidgetItem]:
        found = [group.child(place) for group in self._groups() for place in range(group.childCount())]
        return [item for item in found if item is not None]

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _tell(self, now: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        del before
        self.entry_chosen.emit(None if now is None else now.data(0, _ENTRY))

    def retranslate(self) -> None:
        """Name columns in the language of the window."""
        self.setHeaderLabels(
            [self.tr("Attribute"), self.tr("Original"), self.tr("New value"), self.tr("Action"), self.tr("Why")]
        )
        self.setAccessibleName(self.tr("Attributes and what becomes of them"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show originals while Space is held."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.open_originals(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Hide originals when Space is released; a key that repeats seems to be released many times."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.open_originals(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide originals: the release of Space will go elsewhere."""
        self.open_originals(False)
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide originals."""
        self.open_originals(False)
        super().hideEvent(event)


def _item(entry: Entry, language: str) -> QTreeWidgetItem:
    told = [
        words.title(entry, language),
        "",
        entry.new or words.NOTHING,
        words.action(entry, translate),
        words.why(entry, translate),
    ]
    item = QTreeWidgetItem(told)
    item.setData(0, _ENTRY, entry)
    for column in (_NAME, _NEW, _WHY):
        item.setToolTip(column, told[column])
    return item
