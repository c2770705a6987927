"""What every exporter is held to: whole files at their place or none, and nothing identifying in any byte."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING, Any

import pytest

from redactor import exporters, options
from redactor.errors import DiskFull
from redactor.model.stages import OutputName, Verified
from redactor.workflow.export import export
from tests.folders import contents
from tests.instances import PATIENT_ID, capture, ultrasound_cine
from tests.runs import verified

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.exporters import Exporter

EXPORTERS = pytest.mark.parametrize("exporter", exporters.available().values(), ids=lambda exporter: exporter.id)


@pytest.fixture
def cases(tmp_path: Path) -> list[Verified]:
    """Two checked results, a still image and a cine."""
    sources = [capture(tmp_path / "SECRETNAME.dcm"), ultrasound_cine(tmp_path / "us.dcm")]
    found = [verified(source, tmp_path / "partial") for source in sources]
    return [Verified(case.file, OutputName(1, 1, number), case.record) for number, case in enumerate(found, 1)]


@EXPORTERS
def test_it_describes_itself(exporter: Exporter) -> None:
    assert exporter.id == exporter.id.lower()
    assert exporter.title
    assert exporter.summary.endswith(".")
    assert dataclasses.is_dataclass(exporter.options)
    options.describe(exporter.options)
    exporter.options()


@EXPORTERS
def test_each_case_has_a_path_that_is_there(exporter: Exporter, cases: list[Verified], tmp_path: Path) -> None:
    written = export(cases, tmp_path / "out", exporter.id)
    assert len(written) == len(cases)
    for path in written:
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert (tmp_path / "out" / path).exists()


@EXPORTERS
def test_nothing_in_it_names_anybody(exporter: Exporter, cases: list[Verified], tmp_path: Path) -> None:
    export(cases, tmp_path / "out", exporter.id)
    found = contents(tmp_path / "out")
    assert found
    for word in ("CANARY", "ZELDA", PATIENT_ID, "SHERLOCK", "ACC998877", "SECRETNAME", str(tmp_path)):
        for name, data in found.items():
            assert word not in name
            assert word.encode() not in data


@EXPORTERS
def test_what_cannot_be_written_is_not_begun(
    exporter: Exporter, cases: list[Verified], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DiskFull):
        export(cases, tmp_path / "out", exporter.id)
    assert not contents(tmp_path / "out")
