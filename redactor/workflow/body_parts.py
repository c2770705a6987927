"""From a choice of body parts to what is searched, what is proposed, and what a person still has to mark.

A part → which detectors look for it → which kinds of region hide it. What no detector finds is never passed over: the
review has a gate for it until a person has drawn it or said that it is not there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.body_parts import BodyPart, current, since
from redactor.model.finding import proposed_region
from redactor.model.geometry import Rectangle
from redactor.model.region import ALL, Effect, Kind, Origin, Region, Scope, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from redactor.model.body_parts import BodyChoice
    from redactor.model.case_plan import CasePlan
    from redactor.model.image import PixelFormat
    from redactor.model.review import Review
    from redactor.workflow.propose import Found
    from redactor.workflow.states import Unit


@dataclass(frozen=True)
class Rule:
    """What masks a part of the body.

    Attributes
    ----------
    kinds
        Regions of these kinds hide it.
    detectors
        Ids of those that may find it; empty where only a person can.
    drawn
        The kind of what a person draws for it.
    """

    kinds: frozenset[Kind]
    detectors: tuple[str, ...]
    drawn: Kind


def _rule(drawn: Kind, *detectors: str, also: Kind | None = None) -> Rule:
    return Rule(frozenset({drawn} if also is None else {drawn, also}), detectors, drawn)


RULES: Final = {
    BodyPart.FACE: _rule(Kind.FACE, "face"),
    BodyPart.EYES: _rule(Kind.EYE, "face", also=Kind.FACE),
    BodyPart.EARS: _rule(Kind.EAR, "face"),
    BodyPart.NECK: _rule(Kind.NECK),
    BodyPart.CHEST: _rule(Kind.BREAST, "body_contour"),
    BodyPart.ABDOMEN: _rule(Kind.ABDOMEN),
    BodyPart.PELVIS: _rule(Kind.GENITAL_REGION, "pelvis"),
    BodyPart.ARMS: _rule(Kind.ARM),
    BodyPart.HANDS: _rule(Kind.HAND),
    BodyPart.LEGS: _rule(Kind.LEG),
    BodyPart.FEET: _rule(Kind.FOOT),
    BodyPart.BACK: _rule(Kind.BACK),
    BodyPart.BUTTOCKS: _rule(Kind.BUTTOCKS),
    BodyPart.SKIN_MARKS: _rule(Kind.SKIN_MARK),
    BodyPart.BODY_OUTLINE: _rule(Kind.BODY_CONTOUR, "body_contour"),
    BodyPart.HEART: _rule(Kind.HEART, "chest_anatomy"),
    BodyPart.RIBS: _rule(Kind.RIB_CAGE, "chest_anatomy"),
}
KEEPERS: Final = {
    Kind.LUNG_FIELD: ("chest_anatomy",),
    Kind.HEART: ("chest_anatomy",),
    Kind.RIB_CAGE: ("chest_anatomy",),
    Kind.BREAST: ("body_contour",),
    Kind.BODY_CONTOUR: ("body_contour",),
}
"""Which detectors find what may be all that is seen."""
ANATOMY: Final = frozenset(name for rule in RULES.values() for name in rule.detectors)
"""Ids of the detectors of which only what was asked for is proposed."""
ALWAYS: Final = frozenset({BodyPart.FACE})
"""What is looked for in every case unless a policy says otherwise: a face names its owner."""
ON_REQUEST: Final = ANATOMY - {name for part in ALWAYS for name in RULES[part].detectors}
"""Ids of the detectors that run only where somebody asked for what they find."""

KEEP_ONLY: Final = Origin("detector", "keep_only@1")
"""Who marked an image on which what may be seen was not found."""
NOT_FOUND: Final = QT_TRANSLATE_NOOP("Reasons", "all of it, since what alone may be seen was not found here")
_STACKED: Final = frozenset({"CT", "MR", "PT", "NM"})
"""Modalities whose series show one body slice by slice: a part is on some of them and not on all."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for in a case.

    Attributes
    ----------
    hidden
        Kinds that are proposed to be hidden.
    kept
        The kind outside of which all is proposed to be hidden.
    detectors
        Ids of the detectors of anatomy that are needed; some may not be there.
    """

    hidden: frozenset[Kind] = frozenset()
    kept: Kind | None = None
    detectors: frozenset[str] = frozenset()

    def names(self, known: Iterable[str], done: Collection[str] = ()) -> tuple[str, ...]:
        """Give the ids of the detectors to run, of those that there are, without those that ran already."""
        return tuple(name for name in known if name not in done and (name not in ANATOMY or name in self.detectors))


def wanted(choice: BodyChoice | None, always: Iterable[BodyPart] = ALWAYS) -> Wanted:
    """Give what a choice, and a policy, have looked for."""
    parts = {*always, *(() if choice is None else choice.parts)}
    kept = None if choice is None else choice.keep_only
    rules = [RULES[part] for part in parts]
    names = {name for rule in rules for name in rule.detectors} | set(KEEPERS[kept] if kept else ())
    return Wanted(frozenset(kind for rule in rules for kind in rule.kinds), kept, frozenset(names))


def is_found_by_program(chosen: BodyPart | Kind, known: Collection[str]) -> bool:
    """True if some detector that is there looks for a part, or for what may be all that is seen."""
    names = RULES[chosen].detectors if isinstance(chosen, BodyPart) else KEEPERS[chosen]
    return any(name in known for name in names)


def regions_for(
    found: Sequence[Found], want: Wanted, pixels: PixelFormat, *, instance: str, prefix: str = ""
) -> tuple[Region, ...]:
    """Give the regions that propose what was found in an image, of anatomy only what was asked for.

    Where something alone may be seen, each shape of it hides what lies outside; frames on which it was not found are
    hidden as a whole, since nobody knows what may be seen there. Nothing of this uncovers a pixel.

    Parameters
    ----------
    prefix
        What the ids of the regions start with.
    """
    regions: list[Region] = []
    for item in found:
        finding = item.finding
        is_anatomy = item.detector.partition("@")[0] in ANATOMY
        if not is_anatomy:
            regions.append(
                proposed_region(finding, region_id=prefix + item.id, detector=item.detector, instance=instance)
            )
            continue
        made = proposed_region(
            replace(finding, suggestion="hide"), region_id=prefix + item.id, detector=item.detector, instance=instance
        )
        if finding.kind in want.hidden:
            regions.append(made)
        if finding.kind is want.kept:
            regions.append(replace(made, id=f"{made.id}k", effect=Effect.HIDE_OUTSIDE))
    if want.kept is not None and (rest := _frames_without(regions, pixels.number_of_frames)):
        whole = Rectangle(0, 0, pixels.columns, pixels.rows)
        frames = ALL if len(rest) == pixels.number_of_frames else rest
        regions.append(
            Region(
                f"{prefix}k",
                whole,
                scope=Scope((instance,), frames),
                origin=KEEP_ONLY,
                status=Status.PROPOSED,
                reason=NOT_FOUND,
            )
        )
    return tuple(regions)


def _frames_without(regions: Iterable[Region], number_of_frames: int) -> tuple[int, ...]:
    kept = [region.scope for region in regions if region.effect is Effect.HIDE_OUTSIDE]
    return tuple(n for n in range(1, number_of_frames + 1) if not any(scope.has_frame(n) for scope in kept))


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
        marked = {member.key: _is_marked(chosen, plan, member.key) for member in unit.members}
        if unit.modality in _STACKED and any(marked.values()) and isinstance(chosen, BodyPart):
            continue
        keys = tuple(key for key, is_marked in marked.items() if not is_marked)
        if keys:
            found.append(Reminder(chosen, keys, answer))
    return tuple(found)


def _is_marked(chosen: BodyPart | Kind, plan: CasePlan, key: str) -> bool:
    active = [one for one in plan.plan_for(key).regions if one.status is not Status.REJECTED]
    if isinstance(chosen, BodyPart):
        return any(one.effect is Effect.HIDE and one.kind in RULES[chosen].kinds for one in active)
    return any(one.effect is Effect.HIDE_OUTSIDE or one.origin == KEEP_ONLY for one in active)
