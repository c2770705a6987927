"""Masks of one series on the slices of another: equal grids give equal masks, and what is unsure is hidden."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.model.geometry import Bitmap, Bounds
from redactor.model.patient_space import Plane, plane_of
from redactor.workflow import stack as stack_module
from redactor.workflow.stack import Slice, Stack, outlines_of, spacing_of

ROWS, COLUMNS = 24, 30


def plane(height=0.0, *, tilt=0.0, spacing=(1.0, 1.0), at=(0.0, 0.0)) -> Plane:
    made = plane_of((*at, height), (1, 0, 0, 0, math.cos(tilt), math.sin(tilt)), spacing)
    assert made is not None
    return made


def box(left=8, top=6, right=20, bottom=16, *, rows=ROWS, columns=COLUMNS) -> np.ndarray:
    mask = np.zeros((rows, columns), bool)
    mask[top:bottom, left:right] = True
    return mask


def ball(*, radius=9.0, count=13, spacing=2.0) -> list[Slice]:
    rows, columns = np.mgrid[:ROWS, :COLUMNS]
    middle = spacing * (count - 1) / 2
    away = lambda height: (rows - 11.5) ** 2 + (columns - 14.5) ** 2 + (height - middle) ** 2  # noqa: E731 - a formula
    return [Slice(plane(spacing * k), away(spacing * k) <= radius**2) for k in range(count)]


def on(stack: Stack, where: Plane, thickness=1.0, rows=ROWS, columns=COLUMNS) -> np.ndarray:
    return stack.hidden_on(where, rows=rows, columns=columns, thickness=thickness)


masks = st.lists(st.booleans(), min_size=48, max_size=48).map(lambda bits: np.array(bits).reshape(6, 8))


@settings(max_examples=60)
@given(st.lists(masks, min_size=1, max_size=4), st.floats(0, 1.5), st.floats(0.4, 3))
def test_equal_grids_give_equal_masks(found, tilt, pixel):
    planes = [
        plane_of(
            np.asarray((3, 4, 5)) + 2.5 * k * np.asarray(plane(tilt=tilt).normal),
            (1, 0, 0, 0, math.cos(tilt), math.sin(tilt)),
            (pixel, pixel),
        )
        for k in range(len(found))
    ]
    stack = Stack([Slice(where, mask) for where, mask in zip(planes, found, strict=True)])
    for where, mask in zip(planes, found, strict=True):
        assert (on(stack, where, 2.5, rows=6, columns=8) == mask).all()


@settings(max_examples=60)
@given(masks, masks, st.floats(0, 1))
def test_between_two_slices_all_that_both_hide_is_hidden_and_nothing_far_from_both(one, other, share):
    stack = Stack([Slice(plane(0), one), Slice(plane(3), other)])
    found = on(stack, plane(3 * share), 0.1, rows=6, columns=8)
    assert not (one & other & ~found).any()
    assert not (found & ~(one | other)).any()


def test_a_ball_is_a_ball_between_the_slices_too():
    stack = Stack(ball())
    rows, columns = np.mgrid[:ROWS, :COLUMNS]
    for height in (5.0, 11.0, 13.3):
        truth = (rows - 11.5) ** 2 + (columns - 14.5) ** 2 + (height - 12) ** 2 <= 81
        found = on(stack, plane(height))
        union = (truth | found).sum()
        assert (truth & found).sum() / union > 0.85
        assert (truth & ~found).sum() <= 0.02 * truth.sum()


def test_pixels_of_another_size_and_place_hide_the_same_of_the_body():
    stack = Stack([Slice(plane(0), box()), Slice(plane(2), box())])
    fine = on(stack, plane(1, spacing=(0.5, 0.5), at=(7.75, 5.75)), rows=40, columns=60)
    assert fine[2:18, 2:22].all()  # the box begins at (7.5, 5.5) mm, and ends at (19.5, 15.5)
    assert fine.sum() <= 21 * 25 * 1.1


def test_a_slice_that_cuts_across_the_stack_hides_where_it_cuts():
    stack = Stack(ball())
    upright = plane_of((0, 11.5, 24), (1, 0, 0, 0, 0, -1), (1, 1))
    assert upright is not None
    found = on(stack, upright)
    rows, columns = np.mgrid[:ROWS, :COLUMNS]
    truth = (columns - 14.5) ** 2 + (24 - rows - 12.0) ** 2 <= 81
    assert (truth & found).sum() / (truth | found).sum() > 0.85


def test_a_thick_slice_hides_what_any_of_its_depth_hides():
    stack = Stack([Slice(plane(k), box() if k == 4 else np.zeros((ROWS, COLUMNS), bool)) for k in range(9)])
    assert not on(stack, plane(0.9), 1).any()
    assert (on(stack, plane(2), 5) == box()).all()


def test_beyond_its_ends_a_stack_hides_half_a_slice_and_no_more():
    stack = Stack([Slice(plane(0), box()), Slice(plane(4), box())])
    assert (on(stack, plane(-1.9), 0.1) == box()).all()
    assert (on(stack, plane(5.9), 0.1) == box()).all()
    assert not on(stack, plane(-2.3), 0.1).any()
    assert not on(stack, plane(60), 0.1).any()


def test_a_gap_that_is_too_wide_is_not_filled():
    near = [Slice(plane(k), box()) for k in (0, 2, 4, 40, 42)]
    stack = Stack(near)
    assert not on(stack, plane(20), 0.1).any()
    assert on(stack, plane(4.9), 0.1).any()
    assert on(stack, plane(39.1), 0.1).any()
    missing_one = Stack([Slice(plane(k), box()) for k in (0, 2, 6, 8)])
    assert (on(missing_one, plane(4), 0.1) == box()).all()


def test_slices_that_look_another_way_are_left_out():
    stack = Stack([Slice(plane(0), box()), Slice(plane(0, tilt=1.0), np.ones((ROWS, COLUMNS), bool))])
    assert (on(stack, plane(0)) == box()).all()


def test_one_slice_is_taken_to_be_five_millimetres_thick():
    assert spacing_of([plane(3)]) == 5
    assert spacing_of([plane(3), plane(3)]) == 5
    assert spacing_of([plane(9), plane(3), plane(5)]) == 3
    assert on(Stack([Slice(plane(0), box())]), plane(2.4), 0.1).any()


def test_where_nothing_is_hidden_nothing_is_carried():
    assert not on(Stack([Slice(plane(0), np.zeros((ROWS, COLUMNS), bool))]), plane(0)).any()
    with pytest.raises(ValueError, match="at least one"):
        Stack([])


@settings(max_examples=100)
@given(masks)
def test_outlines_cover_all_of_a_mask(mask):
    shapes = outlines_of(mask)
    covered = np.zeros(mask.shape, bool)
    for shape in shapes:
        assert shape.bounds.is_inside(rows=6, columns=8)
        covered |= shape.cover(Bounds(0, 0, 8, 6))
    assert not (mask & ~covered).any()


def test_a_large_outline_has_few_corners_and_hides_little_more():
    rows, columns = np.mgrid[:200, :300]
    mask = ((rows - 100) / 60) ** 2 + ((columns - 150) / 90) ** 2 <= 1
    (shape,) = outlines_of(mask)
    covered = shape.cover(Bounds(0, 0, 300, 200))
    assert not (mask & ~covered).any()
    assert covered.sum() <= 1.05 * mask.sum()
    assert len(shape.points) <= 60


def test_where_no_polygon_covers_all_of_it_a_bitmap_does(monkeypatch):
    mask = box()
    monkeypatch.setattr(stack_module, "_polygon", lambda part, *, rows, columns: None)
    (shape,) = outlines_of(mask)
    assert isinstance(shape, Bitmap)
    assert (shape.cover(Bounds(0, 0, COLUMNS, ROWS)) == mask).all()
