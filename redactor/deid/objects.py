"""Kinds of instances without pixels: which ones the attribute rules clean, and which ones they don't reach."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, Final

from redactor.dicom.header import registered_name
from redactor.errors import (
    HoldsDocument,
    HoldsOpaqueValues,
    HoldsSurface,
    HoldsVoice,
    HoldsWaveform,
    NoPixelData,
    UnknownObject,
)
from redactor.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redactor.errors import SetAside

_RESOURCE: Final = "profiles/objects.csv"
CLEAN: Final = "clean"
_REFUSALS: Final[Mapping[str, type[SetAside]]] = {
    "document": HoldsDocument,
    "voice": HoldsVoice,
    "waveform": HoldsWaveform,
    "surface": HoldsSurface,
    "opaque": HoldsOpaqueValues,
    "other": UnknownObject,
}
"""Why the rules of PS3.15 do not suffice: what identifies lies in values that nothing here can read."""


@cache
def treatments() -> Mapping[str, str]:
    """Give, for every storage SOP Class without pixels, ``clean`` or the reason why it is set aside."""
    rows = csv.DictReader(read_text(_RESOURCE).splitlines())
    return {row["sop_class_uid"]: row["treatment"] for row in rows}


def require_cleanable(sop_class_uid: str) -> None:
    """Check that the attribute rules reach everything that an instance without pixels holds.

    Raises
    ------
    SetAside
        Of the kind that says what they don't reach. An image class, or one that nobody knows, should have pixels.
    """
    treatment = treatments().get(sop_class_uid)
    kind = registered_name(sop_class_uid, "unknown SOP Class")
    if treatment is None:
        raise NoPixelData(kind=kind)
    if treatment != CLEAN:
        raise _REFUSALS[treatment](kind=kind)
