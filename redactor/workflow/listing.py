"""List the files that paths lead to before any is read: how many there are decides whether to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.dicom.directory import referenced_files
from redactor.errors import SetAside, Unreadable
from redactor.workflow.inputs import files_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

MANY: Final = 20_000
"""Files from which a person is asked whether all are meant: somebody dropped a disk."""


@dataclass(frozen=True)
class FoundFile:
    """A file, and why it can't be read if that is known."""

    path: Path = field(repr=False)
    refused: SetAside | None = None


@dataclass(frozen=True)
class Listing:
    """The files to look at, and how many more there are."""

    files: tuple[FoundFile, ...] = field(repr=False)
    left_out: int = 0


def list_files(
    paths: Sequence[Path], limit: Callable[[int], int], progress: Callable[[int], None] = lambda count: None
) -> Listing:
    """List every file below the paths, once; a DICOMDIR among the paths stands for the files that it names.

    Parameters
    ----------
    limit
        Takes how many files there are, if they are `MANY` or more, and gives how many to keep.
    progress
        Takes how many were found; may raise to cancel.

    Raises
    ------
    NoInput
        If a path leads nowhere.
    """
    found: list[FoundFile] = []
    for file in _below(paths):
        found.append(file)
        progress(len(found))
    count = len(found)
    kept = min(limit(count), count) if count >= MANY else count
    return Listing(tuple(found[:kept]), count - kept)


def _below(paths: Sequence[Path]) -> Iterator[FoundFile]:
    plain: list[Path] = []
    seen: set[Path] = set()
    for path in paths:
        if path.name.upper() != "DICOMDIR" or not path.is_file():
            plain.append(path)
            continue
        try:
            named = referenced_files(path)
        except SetAside as error:
            yield FoundFile(path, error)
            continue
        for file in named:
            if file not in seen:
                seen.add(file)
                yield FoundFile(file, None if file.is_file() else Unreadable(reason="no such file or directory"))
    for file, refused in files_below(plain):
        if file not in seen:
            yield FoundFile(file, refused)
