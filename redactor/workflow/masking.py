"""Masks and new stored values of the frames of one instance: what apply writes and verify expects."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from redactor import styles
from redactor.errors import ObscuringRefused
from redactor.model.mask import rasterize
from redactor.model.region import IDENTIFIERS, Status
from redactor.plugins import pick

if TYPE_CHECKING:
    from redactor.model.image import Grain, PixelFormat, StoredValues
    from redactor.model.mask import Mask
    from redactor.model.plan import RedactionPlan
    from redactor.model.region import Region, StyleChoice


@dataclass(frozen=True)
class FrameMask:
    """The mask of a frame before and after growth to the grain; both read-only bool (rows, columns)."""

    requested: Mask
    effective: Mask


@dataclass
class FrameMasks:
    """The masks of all frames. Frames with the same regions share one."""

    plan: RedactionPlan
    pixels: PixelFormat
    grain: Grain
    _made: dict[tuple[Region, ...], FrameMask] = field(default_factory=dict, repr=False)

    def of(self, number: int) -> FrameMask:
        """Give the masks of a frame, counted from 1."""
        active = self.plan.active(number)
        if active not in self._made:
            self._made[active] = FrameMask(
                rasterize(self.plan, number, self.pixels),
                rasterize(self.plan, number, self.pixels, self.grain),
            )
        return self._made[active]


def require_allowed_styles(plan: RedactionPlan) -> None:
    """Check that no obscuring style is chosen for an identifier, and that every style exists.

    Raises
    ------
    ObscuringRefused, UnknownPlugin, InvalidOption
        Naming what is wrong.
    """
    known = styles.available()
    for region in plan.regions:
        choice = region.style or plan.style
        style = pick(known, choice.id, "style")
        if region.status is not Status.REJECTED and isinstance(style, styles.Obscure) and region.kind in IDENTIFIERS:
            raise ObscuringRefused


def redacted_values(
    stored: StoredValues,
    plan: RedactionPlan,
    number: int,
    masks: FrameMasks,
    black: tuple[float, ...],
) -> StoredValues:
    """Give a copy of a frame's stored values with every hidden pixel replaced in its region's style.

    Where regions of several styles overlap, the plan's own style wins: a region's own style shows only
    where nothing else hides.
    """
    mask = masks.of(number).effective
    result = styles.redact(stored, mask, masks.pixels, black, plan.style)
    others = {r.style for r in plan.active(number) if r.style is not None} - {plan.style}
    for style in sorted(others, key=repr):
        alone = mask & ~rasterize(_without_style(plan, style), number, masks.pixels, masks.grain)
        if alone.any():
            result[alone] = styles.redact(stored, alone, masks.pixels, black, style)[alone]
    return result


def _without_style(plan: RedactionPlan, style: StyleChoice) -> RedactionPlan:
    return replace(plan, regions=tuple(region for region in plan.regions if region.style != style))
