"""Neutral names: cases, series and instances by number, the same in every run of a project."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from redactor.errors import InvalidDocument
from redactor.files import write_parts
from redactor.model.stages import OutputName

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.deid.replacements import Replacements
    from redactor.model.image import Place

NAMES: Final = "names.json"
_SCHEMA: Final = "redactor/names/1"


class Naming:
    """Gives numbers in the order of asking. It remembers HMACs under the project key, never the header's own values."""

    def __init__(self, replacements: Replacements, numbers: dict[str, int] | None = None) -> None:
        self._replacements = replacements
        self._numbers = dict(numbers or {})
        self._last: dict[str, int] = {}
        for key, number in self._numbers.items():
            kind = key.rpartition("/")[0]
            self._last[kind] = max(self._last.get(kind, 0), number)

    @classmethod
    def load(cls, file: Path, replacements: Replacements) -> Naming:
        """Read the numbers that were given; none if there is no file."""
        if not file.exists():
            return cls(replacements)
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
            numbers = {str(key): int(number) for key, number in document["numbers"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise InvalidDocument(where="names", problem="the file can't be read") from None
        return cls(replacements, numbers)

    def save(self, file: Path) -> None:
        """Write the numbers."""
        document = {"schema": _SCHEMA, "numbers": self._numbers}
        write_parts(file, json.JSONEncoder(indent=1).iterencode(document), private=True)

    def joined(self, other: Naming) -> Naming | None:
        """Give the numbers of both, or None if they contradict one another."""
        numbers = self._numbers | other._numbers
        given = {(key.rpartition("/")[0], number) for key, number in numbers.items()}
        if len(given) < len(numbers) or any(numbers[key] != number for key, number in self._numbers.items()):
            return None
        return Naming(self._replacements, numbers)

    def name_for(self, place: Place, copy: str) -> OutputName:
        """Give the name of an instance.

        Parameters
        ----------
        copy
            Tells files apart that carry the same SOP Instance UID, such as the path.
        """
        patient = place.patient or f"study {place.study}"
        case = self._number("case", patient)
        series = self._number(f"case{case}/series", place.series)
        return OutputName(
            case, series, self._number(f"case{case}/series{series}/instance", f"{place.instance}\n{copy}")
        )

    def noise_name_for(self, place: Place, copy: str) -> OutputName:
        """Give the name of a copy with noise: it is of a series of its own, beside that of the result."""
        name = self.name_for(replace(place, series=f"noise over {place.series}"), copy)
        return replace(name, kind="noise")

    def _number(self, kind: str, value: str) -> int:
        key = f"{kind}/{self._replacements.subject_key(value)}"
        if key not in self._numbers:
            self._last[kind] = self._numbers[key] = self._last.get(kind, 0) + 1
        return self._numbers[key]


def load_names(file: Path, of_output: Path, replacements: Replacements) -> tuple[Naming, Path]:
    """Give the numbers of a project, so that no two outputs of it use one number for two patients.

    Parameters
    ----------
    of_output
        Where an output kept numbers of its own, before those of a lasting project were kept with it.

    Returns
    -------
    tuple
        The numbers, and the file to save them to. An output whose own numbers contradict those of the project goes
        on with its own: others would be written over its results.

    Raises
    ------
    InvalidDocument
        If a file is damaged.
    """
    naming = Naming.load(file, replacements)
    if file == of_output or not of_output.exists():
        return naming, file
    own = Naming.load(of_output, replacements)
    joined = naming.joined(own)
    return (joined, file) if joined is not None else (own, of_output)
