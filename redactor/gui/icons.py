"""Line icons from `resources/icons`, drawn in the colours of the theme."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from redactor import resources

if TYPE_CHECKING:
    from redactor.gui.theme import Theme

SIZE: Final = 20
"""Of icons in toolbars and lists, in device-independent pixels."""
_DRAWN_IN: Final = "#E6E8EB"
_SCALES: Final = (1.0, 1.5, 2.0)


@cache
def icon(name: str, theme: Theme) -> QIcon:
    """Give an icon in the theme's colours, for all usual scales of a screen."""
    made = QIcon()
    colours = {QIcon.Mode.Normal: theme.text, QIcon.Mode.Disabled: theme.border}
    for mode, colour in colours.items():
        for scale in _SCALES:
            made.addPixmap(pixmap(name, colour, SIZE, scale), mode)
    return made


@cache
def pixmap(name: str, colour: str, size: int, scale: float) -> QPixmap:
    """Give an icon in one colour, `size` device-independent pixels wide on a screen of a scale."""
    drawing = resources.read_text(f"icons/{name}.svg").replace(_DRAWN_IN, colour)
    made = QPixmap(round(size * scale), round(size * scale))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def application_icon() -> QIcon:
    """Give the icon of the program."""
    return QIcon(str(resources.path("icons/app.svg")))
