"""How a row of the list of findings is painted: a heading, or the card of a region with its eye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from redactor.gui.finding_groups import Group
from redactor.gui.uncovered import has_cover

if TYPE_CHECKING:
    from redactor.gui.cards import Card
    from redactor.gui.theme import Theme
    from redactor.model.region import Region

ROW: Final = Qt.ItemDataRole.UserRole + 1
"""The `Row`, or the text of a heading."""
_PADDING: Final = 9
_CHIP: Final = 22
_EYE: Final = 24

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """A region as a row of the list.

    Attributes
    ----------
    is_here
        Whether it applies to the frame shown.
    is_covered
        Whether its cover is on the screen, where it has one.
    """

    region: Region
    group: Group
    card: Card
    is_here: bool = True
    is_covered: bool = True

    @property
    def has_eye(self) -> bool:
        """True where there is a cover that could be lifted."""
        return has_cover(self.region)


class Cards(QStyledItemDelegate):
    """Paints number, what it is, why, how sure, and the decision as icon, word and colour."""

    theme: Theme
    eye_clicked = Signal(str)
    """The id of a region."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._list = parent
        self._heights: dict[tuple[str, str, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """See `QStyledItemDelegate.sizeHint`."""
        row: Row | str = index.data(ROW)
        metrics = QFontMetrics(option.font)
        width = self._list.viewport().width() - 8
        if isinstance(row, str):
            return QSize(width, metrics.lineSpacing() + 12)
        return QSize(width, self._height_of(metrics, row.card, width) + metrics.lineSpacing() + 2 * _PADDING + 8)

    def _height_of(self, metrics: QFontMetrics, card: Card, width: int) -> int:
        """Give the height of the words below the title; kept, since a list has hundreds of them."""
        key = card.reason, card.details, width
        if key not in self._heights:
            if len(self._heights) > 4096:
                self._heights.clear()
            room = width - 2 * _PADDING - 4 - _CHIP
            self._heights[key] = _height(metrics, card.reason, room) + _height(metrics, card.details, room)
        return self._heights[key]

    def forget_sizes(self) -> None:
        """Measure all words anew: the font is another one."""
        self._heights.clear()

    def eye_box(self, rect: QRect) -> QRect:
        """Give where the eye of a card lies."""
        inner = rect.adjusted(4, 2, -4, -2)
        return QRect(inner.right() - _EYE - 4, inner.bottom() - _EYE - 2, _EYE, _EYE)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tell of clicks on an eye."""
        row = index.data(ROW)
        released = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        if released and isinstance(row, Row) and row.has_eye:
            place = event.position().toPoint()  # type: ignore[attr-defined]  # a mouse event, as was asked above
            if self.eye_box(option.rect).contains(place):
                self.eye_clicked.emit(row.region.id)
                return True
        return super().editorEvent(event, model, option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See `QStyledItemDelegate.paint`."""
        row: Row | str = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            painter.setPen(QColor(self.theme.muted))
            rect: QRect = option.rect.adjusted(12, 0, -8, -3)
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, row)
        else:
            self._paint_card(painter, option, row)
        painter.restore()

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        theme, told = self.theme, row.card
        rect: QRect = option.rect.adjusted(4, 2, -4, -2)
        state: QStyle.StateFlag = option.state
        colour = self._colour(row.group)
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
        faded = row.group in {Group.REJECTED, Group.LISTED} or not row.is_here
        painter.setPen(QColor(theme.muted if faded else theme.text))
        title = metrics.elidedText(told.title, Qt.TextElideMode.ElideRight, inner.right() - width - left - 10)
        painter.drawText(left, base, title)
        width = inner.right() - left
        reason = QRect(left, inner.top() + metrics.lineSpacing() + 2, width, _height(metrics, told.reason, width))
        painter.drawText(reason, Qt.TextFlag.TextWordWrap, told.reason)
        painter.setPen(QColor(theme.muted))
        details = QRect(left, reason.bottom() + 3, width, _height(metrics, told.details, width))
        painter.drawText(details, Qt.TextFlag.TextWordWrap, told.details)
        if row.has_eye:
            self._paint_eye(painter, self.eye_box(option.rect), covered=row.is_covered)

    def _paint_eye(self, painter: QPainter, box: QRect, *, covered: bool) -> None:
        """Paint an eye, crossed out where the region is covered."""
        colour = QColor(self.theme.text if covered else self.theme.unreviewed)
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left, right = QPointF(box.left() + 3, box.center().y()), QPointF(box.right() - 3, box.center().y())
        outline = QPainterPath(left)
        outline.quadTo(QPointF(box.center().x(), box.top() + 2), right)
        outline.quadTo(QPointF(box.center().x(), box.bottom() - 2), left)
        painter.drawPath(outline)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(box.center()), 2.0, 2.0)
        if covered:
            painter.drawLine(box.topLeft() + QPoint(5, 4), box.bottomRight() - QPoint(5, 4))

    def _colour(self, group: Group) -> str:
        theme = self.theme
        return {
            Group.OPEN: theme.proposed,
            Group.ACCEPTED: theme.accepted,
            Group.KEPT: theme.info,
            Group.REJECTED: theme.rejected,
            Group.LISTED: theme.muted,
        }[group]


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    """Give how high a text is that is told in full, on as many lines as it needs."""
    return metrics.boundingRect(QRect(0, 0, width, 1000), Qt.TextFlag.TextWordWrap, text).height()
