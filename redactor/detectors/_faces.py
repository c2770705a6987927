"""Where a picture shows a face, as a network says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.detectors._models import FACES, network

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OUTPUTS: Final = ("537", "538", "539", "540")
"""Likeness, size, offset and landmarks, for each square of four pixels."""
_CELL: Final = 4
_MULTIPLE: Final = 32
"""Sides that the network takes."""
_SAME: Final = 0.3
"""Share that two boxes have in common from which they are one face."""


@dataclass(frozen=True)
class FaceBox:
    """A face: its box in pixels from the outer corner, and how sure it is, from 0 to 1."""

    column: float
    row: float
    columns: float
    rows: float
    score: float

    def overlap(self, other: FaceBox) -> float:
        """Give the common area of two boxes as a share of what both cover."""
        across = min(self.column + self.columns, other.column + other.columns) - max(self.column, other.column)
        down = min(self.row + self.rows, other.row + other.rows) - max(self.row, other.row)
        common = max(across, 0.0) * max(down, 0.0)
        return common / max(self.columns * self.rows + other.columns * other.rows - common, 1e-9)


class FaceNetwork:
    """A loaded network. One at a time may use it."""

    def __init__(self) -> None:
        self._network = network(FACES)

    def faces(self, shown: NDArray[np.uint8], longest: int, least: float) -> list[FaceBox]:
        """Find faces in a picture.

        Parameters
        ----------
        shown
            Uint8, shape (rows, columns), or (rows, columns, 3) in RGB.
        longest
            The picture is brought to this longer side first: large faces are found in small pictures.
        least
            Of the score.

        Returns
        -------
        list of FaceBox
            The surest first, each face once.
        """
        colour = cv2.cvtColor(shown, cv2.COLOR_GRAY2RGB) if shown.ndim == 2 else shown
        rows, columns = colour.shape[:2]
        scale = longest / max(rows, columns)
        size = tuple(max(_MULTIPLE, round(side * scale / _MULTIPLE) * _MULTIPLE) for side in (columns, rows))
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        sized = cv2.resize(colour, size, interpolation=how)
        self._network.setInput(sized.astype(np.float32).transpose(2, 0, 1)[None].copy())
        likeness, sizes, offsets, _ = (np.asarray(each)[0] for each in self._network.forward(list(_OUTPUTS)))
        return _distinct(_boxes(likeness[0], sizes, offsets, least, (columns / size[0], rows / size[1])))


def _boxes(likeness: Any, sizes: Any, offsets: Any, least: float, scale: tuple[float, float]) -> list[FaceBox]:  # noqa: ANN401 - arrays of floats
    found = []
    for row, column in zip(*np.nonzero(likeness > least), strict=True):
        rows, columns = (np.exp(sizes[:, row, column]) * _CELL).tolist()
        down, across = offsets[:, row, column].tolist()
        left = (column + across + 0.5) * _CELL - columns / 2
        top = (row + down + 0.5) * _CELL - rows / 2
        score = min(float(likeness[row, column]), 1.0)
        found.append(FaceBox(left * scale[0], top * scale[1], columns * scale[0], rows * scale[1], score))
    return found


def _distinct(boxes: list[FaceBox]) -> list[FaceBox]:
    kept: list[FaceBox] = []
    for box in sorted(boxes, key=lambda each: (-each.score, each.row, each.column)):
        if all(box.overlap(other) < _SAME for other in kept):
            kept.append(box)
    return kept


def faces_any_way(shown: NDArray[np.uint8], least: float, sides: tuple[int, ...]) -> list[FaceBox]:
    """Find faces in a picture that may lie on its side or upside down.

    Parameters
    ----------
    sides
        The longer sides that the picture is brought to; turned ones to the first alone, which costs least.
    """
    finder = face_network()
    found = [box for side in sides for box in finder.faces(shown, side, least)]
    rows, columns = shown.shape[:2]
    for turns in (1, 2, 3):
        turned = np.ascontiguousarray(np.rot90(shown, turns))
        found += [_turned_back(box, turns, rows, columns) for box in finder.faces(turned, sides[0], least)]
    return _distinct(found)


def _turned_back(box: FaceBox, turns: int, rows: int, columns: int) -> FaceBox:
    """Give a box of a picture that was turned to the left so often, in the picture before."""
    if turns == 2:
        return FaceBox(columns - box.column - box.columns, rows - box.row - box.rows, box.columns, box.rows, box.score)
    if turns == 1:
        return FaceBox(columns - box.row - box.rows, box.column, box.rows, box.columns, box.score)
    return FaceBox(box.row, rows - box.column - box.columns, box.rows, box.columns, box.score)


@cache
def face_network() -> FaceNetwork:
    """Give the network of this process.

    Raises
    ------
    MissingResource
        If the model is not there, or damaged.
    """
    return FaceNetwork()
