"""The record says what was put there: the fill and its rule, and how like its original the obscured area still is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import JPEGBaseline8Bit, JPEGLSLossless

from redactor.dicom import fill_value as rules
from redactor.dicom.instance import Instance
from redactor.model.codec import record_to_json
from redactor.model.plan import RedactionPlan
from redactor.model.record import FillRecord
from redactor.model.region import Region, StyleChoice
from tests.dicom.streams import jpeg
from tests.instances import (
    capture,
    ct_slice,
    header,
    hiding,
    noise,
    save,
    save_compressed,
    save_encapsulated,
    with_pixels,
)
from tests.runs import CORNER, verified
from tests.strategies import PIXEL_KINDS

if TYPE_CHECKING:
    from pathlib import Path

MOSAIC = StyleChoice("mosaic")


def record(source: Path, plan: RedactionPlan = CORNER) -> Any:
    return verified(source, source.parent / "partial", plan).record


def obscuring(*boxes: tuple[float, float, float, float], style: StyleChoice = MOSAIC) -> RedactionPlan:
    return RedactionPlan(hiding(*boxes).regions, style)


# --- fills ----------------------------------------------------------------------------------------------------


def test_the_record_says_which_value_was_written_and_why(tmp_path: Path) -> None:
    source = ct_slice(tmp_path / "ct.dcm")
    result = verified(source, tmp_path / "partial")
    assert result.record.fills == (FillRecord("all", (24,), rules.AIR),)
    assert (Instance.open(result.file).frame(1).stored_values[:3, :4] == 24).all()
    told = json.loads(json.dumps(record_to_json(result.record)))["fills"]
    assert told == [{"frames": "all", "values": [24], "rule": rules.AIR}]


@pytest.mark.parametrize("kind", PIXEL_KINDS, ids=lambda kind: kind.name)
def test_what_the_record_says_is_what_is_there(kind: Any, tmp_path: Path) -> None:
    shape = (2, 16, 20) if len(kind.black) == 1 else (2, 16, 20, len(kind.black))
    frames = noise(shape, kind.dtype, high=min(kind.limits[1], 100))
    ds = with_pixels(header(), frames, photometric=kind.photometric_interpretation, bits_stored=kind.bits_stored)
    result = verified(save(ds, tmp_path / "in.dcm"), tmp_path / "partial")
    (fill,) = result.record.fills
    assert np.all(Instance.open(result.file).frame(2).stored_values[:3, :4] == np.asarray(fill.values, kind.dtype))


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2", "RGB"])
def test_the_same_holds_where_frames_are_compressed(photometric: str, tmp_path: Path) -> None:
    frames = noise((2, 16, 20, 3) if photometric == "RGB" else (2, 16, 20))
    ds = with_pixels(header(), frames, photometric=photometric)
    result = verified(save_compressed(ds, tmp_path / "in.dcm", JPEGLSLossless), tmp_path / "partial")
    (fill,) = result.record.fills
    assert np.all(Instance.open(result.file).frame(1).stored_values[:3, :4] == fill.values)


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2", "YBR_FULL_422"])
def test_jpeg_blocks_become_the_darkest_level(photometric: str, tmp_path: Path) -> None:
    frames = noise((1, 32, 32, 3) if photometric.startswith("YBR") else (1, 32, 32))
    ds = with_pixels(header(), frames, photometric=photometric)
    coded = [jpeg(frames[0])]
    result = verified(save_encapsulated(ds, tmp_path / "in.dcm", JPEGBaseline8Bit, coded), tmp_path / "partial")
    (fill,) = result.record.fills
    assert fill.rule == rules.BLOCKS
    assert np.all(Instance.open(result.file).frame(1).stored_values[:3, :4] == fill.values)


def test_frames_with_different_fills_are_told_apart(tmp_path: Path) -> None:
    groups = []
    for intercept in (-1024, -8192, -1024):
        transformation, group = Dataset(), Dataset()
        transformation.RescaleSlope, transformation.RescaleIntercept, transformation.RescaleType = 1, intercept, "HU"
        group.PixelValueTransformationSequence = [transformation]
        groups.append(group)
    ds = header(Modality="CT", PerFrameFunctionalGroupsSequence=groups)
    source = save(with_pixels(ds, noise((3, 12, 16), np.uint16)), tmp_path / "in.dcm")
    result = verified(source, tmp_path / "partial")
    assert result.record.fills == (FillRecord((1, 3), (24,), rules.AIR), FillRecord((2,), (7192,), rules.AIR))
    assert [int(Instance.open(result.file).frame(n).stored_values[0, 0]) for n in (1, 2, 3)] == [24, 7192, 24]


def test_what_nothing_touched_has_no_fill(tmp_path: Path) -> None:
    found = record(capture(tmp_path / "in.dcm"), RedactionPlan())
    assert found.fills == found.obscured == ()


# --- obscuring styles -----------------------------------------------------------------------------------------


def test_the_record_says_how_much_a_mosaic_left(tmp_path: Path) -> None:
    found = record(capture(tmp_path / "in.dcm", rows=64, columns=64), obscuring((0, 0, 32, 32)))
    assert found.fills == ()
    (told,) = found.obscured
    assert (told.style, told.options, told.frames, told.pixels) == ("mosaic", (("block", 16),), 1, 1024)
    assert 8 < told.psnr < 12
    assert told.psnr == round(told.psnr, 1)
    assert -0.2 < told.ssim < 0.2
    assert record_to_json(found)["obscured"][0]["options"] == {"block": 16}


def test_the_promise_of_dp_pix_is_in_the_record_with_all_its_parameters(tmp_path: Path) -> None:
    style = StyleChoice("dp_pix", (("epsilon", 2.0),))
    found = record(capture(tmp_path / "in.dcm", rows=64, columns=64, frames=2), obscuring((0, 0, 32, 32), style=style))
    (told,) = found.obscured
    assert dict(told.options) == {"epsilon": 2.0, "m": 16, "block": 16}
    assert (told.frames, told.pixels) == (2, 2048)
    assert told.psnr is not None


def test_numbers_over_few_pixels_are_not_told(tmp_path: Path) -> None:
    (told,) = record(capture(tmp_path / "in.dcm", rows=64, columns=64), obscuring((0, 0, 15, 17))).obscured
    assert (told.pixels, told.psnr, told.ssim) == (255, None, None)


def test_what_a_mosaic_did_not_change_is_not_infinitely_like_itself(tmp_path: Path) -> None:
    source = save(with_pixels(header(), np.full((1, 64, 64), 7, np.uint8)), tmp_path / "in.dcm")
    (told,) = record(source, obscuring((0, 0, 32, 32))).obscured
    assert (told.psnr, told.ssim) == (None, None)


@pytest.mark.parametrize("photometric", ["PALETTE COLOR", "MONOCHROME2"])
def test_only_values_that_have_a_distance_are_compared(photometric: str, tmp_path: Path) -> None:
    frames = noise((1, 64, 64)) if photometric == "PALETTE COLOR" else noise((1, 64, 64), np.float32)
    source = save(with_pixels(header(), frames, photometric=photometric), tmp_path / "in.dcm")
    (told,) = record(source, obscuring((0, 0, 32, 32))).obscured
    assert (told.psnr is None) == (photometric == "PALETTE COLOR")


def test_numbers_that_are_none_do_not_count(tmp_path: Path) -> None:
    frames = np.full((1, 64, 64), np.nan, np.float32)
    source = save(with_pixels(header(), frames), tmp_path / "in.dcm")
    (told,) = record(source, obscuring((0, 0, 32, 32))).obscured
    assert (told.pixels, told.psnr) == (1024, None)


def test_a_plan_of_two_styles_has_a_fill_and_an_obscured_area(tmp_path: Path) -> None:
    solid, mosaic = hiding((0, 0, 8, 8)).regions[0], hiding((32, 32, 32, 32), style=MOSAIC).regions[0]
    plan = RedactionPlan((solid, Region("m", mosaic.shape, style=MOSAIC)))
    found = record(capture(tmp_path / "in.dcm", rows=64, columns=64), plan)
    assert found.fills == (FillRecord("all", (0,), rules.DARKEST),)
    assert [told.pixels for told in found.obscured] == [1024]
