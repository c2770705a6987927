"""Which parts of the body a patient, or staff, chose to have masked: values with the time and who noted them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from redactor.model.region import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence


class BodyPart(StrEnum):
    """A part that can be chosen, in the order in which parts are listed."""

    FACE = "face"
    EYES = "eyes"
    EARS = "ears"
    NECK = "neck"
    CHEST = "chest"
    ABDOMEN = "abdomen"
    PELVIS = "pelvis"
    ARMS = "arms"
    HANDS = "hands"
    LEGS = "legs"
    FEET = "feet"
    BACK = "back"
    BUTTOCKS = "buttocks"
    SKIN_MARKS = "skin_marks"
    BODY_OUTLINE = "body_outline"
    HEART = "heart"
    RIBS = "ribs"


KEEPABLE: Final = (Kind.LUNG_FIELD, Kind.HEART, Kind.RIB_CAGE, Kind.BREAST, Kind.BODY_CONTOUR, Kind.COLLIMATED_FIELD)
"""What may be all that is seen."""


@dataclass(frozen=True)
class BodyChoice:
    """What was chosen at one time. One that chooses nothing withdraws what was chosen before.

    Attributes
    ----------
    at
        Seconds since 1970, UTC.
    by
        A pseudonym of the member of staff who had it noted.
    parts
        What is to be masked; in the order of `BodyPart`, each once.
    keep_only
        The only thing that may be seen; None where all but the parts may.
    by_patient
        Whether the patient chose on the screen.
    """

    at: float
    by: str
    parts: tuple[BodyPart, ...] = ()
    keep_only: Kind | None = None
    by_patient: bool = False

    def __post_init__(self) -> None:
        if list(self.parts) != [part for part in BodyPart if part in self.parts]:
            raise ValueError("parts stand in their order, each once")
        if self.keep_only is not None and self.keep_only not in KEEPABLE:
            raise ValueError("nothing else can be all that is seen")

    @property
    def is_withdrawal(self) -> bool:
        """True if it chooses nothing."""
        return not self.parts and self.keep_only is None


def current(choices: Sequence[BodyChoice]) -> BodyChoice | None:
    """Give the choice that holds: the last one, unless it withdraws what was chosen before."""
    return choices[-1] if choices and not choices[-1].is_withdrawal else None


def since(choices: Sequence[BodyChoice], chosen: BodyPart | Kind) -> int:
    """Give the number of the choice, from 1, from which on something is chosen without a break; 0 where it is not.

    What a person answered about a part counts as long as it stays chosen, and no longer.
    """
    number = len(choices)
    while number and chosen in {*choices[number - 1].parts, choices[number - 1].keep_only}:
        number -= 1
    return number + 1 if number < len(choices) else 0
