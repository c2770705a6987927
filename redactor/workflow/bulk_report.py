"""The reports of a bulk run in the local folder: JSON, a table as CSV, and a page to read. They name sources."""

from __future__ import annotations

import csv
import html
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from redactor.files import write_parts
from redactor.workflow.grouping import facts_from_text
from redactor.workflow.report import SCHEMA, ItemStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from redactor.workflow.report import Item
    from redactor.workflow.run_journal import Group, RunJournal

JSON: Final = "report.json"
CSV: Final = "report.csv"
HTML: Final = "report.html"
_COLUMNS: Final = ("source", "output", "status", "reason", "seconds")
_MOST_ROWS: Final = 5000
"""Of inputs that are not done, on the page; the table has all."""
_STYLE: Final = (
    "body{font:15px system-ui,sans-serif;margin:2em;max-width:80em}table{border-collapse:collapse;margin:1em 0}"
    "td,th{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}"
)


def write_reports(folder: Path, journal: RunJournal, run: int) -> None:
    """Write all three, each whole or not at all, one item in memory at a time.

    Raises
    ------
    DiskFull, CannotWrite
        If the file system refuses.
    """
    write_parts(folder / JSON, _json_lines(journal.items(run)), private=True)
    write_parts(folder / CSV, _csv_lines(journal.items(run)), private=True)
    write_parts(folder / HTML, _page(journal, run), private=True)


def count_items(journal: RunJournal, run: int) -> dict[str, int]:
    """Give how many files there are of each status; those that nobody came to are ``pending``."""
    counts = Counter(str(item.status) for item in journal.items(run))
    if pending := journal.pending():
        counts["pending"] = pending
    return dict(sorted(counts.items()))


def _json_lines(items: Iterable[Item]) -> Iterable[str]:
    yield f'{{"schema": {json.dumps(SCHEMA)},\n "items": ['
    before = "\n  "
    for item in items:
        yield before + json.dumps({name: getattr(item, name) for name in _COLUMNS}, ensure_ascii=False)
        before = ",\n  "
    yield "\n ]}\n"


def _csv_lines(items: Iterable[Item]) -> Iterable[str]:
    yield "\ufeff" + _row(_COLUMNS)  # a byte order mark: spreadsheets take the table for UTF-8 then
    for item in items:
        yield _row([_plain(getattr(item, name)) for name in _COLUMNS])


def _row(values: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue()


def _plain(value: object) -> object:
    """Give a value that no spreadsheet takes for a formula: a file may have any name."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _page(journal: RunJournal, run: int) -> Iterable[str]:
    yield (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>redactor: report of a run</title>'
        f"<style>{_STYLE}</style><h1>Report of a run</h1>"
        "<p>Nobody has reviewed these results: they are candidates. This page names sources: keep it to yourself.</p>"
    )
    yield _table(("status", "files"), count_items(journal, run).items())
    yield "<h2>Groups</h2>"
    yield _table(("device", "size", "modality", "kind", "files", "decision"), map(_group_row, journal.groups()))
    yield "<h2>Reasons</h2>"
    yield _table(("status", "reason", "files"), journal.reasons())
    yield "<h2>Not done</h2>"
    rows = (
        (item.source, item.status, item.reason)
        for item in journal.items(run)
        if item.status not in {ItemStatus.DONE, ItemStatus.SKIPPED}
    )
    yield _table(("source", "status", "reason"), (row for _, row in zip(range(_MOST_ROWS), rows, strict=False)))
    yield "</html>\n"


def _group_row(group: Group) -> tuple[object, ...]:
    device = facts_from_text(group.facts).device
    name = f"{device.manufacturer} {device.manufacturer_model_name}".strip()
    return name, f"{device.columns} × {device.rows}", device.modality, group.kind, group.images, group.state


def _table(names: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = "".join(f"<th>{html.escape(name)}" for name in names)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(str(cell))}" for cell in row) for row in rows)
    return f"<table><tr>{head}{body}</table>"
