"""A picture (PNG, JPEG, TIFF): it can be looked at and searched, but has no attributes to de-identify."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.dicom.byte_source import opened
from redactor.dicom.display import Grayscale
from redactor.errors import Truncated, Unreadable, reason_of
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.image import (
    DeviceKey,
    Frame,
    Identifiers,
    Kinship,
    OverlayPlane,
    PixelFormat,
    Place,
    Positioning,
    UltrasoundRegion,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from redactor.model.image import Image, StoredValues, Window

_TIFF: Final = (b"II*\0", b"MM\0*")
_STARTS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", *_TIFF)
_DEPTHS: Final = (np.dtype(np.uint8), np.dtype(np.uint16))

# OpenCV comments on odd files on the terminal, in words of the libraries that it holds. What matters is raised here.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


@dataclass(frozen=True)
class Picture:
    """The pages of a picture file as frames; an `Image` without identifiers."""

    path: Path = field(repr=False)
    pages: tuple[StoredValues, ...] = field(repr=False)

    @cached_property
    def pixel_format(self) -> PixelFormat:
        """See `Image`."""
        first = self.pages[0]
        bits = first.dtype.itemsize * 8
        coloured = first.ndim == 3
        return PixelFormat(
            rows=first.shape[0],
            columns=first.shape[1],
            samples_per_pixel=3 if coloured else 1,
            photometric_interpretation="RGB" if coloured else "MONOCHROME2",
            bits_allocated=bits,
            bits_stored=bits,
            high_bit=bits - 1,
            number_of_frames=len(self.pages),
        )

    @property
    def device_key(self) -> DeviceKey:
        """See `Image`; a picture names no device."""
        return DeviceKey("", "", "", "", self.pixel_format.rows, self.pixel_format.columns)

    @property
    def ultrasound_regions(self) -> tuple[UltrasoundRegion, ...]:
        """See `Image`; a picture declares none."""
        return ()

    @property
    def image_type(self) -> tuple[str, ...]:
        """See `Image`; a picture has none."""
        return ()

    @property
    def overlay_planes(self) -> tuple[OverlayPlane, ...]:
        """See `Image`; a picture has none."""
        return ()

    @property
    def identifiers(self) -> Identifiers:
        """See `Image`; a picture has no header."""
        return Identifiers()

    @cached_property
    def place(self) -> Place:
        """See `Image`; each file stands for itself."""
        return Place(patient="", study="", series=str(self.path), instance=str(self.path))

    @property
    def kinship(self) -> Kinship:
        """See `Image`; a picture names no other."""
        return Kinship()

    def plane(self, number: int) -> None:
        """See `Image`; a picture lies nowhere."""
        del number

    @property
    def positioning(self) -> Positioning:
        """See `Image`; a picture has no header."""
        return Positioning()

    def frame(self, number: int) -> Frame:
        """See `Image`."""
        if not 1 <= number <= len(self.pages):
            raise ValueError("there is no frame with this number")
        return Frame(number, self.pages[number - 1], self.pixel_format.photometric_interpretation)

    def grayscale(self, frame: Frame) -> Grayscale:
        """Prepare a grayscale page for display in any window."""
        stored = frame.stored_values
        count = 1 << (8 * stored.dtype.itemsize)
        return Grayscale(stored, np.arange(count, dtype=np.float64))

    def display(self, frame: Frame, window: Window | None = None) -> NDArray[np.uint8]:
        """See `Image`."""
        if frame.photometric_interpretation == "RGB":
            stored: NDArray[Any] = frame.stored_values
            return (stored >> 8 if stored.dtype.itemsize > 1 else stored).astype(np.uint8)
        return self.grayscale(frame).display(window)


@dataclass(frozen=True)
class PictureFile:
    """Opens PNG, JPEG and TIFF through OpenCV."""

    id: str = "picture"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Picture")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "A PNG, JPEG or TIFF, to look at and to search for text.")
    suffixes: tuple[str, ...] = (".png", ".jpg", ".jpeg", ".tif", ".tiff")

    def accepts(self, path: Path) -> bool:
        """Say whether the file starts as one of the three formats, and isn't DICOM with such a preamble."""
        with opened(path) as file:
            start = file.read(132)
        return start.startswith(_STARTS) and start[128:] != b"DICM"

    def open(self, path: Path) -> Iterator[Image]:
        """Yield the picture; raises `Truncated` if it can't be decoded, or its pages are not all of one kind."""
        with opened(path) as file:
            try:
                data = file.read()
            except OSError as error:
                raise Unreadable(reason=reason_of(error)) from None
        pages = _pages(data)
        kinds = {(page.shape, page.dtype) for page in pages}
        if len(kinds) != 1 or pages[0].dtype not in _DEPTHS or len(pages) < _promised(data):
            raise Truncated
        yield Picture(path, tuple(pages))


def _pages(data: bytes) -> list[StoredValues]:
    try:
        _, pages = cv2.imdecodemulti(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:
        return []
    return [_rgb_or_gray(page) for page in pages or []]


def _promised(data: bytes) -> int:
    """Count the pages that a file speaks of: OpenCV gives those before a break, as if there were no others.

    A TIFF is a chain of directories (TIFF 6.0, section 2), each with the place of the next; the last has 0.
    """
    if not data.startswith(_TIFF):
        return 1
    order = "<" if data.startswith(b"II") else ">"
    places: set[int] = set()
    try:
        (place,) = struct.unpack_from(f"{order}L", data, 4)
        while place and place not in places:
            places.add(place)
            (entries,) = struct.unpack_from(f"{order}H", data, place)
            (place,) = struct.unpack_from(f"{order}L", data, place + 2 + 12 * entries)
    except struct.error:
        raise Truncated from None
    return len(places)


def _rgb_or_gray(page: NDArray[Any]) -> StoredValues:
    if page.ndim == 3:
        page = page[:, :, 0] if page.shape[2] < 3 else page[:, :, 2::-1]  # OpenCV gives BGR, with alpha last
    result = np.ascontiguousarray(page)
    result.flags.writeable = False
    return result


PLUGIN = PictureFile()
