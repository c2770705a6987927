"""Plans for one image: regions in order, and which images they fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from redactor.errors import NoFrameLeft, PlanDoesNotFit
from redactor.model.geometry import Rectangle
from redactor.model.image import PixelFormat
from redactor.model.mask import rasterize
from redactor.model.plan import (
    RedactionPlan,
    accepting_proposals,
    require_fit,
    with_changed,
    with_region,
    without_region,
)
from redactor.model.region import Effect, Region, Scope, Status
from tests.strategies import CHEAP, pixel_formats, plans, regions, shapes

PIXELS = PixelFormat(rows=6, columns=8, number_of_frames=3)


def region(*box, **facts):
    return Region("a", Rectangle(*box), **facts)


@CHEAP
@given(plans(PIXELS, facts=False), st.integers(1, 3))
def test_the_active_regions_of_a_frame_are_those_not_rejected_in_their_order(plan, frame):
    expected = [
        r
        for r in plan.regions
        if r.status in {Status.PROPOSED, Status.ACCEPTED} and (r.scope.frames == "all" or frame in r.scope.frames)
    ]
    assert list(plan.active(frame)) == expected
    assert plan.touches(frame) == (expected != [])


@CHEAP
@given(plans(PIXELS, facts=False))
def test_a_frame_that_no_region_touches_hides_nothing(plan):
    elsewhere = RedactionPlan(with_changed(plan.regions, lambda r: replace(r, scope=Scope(frames=(1, 3)))))
    assert not elsewhere.touches(2)
    assert not rasterize(elsewhere, 2, PIXELS).any()


@CHEAP
@given(plans(PIXELS, facts=False), regions(PIXELS, facts=False))
def test_a_region_with_a_new_id_comes_last(plan, new):
    assume(all(r.id != new.id for r in plan.regions))
    assert with_region(plan.regions, new) == (*plan.regions, new)
    assert without_region(with_region(plan.regions, new), new.id) == plan.regions


@CHEAP
@given(plans(PIXELS, facts=False).filter(lambda plan: plan.regions), shapes(rows=6, columns=8), st.data())
def test_a_region_with_a_known_id_takes_its_place(plan, shape, data):
    place = data.draw(st.integers(0, len(plan.regions) - 1))
    new = plan.regions[place].reshaped(shape)
    changed = with_region(plan.regions, new)
    assert changed[place] == new
    assert changed[:place] + changed[place + 1 :] == plan.regions[:place] + plan.regions[place + 1 :]


@CHEAP
@given(plans(PIXELS, facts=False))
def test_a_change_reaches_every_region(plan):
    rejected = with_changed(plan.regions, lambda r: r.decided(Status.REJECTED))
    assert [r.id for r in rejected] == [r.id for r in plan.regions]
    assert all(r.status is Status.REJECTED for r in rejected)


@CHEAP
@given(plans(PIXELS, facts=False))
def test_accepting_proposals_leaves_none_and_changes_no_decision(plan):
    accepted = accepting_proposals(plan)
    assert accepted.style == plan.style
    for before, after in zip(plan.regions, accepted.regions, strict=True):
        expected = Status.ACCEPTED if before.status is Status.PROPOSED else before.status
        assert after == before.decided(expected)


# --- what fits -------------------------------------------------------------------------------------------------


@CHEAP
@given(st.data(), pixel_formats())
def test_a_plan_that_fits_is_accepted(data, pixels):
    require_fit(data.draw(plans(pixels, most=3, facts=False)), pixels)


@CHEAP
@given(shapes(rows=6, columns=8, margin=3))
def test_a_region_fits_if_all_that_it_covers_lies_in_the_image(shape):
    bounds = shape.bounds
    inside = (
        0 <= bounds.column < bounds.column + bounds.columns <= 8 and 0 <= bounds.row < bounds.row + bounds.rows <= 6
    )
    plan = RedactionPlan((Region("a", shape),))
    if inside:
        require_fit(plan, PIXELS)
    else:
        with pytest.raises(PlanDoesNotFit, match="6 × 8"):
            require_fit(plan, PIXELS)


@pytest.mark.parametrize("box", [(-1, 0, 2, 2), (0, -0.125, 2, 2), (7, 0, 1.125, 1), (0, 5, 1, 2), (100, 100, 1, 1)])
@pytest.mark.parametrize("status", Status)
def test_a_region_that_reaches_outside_is_refused_whatever_its_status(box, status):
    with pytest.raises(PlanDoesNotFit):
        require_fit(RedactionPlan((region(*box, status=status),)), PIXELS)


@pytest.mark.parametrize("effect", Effect)
def test_a_region_that_names_a_frame_that_is_not_there_is_refused(effect):
    require_fit(RedactionPlan((region(0, 0, 1, 1, effect=effect, scope=Scope(frames=(1, 3))),)), PIXELS)
    with pytest.raises(PlanDoesNotFit, match="frames: 3"):
        require_fit(RedactionPlan((region(0, 0, 1, 1, effect=effect, scope=Scope(frames=(1, 4))),)), PIXELS)


# --- frames that are left out -----------------------------------------------------------------------------------


@CHEAP
@given(plans(PIXELS, facts=False))
def test_kept_and_dropped_frames_are_all_frames(plan):
    kept = plan.kept_frames(PIXELS.number_of_frames)
    assert sorted((*kept, *plan.dropped_frames)) == [1, 2, 3]
    require_fit(plan, PIXELS)


def test_dropped_frames_must_exist_and_leave_one():
    with pytest.raises(PlanDoesNotFit):
        require_fit(RedactionPlan(dropped_frames=(4,)), PIXELS)
    with pytest.raises(NoFrameLeft):
        require_fit(RedactionPlan(dropped_frames=(1, 2, 3)), PIXELS)
