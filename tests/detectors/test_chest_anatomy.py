"""Lungs, heart and bones in frontal chest radiographs; and what is none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from redactor import detectors, resources
from redactor.detectors import _chest_network, chest_anatomy
from redactor.detectors._chest import SURE, View, chest_of, gray_of, likeness, stated_view
from redactor.errors import MissingResource
from redactor.model.geometry import Bounds, Polygon
from redactor.model.image import Positioning
from redactor.model.region import Kind
from redactor.workflow.propose import propose
from tests import body_phantoms
from tests.benchmarks import anatomy
from tests.fakes import FakeImage

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from redactor.model.finding import Finding

    Gray = NDArray[np.uint8]

needs_images = pytest.mark.skipif(
    not (anatomy.SHARED / "cxr_masks").is_dir(), reason="the test images with masks of lungs are not there"
)


def found(gray: NDArray[Any], modality: str = "DX", **facts: Any) -> list[Finding]:
    image = FakeImage.of(gray, modality=modality, **facts)
    plugin = chest_anatomy.PLUGIN
    return list(plugin.propose(image, plugin.options(), lambda share: None))


def kinds(findings: list[Finding]) -> list[Kind]:
    return [finding.kind for finding in findings]


def test_a_chest_has_two_lungs_a_heart_and_more() -> None:
    made = body_phantoms.chest()
    findings = found(made.gray)
    assert kinds(findings)[:4] == [Kind.LUNG_FIELD, Kind.LUNG_FIELD, Kind.HEART, Kind.RIB_CAGE]
    assert kinds(findings).count(Kind.DIAPHRAGM) == 2
    lungs = anatomy.covered(findings, Kind.LUNG_FIELD, made.gray.shape)
    truth = made.truth["lung_field"]
    assert np.count_nonzero(lungs & truth) > 0.75 * np.count_nonzero(lungs | truth)
    heart = anatomy.covered(findings, Kind.HEART, made.gray.shape)
    assert np.count_nonzero(heart & made.truth["heart"]) > 0.8 * np.count_nonzero(made.truth["heart"])


def test_outlines_are_few_points_that_a_person_can_drag() -> None:
    for finding in found(body_phantoms.chest(1).gray):
        assert isinstance(finding.shape, Polygon)
        assert 3 <= len(finding.shape.points) <= 40
        assert 0 < finding.confidence < 1
        assert finding.suggestion == ("keep" if finding.kind is Kind.RIB else "ask")


def test_nobody_who_did_not_ask_gets_anatomy() -> None:
    known = detectors.available()
    assert {"chest_anatomy", "body_contour", "pelvis"}.isdisjoint(detectors.by_default(known))
    assert {"text", "film_edge"} <= set(detectors.by_default(known))
    image = FakeImage.of(body_phantoms.chest().gray, modality="DX")
    assert not any(run.id.startswith("chest") for run in propose(image).runs)
    asked = propose(image, ["chest_anatomy"])
    assert Kind.HEART in [item.finding.kind for item in asked.found]
    assert all(region.status != "accepted" for region in asked.regions())


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_film_is_outlined_where_it_lies_and_less_surely(turns: int) -> None:
    made = body_phantoms.chest()
    findings = found(np.rot90(made.gray, turns).copy())
    truth = np.rot90(made.truth["lung_field"], turns)
    lungs = anatomy.covered(findings, Kind.LUNG_FIELD, truth.shape)
    assert np.count_nonzero(lungs & truth) > 0.7 * np.count_nonzero(lungs | truth)
    assert max(finding.confidence for finding in findings) < 0.8


def test_an_inverted_film_is_outlined_less_surely() -> None:
    made = body_phantoms.chest()
    findings = found(255 - made.gray)
    lungs = anatomy.covered(findings, Kind.LUNG_FIELD, made.gray.shape)
    assert np.count_nonzero(lungs & made.truth["lung_field"]) > 0.7 * np.count_nonzero(made.truth["lung_field"])
    assert max(finding.confidence for finding in findings) < 0.8


def test_twelve_and_sixteen_bits_give_the_same_as_eight() -> None:
    gray = body_phantoms.chest().gray
    assert kinds(found(gray.astype(np.uint16) * 16))[:3] == kinds(found(gray))[:3]


@pytest.mark.parametrize(
    "positioning",
    [Positioning("CHEST", "LL"), Positioning("CHEST", "LATERAL"), Positioning("", "", ("399173006",))],
)
def test_a_lateral_view_is_not_outlined(positioning: Positioning) -> None:
    (finding,) = found(body_phantoms.chest().gray, positioning=positioning)
    assert (finding.kind, finding.suggestion, finding.reason) == (Kind.OTHER, "keep", chest_anatomy.LATERAL)


def test_what_the_header_calls_a_knee_is_none() -> None:
    assert stated_view(Positioning("KNEE", "AP")) is View.NOT_CHEST
    assert stated_view(Positioning("CHEST", "PA")) is None
    (finding,) = found(body_phantoms.chest().gray, positioning=Positioning("KNEE"))
    assert finding.reason == chest_anatomy.NOT_CHEST


def two_bodies() -> Gray:
    gray = body_phantoms.chest().gray
    return np.hstack([gray, body_phantoms.chest(2, lean=1).gray])


def cropped(share: float) -> Gray:
    gray = body_phantoms.chest().gray
    return gray[:, : round(share * gray.shape[1])].copy()


def child() -> Gray:
    gray = body_phantoms.chest(breasts=False).gray
    wide = np.asarray(cv2.resize(gray, (512, 380)))
    return np.pad(wide, ((20, 200), (60, 60)), mode="edge")


def implants() -> Gray:
    gray = body_phantoms.chest().gray.copy()
    cv2.circle(gray, (150, 330), 60, 235, -1)
    cv2.circle(gray, (360, 330), 60, 235, -1)
    cv2.rectangle(gray, (300, 120), (360, 170), 255, -1)
    return gray


def noise() -> Gray:
    return np.random.default_rng(0).integers(0, 256, (300, 260), np.uint8)


ODD: dict[str, Callable[[], Any]] = {
    "two bodies": two_bodies,
    "half a chest": lambda: cropped(0.5),
    "most of a chest": lambda: cropped(0.8),
    "child": child,
    "implants": implants,
    "noise": noise,
    "one pixel": lambda: np.array([[7]], np.uint8),
    "one row": lambda: np.arange(200, dtype=np.uint8)[None],
    "nothing": lambda: np.zeros((256, 256), np.uint8),
    "white": lambda: np.full((256, 256), 255, np.uint8),
    "a pelvis": lambda: body_phantoms.pelvis().gray,
    "a mammogram": lambda: body_phantoms.mammogram().gray,
    "colour": lambda: np.dstack([body_phantoms.chest().gray] * 3),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("detector", ["chest_anatomy", "body_contour", "pelvis"])
def test_odd_pictures_end_in_less_confidence_or_nothing(name: str, detector: str) -> None:
    image = FakeImage.of(ODD[name](), modality="CR")
    plugin = detectors.available()[detector]
    rows, columns = image.frames[0].shape[:2]
    for finding in plugin.propose(image, plugin.options(), lambda share: None):
        assert finding.shape.bounds.is_inside(rows=rows, columns=columns)
        assert 0 <= finding.confidence <= 1
        if finding.confidence == 0:
            assert (finding.kind, finding.suggestion) == (Kind.OTHER, "keep")


@pytest.mark.parametrize("name", ["noise", "nothing", "white", "a pelvis", "a mammogram", "half a chest"])
def test_what_is_no_whole_chest_is_not_called_one(name: str) -> None:
    assert chest_of(ODD[name]()).confidence < SURE


@pytest.mark.filterwarnings("ignore:invalid value encountered in cast:RuntimeWarning")
@pytest.mark.parametrize("detector", ["chest_anatomy", "body_contour"])
def test_floats_without_numbers_do_no_harm(detector: str) -> None:
    values = body_phantoms.chest().gray.astype(np.float32)
    values[100:200] = np.nan
    image = FakeImage.of(values, modality="DX")
    plugin = detectors.available()[detector]
    for finding in plugin.propose(image, plugin.options(), lambda share: None):
        assert finding.shape.bounds.is_inside(rows=512, columns=512)


def test_slices_and_cines_are_not_looked_at() -> None:
    assert found(body_phantoms.ct_slice()[0], "CT") == []
    assert found(body_phantoms.chest().gray, "US") == []
    image = FakeImage.of(*[body_phantoms.chest().gray] * 9, modality="DX")
    assert list(chest_anatomy.PLUGIN.propose(image, chest_anatomy.ChestAnatomyOptions(), lambda share: None)) == []


def test_each_of_two_frames_has_its_own_outlines() -> None:
    image = FakeImage.of(body_phantoms.chest().gray, body_phantoms.chest(1, lean=1).gray, modality="DX")
    findings = list(chest_anatomy.PLUGIN.propose(image, chest_anatomy.ChestAnatomyOptions(), lambda share: None))
    assert {finding.frames for finding in findings} == {(1,), (2,)}


def test_a_large_picture_is_reduced_whatever_its_proportions() -> None:
    image = FakeImage.of(np.zeros((3000, 17), np.uint8), modality="DX")
    assert gray_of(image, 1).shape == (512, 3)


def test_shares_that_overlap_or_lie_askew_are_no_chest() -> None:
    maps = np.zeros((96, 96, 3), np.float32)
    assert likeness(maps) == 0
    maps[20:70, 10:40, 0] = maps[20:70, 55:85, 1] = 1
    assert likeness(maps) == 0
    maps[40:70, 40:60, 2] = 1
    assert likeness(maps) == 1
    assert likeness(np.ascontiguousarray(maps[:, ::-1])) == 0


def test_the_network_is_the_one_that_was_tested(monkeypatch: pytest.MonkeyPatch) -> None:
    held = resources.path(_chest_network.MODEL).read_bytes()
    assert hashlib.sha256(held).hexdigest() == _chest_network.SHA_256
    assert len(held) < 256 << 10
    monkeypatch.setattr(_chest_network, "SHA_256", "0" * 64)
    _chest_network.weights.cache_clear()
    with pytest.raises(MissingResource):
        _chest_network.weights()
    monkeypatch.undo()
    _chest_network.weights.cache_clear()


@needs_images
@pytest.mark.slow
def test_lungs_and_heart_of_strangers_reach_their_goals() -> None:
    measured = list(anatomy.scores(anatomy.mask_cases(anatomy.SHARED)))
    assert len(measured) == 25
    assert anatomy.missed(measured) == []


@needs_images
def test_breasts_reach_their_goal() -> None:
    measured = list(anatomy.scores(anatomy.hand_cases(anatomy.SHARED)))
    assert len(measured) == 6
    assert anatomy.missed(measured) == []


def test_phantoms_reach_their_goals() -> None:
    measured = list(anatomy.scores(anatomy.phantom_cases()))
    assert {one.kind for one in measured} >= {Kind.BREAST, Kind.BODY_CONTOUR, Kind.GENITAL_REGION, Kind.HEART}
    assert anatomy.missed(measured) == []


def test_the_evaluator_tells_what_it_measured() -> None:
    box = Bounds(0, 0, 512, 512)
    case = next(anatomy.phantom_cases())
    (lung, heart) = list(anatomy.scores(iter([case])))
    assert lung.seconds > 0
    assert heart.false_area < 0.1
    lines = list(anatomy.table([lung, heart]))
    assert len(lines) == 4
    assert "lung_field" in lines[2]
    assert anatomy.picture([case], side=64, across=2).shape == (64, 128, 3)
    assert case.truth[Kind.HEART].shape == (box.rows, box.columns)
