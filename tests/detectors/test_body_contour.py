"""Outlines of bodies, collimated fields and breasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from redactor.detectors import body_contour
from redactor.detectors._body import body_of, darkened, field_of
from redactor.model.region import ALL, Kind
from tests import body_phantoms
from tests.benchmarks import anatomy
from tests.fakes import FakeImage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.finding import Finding


def found(*frames: NDArray[Any], modality: str = "CR", **facts: Any) -> list[Finding]:
    image = FakeImage.of(*frames, modality=modality, **facts)
    plugin = body_contour.PLUGIN
    return list(plugin.propose(image, plugin.options(), lambda share: None))


def coverage(findings: list[Finding], kind: Kind, truth: NDArray[np.bool_]) -> float:
    mask = anatomy.covered(findings, kind, truth.shape)
    return np.count_nonzero(mask & truth) / np.count_nonzero(truth)


@pytest.mark.parametrize("inverted", [False, True])
def test_a_body_and_its_breasts_are_covered(inverted: bool) -> None:
    made = body_phantoms.chest()
    findings = found(255 - made.gray if inverted else made.gray)
    assert coverage(findings, Kind.BODY_CONTOUR, made.truth["body_contour"]) >= 0.95
    assert coverage(findings, Kind.BREAST, made.truth["breast"]) >= 0.95
    listed = {finding.kind: finding.suggestion for finding in findings}
    assert listed == {Kind.BODY_CONTOUR: "keep", Kind.BREAST: "ask"}


def test_breasts_leave_the_lungs_free() -> None:
    made = body_phantoms.chest()
    assert coverage(found(made.gray), Kind.BREAST, made.truth["lung_field"]) < 0.1


def test_a_collimated_field_is_told_from_air() -> None:
    made = body_phantoms.chest()
    framed = np.zeros((640, 600), np.uint8)
    framed[70:582, 50:562] = np.maximum(made.gray, 40)
    field = [one for one in found(framed) if one.kind is Kind.COLLIMATED_FIELD]
    (finding,) = field
    inside = np.zeros(framed.shape, np.bool_)
    inside[70:582, 50:562] = True
    mask = anatomy.covered(field, Kind.COLLIMATED_FIELD, framed.shape)
    assert np.count_nonzero(mask & inside) > 0.99 * np.count_nonzero(inside)
    assert np.count_nonzero(mask & ~inside) < 0.05 * framed.size
    assert finding.suggestion == "keep"


@pytest.mark.parametrize("left", [True, False])
def test_the_breast_of_a_mammogram_is_covered_and_its_marker_is_not(left: bool) -> None:
    made = body_phantoms.mammogram(left=left)
    findings = found(made.gray, modality="MG")
    assert coverage(findings, Kind.BREAST, made.truth["breast"]) >= 0.95
    marker = made.gray >= 228
    marker[60:] = False
    assert coverage(findings, Kind.BREAST, marker) < 0.1


def test_a_table_is_no_body() -> None:
    values, body = body_phantoms.ct_slice()
    findings = found(values, modality="CT")
    mask = anatomy.covered(findings, Kind.BODY_CONTOUR, body.shape)
    assert np.count_nonzero(mask & body) >= 0.99 * np.count_nonzero(body)
    assert np.count_nonzero(mask & ~body) < 0.03 * body.size


def test_each_slice_has_its_outline_and_very_many_have_one() -> None:
    values, body = body_phantoms.ct_slice()
    small, other = values[::4, ::4], np.roll(values[::4, ::4], 10, axis=1)
    findings = found(small, other, modality="CT")
    assert [finding.frames for finding in findings] == [(1,), (2,)]
    many = found(*[small] * 64, other, modality="CT")
    assert {finding.frames for finding in many} == {ALL}
    assert coverage(many, Kind.BODY_CONTOUR, np.roll(body[::4, ::4], 10, axis=1)) >= 0.95


def test_the_noise_of_an_mr_is_no_body() -> None:
    made = body_phantoms.mr_slice()
    mask = anatomy.covered(found(made.gray, modality="MR"), Kind.BODY_CONTOUR, made.gray.shape)
    assert np.count_nonzero(mask & made.truth["body_contour"]) >= 0.99 * np.count_nonzero(made.truth["body_contour"])
    assert np.count_nonzero(mask & ~made.truth["body_contour"]) < 0.05 * mask.size


@pytest.mark.parametrize("modality", ["CR", "MG", "CT", "MR"])
def test_where_nothing_stands_out_it_says_so(modality: str) -> None:
    (finding,) = found(np.full((128, 128), 90, np.uint8), modality=modality)
    assert (finding.kind, finding.suggestion, finding.reason) == (Kind.OTHER, "keep", body_contour.NO_BODY)


def test_other_modalities_are_not_looked_at() -> None:
    assert found(body_phantoms.chest().gray, modality="US") == []
    assert found(np.zeros((10, 10), np.uint8)) == []


def test_parts_of_a_body() -> None:
    legs = np.zeros((200, 200), np.uint8)
    legs[:, 30:80] = legs[:, 120:170] = 150
    assert np.count_nonzero(body_of(legs, pieces=0.15)[100]) == pytest.approx(100, abs=8)
    assert np.count_nonzero(body_of(legs)[100]) == pytest.approx(50, abs=4)
    assert not body_of(np.zeros((2, 2), np.uint8)).any()
    assert not body_of(legs, np.zeros_like(legs)).any()
    assert (field_of(np.zeros((60, 60), np.uint8)) == 255).all()
    assert (darkened(255 - legs) == legs).all()
    assert (darkened(legs) == legs).all()
