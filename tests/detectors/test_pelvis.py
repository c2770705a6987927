"""The genital region on films of pelvis and abdomen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from redactor.detectors import pelvis
from redactor.model.geometry import Polygon, Rectangle
from redactor.model.image import Positioning
from redactor.model.region import Kind
from tests import body_phantoms
from tests.benchmarks import anatomy
from tests.fakes import FakeImage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.finding import Finding

PELVIS = Positioning("PELVIS", "AP")


def found(gray: NDArray[Any], positioning: Positioning, modality: str = "DX") -> list[Finding]:
    image = FakeImage.of(gray, modality=modality, positioning=positioning)
    return list(pelvis.PLUGIN.propose(image, pelvis.PelvisOptions(), lambda share: None))


@pytest.mark.parametrize("thighs", [True, False])
@pytest.mark.parametrize("shift", [-0.05, 0.0, 0.05])
@pytest.mark.parametrize("inverted", [False, True])
def test_the_region_about_the_symphysis_is_covered(thighs: bool, shift: float, inverted: bool) -> None:
    made = body_phantoms.pelvis(thighs=thighs, shift=shift)
    (finding,) = found(255 - made.gray if inverted else made.gray, PELVIS)
    truth = made.truth["genital_region"]
    mask = anatomy.covered([finding], Kind.GENITAL_REGION, truth.shape)
    assert np.count_nonzero(mask & truth) > 0.85 * np.count_nonzero(truth)
    assert np.count_nonzero(mask) < 0.25 * mask.size
    assert isinstance(finding.shape, Polygon)
    assert len(finding.shape.points) <= 40
    assert finding.suggestion == "ask"
    assert finding.confidence == (0.6 if thighs else 0.35)


@pytest.mark.parametrize(
    "positioning",
    [
        Positioning("PERINEUM"),
        Positioning("SCROTUM", "AP"),
        Positioning("PELVIS", "PERINEAL"),
        Positioning("PELVIS", "", ("38864007",)),
        Positioning("", "", ("T-D2700",)),
    ],
)
def test_a_film_of_the_perineum_is_proposed_as_a_whole(positioning: Positioning) -> None:
    (finding,) = found(body_phantoms.pelvis().gray, positioning)
    assert finding.shape == Rectangle(0, 0, 512, 512)
    assert (finding.kind, finding.suggestion) == (Kind.GENITAL_REGION, "ask")


def test_on_a_film_of_the_abdomen_it_lies_low() -> None:
    (finding,) = found(body_phantoms.pelvis(thighs=False).gray, Positioning("ABDOMEN", "AP"))
    assert finding.kind is Kind.GENITAL_REGION
    assert finding.shape.bounds.row > 0.7 * 512


@pytest.mark.parametrize(
    ("gray", "positioning", "reason"),
    [
        (body_phantoms.pelvis().gray, Positioning(), pelvis.UNKNOWN),
        (body_phantoms.pelvis().gray, Positioning("CHEST", "PA"), pelvis.UNKNOWN),
        (body_phantoms.pelvis().gray, Positioning("PELVIS", "LL"), pelvis.LATERAL),
        (np.zeros((128, 128), np.uint8), PELVIS, pelvis.NOWHERE),
    ],
)
def test_else_it_says_why_there_is_nothing(gray: NDArray[Any], positioning: Positioning, reason: str) -> None:
    (finding,) = found(gray, positioning)
    assert (finding.kind, finding.suggestion, finding.reason) == (Kind.OTHER, "keep", reason)


def test_slices_are_not_looked_at() -> None:
    assert found(body_phantoms.pelvis().gray, PELVIS, "CT") == []
    assert found(np.zeros((9, 9), np.uint8), PELVIS) == []
