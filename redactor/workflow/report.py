"""The report of a run: what became of each input. It names sources, so it stays in the local folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from redactor.files import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from redactor.model.record import FillRecord, ObscuredRecord

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
class NoiseItem:
    """What became of the copy with noise that was asked for; no output without a reason."""

    output: str | None
    reason: str = ""
    failed: bool = False
    """The copy was made and its check failed; it was not kept."""
    epsilon: float = 0.0
    m: int = 0
    b: int = 0
    total_epsilon: float = 0.0
    psnr: float | None = None
    ssim: float | None = None


@dataclass(frozen=True)
class Item:
    """What became of one input; `reason` is empty where it is done, and free of patient values.

    Attributes
    ----------
    noise
        Of a copy with noise, where one was asked for; in the report then.
    fills, obscured
        What was put over hidden pixels, as the edit record says it; not in the report.
    """

    source: str
    output: str | None
    status: ItemStatus
    reason: str
    seconds: float
    noise: NoiseItem | None = None
    fills: tuple[FillRecord, ...] = ()
    obscured: tuple[ObscuredRecord, ...] = ()


def exit_status(items: Sequence[Item]) -> int:
    """Give the exit status of a run: 0 all done, 1 some set aside, 3 an output failed its check; copies count, too."""
    statuses = {item.status for item in items}
    copies = [item.noise for item in items if item.noise]
    if ItemStatus.FAILED in statuses or any(copy.failed for copy in copies):
        return 3
    return 1 if ItemStatus.SET_ASIDE in statuses or any(copy.reason for copy in copies) else 0


def write_report(file: Path, items: Sequence[Item]) -> None:
    """Write the report, whole or not at all."""
    document = {"schema": SCHEMA, "items": [_entry(item) for item in items]}
    write_text(file, json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def read_done(file: Path) -> dict[str, Item]:
    """Give the items that an earlier run finished, by source; none if there is no readable report."""
    finished = {ItemStatus.DONE, ItemStatus.SKIPPED}
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        items = [_item(**entry) for entry in document["items"]]
        return {item.source: item for item in items if isinstance(item.output, str) and item.status in finished}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _entry(item: Item) -> dict[str, object]:
    entry = {name: getattr(item, name) for name in ("source", "output", "status", "reason", "seconds")}
    return {**entry, **({"noise": asdict(item.noise)} if item.noise else {})}


def _item(*, status: str, noise: dict[str, Any] | None = None, **entry: Any) -> Item:  # noqa: ANN401 - as JSON has it
    return Item(**entry, status=ItemStatus(status), noise=NoiseItem(**noise) if noise else None)
