"""Segments: what no decoder needs goes, what one needs stays byte for byte, and damage has one name."""

from __future__ import annotations

import re

import cv2
import jpeg_ls
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.dicom.codecs import jpeg_sequential, jpeg_stream
from redactor.dicom.codecs.jpeg_sequential import TouchedBlocks
from redactor.dicom.codecs.jpeg_stream import BrokenStream, Segment
from tests.dicom import streams
from tests.instances import noise

PLAIN = streams.jpeg(streams.picture(24, 40), "4:2:0", restart=2)
MASK = np.ones((24, 40), np.bool_)


def scans(stream: bytes) -> list[bytes]:
    return [segment.coded for segment in jpeg_stream.segments(stream) if segment.coded]


@pytest.mark.parametrize("segment", [streams.COMMENT, streams.EXIF, streams.ICC], ids=["COM", "EXIF", "ICC"])
def test_what_an_application_wrote_goes(segment: bytes) -> None:
    assert jpeg_stream.stripped(streams.with_segments(PLAIN, segment)) == jpeg_stream.stripped(PLAIN)


def test_whatever_follows_the_end_goes() -> None:
    assert jpeg_stream.stripped(PLAIN + b"\0\0" + streams.SECRET + b"\xff\xd9") == jpeg_stream.stripped(PLAIN)


def test_a_thumbnail_in_the_jfif_segment_goes_and_the_segment_stays() -> None:
    bare = PLAIN[:2] + PLAIN[PLAIN.index(b"\xff\xdb") :]
    result = jpeg_stream.stripped(streams.with_segments(bare, streams.THUMBNAIL))
    assert streams.SECRET not in result
    assert b"JFIF\0" in result


def test_an_adobe_segment_keeps_its_transform_alone() -> None:
    payload = b"Adobe" + b"NAME42" + b"\1" + streams.SECRET
    assert jpeg_stream.application_segment(Segment(0xEE, payload)) == Segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")


def test_entropy_coded_data_stays_byte_for_byte() -> None:
    dirty = streams.with_segments(PLAIN, streams.COMMENT, after=streams.SECRET)
    assert scans(jpeg_stream.stripped(dirty)) == scans(PLAIN)


@pytest.mark.parametrize("how", [{}, {"restart": 3}, {"optimised": True}, {"progressive": True}], ids=str)
def test_a_stream_with_nothing_to_strip_is_verbatim(how: dict[str, int]) -> None:
    once = jpeg_stream.stripped(streams.jpeg(streams.picture(), **how))
    assert jpeg_stream.stripped(once) == once
    plain = streams.jpeg(streams.picture(), **how)
    bare = plain[:2] + plain[plain.index(b"\xff\xdb") :]
    assert jpeg_stream.stripped(bare) == bare


def test_a_jpeg_ls_stream_is_verbatim() -> None:
    stream = bytes(jpeg_ls.encode_array(noise((33, 47), np.uint16, high=4096)))
    assert jpeg_stream.stripped(stream) == stream
    assert jpeg_stream.stripped(streams.with_segments(stream, streams.COMMENT, after=streams.SECRET)) == stream
    header = jpeg_stream.frame_header(stream)
    assert (header.rows, header.columns, header.precision) == (33, 47, 12)


def test_fill_bytes_before_a_marker_are_no_fault() -> None:
    at = PLAIN.index(b"\xff\xdb")
    filled = PLAIN[:at] + b"\xff\xff\xff" + PLAIN[at:-2] + b"\xff\xff\xd9"
    shown = cv2.imdecode(np.frombuffer(jpeg_stream.stripped(filled), np.uint8), cv2.IMREAD_COLOR)
    np.testing.assert_array_equal(shown, cv2.imdecode(np.frombuffer(PLAIN, np.uint8), cv2.IMREAD_COLOR))


@pytest.mark.parametrize(
    ("ids", "segment", "photometric", "expected"),
    [
        (b"\1\2\3", b"", "YBR_FULL_422", True),
        (b"\1\2\3", b"", "RGB", False),
        (b"RGB", b"", "YBR_FULL", False),
        (b"\1\2\3", b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0", "YBR_FULL", False),
        (b"RGB", b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\1", "RGB", True),
        (b"\1\2\3", b"\xff\xe0\0\x10JFIF\0\1\2\0\0\1\0\1\0\0", "RGB", True),
    ],
)
def test_colours_are_told_as_decoders_do(ids: bytes, segment: bytes, photometric: str, expected: bool) -> None:
    frame = b"\x08\0\x08\0\x08\3" + b"".join(bytes([i, 0x11, 0]) for i in ids)
    stream = b"\xff\xd8" + segment + b"\xff\xc0\0\x11" + frame + b"\xff\xd9"
    assert jpeg_stream.is_ycbcr(jpeg_stream.segments(stream), photometric) == expected


@pytest.mark.parametrize("extra", [b"\0", streams.SECRET, b"\xff\0\xff\0", b"\xff\xff"])
@pytest.mark.parametrize("marker", [b"\xff\xdb", b"\xff\xc0", b"\xff\xda"])
def test_bytes_between_segments_go(marker: bytes, extra: bytes) -> None:
    at = PLAIN.index(marker)
    assert jpeg_stream.stripped(PLAIN[:at] + extra + PLAIN[at:]) == jpeg_stream.stripped(PLAIN)


@pytest.mark.parametrize("number", range(8))
def test_restart_markers_get_the_numbers_that_they_must_have(number: int) -> None:
    at = PLAIN.index(b"\xff\xda")
    wrong = PLAIN[:at] + re.sub(rb"\xff[\xd0-\xd7]", bytes([0xFF, 0xD0 + number]), PLAIN[at:])
    assert jpeg_stream.stripped(wrong) == jpeg_stream.stripped(PLAIN)


def test_a_lost_restart_marker_leaves_the_others_as_they_are() -> None:
    lost = PLAIN[:-2].replace(b"\xff\xd1", b"", 1) + PLAIN[-2:]
    assert scans(jpeg_stream.stripped(lost)) == scans(lost)
    assert b"\xff\xd1" not in scans(lost)[0]


@pytest.mark.parametrize("length", [b"\0\0", b"\0\1"])
def test_a_length_that_does_not_count_itself_is_broken(length: bytes) -> None:
    with pytest.raises(BrokenStream, match="length"):
        jpeg_stream.stripped(PLAIN[:2] + b"\xff\xfe" + length + PLAIN[2:])


@pytest.mark.parametrize("cut", range(0, len(PLAIN) - 1, 17))
def test_a_truncated_stream_is_broken(cut: int) -> None:
    for work in (jpeg_stream.stripped, jpeg_sequential.coefficients):
        with pytest.raises(BrokenStream):
            work(PLAIN[:cut])


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_mutations_give_a_broken_stream_or_a_valid_one(data: st.DataObject) -> None:
    mutated = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        if data.draw(st.booleans()):
            mutated[at] = data.draw(st.integers(0, 255))
        else:
            mutated[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    stream = bytes(mutated)
    try:
        once = jpeg_stream.stripped(stream)
        assert jpeg_stream.stripped(once) == once
        header = jpeg_stream.frame_header(stream)
        if (header.rows, header.columns) != (24, 40) or not jpeg_sequential.is_for_blocks(header):
            return
        result = jpeg_sequential.redacted(stream, TouchedBlocks(MASK), "YBR_FULL_422")
    except BrokenStream:
        return
    assert jpeg_stream.stripped(result) == result
    assert not any(plane[:, :, 1:].any() for plane in jpeg_sequential.coefficients(result))


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_broken(data: bytes) -> None:
    with pytest.raises(BrokenStream):
        jpeg_stream.frame_header(b"\xff\xd8" + data.replace(b"\xff", b"") + b"\xff\xd9")
