"""Undo without undo code: the values that a person has been through."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass(frozen=True)
class Step(Generic[T]):
    """A value, and what the person did to arrive at it."""

    value: T
    label: str


@dataclass(frozen=True)
class Steps(Generic[T]):
    """All that a history holds, as a value: what it was restored from is what it gives.

    Attributes
    ----------
    past
        The oldest first: what `undo` goes back to next stands last.
    future
        What `redo` goes forward to next stands last.
    """

    past: tuple[Step[T], ...]
    now: Step[T]
    future: tuple[Step[T], ...]


class History(Generic[T]):
    """The values that a person has been through, and where they are now.

    A value is immutable, so remembering it is remembering everything.
    """

    def __init__(self, first: T, limit: int = 200) -> None:
        self._past: deque[Step[T]] = deque(maxlen=limit)
        self._now = Step(first, label="")
        self._future: list[Step[T]] = []

    @classmethod
    def restored(cls, steps: Steps[T], limit: int = 200) -> History[T]:
        """Give the history that had these steps, with all its undo and redo."""
        history = cls(steps.now.value, limit)
        history._past.extend(steps.past)
        history._now = steps.now
        history._future = list(steps.future)
        return history

    @property
    def steps(self) -> Steps[T]:
        """All that it holds now."""
        return Steps(tuple(self._past), self._now, tuple(self._future))

    @property
    def value(self) -> T:
        """The current value."""
        return self._now.value

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back, or None."""
        return self._now.label if self._past else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again, or None."""
        return self._future[-1].label if self._future else None

    def record(self, value: T, label: str) -> None:
        """Make `value` current. An edit that changed nothing is not recorded."""
        if value == self._now.value:
            return
        self._past.append(self._now)
        self._now = Step(value, label)
        self._future.clear()

    def undo(self) -> None:
        """Go back to the value before, if there is one."""
        if self._past:
            self._future.append(self._now)
            self._now = self._past.pop()

    def redo(self) -> None:
        """Go forward to the value that was undone last, if there is one."""
        if self._future:
            self._past.append(self._now)
            self._now = self._future.pop()

    def rebase(self, change: Callable[[T], T]) -> None:
        """Apply a change that no person made to every value: findings that arrive late never vanish by undo."""

        def changed(step: Step[T]) -> Step[T]:
            return Step(change(step.value), step.label)

        self._past = deque((changed(step) for step in self._past), maxlen=self._past.maxlen)
        self._now = changed(self._now)
        self._future = [changed(step) for step in self._future]
