"""Base objects: invented instances of many SOP Classes, with all 18 HIPAA classes in their headers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pydicom
from pydicom import dcmread, uid
from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset

from tests.benchmarks.mini_midi.answers import Action
from tests.benchmarks.mini_midi.case import Case
from tests.benchmarks.mini_midi.pictures import background

if TYPE_CHECKING:
    from tests.benchmarks.mini_midi.people import Person

_ROOT: Final = "1.2.826.0.1.3680043.9.9999"
_GEOMETRY: Final[dict[str, Any]] = {
    "PixelSpacing": [0.703125, 0.703125],
    "SliceThickness": "2.5",
    "ImagePositionPatient": [-180.5, -171.25, 64.75],
    "ImageOrientationPatient": [1, 0, 0, 0, 1, 0],
    "PositionReferenceIndicator": "",
}
_GRAY16: Final[dict[str, Any]] = {"BitsStored": 12, "PhotometricInterpretation": "MONOCHROME2"}
_SIGNED: Final[dict[str, Any]] = {**_GRAY16, "PixelRepresentation": 1}
_RGB: Final[dict[str, Any]] = {"SamplesPerPixel": 3, "PhotometricInterpretation": "RGB"}
_WINDOW: Final[dict[str, Any]] = {"WindowCenter": "40", "WindowWidth": "400"}
_DX: Final[dict[str, Any]] = {
    **_GRAY16,
    **_WINDOW,
    "PresentationIntentType": "FOR PRESENTATION",
    "PixelIntensityRelationship": "LOG",
    "PixelIntensityRelationshipSign": 1,
    "RescaleIntercept": "0",
    "RescaleSlope": "1",
    "RescaleType": "US",
    "PresentationLUTShape": "IDENTITY",
    "LossyImageCompression": "00",
    "BurnedInAnnotation": "NO",
    "ImagerPixelSpacing": [0.143, 0.143],
    "PatientOrientation": ["L", "F"],
    "ImageLaterality": "L",
}


@dataclass(frozen=True)
class Kind:
    """A kind of object: SOP Class, modality, size and further attributes."""

    sop_class: str
    modality: str
    shape: tuple[int, int] | None
    attributes: dict[str, Any]
    frames: int = 1


def _code(value: str, scheme: str, meaning: str) -> Dataset:
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = value, scheme, meaning
    return code


KINDS: Final[dict[str, Kind]] = {
    "CT": Kind(
        uid.CTImageStorage,
        "CT",
        (128, 128),
        {
            **_GEOMETRY,
            **_SIGNED,
            **_WINDOW,
            "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
            "RescaleIntercept": "-1024",
            "RescaleSlope": "1",
            "KVP": "120",
            "ConvolutionKernel": "B30f",
            "BodyPartExamined": "HEAD",
            "PatientPosition": "HFS",
            "AcquisitionNumber": "1",
        },
    ),
    "MR": Kind(
        uid.MRImageStorage,
        "MR",
        (96, 128),
        {
            **_GEOMETRY,
            **_GRAY16,
            **_WINDOW,
            "ImageType": ["ORIGINAL", "PRIMARY", "M", "ND"],
            "ScanningSequence": "SE",
            "SequenceVariant": "SK",
            "ScanOptions": "",
            "MRAcquisitionType": "2D",
            "SequenceName": "*tse2d1_11",
            "EchoTime": "11",
            "RepetitionTime": "2500",
            "EchoTrainLength": "5",
            "BodyPartExamined": "BRAIN",
            "PatientPosition": "HFS",
        },
    ),
    "CR": Kind(
        uid.ComputedRadiographyImageStorage,
        "CR",
        (256, 320),
        {
            **_GRAY16,
            **_WINDOW,
            "BodyPartExamined": "CHEST",
            "ViewPosition": "PA",
            "PhotometricInterpretation": "MONOCHROME1",
        },
    ),
    "DX": Kind(
        uid.DigitalXRayImageStorageForPresentation,
        "DX",
        (256, 320),
        {
            **_DX,
            "ImageType": ["DERIVED", "PRIMARY", ""],
            "BodyPartExamined": "HAND",
            "AnatomicRegionSequence": [_code("85562004", "SCT", "Hand")],
            "DetectorType": "DIRECT",
        },
    ),
    "MG": Kind(
        uid.DigitalMammographyXRayImageStorageForPresentation,
        "MG",
        (320, 256),
        {
            **_DX,
            "ImageType": ["DERIVED", "PRIMARY", ""],
            "BodyPartExamined": "BREAST",
            "OrganExposed": "BREAST",
            "PositionerType": "MAMMOGRAPHIC",
            "ViewPosition": "CC",
            "AnatomicRegionSequence": [_code("76752008", "SCT", "Breast")],
            "ViewCodeSequence": [_code("399162004", "SCT", "cranio-caudal")],
        },
    ),
    "US": Kind(
        uid.UltrasoundImageStorage, "US", (240, 320), {**_RGB, "ImageType": ["ORIGINAL", "PRIMARY", "", "0001"]}
    ),
    "USMF": Kind(
        uid.UltrasoundMultiFrameImageStorage,
        "US",
        (192, 256),
        {
            **_RGB,
            "ImageType": ["ORIGINAL", "PRIMARY", "", "0001"],
            "FrameTime": "33",
            "FrameIncrementPointer": 0x00181063,
        },
        4,
    ),
    "XC": Kind(
        uid.VLPhotographicImageStorage,
        "XC",
        (240, 320),
        {**_RGB, "ImageType": ["ORIGINAL", "PRIMARY"], "LossyImageCompression": "00", "AcquisitionContextSequence": []},
    ),
    "NM": Kind(
        uid.NuclearMedicineImageStorage,
        "NM",
        (64, 64),
        {
            "BitsStored": 16,
            "PhotometricInterpretation": "MONOCHROME2",
            "ImageType": ["ORIGINAL", "PRIMARY", "STATIC", "EMISSION"],
            "PixelSpacing": [4.8, 4.8],
            "Radiopharmaceutical": "Technetium MDP",
        },
        3,
    ),
    "PT": Kind(
        uid.PositronEmissionTomographyImageStorage,
        "PT",
        (64, 64),
        {
            **_GEOMETRY,
            **_SIGNED,
            "ImageType": ["ORIGINAL", "PRIMARY"],
            "Units": "BQML",
            "DecayCorrection": "START",
            "RescaleIntercept": "0",
            "RescaleSlope": "2.5",
            "CountsSource": "EMISSION",
        },
    ),
    "SC": Kind(
        uid.SecondaryCaptureImageStorage,
        "OT",
        (240, 320),
        {"BitsStored": 8, "PhotometricInterpretation": "MONOCHROME2", "ConversionType": "WSD"},
    ),
    "SCMF": Kind(
        uid.MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
        "OT",
        (128, 160),
        {
            "BitsStored": 8,
            "PhotometricInterpretation": "MONOCHROME2",
            "ConversionType": "WSD",
            "BurnedInAnnotation": "YES",
            "RescaleIntercept": "0",
            "RescaleSlope": "1",
            "RescaleType": "US",
            "PresentationLUTShape": "IDENTITY",
            "FrameIncrementPointer": 0x00181063,
            "FrameTime": "100",
        },
        3,
    ),
    "ECT": Kind(
        uid.EnhancedCTImageStorage,
        "CT",
        (64, 64),
        {**_SIGNED, "ImageType": ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"], "PresentationLUTShape": "IDENTITY"},
        3,
    ),
    "EMR": Kind(
        uid.EnhancedMRImageStorage,
        "MR",
        (64, 64),
        {**_GRAY16, "ImageType": ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"], "PresentationLUTShape": "IDENTITY"},
        3,
    ),
    "WSI": Kind(
        uid.VLWholeSlideMicroscopyImageStorage,
        "SM",
        (128, 128),
        {
            **_RGB,
            "ImageType": ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"],
            "TotalPixelMatrixRows": 256,
            "TotalPixelMatrixColumns": 256,
            "ImagedVolumeWidth": 2.0,
            "ImagedVolumeHeight": 2.0,
            "SpecimenLabelInImage": "NO",
            "BurnedInAnnotation": "NO",
            "FocusMethod": "AUTO",
            "ExtendedDepthOfField": "NO",
            "DimensionOrganizationType": "TILED_FULL",
        },
        4,
    ),
    "SEG": Kind(
        uid.SegmentationStorage,
        "SEG",
        (64, 64),
        {
            "BitsStored": 1,
            "PhotometricInterpretation": "MONOCHROME2",
            "ImageType": ["DERIVED", "PRIMARY"],
            "SegmentationType": "BINARY",
            "ContentLabel": "LIVER",
        },
        2,
    ),
    "PM": Kind(
        uid.ParametricMapStorage,
        "MR",
        (64, 64),
        {"FloatPixelData": b"", "PhotometricInterpretation": "MONOCHROME2", "ContentLabel": "ADC", "BitsStored": 32},
    ),
    "SR": Kind(
        uid.ComprehensiveSRStorage, "SR", None, {"CompletionFlag": "COMPLETE", "VerificationFlag": "UNVERIFIED"}
    ),
    "PR": Kind(uid.GrayscaleSoftcopyPresentationStateStorage, "PR", None, {"PresentationLUTShape": "IDENTITY"}),
    "KO": Kind(uid.KeyObjectSelectionDocumentStorage, "KO", None, {"ValueType": "CONTAINER"}),
    "RTSTRUCT": Kind(uid.RTStructureSetStorage, "RTSTRUCT", None, {"StructureSetLabel": "PELVIS"}),
    "RTPLAN": Kind(uid.RTPlanStorage, "RTPLAN", None, {"RTPlanLabel": "BOOST", "RTPlanGeometry": "PATIENT"}),
    "PDF": Kind(uid.EncapsulatedPDFStorage, "DOC", None, {"MIMETypeOfEncapsulatedDocument": "application/pdf"}),
    "ECG": Kind(uid.TwelveLeadECGWaveformStorage, "ECG", None, {}),
}
IMAGES: Final = tuple(name for name, kind in KINDS.items() if kind.shape)
OTHERS: Final = tuple(name for name, kind in KINDS.items() if not kind.shape)

_TEST_FILES: Final = Path(pydicom.__file__).parent / "data" / "test_files"
BORROWED: Final = (
    "CT_small.dcm",
    "MR_small.dcm",
    "MR_small_RLE.dcm",
    "MR_small_bigendian.dcm",
    "MR_small_implicit.dcm",
    "MR_small_jpeg_ls_lossless.dcm",
    "MR_small_jp2klossless.dcm",
    "SC_rgb_rle.dcm",
    "SC_rgb_small_odd.dcm",
    "examples_palette.dcm",
    "examples_overlay.dcm",
    "rtdose.dcm",
    "liver_1frame.dcm",
    "JPGExtended.dcm",
    "693_J2KI.dcm",
    "SC_rgb_jpeg_dcmtk.dcm",
)
"""Public test files of pydicom that other patients are planted into."""

MARKED: Final[tuple[tuple[str, str, Action, str], ...]] = (
    ("A", "ReferringPhysicianName", Action.TEXT_REMOVED, ""),
    ("A", "OperatorsName", Action.TEXT_REMOVED, ""),
    ("A", "PatientMotherBirthName", Action.TEXT_REMOVED, ""),
    ("A", "PatientName", Action.TEXT_REMOVED, ""),
    ("B", "PatientAddress", Action.TEXT_REMOVED, ""),
    ("B", "InstitutionName", Action.TEXT_REMOVED, ""),
    ("B", "InstitutionAddress", Action.TEXT_REMOVED, ""),
    ("B", "InstitutionalDepartmentName", Action.TEXT_REMOVED, ""),
    ("C", "PatientBirthDate", Action.DATE_SHIFTED, ""),
    ("C", "StudyDate", Action.DATE_SHIFTED, ""),
    ("C", "SeriesDate", Action.DATE_SHIFTED, ""),
    ("C", "AcquisitionDate", Action.DATE_SHIFTED, ""),
    ("C", "ContentDate", Action.DATE_SHIFTED, ""),
    ("C", "AcquisitionDateTime", Action.DATE_SHIFTED, ""),
    ("C", "InstanceCreationDate", Action.DATE_SHIFTED, ""),
    ("C", "DateOfLastCalibration", Action.DATE_SHIFTED, ""),
    ("C", "DateOfSecondaryCapture", Action.DATE_SHIFTED, ""),
    ("C", "PerformedProcedureStepStartDate", Action.DATE_SHIFTED, ""),
    ("D", "PatientTelephoneNumbers", Action.TEXT_REMOVED, ""),
    ("E", "OrderCallbackPhoneNumber", Action.TEXT_REMOVED, ""),
    ("F", "PatientTelecomInformation", Action.TEXT_REMOVED, ""),
    ("G", "OtherPatientIDs", Action.TEXT_REMOVED, ""),
    ("H", "PatientID", Action.TEXT_REMOVED, ""),
    ("H", "IssuerOfPatientID", Action.TEXT_REMOVED, ""),
    ("I", "InsurancePlanIdentification", Action.TEXT_REMOVED, ""),
    ("J", "AccessionNumber", Action.TEXT_REMOVED, ""),
    ("J", "AdmissionID", Action.TEXT_REMOVED, ""),
    ("K", "PhysiciansOfRecordIdentificationSequence", Action.TEXT_REMOVED, ""),
    ("L", "PatientComments", Action.TEXT_REMOVED, ""),
    ("M", "DeviceSerialNumber", Action.TEXT_REMOVED, ""),
    ("M", "StationName", Action.TEXT_REMOVED, ""),
    ("M", "DetectorID", Action.TEXT_REMOVED, ""),
    ("N", "RetrieveURL", Action.TEXT_REMOVED, ""),
    ("O", "RetrieveAETitle", Action.TEXT_REMOVED, ""),
    ("P", "ImageComments", Action.TEXT_REMOVED, ""),
    ("Q", "ReferencedPatientPhotoSequence", Action.TEXT_REMOVED, ""),
    ("R", "StudyID", Action.TEXT_REMOVED, ""),
    ("R", "ProtocolName", Action.TEXT_REMOVED, ""),
)
"""The 18 classes of HIPAA by letter, where each is planted, and what is asked."""


def make(name: str, number: int, person: Person, *, study: int = 1, series: int = 1) -> Case:
    """Give an object of a kind with a full header; the same numbers give the same one."""
    kind = KINDS[name]
    ds = Dataset()
    ds.SOPClassUID, ds.Modality = kind.sop_class, kind.modality
    for keyword, value in kind.attributes.items():
        setattr(ds, keyword, value)
    values = background(*kind.shape, seed=number) if kind.shape else None
    if kind.frames > 1:
        ds.NumberOfFrames = kind.frames
    case = Case(name, number, person, ds, values, f"pending/{number}", frames=kind.frames)
    _identify(case, study, series)
    if "PixelSpacing" in ds:
        ds.FrameOfReferenceUID = f"{_ROOT}.{person.number}.{study}.9"
    return case


def borrow(file: str, number: int, person: Person, *, study: int = 1, series: int = 1) -> Case:
    """Give a public test file with another patient planted into it; its pixels stay as they are."""
    ds = dcmread(_TEST_FILES / file)
    syntax = str(ds.file_meta.TransferSyntaxUID)
    made = Dataset()
    for element in ds:
        if not element.tag.is_private and element.tag != 0xFFFCFFFC:
            made.add(element)
    case = Case(f"borrowed {file}", number, person, made, None, f"pending/{number}", syntax=syntax)
    _identify(case, study, series)
    return case


def _identify(case: Case, study: int, series: int) -> None:
    """Write who, where, when and by whom, so that each HIPAA class is in the header."""
    person, ds, site = case.person, case.ds, case.person.site
    date = f"2{19 + study:03}{person.number % 12 + 1:02}{study + 10}"
    base = f"{_ROOT}.{person.number}.{study}"
    ds.SpecificCharacterSet = list(person.declared) or None
    if not person.declared:
        del ds.SpecificCharacterSet
    own: dict[str, Any] = {
        "SOPInstanceUID": f"{base}.{series}.{case.number}",
        "StudyInstanceUID": base,
        "SeriesInstanceUID": f"{base}.{series}",
        "PatientID": person.mrn,
        "IssuerOfPatientID": site.issuer,
        "PatientBirthDate": person.birth,
        "PatientSex": "FM"[person.number % 2],
        "PatientAge": f"{(2020 - int(person.birth[:4])) % 100:03}Y",
        "PatientAddress": person.address,
        "PatientTelephoneNumbers": person.phone,
        "PatientTelecomInformation": person.mail,
        "OtherPatientIDs": person.ssn,
        "InsurancePlanIdentification": f"PLAN-{case.digits('HI')}",
        "AdmissionID": f"ADM{case.digits('HJ')}",
        "AccessionNumber": f"A{case.digits('HJacc')}",
        "OrderCallbackPhoneNumber": f"{person.phone[4:]}9",
        "PatientComments": f"came by car, plate {case.word('HL')}",
        "DeviceSerialNumber": f"SN{case.digits('HM')}",
        "StationName": site.station,
        "DetectorID": f"DET{case.digits('HMdet')}",
        "RetrieveURL": f"https://{site.host}/studies/{case.word('HN')}",
        "RetrieveAETitle": case.word("HO"),
        "ImageComments": f"retina template {case.word('HP')}",
        "StudyID": case.digits("HR"),
        "ProtocolName": f"{case.word('HRpro')} routine",
        "InstitutionAddress": site.address if site.address.isascii() else "Qinghe Lake 412",
        "StudyDate": date,
        "StudyTime": "101507.25",
        "SeriesDate": date,
        "SeriesTime": "101611",
        "AcquisitionDate": date,
        "ContentDate": date,
        "ContentTime": "101733",
        "AcquisitionDateTime": f"{date}101655.5+0100",
        "InstanceCreationDate": date,
        "DateOfLastCalibration": f"{date[:4]}0102",
        "PerformedProcedureStepStartDate": date,
        "Manufacturer": "Acme Imaging",
        "ManufacturerModelName": "Visor 9",
        "SeriesNumber": series,
        "InstanceNumber": case.number,
        "StudyDescription": f"Parkinson follow-up {case.word('HRdes')}",
    }
    for keyword, value in own.items():
        setattr(ds, keyword, value)
    if case.kind == "SC":
        ds.DateOfSecondaryCapture = date
    licence = Dataset()
    licence.PersonIdentificationCodeSequence = [_code(case.word("HK"), "99LIC", "licence to practise")]
    licence.InstitutionName = site.name if site.name.isascii() else "Quillmoor General Hospital"
    ds.PhysiciansOfRecordIdentificationSequence = [licence]
    photo = Dataset()
    photo.TypeOfInstances = "DICOM"
    photo.StudyInstanceUID = f"{base}.77"
    ds.ReferencedPatientPhotoSequence = [photo]
    _write_names(case)


def _write_names(case: Case) -> None:
    """Write names in the encoding of the patient, also where it is another than the data set says."""
    person, ds = case.person, case.ds
    latin = {"PatientMotherBirthName": "Zinnwald^Euphemia", "ReferringPhysicianName": "Ostrander^Philippa"}
    texts = {
        "PatientName": person.name,
        "OperatorsName": "Wexcombe^Tobiah",
        "InstitutionName": "Quillmoor General Hospital",
        "InstitutionalDepartmentName": "Radiology Ward Zephyr",
        **latin,
    }
    chinese = person.site.name.startswith("青") and person.declared in {("GB18030",), ("ISO_IR 192",)}
    if chinese:
        texts |= {
            "InstitutionName": person.site.name,
            "InstitutionalDepartmentName": person.site.department,
            "OperatorsName": person.site.operator,
            "ReferringPhysicianName": person.site.physician,
        }
    for keyword, text in texts.items():
        written = text.encode(person.coded).decode("latin-1") if person.coded else text
        ds[keyword] = DataElement(int(tag_for_keyword(keyword) or 0), dictionary_VR(keyword), written)
