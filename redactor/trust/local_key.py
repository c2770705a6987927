"""The lasting key of this computer's user: names what is remembered locally, and seals what must not be read.

It never leaves with a result: results are named under the key of their project.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from redactor.errors import InvalidDocument, JournalDamaged, KeyUnavailable, Unreadable, reason_of
from redactor.files import write_text, writing_errors
from redactor.trust.keys import HEADLESS, forget, keep, keeper_of, unlock

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from redactor.trust.keys import Access, Kept

_SCHEMA: Final = "redactor/local-key/1"
_BYTES: Final = 32
_NONCE: Final = 12


@dataclass(frozen=True)
class LocalKey:
    """A key and what is made with it; each purpose has a key of its own. The repr shows nothing of it."""

    secret: bytes = field(repr=False)

    @classmethod
    def random(cls) -> LocalKey:
        """Give a new key, kept nowhere."""
        return cls(secrets.token_bytes(_BYTES))

    def subject_key(self, value: str) -> str:
        """Give the name under which a value is known again on this computer: 64 hexadecimal digits."""
        return self.digest("subject", value.encode("utf-8", "surrogatepass")).hex()

    def digest(self, purpose: str, data: bytes) -> bytes:
        """Give the HMAC of data, 32 bytes: whoever lacks the key can neither read nor guess and test it."""
        return hmac.digest(self._derived(f"digest {purpose}"), data, hashlib.sha256)

    def seal(self, data: bytes, purpose: str) -> bytes:
        """Encrypt and authenticate data; the purpose is authenticated with it."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, data, purpose.encode())

    def unseal(self, sealed: bytes, purpose: str) -> bytes:
        """Give what was sealed.

        Raises
        ------
        JournalDamaged
            If it was changed, or sealed under another key or for another purpose.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - 0.1 s that only who restores pays

        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
        except (InvalidTag, ValueError):  # ValueError: too short to be one
            raise JournalDamaged from None

    @cached_property
    def _cipher(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - see above

        return AESGCM(self._derived("seal"))

    def _derived(self, purpose: str) -> bytes:
        # HMAC as the expansion of HKDF (RFC 5869 2.3) with one block a purpose; the secret is random already.
        return hmac.digest(self.secret, f"redactor/local-key/1 {purpose}".encode(), hashlib.sha256)


def read_local_key(file: Path, access: Access = HEADLESS) -> LocalKey | None:
    """Give the key that a file speaks of, or None if there is no such file.

    Raises
    ------
    KeyUnavailable
        If it is in a key store that does not give it.
    InvalidDocument, Unreadable
        If the file is damaged, or the file system refuses.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    try:
        document = json.loads(text)
        if document["schema"] != _SCHEMA:
            raise InvalidDocument(where="local key", problem=f"{_SCHEMA} is needed")
        kept: Kept = document["key"]
        keeper_of(kept)
        secret = unlock(kept, access)
    except (ValueError, KeyError, TypeError):
        raise InvalidDocument(where="local key", problem="the key can't be read") from None
    if len(secret) != _BYTES:
        raise InvalidDocument(where="local key", problem="a whole key is needed")
    return LocalKey(secret)


def keep_local_key(key: LocalKey, file: Path, access: Access = HEADLESS) -> None:
    """Keep a key: in the key store of the system, else in the file, which its owner alone can read.

    Raises
    ------
    CannotWrite, DiskFull
        If the file can't be written.
    """
    with writing_errors():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = keep(key.secret, access)
    try:
        write_text(file, json.dumps({"schema": _SCHEMA, "key": kept}) + "\n", private=True)
    except BaseException:
        with suppress(KeyUnavailable):  # an entry that nothing speaks of opens nothing
            forget(kept)
        raise
