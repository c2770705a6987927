"""The brush on a view: its size, the ring that shows it, and a stroke while it is painted.

A stroke is painted segment by segment into a picture of the view, so that a long one costs no more at its end than at
its beginning.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from redactor.model.geometry import Stroke
from redactor.model.region import Effect

if TYPE_CHECKING:
    from redactor.gui.canvas.coordinates import ViewTransform
    from redactor.gui.tools import Preview
    from redactor.model.geometry import Point
    from redactor.model.image import PixelFormat

LARGEST: Final = 1000
_STEP: Final = 1.25
_SHARE: Final = 40
_RING: Final = 1.5
_ROOM: Final = 4
_DASHED: Final = [4.0, 3.0]
_BLACK: Final = QColor("#000000")
_AMBER: Final = QColor("#FFB000")
_WHITE: Final = QColor("#FFFFFF")
_SEEN_THROUGH: Final = 0.55


def first_size(pixels: PixelFormat) -> int:
    """Give the diameter of the brush before anybody chose one, in pixels."""
    return max(min(pixels.rows, pixels.columns) // _SHARE, 4)


def stepped(size: int, steps: int) -> int:
    """Give the next larger diameters, or smaller ones for negative steps: a quarter each, at least one pixel."""
    for _ in range(abs(steps)):
        size = max(size + 1, round(size * _STEP)) if steps > 0 else min(size - 1, round(size / _STEP))
    return min(max(size, 1), LARGEST)


def ring_box(at: Point, radius: float, transform: ViewTransform, ratio: float) -> QRect:
    """Give the device pixels that the ring at a view point touches."""
    room = _ROOM * ratio
    across, down = radius * transform.scale + room, radius * transform.row_scale + room
    return QRectF(at[0] - across, at[1] - down, 2 * across, 2 * down).toAlignedRect()


def paint_ring(
    painter: QPainter, at: Point, radius: float, transform: ViewTransform, ratio: float, *, erases: bool
) -> None:
    """Paint the ring of the brush at a view point, dashed for what uncovers."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(_BLACK, (_RING + 2) * ratio, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    for colour, width in ((_BLACK, _RING + 2), (_AMBER, _RING)):
        pen.setColor(colour)
        pen.setWidthF(width * ratio)
        if erases and colour is _AMBER:
            pen.setDashPattern(_DASHED)
        painter.setPen(pen)
        painter.drawEllipse(QPointF(*at), radius * transform.scale, radius * transform.row_scale)
    painter.restore()


class StrokeSketch:
    """The stroke that is being painted, as a picture of the view in device pixels."""

    def __init__(self) -> None:
        self._image: QImage | None = None
        self._points: tuple[Point, ...] = ()
        self._made_for: tuple[object, ...] = ()
        self._effect = Effect.HIDE

    def follow(self, preview: Preview | None, transform: ViewTransform, view: QRect) -> QRect:
        """Paint what is new of a stroke, or forget it; give the device pixels that look other than before."""
        stroke = None if preview is None or preview.region is not None else preview.shape
        if preview is None or not isinstance(stroke, Stroke):
            had, self._image, self._points, self._made_for = self._image is not None, None, (), ()
            return view if had else QRect()
        made_for = (transform, view.width(), view.height(), stroke.radius, stroke.points[0], preview.effect)
        if self._image is None or made_for != self._made_for:
            self._image = QImage(view.size(), QImage.Format.Format_ARGB32_Premultiplied)
            self._image.fill(Qt.GlobalColor.transparent)
            self._points, self._made_for, self._effect = (), made_for, preview.effect
        new = stroke.points[max(len(self._points) - 1, 0) :]
        if self._points and len(new) < 2:
            return QRect()
        self._points = stroke.points
        return self._paint(self._image, new, stroke.radius, transform)

    def paint(self, painter: QPainter, dirty: QRect) -> None:
        """Paint the stroke in a box of device pixels, so that what lies below is still seen."""
        if self._image is not None:
            painter.setOpacity(_SEEN_THROUGH)
            painter.drawImage(dirty, self._image, dirty)
            painter.setOpacity(1.0)

    def _paint(self, image: QImage, points: tuple[Point, ...], radius: float, transform: ViewTransform) -> QRect:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.translate(transform.x, transform.y)
        painter.scale(transform.scale, transform.row_scale)
        colour = _WHITE if self._effect is Effect.ERASE else _AMBER
        painter.setPen(
            QPen(colour, 2 * radius, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        places = [QPointF(*point) for point in points]
        if len(places) == 1:
            painter.drawPoint(places[0])
        for before, place in pairwise(places):
            painter.drawLine(before, place)
        painter.end()
        left, top = transform.to_view((min(p[0] for p in points) - radius, min(p[1] for p in points) - radius))
        right, bottom = transform.to_view((max(p[0] for p in points) + radius, max(p[1] for p in points) + radius))
        left, top = math.floor(left) - 1, math.floor(top) - 1
        return QRect(left, top, math.ceil(right) + 1 - left, math.ceil(bottom) + 1 - top)
