"""Put many small pictures on few sheets, so that a network that costs by the pixel sees little else than them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES: Final = ((96, 320), (192, 416), (320, 480), (480, 640), (736, 960))
"""Rows and columns of a sheet, from small to large: each new shape costs a network a set-up, so there are five."""

_EACH: Final = 10_000
"""What a sheet costs by itself, in pixels."""


@dataclass(frozen=True)
class Spot:
    """Where on which sheet a picture stands: its upper left pixel."""

    sheet: int
    row: int
    column: int


@dataclass(frozen=True)
class Packed:
    """The sizes of the sheets, and a spot for each picture."""

    sheets: tuple[tuple[int, int], ...]
    spots: tuple[Spot, ...]


def packed(pictures: Sequence[tuple[int, int]], gap: int = 4) -> Packed:
    """Give a spot for each picture, in shelves from top to bottom, high pictures first.

    Parameters
    ----------
    pictures
        Rows and columns of each, none larger than the largest of `SIZES`.
    gap
        Free pixels between two of them.
    """
    order = sorted(range(len(pictures)), key=lambda number: (-pictures[number][0], -pictures[number][1], number))
    sizes = [pictures[number] for number in order]
    sheets: list[tuple[int, int]] = []
    spots: dict[int, Spot] = {}
    for size, placed in _fewest_pixels(sizes, gap):
        for number, (row, column) in zip(order[len(spots) :], placed, strict=False):
            spots[number] = Spot(len(sheets), row, column)
        sheets.append(size)
    return Packed(tuple(sheets), tuple(spots[number] for number in range(len(pictures))))


def _fewest_pixels(
    pictures: Sequence[tuple[int, int]], gap: int
) -> list[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Give sheets that take pictures in their order and have the fewest pixels, each with where its pictures stand."""
    # What the pictures from a number on cost at least, from the last to the first.
    cost = [0.0] * (len(pictures) + 1)
    first: list[tuple[tuple[int, int], list[tuple[int, int]]]] = []
    for start in reversed(range(len(pictures))):
        tried = [(size, _shelves(pictures[start:], size, gap)) for size in SIZES]
        priced = [
            (size[0] * size[1] + _EACH + cost[start + len(placed)], size, placed) for size, placed in tried if placed
        ]
        cost[start], size, placed = min(priced, key=lambda each: each[0])
        first.append((size, placed))
    first.reverse()
    chosen, start = [], 0
    while start < len(pictures):
        chosen.append(first[start])
        start += len(first[start][1])
    return chosen


def _shelves(pictures: Sequence[tuple[int, int]], size: tuple[int, int], gap: int) -> list[tuple[int, int]]:
    """Give rows and columns of as many of the pictures as find room on one sheet, in their order."""
    placed: list[tuple[int, int]] = []
    row = column = shelf = 0
    for rows, columns in pictures:
        if column + columns > size[1]:
            row, column, shelf = row + shelf + gap, 0, 0
        if row + rows > size[0] or columns > size[1]:
            break
        placed.append((row, column))
        column, shelf = column + columns + gap, max(shelf, rows)
    return placed
