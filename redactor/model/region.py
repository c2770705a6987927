"""A region: an area that a person or a detector marked, and what it does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from redactor.model.geometry import Shape
    from redactor.options import Value

ALL: Final = "all"
"""Every instance of a case, or every frame of an instance."""


class Effect(StrEnum):
    """What a region does to the mask."""

    HIDE = "hide"
    """Hides what lies inside."""
    HIDE_OUTSIDE = "hide_outside"
    """Hides everything outside the union of all accepted regions of this effect, and outside each proposed one;
    never uncovers."""
    ERASE = "erase"
    """Uncovers what earlier regions hid."""
    PROTECT = "protect"
    """Uncovers what is only proposed, wherever it stands in the order; never a header match."""


class Status(StrEnum):
    """What a person decided about a region."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Kind(StrEnum):
    """What a region shows, as in the findings that the command line prints."""

    BURNED_IN_TEXT = "burned_in_text"
    BARCODE = "barcode"
    ULTRASOUND_BANNER = "ultrasound_banner"
    STILL_OVERLAY = "still_overlay"
    DEVICE_LAYOUT = "device_layout"
    FILM_EDGE = "film_edge"
    SCREEN_CAPTURE = "screen_capture"
    FACE = "face"
    BODY_CONTOUR = "body_contour"
    BREAST = "breast"
    LUNG_FIELD = "lung_field"
    HEART = "heart"
    RIB_CAGE = "rib_cage"
    RIB = "rib"
    CLAVICLE = "clavicle"
    DIAPHRAGM = "diaphragm"
    GENITAL_REGION = "genital_region"
    EYE = "eye"
    EAR = "ear"
    NECK = "neck"
    ABDOMEN = "abdomen"
    ARM = "arm"
    HAND = "hand"
    LEG = "leg"
    FOOT = "foot"
    BACK = "back"
    BUTTOCKS = "buttocks"
    SKIN_MARK = "skin_mark"
    COLLIMATED_FIELD = "collimated_field"
    OTHER = "other"


IDENTIFIERS: Final = frozenset(
    {
        Kind.BURNED_IN_TEXT,
        Kind.BARCODE,
        Kind.ULTRASOUND_BANNER,
        Kind.STILL_OVERLAY,
        Kind.DEVICE_LAYOUT,
        Kind.SCREEN_CAPTURE,
        Kind.FACE,
        Kind.EYE,
        Kind.EAR,
        Kind.SKIN_MARK,
    }
)
"""Kinds for which an obscuring style is refused: what it shows could be brought back."""

BODY: Final = frozenset(
    {
        Kind.FACE,
        Kind.BODY_CONTOUR,
        Kind.BREAST,
        Kind.LUNG_FIELD,
        Kind.HEART,
        Kind.RIB_CAGE,
        Kind.RIB,
        Kind.CLAVICLE,
        Kind.DIAPHRAGM,
        Kind.GENITAL_REGION,
        Kind.EYE,
        Kind.EAR,
        Kind.NECK,
        Kind.ABDOMEN,
        Kind.ARM,
        Kind.HAND,
        Kind.LEG,
        Kind.FOOT,
        Kind.BACK,
        Kind.BUTTOCKS,
        Kind.SKIN_MARK,
    }
)
"""Kinds that are parts of the body: where they lie is known wherever the body is."""


@dataclass(frozen=True)
class Origin:
    """Who marked a region.

    Attributes
    ----------
    by
        ``person``, ``detector`` or ``template``.
    id
        Plug-in id with its version (``text@1``), or template id; empty for a person, or ``related_image`` for what a
        person drew on an image that shows the same.
    """

    by: Literal["person", "detector", "template"] = "person"
    id: str = ""


@dataclass(frozen=True)
class Scope:
    """Where a region applies: subject keys and frame numbers from 1, or all of them."""

    instances: Literal["all"] | tuple[str, ...] = ALL
    frames: Literal["all"] | tuple[int, ...] = ALL

    def __post_init__(self) -> None:
        if self.instances == () or self.frames == ():
            raise ValueError("a scope names at least one instance and one frame")
        if self.frames != ALL and min(self.frames) < 1:
            raise ValueError("frame numbers count from 1")

    def has_instance(self, key: str) -> bool:
        """True if the region applies to the subject with this key."""
        return self.instances == ALL or key in self.instances

    def has_frame(self, number: int) -> bool:
        """True if the region applies to this frame."""
        return self.frames == ALL or number in self.frames


@dataclass(frozen=True)
class StyleChoice:
    """A style by its plug-in id, with the options that differ from its defaults."""

    id: str = "solid"
    options: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class Region:
    """An area, its effect, and why it is there.

    Attributes
    ----------
    header_match
        True if the region shows one of the header's own identifiers: a protect zone can't uncover it.
    reason
        Why it was proposed, for people. Never recognised text or a patient's value.
    """

    id: str
    shape: Shape
    scope: Scope = Scope()
    effect: Effect = Effect.HIDE
    origin: Origin = Origin()
    kind: Kind = Kind.OTHER
    confidence: float | None = None
    status: Status = Status.ACCEPTED
    style: StyleChoice | None = None
    header_match: bool = False
    reason: str = ""

    def decided(self, status: Status) -> Region:
        """Give the region with a person's decision."""
        return replace(self, status=status)

    def reshaped(self, shape: Shape) -> Region:
        """Give the region with another shape."""
        return replace(self, shape=shape)
