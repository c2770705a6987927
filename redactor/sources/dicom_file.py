"""A DICOM file (PS3.10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.dicom.byte_source import opened
from redactor.dicom.instance import Instance
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from redactor.model.image import Image


@dataclass(frozen=True)
class DicomFile:
    """Opens files that say DICM, and takes in what looks like a bare data set in order to say what it lacks."""

    id: str = "dicom_file"
    title: str = QT_TRANSLATE_NOOP("Plugins", "DICOM file")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "An image as scanners and archives store it.")
    suffixes: tuple[str, ...] = (".dcm", ".dicom", ".ima")

    def accepts(self, path: Path) -> bool:
        """Say whether a preamble with DICM, or the first group of a bare data set, is there."""
        with opened(path) as file:
            start = file.read(132)
        return start[128:] == b"DICM" or start[:2] in {b"\x08\x00", b"\x02\x00", b"\x00\x08"}

    def open(self, path: Path) -> Iterator[Image]:
        """Yield the one instance of the file."""
        yield Instance.open(path)


PLUGIN = DicomFile()
