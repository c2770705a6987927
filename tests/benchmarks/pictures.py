"""Pictures of what is proposed, drawn over ten images with invented text.

    PYTHONPATH=. python -m tests.benchmarks.pictures [FOLDER] [--output docs/pictures/findings]

FOLDER has the form of ``../shared/data``. The images are those of `SHOWN`, whose licences let pictures of them be
shown; the names on them are invented.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.dicom.instance import Instance
from redactor.model.geometry import Polygon
from redactor.workflow.propose import propose
from tests.benchmarks.proposals import SHARED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.finding import Finding, Suggestion

    Picture = NDArray[np.uint8]

SHOWN: Final = (
    *("s11_002_ct_corners", "s11_003_dose_report", "s11_004_label", "s11_006_markers_only", "s11_007_outline"),
    *("s11_011_cr_corner", "s11_019_zh_label", "s11_025_low_contrast", "s11_027_outline", "s11_029_zh_label"),
)
"""Invented text on images under Apache-2.0, MIT, BSD and the terms of the NIH Clinical Center."""
OUTPUT: Final = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "findings"
LONG_SIDE: Final = 640
_QUALITY: Final = 75
_LOOKS: Final[dict[Suggestion, tuple[tuple[int, int, int], int]]] = {
    "hide": ((60, 60, 255), 2),
    "ask": ((0, 200, 255), 1),
    "keep": ((90, 220, 90), 1),
}
"""Colour as blue, green and red, and width of the outline; `keep` has a stroke through its corner, too."""


def drawn(path: Path) -> Picture:
    """Give what an image shows with the outlines of all findings: uint8, shape (rows, columns, 3), blue first."""
    image = Instance.open(path)
    shown = image.display(image.frame(1))
    order = cv2.COLOR_GRAY2BGR if shown.ndim == 2 else cv2.COLOR_RGB2BGR
    factor = LONG_SIDE / max(shown.shape[:2])
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    picture = np.asarray(
        cv2.resize(cv2.cvtColor(shown, order), None, fx=factor, fy=factor, interpolation=how), np.uint8
    )
    for found in propose(image).found:
        _draw(picture, found.finding, factor)
    return picture


def _draw(picture: Picture, finding: Finding, factor: float) -> None:
    colour, width = _LOOKS[finding.suggestion]
    box = finding.shape.bounds
    corners: list[tuple[Any, Any]] = [
        (box.column, box.row),
        (box.column + box.columns, box.row),
        (box.column + box.columns, box.row + box.rows),
        (box.column, box.row + box.rows),
    ]
    if isinstance(finding.shape, Polygon):
        corners = list(finding.shape.points)
    outline = np.round(np.array(corners, np.float64) * factor).astype(np.int32)
    cv2.polylines(picture, [outline], isClosed=True, color=colour, thickness=width, lineType=cv2.LINE_AA)
    if finding.suggestion == "keep":
        x, y = outline[0].tolist()
        cv2.line(picture, (x, y + 6), (x + 6, y), colour, 1, cv2.LINE_AA)


def main() -> None:
    """Write the pictures, JPEG, one an image."""
    parser = argparse.ArgumentParser(description="Draw proposals over images with known texts.")
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    for name in SHOWN:
        picture = drawn(arguments.folder / "synth" / f"{name}.dcm")
        cv2.imwrite(str(arguments.output / f"{name}.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])


if __name__ == "__main__":
    main()
