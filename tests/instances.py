"""Build synthetic instances: small, fictitious, with exactly what a test needs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    CTImageStorage,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    SecondaryCaptureImageStorage,
    UltrasoundMultiFrameImageStorage,
    generate_uid,
)

from redactor.model.codec import plan_to_json
from redactor.model.geometry import Rectangle
from redactor.model.plan import RedactionPlan
from redactor.model.region import Region

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

PATIENT_NAME = "CANARY^ZELDA"
PATIENT_ID = "ZZ-4711-77"


def header(**attributes: Any) -> Dataset:
    """Give the attributes of a secondary capture of a fictitious patient; keywords override or add."""
    ds = Dataset()
    ds.SOPClassUID = SecondaryCaptureImageStorage
    ds.SOPInstanceUID = generate_uid()
    ds.StudyInstanceUID = "2.25.1001"
    ds.SeriesInstanceUID = "2.25.1002"
    ds.PatientName = PATIENT_NAME
    ds.PatientID = PATIENT_ID
    ds.PatientBirthDate = "19610307"
    ds.PatientSex = "F"
    ds.StudyDate = "20240501"
    ds.StudyTime = "101500"
    ds.ReferringPhysicianName = "HOLMES^SHERLOCKIAN"
    ds.AccessionNumber = "ACC998877"
    ds.StudyID = "S1"
    ds.SeriesNumber = 1
    ds.InstanceNumber = 1
    ds.Modality = "OT"
    ds.ConversionType = "WSD"
    ds.PatientOrientation = ""
    for keyword, value in attributes.items():
        setattr(ds, keyword, value)
    return ds


def with_pixels(
    ds: Dataset,
    frames: NDArray[Any],
    *,
    photometric: str = "",
    bits_stored: int = 0,
    planar: int = 0,
) -> Dataset:
    """Add the Image Pixel Module for native frames.

    Parameters
    ----------
    frames
        Shape (frames, rows, columns[, 3]); dtype bool for 1-bit images. One frame gives no Number of Frames.
    planar
        Planar Configuration: 1 stores colour by plane.
    """
    colour = frames.ndim == 4
    bits = 1 if frames.dtype == np.bool_ else frames.dtype.itemsize * 8
    ds.Rows, ds.Columns = frames.shape[1:3]
    ds.SamplesPerPixel = 3 if colour else 1
    ds.PhotometricInterpretation = photometric or ("RGB" if colour else "MONOCHROME2")
    if len(frames) > 1:
        ds.NumberOfFrames = len(frames)
    if colour:
        ds.PlanarConfiguration = planar
    if frames.dtype.kind == "f":
        ds.BitsAllocated = bits
        setattr(ds, "FloatPixelData" if bits == 32 else "DoubleFloatPixelData", frames.tobytes())
        return ds
    ds.BitsAllocated = bits
    ds.BitsStored = bits_stored or bits
    ds.HighBit = ds.BitsStored - 1
    ds.PixelRepresentation = int(frames.dtype.kind == "i")
    if frames.dtype == np.bool_:
        data = np.packbits(frames.ravel(), bitorder="little").tobytes()
    else:
        data = (frames.transpose(0, 3, 1, 2) if planar else frames).tobytes()
    ds.PixelData = data + b"\0" * (len(data) % 2)
    ds["PixelData"].VR = "OB" if bits <= 8 else "OW"
    return ds


def save(ds: Dataset, path: Path, syntax: str = ExplicitVRLittleEndian) -> Path:
    """Write a data set of native pixels as a DICOM file in an uncompressed Transfer Syntax."""
    if syntax == ExplicitVRBigEndian and ds.get("BitsAllocated", 8) > 8:
        for keyword in {"PixelData", "FloatPixelData", "DoubleFloatPixelData"} & set(ds.dir()):
            words = np.frombuffer(ds[keyword].value, f"<u{ds.BitsAllocated // 8}")
            ds[keyword].value = words.byteswap().tobytes()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = syntax
    ds.file_meta.MediaStorageSOPClassUID = ds.SOPClassUID
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    path.parent.mkdir(parents=True, exist_ok=True)
    ds.save_as(
        path,
        implicit_vr=syntax == ImplicitVRLittleEndian,
        little_endian=syntax != ExplicitVRBigEndian,
        enforce_file_format=True,
    )
    return path


def save_compressed(ds: Dataset, path: Path, syntax: str) -> Path:
    """Compress native pixels with an encoder of pydicom's and write the file."""
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.compress(syntax, generate_instance_uid=False)
    ds.file_meta.MediaStorageSOPClassUID = ds.SOPClassUID
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    path.parent.mkdir(parents=True, exist_ok=True)
    ds.save_as(path, enforce_file_format=True)
    return path


def save_encapsulated(ds: Dataset, path: Path, syntax: str, coded: list[bytes], **how: Any) -> Path:
    """Write coded frames as encapsulated Pixel Data; `how` goes to pydicom's `encapsulate`."""
    ds.PixelData = encapsulate(coded, **how)
    ds["PixelData"].VR = "OB"
    ds["PixelData"].is_undefined_length = True
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = syntax
    ds.file_meta.MediaStorageSOPClassUID = ds.SOPClassUID
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    path.parent.mkdir(parents=True, exist_ok=True)
    ds.save_as(path, enforce_file_format=True)
    return path


def noise(shape: tuple[int, ...], dtype: Any = np.uint8, *, high: int | None = None, seed: int = 7) -> NDArray[Any]:
    """Give reproducible random stored values; bool, integers (below `high`) or floats."""
    generator = np.random.default_rng(seed)
    kind = np.dtype(dtype)
    if kind == np.bool_:
        return generator.random(shape) < 0.5
    if kind.kind == "f":
        return generator.normal(0, 100, shape).astype(kind)
    info = np.iinfo(kind)
    low = info.min if high is None else (-high if info.min < 0 else 0)
    return generator.integers(low, info.max if high is None else high, shape, kind)


def ct_slice(path: Path, **attributes: Any) -> Path:
    """Write a small CT image: signed, 12 of 16 bits, Rescale Intercept -1024."""
    facts = {
        "SOPClassUID": CTImageStorage,
        "Modality": "CT",
        "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
        "RescaleIntercept": "-1024",
        "RescaleSlope": "1",
        "WindowCenter": "40",
        "WindowWidth": "400",
        **attributes,
    }
    frames = noise((1, 32, 40), np.int16, high=1500)
    return save(with_pixels(header(**facts), frames, bits_stored=12), path)


def ultrasound_cine(path: Path, *, frames: int = 4, rows: int = 48, columns: int = 64, banner: int = 8) -> Path:
    """Write an RGB ultrasound cine that declares one region below a banner."""
    ds = header(SOPClassUID=UltrasoundMultiFrameImageStorage, Modality="US", ImageType=["ORIGINAL", "PRIMARY"])
    region = Dataset()
    region.RegionSpatialFormat, region.RegionDataType, region.RegionFlags = 1, 1, 0
    region.RegionLocationMinX0, region.RegionLocationMinY0 = 0, banner
    region.RegionLocationMaxX1, region.RegionLocationMaxY1 = columns - 1, rows - 1
    region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
    region.PhysicalDeltaX = region.PhysicalDeltaY = 0.01
    ds.SequenceOfUltrasoundRegions = [region]
    ds.FrameTime = "33"
    return save(with_pixels(ds, noise((frames, rows, columns, 3))), path)


def capture(path: Path, *, rows: int = 12, columns: int = 16, frames: int = 1, **attributes: Any) -> Path:
    """Write a small gray secondary capture of noise."""
    return save(with_pixels(header(**attributes), noise((frames, rows, columns))), path)


def hiding(*boxes: tuple[float, float, float, float], **facts: Any) -> RedactionPlan:
    """Give a plan that hides rectangles of (column, row, columns, rows); `facts` go to every region."""
    regions = [Region(f"r{number}", Rectangle(*box), **facts) for number, box in enumerate(boxes, 1)]
    return RedactionPlan(tuple(regions))


def plan_file(path: Path, plan: RedactionPlan) -> Path:
    """Write a plan as the command line takes it."""
    path.write_text(json.dumps(plan_to_json(plan)), encoding="utf-8")
    return path
