"""Check finished instances: what `redactor verify` says of files that somebody hands over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from redactor.deid.conformance import attribute_faults
from redactor.dicom.comparison import Pair, blocks_are_black, equal
from redactor.dicom.instance import Instance
from redactor.dicom.pixel_data import JPEG_SEQUENTIAL
from redactor.errors import InvalidDocument, PictureOnly, PlanDoesNotFit, SetAside
from redactor.model.codec import RECORD, plan_from_json
from redactor.model.plan import require_fit
from redactor.model.record import Check
from redactor.styles import is_in_cells
from redactor.workflow import noise_check, video_check
from redactor.workflow.document import read_json
from redactor.workflow.inputs import open_images
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
    noise_cells: int = 0
    """The side of the cells of a copy with noise, 0 for any other result."""


def check_instance(path: Path, record: Path | None, originals: Sequence[Path]) -> Verdict:
    """Check one de-identified instance.

    Parameters
    ----------
    record
        Its edit record, if there is one: only that says where pixels were hidden.
    originals
        Files among which its original may be; a record never links to it, so each of the same size is tried.

    Raises
    ------
    SetAside
        If the file is no readable instance.
    InvalidDocument
        If the record is not one.
    """
    instance = _instance(path)
    told = _read_record(record) if record else None
    return Verdict(tuple(_checks(path, instance, told, originals)))


def _checks(path: Path, instance: Instance, record: _Record | None, originals: Sequence[Path]) -> Iterator[Check]:
    faults = list(attribute_faults(path, instance, None))
    yield Check("attributes are de-identified", not faults, "; ".join(faults))
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
        yield Check("unchanged outside the hidden areas", _has_original(path, instance, record.plan, originals))


def _noise_checks(instance: Instance, cells: int) -> Iterator[Check]:
    numbers = range(1, instance.pixel_format.number_of_frames + 1)
    in_cells = all(is_in_cells(instance.frame(number).stored_values, cells) for number in numbers)
    yield Check(noise_check.MARKED, noise_check.is_marked(instance))
    yield Check(noise_check.CELLS, in_cells, _NOISE)


def _hidden_is_filled(instance: Instance, plan: RedactionPlan) -> bool:
    try:
        require_fit(plan, instance.pixel_format)
    except PlanDoesNotFit:
        return False
    masks = FrameMasks(plan, instance.pixel_format, instance.pixel_data.grain)
    for number in range(1, instance.pixel_format.number_of_frames + 1):
        mask = masks.of(number).effective
        if not mask.any():
            continue
        if instance.transfer_syntax_uid in JPEG_SEQUENTIAL:
            if not blocks_are_black(instance, number, mask):
                return False
            continue
        frame = instance.frame(number)
        if instance.pixel_data.is_video:
            if not video_check.hidden_is_filled(frame.stored_values, frame.stored_values, plan, number, masks):
                return False
            continue
        black = instance.black_in(frame.photometric_interpretation, number)
        expected = redacted_values(frame.stored_values, plan, number, masks, black)
        sure = ~random_share(plan, number, masks)
        if not equal(expected[sure], frame.stored_values[sure]):
            return False
    return True


def _has_original(path: Path, instance: Instance, plan: RedactionPlan, originals: Sequence[Path]) -> bool:
    for candidate in originals:
        try:
            original = _instance(candidate)
        except SetAside:
            continue
        if same_format(instance, original) and not _differs(path, instance, original, plan):
            return True
    return False


def _differs(path: Path, instance: Instance, original: Instance, plan: RedactionPlan) -> bool:
    pair = Pair(original, instance)
    try:
        masks = FrameMasks(plan, original.pixel_format, original.pixel_data.grain)
        for number in range(1, original.pixel_format.number_of_frames + 1):
            if any(frame_faults(pair, instance.frame(number), plan, masks)):
                return True
    except SetAside:
        return True  # what can't be decoded can't be the original
    return any(attribute_faults(path, instance, original))


def _instance(path: Path) -> Instance:
    (image,) = open_images(path)
    if not isinstance(image, Instance):
        raise PictureOnly
    return image


def _read_record(path: Path) -> _Record:
    document: Any = read_json(path)
    if not isinstance(document, dict) or document.get("schema") != RECORD:
        raise InvalidDocument(where="record.schema", problem=f"{RECORD} is needed")
    try:
        frames = tuple(str(frame["stored_values_sha256"]) for frame in document["frames"])
        cells = int(document["noise"]["b"]) if document.get("noise") else 0
        return _Record(plan_from_json(document["plan"]), str(document["file_sha256"]), frames, cells)
    except (KeyError, TypeError, ValueError):
        raise InvalidDocument(where="record", problem="a field is missing") from None
