"""What was found in the image shown, why, and what a person decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from redactor.gui import facts
from redactor.gui.cards import Card, card, searched
from redactor.gui.searches import SearchState
from redactor.gui.translation import translate
from redactor.model.region import Region, Status

if TYPE_CHECKING:
    from redactor.gui.action_set import ActionSet
    from redactor.gui.session_model import Session
    from redactor.gui.theme import Theme

_REGION: Final = Qt.ItemDataRole.UserRole + 1
_CARD: Final = Qt.ItemDataRole.UserRole + 2
_IS_HERE: Final = Qt.ItemDataRole.UserRole + 3
_PADDING: Final = 9
_CHIP: Final = 22

_Index = QModelIndex | QPersistentModelIndex


class FindingsModel(QAbstractListModel):
    """One row a region of the image shown, in the order of the plan."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._regions: tuple[Region, ...] = ()

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions listed."""
        return self._regions

    def refresh(self) -> None:
        """Take the regions of the session over; the list keeps its place while only their words change."""
        regions = self._session.regions
        same = [region.id for region in regions] == [region.id for region in self._regions]
        if same:
            self._regions = regions
            if regions:
                self.dataChanged.emit(self.index(0), self.index(len(regions) - 1))
            return
        self.beginResetModel()
        self._regions = regions
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """See `QAbstractItemModel.rowCount`."""
        return 0 if parent is not None and parent.isValid() else len(self._regions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See `QAbstractItemModel.data`."""
        region = self._regions[index.row()]
        if role == _REGION:
            return region
        if role == _IS_HERE:
            return region.scope.has_frame(self._session.position.frame)
        pixels = self._session.pixels
        told = card(region, index.row() + 1, 1 if pixels is None else pixels.number_of_frames, translate)
        if role == _CARD:
            return told
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return told.spoken
        return told.reason if role == Qt.ItemDataRole.ToolTipRole else None


class FindingsPanel(QWidget):
    """The list with its buttons; without findings, the searches that ran and that somebody still has to look."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.findings = FindingsModel(session)
        self.list = QListView()
        self._cards = _Cards(self.list)
        self._build(actions)
        self.list.selectionModel().currentChanged.connect(self._select)
        session.plan_changed.connect(self.refresh)
        session.position_changed.connect(self.refresh)
        session.searches_changed.connect(self.refresh)
        session.selection_changed.connect(self._follow)
        self.retranslate()

    def _build(self, actions: ActionSet) -> None:
        self._title = QLabel()
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
        for name in ("accept", "reject", "delete"):
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setProperty("role", "button")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        busy = QVBoxLayout()
        busy.setContentsMargins(14, 0, 14, 4)
        busy.addWidget(self._busy)
        layout.addLayout(busy)
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

    @Slot()
    def refresh(self) -> None:
        """Show the regions of the image, and how far its search is."""
        self.findings.refresh()
        image = self._session.image
        search = None if image is None else self._session.searches.of(image.key)
        waiting = search is not None and search.is_unfinished
        self._busy.setVisible(waiting)
        regions = self._session.regions
        self._title.setText(self.tr("Findings") + (f"   {facts.counts(regions, translate)}" if regions else ""))
        if image is None or search is None:
            self._empty.clear()
        elif waiting:
            self._empty.setText(self.tr("Searching this image…"))
        elif search.state is SearchState.FAILED:
            self._empty.setText(self.tr("The search of this image broke off. You have to look at all of it."))
        else:
            self._empty.setText(searched(search.runs, translate))
        self._pages.setCurrentWidget(self.list if regions else self._empty)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        place = [region.id for region in self.findings.regions]
        selected = self._session.selected_id
        index = self.findings.index(place.index(selected)) if selected in place else QModelIndex()
        if index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
        if not index.isValid():
            self.list.clearSelection()

    @Slot(QModelIndex, QModelIndex)
    def _select(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        if current.isValid():
            self._session.select(self.findings.regions[current.row()].id)

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.list.setAccessibleName(self.tr("Findings"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class _Cards(QStyledItemDelegate):
    """Paints a region: number, what it is, why, how sure, and the decision as icon, word and colour."""

    theme: Theme

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """See `QStyledItemDelegate.sizeHint`."""
        told: Card = index.data(_CARD)
        metrics = QFontMetrics(option.font)
        width = self._list.viewport().width() - 8
        room = width - 2 * _PADDING - 4 - _CHIP
        lines = _height(metrics, told.reason, room) + _height(metrics, told.details, room)
        return QSize(width, metrics.lineSpacing() + lines + 4 + 2 * _PADDING + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See `QStyledItemDelegate.paint`."""
        told: Card = index.data(_CARD)
        region: Region = index.data(_REGION)
        theme = self.theme
        rect: QRect = option.rect.adjusted(4, 2, -4, -2)
        state: QStyle.StateFlag = option.state
        colour = {
            Status.PROPOSED: theme.proposed,
            Status.ACCEPTED: theme.accepted,
            Status.REJECTED: theme.rejected,
        }[region.status]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.selection if state & QStyle.StateFlag.State_Selected else theme.raised))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRect(rect.left(), rect.top() + 6, 3, rect.height() - 12), 1.5, 1.5)
        metrics = QFontMetrics(painter.font())
        inner = rect.adjusted(_PADDING + 4, _PADDING, -_PADDING, -_PADDING)
        base = inner.top() + metrics.ascent()
        status = f"{told.icon} {told.status}"
        painter.setPen(QColor(colour))
        width = metrics.horizontalAdvance(status)
        painter.drawText(inner.right() - width, base, status)
        painter.setPen(QColor(theme.muted))
        painter.drawText(inner.left(), base, str(told.number))
        left = inner.left() + _CHIP
        faded = region.status is Status.REJECTED or not index.data(_IS_HERE)
        painter.setPen(QColor(theme.muted if faded else theme.text))
        self._line(painter, told.title, left, base, inner.right() - width - left - 10)
        painter.setPen(QColor(theme.muted if faded else theme.text))
        width = inner.right() - left
        reason = QRect(left, inner.top() + metrics.lineSpacing() + 2, width, _height(metrics, told.reason, width))
        painter.drawText(reason, Qt.TextFlag.TextWordWrap, told.reason)
        painter.setPen(QColor(theme.muted))
        details = QRect(left, reason.bottom() + 3, width, _height(metrics, told.details, width))
        painter.drawText(details, Qt.TextFlag.TextWordWrap, told.details)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, text: str, left: int, base: int, width: int) -> None:
        shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(left, base, shown)


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    """Give how high a text is that is told in full, on as many lines as it needs."""
    return metrics.boundingRect(QRect(0, 0, width, 1000), Qt.TextFlag.TextWordWrap, text).height()
