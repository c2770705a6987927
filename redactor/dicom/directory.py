"""DICOMDIR: the files that the directory of a medium names (PS3.3 F.2, PS3.10 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydicom import dcmread
from pydicom.errors import InvalidDicomError
from pydicom.multival import MultiValue

from redactor.dicom.conversion import UNREADABLE
from redactor.dicom.walk import value_of
from redactor.errors import IsDicomdir, Unreadable, UnreadableAttributes, reason_of

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST: Final = 8
"""Components of a File ID (PS3.10 8.2)."""


def referenced_files(path: Path) -> tuple[Path, ...]:
    """Give the files that a DICOMDIR names, below its own folder, whether they are there or not.

    Raises
    ------
    IsDicomdir
        If it names none.
    Unreadable, UnreadableAttributes
        If it can't be read.
    """
    try:
        directory = dcmread(path)
        records = list(value_of(directory, "DirectoryRecordSequence") or [])
    except InvalidDicomError:
        raise UnreadableAttributes(path="the start of the data set") from None
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    except (*UNREADABLE, RecursionError):
        raise UnreadableAttributes(path="the directory records") from None
    found = []
    for record in records:
        named = value_of(record, "ReferencedFileID")
        parts = [str(part) for part in named] if isinstance(named, MultiValue | list) else [str(named or "")]
        if file := _below(path.parent, parts):
            found.append(file)
    if not found:
        raise IsDicomdir
    return tuple(dict.fromkeys(found))


def _below(folder: Path, parts: list[str]) -> Path | None:
    """Give the file of these components; None if they would lead out of the folder, as no File ID may."""
    if (
        not all(parts)
        or len(parts) > _LONGEST
        or any(part in {".", ".."} or set(part) & set("/\\:\0") for part in parts)
    ):
        return None
    file = folder.joinpath(*parts)
    if file.exists():
        return file
    lower = folder.joinpath(*(part.lower() for part in parts))  # as some systems show the names of a disc
    return lower if lower.exists() else file
