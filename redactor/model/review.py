"""What a person did with a unit of review beside its plan: what was looked at, confirmed, flagged and marked.

The unit is a series. The value knows no rules; they stand in `workflow.states`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EVERYWHERE: Final = (1 << 64) - 1
"""All cells of a frame: 8×8, the first one top left, row by row from the lowest bit."""


class State(StrEnum):
    """How far a unit has come on its way out."""

    UNREVIEWED = "unreviewed"
    IN_REVIEW = "in review"
    FLAGGED = "flagged"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RELEASED = "released"
    STALE = "stale"
    FAILED = "failed"
    QUARANTINED = "quarantined"


class Projection(StrEnum):
    """A picture of all frames at once: the lowest, the highest value, and how much values scatter."""

    LOWEST = "min"
    HIGHEST = "max"
    SCATTER = "std"


@dataclass(frozen=True)
class Mark:
    """That a person vouches for a snapshot.

    Attributes
    ----------
    snapshot
        The fingerprint of all that was judged (`workflow.states.snapshot`).
    by
        A pseudonym.
    at
        Seconds since 1970, UTC.
    """

    snapshot: str
    by: str
    at: float


@dataclass(frozen=True)
class Checked:
    """How the check of the output of a snapshot ended; a reason if it failed."""

    snapshot: str
    reason: str = ""


@dataclass(frozen=True)
class Review:
    """What was done with a unit.

    Attributes
    ----------
    seen
        (subject key, frame number) to the cells of the frame that were shown masked, long and large enough.
    projections
        Pictures of all frames in which a person found nothing.
    words, hidden
        Fingerprints of the kept free text, and of the report of hidden data, that a person confirmed.
    comment
        A person's note; it never leaves.
    reviewed, approved, released
        Who vouched, and for what.
    quarantined
        Why it may not leave, as a code; empty if it may.
    reasons
        Why findings were rejected, as codes by the ids of their regions.
    absent
        What was chosen to be masked and is not in the series, as a person says, under the names that
        `workflow.body_parts` gives; with the number of images that the series had then.
    """

    seen: Mapping[tuple[str, int], int] = field(default_factory=dict)
    projections: frozenset[Projection] = frozenset()
    words: str = ""
    hidden: str = ""
    comment: str = field(default="", repr=False)
    is_flagged: bool = False
    reviewed: Mark | None = None
    approved: Mark | None = None
    released: Mark | None = None
    checked: Checked | None = None
    quarantined: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    absent: Mapping[str, int] = field(default_factory=dict)

    def with_seen(self, key: str, frame: int, cells: int) -> Review:
        """Give the review after more of a frame was seen; itself if that was seen before."""
        before = self.seen.get((key, frame), 0)
        return self if before | cells == before else replace(self, seen={**self.seen, (key, frame): before | cells})

    def without_seen(self, places: Iterable[tuple[str, int]], cells: int) -> Review:
        """Give the review after parts of frames became visible that were hidden when they were looked at.

        Pictures of all frames were made under the mask of then, so they have to be looked at again, too.
        """
        lost = frozenset(places)
        seen = {place: found & ~cells if place in lost else found for place, found in self.seen.items()}
        if seen == self.seen and not self.projections:
            return self
        left = {place: found for place, found in seen.items() if found}
        return replace(self, seen=left, projections=frozenset())

    def joined_by(self, later: Review) -> Review:
        """Give this review with what was seen and said in a later one that did not know of it."""
        joined = self
        for (key, frame), cells in later.seen.items():
            joined = joined.with_seen(key, frame, cells)
        return replace(
            joined,
            comment=later.comment or self.comment,
            is_flagged=self.is_flagged or later.is_flagged,
            quarantined=later.quarantined or self.quarantined,
            reasons={**self.reasons, **later.reasons},
            absent={**self.absent, **later.absent},
        )

    @property
    def says_something(self) -> bool:
        """True if a person said something, other than looking."""
        return replace(self, seen={}) != Review()

    def has_seen(self, key: str, frame: int) -> bool:
        """True if all of a frame was seen."""
        return self.seen.get((key, frame), 0) == EVERYWHERE
