"""Keys: in a key store that deserves the name, under a passphrase, or openly in a file that says so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringError

import redactor
from redactor.errors import KeyUnavailable, PassphraseNeeded, WrongPassphrase
from redactor.trust import keys
from redactor.trust.keys import HEADLESS, Access, Keeper, forget, has_key_store, keep, keeper_of, unlock
from tests.key_stores import FileStore, MemoryStore, use

KEY = bytes(range(32))
PHRASE = "correct horse battery"
WITH_PHRASE = Access(lambda: PHRASE, new_under_passphrase=True)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MemoryStore:
    return use(MemoryStore(), monkeypatch)


# --- a file ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, FileStore])
def test_without_a_key_store_the_key_is_a_text_and_nobody_is_asked(
    backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(backend(), monkeypatch)
    assert not has_key_store()
    kept = keep(KEY, HEADLESS)
    assert kept == KEY.hex()
    assert keeper_of(kept) is Keeper.FILE
    assert unlock(kept, HEADLESS) == KEY
    forget(kept)


@pytest.mark.parametrize("error", [KeyringError, RuntimeError, ImportError, AttributeError])
def test_a_key_store_that_cannot_even_be_found_is_none(error: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise error("no such thing")

    monkeypatch.setattr("keyring.get_keyring", broken)
    assert not has_key_store()
    assert keep(KEY, HEADLESS) == KEY.hex()


def test_a_locked_key_store_leaves_a_new_key_in_the_file(store: MemoryStore) -> None:
    store.is_locked = True
    assert keep(KEY, HEADLESS) == KEY.hex()


def test_a_key_store_that_does_not_keep_what_it_takes_is_not_trusted(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "set_password", lambda *_: None)
    assert keep(KEY, HEADLESS) == KEY.hex()


def test_who_wants_no_key_store_gets_none(store: MemoryStore) -> None:
    assert keep(KEY, Access(key_store=False)) == KEY.hex()
    assert not store.entries


# --- a key store ----------------------------------------------------------------------------------------------


def test_a_key_store_keeps_the_key_and_the_file_only_says_where(store: MemoryStore) -> None:
    kept = keep(KEY, HEADLESS)
    assert keeper_of(kept) is Keeper.KEY_STORE
    assert KEY.hex() not in json.dumps(kept)
    assert list(store.entries.values()) == [KEY.hex()]
    assert unlock(json.loads(json.dumps(kept)), HEADLESS) == KEY
    forget(kept)
    assert not store.entries
    forget(kept)
    with pytest.raises(KeyUnavailable):
        unlock(kept, HEADLESS)


def test_two_projects_have_an_entry_each(store: MemoryStore) -> None:
    one, other = keep(KEY, HEADLESS), keep(bytes(32), HEADLESS)
    assert (unlock(one, HEADLESS), unlock(other, HEADLESS)) == (KEY, bytes(32))


def test_a_chain_of_key_stores_gives_the_first_that_deserves_the_name(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = chainer.ChainerBackend()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [FileStore(), store])
    use(chain, monkeypatch)
    assert keeper_of(keep(KEY, HEADLESS)) is Keeper.KEY_STORE
    assert store.entries


@pytest.mark.parametrize("way", ["locked", "gone"])
def test_a_key_that_cannot_be_had_is_told_not_replaced(
    way: str, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(KEY, HEADLESS)
    if way == "locked":
        store.is_locked = True
    else:
        use(fail.Keyring(), monkeypatch)
    for ask in (lambda: unlock(kept, HEADLESS), lambda: forget(kept)):
        with pytest.raises(KeyUnavailable) as caught:
            ask()
        assert str(kept["entry"]) not in str(caught.value)


def test_errors_of_the_systems_below_are_known() -> None:
    wrappers = pytest.importorskip("jeepney.wrappers")
    exceptions = pytest.importorskip("secretstorage.exceptions")
    assert {KeyringError, wrappers.DBusErrorResponse, exceptions.SecretStorageException} <= set(keys._store_errors())


# --- a passphrase ---------------------------------------------------------------------------------------------


def test_a_passphrase_opens_what_was_kept_under_it() -> None:
    kept = json.loads(json.dumps(keep(KEY, WITH_PHRASE)))
    assert keeper_of(kept) is Keeper.PASSPHRASE
    assert (kept["derivation"], kept["memory_kib"], kept["iterations"], kept["lanes"]) == ("argon2id", 131072, 3, 4)
    assert not any(secret in json.dumps(kept) for secret in (KEY.hex(), PHRASE))
    assert unlock(kept, Access(lambda: PHRASE)) == KEY
    for wrong in ("", "correct horse batterz", PHRASE + " "):
        with pytest.raises(WrongPassphrase) as caught:
            unlock(kept, Access(lambda text=wrong: text))
        assert not wrong or wrong not in str(caught.value)


def test_a_passphrase_is_preferred_to_a_key_store(store: MemoryStore) -> None:
    assert keeper_of(keep(KEY, WITH_PHRASE)) is Keeper.PASSPHRASE
    assert not store.entries


def test_the_same_letters_from_another_keyboard_are_the_same_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY_KIB", 64)
    kept = keep(KEY, Access(lambda: "Zürich 医院", new_under_passphrase=True))
    assert unlock(kept, Access(lambda: "Zu\u0308rich 医院")) == KEY


def test_where_nobody_can_be_asked_that_is_told() -> None:
    kept = keep(KEY, WITH_PHRASE)
    with pytest.raises(PassphraseNeeded):
        unlock(kept, HEADLESS)
    with pytest.raises(PassphraseNeeded):
        keep(KEY, Access(new_under_passphrase=True))


def test_the_passphrase_is_in_no_repr() -> None:
    assert "lambda" not in repr(WITH_PHRASE)
    assert PHRASE not in repr(WITH_PHRASE)


@pytest.mark.parametrize("name", ["salt", "nonce", "sealed"])
def test_a_changed_envelope_does_not_open(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY_KIB", 64)
    kept = keep(KEY, WITH_PHRASE)
    assert isinstance(kept, dict)
    value = bytes.fromhex(str(kept[name]))
    for position in range(len(value)):
        changed = bytearray(value)
        changed[position] ^= 1
        with pytest.raises(WrongPassphrase):
            unlock({**kept, name: changed.hex()}, WITH_PHRASE)


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 1 << 30},
        {"memory_kib": "64"},
        {"iterations": 0},
        {"lanes": 1000},
        {"derivation": "md5"},
        {"salt": "xyz"},
        {"kept": "under the mat"},
    ],
)
def test_an_envelope_that_makes_no_sense_is_refused(change: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY_KIB", 64)
    kept = keep(KEY, WITH_PHRASE)
    assert isinstance(kept, dict)
    with pytest.raises(ValueError, match=r".*"):
        unlock({**kept, **change}, WITH_PHRASE)


# --- start-up -------------------------------------------------------------------------------------------------


def test_neither_keyring_nor_cryptography_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, redactor.cli, redactor.workflow.batch, redactor.cli.project;"
        "print([name for name in ('keyring', 'cryptography', 'secretstorage') if name in sys.modules])"
    )
    root = Path(redactor.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"
