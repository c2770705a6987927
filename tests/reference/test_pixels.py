"""Every image of the table has the pixels that other decoders found, and keeps them wherever nothing is hidden.

After a change that reads more images:   python -m tools.make_pixel_reference
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

import pytest
from pydicom.pixels.decoders.base import _PIXEL_DATA_DECODERS

from redactor.dicom.codecs import video
from redactor.dicom.instance import Instance
from redactor.dicom.pixel_data import NATIVE
from redactor.errors import SetAside
from tests.reference import images, table
from tests.reference.applying import faults_of, require_applicable
from tests.reference.images import open_one
from tests.reference.table import Row, digest

if TYPE_CHECKING:
    from pathlib import Path

MOST_SET_ASIDE: Final = {"made": 0, "pydicom": 9, "shared": 24}
"""May become less, never more."""

MOST_NOT_APPLIED: Final = 0
ROWS: Final = table.read()
"""By source."""

MADE: Final = images.made()
LOCAL: Final = [row for row in ROWS.values() if not row.source.startswith("shared/")]
LARGEST_DIFFERENCE: Final = 8
"""Of decoders that interpolate subsampled chroma, and those that repeat it."""


def folder_of(row: Row) -> str:
    parts = row.source.split("/")
    return "/".join(parts[: min(3, len(parts) - 1)])


SHARED: Final = {
    name: list(rows)
    for name, rows in groupby(
        sorted((r for r in ROWS.values() if r.source.startswith("shared/")), key=folder_of), folder_of
    )
}


@pytest.fixture(scope="session")
def bundled() -> dict[str, Path]:
    return images.bundled()


@pytest.fixture
def local_image(request: pytest.FixtureRequest, tmp_path: Path, bundled: dict[str, Path]) -> tuple[Row, Path]:
    row: Row = request.param
    path = MADE[row.source].write(tmp_path / "made.dcm") if row.source in MADE else bundled[row.source]
    return row, path


def value_faults(row: Row, path: Path) -> list[str]:
    """Say in what an image differs from its row."""
    try:
        image = open_one(path)
        numbers = table.sampled(image.pixel_format.number_of_frames)
        hashes = " ".join(digest(image.frame(number).stored_values) for number in numbers)
    except SetAside as error:
        name = type(error).__name__
        return [] if row.set_aside.startswith(f"{name}: ") else [f"{row.source}: set aside, {name}"]
    if row.set_aside:
        return [f"{row.source}: can be read now; make the table again"]
    if image.pixel_format.number_of_frames != row.frames:
        return [f"{row.source}: another number of frames"]
    return [] if hashes == row.sha256 else [f"{row.source}: other pixels"]


def applying_faults(row: Row, path: Path, folder: Path) -> list[str]:
    """Say what is wrong with an image after a box was hidden in it."""
    if not isinstance(open_one(path), Instance):
        return []
    if not row.not_applied:
        return [f"{row.source}: {fault}" for fault in faults_of(path, folder, row.sha256.split())]
    try:
        require_applicable(path, folder)
    except SetAside as error:
        name = type(error).__name__
        return [] if row.not_applied.startswith(f"{name}: ") else [f"{row.source}: not applied, {name}"]
    return [f"{row.source}: can be de-identified now; make the table again"]


@pytest.mark.parametrize("local_image", LOCAL, ids=lambda row: row.source, indirect=True)
def test_stored_values_are_those_of_the_table(local_image: tuple[Row, Path]) -> None:
    assert value_faults(*local_image) == []


@pytest.mark.parametrize(
    "local_image", [row for row in LOCAL if not row.set_aside], ids=lambda row: row.source, indirect=True
)
def test_applying_changes_nothing_outside_and_leaves_nothing_inside(
    local_image: tuple[Row, Path], tmp_path: Path
) -> None:
    assert applying_faults(*local_image, tmp_path / "out") == []


@pytest.mark.parametrize("name", SHARED)
def test_stored_values_of_shared_images_are_those_of_the_table(name: str, shared_data: Path) -> None:
    found = [fault for row in SHARED[name] for fault in value_faults(row, shared_data / row.source[len("shared/") :])]
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SHARED)
def test_applying_to_shared_images_changes_nothing_outside(name: str, shared_data: Path, tmp_path: Path) -> None:
    found = []
    for row in SHARED[name]:
        if not row.set_aside:
            found += applying_faults(row, shared_data / row.source[len("shared/") :], tmp_path)
    assert found == []


def test_no_bundled_or_made_image_is_missing(bundled: dict[str, Path]) -> None:
    assert {*bundled, *MADE} == {row.source for row in LOCAL}


@pytest.mark.slow
def test_no_shared_image_is_missing(shared_data: Path) -> None:
    assert images.shared(shared_data).keys() == {row.source for rows in SHARED.values() for row in rows}


def test_what_is_set_aside_only_becomes_less() -> None:
    for origin, most in MOST_SET_ASIDE.items():
        assert sum(bool(row.set_aside) for row in ROWS.values() if row.source.startswith(f"{origin}/")) <= most
    assert sum(bool(row.not_applied) for row in ROWS.values()) <= MOST_NOT_APPLIED


@pytest.mark.parametrize("row", [row for row in ROWS.values() if row.set_aside], ids=lambda row: row.source)
def test_what_is_set_aside_has_its_reason_and_nothing_else(row: Row) -> None:
    name, _, sentence = row.set_aside.partition(": ")
    assert name.isidentifier()
    assert sentence.endswith(".")
    assert not row.sha256


def test_every_transfer_syntax_that_can_be_read_has_an_image_made_here() -> None:
    decoded = {uid for uid in _PIXEL_DATA_DECODERS if uid not in NATIVE}
    assert {row.syntax for row in ROWS.values() if row.source in MADE} == {*NATIVE, *decoded, *video.CODECS}


def test_values_of_our_own_decoder_say_how_far_another_one_is() -> None:
    own = [row for row in ROWS.values() if row.reference == "own"]
    assert own
    for row in own:
        first = row.difference.split(" of ")[0]
        assert first == "no second decoder" or float(first) <= LARGEST_DIFFERENCE
    assert all(not row.difference for row in ROWS.values() if row.reference != "own")
    alone = {row.syntax for row in own if row.difference == "no second decoder" and row.source in MADE}
    assert alone == set(video.CODECS)
