"""In which order the series of a case are reviewed, and how far that is. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from redactor.gui.searches import Searches
    from redactor.model.image import DeviceKey
    from redactor.model.region import Region
    from redactor.workflow.states import Unit


class Order(StrEnum):
    """What comes first."""

    RISK = "risk"
    DEVICE = "device"
    OLDEST = "oldest"


TITLES: Final = {
    Order.RISK: QT_TRANSLATE_NOOP("Queue", "Highest risk first"),
    Order.DEVICE: QT_TRANSLATE_NOOP("Queue", "Same device together"),
    Order.OLDEST: QT_TRANSLATE_NOOP("Queue", "Oldest first"),
}


def after(order: Order) -> Order:
    """Give the order that follows this one."""
    orders = list(Order)
    return orders[(orders.index(order) + 1) % len(orders)]


def risk(unit: Unit, regions: Iterable[Region], searches: Searches) -> tuple[int, int, int]:
    """Say how likely something is left to hide; the larger, the more urgent.

    Returns
    -------
    tuple of int
        Open findings that match the header, open findings, images that nobody searched to the end.
    """
    keys = [member.key for member in unit.members]
    mine = [
        region
        for region in regions
        if region.status is Status.PROPOSED and any(region.scope.has_instance(key) for key in keys)
    ]
    matches = sum(region.header_match for region in mine)
    return matches, len(mine), sum(not searches.of(key).is_complete for key in keys)


def by_risk(units: Sequence[Unit], regions: Sequence[Region], searches: Searches) -> list[Unit]:
    """Give the series with what matches the header first, then open findings, then what nobody searched."""
    # One pass over the regions: a case may have thousands.
    of_key: dict[str, list[Region]] = {member.key: [] for unit in units for member in unit.members}
    everywhere: list[Region] = []
    for region in regions:
        if region.scope.instances == "all":
            everywhere.append(region)
        else:
            for key in region.scope.instances:
                of_key.get(key, []).append(region)

    def urgency(unit: Unit) -> tuple[int, int, int]:
        own = {region.id: region for member in unit.members for region in of_key[member.key]}
        return risk(unit, (*own.values(), *everywhere), searches)

    return sorted(units, key=urgency, reverse=True)


def by_device(units: Sequence[Unit], device: Callable[[Unit], DeviceKey]) -> list[Unit]:
    """Give the series of one kind of device and size after one another."""

    def name(unit: Unit) -> tuple[str, str, str, int, int]:
        key = device(unit)
        return key.manufacturer, key.manufacturer_model_name, key.modality, key.rows, key.columns

    return sorted(units, key=name)


def by_age(units: Sequence[Unit]) -> list[Unit]:
    """Give the series whose files were written first, first."""
    return sorted(units, key=lambda unit: min(member.source[1] for member in unit.members))


@dataclass(frozen=True)
class Pace:
    """How fast a person reviews.

    Attributes
    ----------
    count
        Series marked since the queue was opened.
    seconds
        For how long it is open.
    """

    count: int = 0
    seconds: float = 0.0

    def minutes_left(self, remaining: int) -> int | None:
        """Say how many minutes the rest takes, at least 1; None where nothing is known or left."""
        if not self.count or not remaining:
            return None
        return max(round(self.seconds / self.count * remaining / 60), 1)


@dataclass
class Trail:
    """Where a person was, so that going back loses nothing.

    Attributes
    ----------
    behind
        Keys of the series seen before, the last one last.
    skipped
        Those that were left undone on purpose: they come again when nothing else is left.
    """

    behind: list[str] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)

    def pick(self, waiting: Sequence[Unit], current: str) -> Unit | None:
        """Give the series to go to from here, of those that wait, in their order."""
        others = [unit for unit in waiting if unit.key != current]
        fresh = [unit for unit in others if unit.key not in self.skipped]
        return next(iter(fresh or others), None)
