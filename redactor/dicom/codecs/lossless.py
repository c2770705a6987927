"""Lossless encoders: stored values to a code stream of RLE, JPEG-LS, JPEG 2000 or High-Throughput JPEG 2000."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import imagecodecs
import numpy as np
from pydicom.pixels.encoders.base import JPEG2000LosslessEncoder, JPEGLSLosslessEncoder, RLELosslessEncoder
from pydicom.uid import (
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from redactor.dicom.codecs import jpeg_2000_stream
from redactor.dicom.codecs.pydicom_decoder import ONE_AT_A_TIME
from redactor.errors import CannotEncode

if TYPE_CHECKING:
    from pydicom.pixels.encoders.base import Encoder

    from redactor.model.image import PixelFormat, StoredValues

SYNTAXES: Final = frozenset({RLELossless, JPEGLSLossless, JPEG2000Lossless, HTJ2KLossless, HTJ2KLosslessRPCL})

_ENCODERS: Final[dict[str, tuple[Encoder, str]]] = {
    RLELossless: (RLELosslessEncoder, "pylibjpeg"),
    JPEGLSLossless: (JPEGLSLosslessEncoder, "pyjpegls"),
    JPEG2000Lossless: (JPEG2000LosslessEncoder, "pylibjpeg"),
}
_FEWEST_VALUES: Final = 256
_SHORTEST_SIDE: Final = 32
"""The encoder always makes five levels of wavelets, each half as large."""

_FAULTS: Final = (RuntimeError, ValueError, TypeError, NotImplementedError, imagecodecs.Htj2kError)


def can_encode(syntax: str, pixels: PixelFormat) -> bool:
    """Say whether a syntax can hold stored values of this format."""
    if pixels.bits_allocated not in {8, 16}:
        return syntax == RLELossless and pixels.bits_allocated == 32
    if syntax == JPEGLSLossless:
        # The encoder's buffer is as large as the values: headers must be made up for.
        return pixels.bits_stored >= 2 and pixels.rows * pixels.columns * pixels.samples_per_pixel >= _FEWEST_VALUES
    if syntax == JPEG2000Lossless:
        return min(pixels.rows, pixels.columns) >= _SHORTEST_SIDE
    return syntax in SYNTAXES


def encode(syntax: str, stored: StoredValues, pixels: PixelFormat, number: int) -> bytes:
    """Code one frame without loss.

    Parameters
    ----------
    stored
        Shape (rows, columns[, samples]), as decoded: of YBR_RCT the RGB values.
    pixels
        Of the result; YBR_RCT asks for the reversible colour transform.
    number
        Of the frame, for the error only.

    Raises
    ------
    CannotEncode
        If the encoder refuses.
    """
    try:
        if syntax in {HTJ2KLossless, HTJ2KLosslessRPCL}:
            return _htj2k(stored, pixels, lengths_first=syntax == HTJ2KLosslessRPCL)
        facts: dict[str, Any] = {
            "rows": pixels.rows,
            "columns": pixels.columns,
            "number_of_frames": 1,
            "samples_per_pixel": pixels.samples_per_pixel,
            "bits_allocated": pixels.bits_allocated,
            "bits_stored": pixels.bits_stored,
            "pixel_representation": pixels.pixel_representation,
            "photometric_interpretation": pixels.photometric_interpretation,
        }
        encoder, plugin = _ENCODERS[syntax]
        if syntax == RLELossless:
            facts["bits_stored"] = pixels.bits_allocated  # it codes bytes; fewer bits would cost it the upper ones
        if pixels.bits_allocated == 32:
            # PS3.5 Table 8.2.2-1 stops at 16 bits, and so does pylibjpeg; a source that doesn't keeps its syntax.
            plugin, facts["validate"] = "pydicom", False
        if pixels.samples_per_pixel > 1:
            facts["planar_configuration"] = 0
        with ONE_AT_A_TIME:
            return bytes(encoder.encode(np.ascontiguousarray(stored), encoding_plugin=plugin, **facts))
    except _FAULTS:
        raise CannotEncode(frame=number, uid=syntax) from None


def _htj2k(stored: StoredValues, pixels: PixelFormat, *, lengths_first: bool) -> bytes:
    """Code with a precision of Bits Stored.

    The encoder knows no precision but that of the array. So it is given signed values around 0, which it does not shift
    (15444-1 G.1), and SIZ is told afterwards what they are. Bit planes that are never used cost nothing.

    Parameters
    ----------
    lengths_first
        Whether tile-part lengths come first, as the RPCL syntax demands (PS3.5 A.4.4).
    """
    unsigned = not pixels.pixel_representation
    middle = 1 << (pixels.bits_stored - 1) if unsigned else 0
    around_0 = (stored.astype(np.int32) - middle).astype(f"i{stored.dtype.itemsize}")
    coded = imagecodecs.htj2k_encode(
        np.ascontiguousarray(around_0),
        reversible=True,
        rgb=pixels.samples_per_pixel > 1 and pixels.photometric_interpretation == "YBR_RCT",
        tlm=lengths_first,
    )
    return jpeg_2000_stream.with_precision(bytes(coded), pixels.bits_stored, signed=not unsigned)
