"""The ids of regions that were there before a restart: what is found anew must neither repeat nor replace them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from redactor.model.region import Status

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from collections.abc import Set as AbstractSet

    from redactor.model.case_plan import CasePlan
    from redactor.model.history import Steps
    from redactor.model.region import Region

_GLANCED = re.compile(r"s[0-9]+g")


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

    def give_way(self, steps: Steps[CasePlan], key: str, listed: AbstractSet[str]) -> frozenset[str]:
        """Give the ids of the first findings of an image that its search replaces: those that nobody touched.

        What a person accepted, rejected, moved or changed in any step stays as it is, and is not found a second time.
        """
        seen: dict[str, list[Region]] = {}
        for step in (*steps.past, steps.now, *steps.future):
            for region in step.value.regions:
                if is_glanced(region) and region not in seen.setdefault(region.id, []):
                    seen[region.id].append(region)
        seen = {name: forms for name, forms in seen.items() if any(one.scope.instances == (key,) for one in forms)}
        gone = frozenset(name for name, forms in seen.items() if len(forms) == 1 and _is_open(forms[0], listed))
        self.found -= {_substance(one) for name in gone for one in seen[name]}
        self.found |= {_substance(one) for name in seen.keys() - gone for one in seen[name]}
        return gone

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


def glanced_prefix(number: int) -> str:
    """Give how ids of the first findings of an image start; those of its search are without the letter."""
    return f"s{number}g"


def is_glanced(region: Region) -> bool:
    """True for what was said of an image at once, before it was searched."""
    return region.origin.by != "person" and _GLANCED.match(region.id) is not None


def _is_open(region: Region, listed: AbstractSet[str]) -> bool:
    return region.status is Status.PROPOSED or region.id in listed


def _substance(region: Region) -> Hashable:
    """What makes a finding the same one: a person may have decided it, or given it another shape, meanwhile."""
    return region.origin, region.kind, region.effect, region.shape, region.scope, region.header_match
