"""Plans, cases and records as JSON: a round trip changes nothing, and what is malformed is named."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import InvalidDocument
from redactor.model.case_plan import CasePlan, Subject
from redactor.model.codec import (
    case_from_json,
    case_to_json,
    lines_of,
    plan_from_json,
    plan_to_json,
    record_lines,
    record_to_json,
    region_to_json,
    shape_from_json,
    shape_to_json,
)
from redactor.model.geometry import Bitmap, Ellipse, Polygon, Rectangle, Stroke
from redactor.model.image import PixelFormat
from redactor.model.plan import RedactionPlan
from redactor.model.region import ALL, Effect, Kind, Origin, Region, Scope, Status, StyleChoice
from tests.strategies import CHEAP, case_plans, edit_records, plans, shapes

PIXELS = PixelFormat(rows=9, columns=8, number_of_frames=3)

DOCUMENTED = """
{"schema": "redactor/plan/1", "style": {"id": "solid"},
 "regions": [{"id": "r1", "shape": {"type": "rectangle", "column": 0, "row": 0, "columns": 640, "rows": 52},
   "frames": "all", "effect": "hide", "status": "accepted", "kind": "burned_in_text", "origin": {"by": "person"}}]}
"""
"""The plan that the contract of the command line shows."""


def there_and_back(document):
    """What comes out of a file that the document was saved to."""
    return json.loads(json.dumps(document, ensure_ascii=False))


# --- round trips -----------------------------------------------------------------------------------------------


@CHEAP
@given(plans(PIXELS))
def test_a_plan_comes_back_from_json_as_it_was(plan):
    document = plan_to_json(plan)
    assert there_and_back(document) == document
    assert plan_from_json(there_and_back(document)) == plan


@CHEAP
@given(case_plans(PIXELS))
def test_a_case_comes_back_from_json_as_it_was(case):
    document = case_to_json(case)
    assert there_and_back(document) == document
    assert case_from_json(there_and_back(document)) == case


@CHEAP
@given(shapes(rows=9, columns=9, margin=3))
def test_a_shape_comes_back_from_json_as_it_was(shape):
    assert shape_from_json(there_and_back(shape_to_json(shape))) == shape


@CHEAP
@given(plans(PIXELS))
def test_equal_plans_are_equal_texts(plan):
    assert json.dumps(plan_to_json(plan_from_json(plan_to_json(plan)))) == json.dumps(plan_to_json(plan))


def test_the_documented_plan_is_read_as_documented():
    region = Region("r1", Rectangle(0, 0, 640, 52), kind=Kind.BURNED_IN_TEXT)
    assert plan_from_json(json.loads(DOCUMENTED)) == RedactionPlan((region,))
    assert plan_to_json(RedactionPlan((region,))) == json.loads(DOCUMENTED)


def test_what_a_region_leaves_out_has_the_documented_default():
    shape = {"type": "ellipse", "column": 1, "row": 2, "columns": 3, "rows": 4}
    plan = plan_from_json({"schema": "redactor/plan/1", "regions": [{"id": "a", "shape": shape}]})
    (region,) = plan.regions
    assert region.scope.frames == ALL
    assert region.effect is Effect.HIDE
    assert region.status is Status.ACCEPTED
    assert region.kind is Kind.OTHER
    assert region.origin == Origin()
    assert region.style is None
    assert plan.style == StyleChoice("solid")


@pytest.mark.parametrize(
    ("shape", "fields"),
    [
        (Rectangle(0.5, 0, 2, 1), {"type": "rectangle", "column": 0.5, "row": 0, "columns": 2, "rows": 1}),
        (Ellipse(0, 0, 2, 1), {"type": "ellipse", "column": 0, "row": 0, "columns": 2, "rows": 1}),
        (Polygon(((0, 0), (2, 0), (0, 1.25))), {"type": "polygon", "points": [[0, 0], [2, 0], [0, 1.25]]}),
        (Stroke(((1, 1),), 2), {"type": "stroke", "points": [[1, 1]], "radius": 2}),
        (
            Bitmap(3, 4, 2, 1, (1, 1)),
            {"type": "bitmap", "column": 3, "row": 4, "columns": 2, "rows": 1, "rle": [1, 1]},
        ),
    ],
)
def test_a_shape_is_written_with_the_documented_fields(shape, fields):
    assert shape_to_json(shape) == fields
    whole = [value for value in fields.values() if value in range(9)]
    assert all(isinstance(value, int) for value in whole)  # 2, not 2.0: as people write it


def test_instances_stand_in_a_case_only():
    region = Region("a", Rectangle(0, 0, 1, 1), scope=Scope(instances=("3f",)))
    assert "instances" not in region_to_json(region)
    assert region_to_json(region, in_case=True)["instances"] == ["3f"]
    with pytest.raises(InvalidDocument, match="unknown field instances"):
        plan_from_json({"schema": "redactor/plan/1", "regions": [region_to_json(region, in_case=True)]})


def test_a_region_of_a_bare_case_applies_to_every_instance():
    document = case_to_json(CasePlan(regions=(Region("a", Rectangle(0, 0, 1, 1)),)))
    del document["regions"][0]["instances"]
    assert case_from_json(document).regions[0].scope.instances == ALL


@CHEAP
@given(edit_records())
def test_a_record_is_written_with_all_its_fields_and_no_others(record):
    document = record_to_json(record)
    assert there_and_back(document) == document
    assert document.pop("schema") == "redactor/record/1"
    assert document.pop("plan") == plan_to_json(record.plan)
    fields = dataclasses.asdict(dataclasses.replace(record, plan=RedactionPlan()))
    del fields["plan"]
    for obscured in fields["obscured"]:
        obscured["options"] = dict(obscured["options"])
    for frame in fields["frames"]:
        if frame["number_in_result"] == frame["number"]:
            del frame["number_in_result"]
    assert document == there_and_back(fields)
    assert json.loads(lines_of(record_to_json(record))) == record_to_json(record)
    assert record_lines(record) == lines_of(record_to_json(record))


# --- what is malformed -----------------------------------------------------------------------------------------


def base():
    """A case with every field that there is."""
    regions = [
        Region(
            f"r{number}",
            shape,
            scope=Scope(instances=("3f",), frames=(1, 3)),
            origin=Origin("detector", "text@1"),
            status=Status.PROPOSED,
            confidence=0.75,
            style=StyleChoice("mosaic", (("size", 8), ("ratio", 0.5), ("round", True), ("name", "a"))),
            header_match=True,
            reason="matches PatientName (0010,0010)",
        )
        for number, shape in enumerate(
            [
                Rectangle(0, 0, 2, 1),
                Ellipse(0, 0, 2, 1),
                Polygon(((0, 0), (2, 0), (0, 1))),
                Stroke(((1, 1),), 0.5),
                Bitmap(0, 0, 2, 1, (1, 1)),
            ]
        )
    ]
    decisions = (("(0008,1030)", "keep"), ("(0010,4000)", "remove"))
    return CasePlan((Subject("3f", 9, 8, 3),), tuple(regions), StyleChoice("solid", (("a", 1),)), decisions)


BASE = there_and_back(case_to_json(base()))
PLAN_BASE = there_and_back(plan_to_json(RedactionPlan(base().regions)))


def places_in(value, path=()):
    """The paths of all values inside a JSON value, itself first."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from places_in(item, (*path, key))


def put(document, path, value):
    """A copy with another value in one place."""
    if not path:
        return value
    changed = copy.deepcopy(document)
    inside = changed
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    return changed


def value_at(document, path):
    for key in path:
        document = document[key]
    return document


def junk():
    """Values that turn up in wrong places, some right by chance."""
    odd = [None, True, False, 0, 1, -1, 0.5, -0.0, 1e300, -1e300, 10**400, 2**63, math.nan, math.inf, -math.inf]
    words = ["", "all", "hide", "accepted", "person", "rectangle", "keep", "NaN", "1", "\u0000", "张三"]
    plain = st.sampled_from([*odd, *words])
    nested = st.recursive(
        plain, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=4), v), max_leaves=5
    )
    return st.one_of(plain, nested)


def reads_or_refuses(read, write, document):
    """Either the document is right, and then it round-trips, or `InvalidDocument` and nothing else says why not."""
    value = None
    with contextlib.suppress(InvalidDocument):
        value = read(document)
    if value is not None:
        assert read(there_and_back(write(value))) == value


@CHEAP
@given(st.sampled_from(list(places_in(BASE))), junk())
def test_a_case_with_junk_in_some_place_is_read_or_refused(path, value):
    reads_or_refuses(case_from_json, case_to_json, put(BASE, path, value))


@CHEAP
@given(st.sampled_from(list(places_in(PLAN_BASE))), junk())
def test_a_plan_with_junk_in_some_place_is_read_or_refused(path, value):
    reads_or_refuses(plan_from_json, plan_to_json, put(PLAN_BASE, path, value))


@CHEAP
@given(st.lists(st.tuples(st.sampled_from(list(places_in(BASE))), junk()), min_size=2, max_size=4))
def test_a_case_with_junk_in_many_places_is_read_or_refused(changes):
    document = BASE
    for path, value in changes:
        if path in set(places_in(document)):
            document = put(document, path, value)
    reads_or_refuses(case_from_json, case_to_json, document)


@CHEAP
@given(junk())
def test_junk_is_refused(value):
    for read in (plan_from_json, case_from_json, shape_from_json):
        with pytest.raises(InvalidDocument):
            read(value)


def test_a_value_of_another_type_is_refused_wherever_it_stands():
    for path in places_in(BASE):
        old = value_at(BASE, path)
        if "options" in path[:-1]:  # an option may hold any plain value
            continue
        for other in (None, True, 1, "a text", ["a list"], {"an": "object"}):
            both_numbers = {type(old), type(other)} <= {int, float}
            if type(other) is not type(old) and not both_numbers:
                with pytest.raises(InvalidDocument):
                    case_from_json(put(BASE, path, other))


def test_numbers_that_are_no_numbers_are_refused_wherever_they_stand():
    for path in places_in(BASE):
        for number in (math.nan, math.inf, -math.inf):
            with pytest.raises(InvalidDocument):
                case_from_json(put(BASE, path, number))


def test_an_unknown_field_is_named_with_its_place_wherever_it_stands():
    for path in places_in(BASE):
        old = value_at(BASE, path)
        if isinstance(old, dict) and path[-1:] != ("options",):
            with pytest.raises(InvalidDocument, match="nobody_knows") as caught:
                case_from_json(put(BASE, path, {**old, "nobody_knows": 1}))
            for key in path:
                assert (f"[{key}]" if isinstance(key, int) else f".{key}") in caught.value.facts["where"]


@pytest.mark.parametrize(
    "path",
    [
        ("schema",),
        ("subjects", 0, "key"),
        ("subjects", 0, "rows"),
        ("subjects", 0, "columns"),
        ("subjects", 0, "number_of_frames"),
        ("regions", 0, "id"),
        ("regions", 0, "shape"),
        ("regions", 0, "shape", "type"),
        ("regions", 0, "shape", "rows"),
        ("regions", 0, "origin", "by"),
        ("regions", 2, "shape", "points"),
        ("regions", 3, "shape", "radius"),
        ("regions", 4, "shape", "rle"),
        ("style", "id"),
    ],
)
def test_a_field_that_is_needed_is_named_where_it_is_missing(path):
    document = copy.deepcopy(BASE)
    del value_at(document, path[:-1])[path[-1]]
    with pytest.raises(InvalidDocument, match="missing") as caught:
        case_from_json(document)
    assert caught.value.facts["where"].endswith(f".{path[-1]}")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "redactor/plan/1"),
        (("schema",), "redactor/case/2"),
        (("subjects", 0, "rows"), 0),
        (("subjects", 0, "dropped_frames"), [2, 1]),
        (("subjects", 0, "dropped_frames"), [1, 1]),
        (("subjects", 0, "dropped_frames"), [0]),
        (("subjects", 0, "dropped_frames"), "all"),
        (("regions", 0, "frames"), []),
        (("regions", 0, "frames"), [0]),
        (("regions", 0, "frames"), "some"),
        (("regions", 0, "instances"), []),
        (("regions", 0, "effect"), "destroy"),
        (("regions", 0, "status"), "ACCEPTED"),
        (("regions", 0, "kind"), "name"),
        (("regions", 0, "confidence"), 1.5),
        (("regions", 0, "confidence"), -0.1),
        (("regions", 0, "origin", "by"), "somebody"),
        (("regions", 0, "shape", "type"), "circle"),
        (("regions", 0, "shape", "columns"), 0),
        (("regions", 0, "shape", "column"), 1e300),
        (("regions", 0, "shape", "column"), 10**400),
        (("regions", 2, "shape", "points"), [[0, 0], [1, 1]]),
        (("regions", 2, "shape", "points", 0), [0]),
        (("regions", 2, "shape", "points", 0), [0, 1, 2]),
        (("regions", 3, "shape", "points"), []),
        (("regions", 3, "shape", "radius"), 0),
        (("regions", 4, "shape", "rle"), [1, 2]),
        (("regions", 4, "shape", "rle"), [2]),
        (("regions", 4, "shape", "column"), 0.5),
        (("regions", 1, "id"), "r0"),
        (("decisions", 0, 1), "maybe"),
        (("decisions", 0), ["(0008,1030)"]),
        (("style", "options", "a"), None),
        (("style", "options", "a"), [1]),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_at_its_place(path, value):
    with pytest.raises(InvalidDocument) as caught:
        case_from_json(put(BASE, path, value))
    assert str(path[0]) in caught.value.facts["where"]


def test_two_regions_with_the_same_id_are_refused():
    with pytest.raises(InvalidDocument, match="same id"):
        plan_from_json(plan_to_json(RedactionPlan((Region("a", Rectangle(0, 0, 1, 1)),) * 2)))


def test_reading_leaves_the_document_as_it_was():
    document = copy.deepcopy(BASE)
    case_from_json(document)
    assert document == BASE


@pytest.mark.parametrize(
    ("name", "twice"),
    [
        ("subjects", {"key": "k", "rows": 3, "columns": 4, "number_of_frames": 1}),
        ("decisions", ["(0008,1030)", "keep"]),
    ],
)
def test_a_case_names_no_subject_and_no_attribute_twice(name, twice):
    with pytest.raises(InvalidDocument) as caught:
        case_from_json({"schema": "redactor/case/1", "regions": [], name: [twice, twice]})
    assert name in str(caught.value)
