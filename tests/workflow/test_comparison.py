"""Before/after pictures stay in the local folder, and show what the mask did."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from redactor.model.plan import RedactionPlan
from redactor.workflow.batch import run
from redactor.workflow.comparison import side_by_side, write_comparisons
from redactor.workflow.output import prepare_output
from tests.folders import contents
from tests.instances import capture, hiding, ultrasound_cine


def test_two_pictures_stand_beside_one_another_with_a_gap() -> None:
    before, after = np.full((4, 3, 3), 10, np.uint8), np.full((4, 5, 3), 20, np.uint8)
    pair = side_by_side(before, after)
    assert pair.shape[0] == 4
    np.testing.assert_array_equal(pair[:, :3], before)
    np.testing.assert_array_equal(pair[:, -5:], after)


def test_each_finished_image_gets_one_and_nothing_of_it_is_in_the_output(tmp_path: Path) -> None:
    capture(tmp_path / "in" / "a.dcm", rows=40, columns=60)
    ultrasound_cine(tmp_path / "in" / "b.dcm")
    (tmp_path / "in" / "c.txt").write_text("no image")
    output = prepare_output(tmp_path / "out", [tmp_path / "in"])
    items = run([tmp_path / "in"], output, plan=hiding((0, 0, 20, 10)))
    before = contents(output.destination)
    folder = write_comparisons(items, output)
    assert folder.is_relative_to(output.local)
    assert contents(output.destination) == before
    names = ["-".join(Path(item.output).with_suffix(".png").parts) for item in items if item.output]
    assert sorted(contents(folder)) == sorted(names) != []
    picture = cv2.imread(str(folder / names[0]))
    assert picture.shape == (40, 60 + 8 + 60, 3)
    assert (picture[:10, 68:88] == 0).all()
    assert (picture[:10, :20] != 0).any()


def test_the_same_frame_is_shown_on_both_sides(tmp_path: Path) -> None:
    source = capture(tmp_path / "a.dcm", rows=10, columns=12, frames=3)
    output = prepare_output(tmp_path / "out", [source])
    items = run([source], output, plan=RedactionPlan(dropped_frames=(1,)))
    folder = write_comparisons(items, output)
    (name,) = contents(folder)
    picture = cv2.imread(str(folder / name))
    np.testing.assert_array_equal(picture[:, :12], picture[:, -12:])


def test_large_images_are_shown_smaller(tmp_path: Path) -> None:
    capture(tmp_path / "a.dcm", rows=4, columns=2000)
    output = prepare_output(tmp_path / "out", [tmp_path / "a.dcm"])
    folder = write_comparisons(run([tmp_path / "a.dcm"], output, plan=hiding((0, 0, 1, 1))), output)
    (name,) = contents(folder)
    assert cv2.imread(str(folder / name)).shape == (2, 900 + 8 + 900, 3)


@pytest.mark.parametrize("limit", [0, 1])
def test_there_are_no_more_than_the_limit(limit: int, tmp_path: Path) -> None:
    for name in "ab":
        capture(tmp_path / "in" / name)
    output = prepare_output(tmp_path / "out", [tmp_path / "in"])
    items = run([tmp_path / "in"], output, plan=hiding((0, 0, 1, 1)))
    assert len(contents(write_comparisons(items, output, limit))) == limit
