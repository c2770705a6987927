"""Only the blocks under the mask change; an independent reader of coefficients is the judge."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import cv2
import jpeglib
import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pydicom.data import get_testdata_file
from pydicom.pixels import pixel_array
from pydicom.uid import JPEGBaseline8Bit, JPEGExtended12Bit

from redactor.dicom.codecs import jpeg_sequential, jpeg_stream, pydicom_decoder
from redactor.dicom.codecs.jpeg_sequential import TouchedBlocks
from redactor.dicom.codecs.jpeg_stream import BrokenStream
from redactor.dicom.instance import Instance
from redactor.model.image import Grain, PixelFormat
from tests.dicom import streams

SIZES = [(61, 83), (64, 96), (477, 631)]
MAKES: dict[str, dict[str, Any]] = {
    "plain": {},
    "restarts": {"restart": 4},
    "optimised": {"optimised": True},
    "coarse": {"quality": 12},
}


def oracle(stream: bytes, folder: Path) -> list[Any]:
    """Give the coefficients of each component, read by jpeglib: (block rows, block columns, 64)."""
    path = folder / "oracle.jpg"
    path.write_bytes(stream)
    found = jpeglib.read_dct(str(path))
    planes = [found.Y, found.Cb, found.Cr] if found.num_components == 3 else [found.Y]
    return [plane.reshape(*plane.shape[:2], 64).copy() for plane in planes]


def boxed(rows: int, columns: int) -> Any:
    """Give a mask of a corner, of the lower right end, and of one pixel."""
    mask = np.zeros((rows, columns), np.bool_)
    mask[3:10, 5:30] = mask[-5:, -9:] = mask[40, 50] = True
    return mask


def judged(stream: bytes, mask: Any, photometric: str, folder: Path) -> bytes:
    """Redact, and let the oracle compare: outside nothing changed, inside all is flat and as dark as can be."""
    result = jpeg_sequential.redacted(stream, TouchedBlocks(mask), photometric)
    header = jpeg_stream.frame_header(stream)
    blocks = jpeg_sequential.block_masks(header, mask)
    levels = jpeg_sequential.black_levels(list(jpeg_stream.segments(stream)), header, photometric)
    before, after = oracle(stream, folder), oracle(result, folder)
    assert len(before) == len(after) == len(header.components)
    for old, new, hidden, level in zip(before, after, blocks, levels, strict=True):
        inside = hidden[: old.shape[0], : old.shape[1]]
        assert inside.any()
        np.testing.assert_array_equal(old[~inside], new[~inside])
        assert not new[inside][:, 1:].any()
        assert (new[inside][:, 0] == level).all()
    return result


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("sampling", [*streams.SAMPLINGS, "gray"])
def test_every_other_block_keeps_its_coefficients(
    sampling: str, size: tuple[int, int], make: str, tmp_path: Path
) -> None:
    colour = sampling != "gray"
    stream = streams.jpeg(streams.picture(*size, colour=colour), sampling if colour else "4:4:4", **MAKES[make])
    mask = boxed(*size)
    result = judged(stream, mask, "YBR_FULL_422" if colour else "MONOCHROME2", tmp_path)
    shown = cv2.imdecode(np.frombuffer(result, np.uint8), cv2.IMREAD_COLOR)
    assert shown[4:8, 8:15].max() == 0


@pytest.mark.parametrize("adobe", [True, False], ids=["Adobe segment", "component ids"])
def test_all_three_planes_of_rgb_become_black(adobe: bool, tmp_path: Path) -> None:
    stream = streams.rgb_jpeg(streams.picture(), adobe=adobe)
    result = judged(stream, boxed(61, 83), "RGB", tmp_path)
    assert (b"Adobe" in result) == adobe
    assert b"JFIF" not in result
    assert cv2.imdecode(np.frombuffer(result, np.uint8), cv2.IMREAD_COLOR)[5, 7].tolist() == [0, 0, 0]
    uid, pixels = JPEGBaseline8Bit, PixelFormat(61, 83, 3, "RGB")
    values, _ = pydicom_decoder.decode(uid, 1, result, pixels)
    assert values[5, 7].tolist() == [0, 0, 0]


@pytest.mark.parametrize("factors", [[0x11, 0x11, 0x11], [0x21, 0x11, 0x11], [0x22, 0x11, 0x11]], ids=str)
def test_scans_may_be_apart(factors: list[int], tmp_path: Path) -> None:
    rows, columns = 61, 83
    wide, tall = factors[0] >> 4, factors[0] & 15
    chroma = (-(-rows // tall), -(-columns // wide))
    planes = [streams.picture(rows, columns, colour=False)]
    planes += [streams.picture(*chroma, colour=False, seed=seed) for seed in (8, 9)]
    judged(streams.scanned_apart(planes, factors, rows, columns), boxed(rows, columns), "YBR_FULL", tmp_path)


FACTORS = st.builds(lambda wide, tall: wide << 4 | tall, st.integers(1, 4), st.integers(1, 4))


@settings(deadline=None, max_examples=120)
@given(factors=st.tuples(FACTORS, FACTORS, FACTORS), rows=st.integers(45, 75), columns=st.integers(55, 90))
@example(factors=(0x42, 0x11, 0x11), rows=49, columns=65)
@example(factors=(0x24, 0x11, 0x11), rows=49, columns=65)
@example(factors=(0x11, 0x22, 0x22), rows=49, columns=57)
def test_every_legal_sampling_changes_in_blocks(
    factors: tuple[int, int, int], rows: int, columns: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stream = streams.sampled(factors, rows, columns)
    header = jpeg_stream.frame_header(stream)
    assert header.blocks_in_mcu == sum((f >> 4) * (f & 15) for f in factors)
    assert jpeg_sequential.is_for_blocks(header) == (header.blocks_in_mcu <= 10)
    wide, tall = max(f >> 4 for f in factors), max(f & 15 for f in factors)
    assume(all(wide % (f >> 4) == 0 == tall % (f & 15) for f in factors))  # the oracle, and all decoders, refuse others
    if jpeg_sequential.is_for_blocks(header):
        judged(stream, boxed(rows, columns), "YBR_FULL", tmp_path_factory.getbasetemp())
    else:
        with pytest.raises(BrokenStream):
            jpeg_sequential.redacted(stream, TouchedBlocks(boxed(rows, columns)), "YBR_FULL")


@settings(deadline=None, max_examples=40)
@given(factors=FACTORS, rows=st.integers(45, 75), columns=st.integers(55, 90))
def test_sampling_factors_of_gray_mean_nothing(
    factors: int, rows: int, columns: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stream = streams.gray_sampled(factors, rows, columns)
    assert jpeg_sequential.grain(jpeg_stream.frame_header(stream)) == Grain(8, 8)
    judged(stream, boxed(rows, columns), "MONOCHROME2", tmp_path_factory.getbasetemp())


@pytest.mark.parametrize(("factors", "reach"), [(0x11, 1), (0x21, 1), (0x22, 1), (0x31, 1), (0x41, 2), (0x14, 2)])
def test_smoothed_chroma_reaches_half_a_sample_beyond_its_block(factors: int, reach: int) -> None:
    assert jpeg_stream.frame_header(streams.sampled((factors, 0x11, 0x11))).reach == reach


@pytest.mark.parametrize("quality", [1, 5, 30, 75, 100])
def test_black_is_black_at_every_quality(quality: int) -> None:
    stream = streams.jpeg(streams.picture(colour=False), quality=quality)
    mask = boxed(61, 83)
    for photometric, level in (("MONOCHROME2", 0), ("MONOCHROME1", 255)):
        result = jpeg_sequential.redacted(stream, TouchedBlocks(mask), photometric)
        shown = cv2.imdecode(np.frombuffer(result, np.uint8), cv2.IMREAD_GRAYSCALE)
        assert (shown[:16, :32] == level).all()


@pytest.mark.parametrize("name", ["JPGExtended.dcm", "JPEG-lossy.dcm"])
def test_frames_of_12_bits_change_in_blocks_too(name: str) -> None:
    instance = Instance.open(Path(str(get_testdata_file(name, read=False))))
    stream = bytes(instance.pixel_data.coded_frame(1))
    mask = np.zeros((1024, 256), np.bool_)
    mask[20:40, 20:60] = True
    result = jpeg_sequential.redacted(stream, TouchedBlocks(mask), "MONOCHROME2")
    before, after = (jpeg_sequential.coefficients(s)[0] for s in (stream, result))
    changed = (before != after).any(axis=2)
    assert not changed[~jpeg_sequential.block_masks(jpeg_stream.frame_header(stream), mask)[0]].any()
    values, _ = pydicom_decoder.decode(JPEGExtended12Bit, 1, result, instance.pixel_format)
    assert not values[16:40, 16:64].any()
    untouched = instance.frame(1).stored_values
    np.testing.assert_array_equal(values[40:], untouched[40:])
    assert untouched[40:].any()


def test_a_scan_header_that_decoders_refuse_is_mended() -> None:
    broken, good = (
        Instance.open(Path(str(get_testdata_file(name, read=False)))).frame(1).stored_values
        for name in ("JPEG-lossy.dcm", "JPGExtended.dcm")
    )
    np.testing.assert_array_equal(broken, good)


def test_the_tables_of_the_result_tell_nothing_of_what_was_hidden() -> None:
    one = streams.picture()
    other = one.copy()
    other[:16, :32] = 255 - other[:16, :32]
    mask = np.zeros((61, 83), np.bool_)
    mask[:16, :32] = True
    made = [
        jpeg_sequential.redacted(streams.jpeg(pixels, "4:2:0", optimised=True), TouchedBlocks(mask), "YBR_FULL_422")
        for pixels in (one, other)
    ]
    assert made[0] == made[1]


def test_progressive_and_lossless_frames_are_not_for_blocks() -> None:
    progressive = jpeg_stream.frame_header(streams.jpeg(streams.picture(), progressive=True))
    assert not jpeg_sequential.is_for_blocks(progressive)
    assert jpeg_sequential.is_for_blocks(jpeg_stream.frame_header(streams.jpeg(streams.picture())))


def test_a_missing_quantisation_table_is_a_broken_stream() -> None:
    stream = streams.jpeg(streams.picture(colour=False))
    at = stream.index(b"\xff\xdb")
    (length,) = struct.unpack(">H", stream[at + 2 : at + 4])
    with pytest.raises(BrokenStream):
        jpeg_sequential.redacted(stream[:at] + stream[at + 2 + length :], TouchedBlocks(boxed(61, 83)), "MONOCHROME2")


def test_what_an_application_wrote_is_gone_from_a_changed_frame() -> None:
    stream = streams.with_segments(
        streams.jpeg(streams.picture()), streams.COMMENT, streams.EXIF, streams.ICC, after=streams.SECRET
    )
    result = jpeg_sequential.redacted(stream, TouchedBlocks(boxed(61, 83)), "YBR_FULL")
    assert streams.SECRET not in result
    assert result == jpeg_stream.stripped(result)


def test_pydicom_reads_the_same_pixels_away_from_the_mask(tmp_path: Path) -> None:
    stream = streams.jpeg(streams.picture(), "4:2:2")
    result = jpeg_sequential.redacted(stream, TouchedBlocks(boxed(61, 83)), "YBR_FULL_422")
    pixels = PixelFormat(61, 83, 3, "YBR_FULL_422")
    old, new = (
        pixel_array(streams.instance_file(tmp_path / f"{n}.dcm", JPEGBaseline8Bit, [s], pixels), raw=True)
        for n, s in enumerate((stream, result))
    )
    np.testing.assert_array_equal(old[18:39, :40], new[18:39, :40])
