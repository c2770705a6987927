"""Destroy the linkage map and the keys of a project: afterwards nothing of this program links its results back.

Only then may it be said that it anonymises; everything else is de-identification. What was destroyed leaves a
``destroyed.json``, and the project refuses further runs.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from redactor.errors import DamagedMap, InvalidDocument
from redactor.files import destroy, write_text, writing_errors
from redactor.model.links import LinkKind
from redactor.trust.keys import forget
from redactor.trust.linkage_map import open_map
from redactor.workflow.bulk_report import CSV, HTML, JSON
from redactor.workflow.maps import TABLES, is_table
from redactor.workflow.naming import NAMES
from redactor.workflow.output import MAP
from redactor.workflow.project import DESTROYED, FILE, kept_key, project_at
from redactor.workflow.run_journal import FILE as JOURNAL

if TYPE_CHECKING:
    from redactor.model.links import Link
    from redactor.trust.keys import Access, Kept

_SCHEMA: Final = "redactor/destroyed/1"
STATEMENT: Final = "anonymise: map and keys destroyed"
PARTLY: Final = "map and keys destroyed; where reports and exported maps lie could not be read from the map"


_SOURCES_BESIDE_RESULTS: Final = (JSON, CSV, HTML, JOURNAL, f"{JOURNAL}-journal")
"""Reports, and the journal of a bulk run."""


_FOLDERS: Final = ("before-after", "partial", "chunks", "trace", "quarantine")
"""What shows originals, pairs of pictures that tell recipients, packages that failed their check."""


@dataclass(frozen=True)
class Doomed:
    """All of a project that links back, and is there."""

    folder: Path = field(repr=False)
    kept: Kept = field(repr=False)
    generation: int
    files: tuple[Path, ...] = field(repr=False)
    """In the order in which they are destroyed: what finds the others comes last."""
    is_all: bool
    """Whether the map could be read, which knows the reports and exported tables."""
    missing: tuple[Path, ...] = field(default=(), repr=False)
    """Folders of reports or exported tables that are not there: deleted, or on a medium that is not plugged in."""


def doomed(folder: Path, access: Access) -> Doomed:
    """Find everything that links results of a project to their originals. Nothing is changed.

    Raises
    ------
    NoProject, InvalidDocument
        If there is no project.
    KeyUnavailable, PassphraseNeeded, WrongPassphrase
        If its key can't be had: only who may read the map may destroy it.
    """
    folder = Path(os.path.realpath(folder))
    earlier = _noted(folder)
    if earlier is not None and not (folder / MAP).exists():  # broken off: what the map knows of was destroyed before it
        kept, generation = kept_key(folder) if (folder / FILE).exists() else ("", earlier["generation"])
        return Doomed(folder, kept, generation, (*_beside(folder), *_existing(folder)), is_all=earlier["all"])
    kept, generation = kept_key(folder)
    key = project_at(folder, access).key
    # Without a map nothing is known, unless no run has begun yet.
    is_all = (folder / MAP).exists() or not (folder / NAMES).exists()
    try:
        links = _links(folder / MAP, key)
    except DamagedMap:
        links, is_all = (), False
    places = [Path(link.original) for link in links if link.kind is LinkKind.OUTPUT]
    exports = [Path(link.original) for link in links if link.kind is LinkKind.EXPORT]
    tables = [place / name for place in exports for name in TABLES]
    with writing_errors():
        found = [file for place in places for file in _linking(place, folder)] + _beside(folder)
        found += [table for table in tables if table.is_file() and is_table(table)]
        found += _existing(folder)
        missing = [place for place in (*places, *exports) if not place.is_dir()]
    is_all = is_all and (earlier is None or earlier["all"])
    return Doomed(folder, kept, generation, tuple(dict.fromkeys(found)), is_all, tuple(missing))


def _beside(folder: Path) -> list[Path]:
    """Give what links back in the local folder that a project lies in, whatever the map knows."""
    return _linking(folder.parent, folder) if folder.parent.name.endswith(".local") else []


def _existing(folder: Path) -> tuple[Path, ...]:
    return tuple(folder / name for name in (NAMES, MAP, FILE) if (folder / name).exists())


def destroy_maps(target: Doomed) -> str:
    """Overwrite and delete what was found, remove the key from the key store, and say so in ``destroyed.json``.

    An interrupted destruction can be begun again.

    Returns
    -------
    str
        What may be said of the project now.

    Raises
    ------
    KeyUnavailable
        If the key store does not let the key go.
    CannotWrite, DiskFull
        If the file system refuses.
    """
    _note(target, "map and keys are being destroyed", is_complete=False)
    for file in target.files:
        if file.name != FILE:
            destroy(file)
    forget(target.kept)
    destroy(target.folder / FILE)
    statement = STATEMENT if target.is_all else PARTLY
    _note(target, statement, is_complete=True)
    return statement


def destruction_of(folder: Path) -> str | None:
    """Give what was said when a project was destroyed, or None."""
    noted = _noted(folder)
    return None if noted is None else str(noted["statement"])


def _noted(folder: Path) -> dict[str, Any] | None:
    file = folder / DESTROYED
    if not file.exists():
        return None
    try:
        noted = json.loads(file.read_text(encoding="utf-8"))
        return {"statement": noted["statement"], "generation": int(noted["generation"]), "all": bool(noted["all"])}
    except (OSError, ValueError, KeyError, TypeError):
        raise InvalidDocument(where=DESTROYED, problem="the file can't be read") from None


def _links(file: Path, key: bytes) -> tuple[Link, ...]:
    if not file.exists():
        return ()
    with open_map(file, key) as linkage:  # not while another run writes it
        return linkage.links


def _linking(local: Path, folder: Path) -> list[Path]:
    """Give the files of a local folder that show originals, or list sources beside results."""
    found = [local / name for name in _SOURCES_BESIDE_RESULTS]
    if local / "project" != folder and not (local / "project" / FILE).exists():
        found.append(local / "project" / NAMES)  # of this project; otherwise another one goes on with it
    found += sorted(path for name in _FOLDERS for path in (local / name).rglob("*"))
    return [path for path in found if path.is_file() and not path.is_symlink()]


def _note(target: Doomed, statement: str, *, is_complete: bool) -> None:
    document = {
        "schema": _SCHEMA,
        "statement": statement,
        "generation": target.generation,
        "complete": is_complete,
        "all": target.is_all,
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
    }
    write_text(target.folder / DESTROYED, json.dumps(document, indent=1) + "\n")
