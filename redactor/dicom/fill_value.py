"""Black in stored values: what a hidden pixel becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from redactor.dicom.display import palette
from redactor.dicom.walk import value_of

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from redactor.model.image import PixelFormat

_AIR_IN_HOUNSFIELD = -1024


def black(
    attributes: Dataset, pixels: PixelFormat, photometric_interpretation: str, *, floating: bool
) -> tuple[float, ...]:
    """Give the stored value of black, one number a sample.

    MONOCHROME2: the smallest stored value, but air for CT, 0 for other signed images, so that the image's
    range stays. MONOCHROME1: the largest. RGB: 0. YBR: 0 with neutral chroma. Palette: the index of the
    darkest colour. A value next to it is taken where it would be the Pixel Padding Value (PS3.3
    C.7.5.1.1.2): padding means "no image".
    """
    if photometric_interpretation == "RGB":
        return (0, 0, 0)
    if photometric_interpretation.startswith("YBR"):
        middle = 1 << (pixels.bits_stored - 1)
        return (0, middle, middle)
    if floating:
        return (0.0,)
    if photometric_interpretation == "PALETTE COLOR":
        return (int(palette(attributes, pixels).astype(np.int64).sum(axis=1).argmin()),)
    signed = pixels.pixel_representation == 1
    low = -(1 << (pixels.bits_stored - 1)) if signed else 0
    high = (1 << (pixels.bits_stored - signed)) - 1
    if photometric_interpretation == "MONOCHROME1":
        value, step = high, -1
    else:
        value, step = _dark(attributes, low=low, high=high), 1
    padding = value_of(attributes, "PixelPaddingValue")
    if (
        pixels.bits_stored > 1
        and isinstance(padding, int)
        and padding in {value, value & ((1 << pixels.bits_allocated) - 1)}
    ):
        value += step
    return (value,)


def _dark(attributes: Dataset, *, low: int, high: int) -> int:
    if value_of(attributes, "Modality") == "CT":
        slope = float(value_of(attributes, "RescaleSlope") or 1) or 1.0
        air = round((_AIR_IN_HOUNSFIELD - float(value_of(attributes, "RescaleIntercept") or 0)) / slope)
        return min(max(air, low), high)
    return max(low, 0)
