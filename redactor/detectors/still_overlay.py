"""What stands still in a cine while the anatomy moves: letters that were drawn over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._print import gray_of, lines, strokes
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.region import Kind
from redactor.options import option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.detectors import Progress
    from redactor.detectors._print import Box, Gray
    from redactor.model.image import Image

REASON = QT_TRANSLATE_NOOP("Reasons", "looks like letters that stand still while the rest of the image moves")

_FEWEST_FRAMES: Final = 3
_LONG_SIDE: Final = 1024
_LEAST_SIDE: Final = 32
_STILL: Final = 12
"""Display values by which what stands still may change: a lossy code gives each frame another noise."""
_MOVES: Final = 20
"""Display values by which what moves changes."""
_STEP: Final = 40
"""Display values between two states of what changes in steps, such as the digits of a clock."""
_LEAST_MOVING: Final = 0.02
"""Share of the pixels that must move: else all of the image stands still."""
_MOST: Final = 40


@dataclass(frozen=True)
class StillOverlayOptions:
    """How many frames are compared.

    Attributes
    ----------
    frames
        Evenly spaced, the first and the last among them.
    """

    frames: int = option(8, label=QT_TRANSLATE_NOOP("Options", "Frames compared"), minimum=3, maximum=64)


@dataclass(frozen=True)
class StillOverlay:
    """Proposes lines of letters that never change, or only in steps, over a cine that moves."""

    id: str = "still_overlay"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Still overlays")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "Marks letters that stand still in a cine while the anatomy moves.")
    version: int = 1
    options: type[StillOverlayOptions] = StillOverlayOptions

    def propose(self, image: Image, options: StillOverlayOptions, progress: Progress) -> Iterator[Finding]:
        """Yield one finding a line, for all frames; none for images of fewer than three frames."""
        pixels = image.pixel_format
        if pixels.number_of_frames >= _FEWEST_FRAMES and min(pixels.rows, pixels.columns) >= _LEAST_SIDE:
            count = min(pixels.number_of_frames, options.frames)
            shown: list[Gray] = []
            factor = 1
            for number in np.linspace(1, pixels.number_of_frames, count).round().astype(int).tolist():
                progress(len(shown) / count)
                gray, factor = gray_of(image, number, _LONG_SIDE)
                shown.append(gray)
            for found in still_lines(shown)[:_MOST]:
                box = found.scaled(factor, 3 * factor, rows=pixels.rows, columns=pixels.columns)
                shape = Rectangle(box.left, box.top, box.right - box.left, box.bottom - box.top)
                yield Finding(Kind.STILL_OVERLAY, shape, REASON, suggestion="ask", confidence=0.6)
        progress(1.0)


def still_lines(frames: list[Gray]) -> list[Box]:
    """Give the lines of letters that stand still or change in steps, from top to bottom.

    Parameters
    ----------
    frames
        Uint8, all of one shape (rows, columns).
    """
    seen = np.stack(frames)
    low, high = seen.min(axis=0), seen.max(axis=0)
    span = high - low
    if (span > _MOVES).mean() < _LEAST_MOVING:
        return []
    still = span <= _STILL
    in_steps = (span >= _STEP) & (np.minimum(seen - low, high - seen) <= _STILL).all(axis=0)
    found: set[Box] = set()
    # In the mean, what moves is a blur that has no strokes.
    bright, dark = strokes(seen.mean(axis=0).round().astype(np.uint8))
    for drawn in (bright, dark):
        found.update(lines(drawn, still))
        # Digits that change stand in a line with letters that do not.
        fixed = lines(drawn, still, least_letters=2)
        found.update(line for line in lines(drawn, still | in_steps) if any(_holds(line, each) for each in fixed))
    found = {box for box in found if not any(_holds(other, box) for other in found - {box})}
    return sorted(found, key=lambda box: (box.top, box.left, box.right, box.bottom))


def _holds(line: Box, part: Box) -> bool:
    across = line.left <= part.left and part.right <= line.right
    return across and line.top <= part.top and part.bottom <= line.bottom


PLUGIN = StillOverlay()
