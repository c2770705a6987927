"""What a data set says of whom it shows: the values that must be nowhere in the result."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final

from pydicom.datadict import tag_for_keyword

from redactor.dicom.charset import guessed
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

_TAGS: Final = frozenset(map(tag_for_keyword, IDENTIFYING))


def identifiers_of(attributes: Dataset) -> Identifiers:
    """Collect the identifiers of a data set at every depth, decoded to Unicode.

    Raises
    ------
    UnreadableAttributes
        If sequences are nested beyond all reason.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydicom's words on odd values may quote them
        found = list(_values(attributes))
    values = [(path, text) for path, text, _ in found]
    values += [(path, other[0]) for path, _, other in found if other]
    guesses = dict.fromkeys((path, other[1]) for path, _, other in found if other)
    return Identifiers(tuple(dict.fromkeys(values)), tuple(guesses))


def _values(attributes: Dataset) -> Iterator[tuple[str, str, tuple[str, str] | None]]:
    """Yield path, value, and what the value says with its character set if the declared one is wrong."""
    for path, element in readable_elements(attributes, wanted=_is_identifying):
        value = element.value
        for item in value if element.VM > 1 else [value]:
            text = str(item or "").strip()
            if text:
                other = guessed(text)
                yield path, text, None if other is None else (other[0].strip(), other[1])


def _is_identifying(tag: int, vr: str) -> bool:
    return vr == "PN" or tag in _TAGS
