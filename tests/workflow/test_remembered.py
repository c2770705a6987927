"""What was decoded once is not decoded again, and is what the image itself would give."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from redactor.model.image import Window
from redactor.workflow.remembered import Remembered
from tests.fakes import FakeImage
from tests.instances import noise


@dataclass(frozen=True)
class Counting(FakeImage):
    """Notes which frames were decoded."""

    decoded: list[int] = field(default_factory=list)

    def frame(self, number):
        self.decoded.append(number)
        return super().frame(number)


def test_each_frame_is_decoded_once():
    image = Counting(tuple(noise((3, 20, 30))))
    remembered = Remembered(image)
    for _ in range(2):
        for number in (1, 3):
            frame = remembered.frame(number)
            assert frame.number == number
            assert np.array_equal(frame.stored_values, image.frames[number - 1])
            assert not frame.stored_values.flags.writeable
    assert image.decoded == [1, 3]


def test_display_values_are_those_of_the_image_for_each_window():
    image = FakeImage.of(*noise((2, 20, 30)))
    remembered = Remembered(image)
    for window in (None, Window(100, 20), None):
        for number in (1, 2):
            expected = image.display(image.frame(number), window)
            assert np.array_equal(remembered.display(remembered.frame(number), window), expected)


def test_the_facts_are_those_of_the_image():
    image = FakeImage.of(*noise((2, 20, 30)), image_type=("DERIVED", "SECONDARY"), modality="CT")
    remembered = Remembered(image)
    for name in (
        "pixel_format",
        "device_key",
        "image_type",
        "ultrasound_regions",
        "kinship",
        "overlay_planes",
        "identifiers",
        "place",
    ):
        assert getattr(remembered, name) == getattr(image, name)
