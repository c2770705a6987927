"""What the head in a series looks like when somebody renders it: before, and as the plan leaves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._faces import face_network
from redactor.detectors._heads import find_head
from redactor.detectors._surfaces import shaded, upright, view_of
from redactor.detectors._volume import extent_of, read_volumes, shrunk, slices_of, stacks_of
from redactor.errors import MissingResource
from redactor.model.image import Grain
from redactor.workflow.masking import FrameMasks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from redactor.detectors._volume import Slice, Volume
    from redactor.model.image import Images
    from redactor.model.plan import RedactionPlan

    Gray = NDArray[np.uint8]

TURNS: Final = (-40.0, 0.0, 40.0)
"""From where it is looked at, in degrees: the patient's right, the front, the left."""
FOUND: Final = 0.5
"""The score from which the network's makers say that there is a face."""
_STEP: Final = 1.25
_LEAST_SLICES: Final = 8
_LEAST_EXTENT: Final = 40.0
_SIDES: Final = (320, 416)


@dataclass(frozen=True)
class Look:
    """One view.

    Attributes
    ----------
    turn
        In degrees.
    before, after
        Uint8, (size, size).
    scores
        How sure a network is that it sees a face, before and after; None where it is not installed.
    """

    turn: float
    before: Gray = field(repr=False)
    after: Gray = field(repr=False)
    scores: tuple[float, float] | None


@dataclass(frozen=True)
class Surface:
    """The skin of what a series shows; whether it is a head, and whether anything of it is hidden."""

    looks: tuple[Look, ...]
    is_head: bool
    is_masked: bool

    @property
    def score_before(self) -> float | None:
        """The highest score of a face in any view; None where nobody looked."""
        return max((look.scores[0] for look in self.looks if look.scores), default=None)

    @property
    def score_after(self) -> float | None:
        """The same with the mask."""
        return max((look.scores[1] for look in self.looks if look.scores), default=None)


def surface_of(
    images: Images,
    plans: Sequence[RedactionPlan],
    progress: Callable[[float], None] = lambda share: None,
    turns: Sequence[float] = TURNS,
) -> Surface | None:
    """Render the longest stack of slices of a series, with the plans of its images and without.

    What is hidden counts as air, whatever style fills it: a surface is where air ends.

    Returns
    -------
    Surface or None
        None where the series is no stack of slices, or one too thin to show anything.

    Raises
    ------
    SetAside
        If an image can't be opened or decoded.
    """
    stacks = stacks_of(slices_of(images))
    if not stacks or len(stacks[0]) < _LEAST_SLICES or extent_of(stacks[0]) < _LEAST_EXTENT:
        return None
    masks: dict[int, FrameMasks] = {}

    def hidden(each: Slice) -> NDArray[np.bool_] | None:
        if not plans[each.image].regions:
            return None
        if each.image not in masks:
            masks.clear()  # one image at a time
            masks[each.image] = FrameMasks(plans[each.image], images[each.image].pixel_format, Grain())
        mask = masks[each.image].of(each.frame).requested
        return mask if mask.any() else None

    both = read_volumes(images, stacks[0], _STEP, hidden, lambda share: progress(0.6 * share))
    if both is None:
        return None
    before, after = both
    head = find_head(shrunk(before, 2))
    if head is None:
        centre, axes = _middle(before), np.eye(3)
    else:
        centre, axes = view_of(head)
    grid = upright(before, centre=centre, axes=axes)
    left = grid if after is before else upright(after, centre=centre, axes=axes)
    looks = []
    for done, turn in enumerate(turns):
        progress(0.7 + 0.3 * done / len(turns))
        pictures = [shaded(each, before.skin, turn) for each in (grid, left)]
        looks.append(Look(turn, pictures[0], pictures[1], _scores(pictures)))
    progress(1.0)
    return Surface(tuple(looks), head is not None, after is not before)


def _middle(volume: Volume) -> NDArray[np.float64]:
    nz, ny, nx = volume.values.shape
    return np.asarray(volume.origin) + volume.step * (np.array([nx, ny, nz]) - 1) / 2


def _scores(pictures: Sequence[Gray]) -> tuple[float, float] | None:
    try:
        finder = face_network()
    except MissingResource:
        return None  # said in the window; the pictures are worth looking at without
    one, other = (
        max((box.score for side in _SIDES for box in finder.faces(each, side, 0.05)), default=0.0) for each in pictures
    )
    return one, other
