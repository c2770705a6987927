"""The report of a run: what became of each input. It names sources, so it stays in the local folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from redactor.files import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SCHEMA: Final = "redactor/report/1"


class ItemStatus(StrEnum):
    """How an input ended."""

    DONE = "done"
    SET_ASIDE = "set_aside"
    """By rule: it may not, or can't, be de-identified safely."""
    FAILED = "failed"
    """An output was made and its check failed; it was not kept."""
    SKIPPED = "skipped"
    """Finished in an earlier run."""


@dataclass(frozen=True)
class Item:
    """What became of one input; `reason` is empty where it is done, and free of patient values."""

    source: str
    output: str | None
    status: ItemStatus
    reason: str
    seconds: float


def exit_status(items: Sequence[Item]) -> int:
    """Give the exit status of a run: 0 all done, 1 some set aside, 3 an output failed its check."""
    statuses = {item.status for item in items}
    if ItemStatus.FAILED in statuses:
        return 3
    return 1 if ItemStatus.SET_ASIDE in statuses else 0


def write_report(file: Path, items: Sequence[Item]) -> None:
    """Write the report, whole or not at all."""
    document = {"schema": SCHEMA, "items": [asdict(item) for item in items]}
    write_text(file, json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def read_done(file: Path) -> dict[str, Item]:
    """Give the items that an earlier run finished, by source; none if there is no readable report."""
    finished = {ItemStatus.DONE, ItemStatus.SKIPPED}
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        items = [Item(**{**entry, "status": ItemStatus(entry["status"])}) for entry in document["items"]]
        return {item.source: item for item in items if isinstance(item.output, str) and item.status in finished}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
