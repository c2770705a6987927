"""A case is there with its first image, grows while files are read, and ends as if all had been read at once."""

from __future__ import annotations

import shutil

import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MediaStorageDirectoryStorage, generate_uid

from redactor.errors import IsDicomdir, TwoPatients, Unreadable, UnreadableAttributes
from redactor.workflow import case as case_module
from redactor.workflow import listing
from redactor.workflow.case import Reading, growing_case, open_case
from tests.instances import capture, ct_slice
from tests.runs import PROJECT

KEY = PROJECT.replacements.subject_key


@pytest.fixture
def no_pauses(monkeypatch):
    monkeypatch.setattr(case_module, "_FIRST_PAUSE", 0)
    monkeypatch.setattr(case_module, "monotonic", lambda: 0.0)


def disc(folder, *paths):
    """Write a medium with a DICOMDIR."""
    directory = Dataset()
    directory.FileSetID = ""
    directory.DirectoryRecordSequence = []
    for number, path in enumerate(paths, 1):
        record = Dataset()
        record.DirectoryRecordType = "IMAGE"
        record.ReferencedFileID = ["IMAGES", f"IM{number:06}"]
        directory.DirectoryRecordSequence.append(record)
        (folder / "IMAGES").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / "IMAGES" / f"IM{number:06}")
    directory.file_meta = FileMetaDataset()
    directory.file_meta.MediaStorageSOPClassUID = MediaStorageDirectoryStorage
    directory.file_meta.MediaStorageSOPInstanceUID = generate_uid()
    directory.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    directory.save_as(folder / "DICOMDIR", enforce_file_format=True)
    return folder / "DICOMDIR"


def test_there_is_more_after_each_image_and_the_last_is_the_whole(tmp_path, no_pauses):
    for number in (3, 1, 2):
        ct_slice(tmp_path / f"{4 - number}", InstanceNumber=number)
    parts = list(growing_case([tmp_path], KEY))
    assert [len(part.images) for part in parts] == [1, 2, 3, 3]
    assert [part.is_complete for part in parts] == [False, False, False, True]
    assert parts[-1] == open_case([tmp_path], KEY)
    assert [image.image.place.number for image in parts[1].images] == [2, 3]


def test_pauses_grow_so_that_a_large_case_is_not_built_too_often(tmp_path):
    for number in range(40):
        capture(tmp_path / f"{number:02}", InstanceNumber=number)
    parts = list(growing_case([tmp_path], KEY))
    assert len(parts[0].images) == 1
    assert len(parts) <= 12


def test_a_second_patient_takes_the_series_back(tmp_path, no_pauses):
    capture(tmp_path / "1", PatientID="1")
    capture(tmp_path / "2", PatientID="2")
    first, *_, last = growing_case([tmp_path], KEY)
    assert len(first.images) == 1
    assert last.images == ()
    assert [type(problem.error) for problem in last.problems] == [TwoPatients, TwoPatients]


def test_enough_ends_with_what_was_read(tmp_path, no_pauses):
    for number in range(5):
        capture(tmp_path / str(number), SeriesInstanceUID=f"2.25.{number}")
    counted = []
    reading = Reading(lambda done, total: counted.append(done), is_enough=lambda: len(counted) >= 5 + 2)
    seen = list(growing_case([tmp_path], KEY, reading))
    assert seen[-1].is_complete
    assert len(seen[-1].images) + seen[-1].unread == 5
    assert seen[-1].unread >= 2


def test_many_files_are_a_question(tmp_path, monkeypatch):
    monkeypatch.setattr(listing, "MANY", 4)
    for number in range(6):
        capture(tmp_path / str(number))
    asked, counted = [], []

    def limit(count):
        asked.append(count)
        return 4

    reading = Reading(lambda done, total: counted.append((done, total)), limit)
    *_, case = growing_case([tmp_path], KEY, reading)
    assert asked == [6]
    assert (len(case.images), case.unread) == (4, 2)
    assert counted[:6] == [(number, 0) for number in range(1, 7)]
    assert counted[-1] == (4, 4)


def test_a_medium_that_is_pulled_out_is_an_error_of_each_file_that_was_left(tmp_path):
    for number in range(4):
        capture(tmp_path / "medium" / str(number), InstanceNumber=number)

    def pull_out(done, total):
        if total and done == 2:
            shutil.rmtree(tmp_path / "medium")

    *_, case = growing_case([tmp_path / "medium"], KEY, Reading(pull_out))
    assert len(case.images) == 2
    assert [type(problem.error) for problem in case.problems] == [Unreadable, Unreadable]


def test_a_directory_stands_for_the_files_that_it_names(tmp_path):
    disc(tmp_path / "disc", *(ct_slice(tmp_path / "in" / str(number), InstanceNumber=number) for number in (1, 2)))
    (tmp_path / "disc" / "AUTORUN.EXE").write_bytes(b"rubbish")
    case = open_case([tmp_path / "disc" / "DICOMDIR"], KEY)
    assert len(case.images) == 2
    assert case.problems == ()
    case.images[0].path.unlink()
    case = open_case([tmp_path / "disc" / "DICOMDIR", tmp_path / "disc"], KEY)
    assert len(case.images) == 1
    assert min(problem.path.name for problem in case.problems) == "AUTORUN.EXE"
    assert len([problem for problem in case.problems if isinstance(problem.error, Unreadable)]) == 1


def test_a_directory_on_a_disc_in_lower_case_and_one_that_leads_out_of_it(tmp_path):
    disc(tmp_path / "disc", ct_slice(tmp_path / "in" / "1"))
    (image,) = open_case([tmp_path / "disc" / "DICOMDIR"], KEY).images
    lower = image.path.relative_to(tmp_path / "disc")
    target = tmp_path / "lower" / str(lower).lower()
    target.parent.mkdir(parents=True)
    shutil.copyfile(image.path, target)
    shutil.copyfile(tmp_path / "disc" / "DICOMDIR", tmp_path / "lower" / "dicomdir")
    assert [each.path for each in open_case([tmp_path / "lower" / "dicomdir"], KEY).images] == [target]
    data = (tmp_path / "disc" / "DICOMDIR").read_bytes()
    name = str(lower).replace("/", "\\").encode()
    (tmp_path / "disc" / "DICOMDIR").write_bytes(data.replace(name, (b"..\\" * len(name))[: len(name)]))
    (problem,) = open_case([tmp_path / "disc" / "DICOMDIR"], KEY).problems
    assert isinstance(problem.error, IsDicomdir)


def test_rubbish_that_is_called_a_directory_is_a_problem(tmp_path):
    (tmp_path / "DICOMDIR").write_bytes(b"rubbish")
    (problem,) = open_case([tmp_path / "DICOMDIR"], KEY).problems
    assert isinstance(problem.error, UnreadableAttributes)
