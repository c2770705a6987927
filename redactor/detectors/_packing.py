"""Put many small pictures on few sheets, so that a network that costs by the pixel sees little else than them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES: Final = tuple(
    sorted(
        ((rows, columns) for rows in (64, 128, 192, 288, 416, 736) for columns in (320, 480, 640, 960)),
        key=lambda size: (size[0] * size[1], size),
    )
)
"""Rows and columns of a sheet, from small to large, multiples of 32. Each costs by the pixel, a new one next to nothing
more (OpenCV 5), and memory is that of the largest."""


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


def packed(pictures: Sequence[tuple[int, int]], gap: int = 12) -> Packed:
    """Give a spot for each picture: on the smallest sheet that holds all, or on several if those are smaller.

    Parameters
    ----------
    pictures
        Rows and columns of each, none larger than the largest of `SIZES`.
    gap
        Free pixels between two of them.
    """
    rest = sorted(range(len(pictures)), key=lambda number: (-pictures[number][0], -pictures[number][1], number))
    several = _on_several(pictures, rest, gap)
    cost = sum(rows * columns for rows, columns in several.sheets)
    for size in SIZES if rest else ():
        if size[0] * size[1] > cost:
            break
        placed = _shelves(pictures, rest, size, gap)
        if len(placed) == len(rest):
            return Packed((size,), tuple(Spot(0, *placed[number]) for number in range(len(pictures))))
    return several


def _on_several(pictures: Sequence[tuple[int, int]], rest: list[int], gap: int) -> Packed:
    """Fill one sheet after the other: each time the size of which the pictures leave the smallest share empty."""
    spots: dict[int, Spot] = {}
    sheets: list[tuple[int, int]] = []
    while rest:
        best: tuple[float, tuple[int, int], dict[int, tuple[int, int]]] | None = None
        for size in SIZES:
            placed = _shelves(pictures, rest, size, gap)
            if rest[0] not in placed:
                continue
            filled = sum((pictures[number][0] + gap) * (pictures[number][1] + gap) for number in placed)
            share = filled / (size[0] * size[1])
            if best is None or share > best[0]:
                best = (share, size, placed)
        if best is None:
            raise ValueError(f"a picture of {pictures[rest[0]]} is larger than any sheet")
        _, size, placed = best
        spots |= {number: Spot(len(sheets), *spot) for number, spot in placed.items()}
        sheets.append(size)
        rest = [number for number in rest if number not in placed]
    return Packed(tuple(sheets), tuple(spots[number] for number in range(len(pictures))))


def _shelves(
    pictures: Sequence[tuple[int, int]], order: Sequence[int], size: tuple[int, int], gap: int
) -> dict[int, tuple[int, int]]:
    """Give row and column of each picture that finds room on one sheet, in shelves from top to bottom."""
    placed: dict[int, tuple[int, int]] = {}
    shelves: list[list[int]] = []  # row, rows, and the next free column of each
    row = 0
    for number in order:
        rows, columns = pictures[number]
        shelf = next((each for each in shelves if rows <= each[1] and each[2] + columns <= size[1]), None)
        if shelf is None:
            if columns > size[1] or row + rows > size[0]:
                continue
            shelf = [row, rows, 0]
            shelves.append(shelf)
            row += rows + gap
        placed[number] = (shelf[0], shelf[2])
        shelf[2] += columns + gap
    return placed
