"""Run lengths: each segment ends where it has made its bytes, and what lies beyond goes."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.uid import RLELossless

from redactor.dicom.codecs import pydicom_decoder, rle_stream
from redactor.dicom.codecs.jpeg_stream import BrokenStream, EndsEarly
from redactor.model.image import PixelFormat
from tests.dicom import streams
from tests.instances import noise

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALL = PixelFormat(1, 5, 1, "MONOCHROME2", bits_allocated=8, bits_stored=8, high_bit=7)
CASES: dict[str, Any] = {
    "gray": noise((9, 11)),
    "flat": np.zeros((40, 31), np.uint8),
    "16 bits": noise((9, 11), np.uint16, high=300),
    "colour": noise((9, 11, 3)),
}


def frame(segments: Sequence[bytes], *, first: int = 64, unused: int = 0) -> bytes:
    """Give a frame of these segments; `unused` stands where the header needs nothing."""
    places = [first]
    for segment in segments[:-1]:
        places.append(places[-1] + len(segment))
    places += [unused] * (15 - len(segments))
    return struct.pack("<16L", len(segments), *places) + bytes(first - 64) + b"".join(segments)


def taken_apart(coded: bytes) -> list[bytes]:
    count, *places = struct.unpack("<16L", coded[:64])
    starts = places[:count]
    return [coded[a:b] for a, b in zip(starts, [*starts[1:], len(coded)], strict=True)]


@pytest.mark.parametrize("name", CASES)
def test_a_frame_with_nothing_to_cut_is_verbatim(name: str) -> None:
    coded = streams.coded(RLELossless, CASES[name])
    assert rle_stream.stripped(coded, streams.pixel_format(CASES[name])) == coded


@settings(deadline=None)
@given(extra=st.binary(min_size=1, max_size=40), name=st.sampled_from(sorted(CASES)), data=st.data())
def test_whatever_lies_behind_a_segment_goes(extra: bytes, name: str, data: st.DataObject) -> None:
    coded, pixels = streams.coded(RLELossless, CASES[name]), streams.pixel_format(CASES[name])
    segments = taken_apart(coded)
    at = data.draw(st.integers(0, len(segments) - 1))
    segments[at] += extra
    dirty = frame(segments, first=64 + data.draw(st.integers(0, 9)), unused=data.draw(st.integers(0, 2**32 - 1)))
    assert rle_stream.stripped(dirty, pixels) == coded


@pytest.mark.parametrize(
    ("segment", "kept"),
    [
        (b"\x04abcde", b"\x04abcde"),
        (b"\x07abcdeXYZ", b"\x04abcde"),
        (b"\x01ab\x05cdeXYZ", b"\x01ab\x02cde\0"),
        (b"\xfca", b"\xfca"),
        (b"\xf0a", b"\xfca"),
        (b"\x03abcd\xf0e", b"\x03abcd\x00e\0"),
        (b"\x80\x80\x04abcdeX", b"\x80\x80\x04abcde"),
    ],
)
def test_the_last_run_makes_no_more_than_the_image_needs(segment: bytes, kept: bytes) -> None:
    assert rle_stream.stripped(frame([segment]), SMALL) == frame([kept])


@pytest.mark.parametrize("segment", [b"", b"\x03abcd", b"\x04abcd", b"\xfc", b"\x80" * 9, b"\x03abcd\x80"])
def test_a_segment_that_makes_less_ends_early(segment: bytes) -> None:
    with pytest.raises(EndsEarly):
        rle_stream.stripped(frame([segment]), SMALL)


@pytest.mark.parametrize("coded", [b"", bytes(63)])
def test_without_a_header_a_frame_ends_early(coded: bytes) -> None:
    with pytest.raises(EndsEarly):
        rle_stream.stripped(coded, SMALL)


@pytest.mark.parametrize("count", [0, 2, 3, 16, 2**32 - 1])
def test_another_number_of_segments_is_broken(count: int) -> None:
    coded = frame([b"\x04abcde"])
    with pytest.raises(BrokenStream, match="number of segments"):
        rle_stream.stripped(struct.pack("<L", count) + coded[4:], SMALL)


@pytest.mark.parametrize("place", [0, 4, 63, 70, 2**32 - 1])
def test_a_segment_that_is_elsewhere_ends_early(place: int) -> None:
    coded = frame([b"\x04abcde"])
    with pytest.raises(EndsEarly):
        rle_stream.stripped(coded[:4] + struct.pack("<L", place) + coded[8:], SMALL)


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_mutations_are_broken_or_give_a_frame_that_decodes(data: st.DataObject) -> None:
    pixels = streams.pixel_format(CASES["colour"])
    mutated = bytearray(streams.coded(RLELossless, CASES["colour"]))
    for _ in range(data.draw(st.integers(1, 4))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    try:
        once = rle_stream.stripped(bytes(mutated), pixels)
    except BrokenStream:
        return
    assert rle_stream.stripped(once, pixels) == once
    assert pydicom_decoder.decode(RLELossless, 1, once, pixels)[0].shape == (9, 11, 3)
