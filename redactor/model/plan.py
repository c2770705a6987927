"""The plan for one image: regions in order, and the default style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from redactor.errors import NoFrameLeft, PlanDoesNotFit
from redactor.model.region import ALL, Region, Status, StyleChoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.model.image import PixelFormat


@dataclass(frozen=True)
class RedactionPlan:
    """What `rasterize`, apply and the command line take. Regions act in their order.

    Attributes
    ----------
    dropped_frames
        Numbers of frames that are left out of the result, ascending, each once. All frame numbers of a plan are those
        of the original.
    """

    regions: tuple[Region, ...] = ()
    style: StyleChoice = StyleChoice()
    dropped_frames: tuple[int, ...] = ()

    def kept_frames(self, number_of_frames: int) -> tuple[int, ...]:
        """Give the numbers of the frames that stay, of an original with so many."""
        gone = frozenset(self.dropped_frames)
        return tuple(number for number in range(1, number_of_frames + 1) if number not in gone)

    def active(self, frame: int) -> tuple[Region, ...]:
        """Give the regions that are not rejected and apply to a frame, in order."""
        return tuple(r for r in self.regions if r.status is not Status.REJECTED and r.scope.has_frame(frame))

    def touches(self, frame: int) -> bool:
        """True if some region may change a pixel of the frame."""
        return bool(self.active(frame))


def with_region(regions: tuple[Region, ...], region: Region) -> tuple[Region, ...]:
    """Give the regions with this one appended, or in the place of the one with its id."""
    if any(other.id == region.id for other in regions):
        return tuple(region if other.id == region.id else other for other in regions)
    return (*regions, region)


def without_region(regions: tuple[Region, ...], region_id: str) -> tuple[Region, ...]:
    """Give the regions without the one of this id."""
    return tuple(other for other in regions if other.id != region_id)


def with_changed(regions: tuple[Region, ...], change: Callable[[Region], Region]) -> tuple[Region, ...]:
    """Give the regions, each as `change` returns it."""
    return tuple(change(region) for region in regions)


def accepting_proposals(plan: RedactionPlan) -> RedactionPlan:
    """Give the plan with every proposed region accepted."""

    def accept(region: Region) -> Region:
        return region.decided(Status.ACCEPTED) if region.status is Status.PROPOSED else region

    return replace(plan, regions=with_changed(plan.regions, accept))


def require_fit(plan: RedactionPlan, pixels: PixelFormat) -> None:
    """Check that no region reaches outside the image, every frame named exists, and some frame stays.

    Raises
    ------
    PlanDoesNotFit
        If one does: a plan is never scaled or clipped.
    NoFrameLeft
        If the plan drops every frame.
    """
    for region in plan.regions:
        frames = () if region.scope.frames == ALL else region.scope.frames
        inside = region.shape.bounds.is_inside(rows=pixels.rows, columns=pixels.columns)
        if not inside or any(number > pixels.number_of_frames for number in frames):
            raise PlanDoesNotFit(rows=pixels.rows, columns=pixels.columns, frames=pixels.number_of_frames)
    if any(number > pixels.number_of_frames for number in plan.dropped_frames):
        raise PlanDoesNotFit(rows=pixels.rows, columns=pixels.columns, frames=pixels.number_of_frames)
    if not plan.kept_frames(pixels.number_of_frames):
        raise NoFrameLeft
