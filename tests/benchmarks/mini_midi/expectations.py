"""What must be true of every instance, whatever is planted: identity goes, what an image needs stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pydicom.datadict import tag_for_keyword

from tests.benchmarks.mini_midi.answers import Action
from tests.benchmarks.mini_midi.bases import MARKED

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from tests.benchmarks.mini_midi.case import Case

_REQUIRED: Final = (
    "SOPClassUID",
    "SOPInstanceUID",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "Modality",
    "Rows",
    "Columns",
    "BitsAllocated",
    "PhotometricInterpretation",
    "SamplesPerPixel",
)
"""Type 1 wherever pixels are."""

_TYPE_2: Final = (
    "StudyDate",
    "StudyTime",
    "AccessionNumber",
    "ReferringPhysicianName",
    "PatientName",
    "PatientID",
    "PatientBirthDate",
    "PatientSex",
    "StudyID",
    "SeriesNumber",
    "InstanceNumber",
    "Manufacturer",
    "PositionReferenceIndicator",
    "KVP",
    "PatientPosition",
    "AcquisitionNumber",
)
_KEPT: Final = (
    "SOPClassUID",
    "Modality",
    "ManufacturerModelName",
    "Rows",
    "Columns",
    "PixelSpacing",
    "ImagerPixelSpacing",
    "SliceThickness",
    "ImagePositionPatient",
    "ImageOrientationPatient",
    "RescaleIntercept",
    "RescaleSlope",
    "KVP",
    "EchoTime",
    "RepetitionTime",
    "EchoTrainLength",
    "ScanningSequence",
    "SequenceVariant",
    "MRAcquisitionType",
    "BodyPartExamined",
    "Laterality",
    "ImageLaterality",
    "ViewPosition",
    "PatientPosition",
    "PatientOrientation",
    "PresentationIntentType",
    "PixelIntensityRelationship",
    "PositionerType",
    "OrganExposed",
    "DetectorType",
    "Units",
    "DecayCorrection",
    "CountsSource",
    "Radiopharmaceutical",
    "ConversionType",
    "FrameTime",
    "TotalPixelMatrixRows",
    "ImagedVolumeWidth",
    "DimensionOrganizationType",
    "SegmentationType",
    "NumberOfFrames",
)
"""Geometry, technique and anatomy: listed nowhere in Table E.1-1, and no identity."""

_DECOYS: Final[tuple[tuple[str, str], ...]] = (
    ("SequenceName", "*Hand_2"),
    ("ConvolutionKernel", "Parkinson9"),
    ("FilterType", "WEDGE"),
    ("PulseSequenceName", "Carr-Purcell 31"),
    ("ViewName", "Towne view"),
    ("TransducerType", "LINEAR"),
    ("AcquisitionProtocolName", "Wilson 3 mm axial"),
)
_UNCHECKED: Final = frozenset({"P15", "P41", "P48"})
"""Places at which the validator stops reading the source, so that no comparison can be made."""

_TCIA: Final = (
    ("PatientSex", Action.TEXT_RETAINED),
    ("PatientAge", Action.TEXT_RETAINED),
    ("StudyDate", Action.TEXT_NOTNULL),
    ("SeriesDate", Action.TEXT_NOTNULL),
    ("ContentDate", Action.TEXT_NOTNULL),
)
"""What a TCIA-like profile keeps beyond the basic one."""


def path_of(keyword: str) -> str:
    """Give the path of an attribute at the top."""
    tag = int(tag_for_keyword(keyword) or 0)
    return f"({tag >> 16:04X},{tag & 0xFFFF:04X})"


def decoys(case: Case) -> None:
    """Plant words that look like persons and are not; before the places, which may write over them."""
    for index, (keyword, text) in enumerate(_DECOYS):
        if (case.number + index) % 3 == 0:
            setattr(case.ds, keyword, text)


def expect_all(case: Case, places: tuple[str, ...]) -> None:
    """Add the rows that hold for every instance; `places` are what was planted."""
    _removed(case)
    _uids(case)
    _kept(case, places)
    _decoys_stay(case, places)
    _whole(case, places)


def _kept(case: Case, places: tuple[str, ...]) -> None:
    ds = case.ds
    for keyword in _TYPE_2:
        if keyword in ds:
            case.expect("base", Action.TAG_RETAINED, path_of(keyword))
    for keyword in _REQUIRED:
        if keyword in ds:
            case.expect("base", Action.TEXT_NOTNULL, path_of(keyword))
    for keyword in _KEPT:
        if keyword in ds and _text(ds, keyword) and not _planted(keyword, places):
            case.expect("base", Action.TEXT_RETAINED, path_of(keyword), _text(ds, keyword))
    for keyword, action in _TCIA:
        if keyword in ds and "P26" not in places:
            case.expect("base", action, path_of(keyword), _text(ds, keyword), category="TCIA", profile="tcia")


def _decoys_stay(case: Case, places: tuple[str, ...]) -> None:
    ds = case.ds
    for keyword, text in _DECOYS:
        if ds.get(keyword) == text:
            case.expect("decoy", Action.TEXT_RETAINED, path_of(keyword), text, category="TCIA")
    if "AnatomicRegionSequence" in ds and "P28" not in places:
        meaning = str(ds.AnatomicRegionSequence[0].CodeMeaning)
        case.expect("decoy", Action.TEXT_RETAINED, "(0008,2218)[1]/(0008,0104)", meaning, category="TCIA")
    if "P24" not in places:
        case.expect("decoy", Action.TEXT_RETAINED, "(0008,1030)", "Parkinson", category="TCIA", profile="tcia")


def _removed(case: Case) -> None:
    ds = case.ds
    for letter, keyword, action, _ in MARKED:
        if keyword not in ds:
            continue
        kept_by_tcia = keyword == "PatientAge"
        path, text = path_of(keyword), _words(case, keyword)
        if ds[keyword].VR == "SQ":
            if letter == "K":
                case.clean("HK")
            continue
        if text and not kept_by_tcia:
            case.expect(f"H{letter}", action, path, text, category="HIPAA")
    person = case.person
    words = [person.mrn, person.phone, person.mail, person.ssn, person.address]
    words += [word for word in person.words if len(word) > 2]
    case.expect("HA", Action.BYTES_CLEAN, text="\n".join(words), category="HIPAA")
    case.expect("H", Action.PATID_CONSISTENT, path_of("PatientID"), person.mrn, category="HIPAA")


def _uids(case: Case) -> None:
    for keyword in ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID"):
        if keyword in case.ds:
            text = str(case.ds[keyword].value)
            case.expect("HR", Action.UID_CHANGED, path_of(keyword), text, category="HIPAA")
            case.expect("HR", Action.UID_CONSISTENT, path_of(keyword), text, category="DICOM")


def _whole(case: Case, places: tuple[str, ...]) -> None:
    borrowed = case.kind.startswith("borrowed")
    case.expect("base", Action.REOPEN_OK, category="OURS")
    if not _UNCHECKED.intersection(places):
        case.expect("base", Action.CONFORMANCE_NOT_WORSE, category="OURS")
    case.expect("base", Action.RECORD_COMPLETE, category="OURS")
    if case.values is None and not borrowed:
        return
    if case.boxes:
        case.expect("base", Action.PIXELS_OUTSIDE_MASK_IDENTICAL, category="OURS")
    else:
        case.expect("base", Action.PIXELS_RETAINED, category="TCIA")


def _words(case: Case, keyword: str) -> str:
    """Give what must be gone of a value: words of names as they are, all else whole."""
    if keyword == "PatientName":
        return "\n".join(case.person.words)
    if keyword in {"PatientComments", "ImageComments", "ProtocolName"}:
        return next((word for word in _text(case.ds, keyword).split() if word.startswith("ZH")), "")
    parts = re.split(r"[=^]" if case.ds[keyword].VR == "PN" else r"\\", _text(case.ds, keyword))
    return "\n".join(part for part in parts if len(part) > 1)


def _text(ds: Dataset, keyword: str) -> str:
    element = ds[keyword]
    values: list[Any] = list(element.value) if element.VM > 1 else [element.value]
    return "" if element.is_empty else "\\".join(str(value) for value in values)


def _planted(keyword: str, places: tuple[str, ...]) -> bool:
    """Say whether a place wrote over an attribute that would otherwise stay."""
    over = {
        "P24": {"ConvolutionKernel", "Manufacturer", "RescaleType"},
        "P37": {"BodyPartExamined"},
        "P45": {"SliceThickness", "BodyPartExamined", "EchoTime"},
        "P33": {"PhotometricInterpretation", "SamplesPerPixel"},
    }
    return any(keyword in over.get(place, set()) for place in places)
