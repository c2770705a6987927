"""Multi-frames: what is not touched stays byte for byte, wherever its fragments lay."""

from __future__ import annotations

import re
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

from redactor.dicom.codecs import jpeg_2000_stream, jpeg_stream, turbojpeg
from redactor.dicom.instance import Instance
from redactor.errors import BrokenCodeStream, IncompleteFrame
from redactor.model.image import Grain
from redactor.model.region import Scope
from tests.dicom import streams
from tests.instances import hiding
from tests.runs import redacted, verified

if TYPE_CHECKING:
    from collections.abc import Callable
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


@pytest.mark.parametrize("uid", SYNTAXES, ids=lambda uid: uid.name)
def test_writing_decodes_no_frame_that_nothing_touches(
    uid: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither to pixels nor by its entropy coding alone; the first frame tells whether a decoder is there at all."""
    pixels = streams.pixel_format(streams.picture(), photometric=photometric(uid))
    source = streams.instance_file(tmp_path / "in.dcm", uid, cine(uid), pixels)
    decoded: list[int] = []
    read: list[bytes] = []
    frame, complaint = Instance.frame, turbojpeg.complaint
    monkeypatch.setattr(Instance, "frame", lambda of, number: decoded.append(number) or frame(of, number))
    monkeypatch.setattr(turbojpeg, "complaint", lambda stream: read.append(stream) or complaint(stream))
    redacted(source, tmp_path / "partial", hiding())
    redacted(source, tmp_path / "partial", MIDDLE)
    assert set(decoded) <= {1, 3, 4}
    assert decoded.count(1) <= 2
    assert read == []


@pytest.mark.parametrize("uid", [JPEGBaseline8Bit, JPEG2000Lossless, RLELossless], ids=lambda uid: uid.name)
def test_nothing_hides_in_code_streams_touched_or_not(uid: str, tmp_path: Path) -> None:
    add: dict[str, Callable[[bytes], bytes]] = {
        JPEG2000Lossless: streams.with_j2k_comment,
        JPEGBaseline8Bit: lambda s: streams.in_scan(streams.with_segments(s, streams.COMMENT), streams.SECRET * 2),
    }
    clean = cine(uid, 5)
    dirty = [add.get(uid, bytes)(frame) + streams.SECRET for frame in clean]
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


COLOUR = streams.pixel_format(streams.picture(), photometric="YBR_FULL_422")
HIDDEN = (slice(2, 11), slice(3, 23))  # what MIDDLE hides


def jpeg_file(path: Path, made: list[bytes]) -> Path:
    return streams.instance_file(path, JPEGBaseline8Bit, made, COLOUR)


def test_frames_that_differ_in_sampling_change_in_blocks_of_whole_mcus(tmp_path: Path) -> None:
    made = cine(JPEGBaseline8Bit, 6)
    made[2], made[3] = streams.jpeg(streams.picture(), "4:4:4"), streams.sampled((0x31, 0x11, 0x11))
    source = jpeg_file(tmp_path / "in.dcm", made)
    assert Instance.open(source).pixel_data.grain == Grain(48, 16)
    result = Instance.open(verified(source, tmp_path / "partial", MIDDLE).file)
    assert result.transfer_syntax_uid == JPEGBaseline8Bit
    for number in (3, 4):
        assert not result.frame(number).stored_values[:16, :48, 0].any()
        before, after = (i.frame(number).stored_values for i in (Instance.open(source), result))
        np.testing.assert_array_equal(before[17:], after[17:])


@pytest.mark.parametrize(
    "odd",
    [streams.jpeg(streams.picture(), progressive=True), streams.sampled((0x44, 0x11, 0x11))],
    ids=["progressive", "18 blocks in an MCU"],
)
def test_one_frame_that_is_not_for_blocks_has_all_decoded_once(odd: bytes, tmp_path: Path) -> None:
    made = cine(JPEGBaseline8Bit, 4)
    made[1] = odd
    source = jpeg_file(tmp_path / "in.dcm", made)
    assert Instance.open(source).pixel_data.grain == Grain()
    result = Instance.open(verified(source, tmp_path / "partial", MIDDLE).file)
    assert result.transfer_syntax_uid == JPEGLSLossless
    for number in range(1, 5):
        expected = Instance.open(source).frame(number).stored_values.copy()
        if number in {3, 4}:
            expected[HIDDEN] = Instance.open(source).black_in("YBR_FULL")
        np.testing.assert_array_equal(result.frame(number).stored_values, expected)


@pytest.mark.parametrize("factors", [0x41, 0x42, 0x14, 0x24, 0x22, 0x21, 0x31], ids=hex)
def test_every_sampling_is_written_and_passes_its_check(factors: int, tmp_path: Path) -> None:
    source = jpeg_file(tmp_path / "in.dcm", [streams.sampled((factors, 0x11, 0x11))] * 4)
    result = Instance.open(verified(source, tmp_path / "partial", MIDDLE).file)
    assert result.transfer_syntax_uid == JPEGBaseline8Bit
    assert not result.frame(3).stored_values[HIDDEN][..., 0].any()


@pytest.mark.parametrize("factors", [0x22, 0x21, 0x44, 0x13], ids=hex)
def test_gray_with_sampling_factors_changes_in_blocks_of_eight(factors: int, tmp_path: Path) -> None:
    gray = streams.pixel_format(streams.picture(colour=False))
    made = [streams.gray_sampled(factors)] * 4
    source = streams.instance_file(tmp_path / "in.dcm", JPEGBaseline8Bit, made, gray)
    original = Instance.open(source)
    assert original.pixel_data.grain == Grain(8, 8)
    expected = original.frame(3).stored_values.copy()
    expected[:16, :24] = 0
    result = Instance.open(verified(source, tmp_path / "partial", MIDDLE).file)
    np.testing.assert_array_equal(result.frame(3).stored_values, expected)


ODD: dict[str, Callable[[bytes], bytes]] = {
    "bytes between segments": lambda s: s[:2] + streams.SECRET + s[2:].replace(b"\xff\xc4", b"\0\0\xff\xc4", 1),
    "fill bytes": lambda s: streams.in_scan(streams.in_scan(s, b"\xff\xff"), b"\xff", before=b"\xff\xd2"),
    "padded restart interval": lambda s: streams.in_scan(s, bytes(9), before=b"\xff\xd2"),
    "text behind a restart interval": lambda s: streams.in_scan(s, streams.SECRET, before=b"\xff\xd2"),
    "text behind the scan": lambda s: streams.in_scan(s, streams.SECRET),
    "restart markers of one number": lambda s: s[:2] + re.sub(rb"\xff[\xd0-\xd7]", b"\xff\xd3", s[2:]),
    "an unknown colour transform": lambda s: s[:2] + b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\7" + s[2:],
}


@pytest.mark.parametrize("name", ODD)
def test_what_does_not_harm_the_picture_is_mended(name: str, tmp_path: Path) -> None:
    plain = jpeg_stream.stripped(streams.jpeg(streams.picture(), "4:2:2", restart=2))
    plain = plain[:2] + plain[plain.index(b"\xff\xdb") :]
    odd = ODD[name](plain)
    assert odd != plain
    made = []
    for folder, stream in (("plain", plain), ("odd", odd)):
        path = verified(jpeg_file(tmp_path / folder / "in.dcm", [stream] * 4), tmp_path / folder, MIDDLE).file
        assert streams.SECRET not in path.read_bytes()
        made.append([Instance.open(path).frame(number).stored_values for number in (1, 3)])
    np.testing.assert_array_equal(made[0], made[1])


@pytest.mark.parametrize("number", [3, 4])
@pytest.mark.parametrize("end", [b"", b"\xff\xd9"], ids=["no end of image", "end of image"])
def test_a_cut_frame_that_would_change_is_set_aside_by_its_number(end: bytes, number: int, tmp_path: Path) -> None:
    made = cine(JPEGBaseline8Bit, 5)
    made[number - 1] = made[number - 1][:-200].rstrip(b"\xff") + end
    source = jpeg_file(tmp_path / "in.dcm", made)
    with pytest.raises(IncompleteFrame) as caught:
        redacted(source, tmp_path / "partial", MIDDLE)
    assert caught.value.facts == {"frame": number}
    assert not list((tmp_path / "partial").glob("*"))


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    "bad", [streams.jpeg(streams.picture(60, 83)), b"\xff\xd8junk\xff\xd9"], ids=["another size", "no header"]
)
def test_a_frame_header_that_is_wrong_is_told_when_its_frame_is_written(
    bad: bytes, number: int, tmp_path: Path
) -> None:
    made = cine(JPEGBaseline8Bit, 4)
    made[number - 1] = bad
    source = jpeg_file(tmp_path / "in.dcm", made)
    assert Instance.open(source).pixel_data.grain == Grain(16, 16)
    with pytest.raises(BrokenCodeStream) as caught:
        redacted(source, tmp_path / "partial", hiding((3, 2, 20, 9), scope=Scope(frames=(number,))))
    assert caught.value.facts == {"frame": number}


@pytest.mark.parametrize("number", [1, 3])
def test_a_lost_restart_marker_is_set_aside_by_its_frame(number: int, tmp_path: Path) -> None:
    made = [streams.jpeg(streams.picture(), "4:2:2", restart=2)] * 4
    made[number - 1] = made[number - 1].replace(b"\xff\xd2", b"", 1)
    with pytest.raises(BrokenCodeStream) as caught:
        verified(jpeg_file(tmp_path / "in.dcm", made), tmp_path / "partial", MIDDLE)
    assert caught.value.facts == {"frame": number}
    assert not list((tmp_path / "partial").glob("*"))


def test_a_short_run_length_frame_is_set_aside_by_its_number(tmp_path: Path) -> None:
    made = cine(RLELossless, 5)
    made[4] = made[4][:-20]
    pixels = streams.pixel_format(streams.picture())
    source = streams.instance_file(tmp_path / "in.dcm", RLELossless, made, pixels)
    with pytest.raises(IncompleteFrame) as caught:
        redacted(source, tmp_path / "partial", MIDDLE)
    assert caught.value.facts == {"frame": 5}
