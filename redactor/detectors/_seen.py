"""Ask the network where, in the places that the heuristic found, lines of text are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._cores import Slant, cores
from redactor.detectors._detector import text_network
from redactor.detectors._ink import fitted, strongest
from redactor.detectors._packing import SIZES, packed
from redactor.detectors._places import common
from redactor.detectors._table import alike, groups, shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.detectors._letters import Gray
    from redactor.detectors._places import Places

_LETTER_ROWS: Final = 16.0
"""Letters are shown to the network at about this size; small ones up to twice as large as they are."""
_LARGEST: Final = 2.0
_CONTEXT: Final = 0.8
_CONTEXT_ALONG: Final = 3.0
"""What is shown around a place, in letters' rows: above and below it, and at the ends of its lines."""
_LEAST_SHARE: Final = 0.5
_LOOSEST: Final = 1.3
"""Places are shown together if that adds no more than this to what is seen."""
_ALIKE: Final = 0.5
"""Letters of places that are shown together differ by no more than this in size."""
_LONGER: Final = 1.5
"""Sides of what has a direction in which it could go on."""
_SAME: Final = 0.5
"""Share of the smaller of two lines that lies in the other, from which both are one."""


@dataclass(frozen=True)
class TextLine:
    """A line that the network sees, in pixels of the renderings.

    Attributes
    ----------
    slant, around
        The rectangle of its ink, and the one that the network gives it.
    share
        How sure the network is, from 0 to 1.
    score
        Of the place that it lies in.
    rendering
        Number of the one in which it stands out.
    is_cut
        True if it may go on beyond what the network saw.
    """

    slant: Slant
    around: Slant
    share: float
    score: float
    rendering: int
    is_cut: bool = False


@dataclass(frozen=True)
class _Picture:
    left: int
    top: int
    scale_x: float
    scale_y: float
    rendering: int
    pixels: Gray


def seen_lines(renderings: Sequence[Gray], places: Places) -> list[TextLine]:
    """Give the lines of text in places, each once, the surest first.

    Parameters
    ----------
    renderings
        Uint8, all of shape (rows, columns).
    places
        In pixels of the renderings.

    Raises
    ------
    MissingResource
        If the network is not there, or damaged.
    """
    blocks = together(places)
    pictures = [_picture(renderings, block) for block in blocks.each()]
    room = packed([(picture.pixels.shape[0], picture.pixels.shape[1]) for picture in pictures])
    sheets = [np.zeros(size, np.uint8) for size in room.sheets]
    parts = [
        np.s_[spot.row : spot.row + picture.pixels.shape[0], spot.column : spot.column + picture.pixels.shape[1]]
        for picture, spot in zip(pictures, room.spots, strict=True)
    ]
    for picture, spot, part in zip(pictures, room.spots, parts, strict=True):
        sheets[spot.sheet][part] = picture.pixels
    shares = [text_network().shares(sheet) for sheet in sheets]
    found = []
    for number, (picture, spot, part) in enumerate(zip(pictures, room.spots, parts, strict=True)):
        for core in cores(shares[spot.sheet][part]):
            if core.share >= _LEAST_SHARE:
                gray = renderings[picture.rendering]
                follow = _touches_end(core.slant, picture.pixels.shape)
                around = _in_image(core.slant, picture)
                slant = fitted(gray, around, follow=follow)
                found.append(
                    TextLine(slant, around, core.share, float(blocks.score[number]), picture.rendering, is_cut=follow)
                )
    return distinct(found)


def together(places: Places) -> Places:
    """Join places that are close to one another, so that the network sees a line once, and whole."""
    while True:
        margin = _CONTEXT * places.rows + 2
        wide = replace(
            places,
            left=places.left - margin,
            top=places.top - margin,
            right=places.right + margin,
            bottom=places.bottom + margin,
        )
        near = shared(wide, wide) > 0
        small = common(wide) <= _LOOSEST * (wide.box_area[:, None] + wide.box_area - shared(wide, wide))
        near &= small & alike(places.rows, places.rows, _ALIKE)
        group = groups(len(places), np.stack(np.nonzero(np.triu(near, 1))))
        joined = places.in_groups(group)
        if len(joined) == len(places):
            return joined
        rows = np.full(len(joined), np.inf)
        np.minimum.at(rows, group, places.rows)  # the smallest letters must stay legible
        places = replace(joined, rows=rows)


def distinct(lines: Sequence[TextLine]) -> list[TextLine]:
    """Leave out lines that lie in others: two places may show the same one, or an end of it."""
    chosen: list[TextLine] = []
    for line in sorted(
        lines, key=lambda each: (each.is_cut, -each.slant.long * each.slant.short, each.slant.y, each.slant.x)
    ):
        own = line.slant.corners()
        area = line.slant.long * line.slant.short
        for other in chosen:
            common, _ = cv2.intersectConvexConvex(own, other.slant.corners())
            if common > _SAME * area:
                break
        else:
            chosen.append(line)
    return chosen


def _picture(renderings: Sequence[Gray], place: Places) -> _Picture:
    height, width = renderings[0].shape
    letter = float(place.rows[0])
    margin = _CONTEXT * letter + 2
    wide = _CONTEXT_ALONG * letter + 2
    across, down = (margin, wide) if place.is_turned[0] else (wide, margin)
    left, top = max(int(place.left[0] - across), 0), max(int(place.top[0] - down), 0)
    right = max(min(int(np.ceil(place.right[0] + across)), width), left + 1)
    bottom = max(min(int(np.ceil(place.bottom[0] + down)), height), top + 1)
    number = strongest(renderings, (left, top, right, bottom))
    pixels = renderings[number][top:bottom, left:right]
    rows, columns = pixels.shape
    scale = min(_LETTER_ROWS / letter, _LARGEST, SIZES[-1][0] / rows, SIZES[-1][1] / columns)
    size = (max(round(columns * scale), 1), max(round(rows * scale), 1))
    scaled = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    low, high = np.percentile(scaled, (1, 99.5))
    shown = np.clip((scaled.astype(np.float32) - low) * 255 / max(high - low, 8), 0, 255).astype(np.uint8)
    return _Picture(left, top, columns / size[0], rows / size[1], number, shown)


def _in_image(slant: Slant, picture: _Picture) -> Slant:
    scale = (picture.scale_x + picture.scale_y) / 2
    return replace(
        slant,
        x=picture.left + slant.x * picture.scale_x,
        y=picture.top + slant.y * picture.scale_y,
        long=slant.long * scale,
        short=slant.short * scale,
    )


def _touches_end(slant: Slant, shape: tuple[int, ...]) -> bool:
    """Say whether a line reaches the edge of its picture, so that it may go on."""
    if slant.long < _LONGER * slant.short:
        return False
    corners = slant.corners()
    columns, rows = corners[:, 0], corners[:, 1]
    if abs(slant.angle) < np.pi / 4:
        return bool(columns.min() < 2 or columns.max() > shape[1] - 2)
    return bool(rows.min() < 2 or rows.max() > shape[0] - 2)
