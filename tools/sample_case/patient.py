"""Attributes that the studies of the sample case share: one fictitious patient at one fictitious hospital."""

from __future__ import annotations

import hashlib
import io
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME: Final = "LI^MEI=李^梅"
PATIENT_ID: Final = "SYN-048213"
BIRTH_DATE: Final = "19560214"
HOSPITAL: Final = "Example Hospital 示例医院"


@dataclass(frozen=True)
class Study:
    """What differs between the studies."""

    name: str
    modality: str
    date: str
    time: str
    description: str
    series_description: str
    accession: str
    maker: str
    model: str
    character_set: str
    body_part: str


def uid(name: str) -> UID:
    """Give the UID of a thing in the sample case: always the same, under 2.25 (PS3.5 B.2)."""
    digest = hashlib.sha256(f"sample case of redactor: {name}".encode()).digest()[:16]
    return UID(f"2.25.{uuid.UUID(bytes=digest, version=4).int}")


def item(**values: object) -> Dataset:
    """Give a sequence item from keywords and values."""
    result = Dataset()
    for keyword, value in values.items():
        setattr(result, keyword, value)
    return result


def code(value: str, scheme: str, meaning: str) -> Dataset:
    """Give a coded concept."""
    return item(CodeValue=value, CodingSchemeDesignator=scheme, CodeMeaning=meaning)


def instance(study: Study, *, sop_class: UID, number: int, transfer_syntax: UID) -> Dataset:
    """Give an instance with patient, study, series and equipment; its pixels are still missing."""
    ds = Dataset()
    ds.SpecificCharacterSet = study.character_set
    ds.InstanceCreationDate, ds.InstanceCreationTime = study.date, study.time
    ds.SOPClassUID, ds.SOPInstanceUID = sop_class, uid(f"{study.name} {number}")
    ds.StudyDate = ds.SeriesDate = ds.AcquisitionDate = ds.ContentDate = study.date
    ds.StudyTime = ds.SeriesTime = ds.AcquisitionTime = ds.ContentTime = study.time
    ds.AccessionNumber, ds.Modality = study.accession, study.modality
    ds.Manufacturer, ds.ManufacturerModelName = study.maker, study.model
    ds.DeviceSerialNumber, ds.SoftwareVersions = f"SN-{study.accession[-4:]}", "1.0"
    ds.StationName = f"{study.modality}-ROOM-2"
    ds.InstitutionName, ds.InstitutionAddress = HOSPITAL, "1 Sample Road, Example City"
    ds.InstitutionalDepartmentName = "Department of Examples"
    ds.ReferringPhysicianName, ds.PerformingPhysicianName = "WANG^FANG=王^芳", "ZHAO^LEI=赵^磊"
    ds.NameOfPhysiciansReadingStudy, ds.OperatorsName = "CHEN^JIE=陈^洁", "SUN^TAO=孙^涛"
    ds.StudyDescription, ds.SeriesDescription = study.description, study.series_description
    ds.PatientName, ds.PatientID, ds.IssuerOfPatientID = NAME, PATIENT_ID, "EXAMPLE"
    ds.PatientBirthDate, ds.PatientSex, ds.PatientAge = BIRTH_DATE, "F", "068Y"
    ds.PatientSize, ds.PatientWeight = "1.58", "56"
    ds.PatientTelephoneNumbers, ds.PatientAddress = "555-0142", "7 Nowhere Lane, Example City"
    ds.PatientComments = "SYNTHETIC 合成数据: this person does not exist"
    ds.StudyInstanceUID, ds.SeriesInstanceUID = uid(study.name), uid(f"{study.name} series")
    ds.StudyID, ds.SeriesNumber, ds.AcquisitionNumber, ds.InstanceNumber = study.accession[-4:], 1, 1, number
    ds.BodyPartExamined = study.body_part
    ds.RequestAttributesSequence = [
        item(
            RequestedProcedureID=study.accession,
            RequestedProcedureDescription=study.description,
            ScheduledProcedureStepID="1",
            ScheduledProcedureStepDescription=f"for Mrs LI MEI, {study.description}",
        )
    ]
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = transfer_syntax
    ds.file_meta.MediaStorageSOPClassUID, ds.file_meta.MediaStorageSOPInstanceUID = (
        sop_class,
        ds.SOPInstanceUID,
    )
    ds.file_meta.ImplementationClassUID = uid("implementation")
    ds.file_meta.ImplementationVersionName = "REDACTOR_SAMPLE"
    ds.file_meta.SourceApplicationEntityTitle = "EXAMPLEHOSP"
    return ds


def describe_pixels(ds: Dataset, *, rows: int, columns: int, bits: tuple[int, int], signed: bool = False) -> None:
    """Fill in the Image Pixel Module of a grey-scale image; `bits` are allocated and stored."""
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, "MONOCHROME2"
    ds.Rows, ds.Columns = rows, columns
    ds.BitsAllocated, ds.BitsStored = bits
    ds.HighBit, ds.PixelRepresentation = bits[1] - 1, int(signed)


def icon(picture: NDArray[np.uint8]) -> list[Dataset]:
    """Give an Icon Image Sequence."""
    result = Dataset()
    describe_pixels(result, rows=picture.shape[0], columns=picture.shape[1], bits=(8, 8))
    result.add_new(0x7FE00010, "OB", picture.tobytes() + b"\0" * (picture.size % 2))
    return [result]


def encoded(ds: Dataset) -> bytes:
    """Give the file that holds an instance."""
    stream = io.BytesIO()
    pydicom.dcmwrite(stream, ds, enforce_file_format=True)
    return stream.getvalue()
