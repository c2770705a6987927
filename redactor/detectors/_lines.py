"""Letters that stand in a row, grouped to lines."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from redactor.detectors._letters import Letters
    Numbers = NDArray[np.float64]

@dataclass(frozen=True)
class Lines:
    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers
    count: Numbers
    rows: Numbers
    rows_spread: Numbers
    bend: Numbers
    prominence: Numbers
    contrast: Numbers
    contrast_spread: Numbers
    ink_spread: Numbers
    letter_ink_spread: Numbers
    stroke: Numbers
    fill: Numbers
    ground_spread: Numbers
    letter_ground_spread: Numbers
    edge: Numbers
    aspect: Numbers
    length: Numbers

    def __len__(self) -> int:
        return len(self.left)

    def where(self, chosen: NDArray[Any]) -> Lines:
        return Lines(*(getattr(self, field.name)[chosen] for field in fields(self)))


def neighbours(letters: Letters, gap: float = 1.0) -> NDArray[np.int64]:
    """Give pairs of letters that could follow one another: shape (2, pairs); `letters` sorted by left."""
    first = np.arange(len(letters)) + 1
    last = np.searchsorted(letters.left, letters.right + 2 * gap * letters.rows, side="right")
    last = np.maximum(last, first)
    count = last - first
    a = np.repeat(np.arange(len(letters)), count)
    b = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    h1, h2 = letters.rows[a], letters.rows[b]
    low, high = np.minimum(h1, h2), np.maximum(h1, h2)
    overlap = np.minimum(letters.bottom[a], letters.bottom[b]) - np.maximum(letters.top[a], letters.top[b])
    space = letters.left[b] - letters.right[a]
    c1, c2 = letters.contrast[a], letters.contrast[b]
    ok = (
        (low >= 0.5 * high)
        & (overlap >= 0.5 * low)
        & (space <= gap * high)
        & (np.minimum(c1, c2) >= 0.5 * np.maximum(c1, c2))
    )
    return np.stack([a[ok], b[ok]])


def groups(count: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the groups that pairs connect: shape (count,)."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in pairs.T.tolist():
        ra, rb = root(a), root(b)
        if ra != rb:
            parent[max(ra, rb)] = min(ra, rb)
    return np.unique(np.array([root(i) for i in range(count)], np.int64), return_inverse=True)[1]


def lines(letters: Letters) -> Lines:
    letters = letters.where(np.argsort(letters.left, kind="stable"))
    g = groups(len(letters), neighbours(letters))
    n = int(g.max()) + 1 if len(letters) else 0
    count = np.bincount(g, minlength=n).astype(np.float64)
    safe = np.maximum(count, 1)

    def mean(v):
        return np.bincount(g, v, n) / safe

    def spread(v):
        return np.sqrt(np.maximum(mean(v * v) - mean(v) ** 2, 0))

    def extreme(v, f, start):
        out = np.full(n, start); f.at(out, g, v); return out
    x = (letters.left + letters.right) / 2
    x = x - mean(x)[g]

    def bend(y):
        y = y - mean(y)[g]
        left = mean(y * y) - mean(x * y) ** 2 / np.maximum(mean(x * x), 1e-9)
        return np.where(count < 3, 0, np.sqrt(np.maximum(left, 0)))
    rows = mean(letters.rows); contrast = mean(letters.contrast)
    return Lines(
        left=extreme(letters.left, np.minimum, np.inf), top=extreme(letters.top, np.minimum, np.inf),
        right=extreme(letters.right, np.maximum, -np.inf), bottom=extreme(letters.bottom, np.maximum, -np.inf),
        count=count, rows=rows, rows_spread=spread(letters.rows) / rows,
        bend=np.minimum(bend(letters.top), bend(letters.bottom)) / rows,
        prominence=mean(letters.prominence), contrast=contrast, contrast_spread=spread(letters.contrast) / contrast,
        ink_spread=spread(letters.ink) / contrast, letter_ink_spread=mean(letters.ink_spread) / contrast,
        stroke=mean(letters.stroke), fill=mean(letters.area / (letters.rows * letters.columns)),
        ground_spread=spread(letters.ground) / contrast, letter_ground_spread=mean(letters.ground_spread) / contrast, edge=mean(letters.edge),
        aspect=mean(np.abs(np.log(letters.columns / letters.rows / 0.6))), length=np.bincount(g, letters.columns, n) / rows,
    )
