"""Images that show the same thing, and regions that a person drew on one of them, proposed on the others.

A For Processing image and its For Presentation twin are made of one exposure; series that share a Frame of Reference
show one body from the same side. What was burned into one of them is likely on the others, at the same place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import ALL, BODY, Effect, Origin, Scope, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from redactor.model.case_plan import CasePlan
    from redactor.model.region import Region
    from redactor.workflow.case import CaseImage, OpenedCase

RELATED: Final = Origin("person", "related_image")
"""Who marked a region that a person drew elsewhere."""
REASON: Final = QT_TRANSLATE_NOOP("Reasons", "drawn on a related image")
_SUFFIX: Final = ".related"
_INTENTS: Final = frozenset({"FOR PROCESSING", "FOR PRESENTATION"})
_CARRIED: Final = frozenset({Effect.HIDE, Effect.HIDE_OUTSIDE})
"""A proposal to uncover changes no pixel, so it would say nothing."""


def related_keys(case: OpenedCase, keys: Iterable[str]) -> tuple[str, ...]:
    """Give the keys of the images that show what some images show, in the order of the case and without them.

    Only images of the same rows and columns: a region is never scaled.
    """
    chosen = frozenset(keys)
    series_of = {image.key: series.key for series in case.series for image in series.images}
    mine = [image for image in case.images if image.key in chosen]
    found = _twins(case, mine)
    spaces: defaultdict[tuple[object, ...], set[str]] = defaultdict(set)
    for image in mine:
        if space := _space(image):
            spaces[space].add(series_of[image.key])
    if spaces:
        found |= {
            image.key
            for image in case.images
            if (space := _space(image)) and spaces.get(space, {series_of[image.key]}) != {series_of[image.key]}
        }
    return tuple(image.key for image in case.images if image.key in found - chosen)


def twin_keys(case: OpenedCase, keys: Iterable[str]) -> tuple[str, ...]:
    """Give the keys of the other half of each pair of For Processing and For Presentation, in the order of the case."""
    chosen = frozenset(keys)
    found = _twins(case, [image for image in case.images if image.key in chosen])
    return tuple(image.key for image in case.images if image.key in found - chosen)


def with_carried(
    before: CasePlan,
    after: CasePlan,
    related: Callable[[Iterable[str]], Iterable[str]],
    twins: Callable[[Iterable[str]], Iterable[str]],
) -> CasePlan:
    """Give a plan in which what a person drew or changed by hand is proposed on related images, too.

    A proposal follows its region as long as nobody decided about it, and goes with it. What shows a part of the body
    lies at the same pixels of its twin alone: on other series geometry says where it lies (`workflow.carrying`).

    Parameters
    ----------
    before, after
        The plans before and after a person's edit.
    related
        Gives the keys of the images that are related to some.
    twins
        Gives those of them that were made of the same exposures.
    """
    known = {region.id: region for region in before.regions}
    plan = after
    for region in after.regions:
        if region.origin == Origin() and known.get(region.id) != region:
            plan = _with_follower(plan, region, twins if region.kind in BODY else related)
    left = {region.id for region in plan.regions}
    for region_id, region in known.items():
        if region.origin == Origin() and region_id not in left:
            plan = _without_follower(plan, region_id)
    return plan


def _with_follower(plan: CasePlan, region: Region, related: Callable[[Iterable[str]], Iterable[str]]) -> CasePlan:
    follower = plan.region(region.id + _SUFFIX)
    if follower is not None and follower.status is not Status.PROPOSED:
        return plan
    keys: tuple[str, ...] = ()
    if region.scope.instances != ALL and region.effect in _CARRIED and region.status is not Status.REJECTED:
        keys = tuple(key for key in related(region.scope.instances) if _has_frames(plan, key, region))
    if not keys:
        return _without_follower(plan, region.id)
    made = replace(
        region,
        id=region.id + _SUFFIX,
        scope=Scope(keys, region.scope.frames),
        origin=RELATED,
        status=Status.PROPOSED,
        reason=REASON,
    )
    return plan.with_region(made)


def _without_follower(plan: CasePlan, region_id: str) -> CasePlan:
    follower = plan.region(region_id + _SUFFIX)
    is_open = follower is not None and follower.status is Status.PROPOSED
    return plan.without_region(region_id + _SUFFIX) if is_open else plan


def _has_frames(plan: CasePlan, key: str, region: Region) -> bool:
    frames = region.scope.frames
    subject = next((subject for subject in plan.subjects if subject.key == key), None)
    return subject is not None and (frames == ALL or max(frames) <= subject.number_of_frames)


def _space(image: CaseImage) -> tuple[object, ...] | None:
    """Give what images of one Frame of Reference and one size, seen from the same side, have in common."""
    kin, pixels = image.kinship, image.image.pixel_format
    if not kin.frame_of_reference:
        return None
    return kin.frame_of_reference, kin.orientation, pixels.rows, pixels.columns


def _twins(case: OpenedCase, mine: list[CaseImage]) -> set[str]:
    """Give the keys of the other half of each pair of For Processing and For Presentation.

    What Source Image Sequence says goes first; without it, device, size, study and Instance Number have to agree.
    """
    if not any(image.kinship.presentation_intent_type or image.kinship.sources for image in mine):
        return set()
    by_instance: defaultdict[str, list[CaseImage]] = defaultdict(list)
    made_from: defaultdict[str, list[CaseImage]] = defaultdict(list)
    by_exposure: defaultdict[tuple[object, ...], list[CaseImage]] = defaultdict(list)
    for image in case.images:
        by_instance[image.image.place.instance].append(image)
        for source in image.kinship.sources:
            made_from[source].append(image)
        if exposure := _exposure(image):
            by_exposure[exposure].append(image)
    found: set[str] = set()
    for image in mine:
        sources = [other for uid in image.kinship.sources for other in by_instance[uid]]
        named = [other for other in (*sources, *made_from[image.image.place.instance]) if _is_pair(image, other)]
        if not named and not image.kinship.sources and (exposure := _exposure(image)):
            alike = [other for other in by_exposure[exposure] if not other.kinship.sources]
            named = [other for other in alike if _is_pair(image, other)]
        found |= {other.key for other in named}
    return found


def _exposure(image: CaseImage) -> tuple[object, ...] | None:
    """Give what both images of an exposure have in common; the SOP Class is another one for each."""
    device, place = image.device, image.image.place
    if image.kinship.presentation_intent_type not in _INTENTS or not device.manufacturer_model_name:
        return None
    return (place.study, device.manufacturer, device.manufacturer_model_name, device.modality, place.number)


def _is_pair(one: CaseImage, other: CaseImage) -> bool:
    """Say whether two images are of one size and differ in what they are for."""
    intents = {image.kinship.presentation_intent_type for image in (one, other)}
    sizes = {(image.image.pixel_format.rows, image.image.pixel_format.columns) for image in (one, other)}
    return one.key != other.key and intents == _INTENTS and len(sizes) == 1
