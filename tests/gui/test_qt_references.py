"""Qt calls leave the reference count of None alone: one release of PySide6 took it to zero, and Python died."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QImage, QPainter

CALLS = 1000


def test_calls_that_return_nothing_take_no_reference_off_none() -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter.fillRect(0, 0, 4, 4, QColor(0, 0, 0))
        thing.setObjectName("x")
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < CALLS / 2
