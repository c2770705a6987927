"""A step of window and level: how long from the mouse to the screen, beside doing it on the whole frame.

Run by itself: ``QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.window_level``
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from redactor.dicom.display import Grayscale
from redactor.gui.canvas.content import Content
from redactor.gui.canvas.view import ImageView
from redactor.model.geometry import Rectangle
from redactor.model.image import PixelFormat, Window
from redactor.model.region import Region, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

ROWS: Final = 3000
COLUMNS: Final = 2500
VIEW: Final = (1000, 1100)
_STEPS: Final = 40


class NaiveView(QWidget):
    """The whole frame through the table each time, scaled while it is painted."""

    def __init__(self, grayscale: Grayscale) -> None:
        super().__init__()
        self._grayscale = grayscale
        self._pixels: NDArray[np.uint8] = np.zeros((1, 1), np.uint8)

    def look_up(self, window: Window) -> None:
        """Look the frame up as NumPy alone does it."""
        self._pixels = self._grayscale.table(window)[self._grayscale.stored]

    def look_up_fast(self, window: Window) -> None:
        """Look the frame up with OpenCV."""
        self._pixels = self._grayscale.display(window)

    def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Let Qt scale the frame."""
        del event
        rows, columns = self._pixels.shape
        image = QImage(self._pixels.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = min(self.width() / columns, self.height() / rows)
        painter.drawImage(QRect(0, 0, round(columns * scale), round(rows * scale)), image)
        painter.end()


def frame() -> Grayscale:
    """Give a frame of the size of a chest radiograph: 12 bits in uint16, with structure and noise."""
    row, column = np.mgrid[:ROWS, :COLUMNS]
    noise = np.random.default_rng(1).integers(0, 200, (ROWS, COLUMNS))
    stored = (2000 + 1500 * np.sin(column / 300) * np.cos(row / 400) + noise).astype(np.uint16)
    return Grayscale(stored, np.arange(65536, dtype=np.float64), (Window(2000, 3000),))


def measure() -> dict[str, float]:
    """Give median times in milliseconds by what was done. Each step is painted at once, as for the eye."""
    application = QApplication.instance() or QApplication([])
    grayscale = frame()
    windows = [Window(2000 + 10 * number, 3000 - 20 * number) for number in range(_STEPS)]
    view, naive = ImageView(), NaiveView(grayscale)
    content = Content(grayscale, PixelFormat(ROWS, COLUMNS, bits_allocated=16, bits_stored=12, high_bit=11))
    view.show_image(content)
    for widget in (view, naive):
        widget.resize(*VIEW)
        widget.show()
    application.processEvents()
    mask = np.zeros((ROWS, COLUMNS), np.bool_)

    def paint_mask(number: int) -> None:
        mask[100 + number : 300, 100:900] = True
        view.set_mask(mask)

    def timed(step: Callable[[int], object], widget: QWidget = view) -> float:
        times = []
        for number in range(_STEPS):
            start = time.perf_counter()
            step(number)
            widget.repaint()
            times.append(time.perf_counter() - start)
        return statistics.median(times) * 1000

    found = {"window step": timed(lambda number: view.set_window(windows[number]))}
    view.set_mask(np.indices((ROWS, COLUMNS)).sum(axis=0) % 700 < 90)
    view.set_regions(_regions(40), "5")
    found["window step, mask and 40 regions"] = timed(lambda number: view.set_window(windows[number]))
    found["pan, fitted"] = timed(lambda number: view.pan(number % 2 * 2 - 1, 0))
    view.actual_size()
    found["pan, actual size"] = timed(lambda number: view.pan(number % 2 * 2 - 1, 0))
    view.fit()
    found["zoom"] = timed(lambda number: view.zoom_at(None, 1.1 if number % 2 else 1 / 1.1))
    found["another mask"] = timed(paint_mask)
    found["next frame"] = timed(lambda number: view.show_image(content, keep_view=True))
    found["window step, whole frame with NumPy"] = timed(lambda number: naive.look_up(windows[number]), naive)
    found["window step, whole frame with OpenCV"] = timed(lambda number: naive.look_up_fast(windows[number]), naive)
    view.close()
    naive.close()
    return found


def _regions(count: int) -> tuple[Region, ...]:
    return tuple(
        Region(
            str(number),
            Rectangle(100 + 300 * (number % 8), 100 + 500 * (number // 8), 200, 80),
            status=Status.PROPOSED if number % 2 else Status.ACCEPTED,
        )
        for number in range(count)
    )


if __name__ == "__main__":
    for name, milliseconds in measure().items():
        print(f"{name:45s}{milliseconds:8.2f} ms")
