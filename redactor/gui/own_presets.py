"""A person's own window presets, by modality: names and windows, kept among the settings. Nothing of any case."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from redactor.dicom.display import FUNCTIONS
from redactor.errors import InvalidDocument
from redactor.gui.presets import Preset
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.image import Window
from redactor.model.strict_json import Reader, list_of, number, one_of, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.model.image import Identifiers

SCHEMA: Final = "redactor/presets/1"
LONGEST: Final = 40
_SHORTEST_WORD: Final = 3
"""Shorter parts of an identifier stand in too many harmless names."""

NO_NAME: Final = QT_TRANSLATE_NOOP("OwnPresets", "Give the preset a name first.")
TAKEN: Final = QT_TRANSLATE_NOOP("OwnPresets", "There is a preset of this name already. Choose another one.")
PRIVATE: Final = QT_TRANSLATE_NOOP(
    "OwnPresets", "This name holds a word of the open images' headers. It would stay on this computer: choose another."
)


class Store(Protocol):
    """Where the presets are kept, as one text."""

    own_presets: str


@dataclass(frozen=True)
class OwnPreset:
    """A window that a person named, for images of one modality."""

    modality: str
    name: str
    window: Window


class OwnPresets:
    """The presets, kept at once whenever one changes. A kept text that can't be read is as good as none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept = from_json(store.own_presets)

    def of(self, modality: str) -> tuple[Preset, ...]:
        """Give the presets of a modality, in the order in which they were added."""
        return tuple(Preset(one.name, one.window) for one in self._kept if one.modality == modality)

    def add(self, preset: OwnPreset) -> None:
        """Keep another one."""
        self._keep((*self._kept, preset))

    def rename(self, modality: str, name: str, new: str) -> None:
        """Give a preset another name."""
        self._keep(
            replace(one, name=new) if (one.modality, one.name) == (modality, name) else one for one in self._kept
        )

    def remove(self, modality: str, name: str) -> None:
        """Forget a preset."""
        self._keep(one for one in self._kept if (one.modality, one.name) != (modality, name))

    def obstacle(self, modality: str, name: str, headers: Iterable[Identifiers]) -> str:
        """Say why a preset can't have a name, marked for translation in ``OwnPresets``; empty if it can."""
        if not name:
            return NO_NAME
        if any(one.title.casefold() == name.casefold() for one in self.of(modality)):
            return TAKEN
        said = name.casefold()
        words = {word for header in headers for _, value in header.values for word in _words(value)}
        return PRIVATE if any(word in said for word in words) else ""

    def _keep(self, presets: Iterable[OwnPreset]) -> None:
        self._kept = tuple(presets)
        self._store.own_presets = to_json(self._kept)


def tidy(name: str) -> str:
    """Give a name in one line, no longer than menus have room for."""
    return " ".join(name.split())[:LONGEST]


def to_json(presets: Iterable[OwnPreset]) -> str:
    """Write presets as text."""
    rows = [
        {
            "modality": one.modality,
            "name": one.name,
            "center": one.window.center,
            "width": one.window.width,
            "function": one.window.function,
        }
        for one in presets
    ]
    return json.dumps({"schema": SCHEMA, "presets": rows}, ensure_ascii=False)


def from_json(kept: str) -> tuple[OwnPreset, ...]:
    """Read presets; none where the text is no such document."""
    try:
        reader = Reader(json.loads(kept), "presets")
        reader.take("schema", one_of(SCHEMA))
        return reader.take("presets", list_of(_preset))
    except (ValueError, RecursionError, InvalidDocument):
        return ()


def _preset(document: object, where: str) -> OwnPreset:
    reader = Reader(document, where)
    window = Window(
        reader.take("center", number), reader.take("width", number), reader.take("function", one_of(*FUNCTIONS))
    )
    preset = OwnPreset(reader.take("modality", text), tidy(reader.take("name", text)), window)
    reader.end()
    if window.width <= 0 or not preset.name:
        raise InvalidDocument(where=where, problem="a name and a width above 0 are needed")
    return preset


def _words(value: str) -> list[str]:
    """Give the parts of an identifier that are long enough to tell something; two hanzi are."""
    parts = value.casefold().replace("^", " ").replace("=", " ").split()
    return [part for part in parts if len(part) >= _SHORTEST_WORD or (len(part) > 1 and not part.isascii())]
