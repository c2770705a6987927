"""Final pixels of a teaching case: a frame in its window, cropped, with arrows, labels, watermark and stamp in it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor import resources
from redactor.dicom.display import windowed
from redactor.errors import PlanDoesNotFit
from redactor.model.rendered import DRAFT, NOT_FOR_DIAGNOSIS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.dicom.instance import Instance
    from redactor.model.geometry import Bounds, Point
    from redactor.model.image import Window
    from redactor.model.rendered import Pixels
    from redactor.model.teaching import KeyImage

LEAST: Final = 480
"""Pixels of the shorter side: a smaller picture is enlarged, so that what is written on it can be read."""
_WHITE, _BLACK = (255,), (0,)
_FAR: Final = 0.02
"""Of the shorter side, from the border to what is written."""


@dataclass(frozen=True)
class Stamps:
    """What is written on every picture."""

    watermark: bool = True
    draft: bool = False


@dataclass(frozen=True, eq=False)
class Overlay:
    """What is drawn on every frame of a key image: each pixel becomes ``value * keep + add``.

    Attributes
    ----------
    where
        bool, shape (rows, columns): the pixels on which anything is drawn.
    keep, add
        float32, one number for each of them; `add` in steps of 255.
    """

    where: NDArray[np.bool_]
    keep: NDArray[np.float32]
    add: NDArray[np.float32]

    def over(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """Give a picture with it; uint8 or uint16."""
        drawn = pixels.copy()
        more = [None] * (pixels.ndim - 2)
        unit = np.iinfo(pixels.dtype).max / 255
        drawn[self.where] = np.rint(pixels[self.where] * self.keep[(..., *more)] + unit * self.add[(..., *more)])
        return drawn


@dataclass(frozen=True, eq=False)
class Rendering:
    """Makes the final pixels of one key image, frame by frame.

    Attributes
    ----------
    overlay
        Placed by the first frame, so that a cine has it in one place.
    """

    instance: Instance
    image: KeyImage
    overlay: Overlay

    @classmethod
    def of(cls, instance: Instance, image: KeyImage, stamps: Stamps) -> Rendering:
        """Prepare a key image.

        Raises
        ------
        PlanDoesNotFit
            If the instance has no such frame, or the crop reaches outside.
        """
        pixels = instance.pixel_format
        if max(image.frames) > pixels.number_of_frames:
            raise PlanDoesNotFit(rows=pixels.rows, columns=pixels.columns, frames=pixels.number_of_frames)
        first = instance.frame(image.frames[0])
        shown = _cropped(instance, instance.display(first, image.window), image)
        return cls(instance, image, _overlay(shown, instance, image, stamps))

    def of_another(self, instance: Instance) -> Rendering:
        """Prepare another instance of the same size to be shown with the same drawn on it.

        Raises
        ------
        PlanDoesNotFit
            If its size, or the form of its pixels, is another one.
        """
        first, other = self.instance, instance
        sizes = [(each.pixel_format.rows, each.pixel_format.columns, each.pixel_aspect(1)) for each in (first, other)]
        colours = [each.pixel_format.samples_per_pixel for each in (first, other)]
        if sizes[0] != sizes[1] or colours[0] != colours[1]:
            pixels = first.pixel_format
            raise PlanDoesNotFit(rows=pixels.rows, columns=pixels.columns, frames=pixels.number_of_frames)
        return replace(self, instance=instance)

    def picture(self, number: int, window: Window | None = None) -> Pixels:
        """Give the final pixels of one frame: uint8, shape (rows, columns), or (rows, columns, 3) in sRGB."""
        frame = self.instance.frame(number)
        shown = _cropped(self.instance, self.instance.display(frame, window or self.image.window), self.image)
        drawn: Pixels = self.overlay.over(_enlarged(shown, self.instance, number))
        drawn.setflags(write=False)
        return drawn

    def deep_picture(self, number: int) -> NDArray[np.uint16] | None:
        """Give a grayscale frame in 65536 steps, with the same drawn on it; None for colours and VOI LUTs."""
        frame, image = self.instance.frame(number), self.image
        if not frame.photometric_interpretation.startswith("MONOCHROME"):
            return None
        gray = self.instance.grayscale(frame)
        if image.window is None and gray.voi_table is not None:
            return None
        levels = np.rint(windowed(gray.modality, image.window or gray.default_window) * 65535).astype(np.uint16)
        levels = 65535 - levels if gray.inverted else levels
        patterns = gray.stored.view(np.uint16) if gray.stored.dtype == np.int16 else gray.stored
        values = _cropped(self.instance, levels[patterns], image)
        return np.asarray(self.overlay.over(_enlarged(values, self.instance, number)), np.uint16)


def _cropped(instance: Instance, shown: NDArray[Any], image: KeyImage) -> NDArray[Any]:
    box = _box(image)
    if box is None:
        return shown
    rows, columns = shown.shape[:2]
    if not box.is_inside(rows=rows, columns=columns):
        pixels = instance.pixel_format
        raise PlanDoesNotFit(rows=rows, columns=columns, frames=pixels.number_of_frames)
    # A copy: a view would carry all of the frame behind it.
    return shown[box.row : box.row + box.rows, box.column : box.column + box.columns].copy()


def _box(image: KeyImage) -> Bounds | None:
    return None if image.crop is None else image.crop.bounds


def _scale(shape: tuple[int, ...], aspect: float) -> tuple[float, float]:
    """Give how much wider and higher a picture becomes, so that its pixels are square and its letters legible."""
    across, down = (1.0, aspect) if aspect >= 1 else (1 / aspect, 1.0)
    factor = max(1, min(16, math.ceil(LEAST / max(min(shape[0] * down, shape[1] * across), 1))))
    return across * factor, down * factor


def _enlarged(pixels: NDArray[Any], instance: Instance, number: int) -> NDArray[Any]:
    across, down = _scale(pixels.shape, instance.pixel_aspect(number))
    if across == down == 1:
        return pixels
    size = (max(round(pixels.shape[1] * across), 1), max(round(pixels.shape[0] * down), 1))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR))


def _overlay(shown: Pixels, instance: Instance, image: KeyImage, stamps: Stamps) -> Overlay:
    """Draw on black and on white: what lies between the two is what shines through."""
    number = image.frames[0]
    base = _enlarged(shown, instance, number)
    gray = base if base.ndim == 2 else base.max(axis=2)
    scale = _scale(shown.shape, instance.pixel_aspect(number))
    black, white = (_drawn(gray, value, scale, image, stamps).astype(np.float32) for value in (0, 255))
    keep = np.clip((white - black) / 255, 0, 1)
    where = (black > 0) | (keep < 1)
    return Overlay(where, keep[where].astype(np.float32), black[where])


def _drawn(gray: Pixels, paper: int, scale: tuple[float, float], image: KeyImage, stamps: Stamps) -> Pixels:
    across, down = scale
    canvas = np.full_like(gray, paper)
    box = _box(image)
    left, top = (box.column, box.row) if box else (0, 0)

    def place(point: Point) -> tuple[int, int]:
        return round((point[0] - left) * across), round((point[1] - top) * down)

    size = max(round(min(canvas.shape[:2]) * 0.03), 14)
    for arrow in image.arrows:
        _arrow(canvas, place(arrow.tail), place(arrow.tip), max(size // 6, 2))
    for label in image.labels:
        write(canvas, label.text, place(label.at), size, wide=True)
    if stamps.watermark:
        _watermark(canvas, gray, size)
    if stamps.draft:
        _draft(canvas)
    return canvas


def _arrow(canvas: Pixels, tail: tuple[int, int], tip: tuple[int, int], thick: int) -> None:
    length = max(math.dist(tail, tip), 1.0)
    head = min(8 * thick / length, 0.5)
    for colour, width in ((_BLACK, thick + 2), (_WHITE, thick)):  # seen on black and on white
        cv2.arrowedLine(canvas, tail, tip, colour, width, cv2.LINE_AA, tipLength=head)


def write(canvas: Pixels, text: str, at: tuple[int, int], size: int, *, wide: bool = False) -> None:
    """Write white letters with a black edge on gray.

    `at` is the lower left corner of the first letter, `size` the height of all in pixels.
    `wide` takes the font that has the letters of most scripts, which authors may need.
    """
    font = cv2.FontFace("uni") if wide else _font()
    mark = np.zeros(canvas.shape[:2], np.uint8)
    cv2.putText(mark, text, at, (255,), font, size)
    edge = cv2.dilate(mark, np.ones((3, 3), np.uint8), iterations=max(size // 14, 1))
    for ink, value in ((edge, 0), (mark, 255)):
        share = ink.astype(np.float32) / 255
        canvas[...] = np.rint(canvas * (1 - share) + value * share).astype(np.uint8)


@cache
def _font() -> cv2.FontFace:
    return cv2.FontFace(str(resources.path("fonts/RedactorSans-Regular.otf")))


def _width(text: str, size: int) -> int:
    return int(cv2.getTextSize((0, 0), text, (0, 0), _font(), size)[2])


def _watermark(canvas: Pixels, gray: Pixels, size: int) -> None:
    """Write it in the corner in which the least is to be seen."""
    lines = [NOT_FOR_DIAGNOSIS["en"], NOT_FOR_DIAGNOSIS["zh_CN"]]
    rows, columns = canvas.shape[:2]
    far = max(round(min(rows, columns) * _FAR), 4)
    while size > 6 and max(_width(line, size) for line in lines) > columns - 2 * far:
        size -= 1
    width, height = max(_width(line, size) for line in lines), round(2.6 * size)
    corners = [(x, y) for y in (rows - far - height, far) for x in (columns - far - width, far)]
    x, y = min(corners, key=lambda at: float(gray[max(at[1], 0) : at[1] + height, max(at[0], 0) : at[0] + width].std()))
    for number, line in enumerate(lines):
        write(canvas, line, (x, y + size + round(number * 1.3 * size)), size)


def _draft(canvas: Pixels) -> None:
    """Write it across the middle, where no crop gets rid of it without the image."""
    rows, columns = canvas.shape[:2]
    size = 64
    while size > 6 and _width(DRAFT, size) > columns * 0.9:
        size -= 1
    for y in (rows // 3, rows // 2, rows * 2 // 3):
        write(canvas, DRAFT, ((columns - _width(DRAFT, size)) // 2, y), size)
