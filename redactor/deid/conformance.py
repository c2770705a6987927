"""Read a written file as a stranger would, and name what should not be in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydicom.datadict import keyword_for_tag
from pydicom.filereader import read_file_meta_info

from redactor.deid.identity import PersonWords
from redactor.deid.table import row_for
from redactor.dicom.walk import element_at, tag_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydicom.dataset import Dataset

    from redactor.dicom.instance import Instance

_PREAMBLE: Final = 128
_FILE_META: Final = frozenset({0x00020000, 0x00020001, 0x00020002, 0x00020003, 0x00020010, 0x00020012, 0x00020013})
_OWN: Final = frozenset(
    {
        "DeidentificationMethod",
        "DeidentificationMethodCodeSequence",
        "PatientName",
        "PatientID",
        "DerivationDescription",
    }
)
"""Written by this program: their words are its own."""


def attribute_faults(path: Path, written: Instance, original: Instance | None) -> Iterator[str]:
    """Yield what is wrong with the attributes of a written file; each text names places, never a value.

    Parameters
    ----------
    original
        Whose identifiers must be nowhere; None looks only for what no de-identified file may hold.
    """
    with path.open("rb") as file:
        if file.read(_PREAMBLE) != bytes(_PREAMBLE):
            yield "the preamble is not empty"
    meta = read_file_meta_info(path)
    if set(meta.keys()) - _FILE_META:
        yield "File Meta Information holds more than it needs"
    attributes = written.attributes
    if written.text("PatientIdentityRemoved") != "YES" or "DeidentificationMethodCodeSequence" not in attributes:
        yield "Patient Identity Removed or the method codes are missing"
    if str(meta.get("MediaStorageSOPInstanceUID", "")) != written.text("SOPInstanceUID"):
        yield "the SOP Instance UIDs of File Meta Information and data set differ"
    words = PersonWords.of(original.attributes) if original else None
    uids = (
        {original.text(k) for k in ("SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID")} if original else set()
    )
    yield from dict.fromkeys(_element_faults(attributes, words, uids - {""}, ""))


def _element_faults(attributes: Dataset, words: PersonWords | None, uids: set[str], prefix: str) -> Iterator[str]:
    for tag in sorted(attributes.keys()):
        path = tag_path(prefix, tag)
        row = row_for(tag)
        if tag.is_private:
            yield f"private element {path}"
            continue
        if row is not None and row.basic == "X" and (prefix or keyword_for_tag(tag) not in _OWN):
            yield f"element {path} should have been removed"
            continue
        element = element_at(attributes, tag)
        if element is None:
            yield f"element {path} can't be read"
        elif element.VR == "SQ":
            for number, item in enumerate(element.value or [], 1):
                yield from _element_faults(item, words, uids, f"{path}[{number}]/")
        elif element.VR == "UI":
            values = element.value if element.VM > 1 else [element.value]
            if uids & {str(value) for value in values}:
                yield f"an original UID in {path}"
        elif words is not None and keyword_for_tag(tag) not in _OWN and words.are_in(element):
            yield f"an identifier of the original in {path}"
