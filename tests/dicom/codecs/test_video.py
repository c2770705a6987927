"""Video streams: decoded as coded, made again without what nobody needs, and proved to hold nothing else."""

from __future__ import annotations

import io

import numpy as np
import pytest

from redactor.dicom.codecs import video, video_encoder, video_leftovers, video_pictures, video_units
from redactor.dicom.codecs.jpeg_stream import BrokenStream
from redactor.errors import VideoExtraMissing
from tests import videos

KINDS = pytest.mark.parametrize(("codec", "container"), videos.KINDS)


def decoded(coded: bytes) -> list[np.ndarray]:
    return list(video.frames(io.BytesIO(coded)))


def psnr(one: np.ndarray, other: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / np.mean((one.astype(float) - other) ** 2)))


@KINDS
def test_frames_arrive_as_ybr_full_near_what_was_coded(codec: str, container: str) -> None:
    found = decoded(videos.stream(codec, container))
    assert len(found) == videos.COUNT
    assert {(frame.shape, frame.dtype) for frame in found} == {((videos.ROWS, videos.COLUMNS, 3), np.dtype(np.uint8))}
    for frame, made in zip(found, videos.pictures(), strict=True):
        quiet = np.s_[40:, :, :1]
        assert psnr(frame[quiet], made[quiet]) > 28


@KINDS
def test_packets_in_a_new_container_decode_to_equal_frames_and_leave_all_else(codec: str, container: str) -> None:
    source = videos.stream(codec, container)
    assert not video_leftovers.is_bare(io.BytesIO(source)) or container == "vob"
    made = video_encoder.remuxed(io.BytesIO(source))
    assert video_leftovers.is_bare(io.BytesIO(made))
    assert videos.SECRET not in made
    assert b"x264" not in made
    assert b"x265" not in made
    np.testing.assert_array_equal(decoded(made), decoded(source))


@KINDS
def test_coding_again_keeps_codec_container_count_and_is_the_same_each_time(codec: str, container: str) -> None:
    source = videos.stream(codec, container)
    facts, frames = video.facts_of(io.BytesIO(source)), decoded(source)
    made = video_encoder.encode(iter(frames), facts, videos.SYNTAXES[codec])
    assert made == video_encoder.encode(iter(frames), facts, videos.SYNTAXES[codec])
    assert video.facts_of(io.BytesIO(made)) == facts
    assert video_leftovers.is_bare(io.BytesIO(made))
    assert min(psnr(a, b) for a, b in zip(frames, decoded(made), strict=True)) > 35


@pytest.mark.parametrize("fields", ["top", "bottom"])
@pytest.mark.parametrize(("codec", "container"), [kind for kind in videos.KINDS if kind[0] != "hevc"])
def test_coding_again_keeps_the_fields_and_their_order(codec: str, container: str, fields: str) -> None:
    source = videos.stream(codec, container, fields=fields)
    facts, frames = video.facts_of(io.BytesIO(source)), decoded(source)
    assert facts.fields == fields
    made = video_encoder.encode(iter(frames), facts, videos.SYNTAXES[codec])
    assert video.facts_of(io.BytesIO(made)) == facts
    assert video.facts_of(io.BytesIO(video_encoder.remuxed(io.BytesIO(source)))) == facts
    assert video_leftovers.is_bare(io.BytesIO(made))
    with videos.av.open(io.BytesIO(made)) as opened:
        assert all(frame.interlaced_frame for frame in opened.decode(video=0))
    assert min(psnr(a, b) for a, b in zip(frames, decoded(made), strict=True)) > 35


@KINDS
def test_progressive_stays_progressive(codec: str, container: str) -> None:
    assert video.facts_of(io.BytesIO(videos.stream(codec, container))).fields == "none"


def test_fields_of_hevc_can_not_be_kept() -> None:
    facts = video.facts_of(io.BytesIO(videos.stream("hevc", "mpegts", fields="top")))
    assert facts.fields == "unknown"
    with pytest.raises(BrokenStream):
        video_encoder.encode(iter(videos.pictures()), facts, videos.SYNTAXES["hevc"])


@KINDS
def test_copied_packets_hold_the_same_pictures(codec: str, container: str) -> None:
    source = videos.stream(codec, container)
    made = video_encoder.remuxed(io.BytesIO(source))
    assert video_pictures.are_same(io.BytesIO(source), io.BytesIO(made))


@KINDS
def test_pictures_coded_again_are_others(codec: str, container: str) -> None:
    source = videos.stream(codec, container)
    made = video_encoder.encode(iter(decoded(source)), video.facts_of(io.BytesIO(source)), videos.SYNTAXES[codec])
    assert not video_pictures.are_same(io.BytesIO(source), io.BytesIO(made))


@pytest.mark.parametrize(("codec", "container"), [kind for kind in videos.KINDS if kind[1] in {"mp4", "mpeg2video"}])
def test_one_changed_bit_of_a_picture_is_found(codec: str, container: str) -> None:
    source = videos.stream(codec, container)
    made = bytearray(video_encoder.remuxed(io.BytesIO(source)))
    with videos.av.open(io.BytesIO(bytes(made))) as opened:
        last = [bytes(packet) for packet in opened.demux(video=0) if packet.size][-1]
    made[made.index(last) + len(last) - 2] ^= 1
    assert not video_pictures.are_same(io.BytesIO(source), io.BytesIO(bytes(made)))


def test_what_is_no_video_has_no_pictures() -> None:
    assert not video_pictures.are_same(io.BytesIO(b"no video"), io.BytesIO(b"no video"))


@pytest.mark.parametrize("depth", [8, 10, 12])
def test_the_stretched_range_can_be_undone(depth: int) -> None:
    for table, top in zip(video.tables(depth), (235, 240), strict=True):
        inside = np.arange(16 << (depth - 8), (top << (depth - 8)) + 1)
        np.testing.assert_array_equal(video_encoder._undone(table)[table[inside]], inside)


def test_a_title_alone_is_found() -> None:
    source = io.BytesIO(videos.stream("mpeg2video", "mpegts", audio=False))
    assert not video_leftovers.is_bare(source)


def test_bytes_of_media_in_no_packet_are_found() -> None:
    made = video_encoder.remuxed(io.BytesIO(videos.stream("h264", "mp4")))
    hidden = made + b"\0\0\0\x14free" + videos.SECRET
    assert not video_leftovers.is_bare(io.BytesIO(hidden))


def test_a_time_code_of_a_clock_is_found() -> None:
    made = video_encoder.remuxed(io.BytesIO(videos.stream("mpeg2video", "mpeg2video")))
    at = made.index(b"\0\0\1\xb8") + 4
    clocked = made[:at] + bytes([made[at] | 0x28]) + made[at + 1 :]
    assert video_leftovers.is_bare(io.BytesIO(made))
    assert not video_leftovers.is_bare(io.BytesIO(clocked))


@pytest.mark.parametrize("data", [b"", b"no video", b"\0\0\1\xb3" + b"\xff" * 300])
def test_what_is_no_video_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenStream):
        video_encoder.remuxed(io.BytesIO(data))
    assert not video_leftovers.is_bare(io.BytesIO(data))


def test_a_unit_beyond_its_packet_is_refused() -> None:
    with pytest.raises(BrokenStream):
        video_units.stripped("h264", b"\1dd\0\xff", b"\0\0\0\x09\x65ab")


def test_without_the_library_an_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(video, "import_module", missing)
    with pytest.raises(VideoExtraMissing, match=r"redactor\[video\]"):
        video.library()
