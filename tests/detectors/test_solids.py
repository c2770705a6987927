"""Bodies with flat faces: what a slice cuts out of one is what of the slice lies in it."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from redactor.detectors._heads import Head
from redactor.detectors._solids import face_solid
from redactor.detectors._volume import Slice, interpolated
from redactor.model.geometry import Bounds, Polygon
from redactor.model.patient_space import plane_of

ANGLES = st.floats(-math.pi, math.pi)
LENGTHS = st.floats(-60, 60)


def turned(a, b, c):
    """Give a matrix that turns about three axes."""
    x = np.array([[1, 0, 0], [0, math.cos(a), -math.sin(a)], [0, math.sin(a), math.cos(a)]])
    y = np.array([[math.cos(b), 0, math.sin(b)], [0, 1, 0], [-math.sin(b), 0, math.cos(b)]])
    z = np.array([[math.cos(c), -math.sin(c), 0], [math.sin(c), math.cos(c), 0], [0, 0, 1]])
    return x @ y @ z


@given(st.tuples(ANGLES, ANGLES, ANGLES), st.tuples(LENGTHS, LENGTHS, LENGTHS), st.floats(0.6, 1.2), st.floats(20, 60))
def test_a_section_covers_the_pixels_whose_middles_lie_inside(angles, at, scale, depth):
    head = Head(np.array([3.0, -80.0, 10.0]), turned(0.1, -0.2, 0.3), scale, -20.0, 0.9, 0.9)
    solid = face_solid(head, depth)
    way = turned(*angles)
    plane = plane_of(list(at), [*way[0], *way[1]], [3.0, 2.5])
    assert plane is not None
    each = Slice(0, 1, 50, 60, plane)
    columns, rows = np.meshgrid(np.arange(60) + 0.5, np.arange(50) + 0.5)
    inside = solid.has(plane.points(columns, rows))
    corners = solid.section(each)
    box = Bounds(0, 0, 60, 50)
    covered = Polygon(tuple(corners)).cover(box) if corners else np.zeros((50, 60), np.bool_)
    assert all(0 <= column <= 60 and 0 <= row <= 50 for column, row in corners)
    # Corners are kept to an eighth of a pixel, and slivers below a pixel are none.
    assert np.count_nonzero(inside & ~covered) <= (2 if corners else 4)
    near = np.zeros((52, 62), np.bool_)
    for down in range(3):
        for across in range(3):
            near[down : down + 50, across : across + 60] |= inside
    assert np.count_nonzero(covered & ~near[1:-1, 1:-1]) <= 0.25 * covered.sum() + 8


@given(st.integers(0, 2**32 - 1))
def test_values_between_voxels_follow_a_plane_exactly_and_are_nothing_outside(seed):
    random = np.random.default_rng(seed)
    sides = random.integers(2, 7, 3)
    slopes = random.normal(size=4)
    grid = np.meshgrid(*(np.arange(side) for side in sides), indexing="ij")
    values = (slopes[3] + sum(s * g for s, g in zip(slopes, grid, strict=False))).astype(np.float32)
    points = random.uniform(-2, 8, (20, 3))
    found = interpolated(values, points[:, 0], points[:, 1], points[:, 2])
    within = ((points >= 0) & (points <= sides - 1)).all(axis=1)
    outside = ((points < -0.5) | (points > sides - 0.5)).any(axis=1)
    assert np.allclose(found[within], (points @ slopes[:3] + slopes[3])[within], atol=1e-4)
    assert not found[outside].any()
