"""Before/after pictures: the original beside the result. They show the original, so they stay in the local folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from redactor.files import move_into_place, unfinished
from redactor.workflow.document import read_json
from redactor.workflow.inputs import open_images
from redactor.workflow.report import ItemStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.workflow.output import OutputFolder
    from redactor.workflow.report import Item

_GAP = 8
_LONG_SIDE = 900


def write_comparisons(items: Sequence[Item], output: OutputFolder, limit: int = 12) -> Path:
    """Write a PNG for each finished item, up to a limit, and give their folder."""
    folder = output.local / "before-after"
    done = [item for item in items if item.status is ItemStatus.DONE and item.output]
    for item in done[:limit]:
        result = output.destination / (item.output or "")
        pair = [_shown(Path(item.source), _first_frame(result)), _shown(result, 1)]
        name = "-".join(Path(item.output or "").with_suffix(".png").parts)
        _, data = cv2.imencode(".png", side_by_side(*pair)[:, :, ::-1])
        with unfinished(folder, ".png") as (file, path):
            file.write(data.tobytes())
        move_into_place(path, folder / name)
    return folder


def side_by_side(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Give two RGB pictures of one height beside one another: uint8, shape (rows, columns, 3)."""
    gap = np.full((before.shape[0], _GAP, 3), 96, np.uint8)
    return np.concatenate([before, gap, after], axis=1)


def _first_frame(result: Path) -> int:
    """Give the number, in the original, of the first frame of a result: those before it may have been left out."""
    record: Any = read_json(result.with_suffix(".record.json"))
    return int(record["frames"][0]["number"])


def _shown(path: Path, number: int) -> NDArray[np.uint8]:
    image = open_images(path)[0]
    shown = image.display(image.frame(number))
    colour = shown if shown.ndim == 3 else np.repeat(shown[:, :, None], 3, axis=2)
    scale = min(1.0, _LONG_SIDE / max(colour.shape[:2]))
    size = (max(round(colour.shape[1] * scale), 1), max(round(colour.shape[0] * scale), 1))
    return np.asarray(cv2.resize(colour, size, interpolation=cv2.INTER_AREA), np.uint8)
