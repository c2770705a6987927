"""The resting tool: a drag changes the window, a click selects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.gui.tools import Cursor
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from redactor.gui.tools import Context, Gesture
    from redactor.model.geometry import Point


@dataclass(frozen=True)
class Navigate:
    """Leaves every drag to the view."""

    id: str = "navigate"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Navigate")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "Drag for window width and level. A click selects a region.")
    shortcut: str = "N"
    icon: str = "navigate"
    place: int = 0

    def press(self, point: Point, context: Context) -> Gesture | None:
        """See `Tool`."""
        del point, context
        return None

    def hover(self, point: Point, context: Context) -> Cursor:
        """See `Tool`."""
        del point, context
        return Cursor.ARROW


PLUGIN = Navigate()
