"""A case is what was opened together: series in order, and a word on everything that was not opened."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from redactor.errors import NoInput, NotDicom, TwoPatients, Unreadable
from redactor.workflow.case import open_case
from redactor.workflow.project import Project
from tests.instances import capture, ct_slice
from tests.runs import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def test_images_are_sorted_by_number_within_their_series(tmp_path: Path) -> None:
    for name, series, number in (("a", "1.1", 10), ("b", "1.1", 9), ("c", "1.2", 1), ("d", "1.1", -1)):
        capture(tmp_path / name, SeriesInstanceUID=series, InstanceNumber=number)
    case = open_case([tmp_path], PROJECT.replacements.subject_key)
    assert [[image.path.name for image in series.images] for series in case.series] == [["d", "b", "a"], ["c"]]
    assert [series.modality for series in case.series] == ["OT", "OT"]
    assert [image.path.name for image in case.images] == ["d", "b", "a", "c"]
    assert case.problems == ()


def test_the_first_plan_knows_every_image_and_hides_nothing(tmp_path: Path) -> None:
    capture(tmp_path / "a", frames=3)
    ct_slice(tmp_path / "b", SeriesInstanceUID="2.25.9")
    case = open_case([tmp_path], PROJECT.replacements.subject_key)
    assert case.plan.regions == ()
    for image, subject in zip(case.images, case.plan.subjects, strict=True):
        assert subject == image.subject
        assert subject.fits(image.image.pixel_format)
        assert case.plan.fitting_plan_for(image.key, image.image.pixel_format).regions == ()


def test_keys_depend_on_the_project_and_on_the_file(tmp_path: Path) -> None:
    capture(tmp_path / "a", SOPInstanceUID="2.25.5")
    capture(tmp_path / "b", SOPInstanceUID="2.25.5")
    keys = [image.key for image in open_case([tmp_path], PROJECT.replacements.subject_key).images]
    assert len(set(keys)) == 2
    assert keys == [image.key for image in open_case([tmp_path], PROJECT.replacements.subject_key).images]
    assert not set(keys) & {
        image.key for image in open_case([tmp_path], Project.ephemeral().replacements.subject_key).images
    }


def test_no_repr_shows_a_path_or_a_value(tmp_path: Path) -> None:
    capture(tmp_path / "SECRETNAME.dcm")
    (tmp_path / "SECRETNAME.txt").write_text("no image")
    shown = repr(open_case([tmp_path], PROJECT.replacements.subject_key))
    assert "SECRETNAME" not in shown
    assert "CANARY" not in shown
    assert "2.25.100" not in shown


def test_what_cannot_be_opened_is_a_problem_with_its_reason(tmp_path: Path) -> None:
    capture(tmp_path / "a")
    (tmp_path / "b").write_text("no image")
    case = open_case([tmp_path], PROJECT.replacements.subject_key)
    assert len(case.images) == 1
    ((path, error),) = [(problem.path, problem.error) for problem in case.problems]
    assert path == tmp_path / "b"
    assert isinstance(error, NotDicom)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_what_is_no_file_is_a_problem_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    ((path, error),) = [
        (problem.path, problem.error) for problem in open_case([tmp_path], PROJECT.replacements.subject_key).problems
    ]
    assert path == tmp_path / "pipe"
    assert isinstance(error, Unreadable)


def test_images_of_two_patients_in_one_series_are_all_kept_back(tmp_path: Path) -> None:
    capture(tmp_path / "a", PatientID="1")
    capture(tmp_path / "b", PatientID="2")
    capture(tmp_path / "c", PatientID="2", SeriesInstanceUID="2.25.9")
    case = open_case([tmp_path], PROJECT.replacements.subject_key)
    assert [image.path.name for image in case.images] == ["c"]
    assert [problem.path.name for problem in case.problems] == ["a", "b"]
    assert all(isinstance(problem.error, TwoPatients) for problem in case.problems)


def test_progress_counts_the_files_and_may_cancel(tmp_path: Path) -> None:
    for name in "abc":
        capture(tmp_path / name)
    counts: list[int] = []
    open_case([tmp_path], PROJECT.replacements.subject_key, counts.append)
    assert counts == [1, 2, 3]

    def cancel(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_case([tmp_path], PROJECT.replacements.subject_key, cancel)


def test_a_path_that_leads_nowhere_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(NoInput):
        open_case([tmp_path / "missing"], PROJECT.replacements.subject_key)
