"""What counts as looked at: cells of a frame, shown long enough."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model.geometry import Bounds
from redactor.model.review import EVERYWHERE
from redactor.workflow.coverage import Sight, Watch, cells, unseen_edges

sizes = st.integers(1, 200)


boxes = st.builds(Bounds, st.integers(-20, 220), st.integers(-20, 220), st.integers(0, 250), st.integers(0, 250))


@given(sizes, sizes, boxes)
def test_a_cell_counts_only_if_every_pixel_that_lies_in_it_is_visible(rows, columns, box):
    found = cells(box, rows=rows, columns=columns)
    visible = np.zeros((rows, columns), bool)
    visible[max(box.row, 0) : max(box.row + box.rows, 0), max(box.column, 0) : max(box.column + box.columns, 0)] = True
    for place in range(64):
        if found >> place & 1:
            down, across = divmod(place, 8)
            lines = slice(down * rows // 8, -(-(down + 1) * rows // 8))
            touched = visible[lines, across * columns // 8 : -(-(across + 1) * columns // 8)]
            assert touched.any()
            inner = visible[-(-down * rows // 8) : (down + 1) * rows // 8]
            assert inner[:, -(-across * columns // 8) : (across + 1) * columns // 8].all()


@given(sizes, sizes)
def test_a_frame_that_is_wholly_visible_is_seen_everywhere(rows, columns):
    assert cells(Bounds(0, 0, columns, rows), rows=rows, columns=columns) == EVERYWHERE
    assert cells(Bounds(-5, -5, columns + 9, rows + 9), rows=rows, columns=columns) == EVERYWHERE


@given(sizes, sizes, st.data())
def test_what_is_seen_in_pieces_that_overlap_is_seen(rows, columns, data):
    half = data.draw(st.integers(0, columns))
    left = cells(Bounds(0, 0, min(half + columns // 8 + 1, columns), rows), rows=rows, columns=columns)
    right = cells(Bounds(half, 0, columns - half, rows), rows=rows, columns=columns)
    assert left | right == EVERYWHERE


def test_the_edge_that_was_not_seen_is_named():
    assert unseen_edges(EVERYWHERE) == ()
    assert unseen_edges(0) == ("top", "bottom", "left", "right")
    assert unseen_edges(cells(Bounds(0, 0, 70, 80), rows=80, columns=80)) == ("top", "bottom", "right")
    inner = cells(Bounds(10, 10, 60, 60), rows=80, columns=80)
    assert unseen_edges(EVERYWHERE & ~inner | inner) == ()
    assert set(unseen_edges(inner)) == {"top", "bottom", "left", "right"}


def test_only_what_stays_long_enough_is_seen():
    watch, one, two = Watch(250), Sight("k", 1, EVERYWHERE), Sight("k", 2, EVERYWHERE)
    assert watch.show(one, 0) is None
    assert watch.seen(249) is None
    assert watch.seen(250) == one
    assert watch.show(two, 300) == one
    assert watch.show(None, 400) is None
    assert watch.seen(9000) is None


def test_the_clock_goes_on_while_the_same_is_painted_again():
    watch, one = Watch(250), Sight("k", 1, 7)
    for now in range(0, 251, 50):
        found = watch.show(one, now)
    assert found == one


@pytest.mark.parametrize("least", [0.0, 100.0])
def test_the_least_time_is_the_policys(least):
    watch = Watch(least)
    watch.show(Sight("k", 1, 1), 5)
    assert watch.seen(5 + least) is not None
