"""Find the files of `resources/`: in the source tree, in an installed wheel, or in a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from redactor.errors import MissingResource

_PACKAGE: Final = Path(__file__).resolve().parent


def root() -> Path:
    """Give the folder that holds the resources.

    Raises
    ------
    MissingResource
        If none of the three places has it.
    """
    frozen = getattr(sys, "_MEIPASS", None)  # PyInstaller's folder of unpacked data
    places = [Path(frozen) / "resources"] if isinstance(frozen, str) else []
    places += [_PACKAGE / "_resources", _PACKAGE.parent / "resources"]
    for place in places:
        if place.is_dir():
            return place
    raise MissingResource(name="resources")


def path(name: str) -> Path:
    """Give the path of a resource named with forward slashes, such as ``profiles/ps315_e1_1.json``.

    Raises
    ------
    MissingResource
        If there is no such file or folder.
    """
    found = root().joinpath(*name.split("/"))
    if not found.exists():
        raise MissingResource(name=name)
    return found


def read_text(name: str) -> str:
    """Read a UTF-8 text resource."""
    return path(name).read_text(encoding="utf-8")
