"""The images of the table: pydicom's, those of ../shared/data, and some made here in every Transfer Syntax."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pydicom.data
from pydicom import dcmread
from pydicom.uid import (
    HEVCM10P51,
    HTJ2K,
    JPEG2000,
    UID,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSNearLossless,
    RLELossless,
    VideoEndoscopicImageStorage,
)

from redactor.dicom.codecs import lossless, video
from redactor.dicom.pixel_data import NATIVE
from redactor.errors import IsDicomdir, NoPixelData, NotDicom, SetAside
from redactor.workflow.inputs import open_images
from tests.dicom import streams
from tests.instances import header, noise, save, save_encapsulated, with_pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from redactor.model.image import Image

STREAMS: Final = Path(__file__).with_name("streams")
"""Code streams whose encoders lose something: they are kept, since another version may code other values."""

_PIXELS: Final = {"PixelData", "FloatPixelData", "DoubleFloatPixelData"}
_NOT_TO_READ: Final = frozenset({".csv", ".json", ".md", ".txt", ".py"})


@dataclass(frozen=True)
class Made:
    """An image that is made here: its file, and the frames that it was made from where nothing was lost."""

    write: Callable[[Path], Path]
    frames: NDArray[Any] | None = None


def open_one(path: Path) -> Image:
    """Give the only image of a file.

    Raises
    ------
    SetAside
        Saying why it can't be worked on.
    """
    (image,) = open_images(path)
    return image


def bundled() -> dict[str, Path]:
    """Give the images among pydicom's test files, by source."""
    return _below(Path(pydicom.data.__file__).parent / "test_files", "pydicom")


def shared(folder: Path) -> dict[str, Path]:
    """Give the images of the shared test data, by source."""
    return _below(folder, "shared")


def _below(folder: Path, name: str) -> dict[str, Path]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in _NOT_TO_READ)
    return {f"{name}/{path.relative_to(folder).as_posix()}": path for path in found if _is_image(path)}


def _is_image(path: Path) -> bool:
    """True if the program takes a file for an image, or another reader finds pixels in it."""
    try:
        open_one(path)
    except (NotDicom, NoPixelData, IsDicomdir):
        try:
            return not _PIXELS.isdisjoint(dcmread(path, force=True, defer_size=1024).dir())
        except (OSError, ValueError, KeyError, EOFError, AttributeError, NotImplementedError):
            return False
    except SetAside:
        return True
    return True


def made() -> dict[str, Made]:
    """Give images in every Transfer Syntax that can be read, by source."""
    return {f"made/{UID(uid).keyword or uid}/{kind}": image for uid, kind, image in _made()}


def _made() -> Iterator[tuple[str, str, Made]]:
    for uid in sorted(NATIVE):
        for kind, (frames, how) in _native_kinds().items():
            yield uid, kind, Made(_native(uid, frames, how), frames)
    for coded_uid in sorted(lossless.SYNTAXES):
        for kind, (frames, bits, photometric) in _coded_kinds(coded_uid).items():
            yield coded_uid, kind, Made(_coded(coded_uid, frames, bits, photometric), frames)
    for name, (kept_uid, bits, photometric, known) in KEPT.items():
        yield kept_uid, name, Made(_kept(kept_uid, name, bits, photometric), known)
    for video_uid in sorted(video.CODECS):
        name = "hevc_10.ts" if video_uid == HEVCM10P51 else VIDEOS[video.CODECS[video_uid]]
        yield video_uid, name, Made(_video(video_uid, name))


def _native_kinds() -> dict[str, tuple[NDArray[Any], dict[str, Any]]]:
    return {
        "8 bit": (noise((3, 33, 41)), {}),
        "8 bit of odd length": (noise((1, 7, 9)), {}),
        "12 bit signed": (noise((2, 20, 24), np.int16, high=2048), {"bits_stored": 12}),
        "16 bit": (noise((2, 20, 24), np.uint16), {}),
        "32 bit": (noise((1, 20, 24), np.uint32), {}),
        "1 bit": (noise((3, 15, 17), np.bool_), {}),
        "float": (noise((2, 12, 14), np.float32), {}),
        "double float": (noise((2, 12, 14), np.float64), {}),
        "RGB by pixel": (noise((2, 20, 24, 3)), {}),
        "RGB by plane": (noise((2, 20, 24, 3)), {"planar": 1}),
        "YBR_FULL": (noise((2, 20, 24, 3)), {"photometric": "YBR_FULL"}),
        "MONOCHROME1": (noise((1, 20, 24)), {"photometric": "MONOCHROME1"}),
    }


def _native(uid: str, frames: NDArray[Any], how: dict[str, Any]) -> Callable[[Path], Path]:
    return lambda path: save(with_pixels(header(), frames, **how), path, uid)


def _coded_kinds(uid: str) -> dict[str, tuple[NDArray[Any], int, str]]:
    kinds = {
        "8 bit": (noise((3, 40, 48)), 8, "MONOCHROME2"),
        "12 bit": (noise((2, 40, 48), np.uint16, high=4096), 12, "MONOCHROME2"),
        "12 bit signed": (noise((2, 40, 48), np.int16, high=2048), 12, "MONOCHROME2"),
        "16 bit": (noise((2, 40, 48), np.uint16), 16, "MONOCHROME2"),
        "RGB": (noise((2, 40, 48, 3)), 8, "RGB"),
    }
    if uid == RLELossless:
        kinds["32 bit"] = (noise((1, 40, 48), np.uint32), 32, "MONOCHROME2")
    if "JPEG2000" in UID(uid).keyword or "HTJ2K" in UID(uid).keyword:
        kinds["YBR_RCT"] = (noise((2, 40, 48, 3)), 8, "YBR_RCT")
    return kinds


def _coded(uid: str, frames: NDArray[Any], bits: int, photometric: str) -> Callable[[Path], Path]:
    pixels = streams.pixel_format(frames[0], bits, photometric)

    def write(path: Path) -> Path:
        coded = [lossless.encode(uid, frame, pixels, number) for number, frame in enumerate(frames, 1)]
        return streams.instance_file(path, uid, coded, pixels)

    return write


GRAY: Final = streams.picture(40, 48, colour=False)
COLOUR: Final = streams.picture(40, 48)
DEEP: Final = (GRAY.astype(np.uint16) * 16) + noise((40, 48), np.uint16, high=16)

KEPT: Final[dict[str, tuple[str, int, str, NDArray[Any] | None]]] = {
    "baseline_gray.jpg": (JPEGBaseline8Bit, 8, "MONOCHROME2", None),
    "baseline_444.jpg": (JPEGBaseline8Bit, 8, "YBR_FULL", None),
    "baseline_422.jpg": (JPEGBaseline8Bit, 8, "YBR_FULL_422", None),
    "baseline_420.jpg": (JPEGBaseline8Bit, 8, "YBR_FULL_422", None),
    "baseline_rgb.jpg": (JPEGBaseline8Bit, 8, "RGB", None),
    "extended_8.jpg": (JPEGExtended12Bit, 8, "MONOCHROME2", None),
    "extended_12.jpg": (JPEGExtended12Bit, 12, "MONOCHROME2", None),
    "lossless_6_8.jpg": (JPEGLossless, 8, "MONOCHROME2", GRAY[None]),
    "lossless_6_12.jpg": (JPEGLossless, 12, "MONOCHROME2", DEEP[None]),
    "lossless_1_8.jpg": (JPEGLosslessSV1, 8, "MONOCHROME2", GRAY[None]),
    "lossless_1_12.jpg": (JPEGLosslessSV1, 12, "MONOCHROME2", DEEP[None]),
    "lossless_1_rgb.jpg": (JPEGLosslessSV1, 8, "RGB", COLOUR[None]),
    "near_2_8.jls": (JPEGLSNearLossless, 8, "MONOCHROME2", None),
    "near_2_12.jls": (JPEGLSNearLossless, 12, "MONOCHROME2", None),
    "near_2_rgb.jls": (JPEGLSNearLossless, 8, "RGB", None),
    "irreversible_8.j2k": (JPEG2000, 8, "MONOCHROME2", None),
    "irreversible_12.j2k": (JPEG2000, 12, "MONOCHROME2", None),
    "irreversible_ict.j2k": (JPEG2000, 8, "YBR_ICT", None),
    "irreversible_8.jph": (HTJ2K, 8, "MONOCHROME2", None),
    "irreversible_ict.jph": (HTJ2K, 8, "YBR_ICT", None),
}
"""Transfer Syntax, Bits Stored, Photometric Interpretation, and the frames where nothing was lost, by file."""

VIDEOS: Final = {"mpeg2video": "mpeg2.ts", "h264": "h264.mp4", "hevc": "hevc.mp4"}
VIDEO_FRAMES: Final = 4


def _kept(uid: str, name: str, bits: int, photometric: str) -> Callable[[Path], Path]:
    like = DEEP if bits > 8 else COLOUR if photometric != "MONOCHROME2" else GRAY
    pixels = streams.pixel_format(like, bits, photometric)
    return lambda path: streams.instance_file(path, uid, [(STREAMS / name).read_bytes()], pixels)


def _video(uid: str, name: str) -> Callable[[Path], Path]:
    bits = 10 if "10" in name else 8

    def write(path: Path) -> Path:
        ds = header(SOPClassUID=VideoEndoscopicImageStorage, Modality="ES")
        ds.Rows, ds.Columns, ds.SamplesPerPixel = 96, 128, 3
        ds.PhotometricInterpretation, ds.PlanarConfiguration = "YBR_PARTIAL_420", 0
        ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = -(-bits // 8) * 8, bits, bits - 1, 0
        ds.NumberOfFrames, ds.FrameTime, ds.LossyImageCompression = VIDEO_FRAMES, "40", "01"
        return save_encapsulated(ds, path, uid, [(STREAMS / name).read_bytes()], has_bot=False)

    return write
