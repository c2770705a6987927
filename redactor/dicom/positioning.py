"""What an instance says of the part of the body that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.dicom.place import text_of
from redactor.dicom.walk import value_of
from redactor.model.image import Positioning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydicom.dataset import Dataset

_SEQUENCES = ("ViewCodeSequence", "AnatomicRegionSequence")


def positioning_of(attributes: Dataset) -> Positioning:
    """Give what the header says (PS3.3 C.7.3.1, C.8.1.1, C.8.11.5.1), words in capitals."""
    return Positioning(
        body_part_examined=text_of(attributes, "BodyPartExamined").strip().upper(),
        view_position=text_of(attributes, "ViewPosition").strip().upper(),
        codes=tuple(_codes(attributes)),
    )


def _codes(attributes: Dataset) -> Iterator[str]:
    for keyword in _SEQUENCES:
        for item in value_of(attributes, keyword) or ():
            modifiers = value_of(item, "ViewModifierCodeSequence") or ()
            yield from (code for each in (item, *modifiers) if (code := text_of(each, "CodeValue").strip().upper()))
