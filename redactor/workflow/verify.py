"""Verify: read the written bytes as a stranger would, and compare them with the original.

Nothing that apply computed is used but the plan: masks are rasterized again, both files are decoded by the
same decoder without colour transform. Every fault is reported at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from redactor.deid.conformance import attribute_faults
from redactor.deid.frame_conformance import frames_follow
from redactor.deid.profile import BASIC
from redactor.dicom.comparison import Pair, differ_in, equal, equal_outside, fringe
from redactor.dicom.instance import Instance
from redactor.dicom.non_image import NonImage
from redactor.errors import CheckFailed, SetAside
from redactor.files import discard
from redactor.model.record import NOT_SEARCHED, Check
from redactor.model.stages import Redacted, Verified
from redactor.workflow import noise_check, video_check
from redactor.workflow.masking import FrameMasks, random_share, redacted_values
from redactor.workflow.written import (
    ATTRIBUTES,
    READABLE,
    UNUSED_BITS,
    file_sha256,
    frame_sha256,
    unused_bits_are_clean,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from redactor.deid.profile import Profile
    from redactor.model.image import Frame
    from redactor.model.mask import Mask
    from redactor.model.plan import RedactionPlan
    from redactor.model.record import DetectorRun, EditRecord
    from redactor.model.stages import Noised
    from redactor.styles import Likeness

FORMAT: Final = "pixel format unchanged"
OUTSIDE: Final = "values changed outside the mask: 0"
INSIDE: Final = "hidden values equal the fill"
LEFTOVERS: Final = "nothing but the image in code streams"
FOLLOW: Final = "attributes that have a value a frame follow the frames"
_ALL: Final = (READABLE, FORMAT, OUTSIDE, INSIDE, UNUSED_BITS, LEFTOVERS, ATTRIBUTES, FOLLOW)
_VIDEO: Final = (video_check.BARE, video_check.FIELDS, ATTRIBUTES, FOLLOW)
_VIDEO_COPIED: Final = (READABLE, FORMAT, video_check.SAME, *_VIDEO)
_VIDEO_CODED: Final = (READABLE, FORMAT, video_check.OUTSIDE, video_check.INSIDE, *_VIDEO)


def verified_once_made(make: Callable[..., Redacted], original: Instance, profile: Profile = BASIC) -> Verified:
    """Let a file be made and check it; where bytes beside coded frames are found, it is made once more without them.

    Copying untouched frames without reading them through is the quick way, and nearly always the right one.

    Parameters
    ----------
    make
        `redact_instance` with all that it needs but `trims_scans`.

    Raises
    ------
    ExceptionGroup, SetAside
        As `verify` and `redact_instance` do. No file is left then.
    """
    try:
        return _checked(make(), original, profile)
    except ExceptionGroup as group:
        if not any(isinstance(error, CheckFailed) and error.facts["check"] == LEFTOVERS for error in group.exceptions):
            raise
    return _checked(make(trims_scans=True), original, profile)


def _checked(redacted: Redacted, original: Instance, profile: Profile) -> Verified:
    try:
        return verify(redacted, original, profile)
    except BaseException:
        discard(redacted.file)
        raise


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
    checks = tuple(Check(name, passed=True) for name in _names(redacted.record, original))
    frames = tuple(
        replace(frame, stored_values_sha256=digest)
        for frame, digest in zip(redacted.record.frames, hashes, strict=True)
    )
    record = replace(redacted.record, file_sha256=file_sha256(redacted.file), frames=frames, checks=checks)
    return Verified(redacted.file, redacted.name, record, redacted.links)


def searched(verified: Verified, runs: Sequence[DetectorRun], note: str) -> Verified:
    """Give a checked result whose record also tells what searched for text that its mask does not cover.

    Parameters
    ----------
    note
        What was searched, in words.
    """
    record = verified.record
    examined = tuple(words for words in record.not_examined if words != NOT_SEARCHED) if runs else record.not_examined
    record = replace(record, detectors=(*record.detectors, *runs), not_examined=examined, notes=(*record.notes, note))
    return Verified(verified.file, verified.name, record, verified.links)


def _names(record: EditRecord, original: Instance) -> tuple[str, ...]:
    if not original.pixel_data.is_video:
        return _ALL
    return _VIDEO_CODED if record.lossy_steps else _VIDEO_COPIED


def verify_noise(noised: Noised, original: Instance) -> Verified:
    """Check a written copy with noise. A copy that fails is deleted, the result that it was made from is not.

    Raises
    ------
    ExceptionGroup
        Of `CheckFailed`, one a check that failed.
    """
    hashes: list[str] = []
    found: list[Likeness] = []
    try:
        faults = list(dict.fromkeys(noise_check.faults(noised, original, hashes, found)))
    except SetAside:
        discard(noised.file)
        raise
    if faults:
        discard(noised.file)
        raise ExceptionGroup("the copy with noise failed its checks", [CheckFailed(check=name) for name in faults])
    record = replace(
        noised.record,
        file_sha256=file_sha256(noised.file),
        frames=tuple(
            replace(frame, stored_values_sha256=digest)
            for frame, digest in zip(noised.record.frames, hashes, strict=True)
        ),
        checks=tuple(Check(name, passed=True) for name in noise_check.ALL),
        noise=noise_check.with_quality(noised.noise, found),
    )
    return Verified(noised.file, noised.name, record)


def verify_non_image(redacted: Redacted, original: NonImage, profile: Profile = BASIC) -> Verified:
    """Check a written file as a stranger would read it. A file that fails is deleted.

    Raises
    ------
    ExceptionGroup
        Of `CheckFailed`, one a check that failed.
    """
    try:
        written, kept = NonImage.open(redacted.file), kept_by_name(redacted.record)
        faults = list(attribute_faults(redacted.file, written, original, profile=profile, kept=kept))
    except SetAside:
        faults = [READABLE]
    if faults:
        discard(redacted.file)
        raise ExceptionGroup("the written file failed its checks", [CheckFailed(check=name) for name in faults])
    checks = tuple(Check(name, passed=True) for name in (READABLE, ATTRIBUTES))
    record = replace(redacted.record, file_sha256=file_sha256(redacted.file), checks=checks)
    return Verified(redacted.file, redacted.name, record, redacted.links)


def kept_by_name(record: EditRecord) -> frozenset[str]:
    """Give the paths that a person or the profile kept by name."""
    return frozenset(one.path for one in record.attributes if one.action == "K" and one.rule in {"person", "profile"})


def _faults(path: Path, record: EditRecord, original: Instance, profile: Profile) -> tuple[list[str], list[str]]:
    try:
        written = Instance.open(path)
    except SetAside:
        return [READABLE], []
    changed = bool(record.plan.dropped_frames) or any(frame.effective for frame in record.frames)
    kept = kept_by_name(record)
    faults = list(attribute_faults(path, written, original, profile=profile, kept=kept, pixels_changed=changed))
    if not same_format(written, original, record.plan):
        return [*faults, FORMAT], []
    hashes: list[str] = []
    masks = FrameMasks(record.plan, original.pixel_format, original.pixel_data.grain)
    numbers = record.plan.kept_frames(original.pixel_format.number_of_frames)
    pair = Pair(original, written, numbers, coded_again=bool(record.lossy_steps))
    if not frames_follow(written.attributes, original.attributes, pair.frames):
        faults.append(FOLLOW)
    for number, number_before in enumerate(pair.frames, 1):
        try:
            after = written.frame(number)
        except SetAside:
            original.frame(number_before)  # where the original can't be decoded either, it is set aside for that
            return [*faults, READABLE], []
        faults += frame_faults(pair, after, record.plan, masks)
        hashes.append(frame_sha256(after))
    if original.pixel_data.is_video:
        faults += video_check.stream_faults(pair) if pair.is_video else [video_check.BARE]
    if written.pixel_data.is_native and not unused_bits_are_clean(written):
        faults.append(UNUSED_BITS)
    return list(dict.fromkeys(faults)), hashes


def same_format(written: Instance, original: Instance, plan: RedactionPlan) -> bool:
    """True if two instances agree in everything that stored values depend on but the colour model.

    There must be as many frames as the plan keeps.
    """
    ours, theirs = written.pixel_format, original.pixel_format
    names = ("rows", "columns", "samples_per_pixel", "bits_allocated", "bits_stored", "pixel_representation")
    same = all(getattr(ours, name) == getattr(theirs, name) for name in names)
    return same and ours.number_of_frames == len(plan.kept_frames(theirs.number_of_frames))


def frame_faults(pair: Pair, after: Frame, plan: RedactionPlan, masks: FrameMasks) -> Iterator[str]:
    """Yield the names of the checks that one written frame fails against the original's.

    A frame that nothing touched must have kept its code stream. One that changed in JPEG blocks is compared in its
    coefficients, and in pixels up to the fringe that chroma subsampling leaves beside a changed block. All others are
    compared in stored values, those of video up to what coding it again may lose, if it was.
    """
    number = pair.number_before(after.number)
    mask = masks.of(number).effective
    if pair.keeps_syntax and not mask.any():
        another, more = pair.stream_faults(after.number)
        yield from (name for name, found in ((OUTSIDE, another), (LEFTOVERS, more)) if found)
        return
    if not pair.is_video and not pair.is_bare(after.number):
        yield LEFTOVERS
    before = pair.original.frame(number)
    old, new = before.stored_values, after.stored_values
    if old.shape != new.shape or old.dtype != new.dtype or _colours(before) != _colours(after):
        yield FORMAT
        return
    if pair.is_video:
        yield from _video_faults(pair, before, after, plan, masks)
        return
    if pair.in_blocks:
        yield from _block_faults(pair, before, after, mask)
        return
    if not equal_outside(mask, old, new):
        yield OUTSIDE
    black = pair.original.black_in(before.photometric_interpretation, number)
    expected = redacted_values(old, plan, number, masks, black)
    sure = mask & ~random_share(plan, number, masks)
    if not equal_outside(~sure, expected, new):
        yield INSIDE


def _video_faults(pair: Pair, before: Frame, after: Frame, plan: RedactionPlan, masks: FrameMasks) -> Iterator[str]:
    old, new = before.stored_values, after.stored_values
    if pair.coded_again:
        yield from video_check.frame_faults(old, new, plan, before.number, masks)
    elif not equal(old, new):
        yield video_check.SAME


def _block_faults(pair: Pair, before: Frame, after: Frame, mask: Mask) -> Iterator[str]:
    changed, left = pair.block_faults(after.number, mask)
    beside = ~fringe(mask, pair.reach(after.number))
    if changed or differ_in(before.stored_values, after.stored_values, beside):
        yield OUTSIDE
    if left:
        yield INSIDE


def _colours(frame: Frame) -> str:
    # Stored values are never subsampled: what was declared so and isn't is written as what it is.
    return frame.photometric_interpretation.replace("YBR_FULL_422", "YBR_FULL")
