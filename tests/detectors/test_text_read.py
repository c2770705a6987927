"""What is read decides: identities are hidden, what is harmless is kept, the rest is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from redactor.detectors import _models
from redactor.detectors.text import MOST_FINDINGS, PLUGIN, TextOptions
from redactor.errors import MissingResource
from redactor.model.finding import proposed_region
from redactor.model.mask import region_mask
from tests.detectors.test_text import Ink, flat, noise, written
from tests.fakes import FakeImage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from redactor.model.finding import Finding


def findings(values: NDArray[Any], **facts: Any) -> list[Finding]:
    return list(PLUGIN.propose(FakeImage.of(values, **facts), TextOptions(), lambda share: None))


def hidden(found: list[Finding], ink: Ink) -> float:
    """Give the share of ink that findings to hide, or to ask about, cover."""
    pixels = FakeImage.of(np.zeros(ink.mask.shape, np.uint8)).pixel_format
    mask = np.zeros(ink.mask.shape, np.bool_)
    for finding in found:
        if finding.suggestion != "keep":
            mask |= region_mask(proposed_region(finding, region_id="f", detector="text@2"), pixels)
    return float(mask[ink.mask].mean())


@pytest.mark.parametrize(
    ("words", "suggestion"),
    [
        ("01.05.1961", "hide"),
        ("10:42:05", "hide"),
        ("MRN 4711815", "hide"),
        ("Patient name", "hide"),
        ("MUSTERMANN", "ask"),
        ("120 kV 80 mA", "keep"),
        ("PORTABLE", "keep"),
        ("SUPINE", "keep"),
    ],
)
def test_a_line_is_judged_by_what_it_says(words, suggestion):
    found = findings(written(words, rows=14).on(noise(60, 3), 240))
    assert [finding.suggestion for finding in found] == [suggestion]
    assert words not in found[0].reason
    assert words not in repr(found[0])


@pytest.mark.parametrize("rows", [8, 12, 24, 40])
@pytest.mark.parametrize(("ground", "value"), [(0, 255), (200, 90)])
def test_letters_of_any_size_are_covered_closely(rows, ground, value):
    ink = written("DOE 1961", rows=rows)
    found = findings(ink.on(flat(ground), value))
    assert hidden(found, ink) > 0.98
    at_rows, at_columns = np.nonzero(ink.mask)
    area = (np.ptp(at_rows) + 1) * (np.ptp(at_columns) + 1)
    assert sum(finding.shape.bounds.rows * finding.shape.bounds.columns for finding in found) < 2 * area + 400


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("is_mirrored", [False, True])
def test_turned_and_mirrored_text_is_covered(turns, is_mirrored):
    ink = written(rows=16, column=60)
    values = ink.on(noise(100, 5), 230)
    shown, mask = ((each[:, ::-1] if is_mirrored else each) for each in (values, ink.mask))
    found = findings(np.ascontiguousarray(np.rot90(shown, turns)))
    assert hidden(found, Ink(np.ascontiguousarray(np.rot90(mask, turns)))) > 0.95


@pytest.mark.parametrize("angle", [-30, -12, 12, 30])
def test_slanted_text_is_covered(angle):
    drawn = written("DOE JANE 1961", rows=16, column=100).on(flat(0), 255)
    turn = cv2.getRotationMatrix2D((drawn.shape[1] / 2, drawn.shape[0] / 2), angle, 1)
    drawn = cv2.warpAffine(drawn, turn, drawn.shape[::-1])
    assert hidden(findings(drawn), Ink(drawn > 128)) > 0.95


@pytest.mark.parametrize("ground", [flat(0), noise(100, 20), noise(100, 20, blur=2), noise(90, 30, blur=4)])
def test_where_nothing_is_written_nothing_is_hidden(ground):
    assert [finding for finding in findings(ground) if finding.suggestion != "keep"] == []


def test_a_letter_of_laterality_is_kept():
    found = findings(written("R", rows=40, column=300, row=40).on(noise(60, 3), 250))
    assert [finding.suggestion for finding in found] == ["keep"]


def test_initials_beside_a_letter_of_laterality_are_hidden():
    ink = written("L", rows=60, column=500, row=300, shape=(1000, 1000))
    initials = written("JD", rows=26, column=500, row=380, shape=(1000, 1000))
    ground = np.tile(np.linspace(40, 160, 1000).astype(np.uint8), (1000, 1))
    drawn = cv2.GaussianBlur(initials.on(ink.on(ground, 235), 235), (0, 0), 1)
    assert hidden(findings(drawn, modality="DX"), initials) > 0.95


@pytest.mark.parametrize("shape", [(1, 1), (1, 2000), (2000, 1), (4, 4), (17, 23)])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16])
def test_images_of_any_form_are_answered(shape, dtype):
    random = np.random.default_rng(1)
    assert len(findings(random.integers(0, 100, shape).astype(dtype))) <= MOST_FINDINGS
    assert findings(np.zeros(shape, dtype)) == []


@pytest.fixture
def _without_models(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(_models.metadata, "files", lambda package: [])
    _models.content.cache_clear()
    yield
    _models.content.cache_clear()


@pytest.mark.usefixtures("_without_models")
def test_without_its_models_it_says_so_after_what_the_letters_tell():
    ink = written(rows=14)
    search = PLUGIN.propose(FakeImage.of(ink.on(flat(0), 255)), TextOptions(), lambda share: None)
    found = []
    with pytest.raises(MissingResource):
        found.extend(search)
    assert hidden(found, ink) == 1


def test_findings_are_the_same_each_time():
    drawn = written("DOE 01.05.1961", rows=13).on(noise(90, 8), 200)
    assert findings(drawn) == findings(drawn)
