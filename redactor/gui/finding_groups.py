"""The findings of an image in groups, in the order in which a person needs them. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Effect, Kind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from redactor.model.region import Region


class Group(StrEnum):
    """What is still to be done about a finding, and what will become of it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    KEPT = "kept"
    REJECTED = "rejected"
    LISTED = "listed"


HEADINGS: Final = {
    Group.OPEN: QT_TRANSLATE_NOOP("Findings", "Needs a decision"),
    Group.ACCEPTED: QT_TRANSLATE_NOOP("Findings", "Accepted"),
    Group.KEPT: QT_TRANSLATE_NOOP("Findings", "Kept visible"),
    Group.REJECTED: QT_TRANSLATE_NOOP("Findings", "Rejected by a person"),
    Group.LISTED: QT_TRANSLATE_NOOP("Findings", "Only listed"),
}
ICONS: Final = {Group.OPEN: "◌", Group.ACCEPTED: "✔", Group.KEPT: "◇", Group.REJECTED: "✖", Group.LISTED: "○"}

_UNCOVERS: Final = frozenset({Effect.PROTECT, Effect.ERASE})


def group_of(region: Region, listed: AbstractSet[str]) -> Group:
    """Give the group of a region.

    Parameters
    ----------
    listed
        Ids of regions that a search only lists: it says itself that they may stay visible.
    """
    if region.status is Status.PROPOSED:
        return Group.OPEN
    if region.status is Status.ACCEPTED:
        return Group.KEPT if region.effect in _UNCOVERS else Group.ACCEPTED
    return Group.LISTED if region.id in listed else Group.REJECTED


@dataclass(frozen=True)
class Filter:
    """Which findings are shown.

    Attributes
    ----------
    text
        In what a card says, whatever its case.
    groups, kinds
        None: all of them.
    frame
        Only what applies to this frame; 0: to any.
    """

    text: str = ""
    groups: frozenset[Group] | None = None
    kinds: frozenset[Kind] | None = None
    frame: int = 0

    def lets_through(self, region: Region, group: Group, told: str) -> bool:
        """Say whether a region is shown.

        Parameters
        ----------
        told
            All that its card says.
        """
        return (
            (self.groups is None or group in self.groups)
            and (self.kinds is None or region.kind in self.kinds)
            and (not self.frame or region.scope.has_frame(self.frame))
            and self.text.casefold().strip() in told.casefold()
        )


@dataclass(frozen=True)
class Grouped:
    """Regions by group, each in the order of the plan."""

    groups: dict[Group, tuple[Region, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, regions: Iterable[Region], listed: AbstractSet[str]) -> Grouped:
        """Sort regions into groups."""
        found: dict[Group, list[Region]] = {group: [] for group in Group}
        for region in regions:
            found[group_of(region, listed)].append(region)
        return cls({group: tuple(members) for group, members in found.items()})

    def count(self, group: Group) -> int:
        """Count the regions of a group."""
        return len(self.groups[group])


def next_to_look_at(regions: Sequence[Region], selected: str | None, step: int) -> Region | None:
    """Give the region to go to: the next one in the plan that needs a decision, or of all if none does.

    Parameters
    ----------
    step
        1 for the next, -1 for the one before; at the ends it begins again.
    """
    places = [place for place, region in enumerate(regions) if region.status is Status.PROPOSED]
    places = places or list(range(len(regions)))
    if not places:
        return None
    here = next((place for place, region in enumerate(regions) if region.id == selected), None)
    if here is None:
        return regions[places[0 if step > 0 else -1]]
    if step > 0:
        return regions[next((place for place in places if place > here), places[0])]
    return regions[next((place for place in reversed(places) if place < here), places[-1])]
