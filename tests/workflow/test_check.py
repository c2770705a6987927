"""What `redactor verify` says of files that somebody hands over, with and without record and original."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import JPEGBaseline8Bit

from redactor.errors import InvalidDocument, NotDicom, PictureOnly
from redactor.workflow.check import check_instance
from tests.instances import capture, ct_slice, header, hiding, noise, save, save_encapsulated, with_pixels
from tests.runs import CORNER, applied

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from redactor.workflow.check import Verdict

ATTRIBUTES = "attributes are de-identified"
DECODED = "every frame can be decoded"
RECORD = "edit record"
FILE = "the file is the one that the record describes"
FRAMES = "the frames are those that the record describes"
FILLED = "hidden areas hold nothing but the fill"
OUTSIDE = "unchanged outside the hidden areas"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return ct_slice(tmp_path / "in.dcm")


@pytest.fixture
def result(source: Path, tmp_path: Path) -> Path:
    (item,) = applied([source], tmp_path / "out")
    return tmp_path / "out" / str(item.output)


def record_of(path: Path) -> Path:
    return path.with_suffix(".record.json")


def failed(verdict: Verdict) -> set[str]:
    return {check.name for check in verdict.checks if not check.passed}


def rewritten(path: Path, change: Callable[[Any], None]) -> None:
    ds = dcmread(path)
    change(ds)
    ds.save_as(path)


def test_a_result_with_its_record_and_its_original_passes_every_check(result: Path, source: Path) -> None:
    verdict = check_instance(result, record_of(result), [source])
    assert verdict.passed
    assert [check.name for check in verdict.checks] == [ATTRIBUTES, DECODED, FILE, FRAMES, FILLED, OUTSIDE]


def test_the_original_is_found_among_others(result: Path, source: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no image")
    others = [tmp_path / "notes.txt", capture(tmp_path / "other.dcm"), ct_slice(tmp_path / "twin.dcm"), source]
    assert check_instance(result, record_of(result), others).passed


def test_without_a_record_only_attributes_and_frames_are_checked_and_that_is_said(result: Path) -> None:
    verdict = check_instance(result, None, [])
    assert verdict.passed
    assert [check.name for check in verdict.checks] == [ATTRIBUTES, DECODED, RECORD]
    assert "not checked" in verdict.checks[-1].detail


def test_an_original_without_a_record_cannot_be_compared(result: Path, source: Path) -> None:
    assert failed(check_instance(result, None, [source])) == {RECORD}


def test_an_original_passes_for_nothing(source: Path) -> None:
    verdict = check_instance(source, None, [])
    assert failed(verdict) == {ATTRIBUTES}
    assert "CANARY" not in verdict.checks[0].detail
    assert "4711" not in verdict.checks[0].detail


def test_a_changed_pixel_is_told(result: Path, source: Path) -> None:
    data = bytearray(result.read_bytes())
    data[-2] ^= 1
    result.write_bytes(data)
    assert failed(check_instance(result, record_of(result), [source])) == {FILE, FRAMES, OUTSIDE}


def test_a_pixel_that_shows_through_is_told(result: Path) -> None:
    def uncover(ds: Any) -> None:
        ds.PixelData = b"\1" + ds.PixelData[1:]

    rewritten(result, uncover)
    assert failed(check_instance(result, record_of(result), [])) == {FILE, FRAMES, FILLED}


def test_a_name_put_back_is_told_with_its_place(result: Path) -> None:
    rewritten(result, lambda ds: setattr(ds, "PatientName", "CANARY^ZELDA"))
    verdict = check_instance(result, None, [])
    assert failed(verdict) == {ATTRIBUTES}
    assert "(0010,0010)" in verdict.checks[0].detail
    assert "CANARY" not in verdict.checks[0].detail


def test_a_word_of_the_original_is_told_only_beside_it(result: Path, source: Path) -> None:
    rewritten(result, lambda ds: setattr(ds, "BodyPartExamined", "CANARY"))
    assert failed(check_instance(result, record_of(result), [])) == {FILE}
    assert failed(check_instance(result, record_of(result), [source])) == {FILE, OUTSIDE}


def test_a_frame_that_cannot_be_decoded_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.dcm"
    save_encapsulated(with_pixels(header(), noise((1, 8, 8))), path, JPEGBaseline8Bit, [b"\xff\xd8junk\xff\xd9"])
    assert DECODED in failed(check_instance(path, None, []))


def test_an_original_whose_frames_cannot_be_decoded_is_not_the_one(result: Path, tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((1, 32, 40), np.int16, high=1500), bits_stored=12)
    other = save_encapsulated(ds, tmp_path / "b.dcm", JPEGBaseline8Bit, [b"\xff\xd8junk\xff\xd9"])
    assert failed(check_instance(result, record_of(result), [other])) == {OUTSIDE}


def test_a_plan_in_the_record_that_does_not_fit_is_told(result: Path) -> None:
    document = json.loads(record_of(result).read_text())
    document["plan"]["regions"][0]["shape"]["column"] = 1000
    record_of(result).write_text(json.dumps(document))
    assert failed(check_instance(result, record_of(result), [])) == {FILLED}


def test_a_float_image_with_values_that_are_no_numbers_passes(tmp_path: Path) -> None:
    frames = noise((1, 6, 6), np.float32)
    frames[0, 5] = np.nan
    source = save(with_pixels(header(), frames), tmp_path / "in.dcm")
    (item,) = applied([source], tmp_path / "out")
    result = tmp_path / "out" / str(item.output)
    assert check_instance(result, record_of(result), [source]).passed


@pytest.mark.parametrize("plan", [CORNER, hiding()], ids=["hiding", "nothing"])
def test_several_frames_pass(plan: Any, tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm", frames=3)
    (item,) = applied([source], tmp_path / "out", plan)
    result = tmp_path / "out" / str(item.output)
    assert check_instance(result, record_of(result), [source]).passed


@pytest.mark.parametrize(
    "document",
    [
        1,
        [],
        {},
        {"schema": "redactor/plan/1"},
        {"schema": "redactor/record/1"},
        {"schema": "redactor/record/1", "frames": [1], "plan": {}, "file_sha256": ""},
        {"schema": "redactor/record/1", "frames": ["x"], "plan": {}, "file_sha256": ""},
        {"schema": "redactor/record/1", "frames": [], "plan": {"schema": "x"}, "file_sha256": ""},
    ],
)
def test_a_record_that_is_none_is_refused(document: Any, result: Path, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(json.dumps(document))
    with pytest.raises(InvalidDocument):
        check_instance(result, tmp_path / "r.json", [])


def test_what_is_no_instance_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no image")
    with pytest.raises(NotDicom):
        check_instance(tmp_path / "notes.txt", None, [])
    assert cv2.imwrite(str(tmp_path / "a.png"), noise((4, 4)))
    with pytest.raises(PictureOnly):
        check_instance(tmp_path / "a.png", None, [])
