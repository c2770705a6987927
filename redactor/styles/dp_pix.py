"""DP-Pix: a mosaic with secret noise, for which a promise can be computed. Obscured, not removed.

L. Fan, "Image Pixelization with Differential Privacy", Data and Applications Security and Privacy XXXII (2018).

Two images that differ in at most m hidden values give any one result with probabilities that differ by a factor of
at most exp(ε). A name of 300 pixels is not protected by m = 16. The promise is for one frame made once: f frames that
show the same thing, or f exports, spend f·ε. In colour m counts samples, three to a pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.options import option
from redactor.styles._cells import LEAST, MOST, Cells, as_stored
from redactor.styles._laplace import laplace

if TYPE_CHECKING:
    from redactor.model.image import PixelFormat, StoredValues
    from redactor.model.mask import Mask

_STEPS = 65535  # levels of a floating-point result


@dataclass(frozen=True)
class DpPixOptions:
    """The promise, and how coarse the mosaic is."""

    epsilon: float = option(0.5, label=QT_TRANSLATE_NOOP("Plugins", "Privacy loss ε"), minimum=0.01, maximum=100.0)
    m: int = option(
        16, label=QT_TRANSLATE_NOOP("Plugins", "Protected values m"), unit="px", minimum=1, maximum=100_000_000
    )
    block: int = option(
        LEAST,
        label=QT_TRANSLATE_NOOP("Plugins", "Cell size, at least 1/40 of the short side"),
        unit="px",
        minimum=LEAST,
        maximum=MOST,
    )


@dataclass(frozen=True)
class DpPix:
    """Means of cells plus Laplace noise of the scale range · m / (b² · ε), where a cell has b² pixels.

    One hidden value changes the mean of its cell by at most range / b², whatever else the cell holds. The noise comes
    from the system's generator for secrets and is kept nowhere: who knew it could subtract it.
    """

    id: str = "dp_pix"
    title: str = QT_TRANSLATE_NOOP("Plugins", "DP-Pix (experimental)")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins",
        "Hidden areas become a mosaic with secret noise: obscured, not removed. It protects no more than m values.",
    )
    options: type[DpPixOptions] = DpPixOptions
    is_random: bool = True

    def obscure(self, stored: StoredValues, mask: Mask, pixels: PixelFormat, options: DpPixOptions) -> StoredValues:
        """Give the frame with a mosaic around the mask; another one at each call."""
        low, high = _range(stored, mask, pixels)
        cells = Cells.of(mask, options.block)
        means = cells.means(np.clip(stored[cells.box], low, high))
        sizes = cells.sizes.reshape(cells.sizes.shape + (1,) * (means.ndim - 2))
        scale = (high - low) * options.m / (sizes * options.epsilon)
        noisy = np.clip(means + scale * laplace(means.shape), low, high)
        if np.issubdtype(stored.dtype, np.floating) and high > low:
            # The last bits of a sum of floating-point numbers can tell what was added (Mironov 2012).
            step = (high - low) / _STEPS
            noisy = np.clip(low + np.rint((noisy - low) / step) * step, low, high)
        return cells.placed(cells.spread(as_stored(noisy, stored.dtype)), stored)


def _range(stored: StoredValues, mask: Mask, pixels: PixelFormat) -> tuple[float, float]:
    """Give the least and the largest value that a hidden pixel may have without looking at any.

    Floating point has no declared range: that of what is visible stands in, to which hidden values are clipped.
    """
    if not np.issubdtype(stored.dtype, np.floating):
        low = -(1 << (pixels.bits_stored - 1)) if pixels.pixel_representation else 0
        return low, low + (1 << pixels.bits_stored) - 1
    visible = stored[~mask]
    visible = visible[np.isfinite(visible)]
    return (float(visible.min()), float(visible.max())) if visible.size else (0.0, 0.0)


PLUGIN = DpPix()
