"""Which frames are made ready: near ones, in the direction of travel, within a budget."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from redactor.gui.position import Position, image_at
from redactor.gui.prefetch import frame_bytes, neighbours, travel
from tests.gui.test_pure_rules import case

PLENTY = 2 << 30

cases = st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)


@st.composite
def places(draw):
    opened = case(*draw(cases))
    series = draw(st.integers(0, len(opened.series) - 1))
    image = draw(st.integers(0, len(opened.series[series].images) - 1))
    frames = opened.series[series].images[image].image.pixel_format.number_of_frames
    return opened, Position(series, image, draw(st.integers(1, frames)))


@given(places(), st.sampled_from([1, -1]), st.integers(0, 40_000_000))
def test_what_is_made_ready_exists_once_and_fits(place, direction, budget):
    opened, position = place
    near = neighbours(opened, position, direction, budget=budget)
    assert len(set(near)) == len(near)
    assert position not in near
    for one in near:
        assert 1 <= one.frame <= image_at(opened, one).image.pixel_format.number_of_frames
    assert sum(frame_bytes(image_at(opened, one).image.pixel_format) for one in near) <= budget / 4


def test_the_way_that_is_gone_is_made_ready_first():
    opened = case((1,) * 30, (5,))
    near = neighbours(opened, Position(0, 10), 1, budget=PLENTY)
    assert near[0] == Position(0, 11)
    assert Position(1) in near
    assert near.index(Position(0, 14)) < near.index(Position(0, 9))
    assert neighbours(opened, Position(0, 10), -1, budget=PLENTY)[0] == Position(0, 9)


def test_at_its_end_a_cine_finds_its_beginning_ready():
    assert Position() in neighbours(case((40,)), Position(0, 0, 39), 1, budget=PLENTY)


def test_a_step_has_a_direction():
    assert travel(Position(0, 3), Position(0, 4)) == 1
    assert travel(Position(0, 3), Position(0, 2, 9)) == -1
    assert travel(Position(1), Position(1)) == 1
