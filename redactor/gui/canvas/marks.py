"""What stands over the pixels of a view in words and lines: edges of the patient, captions, curtain, lens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLine, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

if TYPE_CHECKING:
    from redactor.gui.canvas.comparison import Curtain
    from redactor.gui.canvas.coordinates import Extent
    from redactor.model.viewing import EdgeLetters

_LIGHT: Final = QColor("#FFFFFF")
_DARK: Final = QColor("#000000")
_TEXT: Final = 15.0
_ROOM: Final = 6.0
_CAPTION_ROOM: Final = 8.0
_LINE: Final = 1.5
_KNOB: Final = 7.0
"""Lengths as people see them; times the device pixel ratio they are device pixels."""


def paint_letters(painter: QPainter, letters: EdgeLetters, image: QRectF, view: QRect, ratio: float) -> None:
    """Paint the letters at the edges of an image: beside it where there is room, so that they lie on no pixel."""
    box = image.intersected(QRectF(view))
    if box.isEmpty():
        return
    room = (_TEXT + 2 * _ROOM) * ratio
    wide = max(len(letters.left), len(letters.right)) * _TEXT * ratio + 2 * _ROOM * ratio
    left = wide if image.left() - wide >= 0 else 0
    right = wide if image.right() + wide <= view.width() else 0
    top = room if image.top() - room >= 0 else 0
    bottom = room if image.bottom() + room <= view.height() else 0
    inner = box.adjusted(-left, -top, right, bottom)
    middle_x, middle_y = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignVCenter
    for text, place in (
        (letters.left, Qt.AlignmentFlag.AlignLeft | middle_y),
        (letters.right, Qt.AlignmentFlag.AlignRight | middle_y),
        (letters.top, Qt.AlignmentFlag.AlignTop | middle_x),
        (letters.bottom, Qt.AlignmentFlag.AlignBottom | middle_x),
    ):
        if text:
            margin = _ROOM * ratio
            paint_text(painter, inner.adjusted(margin, margin, -margin, -margin), place, text, ratio)


def paint_text(painter: QPainter, box: QRectF, place: Qt.AlignmentFlag, text: str, ratio: float) -> None:
    """Paint a word at a side of a box, with an edge that makes it readable on any grey; none where there is no room."""
    font = painter.font()
    font.setPixelSize(round(_TEXT * ratio))
    painter.setFont(font)
    words = painter.boundingRect(box, place, text)
    if not box.contains(words):
        return
    # No ground behind it: it would hide what may be written there.
    path = QPainterPath()
    path.addText(words.left(), words.top() + QFontMetricsF(font).ascent(), font, text)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_DARK, 2 * _LINE * ratio))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.fillPath(path, _LIGHT)
    painter.restore()


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
