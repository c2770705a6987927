"""A picture file (PNG, JPEG, TIFF) as a Secondary Capture instance, made in memory: what follows knows only DICOM.

The picture is never written to. Its pixels become native frames; what its metadata say becomes attributes that every
profile removes, so that the same checks look for them in the result. PS3.3 A.8.1, A.8.3 to A.8.5, C.8.6.1, C.8.6.3.
"""

from __future__ import annotations

import hashlib
import io
import struct
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import (
    UID,
    ExplicitVRLittleEndian,
    MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
    MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
    MultiFrameTrueColorSecondaryCaptureImageStorage,
    SecondaryCaptureImageStorage,
)

from redactor.dicom.byte_source import FileSource, opened
from redactor.dicom.picture_metadata import JPEG_START, PNG_START, TIFF_STARTS, PictureMetadata, metadata_of
from redactor.errors import Changed, Truncated, Unreadable, reason_of

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

STARTS: Final = (PNG_START, JPEG_START, *TIFF_STARTS)
_DEPTHS: Final = (np.dtype(np.uint8), np.dtype(np.uint16))

# OpenCV comments on odd files on the terminal, in words of the libraries that it holds. What matters is raised here.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


@dataclass(frozen=True)
class PictureSource:
    """The bytes of the instance that a picture becomes; made again when they are needed, and kept for a while."""

    file: FileSource = field(repr=False)
    size: int

    def read(self, offset: int, length: int) -> bytearray:
        """Give exactly `length` bytes; see `ByteSource.read`."""
        found = bytearray(_converted(self.file)[0][offset : offset + length])
        if len(found) != length:
            raise Changed
        return found


def instance_bytes(path: Path) -> tuple[PictureSource, bytes, PictureMetadata]:
    """Give a picture as a DICOM file in memory, and what lay beside its pixels.

    Raises
    ------
    Truncated
        If it can't be decoded, or its pages are not all of one kind.
    Unreadable
        If the file system refuses.
    """
    file = FileSource.of(path)
    data, metadata = _converted(file)
    return PictureSource(file, len(data)), data, metadata


@lru_cache(maxsize=2)
def _converted(file: FileSource) -> tuple[bytes, PictureMetadata]:
    data = _whole(file)
    metadata = metadata_of(data)
    pages = [_upright(page, metadata.orientation) for page in _pages(data)]
    kinds = {(page.shape, page.dtype) for page in pages}
    if len(kinds) != 1 or pages[0].dtype not in _DEPTHS or len(pages) < _promised(data):
        raise Truncated
    if len(pages) > 1 and pages[0].ndim == 3 and pages[0].dtype == np.uint16:
        pages = [(page >> 8).astype(np.uint8) for page in pages]  # no IOD of many frames has deeper colours
    attributes = _attributes(pages, metadata, hashlib.sha256(data).digest())
    stream = io.BytesIO()
    dcmwrite(stream, attributes, enforce_file_format=True)
    return stream.getvalue(), metadata


def _whole(file: FileSource) -> bytes:
    with opened(file.path) as stream:
        if FileSource.at(file.path, stream) != file:
            raise Changed
        try:
            return stream.read()
        except OSError as error:
            raise Unreadable(reason=reason_of(error)) from None


def _attributes(pages: list[NDArray[Any]], metadata: PictureMetadata, digest: bytes) -> Dataset:
    """Give the data set; UIDs follow from the bytes of the picture, so that each opening gives the same instance."""
    first, many = pages[0], len(pages) > 1
    bits, coloured = first.dtype.itemsize * 8, first.ndim == 3
    made = Dataset()
    made.SpecificCharacterSet = "ISO_IR 192"
    made.ImageType = ["DERIVED", "SECONDARY"]
    made.SOPClassUID = _sop_class(many=many, coloured=coloured, bits=bits)
    made.SOPInstanceUID, made.StudyInstanceUID, made.SeriesInstanceUID = (
        UID(f"2.25.{int.from_bytes(hashlib.sha256(bytes([kind]) + digest).digest()[:16], 'big')}") for kind in range(3)
    )
    for keyword in ("StudyDate", "StudyTime", "AccessionNumber", "ReferringPhysicianName", "PatientName", "PatientID"):
        setattr(made, keyword, "")
    made.PatientBirthDate = made.PatientSex = made.StudyID = made.PatientOrientation = ""
    made.Modality, made.ConversionType = "OT", "WSD"
    made.SeriesNumber, made.InstanceNumber = 1, 1
    if metadata.dates:
        made.AcquisitionDate = metadata.dates[0]
    if metadata.texts:
        made.OtherPatientNames = list(metadata.texts)
    made.SamplesPerPixel = 3 if coloured else 1
    made.PhotometricInterpretation = "RGB" if coloured else "MONOCHROME2"
    if coloured:
        made.PlanarConfiguration = 0
    made.Rows, made.Columns = first.shape[:2]
    made.BitsAllocated = made.BitsStored = bits
    made.HighBit, made.PixelRepresentation = bits - 1, 0
    if not coloured and bits == 8:  # deeper ones may use a small part of their range, and would look black
        made.WindowCenter, made.WindowWidth = str(1 << (bits - 1)), str(1 << bits)
    if many:
        made.NumberOfFrames = len(pages)
        made.PageNumberVector = list(range(1, len(pages) + 1))
        made.FrameIncrementPointer = 0x00182001
        if not coloured:
            made.RescaleIntercept, made.RescaleSlope, made.RescaleType = "0", "1", "US"
            made.PresentationLUTShape = "IDENTITY"
    values = np.stack(pages).astype(first.dtype.newbyteorder("<")).tobytes()
    made.PixelData = values + bytes(len(values) % 2)
    made["PixelData"].VR = "OW" if bits > 8 else "OB"
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.file_meta = meta
    return made


def _sop_class(*, many: bool, coloured: bool, bits: int) -> UID:
    if not many:
        return SecondaryCaptureImageStorage
    if coloured:
        return MultiFrameTrueColorSecondaryCaptureImageStorage
    return (
        MultiFrameGrayscaleWordSecondaryCaptureImageStorage
        if bits > 8
        else MultiFrameGrayscaleByteSecondaryCaptureImageStorage
    )


def _pages(data: bytes) -> list[NDArray[Any]]:
    try:
        _, pages = cv2.imdecodemulti(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:
        return []
    return [_rgb_or_gray(page) for page in pages or []]


def _promised(data: bytes) -> int:
    """Count the pages that a file speaks of: OpenCV gives those before a break, as if there were no others.

    A TIFF is a chain of directories (TIFF 6.0, section 2), each with the place of the next; the last has 0.
    """
    if not data.startswith(TIFF_STARTS):
        return 1
    order = "<" if data.startswith(b"II") else ">"
    places: set[int] = set()
    try:
        (place,) = struct.unpack_from(f"{order}L", data, 4)
        while place and place not in places:
            places.add(place)
            (entries,) = struct.unpack_from(f"{order}H", data, place)
            (place,) = struct.unpack_from(f"{order}L", data, place + 2 + 12 * entries)
    except struct.error:
        raise Truncated from None
    return len(places)


def _rgb_or_gray(page: NDArray[Any]) -> NDArray[Any]:
    if page.ndim == 3:
        page = page[:, :, 0] if page.shape[2] < 3 else page[:, :, 2::-1]  # OpenCV gives BGR, with alpha last
    return np.ascontiguousarray(page)


def _upright(page: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Lay rows and columns as a viewer shows them (TIFF 6.0, tag 274): the tag itself will be gone."""
    if orientation in {2, 4, 5, 7}:
        page = page[:, ::-1]
    turns = {3: 2, 4: 2, 5: 1, 6: 3, 7: 3, 8: 1}.get(orientation, 0)
    return np.ascontiguousarray(np.rot90(page, turns))
