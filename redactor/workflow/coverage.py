"""Did a person really look? Which parts of which frames were shown masked, large enough and long enough.

A frame is looked at in 8×8 cells, so that a border that stayed outside a magnified view is not taken for seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from redactor.model.geometry import Bounds

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


def unseen_edges(seen: int) -> tuple[Edge, ...]:
    """Give the edges of a frame along which something was not seen."""
    return tuple(name for name, along in _EDGES if along & ~seen)


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
