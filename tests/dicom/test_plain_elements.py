"""What is read without ceremony is what pydicom reads; anything unusual is left to it."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.data import get_testdata_file
from pydicom.filereader import read_dataset

from redactor.dicom.header import PIXEL_KEYWORDS
from redactor.dicom.plain_elements import read_plain

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

LAST = 0xFFFFFFFF


def coded(tag: int, vr: bytes, value: bytes, length: int | None = None) -> bytes:
    count = len(value) if length is None else length
    if vr in {b"OB", b"UN", b"SQ", b"UT"}:
        return struct.pack("<HH2s2xL", tag >> 16, tag & 0xFFFF, vr, count) + value
    return struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, vr, count) + value


def by_pydicom(data: bytes, last: int) -> tuple[Dataset, int]:
    stream = BytesIO(data)
    stops = lambda tag, _vr, _length: int(tag) > last or int(tag) in PIXEL_KEYWORDS  # noqa: E731 - a callback
    return read_dataset(stream, False, True, stop_when=stops), stream.tell()


def same(one: Dataset, other: Dataset) -> bool:
    return (
        list(one.items()) == list(other.items())
        and one.original_encoding == other.original_encoding
        and one.original_character_set == other.original_character_set
    )


TAGS = [0x00080005, 0x00080016, 0x00080060, 0x00091001, 0x00100010, 0x00200013, 0x00280010, 0x7FE00010]
ELEMENTS = st.builds(
    coded,
    st.sampled_from(TAGS),
    st.sampled_from([b"CS", b"UI", b"PN", b"US", b"OB", b"UN", b"SQ", b"UT", b"LO", b"ZZ", b"\0\0"]),
    st.sampled_from([b"", b"ISO_IR 100", b"1.2\0", b"\x01\0"]),
    st.sampled_from([None, None, None, None, 0xFFFF, 3]),
)


@given(
    st.lists(ELEMENTS, max_size=5),
    st.booleans(),
    st.sampled_from([LAST, 0x00200013, 0x00080060]),
    st.binary(max_size=9),
)
def test_what_is_read_is_what_pydicom_reads(parts: list[bytes], ordered: bool, last: int, after: bytes) -> None:
    placed = sorted(parts, key=lambda part: struct.unpack("<HH", part[:4])) if ordered else parts
    data = b"".join(placed) + after
    stream = BytesIO(data)
    found = read_plain(stream, last, PIXEL_KEYWORDS)
    if found is None:
        assert stream.tell() == 0
        return
    expected, position = by_pydicom(data, last)
    assert same(found, expected)
    assert stream.tell() == position


@pytest.mark.parametrize("name", ["CT_small.dcm", "MR_small.dcm", "SC_rgb_rle.dcm"])
def test_whole_files_are_read_as_pydicom_does(name: str) -> None:
    data = Path(str(get_testdata_file(name))).read_bytes()
    stream = BytesIO(data)
    stream.seek(132)
    meta = read_plain(stream, 0x0002FFFF)
    assert meta is not None
    rest = data[stream.tell() :]
    found = read_plain(BytesIO(rest), LAST, PIXEL_KEYWORDS)
    assert found is not None
    assert len(found) > 20
    assert same(found, by_pydicom(rest, LAST)[0])


@pytest.mark.parametrize(
    "data",
    [
        coded(0x00080060, b"CS", b"CT") + coded(0x00080016, b"UI", b"1.2\0"),  # out of order
        coded(0x00080060, b"CS", b"CT") * 2,
        coded(0x00081140, b"SQ", b"", 0xFFFFFFFF),
        coded(0x00080060, b"CS", b"CT", 4),  # breaks off
        coded(0x00080060, b"CS", b"CT") + b"\x08\0\x70",
        coded(0x00080060, b"Q9", b"CT"),
        coded(0x00080060, b"CS", b"CT") + coded(0x00420011, b"OB", bytes(1 << 16)),  # longer than what is looked at
    ],
    ids=["order", "twice", "undefined", "short", "rest", "vr", "long"],
)
def test_what_is_unusual_is_left_to_pydicom(data: bytes) -> None:
    stream = BytesIO(data)
    assert read_plain(stream, LAST) is None
    assert stream.tell() == 0
