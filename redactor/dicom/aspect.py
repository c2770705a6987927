"""The shape of a pixel (PS3.3 C.7.6.3.1.7): as high as it is wide, unless the header says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.dicom.functional_groups import FrameAttributes, numbers_in
from redactor.dicom.walk import value_of

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_SPACINGS: Final = ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing")
_STRETCHED: Final = 20.0
"""No device has pixels that are longer than this; a header that says so is not believed."""


def pixel_aspect(attributes: Dataset, number: int) -> float:
    """Give the height of a pixel over its width, 1 where nothing sensible is said.

    Pixel Aspect Ratio (0028,0034) and all spacings give the vertical before the horizontal.
    """
    said = FrameAttributes(attributes, number).merged(("PixelAspectRatio", *_SPACINGS), "PixelMeasuresSequence")
    for keyword in ("PixelAspectRatio", *_SPACINGS):
        sides = numbers_in(value_of(said, keyword))
        if len(sides) == 2 and min(sides) > 0:
            aspect = sides[0] / sides[1]
            return aspect if 1 / _STRETCHED <= aspect <= _STRETCHED else 1.0
    return 1.0
