"""The Basic Application Level Confidentiality Profile with its options, and what its action codes come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from redactor.errors import InvalidOption

if TYPE_CHECKING:
    from redactor.deid.table import Option, Row
    from redactor.deid.types import AttributeType

Action = Literal["D", "Z", "X", "K", "C", "U"]
"""D dummy, Z empty or dummy, X remove, K keep, C clean, U new consistent UID (PS3.15 Table E.1-1a)."""

DONE: Final[frozenset[Option]] = frozenset()
"""Options that the engine can carry out. One that it can't is refused: its code would be a false claim."""

_RESOLVED: Final[dict[str, tuple[Action, Action, Action]]] = {
    "D": ("D", "D", "D"),
    "Z": ("Z", "Z", "D"),
    "X": ("X", "X", "X"),
    "K": ("K", "K", "K"),
    "C": ("C", "C", "C"),
    "U": ("U", "U", "U"),
    "X/Z": ("X", "Z", "Z"),
    "X/D": ("X", "D", "D"),
    "Z/D": ("Z", "Z", "D"),
    "X/Z/D": ("X", "Z", "D"),
    "X/Z/U*": ("X", "Z", "U"),
}
"""For Type 3, 2 and 1."""


def resolve(code: str, attribute_type: AttributeType | None) -> Action:
    """Choose one action of a code such as ``X/Z/D``, which leaves the choice to the Type in the IOD (Table E.1-1a).

    Whether a condition of Type 1C or 2C holds isn't asked: where such an attribute is present, it is required. One
    that is not of the IOD (None) is as one of Type 3. Of a sequence marked ``X/Z/U*`` that is required the items stay,
    with new UIDs.

    Raises
    ------
    KeyError
        If the code is none of the table's.
    """
    optional, may_be_empty, required = _RESOLVED[code]
    if attribute_type in {"1", "1C"}:
        return required
    return may_be_empty if attribute_type in {"2", "2C"} else optional


@dataclass(frozen=True)
class Profile:
    """A confidentiality profile and its options.

    Attributes
    ----------
    private_sop_classes
        Whether instances of private and unknown SOP Classes may leave, with each attribute as one of Type 3. The
        Standard doesn't define what de-identifies them.

    Raises
    ------
    InvalidOption
        If an option is not one that the engine can carry out.
    """

    name: str = "basic"
    options: tuple[Option, ...] = ()
    private_sop_classes: bool = False

    def __post_init__(self) -> None:
        if not DONE.issuperset(self.options):
            raise InvalidOption(name="options", allowed=", ".join(sorted(DONE)) or "none")

    def action_for(self, row: Row, attribute_type: AttributeType | None) -> Action:
        """Give the action for a row, where the attribute has this Type (None: it is not of the IOD).

        An enabled option overrides the Basic cell; where two options differ, cleaning goes before keeping.
        """
        codes = {code for option, code in row.options if option in self.options}
        if codes:
            return "C" if "C" in codes else "K"
        return resolve(row.basic, attribute_type)


BASIC: Final = Profile()
