"""A project keeps its key: made once, read ever after, never replaced in silence."""

from __future__ import annotations

import json
import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from redactor.errors import (
    CannotWrite,
    DiskFull,
    InvalidDocument,
    KeyUnavailable,
    NoProject,
    ProjectDestroyed,
    ProjectExists,
    WrongPassphrase,
)
from redactor.trust.keys import Access, Keeper
from redactor.workflow.project import Project, kept_key, make_project, open_project, project_at
from tests.folders import contents, small_disk
from tests.key_stores import MemoryStore, use

if TYPE_CHECKING:
    from pathlib import Path


def test_a_project_is_the_same_each_time_it_is_opened(tmp_path: Path) -> None:
    first = open_project(tmp_path / "p")
    assert open_project(tmp_path / "p") == first
    assert len(first.key) == 32
    assert first.generation == 1


def test_two_projects_rename_differently(tmp_path: Path) -> None:
    one, other = open_project(tmp_path / "1"), open_project(tmp_path / "2")
    assert one.replacements.uid("1.2.3") != other.replacements.uid("1.2.3")


def test_the_key_is_in_no_repr() -> None:
    project = Project.ephemeral()
    assert project.key.hex() not in repr(project)
    assert repr(project.key) not in repr(project)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_only_its_owner_can_read_the_key(tmp_path: Path) -> None:
    open_project(tmp_path)
    assert stat.S_IMODE((tmp_path / "project.json").stat().st_mode) == 0o600


def test_the_generation_is_kept(tmp_path: Path) -> None:
    open_project(tmp_path)
    file = tmp_path / "project.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"generation": 3}))
    assert open_project(tmp_path).generation == 3


KEY = "00" * 32
DAMAGES: dict[str, Any] = {
    "nothing": "",
    "no JSON": "{",
    "no object": "[1]",
    "a word": '"redactor/project/1"',
    "no text": b"\xff\xfe",
    "a key that is kept elsewhere, under the old schema": {
        "schema": "redactor/project/1",
        "key": {"kept": "key_store", "entry": "1"},
        "generation": 1,
    },
    "a key that nothing keeps": {"schema": "redactor/project/2", "key": {"kept": "mat"}, "generation": 1},
    "half an envelope": {"schema": "redactor/project/2", "key": {"kept": "passphrase"}, "generation": 1},
    "another schema": {"schema": "redactor/project/2", "key": KEY, "generation": 1},
    "no key": {"schema": "redactor/project/1", "generation": 1},
    "a short key": {"schema": "redactor/project/1", "key": "00", "generation": 1},
    "a key that is no text": {"schema": "redactor/project/1", "key": 7, "generation": 1},
    "a key that is not hexadecimal": {"schema": "redactor/project/1", "key": "xyz", "generation": 1},
    "no generation": {"schema": "redactor/project/1", "key": KEY},
    "a generation that is no number": {"schema": "redactor/project/1", "key": KEY, "generation": "1"},
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_project_is_refused_and_left_alone(name: str, tmp_path: Path) -> None:
    """A new key would break the links to everything made before."""
    damage = DAMAGES[name]
    data = damage if isinstance(damage, bytes) else (damage if isinstance(damage, str) else json.dumps(damage)).encode()
    (tmp_path / "project.json").write_bytes(data)
    with pytest.raises(InvalidDocument) as caught:
        open_project(tmp_path)
    assert KEY not in str(caught.value)
    assert contents(tmp_path) == {"project.json": data}


def test_a_project_that_does_not_fit_on_the_disk_leaves_no_half_of_a_key(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 16) as disk:
        with suppress(OSError):
            (disk / "ballast").write_bytes(bytes(1 << 20))
        with pytest.raises(DiskFull):
            open_project(disk)
        assert not (disk / "project.json").exists()


def test_a_key_that_cannot_be_synced_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DiskFull):
        open_project(tmp_path)
    assert not contents(tmp_path)


def test_two_programs_that_make_one_project_do_not_overwrite_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_project(tmp_path)
    monkeypatch.setattr(type(tmp_path), "exists", lambda _: False)  # as the other one saw it a moment before
    with pytest.raises(CannotWrite):
        open_project(tmp_path)
    monkeypatch.undo()
    assert open_project(tmp_path) == first


# --- keys that are kept elsewhere -----------------------------------------------------------------------------


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MemoryStore:
    return use(MemoryStore(), monkeypatch)


def test_with_a_key_store_the_key_is_in_no_file(store: MemoryStore, tmp_path: Path) -> None:
    first = open_project(tmp_path)
    assert first.keeper is Keeper.KEY_STORE
    (text,) = contents(tmp_path).values()
    assert json.loads(text)["schema"] == "redactor/project/2"
    assert first.key.hex().encode() not in text
    assert open_project(tmp_path) == first
    store.entries.clear()
    with pytest.raises(KeyUnavailable):
        open_project(tmp_path)
    assert contents(tmp_path)["project.json"] == text


def test_a_project_that_was_made_before_there_was_a_key_store_stays_readable(
    store: MemoryStore, tmp_path: Path
) -> None:
    (tmp_path / "project.json").write_text(json.dumps({"schema": "redactor/project/1", "key": KEY, "generation": 2}))
    assert open_project(tmp_path) == Project(bytes(32), 2, Keeper.FILE)
    assert not store.entries


def test_a_key_store_that_gives_something_else_is_refused(store: MemoryStore, tmp_path: Path) -> None:
    open_project(tmp_path)
    for text in ("00", "no key"):
        store.entries = dict.fromkeys(store.entries, text)
        with pytest.raises(InvalidDocument):
            open_project(tmp_path)


def test_a_project_that_cannot_be_written_leaves_no_entry_in_the_key_store(
    store: MemoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DiskFull):
        open_project(tmp_path)
    assert not store.entries


def test_a_passphrase_opens_its_project_alone(tmp_path: Path) -> None:
    made = make_project(tmp_path / "p", Access(lambda: "correct horse", new_under_passphrase=True))
    assert made.keeper is Keeper.PASSPHRASE
    assert open_project(tmp_path / "p", Access(lambda: "correct horse")) == made
    with pytest.raises(WrongPassphrase):
        open_project(tmp_path / "p", Access(lambda: "incorrect horse"))


def test_making_and_opening_are_two_things(tmp_path: Path) -> None:
    for ask in (project_at, kept_key):
        with pytest.raises(NoProject):
            ask(tmp_path)
    assert not contents(tmp_path)
    made = make_project(tmp_path)
    assert project_at(tmp_path) == made
    assert kept_key(tmp_path) == (made.key.hex(), 1)
    with pytest.raises(ProjectExists):
        make_project(tmp_path)
    (tmp_path / "destroyed.json").write_text("{}")
    for make in (make_project, open_project):
        with pytest.raises(ProjectDestroyed):
            make(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_a_new_folder_of_a_project_is_its_owners_alone(tmp_path: Path) -> None:
    open_project(tmp_path / "p")
    assert stat.S_IMODE((tmp_path / "p").stat().st_mode) == 0o700
