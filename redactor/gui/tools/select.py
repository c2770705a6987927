"""Select a region, move it, resize it by its handles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from redactor.gui.tools import Changed, Clicked, Cursor, Preview
from redactor.gui.tools._editing import Handle, grasped, handles, nudged, resized, touched
from redactor.gui.tools._points import corners, grasped_corner, with_corner_at
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from redactor.gui.tools import Context, Gesture
    from redactor.model.geometry import Point, Shape

_CURSORS: Final = {
    (0, -1): Cursor.VERTICAL,
    (0, 1): Cursor.VERTICAL,
    (-1, 0): Cursor.HORIZONTAL,
    (1, 0): Cursor.HORIZONTAL,
    (-1, -1): Cursor.FALLING,
    (1, 1): Cursor.FALLING,
    (1, -1): Cursor.RISING,
    (-1, 1): Cursor.RISING,
}


@dataclass(frozen=True)
class Editing:
    """A region in the hand.

    Attributes
    ----------
    handle
        The handle that it is resized by, or the number of the corner that is moved; None moves all of it.
    shape
        As it would be left now; the old one while the mouse has moved no farther than a click may.
    """

    region: str
    old: Shape
    start: Point
    handle: Handle | int | None
    shape: Shape

    @property
    def preview(self) -> Preview | None:
        """See `Gesture`."""
        return Preview(self.shape, self.region)

    def move(self, point: Point, context: Context) -> Editing:
        """See `Gesture`."""
        if self.shape == self.old and context.is_click(self.start, point):
            return self
        columns, rows = point[0] - self.start[0], point[1] - self.start[1]
        if self.handle is None:
            return replace(self, shape=nudged(self.old, columns, rows, context.pixels))
        if isinstance(self.handle, int):
            corner = corners(self.old)[self.handle]
            target = (corner[0] + columns, corner[1] + rows)
            return replace(self, shape=with_corner_at(self.old, self.handle, target, context.pixels))
        place = handles(self.old)[self.handle]  # the hand seldom grasps its very middle
        target = (place[0] + columns, place[1] + rows)
        return replace(self, shape=resized(self.old, self.handle, target, context.pixels))

    def release(self, point: Point, context: Context) -> Changed | Clicked:
        """See `Gesture`."""
        shape = self.move(point, context).shape
        return Clicked(self.region) if shape == self.old else Changed(self.region, shape)


@dataclass(frozen=True)
class Select:
    """Handles of the selected region first, then whatever lies on top."""

    id: str = "select"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Select")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Click a region to select it. Drag it, its handles, or the corners of a polygon."
    )
    shortcut: str = "V"
    icon: str = "select"
    place: int = 10

    def press(self, point: Point, context: Context) -> Gesture | None:
        """See `Tool`."""
        chosen = context.selected_region
        handle = None if chosen is None else _held(chosen.shape, point, context)
        region = chosen if handle is not None else touched(context.regions, point, context)
        return None if region is None else Editing(region.id, region.shape, point, handle, region.shape)

    def hover(self, point: Point, context: Context) -> Cursor:
        """See `Tool`."""
        chosen = context.selected_region
        handle = None if chosen is None else _held(chosen.shape, point, context)
        if handle is not None:
            return Cursor.CROSS if isinstance(handle, int) else _CURSORS[handle.value]
        return Cursor.ARROW if touched(context.regions, point, context) is None else Cursor.MOVE


def _held(shape: Shape, point: Point, context: Context) -> Handle | int | None:
    """Give the corner at a point, else the handle there."""
    corner = grasped_corner(shape, point, context)
    return grasped(shape, point, context) if corner is None else corner


PLUGIN = Select()
