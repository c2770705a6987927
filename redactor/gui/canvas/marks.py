"""What stands over the pixels of a view in words and lines: edges of the patient, captions, curtain, lens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLine, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from redactor.gui.canvas.comparison import Curtain
    from redactor.gui.canvas.coordinates import Extent
    from redactor.model.viewing import EdgeLetters

_LIGHT: Final = QColor("#FFFFFF")
_DARK: Final = QColor("#000000")
_GROUND: Final = QColor(0, 0, 0, 170)
_TEXT: Final = 15.0
_ROOM: Final = 6.0
_CAPTION_ROOM: Final = 8.0
_LINE: Final = 1.5
_KNOB: Final = 7.0
"""Lengths as people see them; times the device pixel ratio they are device pixels."""


def paint_letters(painter: QPainter, letters: EdgeLetters, image: QRectF, view: QRect, ratio: float) -> None:
    """Paint the letters at the edges of an image, or of the view where the image reaches beyond it."""
    box = image.intersected(QRectF(view))
    if box.isEmpty():
        return
    room = _ROOM * ratio
    inner = box.adjusted(room, room, -room, -room)
    middle_x, middle_y = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignVCenter
    for text, place in (
        (letters.left, Qt.AlignmentFlag.AlignLeft | middle_y),
        (letters.right, Qt.AlignmentFlag.AlignRight | middle_y),
        (letters.top, Qt.AlignmentFlag.AlignTop | middle_x),
        (letters.bottom, Qt.AlignmentFlag.AlignBottom | middle_x),
    ):
        if text:
            paint_text(painter, inner, place, text, ratio)


def paint_text(painter: QPainter, box: QRectF, place: Qt.AlignmentFlag, text: str, ratio: float) -> None:
    """Paint a word at a side of a box, readable on any grey; a box too small for it has none."""
    font = painter.font()
    font.setPixelSize(round(_TEXT * ratio))
    painter.setFont(font)
    words = painter.boundingRect(box, place, text)
    if not box.contains(words):
        return
    half = _ROOM * ratio / 2
    painter.fillRect(words.adjusted(-half, 0, half, 0), _GROUND)
    painter.setPen(_LIGHT)
    painter.drawText(words, place, text)


def paint_caption(painter: QPainter, box: QRect, text: str, ratio: float) -> None:
    """Paint what a part of a view shows, at its upper left."""
    room = _CAPTION_ROOM * ratio
    inner = QRectF(box).adjusted(room, room, -room, -room)
    paint_text(painter, inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text, ratio)


def paint_curtain(painter: QPainter, curtain: Curtain, view: Extent, ratio: float) -> None:
    """Paint the line of a curtain, and a knob that says that it can be moved."""
    at = curtain.line(view)
    if curtain.is_vertical:
        line, middle = QLine(at, 0, at, view.rows), QPointF(at, view.rows / 2)
    else:
        line, middle = QLine(0, at, view.columns, at), QPointF(view.columns / 2, at)
    painter.setBrush(_LIGHT)
    for colour, width in ((_DARK, 3 * _LINE), (_LIGHT, _LINE)):
        painter.setPen(QPen(colour, width * ratio))
        painter.drawLine(line)
    painter.setPen(QPen(_DARK, _LINE * ratio))
    painter.drawEllipse(middle, _KNOB * ratio, _KNOB * ratio)


def lens_path(middle: QPointF, radius: float) -> QPainterPath:
    """Give the round opening of a magnifier, in device pixels."""
    path = QPainterPath()
    path.addEllipse(middle, radius, radius)
    return path


def paint_rim(painter: QPainter, opening: QPainterPath, ratio: float) -> None:
    """Paint the rim of a magnifier."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_DARK, 4 * _LINE), (_LIGHT, _LINE)):
        painter.setPen(QPen(colour, width * ratio))
        painter.drawPath(opening)
