"""The page of the settings says what the program knows."""

from __future__ import annotations

from pathlib import Path

from redactor.options import describe
from redactor.workflow.policy import SECTIONS
from tools.make_settings_page import NAME, page

PAGE = Path(__file__).parents[2] / "docs" / NAME


def test_the_page_in_the_repository_is_what_the_program_knows():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tools/make_settings_page.py"


def test_every_setting_has_a_row():
    lines = page().splitlines()
    for kind in SECTIONS.values():
        for one in describe(kind):
            assert sum(line.startswith(f"| `{one.name}` |") for line in lines) == 1
