"""The edit record: what was done and checked. It never holds an original value, nor a hash of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from redactor.model.plan import RedactionPlan

Review = Literal["none", "single-person", "two-person"]
"""Whether a person looked; ``sampled n of N`` joins them with bulk review."""


@dataclass(frozen=True)
class Software:
    """A program or library that took part."""

    name: str
    version: str


@dataclass(frozen=True)
class Code:
    """A coded concept: value, scheme, meaning."""

    value: str
    scheme: str
    meaning: str


@dataclass(frozen=True)
class FrameRecord:
    """What became of one frame: hidden pixels asked for, and hidden after growth to the grain.

    Attributes
    ----------
    number
        In the original.
    number_in_result
        In the written file; another one where frames before it were left out.
    """

    number: int
    requested: int
    effective: int
    stored_values_sha256: str
    number_in_result: int


@dataclass(frozen=True)
class AttributeAction:
    """What became of one attribute.

    Attributes
    ----------
    path
        Tags as ``(gggg,eeee)`` joined by ``/``, with item numbers from 1: ``(0040,0275)[1]/(0040,0009)``.
    action
        D Z X K C U of PS3.15 Table E.1-1, as it was resolved.
    rule
        What said so: ``E.1-1``, ``private``, ``safety-net``, ``identifier-match``, ``pixel-change``,
        ``frames-dropped``, ``unreadable`` …
    """

    path: str
    action: Literal["D", "Z", "X", "K", "C", "U"]
    rule: str


@dataclass(frozen=True)
class Check:
    """One check of the written bytes, and how it ended."""

    name: str
    passed: bool
    detail: str = ""


@dataclass(frozen=True)
class DetectorRun:
    """A detector that looked, and how much it found (0 is "searched, nothing found")."""

    id: str
    findings: int
    problem: str = ""


@dataclass(frozen=True)
class EditRecord:
    """What was done to one instance; stands beside the file that leaves.

    Attributes
    ----------
    file_sha256
        Of the written file.
    not_examined
        What nothing looked at, in words.
    frames
        Those that were written. What was left out stands in `plan`, by its number in the original.
    """

    software: tuple[Software, ...]
    profile: str
    options: tuple[str, ...]
    review: Review
    plan: RedactionPlan
    frames: tuple[FrameRecord, ...]
    file_sha256: str
    transfer_syntax_before: str
    transfer_syntax_after: str
    lossy_steps: tuple[str, ...]
    attributes: tuple[AttributeAction, ...]
    method_codes: tuple[Code, ...]
    detectors: tuple[DetectorRun, ...] = ()
    checks: tuple[Check, ...] = ()
    not_examined: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
