"""The project: the key under which everything is renamed, and its generation."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from redactor.deid.noting import NotingReplacements
from redactor.deid.replacements import Replacements
from redactor.errors import InvalidDocument, NoProject, ProjectDestroyed, ProjectExists
from redactor.files import discarding, writing_errors
from redactor.trust.keys import HEADLESS, Keeper, forget, keep, keeper_of, unlock

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.trust.keys import Access, Kept

FILE: Final = "project.json"
DESTROYED: Final = "destroyed.json"
"""Says that map and keys were destroyed; `redactor.workflow.destruction` writes it."""

_SCHEMA: Final = "redactor/project/1"
_SCHEMA_KEPT: Final = "redactor/project/2"
"""As 1, but the key is an object that says what keeps it (`redactor.trust.keys`)."""
_KEY_BYTES: Final = 32


@dataclass(frozen=True)
class Project:
    """What makes replacements consistent over many runs. The key stays on this machine.

    Attributes
    ----------
    generation
        Raised for a corrected release, so that it never carries other pixels under a UID that was used.
    keeper
        What keeps the key from others.
    """

    key: bytes = field(repr=False)
    generation: int = 1
    keeper: Keeper = Keeper.FILE

    @classmethod
    def ephemeral(cls) -> Project:
        """Give a project that lasts as long as the program runs."""
        return cls(secrets.token_bytes(_KEY_BYTES))

    @property
    def replacements(self) -> Replacements:
        """The keyed replacement of UIDs and identifiers."""
        return Replacements(self.key, self.generation)

    def noting_replacements(self) -> NotingReplacements:
        """Give the same for one instance; they note what they replace, for the linkage map."""
        return NotingReplacements(self.key, self.generation)


def open_project(folder: Path, access: Access = HEADLESS) -> Project:
    """Read the project in a folder, or make one there; only its owner can read the file.

    Raises
    ------
    InvalidDocument
        If a project file is there, but damaged: a new key would break the links to earlier output.
    ProjectDestroyed
        If its keys were destroyed.
    KeyUnavailable, PassphraseNeeded, WrongPassphrase
        If the key can't be had.
    CannotWrite, DiskFull
        If a new one can't be written.
    """
    require_living(folder)
    return project_at(folder, access) if (folder / FILE).exists() else _made(folder, access)


def make_project(folder: Path, access: Access = HEADLESS) -> Project:
    """Make a project in a folder that has none.

    Raises
    ------
    ProjectExists, ProjectDestroyed
        If there is one, or was.
    PassphraseNeeded
        If its key is to be kept under a passphrase that nobody gives.
    CannotWrite, DiskFull
        If it can't be written.
    """
    require_living(folder)
    if (folder / FILE).exists():
        raise ProjectExists
    return _made(folder, access)


def project_at(folder: Path, access: Access = HEADLESS) -> Project:
    """Open the project in a folder; none is made.

    Raises
    ------
    NoProject, InvalidDocument
        If there is none, or its file is damaged.
    KeyUnavailable, PassphraseNeeded, WrongPassphrase
        If the key can't be had.
    """
    if not (folder / FILE).exists():
        raise NoProject
    document, kept = _document(folder)
    try:
        key = unlock(kept, access)
    except (ValueError, KeyError, TypeError):
        raise InvalidDocument(where="project", problem="the key can't be read") from None
    if len(key) != _KEY_BYTES:
        raise InvalidDocument(where="project", problem=f"{_SCHEMA} with a whole key is needed")
    return Project(key, document["generation"], keeper_of(kept))


def require_living(folder: Path) -> None:
    """Check that the keys of a project were not destroyed.

    Raises
    ------
    ProjectDestroyed
        If they were: new keys would give other names to the same patients.
    CannotWrite
        If there can't be such a folder.
    """
    with writing_errors():
        if (folder / DESTROYED).exists():
            raise ProjectDestroyed


def kept_key(folder: Path) -> tuple[Kept, int]:
    """Give what the project file holds of the key, and the generation, without opening anything.

    Raises
    ------
    NoProject
        If there is no project file.
    InvalidDocument
        If it is damaged.
    """
    if not (folder / FILE).exists():
        raise NoProject
    document, kept = _document(folder)
    return kept, document["generation"]


def _document(folder: Path) -> tuple[dict[str, Any], Kept]:
    try:
        document = json.loads((folder / FILE).read_text(encoding="utf-8"))
        kept, generation = document["key"], document["generation"]
        keeper_of(kept)
    except (OSError, ValueError, KeyError, TypeError):
        raise InvalidDocument(where="project", problem="the project file can't be read") from None
    schema = _SCHEMA if isinstance(kept, str) else _SCHEMA_KEPT
    if document.get("schema") != schema or not isinstance(generation, int):
        raise InvalidDocument(where="project", problem=f"{schema} with a whole key is needed")
    return document, kept


def _made(folder: Path, access: Access) -> Project:
    project = Project.ephemeral()
    kept = keep(project.key, access)
    schema = _SCHEMA if isinstance(kept, str) else _SCHEMA_KEPT
    text = json.dumps({"schema": schema, "key": kept, "generation": project.generation})
    file = folder / FILE
    try:
        with writing_errors():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            # Half a key would bar the folder.
            with discarding(file), os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(descriptor)
    except BaseException:
        forget(kept)
        raise
    return replace(project, keeper=keeper_of(kept))
