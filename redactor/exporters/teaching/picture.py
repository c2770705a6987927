"""Single pictures: PNG (8 and 16 bits), JPEG and TIFF without a word in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from redactor.errors import NothingToShow
from redactor.exporters.teaching._images import coded
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.model.rendered import RenderedCase

_SUFFIXES: Final = {"png": ".png", "png16": ".png", "jpeg": ".jpg", "tiff": ".tif"}


@dataclass(frozen=True)
class PictureExporter:
    """Writes ``CASE-0001_01.png``; of a cine each frame, as ``CASE-0001_02_001.png``."""

    id: str = "picture"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Pictures")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "PNG, JPEG or TIFF that hold pixels and nothing else.")
    formats: tuple[str, ...] = tuple(_SUFFIXES)

    def write(self, case: RenderedCase, folder: Path, form: str) -> Sequence[Path]:
        """See `TeachingExporter.write`."""
        suffix, written = _SUFFIXES[form], []
        for plate in case.plates:
            deep = form == "png16"
            frames: Sequence[NDArray[Any]] = plate.frames
            if deep:
                frames = () if plate.deep is None else (plate.deep,)
            for number, pixels in enumerate(frames, 1):
                name = f"{plate.name}{'_16' if deep else ''}{f'_{number:03}' if len(frames) > 1 else ''}{suffix}"
                (folder / name).write_bytes(coded(pixels, suffix))
                written.append(Path(name))
        if not written:
            raise NothingToShow
        return written


PLUGIN = PictureExporter()
