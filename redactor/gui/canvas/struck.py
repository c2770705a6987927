"""The mark over a frame that is left out: a cross, and a sentence that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_LINE: Final = QColor("#FFFFFF")
_EDGE: Final = QColor("#000000")
_GROUND: Final = QColor(0, 0, 0, 200)
_WIDTH: Final = 3.0
_ROOM: Final = 12.0
_TEXT: Final = 18.0
"""Lengths as people see them; times the device pixel ratio they are device pixels."""


def paint_struck(painter: QPainter, box: QRectF, text: str, ratio: float) -> None:
    """Paint the mark over the place of a frame.

    Parameters
    ----------
    painter
        Counts device pixels.
    box
        Where the frame lies.
    """
    for colour, width in ((_EDGE, 2 * _WIDTH), (_LINE, _WIDTH)):  # one of the two is seen on any grey
        painter.setPen(QPen(colour, width * ratio))
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())
    font = painter.font()
    font.setPixelSize(round(_TEXT * ratio))
    painter.setFont(font)
    room = _ROOM * ratio
    words = painter.boundingRect(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.fillRect(words.adjusted(-room, -room, room, room), _GROUND)
    painter.setPen(_LINE)
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
