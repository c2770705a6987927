"""Dates move into the past together, keep their intervals, and nothing that is no date gets through."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.config import RAISE
from pydicom.valuerep import validate_value

from redactor.deid.dates import DAYS, is_offset, is_valid, shifted
from redactor.deid.replacements import Replacements

shifts = st.integers(1, DAYS)
days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
times = st.from_regex(r"([01][0-9]|2[0-3])([0-5][0-9]([0-5][0-9](\.[0-9]{1,6})?)?)?", fullmatch=True)
offsets = st.from_regex(r"([+-](0[0-9]|1[0-4])[0-5][0-9])?", fullmatch=True)


def da(day: date) -> str:
    return day.strftime("%Y%m%d")


def moved(vr: str, value: str, by: int) -> str:
    made = shifted(vr, [value], by)
    assert made is not None
    assert not validate_value(vr, made[0], RAISE)
    return made[0]


@given(days, days, shifts)
def test_intervals_are_kept_and_every_date_is_earlier(one, other, by):
    new = [date.fromisoformat(moved("DA", da(day), by)) for day in (one, other)]
    assert new[0] - new[1] == one - other
    assert one - new[0] == timedelta(by)


@given(days, times, offsets, shifts)
def test_a_date_time_keeps_its_time_of_day_and_its_offset(day, time, offset, by):
    assert moved("DT", da(day) + time + offset, by) == da(day - timedelta(by)) + time + offset


@given(days, shifts, st.sampled_from([4, 6]), offsets)
def test_less_precision_stays_less_and_is_earlier_too(day, by, digits, offset):
    new = moved("DT", da(day)[:digits] + offset, by)
    assert new.endswith(offset)
    plain = new.removesuffix(offset) if offset else new
    assert len(plain) == digits
    assert plain < da(day)[:digits]


@given(st.sampled_from(["20000229", "19960229", "24000229"]), shifts)
def test_the_twenty_ninth_of_february_is_a_day_like_others(leap, by):
    assert date.fromisoformat(moved("DA", leap, by)) == date.fromisoformat(leap) - timedelta(by)


@given(times, shifts)
def test_a_time_stays(time, by):
    assert shifted("TM", [time], by) == [time]


@given(st.lists(days.map(da) | st.just(""), max_size=4), shifts)
def test_every_value_of_several_moves(values, by):
    made = shifted("DA", values, by)
    assert made is not None
    assert [bool(value) for value in made] == [bool(value) for value in values]


@given(days, days, shifts)
def test_both_ends_of_a_range_move(one, other, by):
    ends = f"{moved('DA', da(one), by)}-{moved('DA', da(other), by)}"
    assert shifted("DA", [f"{da(one)}-{da(other)}"], by) == [ends]
    assert shifted("DT", [f"{da(one)}-{da(other)}"], by) == [ends]


@pytest.mark.parametrize(
    ("vr", "value", "expected"),
    [
        ("DA", "-20240102", "-20240101"),
        ("DA", "20240102-", "20240101-"),
        ("DA", "2024.01.02", "20240101"),
        ("DA", "20240102 ", "20240101"),
        ("TM", "10:15:30", "101530"),
        ("TM", "1015-1130", "1015-1130"),
        ("DT", "20240102101500-0500", "20240101101500-0500"),
        ("DT", "20240102-0500", "20240101-0500"),
        ("DT", "20240102-0500-20240103-0500", "20240101-0500-20240102-0500"),
        ("DT", "20240102+0800-", "20240101+0800-"),
    ],
)
def test_ranges_offsets_and_old_forms(vr, value, expected):
    assert shifted(vr, [value], 1) == [expected]


@pytest.mark.parametrize(
    ("vr", "value"),
    [
        ("DA", "20230229"),
        ("DA", "20241301"),
        ("DA", "2024"),
        ("DA", "1970-01-01"),
        ("DA", "ZZPHI"),
        ("DA", "-"),
        ("DA", "00010101"),
        ("TM", "2460"),
        ("TM", "ZZPHI"),
        ("DA", "\uff12\uff10\uff12\uff14\uff10\uff11\uff10\uff12"),
        ("DT", "20240230"),
        ("DT", "20240102ZZPHI"),
        ("DT", "202401021"),
    ],
)
def test_what_is_no_date_is_not_handed_on(vr, value):
    assert shifted(vr, [value], 1) is None
    assert shifted(vr, ["20240102" if vr != "TM" else "10", value], 1) is None


@given(st.sampled_from(["DA", "DT", "TM"]), st.text(max_size=20), shifts)
def test_any_text_is_moved_or_refused(vr, text, by):
    made = shifted(vr, [text], by)
    assert made is None or is_valid(vr, made)


def test_only_a_value_of_todays_form_is_valid():
    assert is_valid("DA", ["20240102", ""])
    assert not is_valid("DA", ["2024.01.02"])
    assert not is_valid("TM", ["noon"])


@pytest.mark.parametrize(("text", "expected"), [("+0800", True), ("-0330 ", True), ("0800", False), ("CHINA", False)])
def test_an_offset_is_a_sign_and_four_digits(text, expected):
    assert is_offset(text) is expected


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_shift_of_a_patient_is_theirs_and_secret(patient, study):
    one, other = Replacements(bytes(32)), Replacements(bytes(31) + b"1")
    by = one.days_earlier(patient, study)
    assert 1 <= by <= DAYS
    assert by == one.days_earlier(patient, study if not patient else "another study")
    assert {one.days_earlier(f"{patient}{n}", study) for n in range(8)} != {
        other.days_earlier(f"{patient}{n}", study) for n in range(8)
    }
