"""The project: the key under which everything is renamed, its generation, and its profile."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from redactor.deid.noting import NotingReplacements
from redactor.deid.profile import BASIC, Profile
from redactor.deid.profile_file import from_document, to_document
from redactor.deid.replacements import Replacements
from redactor.errors import (
    InvalidDocument,
    InvalidProfile,
    NoProject,
    OtherProfile,
    ProjectDestroyed,
    ProjectExists,
)
from redactor.files import discarding, writing_errors
from redactor.trust.keys import HEADLESS, Keeper, forget, keep, keeper_of, unlock

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.trust.keys import Access, Kept

FILE: Final = "project.json"
DESTROYED: Final = "destroyed.json"
"""Says that map and keys were destroyed; `redactor.workflow.destruction` writes it."""

_SCHEMA: Final = "redactor/project/2"
"""The key stands there, or what keeps it (`redactor.trust.keys`)."""
_WITHOUT_PROFILE: Final = "redactor/project/1"
"""Made before projects had profiles: they are of the Basic one."""

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
    profile
        What becomes of attributes: the same for all that the project ever gives away.
    """

    key: bytes = field(repr=False)
    generation: int = 1
    keeper: Keeper = Keeper.FILE
    profile: Profile = BASIC

    @classmethod
    def ephemeral(cls, profile: Profile = BASIC) -> Project:
        """Give a project that lasts as long as the program runs."""
        return cls(secrets.token_bytes(_KEY_BYTES), profile=profile)

    @property
    def replacements(self) -> Replacements:
        """The keyed replacement of UIDs and identifiers."""
        return Replacements(self.key, self.generation)

    def noting_replacements(self) -> NotingReplacements:
        """Give the same for one instance; they note what they replace, for the linkage map."""
        moves = "retain_longitudinal_modified_dates" in self.profile.options
        return NotingReplacements(self.key, self.generation, moves_dates=moves)


def open_project(folder: Path, access: Access = HEADLESS, profile: Profile | None = None) -> Project:
    """Read the project in a folder, or make one there; only its owner can read the file.

    Parameters
    ----------
    profile
        What a new project works with, and an old one must; None takes the old one's, for a new one the Basic.

    Raises
    ------
    OtherProfile
        If the project is of another profile.
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
    if not (folder / FILE).exists():
        return _made(folder, access, profile or BASIC)
    project = project_at(folder, access)
    if profile is not None and profile != project.profile:
        raise OtherProfile(own=project.profile.name, asked=profile.name)
    return project


def make_project(folder: Path, access: Access = HEADLESS, profile: Profile = BASIC) -> Project:
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
    return _made(folder, access, profile)


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
    return Project(key, document["generation"], keeper_of(kept), _profile_of(document))


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
    old = document.get("schema") == _WITHOUT_PROFILE and isinstance(kept, str)
    if not (old or document.get("schema") == _SCHEMA) or not isinstance(generation, int):
        raise InvalidDocument(where="project", problem=f"{_SCHEMA} with a whole key is needed")
    _profile_of(document)
    return document, kept


def _profile_of(document: dict[str, Any]) -> Profile:
    if document["schema"] == _WITHOUT_PROFILE:
        return BASIC
    try:
        return from_document(document["profile"], FILE)
    except (KeyError, InvalidProfile):
        raise InvalidDocument(where="project", problem="the profile can't be read") from None


def _made(folder: Path, access: Access, profile: Profile) -> Project:
    project = Project.ephemeral(profile)
    kept = keep(project.key, access)
    told = {"key": kept, "generation": project.generation, "profile": to_document(profile)}
    text = json.dumps({"schema": _SCHEMA, **told})
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
