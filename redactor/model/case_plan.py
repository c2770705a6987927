"""Everything that a person decides about a case, as one value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from redactor.errors import PlanDoesNotFit
from redactor.model.plan import RedactionPlan, with_region
from redactor.model.region import Region, StyleChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from redactor.model.body_parts import BodyChoice
    from redactor.model.image import PixelFormat

AttributeDecision = Literal["keep", "remove"]


@dataclass(frozen=True)
class Subject:
    """An instance of the case: its key is an HMAC of the SOP Instance UID under the project key."""

    key: str
    rows: int
    columns: int
    number_of_frames: int

    def fits(self, pixels: PixelFormat) -> bool:
        """True if an image has the size that this subject had when it was planned."""
        return (self.rows, self.columns, self.number_of_frames) == (
            pixels.rows,
            pixels.columns,
            pixels.number_of_frames,
        )


@dataclass(frozen=True)
class CasePlan:
    """The value that `History` holds.

    Attributes
    ----------
    decisions
        (attribute path, decision) for attributes that a person decided, in the order of the paths.
    dropped_frames
        (subject key, numbers of the frames that are left out, ascending), in the order of the keys; only subjects that
        lose a frame.
    body_choices
        Which parts of the body were chosen to be masked, the oldest first; what was chosen is never forgotten, and the
        last one holds.
    """

    subjects: tuple[Subject, ...] = ()
    regions: tuple[Region, ...] = ()
    style: StyleChoice = StyleChoice()
    decisions: tuple[tuple[str, AttributeDecision], ...] = ()
    dropped_frames: tuple[tuple[str, tuple[int, ...]], ...] = ()
    body_choices: tuple[BodyChoice, ...] = ()

    def plan_for(self, key: str) -> RedactionPlan:
        """Give the plan for the subject with this key."""
        regions = tuple(r for r in self.regions if r.scope.has_instance(key))
        return RedactionPlan(regions, self.style, self.dropped_of(key))

    def dropped_of(self, key: str) -> tuple[int, ...]:
        """Give the numbers of the frames that a subject loses."""
        return next((numbers for subject, numbers in self.dropped_frames if subject == key), ())

    def with_dropped(self, key: str, numbers: Iterable[int]) -> CasePlan:
        """Give the plan in which a subject loses these frames and no others."""
        others = [entry for entry in self.dropped_frames if entry[0] != key]
        gone = tuple(sorted(set(numbers)))
        return replace(self, dropped_frames=tuple(sorted([*others, *([(key, gone)] if gone else [])])))

    def fitting_plan_for(self, key: str, pixels: PixelFormat) -> RedactionPlan:
        """Give the plan for an image that must be the one that was planned.

        Raises
        ------
        PlanDoesNotFit
            If no subject has this key, or its size disagrees with the image.
        """
        if not any(subject.key == key and subject.fits(pixels) for subject in self.subjects):
            raise PlanDoesNotFit(rows=pixels.rows, columns=pixels.columns, frames=pixels.number_of_frames)
        return self.plan_for(key)

    def with_region(self, region: Region) -> CasePlan:
        """Give the plan with this region appended, or in the place of the one with its id."""
        return replace(self, regions=with_region(self.regions, region))

    def without_region(self, region_id: str) -> CasePlan:
        """Give the plan without a region."""
        return replace(self, regions=tuple(r for r in self.regions if r.id != region_id))

    def region(self, region_id: str) -> Region | None:
        """Give the region with this id, or None."""
        return next((r for r in self.regions if r.id == region_id), None)


def replacing_proposals(gone: AbstractSet[str], regions: Iterable[Region]) -> Callable[[CasePlan], CasePlan]:
    """Give the change that takes findings out of any plan, by their ids, and adds those that stand for them now.

    Raises
    ------
    ValueError
        As `adding_proposals` says.
    """
    add = adding_proposals(regions)
    if not gone:
        return add
    return lambda plan: add(replace(plan, regions=tuple(r for r in plan.regions if r.id not in gone)))


def adding_proposals(regions: Iterable[Region]) -> Callable[[CasePlan], CasePlan]:
    """Give the change that adds findings to any plan: what `History.rebase` applies to every value.

    A region whose id the plan already has is left as it is: a person may have decided it.

    Raises
    ------
    ValueError
        If two of the regions have the same id: one of them would be lost, and with it what it hides.
    """
    late = tuple(regions)
    if len({region.id for region in late}) != len(late):
        raise ValueError("two findings have the same id")

    def add(plan: CasePlan) -> CasePlan:
        known = {region.id for region in plan.regions}
        return replace(plan, regions=plan.regions + tuple(r for r in late if r.id not in known))

    return add


def adding_choice(choice: BodyChoice) -> Callable[[CasePlan], CasePlan]:
    """Give the change that notes a choice of body parts in any plan, so that no undo forgets it."""

    def add(plan: CasePlan) -> CasePlan:
        return replace(plan, body_choices=(*plan.body_choices, choice))

    return add
