"""File Meta Information (PS3.10 7.1): written anew, with six elements and no more.

An old one names application entities, network addresses and programs of the hospital.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydicom.dataelem import DataElement
from pydicom.dataset import FileMetaDataset
from pydicom.uid import UID

import redactor
from redactor.dicom.plain_elements import tag_of
from redactor.dicom.walk import value_of

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

IMPLEMENTATION_CLASS_UID: Final = "2.25.280823732830739979137571055627452242329"
"""Implementation Class UID (0002,0012) of this program: made once, never to be changed."""


def implementation_version_name() -> str:
    """Give Implementation Version Name (0002,0013), at most 16 characters."""
    return f"REDACTOR_{redactor.__version__}"[:16]


def file_meta(attributes: Dataset, transfer_syntax_uid: str) -> FileMetaDataset:
    """Give the File Meta Information of an instance that is to be written.

    Parameters
    ----------
    attributes
        With SOP Class UID and the new SOP Instance UID.
    """
    elements = (
        (0x00020001, "OB", b"\0\1"),
        (0x00020002, "UI", value_of(attributes, "SOPClassUID") or ""),
        (0x00020003, "UI", value_of(attributes, "SOPInstanceUID") or ""),
        (0x00020010, "UI", UID(transfer_syntax_uid)),
        (0x00020012, "UI", UID(IMPLEMENTATION_CLASS_UID)),
        (0x00020013, "SH", implementation_version_name()),
    )
    return FileMetaDataset({tag_of(tag): DataElement(tag_of(tag), vr, value) for tag, vr, value in elements})
