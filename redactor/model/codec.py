"""Plans and records as JSON, with schema numbers. Unknown fields are an error that names them."""

from __future__ import annotations

import dataclasses
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from redactor.errors import InvalidDocument
from redactor.model.body_parts import KEEPABLE, BodyChoice, BodyPart
from redactor.model.case_plan import CasePlan, Subject
from redactor.model.geometry import Bitmap, Ellipse, Polygon, Rectangle, Stroke
from redactor.model.plan import RedactionPlan
from redactor.model.region import ALL, Effect, Kind, Origin, Region, Scope, Status, StyleChoice
from redactor.model.strict_json import Reader, count, flag, list_of, number, one_of, share, text, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from redactor.model.case_plan import AttributeDecision
    from redactor.model.geometry import Point, Shape
    from redactor.model.record import AttributeAction, EditRecord
    from redactor.model.strict_json import Json, Read
    from redactor.options import Value

PLAN: Final = "redactor/plan/1"
CASE: Final = "redactor/case/1"
RECORD: Final = "redactor/record/1"

_NO_FRAMES: Final[tuple[int, ...]] = ()

_LINE: Final = json.JSONEncoder(ensure_ascii=False).encode

T = TypeVar("T")

# --- writing --------------------------------------------------------------------------------------------------


def plan_to_json(plan: RedactionPlan) -> Json:
    """Give a plan as a JSON object of schema ``redactor/plan/1``."""
    dropped = {"dropped_frames": list(plan.dropped_frames)} if plan.dropped_frames else {}
    regions = [region_to_json(r) for r in plan.regions]
    return {"schema": PLAN, "style": _style(plan.style), "regions": regions, **dropped}


def case_to_json(case: CasePlan) -> Json:
    """Give a case plan as a JSON object of schema ``redactor/case/1``."""
    chosen = {"body_choices": [_choice(choice) for choice in case.body_choices]} if case.body_choices else {}
    return {
        "schema": CASE,
        "style": _style(case.style),
        "subjects": [_subject(subject, case.dropped_of(subject.key)) for subject in case.subjects],
        "regions": [region_to_json(r, in_case=True) for r in case.regions],
        "decisions": [list(decision) for decision in case.decisions],
        **chosen,
    }


def record_to_json(record: EditRecord) -> Json:
    """Give an edit record as a JSON object of schema ``redactor/record/1``.

    A frame whose number is the same in the result has no `number_in_result`.
    """
    plain: dict[str, Any] = {name: _object(value) for name, value in vars(record).items() if name != "plan"}
    for obscured in plain["obscured"]:
        obscured["options"] = dict(obscured["options"])
    for frame in plain["frames"]:
        if frame["number_in_result"] == frame["number"]:
            del frame["number_in_result"]
    return {"schema": RECORD, **plain, "plan": plan_to_json(record.plan)}


def record_lines(record: EditRecord) -> str:
    """Give an edit record as `lines_of` would; its actions, which are by far the most of it, are much the same."""
    actions = ", ".join(map(_action_line, record.attributes))
    document = record_to_json(dataclasses.replace(record, attributes=()))
    lines = {name: _LINE(value) for name, value in document.items()} | {"attributes": f"[{actions}]"}
    return _lines(lines)


@lru_cache(1 << 12)
def _action_line(action: AttributeAction) -> str:
    return _LINE(vars(action))


def lines_of(document: Json) -> str:
    """Give a JSON object as text with one line for each of its fields: such text is written fast, and still read."""
    return _lines({name: _LINE(value) for name, value in document.items()})


def _lines(fields: Mapping[str, str]) -> str:
    return "{\n" + ",\n".join(f" {_LINE(name)}: {value}" for name, value in fields.items()) + "\n}\n"


def shape_to_json(shape: Shape) -> Json:
    """Give a shape as a JSON object; `type` names it."""
    fields = {f.name: _plain(getattr(shape, f.name)) for f in dataclasses.fields(shape)}
    return {"type": type(shape).__name__.lower(), **fields}


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


def _subject(subject: Subject, dropped: tuple[int, ...]) -> Json:
    return {**dataclasses.asdict(subject), **({"dropped_frames": list(dropped)} if dropped else {})}


def _choice(choice: BodyChoice) -> Json:
    kept = {"keep_only": str(choice.keep_only)} if choice.keep_only else {}
    patient = {"by_patient": True} if choice.by_patient else {}
    return {"at": choice.at, "by": choice.by, "parts": [str(part) for part in choice.parts], **kept, **patient}


def _style(style: StyleChoice) -> Json:
    return {"id": style.id, **({"options": dict(style.options)} if style.options else {})}


def _object(value: Any) -> Any:  # noqa: ANN401 - what JSON can hold
    """Give dataclasses as objects and tuples as lists, at every depth."""
    if type(value) is str:  # what most of them are
        return value
    if isinstance(value, tuple):
        return [_object(item) for item in value]
    if dataclasses.is_dataclass(value):  # those of a record hold their fields and nothing else
        return {name: _object(item) for name, item in vars(value).items()}
    return value


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


# --- reading documents ----------------------------------------------------------------------------------------


def plan_from_json(document: object) -> RedactionPlan:
    """Read a plan.

    Raises
    ------
    InvalidDocument
        Naming the place and the problem.
    """
    reader = Reader(document, "plan")
    reader.take("schema", one_of(PLAN))
    plan = RedactionPlan(
        regions=reader.take("regions", list_of(_read_region), ()),
        style=reader.take("style", _read_style, StyleChoice()),
        dropped_frames=reader.take("dropped_frames", _read_numbers, _NO_FRAMES),
    )
    reader.end()
    _require_distinct("regions", (region.id for region in plan.regions), reader.where)
    return plan


def case_from_json(document: object) -> CasePlan:
    """Read a case plan.

    Raises
    ------
    InvalidDocument
        Naming the place and the problem.
    """
    reader = Reader(document, "case")
    reader.take("schema", one_of(CASE))
    none: tuple[tuple[Subject, tuple[int, ...]], ...] = ()
    subjects = reader.take("subjects", list_of(_read_subject), none)
    case = CasePlan(
        subjects=tuple(subject for subject, _ in subjects),
        regions=reader.take("regions", list_of(_read_region_of_case), ()),
        style=reader.take("style", _read_style, StyleChoice()),
        decisions=reader.take("decisions", list_of(_read_decision), ()),
        dropped_frames=tuple(sorted((subject.key, dropped) for subject, dropped in subjects if dropped)),
        body_choices=reader.take("body_choices", list_of(_read_choice), ()),
    )
    reader.end()
    _require_distinct("regions", (region.id for region in case.regions), reader.where)
    _require_distinct("subjects", (subject.key for subject in case.subjects), reader.where)
    _require_distinct("decisions", (path for path, _ in case.decisions), reader.where)
    return case


def shape_from_json(document: object, where: str = "shape") -> Shape:
    """Read a shape.

    Raises
    ------
    InvalidDocument
        Naming the place and the problem.
    """
    reader = Reader(document, where)
    read = _SHAPES[reader.take("type", one_of(*_SHAPES))]
    try:
        shape = read(reader)
    except ValueError as error:  # the shape itself refused its values
        raise InvalidDocument(where=where, problem=str(error)) from None
    reader.end()
    return shape


def _require_distinct(name: str, keys: Iterable[str], where: str) -> None:
    found = list(keys)
    if len(set(found)) != len(found):
        raise InvalidDocument(where=f"{where}.{name}", problem="two of them have the same id")


# --- reading parts of documents -------------------------------------------------------------------------------


def _read_region(document: object, where: str) -> Region:
    reader = Reader(document, where)
    region = _region(reader, instances=ALL)
    reader.end()
    return region


def _read_region_of_case(document: object, where: str) -> Region:
    reader = Reader(document, where)
    region = _region(reader, instances=reader.take("instances", _all_or(text), ALL))
    reader.end()
    return region


def _region(reader: Reader, *, instances: Literal["all"] | tuple[str, ...]) -> Region:
    return Region(
        id=reader.take("id", text),
        shape=reader.take("shape", shape_from_json),
        scope=Scope(instances, reader.take("frames", _all_or(count), ALL)),
        effect=reader.take("effect", one_of(*Effect), Effect.HIDE),
        status=reader.take("status", one_of(*Status), Status.ACCEPTED),
        kind=reader.take("kind", one_of(*Kind), Kind.OTHER),
        origin=reader.take("origin", _read_origin, Origin()),
        style=reader.maybe("style", _read_style),
        confidence=reader.maybe("confidence", share),
        header_match=reader.take("header_match", flag, default=False),
        reason=reader.take("reason", text, ""),
    )


def _read_subject(document: object, where: str) -> tuple[Subject, tuple[int, ...]]:
    reader = Reader(document, where)
    subject = Subject(
        key=reader.take("key", text),
        rows=reader.take("rows", count),
        columns=reader.take("columns", count),
        number_of_frames=reader.take("number_of_frames", count),
    )
    dropped = reader.take("dropped_frames", _read_numbers, _NO_FRAMES)
    reader.end()
    return subject, dropped


def _read_numbers(document: object, where: str) -> tuple[int, ...]:
    numbers = list_of(count)(document, where)
    if list(numbers) != sorted(set(numbers)):
        raise InvalidDocument(where=where, problem="the numbers must ascend, each once")
    return numbers


def _read_origin(document: object, where: str) -> Origin:
    reader = Reader(document, where)
    origin = Origin(
        by=reader.take("by", one_of("person", "detector", "template")),
        id=reader.take("id", text, ""),
    )
    reader.end()
    return origin


def _read_style(document: object, where: str) -> StyleChoice:
    reader = Reader(document, where)
    style = StyleChoice(reader.take("id", text), reader.take("options", _read_options, ()))
    reader.end()
    return style


def _read_options(document: object, where: str) -> tuple[tuple[str, Value], ...]:
    if not isinstance(document, dict):
        raise InvalidDocument(where=where, problem="an object is needed")
    return tuple((str(name), _read_option(value, f"{where}.{name}")) for name, value in document.items())


def _read_option(document: object, where: str) -> Value:
    return document if isinstance(document, bool | str) else number(document, where)


def _read_decision(document: object, where: str) -> tuple[str, AttributeDecision]:
    match document:
        case [str(path), "keep" | "remove" as decision]:
            return path, decision
        case _:
            raise InvalidDocument(where=where, problem="an attribute path with keep or remove is needed")


def _read_choice(document: object, where: str) -> BodyChoice:
    reader = Reader(document, where)
    at, by = reader.take("at", number), reader.take("by", text)
    parts = reader.take("parts", list_of(one_of(*BodyPart)), ())
    kept = reader.maybe("keep_only", one_of(*KEEPABLE))
    by_patient = reader.take("by_patient", flag, default=False)
    reader.end()
    try:
        return BodyChoice(at, by, parts, kept, by_patient)
    except ValueError as error:  # the choice itself refused its values
        raise InvalidDocument(where=where, problem=str(error)) from None


def _read_points(document: object, where: str) -> tuple[Point, ...]:
    pairs = list_of(list_of(number))(document, where)
    if any(len(pair) != 2 for pair in pairs):
        raise InvalidDocument(where=where, problem="points are [column, row]")
    return tuple((column, row) for column, row in pairs)


def _all_or(read: Read[T]) -> Read[Literal["all"] | tuple[T, ...]]:
    def read_all(document: object, where: str) -> Literal["all"] | tuple[T, ...]:
        if document == ALL:
            return ALL
        items = list_of(read)(document, where)
        if not items:
            raise InvalidDocument(where=where, problem="the list is empty")
        return items

    return read_all


def _box(reader: Reader, read: Read[T]) -> tuple[T, T, T, T]:
    column, row, columns, rows = (reader.take(name, read) for name in ("column", "row", "columns", "rows"))
    return column, row, columns, rows


_SHAPES: Final[dict[str, Callable[[Reader], Shape]]] = {
    "rectangle": lambda reader: Rectangle(*_box(reader, number)),
    "ellipse": lambda reader: Ellipse(*_box(reader, number)),
    "polygon": lambda reader: Polygon(reader.take("points", _read_points)),
    "stroke": lambda reader: Stroke(reader.take("points", _read_points), reader.take("radius", number)),
    "bitmap": lambda reader: Bitmap(*_box(reader, whole), rle=reader.take("rle", list_of(whole))),
}
