"""Make tests/reference/pixels.csv: which pixels each test image has, by decoders that share no code with this program.

Run it where dcmtk, GDCM (see tests/second_decoders.py) and ../shared/data are:   python -m tools.make_pixel_reference

It refuses to lose a row, to set one aside that was not, or to change its pixels, unless the row's source is named as an
argument. Streams whose encoders lose something are made once and kept.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import imagecodecs
import numpy as np
from PIL import Image as PillowImage
from pydicom import dcmread
from pydicom.encaps import generate_frames
from pydicom.pixels.utils import pixel_array
from pydicom.uid import HTJ2K, UID, HTJ2KLossless, HTJ2KLosslessRPCL, RLELossless

from redactor.dicom.codecs import video_encoder
from redactor.dicom.codecs.video import SYNTAXES as VIDEO
from redactor.dicom.codecs.video import Facts
from redactor.dicom.instance import Instance
from redactor.dicom.pixel_data import NATIVE
from redactor.errors import SetAside
from redactor.workflow.inputs import UNFORESEEN
from tests import second_decoders, videos
from tests.dicom import streams
from tests.reference import images, table
from tests.reference.applying import require_applicable
from tests.reference.table import Row, digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from redactor.model.image import Image

FAULTS: Final = (*UNFORESEEN, OSError, AssertionError, imagecodecs.Htj2kError)
SHARED: Final = Path(__file__).resolve().parents[2] / "shared" / "data"


@dataclass(frozen=True)
class Second:
    """What another decoder made of the sampled frames."""

    name: str
    frames: list[NDArray[Any]]


def main(accepted: list[str]) -> int:
    """Make the table; give 0, or 1 and say why if it would say less than before."""
    if not (second_decoders.has_gdcm() and second_decoders.dcmtk_tool(RLELossless) and SHARED.is_dir()):
        print("dcmtk, GDCM and ../shared/data are needed: without them the table would say less", file=sys.stderr)
        return 1
    make_streams()
    old = table.read() if table.PATH.is_file() else {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        rows = [row_of(source, path, None, folder) for source, path in images.bundled().items()]
        for source, image in images.made().items():
            rows.append(row_of(source, image.write(folder / "made.dcm"), image.frames, folder))
        rows += [row_of(source, path, None, folder) for source, path in images.shared(SHARED).items()]
    worse = worse_than({source: row for source, row in old.items() if source not in accepted}, rows)
    for line in worse:
        print(line, file=sys.stderr)
    if worse:
        return 1
    table.write(rows)
    aside = [row for row in rows if row.set_aside]
    own = [row for row in rows if row.reference == "own"]
    print(f"{len(rows)} images, {len(aside)} set aside, {len(own)} by the program's own decoder")
    for row in own:
        print(f"own: {row.source} {row.syntax} {row.difference}")
    return 0


def worse_than(old: dict[str, Row], rows: list[Row]) -> list[str]:
    """Say which rows would be lost, or be set aside that were not, or be hashed anew."""
    new = {row.source: row for row in rows}
    worse = [f"lost: {source}" for source in old.keys() - new.keys()]
    for source in old.keys() & new.keys():
        if new[source].set_aside and not old[source].set_aside:
            worse.append(f"now set aside: {source} ({new[source].set_aside})")
        elif new[source].not_applied and not old[source].not_applied:
            worse.append(f"can't be de-identified any more: {source} ({new[source].not_applied})")
        elif old[source].sha256 and old[source].sha256 != new[source].sha256:
            worse.append(f"other pixels: {source}")
        elif old[source].reference != "own" == new[source].reference:
            worse.append(f"no second decoder agrees any more: {source}")
    return sorted(worse)


def row_of(source: str, path: Path, frames: NDArray[Any] | None, folder: Path) -> Row:
    """Give the row of one image."""
    syntax = _said_syntax(path)
    try:
        image = images.open_one(path)
        numbers = table.sampled(image.pixel_format.number_of_frames)
        ours = [np.asarray(image.frame(number).stored_values) for number in numbers]
    except SetAside as error:
        return Row(source, syntax, set_aside=f"{type(error).__name__}: {error}")
    pixels = image.pixel_format
    row = Row(
        source,
        syntax,
        pixels.photometric_interpretation,
        f"{pixels.rows}x{pixels.columns}x{pixels.samples_per_pixel}",
        f"{pixels.bits_stored}/{pixels.bits_allocated}{'s' if pixels.pixel_representation else ''}",
        pixels.number_of_frames,
    )
    seconds = [Second("source", [frames[number - 1] for number in numbers])] if frames is not None else []
    row = _compared(row, ours, seconds or _seconds(path, image, numbers, folder))
    if isinstance(image, Instance):
        try:
            require_applicable(path, folder)
        except SetAside as error:
            row = replace(row, not_applied=f"{type(error).__name__}: {error}")
    return row


def _said_syntax(path: Path) -> str:
    start = path.read_bytes()[:132]
    if start[128:] != b"DICM" and start.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")):
        return "PNG" if start.startswith(b"\x89PNG") else "JPEG" if start.startswith(b"\xff") else "TIFF"
    with suppress(*FAULTS):  # of a broken file nothing is said
        return str(dcmread(path, force=True, stop_before_pixels=True).file_meta.get("TransferSyntaxUID", ""))
    return ""


def _compared(row: Row, ours: list[NDArray[Any]], seconds: list[Second]) -> Row:
    own = replace(row, reference="own", sha256=" ".join(map(digest, ours)))
    said = []
    for second in seconds:
        if [(a.shape, digest(a)) for a in second.frames] == [(a.shape, digest(a)) for a in ours]:
            return replace(own, reference=second.name)
        said.append(f"{_difference(ours, second.frames)} of {second.name}")
    return replace(own, difference="; ".join(said) or "no second decoder")


def _difference(ours: list[NDArray[Any]], theirs: list[NDArray[Any]]) -> str:
    if [a.shape for a in ours] != [a.shape for a in theirs]:
        return "another shape"
    pairs = [(a.astype(float), b.astype(float)) for a, b in zip(ours, theirs, strict=True)]
    return f"{max(float(np.abs(a - b).max()) for a, b in pairs):g}"


def _seconds(path: Path, image: Image, numbers: list[int], folder: Path) -> list[Second]:
    """Give what other decoders make of an image, the best first."""
    if not isinstance(image, Instance):
        return [Second("pillow", [_with_pillow(path)])] if image.pixel_format.number_of_frames == 1 else []
    uid = image.transfer_syntax_uid
    if uid in NATIVE:
        return _tried("pydicom", lambda: _native(path, numbers))
    if uid in VIDEO:
        return []
    found = []
    if uid in {HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K}:
        found += _tried("imagecodecs", lambda: _with_openjph(path, image, numbers))
    target = folder / "second.dcm"
    if second_decoders.dcmtk_tool(uid) and second_decoders.by_dcmtk(uid, path, target):
        found += _tried("dcmtk", lambda: _native(target, numbers))
    if second_decoders.by_gdcm(path, target):
        found += _tried("gdcm", lambda: _native(target, numbers))
    return found


def _tried(name: str, decode: Callable[[], list[NDArray[Any]]]) -> list[Second]:
    with suppress(*FAULTS):  # what no second decoder can read is said in the table
        return [Second(name, decode())]
    return []


def _native(path: Path, numbers: list[int]) -> list[NDArray[Any]]:
    """Decode native frames with pydicom, and leave of each value the bits that are stored."""
    ds = dcmread(path, force=True)
    assert not UID(ds.file_meta.TransferSyntaxUID).is_compressed
    frames = [np.asarray(pixel_array(ds, index=number - 1, raw=True)) for number in numbers]
    if "PixelData" not in ds or ds.BitsAllocated == 1 or frames[0].dtype.kind == "f":
        return frames
    shift, bits = ds.HighBit - ds.BitsStored + 1, ds.BitsStored
    used = [(frame.astype(np.int64) >> shift) & ((1 << bits) - 1) for frame in frames]
    if ds.PixelRepresentation:
        used = [frame - ((frame >> (bits - 1)) << bits) for frame in used]
    return [frame.astype(frames[0].dtype) for frame in used]


def _with_openjph(path: Path, image: Instance, numbers: list[int]) -> list[NDArray[Any]]:
    """Decode HTJ2K with OpenJPH. What overshoots white it wraps to black: there, ours stands for its own."""
    ds = dcmread(path, force=True)
    coded = list(generate_frames(ds.PixelData, number_of_frames=int(ds.get("NumberOfFrames", 1))))
    frames = []
    for number in numbers:
        ours, theirs = image.frame(number).stored_values, np.asarray(imagecodecs.htj2k_decode(coded[number - 1]))
        wrapped = (ours == np.iinfo(ours.dtype).max) & (theirs == 0) if image.transfer_syntax_uid == HTJ2K else False
        frames.append(np.where(wrapped, ours, theirs))
    return frames


def _with_pillow(path: Path) -> NDArray[Any]:
    with PillowImage.open(path) as picture:
        if picture.mode in {"L", "RGB", "I;16"}:
            return np.asarray(picture)
        return np.asarray(picture.convert("L" if picture.mode == "1" else "RGB"))


# --- streams whose encoders lose something ---------------------------------------------------------------------


def make_streams() -> None:
    """Make the code streams that are not there yet."""
    gray, colour, deep = images.GRAY, images.COLOUR, images.DEEP
    extended = bytes(streams.jpeg(gray)).replace(b"\xff\xc0", b"\xff\xc1", 1)
    makers: dict[str, Callable[[], bytes]] = {
        "baseline_gray.jpg": lambda: streams.jpeg(gray),
        "baseline_444.jpg": lambda: streams.jpeg(colour, "4:4:4"),
        "baseline_422.jpg": lambda: streams.jpeg(colour, "4:2:2"),
        "baseline_420.jpg": lambda: streams.jpeg(colour, "4:2:0"),
        "baseline_rgb.jpg": lambda: streams.rgb_jpeg(colour),
        "extended_8.jpg": lambda: extended,
        "extended_12.jpg": lambda: bytes(imagecodecs.jpeg_encode(deep, level=90, bitspersample=12)),
        "lossless_6_8.jpg": lambda: bytes(imagecodecs.jpeg_encode(gray, lossless=True, predictor=6)),
        "lossless_6_12.jpg": lambda: bytes(
            imagecodecs.jpeg_encode(deep, lossless=True, predictor=6, bitspersample=12),
        ),
        "lossless_1_8.jpg": lambda: bytes(imagecodecs.jpeg_encode(gray, lossless=True, predictor=1)),
        "lossless_1_12.jpg": lambda: bytes(
            imagecodecs.jpeg_encode(deep, lossless=True, predictor=1, bitspersample=12),
        ),
        "lossless_1_rgb.jpg": lambda: bytes(
            imagecodecs.jpeg_encode(colour, lossless=True, predictor=1, colorspace="RGB", outcolorspace="RGB"),
        ),
        "near_2_8.jls": lambda: bytes(imagecodecs.jpegls_encode(gray, level=2)),
        "near_2_12.jls": lambda: bytes(imagecodecs.jpegls_encode(deep, level=2)),
        "near_2_rgb.jls": lambda: bytes(imagecodecs.jpegls_encode(colour, level=2)),
        "irreversible_8.j2k": lambda: streams.jpeg_2000(gray, lossless=False),
        "irreversible_12.j2k": lambda: bytes(
            imagecodecs.jpeg2k_encode(deep, codecformat="J2K", reversible=False, level=40, bitspersample=12),
        ),
        "irreversible_ict.j2k": lambda: streams.jpeg_2000(colour, lossless=False),
        "irreversible_8.jph": lambda: bytes(imagecodecs.htj2k_encode(gray, reversible=False, level=0.002)),
        "irreversible_ict.jph": lambda: bytes(
            imagecodecs.htj2k_encode(colour, reversible=False, rgb=True, level=0.002)
        ),
        "mpeg2.ts": lambda: _bare_video("mpeg2video", "mpegts"),
        "h264.mp4": lambda: _bare_video("h264", "mp4"),
        "hevc.mp4": lambda: _bare_video("hevc", "mp4"),
        "hevc_10.ts": _ten_bits,
    }
    assert makers.keys() == {*images.KEPT, *images.VIDEOS.values(), "hevc_10.ts"}
    images.STREAMS.mkdir(exist_ok=True)
    for name, make in makers.items():
        if not (images.STREAMS / name).exists():
            (images.STREAMS / name).write_bytes(make())


def _bare_video(codec: str, container: str) -> bytes:
    read_as = {"mp4": "mov,mp4,m4a,3gp,3g2,mj2"}.get(container, container)
    facts = Facts(codec, read_as, "yuv420p", Fraction(25), (1, 2, 2, 2))
    frames = iter(videos.pictures(images.VIDEO_FRAMES))
    return video_encoder.encode(frames, facts, videos.SYNTAXES[codec])


def _ten_bits() -> bytes:
    facts = Facts("hevc", "mpegts", "yuv420p10le", Fraction(25), (1, 2, 2, 2))
    frames = (np.left_shift(picture.astype(np.uint16), 2) for picture in videos.pictures(images.VIDEO_FRAMES))
    return video_encoder.encode(frames, facts, "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
