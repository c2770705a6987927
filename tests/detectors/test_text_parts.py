"""Packing, the lines in a network's answer, fitting to ink, and what words mean."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.detectors._cores import Slant, cores, slant_around
from redactor.detectors._ink import cut, fitted
from redactor.detectors._meaning import meaning
from redactor.detectors._packing import SIZES, packed
from tests.strategies import CHEAP

PICTURES = st.lists(st.tuples(st.integers(1, SIZES[-1][0]), st.integers(1, SIZES[-1][1])), max_size=40)


@CHEAP
@given(PICTURES)
def test_every_picture_has_a_spot_of_its_own(pictures):
    room = packed(pictures)
    assert len(room.spots) == len(pictures)
    assert set(room.sheets) <= set(SIZES)
    sheets = [np.zeros(size, np.uint8) for size in room.sheets]
    for (rows, columns), spot in zip(pictures, room.spots, strict=True):
        part = sheets[spot.sheet][spot.row : spot.row + rows, spot.column : spot.column + columns]
        assert part.shape == (rows, columns)
        part += 1
    assert all(sheet.max(initial=0) <= 1 for sheet in sheets)


@CHEAP
@given(PICTURES)
def test_pictures_together_cost_no_more_than_each_by_itself(pictures):
    together = sum(rows * columns for rows, columns in packed(pictures).sheets)
    apart = sum(rows * columns for each in pictures for rows, columns in packed([each]).sheets)
    assert together <= apart


@CHEAP
@given(st.floats(-1.5, 1.5), st.floats(30, 80), st.floats(6, 16))
def test_a_turned_rectangle_is_found_again(angle, long, short):
    slant = Slant(100.0, 100.0, long, short, angle)
    drawn = np.zeros((200, 200), np.uint8)
    cv2.fillConvexPoly(drawn, np.round(slant.corners()).astype(np.int32), 1)
    around = slant_around(np.argwhere(drawn)[:, ::-1].astype(np.float32))
    assert abs(around.x - slant.x) < 2
    assert abs(around.y - slant.y) < 2
    assert abs(around.long - long) < 4
    assert abs(around.short - short) < 4
    assert abs(np.sin(around.angle - angle)) < 0.1


def test_a_core_grows_to_its_line():
    shares = np.zeros((60, 200), np.float32)
    shares[25:33, 40:160] = 0.9
    (core,) = cores(shares)
    assert core.share == pytest.approx(0.9, abs=0.01)
    low, high = core.slant.corners().min(axis=0), core.slant.corners().max(axis=0)
    assert 28 < low[0] < 36
    assert 17 < low[1] < 22
    assert 164 < high[0] < 172
    assert 36 < high[1] < 41


@pytest.mark.parametrize("angle", [0.0, np.pi / 2, 0.4, -0.7])
def test_a_line_is_cut_upright(angle):
    drawn = np.zeros((200, 200), np.uint8)
    slant = Slant(100.0, 100.0, 80.0, 20.0, float(angle))
    cv2.fillConvexPoly(drawn, np.round(slant.corners()).astype(np.int32), 200)
    line = cut(drawn, slant)
    assert line.shape == (20, 80)
    assert line[4:16, 4:76].min() > 150
    assert cut(drawn, slant, margin=5).shape == (30, 90)


def test_a_rectangle_is_fitted_to_its_ink():
    drawn = np.full((100, 300), 20, np.uint8)
    cv2.putText(drawn, "DOE 1961", (60, 60), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 230, 2)
    ink = np.argwhere(drawn > 100)
    (top, left), (bottom, right) = ink.min(axis=0), ink.max(axis=0) + 1
    loose = Slant((left + right) / 2, (top + bottom) / 2, right - left + 10, bottom - top + 10, 0.01)
    close = fitted(drawn, loose, follow=False)
    assert close.angle == 0
    assert np.abs(close.corners().min(axis=0) - (left, top)).max() <= 1.5
    assert np.abs(close.corners().max(axis=0) - (right, bottom)).max() <= 1.5


@CHEAP
@given(st.text(max_size=30))
def test_every_text_has_a_meaning_that_does_not_quote_it(text):
    said = meaning(text)
    assert said.suggestion in {"hide", "keep", "ask"}
    assert len(text) < 8 or text not in said.reason


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2024年5月1日", "hide"),
        ("24/09/1415:18:32", "hide"),
        ("0105.1961", "hide"),
        ("10:4205", "hide"),
        ("1042:05", "hide"),
        ("13:45", "hide"),
        ("13 45", "ask"),
        ("姓名: 张伟", "hide"),
        ("KOWALSKI ERIK", "ask"),
        ("", "ask"),
        ("L", "keep"),
        ("Q", "ask"),
        ("1961", "ask"),
        ("120kV80mA", "keep"),
        ("W 350 L 40", "keep"),
        ("层厚 5mm", "keep"),
    ],
)
def test_words_mean_what_they_mean(text, suggestion):
    assert meaning(text).suggestion == suggestion
