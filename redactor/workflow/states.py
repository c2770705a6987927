"""What a series needs before it may leave, and where it stands, from unreviewed to released.

Whatever was judged makes a snapshot; a mark counts for its own snapshot alone. So any later change makes a series
stale, and undoing that change makes its mark count again, without a rule for either.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

import redactor
from redactor.errors import NotReviewed, ReviewNotReady, SamePerson
from redactor.model.codec import case_to_json
from redactor.model.region import ALL, Status
from redactor.model.review import Checked, Mark, Projection, Review, State
from redactor.workflow.body_parts import reminders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from redactor.model.case_plan import CasePlan
    from redactor.model.region import Region

_ALL_PROJECTIONS: Final = frozenset(Projection)


class Gate(StrEnum):
    """What must be green before a series counts as reviewed; in the order in which a person is led through them."""

    SEARCH = "search"
    FRAMES = "frames"
    FINDINGS = "findings"
    PARTS = "parts"
    WORDS = "words"
    HIDDEN = "hidden"
    CHECK = "check"


@dataclass(frozen=True)
class Rules:
    """What the policy of a site says about review.

    Attributes
    ----------
    one_person
        Whether the person who reviewed may release.
    projected
        Modalities in which three projections may stand for the frames of a series, if all have one size.
    """

    one_person: bool = True
    projected: frozenset[str] = frozenset({"CT", "MR", "US", "XA"})


@dataclass(frozen=True)
class Member:
    """An image of a series.

    Attributes
    ----------
    source
        What tells that the file is still the same: its size and the time of its last change. Never its content.
    """

    key: str
    rows: int
    columns: int
    number_of_frames: int
    source: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Unit:
    """What is reviewed as one: a series."""

    key: str
    modality: str
    members: tuple[Member, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its members."""
        return frozenset(member.key for member in self.members)

    @cached_property
    def has_one_size(self) -> bool:
        """True if all its frames can lie on one another."""
        return len({(member.rows, member.columns) for member in self.members}) == 1


@dataclass(frozen=True)
class Facts:
    """What is known of the files of a series, beside what a person did.

    Attributes
    ----------
    unsearched
        Keys of the members that are still searched.
    failed
        Keys of the members whose search broke off: only looking at each of their frames helps.
    words, hidden
        Fingerprints of the free text that stays and of the report of hidden data; empty if there is none, None if that
        is not known yet.
    """

    unsearched: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    words: str | None = None
    hidden: str | None = None


@dataclass(frozen=True)
class Missing:
    """Something that is not done yet, and where to do it.

    Attributes
    ----------
    count
        How many there are; 0 if the program itself is not ready yet.
    key, frame, region
        The first: a subject, a frame of it, a region; empty where it is none of these.
    """

    gate: Gate
    count: int
    key: str = ""
    frame: int = 0
    region: str = ""


def missing(unit: Unit, plan: CasePlan, review: Review, facts: Facts, rules: Rules) -> tuple[Missing, ...]:
    """Give what is not done yet, in the order in which a person should do it, but for the check of the output."""
    found = (
        _searches(unit, facts),
        _frames(unit, plan, review, facts, rules),
        _findings(unit, plan),
        _parts(unit, plan, review, facts),
        _confirmation(Gate.WORDS, facts.words, review.words),
        _confirmation(Gate.HIDDEN, facts.hidden, review.hidden),
    )
    return tuple(one for one in found if one is not None)


def _searches(unit: Unit, facts: Facts) -> Missing | None:
    waiting = [member.key for member in unit.members if member.key in facts.unsearched]
    return Missing(Gate.SEARCH, 0, waiting[0]) if waiting else None


def _frames(unit: Unit, plan: CasePlan, review: Review, facts: Facts, rules: Rules) -> Missing | None:
    projected = may_project(unit, rules) and review.projections == _ALL_PROJECTIONS
    unseen: list[tuple[str, int]] = []
    dropped = dict(plan.dropped_frames)
    for member in unit.members:
        if projected and member.key not in facts.failed:
            continue
        gone = frozenset(dropped.get(member.key, ()))
        unseen += [
            (member.key, number)
            for number in range(1, member.number_of_frames + 1)
            if number not in gone and not review.has_seen(member.key, number)
        ]
    return Missing(Gate.FRAMES, len(unseen), *unseen[0]) if unseen else None


def may_project(unit: Unit, rules: Rules) -> bool:
    """True if projections may stand for the frames of a series."""
    return unit.modality in rules.projected and unit.has_one_size


def _findings(unit: Unit, plan: CasePlan) -> Missing | None:
    keys = unit.keys
    open_ones = [r for r in plan.regions if r.status is Status.PROPOSED and _concerns(r, keys)]
    if not open_ones:
        return None
    first = open_ones[0]
    key = next(member.key for member in unit.members if first.scope.has_instance(member.key))
    frame = 1 if first.scope.frames == ALL else min(first.scope.frames)
    return Missing(Gate.FINDINGS, len(open_ones), key, frame, first.id)


def _parts(unit: Unit, plan: CasePlan, review: Review, facts: Facts) -> Missing | None:
    """Give the body parts that were chosen and that nobody marked; while a search runs, it may still find them."""
    found = () if unit.keys & facts.unsearched else reminders(unit, plan, review)
    return Missing(Gate.PARTS, len(found), found[0].keys[0], 1) if found else None


def _concerns(region: Region, keys: frozenset[str]) -> bool:
    return region.scope.instances == ALL or not keys.isdisjoint(region.scope.instances)


def _confirmation(gate: Gate, found: str | None, confirmed: str) -> Missing | None:
    if found is None:
        return Missing(gate, 0)
    return Missing(gate, 1) if found and found != confirmed else None


# --- snapshots ------------------------------------------------------------------------------------------------


def snapshot(unit: Unit, plan: CasePlan, profile: Mapping[str, object], rules: Rules) -> str:
    """Give the fingerprint of all that a person judges: sources, plan, profile, policy and the program's version.

    Parameters
    ----------
    profile
        The confidentiality profile as data.

    Notes
    -----
    What is hashed holds no value of the original: subjects are keyed hashes, sources are sizes and times.
    """
    keys = unit.keys
    concerned = tuple(region for region in plan.regions if _concerns(region, keys))
    subjects = tuple(subject for subject in plan.subjects if subject.key in keys)
    dropped = tuple(entry for entry in plan.dropped_frames if entry[0] in keys)
    judged = {
        "version": redactor.__version__,
        "sources": [[member.key, *member.source] for member in unit.members],
        "plan": case_to_json(replace(plan, subjects=subjects, regions=concerned, dropped_frames=dropped)),
        "profile": dict(profile),
        "rules": [rules.one_person, sorted(rules.projected)],
    }
    return fingerprint(judged)


def fingerprint(value: object) -> str:
    """Give the SHA-256 of a value as JSON, its fields in order."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


# --- states ---------------------------------------------------------------------------------------------------


def state(review: Review, now: str, *, decided: bool = False) -> State:
    """Say where a series stands.

    Parameters
    ----------
    now
        Its snapshot.
    decided
        Whether a person has decided anything in its plan.
    """
    if review.quarantined:
        return State.QUARANTINED
    if review.reviewed is not None:
        return _state_of_mark(review, review.reviewed, now)
    if review.is_flagged:
        return State.FLAGGED
    return State.IN_REVIEW if review.seen or decided else State.UNREVIEWED


def _state_of_mark(review: Review, mark: Mark, now: str) -> State:
    if mark.snapshot != now:
        return State.STALE
    if review.released is not None and review.released.snapshot == now:
        return State.RELEASED
    if review.checked is None or review.checked.snapshot != now:
        return State.IN_REVIEW  # nobody vouches for an output that was not looked at yet
    if review.checked.reason:
        return State.FAILED
    approved = review.approved is not None and review.approved.snapshot == now
    return State.APPROVED if approved else State.REVIEWED


def marked(review: Review, gaps: Sequence[Missing], mark: Mark) -> Review:
    """Give the review after a person vouched for a series; it counts once the check of the output was clean.

    Raises
    ------
    ReviewNotReady
        If something is not done yet.
    """
    if gaps:
        raise ReviewNotReady(count=len(gaps))
    return replace(review, reviewed=mark, approved=None, released=None, is_flagged=False)


def checked(review: Review, now: str, reason: str = "") -> Review:
    """Give the review after the output of a snapshot was written, read again and checked; a reason if that failed."""
    return replace(review, checked=Checked(now, reason))


def approved(review: Review, now: str, mark: Mark) -> Review:
    """Give the review after another person approved it.

    Raises
    ------
    NotReviewed
        If the series is not reviewed.
    SamePerson
        If it was the same person.
    """
    if state(review, now) is not State.REVIEWED or review.reviewed is None:
        raise NotReviewed
    if review.reviewed.by == mark.by:
        raise SamePerson
    return replace(review, approved=mark)


def returned(review: Review) -> Review:
    """Give the review after somebody sent it back: as if nobody had vouched, but with all that was seen and decided."""
    return replace(review, reviewed=None, approved=None, released=None, checked=None)


def released(review: Review, now: str, rules: Rules, mark: Mark) -> Review:
    """Give the review after its results left.

    Raises
    ------
    NotReviewed
        If it may not leave.
    """
    require_releasable(review, now, rules)
    return replace(review, released=mark)


def require_releasable(review: Review, now: str, rules: Rules) -> None:
    """Check that a series may leave: approved, or reviewed where one person may release, or released before.

    Raises
    ------
    NotReviewed
        If it may not.
    """
    allowed = {State.APPROVED, State.RELEASED} | ({State.REVIEWED} if rules.one_person else set())
    if state(review, now) not in allowed:
        raise NotReviewed


def has_decisions(unit: Unit, regions: Iterable[Region]) -> bool:
    """True if a person drew or decided a region of a series."""
    return any(
        (region.origin.by == "person" or region.status is Status.ACCEPTED) and _concerns(region, unit.keys)
        for region in regions
    )
