"""Destroyed means: no file here links back, the key is gone, the project says so and never goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from redactor.errors import (
    CannotWrite,
    InvalidDocument,
    KeyUnavailable,
    NoProject,
    PassphraseNeeded,
    ProjectBusy,
    ProjectDestroyed,
)
from redactor.trust.keys import HEADLESS, Access
from redactor.trust.linkage_map import open_map
from redactor.workflow import destruction
from redactor.workflow.comparison import write_comparisons
from redactor.workflow.destruction import STATEMENT, destroy_maps, destruction_of, doomed
from redactor.workflow.maps import export_maps
from redactor.workflow.output import prepare_output
from redactor.workflow.project import make_project, project_at
from tests.folders import contents
from tests.instances import capture
from tests.key_stores import MemoryStore, use
from tests.runs import applied

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return capture(tmp_path / "in" / "x.dcm").parent


def destroyed(folder: Path, access: Access = HEADLESS) -> str:
    return destroy_maps(doomed(folder, access))


def note(folder: Path) -> Any:
    return json.loads((folder / "destroyed.json").read_text(encoding="utf-8"))


def test_nothing_that_links_back_is_left_and_results_stay(source: Path, tmp_path: Path) -> None:
    items = applied([source], tmp_path / "out")
    output = prepare_output(tmp_path / "out", [source])
    write_comparisons(items, output)
    folder = tmp_path / "out.local" / "project"
    key = project_at(folder).key
    export_maps(folder / "linkage.map", key, tmp_path / "maps")
    (tmp_path / "maps" / "thesis.txt").write_text("mine")
    results = contents(tmp_path / "out")
    assert destroyed(folder) == STATEMENT == "anonymise: map and keys destroyed"
    assert set(contents(tmp_path / "out.local")) == {"project/destroyed.json"}
    assert contents(tmp_path / "maps") == {"thesis.txt": b"mine"}
    assert contents(tmp_path / "out") == results
    assert not any(key.hex().encode() in data or key in data for data in contents(tmp_path).values())


def test_the_note_says_what_was_destroyed(source: Path, tmp_path: Path) -> None:
    applied([source], tmp_path / "out")
    folder = tmp_path / "out.local" / "project"
    file = folder / "project.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"generation": 3}))
    destroyed(folder)
    assert {name: note(folder)[name] for name in ("schema", "statement", "generation", "complete")} == {
        "schema": "redactor/destroyed/1",
        "statement": STATEMENT,
        "generation": 3,
        "complete": True,
    }
    assert destruction_of(folder) == STATEMENT


def test_before_it_is_destroyed_nothing_says_so(tmp_path: Path) -> None:
    make_project(tmp_path)
    assert destruction_of(tmp_path) is None
    assert doomed(tmp_path, HEADLESS).files == (tmp_path / "project.json",)
    assert set(contents(tmp_path)) == {"project.json"}


@pytest.mark.parametrize("lasting", [True, False])
def test_a_destroyed_project_refuses_further_runs(lasting: bool, source: Path, tmp_path: Path) -> None:
    project = tmp_path / "lasting" if lasting else None
    applied([source], tmp_path / "out", project=project)
    folder = project or tmp_path / "out.local" / "project"
    destroyed(folder)
    before = contents(tmp_path)
    for out in ("out", "other") if lasting else ("out",):
        with pytest.raises(ProjectDestroyed):
            applied([source], tmp_path / out, project=project)
    assert contents(tmp_path) == before
    assert not (tmp_path / "other").exists()


def test_reports_of_all_outputs_of_a_lasting_project_go(source: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        applied([source], tmp_path / f"out{number}", project=tmp_path / "p")
    (tmp_path / "out1.local" / "project").mkdir()
    (tmp_path / "out1.local" / "project" / "names.json").write_text("{}")
    destroyed(tmp_path / "p")
    assert not contents(tmp_path / "out1.local")
    assert not contents(tmp_path / "out2.local")


def test_another_project_in_a_local_folder_goes_on(source: Path, tmp_path: Path) -> None:
    applied([source], tmp_path / "out")
    applied([source], tmp_path / "out", project=tmp_path / "p")
    theirs = contents(tmp_path / "out.local" / "project")
    destroyed(tmp_path / "p")
    assert contents(tmp_path / "out.local" / "project") == theirs


def test_what_is_overwritten_is_overwritten_before_it_is_deleted(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied([source], tmp_path / "out")
    folder = tmp_path / "out.local" / "project"
    before = contents(folder)
    monkeypatch.setattr(type(tmp_path), "unlink", lambda *_, **__: None)
    destroyed(folder)
    after = contents(folder)
    for name in ("project.json", "linkage.map", "names.json"):
        assert len(after[name]) == len(before[name])
        assert after[name] != before[name]


def test_the_entry_in_the_key_store_goes(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = use(MemoryStore(), monkeypatch)
    applied([source], tmp_path / "out")
    assert store.entries
    folder = tmp_path / "out.local" / "project"
    assert destroyed(folder) == STATEMENT
    assert not store.entries
    assert set(contents(folder)) == {"destroyed.json"}


def test_a_key_that_cannot_be_had_stops_it_before_anything_is_destroyed(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = use(MemoryStore(), monkeypatch)
    applied([source], tmp_path / "out")
    store.is_locked = True
    make_project(tmp_path / "p", Access(lambda: "correct horse", new_under_passphrase=True))
    before = contents(tmp_path)
    with pytest.raises(KeyUnavailable):
        destroyed(tmp_path / "out.local" / "project")
    with pytest.raises(PassphraseNeeded):
        destroyed(tmp_path / "p")
    assert contents(tmp_path) == before
    assert destroyed(tmp_path / "p", Access(lambda: "correct horse")) == STATEMENT


def test_not_while_a_run_goes_on(source: Path, tmp_path: Path) -> None:
    applied([source], tmp_path / "out")
    folder = tmp_path / "out.local" / "project"
    with open_map(folder / "linkage.map", project_at(folder).key), pytest.raises(ProjectBusy):
        destroyed(folder)


def test_where_the_map_is_damaged_the_claim_is_smaller(source: Path, tmp_path: Path) -> None:
    applied([source], tmp_path / "out")
    folder = tmp_path / "out.local" / "project"
    (folder / "linkage.map").write_bytes(b"x" * 100)
    statement = destroyed(folder)
    assert "anonymise" not in statement
    assert set(contents(tmp_path / "out.local")) == {"project/destroyed.json"}


def test_without_a_map_outside_a_local_folder_nothing_else_is_looked_for(tmp_path: Path) -> None:
    make_project(tmp_path / "p")
    (tmp_path / "report.json").write_text("mine")
    (tmp_path / "p" / "linkage.map").write_bytes(b"x" * 100)
    destroyed(tmp_path / "p")
    assert set(contents(tmp_path)) == {"report.json", "p/destroyed.json"}


@pytest.mark.parametrize("at", range(6))
def test_an_interrupted_destruction_can_be_begun_again(
    at: int, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied([source], tmp_path / "out")
    folder = tmp_path / "out.local" / "project"
    steps = iter(range(100))

    def stopping(function: Any) -> Any:
        def step(*args: Any, **how: Any) -> Any:
            if next(steps) == at:
                raise KeyboardInterrupt
            return function(*args, **how)

        return step

    monkeypatch.setattr(destruction, "destroy", stopping(destruction.destroy))
    monkeypatch.setattr(destruction, "_note", stopping(destruction._note))
    with pytest.raises(KeyboardInterrupt):
        destroyed(folder)
    monkeypatch.undo()
    if at:
        assert not note(folder)["complete"]
        with pytest.raises(ProjectDestroyed):
            applied([source], tmp_path / "out")
    assert destroyed(folder) == STATEMENT
    assert note(folder)["complete"]
    assert set(contents(tmp_path / "out.local")) == {"project/destroyed.json"}


@pytest.mark.parametrize("at", range(7))
def test_with_a_key_store_it_can_be_begun_again_too(
    at: int, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = use(MemoryStore(), monkeypatch)
    applied([source], tmp_path / "out")
    folder = tmp_path / "out.local" / "project"
    steps = iter(range(100))

    def stopping(function: Any) -> Any:
        def step(*args: Any, **how: Any) -> Any:
            if next(steps) == at:
                raise KeyboardInterrupt
            return function(*args, **how)

        return step

    with monkeypatch.context() as patched:
        for name in ("destroy", "forget", "_note"):
            patched.setattr(destruction, name, stopping(getattr(destruction, name)))
        with pytest.raises(KeyboardInterrupt):
            destroyed(folder)
    assert destroyed(folder) == STATEMENT
    assert not store.entries
    assert set(contents(tmp_path / "out.local")) == {"project/destroyed.json"}


def test_a_smaller_claim_stays_small_after_an_interruption(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied([source], tmp_path / "out")
    folder = tmp_path / "out.local" / "project"
    (folder / "linkage.map").write_bytes(b"x" * 100)
    with monkeypatch.context() as patched:
        patched.setattr(destruction, "forget", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            destroyed(folder)
    assert "anonymise" not in destroyed(folder)


def test_a_project_from_before_there_were_maps_claims_less(source: Path, tmp_path: Path) -> None:
    applied([source], tmp_path / "out")
    folder = tmp_path / "out.local" / "project"
    (folder / "linkage.map").unlink()
    assert "anonymise" not in destroyed(folder)
    assert set(contents(tmp_path / "out.local")) == {"project/destroyed.json"}


def test_a_folder_that_is_not_there_is_named(source: Path, tmp_path: Path) -> None:
    applied([source], tmp_path / "out", project=tmp_path / "p")
    export_maps(tmp_path / "p" / "linkage.map", project_at(tmp_path / "p").key, tmp_path / "stick" / "maps")
    assert doomed(tmp_path / "p", HEADLESS).missing == ()
    (tmp_path / "stick").rename(tmp_path / "unplugged")
    assert doomed(tmp_path / "p", HEADLESS).missing == (tmp_path / "stick" / "maps",)


def test_a_relative_path_is_the_same_project(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    applied([source], tmp_path / "out")
    monkeypatch.chdir(tmp_path / "out.local" / "project")
    whole = doomed(tmp_path / "out.local" / "project", HEADLESS)
    assert doomed(type(tmp_path)(), HEADLESS) == whole


def test_destroying_twice_says_the_same(tmp_path: Path) -> None:
    make_project(tmp_path)
    assert destroyed(tmp_path) == destroyed(tmp_path) == STATEMENT


def test_where_there_is_no_project_nothing_is_destroyed(tmp_path: Path) -> None:
    (tmp_path / "names.json").write_text("mine")
    with pytest.raises(NoProject):
        destroyed(tmp_path)
    assert set(contents(tmp_path)) == {"names.json"}


def test_a_note_that_makes_no_sense_is_told(tmp_path: Path) -> None:
    (tmp_path / "destroyed.json").write_text("{")
    with pytest.raises(InvalidDocument):
        destruction_of(tmp_path)


def test_what_the_file_system_refuses_is_told(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    applied([source], tmp_path / "out")

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    target = doomed(tmp_path / "out.local" / "project", HEADLESS)
    monkeypatch.setattr(type(tmp_path), "unlink", refuse)
    with pytest.raises(CannotWrite):
        destroy_maps(target)
