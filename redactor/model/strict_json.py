"""Read JSON strictly: every value is checked, and what nobody asked for is an error that names its place."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

from redactor.errors import InvalidDocument

T = TypeVar("T")
Word = TypeVar("Word", bound=str)

Json = dict[str, object]
"""A JSON object as Python's `json` takes and gives it."""

Read = Callable[[object, str], T]
"""Makes a value of what a document has at a place, or raises `InvalidDocument` with that place."""


class Reader:
    """Takes a JSON object apart; what nobody took is an error."""

    def __init__(self, document: object, where: str) -> None:
        if not isinstance(document, dict):
            raise InvalidDocument(where=where, problem="an object is needed")
        self._left: Json = dict(document)
        self.where = where

    def take(self, name: str, read: Read[T], default: T | None = None) -> T:
        """Read a field; without a default it must be there."""
        value = self.maybe(name, read)
        if value is not None:
            return value
        if default is None:
            raise InvalidDocument(where=f"{self.where}.{name}", problem="this field is missing")
        return default

    def maybe(self, name: str, read: Read[T]) -> T | None:
        """Read a field that may be absent."""
        return read(self._left.pop(name), f"{self.where}.{name}") if name in self._left else None

    def end(self) -> None:
        """Refuse fields that no one asked for."""
        if self._left:
            names = ", ".join(sorted(map(str, self._left)))
            raise InvalidDocument(where=self.where, problem=f"unknown field {names}")


def list_of(read: Read[T]) -> Read[tuple[T, ...]]:
    """Read a list, each item in the same way."""

    def read_list(document: object, where: str) -> tuple[T, ...]:
        if not isinstance(document, list):
            raise InvalidDocument(where=where, problem="a list is needed")
        return tuple(read(item, f"{where}[{index}]") for index, item in enumerate(document))

    return read_list


def one_of(*words: Word) -> Read[Word]:
    """Read one of these words; members of a `StrEnum` are words."""

    def read_word(document: object, where: str) -> Word:
        for word in words:
            if document == word:
                return word
        raise InvalidDocument(where=where, problem=f"one of {', '.join(words)} is needed")

    return read_word


def text(document: object, where: str) -> str:
    """Read a text."""
    if not isinstance(document, str):
        raise InvalidDocument(where=where, problem="a text is needed")
    return document


def flag(document: object, where: str) -> bool:
    """Read true or false."""
    if not isinstance(document, bool):
        raise InvalidDocument(where=where, problem="true or false is needed")
    return document


def number(document: object, where: str) -> float:
    """Read a finite number."""
    if isinstance(document, bool) or not isinstance(document, int | float) or not abs(document) < math.inf:
        raise InvalidDocument(where=where, problem="a number is needed")
    return document


def share(document: object, where: str) -> float:
    """Read a number from 0 to 1."""
    value = number(document, where)
    if not 0 <= value <= 1:
        raise InvalidDocument(where=where, problem="a number from 0 to 1 is needed")
    return value


def whole(document: object, where: str) -> int:
    """Read a whole number."""
    if isinstance(document, bool) or not isinstance(document, int):
        raise InvalidDocument(where=where, problem="a whole number is needed")
    return document


def count(document: object, where: str) -> int:
    """Read a whole number from 1."""
    value = whole(document, where)
    if value < 1:
        raise InvalidDocument(where=where, problem="a number from 1 is needed")
    return value
