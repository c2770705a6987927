"""What a detector found: a place, a kind, a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from redactor.model.region import ALL, Effect, Kind, Origin, Region, Scope, Status

if TYPE_CHECKING:
    from redactor.model.geometry import Shape

Suggestion = Literal["hide", "keep", "ask"]


@dataclass(frozen=True)
class Finding:
    """A place that a detector points at.

    Attributes
    ----------
    suggestion
        ``hide``: proposed hidden; ``keep``: harmless by what is known (laterality, scale); ``ask``: unsure,
        hidden until decided.
    confidence
        From 0 to 1.
    reason
        Why, in words that a person understands. Never the text that was read.
    text
        What was read there, for matching with the header. In memory only: it reaches no region, plan or record.
    """

    kind: Kind
    shape: Shape
    reason: str
    frames: Literal["all"] | tuple[int, ...] = ALL
    suggestion: Suggestion = "hide"
    confidence: float = 0.5
    header_match: bool = False
    text: str = field(default="", repr=False)


def proposed_region(finding: Finding, *, region_id: str, detector: str, instance: str | None = None) -> Region:
    """Give the region that proposes what a finding suggests.

    A ``hide`` or ``ask`` finding hides until a person rejects it. A ``keep`` finding of text becomes a proposed protect
    zone: it changes no pixel until a person accepts it, and then uncovers what is only proposed, never a header match.
    Any other ``keep`` finding, such as a banner or a whole screen, becomes a rejected hide: it hides nothing, stays
    listed, and a person can turn it on; as a zone it would uncover all that is proposed in it.

    Parameters
    ----------
    detector
        Plug-in id with its version, such as ``text@1``.
    instance
        Key of the subject that the finding belongs to; None for every instance.
    """
    keeps = finding.suggestion == "keep"
    return Region(
        id=region_id,
        shape=finding.shape,
        scope=Scope(instances=ALL if instance is None else (instance,), frames=finding.frames),
        effect=Effect.PROTECT if keeps and finding.kind is Kind.BURNED_IN_TEXT else Effect.HIDE,
        origin=Origin("detector", detector),
        kind=finding.kind,
        confidence=finding.confidence,
        status=Status.REJECTED if keeps and finding.kind is not Kind.BURNED_IN_TEXT else Status.PROPOSED,
        header_match=finding.header_match,
        reason=finding.reason,
    )
