"""The program finds out by itself whether a part of it is missing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from redactor import styles
from redactor.detectors import _models
from redactor.errors import BrokenPlugin, UnsupportedTransferSyntax
from redactor.workflow import self_check as module
from redactor.workflow.report import Item, ItemStatus
from redactor.workflow.self_check import self_check
from tests.instances import capture

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def small_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real sample has large images, which take the detectors a while."""
    capture(tmp_path / "sample" / "a.dcm")
    monkeypatch.setattr(module, "sample_paths", lambda: [tmp_path / "sample"])
    return tmp_path / "sample"


def problems() -> dict[str, str]:
    return {part.name: part.problem for part in self_check()}


def test_every_part_has_a_name_of_its_own() -> None:
    names = [part.name for part in self_check()]
    assert len(names) == len(set(names))
    assert {"sources", "detectors", "styles", "exporters", "attribute table", "font", "sample case"} <= set(names)
    assert sum(name.startswith("decoder ") for name in names) == 11
    assert sum(name.startswith("model ") for name in names) == len(_models.models_to_check())


def test_plug_ins_the_table_decoders_and_the_sample_are_whole() -> None:
    found = problems()
    for name in ("sources", "detectors", "styles", "exporters", "attribute table", "sample case"):
        assert found[name] == ""
    assert not any(problem for name, problem in found.items() if name.startswith("decoder "))


def test_a_lost_plug_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> Any:
        raise BrokenPlugin(name="redactor.styles")

    monkeypatch.setattr(styles, "available", lost)
    assert problems()["styles"] == str(BrokenPlugin(name="redactor.styles"))


def test_a_lost_decoder_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(uid: str) -> Any:
        raise UnsupportedTransferSyntax(uid=uid)

    monkeypatch.setattr(module.pydicom_decoder, "decoder_for", lost)
    assert all(problem for name, problem in problems().items() if name.startswith("decoder "))


@pytest.mark.parametrize("error", [KeyError("x"), ImportError("/home/SECRETNAME"), OSError("x"), ValueError("x")])
def test_any_other_fault_is_told_by_its_kind(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise error

    monkeypatch.setattr(module.table, "load", broken)
    assert problems()["attribute table"] == type(error).__name__


@pytest.mark.parametrize("state", ["no package", "no file", "another file", "the file"])
def test_a_model_must_be_the_file_that_was_tested(state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "PP-OCRv6_det_small.onnx"
    file = tmp_path / name
    if state == "another file":
        file.write_bytes(b"model")
    whole = _models.content(name)
    if state == "the file":
        file.write_bytes(whole)
    packaged = SimpleNamespace(name=name, locate=lambda: file)
    monkeypatch.setattr(_models.metadata, "files", lambda package: None if state == "no package" else [packaged])
    _models.content.cache_clear()
    try:
        assert bool(problems()[f"model {name}"]) == (state != "the file")
    finally:
        _models.content.cache_clear()


def test_the_model_of_faces_is_a_part_only_where_its_package_was_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(name: str) -> Any:
        raise _models.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(_models.metadata, "distribution", lambda name: name)
    assert _models.FACES in _models.models_to_check()
    monkeypatch.setattr(_models.metadata, "distribution", lacking)
    assert _models.models_to_check() == tuple(_models.MODELS)


def test_a_sample_that_is_not_done_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for items in ([], [Item("a", None, ItemStatus.FAILED, "x", 0.0)]):
        monkeypatch.setattr(module, "run", lambda *_, items=items: items)
        assert problems()["sample case"]


def test_the_sample_is_a_case_that_is_there() -> None:
    from redactor.workflow.sample import sample_paths  # noqa: PLC0415 - the name above stands for the small one

    assert sample_paths()
    assert all(path.is_dir() for path in sample_paths())
