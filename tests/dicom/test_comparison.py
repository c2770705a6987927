"""End to end in every syntax: nothing hidden decides a byte, and whatever was tampered with is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jpeg_ls
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import (
    JPEG2000,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

from redactor.dicom import comparison
from redactor.dicom.comparison import Pair
from redactor.dicom.instance import Instance
from redactor.errors import CheckFailed
from redactor.model.plan import RedactionPlan
from redactor.model.region import Scope
from redactor.workflow.verify import INSIDE, LEFTOVERS, OUTSIDE, READABLE, verify
from tests.dicom import streams
from tests.instances import hiding
from tests.runs import redacted, verified

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from redactor.model.stages import Redacted

KEPT = [JPEGBaseline8Bit, RLELossless, JPEGLSLossless, JPEG2000Lossless, HTJ2KLossless, HTJ2KLosslessRPCL]
PLAN = hiding((16, 16, 16, 16), scope=Scope(frames=(1, 2)))
WIDER = hiding((16, 16, 40, 16), scope=Scope(frames=(1, 2)))


def written(path: Path, uid: str, frames: list[Any], **attributes: Any) -> Path:
    made = [streams.coded(uid, frame) for frame in frames]
    photometric = "YBR_FULL_422" if uid == JPEGBaseline8Bit else ""
    pixels = streams.pixel_format(frames[0], photometric=photometric)
    return streams.instance_file(path, uid, made, pixels, attributes=attributes)


def frames() -> list[Any]:
    return [streams.picture(seed=seed) for seed in (1, 2, 3)]


def coded(path: Path) -> list[bytes]:
    return list(generate_frames(dcmread(path).PixelData, number_of_frames=3))


def put(path: Path, made: list[bytes]) -> None:
    ds = dcmread(path)
    ds.PixelData = encapsulate(made)
    ds.save_as(path)


def faults(result: Redacted, source: Path) -> set[str]:
    with pytest.raises(ExceptionGroup) as caught:
        verify(result, Instance.open(source))
    assert all(isinstance(error, CheckFailed) for error in caught.value.exceptions)
    assert not result.file.exists()
    return {str(error.facts["check"]) for error in caught.value.exceptions}  # type: ignore[attr-defined]


@pytest.mark.parametrize("uid", KEPT, ids=lambda uid: uid.name)
def test_images_that_differ_under_the_mask_alone_become_the_same(uid: str, tmp_path: Path) -> None:
    other = frames()
    for frame in other[:2]:
        frame[16:32, 16:32] = 255 - frame[16:32, 16:32]
    made = []
    for name, content in (("one", frames()), ("other", other)):
        source = written(tmp_path / f"{name}.dcm", uid, content)
        made.append(dcmread(verified(source, tmp_path / "partial", PLAN).file).PixelData)
    assert coded(tmp_path / "one.dcm") != coded(tmp_path / "other.dcm")
    assert made[0] == made[1]


@pytest.mark.parametrize("uid", KEPT, ids=lambda uid: uid.name)
def test_what_is_left_under_the_mask_is_found(uid: str, tmp_path: Path) -> None:
    source = written(tmp_path / "in.dcm", uid, frames())
    result = redacted(source, tmp_path / "partial", PLAN)
    made = coded(result.file)
    less = redacted(source, tmp_path / "less", hiding((16, 16, 12, 1) if uid != JPEGBaseline8Bit else (0, 0, 9, 9)))
    put(result.file, [made[0], coded(less.file)[1], made[2]])
    assert INSIDE in faults(result, source)


@pytest.mark.parametrize("uid", KEPT, ids=lambda uid: uid.name)
def test_what_changed_outside_is_found(uid: str, tmp_path: Path) -> None:
    source = written(tmp_path / "in.dcm", uid, frames())
    result = redacted(source, tmp_path / "partial", PLAN)
    wider = redacted(source, tmp_path / "wider", WIDER)
    put(result.file, [*coded(wider.file)[:2], coded(result.file)[2]])
    assert faults(result, source) == {OUTSIDE}


@pytest.mark.parametrize("uid", KEPT, ids=lambda uid: uid.name)
def test_another_stream_for_an_untouched_frame_is_found(uid: str, tmp_path: Path) -> None:
    source = written(tmp_path / "in.dcm", uid, frames())
    result = redacted(source, tmp_path / "partial", PLAN)
    made = coded(result.file)
    put(result.file, [made[0], made[1], streams.coded(uid, streams.picture(seed=9))])
    assert OUTSIDE in faults(result, source)


@pytest.mark.parametrize("frame", [1, 3])
@pytest.mark.parametrize("uid", [u for u in KEPT if u != RLELossless], ids=lambda uid: uid.name)
def test_a_comment_in_a_stream_is_found(uid: str, frame: int, tmp_path: Path) -> None:
    source = written(tmp_path / "in.dcm", uid, frames())
    result = redacted(source, tmp_path / "partial", PLAN)
    made = coded(result.file)
    comment: Callable[[bytes], bytes] = (
        streams.with_j2k_comment
        if made[0].startswith(b"\xff\x4f")
        else lambda stream: streams.with_segments(stream, streams.COMMENT)
    )
    made[frame - 1] = comment(made[frame - 1])
    put(result.file, made)
    assert faults(result, source) == {LEFTOVERS}


@pytest.mark.parametrize("frame", [1, 3])
@pytest.mark.parametrize("extra", [b"X", streams.SECRET * 9], ids=["one byte", "many bytes"])
@pytest.mark.parametrize("uid", [RLELossless, JPEGBaseline8Bit], ids=lambda uid: uid.name)
def test_bytes_behind_the_data_of_a_stream_are_found(uid: str, extra: bytes, frame: int, tmp_path: Path) -> None:
    source = written(tmp_path / "in.dcm", uid, frames())
    result = redacted(source, tmp_path / "partial", PLAN)
    made = coded(result.file)
    more = made[frame - 1] + extra if uid == RLELossless else streams.in_scan(made[frame - 1], extra)
    made[frame - 1] = more + b"\0" * (len(more) % 2)
    put(result.file, made)
    assert faults(result, source) == {LEFTOVERS}


def test_a_stream_that_can_not_be_taken_apart_is_found(tmp_path: Path) -> None:
    source = written(tmp_path / "in.dcm", JPEGBaseline8Bit, frames())
    result = redacted(source, tmp_path / "partial", PLAN)
    put(result.file, [b"\xff\xd8\xff\xd9", *coded(result.file)[1:]])
    assert faults(result, source) <= {READABLE, OUTSIDE, INSIDE, LEFTOVERS}


def test_one_coefficient_outside_is_found(tmp_path: Path) -> None:
    source = written(tmp_path / "in.dcm", JPEGBaseline8Bit, frames())
    result = redacted(source, tmp_path / "partial", PLAN)
    made = coded(result.file)
    changed = redacted(source, tmp_path / "more", hiding((0, 0, 1, 1), scope=Scope(frames=(1,))))
    put(result.file, made)
    pair = Pair(Instance.open(source), Instance.open(result.file), (1,))
    mask = np.zeros((61, 83), np.bool_)
    mask[16:32, 16:32] = True
    assert pair.block_faults(1, mask) == (False, False)
    assert pair.block_faults(1, np.zeros_like(mask))[0]
    assert pair.block_faults(1, ~mask)[1]
    assert Pair(Instance.open(source), Instance.open(changed.file), (1,)).block_faults(1, mask) == (True, True)
    assert comparison.blocks_are_black(Instance.open(result.file), 1, mask)


LOSSY_CASES = {
    "JPEG, once lossy": (JPEGBaseline8Bit, PLAN, {"LossyImageCompression": "01"}, "01"),
    "JPEG that says nothing": (JPEGBaseline8Bit, PLAN, {}, "01"),
    "JPEG that says 00": (JPEGBaseline8Bit, PLAN, {"LossyImageCompression": "00"}, "01"),
    "untouched JPEG": (JPEGBaseline8Bit, hiding(), {}, "01"),
    "JPEG 2000, coded without loss": (JPEG2000, PLAN, {}, "01"),
    "lossless that was lossy": (JPEG2000Lossless, PLAN, {"LossyImageCompression": "01"}, "01"),
    "lossless": (JPEGLSLossless, PLAN, {"LossyImageCompression": "00"}, "00"),
    "lossless that says nothing": (RLELossless, PLAN, {}, None),
}


@pytest.mark.parametrize("name", LOSSY_CASES)
def test_once_lossy_is_always_lossy_and_no_step_is_added(name: str, tmp_path: Path) -> None:
    uid, plan, attributes, expected = LOSSY_CASES[name]
    told = {**attributes, "LossyImageCompressionRatio": ["12.5"], "LossyImageCompressionMethod": ["ISO_10918_1"]}
    source = written(tmp_path / "in.dcm", uid, frames(), **(told if expected == "01" else attributes))
    ds = dcmread(verified(source, tmp_path / "partial", plan).file)
    assert ds.get("LossyImageCompression") == expected
    if expected == "01":
        assert (ds.LossyImageCompressionRatio, ds.LossyImageCompressionMethod) == (12.5, "ISO_10918_1")


@pytest.mark.parametrize("uid", [JPEG2000, JPEGLSNearLossless], ids=lambda uid: uid.name)
def test_lossy_frames_are_decoded_once_and_kept_exactly(uid: str, tmp_path: Path) -> None:
    content = frames()
    if uid == JPEGLSNearLossless:
        made = [bytes(jpeg_ls.encode_array(frame[:, :, 0], lossy_error=3)) for frame in content]
        source = streams.instance_file(tmp_path / "in.dcm", uid, made, streams.pixel_format(content[0][:, :, 0]))
    else:
        source = written(tmp_path / "in.dcm", uid, content)
    result = Instance.open(verified(source, tmp_path / "partial", PLAN).file)
    original = Instance.open(source)
    assert result.transfer_syntax_uid == JPEGLSLossless
    for number in (1, 2, 3):
        expected = original.frame(number).stored_values.copy()
        if number != 3:
            expected[16:32, 16:32] = 0
        np.testing.assert_array_equal(result.frame(number).stored_values, expected)


def test_inverted_gray_is_hidden_in_its_black(tmp_path: Path) -> None:
    gray = streams.picture(colour=False)
    for uid in (JPEGBaseline8Bit, JPEGLSLossless):
        pixels = streams.pixel_format(gray, photometric="MONOCHROME1")
        source = streams.instance_file(tmp_path / "in.dcm", uid, [streams.coded(uid, gray)], pixels)
        result = Instance.open(
            verified(source, tmp_path / "partial", RedactionPlan(hiding((16, 16, 9, 9)).regions)).file
        )
        assert (result.frame(1).stored_values[16:25, 16:25] == 255).all()


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.float32])
@pytest.mark.parametrize("samples", [(), (3,)])
def test_frames_are_equal_outside_a_mask_if_the_values_there_are(kind: type, samples: tuple[int, ...]) -> None:
    before = np.arange(6 * 4 * (samples or (1,))[0]).reshape(6, 4, *samples).astype(kind)
    if kind is np.float32:
        before[5, 0] = np.nan
    mask = np.zeros((6, 4), bool)
    mask[0, 1:] = True
    after = before.copy()
    after[mask] = 9
    assert comparison.equal_outside(mask, before, after)
    after[3, 3] += 1
    assert not comparison.equal_outside(mask, before, after)
