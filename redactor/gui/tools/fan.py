"""Keep the fan of an ultrasound image, and nothing around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.gui.tools import Cursor
from redactor.gui.tools._clicking import Clicking
from redactor.gui.tools._sector import dragged_sector, sector
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Effect

if TYPE_CHECKING:
    from redactor.gui.tools import Context
    from redactor.model.geometry import Point


@dataclass(frozen=True)
class Fan:
    """Three clicks are the tip and both ends of the arc, four the ends of both arcs; a drag is the box around it."""

    id: str = "fan"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Ultrasound fan")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins",
        "Click the four corners of the fan, or its tip and both ends of the arc and then Enter; or drag a box around "
        "it. Everything outside is hidden.",
    )
    shortcut: str = "U"
    icon: str = "fan"
    place: int = 70

    def press(self, point: Point, context: Context) -> Clicking:
        """See `Tool`."""
        start = context.inside(point)
        return Clicking((start,), start, context.pixels, sector, Effect.HIDE_OUTSIDE, most=4, dragged=dragged_sector)

    def hover(self, point: Point, context: Context) -> Cursor:
        """See `Tool`."""
        del point, context
        return Cursor.CROSS


PLUGIN = Fan()
