"""Read the lines of a place, in every way that they may stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._reader import Reading, reader
from redactor.detectors._rows import Line, cut, lines_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redactor.detectors._letters import Gray
    from redactor.detectors._look import Found
    from redactor.detectors._places import Places

_SURE: Final = 0.9
_DOUBTFUL: Final = 0.7


@dataclass(frozen=True)
class ReadLine:
    """A line in pixels of the image, and what was read there."""

    line: Line
    reading: Reading = field(repr=False)
    mark: bool = False


def read_lines(found: Found, place: Places) -> Iterator[ReadLine]:
    """Yield the lines of one place.

    Parameters
    ----------
    place
        A table of one place, in pixels of the image.
    """
    factor = found.factor
    turned = bool(place.is_turned[0])
    sheets = [gray.T if turned else gray for gray in found.renderings]
    box = Line(*(float(getattr(place, side)[0]) / factor for side in ("left", "top", "right", "bottom")))
    if turned:
        box = Line(box.top, box.left, box.bottom, box.right)
    lone = bool(place.is_letter[0] or place.mark[0])
    mark = bool(place.mark[0])
    lines = [box] if lone else lines_in(sheets, box, float(place.rows[0]) / factor)
    for line in lines:
        reading = _reading(sheets, line, turned=turned, alone=lone)
        upright = Line(line.top, line.left, line.bottom, line.right) if turned else line
        scaled = Line(*(factor * value for value in (upright.left, upright.top, upright.right, upright.bottom)))
        yield ReadLine(scaled, reading, mark)


def _reading(sheets: Sequence[Gray], line: Line, *, turned: bool, alone: bool) -> Reading:
    best = Reading()
    for sheet in sheets:
        crop, _, _ = cut(sheet, line, margin=max(1.0, (line.bottom - line.top) / 8))
        ways = [crop]
        if turned:  # a transposed image is mirrored: these are the two that a turn makes
            ways = [crop[::-1], crop[:, ::-1]]
        for way in ways:
            reading = reader().read(np.ascontiguousarray(way))
            best = max(best, reading, key=lambda each: each.confidence)
            if best.confidence >= _SURE:
                return best
    if best.confidence < _DOUBTFUL and sheets:
        crop, _, _ = cut(sheets[0], line, margin=max(1.0, (line.bottom - line.top) / 8))
        ways = [crop[::-1, ::-1], crop[:, ::-1]] + ([np.rot90(crop), np.rot90(crop, 3)] if alone else [])
        for way in ways:
            best = max(best, reader().read(np.ascontiguousarray(way)), key=lambda each: each.confidence)
    return best
