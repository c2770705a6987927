"""Copies of screens are told by their header or by their look; images with captions are none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from redactor.detectors.screen_capture import DECLARED, PAGE, PLUGIN, ScreenCaptureOptions
from redactor.model.geometry import Rectangle
from redactor.model.image import UltrasoundRegion
from redactor.model.region import ALL, Kind
from tests.fakes import FakeImage
from tests.instances import noise

CT = "1.2.840.10008.5.1.4.1.1.2"


def findings(image: np.ndarray, **facts):
    return list(PLUGIN.propose(FakeImage.of(image, **facts), ScreenCaptureOptions(), lambda share: None))


def page(lines: int, *, ink: int = 255, paper: int = 0, colour: bool = False) -> np.ndarray:
    image = np.full((512, 512, 3) if colour else (512, 512), paper, np.uint8)
    for number in range(lines):
        words = f"Row {number}  120 kV  {37 * number} mAs  Total {number * 11.5}"
        cv2.putText(image, words, (12, 30 + 22 * number), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (ink,) * 3, 1, cv2.LINE_AA)
    return image


@pytest.mark.parametrize(
    "image_type",
    [
        ("DERIVED", "SECONDARY", "SCREEN SAVE"),
        ("DERIVED", "SECONDARY", "OTHER", "DOSE_INFO"),
        ("ORIGINAL", "PRIMARY", "AXIAL", "CT_SOM5 PROT"),
        ("DERIVED", "SECONDARY", "protocol"),
    ],
)
def test_image_type_tells_a_screen_of_any_kind(image_type) -> None:
    (found,) = findings(noise((1, 40, 50))[0], image_type=image_type, modality="CT", sop_class_uid=CT)
    assert (found.kind, found.suggestion, found.frames) == (Kind.SCREEN_CAPTURE, "keep", ALL)
    assert (found.shape, found.reason) == (Rectangle(0, 0, 50, 40), DECLARED)


def test_a_rendering_is_a_screen_if_it_is_a_secondary_capture() -> None:
    image, image_type = noise((1, 40, 50))[0], ("DERIVED", "SECONDARY", "3D")
    assert len(findings(image, image_type=image_type)) == 1
    assert findings(image, image_type=image_type, modality="MR", sop_class_uid=CT) == []


@pytest.mark.parametrize("image_type", [(), ("ORIGINAL", "PRIMARY", "AXIAL"), ("ORIGINAL", "PRIMARY", "LOCALIZER")])
def test_an_ordinary_image_is_none(image_type) -> None:
    assert findings(noise((1, 200, 200))[0], image_type=image_type, modality="CT", sop_class_uid=CT) == []


def test_a_picture_of_a_report_is_one() -> None:
    assert len(findings(np.zeros((8, 8), np.uint8), modality="SR")) == 1


@pytest.mark.parametrize(("ink", "paper"), [(255, 0), (0, 255), (230, 60)])
@pytest.mark.parametrize("colour", [True, False])
def test_a_page_of_text_is_told_by_its_look(ink: int, paper: int, colour: bool) -> None:
    (found,) = findings(page(12, ink=ink, paper=paper, colour=colour))
    assert found.reason == PAGE


def test_captions_alone_are_no_page() -> None:
    assert findings(page(2)) == []


def test_text_around_a_picture_is_no_page() -> None:
    image = page(12)
    cv2.circle(image, (300, 330), 150, 120, -1)
    assert findings(image) == []


def test_a_device_that_declares_ultrasound_made_no_page() -> None:
    assert findings(page(12), ultrasound_regions=(UltrasoundRegion(0, 0, 9, 9),), modality="US") == []


@pytest.mark.parametrize("shape", [(1, 1), (1, 20000), (127, 500), (200, 200, 3)])
def test_small_and_flat_images_are_none(shape) -> None:
    assert findings(np.zeros(shape, np.uint8)) == []
