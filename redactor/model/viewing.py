"""What an image says of how it wants to be looked at: which way it lies, how fast it plays, what is drawn over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from redactor.model.image import OverlayPlane
    from redactor.model.mask import Mask


@dataclass(frozen=True)
class EdgeLetters:
    """Where the edges of an image lie in the patient, in the letters of PS3.3 C.7.6.1.1.1; empty where nobody said."""

    left: str = ""
    top: str = ""
    right: str = ""
    bottom: str = ""


NO_LETTERS: Final = EdgeLetters()


@dataclass(frozen=True)
class Playback:
    """How a cine is meant to be shown.

    Attributes
    ----------
    rate
        Frames a second; None where nobody said.
    sweeps
        Preferred Playback Sequencing (0018,1244): it plays forth and back rather than from the start again.
    """

    rate: float | None = None
    sweeps: bool = False


@dataclass(frozen=True, eq=False)
class Overlay:
    """What an overlay plane draws on one frame. It is no part of the pixels, and no result has it.

    Attributes
    ----------
    drawn
        bool, shape (rows, columns) of the image; None where it can't be read.
    """

    plane: OverlayPlane
    drawn: Mask | None = field(repr=False)
