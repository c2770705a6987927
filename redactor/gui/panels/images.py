"""The images of the series shown as a strip of small pictures, as they would leave; hidden where there is one alone."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from redactor.gui import facts
from redactor.gui.icons import pixmap
from redactor.gui.position import Position
from redactor.gui.searches import SearchState
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from redactor.gui.frames import Thumbnails
    from redactor.gui.session_model import Session
    from redactor.gui.theme import Theme
    from redactor.workflow.case import CaseImage

_SIDE: Final = 56
_PADDING: Final = 4
_PICTURES: Final = 400
"""Pictures held at once, about 20 MB; those seen longest ago are drawn again when they are needed."""
_PICTURE: Final = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex


class ImagesModel(QAbstractListModel):
    """One row an image. Its picture is asked for when the row is painted, and only once the image was searched."""

    def __init__(self, session: Session, thumbnails: Thumbnails) -> None:
        super().__init__(session)
        self._session = session
        self._thumbnails = thumbnails
        self._pictures: OrderedDict[str, QImage] = OrderedDict()
        self._images: tuple[CaseImage, ...] = ()
        thumbnails.ready.connect(self._keep)
        session.case_changed.connect(self._forget)
        session.position_changed.connect(self._take_series)
        session.searches_changed.connect(self.repaint_all)
        session.plan_changed.connect(self.repaint_all)

    def rowCount(self, parent: _Index | None = None) -> int:
        """See `QAbstractItemModel.rowCount`."""
        return 0 if parent is not None and parent.isValid() else len(self._images)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See `QAbstractItemModel.data`."""
        image = self._images[index.row()]
        if role == _PICTURE:
            return self._picture(image)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return facts.image_number(index.row() + 1, len(self._images), translate)
        return None

    def _picture(self, image: CaseImage) -> QImage | None:
        if self._session.searches.of(image.key).state is SearchState.DONE:
            self._thumbnails.request(image)
        drawn = self._pictures.get(image.key)
        if drawn is not None:
            self._pictures.move_to_end(image.key)
        return drawn

    @Slot(str, QImage)
    def _keep(self, key: str, drawn: QImage) -> None:
        self._pictures[key] = drawn
        self._pictures.move_to_end(key)
        while len(self._pictures) > _PICTURES:
            gone, _ = self._pictures.popitem(last=False)
            self._thumbnails.forget_one(gone)
        place = None if self._session.case is None else self._session.case.places.get(key)
        if place is not None and place[0] == self._session.position.series and place[1] < len(self._images):
            self.dataChanged.emit(self.index(place[1]), self.index(place[1]))

    @Slot()
    def _take_series(self) -> None:
        case = self._session.case
        images = () if case is None else case.series[self._session.position.series].images
        if images is not self._images:
            self.beginResetModel()
            self._images = images
            self.endResetModel()

    @Slot()
    def _forget(self) -> None:
        self._pictures.clear()
        self._take_series()

    @Slot()
    def repaint_all(self) -> None:
        """Have every row painted again."""
        if self._images:
            self.dataChanged.emit(self.index(0), self.index(len(self._images) - 1))


class ImageStrip(QListView):
    """The pictures in rows; the arrow keys go through them, and the one chosen is shown."""

    def __init__(self, session: Session, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.images = ImagesModel(session, thumbnails)
        self._tiles = _Tiles(self)
        self.setModel(self.images)
        self.setItemDelegate(self._tiles)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._go)
        session.position_changed.connect(self._follow)
        self.images.modelReset.connect(self._show_or_hide)
        self._show_or_hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self._tiles.theme = theme
        self.viewport().update()

    @Slot()
    def _show_or_hide(self) -> None:
        self.setVisible(self.images.rowCount() > 1)

    @Slot(QModelIndex, QModelIndex)
    def _go(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        position = self._session.position
        if current.isValid() and current.row() != position.image:
            self._session.go_to(Position(position.series, current.row()))

    @Slot()
    def _follow(self) -> None:
        place = self.images.index(self._session.position.image)
        if place.isValid() and place != self.currentIndex():
            self.setCurrentIndex(place)


class _Tiles(QStyledItemDelegate):
    """Paints a picture, or its place while there is none."""

    theme: Theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """See `QStyledItemDelegate.sizeHint`."""
        del option, index
        return QSize(_SIDE + 2 * _PADDING, _SIDE + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See `QStyledItemDelegate.paint`."""
        painter.save()
        rect: QRect = option.rect.adjusted(1, 1, -1, -1)
        frame = QRect(rect.left() + _PADDING, rect.top() + _PADDING, _SIDE - 2, _SIDE - 2)
        state: QStyle.StateFlag = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.fillRect(rect, QColor(self.theme.focus if chosen else self.theme.raised))
        painter.fillRect(frame, QColor(self.theme.viewport))
        drawn = index.data(_PICTURE)
        if isinstance(drawn, QImage) and not drawn.isNull():
            target = QRect(frame.topLeft(), drawn.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio))
            target.moveCenter(frame.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, drawn)
        else:
            size = 20
            empty = pixmap("image", self.theme.border, size, painter.device().devicePixelRatioF())
            painter.drawPixmap(frame.center().x() - size // 2, frame.center().y() - size // 2, empty)
        painter.setPen(QPen(QColor(self.theme.line)))
        painter.drawRect(frame)
        painter.restore()
