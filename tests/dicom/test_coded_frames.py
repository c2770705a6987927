"""Multi-frames: what is not touched stays byte for byte, wherever its fragments lay."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.encaps import generate_frames, parse_basic_offsets
from pydicom.uid import (
    HTJ2KLossless,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLSLossless,
    RLELossless,
)

from redactor.dicom.codecs import jpeg_2000_stream, jpeg_stream
from redactor.dicom.coded_frames import stripped
from redactor.dicom.instance import Instance
from redactor.errors import BrokenCodeStream
from redactor.model.region import Scope
from tests.dicom import streams
from tests.instances import hiding
from tests.runs import redacted, verified

if TYPE_CHECKING:
    from pathlib import Path

SYNTAXES = [JPEGBaseline8Bit, RLELossless, JPEGLSLossless, JPEG2000Lossless, HTJ2KLossless]
MIDDLE = hiding((3, 2, 20, 9), scope=Scope(frames=(3, 4)))


def cine(uid: str, count: int = 10) -> list[bytes]:
    """Give the code streams of frames that differ, some of them of odd length."""
    made = [streams.coded(uid, streams.picture(seed=seed)) for seed in range(count)]
    if uid == RLELossless:
        return made
    strip = jpeg_2000_stream.stripped if made[0].startswith(b"\xff\x4f") else jpeg_stream.stripped
    return [strip(frame) for frame in made]


def photometric(uid: str) -> str:
    return "YBR_FULL_422" if uid == JPEGBaseline8Bit else "RGB"


def padded(frame: bytes) -> bytes:
    return frame + b"\0" * (len(frame) % 2)


def frames_in(path: Path) -> tuple[list[bytes], list[int]]:
    """Give frames and Basic Offset Table as pydicom finds them."""
    data = dcmread(path).PixelData
    offsets = parse_basic_offsets(data)
    return list(generate_frames(data, number_of_frames=len(offsets))), offsets


HOWS: dict[str, dict[str, Any]] = {
    "one fragment a frame": {},
    "no offset table": {"has_bot": False},
    "three fragments a frame": {"fragments_per_frame": 3},
}


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("uid", SYNTAXES, ids=lambda uid: uid.name)
def test_the_frames_between_which_some_change_keep_their_code_streams(uid: str, how: str, tmp_path: Path) -> None:
    made = cine(uid)
    pixels = streams.pixel_format(streams.picture(), photometric=photometric(uid))
    source = streams.instance_file(tmp_path / "in.dcm", uid, made, pixels, **HOWS[how])
    result = verified(source, tmp_path / "partial", MIDDLE)
    found, offsets = frames_in(result.file)
    ours = Instance.open(result.file).pixel_data
    position = 0
    for number, (before, after) in enumerate(zip(made, found, strict=True), 1):
        assert bytes(ours.coded_frame(number)) == after
        assert (after == padded(before)) == (number not in {3, 4})
        assert offsets[number - 1] == position
        position += 8 + len(after)
    assert dcmread(result.file).file_meta.TransferSyntaxUID == uid


def test_an_extended_offset_table_is_followed_and_not_left_behind(tmp_path: Path) -> None:
    made = [padded(frame) for frame in cine(JPEGBaseline8Bit, 5)]
    offsets = np.cumsum([0, *(8 + len(frame) for frame in made[:-1])])
    extended = {
        "ExtendedOffsetTable": struct.pack("<5Q", *offsets.tolist()),
        "ExtendedOffsetTableLengths": struct.pack("<5Q", *map(len, made)),
    }
    pixels = streams.pixel_format(streams.picture(), photometric="YBR_FULL_422")
    source = streams.instance_file(
        tmp_path / "in.dcm", JPEGBaseline8Bit, made, pixels, has_bot=False, attributes=extended
    )
    result = verified(source, tmp_path / "partial", MIDDLE)
    found, _ = frames_in(result.file)
    assert [a == b for a, b in zip(made, found, strict=True)] == [True, True, False, False, True]
    assert "ExtendedOffsetTable" not in dcmread(result.file)


@pytest.mark.parametrize("uid", [JPEGBaseline8Bit, JPEG2000Lossless], ids=lambda uid: uid.name)
def test_nothing_hides_in_code_streams_touched_or_not(uid: str, tmp_path: Path) -> None:
    add = streams.with_j2k_comment if uid == JPEG2000Lossless else lambda s: streams.with_segments(s, streams.COMMENT)
    clean = cine(uid, 5)
    dirty = [add(frame) + streams.SECRET for frame in clean]
    pixels = streams.pixel_format(streams.picture(), photometric=photometric(uid))
    made = []
    for name, frames in (("clean", clean), ("dirty", dirty)):
        source = streams.instance_file(tmp_path / f"{name}.dcm", uid, frames, pixels)
        for plan in (MIDDLE, hiding()):
            made.append(verified(source, tmp_path / "partial", plan).file.read_bytes())
            assert (streams.SECRET in made[-1]) is False
            made[-1] = made[-1][made[-1].rindex(b"\xe0\x7f\x10\x00OB") :]
    assert made[0] == made[2]
    assert made[1] == made[3]


def test_a_frame_with_another_sampling_is_named(tmp_path: Path) -> None:
    made = cine(JPEGBaseline8Bit, 4)
    made[2] = streams.jpeg(streams.picture(), "4:4:4")
    pixels = streams.pixel_format(streams.picture(), photometric="YBR_FULL_422")
    source = streams.instance_file(tmp_path / "in.dcm", JPEGBaseline8Bit, made, pixels)
    with pytest.raises(BrokenCodeStream) as caught:
        redacted(source, tmp_path / "partial", MIDDLE)
    assert caught.value.facts["frame"] == 3
    assert not list((tmp_path / "partial").glob("*"))


def test_run_lengths_have_no_room_for_anything_else() -> None:
    (frame,) = cine(RLELossless, 1)
    assert stripped(RLELossless, frame) is frame
