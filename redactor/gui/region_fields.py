"""A region as numbers and choices, and what is wrong with them. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from redactor.gui.edits import is_drawn
from redactor.gui.scoping import UNCOVERING, scope_rule, style_refusal
from redactor.gui.tools import box_of, boxed
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Effect, Region, StyleChoice

if TYPE_CHECKING:
    from redactor.gui.tools import Box
    from redactor.model.image import PixelFormat
    from redactor.model.region import Scope

_OUTSIDE = QT_TRANSLATE_NOOP("Actions", "The region has to lie inside the image, and to be one pixel wide and high.")
_NO_SIZE = QT_TRANSLATE_NOOP("Actions", "This shape can be moved, but has no columns and rows to change.")
_KEEPS_EFFECT = QT_TRANSLATE_NOOP("Actions", "A finding keeps its effect. Reject it, or draw a region.")


@dataclass(frozen=True)
class Fields:
    """What can be entered about a region.

    Attributes
    ----------
    box
        Left, top, right, bottom, in pixels.
    style
        The id of a style.
    """

    box: Box
    effect: Effect
    scope: Scope
    style: str


def fields_of(region: Region, of_plan: StyleChoice) -> Fields:
    """Give the fields of a region; without a style of its own it has that of the plan."""
    return Fields(box_of(region.shape), region.effect, region.scope, (region.style or of_plan).id)


def problem(region: Region, fields: Fields, pixels: PixelFormat, of_plan: StyleChoice) -> str:
    """Say what is wrong with fields, marked for translation in ``Actions``; empty if nothing is."""
    before = fields_of(region, of_plan)
    left, top, right, bottom = fields.box
    inside = min(left, top) >= 0 and right <= pixels.columns and bottom <= pixels.rows
    if not inside or right - left < _least(before.box, 0) or bottom - top < _least(before.box, 1):
        return _OUTSIDE
    if not has_size(region) and (right - left, bottom - top) != _size(before.box):
        return _NO_SIZE
    if fields.effect is not before.effect and not is_drawn(region):
        return _KEEPS_EFFECT
    changed = replace(region, effect=fields.effect)
    # What was not touched need not be allowed anew, except that another effect may no longer go with it.
    if fields.scope != region.scope or fields.effect is not region.effect:
        reason = scope_rule(changed, fields.scope)
        if reason:
            return reason
    if fields.style != before.style and fields.effect not in UNCOVERING:
        return style_refusal(changed, fields.style, of_plan)
    return ""


def applied(region: Region, fields: Fields, of_plan: StyleChoice) -> Region:
    """Give the region with fields that have no problem."""
    style = region.style
    if fields.effect in UNCOVERING or fields.style == of_plan.id:
        style = None
    elif fields.style != (region.style or of_plan).id:
        style = StyleChoice(fields.style)
    shape = boxed(region.shape, fields.box)
    return replace(region, shape=shape, effect=fields.effect, scope=fields.scope, style=style)


def has_size(region: Region) -> bool:
    """True if columns and rows can be changed, not only the place."""
    box = box_of(region.shape)
    return boxed(region.shape, (box[0], box[1], box[2] + 1, box[3] + 1)) != region.shape


def _least(before: Box, axis: int) -> float:
    """Give the least width or height: one pixel, or what it was."""
    return min(1.0, before[axis + 2] - before[axis])


def _size(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]
