"""From a choice of body parts to what is searched, what is proposed, and what a person still has to mark.

A part → which detectors look for it → which kinds of region hide it. What no detector finds is never passed over: the
review has a gate for it until a person has drawn it or said that it is not there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from redactor.detectors import Anatomical, by_default
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.body_parts import BodyPart, current, since
from redactor.model.finding import proposed_region
from redactor.model.geometry import Rectangle
from redactor.model.region import ALL, BODY, Effect, Kind, Origin, Region, Scope, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from redactor.detectors import Detector
    from redactor.model.body_parts import BodyChoice
    from redactor.model.case_plan import CasePlan
    from redactor.model.image import PixelFormat
    from redactor.model.review import Review
    from redactor.workflow.propose import Found
    from redactor.workflow.states import Unit


@dataclass(frozen=True)
class Rule:
    """What masks a part of the body: regions of these kinds hide it, and what a person draws for it is of this one."""

    kinds: frozenset[Kind]
    drawn: Kind


def _rule(drawn: Kind, *others: Kind) -> Rule:
    return Rule(frozenset({drawn, *others}), drawn)


RULES: Final = {
    BodyPart.FACE: _rule(Kind.FACE),
    BodyPart.EYES: _rule(Kind.EYE, Kind.FACE),
    BodyPart.EARS: _rule(Kind.EAR),
    BodyPart.NECK: _rule(Kind.NECK),
    BodyPart.CHEST: _rule(Kind.BREAST),
    BodyPart.ABDOMEN: _rule(Kind.ABDOMEN),
    BodyPart.PELVIS: _rule(Kind.GENITAL_REGION),
    BodyPart.ARMS: _rule(Kind.ARM),
    BodyPart.HANDS: _rule(Kind.HAND),
    BodyPart.LEGS: _rule(Kind.LEG),
    BodyPart.FEET: _rule(Kind.FOOT),
    BodyPart.BACK: _rule(Kind.BACK),
    BodyPart.BUTTOCKS: _rule(Kind.BUTTOCKS),
    BodyPart.SKIN_MARKS: _rule(Kind.SKIN_MARK),
    BodyPart.BODY_OUTLINE: _rule(Kind.BODY_CONTOUR),
    BodyPart.HEART: _rule(Kind.HEART),
    BodyPart.RIBS: _rule(Kind.RIB_CAGE, Kind.RIB),
}
ALWAYS: Final = frozenset({BodyPart.FACE})
"""What is looked for in every case unless a policy says otherwise: a face names its owner."""
_OF_BODY: Final = BODY | {Kind.COLLIMATED_FIELD}
"""Kinds that are proposed only where they were asked for."""

KEEP_ONLY: Final = Origin("detector", "keep_only@1")
"""Who marked an image on which what may be seen was not found."""
NOT_FOUND: Final = QT_TRANSLATE_NOOP("Reasons", "all of it, since what alone may be seen was not found here")
_STACKED: Final = frozenset({"CT", "MR", "PT", "NM"})
"""Modalities whose series show one body slice by slice: a part is on some of them and not on all."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for of the body in a case.

    Attributes
    ----------
    hidden
        Kinds that are proposed to be hidden.
    kept
        The kind outside of which all is proposed to be hidden.
    """

    hidden: frozenset[Kind] = frozenset()
    kept: Kind | None = None

    def names(self, known: Mapping[str, Detector]) -> tuple[str, ...]:
        """Give the ids of the detectors to run, of those that there are."""
        kinds = self.hidden | ({self.kept} if self.kept else set())
        names = (*by_default(known), *finders(kinds, known))
        return tuple(name for name in known if name in names)


def wanted(choice: BodyChoice | None, always: Iterable[BodyPart] = ALWAYS) -> Wanted:
    """Give what a choice, and a policy, have looked for."""
    parts = {*always, *(() if choice is None else choice.parts)}
    hidden = frozenset(kind for part in parts for kind in RULES[part].kinds)
    return Wanted(hidden, None if choice is None else choice.keep_only)


def finders(kinds: Iterable[Kind], known: Mapping[str, Detector]) -> tuple[str, ...]:
    """Give the ids of the detectors of anatomy that may find one of some kinds; none where only a person can."""
    sought = frozenset(kinds)
    return tuple(
        name for name, one in known.items() if isinstance(one, Anatomical) and not sought.isdisjoint(one.kinds)
    )


def kinds_of(chosen: BodyPart | Kind) -> frozenset[Kind]:
    """Give the kinds of region that mark what was chosen."""
    return RULES[chosen].kinds if isinstance(chosen, BodyPart) else frozenset({chosen})


def regions_for(found: Iterable[Found], want: Wanted, *, instance: str, prefix: str = "") -> tuple[Region, ...]:
    """Give the regions that propose what was found in an image, of anatomy only what was asked for.

    What a detector only lists (the outline of a whole body) stays listed. Where something alone may be seen, each
    shape of it hides what lies outside. Nothing of this uncovers a pixel.

    Parameters
    ----------
    prefix
        What the ids of the regions start with.
    """
    regions: list[Region] = []
    for item in found:
        finding, is_body = item.finding, is_of_body(item)
        made = proposed_region(finding, region_id=prefix + item.id, detector=item.detector, instance=instance)
        if not is_body or finding.kind in want.hidden:
            regions.append(made)
        if is_body and finding.kind is want.kept:
            alone = replace(made, id=f"{made.id}k", effect=Effect.HIDE_OUTSIDE, status=Status.PROPOSED)
            regions.append(alone)
    return tuple(regions)


def hidden_as_a_whole(
    regions: Iterable[Region], want: Wanted, pixels: PixelFormat, *, instance: str, region_id: str
) -> Region | None:
    """Propose to hide all of the frames on which what alone may be seen was not found; None if there is none.

    Parameters
    ----------
    regions
        What is proposed for the image after all searches.
    """
    kept = [region.scope for region in regions if region.effect is Effect.HIDE_OUTSIDE]
    rest = tuple(n for n in range(1, pixels.number_of_frames + 1) if not any(scope.has_frame(n) for scope in kept))
    if want.kept is None or not rest:
        return None
    is_all = len(rest) == pixels.number_of_frames
    return Region(
        region_id,
        Rectangle(0, 0, pixels.columns, pixels.rows),
        scope=Scope((instance,), ALL) if is_all else Scope((instance,), rest),
        origin=KEEP_ONLY,
        status=Status.PROPOSED,
        reason=NOT_FOUND,
    )


def is_of_body(item: Found) -> bool:
    """True if a finding shows a part of the body."""
    return item.finding.kind in _OF_BODY


# --- what a person still has to mark --------------------------------------------------------------------------


@dataclass(frozen=True)
class Reminder:
    """Something chosen that is not marked on a series, and that nobody said is not there.

    Attributes
    ----------
    keys
        The images on which it is not marked.
    answer
        Under what name an answer is kept in the review.
    """

    chosen: BodyPart | Kind
    keys: tuple[str, ...]
    answer: str


def reminders(unit: Unit, plan: CasePlan, review: Review) -> tuple[Reminder, ...]:
    """Give what was chosen and is marked nowhere in a series, or not on each image of one that is no stack of slices.

    An answer counts for the choice that it was given to, and for as many images as the series had then.
    """
    choice = current(plan.body_choices)
    if choice is None:
        return ()
    found = []
    for chosen in (*choice.parts, *([choice.keep_only] if choice.keep_only else ())):
        answer = f"{chosen.value} {since(plan.body_choices, chosen)}"
        if review.absent.get(answer) == len(unit.members):
            continue
        scopes = [region.scope.instances for region in plan.regions if _marks(region, chosen)]
        marked = unit.keys if ALL in scopes else unit.keys & frozenset().union(*scopes)
        if unit.modality in _STACKED and marked and isinstance(chosen, BodyPart):
            continue
        keys = tuple(member.key for member in unit.members if member.key not in marked)
        if keys:
            found.append(Reminder(chosen, keys, answer))
    return tuple(found)


def _marks(region: Region, chosen: BodyPart | Kind) -> bool:
    """True if a region hides a part, or all but what alone may be seen."""
    if region.status is Status.REJECTED:
        return False
    if isinstance(chosen, BodyPart):
        return region.effect is Effect.HIDE and region.kind in kinds_of(chosen)
    return region.effect is Effect.HIDE_OUTSIDE or region.origin == KEEP_ONLY
