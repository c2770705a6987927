"""Windows to choose by number: those of the modality, those that the file stores, and the full range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from redactor.dicom.display import Grayscale
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.image import Window

if TYPE_CHECKING:
    from redactor.gui.canvas.content import Content


@dataclass(frozen=True)
class Preset:
    """A window with a name, marked for translation in ``Presets``; None is the window as stored."""

    title: str
    window: Window | None


AS_STORED: Final = Preset(QT_TRANSLATE_NOOP("Presets", "As stored in the file"), None)
FULL_RANGE: Final = QT_TRANSLATE_NOOP("Presets", "Full range")
STORED: Final = QT_TRANSLATE_NOOP("Presets", "Stored window")
DARK_AREAS: Final = QT_TRANSLATE_NOOP("Presets", "Dark areas")
BRIGHT_AREAS: Final = QT_TRANSLATE_NOOP("Presets", "Bright areas")

_CT: Final = (
    Preset(QT_TRANSLATE_NOOP("Presets", "Soft tissue"), Window(40, 400)),
    Preset(QT_TRANSLATE_NOOP("Presets", "Lung"), Window(-600, 1500)),
    Preset(QT_TRANSLATE_NOOP("Presets", "Liver"), Window(90, 150)),
    Preset(QT_TRANSLATE_NOOP("Presets", "Bone"), Window(480, 2500)),
    Preset(QT_TRANSLATE_NOOP("Presets", "Brain"), Window(40, 80)),
)
LIMIT: Final = 8
"""The keys 1 to 8; 9 stays free for the search of faint text."""


def presets(modality: str, content: Content, own: tuple[Preset, ...] = ()) -> tuple[Preset, ...]:
    """Give the presets of the keys 1, 2, … for a frame; a person's own come after all others.

    Only CT has values that mean the same on every device. Elsewhere the ranges follow from the frame: the
    whole of it, and its dark and its bright half, where faint letters hide.
    """
    further = _stored(content.values) if isinstance(content.values, Grayscale) else ()
    if modality == "CT":
        return (*_CT, *further, *own)[:LIMIT]
    full = content.values.full_range if isinstance(content.values, Grayscale) else content.default_window
    quarter = full.width / 4
    halves = (
        Preset(DARK_AREAS, Window(full.center - quarter, full.width / 2, "LINEAR_EXACT")),
        Preset(BRIGHT_AREAS, Window(full.center + quarter, full.width / 2, "LINEAR_EXACT")),
    )
    return (Preset(FULL_RANGE, full), *halves, *further, *own)[:LIMIT]


def _stored(grayscale: Grayscale) -> tuple[Preset, ...]:
    return tuple(Preset(STORED, window) for window in grayscale.windows[1:])
