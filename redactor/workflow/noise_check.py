"""Check a copy with noise: its written bytes are read again, beside the result that it was made from."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.deid.conformance import attribute_faults
from redactor.dicom.instance import Instance
from redactor.errors import CheckFailed, SetAside
from redactor.styles import Likeness, is_in_cells, likeness
from redactor.workflow import noise
from redactor.workflow.written import ATTRIBUTES, READABLE, UNUSED_BITS, frame_sha256, unused_bits_are_clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.model.record import NoiseRecord
    from redactor.model.stages import Noised

FORMAT: Final = "noise: pixel format of the result, in gray or RGB"
CELLS: Final = "noise: one value in every cell, within the declared range"
OWN_SERIES: Final = "noise: an instance and a series of their own"
MARKED: Final = "noise: marked as derived, not for diagnosis"
ALL: Final = (noise.UNCHANGED, READABLE, FORMAT, CELLS, UNUSED_BITS, OWN_SERIES, MARKED, ATTRIBUTES)


def with_quality(told: NoiseRecord, found: list[Likeness]) -> NoiseRecord:
    """Add the likeness; nothing where noise changed nothing, of which JSON has no number."""
    quality = sum(found, Likeness()).quality()
    if quality is None or math.isinf(quality.psnr):
        return told
    return replace(told, psnr=quality.psnr, ssim=quality.ssim)


def faults(noised: Noised, original: Instance, hashes: list[str], found: list[Likeness]) -> Iterator[str]:
    """Yield the names of the checks that a copy fails; fills in a hash and the likeness of each frame."""
    try:
        noise.require_unchanged(noised.made_from)
    except CheckFailed:
        yield noise.UNCHANGED
        return
    result = Instance.open(noised.made_from.file)
    try:
        written = Instance.open(noised.file)
    except SetAside:
        yield READABLE
        return
    yield from _attribute_faults(noised, result, written, original)
    format_faults = list(_format_faults(noised.noise, result, written))
    yield from format_faults or _frame_faults(noised.noise, result, written, hashes, found)


def _attribute_faults(noised: Noised, result: Instance, written: Instance, original: Instance) -> Iterator[str]:
    yield from attribute_faults(noised.file, written, original)
    if any(written.text(keyword) == result.text(keyword) for keyword in ("SOPInstanceUID", "SeriesInstanceUID")):
        yield OWN_SERIES
    if not is_marked(written):
        yield MARKED


def is_marked(written: Instance) -> bool:
    """True if an instance says that it is derived, and not for diagnosis."""
    values = [str(value) for value in written.attributes.get("ImageType", [])]
    words = written.text("DerivationDescription")
    return values[:2] == ["DERIVED", "SECONDARY"] and "noise" in words and "Not for diagnosis" in words


def _format_faults(told: NoiseRecord, result: Instance, written: Instance) -> Iterator[str]:
    expected = noise.noise_format(result)
    native = written.pixel_data.is_native and written.transfer_syntax_uid == noise.EXPLICIT_LITTLE
    whole = told.total_epsilon == told.epsilon * expected.number_of_frames
    if written.pixel_format != expected or not native or not whole:
        yield FORMAT
    elif not unused_bits_are_clean(written):
        yield UNUSED_BITS


def _frame_faults(
    told: NoiseRecord, result: Instance, written: Instance, hashes: list[str], found: list[Likeness]
) -> Iterator[str]:
    pixels = written.pixel_format
    span = float((1 << pixels.bits_stored) - 1)
    everywhere = np.ones((pixels.rows, pixels.columns), np.bool_)
    for number in range(1, pixels.number_of_frames + 1):
        after = written.frame(number)
        hashes.append(frame_sha256(after))
        if not is_in_cells(after.stored_values, told.b):
            yield CELLS
        before = noise.shown_values(result, result.frame(number), pixels)
        found.append(likeness(before, after.stored_values, everywhere, span=span))
