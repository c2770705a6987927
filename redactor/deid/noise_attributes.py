"""The attributes of a copy with noise: those of the de-identified result, as a new instance of a series of its own."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Final

import numpy as np
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset

from redactor.deid.legible import values_of
from redactor.deid.own_attributes import DERIVATION, OUTDATED

if TYPE_CHECKING:
    from redactor.deid.replacements import Replacements
    from redactor.model.image import PixelFormat

_SENTENCE: Final = (
    "Differential-privacy noise was added to the whole image (DP-Pix, epsilon {epsilon} for each frame, m {m}, "
    "cells of {b} x {b} pixels). Not for diagnosis."
)
_NUMBERS: Final = {"epsilon": r"\d[\d.]*", "m": r"\d+", "b": r"\d+"}
PATTERN: Final = rf"(?:{re.escape(DERIVATION)}\. )?" + re.escape(_SENTENCE).replace(r"\{", "{").replace(
    r"\}", "}"
).format(**_NUMBERS)
"""Matches every Derivation Description that is written here."""

SERIES_NUMBERS_FROM: Final = 9000
"""Series Number (0020,0011) of a copy with noise is this and the number of its folder: no viewer mixes the two."""

_COLOURS: Final = ("Red", "Green", "Blue", "Alpha")
_PALETTE: Final = (
    *(f"{colour}PaletteColorLookupTable{part}" for colour in _COLOURS for part in ("Descriptor", "Data")),
    *(f"Segmented{colour}PaletteColorLookupTableData" for colour in _COLOURS),
    "PaletteColorLookupTableUID",
)
_NO_LONGER_TRUE: Final = (
    *OUTDATED,
    "PixelPaddingValue",  # noise makes pixels of any value, none of them padding
    "PixelPaddingRangeLimit",
    "ExtendedOffsetTable",
    "ExtendedOffsetTableLengths",
)
_WORDS: Final = {"OW": 2, "OF": 4, "OL": 4, "OD": 8, "OV": 8}
"""Bytes a word of opaque values, which have the byte order of the file (PS3.5 7.3)."""


def noise_attributes(
    attributes: Dataset,
    pixels: PixelFormat,
    *,
    replacements: Replacements,
    draw: str,
    series: int,
    epsilon: float,
    m: int,
    b: int,
) -> Dataset:
    """Give the attributes of a copy with noise.

    Parameters
    ----------
    attributes
        Of the result, de-identified and read from its file; not changed. What they say of lossy compression and
        burned-in annotation stays: no noise takes it back.
    pixels
        How the copy is written.
    draw
        Tells this drawing of noise from every other: the same SOP Instance UID must not stand for other pixels.
    series
        The number of the folder of the copy's series.
    """
    little = attributes.original_encoding[1] is not False
    result = _copied(attributes, little=little)
    dropped = _NO_LONGER_TRUE if pixels.samples_per_pixel == 1 else (*_NO_LONGER_TRUE, *_PALETTE)
    for keyword in dropped:
        if keyword in result:
            del result[keyword]
    result.SamplesPerPixel = pixels.samples_per_pixel
    result.PhotometricInterpretation = pixels.photometric_interpretation
    result.BitsAllocated, result.BitsStored, result.HighBit = pixels.bits_allocated, pixels.bits_stored, pixels.high_bit
    result.PixelRepresentation = pixels.pixel_representation
    if pixels.samples_per_pixel > 1:
        result.PlanarConfiguration = pixels.planar_configuration
    label = f"noise {epsilon:g} {m} {b}"
    result.SeriesInstanceUID = replacements.derived_uid(label, str(attributes.get("SeriesInstanceUID", "")))
    result.SOPInstanceUID = replacements.derived_uid(f"{label} {draw}", str(attributes.SOPInstanceUID))
    result.SeriesNumber = SERIES_NUMBERS_FROM + series
    kept = values_of(result["ImageType"])[2:] if "ImageType" in result else []
    result.ImageType = ["DERIVED", "SECONDARY", *kept]
    words = _SENTENCE.format(epsilon=f"{epsilon:.10f}".rstrip("0").rstrip("."), m=m, b=b)
    was_hidden = DERIVATION in str(attributes.get("DerivationDescription", ""))
    result.DerivationDescription = f"{DERIVATION}. {words}" if was_hidden else words
    return result


def _copied(source: Dataset, *, little: bool) -> Dataset:
    """Copy at every depth; opaque words become little endian, frames DERIVED (PS3.3 C.8.16.1.1)."""
    result = Dataset()
    for tag in sorted(source.keys()):
        element: DataElement = copy.deepcopy(source[tag])
        if element.VR == "SQ":
            items = [_copied(item, little=little) for item in element.value or []]
            element = DataElement(tag, "SQ", items)
        elif element.VR in _WORDS and not little and element.value:
            words = np.frombuffer(element.value, f">u{_WORDS[element.VR]}")
            element.value = words.astype(f"<u{_WORDS[element.VR]}").tobytes()
        elif element.keyword == "FrameType" and values_of(element):
            element.value = ["DERIVED", *values_of(element)[1:]]
        result.add(element)
    return result
