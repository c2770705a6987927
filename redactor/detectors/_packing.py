"""Put many small pictures on few sheets, so that a network that costs by the pixel sees little else than them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES: Final = ((96, 320), (192, 416), (320, 480), (480, 640), (736, 960))
"""Rows and columns of a sheet, from small to large: each new shape costs a network a set-up, so there are five."""


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
    if not order:
        return Packed((), ())
    for size in SIZES:
        placed = _shelves([pictures[number] for number in order], size, gap)
        if len(placed) == len(order):
            return Packed((size,), _in_order(order, placed, 0))
    placed = _shelves([pictures[number] for number in order], SIZES[-1], gap)
    fitting, rest = order[: len(placed)], order[len(placed) :]
    following = packed([pictures[number] for number in rest], gap)
    spots = dict(zip(fitting, placed, strict=True))
    first = {number: Spot(0, row, column) for number, (row, column) in spots.items()}
    other = {
        number: Spot(spot.sheet + 1, spot.row, spot.column) for number, spot in zip(rest, following.spots, strict=True)
    }
    both = first | other
    return Packed((SIZES[-1], *following.sheets), tuple(both[number] for number in range(len(pictures))))


def _in_order(order: Sequence[int], placed: Sequence[tuple[int, int]], sheet: int) -> tuple[Spot, ...]:
    by_number = dict(zip(order, placed, strict=True))
    return tuple(Spot(sheet, *by_number[number]) for number in range(len(order)))


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
