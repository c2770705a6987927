"""Did a person really look? Which parts of which frames were shown masked, large enough and long enough.

A frame is looked at in 8×8 cells, so that a border that stayed outside a magnified view is not taken for seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from redactor.model.region import Effect, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.model.case_plan import CasePlan
    from redactor.model.geometry import Bounds
    from redactor.model.region import Region, Scope

Edge = Literal["top", "bottom", "left", "right"]

_SIDE: Final = 8
_ROW: Final = (1 << _SIDE) - 1
_COLUMN: Final = sum(1 << (_SIDE * row) for row in range(_SIDE))
_EDGES: Final[tuple[tuple[Edge, int], ...]] = (
    ("top", _ROW),
    ("bottom", _ROW << (_SIDE * (_SIDE - 1))),
    ("left", _COLUMN),
    ("right", _COLUMN << (_SIDE - 1)),
)


def cells(visible: Bounds, *, rows: int, columns: int) -> int:
    """Give the cells of a frame that lie wholly inside what is visible of it, as bits."""
    across = _inside(visible.column, visible.columns, columns)
    down = _inside(visible.row, visible.rows, rows)
    line = sum(1 << column for column in across)
    return sum(line << (_SIDE * row) for row in down)


def _inside(start: int, length: int, size: int) -> range:
    """Give the numbers of the eighths of a length that lie inside a stretch of it."""
    first = -(-max(start, 0) * _SIDE // size)
    last = min(start + length, size) * _SIDE // size
    return range(first, last)


def cells_touched(box: Bounds, *, rows: int, columns: int) -> int:
    """Give the cells of a frame that a box touches, as bits."""
    found = box.clipped(rows=rows, columns=columns)
    if found.is_empty:
        return 0
    across = range(found.column * _SIDE // columns, -(-(found.column + found.columns) * _SIDE // columns))
    down = range(found.row * _SIDE // rows, -(-(found.row + found.rows) * _SIDE // rows))
    line = sum(1 << column for column in across)
    return sum(line << (_SIDE * row) for row in down)


def unseen_edges(seen: int) -> tuple[Edge, ...]:
    """Give the edges of a frame along which something was not seen."""
    return tuple(name for name, along in _EDGES if along & ~seen)


@dataclass(frozen=True)
class Uncovered:
    """Where a change of the plan may show what was hidden before; no box is the whole frame."""

    scope: Scope
    box: Bounds | None


def uncovered(before: CasePlan, after: CasePlan) -> tuple[Uncovered, ...]:
    """Say where the second plan may show what the first one hides."""
    if before.regions is after.regions:
        return ()
    old, new = ({region.id: region for region in plan.regions} for plan in (before, after))
    lost = [one for name, one in old.items() if _hides(one) and not _same(one, new.get(name), _hides)]
    gained = [one for name, one in new.items() if _reveals(one) and not _same(one, old.get(name), _reveals)]
    return tuple(
        Uncovered(one.scope, None if one.effect is Effect.HIDE_OUTSIDE else one.shape.bounds)
        for one in (*lost, *gained)
    )


def _hides(region: Region) -> bool:
    return region.status is not Status.REJECTED and region.effect in {Effect.HIDE, Effect.HIDE_OUTSIDE}


def _reveals(region: Region) -> bool:
    return region.status is Status.ACCEPTED and region.effect in {Effect.ERASE, Effect.PROTECT}


def _same(one: Region, other: Region | None, does: Callable[[Region], bool]) -> bool:
    """True if a region does the same in another plan: a decision that changes no pixel is none here."""
    alike = other is not None and (one.shape, one.effect, one.scope) == (other.shape, other.effect, other.scope)
    return alike and other is not None and does(other)


@dataclass(frozen=True)
class Sight:
    """What is on the screen: a frame of a subject, and which of its cells."""

    key: str
    frame: int
    cells: int


@dataclass
class Watch:
    """Tells what was shown long enough; time is handed in, in milliseconds, and only runs forward.

    Attributes
    ----------
    least
        Milliseconds that a sight must stay.
    """

    least: float = 250.0
    _sight: Sight | None = None
    _since: float = 0.0

    def show(self, sight: Sight | None, now: float) -> Sight | None:
        """Note what is on the screen from now on, None for nothing; give what was there before, if long enough."""
        if sight == self._sight:
            return self.seen(now)
        before = self.seen(now)
        self._sight, self._since = sight, now
        return before

    @property
    def is_watching(self) -> bool:
        """True while something is on the screen."""
        return self._sight is not None

    def seen(self, now: float) -> Sight | None:
        """Give what is on the screen, if it has been there long enough."""
        return self._sight if self._sight is not None and now - self._since >= self.least else None
