"""Planes in the patient: going to a point and back leads to the same pixel, and what is no plane is none."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model.patient_space import Plane, plane_of

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
mm = st.floats(-500, 500)
turn = st.floats(0, math.tau)


@st.composite
def planes(draw) -> Plane:
    """Any plane: an axial one, turned around two axes."""
    one, other = draw(turn), draw(turn)
    row = (math.cos(one), math.sin(one), 0.0)
    column = (-math.sin(one) * math.cos(other), math.cos(one) * math.cos(other), math.sin(other))
    spacing = draw(st.tuples(st.floats(0.1, 5), st.floats(0.1, 5)))
    plane = plane_of(draw(st.tuples(mm, mm, mm)), (*row, *column), spacing)
    assert plane is not None
    return plane


@given(planes(), st.floats(-50, 900), st.floats(-50, 900))
def test_a_point_leads_back_to_its_pixel(plane, column, row):
    columns, rows = plane.coordinates(plane.points(np.array([column]), np.array([row])))
    assert columns[0] == pytest.approx(column, abs=1e-6)
    assert rows[0] == pytest.approx(row, abs=1e-6)


@given(planes(), st.floats(-80, 80))
def test_a_point_beside_the_plane_has_its_foot_on_it(plane, away):
    point = plane.points(np.array([7.5]), np.array([3.5])) + away * np.asarray(plane.normal)
    columns, rows = plane.coordinates(point)
    assert (columns[0], rows[0]) == (pytest.approx(7.5, abs=1e-6), pytest.approx(3.5, abs=1e-6))


@given(planes())
def test_the_normal_is_perpendicular_and_of_length_one(plane):
    normal = np.asarray(plane.normal)
    assert np.linalg.norm(normal) == pytest.approx(1)
    assert normal @ np.asarray(plane.along_row) == pytest.approx(0, abs=1e-9)
    assert normal @ np.asarray(plane.along_column) == pytest.approx(0, abs=1e-9)
    assert plane.is_parallel(plane)


def test_the_position_is_the_middle_of_the_first_pixel():
    plane = plane_of((10, 20, 30), AXIAL, (2, 0.5))
    assert plane is not None
    assert plane.points(np.array([0.5]), np.array([0.5])).tolist() == [[10, 20, 30]]
    assert plane.points(np.array([1.5]), np.array([2.5])).tolist() == [[10.5, 24, 30]]
    assert (plane.height, plane.pixel) == (30, 2)


@pytest.mark.parametrize(
    "facts",
    [
        ((1, 2), AXIAL, (1, 1)),
        ((1, 2, 3), AXIAL[:5], (1, 1)),
        ((1, 2, 3), AXIAL, (1,)),
        ((1, 2, 3), AXIAL, (1, 0)),
        ((1, 2, 3), AXIAL, (-1, 1)),
        ((1, 2, float("nan")), AXIAL, (1, 1)),
        ((1, 2, 3), (1, 0, 0, 1, 0, 0), (1, 1)),
        ((1, 2, 3), (0, 0, 0, 0, 1, 0), (1, 1)),
        ((1, 2, 3), (2, 0, 0, 0, 1, 0), (1, 1)),
    ],
)
def test_what_describes_no_plane_is_none(facts):
    assert plane_of(*facts) is None


def test_cosines_that_a_scanner_rounded_still_describe_a_plane():
    plane = plane_of((0, 0, 0), (0.9998, 0.0175, 0, -0.0172, 0.9999, 0), (1, 1))
    assert plane is not None
    assert np.dot(plane.along_row, plane.along_column) == pytest.approx(0, abs=1e-12)
    other = plane_of((0, 0, 0), (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), (1, 1))
    assert other is not None
    assert not plane.is_parallel(other)
