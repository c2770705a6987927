"""The stages of a result, as types: what is not checked can't be exported, what is not approved can't be released.

Each stage is made by one function only: `Redacted` by `workflow.apply`, `Verified` by `workflow.verify`, `Noised` from
a `Verified` by `workflow.noise` (checked by `workflow.verify`, too), `Exported` by the exporters, `Released` by the
release step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.model.links import Link
    from redactor.model.record import EditRecord, NoiseRecord


@dataclass(frozen=True)
class OutputName:
    """Where a result goes, free of any name: case, series and instance by number."""

    case: int
    series: int
    instance: int
    kind: str = ""
    """What a result is that must not be taken for the plain one: ``noise``."""

    @property
    def stem(self) -> str:
        """Relative path without extension, such as ``CASE0001/S001/I0001`` or ``CASE0001/S002/I0001.noise``."""
        return f"CASE{self.case:04}/S{self.series:03}/I{self.instance:04}{self.kind and f'.{self.kind}'}"


@dataclass(frozen=True)
class Redacted:
    """A de-identified instance in the folder for unfinished work, not yet checked."""

    file: Path
    name: OutputName
    record: EditRecord
    links: tuple[Link, ...] = field(default=(), repr=False)
    """What its identifiers were; for the linkage map alone."""


@dataclass(frozen=True)
class Noised:
    """A copy of a checked result with noise all over it, not yet checked itself."""

    file: Path
    name: OutputName
    record: EditRecord
    noise: NoiseRecord
    made_from: Verified


@dataclass(frozen=True)
class Verified:
    """A result whose written bytes were read again and found right."""

    file: Path
    name: OutputName
    record: EditRecord
    links: tuple[Link, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Approval:
    """A person's approval, bound to what was approved by hashes of plan, profile and written file."""

    file_sha256: str
    plan_sha256: str
    reviewer: str
    approver: str


@dataclass(frozen=True)
class Released:
    """A verified result that an approval lets go."""

    verified: Verified
    approval: Approval
