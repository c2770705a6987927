"""A de-identified DICOM file with its edit record beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.files import discarding, move_into_place, write_text
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.codec import record_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.model.stages import Verified


@dataclass(frozen=True)
class DicomFileOptions:
    """Names and places are fixed by the command line's contract."""


@dataclass(frozen=True)
class DicomFileExporter:
    """Moves checked files to ``CASE0001/S001/I0001.dcm``, each beside ``I0001.record.json``."""

    id: str = "dicom_file"
    title: str = QT_TRANSLATE_NOOP("Plugins", "DICOM files")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "De-identified instances, each with its edit record.")
    options: type[DicomFileOptions] = DicomFileOptions

    def export(self, cases: Sequence[Verified], destination: Path, options: DicomFileOptions) -> Sequence[Path]:
        """See `Exporter.export`. The record gets its name first: a file never stands without one."""
        del options
        written = []
        for case in cases:
            relative = Path(f"{case.name.stem}.dcm")
            target = destination / relative
            record = target.with_suffix(".record.json")
            near, near_record = (path.with_name(f".{path.name}") for path in (target, record))
            text = record_lines(case.record)
            with discarding(near, near_record):  # what takes room is done under hidden names
                write_text(near_record, text)
                move_into_place(case.file, near)
                with discarding(target, record):
                    move_into_place(near_record, record)
                    move_into_place(near, target)
            written.append(relative)
        return written


PLUGIN = DicomFileExporter()
