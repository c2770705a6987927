"""Apply: write a new, de-identified instance into the folder for unfinished work. The original is only read."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import redactor
from redactor.deid.engine import deidentify
from redactor.deid.file_meta import file_meta
from redactor.deid.frame_changes import FrameChanges
from redactor.deid.own_attributes import method_codes
from redactor.deid.profile import reasons_to_keep
from redactor.dicom.coded_frames import Change
from redactor.dicom.recode import output_format
from redactor.dicom.video_result import with_stream
from redactor.dicom.writer import write_data_set, write_instance
from redactor.errors import InvalidImageAttribute, SlideLabel
from redactor.files import unfinished
from redactor.model.plan import RedactionPlan, require_fit
from redactor.model.record import NOT_SEARCHED, EditRecord, FrameRecord, Software
from redactor.model.region import BODY, IDENTIFIERS
from redactor.model.stages import Redacted
from redactor.workflow.masking import FrameMasks, all_solid, obscuring_styles, redacted_values, require_allowed_styles
from redactor.workflow.pixel_record import PixelRecords

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from redactor.dicom.instance import Instance
    from redactor.dicom.non_image import NonImage
    from redactor.dicom.recode import OutputFormat
    from redactor.model.case_plan import AttributeDecision
    from redactor.model.image import Frame, StoredValues
    from redactor.model.record import DetectorRun, Review
    from redactor.model.stages import OutputName
    from redactor.workflow.project import Project

_BURNED_IN: Final = IDENTIFIERS - BODY
_LIBRARIES: Final = (
    "pydicom",
    "numpy",
    "opencv-python-headless",
    "pylibjpeg-libjpeg",
    "pylibjpeg-openjpeg",
    "pyjpegls",
)

EXPLICIT_LITTLE_ENDIAN: Final = "1.2.840.10008.1.2.1"
_WITHOUT_PIXELS: Final = frozenset({"1.2.840.10008.1.2", EXPLICIT_LITTLE_ENDIAN, "1.2.840.10008.1.2.1.99"})
"""Transfer Syntaxes of instances without pixels; others are for big-endian machines or for pixels."""
_NO_PIXELS: Final = "an instance without pixels: its attributes were de-identified, and there was nothing to mask"


@cache
def software() -> tuple[Software, ...]:
    """Name this program and the libraries that take part in reading, finding and writing."""
    return (
        Software("redactor", redactor.__version__),
        *(Software(name, version(name)) for name in _LIBRARIES),
    )


def redact_instance(
    instance: Instance,
    plan: RedactionPlan,
    *,
    project: Project,
    name: OutputName,
    folder: Path,
    review: Review = "none",
    detectors: Sequence[DetectorRun] = (),
    recode_to: str = "jpeg_ls",
    changed: AbstractSet[str] = frozenset(),
    decisions: Iterable[tuple[str, AttributeDecision]] = (),
    words_confirmed: bool = False,
    trims_scans: bool = False,
) -> Redacted:
    """Write the de-identified copy of an instance as an unfinished file.

    Parameters
    ----------
    plan
        Regions that fit the image. What is proposed hides as what is accepted does.
    folder
        For unfinished work; the file there has a random name.
    review
        Whether a person looked; without it neither 113101 nor Burned In Annotation NO is written.
    recode_to
        One of `recode.LOSSLESS_CHOICES`: what frames become that can't be coded in their own syntax again.
    changed
        SOP Instance UIDs of all instances of the run whose pixels change, where the profile retains UIDs.
    decisions
        (attribute path, decision) of a person.
    words_confirmed
        Whether a person read the words that cleaning leaves.
    trims_scans
        See `OutputFormat`.

    Raises
    ------
    SetAside
        If the instance can't be de-identified safely, or the file can't be written. Nothing is left behind.
    UsageError
        If the plan asks for a style that does not exist or is refused.
    """
    for keyword in ("SOPClassUID", "SOPInstanceUID"):
        if not instance.text(keyword):
            raise InvalidImageAttribute(keyword=keyword)  # nothing may leave that can't be told apart
    if review == "none" and instance.shows_slide_label:
        raise SlideLabel
    require_fit(plan, instance.pixel_format)
    require_allowed_styles(plan)
    masks = FrameMasks(plan, instance.pixel_format, instance.pixel_data.grain)
    numbers = plan.kept_frames(instance.pixel_format.number_of_frames)
    frames = [FrameRecord(number, *masks.of(number).counts, "", place) for place, number in enumerate(numbers, 1)]
    touched = {frame.number for frame in frames if frame.effective}
    solid = all_solid(plan)
    output = output_format(instance, touched=bool(touched), solid=solid, recode_to=recode_to, frames=numbers)
    output = replace(output, trims_scans=trims_scans)
    pixel_records = PixelRecords(instance, plan, masks)

    def change_of(number: int) -> Change | None:
        if number not in touched:
            return None

        def values(frame: Frame) -> StoredValues:
            black = instance.black_in(frame.photometric_interpretation, number)
            made = redacted_values(frame.stored_values, plan, number, masks, black)
            pixel_records.look(frame, made)
            return made

        return Change(masks.of(number).effective, values, solid=solid)

    output = with_stream(instance, output, change_of)  # how much a video loses is known when it is made
    replacements = project.noting_replacements()
    made = deidentify(
        instance.attributes,
        profile=project.profile,
        replacements=replacements,
        patient=instance.place.patient,
        output=output,
        pixels_changed=bool(touched),
        frames=FrameChanges(instance.pixel_format.number_of_frames, frozenset(touched), numbers),
        reviewed=review != "none",
        text_found=any(region.kind in _BURNED_IN for region in plan.regions),
        changed=changed,
        decisions=decisions,
        words_confirmed=words_confirmed,
        identifiers=instance.identifiers,
        raw=instance.header.raw,
    )
    meta = file_meta(made.attributes, output.transfer_syntax_uid)
    with unfinished(folder, ".dcm") as (file, path):
        write_instance(file, instance, attributes=made.attributes, meta=meta, output=output, change=change_of)
    record = EditRecord(
        software=(*software(), Software("av", version("av"))) if output.stream else software(),
        profile=project.profile.name,
        options=project.profile.options,
        review=review,
        plan=_without_words(plan),
        frames=tuple(frames),
        file_sha256="",
        transfer_syntax_before=instance.transfer_syntax_uid,
        transfer_syntax_after=output.transfer_syntax_uid,
        lossy_steps=(output.lossy_step.words,) if output.lossy_step else (),
        attributes=made.actions,
        method_codes=method_codes(project.profile, reviewed=review != "none"),
        detectors=tuple(detectors),
        not_examined=_not_examined(detectors),
        notes=(*_notes(plan, output), *made.notes, *reasons_to_keep(project.profile, made.actions)),
        fills=pixel_records.fills(sorted(touched), output),
        obscured=pixel_records.obscured(),
    )
    return Redacted(path, name, record, replacements.links(instance.attributes))


def redact_non_image(
    instance: NonImage,
    *,
    project: Project,
    name: OutputName,
    folder: Path,
    review: Review = "none",
    changed: AbstractSet[str] = frozenset(),
    decisions: Iterable[tuple[str, AttributeDecision]] = (),
    words_confirmed: bool = False,
) -> Redacted:
    """Write the de-identified copy of an instance without pixels as an unfinished file.

    Raises
    ------
    SetAside
        If it can't be de-identified safely, or the file can't be written. Nothing is left behind.
    """
    for keyword in ("SOPClassUID", "SOPInstanceUID"):
        if not instance.text(keyword):
            raise InvalidImageAttribute(keyword=keyword)
    replacements = project.noting_replacements()
    made = deidentify(
        instance.attributes,
        profile=project.profile,
        replacements=replacements,
        patient=instance.place.patient,
        changed=changed,
        decisions=decisions,
        words_confirmed=words_confirmed,
        identifiers=instance.identifiers,
    )
    syntax = instance.transfer_syntax_uid if instance.transfer_syntax_uid in _WITHOUT_PIXELS else EXPLICIT_LITTLE_ENDIAN
    with unfinished(folder, ".dcm") as (file, path):
        write_data_set(file, made.attributes, file_meta(made.attributes, syntax))
    record = EditRecord(
        software=software(),
        profile=project.profile.name,
        options=project.profile.options,
        review=review,
        plan=RedactionPlan(),
        frames=(),
        file_sha256="",
        transfer_syntax_before=instance.transfer_syntax_uid,
        transfer_syntax_after=syntax,
        lossy_steps=(),
        attributes=made.actions,
        method_codes=method_codes(project.profile, reviewed=False),
        notes=(_NO_PIXELS, *reasons_to_keep(project.profile, made.actions)),
    )
    return Redacted(path, name, record, replacements.links(instance.attributes))


def _without_words(plan: RedactionPlan) -> RedactionPlan:
    """Give the plan as it may leave: a person may have written a name into a reason or an id."""
    numbered = enumerate(plan.regions, 1)
    return replace(plan, regions=tuple(replace(region, id=f"r{number}", reason="") for number, region in numbered))


def _not_examined(detectors: Sequence[DetectorRun]) -> tuple[str, ...]:
    places = [f"search {run.id} broke off ({run.problem})" for run in detectors if run.problem]
    if not detectors:
        places.append(NOT_SEARCHED)
    places.append("recognisable faces and body contours")
    return tuple(places)


def _notes(plan: RedactionPlan, output: OutputFormat) -> tuple[str, ...]:
    notes = [output.way.value, "whatever followed Pixel Data in the original was left out"]
    obscuring = obscuring_styles(plan)
    if obscuring:
        notes.append(f"obscured, not removed: regions in the style {', '.join(obscuring)}")
    return tuple(notes)
