"""File Meta Information (PS3.10 7.1): written anew, with six elements and no more.

An old one names application entities, network addresses and programs of the hospital.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydicom.dataset import FileMetaDataset
from pydicom.uid import UID

import redactor

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
    meta = FileMetaDataset()
    meta.FileMetaInformationVersion = b"\0\1"
    meta.MediaStorageSOPClassUID = attributes.get("SOPClassUID", "")
    meta.MediaStorageSOPInstanceUID = attributes.get("SOPInstanceUID", "")
    meta.TransferSyntaxUID = UID(transfer_syntax_uid)
    meta.ImplementationClassUID = UID(IMPLEMENTATION_CLASS_UID)
    meta.ImplementationVersionName = implementation_version_name()
    return meta
