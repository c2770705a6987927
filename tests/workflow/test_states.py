"""The rules of review: gates, states, and that nothing leaves by accident."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import NotReviewed, ReviewNotReady, SamePerson
from redactor.model.case_plan import CasePlan, Subject
from redactor.model.geometry import Rectangle
from redactor.model.region import Origin, Region, Scope, Status
from redactor.model.review import EVERYWHERE, Mark, Projection, Review, State
from redactor.workflow import states
from redactor.workflow.states import Facts, Gate, Member, Missing, Rules, Unit

UNIT = Unit("s", "CT", (Member("a", 64, 64, 2, (10, 20)), Member("b", 64, 64, 1, (11, 21))))
PLAN = CasePlan(subjects=(Subject("a", 64, 64, 2), Subject("b", 64, 64, 1), Subject("z", 9, 9, 1)))
FACTS = Facts(words="", hidden="")
RULES = Rules()
LOOKED = Review(seen={("a", 1): EVERYWHERE, ("a", 2): EVERYWHERE, ("b", 1): EVERYWHERE})
ME, YOU = "p1", "p2"


def proposed(key="a", name="f1", **more):
    return Region(name, Rectangle(0, 0, 4, 4), Scope((key,)), origin=Origin("detector", "text@2"), **more)


def gates(plan=PLAN, review=LOOKED, facts=FACTS, rules=RULES, unit=UNIT):
    return {one.gate: one for one in states.missing(unit, plan, review, facts, rules)}


def now(plan=PLAN, rules=RULES, profile=(("name", "basic"),), unit=UNIT):
    return states.snapshot(unit, plan, dict(profile), rules)


def reviewed(by=ME, plan=PLAN, rules=RULES):
    mark = Mark(now(plan, rules), by, 1.0)
    return states.checked(states.marked(LOOKED, (), mark), mark.snapshot)


# --- gates


def test_nothing_is_missing_when_all_was_looked_at_decided_and_confirmed():
    assert gates() == {}


def test_every_frame_must_have_been_shown():
    seen = {place: cells for place, cells in LOOKED.seen.items() if place != ("a", 2)}
    assert gates(review=Review(seen=seen))[Gate.FRAMES] == Missing(Gate.FRAMES, 1, "a", 2)
    assert gates(review=Review())[Gate.FRAMES].count == 3


@given(st.integers(0, EVERYWHERE - 1))
def test_a_frame_seen_in_part_is_not_seen(cells):
    review = replace(LOOKED, seen={**LOOKED.seen, ("a", 2): cells})
    assert gates(review=review)[Gate.FRAMES].frame == 2


def test_a_frame_that_is_left_out_need_not_be_seen():
    seen = {place: cells for place, cells in LOOKED.seen.items() if place != ("a", 2)}
    assert gates(PLAN.with_dropped("a", [2]), Review(seen=seen)) == {}


@pytest.mark.parametrize("kinds", [frozenset(Projection), frozenset({Projection.LOWEST})])
def test_projections_stand_for_frames_only_all_three_together(kinds):
    found = gates(review=Review(projections=kinds))
    assert (Gate.FRAMES in found) == (len(kinds) < 3)


def test_projections_need_one_size_and_a_modality_that_the_policy_names():
    all_three = Review(projections=frozenset(Projection))
    other = replace(UNIT, members=(*UNIT.members, Member("c", 32, 64, 1)))
    assert Gate.FRAMES in gates(review=all_three, unit=other)
    assert Gate.FRAMES in gates(review=all_three, rules=Rules(projected=frozenset({"MR"})))
    assert Gate.FRAMES in gates(review=all_three, unit=replace(UNIT, modality="CR"))


def test_where_a_search_broke_off_only_looking_at_each_frame_helps():
    all_three = Review(projections=frozenset(Projection))
    assert gates(review=all_three, facts=replace(FACTS, failed=frozenset({"b"})))[Gate.FRAMES].key == "b"


def test_a_search_that_still_runs_holds_the_series_back():
    facts = replace(FACTS, unsearched=frozenset({"b"}))
    assert gates(facts=facts)[Gate.SEARCH] == Missing(Gate.SEARCH, 0, "b")
    assert gates(facts=replace(FACTS, unsearched=frozenset({"z"}))) == {}


def test_every_finding_must_be_decided():
    plan = PLAN.with_region(proposed(status=Status.PROPOSED)).with_region(proposed("b", "f2", status=Status.PROPOSED))
    assert gates(plan)[Gate.FINDINGS] == Missing(Gate.FINDINGS, 2, "a", 1, "f1")
    decided = plan.with_region(proposed(status=Status.REJECTED)).with_region(proposed("b", "f2"))
    assert gates(decided) == {}


def test_a_finding_of_another_series_is_not_asked_for():
    assert gates(PLAN.with_region(proposed("z", status=Status.PROPOSED))) == {}


def test_a_finding_of_some_frames_leads_to_the_first():
    region = proposed(status=Status.PROPOSED, name="f9")
    region = replace(region, scope=Scope(("a",), (2,)))
    assert gates(PLAN.with_region(region))[Gate.FINDINGS].frame == 2


@pytest.mark.parametrize(("gate", "name"), [(Gate.WORDS, "words"), (Gate.HIDDEN, "hidden")])
def test_what_stays_and_what_is_hidden_must_be_confirmed_as_it_is_now(gate, name):
    assert gates(facts=replace(FACTS, **{name: None}))[gate].count == 0
    facts = replace(FACTS, **{name: "abc"})
    assert gates(facts=facts)[gate].count == 1
    assert gates(facts=facts, review=replace(LOOKED, **{name: "abc"})) == {}
    assert gates(facts=facts, review=replace(LOOKED, **{name: "before"}))[gate].count == 1


def test_a_person_is_led_through_the_gates_in_order():
    plan = PLAN.with_region(proposed(status=Status.PROPOSED))
    facts = Facts(frozenset({"a"}), frozenset(), None, None)
    found = [one.gate for one in states.missing(UNIT, plan, Review(), facts, RULES)]
    assert found == [Gate.SEARCH, Gate.FRAMES, Gate.FINDINGS, Gate.WORDS, Gate.HIDDEN]


# --- snapshots


def test_whatever_was_judged_changes_the_snapshot_and_nothing_else_does(monkeypatch):
    base = now()
    others = [
        now(PLAN.with_region(proposed())),
        now(PLAN.with_dropped("a", [1])),
        now(replace(PLAN, decisions=(("(0008,1030)", "keep"),))),
        now(rules=Rules(one_person=False)),
        now(profile=(("name", "research"),)),
        now(unit=replace(UNIT, members=(replace(UNIT.members[0], source=(10, 99)), UNIT.members[1]))),
    ]
    assert base not in others
    assert len(set(others)) == len(others)
    assert now(PLAN.with_region(proposed("z"))) == base
    assert now(PLAN.with_dropped("z", [1])) == base
    monkeypatch.setattr("redactor.__version__", "0.0.0")
    assert now() != base


# --- states


def test_a_series_goes_its_way_step_by_step():
    review = Review()
    assert states.state(review, now()) is State.UNREVIEWED
    assert states.state(review, now(), decided=True) is State.IN_REVIEW
    assert states.state(review.with_seen("a", 1, 1), now()) is State.IN_REVIEW
    assert states.state(replace(review, is_flagged=True), now()) is State.FLAGGED
    marked = states.marked(replace(LOOKED, is_flagged=True), (), Mark(now(), ME, 1.0))
    assert states.state(marked, now()) is State.IN_REVIEW, "nobody has checked the output yet"
    assert states.state(states.checked(marked, now()), now()) is State.REVIEWED
    assert states.state(states.checked(marked, now(), "text is left"), now()) is State.FAILED
    both = states.approved(states.checked(marked, now()), now(), Mark(now(), YOU, 2.0))
    assert states.state(both, now()) is State.APPROVED
    gone = states.released(both, now(), RULES, Mark(now(), YOU, 3.0))
    assert states.state(gone, now()) is State.RELEASED
    assert states.state(replace(gone, quarantined="mixed"), now()) is State.QUARANTINED


@pytest.mark.parametrize("step", ["reviewed", "approved", "released"])
def test_any_later_change_makes_it_stale_and_undoing_that_brings_it_back(step):
    review = reviewed()
    if step != "reviewed":
        review = states.approved(review, now(), Mark(now(), YOU, 2.0))
    if step == "released":
        review = states.released(review, now(), RULES, Mark(now(), YOU, 3.0))
    before = states.state(review, now())
    assert before.value == step
    changed = now(PLAN.with_region(proposed(status=Status.PROPOSED)))
    assert states.state(review, changed) is State.STALE
    with pytest.raises(NotReviewed):
        states.require_releasable(review, changed, RULES)
    assert states.state(review, now()) is before


def test_a_check_of_an_earlier_output_does_not_count():
    mark = Mark(now(), ME, 1.0)
    review = states.marked(states.checked(LOOKED, "earlier"), (), mark)
    assert states.state(review, now()) is State.IN_REVIEW


def test_a_mark_is_refused_while_anything_is_open():
    with pytest.raises(ReviewNotReady):
        states.marked(LOOKED, [Missing(Gate.FRAMES, 1)], Mark(now(), ME, 1.0))


def test_one_person_releases_only_where_the_policy_allows_it():
    states.require_releasable(reviewed(), now(), RULES)
    strict = Rules(one_person=False)
    review = reviewed(rules=strict)
    with pytest.raises(NotReviewed):
        states.require_releasable(review, now(rules=strict), strict)
    with pytest.raises(SamePerson):
        states.approved(review, now(rules=strict), Mark(now(rules=strict), ME, 2.0))
    both = states.approved(review, now(rules=strict), Mark(now(rules=strict), YOU, 2.0))
    states.require_releasable(both, now(rules=strict), strict)


@pytest.mark.parametrize("review", [Review(), LOOKED, replace(LOOKED, is_flagged=True)])
def test_nothing_that_nobody_vouched_for_leaves(review):
    with pytest.raises(NotReviewed):
        states.require_releasable(review, now(), RULES)
    with pytest.raises(NotReviewed):
        states.approved(review, now(), Mark(now(), YOU, 2.0))


def test_a_failed_check_does_not_leave():
    review = states.checked(reviewed(), now(), "text is left")
    with pytest.raises(NotReviewed):
        states.released(review, now(), RULES, Mark(now(), ME, 2.0))


def test_a_return_takes_every_mark_away_and_keeps_what_was_seen():
    review = states.returned(states.approved(reviewed(), now(), Mark(now(), YOU, 2.0)))
    assert states.state(review, now()) is State.IN_REVIEW
    assert review.seen == LOOKED.seen


def test_what_only_a_detector_did_is_no_decision():
    assert not states.has_decisions(UNIT, [proposed(status=Status.PROPOSED)])
    assert not states.has_decisions(UNIT, [proposed("z")])
    assert states.has_decisions(UNIT, [proposed()])
