"""A picture (PNG, JPEG, TIFF), which is worked on as the Secondary Capture instance that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.dicom.byte_source import opened
from redactor.dicom.instance import Instance
from redactor.dicom.picture import STARTS
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from redactor.model.image import Image


@dataclass(frozen=True)
class PictureFile:
    """Opens PNG, JPEG and TIFF through OpenCV."""

    id: str = "picture"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Picture")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "A PNG, JPEG or TIFF; its copy is a DICOM Secondary Capture.")
    suffixes: tuple[str, ...] = (".png", ".jpg", ".jpeg", ".tif", ".tiff")

    def accepts(self, path: Path) -> bool:
        """Say whether the file starts as one of the three formats, and isn't DICOM with such a preamble."""
        with opened(path) as file:
            start = file.read(132)
        return start.startswith(STARTS) and start[128:] != b"DICM"

    def open(self, path: Path) -> Iterator[Image]:
        """Yield the picture; raises `Truncated` if it can't be decoded, or its pages are not all of one kind."""
        yield Instance.of_picture(path)


PLUGIN = PictureFile()
