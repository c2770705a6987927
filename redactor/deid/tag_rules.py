"""What a profile asks for an attribute, told by its tag and Type alone: worked out once, since files say the same."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pydicom.tag import BaseTag

from redactor.deid.safety_net import is_removed
from redactor.deid.table import row_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.deid.profile import Action, Profile
    from redactor.deid.types import AttributeType

TABLE: Final = "E.1-1"
SAFETY_NET: Final = "safety-net"
KEEP_LIST: Final = "keep-list"
OF_PROFILE: Final = "profile"

_TAGS: Final = 1 << 14


@lru_cache(8)
def rules_of(profile: Profile) -> Callable[[int, AttributeType | None], tuple[Action, str]]:
    """Give what tells the action for a standard attribute, and the rule that asks for it (empty: nothing does).

    What it takes is a plain int, which Python finds faster than pydicom's own tags, and the Type in the IOD.
    """
    chosen = dict(profile.rules)

    @lru_cache(_TAGS)
    def rule_for(tag: int, attribute_type: AttributeType | None) -> tuple[Action, str]:
        row = row_for(tag)
        action = profile.action_for(row, attribute_type) if row else "K"
        if is_removed(BaseTag(tag)):
            return "X", TABLE if action in {"X", "C"} else SAFETY_NET
        rule = chosen.get(tag)
        if rule is not None:
            return rule.action, OF_PROFILE
        if profile.only is not None and (tag not in profile.only or attribute_type is None):
            return "X", KEEP_LIST
        return action, TABLE if row else ""

    return rule_for


@lru_cache(_TAGS)
def goes_always(tag: int) -> bool:
    """Say whether a standard attribute goes, whatever it holds (`safety_net.is_removed`)."""
    return is_removed(BaseTag(tag))
