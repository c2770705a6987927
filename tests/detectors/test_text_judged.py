"""How far what is hidden reaches around a line, and what is no text at all."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from redactor.detectors._cores import Slant
from redactor.detectors._ink import letters_in, reaching
from redactor.detectors._judged import extended, judged_line, judged_place, shape_of
from redactor.detectors._places import Places
from redactor.detectors._reader import Reading
from redactor.detectors._seen import TextLine
from redactor.detectors._table import Table
from redactor.model.image import PixelFormat

ROWS, COLUMNS = 120, 400
PIXELS = PixelFormat(rows=ROWS, columns=COLUMNS)


def words(text, column=60, faint=""):
    gray = np.full((ROWS, COLUMNS), 30, np.uint8)
    cv2.putText(gray, text, (column, 70), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 220, 2, cv2.LINE_AA)
    (width, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.8, 2)
    cv2.putText(gray, faint, (column + width, 70), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 120, 2, cv2.LINE_AA)
    return gray


def around(gray, least=200):
    rows, columns = np.nonzero(gray >= least)
    left, right, top, bottom = columns.min(), columns.max() + 1, rows.min(), rows.max() + 1
    return Slant((left + right) / 2, (top + bottom) / 2, float(right - left), float(bottom - top), 0.0)


def place(left, top, right, bottom, *, count=1.0, mark=0.0, score=7.0):
    box = Table(*(np.array([float(value)]) for value in (left, top, right, bottom)))
    return Places.of(box, rows=box.box_rows, score=np.array([score]), count=count, mark=mark)


@pytest.mark.parametrize(("rows", "margin", "ends"), [(6, 3, 2), (8, 3, 2), (17, 1, 1), (40, 0, 0)])
def test_small_letters_get_a_wider_margin_least_at_the_ends_of_their_line(rows, margin, ends):
    middle = 60.0 + rows % 2 / 2
    box = shape_of(Slant(200.0, middle, 100.0, float(rows), 0.0), 1, PIXELS).bounds
    assert (box.columns, box.rows) == (100 + 2 * ends, rows + 2 * margin)


def test_what_nobody_could_read_gets_more_but_never_much():
    slant = Slant(200.0, 60.0, 100.0, 60.0, 0.0)
    seen, unseen = (shape_of(slant, 1, PIXELS, around, is_unread=True).bounds.columns for around in (slant, None))
    assert (seen, unseen) == (100 + 2 * 3, 100 + 2 * 5)
    assert shape_of(slant, 1, PIXELS).bounds.columns == 100
    up = Slant(200.0, 60.0, 80.0, 40.0, np.pi / 2)
    assert shape_of(up, 1, PIXELS, up).bounds.columns == 40 + 2 * 4
    assert shape_of(up, 1, PIXELS).bounds.columns == 40 + 2 * 8


def test_a_line_reaches_over_faint_letters_behind_it_and_no_farther_than_asked():
    gray = words("NAME", faint="XYZ")
    slant = around(words("NAME"))
    longer = reaching(gray, slant, (80.0, 80.0))
    assert longer.x + longer.long / 2 >= around(gray, 110).x + around(gray, 110).long / 2 - 2
    assert abs((longer.x - longer.long / 2) - (slant.x - slant.long / 2)) <= 2
    short = reaching(gray, slant, (0.0, 10.0))
    assert short.long <= slant.long + 10
    assert reaching(gray, slant, (0.0, -5.0)) == slant


def test_a_line_ends_before_the_next_one_in_its_row():
    gray = words("NAME SOME ONE")
    slant = around(words("NAME"))
    whole = around(gray)
    next_one = Slant(slant.x + slant.long + 20, slant.y, slant.long, slant.short, 0.0)
    line, other = (TextLine(each, each, 0.9, 7.0, 0) for each in (slant, next_one))
    box = place(whole.x - whole.long / 2, 50, whole.x + whole.long / 2, 75)
    alone = extended(line, box, [line], gray).slant
    beside = extended(line, box, [line, other], gray).slant
    assert alone.x + alone.long / 2 > next_one.x - next_one.long / 2
    assert beside.x + beside.long / 2 <= next_one.x - next_one.long / 2


def test_letters_that_stand_apart_are_counted_and_a_curve_is_none():
    assert letters_in(words("N A M E"), around(words("N A M E"))) == 4
    trace = np.full((ROWS, COLUMNS), 30, np.uint8)
    points = [(column, 60 - (30 if column % 80 == 0 else 0)) for column in range(20, 380, 20)]
    cv2.polylines(trace, [np.array(points)], False, 220, 1)
    assert letters_in(trace, around(trace)) == 0


def test_only_what_neither_network_knows_and_has_no_letters_is_no_text():
    trace, blank = place(20, 30, 360, 62), Reading("", 0.0)
    assert judged_place(trace, blank, 0) is None
    assert judged_place(trace, Reading("M", 0.4), 1) is None
    for judgement in (
        judged_place(trace, Reading("M1", 0.4), 0),  # two letters could be initials
        judged_place(trace, blank, 12),  # as many spots as a line has letters
        judged_place(place(20, 30, 60, 62), blank, 0),  # no longer than a letter
        judged_place(place(20, 30, 360, 62, mark=1.0), blank, 0),
    ):
        assert judgement is not None
        assert judgement[0].suggestion == "ask"


def test_a_large_ring_that_can_hardly_be_read_is_no_letter():
    ring = Slant(200.0, 60.0, 80.0, 60.0, 0.0)
    line = TextLine(ring, ring, 0.99, 7.0, 0)
    assert judged_line(line, Reading("e", 0.84), 0.02) is None
    assert judged_line(line, Reading("e", 0.99), 0.02) is not None
    assert judged_line(line, Reading("e", 0.84), 0.001) is not None
