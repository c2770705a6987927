"""Export the linkage map as tables that other programs read. They link back: nothing here may go into an output."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from redactor.errors import InvalidOption
from redactor.files import write_text, writing_errors
from redactor.model.links import UIDS, Link, LinkKind
from redactor.trust.linkage_map import open_map, read_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLES: Final = ("uid_map.csv", "patient_map.csv")
_HEADER: Final = ("id_old", "id_new")


def require_apart(folder: Path, others: Iterable[Path]) -> None:
    """Check that a folder for tables is not in what leaves, nor among the sources.

    Raises
    ------
    InvalidOption
        If it is, or if it holds other files by the names of the tables.
    """
    place = Path(os.path.realpath(folder))
    if any(place.is_relative_to(os.path.realpath(other)) for other in others):
        raise InvalidOption(name="export-maps", allowed="a folder outside the output and the sources")
    for name in TABLES:
        with writing_errors():
            if (place / name).exists() and not is_table(place / name):
                raise InvalidOption(name="export-maps", allowed=f"a folder without another {name}")


def is_table(file: Path) -> bool:
    """Say whether a file is one of the tables, and not somebody's own file of that name."""
    with file.open("rb") as stream:
        return stream.read(64).splitlines()[:1] == [",".join(_HEADER).encode()]


def export_maps(map_file: Path, key: bytes, folder: Path) -> None:
    """Write ``uid_map.csv`` and ``patient_map.csv`` for the whole project; only their owner can read them.

    The map remembers where they went, so that they can be destroyed with it. Patients without a Patient ID are left
    out: their pseudonyms belong to studies.

    Raises
    ------
    UsageError
        If the map can't be opened, or the folder lies in an output of the project.
    CannotWrite, DiskFull
        If the file system refuses.
    """
    with open_map(map_file, key) as linkage:
        require_apart(folder, _outputs(linkage.links))
        linkage.add([Link(LinkKind.EXPORT, os.path.realpath(folder))])
        linkage.sync()
        for name, kinds in zip(TABLES, (UIDS, {LinkKind.PATIENT}), strict=True):
            rows = dict.fromkeys((link.original, link.new) for link in linkage.links if link.kind in kinds)
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows([_HEADER, *rows])
            write_text(folder / name, text.getvalue(), private=True)


def count_links(map_file: Path, key: bytes) -> dict[LinkKind, int]:
    """Count the links of a map by kind.

    Raises
    ------
    DamagedMap, Unreadable
        If it can't be read.
    """
    return Counter(link.kind for link in read_map(map_file, key))


def _outputs(links: Iterable[Link]) -> Iterator[Path]:
    return (Path(link.new) for link in links if link.kind is LinkKind.OUTPUT)
