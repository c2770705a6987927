"""Templates: whom they fit, what they may not hold, and that file, schema and value say the same."""

from __future__ import annotations

import copy
import json
from dataclasses import replace

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import resources
from redactor.errors import InvalidDocument, TemplateNotClean
from redactor.model.geometry import Bitmap, Ellipse, Rectangle
from redactor.model.image import DeviceKey, Identifiers, PixelFormat, UltrasoundRegion
from redactor.model.plan import RedactionPlan
from redactor.model.region import Effect, Kind, Origin, Region, Scope, Status
from redactor.model.template import Fit, ImageFacts, MaskTemplate, MatchRule, Words, template_of
from redactor.model.template_codec import template_from_json, template_id, template_to_json
from tests.instances import hiding
from tests.strategies import CHEAP, plans, regions

PIXELS = PixelFormat(rows=16, columns=16, number_of_frames=3)
DEVICE = DeviceKey("ACME Medical", "Scan 5", "US", "1.2.3", 16, 16)
FACTS = ImageFacts(DEVICE, ("ORIGINAL", "PRIMARY"), "PA", (UltrasoundRegion(0, 4, 15, 15),))
RULE = MatchRule(16, 16, modality="US", manufacturer=Words("acme medical"))
SCHEMA = jsonschema.Draft202012Validator(json.loads(resources.read_text("schemas/template-1.json")))

DOCUMENTED = """
{"schema": "redactor/template/1", "title": "GE LOGIQ E9 640×480", "version": 1,
 "match": {"Modality": "US", "Manufacturer": "GE MEDICAL SYSTEMS", "ManufacturerModelName": "LOGIQE9", "Rows": 480,
           "Columns": 640},
 "plan": {"schema": "redactor/plan/1", "regions": [
   {"id": "r1", "shape": {"type": "rectangle", "column": 0, "row": 0, "columns": 640, "rows": 52}}]}}
"""
"""As the contract of the command line shows one."""


def words():
    some = st.text(min_size=1, max_size=6).filter(lambda text: text.strip())
    return st.one_of(st.just(Words()), st.builds(Words, some, contains=st.booleans()))


def rules():
    some = st.text(max_size=6).filter(lambda text: text.strip() or not text)
    numbers = st.integers(-3, 700)
    areas = st.builds(UltrasoundRegion, numbers, numbers, numbers, numbers)
    return st.builds(
        MatchRule,
        st.just(16),
        st.just(16),
        modality=st.just("US"),
        manufacturer=words(),
        manufacturer_model_name=words(),
        sop_class_uid=some,
        view_position=some,
        image_type=st.lists(some.filter(bool), max_size=2).map(tuple),
        ultrasound_regions=st.one_of(st.none(), st.lists(areas, max_size=2).map(tuple)),
    )


def may_be_saved(region):
    """The region without what no template takes: ink, and a patient's text."""
    plain = region.shape
    if isinstance(plain, Bitmap):
        box = plain.bounds
        plain = Rectangle(box.column, box.row, box.columns, box.rows)
    return replace(region, shape=plain, header_match=False)


@st.composite
def templates(draw):
    """What saving a plan leads to."""
    drawn = tuple(map(may_be_saved, draw(plans(PIXELS)).regions))
    plan = RedactionPlan((Region("first", Ellipse(1, 1, 3, 2)), *drawn), draw(plans(PIXELS)).style)
    title = draw(st.text(min_size=1, max_size=9).filter(lambda text: text.strip() and text.isprintable()))
    return template_of(title, draw(rules()), plan, version=draw(st.integers(1, 9999)))


# --- files ------------------------------------------------------------------------------------------------------


@CHEAP
@given(templates())
def test_a_template_comes_back_from_json_as_it_was_and_follows_the_schema(template):
    document = json.loads(json.dumps(template_to_json(template)))
    assert template_from_json(document) == template
    SCHEMA.validate(document)
    assert template_id(template_from_json(document)) == template_id(template)


def test_the_documented_template_is_read_as_documented():
    document = json.loads(DOCUMENTED)
    SCHEMA.validate(document)
    template = template_from_json(document)
    assert (template.title, template.match.rows, template.match.columns) == ("GE LOGIQ E9 640×480", 480, 640)
    assert template.plan.regions[0].shape == Rectangle(0, 0, 640, 52)


def changed(path, value):
    """The documented template with another value at a path; None takes it away."""
    document = copy.deepcopy(json.loads(DOCUMENTED))
    place = document
    for name in path[:-1]:
        place = place[name]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


REGION = ("plan", "regions", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "redactor/template/2"),
        (("title",), " "),
        (("title",), "x" * 201),
        (("title",), None),
        (("version",), 0),
        (("profile",), "basic"),
        (("match", "Rows"), None),
        (("match", "Columns"), 65536),
        (("match", "StationName"), "R1"),
        (("match", "Modality"), ""),
        (("match", "Manufacturer"), {"like": "GE"}),
        (("match", "SequenceOfUltrasoundRegions"), [[1, 2, 3]]),
        (("match",), {"Rows": 480, "Columns": 640}),
        (("plan", "regions"), []),
        (("plan", "dropped_frames"), [1]),
        ((*REGION, "effect"), "protect"),
        ((*REGION, "status"), "proposed"),
        ((*REGION, "reason"), "the name of somebody"),
        ((*REGION, "header_match"), True),
        ((*REGION, "instances"), "all"),
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(path, value):
    document = changed(path, value)
    assert not SCHEMA.is_valid(document)
    with pytest.raises(InvalidDocument):
        template_from_json(document)


@pytest.mark.parametrize("box", [{"columns": 641}, {"row": 470}])
def test_a_region_outside_the_size_is_refused(box):
    document = json.loads(DOCUMENTED)
    document["plan"]["regions"][0]["shape"] |= box
    with pytest.raises(InvalidDocument, match="outside"):
        template_from_json(document)


# --- what a template holds --------------------------------------------------------------------------------------


def test_what_people_and_detectors_wrote_is_left_behind():
    region = Region(
        "ZELDA",
        Rectangle(0, 0, 4, 4),
        scope=Scope(("key-of-an-instance",)),
        origin=Origin("detector", "text@2"),
        status=Status.PROPOSED,
        confidence=0.5,
        reason="looks like ZELDA",
    )
    rejected = replace(region, id="no", status=Status.REJECTED)
    template = template_of("Top left", RULE, RedactionPlan((region, rejected)))
    assert template.plan.regions == (Region("r1", Rectangle(0, 0, 4, 4)),)
    assert "ZELDA" not in json.dumps(template_to_json(template))


def test_an_area_around_a_patients_text_is_no_part_of_a_template():
    text = Region("t", Rectangle(2, 2, 5, 2), kind=Kind.BURNED_IN_TEXT, header_match=True)
    with pytest.raises(TemplateNotClean, match="fixed area"):
        template_of("Banner", RULE, RedactionPlan((text,)))
    over = Region("o", Rectangle(0, 0, 16, 5))
    assert template_of("Banner", RULE, RedactionPlan((text, over))).plan.regions == (replace(over, id="r1"),)
    beside = Region("o", Rectangle(0, 0, 6, 5))
    with pytest.raises(TemplateNotClean):
        template_of("Banner", RULE, RedactionPlan((text, beside)))


def test_a_free_form_with_gaps_could_be_letters():
    ring = np.ones((5, 5), np.bool_)
    ring[1:4, 1:4] = False
    with pytest.raises(TemplateNotClean, match="rectangles"):
        template_of("Ring", RULE, RedactionPlan((Region("b", Bitmap.of(ring)),)))
    disc = Ellipse(0, 0, 9, 7).cover(Ellipse(0, 0, 9, 7).bounds)
    assert template_of("Disc", RULE, RedactionPlan((Region("b", Bitmap.of(disc)),))).plan.regions


@pytest.mark.parametrize("title", ["Mask of Zelda", "room 4711-77", "王"])
def test_no_word_of_the_header_stands_in_the_title(title):
    header = Identifiers((("(0010,0010)", "CANARY^ZELDA=王"), ("(0010,0020)", "ZZ-4711-77")))
    with pytest.raises(TemplateNotClean) as caught:
        template_of(title, RULE, hiding((0, 0, 4, 4)), identifiers=header)
    assert title not in str(caught.value)


def test_a_name_is_no_device():
    header = Identifiers((("(0010,0010)", "CANARY^ZELDA"), ("(0008,0080)", "ACME HOSPITAL")))
    named = replace(RULE, manufacturer_model_name=Words("zelda 5"))
    with pytest.raises(TemplateNotClean):
        template_of("Banner", named, hiding((0, 0, 4, 4)), identifiers=header)
    assert template_of("Banner", RULE, hiding((0, 0, 4, 4)), identifiers=header).match == RULE


@pytest.mark.parametrize("effect", [Effect.ERASE, Effect.PROTECT])
def test_a_template_hides_something(effect):
    with pytest.raises(TemplateNotClean, match="hides"):
        template_of("Nothing", RULE, RedactionPlan((Region("r", Rectangle(0, 0, 1, 1), effect=effect),)))


# --- whom it fits -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "fit"),
    [
        ({}, Fit.FITS),
        ({"manufacturer": Words("ACME  Medical")}, Fit.FITS),
        ({"manufacturer": Words("acme")}, Fit.NO),
        ({"manufacturer": Words("acme", contains=True)}, Fit.FITS),
        ({"manufacturer_model_name": Words("Scan 50")}, Fit.NO),
        ({"modality": "CT"}, Fit.NO),
        ({"sop_class_uid": "1.2.3"}, Fit.FITS),
        ({"sop_class_uid": "1.2"}, Fit.NO),
        ({"view_position": "AP"}, Fit.NO),
        ({"view_position": "PA"}, Fit.FITS),
        ({"image_type": ("primary",)}, Fit.FITS),
        ({"image_type": ("SCREEN",)}, Fit.NO),
        ({"rows": 17}, Fit.OTHER_SIZE),
        ({"columns": 15}, Fit.OTHER_SIZE),
        ({"columns": 15, "modality": "CT"}, Fit.NO),
        ({"ultrasound_regions": ()}, Fit.NO),
        ({"ultrasound_regions": (UltrasoundRegion(0, 4, 15, 15),)}, Fit.FITS),
        ({"ultrasound_regions": (UltrasoundRegion(0, 5, 15, 15),)}, Fit.NO),
    ],
)
def test_all_that_is_asked_must_fit(rule, fit):
    assert replace(RULE, **rule).fit(FACTS) is fit


@given(rules(), st.permutations([UltrasoundRegion(n, n, 9, 9) for n in range(3)]))
def test_the_order_of_ultrasound_regions_does_not_matter(rule, areas):
    asked = replace(rule, ultrasound_regions=tuple(areas))
    one = asked.fit(replace(FACTS, ultrasound_regions=tuple(areas)))
    assert one is asked.fit(replace(FACTS, ultrasound_regions=tuple(reversed(areas))))


@given(regions(PIXELS, facts=False))
def test_another_size_never_fits(region):
    template = MaskTemplate("T", 1, RULE, RedactionPlan((region,)))
    larger = replace(FACTS, device=replace(DEVICE, rows=32, columns=32))
    assert template.match.fit(larger) is Fit.OTHER_SIZE


def test_the_plan_names_the_template_that_it_comes_from():
    template = template_of("Corner", RULE, hiding((0, 0, 4, 4)))
    plan = template.plan_from(template_id(template))
    assert {region.origin for region in plan.regions} == {Origin("template", template_id(template))}
    assert template_id(template).endswith("@1")
