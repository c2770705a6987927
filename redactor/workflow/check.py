"""Check finished instances: what `redactor verify` says of files that somebody hands over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from redactor.deid.conformance import attribute_faults, kept_by_options
from redactor.deid.frame_conformance import frames_follow
from redactor.deid.profile import BASIC, Profile
from redactor.deid.profile_file import available, load_profile
from redactor.dicom.comparison import Pair, blocks_are_black, equal
from redactor.dicom.instance import Instance
from redactor.dicom.non_image import NonImage
from redactor.dicom.pixel_data import JPEG_SEQUENTIAL
from redactor.errors import InvalidDocument, PictureOnly, PlanDoesNotFit, SetAside
from redactor.model.codec import RECORD, plan_from_json
from redactor.model.plan import require_fit
from redactor.model.record import Check
from redactor.styles import is_in_cells
from redactor.workflow import noise_check, video_check
from redactor.workflow.document import read_json
from redactor.workflow.inputs import open_instance
from redactor.workflow.masking import FrameMasks, random_share, redacted_values
from redactor.workflow.verify import frame_faults, same_format
from redactor.workflow.written import file_sha256, frame_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from redactor.model.plan import RedactionPlan


_NOISE: Final = "noise hides the fill and what lies outside it: neither could be checked here"


@dataclass(frozen=True)
class Verdict:
    """The checks of one instance; what could not be checked is named in `detail` of a passed check."""

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """True if no check failed."""
        return all(check.passed for check in self.checks)


@dataclass(frozen=True)
class _Record:
    plan: RedactionPlan
    file_sha256: str
    frame_sha256: tuple[str, ...]
    coded_again: bool
    profile: Profile
    kept: frozenset[str]
    """Attribute paths that a person or the profile kept by name."""
    noise_cells: int = 0
    """The side of the cells of a copy with noise, 0 for any other result."""


def check_instance(
    path: Path, record: Path | None, originals: Sequence[Path], profile: Profile | None = None
) -> Verdict:
    """Check one de-identified instance.

    Parameters
    ----------
    record
        Its edit record, if there is one: only that says where pixels were hidden.
    originals
        Files among which its original may be; a record never links to it, so each of the same size is tried.
    profile
        What it was made with; None takes what the record says, without a record the Basic one.

    Raises
    ------
    SetAside
        If the file is no readable instance.
    InvalidDocument
        If the record is not one.
    """
    instance = open_instance(path)
    if isinstance(instance, Instance) and instance.picture is not None:
        raise PictureOnly
    told = _read_record(record) if record else None
    if told is not None and profile is not None:
        told = replace(told, profile=profile)
    return Verdict(tuple(_checks(path, instance, told, originals, profile or BASIC)))


def _checks(
    path: Path, instance: Instance | NonImage, record: _Record | None, originals: Sequence[Path], profile: Profile
) -> Iterator[Check]:
    used, kept = (record.profile, record.kept) if record else (profile, frozenset())
    faults = list(attribute_faults(path, instance, None, profile=used, kept=kept))
    yield Check("attributes are de-identified", not faults, "; ".join(faults))
    left = [f"{option} ({count})" for option, count in kept_by_options(instance, used) if count]
    if left or kept:
        yield Check("kept by options and decisions", passed=True, detail=", ".join([*left, *sorted(kept)]))
    if isinstance(instance, NonImage):
        yield from _non_image_checks(path, instance, record, originals, used)
        return
    try:
        hashes = [frame_sha256(instance.frame(n)) for n in range(1, instance.pixel_format.number_of_frames + 1)]
    except SetAside as error:
        yield Check("every frame can be decoded", passed=False, detail=str(error))
        return
    yield Check("every frame can be decoded", passed=True)
    if instance.pixel_data.is_video:
        yield Check(video_check.BARE, video_check.stream_is_bare(instance))
    if record is None:
        yield Check("edit record", passed=not originals, detail="none found: hidden areas were not checked")
        return
    yield Check("the file is the one that the record describes", file_sha256(path) == record.file_sha256)
    yield Check("the frames are those that the record describes", tuple(hashes) == record.frame_sha256)
    if record.noise_cells:
        yield from _noise_checks(instance, record.noise_cells)
        return
    yield Check("hidden areas hold nothing but the fill", _hidden_is_filled(instance, record.plan))
    if originals:
        yield Check("unchanged outside the hidden areas", _has_original(path, instance, record, originals))


def _noise_checks(instance: Instance, cells: int) -> Iterator[Check]:
    numbers = range(1, instance.pixel_format.number_of_frames + 1)
    in_cells = all(is_in_cells(instance.frame(number).stored_values, cells) for number in numbers)
    yield Check(noise_check.MARKED, noise_check.is_marked(instance))
    yield Check(noise_check.CELLS, in_cells, _NOISE)


def _non_image_checks(
    path: Path, instance: NonImage, record: _Record | None, originals: Sequence[Path], profile: Profile
) -> Iterator[Check]:
    if record is not None:
        yield Check("the file is the one that the record describes", file_sha256(path) == record.file_sha256)
    if originals:
        kept = record.kept if record else frozenset()
        leaks = {
            leak
            for original in _non_images(originals)
            for leak in attribute_faults(path, instance, original, profile=profile, kept=kept)
        }
        yield Check("no identifier of an original is left", not leaks, "; ".join(sorted(leaks)))


def _non_images(paths: Sequence[Path]) -> Iterator[NonImage]:
    for path in paths:
        try:
            found = open_instance(path)
        except SetAside:
            continue
        if isinstance(found, NonImage):
            yield found


def _hidden_is_filled(instance: Instance, plan: RedactionPlan) -> bool:
    count = instance.pixel_format.number_of_frames + len(plan.dropped_frames)
    pixels = replace(instance.pixel_format, number_of_frames=count)  # of the original, whose numbers the plan says
    try:
        require_fit(plan, pixels)
    except PlanDoesNotFit:
        return False
    masks = FrameMasks(plan, pixels, instance.pixel_data.grain)
    for place, number in enumerate(plan.kept_frames(count), 1):
        mask = masks.of(number).effective
        if not mask.any():
            continue
        if instance.transfer_syntax_uid in JPEG_SEQUENTIAL:
            if not blocks_are_black(instance, place, mask):
                return False
            continue
        frame = instance.frame(place)
        if instance.pixel_data.is_video:
            if not video_check.hidden_is_filled(frame.stored_values, frame.stored_values, plan, number, masks):
                return False
            continue
        black = instance.black_in(frame.photometric_interpretation, place)
        expected = redacted_values(frame.stored_values, plan, number, masks, black)
        sure = ~random_share(plan, number, masks)
        if not equal(expected[sure], frame.stored_values[sure]):
            return False
    return True


def _has_original(path: Path, instance: Instance, record: _Record, originals: Sequence[Path]) -> bool:
    for candidate in originals:
        try:
            original = open_instance(candidate)
        except SetAside:
            continue
        if isinstance(original, NonImage):
            continue
        if same_format(instance, original, record.plan) and not _differs(path, instance, original, record):
            return True
    return False


def _differs(path: Path, instance: Instance, original: Instance, record: _Record) -> bool:
    plan = record.plan
    kept = plan.kept_frames(original.pixel_format.number_of_frames)
    pair = Pair(original, instance, kept, coded_again=record.coded_again)
    try:
        masks = FrameMasks(plan, original.pixel_format, original.pixel_data.grain)
        for number in range(1, len(pair.frames) + 1):
            if any(frame_faults(pair, instance.frame(number), plan, masks)):
                return True
        if pair.is_video and any(video_check.stream_faults(pair)):
            return True
    except SetAside:
        return True  # what can't be decoded can't be the original
    if not frames_follow(instance.attributes, original.attributes, pair.frames):
        return True
    return any(attribute_faults(path, instance, original, profile=record.profile, kept=record.kept))


def _read_record(path: Path) -> _Record:
    document: Any = read_json(path)
    if not isinstance(document, dict) or document.get("schema") != RECORD:
        raise InvalidDocument(where="record.schema", problem=f"{RECORD} is needed")
    try:
        frames = tuple(str(frame["stored_values_sha256"]) for frame in document["frames"])
        coded_again = bool(document["lossy_steps"])
        cells = int(document["noise"]["b"]) if document.get("noise") else 0
        actions = [(str(one["path"]), one["action"], one["rule"]) for one in document["attributes"]]
        kept = frozenset(place for place, action, rule in actions if action == "K" and rule in {"person", "profile"})
        used = _profile(str(document["profile"]), tuple(document["options"]))
        plan, digest = plan_from_json(document["plan"]), str(document["file_sha256"])
        return _Record(plan, digest, frames, coded_again, used, kept, cells)
    except (KeyError, TypeError, ValueError):
        raise InvalidDocument(where="record", problem="a field is missing") from None


def _profile(name: str, options: tuple[Any, ...]) -> Profile:
    """Give the profile that a record names, if it is known here with the same options; else one of these options."""
    known = load_profile(name) if name in available() else BASIC
    return known if known.options == options else Profile(name, options)
