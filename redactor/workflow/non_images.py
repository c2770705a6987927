"""De-identify and check instances without pixels; what leaves goes through the same stages as images do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from redactor.deid.conformance import attribute_faults
from redactor.deid.engine import deidentify
from redactor.deid.file_meta import file_meta
from redactor.deid.own_attributes import method_codes
from redactor.deid.profile import BASIC
from redactor.dicom.non_image import NonImage
from redactor.dicom.writer import write_data_set
from redactor.errors import CheckFailed, InvalidImageAttribute, SetAside
from redactor.files import discard, unfinished
from redactor.model.plan import RedactionPlan
from redactor.model.record import Check, EditRecord
from redactor.model.stages import Redacted, Verified
from redactor.workflow.apply import software
from redactor.workflow.verify import ATTRIBUTES, READABLE, file_sha256

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.model.record import Review
    from redactor.model.stages import OutputName
    from redactor.workflow.project import Project

IMPLICIT: Final = "1.2.840.10008.1.2"
EXPLICIT: Final = "1.2.840.10008.1.2.1"
DEFLATED: Final = "1.2.840.10008.1.2.1.99"
_WRITTEN: Final = frozenset({IMPLICIT, EXPLICIT, DEFLATED})
"""Others are for big-endian machines or for pixels: Explicit VR Little Endian is written in their place."""

_NOTE: Final = "an instance without pixels: its attributes were de-identified, and there was nothing to mask"


def redact_non_image(
    instance: NonImage, *, project: Project, name: OutputName, folder: Path, review: Review = "none"
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
    made = deidentify(instance.attributes, profile=BASIC, replacements=replacements, patient=instance.place.patient)
    syntax = instance.transfer_syntax_uid if instance.transfer_syntax_uid in _WRITTEN else EXPLICIT
    with unfinished(folder, ".dcm") as (file, path):
        write_data_set(file, made.attributes, file_meta(made.attributes, syntax))
    record = EditRecord(
        software=software(),
        profile=BASIC.name,
        options=BASIC.options,
        review=review,
        plan=RedactionPlan(),
        frames=(),
        file_sha256="",
        transfer_syntax_before=instance.transfer_syntax_uid,
        transfer_syntax_after=syntax,
        lossy_steps=(),
        attributes=made.actions,
        method_codes=method_codes(BASIC, reviewed=False),
        notes=(_NOTE,),
    )
    return Redacted(path, name, record, replacements.links(instance.attributes))


def verify_non_image(redacted: Redacted, original: NonImage) -> Verified:
    """Check a written file as a stranger would read it. A file that fails is deleted.

    Raises
    ------
    ExceptionGroup
        Of `CheckFailed`, one a check that failed.
    """
    try:
        faults = list(attribute_faults(redacted.file, NonImage.open(redacted.file), original))
    except SetAside:
        faults = [READABLE]
    if faults:
        discard(redacted.file)
        raise ExceptionGroup("the written file failed its checks", [CheckFailed(check=name) for name in faults])
    checks = tuple(Check(name, passed=True) for name in (READABLE, ATTRIBUTES))
    record = replace(redacted.record, file_sha256=file_sha256(redacted.file), checks=checks)
    return Verified(redacted.file, redacted.name, record, redacted.links)
