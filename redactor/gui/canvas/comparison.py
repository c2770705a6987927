"""Before and after in one view: which part of it shows the original, which one the frame as it would leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from redactor.gui.canvas.coordinates import Extent
    from redactor.model.geometry import Point

_REACH: Final = 6.0
"""How near to its line a curtain is grasped, in logical pixels."""


class Comparison(StrEnum):
    """How the original is shown beside what leaves; at rest, not at all."""

    NONE = "none"
    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"
    SIDE_BY_SIDE = "side_by_side"
    CHANGES = "changes"

    @property
    def is_curtain(self) -> bool:
        """True where a line parts the view."""
        return self in {Comparison.VERTICAL, Comparison.HORIZONTAL}


class Showing(StrEnum):
    """What a part of a view shows of the frame."""

    MASKED = "masked"
    ORIGINAL = "original"
    CHANGED = "changed"
    """Masked, with every pixel that the output would change in a colour of its own."""


@dataclass(frozen=True)
class Curtain:
    """A line across the view; the original lies at its left, or above it.

    Attributes
    ----------
    share
        Where the line lies, from 0 at the left or top to 1.
    """

    is_vertical: bool = True
    share: float = 0.5

    def moved(self, by: float) -> Curtain:
        """Give the curtain with its line moved by a share of the view."""
        return replace(self, share=min(max(self.share + by, 0.0), 1.0))

    def moved_to(self, point: Point, view: Extent) -> Curtain:
        """Give the curtain with its line at a view point."""
        share = point[0] / view.columns if self.is_vertical else point[1] / view.rows
        return replace(self, share=min(max(share, 0.0), 1.0))

    def line(self, view: Extent) -> int:
        """Give where the line lies, in device pixels from the left or top."""
        return round(self.share * (view.columns if self.is_vertical else view.rows))

    def is_near(self, point: Point, view: Extent, ratio: float) -> bool:
        """Say whether a press at a view point grasps the line."""
        return abs(point[0 if self.is_vertical else 1] - self.line(view)) <= _REACH * ratio

    def parts(self, whole: QRect, line: int) -> tuple[tuple[QRect, Showing], ...]:
        """Give the two parts of a box that a line cuts."""
        first, second = QRect(whole), QRect(whole)
        if self.is_vertical:
            first.setRight(line - 1)
            second.setLeft(line)
        else:
            first.setBottom(line - 1)
            second.setTop(line)
        return (first, Showing.ORIGINAL), (second, Showing.MASKED)
