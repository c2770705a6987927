"""Colours: every pair that is used has the contrast that WCAG 2.1 asks for (1.4.3 text, 1.4.11 parts)."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from redactor.gui import theme

TEXT, PART = 4.5, 3.0
WORDS = (
    "text", "muted", "focus", "proposed", "accepted", "rejected", "unreviewed", "reviewed", "approved", "released",
    "error", "info",
)  # fmt: skip
GROUNDS = ("panel", "raised", "sunken")


def luminance(colour):
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", theme.NAMES)
def test_text_can_be_read(name):
    colours = theme.load(name)
    pairs = [*itertools.product(WORDS, GROUNDS), ("text", "selection"), ("muted", "selection"), ("on_accent", "accent")]
    for word, ground in pairs:
        assert contrast(getattr(colours, word), getattr(colours, ground)) >= TEXT, (word, ground)


@pytest.mark.parametrize("name", theme.NAMES)
def test_parts_and_the_focus_ring_can_be_seen(name):
    colours = theme.load(name)
    for part, ground in itertools.product(("border", "focus"), (*GROUNDS, "selection")):
        assert contrast(getattr(colours, part), getattr(colours, ground)) >= PART, (part, ground)


def test_images_are_judged_on_black_whatever_the_theme():
    assert {theme.load(name).viewport for name in theme.NAMES} == {"#000000"}


def test_every_kind_of_field_has_a_focus_ring_of_two_pixels():
    sheet = theme.style_sheet(theme.load("dark"))
    rings = [part for part in sheet.split("}") if ":focus" in part]
    for kind in ("QToolButton", "QPushButton", "QListView", "QLineEdit", "QComboBox", "QAbstractSpinBox", "QCheckBox"):
        (ring, *_) = [part for part in rings if f"{kind}:focus" in part]
        assert "2px" in ring or "border-color" in ring, kind


def test_the_system_is_followed_and_dark_where_it_has_no_opinion():
    assert theme.of_system(Qt.ColorScheme.Light) == "light"
    assert theme.of_system(Qt.ColorScheme.Dark) == theme.of_system(Qt.ColorScheme.Unknown) == "dark"


def test_themes_and_text_size_change_at_once(window):
    preferences = window._preferences
    application = QApplication.instance()
    seen = []
    preferences.theme_changed.connect(seen.append)
    preferences.use_theme("dim")
    assert application.palette().window().color().name().upper() == theme.load("dim").panel
    preferences.choose("display", "text_scale", 150)
    assert application.font().pointSizeF() == theme.FONT_SIZE * 1.5
    preferences.use_theme("system")
    assert preferences.settings.theme == "system"
    assert preferences.theme == theme.load("dark")
    assert [one.panel for one in seen] == [theme.load(name).panel for name in ("dim", "dim", "dark")]
