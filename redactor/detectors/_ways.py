"""Read a line in every way that it may stand: upright, upside down, mirrored as a film scanned from behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._ink import cut
from redactor.detectors._reader import Reading, columns_for, read_at_once, reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redactor.detectors._cores import Slant
    from redactor.detectors._letters import Gray

CLEAR: Final = 0.85
"""Confidence from which a reading is what stands there."""
_SQUARE: Final = 2.2
"""A line that is longer than this many times its height has more letters than one or two."""
_RING: Final = 0.22
"""Share of a letter in a circle that its ring takes, on each side."""


@dataclass
class Patience:
    """How much may still be read in unusual ways, in columns of what the network is given."""

    columns: int = 1600


def read(renderings: Sequence[Gray], slants: Sequence[tuple[int, Slant]], patience: Patience) -> list[Reading]:
    """Read lines, first as each most likely stands, then the others as long as there is patience.

    Parameters
    ----------
    renderings
        Uint8, all of shape (rows, columns).
    slants
        Of each line the number of the rendering in which it stands out, and where it is.

    Raises
    ------
    MissingResource
        If a model is not there, or damaged.
    """
    lines = [cut(renderings[number], slant, margin=max(1.0, slant.short / 10)) for number, slant in slants]
    first = read_at_once(lines)
    return [_in_other_ways(line, reading, patience) for line, reading in zip(lines, first, strict=True)]


def _in_other_ways(line: Gray, best: Reading, patience: Patience) -> Reading:
    if best.confidence >= CLEAR:
        return best
    for way in _ways(line):
        cost = columns_for(way)
        if cost > patience.columns:
            break
        patience.columns -= cost
        reading = reader().read(way)
        # What is read by chance in one of many ways has to be clearer.
        if reading.confidence > max(best.confidence + _CHANCE, _BY_CHANCE):
            best = reading
        if best.confidence >= _BEYOND_DOUBT:
            break
    return best


_CHANCE: Final = 0.1
_BY_CHANCE: Final = 0.8
_BEYOND_DOUBT: Final = 0.95


def _ways(line: Gray) -> Iterator[Gray]:
    rows, columns = line.shape
    if columns > _SQUARE * rows:
        yield np.ascontiguousarray(line[::-1, ::-1])
        yield np.ascontiguousarray(line[:, ::-1])
        yield np.ascontiguousarray(line[::-1])
        return
    ring_rows, ring_columns = round(_RING * rows), round(_RING * columns)
    inner = line[ring_rows : rows - ring_rows, ring_columns : columns - ring_columns]
    for part in (line, inner) if min(inner.shape) > 4 else (line,):
        for turns in range(4):
            turned = np.rot90(part, turns)
            if turns or part is inner:
                yield np.ascontiguousarray(turned)
            yield np.ascontiguousarray(turned[:, ::-1])
