"""Lossless encoders: stored values to a code stream of RLE, JPEG-LS, JPEG 2000 or High-Throughput JPEG 2000."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import imagecodecs
import numpy as np
from pydicom.pixels.encoders import JPEG2000LosslessEncoder, JPEGLSLosslessEncoder, RLELosslessEncoder
from pydicom.uid import (
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

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
_FAULTS: Final = (RuntimeError, ValueError, TypeError, NotImplementedError, imagecodecs.Htj2kError)


def can_encode(syntax: str, pixels: PixelFormat) -> bool:
    """Say whether a syntax can hold stored values of this format."""
    if pixels.bits_allocated not in {8, 16}:
        return syntax == RLELossless and pixels.bits_allocated == 32
    if syntax == JPEGLSLossless:
        return pixels.bits_stored >= 2
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
            return _htj2k(stored, pixels)
        encoder, plugin = _ENCODERS[syntax]
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
        if pixels.samples_per_pixel > 1:
            facts["planar_configuration"] = 0
        return bytes(encoder.encode(np.ascontiguousarray(stored), encoding_plugin=plugin, **facts))
    except _FAULTS:
        raise CannotEncode(frame=number, uid=syntax) from None


def _htj2k(stored: StoredValues, pixels: PixelFormat) -> bytes:
    colour = pixels.samples_per_pixel > 1
    return bytes(
        imagecodecs.htj2k_encode(
            np.ascontiguousarray(stored), reversible=True, rgb=colour and pixels.photometric_interpretation == "YBR_RCT"
        )
    )
