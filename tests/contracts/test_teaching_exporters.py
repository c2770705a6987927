"""What exporters of teaching cases are held to: the same bytes each time, and nothing identifying in any of them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from redactor.exporters import teaching
from redactor.model.teaching import Language, Question, Sections
from redactor.workflow.report import ItemStatus
from tests.folders import contents
from tests.teaching import CANARIES, exported, rendered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMATS = pytest.mark.parametrize("form", teaching.formats())
WORDS = {
    "title": "Hilar mass",
    "sections": Sections("Cough.", "A mass.", "Carcinoma.", "Lymphoma.", "Rare."),
    "questions": (Question("What is it?", "A mass."),),
    "language": Language.BOTH,
}


def every_byte(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file and, of an archive, every member at any depth."""
    yield name, data
    if data[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from every_byte(member, archive.read(member))


def test_formats_and_exporters_are_distinct() -> None:
    forms = [form for exporter in teaching.available().values() for form in exporter.formats]
    assert len(forms) == len(set(forms))


@FORMATS
@pytest.mark.parametrize("quiz", [False, True])
def test_nothing_in_it_names_anybody(form: str, quiz: bool, tmp_path: Path) -> None:
    place, (item,) = exported(rendered(tmp_path, quiz=quiz, **WORDS), tmp_path, form)
    assert (item.status, item.reason) == (ItemStatus.DONE, "")
    found = contents(place.destination)
    assert found
    for path in place.destination.rglob("*"):
        assert path.is_dir() or path.stat().st_mtime == 315_532_800
    for file, whole in found.items():
        for name, data in every_byte(file, whole):
            for word in (*CANARIES, str(tmp_path), tmp_path.name):
                assert word not in name
                assert word.lower().encode() not in data.lower()


@FORMATS
def test_the_same_case_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    case = rendered(tmp_path, **WORDS)
    exporter = teaching.exporter_of(form)
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        written = exporter.write(case, tmp_path / name, form)
        found.append(contents(tmp_path / name))
        assert {path.as_posix() for path in written} == set(found[-1])
    assert found[0].keys() == found[1].keys()
    assert [name for name, data in found[0].items() if data != found[1][name]] == []
