"""The head in a series: its face proposed on each slice, its surface shown before and after."""

from __future__ import annotations

import numpy as np
import pytest

from redactor.gui.surface.dialog import SurfaceDialog
from redactor.gui.worker import Refused
from redactor.model.region import Kind, Status
from redactor.workflow.surface import Look, Surface
from tests.heads import Acquisition, Anatomy, HeadSeries, file_of

COARSE = Acquisition(modality="CT", size=72, pixel=3.6, slices=40, step=6.4)


@pytest.fixture
def head(tmp_path):
    series = HeadSeries(Anatomy(nose=1.2), COARSE)
    return [file_of(series.slice(number), tmp_path / f"{number}.dcm") for number in range(COARSE.slices)]


def surface(before, after, *, is_masked=True):
    picture = np.full((20, 20), 90, np.uint8)
    scores = None if before is None else (before, after)
    return Surface(tuple(Look(turn, picture, picture, scores) for turn in (-40, 0, 40)), True, is_masked)


def test_a_single_image_has_no_surface(driver, tmp_path):
    driver.open(file_of(HeadSeries(Anatomy(), COARSE).slice(20), tmp_path / "a.dcm"))
    for name in ("find_face", "surface"):
        assert not driver.window.actions_by_id[name].isEnabled()
        assert "CT or MR" in driver.window.actions_by_id.obstacle(name)


def test_a_face_is_proposed_on_slices_and_hides_until_somebody_decides(driver, head):
    driver.open(*head)
    driver.window.actions_by_id["find_face"].trigger()
    driver.until(lambda: not driver.window.surface.work.is_running)
    regions = driver.window.session.plan.regions
    assert sum(region.kind is Kind.FACE for region in regions) >= 10
    assert {region.kind for region in regions} >= {Kind.FACE, Kind.EAR}
    assert {region.status for region in regions} == {Status.PROPOSED}
    assert all(region.scope.instances != "all" for region in regions)
    driver.window.actions_by_id["find_face"].trigger()
    driver.until(lambda: not driver.window.surface.work.is_running)
    assert len(driver.window.session.plan.regions) == len(regions)


def test_a_series_that_is_no_head_gets_no_proposal(driver, tmp_path):
    how = Acquisition(modality="CT", size=40, pixel=4, slices=10, step=4, middle=(0, 0, 400))
    driver.open(*(file_of(HeadSeries(Anatomy(), how).slice(at), tmp_path / f"{at}.dcm") for at in range(10)))
    before = driver.window.session.plan.regions
    driver.window.actions_by_id["find_face"].trigger()
    driver.until(lambda: not driver.window.surface.work.is_running)
    assert driver.window.session.plan.regions == before
    assert "No head can be found" in driver.window.statusBar().currentMessage()


@pytest.mark.slow
def test_the_window_shows_both_surfaces(driver, head):
    driver.open(*head[::2], *head[1::2])
    driver.window.actions_by_id["surface"].trigger()
    dialog = driver.window.findChild(SurfaceDialog)
    driver.until(lambda: dialog.pictures[0][0].pixmap().width() > 100)
    assert "Nothing of this series is masked" in dialog.verdict.text() or "No face detector" in dialog.verdict.text()
    assert dialog.pictures[1][2].accessibleName() == "As masked now: From the patient's left"
    dialog.close()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (surface(0.9, 0.2), "finds a face before (90 %), and none as masked (20 %)"),
        (surface(0.9, 0.6), "▲ A face detector still finds a face (90 %; masked: 60 %)"),
        (surface(0.3, 0.2), "no face even before"),
        (surface(0.999, 0.999, is_masked=False), "▲ Nothing of this series is masked. A face detector says: 99 %."),
        (surface(None, None), "No face detector is installed"),
        (None, "can't be rendered"),
        (Refused("Unreadable", (("reason", "torn"),)), "torn"),
    ],
)
def test_what_was_found_is_said_and_never_as_a_proof(window, answer, said):
    dialog = SurfaceDialog(window)
    dialog.show_answer(answer)
    assert said in dialog.verdict.text()
    assert "no proof" in dialog.caveat.text()
    assert dialog.windowTitle() == "Surface of the head"
    dialog.deleteLater()
