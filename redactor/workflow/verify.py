"""Verify: read the written bytes as a stranger would, and compare them with the original.

Nothing that apply computed is used but the plan: masks are rasterized again, both files are decoded by the
same decoder without colour transform. Every fault is reported at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.deid.conformance import attribute_faults
from redactor.deid.profile import BASIC
from redactor.dicom.comparison import Pair, equal, fringe
from redactor.dicom.instance import Instance
from redactor.errors import CheckFailed, SetAside
from redactor.files import discard
from redactor.model.record import Check
from redactor.model.stages import Redacted, Verified
from redactor.workflow import video_check
from redactor.workflow.masking import FrameMasks, random_share, redacted_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from redactor.deid.profile import Profile
    from redactor.model.image import Frame
    from redactor.model.mask import Mask
    from redactor.model.plan import RedactionPlan
    from redactor.model.record import EditRecord

READABLE: Final = "the written file can be read"
FORMAT: Final = "pixel format unchanged"
OUTSIDE: Final = "values changed outside the mask: 0"
INSIDE: Final = "hidden values equal the fill"
UNUSED_BITS: Final = "nothing in unused bits"
LEFTOVERS: Final = "nothing but the image in code streams"
ATTRIBUTES: Final = "no identifier left"
_ALL: Final = (READABLE, FORMAT, OUTSIDE, INSIDE, UNUSED_BITS, LEFTOVERS, ATTRIBUTES)
_VIDEO: Final = (READABLE, FORMAT, video_check.OUTSIDE, video_check.INSIDE, video_check.BARE, ATTRIBUTES)


def verify(redacted: Redacted, original: Instance, profile: Profile = BASIC) -> Verified:
    """Check a written file. A file that fails is deleted.

    Parameters
    ----------
    profile
        That of the project; what its options keep may be there.

    Raises
    ------
    ExceptionGroup
        Of `CheckFailed`, one a check that failed.
    SetAside
        If the original can't be read any more; the file is deleted then, too.
    """
    try:
        faults, hashes = _faults(redacted.file, redacted.record, original, profile)
    except SetAside:
        discard(redacted.file)
        raise
    if faults:
        discard(redacted.file)
        raise ExceptionGroup("the written file failed its checks", [CheckFailed(check=name) for name in faults])
    checks = tuple(Check(name, passed=True) for name in (_VIDEO if original.pixel_data.is_video else _ALL))
    frames = tuple(
        replace(frame, stored_values_sha256=digest)
        for frame, digest in zip(redacted.record.frames, hashes, strict=True)
    )
    record = replace(redacted.record, file_sha256=file_sha256(redacted.file), frames=frames, checks=checks)
    return Verified(redacted.file, redacted.name, record)


def file_sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def frame_sha256(frame: Frame) -> str:
    """Give the SHA-256 of stored values, little endian, row by row."""
    stored = frame.stored_values
    little = np.ascontiguousarray(stored, stored.dtype.newbyteorder("<"))
    return hashlib.sha256(little.tobytes()).hexdigest()


def kept_by_name(record: EditRecord) -> frozenset[str]:
    """Give the paths that a person or the profile kept by name."""
    return frozenset(one.path for one in record.attributes if one.action == "K" and one.rule in {"person", "profile"})


def _faults(path: Path, record: EditRecord, original: Instance, profile: Profile) -> tuple[list[str], list[str]]:
    try:
        written = Instance.open(path)
    except SetAside:
        return [READABLE], []
    changed = any(frame.effective for frame in record.frames)
    kept = kept_by_name(record)
    faults = list(attribute_faults(path, written, original, profile=profile, kept=kept, pixels_changed=changed))
    if not same_format(written, original):
        return [*faults, FORMAT], []
    hashes: list[str] = []
    masks = FrameMasks(record.plan, original.pixel_format, original.pixel_data.grain)
    pair = Pair(original, written)
    for number in range(1, original.pixel_format.number_of_frames + 1):
        try:
            after = written.frame(number)
        except SetAside:
            original.frame(number)  # where the original can't be decoded either, it is set aside for that
            return [*faults, READABLE], []
        faults += frame_faults(pair, after, record.plan, masks)
        hashes.append(frame_sha256(after))
    if original.pixel_data.is_video and not (pair.is_video and video_check.stream_is_bare(written)):
        faults.append(video_check.BARE)
    if written.pixel_data.is_native and not _unused_bits_are_clean(written):
        faults.append(UNUSED_BITS)
    return list(dict.fromkeys(faults)), hashes


def same_format(written: Instance, original: Instance) -> bool:
    """True if two instances agree in everything that stored values depend on but the colour model."""
    ours, theirs = written.pixel_format, original.pixel_format
    names = ("rows", "columns", "samples_per_pixel", "number_of_frames", "bits_allocated", "bits_stored")
    return all(getattr(ours, name) == getattr(theirs, name) for name in (*names, "pixel_representation"))


def frame_faults(pair: Pair, after: Frame, plan: RedactionPlan, masks: FrameMasks) -> Iterator[str]:
    """Yield the names of the checks that one written frame fails against the original's.

    A frame that nothing touched must have kept its code stream. One that changed in JPEG blocks is compared in its
    coefficients, and in pixels up to the fringe that chroma subsampling leaves beside a changed block. All others are
    compared in stored values, those of video up to what coding it again may lose.
    """
    mask = masks.of(after.number).effective
    if pair.keeps_syntax and not mask.any():
        if not pair.same_stream(after.number):
            yield OUTSIDE
        return
    if not pair.is_video and not pair.is_bare(after.number):
        yield LEFTOVERS
    before = pair.original.frame(after.number)
    old, new = before.stored_values, after.stored_values
    if old.shape != new.shape or old.dtype != new.dtype or _colours(before) != _colours(after):
        yield FORMAT
        return
    if pair.is_video:
        yield from video_check.frame_faults(old, new, plan, after.number, masks)
        return
    if pair.in_blocks:
        yield from _block_faults(pair, before, after, mask)
        return
    if not equal(old[~mask], new[~mask]):
        yield OUTSIDE
    black = pair.original.black_in(before.photometric_interpretation)
    expected = redacted_values(old, plan, after.number, masks, black)
    sure = mask & ~random_share(plan, after.number, masks)
    if not equal(expected[sure], new[sure]):
        yield INSIDE


def _block_faults(pair: Pair, before: Frame, after: Frame, mask: Mask) -> Iterator[str]:
    changed, left = pair.block_faults(after.number, mask)
    beside = ~fringe(mask)
    if changed or not equal(before.stored_values[beside], after.stored_values[beside]):
        yield OUTSIDE
    if left:
        yield INSIDE


def _colours(frame: Frame) -> str:
    # Stored values are never subsampled: what was declared so and isn't is written as what it is.
    return frame.photometric_interpretation.replace("YBR_FULL_422", "YBR_FULL")


def _unused_bits_are_clean(written: Instance) -> bool:
    layout = written.pixel_data.layout
    if not layout.has_unused_bits:
        return True
    numbers = range(1, layout.pixels.number_of_frames + 1)
    return all(
        layout.encode(number, written.frame(number).stored_values, bytearray())
        == written.pixel_data.coded_frame(number)
        for number in numbers
    )
