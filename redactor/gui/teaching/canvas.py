"""A key image to cut and to draw on: the frame, the part that stays, arrows and labels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from redactor.model.geometry import Point
    from redactor.model.teaching import KeyImage

Tool = Literal["look", "crop", "arrow", "label"]
_SHORTEST: Final = 3.0
"""Pixels of the screen: a shorter drag is a click."""
_HEAD: Final = 0.35
_SIZE: Final = 16
_SHADE: Final = QColor(0, 0, 0, 170)


class Canvas(QWidget):
    """Shows a frame as large as it fits; what is drawn is told, never kept here."""

    crop_drawn = Signal(object, object)
    arrow_drawn = Signal(object, object)
    label_placed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.tool: Tool = "look"
        self.message = ""
        self._picture: QImage | None = None
        self._image: KeyImage | None = None
        self._aspect = 1.0
        self._drag: tuple[QPointF, QPointF] | None = None

    def show_picture(self, picture: QImage | None, image: KeyImage | None = None, aspect: float = 1.0) -> None:
        """Show a frame; with a key image what is drawn on it, too.

        `aspect` is the height of a pixel over its width.
        """
        self._picture, self._image, self._aspect = picture, image, aspect
        self.message = ""
        self.update()

    def show_marks(self, image: KeyImage, aspect: float) -> None:
        """Draw other arrows and labels over the frame that is there."""
        self._image, self._aspect = image, aspect
        self.update()

    def show_message(self, message: str) -> None:
        """Say why there is no picture."""
        self._picture, self.message = None, message
        self.update()

    def use(self, tool: Tool) -> None:
        """Choose what the left mouse button does."""
        self.tool = tool
        self.setCursor(Qt.CursorShape.ArrowCursor if tool == "look" else Qt.CursorShape.CrossCursor)

    # --- places ---------------------------------------------------------------------------------------------

    def _scale(self) -> tuple[float, float]:
        picture = self._picture
        if picture is None:
            return 1.0, 1.0
        scale = min(self.width() / picture.width(), self.height() / (picture.height() * self._aspect))
        return scale, scale * self._aspect

    def _box(self) -> QRectF:
        picture, (across, down) = self._picture, self._scale()
        if picture is None:
            return QRectF()
        wide, high = picture.width() * across, picture.height() * down
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def to_view(self, point: Point) -> QPointF:
        """Give where a place of the frame lies on the widget."""
        box, (across, down) = self._box(), self._scale()
        return QPointF(box.x() + point[0] * across, box.y() + point[1] * down)

    def to_frame(self, point: QPointF) -> Point:
        """Give the place of the frame below a point, inside of it."""
        box, (across, down) = self._box(), self._scale()
        picture = self._picture
        if picture is None:
            return 0.0, 0.0
        column = min(max((point.x() - box.x()) / across, 0.0), float(picture.width()))
        row = min(max((point.y() - box.y()) / down, 0.0), float(picture.height()))
        return round(column * 8) / 8, round(row * 8) / 8

    # --- the mouse ------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw."""
        if event.button() is Qt.MouseButton.LeftButton and self._image is not None and self._picture is not None:
            if self.tool == "label":
                self.label_placed.emit(self.to_frame(event.position()))
            elif self.tool != "look":
                self._drag = event.position(), event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on."""
        if self._drag is not None:
            self._drag = self._drag[0], event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was drawn; an arrow points to where the mouse was let go."""
        if self._drag is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        begin, self._drag = self._drag[0], None
        end = event.position()
        self.update()
        if math.hypot(end.x() - begin.x(), end.y() - begin.y()) < _SHORTEST:
            return
        drawn = self.crop_drawn if self.tool == "crop" else self.arrow_drawn
        drawn.emit(self.to_frame(begin), self.to_frame(end))

    # --- painting -------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, shade what is cut off, and draw arrows and labels over it."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000"))
        if self._picture is None:
            painter.setPen(QColor("#E6E8EB"))
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), _CENTRED, self.message)
            painter.end()
            return
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        painter.drawImage(self._box(), self._picture)
        if self._image is not None:
            self._paint_marks(painter, self._image)
        if self._drag is not None:
            begin, end = self._drag
            if self.tool == "crop":
                _outline(painter, _path_of(QRectF(begin, end).normalized()))
            else:
                _outline(painter, _arrow(begin, end))
        painter.end()

    def _paint_marks(self, painter: QPainter, image: KeyImage) -> None:
        if image.crop is not None:
            box = image.crop
            stays = QRectF(
                self.to_view((box.column, box.row)), self.to_view((box.column + box.columns, box.row + box.rows))
            )
            shade = _path_of(self._box()).subtracted(_path_of(stays))
            painter.fillPath(shade, _SHADE)
            _outline(painter, _path_of(stays))
        for arrow in image.arrows:
            _outline(painter, _arrow(self.to_view(arrow.tail), self.to_view(arrow.tip)))
        font = QFont(self.font())
        font.setPixelSize(_SIZE)
        font.setBold(True)
        for label in image.labels:
            path = QPainterPath()
            path.addText(self.to_view(label.at), font, label.text)
            painter.strokePath(path, QPen(QColor("#000000"), 4))
            painter.fillPath(path, QColor("#FFFFFF"))


_CENTRED: Final = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


def _path_of(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box)
    return path


def _arrow(tail: QPointF, tip: QPointF) -> QPainterPath:
    path = QPainterPath(tail)
    path.lineTo(tip)
    angle, length = math.atan2(tip.y() - tail.y(), tip.x() - tail.x()), 18.0
    for side in (-_HEAD, _HEAD):
        path.moveTo(tip)
        path.lineTo(tip.x() - length * math.cos(angle + side), tip.y() - length * math.sin(angle + side))
    return path


def _outline(painter: QPainter, path: QPainterPath) -> None:
    """Draw white with a black edge: seen on every gray."""
    painter.strokePath(path, QPen(QColor("#000000"), 5))
    painter.strokePath(path, QPen(QColor("#FFFFFF"), 2))
