"""Pictures for a person's check of a template: projections of images with the mask drawn, and what it leaves in red."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.errors import CannotWrite, SetAside
from redactor.files import discarding, move_into_place, unfinished
from redactor.model.image import DeviceKey
from redactor.workflow.bulk_work import add_source, common_mask
from redactor.workflow.group_projection import Picture, Projection
from redactor.workflow.inputs import UNFORESEEN, files_below
from redactor.workflow.uncovered import search

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from redactor.model.finding import Finding
    from redactor.model.mask import Mask
    from redactor.model.template import MaskTemplate

_HIDDEN: Final = (200, 120, 40)
_LEFT: Final = (40, 40, 230)
"""Blue, green, red: OpenCV's order."""


def write_pictures(sources: Sequence[Path], template: MaskTemplate, folder: Path) -> int:
    """Write the projections of all images below the sources that a template is for as PNG; gives how many.

    They show patients: the folder is for the person who checks.

    Raises
    ------
    NoInput
        If a source leads nowhere.
    CannotWrite, DiskFull
        If the file system refuses.
    """
    projection = Projection()
    for path, problem in files_below(sources):
        if problem is None:
            try:
                add_source(projection, path, template)
            except (SetAside, *UNFORESEEN):
                continue  # what can't be opened has no picture
    device = device_of(template)
    mask = common_mask(template)
    pictures = projection.pictures()
    for name, values in pictures.items():
        left = search(Picture(values, device), lambda number: mask).outside
        _write(folder / f"{name}.png", drawn(values, mask, left))
    return len(pictures)


def drawn(values: NDArray[np.uint8], mask: Mask, left: Sequence[Finding]) -> NDArray[np.uint8]:
    """Give a projection with the mask tinted and framed places that it leaves: shape (rows, columns, 3)."""
    picture = cv2.cvtColor(values, cv2.COLOR_GRAY2BGR)
    picture[mask] = (picture[mask] // 2 + np.array(_HIDDEN, np.uint8) // 2).astype(np.uint8)
    for finding in left:
        box = finding.shape.bounds
        end = (box.column + box.columns, box.row + box.rows)
        cv2.rectangle(picture, (box.column, box.row), end, _LEFT, 2)
    return np.asarray(picture, np.uint8)


def _write(target: Path, picture: NDArray[np.uint8]) -> None:
    made, data = cv2.imencode(".png", picture)
    if not made:
        raise CannotWrite(reason="the picture can't be coded")
    with unfinished(target.parent, ".tmp", private=True) as (file, path):
        file.write(data.tobytes())
    with discarding(path):
        move_into_place(path, target)


def device_of(template: MaskTemplate) -> DeviceKey:
    """Give the device that a template names, as far as it names one."""
    match = template.match
    return DeviceKey(
        match.manufacturer.value,
        match.manufacturer_model_name.value,
        match.modality,
        match.sop_class_uid,
        match.rows,
        match.columns,
    )
