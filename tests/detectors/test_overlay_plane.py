"""Overlay planes are listed where they lie, and hide nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from redactor.detectors.overlay_plane import PLUGIN, REASON, OverlayPlaneOptions
from redactor.dicom.instance import Instance
from redactor.model.geometry import Bounds
from redactor.model.image import OverlayPlane
from redactor.model.region import Kind
from tests.fakes import FakeImage
from tests.instances import header, noise, save, with_pixels

if TYPE_CHECKING:
    from pathlib import Path


def findings(*planes: OverlayPlane):
    image = FakeImage.of(np.zeros((20, 30), np.uint8), overlay_planes=planes)
    return list(PLUGIN.propose(image, OverlayPlaneOptions(), lambda share: None))


def test_a_plane_is_listed_as_far_as_it_lies_inside_the_image() -> None:
    (found,) = findings(OverlayPlane(0x6000, -2, 5, 10, 100))
    assert (found.kind, found.suggestion, found.reason) == (Kind.OTHER, "keep", REASON)
    assert found.shape.bounds == Bounds(5, 0, 25, 8)


def test_a_plane_outside_the_image_is_not_listed() -> None:
    assert findings(OverlayPlane(0x6002, 20, 0, 5, 5), OverlayPlane(0x6004, 0, -9, 5, 5)) == []


def test_planes_are_read_from_the_header(tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((1, 20, 30)))
    for group, size, origin in ((0x6000, (4, 6), [2, -1]), (0x6002, (5, 7), None), (0x6004, (0, 7), [1, 1])):
        ds.add_new((group, 0x0010), "US", size[0])
        ds.add_new((group, 0x0011), "US", size[1])
        if origin is not None:
            ds.add_new((group, 0x0050), "SS", origin)
    image = Instance.open(save(ds, tmp_path / "a.dcm"))
    assert image.overlay_planes == (OverlayPlane(0x6000, 1, -2, 4, 6), OverlayPlane(0x6002, 0, 0, 5, 7))
    assert [each.shape.bounds for each in PLUGIN.propose(image, OverlayPlaneOptions(), lambda share: None)] == [
        Bounds(0, 1, 4, 4),
        Bounds(0, 0, 7, 5),
    ]
