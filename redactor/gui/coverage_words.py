"""Which frames of a series a person has seen, frame by frame and in words. Free of Qt."""

from __future__ import annotations

from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from redactor.gui import numbers
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.review import EVERYWHERE, Projection
from redactor.workflow.coverage import unseen_edges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.gui.problems import Translate
    from redactor.model.case_plan import CasePlan
    from redactor.model.review import Review
    from redactor.workflow.coverage import Edge
    from redactor.workflow.states import Unit

_FRAMES: Final = QT_TRANSLATE_NOOP("Coverage", "{seen} of {count} frames viewed")
_ALL: Final = QT_TRANSLATE_NOOP("Coverage", "All {count} frames viewed")
_ONE: Final = QT_TRANSLATE_NOOP("Coverage", "The frame was viewed")
_ONE_NOT: Final = QT_TRANSLATE_NOOP("Coverage", "The frame was not viewed yet")
_PROJECTED: Final = QT_TRANSLATE_NOOP("Coverage", "judged by projections: {count} of 3")
_OVERLAYS: Final = QT_TRANSLATE_NOOP("Coverage", "overlays: {count}, removed")
_BETWEEN: Final = " · "
_EDGES: Final[dict[Edge, str]] = {
    "top": QT_TRANSLATE_NOOP("Coverage", "Top edge not viewed"),
    "bottom": QT_TRANSLATE_NOOP("Coverage", "Bottom edge not viewed"),
    "left": QT_TRANSLATE_NOOP("Coverage", "Left edge not viewed"),
    "right": QT_TRANSLATE_NOOP("Coverage", "Right edge not viewed"),
}


class Seen(IntEnum):
    """How much of a frame was seen; the smallest stands for several where there is no room for each."""

    NOT = 0
    PARTLY = 1
    WHOLE = 2
    OVERLAY = 3
    LEFT_OUT = 4


class Cell(NamedTuple):
    """A frame of a series, or an overlay plane of an image, and how much of it was seen."""

    key: str
    frame: int
    seen: Seen


def cells(unit: Unit, plan: CasePlan, review: Review, overlays: Sequence[str]) -> tuple[Cell, ...]:
    """Give all frames in their order, then the overlays.

    Parameters
    ----------
    overlays
        The key of its image for each overlay plane.
    """
    found = []
    dropped = dict(plan.dropped_frames)
    for member in unit.members:
        gone = frozenset(dropped.get(member.key, ()))
        for number in range(1, member.number_of_frames + 1):
            bits = review.seen.get((member.key, number), 0)
            seen = Seen.WHOLE if bits == EVERYWHERE else Seen.PARTLY if bits else Seen.NOT
            found.append(Cell(member.key, number, Seen.LEFT_OUT if number in gone else seen))
    return (*found, *(Cell(key, 1, Seen.OVERLAY) for key in overlays))


def told(all_cells: Sequence[Cell], review: Review, current: tuple[str, int], translate: Translate) -> str:
    """Say how many frames were seen, and which edges of the frame shown were not.

    Parameters
    ----------
    current
        Subject key and number of the frame shown.
    """
    frames = [cell for cell in all_cells if cell.seen < Seen.OVERLAY]
    seen = sum(cell.seen is Seen.WHOLE for cell in frames)
    if len(frames) == 1:
        first = translate("Coverage", _ONE if seen else _ONE_NOT)
    else:
        first = translate("Coverage", _ALL if seen == len(frames) else _FRAMES).format(
            seen=numbers.number(seen, translate), count=numbers.number(len(frames), translate)
        )
    overlays = sum(cell.seen is Seen.OVERLAY for cell in all_cells)
    bits = review.seen.get(current, 0)
    edges = unseen_edges(bits) if bits else ()
    projected = len(review.projections)
    parts = [
        first,
        translate("Coverage", _PROJECTED).format(count=min(projected, len(Projection))) if projected else "",
        translate("Coverage", _OVERLAYS).format(count=overlays) if overlays else "",
        *(f"⚠ {translate('Coverage', _EDGES[edge])}" for edge in edges),
    ]
    return _BETWEEN.join(part for part in parts if part)


def merged(all_cells: Sequence[Cell], room: int) -> list[tuple[int, int, Seen]]:
    """Give (first, behind the last, what was seen) of what is painted as one, so that no more than `room` are."""
    count = len(all_cells)
    parts = max(min(room, count), 1)
    ends = [count * part // parts for part in range(parts + 1)]
    return [
        (start, end, min(cell.seen for cell in all_cells[start:end])) for start, end in pairwise(ends) if end > start
    ]
