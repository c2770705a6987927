"""What the codes of the table come to."""

from __future__ import annotations

import pytest

from redactor.deid import profile
from redactor.deid.profile import BASIC, Profile, resolve
from redactor.deid.table import OPTIONS, Row, load, row_for
from redactor.errors import InvalidOption


@pytest.mark.parametrize(
    ("code", "action"),
    [("X/Z", "Z"), ("Z/D", "D"), ("X/D", "D"), ("X/Z/D", "D"), ("X/Z/U*", "U"), *((c, c) for c in "DZXKCU")],
)
def test_a_composite_code_comes_to_what_every_type_allows(code: str, action: str):
    assert resolve(code) == action


def test_every_code_of_the_table_can_be_resolved():
    assert {BASIC.action_for(row) for row in load().rows} == {"D", "Z", "X", "U"}


def test_a_sequence_that_may_not_be_empty_in_images_is_removed():
    row = row_for(0x00081110)
    assert row is not None
    assert (row.basic, BASIC.action_for(row)) == ("X/Z", "X")


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        resolve("X/Q")


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_that_the_engine_can_not_carry_out_is_refused(option, monkeypatch):
    monkeypatch.setattr(profile, "DONE", frozenset(OPTIONS) - {option})
    with pytest.raises(InvalidOption):
        Profile("basic", (option,))


def test_every_option_of_the_standard_is_carried_out():
    assert Profile("all", OPTIONS).options == OPTIONS
    with pytest.raises(InvalidOption):
        Profile("more", ("clean_pixel_data",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "action"),
    [
        ((), "D"),
        (("retain_uids",), "D"),
        (("retain_device_identity",), "K"),
        (("retain_longitudinal_modified_dates",), "C"),
        (("retain_device_identity", "retain_longitudinal_modified_dates"), "C"),
    ],
)
def test_an_enabled_option_overrides_the_basic_cell(monkeypatch, options, action):
    monkeypatch.setattr(profile, "DONE", frozenset(OPTIONS))
    cells = (("retain_device_identity", "K"), ("retain_longitudinal_modified_dates", "C"))
    row = Row("0018700C", "DateOfLastDetectorCalibration", "DA", "", "X/D", cells)
    assert Profile("with options", options).action_for(row) == action
