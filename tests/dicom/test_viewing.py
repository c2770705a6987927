"""What a header says of how its image wants to be looked at."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian

from redactor.dicom.aspect import pixel_aspect
from redactor.dicom.instance import Instance
from redactor.dicom.orientation import edge_letters, letters_of, opposite
from redactor.dicom.playback import playback
from redactor.model.image import OverlayPlane
from redactor.model.viewing import EdgeLetters, Playback
from tests.instances import header, save, with_pixels

AXIAL = [1, 0, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"ImageOrientationPatient": AXIAL}, EdgeLetters("R", "A", "L", "P")),
        ({"ImageOrientationPatient": [0, 1, 0, 0, 0, -1]}, EdgeLetters("A", "H", "P", "F")),
        ({"ImageOrientationPatient": [1, 0, 0, 0, 0, -1]}, EdgeLetters("R", "H", "L", "F")),
        ({"ImageOrientationPatient": [0.8, 0.6, 0, 0, 0, -1]}, EdgeLetters("RA", "H", "LP", "F")),
        ({"PatientOrientation": ["L", "F"]}, EdgeLetters("R", "H", "L", "F")),
        ({"PatientOrientation": ["P", "FL"]}, EdgeLetters("A", "HR", "P", "FL")),
        ({"PatientOrientation": ["L", "F"], "ImageOrientationPatient": AXIAL}, EdgeLetters("R", "A", "L", "P")),
        ({"PatientOrientation": ["CANARY", "F"]}, EdgeLetters()),
        ({"PatientOrientation": ["LR", "F"]}, EdgeLetters()),
        ({"PatientOrientation": ["L", "F"], "AnatomicalOrientationType": "QUADRUPED"}, EdgeLetters()),
        ({"PatientOrientation": ""}, EdgeLetters()),
        ({"ImageOrientationPatient": [1, 0, 0]}, EdgeLetters()),
    ],
)
def test_the_edges_are_named_after_the_patient(said, expected):
    assert edge_letters(header(**said), 1) == expected


def test_each_frame_has_edges_of_its_own():
    ds = header()
    ds.PerFrameFunctionalGroupsSequence = [_plane(AXIAL), _plane([0, 1, 0, 0, 0, -1])]
    assert edge_letters(ds, 1).right == "L"
    assert edge_letters(ds, 2).right == "P"


def _plane(cosines):
    inner, item = Dataset(), Dataset()
    inner.ImageOrientationPatient = cosines
    item.PlaneOrientationSequence = [inner]
    return item


@given(st.lists(st.floats(-1, 1), min_size=3, max_size=3))
def test_the_other_way_has_the_other_letters(direction):
    letters = letters_of(direction)
    assert opposite(letters) == letters_of([-part for part in direction])
    assert not set(letters) & set(opposite(letters))
    assert opposite(opposite(letters)) == letters


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, 1.0),
        ({"PixelAspectRatio": [2, 1]}, 2.0),
        ({"PixelSpacing": [0.5, 1.0]}, 0.5),
        ({"ImagerPixelSpacing": [0.2, 0.1]}, 2.0),
        ({"PixelAspectRatio": [1, 2], "PixelSpacing": [1, 1]}, 0.5),
        ({"PixelAspectRatio": [1000, 1]}, 1.0),
        ({"PixelAspectRatio": [0, 1]}, 1.0),
    ],
)
def test_a_pixel_is_as_high_as_the_header_says(said, expected):
    assert pixel_aspect(header(**said), 1) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, Playback()),
        ({"RecommendedDisplayFrameRate": 15, "FrameTime": 100}, Playback(15)),
        ({"CineRate": 25}, Playback(25)),
        ({"FrameTime": 40}, Playback(25)),
        ({"FrameTimeVector": [0, 40, 60]}, Playback(20)),
        ({"FrameTime": 0}, Playback()),
        ({"CineRate": 100000}, Playback()),
        ({"FrameTime": 50, "PreferredPlaybackSequencing": 1}, Playback(20, sweeps=True)),
    ],
)
def test_the_header_says_how_fast_a_cine_plays(said, expected):
    assert playback(header(**said)) == expected


def drawing(ds, *, rows, columns, origin=(1, 1), frames=0, first=1):
    """Add an overlay with a diagonal line; give what it draws."""
    bits = np.zeros((max(frames, 1), rows, columns), np.uint8)
    bits[:, range(min(rows, columns)), range(min(rows, columns))] = 1
    for place in range(len(bits)):
        bits[place, 0, -1] = place % 2
    ds.add_new((0x6000, 0x0010), "US", rows)
    ds.add_new((0x6000, 0x0011), "US", columns)
    ds.add_new((0x6000, 0x0040), "CS", "G")
    ds.add_new((0x6000, 0x0050), "SS", list(origin))
    ds.add_new((0x6000, 0x0100), "US", 1)
    ds.add_new((0x6000, 0x0102), "US", 0)
    if frames:
        ds.add_new((0x6000, 0x0015), "IS", frames)
        ds.add_new((0x6000, 0x0051), "US", first)
    data = np.packbits(bits.ravel(), bitorder="little").tobytes()
    ds.add_new((0x6000, 0x3000), "OW", data + b"\0" * (len(data) % 2))
    return bits.astype(bool)


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ExplicitVRBigEndian])
def test_an_overlay_is_read_where_it_lies(tmp_path, syntax):
    ds = with_pixels(header(), np.zeros((1, 20, 30), np.uint8))
    drawn = drawing(ds, rows=8, columns=8, origin=(3, 5))[0]
    if syntax == ExplicitVRBigEndian:
        ds[0x6000, 0x3000].value = np.frombuffer(ds[0x6000, 0x3000].value, "<u2").byteswap().tobytes()
    (overlay,) = Instance.open(save(ds, tmp_path / "a.dcm", syntax)).overlays(1)
    assert overlay.plane == OverlayPlane(0x6000, 2, 4, 8, 8)
    assert overlay.drawn.shape == (20, 30)
    np.testing.assert_array_equal(overlay.drawn[2:10, 4:12], drawn)
    assert overlay.drawn.sum() == drawn.sum()


def test_an_overlay_that_begins_outside_the_image_is_cut(tmp_path):
    ds = with_pixels(header(), np.zeros((1, 5, 5), np.uint8))
    drawn = drawing(ds, rows=8, columns=8, origin=(-1, -1))[0]
    (overlay,) = Instance.open(save(ds, tmp_path / "a.dcm")).overlays(1)
    np.testing.assert_array_equal(overlay.drawn, drawn[2:7, 2:7])


def test_an_overlay_of_some_frames_lies_on_those(tmp_path):
    ds = with_pixels(header(), np.zeros((4, 5, 5), np.uint8))
    drawn = drawing(ds, rows=5, columns=5, frames=2, first=2)
    image = Instance.open(save(ds, tmp_path / "a.dcm"))
    assert image.overlays(1) == image.overlays(4) == ()
    for number in (2, 3):
        np.testing.assert_array_equal(image.overlays(number)[0].drawn, drawn[number - 2])


def test_an_overlay_in_unused_bits_of_the_pixels_is_read(tmp_path):
    values = np.full((1, 6, 7), 100, np.uint16)
    values[0, 2, 3] |= 1 << 12
    ds = with_pixels(header(), values, bits_stored=12)
    drawing(ds, rows=6, columns=7)
    del ds[0x6000, 0x3000]
    ds[0x6000, 0x0102].value = 12
    (overlay,) = Instance.open(save(ds, tmp_path / "a.dcm")).overlays(1)
    assert np.argwhere(overlay.drawn).tolist() == [[2, 3]]


def test_an_overlay_that_is_cut_off_is_told_and_not_drawn(tmp_path):
    ds = with_pixels(header(), np.zeros((1, 20, 30), np.uint8))
    drawing(ds, rows=20, columns=30)
    ds[0x6000, 0x3000].value = b"\1\2"
    (overlay,) = Instance.open(save(ds, tmp_path / "a.dcm")).overlays(1)
    assert overlay.drawn is None
