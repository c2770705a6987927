"""What a data set says of whom it shows: the values that must be nowhere in the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydicom.datadict import keyword_for_tag

from redactor.dicom.walk import readable_elements
from redactor.model.image import Identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydicom.dataset import Dataset

IDENTIFYING: Final = frozenset(
    {
        "PatientID",
        "OtherPatientIDs",
        "AccessionNumber",
        "StudyID",
        "AdmissionID",
        "PatientBirthDate",
        "PatientAddress",
        "PatientTelephoneNumbers",
        "MedicalRecordLocator",
        "InstitutionName",
        "InstitutionAddress",
        "InstitutionalDepartmentName",
        "StationName",
        "RequestedProcedureID",
        "ScheduledProcedureStepID",
        "PerformedProcedureStepID",
        "StudyDate",
        "SeriesDate",
        "AcquisitionDate",
        "ContentDate",
    }
)
"""Beside every person name (VR PN)."""


def identifiers_of(attributes: Dataset) -> Identifiers:
    """Collect the identifiers of a data set at every depth, decoded to Unicode.

    Raises
    ------
    UnreadableAttributes
        If sequences are nested beyond all reason.
    """
    return Identifiers(tuple(dict.fromkeys(_values(attributes))))


def _values(attributes: Dataset) -> Iterator[tuple[str, str]]:
    for path, element in readable_elements(attributes):
        keyword = keyword_for_tag(element.tag)
        if element.VR != "PN" and keyword not in IDENTIFYING:
            continue
        value = element.value
        for item in value if element.VM > 1 else [value]:
            text = str(item or "").strip()
            if text:
                yield path, text
