"""Options: described once, read from text or JSON, and never outside what was described."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import InvalidOption
from redactor.options import Description, build, describe, option, values_of
from tests.strategies import CHEAP, allowed_values, options_of


@dataclass(frozen=True)
class Options:
    """One option of each type."""

    size: int = option(8, label="Block size", unit="px", minimum=2, maximum=64)
    strength: float = option(0.5, label="Strength", minimum=0, maximum=1)
    offset: float = option(0.0, label="Offset")
    rounds: int = option(1, label="Rounds", minimum=1)
    edges: bool = option(False, label="Edges")
    shape: str = option("square", label="Shape", choices=("square", "round"))
    note: str = option("", label="Note")


@dataclass(frozen=True)
class NoOptions:
    """Nothing to choose."""


KNOWN = {description.name: description for description in describe(Options)}


def test_the_descriptions_are_what_was_declared_in_the_order_of_the_fields():
    assert [d.name for d in describe(Options)] == [field.name for field in fields(Options)]
    assert KNOWN["size"] == Description("size", 8, "Block size", unit="px", minimum=2, maximum=64)
    assert KNOWN["shape"].choices == ("square", "round")
    assert describe(NoOptions) == ()


def test_an_option_without_a_plain_default_is_a_fault_of_the_program():
    @dataclass(frozen=True)
    class Wrong:
        items: tuple[int, ...] = option((), label="Items")

    with pytest.raises(TypeError, match="items"):
        describe(Wrong)


@CHEAP
@given(options_of(Options))
def test_what_is_allowed_is_taken_as_it_is_and_the_rest_is_default(chosen):
    made = build(Options, dict(chosen))
    assert values_of(made) == {**values_of(Options()), **dict(chosen)}
    assert build(Options, values_of(made)) == made


@CHEAP
@given(options_of(Options))
def test_an_option_can_be_written_as_text(chosen):
    assert build(Options, {name: str(value) for name, value in chosen}) == build(Options, dict(chosen))


@CHEAP
@given(st.data(), st.sampled_from(sorted(KNOWN)))
def test_an_option_keeps_its_own_type(data, name):
    value = data.draw(allowed_values(KNOWN[name]))
    for given_value in (value, str(value)):
        read = KNOWN[name].read(given_value)
        assert type(read) is type(KNOWN[name].default)
        assert read == value


@CHEAP
@given(st.sampled_from(["size", "strength", "rounds"]), st.one_of(st.integers(), st.floats(allow_nan=False)))
def test_a_number_is_taken_exactly_if_it_lies_between_the_limits(name, value):
    known = KNOWN[name]
    inside = known.minimum <= value <= (math.inf if known.maximum is None else known.maximum)
    right = inside and math.isfinite(value) and (name == "strength" or value == int(value))
    if right:
        assert known.read(value) == value
    else:
        with pytest.raises(InvalidOption, match=name):
            known.read(value)


@pytest.mark.parametrize("name", ["size", "strength", "offset", "rounds"])
@pytest.mark.parametrize(
    "value", [math.nan, math.inf, -math.inf, "nan", "inf", "-inf", "", "eight", "8 px", True, False]
)
def test_a_number_that_is_no_number_is_refused(name, value):
    with pytest.raises(InvalidOption, match=name):
        KNOWN[name].read(value)


def test_a_number_too_large_for_its_type_is_refused():
    with pytest.raises(InvalidOption):
        KNOWN["offset"].read(10**400)
    assert KNOWN["rounds"].read(10**400) == 10**400


def test_a_broken_number_is_not_rounded_to_a_whole_one():
    assert KNOWN["size"].read(8.0) == 8
    for value in (8.5, "8.5", -0.1):
        with pytest.raises(InvalidOption):
            KNOWN["size"].read(value)


@pytest.mark.parametrize(("value", "expected"), [(True, True), ("true", True), ("True", True), ("FALSE", False)])
def test_true_and_false_may_be_written_out(value, expected):
    assert KNOWN["edges"].read(value) is expected


@pytest.mark.parametrize("value", [1, 0, 1.0, "1", "yes", "", "truth"])
def test_nothing_else_is_true_or_false(value):
    with pytest.raises(InvalidOption, match="true, false"):
        KNOWN["edges"].read(value)


@pytest.mark.parametrize("value", ["triangle", "", "SQUARE", 1, True])
def test_a_choice_that_there_is_not_is_refused_with_those_that_there_are(value):
    with pytest.raises(InvalidOption, match="square, round"):
        KNOWN["shape"].read(value)


@pytest.mark.parametrize("value", [1, 1.5, True])
def test_a_number_is_no_text(value):
    with pytest.raises(InvalidOption, match="note"):
        KNOWN["note"].read(value)


@CHEAP
@given(st.text().filter(lambda name: name not in KNOWN))
def test_an_unknown_option_is_refused_with_the_names_that_there_are(name):
    with pytest.raises(InvalidOption) as caught:
        build(Options, {name: 1})
    assert caught.value.facts == {"name": name, "allowed": ", ".join(KNOWN)}
    with pytest.raises(InvalidOption, match="–"):
        build(NoOptions, {name: 1})


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("size", "int 2…64 px"),
        ("strength", "float 0…1"),
        ("offset", "float"),
        ("rounds", "int 1…"),
        ("edges", "true, false"),
        ("shape", "square, round"),
        ("note", "str"),
    ],
)
def test_a_description_says_what_is_allowed(name, words):
    assert KNOWN[name].allowed() == words
