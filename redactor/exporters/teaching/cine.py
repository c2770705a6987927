"""Films: GIF and APNG, and MP4 where the extra `video` is installed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.errors import NothingToShow
from redactor.exporters.teaching._images import animated_png, gif
from redactor.exporters.teaching._video import write_mp4
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.model.rendered import RenderedCase


@dataclass(frozen=True)
class CineExporter:
    """Writes each cine of the case as one film."""

    id: str = "cine"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Films")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "GIF, APNG or MP4 of each cine.")
    formats: tuple[str, ...] = ("gif", "apng", "mp4")

    def write(self, case: RenderedCase, folder: Path, form: str) -> Sequence[Path]:
        """See `TeachingExporter.write`."""
        written = []
        for plate in case.plates:
            if not plate.is_cine:
                continue
            file = folder / f"{plate.name}.{form}"
            frames = plate.played
            if form == "mp4":
                write_mp4(frames, plate.rate, file)
            else:
                file.write_bytes((gif if form == "gif" else animated_png)(frames, plate.rate))
            written.append(Path(file.name))
        if not written:
            raise NothingToShow
        return written


PLUGIN = CineExporter()
