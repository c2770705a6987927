"""Images that show the same, and regions that are proposed on them because a person drew one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from redactor.dicom.kinship import kinship_of
from redactor.model.case_plan import CasePlan, adding_proposals
from redactor.model.geometry import Rectangle
from redactor.model.image import Kinship, Place
from redactor.model.region import Effect, Kind, Origin, Region, Scope, Status
from redactor.workflow.case import CaseImage, OpenedCase, Series
from redactor.workflow.related import REASON, RELATED, related_keys, twin_keys, with_carried
from tests.fakes import FakeImage

SPACE = "2.25.77"
FLAT = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
RAW, SHOWN = "FOR PROCESSING", "FOR PRESENTATION"


def image(
    key: str, *, rows=20, columns=30, frames=1, series="s", number=1, study="1", model="DX-1", **kin
) -> CaseImage:
    place = Place(patient="", study=study, series=series, instance=f"2.25.{key}", number=number)
    pixels = [np.zeros((rows, columns), np.uint8)] * frames
    made = FakeImage.of(*pixels, place=place, manufacturer_model_name=model)
    return CaseImage(key, Path(key), made, made.device_key, Kinship(**kin))


def case(*series: tuple[CaseImage, ...]) -> OpenedCase:
    return OpenedCase(tuple(Series(f"s{n}", "OT", images) for n, images in enumerate(series)), ())


def space(key: str, **facts) -> CaseImage:
    return image(key, **{"frame_of_reference": SPACE, "orientation": FLAT, **facts})


# --- which images -------------------------------------------------------------------------------------------


def test_other_series_of_the_same_frame_of_reference_are_related_and_the_own_one_is_not():
    opened = case((space("a1"), space("a2")), (space("b1"), space("b2")))
    assert related_keys(opened, ["a1"]) == ("b1", "b2")
    assert related_keys(opened, ["a1", "a2"]) == ("b1", "b2")
    assert related_keys(opened, ["a1", "b2"]) == ("a2", "b1")


@pytest.mark.parametrize(
    "facts",
    [
        {"rows": 21},
        {"columns": 31},
        {"orientation": (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)},
        {"frame_of_reference": "2.25.78"},
        {"frame_of_reference": ""},
    ],
)
def test_another_size_side_or_frame_of_reference_is_not_related(facts):
    assert related_keys(case((space("a"),), (space("b", **facts),)), ["a"]) == ()


def test_images_without_a_frame_of_reference_are_not_related_to_one_another():
    assert related_keys(case((image("a"),), (image("b"),)), ["a"]) == ()


def test_both_images_of_an_exposure_are_related():
    raw = image("raw", presentation_intent_type=RAW)
    shown = image("shown", presentation_intent_type=SHOWN)
    other = image("other", presentation_intent_type=SHOWN, number=2)
    opened = case((raw,), (shown, other))
    assert related_keys(opened, ["raw"]) == ("shown",)
    assert related_keys(opened, ["shown"]) == ("raw",)
    assert related_keys(opened, ["other"]) == ()


@pytest.mark.parametrize("facts", [{"rows": 9}, {"study": "2"}, {"model": "DX-2"}, {"presentation_intent_type": RAW}])
def test_another_size_study_device_or_the_same_intent_makes_no_pair(facts):
    shown = image("shown", **{"presentation_intent_type": SHOWN, **facts})
    assert related_keys(case((image("raw", presentation_intent_type=RAW),), (shown,)), ["raw"]) == ()


def test_a_device_without_a_name_is_not_known_to_be_the_same():
    raw, shown = (image(key, model="", presentation_intent_type=kind) for key, kind in (("r", RAW), ("s", SHOWN)))
    assert related_keys(case((raw,), (shown,)), ["r"]) == ()


def test_what_the_source_image_sequence_names_goes_before_what_merely_agrees():
    raw, wrong = (image(key, presentation_intent_type=RAW) for key in ("raw", "wrong"))
    shown = image("shown", presentation_intent_type=SHOWN, number=7, sources=("2.25.raw",))
    opened = case((raw, wrong), (shown,))
    assert related_keys(opened, ["raw"]) == ("shown",)
    assert related_keys(opened, ["shown"]) == ("raw",)
    assert related_keys(opened, ["wrong"]) == ()
    elsewhere = image("e", presentation_intent_type=SHOWN, sources=("2.25.404",))
    assert related_keys(case((raw,), (elsewhere,)), ["raw"]) == related_keys(case((raw,), (elsewhere,)), ["e"]) == ()


def test_the_header_says_what_an_image_is_related_to():
    item = Dataset()
    item.ReferencedSOPInstanceUID = "2.25.9"
    header = Dataset()
    header.PresentationIntentType = RAW
    header.FrameOfReferenceUID = SPACE
    header.ImageOrientationPatient = ["1", "-0.00001", "0", "0", "0.99999", "0"]
    header.SourceImageSequence = [item, Dataset()]
    assert kinship_of(header) == Kinship(RAW, SPACE, FLAT, ("2.25.9",))
    assert kinship_of(Dataset()) == Kinship()
    assert "2.25" not in repr(kinship_of(header))


def test_an_orientation_that_is_no_list_of_numbers_is_none():
    header = Dataset()
    header.ImageOrientationPatient = "1"
    assert kinship_of(header).orientation == ()


# --- which regions ------------------------------------------------------------------------------------------

BOX = Rectangle(2, 2, 5, 5)


def related(keys):
    return ("t",) if "a" in tuple(keys) else ()


def no_twins(keys):
    del keys
    return ()


def plan(*regions, frames=1) -> CasePlan:
    opened = case((image("a", frames=3),), (image("t", frames=frames),))
    return CasePlan(subjects=opened.plan.subjects, regions=regions)


def drawn(**facts) -> Region:
    return Region("p1", BOX, **{"scope": Scope(("a",)), **facts})


def follower(made: CasePlan) -> Region | None:
    return made.region("p1.related")


def test_what_is_drawn_is_proposed_on_related_images():
    made = with_carried(plan(), plan(drawn()), related, no_twins)
    found = follower(made)
    assert found.scope == Scope(("t",))
    assert (found.shape, found.status, found.origin, found.reason) == (BOX, Status.PROPOSED, RELATED, REASON)
    assert made.region("p1") == drawn()


def test_a_proposal_follows_its_region_until_somebody_decides():
    first = with_carried(plan(), plan(drawn()), related, no_twins)
    moved = first.with_region(drawn().reshaped(Rectangle(9, 9, 5, 5)))
    assert follower(with_carried(first, moved, related, no_twins)).shape == Rectangle(9, 9, 5, 5)
    decided = first.with_region(follower(first).decided(Status.ACCEPTED))
    moved = decided.with_region(drawn().reshaped(Rectangle(9, 9, 5, 5)))
    assert follower(with_carried(decided, moved, related, no_twins)).shape == BOX


def test_a_proposal_goes_with_its_region_unless_somebody_decided():
    first = with_carried(plan(), plan(drawn()), related, no_twins)
    assert follower(with_carried(first, first.without_region("p1"), related, no_twins)) is None
    rejected = first.with_region(drawn(status=Status.REJECTED))
    assert follower(with_carried(first, rejected, related, no_twins)) is None
    decided = first.with_region(follower(first).decided(Status.REJECTED))
    assert follower(with_carried(decided, decided.without_region("p1"), related, no_twins)) is not None


@pytest.mark.parametrize(
    "region",
    [
        drawn(effect=Effect.ERASE),
        drawn(effect=Effect.PROTECT),
        drawn(scope=Scope()),
        drawn(scope=Scope(("x",))),
        drawn(scope=Scope(("a",), (2,))),
        drawn(origin=Origin("detector", "text@1")),
    ],
)
def test_nothing_is_carried_that_uncovers_or_does_not_fit_or_nobody_drew(region):
    assert with_carried(plan(), plan(region), related, no_twins).regions == (region,)


def test_frames_are_carried_where_the_related_image_has_them():
    made = with_carried(plan(frames=3), plan(drawn(scope=Scope(("a",), (2,))), frames=3), related, no_twins)
    assert follower(made).scope == Scope(("t",), (2,))


def test_a_part_of_the_body_lies_at_the_same_pixels_of_its_twin_alone():
    breast = drawn(kind=Kind.BREAST)
    assert follower(with_carried(plan(), plan(breast), related, no_twins)) is None
    assert follower(with_carried(plan(), plan(breast), related, related)).kind is Kind.BREAST
    first = with_carried(plan(), plan(drawn()), related, no_twins)
    assert follower(with_carried(first, first.with_region(breast), related, no_twins)) is None


def test_twins_are_those_of_one_exposure_and_not_those_of_one_space():
    raw = image("raw", presentation_intent_type=RAW, frame_of_reference=SPACE, orientation=FLAT)
    shown = image("shown", presentation_intent_type=SHOWN)
    opened = case((raw,), (shown, space("other")))
    assert twin_keys(opened, ["raw"]) == ("shown",)
    assert set(related_keys(opened, ["raw"])) == {"shown", "other"}


def test_a_plan_that_a_person_did_not_change_is_left_alone():
    first = plan(drawn())
    found = adding_proposals([Region("f", BOX, origin=Origin("detector", "text@1"), status=Status.PROPOSED)])
    assert with_carried(first, found(first), related, no_twins).region("p1.related") is None


@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from(["", SPACE]), st.sampled_from([20, 21])), min_size=1, max_size=6),
    st.data(),
)
def test_a_related_image_is_of_the_same_size_and_never_one_of_those_asked_about(facts, data):
    images = [
        image(str(n), rows=rows, frame_of_reference=space, presentation_intent_type=RAW if raw else SHOWN)
        for n, (raw, space, rows) in enumerate(facts)
    ]
    opened = case(*((one,) for one in images))
    keys = data.draw(st.sets(st.sampled_from([one.key for one in images]), min_size=1))
    found = related_keys(opened, keys)
    assert not set(found) & keys
    sizes = {one.image.pixel_format.rows for one in images if one.key in keys}
    assert {one.image.pixel_format.rows for one in images if one.key in found} <= sizes
