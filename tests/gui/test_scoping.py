"""Where a region may apply, in which style, and what is wrong with numbers: rules without a window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import styles
from redactor.errors import ObscuringRefused
from redactor.gui import edits
from redactor.gui.region_fields import Fields, applied, fields_of, problem
from redactor.gui.scoping import (
    Reach,
    frame_range,
    reach_of,
    reach_refusal,
    reached,
    scope_refusal,
    scope_rule,
    style_refusal,
)
from redactor.model.case_plan import CasePlan
from redactor.model.geometry import Ellipse, Polygon, Rectangle, Stroke
from redactor.model.plan import RedactionPlan, require_fit
from redactor.model.region import ALL, Effect, Kind, Origin, Region, Scope, Status, StyleChoice
from redactor.workflow.case import CaseImage, OpenedCase, Series
from redactor.workflow.masking import require_allowed_styles
from tests import strategies as ours
from tests.fakes import FakeImage

SOLID = StyleChoice()
BOX = Rectangle(2, 2, 6, 4)
FOUND = Region("f", BOX, Scope(("a",)), origin=Origin("detector", "text@1"), status=Status.PROPOSED)
DRAWN = Region("d", BOX, Scope(("a",)))


def image(key: str, rows=20, columns=30, frames=1, model="U1") -> CaseImage:
    pixels = [np.zeros((rows, columns), np.uint8)] * frames
    made = FakeImage.of(*pixels, manufacturer_model_name=model)
    return CaseImage(key, Path(key), made, made.device_key)


def case(*series: tuple[CaseImage, ...]) -> OpenedCase:
    return OpenedCase(tuple(Series(f"s{n}", "OT", images) for n, images in enumerate(series)), ())


A, B, TALL, OTHER, CINE = image("a"), image("b"), image("tall", rows=21), image("o", model="U2"), image("c", frames=5)
CASE = case((A, B, TALL), (OTHER,), (CINE,))


# --- where ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reach", "scope"),
    [
        (Reach.FRAME, Scope(("a",), (1,))),
        (Reach.IMAGE, Scope(("a",))),
        (Reach.SERIES, Scope(("a", "b"))),
        (Reach.DEVICE, Scope(("a", "b", "c"))),
    ],
)
def test_a_scope_is_what_people_mean_by_it(reach, scope):
    assert reached(CASE, A, 1, reach) == scope


@given(st.sampled_from(CASE.images), st.sampled_from(Reach), st.data())
def test_no_scope_reaches_an_image_of_another_size(shown, reach, data):
    frame = data.draw(st.integers(1, shown.image.pixel_format.number_of_frames))
    scope = reached(CASE, shown, frame, reach)
    assert shown.key in scope.instances
    size = shown.image.pixel_format.rows, shown.image.pixel_format.columns
    for other in CASE.images:
        if scope.has_instance(other.key):
            assert (other.image.pixel_format.rows, other.image.pixel_format.columns) == size
            region = Region("x", BOX, scope)
            if scope.frames == ALL or other is shown:
                require_fit(RedactionPlan((region,)), other.image.pixel_format)


def test_a_scope_is_named_by_what_reaches_it():
    for reach in (Reach.IMAGE, Reach.SERIES, Reach.DEVICE):
        assert reach_of(reached(CASE, A, 1, reach), CASE, A, 1) is reach
    assert reach_of(Scope(("a",), (1,)), CASE, A, 1) is Reach.IMAGE
    assert reach_of(Scope(("c",), (2,)), CASE, CINE, 2) is Reach.FRAME
    assert reach_of(Scope(("c",), (2, 3)), CASE, CINE, 2) is None
    assert reach_of(Scope(), CASE, A, 1) is None


def test_frames_are_named_from_the_first_to_the_last():
    assert frame_range(CINE, 2, 4) == Scope(("c",), (2, 3, 4))
    assert frame_range(CINE, 1, 5) == Scope(("c",))


def test_a_finding_is_widened_and_not_narrowed():
    assert scope_refusal(FOUND, Scope(("a", "b"))) == ""
    assert scope_refusal(FOUND, Scope(("a",), (1,))).startswith("A finding is not narrowed")
    assert scope_refusal(DRAWN, Scope(("a",), (1,))) == ""


@pytest.mark.parametrize("effect", [Effect.ERASE, Effect.PROTECT])
def test_what_uncovers_stays_on_its_image(effect):
    region = Region("d", BOX, Scope(("c",)), effect=effect)
    assert scope_refusal(region, Scope(("a", "b"))).startswith("What uncovers stays")
    assert scope_refusal(region, Scope(("c",), (1,))) == ""


def test_what_cannot_be_reached_has_a_reason():
    assert reach_refusal(DRAWN, CASE, A, 1, Reach.FRAME) == "This image has one frame."
    assert reach_refusal(DRAWN, CASE, A, 1, Reach.IMAGE) == "The region applies there already."
    assert reach_refusal(DRAWN, CASE, OTHER, 1, Reach.SERIES) == "No other image matches."
    nameless = image("n", model="")
    assert "does not name the device" in reach_refusal(DRAWN, case((nameless, A)), nameless, 1, Reach.DEVICE)


# --- style ------------------------------------------------------------------------------------------------------


@given(st.sampled_from(Kind), st.sampled_from(sorted(styles.available())), st.sampled_from(Effect))
def test_no_style_is_offered_that_apply_would_refuse(kind, style, effect):
    region = Region("r", BOX, kind=kind, effect=effect)
    try:
        require_allowed_styles(RedactionPlan((Region("r", BOX, kind=kind, style=StyleChoice(style)),)))
        refused = False
    except ObscuringRefused:
        refused = True
    reason = style_refusal(region, style, StyleChoice("other"))
    if effect in {Effect.ERASE, Effect.PROTECT}:
        assert reason == "This region hides nothing, so it has no style."
    else:
        assert reason == ("Mosaic can be reversed for text. Use solid fill." if refused else "")


def test_the_style_of_the_plan_needs_no_mention():
    plan = CasePlan(regions=(DRAWN,))
    styled = edits.styled(plan, "d", "mosaic")
    assert styled.region("d").style == StyleChoice("mosaic")
    assert edits.styled(styled, "d", "solid") == plan


# --- edits ------------------------------------------------------------------------------------------------------


def test_edits_of_a_region_that_is_gone_change_nothing():
    plan = CasePlan()
    assert edits.kept(plan, "a", new_id="b") == plan
    assert edits.scoped(plan, "a", Scope(("a",))) == plan
    assert edits.styled(plan, "a", "mosaic") == plan


def test_a_finding_that_is_kept_is_rejected_and_a_zone_lies_there():
    found = Region("f", BOX, Scope(("a",), (3,)), kind=Kind.BURNED_IN_TEXT, style=StyleChoice("surroundings"))
    plan = edits.kept(CasePlan(regions=(found,)), "f", new_id="z")
    zone = plan.region("z")
    assert plan.region("f").status is Status.REJECTED
    assert (zone.scope, zone.shape, zone.kind) == (found.scope, BOX, found.kind)
    assert (zone.effect, zone.status, zone.style) == (Effect.PROTECT, Status.ACCEPTED, None)


def test_a_zone_that_is_kept_is_accepted():
    zone = Region("f", BOX, effect=Effect.PROTECT, status=Status.PROPOSED)
    assert edits.kept(CasePlan(regions=(zone,)), "f", new_id="z").regions == (zone.decided(Status.ACCEPTED),)


def test_a_pasted_region_keeps_its_place_unless_the_same_lies_there():
    plan = CasePlan(regions=(DRAWN,))
    pixels = A.image.pixel_format
    there = edits.pasted(plan, FOUND, new_id="n", instance="b", pixels=pixels).region("n")
    assert (there.shape, there.scope, there.status, there.origin) == (BOX, Scope(("b",)), Status.ACCEPTED, Origin())
    beside = edits.pasted(plan, FOUND, new_id="n", instance="a", pixels=pixels).region("n")
    assert beside.shape != BOX
    require_fit(RedactionPlan((beside,)), pixels)


# --- numbers ----------------------------------------------------------------------------------------------------

PIXELS = A.image.pixel_format
numbers = st.integers(-5, 40)


@given(ours.shapes(rows=20, columns=30), st.tuples(numbers, numbers, numbers, numbers), st.sampled_from(Effect))
def test_fields_without_a_problem_make_a_region_that_fits(shape, box, effect):
    if not shape.bounds.is_inside(rows=20, columns=30):
        return
    region = Region("r", shape, Scope(("a",)))
    before = fields_of(region, SOLID)
    assert problem(region, before, PIXELS, SOLID) == ""
    assert applied(region, before, SOLID) == region
    fields = Fields(box, effect, Scope(("a",), (1,)), "mosaic")
    if not problem(region, fields, PIXELS, SOLID):
        made = applied(region, fields, SOLID)
        require_fit(RedactionPlan((made,)), PIXELS)
        assert (made.effect, made.scope) == (effect, fields.scope)
        assert (made.style is None) == (effect in {Effect.ERASE, Effect.PROTECT})


def test_a_finding_has_its_effect_for_good():
    before = fields_of(FOUND, SOLID)
    fields = Fields(before.box, Effect.PROTECT, before.scope, before.style)
    assert problem(FOUND, fields, PIXELS, SOLID).startswith("A finding keeps its effect")


def test_another_effect_must_go_with_where_the_region_applies():
    wide = Region("d", BOX, Scope(("a", "b")))
    fields = Fields((2, 2, 8, 6), Effect.ERASE, wide.scope, "solid")
    assert problem(wide, fields, PIXELS, SOLID) == scope_rule(Region("d", BOX, effect=Effect.ERASE), wide.scope) != ""


def test_what_has_no_sides_keeps_its_size():
    stroke = Region("s", Stroke(((10, 10), (14, 10)), 2))
    left, top, right, bottom = fields_of(stroke, SOLID).box
    wider = Fields((left, top, right + 1, bottom), Effect.HIDE, stroke.scope, "solid")
    assert problem(stroke, wider, PIXELS, SOLID).startswith("This shape can be moved")


@pytest.mark.parametrize("shape", [Ellipse(2.5, 2, 6, 4), Polygon(((2, 2), (8, 2), (4, 6)))])
def test_shapes_with_sides_are_resized_by_numbers(shape):
    region = Region("r", shape)
    left, top, right, bottom = fields_of(region, SOLID).box
    made = applied(region, Fields((left, top, right + 2, bottom + 3), Effect.HIDE, region.scope, "solid"), SOLID)
    assert fields_of(made, SOLID).box == (left, top, right + 2, bottom + 3)


def test_an_obscuring_style_is_a_problem_for_text():
    text = Region("t", BOX, kind=Kind.BURNED_IN_TEXT)
    fields = Fields((2, 2, 8, 6), Effect.HIDE, text.scope, "blur")
    assert problem(text, fields, PIXELS, SOLID) == "Mosaic can be reversed for text. Use solid fill."
