"""The outline of what has no sides of its own, along the borders of its pixels."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from redactor.model.geometry import Shape

Corner = tuple[int, int]


@lru_cache(maxsize=64)
def pixel_outline(shape: Shape) -> tuple[tuple[Corner, ...], ...]:
    """Give closed lines around the pixels that a shape covers: corners as (column, row), without the straight ones.

    What is covered lies to the right of each line.
    """
    box = shape.bounds
    covered = np.pad(shape.cover(box), 1).astype(np.int8)
    down, across = np.diff(covered, axis=0), np.diff(covered, axis=1)
    following: dict[Corner, list[Corner]] = {}
    for found, (start, end) in (
        (np.argwhere(down == 1), ((0, 0), (1, 0))),  # an upper border leads to the right
        (np.argwhere(down == -1), ((1, 0), (0, 0))),
        (np.argwhere(across == -1), ((0, 0), (0, 1))),  # a right border leads down
        (np.argwhere(across == 1), ((0, 1), (0, 0))),
    ):
        level = start[1] == end[1]
        # `diff` counts from the padding: along its own axis an index is the border, along the other one pixel more.
        offset = (box.column - 1, box.row) if level else (box.column, box.row - 1)
        for row, column in found.tolist():
            at = column + offset[0], row + offset[1]
            following.setdefault((at[0] + start[0], at[1] + start[1]), []).append((at[0] + end[0], at[1] + end[1]))
    lines = []
    while following:
        first = next(iter(following))
        line = [first]
        while True:
            ends = following[line[-1]]
            end = ends.pop()
            if not ends:
                del following[line[-1]]
            if end == first:
                break
            line.append(end)
        lines.append(_bends(line))
    return tuple(lines)


def _bends(line: list[Corner]) -> tuple[Corner, ...]:
    """Give the corners of a closed line where it turns."""
    around = zip([line[-1], *line[:-1]], line, [*line[1:], line[0]], strict=True)
    return tuple(here for before, here, after in around if (before[0] == here[0]) != (here[0] == after[0]))
