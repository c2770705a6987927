"""Where a data set belongs: patient, study and series, as its attributes name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.dicom.walk import value_of
from redactor.model.image import Place

if TYPE_CHECKING:
    from pydicom.dataset import Dataset


def place_of(attributes: Dataset) -> Place:
    """Give the place of an instance; Patient IDs and their issuers are compared in capitals, without gaps."""
    patient = " ".join(text_of(attributes, "PatientID").upper().split())
    issuer = " ".join(text_of(attributes, "IssuerOfPatientID").upper().split())
    number = text_of(attributes, "InstanceNumber")
    return Place(
        patient=f"{issuer}\\{patient}" if patient else "",
        study=text_of(attributes, "StudyInstanceUID"),
        series=text_of(attributes, "SeriesInstanceUID"),
        instance=text_of(attributes, "SOPInstanceUID"),
        number=int(number) if number.lstrip("-").isdigit() else 0,
    )


def text_of(attributes: Dataset, keyword: str) -> str:
    """Give an attribute as text, empty where it is absent or can't be read."""
    value = value_of(attributes, keyword)
    return "" if value is None else str(value).strip().strip("\0")
