"""Encapsulated Pixel Data (PS3.5 A.4): which fragments make which frame."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from redactor.errors import BrokenEncapsulation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.dicom.byte_source import ByteSource

_ITEM: Final = 0xFFFEE000
_DELIMITER: Final = 0xFFFEE0DD
_END_OF_IMAGE: Final = b"\xff\xd9"
"""EOI of JPEG and JPEG-LS, EOC of JPEG 2000: the same two bytes."""


@dataclass(frozen=True)
class Fragment:
    """One item of encapsulated Pixel Data.

    Attributes
    ----------
    start
        Offset of the item tag from the first byte after the Basic Offset Table, as offset tables count.
    offset, length
        Where the value lies in the source.
    """

    start: int
    offset: int
    length: int


def frames_of(
    source: ByteSource, offset: int, number_of_frames: int, extended_offsets: Sequence[int] = ()
) -> tuple[tuple[Fragment, ...], ...]:
    """Give the fragments of each frame.

    Parameters
    ----------
    offset
        Of the Pixel Data value in the source.
    extended_offsets
        Extended Offset Table (7FE0,0001), empty where there is none.

    Raises
    ------
    BrokenEncapsulation
        If items or offsets contradict the data or one another; never a guess.
    """
    table, fragments = _items(source, offset)
    offsets = list(extended_offsets) or table
    if number_of_frames == 1 and fragments:
        return (fragments,)
    if offsets:
        return _by_offsets(fragments, offsets, number_of_frames)
    if len(fragments) == number_of_frames:
        return tuple((fragment,) for fragment in fragments)
    return _by_end_of_image(source, fragments, number_of_frames)


def _items(source: ByteSource, offset: int) -> tuple[list[int], tuple[Fragment, ...]]:
    position = offset
    table: list[int] | None = None
    start = 0
    fragments: list[Fragment] = []
    while position < source.size:
        if position + 8 > source.size:
            raise BrokenEncapsulation(frame=len(fragments) + 1)
        group, number, length = struct.unpack("<HHL", source.read(position, 8))
        tag = group << 16 | number
        if tag == _DELIMITER:
            break
        if tag != _ITEM or position + 8 + length > source.size:
            raise BrokenEncapsulation(frame=len(fragments) + 1)
        if table is None:
            if length % 4:
                raise BrokenEncapsulation(frame=1)
            table = list(struct.unpack(f"<{length // 4}L", source.read(position + 8, length)))
            start = position + 8 + length
        else:
            fragments.append(Fragment(position - start, position + 8, length))
        position += 8 + length
    if not fragments:
        raise BrokenEncapsulation(frame=1)
    return table or [], tuple(fragments)


def _by_offsets(
    fragments: Sequence[Fragment], offsets: Sequence[int], number_of_frames: int
) -> tuple[tuple[Fragment, ...], ...]:
    if len(offsets) != number_of_frames:
        raise BrokenEncapsulation(frame=min(len(offsets), number_of_frames) + 1)
    index = {fragment.start: i for i, fragment in enumerate(fragments)}
    firsts: list[int] = []
    for frame, offset in enumerate(offsets, 1):
        if offset not in index or (firsts and index[offset] <= firsts[-1]):
            raise BrokenEncapsulation(frame=frame)
        firsts.append(index[offset])
    if firsts[0] != 0:
        raise BrokenEncapsulation(frame=1)
    return tuple(tuple(fragments[a:b]) for a, b in zip(firsts, [*firsts[1:], len(fragments)], strict=True))


def _by_end_of_image(
    source: ByteSource, fragments: Sequence[Fragment], number_of_frames: int
) -> tuple[tuple[Fragment, ...], ...]:
    """Without offsets, a frame of several fragments ends where its code stream does (padding may follow)."""
    frames: list[tuple[Fragment, ...]] = []
    current: list[Fragment] = []
    for fragment in fragments:
        current.append(fragment)
        tail = min(fragment.length, 10)
        if _END_OF_IMAGE in source.read(fragment.offset + fragment.length - tail, tail):
            frames.append(tuple(current))
            current = []
    if current or len(frames) != number_of_frames:
        raise BrokenEncapsulation(frame=min(len(frames), number_of_frames) + 1)
    return tuple(frames)
