"""Regions and what they say of themselves."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model.image import PixelFormat
from redactor.model.region import ALL, IDENTIFIERS, Kind, Scope, Status
from tests.strategies import CHEAP, regions, shapes

PIXELS = PixelFormat(rows=8, columns=9, number_of_frames=3)


@pytest.mark.parametrize("frames", [(0,), (1, -2)])
def test_a_scope_counts_frames_from_1(frames):
    with pytest.raises(ValueError, match="count from 1"):
        Scope(frames=frames)


@pytest.mark.parametrize("nothing", [{"frames": ()}, {"instances": ()}])
def test_a_scope_names_at_least_one_instance_and_one_frame(nothing):
    with pytest.raises(ValueError, match="at least one"):
        Scope(**nothing)


@CHEAP
@given(st.one_of(st.just(ALL), st.lists(st.integers(1, 9), min_size=1).map(tuple)), st.integers(1, 9))
def test_a_scope_has_the_frames_that_it_names(frames, number):
    assert Scope(frames=frames).has_frame(number) == (frames == ALL or number in frames)


def test_a_scope_has_the_instances_that_it_names():
    assert Scope().has_instance("3f")
    assert Scope(instances=("3f", "a0")).has_instance("a0")
    assert not Scope(instances=("3f",)).has_instance("3")


@CHEAP
@given(regions(PIXELS), st.sampled_from(Status), shapes(rows=8, columns=9))
def test_a_decision_changes_the_status_alone_and_a_drag_the_shape_alone(region, status, shape):
    for changed, name in ((region.decided(status), "status"), (region.reshaped(shape), "shape")):
        others = [field.name for field in fields(region) if field.name != name]
        assert all(getattr(changed, other) == getattr(region, other) for other in others)
    assert region.decided(status).status is status
    assert region.reshaped(shape).shape == shape


@CHEAP
@given(regions(PIXELS))
def test_a_region_can_not_be_changed_in_place(region):
    with pytest.raises(FrozenInstanceError):
        region.status = Status.REJECTED
    assert hash(region) == hash(region.decided(region.status))


def test_what_could_be_brought_back_is_an_identifier_and_what_only_shows_anatomy_is_none():
    assert {Kind.BURNED_IN_TEXT, Kind.BARCODE, Kind.FACE} <= IDENTIFIERS
    assert not {Kind.BREAST, Kind.HEART, Kind.LUNG_FIELD, Kind.OTHER} & IDENTIFIERS
