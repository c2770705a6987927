"""Boxes with what was measured of them: a column of numbers for each measure, so that numpy works on all at once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Chosen = NDArray[np.bool_] | NDArray[np.int64]

_AT_ONCE: Final = 1000
"""Boxes that are compared with others at once: noise gives ten thousands, which would fill the memory."""


@dataclass(frozen=True)
class Table:
    """Boxes in pixels: columns `left` … `right` - 1, rows `top` … `bottom` - 1.

    Every field, here and in what inherits, is a float64 array of one length.
    """

    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers

    def __len__(self) -> int:
        return len(self.left)

    @classmethod
    def empty(cls) -> Self:
        """Give a table of no boxes."""
        return cls(*(np.zeros(0) for _ in fields(cls)))

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Give the boxes of all parts, in their order."""
        if not parts:
            return cls.empty()
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))

    @property
    def box_columns(self) -> Numbers:
        """How many columns each box has."""
        return self.right - self.left

    @property
    def box_rows(self) -> Numbers:
        """How many rows each box has."""
        return self.bottom - self.top

    @property
    def box_area(self) -> Numbers:
        """How many pixels each box has."""
        return self.box_columns * self.box_rows

    def where(self, chosen: Chosen) -> Self:
        """Give the boxes that a mask or an index chooses."""
        return type(self)(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def best(self, number: int, score: Numbers) -> Self:
        """Give at most so many boxes, those with the highest scores, in their order."""
        if len(self) <= number:
            return self
        return self.where(np.sort(np.argsort(-score, kind="stable")[:number]))

    def parts(self, number: int) -> list[Self]:
        """Give the boxes in parts of at most so many; an empty table is one part."""
        return [self.where(part) for part in np.array_split(np.arange(len(self)), max(-(-len(self) // number), 1))]

    def each(self) -> list[Self]:
        """Give a table for each box."""
        return [self.where(np.array([number])) for number in range(len(self))]

    def turned(self) -> Self:
        """Give the boxes of the transposed image, in which what stood in a column lies in a row."""
        return replace(self, left=self.top, top=self.left, right=self.bottom, bottom=self.right)

    def scaled(self, factor: float) -> Self:
        """Give the boxes in an image that is larger by a factor."""
        return replace(
            self,
            left=self.left * factor,
            top=self.top * factor,
            right=self.right * factor,
            bottom=self.bottom * factor,
        )


def gaps(a: Table, b: Table) -> tuple[Numbers, Numbers]:
    """Give the free columns and rows between each box of `a` and each of `b`; negative is how far they overlap.

    Returns
    -------
    tuple of numpy.ndarray
        Columns and rows, float64, both of shape (len(a), len(b)).
    """
    columns = np.maximum(a.left[:, None], b.left) - np.minimum(a.right[:, None], b.right)
    rows = np.maximum(a.top[:, None], b.top) - np.minimum(a.bottom[:, None], b.bottom)
    return columns, rows


def shared(a: Table, b: Table) -> Numbers:
    """Give the pixels that each box of `a` shares with each of `b`: float64, shape (len(a), len(b))."""
    columns, rows = gaps(a, b)
    return np.asarray(np.maximum(-columns, 0) * np.maximum(-rows, 0))


def lies_in(a: Table, b: Table, share: float) -> NDArray[np.bool_]:
    """Say which boxes of `a` lie with more than a share of their pixels in one of `b`: bool, shape (len(a),)."""
    parts = [(shared(some, b) > share * some.box_area[:, None]).any(axis=1) for some in a.parts(_AT_ONCE)]
    return np.asarray(np.concatenate(parts), np.bool_)


def alike(a: Numbers, b: Numbers, share: float) -> NDArray[np.bool_]:
    """Say for which pairs the smaller number is at least a share of the larger: shape (len(a), len(b))."""
    return np.asarray(np.minimum(a[:, None], b) >= share * np.maximum(a[:, None], b))


def groups(count: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the groups that pairs connect, in the order of their first members.

    Parameters
    ----------
    pairs
        Int64, shape (2, number of pairs): which of the `count` members belong together.

    Returns
    -------
    numpy.ndarray
        Int64, shape (count,): the group of each member, from 0.
    """
    parent = list(range(count))

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one, other in pairs.T.tolist():
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    roots = np.array([root(member) for member in range(count)], np.int64)
    return np.asarray(np.unique(roots, return_inverse=True)[1], np.int64)
