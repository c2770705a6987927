"""Which original became which: from exported maps, or from the project's key where there are none."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redactor.workflow.project import open_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.benchmarks.mini_midi.answers import SourceFile


@dataclass(frozen=True)
class Maps:
    """From original to new UIDs and Patient IDs."""

    uid: Callable[[str], str] = field(repr=False)
    patient: Callable[[SourceFile], str] = field(repr=False)


def exported(folder: Path) -> Maps:
    """Read ``uid_map.csv`` and ``patient_map.csv``, each with ``id_old`` and ``id_new``."""
    uids, patients = _read(folder / "uid_map.csv"), _read(folder / "patient_map.csv")

    def patient(file: SourceFile) -> str:
        return patients.get(file.patient) or patients.get(f"{file.issuer}\\{file.patient}", "")

    return Maps(lambda old: uids.get(old, ""), patient)


def from_project(folder: Path) -> Maps:
    """Ask the key of a project."""
    replacements = open_project(folder).replacements

    def patient(file: SourceFile) -> str:
        issuer, number = (" ".join(text.upper().split()) for text in (file.issuer, file.patient))
        return replacements.pseudonym(f"{issuer}\\{number}" if number else "", file.study)

    return Maps(replacements.uid, patient)


def _read(file: Path) -> dict[str, str]:
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["id_old"]: row["id_new"] for row in csv.DictReader(stream)}
