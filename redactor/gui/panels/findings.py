"""What was found in the image shown, why, and what a person decided about it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QEvent, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from redactor.gui import facts
from redactor.gui.cards import Card, card, searched
from redactor.gui.finding_groups import HEADINGS, Filter, Grouped
from redactor.gui.panels.finding_cards import ROW, Cards, Index, Row
from redactor.gui.panels.finding_filter import FindingFilter
from redactor.gui.searches import SearchState
from redactor.gui.translation import translate
from redactor.model.region import Region

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redactor.gui.action_set import ActionSet
    from redactor.gui.session_model import Session
    from redactor.gui.theme import Theme
    from redactor.gui.uncovered import Uncovered

_BUTTONS = ("accept", "reject", "keep", "delete")


class FindingsModel(QAbstractListModel):
    """Headings, and one row a region of the image shown, group by group."""

    def __init__(self, session: Session, uncovered: Uncovered) -> None:
        super().__init__(session)
        self._session = session
        self._uncovered = uncovered
        self.reasons: Mapping[str, str] = {}
        """Why regions of the series shown were rejected, as codes by their ids."""
        self._rows: list[Row | str] = []
        self.grouped = Grouped.of((), frozenset())

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions listed, in their order."""
        return tuple(row.region for row in self._rows if isinstance(row, Row))

    def region_at(self, index: Index) -> Region | None:
        """Give the region of a row; a heading has none."""
        row = self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None
        return row.region if isinstance(row, Row) else None

    def index_of(self, region_id: str | None) -> QModelIndex:
        """Give the row of a region; an invalid index if it is not listed."""
        places = [n for n, row in enumerate(self._rows) if isinstance(row, Row) and row.region.id == region_id]
        return self.index(places[0]) if places else QModelIndex()

    def refresh(self, wanted: Filter | None = None) -> None:
        """Take the regions of the session over; the list keeps its place while only its words change."""
        rows = self._made(wanted or Filter())
        if [_name(row) for row in rows] == [_name(row) for row in self._rows]:
            changed = [place for place, row in enumerate(rows) if row != self._rows[place]]
            self._rows = rows
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _made(self, wanted: Filter) -> list[Row | str]:
        session, regions = self._session, self._session.regions
        self.grouped = Grouped.of(regions, session.listed)
        frames = 1 if session.pixels is None else session.pixels.number_of_frames
        frame = session.position.frame
        numbers = {region.id: number for number, region in enumerate(regions, 1)}
        rows: list[Row | str] = []
        for group, members in self.grouped.groups.items():
            made = []
            for region in members:
                since = self.reasons.get(region.id, "")
                listed, number = region.id in session.listed, numbers[region.id]
                told = _card(region, number, frames, is_listed=listed, since=since, language=_language())
                if wanted.lets_through(region, group, told.spoken):
                    here, covered = region.scope.has_frame(frame), region.id not in self._uncovered
                    made.append(Row(region, group, told, here, covered))
            if made:
                rows += [f"{translate('Findings', HEADINGS[group])}   {len(made)}", *made]
        return rows

    def rowCount(self, parent: Index | None = None) -> int:
        """See `QAbstractItemModel.rowCount`."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let regions be chosen, not headings."""
        is_region = index.isValid() and isinstance(self._rows[index.row()], Row)
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return chosen if is_region else Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See `QAbstractItemModel.data`."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return row if isinstance(row, str) else row.card.spoken
        return row.card.reason if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Row) else None


class FindingsPanel(QWidget):
    """The list with its buttons; without findings, the searches that ran and that somebody still has to look."""

    region_chosen = Signal(Region)
    """A person clicked a region, or pressed Return on it."""

    def __init__(
        self, session: Session, actions: ActionSet, uncovered: Uncovered, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._uncovered = uncovered
        self.findings = FindingsModel(session, uncovered)
        self.filter = FindingFilter()
        self.list = QListView()
        self._cards = Cards(self.list)
        self._build(actions)
        self.list.selectionModel().currentChanged.connect(self._select)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self._cards.eye_clicked.connect(uncovered.toggle)
        actions.connect_to("look_below", self._look_below)
        self.filter.changed.connect(self.refresh)
        uncovered.changed.connect(self.refresh)
        session.plan_changed.connect(self.refresh)
        session.position_changed.connect(self.refresh)
        session.searches_changed.connect(self.refresh)
        session.selection_changed.connect(self._follow)
        self.retranslate()

    def _build(self, actions: ActionSet) -> None:
        self._title = QLabel(wordWrap=True)
        self._title.setProperty("role", "title")
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(14, 8, 14, 8)
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self.list.setModel(self.findings)
        self.list.setItemDelegate(self._cards)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(10, 8, 10, 10)
        buttons.setSpacing(6)
        for name in _BUTTONS:
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setProperty("role", "button")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button, 1)
        busy = QVBoxLayout()
        busy.setContentsMargins(14, 0, 14, 4)
        busy.addWidget(self._busy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addLayout(busy)
        layout.addWidget(self.filter)
        layout.addWidget(self._pages, 1)
        layout.addLayout(buttons)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self._cards.theme = theme
        self.list.viewport().update()

    @property
    def empty_text(self) -> str:
        """What stands where there are no findings."""
        return self._empty.text()

    def follow_reasons(self, reasons: Mapping[str, str]) -> None:
        """Say why regions were rejected, by their ids."""
        if reasons != self.findings.reasons:
            self.findings.reasons = reasons
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the regions of the image, and how far its search is."""
        session, image, regions = self._session, self._session.image, self._session.regions
        self.findings.refresh(self.filter.filter(session.position.frame))
        self.filter.setVisible(bool(regions))
        frames = 1 if session.pixels is None else session.pixels.number_of_frames
        self.filter.offer(self.findings.grouped, {region.kind for region in regions}, frames=frames)
        search = None if image is None else session.searches.of(image.key)
        waiting = search is not None and search.is_unfinished
        self._busy.setVisible(waiting)
        self._title.setText(self._heading())
        if image is None or search is None:
            self._empty.clear()
        elif regions:
            self._empty.setText(self.tr("No finding is as the filter asks."))
        elif waiting:
            self._empty.setText(self.tr("Searching this image…"))
        elif search.state is SearchState.FAILED:
            self._empty.setText(self.tr("The search of this image broke off. You have to look at all of it."))
        else:
            self._empty.setText(searched(search.runs, translate))
        self._pages.setCurrentWidget(self.list if self.findings.rowCount() else self._empty)
        self._follow()

    def _heading(self) -> str:
        told = facts.group_counts(self.findings.grouped, translate)
        return self.tr("Findings") + (f"   {told}" if told else "")

    @Slot()
    def _follow(self) -> None:
        index = self.findings.index_of(self._session.selected_id)
        if index != self.list.currentIndex():
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.list.scrollTo(index)
        else:
            self.list.clearSelection()

    @Slot(QModelIndex, QModelIndex)
    def _select(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        if region := self.findings.region_at(current):
            self._session.select(region.id)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if region := self.findings.region_at(index):
            self.region_chosen.emit(region)

    def _look_below(self) -> None:
        if region := self._session.selected:
            self._uncovered.toggle(region.id)

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.list.setAccessibleName(self.tr("Findings"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._cards.forget_sizes()
        super().changeEvent(event)


def _name(row: Row | str) -> str:
    return row if isinstance(row, str) else row.region.id


def _language() -> str:
    return translate("Status", "Accepted")


@lru_cache(2048)
def _card(region: Region, number: int, frames: int, *, is_listed: bool, since: str, language: str) -> Card:
    """Give the words of a region; kept, since a list of hundreds is asked for at every step."""
    del language  # the words of another language are another entry
    listed = {region.id} if is_listed else frozenset()
    return card(region, number, frames, translate, listed=listed, rejected_since=since)
