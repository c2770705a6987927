"""Mosaic: every cell becomes its mean. Obscured, not removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.options import option
from redactor.styles._cells import LEAST, MOST, Cells, as_stored

if TYPE_CHECKING:
    from redactor.model.image import PixelFormat, StoredValues
    from redactor.model.mask import Mask


@dataclass(frozen=True)
class MosaicOptions:
    """How coarse it is."""

    block: int = option(
        LEAST,
        label=QT_TRANSLATE_NOOP("Plugins", "Cell size, at least 1/40 of the short side"),
        unit="px",
        minimum=LEAST,
        maximum=MOST,
    )


@dataclass(frozen=True)
class Mosaic:
    """Averages over cells.

    No noise is added. The check of a written file makes the mosaic again and compares, so the noise would have to be
    known, and what is known can be subtracted. Noise that is secret, and enough of it, is what DP-Pix adds.
    """

    id: str = "mosaic"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Mosaic")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Hidden areas become a mosaic of their means: obscured, not removed. Not for text or faces."
    )
    options: type[MosaicOptions] = MosaicOptions

    def obscure(self, stored: StoredValues, mask: Mask, pixels: PixelFormat, options: MosaicOptions) -> StoredValues:
        """Give the frame with a mosaic around the mask."""
        del pixels
        cells = Cells.of(mask, options.block)
        means = as_stored(cells.means(stored[cells.box]), stored.dtype)
        return cells.placed(cells.spread(means), stored)


PLUGIN = Mosaic()
