"""The folder of journals: what is offered after a crash, what is found again, and what is deleted in time."""

from __future__ import annotations

import os
import sqlite3
import time

import pytest

from redactor.errors import JournalDamaged, JournalTooNew, KeyUnavailable, Unreadable
from redactor.trust.local_key import LocalKey
from redactor.workflow.journal_folder import KEPT_FOR, JournalFolder, Unusable
from redactor.workflow.journal_store import SCHEMA
from tests.workflow.test_journal import SUBJECTS, drawn


@pytest.fixture
def folder(tmp_path):
    return JournalFolder(tmp_path / "journal")


def saved(folder, paths, edits=3, facts=None, subjects=SUBJECTS):
    journal = folder.begin(folder.key(), paths)
    journal.save(drawn(edits).steps, facts)
    journal.tell_subjects(subjects)
    journal.close()
    return journal.path


def set_value(path, name, value):
    store = sqlite3.connect(path)
    store.execute("UPDATE about SET value = ? WHERE name = ?", (value, name))
    store.commit()
    store.close()


def test_the_key_lasts(folder):
    assert folder.key() == folder.key()


def test_the_same_paths_find_their_edits_again(folder, tmp_path):
    path = saved(folder, [tmp_path], facts={"state": "in review"})
    saved(folder, [tmp_path / "other"], edits=1)
    prepared = folder.prepare([tmp_path])
    assert prepared.restored.steps == drawn(3).steps
    assert prepared.restored.facts == {"state": "in review"}
    assert prepared.restored.edits == 3
    assert prepared.restored.journal.path == path
    assert (prepared.paths, prepared.error, prepared.key) == ((tmp_path,), None, folder.key())
    prepared.close()


def test_what_another_window_edits_is_left_alone(folder, tmp_path):
    saved(folder, [tmp_path])
    first = folder.prepare([tmp_path])
    second = folder.prepare([tmp_path])
    assert second.restored is None
    assert list(folder.leftovers()) == []
    first.close()
    assert len(list(folder.leftovers())) == 1


def test_the_same_images_find_their_edits_however_they_are_opened(folder, tmp_path):
    saved(folder, [tmp_path])
    prepared = folder.prepare([tmp_path / "other"])
    assert prepared.restored is None
    assert folder.find(prepared.key, SUBJECTS[:1]) is None
    found = folder.find(prepared.key, SUBJECTS)
    assert found.steps == drawn(3).steps
    found.journal.close()


def test_what_is_left_after_a_crash_is_offered_the_latest_first(folder, tmp_path):
    older, newer = saved(folder, [tmp_path], edits=1), saved(folder, [tmp_path / "b"], edits=12)
    set_value(older, "saved", time.time() - 60)
    told = list(folder.leftovers())
    assert [(summary.path, summary.edits) for summary in told] == [(newer, 12), (older, 1)]
    prepared = folder.reopen(newer)
    assert prepared.paths == (tmp_path / "b",)
    assert prepared.restored.steps == drawn(12).steps
    prepared.close()


def test_journals_are_deleted_in_time_and_when_they_hold_no_edit(folder, tmp_path):
    old, empty, kept = (saved(folder, [tmp_path / name], edits=edits) for name, edits in (("a", 2), ("b", 0), ("c", 1)))
    set_value(old, "saved", time.time() - KEPT_FOR - 60)
    assert [summary.path for summary in folder.leftovers()] == [kept]
    assert not old.exists()
    assert not empty.exists()


def test_an_old_journal_is_not_restored(folder, tmp_path):
    path = saved(folder, [tmp_path])
    set_value(path, "saved", time.time() - KEPT_FOR - 60)
    assert folder.prepare([tmp_path]).restored is None


def test_what_can_t_be_restored_is_told_and_kept_until_its_time_is_over(folder, tmp_path):
    newer, damaged = saved(folder, [tmp_path]), saved(folder, [tmp_path / "b"])
    store = sqlite3.connect(newer)
    store.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    store.close()
    damaged.write_bytes(b"no database" * 100)
    told = {each.path: type(each.error) for each in folder.leftovers() if isinstance(each, Unusable)}
    assert told == {newer: JournalTooNew, damaged: JournalDamaged}
    assert folder.prepare([tmp_path]).restored is None
    with pytest.raises(JournalTooNew):
        folder.reopen(newer)
    for path in (newer, damaged):
        os.utime(path, (0, 0))
    assert list(folder.leftovers()) == []
    assert not newer.exists()


def test_edits_under_a_lost_key_are_damage_and_do_not_keep_the_case_from_opening(folder, tmp_path):
    path = saved(folder, [tmp_path])
    (folder.place / "key.json").unlink()
    assert folder.prepare([tmp_path]).restored is None
    with pytest.raises(JournalDamaged):
        folder.reopen(path)
    assert path.exists()


def test_damage_in_the_journal_of_these_paths_is_said(folder, tmp_path):
    path = saved(folder, [tmp_path])
    store = sqlite3.connect(path)
    store.execute("DELETE FROM sheets")
    store.commit()
    store.close()
    prepared = folder.prepare([tmp_path])
    assert prepared.restored is None
    assert isinstance(prepared.error, JournalDamaged)


def test_a_folder_that_can_t_be_written_gives_a_passing_key_and_says_so(tmp_path):
    (tmp_path / "file").touch()
    prepared = JournalFolder(tmp_path / "file" / "journal").prepare([tmp_path])
    assert isinstance(prepared.error, Unreadable)
    assert len(prepared.key.secret) == 32
    prepared.close()


def test_another_folder_takes_the_key_of_the_case(folder, tmp_path):
    key = LocalKey.random()
    folder.adopt(key)
    folder.adopt(key)
    assert folder.key() == key
    with pytest.raises(KeyUnavailable):
        folder.adopt(LocalKey.random())


def test_a_journal_that_was_never_saved_restores_nothing(folder, tmp_path):
    journal = folder.begin(folder.key(), [tmp_path])
    journal.close()
    prepared = folder.reopen(journal.path)
    assert prepared.restored is None
    assert folder.prepare([tmp_path]).restored is None


def test_the_time_that_journals_stay_can_be_chosen(folder, tmp_path):
    path = saved(folder, [tmp_path])
    set_value(path, "saved", time.time() - 3660)
    assert [told.path for told in JournalFolder(folder.place, 7200.0).leftovers()] == [path]
    assert list(JournalFolder(folder.place, 3600.0).leftovers()) == []
    assert not path.exists()


def test_a_review_without_edits_stays_and_is_not_offered(folder, tmp_path):
    path = saved(folder, [tmp_path], edits=0, facts={"reviews": {"k": {}}})
    assert list(folder.leftovers()) == []
    prepared = folder.prepare([tmp_path])
    assert prepared.restored.facts == {"reviews": {"k": {}}}
    prepared.close()
    set_value(path, "saved", 0.0)
    assert list(folder.leftovers()) == []
    assert not path.exists()
