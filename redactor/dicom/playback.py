"""How fast a multi-frame is meant to be shown (PS3.3 C.7.6.5, Cine Module)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.dicom.functional_groups import numbers_in
from redactor.dicom.walk import value_of
from redactor.model.viewing import Playback

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_RATES: Final = ("RecommendedDisplayFrameRate", "CineRate")
_SLOWEST, _FASTEST = 0.1, 200.0
_SWEEPING: Final = 1


def playback(attributes: Dataset) -> Playback:
    """Give the rate that the header recommends, else that at which the frames were taken."""
    sweeps = numbers_in(value_of(attributes, "PreferredPlaybackSequencing")) == [_SWEEPING]
    for keyword in _RATES:
        found = numbers_in(value_of(attributes, keyword))[:1]
        if found and _SLOWEST <= found[0] <= _FASTEST:
            return Playback(found[0], sweeps)
    # Frame Time is in milliseconds. The first entry of the vector belongs to no step.
    times = numbers_in(value_of(attributes, "FrameTime"))[:1]
    times = times or numbers_in(value_of(attributes, "FrameTimeVector"))[1:]
    mean = sum(times) / len(times) if times else 0.0
    return Playback(1000 / mean if 1000 / _FASTEST <= mean <= 1000 / _SLOWEST else None, sweeps)
