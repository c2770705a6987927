"""What is hidden of the body in one series, proposed on series that show the same body, where it lies there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.mask import region_mask
from redactor.model.region import ALL, BODY, Effect, Origin, Region, Scope, Status
from redactor.workflow.stack import Slice, Stack, outlines_of, spacing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from redactor.model.case_plan import CasePlan
    from redactor.model.geometry import Shape
    from redactor.model.region import Kind
    from redactor.workflow.case import CaseImage, OpenedCase, Series

CARRIED: Final = Origin("detector", "related_series@1")
"""Who marked a region that was hidden in another series."""
REASON: Final = QT_TRANSLATE_NOOP("Reasons", "hidden at this place of the body in a related series")


def related_series(case: OpenedCase, key: str) -> tuple[Series, ...]:
    """Give the other series of the body that a series shows, in one space with it; in the order of the case.

    The Frame of Reference has to be the same, and the patient; where the header names none, the study.
    """
    mine = next((series for series in case.series if series.key == key), None)
    spaces = frozenset() if mine is None else frozenset(map(_space, mine.images)) - {None}
    return tuple(
        series for series in case.series if series.key != key and not spaces.isdisjoint(map(_space, series.images))
    )


def can_carry(case: OpenedCase, key: str, plan: CasePlan) -> bool:
    """True if something of the body is hidden in a series, and another series shows the same body."""
    source = next((series for series in case.series if series.key == key), None)
    return source is not None and bool(_kinds(plan, source.images)) and bool(related_series(case, key))


def carried(
    case: OpenedCase,
    key: str,
    plan: CasePlan,
    prefix: str,
    *,
    only_unmarked: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> tuple[Region, ...]:
    """Give the regions that propose on related series what is hidden of the body in a series.

    Only what is hidden there, proposed or accepted, is carried, kind by kind; what was carried to it is not carried on.

    Parameters
    ----------
    prefix
        What the ids of the regions start with.
    only_unmarked
        Whether series are left out in which something of that kind is marked, or was rejected, already.
    progress
        Called between two slices; may raise to cancel.
    """
    source = next((series for series in case.series if series.key == key), None)
    targets = related_series(case, key)
    if source is None or not targets:
        return ()
    regions: list[Region] = []
    for space in dict.fromkeys(_space(image) for image in source.images):
        images = [image for image in source.images if _space(image) == space]
        reached = [series for series in targets if space is not None and space in map(_space, series.images)]
        for kind in _kinds(plan, images) if reached else ():
            there = [
                [image for image in series.images if _space(image) == space]
                for series in reached
                if not (only_unmarked and _has_kind(plan, series.images, kind))
            ]
            regions += _carried_kind(plan, kind, images, there, progress)
    return tuple(replace(region, id=f"{prefix}{number}") for number, region in enumerate(regions, 1))


def _carried_kind(
    plan: CasePlan,
    kind: Kind,
    images: Sequence[CaseImage],
    targets: Sequence[Sequence[CaseImage]],
    progress: Callable[[], None],
) -> Iterator[Region]:
    found = list(_slices(plan, images, kind, progress)) if targets else []
    if not found:
        return
    stack = Stack(one for one, _ in found)
    confidence = min((sure for _, sure in found if sure is not None), default=None)
    for there in targets:
        for image, number, shape in _shapes_on(stack, there, progress):
            yield Region(
                "",
                shape,
                scope=Scope((image.key,), (number,)),
                origin=CARRIED,
                kind=kind,
                confidence=confidence,
                status=Status.PROPOSED,
                reason=REASON,
            )


def _space(image: CaseImage) -> tuple[str, str] | None:
    place, frame_of_reference = image.image.place, image.kinship.frame_of_reference
    return (frame_of_reference, place.patient or f"study {place.study}") if frame_of_reference else None


def _is_carried_on(region: Region) -> bool:
    hides = region.effect is Effect.HIDE and region.status is not Status.REJECTED
    return hides and region.kind in BODY and region.origin != CARRIED


def _kinds(plan: CasePlan, images: Iterable[CaseImage]) -> tuple[Kind, ...]:
    keys = frozenset(image.key for image in images)
    return tuple(dict.fromkeys(one.kind for one in plan.regions if _is_carried_on(one) and _concerns(one, keys)))


def _has_kind(plan: CasePlan, images: Iterable[CaseImage], kind: Kind) -> bool:
    keys = frozenset(image.key for image in images)
    return any(one.kind is kind and _concerns(one, keys) for one in plan.regions)


def _concerns(region: Region, keys: frozenset[str]) -> bool:
    return region.scope.instances == ALL or not keys.isdisjoint(region.scope.instances)


def _slices(
    plan: CasePlan, images: Iterable[CaseImage], kind: Kind, progress: Callable[[], None]
) -> Iterator[tuple[Slice, float | None]]:
    """Yield each frame that lies somewhere, with what is hidden of a kind, and how sure that is."""
    mine = [one for one in plan.regions if one.kind is kind and _is_carried_on(one)]
    for image in images:
        pixels = image.image.pixel_format
        here = [one for one in mine if one.scope.has_instance(image.key)]
        for number in range(1, pixels.number_of_frames + 1):
            progress()
            plane = image.image.plane(number)
            if plane is not None:
                masks = [region_mask(one, pixels) for one in here if one.scope.has_frame(number)]
                hidden = np.logical_or.reduce([*masks, np.zeros((pixels.rows, pixels.columns), np.bool_)])
                sure = [one.confidence for one in here if one.scope.has_frame(number) and one.confidence is not None]
                yield Slice(plane, hidden), min(sure, default=None)


def _shapes_on(
    stack: Stack, images: Sequence[CaseImage], progress: Callable[[], None]
) -> Iterator[tuple[CaseImage, int, Shape]]:
    planes = {
        (image.key, number): plane
        for image in images
        for number in range(1, image.image.pixel_format.number_of_frames + 1)
        if (plane := image.image.plane(number)) is not None
    }
    for image in images:
        pixels = image.image.pixel_format
        for number in range(1, pixels.number_of_frames + 1):
            progress()
            plane = planes.get((image.key, number))
            if plane is None:
                continue
            thickness = spacing_of(other for other in planes.values() if other.is_parallel(plane))
            hidden = stack.hidden_on(plane, rows=pixels.rows, columns=pixels.columns, thickness=thickness)
            for shape in outlines_of(hidden):
                yield image, number, shape
