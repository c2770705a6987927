"""Where a picture has text, pixel by pixel, as a network says."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._models import DETECTION, network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors._letters import Gray

    Shares = NDArray[np.float32]

_MIDDLE: Final = 127.5


class TextNetwork:
    """A loaded network. One at a time may use it."""

    def __init__(self) -> None:
        self._network = network(DETECTION)

    def shares(self, sheet: Gray) -> Shares:
        """Say how likely each pixel belongs to the core of a line of text.

        Parameters
        ----------
        sheet
            Uint8, shape (rows, columns), both multiples of 32.

        Returns
        -------
        numpy.ndarray
            Float32 of the same shape, from 0 to 1. The core of a line is what is left of its box after its edges
            moved inwards.
        """
        values = sheet.astype(np.float32) / _MIDDLE - 1
        self._network.setInput(np.broadcast_to(values, (1, 3, *sheet.shape)).copy())
        return np.asarray(self._network.forward()[0, 0], np.float32)


@cache
def text_network() -> TextNetwork:
    """Give the network of this process.

    Raises
    ------
    MissingResource
        If the model is not there, or damaged.
    """
    return TextNetwork()
