"""DICOMDIR, made anew from the files that it names (PS3.3 F, PS3.10 8): never an old one with its texts taken out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from pydicom import dcmwrite
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.uid import UID, ExplicitVRLittleEndian, MediaStorageDirectoryStorage

from redactor.dicom.place import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNKNOWN_DATE: Final = "19000101"
"""Study Date is Type 1 here, and dates were removed."""
_SEQUENCE_HEAD: Final = 12  # tag, VR, reserved, length
_ITEM_HEAD: Final = 8
_IN_USE: Final = 0xFFFF


def directory(files: Sequence[tuple[tuple[str, ...], Dataset]], uid: str) -> bytes:
    """Give the bytes of a DICOMDIR.

    Parameters
    ----------
    files
        File ID and attributes of each instance.
    uid
        Media Storage SOP Instance UID.
    """
    tree = _Node(Dataset())
    for file_id, attributes in files:
        node = tree
        for key, record in _records(file_id, attributes):
            node = node.children.setdefault(key, _Node(record))
    records = list(tree.below())
    begin = _begin_of_items(uid)
    for node in records:
        node.offset = begin
        begin += _ITEM_HEAD + _length(node.record)
    tree.link()
    ds = _head(uid)
    first = list(tree.children.values())
    ds.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = first[0].offset
    ds.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = first[-1].offset
    ds.DirectoryRecordSequence = [node.record for node in records]
    target = io.BytesIO()
    dcmwrite(target, ds, enforce_file_format=True)
    return target.getvalue()


class _Node:
    """A record and those below it; the offset is that of its item in the file."""

    def __init__(self, record: Dataset) -> None:
        self.record, self.offset = record, 0
        self.children: dict[str, _Node] = {}

    def below(self) -> list[_Node]:
        """Give all records below, each before its own."""
        return [each for child in self.children.values() for each in (child, *child.below())]

    def link(self) -> None:
        """Let each record below say where the next one and its first one are."""
        children = list(self.children.values())
        for number, child in enumerate(children):
            after = children[number + 1].offset if number + 1 < len(children) else 0
            child.record.OffsetOfTheNextDirectoryRecord = after
            lower = next(iter(child.children.values()), None)
            child.record.OffsetOfReferencedLowerLevelDirectoryEntity = lower.offset if lower else 0
            child.link()


def _records(file_id: tuple[str, ...], attributes: Dataset) -> list[tuple[str, Dataset]]:
    """Give the records that lead to an instance (PS3.3 F.5.1 to F.5.4), each with what tells it from its likes."""

    def said(keyword: str, otherwise: str = "") -> str:
        return text_of(attributes, keyword) or otherwise

    patient: Any = _record("PATIENT", PatientName=said("PatientName"), PatientID=said("PatientID", "UNKNOWN"))
    study = _record(
        "STUDY",
        StudyDate=said("StudyDate", _UNKNOWN_DATE),
        StudyTime=said("StudyTime", "000000"),
        StudyDescription="",
        StudyInstanceUID=said("StudyInstanceUID"),
        StudyID=said("StudyID", "1"),
        AccessionNumber="",
    )
    series = _record(
        "SERIES",
        Modality=said("Modality", "OT"),
        SeriesInstanceUID=said("SeriesInstanceUID"),
        SeriesNumber=said("SeriesNumber", "1"),
    )
    image = _record(
        "IMAGE",
        ReferencedFileID=list(file_id),
        ReferencedSOPClassUIDInFile=said("SOPClassUID"),
        ReferencedSOPInstanceUIDInFile=said("SOPInstanceUID"),
        ReferencedTransferSyntaxUIDInFile=str(attributes.file_meta.TransferSyntaxUID),
        InstanceNumber=said("InstanceNumber", "1"),
    )
    keys = (patient.PatientID, study.StudyInstanceUID, series.SeriesInstanceUID, "/".join(file_id))
    return list(zip(map(str, keys), (patient, study, series, image), strict=True))


def _record(kind: str, **values: Any) -> Dataset:  # noqa: ANN401 - the attribute decides
    record = Dataset()
    record.OffsetOfTheNextDirectoryRecord = 0
    record.RecordInUseFlag = _IN_USE
    record.OffsetOfReferencedLowerLevelDirectoryEntity = 0
    record.DirectoryRecordType = kind
    record.SpecificCharacterSet = "ISO_IR 192"
    for keyword, value in values.items():
        setattr(record, keyword, value)
    return record


def _head(uid: str) -> Dataset:
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.MediaStorageSOPClassUID = MediaStorageDirectoryStorage
    ds.file_meta.MediaStorageSOPInstanceUID = UID(uid)
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.FileSetID = ""
    ds.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = 0
    ds.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = 0
    ds.FileSetConsistencyFlag = 0
    return ds


def _begin_of_items(uid: str) -> int:
    """Say where the first record begins: behind all that stands before the sequence, which is the last element."""
    target = io.BytesIO()
    dcmwrite(target, _head(uid), enforce_file_format=True)
    return len(target.getvalue()) + _SEQUENCE_HEAD


def _length(record: Dataset) -> int:
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    return write_dataset(buffer, record, parent_encoding="utf-8")
