"""What becomes of the frames of an instance, as far as its attributes tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class FrameChanges:
    """Which frames change and which stay; all numbers are those of the original, from 1.

    Attributes
    ----------
    total
        How many frames the original has.
    touched
        Frames in which a pixel changes.
    kept
        Frames of the result, ascending; at least one.
    """

    total: int
    touched: frozenset[int]
    kept: tuple[int, ...]

    @property
    def drops(self) -> bool:
        """True if a frame is left out."""
        return len(self.kept) < self.total

    @property
    def drops_between(self) -> bool:
        """True if a frame is left out that has kept ones on both sides."""
        return self.kept[-1] - self.kept[0] >= len(self.kept)

    @cached_property
    def new_numbers(self) -> dict[int, int]:
        """The number in the result of each kept frame."""
        return {number: place for place, number in enumerate(self.kept, 1)}

    def new_range(self, first: int, last: int) -> tuple[int, int] | None:
        """Give the first and last number in the result of the frames of a range; None if all of them are gone."""
        inside = [place for number, place in self.new_numbers.items() if first <= number <= last]
        return (inside[0], inside[-1]) if inside else None
