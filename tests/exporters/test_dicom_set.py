"""The set has a valid directory of files that are copies bit by bit; nothing unreleased is ever in one."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from pydicom.fileset import FileSet

from redactor.dicom.directory import referenced_files
from redactor.errors import CheckFailed
from redactor.exporters.teaching.dicom_set import PLUGIN
from redactor.workflow.report import ItemStatus
from tests.folders import contents
from tests.teaching import exported, rendered

if TYPE_CHECKING:
    from pathlib import Path


def test_others_read_the_directory_and_find_every_file(tmp_path: Path) -> None:
    place, (item,) = exported(rendered(tmp_path), tmp_path, "dicom")
    assert item.reason == ""
    home = place.destination / "DICOM"
    found = FileSet(home / "DICOMDIR")
    found._stage["t"].cleanup()  # left to the garbage collector it warns in the middle of another test
    assert sorted("/".join(str(instance.ReferencedFileID[n]) for n in range(3)) for instance in found) == sorted(
        name for name in contents(home) if name.startswith("CASE")
    )
    assert {path.relative_to(home).as_posix() for path in referenced_files(home / "DICOMDIR")} == {
        name for name in contents(home) if name.startswith("CASE")
    }
    for name in contents(home):
        assert all(re.fullmatch(r"[A-Z0-9_]{1,8}", part) for part in name.removesuffix(".TXT").split("/"))


def test_files_are_copies_and_the_manifest_says_so(tmp_path: Path) -> None:
    case = rendered(tmp_path)
    place, _ = exported(case, tmp_path, "dicom")
    files = contents(place.destination / "DICOM")
    told = dict(reversed(line.split("  ")) for line in files["MANIFEST.TXT"].decode().splitlines())
    assert told == {n: hashlib.sha256(data).hexdigest() for n, data in files.items() if n.startswith("CASE")}
    assert sorted(told.values()) == sorted(digest for _, digest in case.instances)


def test_a_draft_has_no_dicom(tmp_path: Path) -> None:
    place, (item,) = exported(rendered(tmp_path, released=False), tmp_path, "dicom")
    assert item.status is ItemStatus.SET_ASIDE
    assert not any(place.destination.iterdir())


def test_a_file_that_changed_since_is_not_taken(tmp_path: Path) -> None:
    case = rendered(tmp_path)
    file, _ = case.instances[0]
    file.write_bytes(file.read_bytes() + b"\0\0")
    with pytest.raises(CheckFailed):
        PLUGIN.write(case, tmp_path / "out", "dicom")
