"""A person's own window presets, by modality: names and windows, kept in the file of settings. Nothing of any case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from redactor.errors import CannotWrite, DiskFull
from redactor.gui.presets import Preset
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.image import Window
from redactor.workflow.policy import OwnPreset as Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from redactor.errors import RedactorError
    from redactor.model.image import Identifiers
    from redactor.workflow.policy import Settings

_NO_MODALITY: Final = "-"
"""Stands in the file for pictures, which state no modality."""
_NARROWEST: Final = 1.0
"""The narrowest window that the file takes."""
LONGEST: Final = 40
_SHORTEST_WORD: Final = 3
"""Shorter parts of an identifier stand in too many harmless names."""

NO_NAME: Final = QT_TRANSLATE_NOOP("OwnPresets", "Give the preset a name first.")
TAKEN: Final = QT_TRANSLATE_NOOP("OwnPresets", "There is a preset of this name already. Choose another one.")
PRIVATE: Final = QT_TRANSLATE_NOOP(
    "OwnPresets", "This name holds a word of the open images' headers. It would stay on this computer: choose another."
)


class Store(Protocol):
    """Where the presets are kept; a site may add some that nobody changes here."""

    @property
    def all(self) -> Settings:
        """What holds now."""
        ...

    @property
    def own_presets(self) -> tuple[Kept, ...]:
        """Those of the person."""
        ...

    def keep_presets(self, presets: Iterable[Kept]) -> None:
        """Keep others in place of those of the person."""
        ...


class OwnPresets:
    """The presets, kept at once whenever one changes.

    Parameters
    ----------
    failed
        Told when they can't be kept; they hold until the program ends.
    """

    def __init__(self, store: Store, failed: Callable[[RedactorError], object] = lambda error: None) -> None:
        self._store, self._failed = store, failed

    def of(self, modality: str) -> tuple[Preset, ...]:
        """Give the presets of a modality, in the order in which they were added."""
        return tuple(_preset(one) for one in self._store.all.presets_for(modality or _NO_MODALITY))

    def add(self, modality: str, name: str, window: Window) -> None:
        """Keep another one."""
        kept = Kept(modality or _NO_MODALITY, name, window.center, max(window.width, _NARROWEST), window.function)
        self._keep((*self._store.own_presets, kept))

    def rename(self, modality: str, name: str, new: str) -> None:
        """Give a preset another name."""
        named = (modality or _NO_MODALITY, name)
        own = self._store.own_presets
        self._keep(replace(one, name=new) if (one.modality, one.name) == named else one for one in own)

    def remove(self, modality: str, name: str) -> None:
        """Forget a preset."""
        named = (modality or _NO_MODALITY, name)
        self._keep(one for one in self._store.own_presets if (one.modality, one.name) != named)

    def obstacle(self, modality: str, name: str, headers: Iterable[Identifiers]) -> str:
        """Say why a preset can't have a name, marked for translation in ``OwnPresets``; empty if it can."""
        if not name:
            return NO_NAME
        if any(one.title.casefold() == name.casefold() for one in self.of(modality)):
            return TAKEN
        said = name.casefold()
        words = {word for header in headers for _, value in header.values for word in _words(value)}
        return PRIVATE if any(word in said for word in words) else ""

    def _keep(self, presets: Iterable[Kept]) -> None:
        try:
            self._store.keep_presets(presets)
        except (CannotWrite, DiskFull) as error:
            self._failed(error)


def tidy(name: str) -> str:
    """Give a name in one line, no longer than menus have room for."""
    return " ".join(name.split())[:LONGEST]


def _preset(kept: Kept) -> Preset:
    return Preset(kept.name, Window(kept.center, kept.width, kept.function))


def _words(value: str) -> list[str]:
    """Give the parts of an identifier that are long enough to tell something; two hanzi are."""
    parts = value.casefold().replace("^", " ").replace("=", " ").split()
    return [part for part in parts if len(part) >= _SHORTEST_WORD or (len(part) > 1 and not part.isascii())]
