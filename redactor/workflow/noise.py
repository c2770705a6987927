"""Copies with noise: a separate, derived file, never for diagnosis, made from a checked result and checked itself.

The noise is drawn over what the result shows, so under a mask it is drawn over the fill: two originals that differ only
there give the same distribution. It hides no face, text or outline that the result still shows.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from redactor.deid.file_meta import file_meta
from redactor.deid.noise_attributes import noise_attributes
from redactor.dicom.instance import Instance
from redactor.dicom.writer import write_frames
from redactor.errors import CheckFailed, NoDeclaredRange, UndecodableFrame
from redactor.files import unfinished
from redactor.model.record import NoiseRecord
from redactor.model.stages import Noised
from redactor.styles import noised
from redactor.workflow.written import file_sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from redactor.model.image import Frame, PixelFormat, StoredValues
    from redactor.model.stages import OutputName, Verified
    from redactor.styles import NoiseOptions
    from redactor.workflow.project import Project

MECHANISM: Final = "DP-Pix over the whole image, Laplace noise from the system's generator for secrets, kept nowhere"
CHECKED_BEFORE: Final = "the result before the noise passed all its checks"
UNCHANGED: Final = "the checked result is unchanged"
EXPLICIT_LITTLE: Final = "1.2.840.10008.1.2.1"
_MOST_BITS: Final = 32
_GRAY: Final = ("MONOCHROME1", "MONOCHROME2")


def add_noise(
    verified: Verified,
    options: NoiseOptions,
    *,
    project: Project,
    name: OutputName,
    folder: Path,
    random: Callable[[int], bytes] | None = None,
) -> Noised:
    """Write a copy of a checked result with noise all over it as an unfinished file, Explicit VR Little Endian.

    Gray stays gray, at its depth; YBR and palette colours become RGB of 8 bits.

    Parameters
    ----------
    folder
        For unfinished work; the file there has a random name.
    random
        Stands in for the generator of secrets in tests.

    Raises
    ------
    SetAside
        If the result has no declared range of values, can't be read, or the copy can't be written.
    CheckFailed
        If the file is not the one that was checked.
    """
    require_unchanged(verified)
    result = Instance.open(verified.file)
    pixels = noise_format(result)
    attributes = noise_attributes(
        result.attributes,
        pixels,
        replacements=project.replacements,
        draw=secrets.token_hex(16),
        series=name.series,
        epsilon=options.epsilon,
        m=options.m,
        b=options.b,
    )

    def frames() -> Iterator[StoredValues]:
        for number in range(1, pixels.number_of_frames + 1):
            yield noised(shown_values(result, result.frame(number), pixels), pixels, options, random)

    meta = file_meta(attributes, EXPLICIT_LITTLE)
    with unfinished(folder, ".dcm") as (file, path):
        write_frames(file, attributes=attributes, meta=meta, pixels=pixels, frames=frames())
    noise = NoiseRecord(
        mechanism=MECHANISM,
        epsilon=options.epsilon,
        m=options.m,
        b=options.b,
        total_epsilon=options.epsilon * pixels.number_of_frames,
        checked_before=CHECKED_BEFORE,
    )
    record = replace(
        verified.record,
        file_sha256="",
        transfer_syntax_after=EXPLICIT_LITTLE,
        checks=(),
        notes=(*verified.record.notes, "a copy with noise all over it, derived from the checked result"),
        noise=noise,
    )
    return Noised(path, name, record, noise, verified)


def require_unchanged(verified: Verified) -> None:
    """Check that a file is the one that was checked.

    Raises
    ------
    CheckFailed
        If it is not.
    """
    if file_sha256(verified.file) != verified.record.file_sha256:
        raise CheckFailed(check=UNCHANGED)


def noise_format(result: Instance) -> PixelFormat:
    """Give the pixel format of a copy with noise.

    Raises
    ------
    NoDeclaredRange
        If stored values are floating point, or of more than 32 bits.
    SetAside
        If the first frame can't be decoded.
    """
    pixels = result.pixel_format
    first = result.frame(1)
    if first.stored_values.dtype.kind == "f" or pixels.bits_stored > _MOST_BITS:
        raise NoDeclaredRange
    if first.photometric_interpretation in (*_GRAY, "RGB"):
        return replace(
            pixels,
            photometric_interpretation=first.photometric_interpretation,
            planar_configuration=0,
            high_bit=pixels.bits_stored - 1,
        )
    return replace(
        pixels,
        samples_per_pixel=3,
        photometric_interpretation="RGB",
        planar_configuration=0,
        bits_allocated=8,
        bits_stored=8,
        high_bit=7,
        pixel_representation=0,
    )


def shown_values(result: Instance, frame: Frame, pixels: PixelFormat) -> StoredValues:
    """Give a frame of the result in the format of its copy with noise, before the noise.

    Raises
    ------
    UndecodableFrame
        If it decodes to another colour model than the first one.
    """
    found = frame.photometric_interpretation
    if found == pixels.photometric_interpretation:
        return frame.stored_values
    if found in _GRAY or pixels.photometric_interpretation != "RGB" or pixels.bits_stored != 8:
        raise UndecodableFrame(frame=frame.number, uid=result.transfer_syntax_uid)
    return result.display(frame)
