"""What applying a plan would change, pixel by pixel, and whether it lies where it was asked for."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from pydicom.uid import JPEGBaseline8Bit

from redactor.dicom.instance import Instance
from redactor.model.geometry import Rectangle
from redactor.model.image import Grain
from redactor.model.plan import RedactionPlan
from redactor.model.region import Kind, Region, Scope, StyleChoice
from redactor.sources import picture
from redactor.workflow.changes import frame_changes
from redactor.workflow.masking import FrameMasks
from tests.dicom import streams
from tests.instances import header, hiding, save, with_pixels


def found(image, plan, number=1):
    grain = image.pixel_data.grain
    return frame_changes(image, image.frame(number), FrameMasks(plan, image.pixel_format, grain))


@pytest.fixture
def native(tmp_path):
    frames = np.full((2, 20, 30), 50, np.uint8)
    frames[:, 5, 5] = 0
    return Instance.open(save(with_pixels(header(), frames), tmp_path / "a.dcm"))


def test_only_pixels_whose_value_becomes_another_are_changed(native):
    changes = found(native, hiding((4, 4, 4, 3)))
    assert (changes.count, changes.grown, changes.outside) == (11, 0, 0)
    assert not changes.changed[5, 5]  # it was black before
    assert changes.changed[4, 4]
    assert not changes.changed.flags.writeable


def test_a_frame_that_no_region_touches_is_not_changed(native):
    plan = RedactionPlan((Region("r1", Rectangle(0, 0, 9, 9), scope=Scope(frames=(2,))),))
    assert found(native, plan, 1).count == 0
    assert found(native, plan, 2).count == 80


def test_noise_that_nobody_can_make_again_counts_as_changed_wherever_it_may_fall(native):
    plan = hiding((0, 0, 20, 20), style=StyleChoice("dp_pix"), kind=Kind.OTHER)
    assert found(native, plan).changed[:20, :20].all()


def test_whole_blocks_of_a_jpeg_are_told_apart_from_regions(tmp_path):
    shown = streams.picture(64, 96)
    coded = streams.jpeg(shown, "4:2:0")
    path = streams.instance_file(
        tmp_path / "a.dcm", JPEGBaseline8Bit, [coded], streams.pixel_format(shown, photometric="YBR_FULL_422")
    )
    changes = found(Instance.open(path), hiding((10, 10, 4, 4)))
    assert changes.count > 16
    assert changes.grown == changes.count - 16
    assert changes.outside == 0


def test_in_a_picture_all_that_is_hidden_changes(tmp_path):
    cv2.imwrite(str(tmp_path / "a.png"), np.full((10, 12), 7, np.uint8))
    (image,) = picture.PLUGIN.open(tmp_path / "a.png")
    masks = FrameMasks(hiding((0, 0, 3, 3)), image.pixel_format, Grain())
    assert frame_changes(image, image.frame(1), masks).count == 9
