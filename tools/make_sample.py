"""Make the sample case: three studies of a patient who does not exist, and the boxes of their burned-in text.

    python -m tools.make_sample [--output resources/sample]

The pictures are phantoms. Names, dates and numbers are invented, and stand in the places where real instances
have them: in the pixels, in an overlay, an icon, private elements, free text, padding and preamble.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
from pydicom.tag import Tag
from pydicom.uid import (
    ComputedRadiographyImageStorage,
    CTImageStorage,
    ExplicitVRLittleEndian,
    RLELossless,
    UltrasoundMultiFrameImageStorage,
)

from tools.sample_case import chest, ct, patient, projection, ultrasound
from tools.sample_case.lettering import Box, Text, ink, lettered
from tools.sample_case.patient import Study, code, item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from pydicom.dataset import Dataset

OUTPUT: Final = Path(__file__).resolve().parents[1] / "resources" / "sample"
CHEST: Final = "chest/chest.dcm"
CINE: Final = "ultrasound/cine.dcm"

_CHEST_STUDY: Final = Study(
    name="chest", modality="CR", date="20240315", time="094217", accession="EX2403150017",
    description="Chest PA", series_description="PA erect", body_part="CHEST",
    maker="Example Imaging", model="PhantomReader 12", character_set="ISO_IR 192",
)  # fmt: skip
_CINE_STUDY: Final = Study(
    name="ultrasound", modality="US", date="20240316", time="142031", accession="EX2403160008",
    description="Echocardiography", series_description="Apical four chamber", body_part="HEART",
    maker="Example Imaging", model="EchoSim E9", character_set="ISO_IR 192",
)  # fmt: skip
_CT_STUDY: Final = Study(
    name="ct", modality="CT", date="20240318", time="101502", accession="EX2403180031",
    description="CT chest with contrast", series_description="Axial 15 mm", body_part="CHEST",
    maker="Example Imaging", model="SpiralSim 8", character_set="GB18030",
)  # fmt: skip

_CHEST_TEXT: Final = (
    Text("LI MEI 李梅", column=62, row=60, size=27, value=3950, phi=True),
    Text("SYN-048213  F 68Y", column=62, row=94, size=22, value=3950, phi=True),
    Text("1956-02-14", column=62, row=123, size=22, value=3950, phi=True),
    Text("2024-03-15 09:42:17", column=62, row=152, size=22, value=3950, phi=True),
    Text("PA  125 kV  2.0 mAs", column=62, row=14, size=19, value=1900, phi=False, from_right=True),
    Text("L", column=96, row=74, size=78, value=4000, phi=False, from_right=True, stroke=4, turn=-4),
    # One to two of 256 grey levels: invisible at the default window, plain once the window is narrow.
    Text("LI MEI  SYN-048213  2024-03-15  ROOM 2", column=64, row=1170, size=20, value=26, phi=True, added=True),
    Text("SYNTHETIC 合成数据", column=62, row=1168, size=20, value=1500, phi=False, from_right=True),
)
_CINE_TEXT: Final = (
    Text("LI MEI 李梅", column=10, row=6, size=17, value=245, phi=True),
    Text("SYN-048213  F 68Y  1956-02-14", column=10, row=28, size=13, value=225, phi=True),
    Text("Example Hospital 示例医院", column=262, row=6, size=14, value=225, phi=True),
    Text("Adult Echo", column=262, row=28, size=13, value=200, phi=False),
    Text("2024-03-16 14:20:31", column=10, row=7, size=14, value=225, phi=True, from_right=True),
    Text("EchoSim E9  TIS 0.6  MI 1.2", column=10, row=28, size=13, value=200, phi=False, from_right=True),
    Text("FR 14 Hz", column=10, row=180, size=13, value=170, phi=False),
    Text("16 cm", column=10, row=198, size=13, value=170, phi=False),
    Text("2D  68%", column=10, row=222, size=13, value=170, phi=False),
    Text("C 50", column=10, row=240, size=13, value=170, phi=False),
    Text("P Low", column=10, row=258, size=13, value=170, phi=False),
    Text("+ LVIDd", column=10, row=290, size=13, value=220, phi=False),
    Text("4.02 cm", column=10, row=308, size=13, value=220, phi=False),
    Text("71 bpm", column=10, row=458, size=13, value=190, phi=False, from_right=True),
    Text("SYNTHETIC 合成数据", column=10, row=458, size=12, value=130, phi=False),
    Text("5", column=618, row=171, size=12, value=170, phi=False),
    Text("10", column=618, row=291, size=12, value=170, phi=False),
    Text("15", column=618, row=411, size=12, value=170, phi=False),
)  # fmt: skip
OVERLAY_NOTE: Final = Text("LI MEI: wheelchair, call ward 5", column=0, row=0, size=26, value=1, phi=True)
_CALLIPER: Final = ((0.05, 8.0), (4.05, 7.6))
"""Ends of the measurement, across and down in cm from the tip of the sector."""


def chest_picture() -> tuple[NDArray[np.uint16], tuple[Box, ...]]:
    """Give the stored values of the radiograph with its text, and the boxes of the text."""
    stored, boxes = lettered(chest.picture().astype(np.float64), _CHEST_TEXT)
    return np.rint(np.clip(stored, 0, 4095)).astype(np.uint16), boxes


def cine_pictures() -> tuple[NDArray[np.uint8], tuple[Box, ...]]:
    """Give the stored values of the cine, (frames, rows, columns), and the boxes of the text."""
    result = []
    boxes: tuple[Box, ...] = ()
    trace = ultrasound.trace()
    for number, frame in enumerate(ultrasound.frames()):
        picture = frame.copy()
        picture[: ultrasound.BANNER] = 26
        picture[ultrasound.BANNER - 1] = 90
        cv2.polylines(picture, [trace], isClosed=False, color=185, thickness=1, lineType=cv2.LINE_AA)
        now = int(trace[int((1 + number / ultrasound.FRAMES) / ultrasound.BEATS * len(trace)), 0])
        cv2.line(picture, (now, ultrasound.TRACE[1] + 9), (now, ultrasound.TRACE[1] + 20), 240, 2)
        for depth in range(int(ultrasound.DEPTH) + 1):
            row = ultrasound.APEX[1] + round(depth * ultrasound.SCALE)
            cv2.line(picture, (613 if depth % 5 else 608, row), (614, row), 170, 1)
        picture[70:166, 12:22] = np.linspace(240, 0, 96).astype(np.uint8)[:, None]
        cv2.rectangle(picture, (11, 69), (22, 166), 110, 1)
        _measure(picture)
        set_text, boxes = lettered(picture.astype(np.float64), _CINE_TEXT)
        result.append(np.rint(set_text).astype(np.uint8))
    return np.stack(result), boxes


def _measure(picture: NDArray[np.uint8]) -> None:
    """Draw the callipers and the dotted line between them."""
    start, end = (np.array(ultrasound.APEX) + np.array(place) * ultrasound.SCALE for place in _CALLIPER)
    for part in np.linspace(0, 1, 17)[1:-1]:
        column, row = np.rint(start + part * (end - start)).astype(int)
        picture[row, column] = 210
    for column, row in (np.rint(start).astype(int), np.rint(end).astype(int)):
        picture[row, column - 4 : column + 5] = 235
        picture[row - 4 : row + 5, column] = 235


def chest_instance(stored: NDArray[np.uint16]) -> Dataset:
    """Give the radiograph as a CR instance, native, with an overlay and an icon."""
    ds = patient.instance(_CHEST_STUDY, sop_class=ComputedRadiographyImageStorage, number=1,
                          transfer_syntax=ExplicitVRLittleEndian)  # fmt: skip
    ds.ImageType = ["ORIGINAL", "PRIMARY"]
    ds.ViewPosition, ds.PatientOrientation = "PA", ["L", "F"]
    ds.KVP, ds.Exposure, ds.PlateID = "125", 2, "C-0042"
    ds.ImagerPixelSpacing = [f"{projection.PIXEL * 10:g}"] * 2
    ds.BurnedInAnnotation = "YES"
    ds.ImageComments = "Repeat exposure agreed with Mrs Li and Dr Wang, phone 555-0142"
    patient.describe_pixels(ds, rows=projection.ROWS, columns=projection.COLUMNS, bits=(16, 12))
    ds.WindowCenter, ds.WindowWidth = "2048", "4096"
    ds.add_new(0x7FE00010, "OW", stored.astype("<u2").tobytes())

    note = ink(OVERLAY_NOTE) > 0.5
    ds.add_new(0x60000010, "US", note.shape[0])
    ds.add_new(0x60000011, "US", note.shape[1])
    ds.add_new(0x60000022, "LO", "Note of the technologist")
    ds.add_new(0x60000040, "CS", "G")
    ds.add_new(0x60000050, "SS", [1110, 70])
    ds.add_new(0x60000100, "US", 1)
    ds.add_new(0x60000102, "US", 0)
    bits = np.packbits(note.ravel(), bitorder="little").tobytes()  # PS3.5 8.1.2: first pixel in the lowest bit
    ds.add_new(0x60003000, "OW", bits + b"\0" * (len(bits) % 2))
    small = cv2.resize(stored, (80, 96), interpolation=cv2.INTER_AREA)
    ds.IconImageSequence = patient.icon((small // 16).astype(np.uint8))
    return ds


def cine_instance(stored: NDArray[np.uint8]) -> Dataset:
    """Give the cine as an ultrasound instance, RLE Lossless, with two ultrasound regions."""
    ds = patient.instance(_CINE_STUDY, sop_class=UltrasoundMultiFrameImageStorage, number=1,
                          transfer_syntax=ExplicitVRLittleEndian)  # fmt: skip
    ds.ImageType = ["ORIGINAL", "PRIMARY", "TTE", "0001"]
    ds.PatientOrientation = ""
    ds.BurnedInAnnotation, ds.LossyImageCompression = "YES", "00"
    ds.NumberOfFrames, ds.FrameIncrementPointer = ultrasound.FRAMES, Tag("FrameTime")
    ds.FrameTime, ds.CineRate = f"{ultrasound.FRAME_TIME:g}", "14"
    ds.RecommendedDisplayFrameRate, ds.PreferredPlaybackSequencing = "14", 0
    ds.StartTrim, ds.StopTrim = "1", f"{ultrasound.FRAMES}"
    ds.FrameDelay, ds.HeartRate = "0", "71"
    ds.AnatomicRegionSequence = [code("80891009", "SCT", "Heart")]
    ds.TransducerData, ds.TransducerType = ["P4-2", "SN-7781", ""], "SECTOR_PHASED"
    ds.ImageComments = "Mrs Li Mei, referred by Dr Wang Fang"
    tissue = ultrasound.sector_bounds()
    apex = ultrasound.APEX[0] - tissue[0], ultrasound.APEX[1] - tissue[1]
    scale = 1 / ultrasound.SCALE
    column, row, columns, rows = ultrasound.TRACE
    trace = column, row, column + columns - 1, row + rows - 1
    seconds = ultrasound.BEATS * ultrasound.FRAMES * ultrasound.FRAME_TIME / 1000 / columns
    ds.SequenceOfUltrasoundRegions = [
        _ultrasound_region(tissue, kind=(1, 1), units=(3, 3), delta=(scale, scale), reference=apex),
        _ultrasound_region(trace, kind=(4, 10), units=(4, 0), delta=(seconds, 0), reference=(0, 0)),
    ]
    patient.describe_pixels(ds, rows=ultrasound.ROWS, columns=ultrasound.COLUMNS, bits=(8, 8))
    ds.compress(RLELossless, stored, encoding_plugin="pydicom", generate_instance_uid=False)
    return ds


def _ultrasound_region(
    bounds: tuple[int, int, int, int],
    *,
    kind: tuple[int, int],
    units: tuple[int, int],
    delta: tuple[float, float],
    reference: tuple[int, int],
) -> Dataset:
    """Give an ultrasound region (PS3.3 C.8.5.5); `bounds` are its first and last column and row."""
    return item(
        RegionSpatialFormat=kind[0], RegionDataType=kind[1], RegionFlags=0,
        RegionLocationMinX0=bounds[0], RegionLocationMinY0=bounds[1],
        RegionLocationMaxX1=bounds[2], RegionLocationMaxY1=bounds[3],
        ReferencePixelX0=reference[0], ReferencePixelY0=reference[1],
        PhysicalUnitsXDirection=units[0], PhysicalUnitsYDirection=units[1],
        ReferencePixelPhysicalValueX=0.0, ReferencePixelPhysicalValueY=0.0,
        PhysicalDeltaX=delta[0], PhysicalDeltaY=delta[1],
    )  # fmt: skip


def ct_instance(number: int) -> Dataset:
    """Give a section of the CT series, counted from 1, native, with names in many places of the header."""
    ds = patient.instance(_CT_STUDY, sop_class=CTImageStorage, number=number, transfer_syntax=ExplicitVRLittleEndian)
    z = -60 + 10 * ct.SPACING * (number - 1)
    ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    ds.ProtocolName, ds.KVP, ds.XRayTubeCurrent, ds.ExposureTime = "Chest routine - MRS LI", "120", 180, 500
    ds.ContrastBolusAgent, ds.PatientPosition = "Iohexol 300", "HFS"
    ds.SliceThickness, ds.SpacingBetweenSlices = f"{10 * ct.SPACING:g}", f"{10 * ct.SPACING:g}"
    ds.GantryDetectorTilt, ds.ConvolutionKernel = "0", "B30"
    ds.FrameOfReferenceUID, ds.PositionReferenceIndicator = patient.uid("ct frame of reference"), ""
    corner = -(ct.SIZE - 1) / 2 * ct.PIXEL * 10
    ds.ImagePositionPatient = [f"{corner:g}", f"{corner + 12:g}", f"{z:g}"]
    ds.ImageOrientationPatient, ds.SliceLocation = ["1", "0", "0", "0", "1", "0"], f"{z:g}"
    ds.PatientOrientation = ["L", "P"]
    ds.PixelSpacing = [f"{ct.PIXEL * 10:g}"] * 2
    ds.BurnedInAnnotation = "NO"
    ds.ImageComments = "李梅女士, 68岁, 电话 555-0142; compare with chest film of 15 March 2024, Dr Wang Fang"
    ds.AdditionalPatientHistory = "Mrs Li has lived in Example City since 1988"
    ds.AdmissionID, ds.CurrentPatientLocation = "ADM-77120", "Ward 5, bed 12"
    ds.OtherPatientIDsSequence = [item(PatientID="OLD-991204", IssuerOfPatientID="EXAMPLE-OLD", TypeOfPatientID="TEXT")]
    ds.ReferencedStudySequence = [
        item(ReferencedSOPClassUID="1.2.840.10008.3.1.2.3.1", ReferencedSOPInstanceUID=patient.uid("chest"))
    ]
    ds.OriginalAttributesSequence = [
        item(AttributeModificationDateTime="20240318110000", ModifyingSystem="EXAMPLE PACS",
             ReasonForTheAttributeModification="CORRECT", SourceOfPreviousValues="",
             ModifiedAttributesSequence=[item(PatientName="LEE^MAY", PatientID="OLD-991204")])
    ]  # fmt: skip
    stored = ct.section(number - 1)
    patient.describe_pixels(ds, rows=ct.SIZE, columns=ct.SIZE, bits=(16, 16), signed=True)
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = f"{ct.INTERCEPT}", "1", "HU"
    ds.WindowCenter, ds.WindowWidth = ["40", "-600"], ["400", "1500"]
    ds.WindowCenterWidthExplanation = ["SOFT TISSUE", "LUNG"]
    ds.add_new(0x7FE00010, "OW", stored.astype("<i2").tobytes())
    quarter = stored.reshape(ct.SIZE // 4, 4, ct.SIZE // 4, 4).mean(axis=(1, 3))
    ds.IconImageSequence = patient.icon(np.clip((quarter - 824) / 400 * 255, 0, 255).astype(np.uint8))
    _hide_in_private_elements(ds)
    ds.preamble = b"EXAMPLE PACS EXPORT LI MEI SYN-048213".ljust(128, b"\0")
    ds.add_new(0xFFFCFFFC, "OB", b"LI^MEI SYN-048213".ljust(64, b"\0"))
    return ds


def _hide_in_private_elements(ds: Dataset) -> None:
    """Add two private blocks, one with a sequence, that repeat who the patient is."""
    header = ds.private_block(0x0029, "EXAMPLE CT HEADER", create=True)
    header.add_new(0x01, "LO", "LI MEI 李梅")
    header.add_new(0x02, "LO", patient.PATIENT_ID)
    header.add_new(0x08, "UN", b"PATIENT=LI MEI;BORN=19560214;OPERATOR=SUN TAO;")
    header.add_new(0x10, "SQ", [item(PatientName=patient.NAME, PatientID=patient.PATIENT_ID)])
    archive = ds.private_block(0x0011, "EXAMPLE PACS", create=True)
    archive.add_new(0x01, "PN", patient.NAME)
    archive.add_new(0x02, "SH", _CT_STUDY.accession)
    archive.add_new(0x05, "DA", patient.BIRTH_DATE)


def files() -> Iterator[tuple[str, bytes, tuple[Box, ...]]]:
    """Give each instance: its path within the sample, its bytes, and the boxes of its burned-in text."""
    radiograph, boxes = chest_picture()
    yield CHEST, patient.encoded(chest_instance(radiograph)), boxes
    cine, boxes = cine_pictures()
    yield CINE, patient.encoded(cine_instance(cine)), boxes
    for number in range(1, ct.SECTIONS + 1):
        yield f"ct/section_{number}.dcm", patient.encoded(ct_instance(number)), ()


def truth(boxes: tuple[Box, ...]) -> list[dict[str, object]]:
    """Give boxes as they stand in ``truth.json``."""
    return [
        {
            "bounds": [box.column, box.row, box.columns, box.rows],
            "text": box.text,
            "phi": box.phi,
            "frames": "all",
        }
        for box in boxes
    ]


def main() -> None:
    """Write the sample case."""
    parser = argparse.ArgumentParser(description="Make the sample case.")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    output: Path = parser.parse_args().output
    known = {}
    for name, data, boxes in files():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(data)
        known[name] = truth(boxes)
        print(f"{name}: {len(data)} bytes")
    lines = json.dumps(known, ensure_ascii=False, indent=1)
    (output / "truth.json").write_text(lines + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
