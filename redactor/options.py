"""Describe an option once: form, command line, record and help come from the description."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from redactor.errors import InvalidOption

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = bool | int | float | str
"""What an option may hold."""


class Dataclass(Protocol):
    """Any instance of a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


T = TypeVar("T", bound=Dataclass)


@dataclass(frozen=True)
class Description:
    """What a person is told about an option, and what it may hold."""

    name: str
    default: Value
    label: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()

    def allowed(self) -> str:
        """Say which values are allowed, for error messages and help."""
        if self.choices:
            return ", ".join(self.choices)
        if isinstance(self.default, bool):
            return "true, false"
        low = "" if self.minimum is None else f"{self.minimum:g}"
        high = "" if self.maximum is None else f"{self.maximum:g}"
        kind = type(self.default).__name__
        return f"{kind} {low}…{high} {self.unit}".strip() if low or high else kind

    def read(self, value: Value) -> Value:
        """Give `value` (possibly as text) as the option's own type.

        Raises
        ------
        InvalidOption
            If it is of another type or outside the allowed range.
        """
        result = self._converted(value)
        if result is None or not self._allows(result):
            raise InvalidOption(name=self.name, allowed=self.allowed())
        return result

    def _converted(self, value: Value) -> Value | None:
        """Give `value` as the option's own type, or None where that would change it."""
        if isinstance(self.default, bool):
            return {"true": True, "false": False}.get(str(value).lower())
        if isinstance(self.default, str):
            return value if isinstance(value, str) else None
        if isinstance(value, bool):
            return None
        try:
            number = type(self.default)(value)
        except (ValueError, OverflowError):
            return None
        return number if isinstance(value, str) or number == value else None

    def _allows(self, value: Value) -> bool:
        if self.choices:
            return value in self.choices
        if isinstance(value, bool | str):
            return True
        above = self.minimum is None or value >= self.minimum
        below = self.maximum is None or value <= self.maximum
        return above and below and abs(value) < math.inf  # not so for NaN


def option(
    default: Value,
    *,
    label: str,
    unit: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    choices: tuple[str, ...] = (),
) -> Any:  # noqa: ANN401 - as dataclasses.field: the annotation of the field decides
    """Declare a field of an options dataclass together with what people are told about it."""
    facts = {"label": label, "unit": unit, "minimum": minimum, "maximum": maximum, "choices": choices}
    return dataclasses.field(default=default, metadata=facts)


def describe(options: type[Dataclass]) -> tuple[Description, ...]:
    """Give the descriptions of all fields of an options dataclass, in their order."""
    return tuple(
        Description(name=field.name, default=_default(field), **field.metadata) for field in dataclasses.fields(options)
    )


def _default(field: dataclasses.Field[Any]) -> Value:
    if not isinstance(field.default, bool | int | float | str):
        raise TypeError(f"the option {field.name} needs a plain default value")
    return field.default


def build(options: type[T], values: Mapping[str, Value]) -> T:
    """Make an options value from names and values, the rest being default.

    Raises
    ------
    InvalidOption
        If a name is unknown or a value is not allowed.
    """
    known = {description.name: description for description in describe(options)}
    for name in values:
        if name not in known:
            raise InvalidOption(name=name, allowed=", ".join(known) or "–")
    return options(**{name: known[name].read(value) for name, value in values.items()})


def values_of(options: Dataclass) -> dict[str, Value]:
    """Give the fields of an options value by name, for records and forms."""
    return {field.name: getattr(options, field.name) for field in dataclasses.fields(options)}
