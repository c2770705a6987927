"""JPEG 2000: comments and boxes go, packets stay."""

from __future__ import annotations

import struct

import imagecodecs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.uid import JPEG2000Lossless

from redactor.dicom.codecs import jpeg_2000_stream, pydicom_decoder
from redactor.dicom.codecs.jpeg_stream import BrokenStream
from tests.dicom import streams
from tests.instances import noise

PIXELS = noise((48, 64))
RAW = streams.jpeg_2000(PIXELS)
PLAIN = jpeg_2000_stream.stripped(RAW)


def decoded(stream: bytes) -> np.ndarray:
    return pydicom_decoder.decode(JPEG2000Lossless, 1, stream, streams.pixel_format(PIXELS))[0]


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L4s", 8 + len(content), kind) + content


def psot_at(stream: bytes) -> int:
    return stream.index(b"\xff\x90") + 6


def test_a_stream_with_nothing_to_strip_is_verbatim() -> None:
    assert jpeg_2000_stream.stripped(PLAIN) == PLAIN
    np.testing.assert_array_equal(decoded(PLAIN), PIXELS)


def test_comments_go() -> None:
    assert jpeg_2000_stream.stripped(streams.with_j2k_comment(RAW)) == PLAIN


def test_what_follows_the_end_goes() -> None:
    assert jpeg_2000_stream.stripped(RAW + streams.SECRET + b"\xff\xd9") == PLAIN


def test_a_tile_part_of_unknown_length_ends_with_the_first_end_marker() -> None:
    at = psot_at(PLAIN)
    unknown = PLAIN[:at] + bytes(4) + PLAIN[at + 4 :]
    assert jpeg_2000_stream.stripped(unknown + streams.SECRET + b"\xff\xd9") == unknown


def test_a_comment_in_a_tile_part_goes_with_the_lengths_that_counted_it() -> None:
    at = psot_at(PLAIN)
    comment = b"\xff\x64" + struct.pack(">HH", 4 + len(streams.SECRET), 1) + streams.SECRET
    (length,) = struct.unpack(">L", PLAIN[at : at + 4])
    lengths = b"\xff\x55" + struct.pack(">HBBHL", 10, 0, 0x60, 0, length + len(comment))
    dirty = PLAIN[: at - 6] + lengths + PLAIN[at - 6 : at] + struct.pack(">L", length + len(comment))
    dirty += PLAIN[at + 4 : at + 6] + comment + PLAIN[at + 6 :]
    assert jpeg_2000_stream.stripped(dirty) == PLAIN


def test_right_tile_part_lengths_stay() -> None:
    made = bytes(imagecodecs.htj2k_encode(PIXELS, reversible=True, tlm=True))
    result = jpeg_2000_stream.stripped(made)
    assert b"\xff\x55" in result
    assert b"OpenJPH" not in result


def test_boxes_of_a_jp2_file_go() -> None:
    signature = b"\0\0\0\x0cjP  \r\n\x87\n"
    wrapped = signature + box(b"xml ", streams.SECRET) + box(b"jp2c", RAW) + box(b"uuid", streams.SECRET)
    assert jpeg_2000_stream.stripped(wrapped) == PLAIN
    long = signature + struct.pack(">L4sQ", 1, b"jp2c", 16 + len(RAW)) + RAW + box(b"xml ", streams.SECRET)
    assert jpeg_2000_stream.stripped(long) == PLAIN
    assert jpeg_2000_stream.stripped(signature + struct.pack(">L4s", 0, b"jp2c") + RAW) == PLAIN
    assert jpeg_2000_stream.size(wrapped) == (48, 64, 1)


@pytest.mark.parametrize("tail", [b"", b"\0\0\0\1jp2c", b"\0\0\0\4free" + bytes(9), b"\0\0\0\1free" + bytes(8)])
def test_a_file_without_a_code_stream_is_broken(tail: bytes) -> None:
    with pytest.raises(BrokenStream):
        jpeg_2000_stream.code_stream(b"\0\0\0\x0cjP  \r\n\x87\n" + tail)


@pytest.mark.parametrize("cut", range(0, len(PLAIN) - 1, 97))
def test_a_truncated_stream_is_broken(cut: int) -> None:
    with pytest.raises(BrokenStream):
        jpeg_2000_stream.stripped(PLAIN[:cut])


@pytest.mark.parametrize(("bits", "signed"), [(12, False), (9, True), (16, False)])
def test_precision_and_sign_are_told_in_siz(bits: int, signed: bool) -> None:
    colour = streams.jpeg_2000(noise((16, 16, 3)))
    made = jpeg_2000_stream.with_precision(colour, bits, signed=signed)
    assert {made[42], made[45], made[48]} == {(signed << 7) | (bits - 1)}
    assert (made[:42], made[43:45]) == (colour[:42], colour[43:45])


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_mutations_give_a_broken_stream_or_one_that_is_stripped(data: st.DataObject) -> None:
    mutated = bytearray(RAW)
    head = RAW.index(b"\xff\x93")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.one_of(st.integers(0, head), st.integers(0, len(RAW) - 1)))
        mutated[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    try:
        once = jpeg_2000_stream.stripped(bytes(mutated))
        assert jpeg_2000_stream.stripped(once) == once
        jpeg_2000_stream.size(once)
    except BrokenStream:
        return
