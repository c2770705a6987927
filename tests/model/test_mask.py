"""The mask: what regions hide, compared with a loop over regions and pixels, and what may never happen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from redactor.model.geometry import Bounds, Rectangle
from redactor.model.image import Grain, PixelFormat
from redactor.model.mask import grown, rasterize, region_mask
from redactor.model.plan import RedactionPlan, with_region, without_region
from redactor.model.region import Effect, Region, Scope, Status
from tests.strategies import CHEAP, COSTLY, grains, masks, plans, regions

ERASE, HIDE, HIDE_OUTSIDE, PROTECT = Effect.ERASE, Effect.HIDE, Effect.HIDE_OUTSIDE, Effect.PROTECT
ACCEPTED, PROPOSED, REJECTED = Status.ACCEPTED, Status.PROPOSED, Status.REJECTED

SMALL = PixelFormat(rows=6, columns=8)
SIZES = (SMALL, PixelFormat(rows=9, columns=5, number_of_frames=2), PixelFormat(rows=1, columns=1))


def region(*box, effect=HIDE, status=ACCEPTED, **facts):
    return Region(f"{box} {effect} {status}", Rectangle(*box), effect=effect, status=status, **facts)


def mask_of(*parts, pixels=SMALL, frame=1):
    return rasterize(RedactionPlan(parts), frame, pixels)


def uncovers(before, after):
    return bool((before & ~after).any())


@st.composite
def planned(draw, most=5):
    """A pixel format, a frame number of it, and a plan that fits."""
    pixels = draw(st.sampled_from(SIZES))
    return pixels, draw(st.integers(1, pixels.number_of_frames)), draw(plans(pixels, most=most, facts=False))


# --- the meaning of each effect --------------------------------------------------------------------------------


def hidden(plan, frame, column, row):
    """Whether a pixel is hidden before growth: the regions in their order, as the architecture words it."""
    pixel = Bounds(column, row, 1, 1)

    def touches(region):
        return bool(region.shape.cover(pixel).item())

    there = [
        region
        for region in plan.regions
        if region.status is not REJECTED and (region.scope.frames == "all" or frame in region.scope.frames)
    ]
    kept = [r for r in there if r.effect is HIDE_OUTSIDE and r.status is ACCEPTED]
    decided = proposed = False
    for region in there:
        accepted = region.status is ACCEPTED
        if region.effect is HIDE and touches(region):
            decided |= accepted or region.header_match
            proposed |= not accepted
        elif region.effect is HIDE_OUTSIDE and accepted:
            decided |= not any(touches(other) for other in kept)
        elif region.effect is HIDE_OUTSIDE and not touches(region):
            decided |= region.header_match
            proposed = True
        elif region.effect is ERASE and accepted and touches(region):
            decided = proposed = False
    protected = any(r.effect is PROTECT and r.status is ACCEPTED and touches(r) for r in there)
    return decided or (proposed and not protected)


@COSTLY
@given(planned(), grains())
def test_the_mask_is_what_a_loop_over_regions_and_pixels_says(case, grain):
    pixels, frame, plan = case
    single = np.array(
        [[hidden(plan, frame, c, r) for c in range(pixels.columns)] for r in range(pixels.rows)], np.bool_
    )
    assert np.array_equal(rasterize(plan, frame, pixels), single)
    with_grain = rasterize(plan, frame, pixels, grain)
    for (row, column), value in np.ndenumerate(with_grain):
        top, left = row - row % grain.rows, column - column % grain.columns
        assert value == single[top : top + grain.rows, left : left + grain.columns].any()


@CHEAP
@given(planned(), grains())
def test_the_mask_is_a_read_only_array_of_the_size_of_the_image_and_the_same_each_time(case, grain):
    pixels, frame, plan = case
    mask = rasterize(plan, frame, pixels, grain)
    assert mask.shape == (pixels.rows, pixels.columns)
    assert mask.dtype == np.bool_
    assert np.array_equal(mask, rasterize(plan, frame, pixels, grain))
    with pytest.raises(ValueError, match="read-only"):
        mask[0, 0] = True


def test_no_region_hides_nothing():
    assert not mask_of().any()


def test_an_erase_uncovers_what_came_before_it_and_not_what_comes_after():
    hide, erase = region(0, 0, 4, 4), region(2, 2, 4, 4, effect=ERASE)
    assert not mask_of(hide, erase)[2:4, 2:4].any()
    assert mask_of(erase, hide)[2:4, 2:4].all()


def test_keep_only_regions_show_their_union():
    mask = mask_of(region(0, 0, 2, 6, effect=HIDE_OUTSIDE), region(6, 0, 2, 6, effect=HIDE_OUTSIDE))
    assert mask[:, 2:6].all()
    assert not mask[:, :2].any()
    assert not mask[:, 6:].any()


def test_a_keep_only_region_uncovers_nothing_inside_it():
    hide, keep = region(0, 0, 4, 4), region(2, 2, 4, 4, effect=HIDE_OUTSIDE)
    assert mask_of(hide, keep)[2:4, 2:4].all()
    assert mask_of(keep, hide)[2:4, 2:4].all()


def test_an_erase_between_two_keep_only_regions_does_not_open_what_the_later_one_hides():
    first, erase, second = (
        region(0, 0, 2, 6, effect=HIDE_OUTSIDE),
        region(4, 0, 1, 6, effect=ERASE),
        region(6, 0, 2, 6, effect=HIDE_OUTSIDE),
    )
    assert mask_of(first, erase, second)[:, 4].all()
    assert not mask_of(first, second, erase)[:, 4].any()


def test_a_proposed_keep_only_region_does_not_widen_what_accepted_ones_show():
    accepted, proposed = (
        region(0, 0, 2, 6, effect=HIDE_OUTSIDE),
        region(0, 0, 8, 6, effect=HIDE_OUTSIDE, status=PROPOSED),
    )
    assert np.array_equal(mask_of(accepted, proposed), mask_of(accepted))


def test_a_proposed_keep_only_region_does_not_widen_what_another_proposed_one_shows():
    narrow, wide = (
        region(0, 0, 2, 6, effect=HIDE_OUTSIDE, status=PROPOSED),
        region(0, 0, 8, 6, effect=HIDE_OUTSIDE, status=PROPOSED),
    )
    assert np.array_equal(mask_of(narrow, wide), mask_of(narrow))


@pytest.mark.parametrize("effect", [HIDE, HIDE_OUTSIDE])
def test_a_protect_zone_uncovers_what_is_only_proposed_wherever_it_stands(effect):
    proposed, zone = region(0, 0, 4, 3, effect=effect, status=PROPOSED), region(0, 0, 8, 6, effect=PROTECT)
    assert not mask_of(proposed, zone).any()
    assert not mask_of(zone, proposed).any()


@pytest.mark.parametrize("effect", [HIDE, HIDE_OUTSIDE])
@pytest.mark.parametrize("facts", [{"status": ACCEPTED}, {"status": PROPOSED, "header_match": True}])
def test_a_protect_zone_uncovers_no_decision_and_no_header_match(effect, facts):
    firm, zone = region(0, 0, 4, 3, effect=effect, **facts), region(0, 0, 8, 6, effect=PROTECT)
    assert np.array_equal(mask_of(firm, zone), mask_of(firm))
    assert np.array_equal(mask_of(zone, firm), mask_of(firm))


@CHEAP
@given(planned(), st.data())
def test_a_region_acts_in_the_frames_of_its_scope_alone(case, data):
    pixels, frame, plan = case
    late = data.draw(regions(pixels))
    elsewhere = replace(late, scope=Scope(frames=(frame + 1,)))
    everywhere, here = replace(late, scope=Scope()), replace(late, scope=Scope(frames=(frame,)))
    masks_ = [rasterize(RedactionPlan((*plan.regions, r)), frame, pixels) for r in (elsewhere, everywhere, here)]
    assert np.array_equal(masks_[0], rasterize(plan, frame, pixels))
    assert np.array_equal(masks_[1], masks_[2])


# --- the program fails closed ----------------------------------------------------------------------------------


@CHEAP
@example(  # two that were proposed
    (SMALL, 1, RedactionPlan((region(0, 0, 2, 2, effect=HIDE_OUTSIDE, status=PROPOSED),))),
    region(4, 4, 2, 2, effect=HIDE_OUTSIDE, status=PROPOSED),
    1,
    Grain(),
)
@given(
    planned(), regions(PixelFormat(rows=9, columns=9), statuses=(PROPOSED,), facts=False), st.integers(0, 6), grains()
)
def test_adding_a_proposed_region_anywhere_never_uncovers_a_pixel(case, proposal, place, grain):
    pixels, frame, plan = case
    before = rasterize(plan, frame, pixels, grain)
    more = (*plan.regions[:place], proposal, *plan.regions[place:])
    assert not uncovers(before, rasterize(replace(plan, regions=more), frame, pixels, grain))


@CHEAP
@given(planned(), st.data())
def test_a_proposed_erase_or_protect_zone_changes_no_pixel(case, data):
    pixels, frame, plan = case
    proposal = data.draw(regions(pixels, effects=(ERASE, PROTECT), statuses=(PROPOSED,), facts=False))
    place = data.draw(st.integers(0, len(plan.regions)))
    more = (*plan.regions[:place], proposal, *plan.regions[place:])
    after = rasterize(replace(plan, regions=more), frame, pixels)
    assert np.array_equal(after, rasterize(plan, frame, pixels))


@CHEAP
@given(planned(), st.data())
def test_a_rejected_region_is_as_good_as_none(case, data):
    pixels, frame, plan = case
    assume(plan.regions)
    rejected = data.draw(st.sampled_from(plan.regions)).decided(REJECTED)
    with_it = replace(plan, regions=with_region(plan.regions, rejected))
    without = replace(plan, regions=without_region(plan.regions, rejected.id))
    assert np.array_equal(rasterize(with_it, frame, pixels), rasterize(without, frame, pixels))


@COSTLY
@given(planned(), st.data())
def test_only_rejecting_or_accepting_what_may_reveal_uncovers_a_pixel(case, data):
    pixels, frame, plan = case
    assume(plan.regions)
    old = data.draw(st.sampled_from(plan.regions))
    for status in Status:
        new = old.decided(status)
        after = rasterize(replace(plan, regions=with_region(plan.regions, new)), frame, pixels)
        if uncovers(rasterize(plan, frame, pixels), after):
            reveals = new.status is ACCEPTED and new.effect is not HIDE
            hid = old.status is not REJECTED and old.effect in {HIDE, HIDE_OUTSIDE}
            assert reveals or (hid and new.status is REJECTED) or (hid and old.status is ACCEPTED)


@CHEAP
@given(planned(), st.data())
def test_accepting_a_hide_never_uncovers_a_pixel(case, data):
    pixels, frame, plan = case
    hides = [r for r in plan.regions if r.effect is HIDE]
    assume(hides)
    accepted = data.draw(st.sampled_from(hides)).decided(ACCEPTED)
    after = rasterize(replace(plan, regions=with_region(plan.regions, accepted)), frame, pixels)
    assert not uncovers(rasterize(plan, frame, pixels), after)


@CHEAP
@given(planned(), grains())
def test_growth_to_the_grain_only_hides_more(case, grain):
    pixels, frame, plan = case
    assert not uncovers(rasterize(plan, frame, pixels), rasterize(plan, frame, pixels, grain))


# --- growth and single regions ---------------------------------------------------------------------------------


@CHEAP
@given(st.integers(1, 20), st.integers(1, 20), st.data(), grains())
def test_a_grown_mask_is_grown_already(rows, columns, data, grain):
    once = grown(data.draw(masks(rows=rows, columns=columns)), grain)
    assert once.shape == (rows, columns)
    assert np.array_equal(grown(once, grain), once)


@pytest.mark.parametrize("grain", [Grain(), Grain(2, 1)])
def test_growth_leaves_the_mask_that_it_was_given_alone(grain):
    mask = np.zeros((2, 4), np.bool_)
    result = grown(mask, grain)
    mask[0, 0] = True
    assert not result.any()
    assert not result.flags.writeable


@CHEAP
@given(st.sampled_from(SIZES), st.data())
def test_the_mask_of_a_region_is_its_shape_whatever_its_effect(pixels, data):
    found = data.draw(regions(pixels))
    whole = Bounds(0, 0, pixels.columns, pixels.rows)
    assert np.array_equal(region_mask(found, pixels), found.shape.cover(whole))


def test_what_lies_outside_the_image_is_no_harm():
    beside, across = region(20, 20, 3, 3), region(6, -2, 9, 4)
    expected = np.zeros((6, 8), np.bool_)
    expected[:2, 6:] = True
    assert np.array_equal(mask_of(beside, across), expected)
