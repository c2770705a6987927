"""The Basic Application Level Confidentiality Profile with its options, and what its action codes come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from redactor.errors import InvalidOption

if TYPE_CHECKING:
    from redactor.deid.table import Option, Row

Action = Literal["D", "Z", "X", "K", "C", "U"]
"""D dummy, Z empty or dummy, X remove, K keep, C clean, U new consistent UID (PS3.15 Table E.1-1a)."""

DONE: Final[frozenset[Option]] = frozenset()
"""Options that the engine can carry out. One that it can't is refused: its code would be a false claim."""

_RESOLVED: Final[dict[str, Action]] = {
    "D": "D",
    "Z": "Z",
    "X": "X",
    "K": "K",
    "C": "C",
    "U": "U",
    "X/Z": "Z",
    "X/D": "D",
    "Z/D": "D",
    "X/Z/D": "D",
    "X/Z/U*": "U",
}

_IN_IMAGES: Final[dict[str, Action]] = {"ReferencedStudySequence": "X"}
"""Where what is valid for every Type is not valid for images: Type 3 there, with an item or absent (PS3.3 C.7.2.1)."""


def resolve(code: str) -> Action:
    """Choose one action of a code such as ``X/Z/D``, which leaves the choice to the Type in the IOD.

    The Type is not asked yet: each code comes to what is valid for every Type. A sequence marked ``X/Z/U*``
    is kept, and the UIDs in it are replaced.

    Raises
    ------
    KeyError
        If the code is none of the table's.
    """
    return _RESOLVED[code]


@dataclass(frozen=True)
class Profile:
    """A confidentiality profile and its options.

    Raises
    ------
    InvalidOption
        If an option is not one that the engine can carry out.
    """

    name: str = "basic"
    options: tuple[Option, ...] = ()

    def __post_init__(self) -> None:
        if not DONE.issuperset(self.options):
            raise InvalidOption(name="options", allowed=", ".join(sorted(DONE)) or "none")

    def action_for(self, row: Row) -> Action:
        """Give the action for a row.

        An enabled option overrides the Basic cell; where two options differ, cleaning goes before keeping.
        """
        codes = {code for option, code in row.options if option in self.options}
        if codes:
            return "C" if "C" in codes else "K"
        return _IN_IMAGES.get(row.keyword) or resolve(row.basic)


BASIC: Final = Profile()
