"""Drags of the view itself: window, pan, zoom. What a button with its modifiers means, where a drag leads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from redactor.gui.canvas.coordinates import ViewTransform
    from redactor.model.geometry import Point
    from redactor.model.image import Window

WHEEL_STEP: Final = 120
"""What Qt counts for a notch of a wheel."""
FRAMES_AT_ONCE: Final = 10
"""Frames that a notch passes with Shift, as Shift with an arrow key does."""

_PIXELS_FOR_DOUBLE: Final = 110.0
_ZOOM_PER_NOTCH: Final = 1.25
_PIXELS_FOR_DOUBLE_WIDTH: Final = 150.0
_PIXELS_FOR_ONE_WIDTH: Final = 400.0


class Motion(Enum):
    """What a drag of the view changes."""

    WINDOW = "window"
    PAN = "pan"
    ZOOM = "zoom"


def motion_of(button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> Motion | None:
    """Say what a button moves by itself; None leaves the left button, without a modifier, to the tool."""
    if button is Qt.MouseButton.MiddleButton:
        return Motion.PAN
    if button is Qt.MouseButton.RightButton:
        return Motion.ZOOM
    if button is Qt.MouseButton.LeftButton:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if modifiers & both == both:  # many Linux desktops move the whole window with Alt and never tell us
            return Motion.WINDOW
        # Ctrl and Shift stand in for the buttons that a track-pad hasn't got.
        for modifier, motion in (
            (Qt.KeyboardModifier.AltModifier, Motion.WINDOW),
            (Qt.KeyboardModifier.ControlModifier, Motion.PAN),
            (Qt.KeyboardModifier.ShiftModifier, Motion.ZOOM),
        ):
            if modifiers & modifier:
                return motion
    return None


@dataclass(frozen=True)
class Drag:
    """A drag of the view and all that it started from, so that going back to the start leads back exactly.

    Attributes
    ----------
    start
        The view point of the press, in device pixels.
    """

    motion: Motion
    start: Point
    transform: ViewTransform
    window: Window | None


def zoom_factor(*, drag_up: float = 0.0, notches: float = 0.0) -> float:
    """Give how much closer a drag by logical pixels upwards, or notches of the wheel, bring the image."""
    return float(2.0 ** (drag_up / _PIXELS_FOR_DOUBLE) * _ZOOM_PER_NOTCH**notches)


def dragged_window(start: Window, *, right: float, up: float, span: float, inverted: bool) -> Window:
    """Give the window of a drag: to the right is wider, up is brighter.

    The width doubles with each step to the right, so that narrow windows are set as finely as wide ones.

    Parameters
    ----------
    right, up
        Logical pixels from the start.
    span
        The width of all modality values of the frame; bounds the window.
    inverted
        True where large values are shown dark, so that brighter means a higher centre.
    """
    # PS3.3 C.11.2.1.2.1: LINEAR needs a width of at least 1; the other functions any positive one.
    least = 1.0 if start.function == "LINEAR" else min(start.width, span / 65536)
    most = max(4 * span, start.width)
    width = min(max(start.width * 2.0 ** (right / _PIXELS_FOR_DOUBLE_WIDTH), least), most)
    # With a narrow window the centre would crawl, so it moves by a share of the whole range at least.
    step = max(start.width, span / 16) / _PIXELS_FOR_ONE_WIDTH
    return replace(start, center=start.center + (up if inverted else -up) * step, width=width)
