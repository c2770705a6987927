"""What runs in a worker process. It knows no Qt, so that the process starts quickly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor import detectors, errors
from redactor.errors import SetAside
from redactor.workflow.output_check import OutputToCheck, output_fault
from redactor.workflow.propose import Proposals, propose_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Refused:
    """A refusal as plain values: an exception with keyword facts can't be sent between processes."""

    kind: str
    facts: tuple[tuple[str, str | int], ...]

    def error(self) -> SetAside:
        """Give the error that was raised."""
        kind = getattr(errors, self.kind, SetAside)
        made = kind(**dict(self.facts))
        return made if isinstance(made, SetAside) else SetAside()


def glance(path: Path) -> Proposals | Refused:
    """Say at once where text could be in the image of a file; `search` replaces that."""
    try:
        return propose_file(path, at_once=True)
    except SetAside as error:
        return Refused(type(error).__name__, tuple(error.facts.items()))


def warm_up() -> None:
    """Do nothing: whoever asks for it wants the process to be there."""
    detectors.available()


def search(path: Path, names: Sequence[str] | None = None) -> Proposals | Refused:
    """Run detectors over the image of a file; without names those that look at every image."""
    try:
        return propose_file(path, names)
    except SetAside as error:
        return Refused(type(error).__name__, tuple(error.facts.items()))


def check(series: OutputToCheck) -> str:
    """Check the output of a series; give why it can't be released, in English, empty if it can."""
    return output_fault(series)
