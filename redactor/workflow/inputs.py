"""Find the files that paths lead to, and the images in them."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from redactor import sources
from redactor.errors import NoInput, NotDicom, TwoPatients, Unreadable, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from redactor.errors import SetAside
    from redactor.model.image import Image, Place


def files_below(paths: Iterable[Path]) -> Iterator[tuple[Path, SetAside | None]]:
    """Yield every file that the paths lead to, once, in a fixed order; folders are read to their end.

    Links to folders are not followed, since they may lead round in a circle.

    Yields
    ------
    tuple
        A file with None, or a folder that can't be read with the error that says so.

    Raises
    ------
    NoInput
        If a path leads nowhere.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise NoInput
        for found, problem in _walk(path) if path.is_dir() else [(path, None)]:
            resolved = found.resolve()
            if resolved not in seen:
                seen.add(resolved)
                yield found, problem


def _walk(folder: Path) -> Iterator[tuple[Path, SetAside | None]]:
    refused: list[tuple[Path, SetAside]] = []

    def refuse(error: OSError) -> None:
        refused.append((Path(error.filename or folder), Unreadable(reason=reason_of(error))))

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders.sort()
        for name in sorted(names):
            yield Path(place) / name, None
    yield from refused


def open_images(path: Path) -> list[Image]:
    """Open a file with the first source that accepts it.

    Raises
    ------
    SetAside
        Saying why nothing in it can be worked on.
    """
    for source in sources.available().values():
        if source.accepts(path):
            return list(source.open(path))
    raise NotDicom


def mixed_series(places: Iterable[Place]) -> dict[str, TwoPatients]:
    """Give the series that name more than one patient, with the error to report for their images."""
    patients: dict[str, set[str]] = defaultdict(set)
    for place in places:
        if place.series:
            patients[place.series].add(place.patient)
    return {series: TwoPatients(count=len(names)) for series, names in patients.items() if len(names) > 1}


def require_existing(paths: Iterable[Path]) -> None:
    """Check that every path leads somewhere, before anything is made.

    Raises
    ------
    NoInput
        If one doesn't.
    """
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise NoInput
