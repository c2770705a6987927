"""What the header does not call ultrasound is proposed, in whole rectangles, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from redactor.detectors._drawn import MOST_FRAMES
from redactor.detectors.ultrasound_region import (
    EMPTY,
    PLUGIN,
    REASON,
    UltrasoundRegionOptions,
    outside_rectangles,
)
from redactor.model.geometry import Bounds
from redactor.model.image import UltrasoundRegion
from redactor.model.region import ALL, Kind
from tests.fakes import FakeImage
from tests.strategies import CHEAP

ROWS, COLUMNS = 30, 40


BLANK = np.zeros((ROWS, COLUMNS, 3), np.uint8)
DRAWN = (np.indices((ROWS, COLUMNS)).sum(axis=0) % 2 * 200).astype(np.uint8)[..., None].repeat(3, axis=-1)


def findings(*regions, frames=(DRAWN,)):
    image = FakeImage.of(*frames, modality="US", ultrasound_regions=regions)
    return list(PLUGIN.propose(image, UltrasoundRegionOptions(), lambda share: None))


def cover(shapes):
    """Say how many shapes cover each pixel."""
    whole = Bounds(0, 0, COLUMNS, ROWS)
    return np.sum([shape.cover(whole) for shape in shapes] or [np.zeros((ROWS, COLUMNS))], axis=0)


corners = st.integers(-9, max(ROWS, COLUMNS) + 5)
regions = st.builds(UltrasoundRegion, corners, corners, corners, corners)


@CHEAP
@given(st.lists(regions, max_size=4))
def test_each_pixel_outside_all_regions_is_proposed_once_and_no_other(declared):
    inside = np.zeros((ROWS, COLUMNS), np.bool_)
    for region in declared:
        for row in range(max(region.min_y0, 0), min(region.max_y1 + 1, ROWS)):
            for column in range(max(region.min_x0, 0), min(region.max_x1 + 1, COLUMNS)):
                inside[row, column] = True
    expected = ~inside if inside.any() else np.zeros_like(inside)
    found = findings(*declared, frames=(BLANK,))
    assert {finding.suggestion for finding in found} <= {"keep"}
    assert np.array_equal(cover(finding.shape for finding in found), expected.astype(int))


@CHEAP
@given(hnp.arrays(np.bool_, (ROWS, COLUMNS)))
def test_rectangles_cut_any_mask_exactly(inside):
    assert np.array_equal(cover(outside_rectangles(inside)), (~inside).astype(int))


def test_both_ends_of_a_region_belong_to_it():
    (banner,) = findings(UltrasoundRegion(min_x0=0, min_y0=10, max_x1=COLUMNS - 1, max_y1=ROWS - 1))
    assert banner.shape.bounds == Bounds(0, 0, COLUMNS, 10)


def test_a_region_in_the_middle_leaves_four_rectangles_around_it():
    found = findings(UltrasoundRegion(min_x0=5, min_y0=10, max_x1=34, max_y1=19))
    assert [finding.shape.bounds for finding in found] == [
        Bounds(0, 0, 40, 10),
        Bounds(0, 10, 5, 10),
        Bounds(35, 10, 5, 10),
        Bounds(0, 20, 40, 10),
    ]


def test_a_finding_says_what_it_is_and_holds_for_all_frames():
    (banner,) = findings(UltrasoundRegion(0, 0, COLUMNS - 1, 19))
    assert (banner.kind, banner.reason, banner.frames) == (Kind.ULTRASOUND_BANNER, REASON, ALL)
    assert banner.suggestion == "hide"


@pytest.mark.parametrize("declared", [(), (UltrasoundRegion(100, 100, 200, 200),), (UltrasoundRegion(20, 20, 10, 10),)])
def test_without_a_region_inside_the_image_nothing_is_said(declared):
    assert findings(*declared) == []


def test_a_region_as_large_as_the_image_leaves_nothing():
    assert findings(UltrasoundRegion(0, 0, COLUMNS - 1, ROWS - 1)) == []


def test_an_empty_rectangle_is_listed_and_hides_nothing():
    (banner,) = findings(UltrasoundRegion(0, 10, COLUMNS - 1, ROWS - 1), frames=(BLANK,))
    assert (banner.suggestion, banner.reason) == ("keep", EMPTY)


def test_what_is_drawn_in_any_frame_is_proposed_and_what_stands_apart_by_itself():
    first, second = BLANK.copy(), BLANK.copy()
    first[2:5, 4:7] = 90
    second[5:8, 30, 2] = 200
    one, other = findings(UltrasoundRegion(0, 15, COLUMNS - 1, ROWS - 1), frames=(first, BLANK, second))
    assert {one.suggestion, other.suggestion} == {"hide"}
    assert {one.shape.bounds, other.shape.bounds} == {Bounds(1, 0, 9, 8), Bounds(27, 2, 7, 9)}


def test_where_all_is_so_faint_that_it_could_be_noise_it_is_proposed_too():
    frame = BLANK.copy()
    frame[20:] = 200
    frame[2, 20] = 1
    (banner,) = findings(UltrasoundRegion(0, 15, COLUMNS - 1, ROWS - 1), frames=(frame,))
    assert (banner.suggestion, banner.shape.bounds) == ("hide", Bounds(17, 0, 7, 6))


def test_of_a_long_cine_all_outside_the_regions_is_proposed():
    (banner,) = findings(UltrasoundRegion(0, 15, COLUMNS - 1, ROWS - 1), frames=(BLANK,) * (MOST_FRAMES + 1))
    assert (banner.suggestion, banner.shape.bounds) == ("hide", Bounds(0, 0, COLUMNS, 15))


def test_a_region_that_ends_before_the_image_begins_holds_nothing_of_it():
    assert findings(UltrasoundRegion(-20, -20, -2, -2)) == []
    (banner,) = findings(UltrasoundRegion(0, 10, COLUMNS - 1, ROWS - 1), UltrasoundRegion(0, 0, 9, -3))
    assert banner.shape.bounds == Bounds(0, 0, COLUMNS, 10)
