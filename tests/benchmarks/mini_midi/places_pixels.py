"""Hiding places in and around the pixels."""

from __future__ import annotations

import importlib
import importlib.util
import struct
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pydicom import uid
from pydicom.encaps import encapsulate

from tests.benchmarks.mini_midi.answers import Action
from tests.benchmarks.mini_midi.pictures import LOOKS, Look, burn, lettering

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.benchmarks.mini_midi.case import Case

UNUSED_BITS: Final = "unused_bits"
"""Detail of `bytes_clean`: look at the bits above High Bit of the decoded pixels."""

LENGTH: Final = "length"
FACES: Final = "faces"
_SOI: Final = b"\xff\xd8"


def p01(case: Case) -> None:
    """Burn the name, the number and the date of birth into the pixels."""
    person = case.person
    name = person.name.split("=")[-1 if "IR 58" in str(person.declared) or "GB" in str(person.declared) else 0]
    look = LOOKS[case.number % len(LOOKS)]
    _burn(case, "P01", name.replace("^", " "), look, (6, 6))
    if look.angle == 0:
        _burn(case, "P01", f"ID {person.mrn} {person.birth}", LOOKS[case.number % 3], (6, 44), again=True)


def p02(case: Case) -> None:
    """Burn text into a lossy JPEG: its blocks must not ring beyond the mask."""
    case.syntax = uid.JPEGBaseline8Bit
    _burn(case, "P02", f"{case.person.family} {case.person.mrn}", Look("sans", 20), (9, 7))


def p05(case: Case) -> None:
    """Plant an overlay into the bits above High Bit."""

    def change(frames: NDArray[Any]) -> NDArray[Any]:
        bits = int(case.ds.BitsStored)
        raw = frames.astype("<i2").view("<u2") & ((1 << bits) - 1)
        raw[:, 10:20, 10:40] |= 0xFFFF & ~((1 << bits) - 1)
        return raw.view("<i2") if frames.dtype.kind == "i" else raw

    case.stored.append(change)
    case.expect("P05", Action.BYTES_CLEAN, detail=UNUSED_BITS)


def p16(case: Case) -> None:
    """Plant bytes behind the last row of the last frame."""
    case.padding = case.word("P16").encode() * 3
    case.expect("P16", Action.BYTES_CLEAN, detail=LENGTH)
    case.clean("P16")


def p29(case: Case) -> None:
    """Plant a comment, EXIF with a place and a device, and XMP into JPEG frames."""
    case.syntax = uid.JPEGBaseline8Bit
    word = case.word("P29").encode()

    def change(frame: bytes) -> bytes:
        segments = b"".join(
            marker + struct.pack(">H", len(data) + 2) + data
            for marker, data in (
                (b"\xff\xe1", b"Exif\0\0II*\0" + word),
                (b"\xff\xe1", b"http://ns.adobe.com/xap/1.0/\0<x>" + word + b"</x>"),
                (b"\xff\xed", b"Photoshop 3.0\0" + word),
                (b"\xff\xfe", word),
            )
        )
        return frame[:2] + segments + frame[2:]

    case.streams.append(change)
    case.clean("P29")


def p30(case: Case) -> None:
    """Plant bytes after the end of the image in a fragment."""
    word = case.word("P30").encode()
    case.syntax = uid.JPEGBaseline8Bit if case.number % 2 else uid.JPEGLSLossless
    case.streams.append(lambda frame: frame.rstrip(b"\0") + word)
    case.clean("P30")


def p31(case: Case) -> None:
    """Plant a comment into a JPEG 2000 code stream."""
    word = case.word("P31").encode()
    case.syntax = uid.JPEG2000Lossless
    segment = b"\xff\x64" + struct.pack(">HH", len(word) + 4, 1) + word
    case.streams.append(lambda frame: frame.replace(b"\xff\x52", segment + b"\xff\x52", 1))
    case.clean("P31")


def p32(case: Case) -> None:
    """Plant user data into a video; without the library that makes one, into what calls itself a video."""
    word, ds = case.word("P32").encode(), case.ds
    stream = b"\0\0\1\xb3\x14\0\xf0\x13\xff\xff\xe0\x18\0\0\1\xb2" + word
    if importlib.util.find_spec("av") is not None:
        videos = importlib.import_module("tests.videos")
        made: bytes = videos.stream("mpeg2video", "mpeg2video")
        stream = made.replace(videos.SECRET, word.ljust(len(videos.SECRET), b"#"))
    case.values, case.syntax = None, uid.MPEG2MPML
    ds.SOPClassUID, ds.Modality = uid.VideoEndoscopicImageStorage, "ES"
    ds.Rows, ds.Columns, ds.SamplesPerPixel, ds.NumberOfFrames = 96, 128, 3, 12
    ds.PhotometricInterpretation, ds.PlanarConfiguration = "YBR_PARTIAL_420", 0
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 8, 8, 7, 0
    ds.FrameTime, ds.LossyImageCompression = "40", "01"
    ds.PixelData = encapsulate([stream + b"\0" * (len(stream) % 2)], has_bot=False)
    ds["PixelData"].VR, ds["PixelData"].is_undefined_length = "OB", True
    case.clean("P32")


def p33(case: Case) -> None:
    """Burn text that only the palette shows, and write into explanations."""
    ds, word = case.ds, case.word("P33")
    ds.PhotometricInterpretation, ds.SamplesPerPixel, ds.BitsStored = "PALETTE COLOR", 1, 8
    for colour in ("Red", "Green", "Blue"):
        table = np.arange(256, dtype=np.uint16) * 257
        table[200:] = 200 * 257  # many entries of one colour: letters can differ in numbers and not in looks
        setattr(ds, f"{colour}PaletteColorLookupTableDescriptor", [256, 0, 16])
        setattr(ds, f"{colour}PaletteColorLookupTableData", table.tobytes())
        ds[f"{colour}PaletteColorLookupTableData"].VR = "OW"
    ds.WindowCenterWidthExplanation = word[:16]
    _burn(case, "P33", f"{case.person.family} {case.person.birth}", Look("aileron", 20), (8, 8))
    case.expect("P33", Action.TEXT_REMOVED, "(0028,1055)", word)
    case.clean("P33")


def p34(case: Case) -> None:
    """Burn text that window and shutter hide on a screen."""
    case.ds.ShutterShape = "RECTANGULAR"
    case.ds.ShutterLeftVerticalEdge, case.ds.ShutterRightVerticalEdge = "1", "200"
    case.ds.ShutterUpperHorizontalEdge, case.ds.ShutterLowerHorizontalEdge = "60", "200"
    case.ds.WindowCenter, case.ds.WindowWidth = "3000", "200"
    _burn(case, "P34", f"{case.person.family} {case.person.mrn}", Look("sans", 18, contrast=0.3), (5, 5))


def p35(case: Case) -> None:
    """Burn text into floats, or into the label of a slide."""
    if case.kind == "WSI":
        case.ds.ImageType = ["ORIGINAL", "PRIMARY", "LABEL", "NONE"]
        case.ds.SpecimenLabelInImage = "YES"
        case.ds.LabelText = case.word("P35")
        case.ds.BarcodeValue = case.word("P35")
        case.clean("P35")
    _burn(case, "P35", case.person.family, Look("sans", 12), (2, 2))


def p37(case: Case) -> None:
    """A head in a volume can be rendered as a face: the record says that nothing looked at it."""
    case.ds.BodyPartExamined = "HEAD"
    case.expect("P37", Action.RECORD_COMPLETE, detail=FACES)


def _burn(case: Case, place: str, text: str, look: Look, at: tuple[int, int], *, again: bool = False) -> None:
    assert case.values is not None
    ink = lettering(text, look)
    case.burn(burn(case.values, ink, at, look.contrast))
    case.ds.BurnedInAnnotation = case.ds.get("BurnedInAnnotation", "NO")
    if not again:
        case.expect(place, Action.PIXELS_HIDDEN, category="HIPAA", detail=f"{look.font} {look.angle} {look.contrast}")
