"""What every check of a written file shares: the names of its parts, hashes, and bits that hold no value."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.dicom.instance import Instance
    from redactor.model.image import Frame

READABLE: Final = "the written file can be read"
UNUSED_BITS: Final = "nothing in unused bits"
ATTRIBUTES: Final = "no identifier left"


def file_sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def frame_sha256(frame: Frame) -> str:
    """Give the SHA-256 of stored values, little endian, row by row."""
    stored = frame.stored_values
    little = np.ascontiguousarray(stored, stored.dtype.newbyteorder("<"))
    return hashlib.sha256(little.reshape(-1).view(np.uint8).data).hexdigest()


def unused_bits_are_clean(written: Instance) -> bool:
    """True if bits of native frames that are no part of a value hold nothing but a sign."""
    layout = written.pixel_data.layout
    if not layout.has_unused_bits:
        return True
    numbers = range(1, layout.pixels.number_of_frames + 1)
    return all(
        layout.encode(number, written.frame(number).stored_values, bytearray())
        == written.pixel_data.coded_frame(number)
        for number in numbers
    )
