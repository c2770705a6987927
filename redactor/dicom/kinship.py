"""What an instance says of the images that it is related to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.dicom.place import text_of
from redactor.dicom.walk import value_of
from redactor.model.image import Kinship

if TYPE_CHECKING:
    from pydicom.dataset import Dataset


def kinship_of(attributes: Dataset) -> Kinship:
    """Give what ties an instance to others (PS3.3 C.7.4.1, C.7.6.2, C.7.6.1, C.8.11.1.1.6)."""
    return Kinship(
        presentation_intent_type=text_of(attributes, "PresentationIntentType"),
        frame_of_reference=text_of(attributes, "FrameOfReferenceUID"),
        orientation=_orientation(attributes),
        sources=tuple(
            uid
            for item in value_of(attributes, "SourceImageSequence") or ()
            if (uid := text_of(item, "ReferencedSOPInstanceUID"))
        ),
    )


def _orientation(attributes: Dataset) -> tuple[float, ...]:
    """Give the direction cosines, to the thousandth: scanners write more digits than they mean."""
    value = value_of(attributes, "ImageOrientationPatient")
    try:
        return tuple(round(float(cosine), 3) + 0.0 for cosine in value or ())
    except (TypeError, ValueError):
        return ()
