"""Find the files that paths lead to, and the images in them."""

from __future__ import annotations

import os
import stat
import struct
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from redactor import sources
from redactor.deid.objects import require_cleanable
from redactor.dicom.instance import Instance
from redactor.dicom.non_image import NonImage
from redactor.dicom.place import read_place
from redactor.errors import NoInput, NoPixelData, NotDicom, SetAside, TwoPatients, Unreadable, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from redactor.model.image import Image, Place

UNFORESEEN: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)
"""What broken files end in where nobody foresaw it; the words of these errors may quote a value."""


def files_below(paths: Iterable[Path]) -> Iterator[tuple[Path, SetAside | None]]:
    """Yield every file that the paths lead to, once, in a fixed order; folders are read to their end.

    Links to folders are not followed, since they may lead round in a circle.

    Yields
    ------
    tuple
        A file with None, or a folder or file that can't be read with the error that says so.

    Raises
    ------
    NoInput
        If a path leads nowhere.
    """
    seen: set[str] = set()
    for path in paths:
        require_existing([path])
        for found, problem in _walk(path) if path.is_dir() else [(path, None)]:
            resolved = os.path.realpath(found)  # unlike Path.resolve it takes links that lead in a circle
            if resolved not in seen:
                seen.add(resolved)
                yield found, problem or _refusal(found)


def _walk(folder: Path) -> Iterator[tuple[Path, SetAside | None]]:
    refused: list[tuple[Path, SetAside]] = []

    def refuse(error: OSError) -> None:
        refused.append((Path(error.filename or folder), Unreadable(reason=reason_of(error))))

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders.sort()
        for name in sorted(names):
            yield Path(place) / name, None
    yield from refused


def _refusal(path: Path) -> SetAside | None:
    """Refuse what is no file, such as a pipe: opening it would wait for ever."""
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        return Unreadable(reason=reason_of(error))
    return None if regular else Unreadable(reason="not a regular file")


def open_images(path: Path) -> list[Image]:
    """Open a file with the first source that accepts it.

    Raises
    ------
    SetAside
        Saying why nothing in it can be worked on.
    """
    try:
        for source in sources.available().values():
            if source.accepts(path):
                return list(source.open(path))
    except OSError as error:  # a medium that fails in the middle of a file
        raise Unreadable(reason=reason_of(error)) from None
    except UNFORESEEN as error:
        raise unforeseen(error) from None
    raise NotDicom


def open_instance(path: Path) -> Instance | NonImage:
    """Open what can be de-identified: an image, or an instance without pixels that the attribute rules clean.

    Raises
    ------
    SetAside
        Saying why it can't be worked on.
    """
    try:
        (image,) = open_images(path)
    except NoPixelData:
        try:
            found = NonImage.open(path)
        except OSError as error:
            raise Unreadable(reason=reason_of(error)) from None
        except UNFORESEEN as error:
            raise unforeseen(error) from None
        require_cleanable(found.text("SOPClassUID"))
        return found
    if not isinstance(image, Instance):
        raise NotDicom
    return image


def place_in(path: Path) -> Place:
    """Give the place of what can be de-identified, without opening it where the start of the file tells.

    Whether the rest can be worked on shows when it is opened.

    Raises
    ------
    SetAside
        Saying why it can't be worked on.
    """
    try:
        place = read_place(path)
    except (SetAside, OSError, *UNFORESEEN):
        place = None  # opening it says what is wrong
    return place or open_instance(path).place


def is_image(path: Path) -> bool:
    """Say whether a file is there that some source accepts: one that must never be written over."""
    return path.is_file() and any(source.accepts(path) for source in sources.available().values())


def unforeseen(error: BaseException) -> Unreadable:
    """Give the reason for an input on which something broke off; of what was raised it tells the type alone."""
    return Unreadable(reason=f"unexpected {type(error).__name__}")


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
        if not os.path.lexists(path):
            raise NoInput
