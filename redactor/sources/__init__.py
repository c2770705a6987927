"""Sources: what can be opened. One module each."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from redactor import plugins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from redactor.model.image import Image


@runtime_checkable
class Source(plugins.Plugin, Protocol):
    """The contract of a source."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name endings for file dialogs, lower case with the dot; the content decides."""
        ...

    def accepts(self, path: Path) -> bool:
        """Say whether the file looks like one of this source; reads a few bytes at most.

        Raises
        ------
        Unreadable
            If the file system refuses.
        """
        ...

    def open(self, path: Path) -> Iterator[Image]:
        """Yield the images in the file.

        Raises
        ------
        SetAside
            Saying why there is none.
        """
        ...


@cache
def available() -> Mapping[str, Source]:
    """Give all sources by id."""
    return plugins.discover(sys.modules[__name__], Source)  # type: ignore[type-abstract]  # a protocol, checked at run time
