"""Polygons with few vertices, from masks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.detectors._shapes import MOST_VERTICES, fewer, filled, polygon, polygons, smoothed
from redactor.model.geometry import Bounds
from redactor.model.image import PixelFormat

PIXELS = PixelFormat(300, 400)


def disc(rows: int = 150, columns: int = 200) -> np.ndarray:
    down, across = np.mgrid[0:rows, 0:columns]
    return (((down - 70) ** 2 + (across - 90) ** 2) < 45**2).astype(np.uint8)


def test_a_disc_becomes_a_polygon_of_the_image_around_the_same_pixels() -> None:
    (shape,) = polygons(disc(), PIXELS)
    truth = np.kron(disc(), np.ones((2, 2), np.uint8)) > 0
    mask = shape.cover(Bounds(0, 0, 400, 300))
    assert len(shape.points) <= MOST_VERTICES
    assert np.count_nonzero(mask & truth) > 0.95 * np.count_nonzero(mask | truth)
    (larger,) = polygons(disc(), PIXELS, grow=0.02)
    assert np.count_nonzero(larger.cover(Bounds(0, 0, 400, 300))) > np.count_nonzero(mask)


def test_what_touches_the_border_stays_there() -> None:
    mask = np.zeros((150, 200), np.uint8)
    mask[:, :60] = 1
    (shape,) = polygons(mask, PIXELS)
    covered = shape.cover(Bounds(0, 0, 400, 300))
    assert covered[0, :100].all()
    assert covered[-1, :100].all()


def test_the_largest_parts_come_first_and_specks_not_at_all() -> None:
    mask = np.zeros((100, 100), np.uint8)
    mask[5:20, 5:20] = mask[40:90, 40:90] = 1
    mask[95, 5] = 1
    found = list(polygons(mask, PixelFormat(100, 100), most=9))
    assert [shape.bounds.row > 30 for shape in found] == [True, False]


def test_no_area_is_no_polygon() -> None:
    assert polygon(np.array([[1.0, 1], [5, 5], [9, 9]]), PIXELS) is None
    assert polygon(np.full((5, 2), np.nan), PIXELS) is None
    assert smoothed(np.ones((3, 2)), 0.01).shape == (3, 2)


@given(st.integers(3, 40), st.integers(0, 2**32 - 1))
def test_never_more_vertices_than_asked_for_and_never_outside(most: int, seed: int) -> None:
    angles = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    radii = np.random.default_rng(seed).uniform(20, 260, 90)
    outline = np.column_stack([200 + radii * np.cos(angles), 150 + radii * np.sin(angles)])
    shape = polygon(fewer(outline, most), PIXELS)
    if shape is not None:
        assert len(shape.points) <= most
        assert shape.bounds.is_inside(rows=300, columns=400)


def test_an_outline_is_filled_to_its_border() -> None:
    mask = filled(np.array([[2.0, 2], [8, 2], [8, 6], [2, 6]]), 10, 12)
    assert mask[2:6, 2:8].all()
    assert np.count_nonzero(mask) == pytest.approx(24, abs=12)
