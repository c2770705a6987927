"""The source for DICOM files takes what says DICM, and what looks like a data set without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor import sources
from redactor.dicom.instance import Instance
from redactor.errors import NotDicom, NoTransferSyntax, Unreadable
from redactor.sources.dicom_file import PLUGIN
from redactor.workflow.inputs import open_images
from tests.instances import capture


def test_a_dicom_file_is_one_instance(tmp_path: Path) -> None:
    path = capture(tmp_path / "whatever.txt")
    assert PLUGIN.accepts(path)
    (image,) = PLUGIN.open(path)
    assert isinstance(image, Instance)


@pytest.mark.parametrize("start", [b"\x08\x00", b"\x02\x00", b"\x00\x08"])
def test_a_bare_data_set_is_taken_in_to_be_told_what_it_lacks(start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bare"
    path.write_bytes(start + bytes(300))
    assert PLUGIN.accepts(path)
    with pytest.raises(NoTransferSyntax):
        open_images(path)


@pytest.mark.parametrize("data", [b"", b"DICM", b"%PDF-1.7 " + bytes(200)])
def test_anything_else_is_left_to_others(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.dcm"
    path.write_bytes(data)
    assert not PLUGIN.accepts(path)
    with pytest.raises(NotDicom):
        open_images(path)


def test_a_missing_file_is_unreadable_and_not_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        PLUGIN.accepts(tmp_path / "SECRETNAME.dcm")
    assert "SECRETNAME" not in str(caught.value)


def test_a_medium_that_fails_while_it_is_read_is_unreadable() -> None:
    """The memory of a process is a file that opens and then fails to be read, as a scratched disc does."""
    broken = Path("/proc/self/mem")
    if not broken.exists():
        pytest.skip("only Linux has a file that always fails to be read")
    with pytest.raises(Unreadable, match="input/output error"):
        open_images(broken)


def test_no_two_sources_take_the_same_file(tmp_path: Path) -> None:
    path = capture(tmp_path / "a.dcm")
    assert [source.id for source in sources.available().values() if source.accepts(path)] == ["dicom_file"]
