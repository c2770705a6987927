"""The project: the key under which everything is renamed, its generation, and its profile."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.deid.profile import BASIC, Profile
from redactor.deid.profile_file import from_document, to_document
from redactor.deid.replacements import Replacements
from redactor.errors import InvalidDocument, InvalidProfile, OtherProfile
from redactor.files import discarding, writing_errors

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMA: Final = "redactor/project/2"
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
    profile
        What becomes of attributes: the same for all that the project ever gives away.
    """

    key: bytes = field(repr=False)
    generation: int = 1
    profile: Profile = BASIC

    @classmethod
    def ephemeral(cls, profile: Profile = BASIC) -> Project:
        """Give a project that lasts as long as the program runs."""
        return cls(secrets.token_bytes(_KEY_BYTES), profile=profile)

    @property
    def replacements(self) -> Replacements:
        """The keyed replacement of UIDs and identifiers."""
        return Replacements(self.key, self.generation)


def open_project(folder: Path, profile: Profile | None = None) -> Project:
    """Read the project in a folder, or make one there; only its owner can read the key.

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
    CannotWrite, DiskFull
        If a new one can't be written.
    """
    file = folder / "project.json"
    if not file.exists():
        project = Project.ephemeral(profile or BASIC)
        told = {"key": project.key.hex(), "generation": project.generation, "profile": to_document(project.profile)}
        text = json.dumps({"schema": _SCHEMA, **told})
        with writing_errors():
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            # Half a key would bar the folder.
            with discarding(file), os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(descriptor)
        return project
    project = _read(file)
    if profile is not None and profile != project.profile:
        raise OtherProfile(own=project.profile.name, asked=profile.name)
    return project


def _read(file: Path) -> Project:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        key, generation, schema = bytes.fromhex(document["key"]), document["generation"], document.get("schema")
        profile = from_document(document["profile"], file.name) if schema == _SCHEMA else BASIC
    except (OSError, ValueError, KeyError, TypeError, InvalidProfile):
        raise InvalidDocument(where="project", problem="the project file can't be read") from None
    if schema not in {_SCHEMA, _WITHOUT_PROFILE} or len(key) != _KEY_BYTES or not isinstance(generation, int):
        raise InvalidDocument(where="project", problem=f"{_SCHEMA} with a whole key is needed")
    return Project(key, generation, profile)
