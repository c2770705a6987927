"""Where a project's key is kept: in the key store of the system, under a passphrase, or in a file of its owner.

What stands in the project file is a text for a key that lies there openly, and an object for one that does not.
"""

from __future__ import annotations

import os
import secrets
import sys
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from redactor.errors import KeyUnavailable, PassphraseNeeded, WrongPassphrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

Kept = str | dict[str, str | int]
"""What the project file holds of a key, as JSON."""

_SERVICE: Final = "redactor"
_MEMORY_KIB: Final = 128 * 1024
_ITERATIONS: Final = 3
_LANES: Final = 4
_MOST: Final = {"memory_kib": 1 << 20, "iterations": 64, "lanes": 64}
"""A file from elsewhere must not be able to fill the memory."""


class Keeper(StrEnum):
    """What keeps a key from others."""

    FILE = "file"
    """Nothing but the permissions of a file: whoever can read the folder has the key."""
    KEY_STORE = "key_store"
    """Windows Credential Manager, macOS Keychain, Secret Service or KWallet."""
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a way, not a secret


@dataclass(frozen=True)
class Access:
    """How keys are opened, and where new ones go.

    Attributes
    ----------
    passphrase
        Gives the passphrase when it is needed; None where nobody can be asked.
    new_under_passphrase
        Whether a new key is kept under it.
    key_store
        Whether a new key may go to the key store.
    """

    passphrase: Callable[[], str] | None = field(default=None, repr=False)
    new_under_passphrase: bool = False
    key_store: bool = True


HEADLESS: Final = Access()
"""Nobody is asked for anything by this program."""


def has_key_store() -> bool:
    """Say whether this computer has a key store that keys may be trusted to."""
    return _key_store() is not None


def keep(key: bytes, access: Access) -> Kept:
    """Put a new key where it is safest, and give what the project file holds of it.

    Raises
    ------
    PassphraseNeeded
        If it is to be kept under a passphrase that nobody gives.
    """
    if access.new_under_passphrase:
        return _under_passphrase(key, _passphrase(access))
    store = _key_store() if access.key_store else None
    if store is not None:
        entry = secrets.token_hex(16)
        try:
            store.set_password(_SERVICE, entry, key.hex())
            if store.get_password(_SERVICE, entry) == key.hex():
                return {"kept": Keeper.KEY_STORE, "entry": entry}
        except _store_errors():
            pass  # locked, or refused by the person: the file is left
    return key.hex()


def keeper_of(kept: Kept) -> Keeper:
    """Say what keeps a key from others.

    Raises
    ------
    ValueError, KeyError
        If the project file makes no sense.
    """
    return Keeper.FILE if isinstance(kept, str) else Keeper(str(kept["kept"]))


def unlock(kept: Kept, access: Access) -> bytes:
    """Give a key.

    Raises
    ------
    KeyUnavailable
        If it is in a key store that does not give it.
    PassphraseNeeded, WrongPassphrase
        If it is kept under a passphrase.
    ValueError, KeyError, TypeError
        If the project file makes no sense.
    """
    keeper = keeper_of(kept)
    if isinstance(kept, str):
        return bytes.fromhex(kept)
    if keeper is Keeper.KEY_STORE:
        entry = str(kept["entry"])
        store = _key_store()
        if store is None:
            raise KeyUnavailable
        try:
            text = store.get_password(_SERVICE, entry)
        except _store_errors():
            raise KeyUnavailable from None
        if text is None:
            raise KeyUnavailable
        return bytes.fromhex(text)
    if keeper is Keeper.PASSPHRASE:
        return _from_passphrase(kept, access)
    raise ValueError(keeper)


def forget(kept: Kept) -> None:
    """Remove a key from the key store, if it is there.

    Raises
    ------
    KeyUnavailable
        If the key store does not let it go.
    """
    if isinstance(kept, str) or keeper_of(kept) is not Keeper.KEY_STORE:
        return
    entry = str(kept["entry"])
    store = _key_store()
    if store is None:
        raise KeyUnavailable
    try:
        if store.get_password(_SERVICE, entry) is not None:
            store.delete_password(_SERVICE, entry)
    except _store_errors():
        raise KeyUnavailable from None


# --- key store ------------------------------------------------------------------------------------------------


def _key_store() -> KeyringBackend | None:
    """Give the key store, or None where there is none but files and stand-ins."""
    import keyring  # noqa: PLC0415 - 0.1 to 0.3 s that only who opens a project pays
    from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415 - see above
    from keyring.core import recommended  # noqa: PLC0415 - see above

    try:
        chosen = keyring.get_keyring()
        stores = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
        # Below 1 are, in keyring's own words, those that it does not recommend: none, null, files without encryption.
        trusted = [store for store in stores if recommended(store) and not type(store).__module__.startswith(_FILES)]
    except _store_errors():
        return None
    return trusted[0] if trusted else None


_FILES: Final = ("keyring.backends.null", "keyring.backends.fail", "keyrings.alt", "keyrings.cryptfile")
"""Stand-ins, and backends that are files whose passphrase lies beside them or is asked at odd times."""


def _store_errors() -> tuple[type[Exception], ...]:
    """Give what a key store may raise: keyring's own errors, and those of the systems below that it lets through."""
    from keyring.errors import KeyringError  # noqa: PLC0415 - see above

    found: list[type[Exception]] = [KeyringError, RuntimeError, OSError, ImportError, AttributeError, ValueError]
    for module, name in (
        ("secretstorage.exceptions", "SecretStorageException"),
        ("jeepney.wrappers", "DBusErrorResponse"),
        ("win32ctypes.pywin32.pywintypes", "error"),
    ):
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            found.append(kind)
    return tuple(found)


# --- passphrase -----------------------------------------------------------------------------------------------


def _passphrase(access: Access) -> str:
    if access.passphrase is None:
        raise PassphraseNeeded
    return access.passphrase()


def _under_passphrase(key: bytes, passphrase: str) -> Kept:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - 0.1 s that few starts need

    salt, nonce = os.urandom(16), os.urandom(12)
    wrapping = _derived(passphrase, salt, memory_kib=_MEMORY_KIB, iterations=_ITERATIONS, lanes=_LANES)
    return {
        "kept": Keeper.PASSPHRASE,
        "derivation": "argon2id",
        "memory_kib": _MEMORY_KIB,
        "iterations": _ITERATIONS,
        "lanes": _LANES,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "sealed": AESGCM(wrapping).encrypt(nonce, key, _PURPOSE).hex(),
    }


def _from_passphrase(kept: dict[str, str | int], access: Access) -> bytes:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see above
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - see above

    costs = {name: kept[name] for name in _MOST}
    if kept["derivation"] != "argon2id":
        raise ValueError("derivation")
    memory_kib, iterations, lanes = (_within(costs[name], most) for name, most in _MOST.items())
    salt, nonce, sealed = (bytes.fromhex(str(kept[name])) for name in ("salt", "nonce", "sealed"))
    wrapping = _derived(_passphrase(access), salt, memory_kib=memory_kib, iterations=iterations, lanes=lanes)
    try:
        return AESGCM(wrapping).decrypt(nonce, sealed, _PURPOSE)
    except InvalidTag:
        raise WrongPassphrase from None


_PURPOSE: Final = b"redactor/key/1"


def _within(number: object, most: int) -> int:
    if not isinstance(number, int) or not 1 <= number <= most:
        raise ValueError("cost")
    return number


def _derived(passphrase: str, salt: bytes, *, memory_kib: int, iterations: int, lanes: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - see above

    # NFKC: the same passphrase from another keyboard or system is the same one.
    text = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return Argon2id(salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory_kib).derive(text)
