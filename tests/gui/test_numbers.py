"""Numbers, sizes and moments are written as the language of the window writes them."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDoubleSpinBox

import redactor
from redactor import i18n
from redactor.gui import numbers
from redactor.gui.bulk.words import duration
from redactor.gui.translation import Language

LANGUAGES = pytest.mark.parametrize("language", i18n.LANGUAGES)


def words(language: str):
    return lambda context, text: i18n.translate(context, text, language)


@LANGUAGES
@given(count=st.integers(0, 10**12), tenths=st.integers(0, 10**7))
def test_numbers_are_written_as_qt_writes_them_for_the_language(language, count, tenths):
    locale, translate = QLocale(language), words(language)
    assert numbers.number(count, translate) == locale.toString(count)
    assert numbers.number(tenths / 10, translate, ",.1f") == locale.toString(tenths / 10, "f", 1)


def test_marks_are_those_of_the_catalogue():
    marks = {",": ".", ".": ","}
    german = lambda _context, text: marks.get(text, text)  # noqa: E731 - a catalogue in one line
    assert numbers.number(1234567.5, german, ",.1f") == "1.234.567,5"
    assert numbers.number(0.125, german, "g") == "0,125"


@LANGUAGES
@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_named_as_in_the_language(language, month):
    then = time.mktime((2026, month, 9, 7, 5, 0, 0, 0, -1))
    form = {"en": "d MMM yyyy", "zh_CN": "yyyy年M月d日"}[language]
    day = QLocale(language).toString(QDate(2026, month, 9), form)
    assert numbers.moment(then, words(language)) == day + {"en": ", ", "zh_CN": " "}[language] + "07:05"


@LANGUAGES
def test_today_needs_no_day(language):
    noon = time.mktime((*time.localtime()[:3], 12, 30, 0, 0, 0, -1))
    assert numbers.clock(noon, words(language)) == "12:30"
    assert numbers.clock(noon - 400 * 86400, words(language)) == numbers.moment(noon - 400 * 86400, words(language))


@pytest.mark.parametrize(
    ("octets", "told"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (9960, "10 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (1_540_000, "1.5 MB"),
        (47_000_000_000, "47 GB"),
        (2_500_000_000_000, "2.5 TB"),
        (1_234_000_000_000_000, "1,234 TB"),
    ],
)
def test_sizes_are_said_with_the_unit_that_fits(octets, told):
    assert numbers.size(octets, words("en")) == told
    assert numbers.size(octets, words("zh_CN")) == told


def test_a_count_of_one_has_a_sentence_of_its_own():
    translate = words("en")
    assert numbers.counted("1 image", "{count} images", 1, translate) == "1 image"
    assert numbers.counted("1 image", "{count} images", 0, translate) == "0 images"
    assert numbers.counted("1 of {kind}", "{count} of {kind}", 1000, translate, kind="CT") == "1,000 of CT"


@LANGUAGES
def test_durations_have_the_decimals_of_the_language(language):
    assert QLocale(language).toString(1.5, "f", 1) in duration(5400, words(language))


def test_nothing_else_in_the_window_writes_decimals_groups_or_dates():
    folder = Path(redactor.__file__).parent / "gui"
    # A report for support is in English with UTC; a style sheet and fields that are read back are for programs.
    others = {"numbers.py", "crash_report.py", "theme.py"}
    found = []
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            form = ast.unparse(node.format_spec) if isinstance(node, ast.FormattedValue) and node.format_spec else ""
            is_date = isinstance(node, ast.Attribute) and node.attr in {"strftime", "isoformat", "ctime"}
            if (is_date or re.search(r",|\.\d+[f%]", form)) and path.name not in others:
                found.append(f"{path.name}:{node.lineno}")
    assert not found


def test_fields_for_numbers_follow_the_language_of_the_window_not_that_of_the_computer(qapp):
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("de_DE"))
        language = Language(qapp)
        assert QDoubleSpinBox(value=1.5).text() == "1.50"
        language.use("zh_CN")
        assert QDoubleSpinBox().locale().language() == QLocale.Language.Chinese
        language.use("en")
        assert QDoubleSpinBox().locale().language() == QLocale.Language.English
    finally:
        QLocale.setDefault(before)
