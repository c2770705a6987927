"""The sample case: complete, small, readable, and as the tool makes it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pydicom
import pytest

from tools import make_sample
from tools.sample_case import lettering, patient, projection

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
TRUTH = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
FILES = sorted(TRUTH)
LETTERED = [name for name in FILES if TRUTH[name]]
SECTIONS = [name for name in FILES if name.startswith("ct/")]


def read(name: str) -> pydicom.Dataset:
    return pydicom.dcmread(SAMPLE / name)


def frames(name: str) -> np.ndarray:
    pixels = read(name).pixel_array
    return pixels if pixels.ndim == 3 else pixels[None]


def cut(pixels: np.ndarray, bounds: list[int]) -> np.ndarray:
    column, row, columns, rows = bounds
    return pixels[..., row : row + rows, column : column + columns]


def box_of(name: str, start: str) -> dict:
    return next(box for box in TRUTH[name] if box["text"].startswith(start))


def test_each_file_has_its_entry_in_the_truth_and_the_whole_is_small():
    present = {path.relative_to(SAMPLE).as_posix(): path for path in SAMPLE.rglob("*") if path.is_file()}
    assert {name for name in present if name.endswith(".dcm")} == set(FILES)
    assert set(present) - set(FILES) == {"README.md", "truth.json"}
    assert sum(path.stat().st_size for path in present.values()) <= 4_000_000


@pytest.mark.parametrize("name", SECTIONS)
def test_the_tool_makes_the_same_bytes_again(name):
    number = int(name.removesuffix(".dcm").rsplit("_", 1)[1])
    assert patient.encoded(make_sample.ct_instance(number)) == (SAMPLE / name).read_bytes()


def test_the_boxes_in_the_truth_are_those_of_the_lettering():
    empty = np.zeros((projection.ROWS, projection.COLUMNS))
    _, boxes = lettering.lettered(empty, make_sample._CHEST_TEXT)
    assert make_sample.truth(boxes) == TRUTH[make_sample.CHEST]


@pytest.mark.slow
def test_all_instances_are_the_same_when_made_twice():
    assert list(make_sample.files()) == list(make_sample.files())


@pytest.mark.parametrize("name", FILES)
def test_each_instance_can_be_decoded(name):
    ds = read(name)
    pixels = frames(name)
    assert pixels.shape == (int(ds.get("NumberOfFrames", 1)), ds.Rows, ds.Columns)
    assert pixels.min() >= 0
    assert 0 < pixels.max() < 1 << ds.BitsStored
    assert pixels.std() > 20


def test_chest_is_native_and_the_cine_is_compressed():
    assert not read(make_sample.CHEST).file_meta.TransferSyntaxUID.is_compressed
    cine = read(make_sample.CINE)
    assert cine.file_meta.TransferSyntaxUID == pydicom.uid.RLELossless
    assert cine.FrameIncrementPointer == pydicom.tag.Tag("FrameTime")


def test_the_heart_moves_and_the_text_stands_still():
    cine = frames(make_sample.CINE)
    assert np.any(cine[0] != cine[4])
    for box in TRUTH[make_sample.CINE]:
        text = cut(cine, box["bounds"])
        assert np.all(text == text[0]), box["text"]


@pytest.mark.parametrize("name", LETTERED)
def test_each_box_is_inside_the_image_and_holds_ink(name):
    pixels = frames(name)[0].astype(float)
    rows, columns = pixels.shape
    for box in TRUTH[name]:
        column, row, width, height = box["bounds"]
        assert 0 <= column < column + width <= columns, box["text"]
        assert 0 <= row < row + height <= rows, box["text"]
        inside = cut(pixels, box["bounds"])
        around = cut(pixels, [column - 4, row - 4, width + 8, height + 8])
        assert np.quantile(inside, 0.99) > np.median(around) + 12, box["text"]


def test_the_faint_line_is_one_or_two_grey_levels_above_black():
    bounds = box_of(make_sample.CHEST, "LI MEI  SYN")["bounds"]
    column, row, columns, rows = bounds
    pixels = frames(make_sample.CHEST)[0].astype(float)
    background = cut(pixels, [column + columns + 10, row, columns // 2, rows])
    ink = cut(pixels, bounds)
    level = 4096 / 256
    difference = np.median(ink[ink > background.mean() + 4 * background.std()]) - background.mean()
    assert level < difference < 2 * level


def test_each_picture_says_that_it_is_synthetic_and_names_the_patient():
    for name in LETTERED:
        assert not box_of(name, "SYNTHETIC 合成数据")["phi"]
        assert box_of(name, "LI MEI 李梅")["phi"]
        assert read(name).BurnedInAnnotation == "YES"


def test_the_laterality_marker_is_at_the_upper_right_and_identifies_nobody():
    marker = next(box for box in TRUTH[make_sample.CHEST] if box["text"] == "L")
    column, row, _, rows = marker["bounds"]
    assert not marker["phi"]
    assert column > 0.75 * projection.COLUMNS
    assert row + rows < 0.25 * projection.ROWS


def test_all_instances_belong_to_one_patient_and_have_their_own_uids():
    instances = [read(name) for name in FILES]
    assert {(str(ds.PatientName), ds.PatientID) for ds in instances} == {("LI^MEI=李^梅", "SYN-048213")}
    assert all(ds.file_meta.MediaStorageSOPInstanceUID == ds.SOPInstanceUID for ds in instances)
    uids = [ds.SOPInstanceUID for ds in instances]
    assert len(set(uids)) == len(uids)
    assert all(uid.startswith("2.25.") for uid in uids)
    assert len({ds.StudyInstanceUID for ds in instances}) == 3


def test_ultrasound_regions_hold_no_identifying_text():
    for region in read(make_sample.CINE).SequenceOfUltrasoundRegions:
        assert region.RegionLocationMaxX1 < 640
        assert region.RegionLocationMaxY1 < 480
        for box in TRUTH[make_sample.CINE]:
            column, row, columns, rows = box["bounds"]
            apart = (
                column > region.RegionLocationMaxX1
                or row > region.RegionLocationMaxY1
                or column + columns <= region.RegionLocationMinX0
                or row + rows <= region.RegionLocationMinY0
            )
            assert apart or not box["phi"], box["text"]


@pytest.mark.parametrize("name", SECTIONS)
def test_identity_hides_in_many_places_of_a_ct_section(name):
    ds = read(name)
    header = ds.private_block(0x0029, "EXAMPLE CT HEADER")
    assert header[0x01].value == "LI MEI 李梅"
    assert header[0x02].value == patient.PATIENT_ID
    assert header[0x10].value[0].PatientName == patient.NAME
    assert "李梅" in ds.ImageComments
    assert ds.OriginalAttributesSequence[0].ModifiedAttributesSequence[0].PatientID == "OLD-991204"
    assert b"LI MEI" in ds.preamble
    assert b"LI^MEI" in ds[0xFFFCFFFC].value
    assert ds.IconImageSequence[0].Rows == 32
    assert ds.RescaleIntercept == -1024


def test_the_chest_image_has_an_overlay_with_the_name():
    ds = read(make_sample.CHEST)
    overlay = ds.overlay_array(0x6000)
    assert overlay.shape == (ds[0x60000010].value, ds[0x60000011].value)
    expected = lettering.ink(make_sample.OVERLAY_NOTE) > 0.5
    assert np.array_equal(overlay.astype(bool), expected)
