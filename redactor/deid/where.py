"""Where a data set stands that is built anew: in which sequence, and what the IOD requires there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement, empty_value_for_VR

from redactor.deid.structured import SEQUENCES
from redactor.deid.types import REQUIRED

if TYPE_CHECKING:
    from pydicom.tag import BaseTag

    from redactor.deid.profile import Action
    from redactor.deid.types import Level

Inside = Literal["plain", "dummies", "kept", "structured", "graphics"]
"""What an item is part of: nothing special, a sequence marked D, one that an option keeps, one that it cleans."""

Decision: TypeAlias = "tuple[Action, str, DataElement | None]"
"""The action, the rule that asks for it (empty: nothing does) and the new element."""

_MAY_BE_EMPTY: Final = frozenset({"2", "2C"})
_OPTIONAL: Final = _MAY_BE_EMPTY | {"3"}
_GRAPHICS: Final = 0x00700001  # Graphic Annotation Sequence


class ItemGoes(Exception):
    """An item can't do without an attribute that is to be removed."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True)
class Where:
    """Where a data set stands.

    Attributes
    ----------
    level
        The Types of its attributes.
    prefix
        The path of the item.
    inside
        What it is part of.
    may_go
        Whether the sequence can do without it.
    """

    level: Level
    prefix: str = ""
    inside: Inside = "plain"
    may_go: bool = False

    def needs(self, tag: int) -> bool:
        """Say whether an attribute, where it is present, must have a value."""
        return self.level.types.get(int(tag)) in REQUIRED

    def item_of(self, tag: BaseTag, prefix: str, inside: Inside) -> Where:
        """Give where an item of a sequence stands."""
        may_go = inside != "dummies" and self.level.types.get(int(tag)) in _OPTIONAL
        return Where(self.level.inside(tag), prefix, inside, may_go)


def below(tag: BaseTag, action: Action, rule: str, inside: Inside) -> Inside:
    """Say what the items of a sequence are part of."""
    if inside == "dummies" or action == "D":
        return "dummies"
    if action == "C" and int(tag) in SEQUENCES:
        return "structured"
    if action == "C" and tag == _GRAPHICS:
        return "graphics"
    return "kept" if action == "K" and rule else inside


def left_out(tag: BaseTag, rule: str, where: Where) -> Decision:
    """Leave an attribute out or, where it is required and may be so, empty."""
    if where.level.mandatory.get(int(tag)) not in _MAY_BE_EMPTY:
        return "X", rule, None
    vr = dictionary_VR(tag)
    return "Z", rule, DataElement(tag, vr, [] if vr == "SQ" else empty_value_for_VR(vr))
