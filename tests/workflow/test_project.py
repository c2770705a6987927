"""A project keeps its key: made once, read ever after, never replaced in silence."""

from __future__ import annotations

import json
import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from redactor.errors import CannotWrite, DiskFull, InvalidDocument
from redactor.workflow.project import Project, open_project
from tests.folders import contents, small_disk

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
