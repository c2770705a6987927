"""The project: the key under which everything is renamed, and its generation."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.deid.replacements import Replacements
from redactor.errors import InvalidDocument
from redactor.files import discarding, writing_errors

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMA: Final = "redactor/project/1"
_KEY_BYTES: Final = 32


@dataclass(frozen=True)
class Project:
    """What makes replacements consistent over many runs. The key stays on this machine.

    Attributes
    ----------
    generation
        Raised for a corrected release, so that it never carries other pixels under a UID that was used.
    """

    key: bytes = field(repr=False)
    generation: int = 1

    @classmethod
    def ephemeral(cls) -> Project:
        """Give a project that lasts as long as the program runs."""
        return cls(secrets.token_bytes(_KEY_BYTES))

    @property
    def replacements(self) -> Replacements:
        """The keyed replacement of UIDs and identifiers."""
        return Replacements(self.key, self.generation)


def open_project(folder: Path) -> Project:
    """Read the project in a folder, or make one there; only its owner can read the key.

    Raises
    ------
    InvalidDocument
        If a project file is there, but damaged: a new key would break the links to earlier output.
    CannotWrite, DiskFull
        If a new one can't be written.
    """
    file = folder / "project.json"
    if not file.exists():
        project = Project.ephemeral()
        text = json.dumps({"schema": _SCHEMA, "key": project.key.hex(), "generation": project.generation})
        with writing_errors():
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            # Half a key would bar the folder.
            with discarding(file), os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(descriptor)
        return project
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        key, generation = bytes.fromhex(document["key"]), document["generation"]
    except (OSError, ValueError, KeyError, TypeError):
        raise InvalidDocument(where="project", problem="the project file can't be read") from None
    if document.get("schema") != _SCHEMA or len(key) != _KEY_BYTES or not isinstance(generation, int):
        raise InvalidDocument(where="project", problem=f"{_SCHEMA} with a whole key is needed")
    return Project(key, generation)
