"""What a person can do to a plan: each edit is a pure function from one plan to the next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.geometry import Bitmap, Rectangle
from redactor.model.region import IDENTIFIERS, Effect, Origin, Region, Scope, Status, StyleChoice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from redactor.model.case_plan import AttributeDecision, CasePlan
    from redactor.model.geometry import Shape
    from redactor.model.image import PixelFormat
    from redactor.model.region import Kind

ACCEPT: Final = QT_TRANSLATE_NOOP("Edits", "Accept")
ACCEPT_ALL: Final = QT_TRANSLATE_NOOP("Edits", "Accept all on this frame")
REJECT: Final = QT_TRANSLATE_NOOP("Edits", "Reject")
DELETE: Final = QT_TRANSLATE_NOOP("Edits", "Delete region")
DRAW: Final = QT_TRANSLATE_NOOP("Edits", "Draw region")
DUPLICATE: Final = QT_TRANSLATE_NOOP("Edits", "Duplicate region")
MOVE: Final = QT_TRANSLATE_NOOP("Edits", "Move region")
DROP_FRAME: Final = QT_TRANSLATE_NOOP("Edits", "Leave out frame")
KEEP_FRAME: Final = QT_TRANSLATE_NOOP("Edits", "Keep frame")
UNCOVER: Final = QT_TRANSLATE_NOOP("Edits", "Uncover")
KEEP_ONLY: Final = QT_TRANSLATE_NOOP("Edits", "Keep only the inside")
PROTECT: Final = QT_TRANSLATE_NOOP("Edits", "Protect")
KEEP: Final = QT_TRANSLATE_NOOP("Edits", "Keep finding")
PASTE: Final = QT_TRANSLATE_NOOP("Edits", "Paste region")
CUT: Final = QT_TRANSLATE_NOOP("Edits", "Cut region")
APPLY_TO: Final = QT_TRANSLATE_NOOP("Edits", "Apply region elsewhere")
STYLE: Final = QT_TRANSLATE_NOOP("Edits", "Change style")
DECIDE_ATTRIBUTE: Final = QT_TRANSLATE_NOOP("Edits", "Decide attribute")
NAME: Final = QT_TRANSLATE_NOOP("Edits", "Say what a region shows")
RESHAPE: Final = QT_TRANSLATE_NOOP("Edits", "Change region")

DRAWN: Final = {
    Effect.HIDE: DRAW,
    Effect.HIDE_OUTSIDE: KEEP_ONLY,
    Effect.ERASE: UNCOVER,
    Effect.PROTECT: PROTECT,
}
"""What drawing is called, by what it does."""
KEPT: Final = QT_TRANSLATE_NOOP("Reasons", "kept as a laterality marker or a measurement")

_APART: Final = 16
"""How far a duplicate lies from its original, in pixels: far enough to see and near enough to grasp."""


def is_drawn(region: Region) -> bool:
    """True if a person made the region, here. Only such a region is deleted: what was proposed stays on record."""
    return region.origin == Origin()


def drawn(plan: CasePlan, shape: Shape, *, instance: str, region_id: str, effect: Effect = Effect.HIDE) -> CasePlan:
    """Give the plan with a region that a person drew, on all frames of its image: text rarely is on one alone."""
    return plan.with_region(Region(region_id, shape, scope=Scope(instances=(instance,)), effect=effect))


def decided(plan: CasePlan, region_id: str, status: Status) -> CasePlan:
    """Give the plan with a decision about a region."""
    region = plan.region(region_id)
    return plan if region is None else plan.with_region(region.decided(status))


def attribute_decided(plan: CasePlan, path: str, decision: AttributeDecision | None) -> CasePlan:
    """Give the plan with a decision about an attribute, or without one."""
    decisions = {one: what for one, what in plan.decisions if one != path}
    if decision is not None:
        decisions[path] = decision
    return replace(plan, decisions=tuple(sorted(decisions.items())))


def all_accepted(plan: CasePlan, region_ids: AbstractSet[str]) -> CasePlan:
    """Give the plan with these regions accepted."""
    regions = (r.decided(Status.ACCEPTED) if r.id in region_ids else r for r in plan.regions)
    return replace(plan, regions=tuple(regions))


def without_frame(plan: CasePlan, key: str, number: int, *, pixels: PixelFormat) -> CasePlan:
    """Give the plan in which an image loses a frame; the last one stays."""
    lost = {*plan.dropped_of(key), number}
    return plan.with_dropped(key, lost) if len(lost) < pixels.number_of_frames else plan


def with_frame(plan: CasePlan, key: str, number: int) -> CasePlan:
    """Give the plan in which an image keeps a frame."""
    return plan.with_dropped(key, set(plan.dropped_of(key)) - {number})


def nearest(regions: Iterable[Region], region: Region) -> str | None:
    """Give the id of the region that has most in common with another one; None if none touches it."""
    one = region.shape.bounds

    def common(other: Region) -> float:
        two = other.shape.bounds
        columns = min(one.column + one.columns, two.column + two.columns) - max(one.column, two.column)
        rows = min(one.row + one.rows, two.row + two.rows) - max(one.row, two.row)
        return max(columns, 0) * max(rows, 0)

    best = max(regions, key=common, default=None)
    return best.id if best is not None and common(best) > 0 else None


def reshaped(plan: CasePlan, region_id: str, shape: Shape) -> CasePlan:
    """Give the plan with another shape of a region."""
    region = plan.region(region_id)
    return plan if region is None else plan.with_region(region.reshaped(shape))


def named(plan: CasePlan, region_id: str, kind: Kind) -> CasePlan:
    """Give the plan with what a drawn region shows; what names somebody has no style of its own that obscures."""
    region = plan.region(region_id)
    if region is None or not is_drawn(region):
        return plan
    style = None if kind in IDENTIFIERS else region.style
    return plan.with_region(replace(region, kind=kind, style=style))


def removed(plan: CasePlan, region_id: str) -> CasePlan:
    """Give the plan without a drawn region; a proposed one is rejected instead and stays listed."""
    region = plan.region(region_id)
    if region is None:
        return plan
    return plan.without_region(region_id) if is_drawn(region) else decided(plan, region_id, Status.REJECTED)


def kept(plan: CasePlan, region_id: str, *, new_id: str) -> CasePlan:
    """Give the plan in which what a finding shows stays visible: the finding is rejected, and a zone protects it.

    A finding that is a zone already is accepted. The zone has the place, the frames and the kind of the finding.
    """
    region = plan.region(region_id)
    if region is None:
        return plan
    if region.effect is Effect.PROTECT:
        return decided(plan, region_id, Status.ACCEPTED)
    zone = replace(_own(region, new_id), effect=Effect.PROTECT, style=None, reason=KEPT)
    return decided(plan, region_id, Status.REJECTED).with_region(zone)


def pasted(plan: CasePlan, region: Region, *, new_id: str, instance: str, pixels: PixelFormat) -> CasePlan:
    """Give the plan with a copy of a region of an image of the same size, on all frames, a person's own.

    Where the same lies there already, the copy lies beside it.
    """
    there = {(other.shape, other.effect) for other in plan.plan_for(instance).regions}
    shape = _beside(region.shape, pixels) if (region.shape, region.effect) in there else region.shape
    return plan.with_region(replace(_own(region, new_id), shape=shape, scope=Scope(instances=(instance,))))


def scoped(plan: CasePlan, region_id: str, scope: Scope) -> CasePlan:
    """Give the plan with a region that applies elsewhere."""
    region = plan.region(region_id)
    return plan if region is None else plan.with_region(replace(region, scope=scope))


def styled(plan: CasePlan, region_id: str, style: str) -> CasePlan:
    """Give the plan with another style for a region; that of the plan needs no mention."""
    region = plan.region(region_id)
    choice = None if plan.style == StyleChoice(style) else StyleChoice(style)
    return plan if region is None else plan.with_region(replace(region, style=choice))


def duplicated(plan: CasePlan, region_id: str, *, new_id: str, pixels: PixelFormat) -> CasePlan:
    """Give the plan with a copy of a region beside it, accepted and a person's own."""
    region = plan.region(region_id)
    if region is None:
        return plan
    return plan.with_region(replace(_own(region, new_id), shape=_beside(region.shape, pixels)))


def _own(region: Region, new_id: str) -> Region:
    """Give a copy that is a person's own and accepted."""
    return replace(
        region,
        id=new_id,
        origin=Origin(),
        status=Status.ACCEPTED,
        confidence=None,
        header_match=False,
        reason="",
    )


def _beside(shape: Shape, pixels: PixelFormat) -> Shape:
    bounds = shape.bounds
    columns = _APART if bounds.column + bounds.columns + _APART <= pixels.columns else -_APART
    rows = _APART if bounds.row + bounds.rows + _APART <= pixels.rows else -_APART
    return moved_inside(shape, columns=columns, rows=rows, pixels=pixels)


def nudged(plan: CasePlan, region_id: str, *, columns: int, rows: int, pixels: PixelFormat) -> CasePlan:
    """Give the plan with a region moved, as far as the image reaches."""
    region = plan.region(region_id)
    if region is None:
        return plan
    return reshaped(plan, region_id, moved_inside(region.shape, columns=columns, rows=rows, pixels=pixels))


def moved_inside(shape: Shape, *, columns: float, rows: float, pixels: PixelFormat) -> Shape:
    """Give a shape at another place, no farther than the border of the image."""
    bounds = shape.bounds
    columns = min(max(columns, -bounds.column), pixels.columns - bounds.column - bounds.columns)
    rows = min(max(rows, -bounds.row), pixels.rows - bounds.row - bounds.rows)
    return shape.moved(columns=columns, rows=rows)


def inside(shape: Shape, pixels: PixelFormat) -> Shape | None:
    """Give the part of a shape that lies inside the image, or None: a plan never reaches outside.

    A rectangle is cut; another shape that crosses the border becomes the bitmap of the pixels it covers.
    """
    if shape.bounds.is_inside(rows=pixels.rows, columns=pixels.columns):
        return shape
    box = shape.bounds.clipped(rows=pixels.rows, columns=pixels.columns)
    if box.is_empty:
        return None
    if isinstance(shape, Rectangle):
        left, top = max(shape.column, 0.0), max(shape.row, 0.0)
        right = min(shape.column + shape.columns, float(pixels.columns))
        bottom = min(shape.row + shape.rows, float(pixels.rows))
        return Rectangle(left, top, right - left, bottom - top)
    covered = shape.cover(box)
    return Bitmap.of(covered, column=box.column, row=box.row) if covered.any() else None
