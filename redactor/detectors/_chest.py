"""Whether a radiograph is a frontal chest, and where its lungs and heart lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._chest_network import CLASSES, prepared, shares

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.image import Image, Positioning, Window

    Floats = NDArray[np.float32]
    Gray = NDArray[np.uint8]
    Bits = NDArray[np.uint8]

LONG_SIDE: Final = 512
"""Of the pictures that are looked at, and of the masks that come out."""
LEAST_SIDE: Final = 48
SURE: Final = 0.85
"""Confidence from which a picture is called a frontal chest."""
UNSURE: Final = 0.6
"""Confidence below which it is called none."""
_MARGINS: Final = (0.08, 0.16, 0.28)
"""Of the closer looks, as shares of the box around lungs and heart."""
_LEAST_AREA: Final = 0.015
"""Of a lung, as a share of the picture."""
_UPRIGHT: Final = 0.12
"""By so much a turned or inverted picture has to look more like a chest than as it is."""
_CHESTS: Final = frozenset({"CHEST", "THORAX", "LUNG", "LUNGS", "CXR", "HEART", "RIB", "RIBS", "TSPINE", ""})
_WHOLE: Final = frozenset({"WHOLEBODY", "TRUNK", "CHESTABDOMEN", "CHESTABDPELVIS", "ABDOMEN", "CLAVICLE", "STERNUM"})
"""Parts whose pictures may show a chest beside other things."""
_LATERAL: Final = frozenset({"LL", "RL", "LAT", "LATERAL", "LLD", "RLD", "XTABLE"})
_LATERAL_CODES: Final = frozenset({"399067008", "399173006", "399198007", "R-102CD", "R-10232", "R-10236"})
"""Lateral, left lateral and right lateral in CID 4010, in SNOMED CT and SRT."""


class View(StrEnum):
    """From where a radiograph shows a chest."""

    FRONTAL = "frontal"
    LATERAL = "lateral"
    NOT_CHEST = "not_chest"
    NOT_SURE = "not_sure"


@dataclass(frozen=True)
class Chest:
    """What was found.

    Attributes
    ----------
    right_lung, left_lung, heart
        Uint8, shape of the picture, 0 and 255; all 0 where the view is not frontal, or not sure.
    confidence
        From 0 to 1.
    turns
        Quarter turns against the clock that bring the picture upright.
    inverted
        Whether air is bright.
    """

    view: View
    right_lung: Bits = field(repr=False)
    left_lung: Bits = field(repr=False)
    heart: Bits = field(repr=False)
    confidence: float = 0.0
    turns: int = 0
    inverted: bool = False

    @property
    def is_found(self) -> bool:
        """True if there are lungs to speak of."""
        return bool(self.right_lung.any() and self.left_lung.any())


def gray_of(image: Image, number: int, window: Window | None = None) -> Gray:
    """Give what a frame shows, in gray, its long side reduced to `LONG_SIDE` at most."""
    shown = image.display(image.frame(number), window)
    gray = shown if shown.ndim == 2 else cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY)
    factor = LONG_SIDE / max(gray.shape)
    if factor < 1:
        size = (max(round(gray.shape[1] * factor), 1), max(round(gray.shape[0] * factor), 1))
        gray = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
    return np.asarray(gray, np.uint8)


def stated_view(positioning: Positioning) -> View | None:
    """Give what the header says of the view, or None where it leaves the question open."""
    words = {positioning.view_position, *positioning.codes}
    if words & (_LATERAL | _LATERAL_CODES):
        return View.LATERAL
    part = "".join(letter for letter in positioning.body_part_examined if letter.isalpha())
    return None if part in _CHESTS | _WHOLE else View.NOT_CHEST


def chest_of(gray: Gray, stated: View | None = None) -> Chest:
    """Find lungs and heart in a picture; the same picture gives the same each time.

    Parameters
    ----------
    gray
        Uint8, shape (rows, columns).
    stated
        What the header says of the view.
    """
    nothing = np.zeros(gray.shape, np.uint8)
    if stated is not None:
        return Chest(stated, nothing, nothing, nothing)
    if min(gray.shape) < LEAST_SIDE or int(gray.max()) - int(gray.min()) < 8:
        return Chest(View.NOT_CHEST, nothing, nothing, nothing)
    turns, inverted = _standing(gray)
    upright = np.ascontiguousarray(np.rot90(255 - gray if inverted else gray, turns))
    maps = _closer(upright, _mapped(shares(prepared(upright)[None])[0], upright.shape))
    parts = [_largest(maps[..., index]) for index in range(len(CLASSES))]
    confidence = likeness(maps) * (1 if turns == 0 and not inverted else 0.8)
    if confidence < UNSURE:
        view = View.NOT_CHEST if confidence < UNSURE / 2 else View.NOT_SURE
        return Chest(view, nothing, nothing, nothing, confidence)
    back = [np.ascontiguousarray(np.rot90(part, -turns)) for part in parts]
    view = View.FRONTAL if confidence >= SURE else View.NOT_SURE
    return Chest(view, back[0], back[1], back[2], confidence, turns, inverted)


def _standing(gray: Gray) -> tuple[int, bool]:
    """Say how a picture has to be turned, and whether it is inverted, to look most like a chest."""
    ways = [(turns, inverted) for inverted in (False, True) for turns in range(4)]
    pictures = [prepared(np.ascontiguousarray(np.rot90(255 - gray if way[1] else gray, way[0]))) for way in ways]
    likely = [likeness(each) for each in shares(np.stack(pictures))]
    best = int(np.argmax(likely))
    return ways[best] if likely[best] > likely[0] + _UPRIGHT else ways[0]


def likeness(maps: Floats) -> float:
    """Say how much shares of lungs and heart look like those of a frontal chest, from 0 to 1.

    They are certain, each is one piece, both lungs are of like size, side by side, and the heart lies between them.
    """
    masks = maps > 0.5
    areas = masks.mean(axis=(0, 1))
    if min(areas[:2]) < _LEAST_AREA or areas[2] < _LEAST_AREA / 3:
        return 0.0
    certain = [float(maps[..., index][masks[..., index]].mean()) for index in range(len(CLASSES))]
    whole = [_largest(maps[..., index]) > 0 for index in range(len(CLASSES))]
    one = [float(part.sum() / masks[..., index].sum()) for index, part in enumerate(whole)]
    columns = [float(np.nonzero(part)[1].mean()) for part in whole]
    rows = [float(np.nonzero(part)[0].mean()) for part in whole]
    width = maps.shape[1]
    if not columns[0] + 0.08 * width < columns[2] < columns[1] - 0.05 * width:
        return 0.0
    balance = min(1.0, float(min(areas[:2]) / max(areas[:2])) / 0.5)
    level = max(0.0, 1 - max(0.0, abs(rows[0] - rows[1]) / maps.shape[0] - 0.08) / 0.25)
    sure = min(1.0, max(0.0, (float(np.mean(certain)) - 0.6) / 0.3))
    return float(sure * np.prod(one) * balance * level)


def _mapped(maps: Floats, shape: tuple[int, ...]) -> Floats:
    return np.asarray(cv2.resize(maps, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR), np.float32)


def _closer(gray: Gray, maps: Floats) -> Floats:
    """Look again at the box around what was found, at several margins, and average the looks."""
    found = np.argwhere((maps > 0.5).any(axis=-1))
    if not len(found):
        return maps
    rows, columns = gray.shape
    top, left = np.percentile(found, 0.5, axis=0)
    bottom, right = np.percentile(found, 99.5, axis=0)
    pictures, boxes = [], []
    for margin in _MARGINS:
        down, across = margin * (bottom - top), margin * (right - left)
        box = (
            slice(max(int(top - down), 0), min(int(bottom + down) + 1, rows)),
            slice(max(int(left - across), 0), min(int(right + across) + 1, columns)),
        )
        if min(box[0].stop - box[0].start, box[1].stop - box[1].start) < LEAST_SIDE // 2:
            return maps
        pictures.append(prepared(np.ascontiguousarray(gray[box])))
        boxes.append(box)
    total, count = maps.copy(), np.ones((rows, columns, 1), np.float32)
    for box, each in zip(boxes, shares(np.stack(pictures)), strict=True):
        total[box] += _mapped(each, gray[box].shape)
        count[box] += 1
    return np.asarray(total / count, np.float32)


def _largest(likely: Floats) -> Bits:
    """Give the largest piece, its holes filled: uint8, 0 and 255."""
    bits = (likely > 0.5).astype(np.uint8)
    mask = np.zeros_like(bits)
    found, _ = cv2.findContours(bits, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if found:
        cv2.drawContours(mask, [max(found, key=cv2.contourArea)], -1, 255, cv2.FILLED)
    return mask
