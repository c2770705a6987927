"""What runs in a worker process for a whole series. It knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.errors import SetAside
from redactor.gui.worker import Refused
from redactor.workflow.propose_series import FileImages, SeriesProposals, propose_series_of_files
from redactor.workflow.surface import Surface, surface_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from redactor.model.plan import RedactionPlan


def find(paths: Sequence[Path], names: Sequence[str]) -> SeriesProposals | Refused:
    """Run detectors over a series as a whole."""
    try:
        return propose_series_of_files(paths, names)
    except SetAside as error:
        return Refused(type(error).__name__, tuple(error.facts.items()))


def look(paths: Sequence[Path], plans: Sequence[RedactionPlan]) -> Surface | Refused | None:
    """Render a series before and after its plans; None where it is no stack of slices."""
    try:
        return surface_of(FileImages(paths), plans)
    except SetAside as error:
        return Refused(type(error).__name__, tuple(error.facts.items()))
