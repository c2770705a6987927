"""The Basic Application Level Confidentiality Profile with its options, and what its action codes come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from redactor.deid.table import OPTIONS
from redactor.errors import InvalidOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.deid.table import Option, Row
    from redactor.deid.types import AttributeType
    from redactor.model.record import AttributeAction

Action = Literal["D", "Z", "X", "K", "C", "U"]
"""D dummy, Z empty or dummy, X remove, K keep, C clean, U new consistent UID (PS3.15 Table E.1-1a)."""

DONE: Final[frozenset[Option]] = frozenset(OPTIONS)
"""Options that the engine can carry out. One that it can't is refused: its code would be a false claim."""

OLDEST: Final = 89
"""Years; who is older is of a group too small to tell the age of (45 CFR 164.514(b)(2)(i)(C))."""

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
class Rule:
    """What a profile asks for one attribute, beside the table: stricter, or to keep it for a stated reason."""

    action: Literal["X", "Z", "D", "K"]
    reason: str = ""


@dataclass(frozen=True)
class Profile:
    """A confidentiality profile: always the Basic one, with its options and what a site adds.

    Attributes
    ----------
    oldest
        Ages above it are told as the next year, such as ``090Y``; None tells every age that an option keeps.
    birth_date
        ``empty``, or ``year``: the first day of the year of birth, unless that tells too great an age.
    rules
        (tag, rule) of single attributes.
    only
        Tags that may stay at all, where the IOD has them; None is every one that nothing else removes.
    words
        Words of a site, beside the vocabulary of the program.
    titles, summaries
        (language, text): for people.
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
    oldest: int | None = OLDEST
    birth_date: Literal["empty", "year"] = "empty"
    rules: tuple[tuple[int, Rule], ...] = ()
    only: frozenset[int] | None = None
    words: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    summaries: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if not DONE.issuperset(self.options):
            raise InvalidOption(name="options", allowed=", ".join(sorted(DONE)) or "none")

    @property
    def retains_uids(self) -> bool:
        """True if UIDs stay where pixels do."""
        return "retain_uids" in self.options

    def action_for(self, row: Row, attribute_type: AttributeType | None) -> Action:
        """Give the action for a row, where the attribute has this Type (None: it is not of the IOD).

        An enabled option overrides the Basic cell; where two options differ, cleaning goes before keeping.
        """
        return self.option_action(row) or basic_action(row, attribute_type)

    def option_action(self, row: Row) -> Literal["C", "K"] | None:
        """Give what the enabled options ask for a row; None if no one is about it."""
        if not self.options:
            return None
        codes = {code for option, code in row.options if option in self.options}
        return ("C" if "C" in codes else "K") if codes else None


def basic_action(row: Row, attribute_type: AttributeType | None) -> Action:
    """Give the action of the Basic Profile, without any option: what stays if cleaning can't be done."""
    return resolve(row.basic, attribute_type)


def reasons_to_keep(profile: Profile, actions: Iterable[AttributeAction]) -> tuple[str, ...]:
    """Say why the profile kept attributes against the table, for the record."""
    rules = dict(profile.rules)
    kept = [action.path for action in actions if (action.action, action.rule) == ("K", "profile")]
    told = ((path, rules.get(int(path[-10:-1].replace(",", ""), 16))) for path in kept)
    return tuple(f"kept by the profile: {path} ({rule.reason})" for path, rule in told if rule)


BASIC: Final = Profile()
