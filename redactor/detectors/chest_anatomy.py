"""Chest radiographs from the front: lung fields, heart, rib cage and ribs, diaphragm, clavicles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._bones import clavicle, diaphragm, rib_cage, ribs
from redactor.detectors._chest import LEAST_SIDE, View, chest_of, gray_of, stated_view
from redactor.detectors._shapes import fewer, polygon, polygons
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.region import ALL, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from numpy.typing import NDArray

    from redactor.detectors import Progress
    from redactor.detectors._chest import Chest
    from redactor.model.finding import Suggestion
    from redactor.model.geometry import Polygon
    from redactor.model.image import Image, PixelFormat

    Bits = NDArray[np.uint8]
    Frames = Literal["all"] | tuple[int, ...]

LUNG: Final = QT_TRANSLATE_NOOP("Reasons", "a lung field in a frontal chest radiograph: check its outline")
HEART: Final = QT_TRANSLATE_NOOP("Reasons", "the outline of the heart in a frontal chest radiograph: check it")
CAGE: Final = QT_TRANSLATE_NOOP("Reasons", "the rib cage in a frontal chest radiograph: check its outline")
RIB: Final = QT_TRANSLATE_NOOP("Reasons", "maybe a rib: a bright band that runs as its neighbours do")
CLAVICLE: Final = QT_TRANSLATE_NOOP("Reasons", "maybe a clavicle: a bright band above a lung")
DIAPHRAGM: Final = QT_TRANSLATE_NOOP("Reasons", "the diaphragm, along the lower border of a lung: check its outline")
LATERAL: Final = QT_TRANSLATE_NOOP("Reasons", "cannot find lungs and heart: the header says that the view is lateral")
NOT_CHEST: Final = QT_TRANSLATE_NOOP("Reasons", "cannot find lungs and heart: this does not look like a frontal chest")
NOT_SURE: Final = QT_TRANSLATE_NOOP(
    "Reasons", "cannot find lungs and heart: the program is not sure that this is a frontal chest"
)
CANNOT_FIND: Final = {View.LATERAL: LATERAL, View.NOT_CHEST: NOT_CHEST, View.NOT_SURE: NOT_SURE}

MODALITIES: Final = frozenset({"CR", "DX", "RG", "SC", "OT", "XC", ""})
"""Of radiographs of the chest, and of pictures of them."""
_MOST_FRAMES: Final = 8
_CONFIDENCE: Final = {
    Kind.LUNG_FIELD: 0.95,
    Kind.HEART: 0.85,
    Kind.RIB_CAGE: 0.8,
    Kind.DIAPHRAGM: 0.7,
    Kind.CLAVICLE: 0.5,
    Kind.RIB: 0.35,
}
"""Of each kind in a picture that is surely a frontal chest."""
_BONE_VERTICES: Final = 16
_LUNG_MARGIN: Final = 0.006
"""By how much the outline of a lung grows, as a share of the long side: smoothing draws it inwards."""
_HEART_MARGIN: Final = 0.012
"""By how much the heart's outline grows, as a share of the long side: better a little more than a part of it seen."""


@dataclass(frozen=True)
class ChestAnatomyOptions:
    """All parts are proposed; a person decides which go: there is nothing to choose."""


@dataclass(frozen=True)
class ChestAnatomy:
    """Proposes parts of a chest as polygons, if its view is frontal; single ribs are only listed."""

    id: str = "chest_anatomy"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Chest anatomy")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Outlines lungs, heart, ribs, diaphragm and clavicles in frontal chest radiographs."
    )
    version: int = 1
    options: type[ChestAnatomyOptions] = ChestAnatomyOptions
    kinds: tuple[Kind, ...] = tuple(_CONFIDENCE)

    def propose(self, image: Image, options: ChestAnatomyOptions, progress: Progress) -> Iterator[Finding]:
        """Yield one finding a part; where there is none to find, one that says why and hides nothing."""
        del options
        pixels = image.pixel_format
        count = pixels.number_of_frames
        if image.device_key.modality in MODALITIES and min(pixels.rows, pixels.columns) >= LEAST_SIDE:
            for number in range(1, count + 1 if count <= _MOST_FRAMES else 1):
                progress((number - 1) / count)
                gray = gray_of(image, number)
                chest = chest_of(gray, stated_view(image.positioning))
                yield from findings(gray, chest, pixels, ALL if count == 1 else (number,))
        progress(1.0)


def findings(gray: Bits, chest: Chest, pixels: PixelFormat, frames: Frames = ALL) -> Iterator[Finding]:
    """Yield what a chest has, or that nothing was found.

    Parameters
    ----------
    gray
        The picture in which `chest` was found.
    pixels
        Of the image that it shows.
    """
    if not chest.is_found:
        whole = Rectangle(0, 0, pixels.columns, pixels.rows)
        reason = CANNOT_FIND.get(chest.view, NOT_SURE)
        yield Finding(Kind.OTHER, whole, reason, frames, suggestion="keep", confidence=0.0)
        return
    for kind, reason, shape, certainty in _parts(gray, chest, pixels):
        suggestion: Suggestion = "keep" if kind is Kind.RIB else "ask"
        confidence = round(_CONFIDENCE[kind] * chest.confidence * certainty, 2)
        yield Finding(kind, shape, reason, frames, suggestion=suggestion, confidence=confidence)


def _parts(gray: Bits, chest: Chest, pixels: PixelFormat) -> Iterator[tuple[Kind, str, Polygon, float]]:
    upright = np.ascontiguousarray(np.rot90(255 - gray if chest.inverted else gray, chest.turns))
    lungs = [np.ascontiguousarray(np.rot90(lung, chest.turns)) for lung in (chest.right_lung, chest.left_lung)]

    def back(mask: Bits) -> Bits:
        return np.ascontiguousarray(np.rot90(mask, -chest.turns))

    for lung in (chest.right_lung, chest.left_lung):
        for shape in polygons(lung, pixels, smooth=0.006, grow=_LUNG_MARGIN):
            yield Kind.LUNG_FIELD, LUNG, shape, 1.0
    for shape in polygons(chest.heart, pixels, vertices=24, grow=_HEART_MARGIN):
        yield Kind.HEART, HEART, shape, 1.0
    for shape in polygons(back(rib_cage(lungs)), pixels, vertices=32):
        yield Kind.RIB_CAGE, CAGE, shape, 1.0
    for lung in lungs:
        for shape in polygons(back(diaphragm(lung)), pixels, vertices=20, smooth=0.004, least=0.0005):
            yield Kind.DIAPHRAGM, DIAPHRAGM, shape, 1.0
    scale = np.array([pixels.columns / gray.shape[1], pixels.rows / gray.shape[0]])
    heart = np.ascontiguousarray(np.rot90(chest.heart, chest.turns))
    for kind, reason, outline, certainty in _bones(upright, lungs, heart):
        placed = _turned_back(outline, chest.turns, upright.shape) * scale
        made = polygon(fewer(placed, _BONE_VERTICES), pixels)
        if made is not None:
            yield kind, reason, made, certainty


def _bones(gray: Bits, lungs: list[Bits], heart: Bits) -> Iterator[tuple[Kind, str, NDArray[np.float64], float]]:
    middle = float(np.mean([np.nonzero(lung)[1].mean() for lung in lungs]))
    for lung in lungs:
        bone = clavicle(gray, lung, middle)
        if bone is not None:
            yield Kind.CLAVICLE, CLAVICLE, bone[0], bone[1]
    for lung in lungs:
        for outline in ribs(gray, lung, heart, middle):
            yield Kind.RIB, RIB, outline, 1.0


def _turned_back(outline: NDArray[np.float64], turns: int, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Give points of a picture that was turned against the clock in the picture as it is."""
    columns, rows = outline[:, 0], outline[:, 1]
    width, height = shape[1], shape[0]
    ways = {
        0: (columns, rows),
        1: (height - rows, columns),
        2: (width - columns, height - rows),
        3: (rows, width - columns),
    }
    return np.column_stack(ways[turns % 4])


PLUGIN = ChestAnatomy()
