"""What the codes of the table come to."""

from __future__ import annotations

import pytest

from redactor.deid import profile
from redactor.deid.profile import BASIC, Profile, resolve
from redactor.deid.table import OPTIONS, Row, load
from redactor.errors import InvalidOption

TYPES = ("3", "2", "1")


@pytest.mark.parametrize(
    ("code", "actions"),
    [
        ("Z/D", "ZZD"),
        ("X/Z", "XZZ"),
        ("X/D", "XDD"),
        ("X/Z/D", "XZD"),
        ("X/Z/U*", "XZU"),
        ("Z", "ZZD"),
        *((code, code * 3) for code in "DXKCU"),
    ],
)
def test_the_type_decides_what_a_composite_code_comes_to(code: str, actions: str):
    assert "".join(resolve(code, kind) for kind in TYPES) == actions  # type: ignore[arg-type]
    assert resolve(code, None) == resolve(code, "3")
    assert resolve(code, "1C") == resolve(code, "1")
    assert resolve(code, "2C") == resolve(code, "2")


def test_every_code_of_the_table_can_be_resolved():
    assert {BASIC.action_for(row, "1") for row in load().rows} == {"D", "Z", "X", "U"}


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        resolve("X/Q", "1")


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_that_the_engine_can_not_carry_out_is_refused(option: str):
    with pytest.raises(InvalidOption):
        Profile("basic", (option,))  # type: ignore[arg-type]


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
    assert Profile("with options", options).action_for(row, "1") == action
