"""The conformance statement says what the engine does."""

from __future__ import annotations

from pathlib import Path

from redactor.deid.table import load
from tools.make_conformance_statement import NAME, statement

PAGE = Path(__file__).parents[2] / "docs" / NAME


def test_the_page_in_the_repository_is_what_the_engine_says():
    assert PAGE.read_text(encoding="utf-8") == statement(), "run python tools/make_conformance_statement.py"


def test_every_row_of_the_table_is_told_once():
    lines = statement().splitlines()
    for row in load().rows:
        assert sum(line.startswith(f"| {row.pattern} | {row.name} |") for line in lines) == 1
