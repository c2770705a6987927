"""The lasting key of a user: the same at each start, kept where it is safest, and of no use for another purpose."""

from __future__ import annotations

import json
import stat
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import CannotWrite, InvalidDocument, JournalDamaged, KeyUnavailable, Unreadable
from redactor.trust.local_key import LocalKey, keep_local_key, read_local_key
from tests.key_stores import MemoryStore, use

KEY = LocalKey(bytes(range(32)))


@given(st.binary(max_size=60), st.text(max_size=5))
def test_only_the_same_key_and_purpose_open_a_seal(data, purpose):
    sealed = KEY.seal(data, purpose)
    assert KEY.unseal(sealed, purpose) == data
    for key, asked in ((LocalKey.random(), purpose), (KEY, f"{purpose}x")):
        with pytest.raises(JournalDamaged):
            key.unseal(sealed, asked)
    for broken in (b"", sealed[:-1], bytes([sealed[0] ^ 1]) + sealed[1:]):
        with pytest.raises(JournalDamaged):
            KEY.unseal(broken, purpose)


@given(st.text(max_size=5), st.text(max_size=5))
def test_names_tell_values_apart_and_are_the_same_each_time(one, other):
    assert (KEY.subject_key(one) == KEY.subject_key(other)) == (one == other)
    assert KEY.subject_key(one) == LocalKey(KEY.secret).subject_key(one)
    assert KEY.subject_key(one) != LocalKey.random().subject_key(one)
    assert len(KEY.subject_key(one)) == 64


def test_no_repr_shows_the_key():
    assert repr(KEY) == "LocalKey()"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_without_a_key_store_it_lies_in_a_file_of_its_owner(tmp_path):
    file = tmp_path / "user" / "key.json"
    assert read_local_key(file) is None
    keep_local_key(KEY, file)
    assert read_local_key(file) == KEY
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_with_a_key_store_the_file_does_not_hold_it(tmp_path, monkeypatch):
    store = use(MemoryStore(), monkeypatch)
    file = tmp_path / "key.json"
    keep_local_key(KEY, file)
    assert KEY.secret.hex() not in file.read_text()
    assert read_local_key(file) == KEY
    store.is_locked = True
    with pytest.raises(KeyUnavailable):
        read_local_key(file)


def test_a_file_that_can_t_be_written_leaves_no_entry_behind(tmp_path, monkeypatch):
    store = use(MemoryStore(), monkeypatch)
    (tmp_path / "key.json").mkdir()
    with pytest.raises(CannotWrite):
        keep_local_key(KEY, tmp_path / "key.json")
    assert store.entries == {}
    with pytest.raises(Unreadable):
        read_local_key(tmp_path / "key.json")


@pytest.mark.parametrize("document", ["", "[]", "{}", '{"schema": "redactor/local-key/2", "key": "00"}'])
def test_a_damaged_file_is_refused(tmp_path, document):
    (tmp_path / "key.json").write_text(document)
    with pytest.raises(InvalidDocument):
        read_local_key(tmp_path / "key.json")


@pytest.mark.parametrize("key", ["00", "zz", 7, {"kept": "nowhere"}])
def test_half_a_key_is_none(tmp_path, key):
    (tmp_path / "key.json").write_text(json.dumps({"schema": "redactor/local-key/1", "key": key}))
    with pytest.raises(InvalidDocument):
        read_local_key(tmp_path / "key.json")
