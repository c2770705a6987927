"""Undo and redo, compared with a list and a place in it."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from redactor.model.history import History
from tests.strategies import COSTLY


class HistoryBesideAList(RuleBasedStateMachine):
    """Edits, undo, redo and late changes in any order. A value is a set of numbers."""

    @initialize(limit=st.integers(1, 5))
    def begin(self, limit):
        self.history = History(frozenset(), limit=limit)
        self.limit = limit
        self.steps = [(frozenset(), "")]
        self.place = 0

    @rule(number=st.integers(0, 9), label=st.sampled_from(["Draw", "Erase", "Move"]))
    def edit(self, number, label):
        value = self.history.value ^ {number}
        self.history.record(value, label)
        self.steps = [*self.steps[: self.place + 1], (value, label)][-self.limit - 1 :]
        self.place = len(self.steps) - 1

    @rule(label=st.sampled_from(["Draw", "Erase"]))
    def edit_nothing(self, label):
        self.history.record(frozenset(self.history.value), label)

    @rule()
    def undo(self):
        self.history.undo()
        self.place = max(self.place - 1, 0)

    @rule()
    def redo(self):
        self.history.redo()
        self.place = min(self.place + 1, len(self.steps) - 1)

    @precondition(lambda self: len(self.steps) < 6)
    @rule(number=st.integers(10, 19))
    def arrive_late(self, number):
        self.history.rebase(lambda value: value | {number})
        self.steps = [(value | {number}, label) for value, label in self.steps]

    @rule()
    def begin_again_from_what_was_kept(self):
        kept = self.history.steps
        self.history = History.restored(kept, limit=self.limit)
        assert self.history.steps == kept

    @invariant()
    def agree(self):
        assert self.history.value == self.steps[self.place][0]
        assert self.history.undo_label == (self.steps[self.place][1] if self.place else None)
        rest = self.steps[self.place + 1 :]
        assert self.history.redo_label == (rest[0][1] if rest else None)


HistoryBesideAList.TestCase.settings = settings(COSTLY, stateful_step_count=30)
test_history_is_a_list_with_a_place_in_it = HistoryBesideAList.TestCase


def test_nothing_to_undo_or_redo_is_no_harm():
    history = History("plan")
    history.undo()
    history.redo()
    assert (history.value, history.undo_label, history.redo_label) == ("plan", None, None)


def test_undo_goes_back_through_every_edit_and_redo_forward_again():
    history = History(0)
    for number in range(1, 11):
        history.record(number, f"Edit {number}")
    for number in range(10, 0, -1):
        assert history.value == number
        assert history.undo_label == f"Edit {number}"
        history.undo()
    for number in range(1, 11):
        assert history.redo_label == f"Edit {number}"
        history.redo()
        assert history.value == number


def test_an_edit_after_undo_forgets_what_was_undone():
    history = History(0)
    history.record(1, "One")
    history.undo()
    history.record(2, "Two")
    history.redo()
    assert history.value == 2
    assert history.redo_label is None


def test_an_edit_that_changed_nothing_is_not_recorded_and_forgets_nothing():
    history = History((1,))
    history.record((2,), "Draw")
    history.undo()
    history.record((1,), "Click")
    assert history.undo_label is None
    assert history.redo_label == "Draw"


@pytest.mark.parametrize("limit", [1, 3])
def test_a_limit_forgets_the_oldest_edits_first(limit):
    history = History(0, limit=limit)
    for number in range(1, 9):
        history.record(number, "Edit")
    for _ in range(20):
        history.undo()
    assert history.value == 8 - limit
