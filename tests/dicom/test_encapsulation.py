"""Fragments to frames: by offset tables, by count, by end of image; and never by a guess."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.dicom.byte_source import MemorySource
from redactor.dicom.encapsulation import frames_of
from redactor.errors import BrokenEncapsulation

EOI = b"\xff\xd9"
DELIMITER = struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)


def item(value: bytes) -> bytes:
    return struct.pack("<HHL", 0xFFFE, 0xE000, len(value)) + value


def encapsulated(fragments: list[bytes], table: list[int] | None = None) -> MemorySource:
    offsets = struct.pack(f"<{len(table or [])}L", *(table or []))
    return MemorySource(b"head" + item(offsets) + b"".join(map(item, fragments)) + DELIMITER + b"tail")


def joined(source: MemorySource, frames: tuple[tuple[object, ...], ...]) -> list[bytes]:
    return [b"".join(bytes(source.read(f.offset, f.length)) for f in frame) for frame in frames]  # type: ignore[attr-defined]


fragment_lists = st.lists(
    st.lists(st.binary(min_size=0, max_size=6).map(lambda b: b.replace(b"\xff", b"")), min_size=1, max_size=3),
    min_size=1,
    max_size=5,
)


@given(fragment_lists)
def test_a_basic_offset_table_groups_fragments(frames: list[list[bytes]]) -> None:
    offsets, position = [], 0
    for frame in frames:
        offsets.append(position)
        position += sum(8 + len(fragment) for fragment in frame)
    source = encapsulated([f for frame in frames for f in frame], offsets)
    assert joined(source, frames_of(source, 4, len(frames))) == [b"".join(frame) for frame in frames]
    plain = encapsulated([f for frame in frames for f in frame])
    assert joined(plain, frames_of(plain, 4, len(frames), offsets)) == [b"".join(frame) for frame in frames]


@given(fragment_lists)
def test_without_offsets_frames_end_with_their_code_stream(frames: list[list[bytes]]) -> None:
    ended = [[*frame[:-1], frame[-1] + EOI] for frame in frames]
    source = encapsulated([f for frame in ended for f in frame])
    assert joined(source, frames_of(source, 4, len(frames))) == [b"".join(frame) for frame in ended]


def test_one_frame_takes_all_fragments() -> None:
    source = encapsulated([b"a", b"b", b"c"])
    assert joined(source, frames_of(source, 4, 1)) == [b"abc"]


@pytest.mark.parametrize(
    ("fragments", "table", "frames"),
    [
        ([b"a", b"b"], [], 3),
        ([b"a", b"b", b"c"], [], 2),
        ([b"a", b"b"], [0], 2),
        ([b"a", b"b"], [0, 5], 2),
        ([b"a", b"b"], [9, 0], 2),
        ([b"a", b"b"], [0, 0], 2),
        ([b"a", b"b", b"c"], [9, 18], 2),
        ([], [], 1),
    ],
)
def test_contradictions_are_refused(fragments: list[bytes], table: list[int], frames: int) -> None:
    with pytest.raises(BrokenEncapsulation):
        frames_of(encapsulated(fragments, table), 4, frames)


def test_a_fragment_past_the_end_is_refused() -> None:
    whole = encapsulated([b"abcdef"]).data
    with pytest.raises(BrokenEncapsulation):
        frames_of(MemorySource(whole[: len(whole) - 15]), 4, 1)


def test_an_offset_table_of_odd_length_is_refused() -> None:
    with pytest.raises(BrokenEncapsulation):
        frames_of(MemorySource(item(b"abc") + item(b"x")), 0, 1)


@given(st.binary(max_size=80), st.integers(1, 4))
def test_arbitrary_bytes_give_frames_or_the_one_error(data: bytes, frames: int) -> None:
    source = MemorySource(data)
    try:
        found = frames_of(source, 0, frames)
    except BrokenEncapsulation:
        return
    assert len(found) == frames
    assert all(f.offset + f.length <= source.size for frame in found for f in frame)
