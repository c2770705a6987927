"""Exporters: what leaves the program. One module each; they take checked results only."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from redactor import plugins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from redactor.model.stages import Verified
    from redactor.options import Dataclass


@runtime_checkable
class Exporter(plugins.Plugin, Protocol):
    """The contract of an exporter."""

    @property
    def options(self) -> type[Dataclass]:
        """The dataclass that describes the options."""
        ...

    def export(self, cases: Sequence[Verified], destination: Path, options: Any) -> Sequence[Path]:  # noqa: ANN401
        """Write results below `destination`, each file appearing whole or not at all.

        Returns
        -------
        Sequence of Path
            One path a case, relative to `destination`.

        Raises
        ------
        DiskFull, CannotWrite
            If the file system refuses; what was finished stays.
        """
        ...


@cache
def available() -> Mapping[str, Exporter]:
    """Give all exporters by id."""
    return plugins.discover(sys.modules[__name__], Exporter)  # type: ignore[type-abstract]  # a protocol, checked at run time
