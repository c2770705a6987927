"""Heads that never lived: a skull with skin, a brain and a face, cut into slices whatever way.

A phantom is a field of distances to the skin and to the brain. Slices are made when they are asked for, so a series of
two hundred costs no more memory than one.

>>> series = HeadSeries(Anatomy(nose=1.2), Acquisition(slices=40))
>>> len(series), series[0].pixel_format.rows
(40, 128)
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from pydicom.uid import CTImageStorage, MRImageStorage

from redactor.detectors._volume import interpolated
from redactor.model.image import Kinship, Place
from redactor.model.patient_space import Plane, plane_of
from tests.fakes import FakeImage
from tests.instances import header, save, with_pixels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Field = NDArray[np.float32]
    Points = tuple[Field, Field, Field]

STEP = 2.0
_LOW = (-104.0, -134.0, -176.0)
_FAR = np.float32(50.0)
"""The distance of what lies outside of the grid, in mm: there the difference to it is 0."""
_HIGH = (104.0, 116.0, 100.0)


@dataclass(frozen=True)
class Anatomy:
    """What tells one head from another: shares of what is usual."""

    wide: float = 1.0
    long: float = 1.0
    nose: float = 1.0
    chin: float = 1.0
    brow: float = 1.0
    ear: float = 1.0
    size: float = 1.0


@dataclass(frozen=True)
class Acquisition:
    """How slices are made.

    Attributes
    ----------
    orientation
        ``axial``, ``sagittal`` or ``coronal``; then turned by `slant`, in degrees about x and z.
    tilt
        How the head lies: nodding, turned and leaning, in degrees.
    step, pixel
        From slice to slice and from pixel to pixel, in mm.
    missing
        Numbers of slices, from 0, that nobody has.
    """

    modality: str = "MR"
    orientation: str = "axial"
    slices: int = 100
    step: float = 2.5
    pixel: float = 2.0
    size: int = 128
    tilt: tuple[float, float, float] = (0.0, 0.0, 0.0)
    slant: tuple[float, float] = (0.0, 0.0)
    noise: float = 0.03
    headrest: bool = False
    feet_first: bool = False
    missing: tuple[int, ...] = ()
    middle: tuple[float, float, float] = (0.0, 0.0, -38.0)


_AXES = {"axial": ((1, 0, 0), (0, 1, 0)), "sagittal": ((0, 1, 0), (0, 0, -1)), "coronal": ((1, 0, 0), (0, 0, -1))}


@dataclass(frozen=True)
class HeadSeries:
    """A series of slices through a head; each access makes one anew."""

    anatomy: Anatomy = Anatomy()
    acquisition: Acquisition = Acquisition()
    frame_of_reference: str = "1.2.3"
    _numbers: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return self.acquisition.slices - len(self.acquisition.missing)

    def __getitem__(self, index: int) -> SliceImage:
        if not 0 <= index < len(self):
            raise IndexError(index)
        kept = self._numbers.setdefault("", _kept(self.acquisition))
        return self.slice(kept[index])

    def plane(self, number: int) -> Plane:
        """Give the plane of a slice, from 0."""
        how = self.acquisition
        turn = _turned(how.slant[0], 0.0, how.slant[1])
        row, column = (turn @ np.array(way, float) for way in _AXES[how.orientation])
        if how.feet_first:
            row = -row
        normal = np.cross(row, column)
        middle = np.array(how.middle) + normal * how.step * (number - (how.slices - 1) / 2)
        corner = middle - (row + column) * how.pixel * (how.size - 1) / 2
        found = plane_of(corner.tolist(), [*row.tolist(), *column.tolist()], [how.pixel, how.pixel])
        assert found is not None
        return found

    def in_head(self, plane: Plane) -> NDArray[np.float64]:
        """Give the middles of the pixels of a plane in the head's own axes: shape (rows, columns, 3)."""
        size = self.acquisition.size
        columns, rows = np.meshgrid(np.arange(size) + 0.5, np.arange(size) + 0.5)
        turn = _turned(*self.acquisition.tilt)
        return np.asarray(plane.points(columns, rows) @ turn / self.anatomy.size)

    def distances(self, plane: Plane) -> tuple[Field, Field]:
        """Give how far pixels lie outside of skin and brain (negative inside), in mm."""
        points = self.in_head(plane)
        at = [(points[..., axis] - _LOW[axis]) / STEP for axis in (2, 1, 0)]
        skin, brain = (interpolated(each, *at) + _FAR for each in _fields(self.anatomy))
        return skin * self.anatomy.size, brain * self.anatomy.size

    def brain(self, number: int) -> NDArray[np.bool_]:
        """Say which pixels of a slice, from 0, are intracranial."""
        return np.asarray(self.distances(self.plane(number))[1] < 0)

    def slice(self, number: int) -> SliceImage:
        """Give a slice, from 0, whether somebody has it or not."""
        plane = self.plane(number)
        skin, brain = self.distances(plane)
        how = self.acquisition
        random = np.random.default_rng(number)
        tissue = np.clip(0.5 - skin / how.pixel, 0, 1)
        inside = np.clip(0.5 - brain / how.pixel, 0, 1)
        bone = np.clip((7 - np.abs(brain - 4) * 2) / 3, 0, 1) * tissue
        scalp = np.clip(1 - np.abs(skin + 3) / 3, 0, 1)
        if how.modality == "CT":
            values = -1000 + tissue * 1040 + bone * 800 - 100 * scalp * tissue * (1 - bone) - 5 * inside
            if how.headrest:
                points = self.in_head(plane)
                shell = np.abs(np.hypot(points[..., 0], points[..., 1] + 20) - 128) < 2.5
                values = np.where(shell & (points[..., 1] > 60), 100, values)
            noisy = values + random.normal(0, 1000 * how.noise / 2, values.shape)
            stored = np.clip(noisy, -1024, 3000).astype(np.int16)
        else:
            values = tissue * (450 + 350 * scalp) * (1 - 0.85 * bone) + 150 * inside * (1 - bone)
            real, imaginary = random.normal(0, 600 * how.noise, (2, *values.shape))
            stored = np.hypot(values + real, imaginary).astype(np.uint16)
        return SliceImage(
            (stored,),
            modality=how.modality,
            kinship=Kinship(frame_of_reference=self.frame_of_reference),
            place=Place("P", "1", "1.1", f"1.1.{number + 1}", number + 1),
            where=plane,
        )


def _kept(how: Acquisition) -> list[int]:
    return [number for number in range(how.slices) if number not in how.missing]


@dataclass(frozen=True)
class SliceImage(FakeImage):
    """A fake that lies in the patient, its stored values being modality values."""

    where: Plane | None = None

    def plane(self, number: int) -> Plane | None:
        """See `Image`."""
        return self.where if number == 1 else None


def file_of(one: SliceImage, path: Path) -> Path:
    """Write a slice as an instance of CT or MR."""
    plane = one.where
    assert plane is not None
    is_ct = one.modality == "CT"
    facts = {
        "SOPClassUID": CTImageStorage if is_ct else MRImageStorage,
        "Modality": one.modality,
        "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
        "InstanceNumber": str(one.place.number),
        "SeriesInstanceUID": "1.2.826.0.1.3680043.8.498.5",
        "FrameOfReferenceUID": "1.2.826.0.1.3680043.8.498.6",
        "ImagePositionPatient": [f"{value:.4f}" for value in plane.position],
        "ImageOrientationPatient": [f"{value:.6f}" for value in (*plane.along_row, *plane.along_column)],
        "PixelSpacing": [f"{plane.row_spacing:.4f}", f"{plane.column_spacing:.4f}"],
        **({"RescaleIntercept": "0", "RescaleSlope": "1"} if is_ct else {}),
    }
    return save(with_pixels(header(**facts), one.frames[0][None]), path)


def _turned(about_x: float, about_z: float, about_y: float) -> NDArray[np.float64]:
    """Give the matrix that nods, turns and leans."""
    (a, b, c) = (math.radians(each) for each in (about_x, about_z, about_y))
    nod = np.array([[1, 0, 0], [0, math.cos(a), -math.sin(a)], [0, math.sin(a), math.cos(a)]])
    turn = np.array([[math.cos(b), -math.sin(b), 0], [math.sin(b), math.cos(b), 0], [0, 0, 1]])
    lean = np.array([[math.cos(c), 0, math.sin(c)], [0, 1, 0], [-math.sin(c), 0, math.cos(c)]])
    return np.asarray(nod @ turn @ lean)


# --- the field ------------------------------------------------------------------------------------------------


@cache
def _fields(who: Anatomy) -> tuple[Field, Field]:
    """Give the distances to skin and brain, less `_FAR`, in a grid along the head's axes: shape (z, y, x), in mm."""
    at = [np.arange(low, high + STEP, STEP, dtype=np.float32) for low, high in zip(_LOW, _HIGH, strict=True)]
    z, y, x = np.meshgrid(at[2], at[1], at[0][at[0] >= 0], indexing="ij")
    halves = _skin((x, y, z), who) - _FAR, _brain((x, y, z), who) - _FAR
    return tuple(np.concatenate([half[:, :, :0:-1], half], axis=2) for half in halves)  # type: ignore[return-value]  # of two


def _skin(p: Points, who: Anatomy) -> Field:
    w, l = who.wide, who.long  # noqa: E741 - as in width and length
    d = _ellipsoid(p, (0, 0, 0), (75 * w, 95 * l, 88))
    d = _joined(d, _ellipsoid(p, (0, -36, -58), (60 * w, 56 * l, 78)), 14)
    d = _joined(d, _ellipsoid(p, (0, -78 * l, -118), (24, 17 + 6 * who.chin, 15)), 14)
    d = _joined(d, _ellipsoid(p, (38 * w, -62 * l, -62), (20, 20, 18)), 10)
    d = _joined(d, _capsule(p, (0, -84 * l, -14), (30, -84 * l, -14), (9 * who.brow, 9 * who.brow)), 8)
    d = _cut(d, _ellipsoid(p, (33, -99 * l, -36), (17, 17, 13)), 7)
    d = _joined(d, _ellipsoid(p, (32, -78 * l, -36), (12.5, 12.5, 12.5)), 2.5)
    d = _joined(d, _capsule(p, (0, -88 * l, -26), (0, -93 * l - 20 * who.nose, -66), (5, 9)), 6)
    d = _joined(d, _ellipsoid(p, (11, -96 * l - 6 * who.nose, -68), (8, 11, 8)), 4)
    d = _cut(d, _capsule(p, (6, -97 * l - 11 * who.nose, -76), (6, -90, -66), (3.5, 3)), 1.5)
    d = _joined(d, _capsule(p, (0, -96 * l - 2, -88), (20, -88 * l, -89), (5.5, 2.5)), 3)
    d = _joined(d, _capsule(p, (0, -95 * l - 1, -98), (18, -87 * l, -96), (6, 2.5)), 3)
    d = _cut(d, _capsule(p, (0, -104 * l, -93), (24, -92 * l, -93), (2.2, 1.8)), 1.5)
    d = _joined(d, _capsule(p, (0, 28, -90), (0, 40, -240), (52 * w, 56 * w)), 16)
    ear = _ellipsoid(p, (79 * w, 10, -38), (5, 17 * who.ear, 31 * who.ear))
    return _joined(d, _cut(ear, _ellipsoid(p, (85 * w, 8, -38), (6, 10 * who.ear, 20 * who.ear)), 2), 4)


def _brain(p: Points, who: Anatomy) -> Field:
    """Give the distance to what lies in the skull: over the floor of the front, two temporal lobes, the hindbrain."""
    w, l = who.wide, who.long  # noqa: E741 - as in width and length
    d = _ellipsoid(p, (0, 0, 0), (75 * w - 12, 95 * l - 13, 76))
    floor = -(p[2] + 14 + 0.10 * (p[1] + 90))
    d = _inside_both(d, floor, 4)
    temporal = _ellipsoid(p, (33 * w, -5 * l, -25), (25 * w, 44 * l, 24))
    behind = _ellipsoid(p, (0, 38, -30), (52 * w, 42 * l, 30))
    return np.minimum(d, np.minimum(temporal, behind))


def _ellipsoid(p: Points, middle: Sequence[float], half: Sequence[float]) -> Field:
    away = [(each - at) / size for each, at, size in zip(p, middle, half, strict=True)]
    return np.asarray((np.sqrt(away[0] ** 2 + away[1] ** 2 + away[2] ** 2) - 1) * min(half), np.float32)


def _capsule(p: Points, start: Sequence[float], end: Sequence[float], radii: tuple[float, float]) -> Field:
    way = np.subtract(end, start).astype(np.float32)
    away = [each - at for each, at in zip(p, start, strict=True)]
    share = np.clip(sum(each * one for each, one in zip(away, way, strict=True)) / float(way @ way), 0, 1)
    off = [each - share * one for each, one in zip(away, way, strict=True)]
    far = np.sqrt(off[0] ** 2 + off[1] ** 2 + off[2] ** 2)
    return np.asarray(far - (radii[0] + (radii[1] - radii[0]) * share), np.float32)


def _joined(one: Field, other: Field, width: float) -> Field:
    share = np.clip(0.5 + 0.5 * (other - one) / width, 0, 1)
    return np.asarray(other * (1 - share) + one * share - width * share * (1 - share), np.float32)


def _inside_both(one: Field, other: Field, width: float) -> Field:
    return -_joined(-one, -other, width)


def _cut(one: Field, other: Field, width: float) -> Field:
    return _inside_both(one, -other, width)
