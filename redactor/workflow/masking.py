"""Masks and new stored values of the frames of one instance: what apply writes and verify expects."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor import styles
from redactor.errors import ObscuringRefused
from redactor.model.image import Grain
from redactor.model.mask import grown, rasterize
from redactor.model.region import IDENTIFIERS, Status, StyleChoice
from redactor.options import build
from redactor.plugins import pick

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.model.image import PixelFormat, StoredValues
    from redactor.model.mask import Mask
    from redactor.model.plan import RedactionPlan
    from redactor.model.region import Region

_BLACK: Final = StyleChoice()
_MASKS: Final = 8


@dataclass(frozen=True)
class FrameMask:
    """The mask of a frame before and after growth to the grain; both read-only bool (rows, columns)."""

    requested: Mask
    effective: Mask

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How many pixels are hidden, before and after growth."""
        asked = int(np.count_nonzero(self.requested))
        return asked, asked if self.effective is self.requested else int(np.count_nonzero(self.effective))


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
            while len(self._made) >= _MASKS:  # frames come in order: the oldest is needed last
                del self._made[next(iter(self._made))]
            requested = rasterize(self.plan, number, self.pixels)
            effective = requested if self.grain == Grain() else grown(requested, self.grain)
            self._made[active] = FrameMask(requested, effective)
        return self._made[active]


def require_allowed_styles(plan: RedactionPlan) -> None:
    """Check that no obscuring style is chosen for an identifier, and that every style exists.

    Raises
    ------
    ObscuringRefused, UnknownPlugin, InvalidOption
        Naming what is wrong.
    """
    for choice in {plan.style, *(_style(region, plan) for region in plan.regions)}:
        build(_picked(choice).options, dict(choice.options))
    for region in plan.regions:
        obscured = styles.is_obscuring(_style(region, plan).id)
        if obscured and region.status is not Status.REJECTED and region.kind in IDENTIFIERS:
            raise ObscuringRefused


def all_solid(plan: RedactionPlan) -> bool:
    """True if everything that the plan hides becomes black: only that can be done in the DCT domain."""
    return all((r.style or plan.style).id == "solid" for r in plan.regions if r.status is not Status.REJECTED)


def obscuring_styles(plan: RedactionPlan) -> list[str]:
    """Give the ids of the styles in use that see what they hide: what they leave is obscured, not removed."""
    chosen = {_style(region, plan).id for region in plan.regions if region.status is not Status.REJECTED}
    return sorted(filter(styles.is_obscuring, chosen))


def redacted_values(
    stored: StoredValues,
    plan: RedactionPlan,
    number: int,
    masks: FrameMasks,
    black: tuple[float, ...],
) -> StoredValues:
    """Give a copy of a frame's stored values with every hidden pixel replaced in its region's style.

    A style shows where nothing but regions of its own hides. Where those of several styles overlap, the plan's style
    wins if it is a fill, else black: what one region fills is not left obscured by another. No style is given what
    another one hides.
    """
    result = styles.redact(stored, masks.of(number).effective, masks.pixels, black, _BLACK)
    for style, share in shares(plan, number, masks):
        if style != _BLACK:
            seen = result.copy()
            seen[share] = stored[share]
            result[share] = styles.redact(seen, share, masks.pixels, black, style)[share]
    return result


def random_share(plan: RedactionPlan, number: int, masks: FrameMasks) -> Mask:
    """Give the hidden pixels of a frame whose values nobody can make again, since their style adds secret noise."""
    share = np.zeros_like(masks.of(number).effective)
    for style, pixels in shares(plan, number, masks):
        if styles.is_random(_picked(style)):
            share |= pixels
    return share


def shares(plan: RedactionPlan, number: int, masks: FrameMasks) -> Iterator[tuple[StyleChoice, Mask]]:
    """Yield styles with the hidden pixels that are theirs; no pixel belongs to two."""
    shared = masks.of(number).effective
    used = sorted({_style(region, plan) for region in plan.active(number)}, key=repr)
    if len(used) == 1:
        yield used[0], shared
        return
    for style in used:
        others = tuple(region for region in plan.regions if _style(region, plan) != style)
        alone = shared & ~rasterize(replace(plan, regions=others), number, masks.pixels, masks.grain)
        shared = shared & ~alone
        yield style, alone
    yield plan.style if styles.is_fill(plan.style.id) else _BLACK, shared


def _style(region: Region, plan: RedactionPlan) -> StyleChoice:
    return region.style or plan.style


def _picked(choice: StyleChoice) -> styles.Style:
    return pick(styles.available(), choice.id, "style")
