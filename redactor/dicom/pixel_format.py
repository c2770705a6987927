"""Read the Image Pixel Module (PS3.3 C.7.6.3) and refuse what makes no sense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.dicom.walk import value_of
from redactor.errors import InvalidImageAttribute
from redactor.model.image import PixelFormat

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_FLOAT_BITS: Final = {"FloatPixelData": 32, "DoubleFloatPixelData": 64}
_BITS_ALLOCATED: Final = frozenset({1, 8, 16, 32, 64})
_PHOTOMETRIC_INTERPRETATIONS: Final[dict[str, int]] = {
    "MONOCHROME1": 1,
    "MONOCHROME2": 1,
    "PALETTE COLOR": 1,
    "RGB": 3,
    "YBR_FULL": 3,
    "YBR_FULL_422": 3,
    "YBR_ICT": 3,
    "YBR_RCT": 3,
}
"""What is understood, with its Samples per Pixel (0028,0002)."""

_VIDEO: Final[dict[str, int]] = {
    "YBR_PARTIAL_420": 3,
    "YBR_PARTIAL_422": 3,
    "YBR_FULL_422": 3,
    "YBR_FULL": 3,
    "RGB": 3,
}
"""What a video may be called; its stream says what it is."""


def read_pixel_format(attributes: Dataset, pixel_keyword: str, *, video: bool = False) -> PixelFormat:
    """Give the pixel format of a data set.

    Parameters
    ----------
    video
        Whether the Transfer Syntax is one of video, which has photometric interpretations of its own.

    Raises
    ------
    InvalidImageAttribute
        Naming the attribute that is missing or not valid.
    """
    samples = _integer(attributes, "SamplesPerPixel", 1)
    photometric = str(value_of(attributes, "PhotometricInterpretation") or "").strip().upper()
    if (_VIDEO if video else _PHOTOMETRIC_INTERPRETATIONS).get(photometric) != samples:
        raise InvalidImageAttribute(keyword="PhotometricInterpretation")
    if pixel_keyword in _FLOAT_BITS:
        # PS3.3 C.7.6.24: Bits Stored, High Bit and Pixel Representation are absent.
        allocated = _FLOAT_BITS[pixel_keyword]
        stored, high, representation = allocated, allocated - 1, 0
    else:
        allocated = _integer(attributes, "BitsAllocated")
        stored = _integer(attributes, "BitsStored", allocated)
        high = _integer(attributes, "HighBit", stored - 1)
        representation = _integer(attributes, "PixelRepresentation", 0)
    if allocated not in _BITS_ALLOCATED:
        raise InvalidImageAttribute(keyword="BitsAllocated")
    if not 1 <= stored <= allocated:
        raise InvalidImageAttribute(keyword="BitsStored")
    if not stored - 1 <= high < allocated:
        high = stored - 1
    return PixelFormat(
        rows=_positive(attributes, "Rows"),
        columns=_positive(attributes, "Columns"),
        samples_per_pixel=samples,
        photometric_interpretation=photometric,
        bits_allocated=allocated,
        bits_stored=stored,
        high_bit=high,
        pixel_representation=1 if representation == 1 else 0,
        planar_configuration=_integer(attributes, "PlanarConfiguration", 0) if samples > 1 else 0,
        number_of_frames=max(_integer(attributes, "NumberOfFrames", 1), 1),
    )


def _positive(attributes: Dataset, keyword: str) -> int:
    value = _integer(attributes, keyword)
    if value < 1:
        raise InvalidImageAttribute(keyword=keyword)
    return value


def _integer(attributes: Dataset, keyword: str, default: int | None = None) -> int:
    value = value_of(attributes, keyword)
    if value is None or value == "":
        if default is None:
            raise InvalidImageAttribute(keyword=keyword)
        return default
    try:
        return int(value)
    except (ValueError, TypeError, OverflowError):
        raise InvalidImageAttribute(keyword=keyword) from None
