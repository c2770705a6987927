"""What is hidden of the body in one series is proposed on series of the same space, and on no other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from redactor.model.case_plan import CasePlan
from redactor.model.geometry import Rectangle
from redactor.model.image import Kinship, Place
from redactor.model.patient_space import plane_of
from redactor.model.region import Effect, Kind, Origin, Region, Scope, Status
from redactor.workflow.carrying import CARRIED, carried, related_series
from redactor.workflow.case import CaseImage, OpenedCase, Series
from tests.fakes import FakeImage

SPACE = "2.25.77"
AXIAL = (1, 0, 0, 0, 1, 0)


def image(key, height, *, size=(20, 30), pixel=1.0, space=SPACE, patient="p", study="1", placed=True) -> CaseImage:
    place = Place(patient=patient, study=study, series="s", instance=f"2.25.{key}")
    planes = (plane_of((0, 0, height), AXIAL, (pixel, pixel)),) if placed else ()
    made = FakeImage.of(np.zeros(size, np.uint8), place=place, planes=planes)
    return CaseImage(key, Path(key), made, made.device_key, Kinship(frame_of_reference=space))


def series(name, **facts) -> Series:
    return Series(name, "MR", tuple(image(f"{name}{k}", 2.0 * k, **facts) for k in range(4)))


def face(key="a1", **facts) -> Region:
    values = {"scope": Scope((key,)), "kind": Kind.FACE, "origin": Origin("detector", "face@1"), "confidence": 0.8}
    return Region(**{"id": "f1", "shape": Rectangle(5, 6, 10, 4), **values, **facts})


def plan(case: OpenedCase, *regions: Region) -> CasePlan:
    return CasePlan(tuple(one.subject for one in case.images), regions)


def test_a_mask_is_proposed_where_it_lies_in_the_other_series():
    fine = series("b", size=(40, 60), pixel=0.5)
    case = OpenedCase((series("a"), fine), ())
    regions = carried(case, "a", plan(case, face()), "c")
    assert [region.id for region in regions] == [f"c{number}" for number in range(1, len(regions) + 1)]
    assert {region.scope.instances for region in regions} == {("b1",)}
    (region,) = regions
    assert (region.status, region.origin, region.kind) == (Status.PROPOSED, CARRIED, Kind.FACE)
    assert (region.effect, region.confidence) == (Effect.HIDE, 0.8)
    box = region.shape.bounds
    assert box.is_inside(rows=40, columns=60)
    # From 5 to 15 mm across and 6 to 10 mm down, measured from the middle of the first pixel of each series.
    assert (box.column, box.row) == (pytest.approx(9.5, abs=1.5), pytest.approx(11.5, abs=1.5))
    assert (box.columns, box.rows) == (pytest.approx(20, abs=3), pytest.approx(8, abs=3))


@pytest.mark.parametrize(
    "facts",
    [{"space": "2.25.78"}, {"space": ""}, {"patient": "q"}, {"placed": False}],
    ids=lambda facts: next(iter(facts)),
)
def test_another_space_or_patient_or_no_place_gets_nothing(facts):
    case = OpenedCase((series("a"), series("b", **facts)), ())
    assert carried(case, "a", plan(case, face()), "c") == ()


def test_series_without_a_patient_have_to_be_of_one_study():
    nameless = {"patient": ""}
    case = OpenedCase((series("a", **nameless), series("b", **nameless), series("d", study="2", **nameless)), ())
    assert [one.key for one in related_series(case, "a")] == ["b"]
    assert related_series(case, "unknown") == ()


@pytest.mark.parametrize(
    "facts",
    [
        {"status": Status.REJECTED},
        {"kind": Kind.BURNED_IN_TEXT},
        {"kind": Kind.OTHER},
        {"effect": Effect.PROTECT},
        {"effect": Effect.HIDE_OUTSIDE},
        {"origin": CARRIED},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_only_what_is_hidden_of_the_body_and_was_found_there_is_carried(facts):
    case = OpenedCase((series("a"), series("b")), ())
    assert carried(case, "a", plan(case, face(**facts)), "c") == ()


def test_each_kind_is_carried_by_itself_and_nothing_back_to_its_own_series():
    case = OpenedCase((series("a"), series("b"), series("d")), ())
    ear = face(id="f2", kind=Kind.EAR, shape=Rectangle(20, 2, 4, 4))
    regions = carried(case, "a", plan(case, face(), ear), "c")
    assert {(region.kind, region.scope.instances) for region in regions} == {
        (Kind.FACE, ("b1",)),
        (Kind.EAR, ("b1",)),
        (Kind.FACE, ("d1",)),
        (Kind.EAR, ("d1",)),
    }


def test_a_series_alone_or_without_places_carries_nothing():
    alone = OpenedCase((series("a"),), ())
    assert carried(alone, "a", plan(alone, face()), "c") == ()
    unplaced = OpenedCase((series("a", placed=False), series("b")), ())
    assert carried(unplaced, "a", plan(unplaced, face()), "c") == ()
    assert carried(unplaced, "none", plan(unplaced, face()), "c") == ()


def test_series_that_have_the_kind_already_are_left_out_if_asked_for():
    case = OpenedCase((series("a"), series("b"), series("d")), ())
    theirs = face("b3", id="f9", status=Status.REJECTED)
    regions = carried(case, "a", plan(case, face(), theirs), "c", only_unmarked=True)
    assert {region.scope.instances for region in regions} == {("d1",)}
    every = carried(case, "a", plan(case, face(), theirs), "c")
    assert {region.scope.instances for region in every} == {("b1",), ("d1",)}


def test_it_can_be_cancelled_between_two_slices():
    case = OpenedCase((series("a"), series("b")), ())
    calls = []

    def stop() -> None:
        calls.append(1)
        if len(calls) == 6:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        carried(case, "a", plan(case, face()), "c", progress=stop)
    assert len(calls) == 6
