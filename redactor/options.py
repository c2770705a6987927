"""Describe an option once: form, command line, record and help come from the description."""

from __future__ import annotations

import dataclasses
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
        try:
            if isinstance(self.default, bool):
                result: Value = {"true": True, "false": False}[str(value).lower()]
            else:
                result = type(self.default)(value)
        except (KeyError, ValueError):
            raise InvalidOption(name=self.name, allowed=self.allowed()) from None
        if self.choices and result not in self.choices:
            raise InvalidOption(name=self.name, allowed=self.allowed())
        if isinstance(result, int | float) and not isinstance(result, bool):
            above = self.minimum is None or result >= self.minimum  # false for NaN, too
            below = self.maximum is None or result <= self.maximum
            if not (above and below):
                raise InvalidOption(name=self.name, allowed=self.allowed())
        return result


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
