"""Blur: the means of cells, re-sampled smoothly. Obscured, not removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.options import option
from redactor.styles._cells import LEAST, MOST, Cells, as_stored

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.image import PixelFormat, StoredValues
    from redactor.model.mask import Mask


@dataclass(frozen=True)
class BlurOptions:
    """How strong it is."""

    radius: int = option(
        LEAST // 2,
        label=QT_TRANSLATE_NOOP("Plugins", "Radius, at least 1/80 of the short side"),
        unit="px",
        minimum=LEAST // 2,
        maximum=MOST // 2,
    )


@dataclass(frozen=True)
class Blur:
    """Averages over cells of twice the radius, then goes from mean to mean in straight lines.

    A convolution, such as a Gaussian blur, keeps a value for every pixel and can be undone as far as rounding allows.
    This one is made of the means alone, so it shows no more than a mosaic does. Why there is no noise, see `Mosaic`.
    """

    id: str = "blur"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Blur")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Hidden areas are blurred: obscured, not removed. Not for text or faces."
    )
    options: type[BlurOptions] = BlurOptions

    def obscure(self, stored: StoredValues, mask: Mask, pixels: PixelFormat, options: BlurOptions) -> StoredValues:
        """Give the frame blurred around the mask."""
        del pixels
        cells = Cells.of(mask, 2 * options.radius)
        seen = stored[cells.box]
        # 24 bits of precision hold 16, not 32.
        means: NDArray[Any] = cells.means(seen).astype(np.float32 if stored.dtype.itemsize <= 2 else np.float64)
        rows, columns = seen.shape[:2]
        smooth = cv2.resize(means, (columns, rows), interpolation=cv2.INTER_LINEAR)
        # The weights are of single precision; what they round up to must not leave the range of 32-bit values.
        smooth = np.clip(smooth, means.min(), means.max())
        return cells.placed(as_stored(smooth, stored.dtype).reshape(seen.shape), stored)


PLUGIN = Blur()
