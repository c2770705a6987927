"""Plans and records as JSON, with schema numbers. Unknown fields are an error that names them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from redactor.errors import InvalidDocument
from redactor.model.case_plan import CasePlan, Subject
from redactor.model.geometry import Bitmap, Ellipse, Polygon, Rectangle, Shape, Stroke
from redactor.model.plan import RedactionPlan
from redactor.model.record import EditRecord
from redactor.model.region import ALL, Effect, Kind, Origin, Region, Scope, Status, StyleChoice

PLAN: Final = "redactor/plan/1"
CASE: Final = "redactor/case/1"
RECORD: Final = "redactor/record/1"

Json = dict[str, Any]
T = TypeVar("T")

_SHAPES: Final[dict[str, type[Shape]]] = {
    "rectangle": Rectangle,
    "ellipse": Ellipse,
    "polygon": Polygon,
    "stroke": Stroke,
    "bitmap": Bitmap,
}


# --- writing ---------------------------------------------------------------------------------------------------


def plan_to_json(plan: RedactionPlan) -> Json:
    """Give a plan as a JSON object of schema ``redactor/plan/1``."""
    return {"schema": PLAN, "style": _style(plan.style), "regions": [region_to_json(r) for r in plan.regions]}


def case_to_json(case: CasePlan) -> Json:
    """Give a case plan as a JSON object of schema ``redactor/case/1``."""
    return {
        "schema": CASE,
        "style": _style(case.style),
        "subjects": [dataclasses.asdict(subject) for subject in case.subjects],
        "regions": [region_to_json(r, in_case=True) for r in case.regions],
        "decisions": [list(decision) for decision in case.decisions],
    }


def record_to_json(record: EditRecord) -> Json:
    """Give an edit record as a JSON object of schema ``redactor/record/1``."""
    fields = {f.name: getattr(record, f.name) for f in dataclasses.fields(record) if f.name != "plan"}
    plain = json.loads(json.dumps(fields, default=dataclasses.asdict))
    return {"schema": RECORD, **plain, "plan": plan_to_json(record.plan)}


def shape_to_json(shape: Shape) -> Json:
    """Give a shape as a JSON object; `type` names it."""
    name = next(name for name, kind in _SHAPES.items() if isinstance(shape, kind))
    fields = {f.name: getattr(shape, f.name) for f in dataclasses.fields(shape)}
    return {"type": name, **{key: _plain(value) for key, value in fields.items()}}


def region_to_json(region: Region, *, in_case: bool = False) -> Json:
    """Give a region as a JSON object; `instances` is written in a case only."""
    result: Json = {
        "id": region.id,
        "shape": shape_to_json(region.shape),
        "frames": _plain(region.scope.frames),
        "effect": str(region.effect),
        "status": str(region.status),
        "kind": str(region.kind),
        "origin": {"by": region.origin.by} | ({"id": region.origin.id} if region.origin.id else {}),
    }
    if in_case:
        result["instances"] = _plain(region.scope.instances)
    if region.style is not None:
        result["style"] = _style(region.style)
    if region.confidence is not None:
        result["confidence"] = region.confidence
    if region.header_match:
        result["header_match"] = True
    if region.reason:
        result["reason"] = region.reason
    return result


def _style(style: StyleChoice) -> Json:
    return {"id": style.id} | ({"options": dict(style.options)} if style.options else {})


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


# --- reading ---------------------------------------------------------------------------------------------------


class _Reader:
    """Takes a JSON object apart; what nobody took is an error."""

    def __init__(self, document: object, where: str) -> None:
        if not isinstance(document, dict):
            raise InvalidDocument(where=where, problem="an object is needed")
        self._left: Json = dict(document)
        self.where = where

    def take(self, name: str, read: Callable[[Any, str], T], default: T | None = None) -> T:
        """Read a field; without a default it must be there."""
        here = f"{self.where}.{name}"
        if name not in self._left:
            if default is None:
                raise InvalidDocument(where=here, problem="this field is missing")
            return default
        return read(self._left.pop(name), here)

    def maybe(self, name: str, read: Callable[[Any, str], T]) -> T | None:
        """Read a field that may be absent."""
        return read(self._left.pop(name), f"{self.where}.{name}") if name in self._left else None

    def end(self) -> None:
        """Refuse fields that no one asked for."""
        if self._left:
            raise InvalidDocument(where=self.where, problem=f"unknown field {', '.join(sorted(self._left))}")


def plan_from_json(document: object) -> RedactionPlan:
    """Read a plan.

    Raises
    ------
    InvalidDocument
        Naming the place and the problem.
    """
    reader = _Reader(document, "plan")
    _require_schema(reader, PLAN)
    plan = RedactionPlan(
        regions=reader.take("regions", _list_of(_region_reader(in_case=False)), ()),
        style=reader.take("style", _read_style, StyleChoice()),
    )
    reader.end()
    _require_distinct(plan.regions, reader.where)
    return plan


def case_from_json(document: object) -> CasePlan:
    """Read a case plan.

    Raises
    ------
    InvalidDocument
        Naming the place and the problem.
    """
    reader = _Reader(document, "case")
    _require_schema(reader, CASE)
    case = CasePlan(
        subjects=reader.take("subjects", _list_of(_read_subject), ()),
        regions=reader.take("regions", _list_of(_region_reader(in_case=True)), ()),
        style=reader.take("style", _read_style, StyleChoice()),
        decisions=reader.take("decisions", _list_of(_read_decision), ()),
    )
    reader.end()
    _require_distinct(case.regions, reader.where)
    return case


def shape_from_json(document: object, where: str = "shape") -> Shape:
    """Read a shape.

    Raises
    ------
    InvalidDocument
        Naming the place and the problem.
    """
    reader = _Reader(document, where)
    name = reader.take("type", _text)
    if name not in _SHAPES:
        raise InvalidDocument(where=f"{where}.type", problem=f"one of {', '.join(_SHAPES)} is needed")
    kind = _SHAPES[name]
    values = {field.name: reader.take(field.name, _SHAPE_FIELDS[kind is Bitmap, field.name]) for field in dataclasses.fields(kind)}
    reader.end()
    try:
        return kind(**values)
    except ValueError as error:
        raise InvalidDocument(where=where, problem=str(error)) from None


def _require_schema(reader: _Reader, schema: str) -> None:
    if reader.take("schema", _text) != schema:
        raise InvalidDocument(where=f"{reader.where}.schema", problem=f"{schema} is needed")


def _require_distinct(regions: tuple[Region, ...], where: str) -> None:
    if len({region.id for region in regions}) != len(regions):
        raise InvalidDocument(where=f"{where}.regions", problem="two regions have the same id")


def _region_reader(*, in_case: bool) -> Callable[[Any, str], Region]:
    def read(document: Any, where: str) -> Region:  # noqa: ANN401 - JSON
        reader = _Reader(document, where)
        region = Region(
            id=reader.take("id", _text),
            shape=reader.take("shape", shape_from_json),
            scope=Scope(
                instances=reader.take("instances", _all_or(_text), ALL) if in_case else ALL,
                frames=reader.take("frames", _all_or(_frame_number), ALL),
            ),
            effect=reader.take("effect", _word(Effect), Effect.HIDE),
            status=reader.take("status", _word(Status), Status.ACCEPTED),
            kind=reader.take("kind", _word(Kind), Kind.OTHER),
            origin=reader.take("origin", _read_origin, Origin()),
            style=reader.maybe("style", _read_style),
            confidence=reader.maybe("confidence", _share),
            header_match=reader.take("header_match", _flag, False),  # noqa: FBT003
            reason=reader.take("reason", _text, ""),
        )
        reader.end()
        return region

    return read


def _read_subject(document: Any, where: str) -> Subject:  # noqa: ANN401
    reader = _Reader(document, where)
    counts = [reader.take(name, _count) for name in ("rows", "columns", "number_of_frames")]
    subject = Subject(reader.take("key", _text), *counts)
    reader.end()
    return subject


def _read_origin(document: Any, where: str) -> Origin:  # noqa: ANN401
    reader = _Reader(document, where)
    by = reader.take("by", _text)
    if by not in {"person", "detector", "template"}:
        raise InvalidDocument(where=f"{where}.by", problem="one of person, detector, template is needed")
    origin = Origin(by, reader.take("id", _text, ""))  # type: ignore[arg-type]  # narrowed by the line above
    reader.end()
    return origin


def _read_style(document: Any, where: str) -> StyleChoice:  # noqa: ANN401
    reader = _Reader(document, where)
    style = StyleChoice(reader.take("id", _text), reader.take("options", _read_options, ()))
    reader.end()
    return style


def _read_options(document: Any, where: str) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401
    if not isinstance(document, Mapping) or not all(isinstance(v, bool | int | float | str) for v in document.values()):
        raise InvalidDocument(where=where, problem="names with plain values are needed")
    return tuple(document.items())


def _read_decision(document: Any, where: str) -> tuple[str, Any]:  # noqa: ANN401
    match document:
        case [str(path), "keep" | "remove" as decision]:
            return path, decision
    raise InvalidDocument(where=where, problem="an attribute path with keep or remove is needed")


def _list_of(read: Callable[[Any, str], T]) -> Callable[[Any, str], tuple[T, ...]]:
    def read_list(document: Any, where: str) -> tuple[T, ...]:  # noqa: ANN401
        if not isinstance(document, list):
            raise InvalidDocument(where=where, problem="a list is needed")
        return tuple(read(item, f"{where}[{index}]") for index, item in enumerate(document))

    return read_list


def _all_or(read: Callable[[Any, str], T]) -> Callable[[Any, str], Any]:
    def read_all(document: Any, where: str) -> Any:  # noqa: ANN401
        if document == ALL:
            return ALL
        items = _list_of(read)(document, where)
        if not items:
            raise InvalidDocument(where=where, problem="the list is empty")
        return items

    return read_all


def _word(words: type[T]) -> Callable[[Any, str], T]:
    def read_word(document: Any, where: str) -> T:  # noqa: ANN401
        try:
            return words(document)  # type: ignore[call-arg]  # an enumeration takes its value
        except ValueError:
            raise InvalidDocument(where=where, problem="this word is not known") from None

    return read_word


def _text(document: Any, where: str) -> str:  # noqa: ANN401
    if not isinstance(document, str):
        raise InvalidDocument(where=where, problem="a text is needed")
    return document


def _flag(document: Any, where: str) -> bool:  # noqa: ANN401
    if not isinstance(document, bool):
        raise InvalidDocument(where=where, problem="true or false is needed")
    return document


def _number(document: Any, where: str) -> float:  # noqa: ANN401
    if isinstance(document, bool) or not isinstance(document, int | float):
        raise InvalidDocument(where=where, problem="a number is needed")
    return document


def _share(document: Any, where: str) -> float:  # noqa: ANN401
    number = _number(document, where)
    if not 0 <= number <= 1:
        raise InvalidDocument(where=where, problem="a number from 0 to 1 is needed")
    return number


def _whole(document: Any, where: str) -> int:  # noqa: ANN401
    if isinstance(document, bool) or not isinstance(document, int):
        raise InvalidDocument(where=where, problem="a whole number is needed")
    return document


def _count(document: Any, where: str) -> int:  # noqa: ANN401
    if _whole(document, where) < 1:
        raise InvalidDocument(where=where, problem="a number from 1 is needed")
    return int(document)


_frame_number = _count


def _points(document: Any, where: str) -> tuple[tuple[float, float], ...]:  # noqa: ANN401
    pairs = _list_of(_list_of(_number))(document, where)
    if any(len(pair) != 2 for pair in pairs):
        raise InvalidDocument(where=where, problem="points are [column, row]")
    return tuple((pair[0], pair[1]) for pair in pairs)


_SHAPE_FIELDS: Final[dict[tuple[bool, str], Callable[[Any, str], Any]]] = {
    **{(False, name): _number for name in ("column", "row", "columns", "rows", "radius")},
    **{(True, name): _whole for name in ("column", "row", "columns", "rows")},
    (False, "points"): _points,
    (True, "rle"): _list_of(_whole),
}
