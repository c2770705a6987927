"""Read a line in every way that it may stand: upright, upside down, mirrored as a film scanned from behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._ink import cut
from redactor.detectors._reader import Reading, columns_for, read_at_once

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

    columns: int = 800


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
    lines = _cut(renderings, slants)
    return _in_other_ways(lines, read_at_once(lines), patience)


def read_once(renderings: Sequence[Gray], slants: Sequence[tuple[int, Slant]]) -> list[Reading]:
    """Read lines as each most likely stands; see `read`."""
    return read_at_once(_cut(renderings, slants))


def _cut(renderings: Sequence[Gray], slants: Sequence[tuple[int, Slant]]) -> list[Gray]:
    return [cut(renderings[number], slant, margin=max(1.0, slant.short / 10)) for number, slant in slants]


def _in_other_ways(lines: Sequence[Gray], first: Sequence[Reading], patience: Patience) -> list[Reading]:
    """Read what is not clear in one more way after another, all such lines at once."""
    best = list(first)
    ways = {number: _ways(lines[number]) for number, reading in enumerate(first) if reading.confidence < CLEAR}
    while ways:
        turned: dict[int, Gray] = {}
        for number, more in ways.items():
            way = next(more, None)
            if way is not None and (cost := columns_for(way)) <= patience.columns:
                patience.columns -= cost
                turned[number] = way
        for number, reading in zip(turned, read_at_once(list(turned.values())), strict=True):
            # What is read by chance in one of many ways has to be clearer.
            if reading.confidence > max(best[number].confidence + _CHANCE, _BY_CHANCE):
                best[number] = reading
        ways = {number: ways[number] for number in turned if best[number].confidence < _BEYOND_DOUBT}
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
