"""Where frames lie in the patient, as single images and functional groups say."""

from __future__ import annotations

import pytest
from pydicom.dataset import Dataset

from redactor.dicom.plane import plane_of_frame


def single(**changes) -> Dataset:
    header = Dataset()
    header.ImagePositionPatient = ["-10", "5.5", "70"]
    header.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
    header.PixelSpacing = ["0.5", "0.75"]
    for keyword, value in changes.items():
        setattr(header, keyword, value)
    return header


def item(**values) -> Dataset:
    made = Dataset()
    for keyword, value in values.items():
        setattr(made, keyword, value)
    return made


def test_a_single_image_has_the_plane_of_its_header():
    plane = plane_of_frame(single(), 1)
    assert plane is not None
    assert plane.position == (-10, 5.5, 70)
    assert (plane.row_spacing, plane.column_spacing) == (0.5, 0.75)


@pytest.mark.parametrize("keyword", ["ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing"])
def test_an_image_that_leaves_one_of_them_out_has_none(keyword):
    header = single()
    del header[keyword]
    assert plane_of_frame(header, 1) is None


def test_the_spacing_at_the_detector_is_not_that_in_the_patient():
    header = single(ImagerPixelSpacing=["0.1", "0.1"])
    del header.PixelSpacing
    assert plane_of_frame(header, 1) is None


def test_frames_without_functional_groups_have_none():
    assert plane_of_frame(single(NumberOfFrames=3), 1) is None
    assert plane_of_frame(single(NumberOfFrames=3), 2) is None


def test_each_frame_has_the_plane_of_its_functional_groups():
    header = Dataset()
    header.NumberOfFrames = 2
    shared = item(
        PlaneOrientationSequence=[item(ImageOrientationPatient=["1", "0", "0", "0", "1", "0"])],
        PixelMeasuresSequence=[item(PixelSpacing=["1", "1"])],
    )
    header.SharedFunctionalGroupsSequence = [shared]
    header.PerFrameFunctionalGroupsSequence = [
        item(PlanePositionSequence=[item(ImagePositionPatient=["0", "0", str(height)])]) for height in (3, 8)
    ]
    first, second = plane_of_frame(header, 1), plane_of_frame(header, 2)
    assert first is not None
    assert second is not None
    assert (first.height, second.height) == (3, 8)
    assert plane_of_frame(header, 3) is None
