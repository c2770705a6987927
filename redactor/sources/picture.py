"""A picture (PNG, JPEG, TIFF): it can be looked at and searched, but has no attributes to de-identify."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.dicom.byte_source import opened
from redactor.dicom.display import Grayscale
from redactor.errors import Truncated, Unreadable, reason_of
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.image import DeviceKey, Frame, Identifiers, PixelFormat, Place, UltrasoundRegion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from redactor.model.image import Image, StoredValues, Window

_STARTS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


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
    def identifiers(self) -> Identifiers:
        """See `Image`; a picture has no header."""
        return Identifiers()

    @cached_property
    def place(self) -> Place:
        """See `Image`; each file stands for itself."""
        return Place(patient="", study="", series=str(self.path), instance=str(self.path))

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
        """Yield the picture; raises `Truncated` if it can't be decoded."""
        with opened(path) as file:
            try:
                data = np.frombuffer(file.read(), np.uint8)
            except OSError as error:
                raise Unreadable(reason=reason_of(error)) from None
        pages = _pages(data)
        if not pages or any(page.shape != pages[0].shape or page.dtype != pages[0].dtype for page in pages):
            raise Truncated
        yield Picture(path, tuple(pages))


def _pages(data: NDArray[np.uint8]) -> list[StoredValues]:
    try:
        _, pages = cv2.imdecodemulti(data, cv2.IMREAD_UNCHANGED)
    except cv2.error:
        return []
    return [_rgb_or_gray(page) for page in pages or [] if page.dtype in {np.dtype(np.uint8), np.dtype(np.uint16)}]


def _rgb_or_gray(page: NDArray[Any]) -> StoredValues:
    if page.ndim == 3:
        page = page[:, :, 0] if page.shape[2] < 3 else page[:, :, 2::-1]  # OpenCV gives BGR, with alpha last
    result = np.ascontiguousarray(page)
    result.flags.writeable = False
    return result


PLUGIN = PictureFile()
