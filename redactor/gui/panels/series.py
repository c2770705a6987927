"""The list of series: modality, size, number of images, a thumbnail as it would leave. Never a patient's value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QLabel, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from redactor.gui import facts
from redactor.gui.frames import Thumbnails
from redactor.gui.icons import pixmap
from redactor.gui.panels.images import ImageStrip
from redactor.gui.position import Position
from redactor.gui.searches import SearchState
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.session_model import Session
    from redactor.gui.theme import Theme
    from redactor.workflow.case import CaseImage, Series

_SIDE: Final = 64
_SHARPEST: Final = 2
"""Thumbnails are drawn for screens of up to this scale."""
_PADDING: Final = 8
_LINES: Final = 3
_TITLE, _SIZE, _CODE, _PICTURE = (Qt.ItemDataRole.UserRole + place for place in range(1, 5))

_Index = QModelIndex | QPersistentModelIndex


class SeriesModel(QAbstractListModel):
    """One row a series. Pictures are asked for when a row is painted, and only once its image was searched."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._pictures: dict[str, QImage] = {}
        self.standing: Callable[[Series], str] = lambda series: ""
        """Says where a series stands in its review, as icon and word."""
        self.thumbnails = Thumbnails(session, _SIDE * _SHARPEST)
        self.thumbnails.ready.connect(self._keep)
        session.case_changed.connect(self._forget)
        session.case_grown.connect(self._grow)
        session.searches_changed.connect(self.retranslate)
        session.plan_changed.connect(self.retranslate)

    @property
    def _series(self) -> tuple[Series, ...]:
        return () if self._session.case is None else self._session.case.series

    def rowCount(self, parent: _Index | None = None) -> int:
        """See `QAbstractItemModel.rowCount`."""
        return 0 if parent is not None and parent.isValid() else len(self._series)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See `QAbstractItemModel.data`."""
        series = self._series[index.row()]
        if role == _PICTURE:
            return self._picture(series.images[0])
        if role == _TITLE:
            return self._title(series)
        if role == _SIZE:
            return self._size(series)
        if role == _CODE:
            return self.standing(series)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            code = self._session.code(series.images[0].key)
            size = facts.size(series.images[0].image.pixel_format)
            return f"{code}, {self._title(series)}, {size}, {self.standing(series)}"
        return None

    @staticmethod
    def _title(series: Series) -> str:
        return facts.join([facts.modality(series, translate), facts.series_size(series, translate)], translate)

    def _size(self, series: Series) -> str:
        first = series.images[0]
        return f"{facts.size(first.image.pixel_format)} · {self._session.code(first.key)}"

    def _picture(self, image: CaseImage) -> QImage | None:
        # Before its search a picture could show what the search would have hidden.
        if self._session.searches.of(image.key).state is SearchState.DONE:
            self.thumbnails.request(image)
        return self._pictures.get(image.key)

    @Slot(str, QImage)
    def _keep(self, key: str, drawn: QImage) -> None:
        self._pictures[key] = drawn
        for row in [number for number, series in enumerate(self._series) if series.images[0].key == key]:
            self.dataChanged.emit(self.index(row), self.index(row))

    @Slot()
    def _forget(self) -> None:
        self.beginResetModel()
        self._pictures.clear()
        self.thumbnails.forget()
        self.endResetModel()

    @Slot()
    def _grow(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    @Slot()
    def retranslate(self) -> None:
        """Have every row painted again."""
        if self._series:
            self.dataChanged.emit(self.index(0), self.index(len(self._series) - 1))


class SeriesPanel(QWidget):
    """The list below its title."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self.list = SeriesList(session)
        self.images = ImageStrip(session, self.list.series.thumbnails)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.images, 1)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self.list.set_theme(theme)
        self.images.set_theme(theme)

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self._title.setText(self.tr("Series"))
        self.list.setAccessibleName(self.tr("Series"))
        self.images.setAccessibleName(self.tr("Images of the series"))
        self.list.series.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class SeriesList(QListView):
    """Shows the series; the one chosen is the one shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.series = SeriesModel(session)
        self._cards = _Cards(self)
        self.setModel(self.series)
        self.setItemDelegate(self._cards)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._go)
        session.position_changed.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self._cards.theme = theme
        self.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _go(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        if current.isValid() and current.row() != self._session.position.series:
            self._session.go_to(Position(current.row()))

    @Slot()
    def _follow(self) -> None:
        self.setCurrentIndex(self.series.index(self._session.position.series))


class _Cards(QStyledItemDelegate):
    """Paints a row: the picture at the left, three lines of words beside it."""

    theme: Theme

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """See `QStyledItemDelegate.sizeHint`."""
        del index
        return QSize(160, max(_SIDE, _LINES * option.fontMetrics.lineSpacing()) + 2 * _PADDING + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See `QStyledItemDelegate.paint`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect.adjusted(4, 2, -4, -2)
        state: QStyle.StateFlag = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setBrush(QColor(self.theme.selection if chosen else self.theme.raised))
            painter.drawRoundedRect(rect, 6, 6)
        frame = QRect(rect.left() + _PADDING, rect.top() + _PADDING, _SIDE, _SIDE)
        painter.fillRect(frame, QColor(self.theme.viewport))
        self._paint_picture(painter, frame, index.data(_PICTURE))
        painter.setPen(QPen(QColor(self.theme.line)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        self._paint_words(painter, rect.adjusted(_SIDE + 2 * _PADDING + 4, _PADDING, -_PADDING, -_PADDING), index)
        painter.restore()

    def _paint_picture(self, painter: QPainter, frame: QRect, drawn: QImage | None) -> None:
        if drawn is None or drawn.isNull():
            size = 24
            placeholder = pixmap("image", self.theme.border, size, painter.device().devicePixelRatioF())
            painter.drawPixmap(frame.center().x() - size // 2, frame.center().y() - size // 2, placeholder)
            return
        fitted = drawn.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(frame.topLeft(), fitted)
        target.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, drawn)

    def _paint_words(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        metrics = QFontMetrics(painter.font())
        lines = ((_TITLE, self.theme.text), (_SIZE, self.theme.muted), (_CODE, self.theme.muted))
        top = rect.top() + (rect.height() - _LINES * metrics.lineSpacing()) // 2
        for role, colour in lines:
            painter.setPen(QColor(colour))
            text = metrics.elidedText(str(index.data(role)), Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect.left(), top + metrics.ascent(), text)
            top += metrics.lineSpacing()
