"""Read a line of text: Latin letters, digits, Chinese. What was read is for classifying; it never leaves the memory."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._models import RECOGNITION, content, metadata_of, network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]

ROWS: Final = 40
"""Of a line as the network takes it. It learnt with 48, which cost half as much again."""
_WIDTHS: Final = (64, 96, 128, 160, 192, 240, 288, 352, 416, 512, 640, 800, 960)
"""Columns that it takes. What it costs grows with them, so little of them should be empty; a new one costs a set-up."""
_MIDDLE: Final = 127.5
_READERS: Final = 2


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

    def read_all(self, lines: Sequence[Gray]) -> list[Reading]:
        """Read lines, those of one size one after the other."""
        order = sorted(range(len(lines)), key=lambda number: columns_for(lines[number]))
        found = {number: self.read(lines[number]) for number in order}
        return [found[number] for number in range(len(lines))]

    def _decoded(self, classes: NDArray[np.int64], shares: NDArray[np.float32]) -> Reading:
        """Collapse repetitions and leave out "nothing new" (connectionist temporal classification)."""
        fresh = (classes != 0) & (np.diff(classes, prepend=0) != 0)
        if not fresh.any():
            return Reading()
        text = "".join(self._characters[number] for number in classes[fresh])
        return Reading(text, float(shares[fresh].mean()))


@cache
def reader(number: int = 0) -> Reader:
    """Give a reader of this process: another for each number.

    Raises
    ------
    MissingResource
        If the model is not there, or damaged.
    """
    del number
    return Reader()


def read_at_once(lines: Sequence[Gray]) -> list[Reading]:
    """Read lines with two readers side by side: one alone leaves a second core idle for a third of the time.

    Raises
    ------
    MissingResource
        If the model is not there, or damaged.
    """
    if not lines:
        return []
    order = sorted(range(len(lines)), key=lambda number: columns_for(lines[number]))
    halves = [order[start::_READERS] for start in range(_READERS)]
    readers = [reader(number) for number in range(_READERS)]
    with ThreadPoolExecutor(_READERS) as pool:
        parts = [
            pool.submit(each.read_all, [lines[number] for number in half])
            for each, half in zip(readers, halves, strict=True)
        ]
        found = {
            number: reading
            for half, part in zip(halves, parts, strict=True)
            for number, reading in zip(half, part.result(), strict=True)
        }
    return [found[number] for number in range(len(lines))]


def columns_for(line: Gray) -> int:
    """Give the columns of the network's input for a line: what reading it costs."""
    width = _width(line)
    return next((size for size in _WIDTHS if width <= size), _WIDTHS[-1])


def _width(line: Gray) -> int:
    rows, columns = line.shape
    return max(round(int(columns) * ROWS / int(rows)), 8)
