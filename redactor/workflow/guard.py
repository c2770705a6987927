"""What may be asked of an input and of its result beside all checks of every run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from redactor.dicom.instance import Instance
    from redactor.dicom.non_image import NonImage
    from redactor.model.stages import Verified

    Export = Callable[[Sequence[Verified], Path], Sequence[Path]]


class Guard(Protocol):
    """Stands between one input and its way out; pickled to worker processes."""

    def admit(self, image: Instance | NonImage) -> None:
        """Look at an input before anything is made of it.

        Raises
        ------
        SetAside
            If it may not be worked on.
        """
        ...

    def passed(self, verified: Verified, original: Instance) -> Verified:
        """Look at a checked result before it leaves, and give it with what is to be told of that in its record.

        Raises
        ------
        SetAside
            If it may not leave; its file is discarded then.
        """
        ...

    def export(self, cases: Sequence[Verified], destination: Path, write: Export) -> Sequence[Path]:
        """Write what passed with `write`, see `redactor.workflow.export`, and whatever belongs to it."""
        ...


@dataclass(frozen=True)
class Open:
    """A guard that asks for nothing."""

    def admit(self, image: Instance | NonImage) -> None:
        """See `Guard`."""

    def passed(self, verified: Verified, original: Instance) -> Verified:
        """See `Guard`."""
        del original
        return verified

    def export(self, cases: Sequence[Verified], destination: Path, write: Export) -> Sequence[Path]:
        """See `Guard`."""
        return write(cases, destination)


OPEN: Final = Open()
