"""A key store in memory, registered with keyring as a real one would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keyring
import keyring.core
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

if TYPE_CHECKING:
    import pytest


class MemoryStore(KeyringBackend):
    """Keeps entries for a test; a locked one refuses all."""

    priority: Any = 5

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def _require_open(self) -> None:
        if self.is_locked:
            raise KeyringLocked("locked")

    def get_password(self, service: str, username: str) -> str | None:
        self._require_open()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._require_open()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._require_open()
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("there is none")


class FileStore(MemoryStore):
    """What keyring does not recommend, such as a file without encryption."""

    priority: Any = 0.5


def use(store: KeyringBackend, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make a key store that of this computer."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", store)
    assert keyring.get_keyring() is store
    return store
