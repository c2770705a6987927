"""Letters that stand still over what moves are found; what moves, what is a still picture, and texture are not."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest

from redactor.detectors.still_overlay import PLUGIN, StillOverlayOptions
from redactor.model.geometry import Bounds
from redactor.model.region import ALL, Kind
from tests.fakes import FakeImage

ROWS, COLUMNS = 240, 320
TEXT = Bounds(60, 96, 150, 24)


def cine(frames: int, *, moving: bool = True, shape: tuple[int, int] = (ROWS, COLUMNS)) -> list[np.ndarray]:
    """Give frames of soft speckle that is another one in each, or the same in all."""
    made = []
    for number in range(frames):
        rng = np.random.default_rng(number if moving else 0)
        speckle = cv2.GaussianBlur(rng.normal(0, 1, shape).astype(np.float32), (0, 0), 4)
        made.append(np.clip(90 + 250 * speckle, 0, 170).astype(np.uint8))
    return made


def captioned(frames: list[np.ndarray], words: str = "ACME 4711", colour: int = 255) -> list[np.ndarray]:
    for frame in frames:
        cv2.putText(frame, words, (TEXT.column, 115), cv2.FONT_HERSHEY_SIMPLEX, 0.8, colour, 2)
    return frames


def findings(frames: list[np.ndarray]):
    return list(PLUGIN.propose(FakeImage.of(*frames, modality="US"), StillOverlayOptions(), lambda share: None))


@pytest.mark.parametrize("colour", [255, 0])
def test_letters_that_stand_still_are_asked_about(colour: int) -> None:
    clean, frames = cine(12), captioned(cine(12), colour=colour)
    found = findings(frames)
    assert found
    assert {(each.kind, each.suggestion, each.frames) for each in found} == {(Kind.STILL_OVERLAY, "ask", ALL)}
    cover = np.zeros((ROWS, COLUMNS), np.bool_)
    for each in found:
        cover |= each.shape.cover(Bounds(0, 0, COLUMNS, ROWS))
    drawn = frames[0] != clean[0]
    assert cover[drawn].mean() > 0.9
    assert cover.sum() < 2.5 * TEXT.columns * TEXT.rows


def test_a_counter_beside_still_letters_belongs_to_them() -> None:
    frames = cine(9)
    for number, frame in enumerate(frames):
        frame[90:125] = 0
        cv2.putText(frame, f"ABC {number // 3 + 4}7", (60, 115), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2)
    (found,) = findings(frames)
    assert found.shape.bounds.columns > 85


def test_a_cine_without_letters_gives_nothing() -> None:
    assert findings(cine(12)) == []


def test_a_still_picture_gives_nothing_however_often_it_is_repeated() -> None:
    assert findings(captioned(cine(12, moving=False))) == []
    assert findings(captioned(cine(2))) == []


def test_letters_that_move_give_nothing() -> None:
    frames = cine(8)
    for number, frame in enumerate(frames):
        cv2.putText(frame, "ACME 4711", (20 + 12 * number, 115), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2)
    assert findings(frames) == []


def test_sixty_frames_take_less_than_half_a_second() -> None:
    frames = captioned(cine(60, shape=(480, 640)))
    start = time.perf_counter()
    assert findings(frames)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (31, 31), (40, 40, 3)])
def test_small_and_flat_images_give_nothing(shape) -> None:
    assert findings([np.full(shape, value, np.uint8) for value in (0, 90, 255)]) == []
