"""A choice becomes searches and proposals; what nobody marked holds the review back; a change makes it stale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model.body_parts import KEEPABLE, BodyChoice, BodyPart
from redactor.model.case_plan import CasePlan, Subject
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.image import PixelFormat
from redactor.model.mask import rasterize
from redactor.model.region import BODY, Effect, Kind, Origin, Region, Scope, Status
from redactor.model.review import Mark, Review, State
from redactor.workflow import states
from redactor.workflow.body_parts import (
    KEEP_ONLY,
    RULES,
    Wanted,
    finders,
    hidden_as_a_whole,
    kinds_of,
    regions_for,
    reminders,
    wanted,
)
from redactor.workflow.propose import Found
from redactor.workflow.states import Facts, Gate, Member, Rules, Unit

if TYPE_CHECKING:
    import numpy as np

PIXELS = PixelFormat(rows=20, columns=30, number_of_frames=2)
LUNGS = BodyChoice(1, "p", keep_only=Kind.LUNG_FIELD)


@dataclass(frozen=True)
class NoOptions:
    """Nothing to choose."""


@dataclass(frozen=True)
class Seeker:
    """A detector of anatomy that finds nothing: only its names count here."""

    id: str
    kinds: tuple[Kind, ...]
    title: str = "Seeker"
    summary: str = "Finds nothing."
    version: int = 1
    options: type = NoOptions

    def propose(self, image, options, progress):
        """Find nothing."""
        del image, options, progress
        return ()


@dataclass(frozen=True)
class Reader:
    """A detector that looks at every image."""

    id: str = "text"
    title: str = "Reader"
    summary: str = "Reads nothing."
    version: int = 1
    options: type = NoOptions

    def propose(self, image, options, progress):
        """Find nothing."""
        del image, options, progress
        return ()


KNOWN = {
    "chest_anatomy": Seeker("chest_anatomy", (Kind.LUNG_FIELD, Kind.HEART, Kind.RIB)),
    "face": Seeker("face", (Kind.FACE, Kind.EAR)),
    "text": Reader(),
}


def finding(kind: Kind, *, detector="chest_anatomy@1", number=1, frames="all", **facts) -> Found:
    shape = Rectangle(2, 3, 10, 8)
    return Found(f"f{number}", detector, Finding(kind, shape, "because", frames=frames, **facts))


def unit(*keys: str, modality="CR") -> Unit:
    return Unit("u", modality, tuple(Member(key, 20, 30, 1) for key in keys))


def plan(*regions: Region, choices=(), keys=("a", "b")) -> CasePlan:
    subjects = tuple(Subject(key, 20, 30, 1) for key in keys)
    return CasePlan(subjects, regions, body_choices=tuple(choices))


def region(kind: Kind, key="a", **facts) -> Region:
    return Region(
        **{"id": f"r{key}{kind}", "shape": Rectangle(1, 1, 4, 4), "scope": Scope((key,)), "kind": kind, **facts}
    )


# --- what is searched -----------------------------------------------------------------------------------------


def test_every_part_has_a_rule_and_what_is_drawn_for_it_marks_it():
    assert set(RULES) == set(BodyPart)
    assert all(rule.drawn in rule.kinds <= BODY for rule in RULES.values())


def test_without_a_choice_only_what_looks_at_every_image_and_faces_are_searched():
    assert wanted(None).names(KNOWN) == ("face", "text")
    assert wanted(None, ()).names(KNOWN) == ("text",)


def test_a_choice_has_its_detectors_run():
    heart = wanted(BodyChoice(1, "p", (BodyPart.HEART,)), ())
    assert heart.names(KNOWN) == ("chest_anatomy", "text")
    assert wanted(LUNGS, ()).names(KNOWN) == ("chest_anatomy", "text")


def test_what_no_detector_finds_is_known():
    assert finders(kinds_of(BodyPart.EARS), KNOWN) == ("face",)
    assert finders(kinds_of(BodyPart.ABDOMEN), KNOWN) == ()
    assert finders(kinds_of(Kind.BREAST), KNOWN) == ()


# --- what is proposed -----------------------------------------------------------------------------------------


def test_of_the_body_only_what_was_asked_for_is_proposed():
    found = [
        finding(Kind.LUNG_FIELD),
        finding(Kind.HEART, number=2),
        finding(Kind.BURNED_IN_TEXT, detector="text@9", number=3),
    ]
    want = wanted(BodyChoice(1, "p", (BodyPart.HEART,)), ())
    regions = regions_for(found, want, instance="a", prefix="s1")
    assert [(one.id, one.kind, one.effect, one.status) for one in regions] == [
        ("s1f2", Kind.HEART, Effect.HIDE, Status.PROPOSED),
        ("s1f3", Kind.BURNED_IN_TEXT, Effect.HIDE, Status.PROPOSED),
    ]


@pytest.mark.parametrize(
    ("suggestion", "status"), [("hide", Status.PROPOSED), ("ask", Status.PROPOSED), ("keep", Status.REJECTED)]
)
def test_what_a_detector_only_lists_stays_listed_and_the_part_is_reminded_of(suggestion, status):
    choice = BodyChoice(1, "p", (BodyPart.BODY_OUTLINE,))
    (made,) = regions_for([finding(Kind.BODY_CONTOUR, suggestion=suggestion)], wanted(choice, ()), instance="a")
    assert (made.effect, made.status) == (Effect.HIDE, status)
    assert bool(reminders(unit("a"), plan(made, choices=[choice]), Review())) is (status is Status.REJECTED)


def test_what_is_only_listed_may_be_all_that_is_seen():
    choice = BodyChoice(1, "p", keep_only=Kind.COLLIMATED_FIELD)
    (made,) = regions_for([finding(Kind.COLLIMATED_FIELD, suggestion="keep")], wanted(choice, ()), instance="a")
    assert (made.effect, made.status) == (Effect.HIDE_OUTSIDE, Status.PROPOSED)


def test_what_alone_may_be_seen_hides_what_lies_outside_of_it():
    (made,) = regions_for([finding(Kind.LUNG_FIELD)], wanted(LUNGS, ()), instance="a")
    assert (made.effect, made.status, made.id) == (Effect.HIDE_OUTSIDE, Status.PROPOSED, "f1k")
    both = Wanted(frozenset({Kind.LUNG_FIELD}), Kind.LUNG_FIELD)
    assert len({one.id for one in regions_for([finding(Kind.LUNG_FIELD)], both, instance="a")}) == 2


kinds = st.lists(st.sampled_from([Kind.LUNG_FIELD, Kind.HEART, Kind.FACE, Kind.BURNED_IN_TEXT]), max_size=5)


@given(kinds, st.sampled_from([None, *KEEPABLE]), st.sets(st.sampled_from(list(BodyPart))))
def test_no_choice_uncovers_a_pixel(found, kept, parts):
    """Whatever is chosen besides, at least that is hidden which was hidden without it."""
    items = [finding(kind, number=number, detector="x@1") for number, kind in enumerate(found, 1)]

    def mask(choice: BodyChoice | None) -> np.ndarray:
        want = wanted(choice, ())
        made = list(regions_for(items, want, instance="a"))
        rest = hidden_as_a_whole(made, want, PIXELS, instance="a", region_id="k")
        case = CasePlan(regions=(*made, *([rest] if rest else [])))
        return rasterize(case.plan_for("a"), 1, PIXELS)

    chosen = BodyChoice(1, "p", tuple(part for part in BodyPart if part in parts), kept)
    assert not (mask(None) & ~mask(chosen)).any()


def test_frames_on_which_it_was_not_found_are_hidden_as_a_whole():
    want = wanted(LUNGS, ())
    made = regions_for([finding(Kind.LUNG_FIELD, frames=(1,))], want, instance="a")
    rest = hidden_as_a_whole(made, want, PIXELS, instance="a", region_id="k")
    assert rest is not None
    assert (rest.scope, rest.origin, rest.status) == (Scope(("a",), (2,)), KEEP_ONLY, Status.PROPOSED)
    none = hidden_as_a_whole((), want, PIXELS, instance="a", region_id="k")
    assert none is not None
    assert none.scope == Scope(("a",))
    assert rasterize(CasePlan(regions=(none,)).plan_for("a"), 1, PIXELS).all()
    everywhere = regions_for([finding(Kind.LUNG_FIELD)], want, instance="a")
    assert hidden_as_a_whole(everywhere, want, PIXELS, instance="a", region_id="k") is None
    assert hidden_as_a_whole((), wanted(None), PIXELS, instance="a", region_id="k") is None


# --- what a person still has to mark --------------------------------------------------------------------------

CHEST = BodyChoice(5, "p", (BodyPart.CHEST,))


def test_what_was_chosen_and_is_marked_nowhere_holds_the_review_back():
    found = states.missing(unit("a", "b"), plan(choices=[CHEST]), Review(), Facts(words="", hidden=""), Rules())
    (gap,) = [one for one in found if one.gate is Gate.PARTS]
    assert (gap.count, gap.key, gap.frame) == (1, "a", 1)


def test_while_a_search_runs_it_may_still_be_found():
    facts = Facts(unsearched=frozenset({"b"}), words="", hidden="")
    found = states.missing(unit("a", "b"), plan(choices=[CHEST]), Review(), facts, Rules())
    assert Gate.PARTS not in {one.gate for one in found}


@pytest.mark.parametrize(
    ("regions", "keys"),
    [
        ((), ("a", "b")),
        ((region(Kind.BREAST),), ("b",)),
        ((region(Kind.BREAST), region(Kind.BREAST, "b")), ()),
        ((region(Kind.BREAST, scope=Scope()),), ()),
        ((region(Kind.BREAST, status=Status.PROPOSED), region(Kind.BREAST, "b")), ()),
        ((region(Kind.BREAST, status=Status.REJECTED), region(Kind.BREAST, "b")), ("a",)),
        ((region(Kind.BREAST, effect=Effect.PROTECT), region(Kind.BREAST, "b")), ("a",)),
        ((region(Kind.HEART), region(Kind.OTHER, "b")), ("a", "b")),
    ],
)
def test_each_image_needs_a_mask_that_is_not_rejected(regions, keys):
    found = reminders(unit("a", "b"), plan(*regions, choices=[CHEST]), Review())
    assert tuple(key for one in found for key in one.keys) == keys


def test_in_a_stack_of_slices_a_part_is_on_some_and_not_on_all():
    chosen = plan(region(Kind.FACE), choices=[BodyChoice(5, "p", (BodyPart.FACE,))])
    assert reminders(unit("a", "b", modality="MR"), chosen, Review()) == ()
    assert reminders(unit("b", "c", modality="MR"), chosen, Review()) != ()


def test_an_answer_counts_for_its_choice_and_for_the_images_of_then():
    chosen = plan(choices=[CHEST])
    (open_one,) = reminders(unit("a", "b"), chosen, Review())
    answered = Review(absent={open_one.answer: 2})
    assert reminders(unit("a", "b"), chosen, answered) == ()
    assert reminders(unit("a", "b", "c"), chosen, answered) != ()
    more = plan(choices=[CHEST, BodyChoice(6, "p", (BodyPart.CHEST, BodyPart.BACK))])
    assert [one.chosen for one in reminders(unit("a", "b"), more, answered)] == [BodyPart.BACK]
    anew = plan(choices=[CHEST, BodyChoice(6, "p"), replace(CHEST, at=7)])
    assert [one.chosen for one in reminders(unit("a", "b"), anew, answered)] == [BodyPart.CHEST]


def test_what_alone_may_be_seen_has_to_be_marked_on_each_image():
    drawn = region(Kind.OTHER, effect=Effect.HIDE_OUTSIDE)
    whole = region(Kind.OTHER, "b", origin=KEEP_ONLY, status=Status.PROPOSED)
    (open_one,) = reminders(unit("a", "b", modality="CT"), plan(drawn, choices=[LUNGS]), Review())
    assert (open_one.chosen, open_one.keys) == (Kind.LUNG_FIELD, ("b",))
    assert reminders(unit("a", "b"), plan(drawn, whole, choices=[LUNGS]), Review()) == ()
    rejected = whole.decided(Status.REJECTED)
    assert reminders(unit("a", "b"), plan(drawn, rejected, choices=[LUNGS]), Review()) != ()


def test_a_withdrawn_choice_reminds_of_nothing():
    assert reminders(unit("a"), plan(choices=[CHEST, BodyChoice(6, "p")]), Review()) == ()
    assert reminders(unit("a"), plan(), Review()) == ()


@pytest.mark.parametrize(
    "later", [BodyChoice(6, "p"), BodyChoice(6, "p", (BodyPart.FACE, BodyPart.CHEST)), replace(CHEST, at=9)]
)
def test_a_change_and_a_withdrawal_make_a_reviewed_series_stale(later):
    series, before = unit("a"), plan(region(Kind.BREAST), choices=[CHEST])
    now = states.snapshot(series, before, {}, Rules())
    review = states.checked(states.marked(Review(), (), Mark(now, "p", 1.0)), now)
    assert states.state(review, now) is State.REVIEWED
    after = replace(before, body_choices=(*before.body_choices, later))
    assert states.state(review, states.snapshot(series, after, {}, Rules())) is State.STALE


def test_a_person_drawn_region_counts_by_what_it_was_said_to_show():
    drawn = region(Kind.BREAST, origin=Origin())
    assert reminders(unit("a"), plan(drawn, choices=[CHEST]), Review()) == ()
