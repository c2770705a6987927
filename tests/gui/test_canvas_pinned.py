"""What the canvas paints, against pictures that somebody looked at.

A difference is a question to a person. Where the new picture is right, the tests write it anew with ``REDACTOR_PIN=1``
in the environment; look at it before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPointF

from redactor.gui import tools
from redactor.model.geometry import Bitmap, Ellipse, Polygon, Rectangle, Stroke
from redactor.model.image import PixelFormat, Window
from redactor.model.mask import rasterize
from redactor.model.plan import RedactionPlan
from redactor.model.region import Effect, Region, Status
from tests.gui.canvas_scenes import colours, mouse, pixels, shown, slope

PINNED: Final = Path(__file__).parent / "pinned"

LINES: Final = (
    Region("proposed", Rectangle(10, 8, 70, 20), status=Status.PROPOSED),
    Region("accepted", Rectangle(100, 8, 60, 20)),
    Region("protect", Rectangle(10, 45, 50, 50), effect=Effect.PROTECT),
    Region("ellipse", Ellipse(75, 45, 40, 50)),
    Region("polygon", Polygon(((130, 45), (180, 60), (165, 95), (125, 85)))),
    Region("stroke", Stroke(((20, 120), (50, 150), (80, 118)), 6)),
    Region("dot", Stroke(((100, 165),), 5)),
    Region("bitmap", Bitmap.of(np.eye(30, dtype=np.bool_), column=100, row=120)),
    Region("erase", Rectangle(110, 14, 20, 8), effect=Effect.ERASE),
    Region("rejected", Rectangle(145, 120, 40, 30), status=Status.REJECTED),
    Region("small", Rectangle(30, 170, 8, 6)),
    Region("small zone", Rectangle(90, 175, 10, 6), effect=Effect.PROTECT),
)


def with_lines(qtbot, selected, content=None):
    view = shown(qtbot, content or slope(200, 200))
    view.set_regions(LINES, selected)
    view.set_mask(rasterize(RedactionPlan(LINES), 1, PixelFormat(200, 200)))
    return view


def filled(qtbot):
    """Masks as in the output, the accepted rectangle selected."""
    return with_lines(qtbot, "accepted")


def outlined(qtbot):
    """Outlines alone, on colour, the polygon selected."""
    view = with_lines(qtbot, "polygon", colours(200, 200))
    view.set_mask_display("outline")
    return view


def rejected(qtbot):
    """A rejected region while it is selected."""
    return with_lines(qtbot, "rejected")


def close(qtbot):
    """Squares for pixels, and the corner of a region on their borders."""
    view = with_lines(qtbot, "small")
    view.zoom_at(QPointF(66, 346), 9)
    view.set_window(Window(-280, 90))
    return view


def drawing(qtbot):
    """A rectangle in the hand."""
    view = with_lines(qtbot, None)
    view.set_tool(tools.available()["rectangle"])
    mouse(view, "press", (120, 300))
    mouse(view, "move", (330, 372))
    return view


def corners(qtbot):
    """A polygon in the hand, after three corners."""
    view = with_lines(qtbot, None)
    view.set_tool(tools.available()["polygon"])
    for place in ((240, 120), (330, 130), (350, 200)):
        mouse(view, "press", place)
        mouse(view, "release", place)
    mouse(view, "move", (250, 230))
    return view


def keeping(qtbot):
    """A fan in the hand: what lies outside is about to be hidden."""
    view = shown(qtbot, slope(200, 200))
    view.set_tool(tools.available()["fan"])
    mouse(view, "press", (60, 40))
    mouse(view, "move", (340, 360))
    return view


def painting(qtbot):
    """A stroke in the hand, and the ring of the brush at its end."""
    view = with_lines(qtbot, None)
    view.resize_brush(6)
    view.set_tool(tools.available()["brush"])
    mouse(view, "press", (120, 300))
    for place in ((160, 340), (220, 300), (330, 372)):
        mouse(view, "move", place)
    return view


def erasing(qtbot):
    """The ring of the eraser over an accepted region."""
    view = with_lines(qtbot, None)
    view.resize_brush(6)
    view.set_tool(tools.available()["eraser"])
    mouse(view, "move", (260, 40))
    return view


def afar(qtbot):
    """A quarter of the size, MONOCHROME1 in a narrow window."""
    view = shown(qtbot, slope(800, 600, inverted=True), width=180, height=240)
    view.set_window(Window(0, 300))
    mask = np.zeros((800, 600), np.bool_)
    mask[100:101, 50:400] = True  # a single row
    mask[300:380, 100:500] = True
    view.set_mask(mask)
    return view


SCENES: Final = (filled, outlined, rejected, close, drawing, corners, keeping, painting, erasing, afar)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_the_canvas_paints_what_was_looked_at(qtbot, scene):
    painted = pixels(scene(qtbot))
    place = PINNED / f"{scene.__name__}.png"
    if os.environ.get("REDACTOR_PIN"):
        cv2.imwrite(str(place), painted[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 9])
    pinned = cv2.imread(str(place))[:, :, ::-1].astype(int)
    assert pinned.shape == painted.shape
    away = np.abs(painted - pinned).max(axis=2)
    # Curves are smoothed a little otherwise by other processors; a line that moved by a pixel is no such thing.
    assert (away > 24).mean() < 0.0005
    assert away.mean() < 0.5


def test_every_pinned_picture_belongs_to_a_scene():
    assert {path.stem for path in PINNED.glob("*.png")} == {scene.__name__ for scene in SCENES}
