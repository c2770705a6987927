"""Write the packages of a teaching case: each is made aside, opened again and scanned, and then appears whole."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from redactor.errors import CheckFailed, IdentifierInPackage, OutputNotEmpty, SetAside
from redactor.exporters.teaching import exporter_of
from redactor.files import move_into_place, writing_errors
from redactor.workflow.output import require_place
from redactor.workflow.package_check import check_package
from redactor.workflow.report import Item, ItemStatus
from redactor.workflow.trace import QUARANTINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from redactor.model.rendered import RenderedCase
    from redactor.workflow.teaching_words import Known

FILE_TIME: Final = 315_532_800
"""1980-01-01, the date of every file that leaves."""


@dataclass(frozen=True)
class Place:
    """Where packages go, and the folder beside it that stays."""

    destination: Path
    local: Path

    @property
    def quarantine(self) -> Path:
        """What failed its check."""
        return self.local / QUARANTINE


def prepare_place(destination: Path, sources: Iterable[Path]) -> Place:
    """Check a destination, which must be new or empty, and make it and its local folder.

    Raises
    ------
    UsageError
        If the destination is refused.
    CannotWrite, DiskFull
        If a folder can't be made.
    """
    target, local = require_place(destination, sources)
    with writing_errors():
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise OutputNotEmpty
        target.mkdir(parents=True, exist_ok=True)
        local.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.rmtree(local / "partial", ignore_errors=True)
    return Place(target, local)


def export_packages(case: RenderedCase, forms: Sequence[str], place: Place, known: Known) -> Iterator[Item]:
    """Write each format, and tell what became of it.

    Raises
    ------
    InvalidOption
        If there is no such format; nothing was written then.
    """
    exporters = [(form, exporter_of(form)) for form in dict.fromkeys(forms)]
    for form, exporter in exporters:
        begun = time.perf_counter()
        # Of no telling name, since a program might write the name of its folder into a package.
        staging = place.local / "partial" / secrets.token_hex(8)
        with writing_errors():
            staging.mkdir(parents=True, mode=0o700)
        reason, status, written = "", ItemStatus.DONE, 0
        try:
            with writing_errors():
                written = len(exporter.write(case, staging, form))
            check_package(staging, known.originals, known.pseudonyms)
            _move(staging, place.destination)
        except SetAside as error:
            reason, status = str(error), ItemStatus.SET_ASIDE
        except IdentifierInPackage as error:
            reason, status = str(error), ItemStatus.FAILED
            with writing_errors():
                shutil.rmtree(place.quarantine / form, ignore_errors=True)
                place.quarantine.mkdir(mode=0o700, parents=True, exist_ok=True)
                staging.replace(place.quarantine / form)
        except CheckFailed as error:
            reason, status = str(error), ItemStatus.FAILED
        finally:
            shutil.rmtree(place.local / "partial", ignore_errors=True)
        seconds = round(time.perf_counter() - begun, 3)
        output = f"{written} file(s)" if status is ItemStatus.DONE else None
        yield Item(form, output, status, reason, seconds)


def _move(staging: Path, destination: Path) -> None:
    moved: list[Path] = []
    try:
        for file in sorted(path for path in staging.rglob("*") if path.is_file()):
            os.utime(file, (FILE_TIME, FILE_TIME))
            target = destination / file.relative_to(staging)
            move_into_place(file, target)
            moved.append(target)
    except BaseException:
        for target in moved:  # a package is there whole or not at all
            target.unlink(missing_ok=True)
        raise
