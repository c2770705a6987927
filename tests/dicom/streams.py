"""Build code streams: JPEG of every sampling and make, JPEG-LS, JPEG 2000; and what may hide in them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, Final

import cv2
import imagecodecs
import numpy as np
from pydicom.uid import JPEG2000, HTJ2KLossless, HTJ2KLosslessRPCL, JPEG2000Lossless, JPEGLSLossless, RLELossless

from redactor.dicom.codecs import lossless
from redactor.model.image import PixelFormat
from tests.instances import header, noise, save_encapsulated

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SECRET: Final = b"CANARY^ZELDA"
SAMPLINGS: Final = {
    "4:4:4": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444,
    "4:2:2": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_422,
    "4:2:0": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420,
    "4:4:0": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_440,
    "4:1:1": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_411,
}
LOSSLESS: Final = (RLELossless, JPEGLSLossless, JPEG2000Lossless, HTJ2KLossless, HTJ2KLosslessRPCL)
COMMENT: Final = b"\xff\xfe" + struct.pack(">H", 2 + len(SECRET)) + SECRET
EXIF: Final = b"\xff\xe1" + struct.pack(">H", 8 + len(SECRET)) + b"Exif\0\0" + SECRET
ICC: Final = b"\xff\xe2" + struct.pack(">H", 16 + len(SECRET)) + b"ICC_PROFILE\0\1\1" + SECRET
THUMBNAIL: Final = b"\xff\xe0" + struct.pack(">H", 16 + 12) + b"JFIF\0\1\2\0\0\1\0\1\4\1" + SECRET


def jpeg(
    pixels: NDArray[np.uint8],
    sampling: str = "4:4:4",
    *,
    quality: int = 90,
    restart: int = 0,
    optimised: bool = False,
    progressive: bool = False,
) -> bytes:
    """Code gray or RGB pixels; colour becomes YCbCr with a JFIF segment."""
    options = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_RST_INTERVAL, restart]
    options += [cv2.IMWRITE_JPEG_OPTIMIZE, int(optimised), cv2.IMWRITE_JPEG_PROGRESSIVE, int(progressive)]
    if pixels.ndim == 3:
        options += [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, SAMPLINGS[sampling]]
        pixels = pixels[:, :, ::-1]
    done, coded = cv2.imencode(".jpg", pixels, options)
    assert done
    return coded.tobytes()


def rgb_jpeg(pixels: NDArray[np.uint8], *, adobe: bool = True) -> bytes:
    """Code RGB without colour transform: with an Adobe segment that says so, or with component ids alone."""
    coded = bytes(imagecodecs.jpeg8_encode(pixels, level=90, colorspace="RGB", outcolorspace="RGB"))
    at = coded.index(b"\xff\xee\x00\x0eAdobe")
    return coded if adobe else coded[:at] + coded[at + 16 :]


def scanned_apart(planes: list[NDArray[np.uint8]], factors: list[int], rows: int, columns: int) -> bytes:
    """Give a YCbCr JPEG of three scans, one a component; `factors` are the sampling bytes."""
    parts = [jpeg(plane) for plane in planes]
    first = parts[0]
    tables = first[first.index(b"\xff\xdb") : first.index(b"\xff\xc0")]
    huffman = first[first.index(b"\xff\xc4") : first.index(b"\xff\xda")]
    frame = struct.pack(">BHHB", 8, rows, columns, 3) + b"".join(bytes([i + 1, factors[i], 0]) for i in range(3))
    scans = b"".join(
        b"\xff\xda\x00\x08\x01" + bytes([i + 1]) + b"\0\0\x3f\0" + part[part.index(b"\xff\xda") + 10 : -2]
        for i, part in enumerate(parts)
    )
    head = b"\xff\xd8" + tables + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
    return head + huffman + scans + b"\xff\xd9"


def sampled(factors: tuple[int, int, int], rows: int = 61, columns: int = 83) -> bytes:
    """Give a YCbCr JPEG of noise in any sampling: a byte of factors a component, horizontal ones in the upper half."""
    wide, tall = max(f >> 4 for f in factors), max(f & 15 for f in factors)
    planes = [
        picture(-(-rows * (f & 15) // tall), -(-columns * (f >> 4) // wide), colour=False, seed=seed)
        for seed, f in enumerate(factors)
    ]
    return scanned_apart(planes, list(factors), rows, columns)


def gray_sampled(factors: int, rows: int = 61, columns: int = 83) -> bytes:
    """Give a gray JPEG that states sampling factors, which mean nothing for one component (10918-1 A.2.2)."""
    stream = bytearray(jpeg(picture(rows, columns, colour=False)))
    stream[stream.index(b"\xff\xc0") + 11] = factors
    return bytes(stream)


def in_scan(stream: bytes, extra: bytes, *, before: bytes = b"\xff\xd9") -> bytes:
    """Give a JPEG stream with bytes in its entropy-coded data, before a marker of it or the one that ends it."""
    at = stream.index(before, stream.index(b"\xff\xda"))
    return stream[:at] + extra + stream[at:]


def with_segments(stream: bytes, *segments: bytes, after: bytes = b"") -> bytes:
    """Give a JPEG stream with segments behind SOI and bytes behind EOI."""
    return stream[:2] + b"".join(segments) + stream[2:] + after


def jpeg_2000(pixels: NDArray[Any], *, lossless: bool = True) -> bytes:
    """Code with OpenJPEG: reversibly, or not."""
    how = {"reversible": True} if lossless else {"reversible": False, "level": 40}
    return bytes(imagecodecs.jpeg2k_encode(pixels, codecformat="J2K", **how))


def with_j2k_comment(stream: bytes) -> bytes:
    """Give a JPEG 2000 code stream with a comment before its first tile-part."""
    at = stream.index(b"\xff\x90")
    return stream[:at] + b"\xff\x64" + struct.pack(">HH", 4 + len(SECRET), 1) + SECRET + stream[at:]


def coded(uid: str, pixels: NDArray[Any], bits_stored: int = 0) -> bytes:
    """Code one frame in any syntax that a test may ask for; JPEG Baseline by default."""
    if uid == JPEG2000:
        return jpeg_2000(pixels, lossless=False)
    if uid in lossless.SYNTAXES:
        return lossless.encode(uid, pixels, pixel_format(pixels, bits_stored), 1)
    return jpeg(pixels, "4:2:0")


def pixel_format(pixels: NDArray[Any], bits_stored: int = 0, photometric: str = "") -> PixelFormat:
    """Describe one frame of shape (rows, columns[, 3])."""
    bits = pixels.dtype.itemsize * 8
    stored = bits_stored or bits
    colour = pixels.ndim == 3
    return PixelFormat(
        *pixels.shape[:2],
        samples_per_pixel=3 if colour else 1,
        photometric_interpretation=photometric or ("RGB" if colour else "MONOCHROME2"),
        bits_allocated=bits,
        bits_stored=stored,
        high_bit=stored - 1,
        pixel_representation=int(pixels.dtype.kind == "i"),
    )


def instance_file(path: Path, uid: str, streams: list[bytes], pixels: PixelFormat, **how: Any) -> Path:
    """Write code streams as an instance."""
    ds = header()
    ds.Rows, ds.Columns = pixels.rows, pixels.columns
    ds.SamplesPerPixel = pixels.samples_per_pixel
    ds.PhotometricInterpretation = pixels.photometric_interpretation
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = pixels.bits_allocated, pixels.bits_stored, pixels.high_bit
    ds.PixelRepresentation = pixels.pixel_representation
    if pixels.samples_per_pixel > 1:
        ds.PlanarConfiguration = 0
    if len(streams) > 1:
        ds.NumberOfFrames = len(streams)
    for keyword in how.pop("without", ()):
        delattr(ds, keyword)
    for keyword, value in how.pop("attributes", {}).items():
        setattr(ds, keyword, value)
    return save_encapsulated(ds, path, uid, streams, **how)


def picture(rows: int = 61, columns: int = 83, *, colour: bool = True, seed: int = 7) -> NDArray[np.uint8]:
    """Give noise over a slope, so that DC coefficients differ from block to block."""
    slope = np.add.outer(np.arange(rows), np.arange(columns)) % 160
    shape = (rows, columns, 3) if colour else (rows, columns)
    return (slope[:, :, None] if colour else slope).astype(np.uint8) + noise(shape, high=90, seed=seed)
