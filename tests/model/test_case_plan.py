"""Case plans: one value for a case, a plan for each of its images."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import PlanDoesNotFit
from redactor.model.case_plan import CasePlan, Subject, adding_proposals
from redactor.model.geometry import Rectangle
from redactor.model.history import History
from redactor.model.image import PixelFormat
from redactor.model.region import Region, Scope, Status
from tests.strategies import CHEAP, case_plans, regions

PIXELS = PixelFormat(rows=6, columns=8, number_of_frames=3)


@CHEAP
@given(case_plans(PIXELS, facts=False), st.sampled_from(["3f", "a0", "密钥", "unknown"]))
def test_the_plan_for_a_subject_has_the_regions_of_its_scope_in_order_and_the_style(case, key):
    plan = case.plan_for(key)
    expected = [r for r in case.regions if r.scope.instances == "all" or key in r.scope.instances]
    assert list(plan.regions) == expected
    assert plan.style == case.style


@pytest.mark.parametrize(
    ("rows", "columns", "frames", "fits"), [(6, 8, 3, True), (5, 8, 3, False), (6, 9, 3, False), (6, 8, 1, False)]
)
def test_a_subject_fits_the_image_of_its_size_and_no_other(rows, columns, frames, fits):
    pixels = PixelFormat(rows=rows, columns=columns, number_of_frames=frames)
    assert Subject("3f", 6, 8, 3).fits(pixels) == fits
    case = CasePlan((Subject("3f", 6, 8, 3),), (Region("a", Rectangle(0, 0, 1, 1)),))
    if fits:
        assert case.fitting_plan_for("3f", pixels) == case.plan_for("3f")
    else:
        with pytest.raises(PlanDoesNotFit):
            case.fitting_plan_for("3f", pixels)


def test_an_image_that_the_case_does_not_know_is_refused():
    with pytest.raises(PlanDoesNotFit):
        CasePlan((Subject("3f", 6, 8, 3),)).fitting_plan_for("a0", PIXELS)


@CHEAP
@given(case_plans(PIXELS, facts=False), regions(PIXELS))
def test_a_region_put_into_a_case_is_found_there_and_one_taken_out_is_not(case, region):
    changed = case.with_region(region)
    assert changed.region(region.id) == region
    assert changed.without_region(region.id).region(region.id) is None
    assert changed.without_region(region.id).regions == case.without_region(region.id).regions
    assert changed.subjects == case.subjects


# --- findings that arrive late ---------------------------------------------------------------------------------

LATE = st.lists(
    regions(PIXELS, statuses=(Status.PROPOSED,), facts=False), max_size=4, unique_by=lambda region: region.id
)


@CHEAP
@given(case_plans(PIXELS, facts=False), LATE, st.data())
def test_adding_proposals_never_changes_a_region_that_exists(case, late, data):
    if case.regions:  # a detector that ran before gives the same ids again
        again = data.draw(st.sampled_from(case.regions)).decided(Status.PROPOSED)
        late = [*(r for r in late if r.id != again.id), again]
    added = adding_proposals(late)(case)
    assert added.regions[: len(case.regions)] == case.regions
    assert {r.id for r in added.regions} == {r.id for r in (*case.regions, *late)}
    assert (added.subjects, added.style, added.decisions) == (case.subjects, case.style, case.decisions)


@CHEAP
@given(case_plans(PIXELS, facts=False), LATE)
def test_adding_proposals_twice_adds_nothing_more(case, late):
    add = adding_proposals(iter(late))
    once = add(case)
    assert len({r.id for r in once.regions}) == len(once.regions)
    assert add(once) == once


def test_no_finding_is_lost_to_another_one_of_the_same_id():
    with pytest.raises(ValueError, match="same id"):
        adding_proposals([Region("a", Rectangle(0, 0, 1, 1)), Region("a", Rectangle(1, 1, 1, 1))])


@CHEAP
@given(case_plans(PIXELS, facts=False), case_plans(PIXELS, facts=False), LATE)
def test_undo_never_removes_a_late_finding(first, second, late):
    history = History(first)
    history.record(second, "Draw")
    history.rebase(adding_proposals(late))
    for step in (history.undo, history.undo, history.redo):
        assert all(history.value.region(r.id) is not None for r in late)
        step()


def test_a_proposal_that_a_person_rejected_stays_rejected_when_it_is_found_again():
    found = Region("f1", Rectangle(0, 0, 2, 2), Scope(frames=(1,)), status=Status.PROPOSED)
    history = History(CasePlan())
    history.rebase(adding_proposals([found]))
    history.record(history.value.with_region(found.decided(Status.REJECTED)), "Reject")
    history.rebase(adding_proposals([found]))
    assert history.value.region("f1").status is Status.REJECTED
    history.undo()
    assert history.value.region("f1").status is Status.PROPOSED


def test_frames_are_dropped_by_subject():
    plan = CasePlan().with_dropped("b", [3, 1, 3]).with_dropped("a", (2,))
    assert plan.dropped_frames == (("a", (2,)), ("b", (1, 3)))
    assert plan.plan_for("b").dropped_frames == (1, 3)
    assert plan.plan_for("c").dropped_frames == ()
    assert plan.with_dropped("b", ()).dropped_frames == (("a", (2,)),)
    assert plan.with_dropped("a", ()).with_dropped("b", ()) == CasePlan()
