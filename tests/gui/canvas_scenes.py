"""Frames, regions and mouse for tests of the canvas. Nothing of it needs a file or a font."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from redactor.dicom.display import Grayscale
from redactor.gui.canvas.content import Content
from redactor.gui.canvas.view import ImageView
from redactor.model.image import PixelFormat, Window

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
NONE = Qt.KeyboardModifier.NoModifier
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
SIGNED = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.float64)


def slope(rows: int, columns: int, **facts) -> Content:
    """Give an int16 frame that rises from -500 at the left to 500 at the right, and a little downwards."""
    row, column = np.mgrid[:rows, :columns]
    stored = (column * 1000 // max(columns - 1, 1) - 500 + row * 100 // rows).astype(np.int16)
    facts.setdefault("windows", (Window(0, 1200, "LINEAR_EXACT"),))
    return Content(Grayscale(stored, SIGNED, **facts), PixelFormat(rows, columns))


def colours(rows: int, columns: int) -> Content:
    """Give an RGB frame: red rises to the right, green downwards, blue is half."""
    row, column = np.mgrid[:rows, :columns]
    pixels = np.stack([column * 255 // columns, row * 255 // rows, np.full((rows, columns), 128)], axis=2)
    facts = PixelFormat(rows, columns, samples_per_pixel=3, photometric_interpretation="RGB")
    return Content(pixels.astype(np.uint8), facts)


def shown(
    qtbot, content: Content | None, *, width: int = 400, height: int = 400, kind: type[ImageView] = ImageView
) -> ImageView:
    """Give a view on the screen, without the focus."""
    view = kind()
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show_image(content)
    with qtbot.waitExposed(view):
        view.show()
    view.clearFocus()
    return view


def pixels(view: ImageView) -> np.ndarray:
    """Give what a view paints: uint8, shape (rows, columns, 3) in RGB, in device pixels."""
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def mouse(view: ImageView, kind: str, at: tuple[float, float], button=LEFT, modifiers=NONE) -> None:
    """Send a press, move, release or double click."""
    types = {
        "press": QEvent.Type.MouseButtonPress,
        "move": QEvent.Type.MouseMove,
        "release": QEvent.Type.MouseButtonRelease,
        "double": QEvent.Type.MouseButtonDblClick,
    }
    place = QPointF(*at)
    cause = Qt.MouseButton.NoButton if kind == "move" else button
    held = Qt.MouseButton.NoButton if kind == "release" else button
    event = QMouseEvent(types[kind], place, view.mapToGlobal(place), cause, held, modifiers)
    QApplication.sendEvent(view, event)


def drag(view: ImageView, start: tuple[float, float], end: tuple[float, float], button=LEFT, modifiers=NONE) -> None:
    """Press, move over the middle, and release."""
    mouse(view, "press", start, button, modifiers)
    mouse(view, "move", ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), button, modifiers)
    mouse(view, "move", end, button, modifiers)
    mouse(view, "release", end, button, modifiers)


def wheel(view: ImageView, at: tuple[float, float], turned: int, modifiers=NONE) -> None:
    """Turn the wheel; 120 is a notch away from the hand."""
    place = QPointF(*at)
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
