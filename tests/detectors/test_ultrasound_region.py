"""What the header does not call ultrasound is proposed, in whole rectangles, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from redactor.detectors.ultrasound_region import PLUGIN, REASON, UltrasoundRegionOptions, outside_rectangles
from redactor.model.geometry import Bounds
from redactor.model.image import UltrasoundRegion
from redactor.model.region import ALL, Kind
from tests.fakes import FakeImage
from tests.strategies import CHEAP

ROWS, COLUMNS = 30, 40


def findings(*regions):
    image = FakeImage.of(np.zeros((ROWS, COLUMNS, 3), np.uint8), modality="US", ultrasound_regions=regions)
    return list(PLUGIN.propose(image, UltrasoundRegionOptions(), lambda share: None))


def cover(shapes):
    """Say how many shapes cover each pixel."""
    whole = Bounds(0, 0, COLUMNS, ROWS)
    return np.sum([shape.cover(whole) for shape in shapes] or [np.zeros((ROWS, COLUMNS))], axis=0)


corners = st.integers(0, max(ROWS, COLUMNS) + 5)  # Unsigned Long: never negative
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
    found = findings(*declared)
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
