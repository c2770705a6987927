"""The ids of regions that were there before a restart: what is found anew must neither repeat nor replace them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from redactor.model.case_plan import CasePlan
    from redactor.model.history import Steps
    from redactor.model.region import Region


@dataclass
class KnownIds:
    """Ids that are taken, and what detectors had found under them."""

    taken: set[str] = field(default_factory=set)
    found: set[Hashable] = field(default_factory=set)

    @classmethod
    def of(cls, steps: Steps[CasePlan]) -> KnownIds:
        """Know the regions of all steps."""
        regions = {
            id(region): region for step in (*steps.past, steps.now, *steps.future) for region in step.value.regions
        }
        return cls(
            {region.id for region in regions.values()},
            {_substance(region) for region in regions.values() if region.origin.by != "person"},
        )

    @property
    def last_drawn(self) -> int:
        """The highest number of an id that a drawn region got."""
        return max((int(each[1:]) for each in self.taken if re.fullmatch(r"p[0-9]+", each)), default=0)

    def new(self, regions: Iterable[Region]) -> list[Region]:
        """Give the findings that are not known yet, each under an id of its own: none may be lost, none be twice."""
        return [self._apart(region) for region in regions if _substance(region) not in self.found]

    def remember(self, regions: Iterable[Region]) -> None:
        """Know what was found just now, so that a later search of the same image adds nothing twice."""
        known = tuple(regions)
        self.taken |= {region.id for region in known}
        self.found |= {_substance(region) for region in known}

    def _apart(self, region: Region) -> Region:
        if region.id not in self.taken:
            return region
        free = next(name for number in count(2) if (name := f"{region.id}.{number}") not in self.taken)
        self.taken.add(free)
        return replace(region, id=free)


def _substance(region: Region) -> Hashable:
    """What makes a finding the same one: a person may have decided it, or given it another shape, meanwhile."""
    return region.origin, region.kind, region.effect, region.shape, region.scope, region.header_match
