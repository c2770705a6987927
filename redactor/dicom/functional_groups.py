"""Attributes of one frame, wherever they stand: in its own functional groups, the shared ones, or at the top level."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pydicom.dataset import Dataset

from redactor.dicom.walk import value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_FUNCTIONAL_GROUPS: Final = ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence")


@dataclass(frozen=True)
class FrameAttributes:
    """The attributes of a frame, counted from 1 (PS3.3 C.7.6.16)."""

    attributes: Dataset = field(repr=False)
    number: int

    def merged(self, keywords: Sequence[str], macro: str) -> Dataset:
        """Give what is known of some attributes, those of the frame's own functional group before all others.

        Parameters
        ----------
        macro
            The sequence of the functional group in which they may stand.
        """
        result = Dataset()
        little = self.attributes.original_encoding[1] is not False
        result.set_original_encoding(False, little, "iso8859")
        places = [self.attributes]
        for sequence in _FUNCTIONAL_GROUPS:
            items = value_of(self.attributes, sequence) or []
            index = self.number - 1 if sequence.startswith("PerFrame") else 0
            if index < len(items):
                places += list(value_of(items[index], macro) or [])[:1]
        for place in places:
            for keyword in keywords:
                if value_of(place, keyword) not in (None, ""):
                    result[keyword] = place[keyword]
        return result


def numbers_in(value: object) -> list[float]:
    """Give the finite numbers of a value of one or many; what is none is left out."""
    if value is None or value == "":
        return []
    items = value if not isinstance(value, str | bytes) and hasattr(value, "__iter__") else [value]
    found = [number_in(item) for item in items]
    return [each for each in found if each is not None]


def number_in(value: object) -> float | None:
    """Give a finite number, or None where it is none."""
    try:
        found = float(value)  # type: ignore[arg-type]  # what it can't read is no number
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(found) else None
