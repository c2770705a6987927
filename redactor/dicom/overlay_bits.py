"""What overlay planes draw (PS3.3 C.9.2, PS3.5 8.1.2), for a reviewer to see: no result has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pydicom.tag import Tag

from redactor.dicom.walk import element_at
from redactor.model.viewing import Overlay

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.dicom.pixel_data import PixelData
    from redactor.model.image import OverlayPlane, PixelFormat
    from redactor.model.mask import Mask

_FRAMES, _FIRST_FRAME, _POSITION, _DATA = 0x0015, 0x0051, 0x0102, 0x3000
_FEWEST_BITS: Final = 8


def overlays(planes: tuple[OverlayPlane, ...], pixel_data: PixelData, number: int) -> tuple[Overlay, ...]:
    """Give what each plane draws on a frame, counted from 1; a plane that has nothing to do with it is left out."""
    return tuple(
        Overlay(plane, None if bits is None else placed(bits, plane, pixel_data.pixels))
        for plane in planes
        if (place := _place_of(pixel_data, plane, number)) is not None
        for bits in [_stored(pixel_data, plane, place, number)]
    )


def placed(bits: Mask, plane: OverlayPlane, pixels: PixelFormat) -> Mask:
    """Give a plane's pixels where they lie on the image: bool, shape (rows, columns) of the image."""
    drawn = np.zeros((pixels.rows, pixels.columns), np.bool_)
    top, left = max(plane.row, 0), max(plane.column, 0)
    part = bits[top - plane.row : pixels.rows - plane.row, left - plane.column : pixels.columns - plane.column]
    drawn[top : top + part.shape[0], left : left + part.shape[1]] = part
    drawn.flags.writeable = False
    return drawn


def _place_of(pixel_data: PixelData, plane: OverlayPlane, number: int) -> int | None:
    """Give the number of the plane's own frame that lies on a frame of the image, from 0; one lies on all."""
    count = _whole(pixel_data, plane, _FRAMES)
    if count is None:
        return 0
    place = number - (_whole(pixel_data, plane, _FIRST_FRAME) or 1)
    return place if 0 <= place < count else None


def _stored(pixel_data: PixelData, plane: OverlayPlane, place: int, number: int) -> Mask | None:
    data = _value(pixel_data, plane, _DATA)
    size = plane.rows * plane.columns
    if isinstance(data, bytes):
        if pixel_data.is_native and pixel_data.layout.big_endian:  # bits are counted in words, whose bytes are swapped
            data = np.frombuffer(data[: len(data) & ~1], "<u2").byteswap().tobytes()
        bits = np.frombuffer(data, np.uint8)[place * size // 8 : -(-(place + 1) * size // 8)]
        read = np.unpackbits(bits, bitorder="little")[place * size % 8 :][:size]
        return read.astype(np.bool_).reshape(plane.rows, plane.columns) if len(read) == size else None
    return _embedded(pixel_data, plane, number)


def _embedded(pixel_data: PixelData, plane: OverlayPlane, number: int) -> Mask | None:
    """Give a plane in unused bits of native pixels; how a compressed frame keeps them is nowhere said."""
    position, pixels = _whole(pixel_data, plane, _POSITION), pixel_data.pixels
    is_whole = (plane.rows, plane.columns) == (pixels.rows, pixels.columns) and pixels.samples_per_pixel == 1
    if not position or not is_whole or not pixel_data.is_native or pixels.bits_allocated < _FEWEST_BITS:
        return None
    if position >= pixels.bits_allocated:
        return None
    order = ">" if pixel_data.layout.big_endian else "<"
    cells: NDArray[Any] = np.frombuffer(pixel_data.coded_frame(number), f"{order}u{pixels.bits_allocated // 8}")
    return np.asarray((cells >> position & 1).astype(np.bool_).reshape(pixels.rows, pixels.columns))


def _whole(pixel_data: PixelData, plane: OverlayPlane, element: int) -> int | None:
    value = _value(pixel_data, plane, element)
    return value if isinstance(value, int) else None


def _value(pixel_data: PixelData, plane: OverlayPlane, element: int) -> object:
    attributes, tag = pixel_data.header.attributes, Tag(plane.group, element)
    found = element_at(attributes, tag) if tag in attributes else None
    return None if found is None else found.value
