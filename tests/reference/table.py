"""The table of images and the pixels that they must have: one row an image, made by tools/make_pixel_reference.py."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PATH: Final = Path(__file__).with_name("pixels.csv")


@dataclass(frozen=True)
class Row:
    """An image and its pixels.

    Attributes
    ----------
    source
        ``pydicom/…`` of its bundled test files, ``shared/…`` of ../shared/data, ``made/…`` of this folder.
    syntax
        Transfer Syntax UID, or the format of a picture.
    shape
        Rows × columns × samples.
    bits
        Bits Stored of Bits Allocated, with ``s`` where signed.
    reference
        What decoded the values that the hashes are of: another program than ours, or the array that the image was made
        from; ``own`` where there is none, or where decoders of a lossy syntax may differ.
    difference
        Of ``own`` values: the most by which any differs from the second decoder named, when the table was made.
    sha256
        Of the stored values of the first, middle and last frame, little endian, row by row; parted by spaces.
    set_aside
        Type and sentence of the error with which the image can't be read; no hash then.
    not_applied
        The same of an image that can be read, but not be de-identified.
    """

    source: str
    syntax: str = ""
    photometric: str = ""
    shape: str = ""
    bits: str = ""
    frames: int = 0
    reference: str = ""
    difference: str = ""
    sha256: str = ""
    set_aside: str = ""
    not_applied: str = ""


def sampled(frames: int) -> list[int]:
    """Give the numbers of the first, middle and last frame, each once."""
    return sorted({1, (frames + 1) // 2, frames})


def digest(stored: NDArray[Any]) -> str:
    """Give the SHA-256 of stored values, little endian, row by row."""
    return hashlib.sha256(np.ascontiguousarray(stored, stored.dtype.newbyteorder("<")).tobytes()).hexdigest()


def read() -> dict[str, Row]:
    """Give all rows by source."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = [Row(**{**line, "frames": int(line["frames"])}) for line in csv.DictReader(file)]  # type: ignore[arg-type]
    return {row.source: row for row in rows}


def write(rows: list[Row]) -> None:
    """Write rows in the order of their sources."""
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Row))
        writer.writerows(astuple(row) for row in sorted(rows, key=lambda row: row.source))
