"""Paths lead to files: each once, in a fixed order, and nothing is left out in silence."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.dicom.instance import Instance
from redactor.errors import NoInput, NotDicom, Unreadable
from redactor.model.image import Place
from redactor.workflow.inputs import files_below, mixed_series, open_images, require_existing
from tests.instances import capture

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need more on Windows")


def found(*paths: Path) -> list[Path]:
    files = list(files_below(paths))
    assert all(problem is None for _, problem in files)
    return [path for path, _ in files]


def test_folders_are_read_to_their_end_in_a_fixed_order(tmp_path: Path) -> None:
    names = ["b/2", "b/10", "a/z/deep", "a/y", "c"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert found(tmp_path) == [tmp_path / name for name in ("c", "a/y", "a/z/deep", "b/10", "b/2")]


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert found(tmp_path / "a", tmp_path, tmp_path / "." / "a") == [tmp_path / "a"]


@posix
def test_a_link_to_a_file_is_followed_and_counts_as_that_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "b").symlink_to("a")
    assert found(tmp_path) == [tmp_path / "a"]
    assert found(tmp_path / "b") == [tmp_path / "b"]


@posix
def test_links_to_folders_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert found(tmp_path) == [tmp_path / "a"]


@posix
@pytest.mark.parametrize("target", ["nowhere", "link"])
def test_a_link_that_leads_nowhere_or_to_itself_is_named(target: str, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(target)
    require_existing([tmp_path / "link"])
    for paths in ([tmp_path], [tmp_path / "link"]):
        ((path, problem),) = files_below(paths)
        assert path == tmp_path / "link"
        assert isinstance(problem, Unreadable)


@posix
def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for paths in ([tmp_path], [tmp_path / "pipe"]):
        ((path, problem),) = files_below(paths)
        assert path == tmp_path / "pipe"
        assert isinstance(problem, Unreadable)
        assert str(tmp_path) not in str(problem)


def test_a_folder_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("closed/a", "open/b"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files = dict(files_below([tmp_path]))
    assert files[tmp_path / "open" / "b"] is None
    assert isinstance(files[tmp_path / "closed"], Unreadable)
    assert "permission denied" in str(files[tmp_path / "closed"])


@pytest.mark.parametrize("name", ["missing", "x" * 300])
def test_a_path_that_leads_nowhere_is_wrong_usage(name: str, tmp_path: Path) -> None:
    with pytest.raises(NoInput):
        list(files_below([tmp_path / name]))
    with pytest.raises(NoInput):
        require_existing([tmp_path, tmp_path / name])


def test_the_content_decides_which_source_opens_a_file(tmp_path: Path) -> None:
    path = capture(tmp_path / "a.png")
    (opened,) = open_images(path)
    assert isinstance(opened, Instance)
    assert opened.picture is None
    (tmp_path / "notes.dcm").write_text("no image")
    with pytest.raises(NotDicom):
        open_images(tmp_path / "notes.dcm")


@pytest.mark.parametrize("error", [KeyError("ZELDA"), MemoryError(), RecursionError(), OSError(5, "Broken medium")])
def test_whatever_a_source_stumbles_over_is_a_refusal_of_that_file(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: Any) -> Any:
        raise error

    path = capture(tmp_path / "a.dcm")
    monkeypatch.setattr(Instance, "open", stumble)
    with pytest.raises(Unreadable) as caught:
        open_images(path)
    assert "ZELDA" not in str(caught.value)


def place(series: str, patient: str) -> Place:
    return Place(patient=patient, study="1", series=series, instance="1")


@given(st.lists(st.tuples(st.sampled_from(["", "1", "2"]), st.sampled_from(["", "A", "B", "C"]))))
def test_a_series_is_mixed_if_its_images_name_more_than_one_patient(pairs: list[tuple[str, str]]) -> None:
    mixed = mixed_series(place(*pair) for pair in pairs)
    for series in ("1", "2"):
        patients = {patient for other, patient in pairs if other == series}
        assert (series in mixed) == (len(patients) > 1)
        if series in mixed:
            assert mixed[series].facts["count"] == len(patients)
    assert "" not in mixed  # images without a Series Instance UID stand each for itself
