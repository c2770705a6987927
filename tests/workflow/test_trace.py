"""A mark is not seen, stands what happens to pictures, and is never read where it is not."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from redactor.cli import run
from redactor.errors import InvalidDocument, NoTraceLedger, Unreadable
from redactor.workflow.trace import Export, mark_case, read_picture, trace
from redactor.workflow.trace_mark import BITS, MOST_ERRORS, added, bits_of, carrier, chance, errors_of, marked
from tests.benchmarks.trace_mark import ATTACKS, identity, psnr
from tests.folders import contents
from tests.teaching import exported, rendered, written_results

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    """A textured picture with a black border."""
    rng = np.random.default_rng(3)
    field = np.zeros((480, 600))
    for side in (4, 9, 30, 90, 240):
        field += cv2.resize(rng.normal(0, 60, (side, side)), (600, 480), interpolation=cv2.INTER_CUBIC) / side**0.5
    pixels = np.clip(90 + 1.5 * field, 0, 255)
    pixels[:40], pixels[:, :60] = 0, 0
    return pixels.astype(np.uint8)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_mark_stands_it(attack: str, picture: np.ndarray) -> None:
    done = marked(picture, added(picture, *identity(0)))
    assert psnr(done, picture) > 42
    assert errors_of(ATTACKS[attack](done), picture, *identity(0)) <= 1


def test_other_marks_and_none_are_not_taken_for_it(picture: np.ndarray) -> None:
    for number in range(1, 9):
        other = marked(picture, added(picture, *identity(number)))
        assert errors_of(other, picture, *identity(0)) > MOST_ERRORS
    assert errors_of(picture, picture, *identity(0)) > MOST_ERRORS
    assert errors_of(np.zeros((64, 64), np.uint8), picture, *identity(0)) > MOST_ERRORS


def test_colours_keep_their_hue(picture: np.ndarray) -> None:
    colour = np.dstack([picture, picture // 2, picture // 3])
    done = marked(colour, added(colour, *identity(0)))
    assert done.shape == colour.shape
    assert errors_of(done, colour, *identity(0)) == 0


def test_carriers_differ_by_key_and_cover_no_coefficient_twice() -> None:
    one, other = carrier(b"1"), carrier(b"2")
    assert len(np.unique(one.places)) == one.places.size
    assert (one.places != other.places).any()
    assert bits_of(5)[:4].tolist() == [True, False, True, False]
    assert chance(MOST_ERRORS) < 1e-9 < chance(BITS // 2) < 1


def test_a_leaked_picture_tells_its_recipient_and_a_clean_one_nobody(tmp_path: Path) -> None:
    case = rendered(tmp_path)
    large = tuple(cv2.resize(p, (640, 480), interpolation=cv2.INTER_CUBIC) for p in case.plates[2].frames)
    case = dataclasses.replace(case, plates=(dataclasses.replace(case.plates[2], frames=large),))
    exports = [Export.new(name) for name in ("Class of spring", "Class of autumn")]
    local = tmp_path / "out.local"
    done = [mark_case(case, export, local) for export in exports]
    for export, mine in zip(exports, done, strict=True):
        found = trace(mine.plates[0].frames[1], [tmp_path / "out"])
        assert found is not None
        assert (found.export, found.recipient) == (export.id, export.recipient)
        assert export.recipient not in repr(found)
        assert mine.instances == case.instances
    assert trace(large[0], [tmp_path / "out"]) is None
    with pytest.raises(NoTraceLedger):
        trace(large[0], [tmp_path])
    (local / "trace" / exports[0].id / "ledger.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InvalidDocument):
        trace(large[0], [local])


def test_nothing_of_the_recipient_leaves_in_words(tmp_path: Path) -> None:
    case = mark_case(rendered(tmp_path), Export.new("Dr Recipient"), tmp_path / "out.local")
    place, items = exported(case, tmp_path, "png", "html")
    assert not any(item.reason for item in items)
    assert not any(b"Recipient" in data for data in contents(place.destination).values())


def test_the_command_line_traces_and_says_when_it_is_not_sure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written_results(tmp_path)
    out = str(tmp_path / "out")
    words = ["teach", str(tmp_path / "results"), "--out", out, "--format", "png", "--recipient", "Spring"]
    assert run(words) == 0
    leaked = next((tmp_path / "out").glob("CASE-0001_01.png"))
    assert run(["trace", str(leaked), "--exports", out]) == 0
    assert "given to Spring" in capsys.readouterr().out
    clean = next((tmp_path / "out.local" / "trace").rglob("CASE-0001_01*.png"))
    assert run(["trace", str(clean), "--exports", out]) == 1
    assert "not sure" in capsys.readouterr().out
    (tmp_path / "no.png").write_bytes(b"x")
    assert run(["trace", str(tmp_path / "no.png"), "--exports", out]) == 1
    with pytest.raises(Unreadable):
        read_picture(tmp_path)


def test_what_reads_the_marks_can_be_destroyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = rendered(tmp_path)
    marked_case = mark_case(case, Export.new("SECRETNAME"), tmp_path / "out.local")
    exported(marked_case, tmp_path, "png")
    (tmp_path / "out.local" / "quarantine" / "png").mkdir(parents=True)
    (tmp_path / "out.local" / "quarantine" / "png" / "a.png").write_bytes(b"SECRETNAME")
    found = str(tmp_path / "out" / "CASE-0001_01.png")
    assert run(["trace", found, "--exports", str(tmp_path / "out")]) == 0
    assert run(["trace", found, "--forget", "--exports", str(tmp_path / "out")]) == 2
    assert run(["trace", "--exports", str(tmp_path / "out")]) == 2
    assert run(["trace", "--forget", "--exports", str(tmp_path / "out")]) == 0
    assert "forgotten: 1 exports" in capsys.readouterr().out
    left = [path.name for path in (tmp_path / "out.local").rglob("*") if path.is_file()]
    assert not [name for name in left if name.endswith(".png") or name == "ledger.json"]
    assert run(["trace", found, "--exports", str(tmp_path / "out")]) == 2
    assert run(["trace", "--forget", "--exports", str(tmp_path / "out")]) == 2
