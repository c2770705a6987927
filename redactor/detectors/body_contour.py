"""The outline of the body, the collimated field of radiographs, and breasts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import cv2
import numpy as np

from redactor.detectors._body import body_of, breasts_of, darkened, field_of
from redactor.detectors._chest import LEAST_SIDE, chest_of, gray_of, stated_view
from redactor.detectors._frames import sampled
from redactor.detectors._shapes import polygons
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.image import Window
from redactor.model.region import ALL, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from redactor.detectors import Progress
    from redactor.model.image import Image, PixelFormat

    Gray = NDArray[np.uint8]
    Frames = Literal["all"] | tuple[int, ...]

OUTLINE: Final = QT_TRANSLATE_NOOP(
    "Reasons", "the outline of the body; listed only, since hiding all of it would leave nothing to see"
)
FIELD: Final = QT_TRANSLATE_NOOP("Reasons", "what the collimator, or the edge of the film, left of the image")
BESIDE: Final = QT_TRANSLATE_NOOP(
    "Reasons", "soft tissue beside and below the ribs, where the outline of a breast shows"
)
MAMMOGRAM: Final = QT_TRANSLATE_NOOP("Reasons", "the outline of the breast in a mammogram")
NO_BODY: Final = QT_TRANSLATE_NOOP(
    "Reasons", "cannot find the outline of a body: nothing stands out from the air around it"
)

_RADIOGRAPHS: Final = frozenset({"CR", "DX", "RG", "SC", "OT", "XC", ""})
_SLICES: Final = frozenset({"CT", "MR"})
_AIR_AND_TISSUE: Final = Window(-300, 400)
"""Hounsfield units between which the skin lies in a CT."""
_MOST_FRAMES: Final = 64
"""Of a longer series of frames the outlines of a few are united, for all."""
_GROW: Final = 0.006
"""By how much outlines grow, as a share of the long side: no skin may be left out."""
_BREAST_GROW: Final = 0.01
_PIECES: Final = 0.15
"""Legs side by side are two pieces."""
_WHOLE: Final = 0.97
"""Share of the image from which a field is all of it."""


@dataclass(frozen=True)
class BodyContourOptions:
    """The image decides: there is nothing to choose."""


@dataclass(frozen=True)
class BodyContour:
    """Lists the outline of the body and the collimated field, and proposes breasts."""

    id: str = "body_contour"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Outline of the body")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Outlines the body, the collimated field, and breasts in radiographs, mammograms, CT and MR."
    )
    version: int = 1
    options: type[BodyContourOptions] = BodyContourOptions
    kinds: tuple[Kind, ...] = (Kind.BODY_CONTOUR, Kind.BREAST, Kind.COLLIMATED_FIELD)

    def propose(self, image: Image, options: BodyContourOptions, progress: Progress) -> Iterator[Finding]:
        """Yield outlines; where none is found, one finding that says so and hides nothing."""
        del options
        pixels, modality = image.pixel_format, image.device_key.modality
        if min(pixels.rows, pixels.columns) >= LEAST_SIDE:
            if modality in _SLICES:
                yield from _slices(image, progress)
            elif modality == "MG":
                yield from _mammogram(image)
            elif modality in _RADIOGRAPHS and pixels.number_of_frames == 1:
                yield from _radiograph(image)
        progress(1.0)


def _radiograph(image: Image) -> Iterator[Finding]:
    pixels, gray = image.pixel_format, gray_of(image, 1)
    chest = chest_of(gray, stated_view(image.positioning))
    known = np.asarray(255 - gray if chest.inverted else gray, np.uint8)
    dark = known if chest.is_found else darkened(gray)
    field = field_of(dark)
    if np.count_nonzero(field) < _WHOLE * field.size:
        for shape in polygons(field, pixels, vertices=12, smooth=0.002, grow=_GROW):
            yield Finding(Kind.COLLIMATED_FIELD, shape, FIELD, suggestion="keep", confidence=0.7)
    body = body_of(dark, field, pieces=_PIECES)
    found = list(polygons(body, pixels, most=3, smooth=0.004, grow=_GROW))
    for shape in found:
        confidence = 0.6 if body.mean() < 255 * _WHOLE else 0.4
        yield Finding(Kind.BODY_CONTOUR, shape, OUTLINE, suggestion="keep", confidence=confidence)
    if not found:
        yield _nothing(pixels)
    elif chest.is_found:
        for breast in breasts_of(chest, body):
            for shape in polygons(breast, pixels, smooth=0.004, grow=_BREAST_GROW):
                confidence = round(0.5 * chest.confidence, 2)
                yield Finding(Kind.BREAST, shape, BESIDE, suggestion="ask", confidence=confidence)


def _mammogram(image: Image) -> Iterator[Finding]:
    pixels, found = image.pixel_format, 0
    for number in sampled(pixels.number_of_frames):
        frames: Frames = ALL if pixels.number_of_frames == 1 else (number,)
        body = body_of(darkened(gray_of(image, number)))
        if body.mean() >= 255 * _WHOLE:
            continue
        for shape in polygons(body, pixels, smooth=0.004, grow=_GROW):
            found += 1
            yield Finding(Kind.BREAST, shape, MAMMOGRAM, frames, suggestion="ask", confidence=0.8)
    if not found:
        yield _nothing(pixels)


def _slices(image: Image, progress: Progress) -> Iterator[Finding]:
    """Yield the outline of each frame; of very many frames one around those of a few."""
    pixels = image.pixel_format
    count = pixels.number_of_frames
    is_long = count > _MOST_FRAMES
    numbers = sampled(count) if is_long else tuple(range(1, count + 1))
    union: Gray | None = None
    found = 0
    for done, number in enumerate(numbers):
        progress(done / len(numbers))
        body = _slice(image, number)
        union = body if union is None else np.asarray(union | body, np.uint8)
        if not is_long:
            for finding in _outlines(body, pixels, ALL if count == 1 else (number,)):
                found += 1
                yield finding
    if is_long and union is not None:
        for finding in _outlines(union, pixels, ALL):
            found += 1
            yield finding
    if not found:
        yield _nothing(pixels)


def _outlines(body: Gray, pixels: PixelFormat, frames: Frames) -> Iterator[Finding]:
    for shape in polygons(body, pixels, most=3, smooth=0.003, grow=_GROW):
        yield Finding(Kind.BODY_CONTOUR, shape, OUTLINE, frames, suggestion="keep", confidence=0.8)


def _slice(image: Image, number: int) -> Gray:
    """Give the body in a slice: uint8, 0 and 255. A table beneath it is thin, and falls off."""
    if image.device_key.modality == "CT":
        return body_of(gray_of(image, number, _AIR_AND_TISSUE), share=0.5, pieces=_PIECES)
    gray = gray_of(image, number)
    soft = cv2.GaussianBlur(gray, (0, 0), max(max(gray.shape) / 200, 0.5))
    threshold, _ = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return body_of(gray, share=min(max(0.4 * threshold / 255, 0.03), 0.5), pieces=_PIECES)


def _nothing(pixels: PixelFormat) -> Finding:
    whole = Rectangle(0, 0, pixels.columns, pixels.rows)
    return Finding(Kind.OTHER, whole, NO_BODY, suggestion="keep", confidence=0.0)


PLUGIN = BodyContour()
