"""Three pictures of all frames of a series as they would leave: the lowest, the highest value, and the scatter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from redactor.model.review import Projection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from redactor.model.mask import Mask

_ENDS: Final = (0.1, 99.9)
"""Percentiles between which a picture runs from black to white: a few odd pixels shall not make writing faint."""


class Projected:
    """Takes one frame after the other; no more than a few planes are held, however many frames there are.

    What the mask of a frame hides takes no part; a pixel that is hidden in all frames is black.

    Parameters
    ----------
    shape
        (rows, columns).
    """

    def __init__(self, shape: tuple[int, int]) -> None:
        self._count = np.zeros(shape, np.uint32)
        self._low = np.full(shape, np.inf, np.float32)
        self._high = np.full(shape, -np.inf, np.float32)
        self._mean = np.zeros(shape, np.float32)
        self._squares = np.zeros(shape, np.float32)

    def add(self, values: NDArray[Any], mask: Mask) -> None:
        """Take a frame.

        Parameters
        ----------
        values
            Shape (rows, columns) or (rows, columns, samples); of colours the brightest sample counts.
        mask
            bool, shape (rows, columns); True is hidden.

        Raises
        ------
        ValueError
            If the frame is of another size.
        """
        plane = np.asarray(values if values.ndim == 2 else values.max(axis=2), np.float32)
        if plane.shape != self._count.shape:
            raise ValueError("projections need frames of one size")
        seen = ~mask
        self._count += seen
        np.minimum(self._low, plane, out=self._low, where=seen)
        np.maximum(self._high, plane, out=self._high, where=seen)
        # Welford: sums of squares of large values would drown what is faint.
        away = plane - self._mean
        self._mean += np.where(seen, away, 0) / np.maximum(self._count, 1).astype(np.float32)
        self._squares += np.where(seen, away * (plane - self._mean), 0)

    def pictures(self) -> dict[Projection, NDArray[np.uint8]]:
        """Give the three pictures: uint8, shape (rows, columns)."""
        scatter = np.sqrt(self._squares / np.maximum(self._count, 1).astype(np.float32))
        found = {Projection.LOWEST: self._low, Projection.HIGHEST: self._high, Projection.SCATTER: scatter}
        return {kind: _stretched(values, self._count > 0) for kind, values in found.items()}


def projected(frames: Iterable[tuple[NDArray[Any], Mask]]) -> dict[Projection, NDArray[np.uint8]]:
    """Give the three pictures of (values, mask) of all frames.

    Raises
    ------
    ValueError
        If there is no frame, or they differ in size.
    """
    made: Projected | None = None
    for values, mask in frames:
        made = made or Projected(mask.shape)
        made.add(values, mask)
    if made is None:
        raise ValueError("there is no frame")
    return made.pictures()


def _stretched(values: NDArray[np.float32], seen: NDArray[np.bool_]) -> NDArray[np.uint8]:
    if not seen.any():
        return np.zeros(values.shape, np.uint8)
    low, high = np.percentile(values[seen], _ENDS)
    shown = np.clip((np.where(seen, values, low) - low) / max(high - low, 1e-6), 0, 1) * 255
    return np.where(seen, np.rint(shown), 0).astype(np.uint8)
