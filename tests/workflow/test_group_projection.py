"""Projections of many images, and the search for what a mask leaves."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.dicom.instance import Instance
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.image import DeviceKey, PixelFormat
from redactor.model.plan import RedactionPlan
from redactor.model.region import Kind, Region, Scope
from redactor.model.template import MatchRule, template_of
from redactor.workflow.awake import awake
from redactor.workflow.bulk_work import common_mask
from redactor.workflow.group_projection import Picture, Projection
from redactor.workflow.uncovered import covered_share, search
from tests.instances import ct_slice, noise, ultrasound_cine
from tests.strategies import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

DEVICE = DeviceKey("", "", "CT", "", 96, 256)


@CHEAP
@given(st.integers(1, 12), st.integers(0, 2**16))
def test_projections_are_those_of_all_images_at_once(count, seed):
    frames = np.random.default_rng(seed).integers(-1000, 3000, (count, 5, 6)).astype(np.float32)
    projection = Projection()
    for frame in frames:
        projection.add(frame)
    wanted = {"maximum": frames.max(0), "minimum": frames.min(0), "deviation": frames.std(0)}
    found = projection.pictures()
    assert projection.count == count
    for name, values in wanted.items():
        span = float(np.ptp(values))
        scaled = (values - values.min()) * (255 / span) if span > 1e-3 else np.zeros_like(values)
        assert np.abs(found[name].astype(float) - scaled).max() <= 1
        assert not found[name].flags.writeable


def test_nothing_has_no_projection():
    assert Projection().pictures() == {}


def test_frames_of_a_cine_are_taken_one_by_one(tmp_path: Path):
    projection = Projection()
    projection.add_image(Instance.open(ultrasound_cine(tmp_path / "us.dcm", frames=4)))
    projection.add_image(Instance.open(ultrasound_cine(tmp_path / "us2.dcm", frames=70)))
    assert projection.count == 4 + 64
    single = Projection()
    single.add_image(Instance.open(ct_slice(tmp_path / "ct.dcm")))
    assert single.count == 1


def test_text_in_few_of_many_images_shows_in_a_projection():
    projection = Projection()
    for number in range(40):
        frame = noise((96, 256), np.uint8, seed=number).astype(np.float32) / 4
        if number == 17:
            ink = np.zeros((96, 256), np.uint8)
            cv2.putText(ink, "DOE JOHN 1961", (8, 60), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2)
            frame[ink > 128] = 255
        projection.add(frame)
    nothing, over = np.zeros((96, 256), np.bool_), np.zeros((96, 256), np.bool_)
    over[20:80] = True
    picture = Picture(projection.pictures()["maximum"], DEVICE)
    assert search(picture, lambda number: nothing).outside
    assert not search(picture, lambda number: over).outside


@pytest.mark.parametrize(
    ("box", "share"),
    [((10, 10, 20, 10), 1.0), ((10, 34, 20, 10), 1.0), ((10, 80, 20, 10), 0.0), ((10, 30, 20, 28), 0.5)],
)
def test_a_few_pixels_beyond_the_mask_are_its_edge(box, share):
    mask = np.zeros((100, 60), np.bool_)
    mask[:40] = True
    finding = Finding(Kind.BURNED_IN_TEXT, Rectangle(*box), "text")
    assert covered_share(finding, PixelFormat(100, 60), lambda number: mask) == pytest.approx(share)


def test_the_frame_where_the_mask_covers_least_counts():
    full, none = np.ones((20, 20), np.bool_), np.zeros((20, 20), np.bool_)
    pixels = PixelFormat(20, 20, number_of_frames=3)
    finding = Finding(Kind.BURNED_IN_TEXT, Rectangle(2, 2, 6, 6), "text")
    assert covered_share(finding, pixels, lambda number: none if number == 2 else full) == 0


def test_what_single_frames_hide_is_not_hidden_in_projections():
    regions = (Region("a", Rectangle(0, 0, 4, 4)), Region("b", Rectangle(4, 4, 4, 4), Scope(frames=(2,))))
    mask = common_mask(template_of("T", MatchRule(8, 8, modality="US"), RedactionPlan(regions)))
    assert mask[:4, :4].all()
    assert mask.sum() == 16


def test_staying_awake_leaves_nothing_behind():
    with awake() as agreed:
        assert agreed in {True, False}
    if sys.platform.startswith("linux"):
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        assert "--who=redactor" not in listed or agreed
