"""What a folder of results offers to a teaching case, and which of it was made from which source."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.errors import SetAside
from redactor.model.teaching import MOST_FRAMES
from redactor.workflow.bulk import Step, Watch
from redactor.workflow.inputs import files_below
from redactor.workflow.teaching import open_result

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from redactor.workflow.teaching import Result

SIDE: Final = 144
"""Pixels of the longer side of a small picture."""


@dataclass(frozen=True, eq=False)
class Listed:
    """A result that can be shown.

    Attributes
    ----------
    name
        Its path below the folder, as a case names it.
    small
        uint8, shape (rows, columns) or (rows, columns, 3) in sRGB.
    """

    name: str
    result: Result = field(repr=False)
    small: NDArray[np.uint8] = field(repr=False)

    @property
    def frames(self) -> int:
        """How many there are, as far as a case can show them."""
        return min(self.result.instance.pixel_format.number_of_frames, MOST_FRAMES)


@dataclass(frozen=True, eq=False)
class Listing:
    """What was found in a folder of results.

    Attributes
    ----------
    left_out
        Files that are no results, or show nothing.
    of_source
        The names of results by the sources that the report of the run names; empty where there is none.
    """

    folder: Path = field(repr=False)
    results: tuple[Listed, ...] = ()
    left_out: int = 0
    of_source: Mapping[str, str] = field(default_factory=dict, repr=False)

    def result(self, name: str) -> Listed | None:
        """Give a result by its name."""
        return next((one for one in self.results if one.name == name), None)


def list_results(folder: Path, watch: Watch) -> Listing:
    """Open every result below a folder; what is none is counted.

    Raises
    ------
    NoInput
        If there is no such folder.
    """
    files = [(file, problem) for file, problem in files_below([folder]) if file.suffix != ".json"]
    found, left_out, begun = [], 0, time.monotonic()
    for done, (file, problem) in enumerate(files):
        watch.step(Step("list", done, len(files), time.monotonic() - begun))
        if watch.stopping():
            break
        try:
            if problem is not None:
                raise problem
            result = open_result(file)
            found.append(Listed(file.relative_to(folder).as_posix(), result, small_picture(result)))
        except SetAside:
            left_out += 1
    return Listing(folder, tuple(found), left_out, _of_source(folder))


def small_picture(result: Result, number: int = 0) -> NDArray[np.uint8]:
    """Draw a frame small, as it is stored; 0 is the one in the middle.

    Raises
    ------
    SetAside
        If it can't be decoded.
    """
    instance = result.instance
    frames = instance.pixel_format.number_of_frames
    shown = instance.display(instance.frame(number or (frames + 1) // 2))
    rows, columns = shown.shape[:2]
    scale = SIDE / max(rows, columns)
    size = max(round(columns * scale), 1), max(round(rows * scale), 1)
    return np.ascontiguousarray(cv2.resize(shown, size, interpolation=cv2.INTER_AREA), np.uint8)


def _of_source(folder: Path) -> dict[str, str]:
    try:
        report = folder.with_name(f"{folder.name}.local") / "report.json"
        items = json.loads(report.read_text(encoding="utf-8"))["items"]
        return {str(item["source"]): str(item["output"]) for item in items if item["output"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # no run of this program made the folder; its results are there all the same
