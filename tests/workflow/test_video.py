"""Videos from apply to verify: hidden areas are dark, sound and titles are gone, and the loss is on record."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.encaps import generate_fragments, parse_basic_offsets
from pydicom.uid import HEVCM10P51

from redactor.dicom.codecs import video, video_encoder
from redactor.dicom.instance import Instance
from redactor.errors import BrokenCodeStream, CheckFailed, InterlacedVideo, StereoVideo, VideoExtraMissing
from redactor.model.plan import RedactionPlan
from redactor.model.region import Scope
from redactor.workflow import video_check
from redactor.workflow.changes import Changes, frame_changes
from redactor.workflow.check import check_instance
from redactor.workflow.masking import FrameMasks
from redactor.workflow.verify import verify
from tests import videos
from tests.instances import hiding
from tests.runs import applied, redacted, verified

if TYPE_CHECKING:
    from pathlib import Path

NAME = hiding((8, 8, 64, 16))
NOTHING = RedactionPlan(())
KINDS = pytest.mark.parametrize(("codec", "container"), videos.KINDS)
METHODS = {"mpeg2video": "ISO_13818_1", "h264": "ISO_14496_10", "hevc": "ISO_23008_2"}


@KINDS
def test_a_touched_video_is_coded_again_in_its_own_syntax(codec: str, container: str, tmp_path: Path) -> None:
    source = videos.instance_file(tmp_path / "in.dcm", codec, videos.stream(codec, container))
    result = verified(source, tmp_path / "out", NAME)
    written = Instance.open(result.file)
    assert written.transfer_syntax_uid == videos.SYNTAXES[codec]
    for number in (videos.COUNT, 1, 5):
        after = written.frame(number).stored_values
        before = Instance.open(source).frame(number).stored_values
        assert after[8:24, 8:72, 0].mean() < 4
        assert np.abs(after[40:].astype(int) - before[40:]).mean() < 4
    ds = dcmread(result.file)
    assert ds.LossyImageCompression == "01"
    assert ds.LossyImageCompressionMethod == METHODS[codec]
    assert float(ds.LossyImageCompressionRatio) > 1
    assert ds.PhotometricInterpretation == "YBR_PARTIAL_420"
    assert result.record.lossy_steps[0].startswith("video decoded and encoded again, ")
    assert {check.name for check in result.record.checks} >= {video_check.BARE, video_check.INSIDE, video_check.OUTSIDE}
    assert parse_basic_offsets(ds.PixelData) == []
    (stream,) = list(generate_fragments(ds.PixelData))[1:]
    with videos.av.open(io.BytesIO(stream)) as opened:
        assert [track.type for track in opened.streams] == ["video"]
        assert videos.SECRET.decode() not in str(opened.metadata)
    assert videos.SECRET not in result.file.read_bytes()


@KINDS
def test_an_untouched_video_keeps_every_value_and_nothing_else(codec: str, container: str, tmp_path: Path) -> None:
    source = videos.instance_file(tmp_path / "in.dcm", codec, videos.stream(codec, container))
    result = verified(source, tmp_path / "out", NOTHING)
    one, other = Instance.open(source), Instance.open(result.file)
    for number in range(1, videos.COUNT + 1):
        np.testing.assert_array_equal(one.frame(number).stored_values, other.frame(number).stored_values)
    assert result.record.lossy_steps == ()
    names = [check.name for check in result.record.checks]
    assert video_check.SAME in names
    assert video_check.OUTSIDE not in names
    assert videos.SECRET not in result.file.read_bytes()


@pytest.mark.parametrize("container", ["mp4", "mpegts"])
def test_a_record_without_loss_of_a_video_with_loss_is_found(container: str, tmp_path: Path) -> None:
    source = videos.instance_file(tmp_path / "in.dcm", "h264", videos.stream("h264", container))
    made = redacted(source, tmp_path / "out", hiding((120, 92, 8, 4)))
    made = replace(made, record=replace(made.record, plan=NOTHING, lossy_steps=()))
    with pytest.raises(ExceptionGroup) as raised:
        verify(made, Instance.open(source))
    failed = {error.facts["check"] for error in raised.value.exceptions if isinstance(error, CheckFailed)}
    assert failed == {video_check.SAME}


def test_an_untouched_video_is_checked_against_its_record_and_original(tmp_path: Path) -> None:
    source = videos.instance_file(tmp_path / "in" / "in.dcm", "h264", videos.stream("h264", "mp4"))
    (item,) = applied([source.parent], tmp_path / "out", NOTHING)
    written = tmp_path / "out" / item.output
    record = written.with_suffix(".record.json")
    assert check_instance(written, record, [source]).passed
    other = videos.instance_file(tmp_path / "other.dcm", "h264", coded_again(source))
    assert not check_instance(written, record, [other]).passed


def coded_again(source: Path) -> bytes:
    """Give the same frames in another code stream, too near for a comparison of values with a margin."""
    original = Instance.open(source)
    frames = (original.frame(number).stored_values for number in range(1, videos.COUNT + 1))
    return video_encoder.encode(frames, original.pixel_data.video.facts, original.transfer_syntax_uid)


@pytest.mark.parametrize("plan", [NAME, NOTHING])
@pytest.mark.parametrize("fields", ["top", "bottom"])
@pytest.mark.parametrize(("codec", "container"), [("mpeg2video", "mpegts"), ("h264", "mp4")])
def test_the_two_fields_of_a_frame_stay_two(
    codec: str, container: str, fields: str, plan: RedactionPlan, tmp_path: Path
) -> None:
    source = videos.instance_file(tmp_path / "in.dcm", codec, videos.stream(codec, container, fields=fields))
    result = verified(source, tmp_path / "out", plan)
    assert Instance.open(result.file).pixel_data.video.facts.fields == fields
    assert video_check.FIELDS in {check.name for check in result.record.checks}


def test_verify_finds_that_two_fields_became_one_frame(tmp_path: Path) -> None:
    source = videos.instance_file(tmp_path / "in.dcm", "h264", videos.stream("h264", "mp4", fields="top"))
    plain = videos.instance_file(tmp_path / "plain.dcm", "h264", videos.stream("h264", "mp4"))
    made = redacted(plain, tmp_path / "out", NAME)
    with pytest.raises(ExceptionGroup) as raised:
        verify(made, Instance.open(source))
    failed = {error.facts["check"] for error in raised.value.exceptions if isinstance(error, CheckFailed)}
    assert video_check.FIELDS in failed


def test_a_video_whose_fields_can_not_be_kept_is_set_aside(tmp_path: Path) -> None:
    coded = videos.stream("hevc", "mpegts", fields="top")
    source = videos.instance_file(tmp_path / "in.dcm", "hevc", coded, Rows=videos.ROWS)
    with pytest.raises(InterlacedVideo):
        redacted(source, tmp_path / "out", NOTHING)


def test_a_clock_in_the_stream_makes_an_untouched_video_be_coded_again(tmp_path: Path) -> None:
    coded = videos.stream("mpeg2video", "mpeg2video")
    at = coded.index(b"\0\0\1\xb8") + 4
    coded = coded[:at] + bytes([coded[at] | 0x28]) + coded[at + 1 :]
    result = verified(videos.instance_file(tmp_path / "in.dcm", "mpeg2video", coded), tmp_path / "out", NOTHING)
    assert len(result.record.lossy_steps) == 1


def test_ratio_and_method_follow_those_of_earlier_steps(tmp_path: Path) -> None:
    source = videos.instance_file(
        tmp_path / "in.dcm",
        "h264",
        videos.stream("h264", "mp4"),
        LossyImageCompressionRatio="40",
        LossyImageCompressionMethod="ISO_14496_10",
    )
    ds = dcmread(verified(source, tmp_path / "out", NAME).file)
    assert len(ds.LossyImageCompressionRatio) == 2
    assert list(ds.LossyImageCompressionMethod) == ["ISO_14496_10", "ISO_14496_10"]


def test_a_stream_in_several_fragments_is_one(tmp_path: Path) -> None:
    source = videos.instance_file(tmp_path / "in.dcm", "h264", videos.stream("h264", "mp4"), fragments=videos.COUNT)
    assert len(verified(source, tmp_path / "out", NAME).record.frames) == videos.COUNT


@pytest.mark.parametrize("said", [videos.COUNT - 1, videos.COUNT + 1])
@pytest.mark.parametrize("plan", [NAME, NOTHING])
def test_another_number_of_frames_than_the_stream_holds_is_set_aside(
    said: int, plan: RedactionPlan, tmp_path: Path
) -> None:
    coded = videos.stream("h264", "mp4")
    source = videos.instance_file(tmp_path / "in.dcm", "h264", coded, NumberOfFrames=said)
    with pytest.raises(BrokenCodeStream):
        redacted(source, tmp_path / "out", plan)
    assert list((tmp_path / "out").glob("*")) == []


def test_another_size_than_the_stream_has_is_set_aside(tmp_path: Path) -> None:
    source = videos.instance_file(tmp_path / "in.dcm", "h264", videos.stream("h264", "mp4"), Rows=videos.ROWS - 2)
    with pytest.raises(BrokenCodeStream):
        redacted(source, tmp_path / "out", NAME)


def test_verify_finds_what_was_not_hidden_and_what_is_left(tmp_path: Path) -> None:
    source = videos.instance_file(tmp_path / "in.dcm", "h264", videos.stream("h264", "mp4"))
    made = redacted(source, tmp_path / "out", hiding((80, 40, 40, 40)))
    made = replace(made, record=replace(made.record, plan=NAME))
    with pytest.raises(ExceptionGroup) as raised:
        verify(made, Instance.open(source))
    failed = {error.facts["check"] for error in raised.value.exceptions if isinstance(error, CheckFailed)}
    assert failed == {video_check.INSIDE, video_check.OUTSIDE}


def test_without_the_extra_a_video_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = videos.instance_file(tmp_path / "in.dcm", "h264", videos.stream("h264", "mp4"))
    monkeypatch.setattr(video, "is_available", lambda: False)
    with pytest.raises(VideoExtraMissing):
        Instance.open(source)


@pytest.mark.parametrize("uid", sorted(video.STEREO))
def test_two_views_in_one_stream_are_set_aside(uid: str, tmp_path: Path) -> None:
    source = videos.instance_file(tmp_path / "in.dcm", "h264", videos.stream("h264", "mp4"))
    ds = dcmread(source)
    ds.file_meta.TransferSyntaxUID = uid
    ds.save_as(source)
    with pytest.raises(StereoVideo, match="two views"):
        Instance.open(source)


@pytest.mark.parametrize("plan", [NAME, NOTHING])
@pytest.mark.parametrize("codec", ["mpeg2", "h264", "hevc"])
def test_videos_of_another_program(codec: str, plan: RedactionPlan, shared_data: Path, tmp_path: Path) -> None:
    result = verified(shared_data / "special" / f"video_{codec}.dcm", tmp_path / "out", plan)
    assert all(check.passed for check in result.record.checks)


@pytest.mark.parametrize("codec", ["mpeg2video", "hevc"])
def test_a_finished_video_is_checked_against_its_record_and_original(codec: str, tmp_path: Path) -> None:
    coded = videos.stream(codec, "mpegts")
    source = videos.instance_file(tmp_path / "in" / "in.dcm", codec, coded)
    (item,) = applied([source.parent], tmp_path / "out", NAME)
    written = tmp_path / "out" / item.output
    verdict = check_instance(written, written.with_suffix(".record.json"), [source])
    assert [check.name for check in verdict.checks if not check.passed] == []


def test_ten_bits_stay_ten_bits(tmp_path: Path) -> None:
    facts = video.Facts("hevc", "mpegts", "yuv420p10le", Fraction(25), (1, 2, 2, 2))
    frames = [np.left_shift(picture.astype(np.uint16), 2) for picture in videos.pictures()]
    coded = video_encoder.encode(iter(frames), facts, HEVCM10P51)
    source = videos.instance_file(tmp_path / "in.dcm", "hevc", coded, BitsAllocated=16, BitsStored=10, HighBit=9)
    ds = dcmread(source)
    ds.file_meta.TransferSyntaxUID = HEVCM10P51
    ds.save_as(source)
    written = Instance.open(verified(source, tmp_path / "out", NAME).file)
    assert written.pixel_data.video.facts == facts
    assert written.frame(3).stored_values.dtype == np.uint16


def test_a_video_in_which_anything_is_hidden_changes_everywhere(tmp_path: Path) -> None:
    path = videos.instance_file(tmp_path / "in.dcm", "h264", videos.stream("h264", "h264"))
    image = Instance.open(path)

    def found(plan: RedactionPlan) -> Changes:
        masks = FrameMasks(plan, image.pixel_format, image.pixel_data.grain)
        return frame_changes(image, image.frame(1), masks)

    changes = found(hiding((0, 0, 8, 8), scope=Scope(frames=(2,))))
    assert changes.changed.all()
    assert changes.outside == changes.count
    assert found(RedactionPlan()).count == 0
