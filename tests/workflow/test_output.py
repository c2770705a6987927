"""Where results may go, and what is refused before anything is written."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from redactor.errors import CannotWrite, InvalidOption, OutputInsideInput, OutputIsVolumeRoot, OutputNotEmpty
from redactor.files import write_text
from redactor.workflow import output
from redactor.workflow.output import prepare_output
from redactor.workflow.report import write_report
from tests.folders import contents, small_disk
from tests.instances import capture


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return capture(tmp_path / "in" / "a.dcm").parent


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_destination_is_empty_and_what_links_back_is_beside_it(source: Path, tmp_path: Path) -> None:
    folder = prepare_output(tmp_path / "deep" / "out", [source])
    assert folder.destination == tmp_path / "deep" / "out"
    assert names(folder.destination) == set()
    assert folder.local == tmp_path / "deep" / "out.local"
    assert folder.partial == folder.local / "partial"
    assert folder.report == folder.local / "report.json"
    assert names(folder.local) == {"partial", "project"}


def test_an_empty_folder_is_taken(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert prepare_output(tmp_path / "out", [source]).destination.is_dir()


def test_results_of_this_project_may_be_there(source: Path, tmp_path: Path) -> None:
    first = prepare_output(tmp_path / "out", [source])
    (first.destination / "CASE0001").mkdir()
    assert prepare_output(tmp_path / "out", [source]).project == first.project


def test_results_of_a_lasting_project_may_be_there(source: Path, tmp_path: Path) -> None:
    first = prepare_output(tmp_path / "out", [source], tmp_path / "project")
    (first.destination / "CASE0001").mkdir()
    write_report(first.report, [])
    assert prepare_output(tmp_path / "out", [source], tmp_path / "project").project == first.project
    assert names(tmp_path / "project") == {"project.json"}


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_destination_with_something_in_it_is_refused(kind: str, source: Path, tmp_path: Path) -> None:
    if kind == "folder":
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "thesis.txt").write_text("mine")
    else:
        (tmp_path / "out").write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(OutputNotEmpty):
        prepare_output(tmp_path / "out", [source])
    assert contents(tmp_path) == before
    assert names(tmp_path) == {"in", "out"}


def test_the_root_of_a_volume_is_refused(source: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputIsVolumeRoot):
        prepare_output(Path(tmp_path.anchor), [source])
    with small_disk(tmp_path / "disk", 16) as disk:
        with pytest.raises(OutputIsVolumeRoot):
            prepare_output(disk, [source])
        assert names(disk) == set()
    assert names(tmp_path) == {"in", "disk"}


@pytest.mark.parametrize("place", ["in", "in/out", "in/../in/deep/out", "."])
def test_source_and_destination_may_not_lie_inside_one_another(place: str, source: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputInsideInput):
        prepare_output(tmp_path / place, [source])
    assert names(tmp_path) == {"in"}
    assert names(source) == {"a.dcm"}


def test_a_source_file_below_the_destination_is_refused(source: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputInsideInput):
        prepare_output(source, [source / "a.dcm"])
    assert names(tmp_path) == {"in"}


def test_a_destination_beside_a_source_file_is_fine(source: Path) -> None:
    assert prepare_output(source / "out", [source / "a.dcm"]).destination.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="links need more rights on Windows")
def test_a_link_into_the_source_is_seen_through(source: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(source, target_is_directory=True)
    with pytest.raises(OutputInsideInput):
        prepare_output(tmp_path / "link" / "out", [source])


@pytest.mark.parametrize("place", ["out.local", "out.local/partial", "out.local/partial/a.dcm"])
def test_a_source_in_the_local_folder_is_refused_before_leftovers_are_removed(place: str, tmp_path: Path) -> None:
    original = capture(tmp_path / "out.local" / "partial" / "a.dcm")
    with pytest.raises(OutputInsideInput):
        prepare_output(tmp_path / "out", [tmp_path / place])
    assert original.exists()


@pytest.mark.parametrize("place", ["out", "out/project"])
def test_a_project_may_not_lie_in_what_leaves(place: str, source: Path, tmp_path: Path) -> None:
    """Its key would travel with the images that it protects."""
    with pytest.raises(InvalidOption):
        prepare_output(tmp_path / "out", [source], tmp_path / place)
    assert names(tmp_path) == {"in"}


def test_unfinished_files_of_an_interrupted_run_are_removed(source: Path, tmp_path: Path) -> None:
    folder = prepare_output(tmp_path / "out", [source])
    (folder.partial / ".half.dcm").write_text("half")
    prepare_output(tmp_path / "out", [source])
    assert names(folder.partial) == set()


def test_a_destination_that_cannot_be_made_is_said(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        prepare_output(tmp_path / "file" / "out", [source])


def test_a_name_that_is_too_long_is_said(source: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        prepare_output(tmp_path / ("x" * 300), [source])


def test_what_links_back_does_not_travel_on_a_removable_medium(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_is_removable", lambda target: True)
    monkeypatch.setattr(output.platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "home"))
    folder = prepare_output(tmp_path / "stick" / "out", [source])
    assert folder.local.parent == tmp_path / "home" / "removable"
    assert re.fullmatch(r"out-[0-9a-f]{12}\.local", folder.local.name)
    assert names(tmp_path / "stick") == {"out"}


def test_folders_of_one_name_on_two_media_share_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_is_removable", lambda target: True)
    monkeypatch.setattr(output.platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "home"))
    first = prepare_output(tmp_path / "stick1" / "out", [source])
    other = prepare_output(tmp_path / "stick2" / "out", [source])
    again = prepare_output(tmp_path / "stick1" / "out", [source])
    assert first.local != other.local
    assert first.project != other.project
    assert again == first
    monkeypatch.setattr(output, "_volume", lambda target: "1234-ABCD")  # another stick, plugged in at the same place
    assert prepare_output(tmp_path / "stick1" / "out", [source]).project != first.project


def test_a_volume_is_known_by_its_serial_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Path("/dev/disk/by-uuid")
    devices = {name.stat().st_rdev: name.name for name in known.iterdir()} if known.is_dir() else {}
    assert output._volume(tmp_path / "not" / "there") == devices.get(tmp_path.stat().st_dev, "")


@pytest.mark.parametrize(("place", "removable"), [("/Volumes/STICK/out", True), ("/Users/somebody/out", False)])
def test_on_a_mac_other_volumes_are_removable(place: str, removable: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "sys", SimpleNamespace(platform="darwin"))
    assert output._is_removable(Path(place)) == removable


@pytest.mark.parametrize(("kind", "removable"), [(2, True), (3, False)])
def test_windows_is_asked_for_the_kind_of_its_drive(
    kind: int, removable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    kernel = SimpleNamespace(GetDriveTypeW=lambda drive: (asked.append(drive), kind)[1])
    monkeypatch.setitem(sys.modules, "ctypes", SimpleNamespace(windll=SimpleNamespace(kernel32=kernel)))
    monkeypatch.setattr(output, "sys", SimpleNamespace(platform="win32"))
    assert output._is_removable(Path("/x/out")) == removable
    assert asked == [Path("/x/out").anchor]


def test_this_disk_is_not_removable(tmp_path: Path) -> None:
    assert not output._is_removable(tmp_path / "not" / "there" / "yet")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_what_leaves_is_readable_as_the_person_wants_and_what_links_back_is_private(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        made = prepare_output(tmp_path / "out", [])
        write_text(made.destination / "a.json", "{}")
    finally:
        os.umask(before)
    assert stat.S_IMODE((made.destination / "a.json").stat().st_mode) == 0o644
    assert stat.S_IMODE(made.local.stat().st_mode) == 0o700
