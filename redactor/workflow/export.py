"""Export: from a checked result to files at the destination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor import exporters
from redactor.plugins import pick

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from redactor.model.stages import Verified


def export(cases: Sequence[Verified], destination: Path, exporter: str = "dicom_file") -> Sequence[Path]:
    """Write candidates for release with an exporter and its default options.

    Returns
    -------
    Sequence of Path
        One path a case, relative to the destination.

    Raises
    ------
    DiskFull, CannotWrite
        If the file system refuses.
    """
    chosen = pick(exporters.available(), exporter, "exporter")
    return chosen.export(cases, destination, chosen.options())
