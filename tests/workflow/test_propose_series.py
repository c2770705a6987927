"""Detectors that look at a series as a whole: one image open at a time, failures told, and what the surface shows."""

from __future__ import annotations

import numpy as np
import pytest

from redactor.errors import SetAside, UnknownPlugin
from redactor.model.geometry import Rectangle
from redactor.model.plan import RedactionPlan
from redactor.model.region import Kind, Region
from redactor.workflow.propose_series import (
    FileImages,
    found_in_series,
    propose_series,
    propose_series_of_files,
    series_wide,
)
from redactor.workflow.surface import surface_of
from tests.heads import Acquisition, Anatomy, HeadSeries, file_of
from tests.instances import ct_slice

COARSE = Acquisition(modality="CT", size=72, pixel=3.6, slices=40, step=6.4)


@pytest.fixture(scope="module")
def head():
    return HeadSeries(Anatomy(nose=1.2), COARSE)


@pytest.fixture(scope="module")
def files(head, tmp_path_factory):
    folder = tmp_path_factory.mktemp("head")
    return [file_of(head.slice(number), folder / f"{number:02}.dcm") for number in range(COARSE.slices)]


def test_an_image_is_opened_when_it_is_asked_for_and_the_last_one_stays(files):
    images = FileImages(files)
    assert len(images) == COARSE.slices
    first = images[3]
    assert images[3] is first
    assert images[4].place.number == 5
    assert images[3] is not first


def test_a_file_that_is_gone_is_set_aside(files, tmp_path):
    with pytest.raises(SetAside):
        propose_series_of_files([*files[:9], tmp_path / "gone.dcm"], ["face"])


def test_only_detectors_of_series_are_asked(files):
    assert "face" in series_wide()
    assert series_wide(["text", "face", "unknown"]) == ("face",)
    assert propose_series(FileImages(files[:2]), ["barcode"]).runs == ()
    with pytest.raises(UnknownPlugin):
        propose_series(FileImages(files[:2]), ["unknown"])


def test_what_is_found_goes_to_its_own_image_with_a_name_of_its_own(files, tmp_path):
    other = ct_slice(tmp_path / "other.dcm", SeriesInstanceUID="2.25.7")
    found, runs = found_in_series([*files, other, tmp_path / "gone.dcm"], ["face"])
    assert {run.id for run in runs} == {"face@1"}
    assert not any(run.problem for run in runs)
    assert other not in found
    assert len(found) >= 10
    names = [item.id for items in found.values() for item in items]
    assert len(names) == len(set(names))
    assert {item.finding.kind for items in found.values() for item in items} == {Kind.FACE, Kind.EAR}


def test_a_fault_of_a_detector_is_told_by_its_kind(files, monkeypatch):
    monkeypatch.setattr("redactor.detectors.face.slices_of", lambda images: images.nothing)
    with pytest.raises(AttributeError):
        propose_series(FileImages(files[:2]), ["face"])

    def broken(images):
        raise ValueError("SECRET")

    monkeypatch.setattr("redactor.detectors.face.slices_of", broken)
    (run,) = propose_series(FileImages(files[:2]), ["face"]).runs
    assert run.problem == "ValueError"


def test_what_no_stack_is_has_no_surface(head):
    assert surface_of([head[index] for index in range(4)], [RedactionPlan()] * 4) is None


@pytest.mark.slow
def test_a_mask_is_air_on_the_surface(head):
    images = [head[index] for index in range(len(head))]
    whole = RedactionPlan((Region("r", Rectangle(0, 0, 72, 72)),))
    kept = surface_of(images, [RedactionPlan()] * len(images), turns=(0.0,))
    assert kept is not None
    assert kept.is_head
    assert not kept.is_masked
    assert np.array_equal(kept.looks[0].before, kept.looks[0].after)
    gone = surface_of(images, [whole] * len(images), turns=(0.0,))
    assert gone is not None
    assert gone.is_masked
    assert gone.looks[0].before.any()
    assert not gone.looks[0].after.any()
