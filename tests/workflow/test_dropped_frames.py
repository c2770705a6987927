"""Frames that a plan drops are nowhere in the result; all others are what they were, in order, whatever the syntax."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate_extended, parse_basic_offsets
from pydicom.uid import (
    JPEG2000,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
)

from redactor.dicom.instance import Instance
from redactor.errors import FramesCannotBeDropped, NoFrameLeft, PlanDoesNotFit
from redactor.model.codec import record_to_json
from redactor.model.plan import RedactionPlan
from redactor.model.region import Scope
from redactor.workflow.check import check_instance
from redactor.workflow.verify import FOLLOW, FORMAT, verify
from tests.dicom import streams
from tests.instances import capture, header, hiding, noise, save, ultrasound_cine, with_pixels
from tests.runs import applied, redacted, verified

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

NATIVE = [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]
LAYOUTS: dict[str, tuple[tuple[int, ...], Any, dict[str, Any]]] = {
    "8 bit, odd frames": ((3, 5), np.uint8, {}),
    "12 of 16 bit signed": ((4, 6), np.int16, {"bits_stored": 12}),
    "1 bit, frames inside bytes": ((3, 7), np.bool_, {}),
    "1 bit": ((8, 8), np.bool_, {}),
    "RGB by plane": ((6, 5, 3), np.uint8, {"planar": 1}),
    "float": ((5, 4), np.float32, {}),
}
CODED = [*streams.LOSSLESS, JPEG2000, JPEGBaseline8Bit]
TOTAL = 6


def dropping(*numbers: int, hide: tuple[int, ...] = ()) -> RedactionPlan:
    """Give a plan that drops frames, and hides the upper left pixels of others."""
    boxes = [(0.0, 0.0, 2.0, 1.0)] if hide else []
    return (
        replace(hiding(*boxes, scope=Scope(frames=hide)), dropped_frames=numbers)
        if hide
        else RedactionPlan(dropped_frames=numbers)
    )


@st.composite
def plans(draw: Any) -> RedactionPlan:
    """Give plans that drop some of the frames and touch some, dropped ones among them."""
    lost = draw(st.sets(st.integers(1, TOTAL), max_size=TOTAL - 1))
    touched = draw(st.sets(st.integers(1, TOTAL), max_size=3))
    return dropping(*sorted(lost), hide=tuple(sorted(touched)))


def touched(plan: RedactionPlan, number: int) -> bool:
    return bool(plan.active(number))


def require_kept(source: Path, result: Path, plan: RedactionPlan) -> None:
    """Check that the result holds the kept frames and no others, changed in the hidden pixels alone."""
    before, after = Instance.open(source), Instance.open(result)
    kept = plan.kept_frames(TOTAL)
    assert after.pixel_format.number_of_frames == len(kept)
    for place, number in enumerate(kept, 1):
        old, new = before.frame(number).stored_values.copy(), after.frame(place).stored_values
        if touched(plan, number):
            black = after.black
            old[0, :2] = black if old.ndim == 3 else black[0]
        np.testing.assert_array_equal(new, old)


# --- pixels ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("syntax", NATIVE, ids=lambda uid: uid.name)
@pytest.mark.parametrize("name", LAYOUTS)
@settings(max_examples=8)
@given(plan=plans())
def test_native_frames_that_stay_are_what_they_were(
    name: str, syntax: Any, plan: RedactionPlan, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shape, dtype, how = LAYOUTS[name]
    high = 1 << (how["bits_stored"] - 1) if "bits_stored" in how else None
    folder = tmp_path_factory.mktemp("native")
    source = save(with_pixels(header(), noise((TOTAL, *shape), dtype, high=high), **how), folder / "in.dcm", syntax)
    result = verified(source, folder / "partial", plan)
    require_kept(source, result.file, plan)
    written = Instance.open(result.file)
    length = written.pixel_data.layout.total_bytes
    assert written.header.pixel_element.length == length + length % 2
    assert [frame.number for frame in result.record.frames] == list(plan.kept_frames(TOTAL))
    assert [frame.number_in_result for frame in result.record.frames] == [*range(1, len(result.record.frames) + 1)]


@pytest.mark.parametrize("numbers", [(1,), (2,), (3,), (1, 2), (2, 3)])
def test_pairs_of_bytes_that_two_frames_share_are_put_together_anew(numbers: tuple[int, ...], tmp_path: Path) -> None:
    frames = noise((3, 3, 5))
    ds = with_pixels(header(), frames)
    whole = ds.PixelData
    ds.PixelData = np.frombuffer(whole, ">u2").astype("<u2").tobytes()
    ds["PixelData"].VR = "OW"
    source = save(ds, tmp_path / "in.dcm", ExplicitVRBigEndian)
    result = verified(source, tmp_path / "partial", dropping(*numbers))
    after = Instance.open(result.file)
    for place, number in enumerate((n for n in (1, 2, 3) if n not in numbers), 1):
        np.testing.assert_array_equal(after.frame(place).stored_values, frames[number - 1])


def test_bits_of_a_dropped_frame_do_not_stay_in_the_last_byte(tmp_path: Path) -> None:
    frames = np.zeros((2, 1, 3), np.bool_)
    frames[1] = True
    source = save(with_pixels(header(), frames), tmp_path / "in.dcm")
    result = verified(source, tmp_path / "partial", dropping(2))
    assert dcmread(result.file).PixelData == b"\0\0"


def coded_file(path: Path, syntax: str, **how: Any) -> tuple[Path, list[bytes]]:
    pictures = [streams.picture(40, 48, colour=False, seed=seed) for seed in range(TOTAL)]
    coded = [streams.coded(syntax, picture) for picture in pictures]
    return streams.instance_file(path, syntax, coded, streams.pixel_format(pictures[0]), **how), coded


@pytest.mark.parametrize("syntax", CODED, ids=lambda uid: uid.name)
@settings(max_examples=6)
@given(lost=st.sets(st.integers(1, TOTAL), min_size=1, max_size=TOTAL - 1), fragments=st.integers(1, 3))
def test_coded_frames_that_stay_keep_their_streams(
    syntax: Any, lost: set[int], fragments: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("coded")
    source, _ = coded_file(folder / "in.dcm", syntax, fragments_per_frame=fragments)
    plan = dropping(*sorted(lost))
    result = verified(source, folder / "partial", plan)
    require_kept(source, result.file, plan)
    assert Instance.open(result.file).transfer_syntax_uid == syntax
    assert len(parse_basic_offsets(dcmread(result.file).PixelData)) == TOTAL - len(lost)


@pytest.mark.parametrize("syntax", streams.LOSSLESS, ids=lambda uid: uid.name)
def test_coded_frames_are_dropped_and_hidden_at_once(syntax: Any, tmp_path: Path) -> None:
    source, _ = coded_file(tmp_path / "in.dcm", syntax)
    plan = dropping(1, 4, hide=(2, 4))
    require_kept(source, verified(source, tmp_path / "partial", plan).file, plan)


@pytest.mark.parametrize("syntax", [JPEG2000, JPEGBaseline8Bit], ids=lambda uid: uid.name)
def test_lossy_frames_are_dropped_and_hidden_at_once(syntax: Any, tmp_path: Path) -> None:
    source, _ = coded_file(tmp_path / "in.dcm", syntax)
    result = verified(source, tmp_path / "partial", dropping(1, 4, hide=(3, 5)))
    assert Instance.open(result.file).pixel_format.number_of_frames == 4
    assert [frame.effective > 0 for frame in result.record.frames] == [False, True, True, False]


def test_the_extended_offset_table_of_the_original_does_not_stay(tmp_path: Path) -> None:
    source, coded = coded_file(tmp_path / "in.dcm", JPEGBaseline8Bit)
    ds = dcmread(source)
    even = [stream + b"\0" * (len(stream) % 2) for stream in coded]
    ds.PixelData, ds.ExtendedOffsetTable, ds.ExtendedOffsetTableLengths = encapsulate_extended(even)
    ds["PixelData"].VR = "OB"
    ds.save_as(source)
    plan = dropping(2, 3)
    result = verified(source, tmp_path / "partial", plan)
    require_kept(source, result.file, plan)
    assert "ExtendedOffsetTable" not in dcmread(result.file)


def test_a_dropped_frame_may_be_one_that_nobody_can_decode(tmp_path: Path) -> None:
    pictures = [streams.picture(40, 48, colour=False, seed=seed) for seed in range(3)]
    coded = [streams.coded(streams.LOSSLESS[0], picture) for picture in pictures]
    coded[1] = b"\1\0\0\0" * 32
    source = streams.instance_file(tmp_path / "in.dcm", streams.LOSSLESS[0], coded, streams.pixel_format(pictures[0]))
    result = verified(source, tmp_path / "partial", dropping(2))
    np.testing.assert_array_equal(Instance.open(result.file).frame(2).stored_values, pictures[2])


def test_a_video_without_some_frames_is_coded_again(tmp_path: Path) -> None:
    videos = pytest.importorskip("tests.videos")
    source = videos.instance_file(tmp_path / "in.dcm", "h264", videos.stream("h264", "mp4"))
    result = verified(source, tmp_path / "partial", dropping(1, 2, 7))
    before, after = Instance.open(source), Instance.open(result.file)
    assert after.pixel_format.number_of_frames == videos.COUNT - 3
    for place, number in ((1, 3), (4, 6), (5, 8), (9, 12)):
        shown: NDArray[Any] = after.frame(place).stored_values.astype(int)
        assert np.abs(shown - before.frame(number).stored_values)[40:].mean() < 2
    assert len(result.record.lossy_steps) == 1


# --- what is refused ------------------------------------------------------------------------------------------


def test_frames_that_do_not_exist_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanDoesNotFit):
        redacted(capture(tmp_path / "in.dcm", frames=2), tmp_path / "partial", dropping(3))


def test_an_image_of_which_no_frame_is_left_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoFrameLeft):
        redacted(capture(tmp_path / "in.dcm", frames=2), tmp_path / "partial", dropping(1, 2))


def test_a_part_of_a_larger_image_loses_no_frame(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm", frames=3, ConcatenationUID="2.25.77")
    with pytest.raises(FramesCannotBeDropped):
        redacted(source, tmp_path / "partial", dropping(1))
    assert not list((tmp_path / "partial").glob("*"))


# --- record and checks ----------------------------------------------------------------------------------------


def test_the_record_says_which_frames_are_gone_and_that_times_differ(tmp_path: Path) -> None:
    result = verified(ultrasound_cine(tmp_path / "in.dcm", frames=6), tmp_path / "partial", dropping(3, 4, 6))
    document = record_to_json(result.record)
    assert document["plan"]["dropped_frames"] == [3, 4, 6]
    numbers = [(frame["number"], frame.get("number_in_result")) for frame in document["frames"]]
    assert numbers == [(1, None), (2, None), (5, 3)]  # what stays where it was has one number
    assert "frames left out: 3-4, 6 of 6, by their numbers in the original" in result.record.notes
    assert any("Frame Time" in note for note in result.record.notes)
    ds = dcmread(result.file)
    assert ds.NumberOfFrames == 3
    assert ds.DerivationDescription == "Frames were left out to remove identifying information"
    assert list(ds.ImageType) == ["ORIGINAL", "PRIMARY"]


def test_times_stay_true_where_only_the_ends_are_gone(tmp_path: Path) -> None:
    result = verified(ultrasound_cine(tmp_path / "in.dcm", frames=6), tmp_path / "partial", dropping(1, 6))
    assert not any("Frame Time" in note for note in result.record.notes)


def with_vector(path: Path) -> Path:
    ds = with_pixels(header(PageNumberVector=[1, 2, 3]), noise((3, 4, 5)))
    return save(ds, path)


def test_values_of_the_wrong_frames_are_told(tmp_path: Path) -> None:
    source = with_vector(tmp_path / "in.dcm")
    result = redacted(source, tmp_path / "partial", dropping(2))
    data = result.file.read_bytes()
    assert data.count(b"1\\3 ") == 1
    result.file.write_bytes(data.replace(b"1\\3 ", b"1\\2 "))
    with pytest.raises(ExceptionGroup) as raised:
        verify(result, Instance.open(source))
    assert [error.facts["check"] for error in raised.value.exceptions] == [FOLLOW]  # type: ignore[attr-defined]


def test_a_result_with_another_number_of_frames_is_told(tmp_path: Path) -> None:
    source = with_vector(tmp_path / "in.dcm")
    result = redacted(source, tmp_path / "partial", dropping(2))
    lying = replace(result, record=replace(result.record, plan=dropping(2, 3)))
    with pytest.raises(ExceptionGroup) as raised:
        verify(lying, Instance.open(source))
    assert [error.facts["check"] for error in raised.value.exceptions] == [FORMAT]  # type: ignore[attr-defined]


@pytest.mark.parametrize("hide", [(), (2, 4)])
def test_a_finished_file_is_checked_against_its_original_and_no_other(tmp_path: Path, hide: tuple[int, ...]) -> None:
    source = save(with_pixels(header(), noise((5, 8, 9))), tmp_path / "in" / "a.dcm")
    other = save(with_pixels(header(), noise((5, 8, 9), seed=8)), tmp_path / "other.dcm")
    (item,) = applied([source], tmp_path / "out", plan=dropping(1, 3, hide=hide))
    file = tmp_path / "out" / str(item.output)
    record = file.with_suffix(".record.json")
    assert check_instance(file, record, [source]).passed
    assert not check_instance(file, record, [other]).passed
    document = json.loads(record.read_text(encoding="utf-8"))
    document["plan"]["dropped_frames"] = [1, 2]
    record.write_text(json.dumps(document), encoding="utf-8")
    assert not check_instance(file, record, [source]).passed


def test_values_of_the_wrong_frames_are_told_of_a_finished_file(tmp_path: Path) -> None:
    source = with_vector(tmp_path / "in" / "a.dcm")
    (item,) = applied([source], tmp_path / "out", plan=dropping(2))
    file = tmp_path / "out" / str(item.output)
    file.write_bytes(file.read_bytes().replace(b"1\\3 ", b"1\\2 "))
    verdict = check_instance(file, file.with_suffix(".record.json"), [source])
    assert "unchanged outside the hidden areas" in {check.name for check in verdict.checks if not check.passed}


def test_an_enhanced_image_keeps_the_items_of_its_frames(tmp_path: Path) -> None:
    def group(number: int) -> Dataset:
        content, item = Dataset(), Dataset()
        content.DimensionIndexValues = [1, number]
        item.FrameContentSequence = [content]
        return item

    ds = header(PerFrameFunctionalGroupsSequence=[group(number) for number in range(1, 5)])
    source = save(with_pixels(ds, noise((4, 4, 5))), tmp_path / "in.dcm")
    result = verified(source, tmp_path / "partial", dropping(1, 3))
    items = dcmread(result.file).PerFrameFunctionalGroupsSequence
    assert [list(item.FrameContentSequence[0].DimensionIndexValues) for item in items] == [[1, 2], [1, 4]]
    lying = redacted(source, tmp_path / "partial", dropping(1, 3))
    lying.file.write_bytes(result.file.read_bytes())
    with pytest.raises(ExceptionGroup) as raised:
        verify(replace(lying, record=replace(lying.record, plan=dropping(1, 2))), Instance.open(source))
    assert FOLLOW in [error.facts["check"] for error in raised.value.exceptions]  # type: ignore[attr-defined]
