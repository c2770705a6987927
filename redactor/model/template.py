"""A mask template: the regions of a mask, and the images that it is for. It holds nothing of a patient."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.errors import TemplateNotClean
from redactor.model.geometry import Bitmap
from redactor.model.image import PixelFormat
from redactor.model.mask import region_mask
from redactor.model.region import ALL, Effect, Origin, Region, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.model.image import DeviceKey, Identifiers, UltrasoundRegion
    from redactor.model.plan import RedactionPlan

_LONGEST_TITLE: Final = 200
_SHORTEST_WORD: Final = 3


class Fit(StrEnum):
    """How a template and an image go together."""

    FITS = "fits"
    OTHER_SIZE = "other size"
    """All fits but rows and columns. It is never scaled."""
    NO = "no"


@dataclass(frozen=True)
class Words:
    """What a template asks of a text attribute, in any case of letters.

    Attributes
    ----------
    value
        Empty asks for nothing.
    contains
        Whether the attribute only has to contain it; else it has to be equal.
    """

    value: str = ""
    contains: bool = False

    def fit(self, attribute: str) -> bool:
        """Say whether an attribute is as asked."""
        wanted, given = (" ".join(text.casefold().split()) for text in (self.value, attribute))
        return not wanted or (wanted in given if self.contains else wanted == given)


@dataclass(frozen=True)
class ImageFacts:
    """What of an image decides which templates are for it.

    Attributes
    ----------
    image_type
        The values of Image Type (0008,0008).
    view_position
        View Position (0018,5101).
    """

    device: DeviceKey
    image_type: tuple[str, ...] = ()
    view_position: str = ""
    ultrasound_regions: tuple[UltrasoundRegion, ...] = ()


@dataclass(frozen=True)
class MatchRule:
    """Which images a template is for: all that is given must fit, rows and columns always.

    Attributes
    ----------
    modality, sop_class_uid, view_position
        Equal to the attribute; empty fits all.
    image_type
        Each of them contained in a value of Image Type (0008,0008).
    ultrasound_regions
        The same regions in any order; None fits all.
    """

    rows: int
    columns: int
    modality: str = ""
    manufacturer: Words = Words()
    manufacturer_model_name: Words = Words()
    sop_class_uid: str = ""
    view_position: str = ""
    image_type: tuple[str, ...] = ()
    ultrasound_regions: tuple[UltrasoundRegion, ...] | None = None

    @property
    def is_specific(self) -> bool:
        """True if more than the size decides."""
        names = (self.modality, self.manufacturer.value, self.manufacturer_model_name.value, self.sop_class_uid)
        return any(names)

    def fit(self, facts: ImageFacts) -> Fit:
        """Say how an image goes with the rule."""
        device = facts.device
        values = [value.casefold() for value in facts.image_type]
        same = (
            self.modality in {"", device.modality}
            and self.manufacturer.fit(device.manufacturer)
            and self.manufacturer_model_name.fit(device.manufacturer_model_name)
            and self.sop_class_uid in {"", device.sop_class_uid}
            and self.view_position in {"", facts.view_position}
            and all(any(word.casefold() in value for value in values) for word in self.image_type)
        )
        if not same:
            return Fit.NO
        if (self.rows, self.columns) != (device.rows, device.columns):
            return Fit.OTHER_SIZE
        wanted = self.ultrasound_regions
        if wanted is not None and _in_order(wanted) != _in_order(facts.ultrasound_regions):
            return Fit.NO
        return Fit.FITS


def rule_of(facts: ImageFacts, *, view_position: bool = False, ultrasound_regions: bool = False) -> MatchRule:
    """Give the rule for images like one: its device and size, and, if wanted, its view and ultrasound regions."""
    device = facts.device
    return MatchRule(
        device.rows,
        device.columns,
        modality=device.modality,
        manufacturer=Words(device.manufacturer),
        manufacturer_model_name=Words(device.manufacturer_model_name),
        sop_class_uid=device.sop_class_uid,
        view_position=facts.view_position if view_position else "",
        ultrasound_regions=facts.ultrasound_regions if ultrasound_regions else None,
    )


@dataclass(frozen=True)
class MaskTemplate:
    """A plan for every image that the rule fits. The confidentiality profile is the project's, never a template's.

    Attributes
    ----------
    version
        From 1; a saved one never changes.
    """

    title: str
    version: int
    match: MatchRule
    plan: RedactionPlan

    def plan_from(self, origin: str) -> RedactionPlan:
        """Give the plan for one image, each region marked as coming from the template of this id."""
        regions = (replace(region, origin=Origin("template", origin)) for region in self.plan.regions)
        return replace(self.plan, regions=tuple(regions))


def template_of(
    title: str, match: MatchRule, plan: RedactionPlan, *, version: int = 1, identifiers: Identifiers | None = None
) -> MaskTemplate:
    """Make a template of a plan that was drawn on one image.

    Rejected regions are left out, what is only proposed is taken as accepted, and ids, reasons and origins give way to
    numbers. An area that a detector put around the patient's own text is left out where another one covers it.

    Parameters
    ----------
    identifiers
        The header's of that image: none of their words may stand in the template.

    Raises
    ------
    TemplateNotClean
        If something of the patient, or of that one image, would stand in the template.
    """
    regions = [region for region in plan.regions if region.status is not Status.REJECTED]
    kept = [region for region in regions if not (region.header_match and _is_covered(region, regions, match))]
    numbered = tuple(
        replace(
            region,
            id=f"r{number}",
            reason="",
            origin=Origin(),
            confidence=None,
            status=Status.ACCEPTED,
            scope=replace(region.scope, instances=ALL),
        )
        for number, region in enumerate(kept, 1)
    )
    template = MaskTemplate(title.strip(), version, match, replace(plan, regions=numbered))
    require_clean(template)
    if identifiers is not None:
        _require_free_of(template, identifiers)
    return template


def require_clean(template: MaskTemplate) -> None:
    """Check that a template holds nothing but geometry, for images of one kind and size.

    Raises
    ------
    TemplateNotClean
        Naming what is wrong, never quoting it.
    """
    for problem in _problems(template):
        raise TemplateNotClean(problem=problem)


def _problems(template: MaskTemplate) -> Iterable[str]:
    match, plan = template.match, template.plan
    if not template.title.strip() or len(template.title) > _LONGEST_TITLE or not template.title.isprintable():
        yield "the title is empty, too long, or not printable"
    if template.version < 1:
        yield "versions count from 1"
    if not match.is_specific:
        yield "the rule names no modality, no device and no SOP Class"
    if plan.dropped_frames:
        yield "a template leaves out no frames"
    if not any(region.effect in {Effect.HIDE, Effect.HIDE_OUTSIDE} for region in plan.regions):
        yield "no region hides anything"
    if not all(region.shape.bounds.is_inside(rows=match.rows, columns=match.columns) for region in plan.regions):
        yield "a region reaches outside images of this size"
    for region in plan.regions:
        yield from _region_problems(region)


def _region_problems(region: Region) -> Iterable[str]:
    if region.header_match:
        yield "a region was drawn around text of a patient; draw a fixed area over it"
    if region.reason:
        yield "a region carries words"
    if region.status is not Status.ACCEPTED:
        yield "a region is not accepted"
    if region.scope.instances != ALL:
        yield "a region is for single instances"
    if isinstance(region.shape, Bitmap) and not _is_plain(region.shape):
        # An area in the shape of ink would be the text itself.
        yield "a free form has gaps, as letters have; draw it with rectangles"


def _is_plain(bitmap: Bitmap) -> bool:
    """True if each row and each column of a free form has at most one stretch of covered pixels."""
    covered = bitmap.cover(bitmap.bounds).astype(np.int8)
    down = np.diff(covered, axis=0, prepend=0) == 1
    across = np.diff(covered, axis=1, prepend=0) == 1
    return bool(down.sum(axis=0).max() <= 1 and across.sum(axis=1).max() <= 1)


def _is_covered(region: Region, regions: Iterable[Region], match: MatchRule) -> bool:
    """True if areas that hide in every frame, none of them around a patient's text, cover all of it."""
    pixels = PixelFormat(match.rows, match.columns)
    others = [
        other
        for other in regions
        if other.effect is Effect.HIDE and not other.header_match and other.scope.frames == ALL
    ]
    left = region_mask(region, pixels).copy()
    for other in others:
        left &= ~region_mask(other, pixels)
    return region.effect is Effect.HIDE and not left.any()


def _require_free_of(template: MaskTemplate, identifiers: Identifiers) -> None:
    names = {word for path, value in identifiers.values if path.startswith("(0010,") for word in _words(value)}
    all_words = {word for _, value in identifiers.values for word in _words(value)}
    match = template.match
    asked = " ".join([match.manufacturer.value, match.manufacturer_model_name.value, *match.image_type])
    if all_words & _words(template.title) or names & _words(asked):
        raise TemplateNotClean(problem="a word of the header stands in the title or in the rule")


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= _SHORTEST_WORD or not word.isascii()}


def _in_order(regions: Iterable[UltrasoundRegion]) -> list[tuple[int, int, int, int]]:
    return sorted((each.min_x0, each.min_y0, each.max_x1, each.max_y1) for each in regions)
