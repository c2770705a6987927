"""DP-Pix over a whole image: the mechanism of the separate, derived export that is not for diagnosis.

L. Fan, "Image Pixelization with Differential Privacy", Data and Applications Security and Privacy XXXII (2018).

Neighbours are two images of one pixel format that differ in at most m samples, each by any amount within the declared
range of stored values (of 12 bits stored without sign: 0 to 4095). A pixel has three samples in colour, one in gray.
The image is cut into cells of b × b pixels; b = 1 is a pixel each. The mean of a cell of n pixels changes by at most
range / n for each sample that differs in it, so Laplace noise of scale range · m / (n · ε) on every mean makes any
result at most exp(ε) times as likely for one neighbour as for the other. Rounding and clipping come afterwards and
spend nothing. Each frame, and each export, spends ε of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.options import option
from redactor.styles._cells import MOST, Cells, as_stored
from redactor.styles._laplace import laplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from redactor.model.image import PixelFormat, StoredValues
    from redactor.styles._laplace import Random

_AT_ONCE: Final = (
    1 << 20
)  # pixels or so: one cell a pixel takes eight bytes of secrets each, and as much again in floats


@dataclass(frozen=True)
class NoiseOptions:
    """The promise, and how coarse the cells are."""

    epsilon: float = option(
        1.0, label=QT_TRANSLATE_NOOP("Plugins", "Privacy loss ε a frame"), minimum=0.01, maximum=100.0
    )
    m: int = option(
        16, label=QT_TRANSLATE_NOOP("Plugins", "Protected values m"), unit="px", minimum=1, maximum=100_000_000
    )
    b: int = option(8, label=QT_TRANSLATE_NOOP("Plugins", "Cell size b"), unit="px", minimum=1, maximum=MOST)


def declared_range(pixels: PixelFormat) -> tuple[int, int]:
    """Give the least and the greatest stored value that integers of a pixel format may have, whatever the image."""
    low = -(1 << (pixels.bits_stored - 1)) if pixels.pixel_representation else 0
    return low, low + (1 << pixels.bits_stored) - 1


def noised(
    stored: StoredValues, pixels: PixelFormat, options: NoiseOptions, random: Random | None = None
) -> StoredValues:
    """Give a frame as cells with secret noise, another one at each call.

    Parameters
    ----------
    stored
        Integers, shape (rows, columns[, samples]). Floating point declares no range, so nothing could be promised.
    random
        Stands in for the generator of secrets in tests.
    """
    if not np.issubdtype(stored.dtype, np.integer):
        raise TypeError("a declared range of integers is needed")
    low, high = declared_range(pixels)
    result = np.empty_like(stored)
    for cells in grid(stored.shape[0], stored.shape[1], options.b):
        means = cells.means(np.clip(stored[cells.box], low, high))
        sizes = cells.sizes.reshape(cells.sizes.shape + (1,) * (means.ndim - 2))
        scale = (high - low) * options.m / (sizes * options.epsilon)
        noisy = np.clip(means + scale * laplace(means.shape, random), low, high)
        result[cells.box] = cells.spread(as_stored(noisy, stored.dtype))
    return result


def is_in_cells(stored: StoredValues, b: int) -> bool:
    """True if every cell has one value a sample: nothing finer than the promise allows is in the frame."""
    return all(
        bool(np.array_equal(cells.spread(stored[cells.tops[:-1]][:, cells.lefts[:-1]]), stored[cells.box]))
        for cells in grid(stored.shape[0], stored.shape[1], b)
    )


def grid(rows: int, columns: int, b: int) -> Iterator[Cells]:
    """Yield the cells of a frame, some rows of them at a time: at least b each way, as equal as whole pixels allow."""
    tops, lefts = _starts(rows, b), _starts(columns, b)
    step = max(1, _AT_ONCE // max(columns * b, 1))
    for first in range(0, len(tops) - 1, step):
        yield Cells(tops[first : first + step + 1], lefts)


def _starts(length: int, side: int) -> NDArray[np.intp]:
    count = max(1, length // side)
    return np.arange(count + 1, dtype=np.intp) * length // count
