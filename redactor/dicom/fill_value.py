"""The fill value: the stored value of black, chosen by a stated rule (docs/fill.md).

===========================  ====================================================================================
image                        fill, in stored values
===========================  ====================================================================================
RGB                          0 in every sample
YBR                          0 for Y, the middle of the range for Cb and Cr
PALETTE COLOR                the index of the darkest colour
MONOCHROME1                  the darkest stored value
MONOCHROME2, CT              air: -1000 HU through Rescale Slope and Intercept
MONOCHROME2, PT              zero activity through Rescale Slope and Intercept
MONOCHROME2, other signed    0, so that the range of the image stays
MONOCHROME2, other unsigned  the darkest stored value
floating point               0
===========================  ====================================================================================

"Darkest" is the end of the stored range that is displayed darkest: the least value, but the greatest in MONOCHROME1 or
with a negative slope, and the least with both. Each value is rounded and clamped to the stored range. Where the default
window shows it brighter than black, the nearest value that the window shows black takes its place, or the darkest if
none is. A value in the Pixel Padding Range (PS3.3 C.7.5.1.1.2) gives way to one beside it that is as black: padding
means "no image".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.dicom.codecs import jpeg_stream
from redactor.dicom.display import palette, rescale, stored_window, windowed
from redactor.dicom.walk import value_of

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from redactor.model.image import PixelFormat, Window

BLACK: Final = "black"
NEUTRAL: Final = "black with neutral chroma"
DARKEST_COLOUR: Final = "darkest colour of the palette"
DARKEST: Final = "darkest stored value"
AIR: Final = "CT: air, -1000 HU"
ZERO_ACTIVITY: Final = "PT: zero activity"
ZERO: Final = "zero"
WINDOW: Final = "black in the default window"
BLOCKS: Final = "darkest level in JPEG blocks"
BESIDE_PADDING: Final = ", beside the Pixel Padding Range"

_START: Final = {"CT": (-1000.0, AIR), "PT": (0.0, ZERO_ACTIVITY)}
"""The modality value that stands for nothing, by Modality."""


@dataclass(frozen=True)
class FillValue:
    """What a hidden pixel becomes: one number a sample, and the rule that chose it."""

    stored: tuple[float, ...]
    rule: str


def fill_value(
    attributes: Dataset, pixels: PixelFormat, photometric_interpretation: str, *, number: int, floating: bool
) -> FillValue:
    """Choose the stored value of black for a frame, counted from 1, by the rule above."""
    if photometric_interpretation == "RGB":
        return FillValue((0, 0, 0), BLACK)
    if photometric_interpretation.startswith("YBR"):
        middle = 1 << (pixels.bits_stored - 1)
        return FillValue((0, middle, middle), NEUTRAL)
    if photometric_interpretation == "PALETTE COLOR":
        return FillValue((int(palette(attributes, pixels).astype(np.int64).sum(axis=1).argmin()),), DARKEST_COLOUR)
    scale = rescale(attributes, number)
    slope, intercept = scale or (1.0, 0.0)
    gray = _Gray(
        *_limits(pixels, floating=floating),
        floating=pixels.bits_allocated if floating else 0,
        slope=slope,
        intercept=intercept,
        inverted=photometric_interpretation == "MONOCHROME1",
        window=stored_window(attributes, number) if scale else None,
    )
    value, rule = gray.darkest, DARKEST
    if not gray.inverted:
        start = _START.get(str(value_of(attributes, "Modality"))) if scale else None
        if start is not None:
            value, rule = gray.stored(start[0]), start[1]
        elif floating or pixels.pixel_representation == 1:
            value, rule = gray.fitted(0.0), ZERO
    if not gray.is_black(value):
        value, rule = gray.window_end(), WINDOW
    beside = gray.beside(value, _padding(attributes, pixels, floating=floating))
    if beside != value:
        value, rule = beside, rule + BESIDE_PADDING
    return FillValue((value,), rule)


def block_fill(stream: bytes, pixels: PixelFormat) -> FillValue:
    """Give what blocks of a sequential JPEG frame become: the lowest level, the highest in MONOCHROME1.

    Raises
    ------
    BrokenStream
        If the stream can't be taken apart.
    """
    photometric = pixels.photometric_interpretation
    if pixels.samples_per_pixel == 3:
        chroma = 1 << (pixels.bits_stored - 1) if jpeg_stream.is_ycbcr(jpeg_stream.segments(stream), photometric) else 0
        return FillValue((0, chroma, chroma), BLOCKS)
    level = (1 << pixels.bits_stored) - 1 if photometric == "MONOCHROME1" else 0
    signed = pixels.pixel_representation == 1 and level >> (pixels.bits_stored - 1)  # JPEG knows no sign
    return FillValue((level - (1 << pixels.bits_stored) if signed else level,), BLOCKS)


@dataclass(frozen=True)
class _Gray:
    """Which stored values a grayscale frame may have, and how dark they are shown.

    Attributes
    ----------
    floating
        Bits Allocated of floating-point values; 0 for integers.
    inverted
        True for MONOCHROME1: the greatest modality value is black (PS3.3 C.7.6.3.1.2).
    """

    low: float
    high: float
    floating: int
    slope: float
    intercept: float
    inverted: bool
    window: Window | None

    @property
    def rising(self) -> bool:
        """True if a greater stored value is shown brighter."""
        return (self.slope > 0) != self.inverted

    @property
    def darkest(self) -> float:
        """The end of the stored range that is shown darkest."""
        return self.low if self.rising else self.high

    def stored(self, modality: float) -> float:
        """Give the nearest stored value of a modality value."""
        return self.fitted((modality - self.intercept) / self.slope)

    def fitted(self, value: float) -> float:
        """Give the nearest value that can be stored."""
        clamped = min(max(value, self.low), self.high)
        return clamped if self.floating else round(clamped)

    def level(self, value: float) -> int | None:
        """Give the display value of a stored value in the default window, 0 for black; None without a window."""
        if self.window is None:
            return None
        shown = float(windowed(np.array([value * self.slope + self.intercept]), self.window)[0])
        return round(255 * (1 - shown if self.inverted else shown))

    def is_black(self, value: float) -> bool:
        """True if the default window shows a value black; without a window nothing says otherwise."""
        return not self.level(value)

    def window_end(self) -> float:
        """Give the brightest stored value that the default window shows black; the darkest one if it shows none so."""
        assert self.window is not None  # noqa: S101 - asked only where a window shows a value bright
        # The lower end of a straight ramp, or where a sigmoid rounds to 0.
        half = self.window.width * (math.log(510) / 4 if self.window.function == "SIGMOID" else 0.5)
        end = self.window.center + (half if self.inverted else -half)
        value = min(max((end - self.intercept) / self.slope, self.low), self.high)
        return value if self.floating else math.floor(value) if self.rising else math.ceil(value)

    def beside(self, value: float, padding: tuple[float, float] | None) -> float:
        """Give a value out of the padding range that is as black, or the value itself if there is none."""
        if padding is None or not padding[0] <= value <= padding[1]:
            return value
        below, above = self._next(padding[0], -1), self._next(padding[1], 1)
        for candidate in (below, above) if self.rising else (above, below):
            if self.low <= candidate <= self.high and self._as_black(candidate, value):
                return candidate
        return value

    def _next(self, value: float, step: int) -> float:
        if not self.floating:
            return value + step
        kind = np.float32 if self.floating == 32 else np.float64
        return float(np.nextafter(kind(value), kind(math.copysign(math.inf, step))))

    def _as_black(self, candidate: float, value: float) -> bool:
        if self.window is not None:
            return self.level(candidate) == self.level(value)
        # Without a window, what differs by no more than one of 256 display values of the whole range.
        return abs(candidate - value) <= (self.high - self.low) / 255


def _limits(pixels: PixelFormat, *, floating: bool) -> tuple[float, float]:
    if floating:
        most = float(np.finfo(np.float32 if pixels.bits_allocated == 32 else np.float64).max)
        return -most, most
    low = -(1 << (pixels.bits_stored - 1)) if pixels.pixel_representation == 1 else 0
    return low, low + (1 << pixels.bits_stored) - 1


def _padding(attributes: Dataset, pixels: PixelFormat, *, floating: bool) -> tuple[float, float] | None:
    """Give the least and the greatest padding value as stored values, or None."""
    kind = "" if not floating else "Float" if pixels.bits_allocated == 32 else "DoubleFloat"
    found = [
        _as_stored(value, pixels, floating=floating)
        for keyword in (f"{kind}PixelPaddingValue", f"{kind}PixelPaddingRangeLimit")
        if isinstance(value := value_of(attributes, keyword), int | float) and math.isfinite(value)
    ]
    return (min(found), max(found)) if found else None


def _as_stored(value: float, pixels: PixelFormat, *, floating: bool) -> float:
    """Give a padding value as what it is: written in the wrong sign, its bits still tell."""
    if floating:
        return value
    pattern = int(value) & ((1 << pixels.bits_allocated) - 1)
    negative = pixels.pixel_representation == 1 and pattern >> (pixels.bits_allocated - 1)
    return pattern - (1 << pixels.bits_allocated) if negative else pattern
