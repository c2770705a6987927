"""What was found of the body in the open case, wanted or not: a later choice needs no second search. Free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor import detectors
from redactor.model.body_parts import BodyPart, current
from redactor.workflow.body_parts import ALWAYS, hidden_as_a_whole, is_of_body, regions_for, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redactor.model.body_parts import BodyChoice
    from redactor.model.case_plan import CasePlan
    from redactor.model.region import Region
    from redactor.workflow.case import CaseImage
    from redactor.workflow.propose import Found, Proposals


class BodyFindings:
    """Findings of the body by image, and which of them are wanted."""

    def __init__(self) -> None:
        self.always: frozenset[BodyPart] = ALWAYS
        self.wanted = wanted(None)
        self._found: dict[str, list[tuple[str, Found]]] = {}
        self._asked: dict[str, set[str]] = {}
        self._names: tuple[str, ...] | None = None
        """What all images need; kept, since each of a thousand images asks."""

    def forget(self) -> None:
        """Begin with another case."""
        self._found, self._asked, self._names = {}, {}, None
        self.wanted = wanted(None, self.always)

    def want(self, choices: Sequence[BodyChoice]) -> bool:
        """Follow what is chosen now; True if something else is wanted."""
        before, self.wanted = self.wanted, wanted(current(choices), self.always)
        self._names = None
        return before != self.wanted

    def open_names(self, key: str) -> tuple[str, ...]:
        """Give the ids of the detectors that were not asked about an image yet."""
        if self._names is None:
            self._names = self.wanted.names(detectors.available())
        asked = self._asked.get(key, set())
        return tuple(name for name in self._names if name not in asked)

    def ask(self, key: str) -> tuple[str, ...]:
        """Give these ids; they count as asked from now on."""
        names = self.open_names(key)
        self._asked.setdefault(key, set()).update(names)
        return names

    def ask_again(self, key: str) -> None:
        """Count nothing as asked of an image: its search broke off."""
        self._asked.pop(key, None)

    def add(self, key: str, proposals: Proposals, prefix: str) -> tuple[Region, ...]:
        """Take what a search found in an image, and give the regions that propose what is wanted of it.

        Parameters
        ----------
        prefix
            What the ids of the regions start with.
        """
        self._found.setdefault(key, []).extend((prefix, item) for item in proposals.found if is_of_body(item))
        return regions_for(proposals.found, self.wanted, instance=key, prefix=prefix)

    @property
    def regions(self) -> Iterator[Region]:
        """The regions that propose what is wanted of all that was found so far."""
        for key, found in self._found.items():
            for prefix, item in found:
                yield from regions_for([item], self.wanted, instance=key, prefix=prefix)

    def hidden_whole(self, image: CaseImage, plan: CasePlan) -> Region | None:
        """Propose to hide the frames of an image on which what alone may be seen was not found."""
        made = f"{image.key}k{len(plan.body_choices)}"
        regions = plan.plan_for(image.key).regions
        pixels = image.image.pixel_format
        return hidden_as_a_whole(regions, self.wanted, pixels, instance=image.key, region_id=made)
