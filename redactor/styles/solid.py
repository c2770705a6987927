"""Solid black: the safe default, since nothing of what was hidden can be in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from redactor.model.image import PixelFormat, StoredValues
    from redactor.model.mask import Mask


@dataclass(frozen=True)
class SolidOptions:
    """Solid black has nothing to choose."""


@dataclass(frozen=True)
class Solid:
    """Leaves the hidden pixels black, as they arrive."""

    id: str = "solid"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Solid")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "Hidden areas become black. Nothing of them stays in the output.")
    options: type[SolidOptions] = SolidOptions

    def fill(self, visible: StoredValues, mask: Mask, pixels: PixelFormat, options: SolidOptions) -> StoredValues:
        """Give `visible` itself: its hidden pixels are black already."""
        del mask, pixels, options
        return visible


PLUGIN = Solid()
