"""Drawing tools: what the left mouse button does on an image. One module each, in pixel coordinates, without Qt.

A tool has no state. `press` gives a gesture, a frozen value that stands for what has been done since; `move` and
`release` give the next one, or what came of it. So two views may share a tool, and cancelling a gesture is forgetting
it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from redactor import plugins
from redactor.gui.tools._editing import HANDLE_ROOM, Box, Handle, box_of, boxed, handles, nudged, touched
from redactor.gui.tools._points import corners, edited_at
from redactor.model.region import Effect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redactor.model.geometry import Point, Shape
    from redactor.model.image import PixelFormat
    from redactor.model.region import Region

__all__ = [
    "CLICK_REACH",
    "HANDLE_ROOM",
    "Box",
    "Changed",
    "Clicked",
    "Context",
    "Cursor",
    "Drawn",
    "Gesture",
    "Handle",
    "Outcome",
    "Preview",
    "Stepwise",
    "Tool",
    "available",
    "box_of",
    "boxed",
    "corners",
    "edited_at",
    "handles",
    "nudged",
    "touched",
]

CLICK_REACH: Final = 3.0
"""A press that moved less than this many view pixels was a click."""


class Cursor(StrEnum):
    """How the mouse pointer looks, since it says what a press would do."""

    ARROW = "arrow"
    CROSS = "cross"
    MOVE = "move"
    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"
    FALLING = "falling"
    """For the top-left and bottom-right handles."""
    RISING = "rising"
    """For the top-right and bottom-left handles."""
    BRUSH = "brush"
    """A ring of the brush's real size around the pointer."""
    ERASER = "eraser"
    """The same for what uncovers."""


@dataclass(frozen=True)
class Context:
    """What a tool may know of the view.

    Attributes
    ----------
    pixels
        Gives the rows and columns that no shape may leave.
    regions
        What can be seen and grasped, in the order of the plan: the last lies on top.
    selected
        The id of the selected region.
    view_pixel
        Columns and rows that one pixel of the view is wide and high, as people see it (not device pixels).
    brush
        Radius of the round brush in columns.
    """

    pixels: PixelFormat
    regions: tuple[Region, ...] = ()
    selected: str | None = None
    view_pixel: tuple[float, float] = (1.0, 1.0)
    brush: float = 8.0

    @property
    def selected_region(self) -> Region | None:
        """The selected region, where the frame has it."""
        return next((region for region in self.regions if region.id == self.selected), None)

    def reach(self, view_pixels: float) -> tuple[float, float]:
        """Give a length of the view in columns and rows."""
        return view_pixels * self.view_pixel[0], view_pixels * self.view_pixel[1]

    def inside(self, point: Point) -> Point:
        """Give the nearest point of the image."""
        return min(max(point[0], 0.0), self.pixels.columns), min(max(point[1], 0.0), self.pixels.rows)

    def is_click(self, start: Point, point: Point) -> bool:
        """Say whether two points are so near in the view that the hand only shook."""
        columns, rows = self.reach(CLICK_REACH)
        return abs(point[0] - start[0]) < columns and abs(point[1] - start[1]) < rows


@dataclass(frozen=True)
class Preview:
    """The shape that a gesture would leave, the id of the region that it would replace, if any, and what it would do.

    A stroke may reach over the border of the image, where what comes of it is cut.
    """

    shape: Shape
    region: str | None = None
    effect: Effect = Effect.HIDE


@dataclass(frozen=True)
class Drawn:
    """A new shape, and what it does to the mask."""

    shape: Shape
    effect: Effect = Effect.HIDE


@dataclass(frozen=True)
class Changed:
    """A region that was moved or resized."""

    region: str
    shape: Shape


@dataclass(frozen=True)
class Clicked:
    """A press without a drag on a region, or beside all of them."""

    region: str | None


Outcome = Drawn | Changed | Clicked


@runtime_checkable
class Gesture(Protocol):
    """What has been done since a press. A value: moving gives another one."""

    @property
    def preview(self) -> Preview | None:
        """What to show meanwhile."""
        ...

    def move(self, point: Point, context: Context) -> Gesture:
        """Give the gesture with the mouse at another image point, which may lie outside the image."""
        ...

    def release(self, point: Point, context: Context) -> Gesture | Outcome | None:
        """Give what came of it, None where nothing did, or a gesture that goes on (a polygon's next corner).

        A gesture that goes on is moved with the button up, too, and released again at the next click.
        """
        ...


@runtime_checkable
class Stepwise(Gesture, Protocol):
    """A gesture of several clicks. Enter and Backspace belong to it as long as it goes on."""

    def finish(self, context: Context) -> Gesture | Outcome | None:
        """Give what came of the clicks so far, or the gesture itself where they are too few."""
        ...

    def back(self, context: Context) -> Gesture | None:
        """Give the gesture without its last click, or None without any."""
        ...


@runtime_checkable
class Tool(plugins.Plugin, Protocol):
    """The contract of a drawing tool. A shape that it gives lies inside the image."""

    @property
    def shortcut(self) -> str:
        """The key that chooses the tool while the view has the focus, such as ``R``."""
        ...

    @property
    def icon(self) -> str:
        """The name of its icon."""
        ...

    @property
    def place(self) -> int:
        """Where it stands among the others in menus and the toolbar; no two share a place."""
        ...

    def press(self, point: Point, context: Context) -> Gesture | None:
        """Start a gesture, or give None where a drag of the view shall change the window instead."""
        ...

    def hover(self, point: Point, context: Context) -> Cursor:
        """Say how the mouse pointer looks at an image point."""
        ...


@cache
def available() -> Mapping[str, Tool]:
    """Give all tools by id, in the order of their places."""
    found = plugins.discover(sys.modules[__name__], Tool)  # type: ignore[type-abstract]  # a protocol, checked at run time
    return MappingProxyType({tool.id: tool for tool in sorted(found.values(), key=lambda tool: tool.place)})
