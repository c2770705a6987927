"""Draw a polygon corner by corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.gui.tools import Cursor
from redactor.gui.tools._clicking import Clicking
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from redactor.gui.tools import Context
    from redactor.model.geometry import Point


@dataclass(frozen=True)
class PolygonTool:
    """Each click is a corner."""

    id: str = "polygon"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Polygon")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins",
        "Click the corners. Enter or a double click closes, Backspace takes the last corner back, Esc cancels.",
    )
    shortcut: str = "P"
    icon: str = "polygon"
    place: int = 40

    def press(self, point: Point, context: Context) -> Clicking:
        """See `Tool`."""
        start = context.inside(point)
        return Clicking((start,), start, context.pixels, as_clicked)

    def hover(self, point: Point, context: Context) -> Cursor:
        """See `Tool`."""
        del point, context
        return Cursor.CROSS


def as_clicked(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Give the corners themselves."""
    return points


PLUGIN = PolygonTool()
