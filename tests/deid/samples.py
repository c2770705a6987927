"""Values to put into data sets: one of each VR, none of them a dummy, and texts that carry a canary."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from pydicom import dcmread
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.filewriter import dcmwrite

from redactor.deid.engine import Deidentified, deidentify
from redactor.deid.file_meta import file_meta
from redactor.deid.profile import BASIC, Profile
from redactor.deid.replacements import Replacements

if TYPE_CHECKING:
    from pydicom.dataset import FileDataset

CANARY: Final = "ZZPHI"
LENIENT: Final = Profile(private_sop_classes=True)
"""For data sets that are no instances."""

REPLACEMENTS: Final = Replacements(bytes(range(32)))
PATIENT: Final = "\\ZZPHI0020"

ORIGINALS: Final[dict[str, Any]] = {
    "AE": "ZZPHI",
    "AS": "042Y",
    "AT": 0x00100010,
    "CS": "ZZPHI",
    "DA": "20240501",
    "DS": "12.5",
    "DT": "20240501101500",
    "FD": 1.5,
    "FL": 1.5,
    "IS": "7",
    "LO": "ZZPHI",
    "LT": "ZZPHI",
    "OB": b"ZZPHI.",
    "OD": b"ZZPHI...",
    "OF": b"ZZPHI...",
    "OL": b"ZZPHI...",
    "OV": b"ZZPHI...",
    "OW": b"ZZPHI.",
    "PN": "ZZPHI^ZZPHI",
    "SH": "ZZPHI",
    "SL": -7,
    "SS": -7,
    "ST": "ZZPHI",
    "SV": -7,
    "TM": "101500",
    "UC": "ZZPHI",
    "UI": "1.2.826.0.1.3680043.8.498.20240501",
    "UL": 7,
    "UN": b"ZZPHI.",
    "UR": "http://ZZPHI.example",
    "US": 7,
    "UT": "ZZPHI",
    "UV": 7,
}
CANARIES: Final = (b"ZZPHI", b"20240501", b"101500", b"042Y", b"3680043")
"""What no byte string of a result may hold."""


def element(tag: int, vr: str) -> DataElement:
    """Give an element with an original value; a sequence holds canaries of its own."""
    if vr == "SQ":
        item = Dataset()
        item.CodeValue = item.CodeMeaning = item.ReferencedFileID = CANARY
        item.ReferencedSOPInstanceUID = ORIGINALS["UI"]
        item.ContentDate = ORIGINALS["DA"]
        return DataElement(tag, "SQ", [item])
    return DataElement(tag, vr, ORIGINALS[vr.partition(" or ")[0]])


def data_set(*elements: DataElement, **attributes: Any) -> Dataset:
    """Give a data set."""
    made = Dataset()
    made.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    made.SOPInstanceUID = "1.2.826.0.1.3680043.8.498.1"
    for one in elements:
        made.add(one)
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


def deidentified(attributes: Dataset, **options: Any) -> Deidentified:
    """De-identify with the Basic Profile."""
    chosen = {"profile": BASIC, "replacements": REPLACEMENTS, "patient": PATIENT, **options}
    return deidentify(attributes, **chosen)


def written(attributes: Dataset) -> bytes:
    """Give the file of a data set, in Explicit VR Little Endian."""
    copied = Dataset()
    copied.update({one.tag: one for one in attributes})
    copied.file_meta = file_meta(attributes, "1.2.840.10008.1.2.1")
    stream = BytesIO()
    dcmwrite(stream, copied, enforce_file_format=True, implicit_vr=False, little_endian=True)
    return stream.getvalue()


def read(data: bytes) -> FileDataset:
    """Read a file back, every value."""
    found = dcmread(BytesIO(data))
    for _ in found.iterall():
        pass
    return found
