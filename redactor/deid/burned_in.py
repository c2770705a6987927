"""Burned In Annotation (0028,0301): whether the pixels may still hold words of the patient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydicom.datadict import tag_for_keyword

from redactor.deid.types import REQUIRED, attribute_type
from redactor.errors import BurnedInTextNotAllowed

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_TAG: Final = tag_for_keyword("BurnedInAnnotation") or 0

ONLY_NO: Final = frozenset(
    {
        "1.2.840.10008.5.1.4.1.1.2.1",  # Enhanced CT
        "1.2.840.10008.5.1.4.1.1.4.1",  # Enhanced MR
        "1.2.840.10008.5.1.4.1.1.4.3",  # Enhanced MR Color
        "1.2.840.10008.5.1.4.1.1.6.2",  # Enhanced US Volume
        "1.2.840.10008.5.1.4.1.1.6.3",  # Photoacoustic
        "1.2.840.10008.5.1.4.1.1.12.1.1",  # Enhanced XA
        "1.2.840.10008.5.1.4.1.1.12.2.1",  # Enhanced XRF
        "1.2.840.10008.5.1.4.1.1.13.1.1",  # X-Ray 3D Angiographic
        "1.2.840.10008.5.1.4.1.1.13.1.2",  # X-Ray 3D Craniofacial
        "1.2.840.10008.5.1.4.1.1.13.1.3",  # Breast Tomosynthesis
        "1.2.840.10008.5.1.4.1.1.13.1.4",  # Breast Projection X-Ray, For Presentation
        "1.2.840.10008.5.1.4.1.1.13.1.5",  # Breast Projection X-Ray, For Processing
        "1.2.840.10008.5.1.4.1.1.14.1",  # Intravascular OCT, For Presentation
        "1.2.840.10008.5.1.4.1.1.14.2",  # Intravascular OCT, For Processing
        "1.2.840.10008.5.1.4.1.1.30",  # Parametric Map
        "1.2.840.10008.5.1.4.1.1.77.1.5.4",  # Ophthalmic Tomography
        "1.2.840.10008.5.1.4.1.1.77.1.5.7",  # Ophthalmic OCT En Face
        "1.2.840.10008.5.1.4.1.1.77.1.5.8",  # Ophthalmic OCT B-scan Volume Analysis
        "1.2.840.10008.5.1.4.1.1.130",  # Enhanced PET
    }
)
"""SOP Classes whose IOD requires the attribute and has NO as its only Enumerated Value (PS3.3)."""


def burned_in_annotation(attributes: Dataset, *, reviewed: bool, text_found: bool) -> str:
    """Give the value for the result; empty means that the attribute must be absent.

    NO is a promise: only a person who looked can make it, not the program that made the original. Where the SOP Class
    requires a value, an unreviewed image gets YES. Where NO is the only one that it allows, the original's NO stays
    as long as no text was found.

    Raises
    ------
    BurnedInTextNotAllowed
        If text was found where only NO is allowed, and nobody looked.
    """
    if reviewed:
        return "NO"
    sop_class_uid = str(attributes.get("SOPClassUID", ""))
    if text_found and sop_class_uid in ONLY_NO:
        raise BurnedInTextNotAllowed
    incoming = str(attributes.get("BurnedInAnnotation") or "")
    if not incoming or incoming == "YES" or attribute_type(sop_class_uid, [_TAG]) not in REQUIRED:
        return "YES" if incoming == "YES" else ""
    return "NO" if sop_class_uid in ONLY_NO else "YES"
