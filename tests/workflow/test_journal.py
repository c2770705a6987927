"""The journal gives back what it was given, whatever happened between: also a kill, a full disk, another version."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from redactor.errors import CannotWrite, DiskFull, JournalBusy, JournalDamaged, JournalTooNew
from redactor.model.case_plan import CasePlan, Subject, adding_proposals
from redactor.model.geometry import Rectangle
from redactor.model.history import History
from redactor.model.region import Region
from redactor.trust.local_key import LocalKey
from redactor.workflow.journal import Journal, summary_of
from redactor.workflow.journal_store import SCHEMA
from tests.strategies import COSTLY, case_plans, pixel_formats, regions

KEY = LocalKey(bytes([7]) * 32)
SUBJECTS = (Subject("3f", 10, 20, 1), Subject("a0", 10, 20, 3))
PATHS = (Path("/media/CANARY^ZELDA/1.dcm"),)


def region(number: int) -> Region:
    return Region(f"p{number}", Rectangle(number, 1, 3, 4))


def drawn(count: int, limit: int = 200) -> History[CasePlan]:
    """Give a history of that many regions, drawn one after another."""
    history = History(CasePlan(SUBJECTS), limit)
    for number in range(count):
        history.record(history.value.with_region(region(number)), "Draw region")
    return history


def loaded(path: Path, key: LocalKey = KEY):
    journal = Journal.open(path, key)
    steps = journal.load()
    journal.close()
    return steps


class JournalBesideAHistory(RuleBasedStateMachine):
    """Edits, undo, redo and late findings in any order; at any point the program is killed, and the disk is read."""

    @initialize(limit=st.integers(1, 6), plan=pixel_formats(most=6).flatmap(case_plans))
    def begin(self, limit, plan):
        self.folder = Path(mkdtemp())
        self.copies = 0
        self.history = History(plan, limit=limit)
        self.limit = limit
        self.journal = Journal.make(self.folder / "a.journal", KEY, PATHS)
        self.save()

    def save(self):
        self.journal.save(self.history.steps)
        self.saved = self.history.steps

    @rule(plan=pixel_formats(most=6).flatmap(case_plans), label=st.sampled_from(["Draw region", "Move region"]))
    def edit(self, plan, label):
        self.history.record(plan, label)

    @rule(number=st.integers(0, 9))
    def draw(self, number):
        self.history.record(self.history.value.with_region(region(number)), "Draw region")

    @rule()
    def undo(self):
        self.history.undo()

    @rule()
    def redo(self):
        self.history.redo()

    @rule(found=pixel_formats(most=6).flatmap(regions))
    def find(self, found):
        self.history.rebase(adding_proposals([replace(found, id=f"s{found.id}")]))

    @rule()
    def save_now(self):
        self.save()

    @rule()
    def kill(self):
        """Read what a killed process leaves: the files as they are, without a close."""
        self.copies += 1
        copy = self.folder / f"copy{self.copies}.journal"
        for suffix in ("", "-wal"):
            if (source := Path(f"{self.journal.path}{suffix}")).exists():
                shutil.copyfile(source, f"{copy}{suffix}")
        assert loaded(copy) == self.saved
        self.journal.close()
        self.journal = Journal.open(copy, KEY)
        self.history = History.restored(self.saved, self.limit)

    @invariant()
    def agree(self):
        assert self.journal.load() == self.saved

    def teardown(self):
        self.journal.close()
        rmtree(self.folder)


JournalBesideAHistory.TestCase.settings = settings(COSTLY, stateful_step_count=20)
test_what_was_saved_is_given_back_after_a_kill_at_any_point = JournalBesideAHistory.TestCase


@pytest.fixture
def journal(tmp_path):
    made = Journal.make(tmp_path / "user" / "a.journal", KEY, PATHS)
    yield made
    made.close()


def test_undo_and_redo_go_on_after_a_restart(journal):
    history = drawn(5)
    history.undo()
    history.undo()
    journal.save(history.steps)
    journal.close()
    again = History.restored(loaded(journal.path))
    assert (again.undo_label, again.redo_label) == ("Draw region", "Draw region")
    again.redo()
    again.redo()
    assert again.value == drawn(5).value
    for _ in range(5):
        again.undo()
    assert again.value == CasePlan(SUBJECTS)


def test_each_region_is_stored_once_and_a_long_session_stays_small(journal):
    history = drawn(1)
    for number in range(1, 600):
        history.record(history.value.with_region(region(number)), "Draw region")
        if number % 20 == 0:
            journal.save(history.steps)
    journal.save(history.steps)
    history.rebase(adding_proposals([replace(region(1), id="s1")]))
    journal.save(history.steps)
    journal.close()
    store = sqlite3.connect(journal.path)
    (sheets,) = store.execute("SELECT count(*) FROM sheets").fetchone()
    assert sheets == 600 + 1 + 2  # the regions, the late one, the head and the subjects
    assert store.execute("SELECT count(*) FROM steps").fetchone() == (201,)
    store.close()
    assert journal.path.stat().st_size < 600_000
    assert loaded(journal.path) == history.steps


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_its_owner_can_read_it(journal):
    before = os.umask(0)
    try:
        other = Journal.make(journal.path.parent / "deeper" / "b.journal", KEY, PATHS)
        other.save(drawn(2).steps)
    finally:
        os.umask(before)
    files = [path for path in journal.path.parent.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"a.journal", "b.journal", "b.journal-wal"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(other.path.parent.stat().st_mode) == 0o700
    other.close()


def test_nothing_of_the_case_is_on_disk_in_clear(journal):
    secret = replace(region(1), reason="matches PatientName", style=None)
    history = drawn(1)
    history.record(history.value.with_region(secret), "Draw region")
    journal.save(history.steps, {"comments": ["ask ZELDA again"], "seen": {"3f": [1, 2]}})
    data = b"".join(path.read_bytes() for path in journal.path.parent.iterdir())
    journal.close()
    data += journal.path.read_bytes()
    for word in (b"CANARY", b"ZELDA", b"matches", b"rectangle", b"solid", b"1.dcm", bytes([7]) * 32):
        assert word not in data
    assert "CANARY" not in repr(journal)


def test_facts_are_kept_beside_the_edits_and_are_strict(journal):
    facts = {"seen": {"3f": [1, 2]}, "state": "in review", "flag": None, "share": 0.5}
    journal.save(drawn(1).steps, facts)
    journal.save(drawn(1).steps, {"state": "reviewed"})
    for wrong in ((1, 2), {1: "a"}, float("nan")):
        with pytest.raises(ValueError, match=r"JSON"):
            journal.save(drawn(2).steps, {"wrong": wrong})
    journal.close()
    again = Journal.open(journal.path, KEY)
    assert again.facts == {**facts, "state": "reviewed"}
    assert again.load() == drawn(1).steps
    again.close()


def test_a_case_is_known_again_by_its_paths_and_by_its_images(journal, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    made = Journal.make(tmp_path / "b.journal", KEY, [one, other])
    assert made.was_opened_as([other, one])
    assert not made.was_opened_as([one])
    assert not made.is_of(SUBJECTS)
    made.tell_subjects(SUBJECTS)
    assert made.is_of(reversed(SUBJECTS))
    assert not made.is_of(SUBJECTS[:1])
    assert made.paths == (one, other)
    made.close()


def test_a_summary_needs_no_key(journal):
    history = drawn(4)
    history.undo()
    journal.save(history.steps)
    journal.close()
    told = summary_of(journal.path)
    assert (told.path, told.edits) == (journal.path, 3)
    assert told.saved == pytest.approx(journal.path.stat().st_mtime, abs=60)


def test_a_second_window_is_kept_out(journal):
    journal.save(drawn(1).steps)
    with pytest.raises(JournalBusy):
        summary_of(journal.path)
    with pytest.raises(JournalBusy):
        Journal.open(journal.path, KEY)


def test_another_key_and_damage_are_refused_and_nothing_is_lost(journal, tmp_path):
    journal.save(drawn(3).steps, {"state": "reviewed"})
    journal.close()
    other = Journal.open(journal.path, LocalKey.random())
    for read in (other.load, lambda: other.facts, lambda: other.paths):
        with pytest.raises(JournalDamaged):
            read()
    other.close()
    assert loaded(journal.path) == drawn(3).steps
    (tmp_path / "text.journal").write_text("no journal, but long enough to be taken for a database" * 20)
    with pytest.raises(JournalDamaged):
        summary_of(tmp_path / "text.journal")
    store = sqlite3.connect(tmp_path / "foreign.journal")
    store.execute("CREATE TABLE about (name, value)")
    store.close()
    with pytest.raises(JournalDamaged):
        summary_of(tmp_path / "foreign.journal")


@pytest.mark.parametrize("change", ["DELETE FROM sheets", "DELETE FROM about", "UPDATE steps SET regions = x'0909'"])
def test_rows_that_are_missing_or_make_no_sense_are_damage(journal, change):
    journal.save(drawn(3).steps)
    journal.close()
    store = sqlite3.connect(journal.path)
    store.execute(change)
    store.commit()
    store.close()
    with pytest.raises(JournalDamaged):
        loaded(journal.path)


def test_a_newer_schema_is_refused_with_a_sentence_and_not_touched(journal):
    journal.save(drawn(3).steps)
    journal.close()
    store = sqlite3.connect(journal.path)
    store.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    store.close()
    before = journal.path.read_bytes()
    with pytest.raises(JournalTooNew, match=rf"newer version.*\(journal schema {SCHEMA + 1}, known here: {SCHEMA}\)"):
        summary_of(journal.path)
    assert journal.path.read_bytes() == before


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_a_journal_of_every_older_schema_is_brought_up_to_date(tmp_path, schema):
    path = tmp_path / "old.journal"
    store = sqlite3.connect(path)
    store.executescript((Path(__file__).parent / "journals" / f"{schema}.sql").read_text(encoding="ascii"))
    store.close()
    history = drawn(3)
    history.undo()
    assert loaded(path) == history.steps
    journal = Journal.open(path, KEY)
    assert journal.facts == {}
    journal.save(drawn(4).steps, {"state": "reviewed"})
    journal.close()
    assert loaded(path) == drawn(4).steps


def test_a_journal_that_was_killed_while_it_was_made_is_empty(tmp_path):
    path = tmp_path / "a.journal"
    path.touch()
    assert summary_of(path).edits == 0
    assert loaded(path) is None


def test_a_failed_save_keeps_what_was_saved_and_the_next_one_saves_all(journal):
    journal.save(drawn(2).steps)
    store = journal._connection
    (pages,) = store.execute("PRAGMA page_count").fetchone()
    store.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        journal.save(drawn(150).steps)
    assert journal.load() == drawn(2).steps
    store.execute("PRAGMA max_page_count = 100000")
    journal.save(drawn(150).steps)
    assert journal.load() == drawn(150).steps


def test_a_journal_that_somebody_deleted_is_missed_at_once(journal):
    journal.path.unlink()
    with pytest.raises(CannotWrite):
        journal.save(drawn(1).steps)


def test_a_folder_that_can_t_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        Journal.make(tmp_path / "file" / "a.journal", KEY, PATHS)


def test_what_was_discarded_is_gone(journal):
    journal.save(drawn(1).steps)
    journal.discard()
    assert list(journal.path.parent.iterdir()) == []
