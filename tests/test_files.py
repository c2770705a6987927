"""Files appear whole or not at all, and what the file system says becomes a sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from redactor import files
from redactor.errors import CannotWrite, DiskFull
from redactor.files import discard, move_into_place, unfinished, write_text, writing_errors
from tests.folders import contents, small_disk


def refusing(code: int) -> Any:
    """Give a function that fails as the system does."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code), "/home/SECRETNAME")

    return refuse


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_no_room_is_a_full_disk(code: int) -> None:
    with pytest.raises(DiskFull), writing_errors():
        refusing(code)()


def test_any_other_refusal_tells_its_reason_and_no_path() -> None:
    with pytest.raises(CannotWrite, match="permission denied") as caught, writing_errors():
        refusing(errno.EACCES)()
    assert "SECRETNAME" not in str(caught.value)


def test_a_text_is_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_text(tmp_path / "deep" / "a.json", "密钥 ü")
    assert contents(tmp_path) == {"deep/a.json": "密钥 ü".encode()}


def test_a_text_replaces_the_one_before(tmp_path: Path) -> None:
    for text in ("one", "two"):
        write_text(tmp_path / "a.json", text)
    assert contents(tmp_path) == {"a.json": b"two"}


def test_a_name_that_is_no_unicode_is_escaped_as_json_does(tmp_path: Path) -> None:
    """A file name in GB18030 arrives with surrogates in it; a report has to hold it."""
    write_text(tmp_path / "a.json", '"\udcd5"')
    assert contents(tmp_path) == {"a.json": b'"\\udcd5"'}


def test_an_unfinished_file_has_a_name_of_its_own(tmp_path: Path) -> None:
    with unfinished(tmp_path, ".dcm") as (_, one), unfinished(tmp_path, ".dcm") as (_, other):
        assert one != other
        assert one.suffix == ".dcm"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_unfinished_file_is_gone_whatever_ends_it(error: type[BaseException], tmp_path: Path) -> None:
    def write_half() -> None:
        with unfinished(tmp_path, ".dcm") as (file, _):
            file.write(b"half of it")
            raise error

    with pytest.raises(error):
        write_half()
    assert not contents(tmp_path)


def test_a_file_that_cannot_be_synced_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", refusing(errno.ENOSPC))
    with pytest.raises(DiskFull):
        write_text(tmp_path / "a.json", "text")
    assert not contents(tmp_path)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWrite), unfinished(tmp_path / "file", ".dcm"):
        pytest.fail("nothing can be written there")


def test_a_folder_that_cannot_be_synced_does_not_undo_what_stands_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Network file systems often can't; the file has its name by then, and must not be called unwritten."""
    (tmp_path / "a").write_text("text")
    monkeypatch.setattr(os, "fsync", refusing(errno.EINVAL))
    move_into_place(tmp_path / "a", tmp_path / "b")
    assert contents(tmp_path) == {"b": b"text"}


def test_windows_has_no_folders_to_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(os, "open", refusing(errno.EACCES))
    (tmp_path / "a").write_text("text")
    move_into_place(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").exists()


def test_a_refused_move_leaves_both_sides_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(Path, "replace", refusing(errno.EACCES))
    with pytest.raises(CannotWrite):
        move_into_place(tmp_path / "a", tmp_path / "b")
    assert contents(tmp_path) == {"a": b"a", "b": b"b"}


def test_a_text_that_gets_no_name_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", refusing(errno.EACCES))
    with pytest.raises(CannotWrite):
        write_text(tmp_path / "a.json", "text")
    assert not contents(tmp_path)


def test_a_copy_that_gets_no_name_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("text")
    codes = iter([errno.EXDEV, errno.EACCES])
    monkeypatch.setattr(Path, "replace", lambda *_: refusing(next(codes))())
    with pytest.raises(CannotWrite):
        move_into_place(tmp_path / "a", tmp_path / "there" / "b")
    assert contents(tmp_path) == {"a": b"text"}


def test_a_file_moves_to_another_file_system_and_leaves_this_one(tmp_path: Path) -> None:
    source = tmp_path / "a.dcm"
    source.write_bytes(b"x" * 5000)
    with small_disk(tmp_path / "disk", 64) as disk:
        move_into_place(source, disk / "b.dcm")
        assert contents(disk) == {"b.dcm": b"x" * 5000}
        assert not source.exists()


def test_a_full_disk_takes_nothing_and_the_source_stays(tmp_path: Path) -> None:
    source = tmp_path / "a.dcm"
    source.write_bytes(bytes(100 << 10))
    with small_disk(tmp_path / "disk", 64) as disk:
        (disk / "b.dcm").write_bytes(b"before")
        with pytest.raises(DiskFull):
            move_into_place(source, disk / "b.dcm")
        assert contents(disk) == {"b.dcm": b"before"}
    assert source.stat().st_size == 100 << 10


def test_a_file_that_is_gone_can_be_discarded_again(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    discard(tmp_path / "a")
    discard(tmp_path / "a")
    assert not contents(tmp_path)
