"""How much of the text in images with ground truth is found, and what that costs.

The floors are what was reached, less a little. A miss hurts a person, so they may only rise.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from redactor.detectors.text import MOST_FINDINGS, PLUGIN, TextOptions
from redactor.dicom.instance import Instance
from tests.fakes import FakeImage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from redactor.model.image import Image

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # public samples are not all well-formed

WITHOUT_TEXT = (
    "pydicom__pydicom-data/data_store/data/693_J2KR.dcm",
    "pydicom__pydicom-data/data_store/data/MR-SIEMENS-DICOM-WithOverlays.dcm",
    "pydicom__pydicom-data/data_store/data/MR2_J2KI.dcm",
    "pydicom__pydicom-data/data_store/data/explicit_VR-UN.dcm",
    "pydicom__pydicom-data/data_store/data/emri_small_RLE.dcm",
    "pydicom__pydicom-data/data_store/data/bad_sequence.dcm",
    "pypi_pydicom/test_files/J2K_pixelrep_mismatch.dcm",
    "pypi_pydicom/test_files/JPGExtended.dcm",
    "fo-dicom__fo-dicom/Tests/FO-DICOM.Benchmark/Data/ct.dcm",
    "fo-dicom__fo-dicom/Tests/FO-DICOM.Benchmark/Data/mr.dcm",
    "fo-dicom__fo-dicom/Tests/FO-DICOM.Tests/Test_Data/GH064.dcm",
    "fo-dicom__fo-dicom/Tests/FO-DICOM.Tests/Test_Data/GH133.dcm",
)


@dataclass(frozen=True)
class Truth:
    """A text in an image: its box, the pixels to hide, how many of them, and whether it tells who the patient is."""

    box: NDArray[np.bool_]
    pixels: NDArray[np.bool_]
    share: float
    is_phi: bool
    name: str


@dataclass(frozen=True)
class Score:
    """What was hidden in a set of images.

    Attributes
    ----------
    false_area
        Mean share of an image that is hidden outside every text; margins around text are part of it.
    far_area
        The same, farther from text than half its letters' height.
    """

    recall: float
    false_area: float
    far_area: float
    missed: tuple[str, ...]


def hidden_by_findings(image: Image) -> NDArray[np.bool_]:
    hidden = np.zeros((image.pixel_format.rows, image.pixel_format.columns), np.bool_)
    found = list(PLUGIN.propose(image, TextOptions(), lambda share: None))
    assert len(found) <= MOST_FINDINGS
    for finding in found:
        if finding.suggestion != "keep":
            box = finding.shape.bounds
            hidden[box.row : box.row + box.rows, box.column : box.column + box.columns] = True
    return hidden


def score(images: Iterator[tuple[str, Image, list[Truth]]]) -> Score:
    hits, areas, missed = [], [], []
    for name, image, truths in images:
        hidden = hidden_by_findings(image)
        text, near = np.zeros_like(hidden), np.zeros_like(hidden)
        for truth in truths:
            text |= truth.box
            reach = int(truth.box.any(axis=1).sum()) // 2 + 3
            near |= cv2.dilate(truth.box.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > 0
            if truth.is_phi:
                hits.append(bool(hidden[truth.pixels].mean() >= truth.share))
                missed += [] if hits[-1] else [f"{name}: {truth.name}"]
        areas.append(((hidden & ~text).mean(), (hidden & ~near).mean()))
    strict, far = np.mean(areas, axis=0)
    return Score(float(np.mean(hits)) if hits else 1.0, float(strict), float(far), tuple(missed))


def box_of(box: dict[str, Any], rows: int, columns: int) -> NDArray[np.bool_]:
    pixels = np.zeros((rows, columns), np.uint8)
    if box.get("angle"):
        cv2.fillPoly(pixels, [np.round(box["quad"]).astype(np.int32)], 1)
    else:
        column, row, width, height = box["box"]
        pixels[max(row, 0) : row + height, max(column, 0) : column + width] = 1
    return pixels > 0


def synthetic(folder: Path) -> Iterator[tuple[str, Image, list[Truth]]]:
    """Give images with invented text; of that its ink is to be hidden, of text that was there before its box."""
    for path in sorted(folder.glob("synth/*.dcm")):
        facts = json.loads((folder / "synth" / "gt" / f"{path.stem}.json").read_text(encoding="utf-8"))
        ink = cv2.imread(str(folder / "synth" / "gt" / f"{path.stem}_ink.png"), cv2.IMREAD_GRAYSCALE) == 255
        truths = []
        for box in facts["boxes"]:
            whole = box_of(box, facts["rows"], facts["columns"])
            drawn = whole & ink
            is_drawn = not box.get("native") and drawn.any()
            pixels, share = (drawn, 0.95) if is_drawn else (whole, 0.85)
            truths.append(Truth(whole, pixels, share, box["phi"] is True, box["class"]))
        yield path.name, Instance.open(path), truths


def real(folder: Path, prefix: str) -> Iterator[tuple[str, Image, list[Truth]]]:
    files = json.loads((folder / "gt" / "real_text_boxes.json").read_text(encoding="utf-8"))["files"]
    for name, facts in files.items():
        if name.startswith(prefix):
            path = folder / name
            image: Image = Instance.open(path) if path.suffix == ".dcm" else radiograph(path)
            boxes = [(box, box_of(box, facts["height"], facts["width"])) for box in facts["boxes"]]
            truths = [Truth(pixels, pixels, 0.85, box["phi"] is True, box["class"]) for box, pixels in boxes]
            yield name, image, truths


def radiograph(path: Path) -> FakeImage:
    values = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    return FakeImage.of(np.asarray(values, np.uint8), modality="DX")


def test_text_drawn_on_images_of_all_kinds_is_found(shared_data):
    result = score(synthetic(shared_data))
    assert result.recall >= 0.965, result.missed
    assert result.false_area <= 0.043
    assert result.far_area <= 0.011


def test_text_that_devices_burned_in_is_found(shared_data):
    result = score(real(shared_data, "dicom_text/"))
    assert result.recall >= 0.95, result.missed
    assert result.false_area <= 0.028
    assert result.far_area <= 0.018


def test_markers_and_initials_in_radiographs_are_found(shared_data):
    result = score(real(shared_data, "cxr_nih/"))
    assert result.recall >= 0.85, result.missed
    assert result.false_area <= 0.006


def test_images_without_text_stay_as_they_are(shared_data):
    images = ((name, Instance.open(shared_data / "dicom" / name), []) for name in WITHOUT_TEXT)
    assert score(images).false_area <= 0.004
