"""Read a line of text: Latin letters, digits, Chinese. What was read is for classifying; it never leaves the memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._models import RECOGNITION, content, metadata_of, network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]

ROWS: Final = 48
"""Of a line as the network takes it."""
_WIDTHS: Final = (64, 160, 288, 480, 960)
"""Columns that it takes: each new shape costs the network a set-up, so there are five."""
_MIDDLE: Final = 127.5


@dataclass(frozen=True)
class Reading:
    """What a line seems to say; the repr shows nothing of it.

    Attributes
    ----------
    confidence
        Mean over the characters, from 0 to 1; 0 where nothing was read.
    """

    text: str = field(default="", repr=False)
    confidence: float = 0.0


class Reader:
    """A loaded network. One at a time may use it."""

    def __init__(self) -> None:
        self._network = network(RECOGNITION)
        # CTC: the first class is "nothing new", the last one a gap between words.
        self._characters = ("", *metadata_of(content(RECOGNITION))["character"].split("\n"), " ")

    def read(self, line: Gray) -> Reading:
        """Read one upright line.

        Parameters
        ----------
        line
            Uint8, shape (rows, columns), bright on dark or dark on bright.
        """
        room = columns_for(line)
        width = min(_width(line), room)
        shrinks = line.shape[0] > ROWS
        scaled = cv2.resize(line, (width, ROWS), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
        values = np.zeros((ROWS, room), np.float32)  # zero is middle gray, which is no letter
        values[:, :width] = scaled / _MIDDLE - 1
        self._network.setInput(np.broadcast_to(values, (1, 3, ROWS, room)).copy())
        steps = np.asarray(self._network.forward())[0]
        return self._decoded(steps.argmax(axis=1), steps.max(axis=1))

    def _decoded(self, classes: NDArray[np.int64], shares: NDArray[np.float32]) -> Reading:
        """Collapse repetitions and leave out "nothing new" (connectionist temporal classification)."""
        fresh = (classes != 0) & (np.diff(classes, prepend=0) != 0)
        if not fresh.any():
            return Reading()
        text = "".join(self._characters[number] for number in classes[fresh])
        return Reading(text, float(shares[fresh].mean()))


@cache
def reader() -> Reader:
    """Give the reader of this process.

    Raises
    ------
    MissingResource
        If the model is not there, or damaged.
    """
    return Reader()


def columns_for(line: Gray) -> int:
    """Give the columns of the network's input for a line: what reading it costs."""
    width = _width(line)
    return next((size for size in _WIDTHS if width <= size), _WIDTHS[-1])


def _width(line: Gray) -> int:
    rows, columns = line.shape
    return max(round(int(columns) * ROWS / int(rows)), 8)
