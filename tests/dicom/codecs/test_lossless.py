"""Lossless encoders: what comes back is what went in, with Bits Stored as precision."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from pydicom.uid import (
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLSLossless,
    RLELossless,
)

from redactor.dicom.codecs import jpeg_stream, lossless, pydicom_decoder
from redactor.errors import CannotEncode
from redactor.model.image import PixelFormat
from tests.dicom import streams

JPEG_2000 = (JPEG2000Lossless, HTJ2KLossless, HTJ2KLosslessRPCL)
KINDS: dict[str, tuple[int, int, int, str]] = {  # bits stored, bits allocated, signed, photometric interpretation
    "8": (8, 8, 0, "MONOCHROME2"),
    "6 of 8": (6, 8, 0, "MONOCHROME2"),
    "2 of 8": (2, 8, 0, "MONOCHROME2"),
    "8 signed": (8, 8, 1, "MONOCHROME2"),
    "8 of 16": (8, 16, 0, "MONOCHROME2"),
    "12 of 16": (12, 16, 0, "MONOCHROME2"),
    "12 of 16 signed": (12, 16, 1, "MONOCHROME2"),
    "16": (16, 16, 0, "MONOCHROME1"),
    "16 signed": (16, 16, 1, "MONOCHROME2"),
    "palette": (10, 16, 0, "PALETTE COLOR"),
    "RGB": (8, 8, 0, "RGB"),
    "RGB 12 of 16": (12, 16, 0, "RGB"),
    "YBR_FULL": (8, 8, 0, "YBR_FULL"),
    "YBR_RCT": (8, 8, 0, "YBR_RCT"),
    "YBR_RCT 12 of 16": (12, 16, 0, "YBR_RCT"),
    "YBR_RCT 16": (16, 16, 0, "YBR_RCT"),
    "32": (32, 32, 0, "MONOCHROME2"),
    "24 of 32 signed": (24, 32, 1, "MONOCHROME2"),
    "RGB 8 of 32": (8, 32, 0, "RGB"),
}
CASES = [
    (uid, kind)
    for uid in streams.LOSSLESS
    for kind, (_, allocated, _, photometric) in KINDS.items()
    if (allocated < 32 or uid == RLELossless) and (photometric != "YBR_RCT" or uid in JPEG_2000)
]


def sample(kind: str, rows: int = 37, columns: int = 53) -> tuple[Any, PixelFormat]:
    """Give values over the whole range, both ends in them, and their format."""
    stored, allocated, signed, photometric = KINDS[kind]
    samples = 1 if photometric.startswith(("MONO", "PAL")) else 3
    pixels = PixelFormat(rows, columns, samples, photometric, allocated, stored, stored - 1, signed)
    low = -(1 << (stored - 1)) if signed else 0
    shape = (rows, columns, 3) if samples == 3 else (rows, columns)
    values = np.random.default_rng(1).integers(low, low + (1 << stored), shape)
    values.flat[:2] = low, low + (1 << stored) - 1
    return values.astype(f"{'i' if signed else 'u'}{allocated // 8}"), pixels


@pytest.mark.parametrize(("uid", "kind"), CASES, ids=lambda value: getattr(value, "name", value))
def test_values_come_back_exactly(uid: str, kind: str) -> None:
    values, pixels = sample(kind)
    assert lossless.can_encode(uid, pixels)
    coded = lossless.encode(uid, values, pixels, 1)
    found, photometric = pydicom_decoder.decode(uid, 1, coded, pixels)
    np.testing.assert_array_equal(found, values)
    assert found.dtype == values.dtype
    assert photometric == {"YBR_RCT": "RGB"}.get(pixels.photometric_interpretation, pixels.photometric_interpretation)
    if uid in JPEG_2000:
        assert coded[42] == (pixels.pixel_representation << 7) | (pixels.bits_stored - 1)
        cod = coded.index(b"\xff\x52")
        assert coded[cod + 8] == (pixels.photometric_interpretation == "YBR_RCT")
    if uid == JPEGLSLossless:
        assert jpeg_stream.frame_header(coded).precision == pixels.bits_stored


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (3, 2), (5, 1), (16, 16)], ids=str)
@pytest.mark.parametrize("uid", [RLELossless, HTJ2KLossless, HTJ2KLosslessRPCL], ids=lambda uid: uid.name)
def test_small_frames_come_back_exactly(uid: str, size: tuple[int, int]) -> None:
    values, pixels = sample("12 of 16", *size) if size != (1, 1) else (np.array([[77]], np.uint16), PixelFormat(1, 1))
    if size == (1, 1):
        values, pixels = values.astype(np.uint8), PixelFormat(1, 1)
    found, _ = pydicom_decoder.decode(uid, 1, lossless.encode(uid, values, pixels, 1), pixels)
    np.testing.assert_array_equal(found, values)


@pytest.mark.parametrize(("uid", "size"), [(JPEGLSLossless, (16, 16)), (JPEG2000Lossless, (32, 33))])
def test_frames_of_the_least_size_come_back_exactly(uid: str, size: tuple[int, int]) -> None:
    for kind in ("8", "2 of 8", "12 of 16", "RGB"):
        values, pixels = sample(kind, *size)
        assert lossless.can_encode(uid, pixels)
        found, _ = pydicom_decoder.decode(uid, 1, lossless.encode(uid, values, pixels, 1), pixels)
        np.testing.assert_array_equal(found, values)
        assert not lossless.can_encode(uid, sample(kind, 15, 5)[1])


def test_tile_part_lengths_come_first_in_the_syntax_that_promises_them() -> None:
    values, pixels = sample("12 of 16")
    assert b"\xff\x55" in lossless.encode(HTJ2KLosslessRPCL, values, pixels, 1)
    coded = lossless.encode(HTJ2KLosslessRPCL, values, pixels, 1)
    assert coded[coded.index(b"\xff\x52") + 5] == 2  # RPCL


def test_frames_of_jpeg_2000_are_coded_side_by_side_without_harm() -> None:
    values, pixels = sample("RGB")
    coded = lossless.encode(JPEG2000Lossless, values, pixels, 1)

    def round_trip(_: int) -> bytes:
        found, _photometric = pydicom_decoder.decode(JPEG2000Lossless, 1, coded, pixels)
        return lossless.encode(JPEG2000Lossless, found, pixels, 1)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(round_trip, range(400))) == {coded}


def test_what_a_syntax_can_not_hold_is_said_before() -> None:
    assert not lossless.can_encode(JPEGLSLossless, PixelFormat(4, 4, bits_stored=1))
    assert not lossless.can_encode(JPEG2000Lossless, PixelFormat(4, 4, bits_allocated=32, bits_stored=32))
    assert not lossless.can_encode(RLELossless, PixelFormat(4, 4, bits_allocated=64, bits_stored=64))
    assert not lossless.can_encode(JPEGBaseline8Bit, PixelFormat(4, 4))


def test_an_encoder_that_refuses_is_an_error_of_the_frame() -> None:
    with pytest.raises(CannotEncode) as caught:
        lossless.encode(RLELossless, np.zeros((3, 3), np.uint8), PixelFormat(4, 4), 7)
    assert caught.value.facts["frame"] == 7
