"""The user guide in the window: both languages have the same chapters, the search finds, docs say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from redactor.gui import actions as table
from redactor.gui import tools
from redactor.gui.help.book import chapters
from redactor.gui.help.window import HelpWindow
from redactor.i18n import LANGUAGES
from tools import make_user_guide

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[2]


def shown(window: HelpWindow) -> list[str]:
    return [window.list.item(row).text() for row in range(window.list.count()) if not window.list.item(row).isHidden()]


@pytest.fixture
def guide(qtbot: QtBot) -> HelpWindow:
    window = HelpWindow(lambda: "en")
    qtbot.addWidget(window)
    window.show()
    return window


def test_every_language_has_the_same_chapters_of_about_the_same_points() -> None:
    books = [chapters(language) for language in LANGUAGES]
    for same in zip(*books, strict=True):
        assert len({chapter.id for chapter in same}) == 1
        assert len({len(re.findall(r"^(?:- |\d\. |\| )", chapter.text, re.MULTILINE)) for chapter in same}) == 1, same[
            0
        ].id
        assert len({tuple(re.findall(r"\bF\d+|Ctrl\+\w+|Shift\+\w+|Alt\+\w+", chapter.text)) for chapter in same}) == 1


def test_there_is_a_chapter_of_what_is_not_promised() -> None:
    (chapter,) = (chapter for chapter in chapters("en") if chapter.id == "promises")
    assert chapter.has("does not find every text")
    assert chapter.has("de-identified is not anonymous")


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_that_the_guide_names_exist(language: str) -> None:
    keys = {key for spec in table.SPECS for key in spec.keys} | {tool.shortcut for tool in tools.available().values()}
    text = "\n".join(chapter.text for chapter in chapters(language))
    named = set(re.findall(r"(?:(?:Ctrl|Shift|Alt)\+)+(?:F\d+|[A-Z]\b)", text))
    assert len(named) > 15
    assert named <= keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_docs_are_made_from_it(language: str) -> None:
    page = ROOT / "docs" / make_user_guide.FILES[language]
    assert page.read_text(encoding="utf-8") == make_user_guide.guide(language), "run tools/make_user_guide.py"


def test_pictures_that_it_shows_are_there_and_no_link_leads_out() -> None:
    for language in LANGUAGES:
        for chapter in chapters(language):
            for name in re.findall(r"!\[[^\]]*\]\(([^)]*)\)", chapter.text):
                assert (ROOT / make_user_guide.picture(language, name)).is_file(), name
            assert "http" not in chapter.text


def test_the_search_leaves_the_chapters_that_have_the_words(guide: HelpWindow, qtbot: QtBot) -> None:
    everything = shown(guide)
    qtbot.keyClick(guide, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(guide.search, "quarantine")
    found = shown(guide)
    assert 0 < len(found) < len(everything)
    assert guide.list.currentItem().text() in found
    assert guide.page.textCursor().selectedText().casefold() == "quarantine"
    qtbot.keyClicks(guide.search, " xyzzy")
    assert shown(guide) == []
    assert guide.nothing.isVisible()
    guide.search.clear()
    assert shown(guide) == everything


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_drawn_no_wider_than_the_page(language: str, qtbot: QtBot) -> None:
    window = HelpWindow(lambda: language)
    qtbot.addWidget(window)
    window.show()
    for chapter in chapters(language):
        window.open_at(chapter.id)
        if "![" in chapter.text:
            assert window.page.document().size().height() > 300
        assert window.page.document().idealWidth() <= window.page.viewport().width()


def test_a_chapter_is_chosen_by_keys_and_stays_when_the_language_changes(qtbot: QtBot) -> None:
    language = "en"
    window = HelpWindow(lambda: language)
    qtbot.addWidget(window)
    window.open_at("promises")
    qtbot.keyClick(window.list, Qt.Key.Key_Down)
    assert window.page.toPlainText().startswith("When something goes wrong")
    language = "zh_CN"
    window.retranslate()
    assert window.page.toPlainText().startswith("出现问题时")
