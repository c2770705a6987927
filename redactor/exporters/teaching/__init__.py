"""Exporters of teaching cases: one module each. They take final pixels and words, and nothing of any file."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from redactor import plugins
from redactor.errors import InvalidOption

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from redactor.model.rendered import RenderedCase


@runtime_checkable
class TeachingExporter(plugins.Plugin, Protocol):
    """The contract of an exporter of teaching cases."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The words by which its formats are asked for, such as ``png``."""
        ...

    def write(self, case: RenderedCase, folder: Path, form: str) -> Sequence[Path]:
        """Write one format into an empty folder that nobody else sees.

        The same case gives the same bytes: no dates, no names of computers or persons, no numbers drawn anew.

        Returns
        -------
        Sequence of Path
            The files, relative to `folder`.

        Raises
        ------
        SetAside
            If the format can't hold the case, or needs what is not installed.
        OSError
            If the file system refuses.
        """
        ...


@cache
def available() -> Mapping[str, TeachingExporter]:
    """Give all exporters of teaching cases by id."""
    return plugins.discover(sys.modules[__name__], TeachingExporter)  # type: ignore[type-abstract]  # checked at run time


def formats() -> Mapping[str, TeachingExporter]:
    """Give the exporter of each format."""
    return {form: exporter for exporter in available().values() for form in exporter.formats}


def exporter_of(form: str) -> TeachingExporter:
    """Give the exporter of a format.

    Raises
    ------
    InvalidOption
        If there is none.
    """
    known = formats()
    if form not in known:
        raise InvalidOption(name="format", allowed=", ".join(known))
    return known[form]
