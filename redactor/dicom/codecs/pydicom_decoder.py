"""Compressed frames through pydicom's decoder plug-ins, without colour transform."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from pydicom.encaps import encapsulate
from pydicom.pixels.decoders.base import get_decoder

from redactor.dicom.header import registered_name
from redactor.errors import UndecodableFrame, UnsupportedTransferSyntax

if TYPE_CHECKING:
    from pydicom.pixels.decoders.base import Decoder

    from redactor.model.image import PixelFormat, StoredValues

_PLUGINS: Final = ("pylibjpeg", "pyjpegls", "pydicom")
"""Tried in this order and no others: the same decoder works everywhere, and one that a machine happens to have (GDCM
ends the whole process on a broken stream) is left alone."""

ONE_AT_A_TIME: Final = Lock()
"""Held while a plug-in decodes or encodes: pylibjpeg-openjpeg kills the process when two threads are inside it."""


def decoder_for(uid: str) -> Decoder:
    """Give pydicom's decoder for a Transfer Syntax.

    Raises
    ------
    UnsupportedTransferSyntax
        If there is none, or nothing installed runs it.
    """
    try:
        decoder = get_decoder(uid)
    except (NotImplementedError, ValueError):
        raise UnsupportedTransferSyntax(name=registered_name(uid, "of this file")) from None
    if not _plugins_of(decoder):
        raise UnsupportedTransferSyntax(name=registered_name(uid, "of this file"))
    return decoder


def _plugins_of(decoder: Decoder) -> list[str]:
    return [name for name in _PLUGINS if name in decoder.available_plugins]


def decode(uid: str, number: int, coded: bytes, pixels: PixelFormat) -> tuple[StoredValues, str]:
    """Decode one frame.

    Parameters
    ----------
    number
        Of the frame, for the error only.
    coded
        The code stream, its fragments joined.

    Returns
    -------
    tuple
        Stored values of shape (rows, columns[, samples]), and the photometric interpretation that they
        have now.

    Raises
    ------
    UndecodableFrame
        If every plug-in refuses it, or gives another number of values.
    """
    decoder = decoder_for(uid)
    # RLE never changes colour; the others take YBR_FULL_422 to 4:4:4 while they decode.
    facts: dict[str, Any] = {
        "rows": pixels.rows,
        "columns": pixels.columns,
        "number_of_frames": 1,
        "samples_per_pixel": pixels.samples_per_pixel,
        "bits_allocated": pixels.bits_allocated,
        "bits_stored": pixels.bits_stored,
        "pixel_representation": pixels.pixel_representation,
        "photometric_interpretation": pixels.photometric_interpretation,
        "planar_configuration": pixels.planar_configuration,
        "pixel_keyword": "PixelData",
    }
    for name in _plugins_of(decoder):
        try:
            with ONE_AT_A_TIME:
                values, found = decoder.as_array(encapsulate([coded]), index=0, raw=True, decoding_plugin=name, **facts)
        except (
            RuntimeError,
            ValueError,
            TypeError,
            NotImplementedError,
            AttributeError,
            OSError,
            IndexError,
            KeyError,
        ):
            continue  # the next plug-in may know this variety
        return values, str(found["photometric_interpretation"])
    raise UndecodableFrame(frame=number, uid=uid)
