"""Where a data set belongs: patient, study and series, as its attributes name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.dicom.header import read_start
from redactor.dicom.walk import value_of
from redactor.model.image import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pydicom.dataset import Dataset

_INSTANCE_NUMBER: Final = 0x00200013
_NEEDED: Final = frozenset({0x00080018, 0x00100020, 0x0020000D, 0x0020000E, _INSTANCE_NUMBER})
"""Tags without which a start tells too little; elements that are out of order may come later."""


def read_place(path: Path) -> Place | None:
    """Read the place of an instance from the start of its file, or give None if only the whole can tell.

    Raises
    ------
    SetAside
        Saying why the file can't be worked on, as far as its start tells.
    """
    attributes = read_start(path, _INSTANCE_NUMBER)
    return place_of(attributes) if attributes.keys() >= _NEEDED else None


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
