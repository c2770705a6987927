"""Labels with print are found, upright and slanted, black and white; markers, borders and anatomy are left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from redactor.detectors.film_edge import MARGIN, PLATE, PLUGIN, FilmEdgeOptions
from redactor.model.geometry import Bounds
from redactor.model.region import ALL, Kind
from tests.fakes import FakeImage

SIZE = 700
WHOLE = Bounds(0, 0, SIZE, SIZE)


def chest() -> np.ndarray:
    """Give a soft gray picture with noise, as a radiograph has between its edges."""
    rows, columns = np.indices((SIZE, SIZE)) / SIZE
    soft = 110 + 60 * np.sin(5 * rows) * np.cos(4 * columns)
    return np.clip(soft + np.random.default_rng(2).normal(0, 3, soft.shape), 40, 200).astype(np.uint8)


def label(words: str, plate: int, ink: int, angle: float = 0.0, rows: int = 36) -> tuple[np.ndarray, np.ndarray]:
    """Draw a label onto the picture; give it and which pixels the label has."""
    image = chest()
    width = cv2.getTextSize(words, cv2.FONT_HERSHEY_SIMPLEX, 0.7, 2)[0][0] + 20
    patch, mask = np.zeros_like(image), np.zeros_like(image)
    patch[80 : 80 + rows, 60 : 60 + width] = plate
    mask[80 : 80 + rows, 60 : 60 + width] = 255
    cv2.putText(patch, words, (70, 80 + rows // 2 + 8), cv2.FONT_HERSHEY_SIMPLEX, 0.7, ink, 2, cv2.LINE_AA)
    turn = cv2.getRotationMatrix2D((60 + width / 2, 98), angle, 1)
    patch, mask = (cv2.warpAffine(each, turn, (SIZE, SIZE)) for each in (patch, mask))
    return np.where(mask > 127, patch, image).astype(np.uint8), mask > 127


def findings(image: np.ndarray, modality: str = "CR"):
    return list(PLUGIN.propose(FakeImage.of(image, modality=modality), FilmEdgeOptions(), lambda share: None))


def cover(found) -> np.ndarray:
    hidden = np.zeros((SIZE, SIZE), np.bool_)
    for each in found:
        hidden |= each.shape.cover(WHOLE)
    return hidden


@pytest.mark.parametrize("angle", [0, 7, -20, 90])
@pytest.mark.parametrize(("plate", "ink"), [(0, 255), (255, 0), (250, 30)])
def test_a_label_with_print_is_proposed_hidden(plate: int, ink: int, angle: float) -> None:
    image, drawn = label("MILLER 4711", plate, ink, angle)
    found = findings(image)
    assert {(each.kind, each.suggestion, each.frames, each.reason) for each in found} == {
        (Kind.FILM_EDGE, "hide", ALL, PLATE)
    }
    hidden = cover(found)
    assert hidden[drawn].mean() > 0.97
    assert (hidden & ~drawn).sum() < 0.4 * drawn.sum()


def test_an_empty_plate_and_a_marker_are_left_alone() -> None:
    assert findings(label("", 255, 0)[0]) == []
    assert findings(label("L", 255, 0)[0]) == []


def test_other_modalities_have_no_labels() -> None:
    assert findings(label("MILLER 4711", 255, 0)[0], "CT") == []


@pytest.mark.parametrize("value", [0, 255])
def test_a_collimated_border_is_not_proposed(value: int) -> None:
    image = chest()
    image[:60] = image[-70:] = value
    image[:, :50] = image[:, -40:] = value
    assert findings(image) == []


def test_print_in_an_unexposed_margin_is_asked_about() -> None:
    image = chest()
    image[-50:] = 0
    cv2.putText(image, "MILLER 4711", (100, SIZE - 15), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2)
    (found,) = findings(image)
    assert (found.suggestion, found.reason) == ("ask", MARGIN)
    assert found.shape.bounds.rows < 40


def test_bars_of_a_test_pattern_are_no_print() -> None:
    image = chest()
    image[80:180, 60:180] = 255
    for column in range(70, 170, 12):
        image[100:112, column : column + 6] = 0
    assert findings(image) == []


@pytest.mark.parametrize("shape", [(1, 1), (1, 20000), (47, 47), (48, 48), (64, 64, 3)])
@pytest.mark.parametrize("value", [0, 255, None])
def test_images_without_labels_give_nothing(shape, value) -> None:
    rng = np.random.default_rng(1)
    assert (
        findings(rng.integers(0, 256, shape).astype(np.uint8) if value is None else np.full(shape, value, "u1")) == []
    )
