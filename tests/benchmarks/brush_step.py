"""A step of the brush: how long from the mouse to the screen, at the beginning and at the end of a long stroke.

Run by itself: ``QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.brush_step``
"""

from __future__ import annotations

import math
import statistics
import time
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from redactor.dicom.display import Grayscale
from redactor.gui import tools
from redactor.gui.canvas.content import Content
from redactor.gui.canvas.view import ImageView
from redactor.model.image import PixelFormat, Window

ROWS: Final = 4096
COLUMNS: Final = 3328
VIEW: Final = (1000, 1100)
_STEPS: Final = 1500
_ENDS: Final = 200


def measure() -> dict[str, float]:
    """Give times in milliseconds by what was done: each step is moved and painted at once, as for the eye."""
    application = QApplication.instance() or QApplication([])
    stored = np.random.default_rng(1).integers(0, 4096, (ROWS, COLUMNS)).astype(np.uint16)
    grayscale = Grayscale(stored, np.arange(65536, dtype=np.float64), (Window(2000, 3000),))
    view = ImageView()
    view.resize(*VIEW)
    view.show_image(Content(grayscale, PixelFormat(ROWS, COLUMNS, bits_allocated=16, bits_stored=12, high_bit=11)))
    view.set_mask(np.indices((ROWS, COLUMNS)).sum(axis=0) % 700 < 90)
    view.set_tool(tools.available()["brush"])
    view.show()
    application.processEvents()
    times = []
    _send(view, QEvent.Type.MouseButtonPress, _place(0))
    for number in range(1, _STEPS):
        start = time.perf_counter()
        _send(view, QEvent.Type.MouseMove, _place(number))
        application.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    start = time.perf_counter()
    _send(view, QEvent.Type.MouseButtonRelease, _place(_STEPS))
    release = (time.perf_counter() - start) * 1000
    view.close()
    return {
        "brush step": statistics.median(times),
        "brush step, first 200 of 1500": statistics.median(times[:_ENDS]),
        "brush step, last 200 of 1500": statistics.median(times[-_ENDS:]),
        "brush step, 95th percentile": statistics.quantiles(times, n=20)[-1],
        "end of the stroke": release,
    }


def _place(number: int) -> QPointF:
    """Give a way that crosses itself, over the whole view."""
    angle = number / 40
    return QPointF(500 + 380 * math.sin(angle) * math.cos(angle * 0.37), 550 + 420 * math.cos(angle * 1.3))


def _send(view: ImageView, kind: QEvent.Type, place: QPointF) -> None:
    cause = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, place, view.mapToGlobal(place), cause, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


if __name__ == "__main__":
    for name, milliseconds in measure().items():
        print(f"{name:45s}{milliseconds:8.2f} ms")
