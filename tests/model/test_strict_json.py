"""Reading JSON strictly: what is right is given unchanged, all else is refused with its place."""

from __future__ import annotations

import math
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import InvalidDocument
from redactor.model.strict_json import Reader, count, flag, list_of, number, one_of, share, text, whole
from tests.strategies import CHEAP

PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just([]), st.just({}))


class Side(StrEnum):
    LEFT = "L"
    RIGHT = "R"


def is_number(value):
    return type(value) in {int, float} and (type(value) is int or math.isfinite(value))


@pytest.mark.parametrize(
    ("read", "is_right"),
    [
        (text, lambda v: type(v) is str),
        (flag, lambda v: type(v) is bool),
        (number, is_number),
        (share, lambda v: is_number(v) and 0 <= v <= 1),
        (whole, lambda v: type(v) is int),
        (count, lambda v: type(v) is int and v >= 1),
        (one_of("L", "R"), lambda v: v in ("L", "R")),
        (list_of(text), lambda v: v == []),
    ],
)
@CHEAP
@given(value=PLAIN)
def test_a_value_is_read_if_it_is_right_and_refused_at_its_place_if_not(read, is_right, value):
    if is_right(value):
        assert read(value, "here") == (() if value == [] else value)
    else:
        with pytest.raises(InvalidDocument, match=r"here: .*needed"):
            read(value, "here")


def test_a_word_of_an_enumeration_is_read_as_its_member():
    assert one_of(*Side)("L", "here") is Side.LEFT
    with pytest.raises(InvalidDocument, match="one of L, R is needed"):
        one_of(*Side)("LEFT", "here")


def test_an_item_of_a_list_is_refused_at_its_number():
    assert list_of(count)([3, 1], "here") == (3, 1)
    with pytest.raises(InvalidDocument, match=r"here\[1\]"):
        list_of(count)([3, 0], "here")


def test_a_field_may_have_a_default_and_an_optional_one_none():
    reader = Reader({"a": 0, "b": False, "c": ""}, "here")
    assert reader.take("a", whole, 7) == 0
    assert reader.take("b", flag, default=True) is False
    assert reader.take("c", text, "none") == ""
    assert reader.take("d", whole, 7) == 7
    assert reader.maybe("e", whole) is None
    reader.end()


def test_a_field_that_is_null_is_not_absent():
    with pytest.raises(InvalidDocument, match=r"here\.a"):
        Reader({"a": None}, "here").take("a", whole, 7)
    with pytest.raises(InvalidDocument, match=r"here\.a"):
        Reader({"a": None}, "here").maybe("a", whole)


def test_every_field_that_was_not_taken_is_named():
    reader = Reader({"b": 1, "a": 1, "known": 1}, "here")
    reader.take("known", whole)
    with pytest.raises(InvalidDocument, match="here: unknown field a, b"):
        reader.end()
