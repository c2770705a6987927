"""The outlines of regions, with handles on the selected one and what a tool is about to leave.

No single colour can be seen on every grey, so each line is amber between two black ones (3.4:1 at least on any grey).
What a region is shows in the line itself, not in its colour: dashed is proposed, solid accepted, dotted with a shield
protects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF, QTransform

from redactor.gui.canvas.coordinates import ViewTransform
from redactor.gui.canvas.pixel_outline import pixel_outline
from redactor.gui.tools import HANDLE_ROOM, corners, handles
from redactor.model.geometry import Bitmap, Ellipse, Polygon, Rectangle, Stroke
from redactor.model.region import Effect, Status

if TYPE_CHECKING:
    from redactor.gui.tools import Preview
    from redactor.model.geometry import Shape
    from redactor.model.region import Region

AMBER: Final = QColor("#FFB000")
_FOCUS: Final = QColor("#5CB3FF")
_BLACK: Final = QColor("#000000")
_REJECTED: Final = QColor("#A9B0BA")
_HANDLE: Final = QColor("#FFFFFF")
_ABOUT_TO_BE_HIDDEN: Final = QColor(0, 0, 0, 120)

# Lengths as people see them; times the device pixel ratio they are device pixels.
_LINE: Final = 1.5
_SELECTED_LINE: Final = 3.0
_HANDLE_SIZE: Final = 7.0
_CORNER_SIZE: Final = 8.0
_SHORT: Final = 64
"""A stroke of more points is outlined along its pixels: Qt takes too long to unite what crosses itself."""
_SHIELD: Final = 16.0
_MARGIN: Final = 24
_FOCUS_WIDTH: Final = 2

# In widths of the line, as Qt counts.
_DASHED: Final = [4.0, 3.0]
_DOTTED: Final = [1.0, 2.0]
_DASH_DOT: Final = [5.0, 2.0, 1.0, 2.0]


class OutlineLayer:
    """Paths of shapes at the place where the image lies, each made once for a place."""

    def __init__(self) -> None:
        self._transform = ViewTransform()
        self._ratio = 1.0
        self._view = QRect()
        self._paths: dict[Shape, QPainterPath] = {}
        self._regions: tuple[Region, ...] = ()
        self._selected: str | None = None

    def set_regions(self, regions: tuple[Region, ...], selected: str | None) -> None:
        """Outline other regions; rejected ones only while they are selected."""
        self._regions, self._selected = regions, selected
        shapes = {region.shape for region in regions}
        self._paths = {shape: path for shape, path in self._paths.items() if shape in shapes}

    def place(self, transform: ViewTransform, view: QRect, ratio: float) -> None:
        """Follow the image to another place; `view` in device pixels, `ratio` of them to a logical pixel."""
        self._transform, self._view, self._ratio = transform, view, ratio
        self._paths = {}

    def extent(self, shape: Shape) -> QRect:
        """Give the box of device pixels that the outline of a shape, its handles and its shield may touch."""
        box = self._path(shape, keep=False).boundingRect().toAlignedRect()
        margin = round(_MARGIN * self._ratio)
        return box.adjusted(-margin, -margin, margin, margin)

    def paint(self, painter: QPainter, dirty: QRect, preview: Preview | None, *, only_selected: bool) -> None:
        """Paint all outlines in a box of device pixels, the selected one last."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        ordered = sorted(self._regions, key=lambda region: region.id == self._selected)
        for region in ordered:
            chosen = region.id == self._selected
            if (only_selected or region.status is Status.REJECTED) and not chosen:
                continue
            shape = preview.shape if preview is not None and preview.region == region.id else region.shape
            if dirty.intersects(self.extent(shape)):
                self._paint_region(painter, region, shape, chosen=chosen)
        if preview is not None and preview.region is None and not isinstance(preview.shape, Stroke):
            path = self._path(preview.shape, keep=False)
            if preview.effect is Effect.HIDE:
                painter.fillPath(path, _ABOUT_TO_BE_HIDDEN)
            elif preview.effect is Effect.HIDE_OUTSIDE:
                outside = QPainterPath()  # odd and even: what is inside both is not filled
                outside.addRect(QRectF(dirty))
                outside.addPath(path)
                painter.fillPath(outside, _ABOUT_TO_BE_HIDDEN)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, not isinstance(preview.shape, Rectangle))
            self._stroke(painter, path, _LINE, _DOTTED if preview.effect is Effect.PROTECT else None)

    def _paint_region(self, painter: QPainter, region: Region, shape: Shape, *, chosen: bool) -> None:
        path = self._path(shape, keep=shape is region.shape)
        smooth = not isinstance(shape, Rectangle)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        if region.status is Status.REJECTED:
            self._stroke(painter, path, 1.0, None, _REJECTED)
            return
        self._stroke(painter, path, _SELECTED_LINE if chosen else _LINE, _pattern(region))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        if region.effect is Effect.PROTECT:
            self._paint_shield(painter, path.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if chosen:
            if smooth:
                self._paint_box(painter, path.boundingRect().toAlignedRect())
            self._paint_handles(painter, shape)

    def _stroke(
        self, painter: QPainter, path: QPainterPath, width: float, pattern: list[float] | None, colour: QColor = AMBER
    ) -> None:
        inner = max(1, round(width * self._ratio))
        outer = inner + 2 * max(1, round(_LINE / 2 * self._ratio))
        pen = QPen(_BLACK, outer, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
        painter.strokePath(path, pen)
        pen.setColor(colour)
        pen.setWidth(inner)
        if pattern is not None:
            pen.setDashPattern(pattern)
        painter.strokePath(path, pen)

    def _paint_box(self, painter: QPainter, box: QRect) -> None:
        """Paint a thin box around a shape with other sides, where its handles are."""
        pen = QPen(_BLACK, max(1, round(self._ratio)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawRect(box)
        pen.setColor(_HANDLE)
        pen.setDashPattern(_DASHED)
        painter.setPen(pen)
        painter.drawRect(box)

    def _paint_handles(self, painter: QPainter, shape: Shape) -> None:
        room = HANDLE_ROOM * self._ratio
        size = round(_HANDLE_SIZE * self._ratio) | 1  # odd, so that a handle has a middle pixel
        edge = max(1, round(self._ratio))
        near = (room / self._transform.scale, room / self._transform.row_scale)
        for place in handles(shape, room=near).values():
            x, y = self._transform.to_view(place)
            square = QRect(round(x) - size // 2, round(y) - size // 2, size, size)
            painter.fillRect(square.adjusted(-edge, -edge, edge, edge), _BLACK)
            painter.fillRect(square, _HANDLE)
        self._paint_corners(painter, shape)

    def _paint_corners(self, painter: QPainter, shape: Shape) -> None:
        """Paint a round handle on each corner that can be moved by itself."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setPen(QPen(_BLACK, max(1.0, self._ratio)))
        painter.setBrush(_HANDLE)
        radius = _CORNER_SIZE * self._ratio / 2
        for corner in corners(shape).values():
            painter.drawEllipse(QPointF(*self._transform.to_view(corner)), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_shield(self, painter: QPainter, box: QRectF) -> None:
        """Paint a shield with a cross in the top left corner of a box, above it where it is small."""
        size = _SHIELD * self._ratio
        inside = box.width() > 2 * size and box.height() > 2 * size
        corner = box.topLeft() + (QPointF(0.3 * size, 0.3 * size) if inside else QPointF(0, -1.15 * size))
        painter.save()
        painter.translate(corner)
        painter.scale(size / 16, size / 16)
        painter.setPen(QPen(_BLACK, 1.5))
        painter.setBrush(AMBER)
        painter.drawPath(_shield())
        painter.fillRect(QRectF(7, 3.5, 2, 8.5), _BLACK)
        painter.fillRect(QRectF(4, 6, 8, 2), _BLACK)
        painter.restore()

    def _path(self, shape: Shape, *, keep: bool = True) -> QPainterPath:
        path = self._paths.get(shape)
        if path is None:
            path = _path_of(shape, self._transform, self._view)
            if keep:
                self._paths[shape] = path
        return path


def paint_focus(painter: QPainter, view: QRect, ratio: float) -> None:
    """Paint the ring around a view that has the keyboard."""
    width = round(_FOCUS_WIDTH * ratio)
    painter.setPen(QPen(_FOCUS, 2 * width, j=Qt.PenJoinStyle.MiterJoin))  # half of it lies outside
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(view)


def _pattern(region: Region) -> list[float] | None:
    if region.effect is Effect.PROTECT:
        return _DOTTED
    if region.status is Status.PROPOSED:
        return _DASHED
    return _DASH_DOT if region.effect is Effect.ERASE else None


def _path_of(shape: Shape, transform: ViewTransform, view: QRect) -> QPainterPath:
    """Give the outline of a shape in device pixels."""
    path = QPainterPath()
    if isinstance(shape, Stroke) and len(shape.points) <= _SHORT:
        return _stroke_path(shape, transform)
    if isinstance(shape, Bitmap | Stroke):
        for line in pixel_outline(shape):
            path.addPolygon(QPolygonF([QPointF(*transform.to_view(corner)) for corner in line]))
            path.closeSubpath()
        return path
    if isinstance(shape, Polygon):
        for number, point in enumerate(shape.points):
            place = QPointF(*transform.to_view(point))
            path.lineTo(place) if number else path.moveTo(place)
        path.closeSubpath()
        return path
    left, top = transform.to_view((shape.column, shape.row))
    right, bottom = transform.to_view((shape.column + shape.columns, shape.row + shape.rows))
    if isinstance(shape, Ellipse):
        path.addEllipse(QRectF(left, top, right - left, bottom - top))
        return path
    # On whole device pixels, so that the line is sharp; and no longer than the view, for dashes that nobody
    # sees cost as much as others.
    box = QRect(round(left), round(top), max(round(right) - round(left), 1), max(round(bottom) - round(top), 1))
    room = view.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    seen = box.intersected(room)
    path.addRect(QRectF(seen if not seen.isEmpty() else box))
    return path


def _stroke_path(shape: Stroke, transform: ViewTransform) -> QPainterPath:
    # In device pixels from the start: Qt flattens arcs as finely as *they* need it.
    points = [QPointF(column * transform.scale, row * transform.scale) for column, row in shape.points]
    radius = shape.radius * transform.scale
    brush = QPainterPath()
    if len(set(shape.points)) == 1:  # a stroker gives nothing for a single point
        brush.addEllipse(points[0], radius, radius)
    else:
        line = QPainterPath(points[0])
        for point in points[1:]:
            line.lineTo(point)
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * radius)
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        brush = stroker.createStroke(line).simplified()
    return QTransform(1, 0, 0, transform.aspect, transform.x, transform.y).map(brush)


def _shield() -> QPainterPath:
    path = QPainterPath(QPointF(8, 0.5))
    path.cubicTo(QPointF(10, 2), QPointF(12.5, 2.6), QPointF(15, 2.6))
    path.cubicTo(QPointF(15, 9), QPointF(13, 13), QPointF(8, 15.5))
    path.cubicTo(QPointF(3, 13), QPointF(1, 9), QPointF(1, 2.6))
    path.cubicTo(QPointF(3.5, 2.6), QPointF(6, 2), QPointF(8, 0.5))
    return path
