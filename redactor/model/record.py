"""The edit record: what was done and checked. It never holds an original value, nor a hash of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from redactor.model.plan import RedactionPlan
    from redactor.options import Value

Review = Literal["none", "single-person", "two-person"]
"""Whether a person looked; ``sampled n of N`` joins them with bulk review."""

NOT_SEARCHED: Final = "no search for burned-in text was run; the plan alone was applied"
"""Stands in `EditRecord.not_examined` until something searches."""


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
    """A detector that looked, and how much it found (0 is "searched, nothing found").

    Attributes
    ----------
    not_found
        Of one that reads: paths of the original header's identifiers that it did not find in the pixels.
    """

    id: str
    findings: int
    problem: str = ""
    not_found: tuple[str, ...] = ()


@dataclass(frozen=True)
class FillRecord:
    """What solid fill wrote, and the rule that chose it (docs/fill.md).

    Attributes
    ----------
    frames
        Numbers of the frames; ``all`` that have solid fill if it is the same in each.
    values
        Stored values, one a sample.
    """

    frames: Literal["all"] | tuple[int, ...]
    values: tuple[float, ...]
    rule: str


@dataclass(frozen=True)
class ObscuredRecord:
    """What a style that sees what it hides made of it, in numbers over all its pixels of all frames.

    Attributes
    ----------
    psnr, ssim
        Likeness of the result and what it obscures, rounded; None where too few pixels are obscured to tell, where
        nothing changed, and where values have no distance, such as the numbers of palette colours.
    """

    style: str
    options: tuple[tuple[str, Value], ...]
    frames: int
    pixels: int
    psnr: float | None = None
    ssim: float | None = None


@dataclass(frozen=True)
class NoiseRecord:
    """Noise that was added to a checked result, in a copy of its own.

    Attributes
    ----------
    epsilon, total_epsilon
        Privacy loss for each frame, and for all of them.
    m, b
        Samples that two neighbouring images may differ in, and the side of a cell in pixels.
    checked_before
        That the result had passed its own checks when the noise was added.
    psnr, ssim
        Likeness of the copy and the result, over all pixels of all frames, rounded; no promise covers them.

    There is no hash of the result: who knows all but a few of its samples could test guesses at them against it.
    """

    mechanism: str
    epsilon: float
    m: int
    b: int
    total_epsilon: float
    checked_before: str
    psnr: float | None = None
    ssim: float | None = None
    purpose: Literal["not for diagnosis"] = "not for diagnosis"


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
    fills: tuple[FillRecord, ...] = ()
    obscured: tuple[ObscuredRecord, ...] = ()
    noise: NoiseRecord | None = None
