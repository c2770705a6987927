"""What was read is matched with the header, as people write it and as readers misread it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.image import Identifiers
from redactor.model.region import Kind
from redactor.workflow.matching import dates_in, is_shown, match

NAME, ID, BIRTH = "(0010,0010)", "(0010,0020)", "(0010,0030)"


def line(text: str) -> Finding:
    return Finding(Kind.BURNED_IN_TEXT, Rectangle(0, 0, 9, 9), reason="x", suggestion="keep", text=text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DOE, JANE", "DOE^JANE"),
        ("Jane Doe", "DOE^JANE"),
        ("KOWALSK1 ERIK", "KOWALSKI^ERIK"),
        ("KOWALSKI", "KOWALSKI^ERIK"),
        ("MÜLLER", "Muller^Eva"),
        ("姓名:张伟", "ZHANG^WEI=张^伟"),
        ("Zhang Wei", "ZHANG^WEI=张^伟"),
        ("ID: 4711-815", "4711815"),
        ("MRN47l18l5", "MRN4711815"),
        ("ST.MARY GENERAL HOSPlTAL", "ST. MARY GENERAL HOSPITAL"),
        ("市中心医院放射科", "市中心医院"),
        ("1234", "1234"),
    ],
)
def test_a_value_is_recognised(text, value):
    assert is_shown(text, NAME, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("120 kV", "KIM^ANNA"),
        ("Im: 152", "152"),
        ("47118", "MRN4711815"),
        ("GENERAL ABDOMEN", "ST. MARY GENERAL HOSPITAL"),
        ("李伟", "张^伟"),
        ("L", "L^I"),
        ("", "DOE^JANE"),
        ("12.05.1961", "19610513"),
    ],
)
def test_another_value_is_not(text, value):
    assert not is_shown(text, NAME, value)


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)))
def test_dates_are_recognised_in_every_form(day):
    stored = day.strftime("%Y%m%d")
    forms = (
        "%d.%m.%Y",
        "%Y-%m-%d",
        "%m/%d/%Y",
        "%d/%m/%y",
        "%d %b %Y",
        "%b %d, %Y",
        "%Y年%m月%d日",
        "%Y%m%d",
        "%y-%m-%d",
    )
    for form in forms:
        assert is_shown(f"DOB: {day.strftime(form)}", BIRTH, stored), form


@given(st.text(max_size=40))
def test_any_text_has_dates_that_could_be(text):
    for year, month, day in dates_in(text):
        assert 0 <= year <= 9999
        assert 1 <= month <= 12
        assert 1 <= day <= 31


def test_a_match_is_hidden_and_names_its_attribute_without_its_value():
    known = Identifiers(((NAME, "DOE^JANE"), (ID, "4711815"), (BIRTH, "19610501")))
    found = match([line("R"), line("DOE JANE 01.05.1961")], known)
    assert found.findings[0] == line("R")
    matched = found.findings[1]
    assert (matched.suggestion, matched.header_match) == ("hide", True)
    assert matched.reason == "matches PatientName (0010,0010)"
    assert found.not_found == (ID,)
    assert "DOE" not in repr(found)


def test_without_text_all_identifiers_are_not_found():
    known = Identifiers(((NAME, "DOE^JANE"), (NAME, "DOE^J"), ("(0040,0275)[1]/(0040,0009)", "77123")))
    assert match([], known).not_found == (NAME, "(0040,0275)[1]/(0040,0009)")


@given(st.text(max_size=30), st.text(max_size=30))
def test_anything_can_be_compared(text, value):
    assert isinstance(is_shown(text, NAME, value), bool)
