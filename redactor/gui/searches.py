"""How far the searches of a case are, image by image. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.model.record import DetectorRun


class SearchState(Enum):
    """How far the search for identity in one image is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Search:
    """The search in one image, and which detectors ran."""

    state: SearchState = SearchState.WAITING
    runs: tuple[DetectorRun, ...] = ()

    @property
    def is_unfinished(self) -> bool:
        """True while something may still be found."""
        return self.state in {SearchState.WAITING, SearchState.RUNNING}

    @property
    def is_complete(self) -> bool:
        """True if every detector looked at the whole image."""
        return self.state is SearchState.DONE and bool(self.runs) and not any(run.problem for run in self.runs)


class Searches:
    """The searches of all images of a case, by key."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._by_key = dict.fromkeys(keys, Search())
        self.unfinished_keys: set[str] = set(self._by_key)
        """The images that still wait for their search, or are being searched. Not to be changed from outside."""
        self.outcomes = 0
        """Another number as soon as a search has ended, or waits again."""
        self.failed_keys: set[str] = set()
        """The images whose search broke off."""

    def set_images(self, keys: Iterable[str]) -> None:
        """Take the images of a case that has grown; what was searched stays so."""
        self.outcomes += 1
        before, self._by_key = self._by_key, dict.fromkeys(keys, Search())
        self.unfinished_keys, self.failed_keys = set(self._by_key), set()
        for key in before.keys() & self._by_key.keys():
            self.set(key, before[key])

    def of(self, key: str) -> Search:
        """Give the search in an image."""
        return self._by_key.get(key, Search())

    def set(self, key: str, search: Search) -> bool:
        """Note how far a search is; False if the image isn't of this case any more."""
        known = key in self._by_key
        if known:
            self.outcomes += not (search.is_unfinished and self._by_key[key].is_unfinished)
            self._by_key[key] = search
            _put(self.unfinished_keys, key, is_in=search.is_unfinished)
            _put(self.failed_keys, key, is_in=search.state is SearchState.FAILED)
        return known

    @property
    def unfinished(self) -> int:
        """How many images still wait for their search, or are being searched."""
        return len(self.unfinished_keys)

    @property
    def incomplete(self) -> int:
        """How many images nobody searched to the end."""
        return sum(not search.is_complete for search in self._by_key.values())


def _put(keys: set[str], key: str, *, is_in: bool) -> None:
    if is_in:
        keys.add(key)
    else:
        keys.discard(key)
