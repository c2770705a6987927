"""Scripts and recipes of other programs become layouts; what can't be taken is told, what is wrong names its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.detectors._layout_files import SCHEMA, read_layouts
from redactor.errors import InvalidDocument
from redactor.model.geometry import Bounds
from redactor.model.image import DeviceKey
from redactor.model.layout import Layout
from redactor.workflow.ctp_script import read_script
from redactor.workflow.deid_recipe import read_recipe
from redactor.workflow.layout_import import to_toml
from tests.strategies import CHEAP

SCRIPT = """
Words about (nothing) of note.

A first device
{ Modality.equals("US") *
  (Manufacturer.containsIgnoreCase("acme") + [0008,0070].contains("Example")) *
  Rows.equals("480") * Columns.equals("640") }
(0,0,640,40), (0, 440, 640, 40)

A second, with what nobody can check
{ Manufacturer.startsWith("Other") * ManufacturerModelName.contains("M1") * !ImageType.contains("SAVE") }
(10,20,30,40)

One that asks for nothing
{ Modality.equals("CT") } (1,2,3,4)
One without regions
{ Manufacturer.contains("Else") }
"""


def device(manufacturer="ACME Corp", model="M1", modality="US", rows=480, columns=640):
    return DeviceKey(manufacturer, model, modality, "1.2", rows, columns)


def test_a_script_becomes_layouts() -> None:
    found = read_script(SCRIPT)
    first, second, third = found.layouts
    assert first.rectangles == (Bounds(0, 0, 640, 40), Bounds(0, 440, 640, 40))
    assert (first.manufacturer, second.manufacturer, first.rows, first.columns) == ("acme", "Example", 480, 640)
    assert first.fits(device(), ())
    assert not first.fits(device(rows=481), ())
    assert not second.fits(device(), ())
    assert (third.manufacturer_model_name, third.unchecked) == ("M1", ("Manufacturer", "ImageType"))
    assert [line for line, _ in found.left_out] == [15, 17]


def test_not_reaches_into_parentheses() -> None:
    (one, other) = read_script(
        '{ Manufacturer.contains("A") * !(!Rows.equals("4") * !Columns.equals("5")) }\n(0,0,1,1)'
    ).layouts
    assert (one.rows, one.columns, other.rows, other.columns) == (4, 0, 0, 5)
    assert (one.unchecked, other.unchecked) == ((), ())


def test_a_condition_that_is_never_true_gives_no_layout_and_one_that_always_is_asks_for_nothing() -> None:
    assert read_script('{ false. * Manufacturer.contains("A") } (0,0,1,1)').layouts == ()
    (layout,) = read_script('{ true. * Manufacturer.contains("A") } (0,0,1,1)').layouts
    assert layout.manufacturer == "A"


@pytest.mark.parametrize(
    ("script", "line"),
    [
        ('\n{ Modality.equals("US")\n', 2),
        ('{ Modality.equals("US") \n Rows.equals("4") } (0,0,1,1)', 2),
        ('{ (Modality.equals("US") }\n(0,0,1,1)', 1),
        ('{\n\n Modality.resembles("US") } (0,0,1,1)', 3),
        ("{ Modality.equals(US) } (0,0,1,1)", 1),
        ("{ } (0,0,1,1)", 1),
        ('{ Rows.equals("4") }\n(0,0,0,1)', 2),
        ('{ Rows.equals("4") }\n(0,0,1,1)\n(-1,0,1,1)', 3),
        ("A title\n(0,0,1,1)\n", 2),
        ('{ Rows.equals("4") }\n(0,0,1)', 2),
        ("{" + "(" * 60 + 'Rows.equals("4")' + ")" * 60 + "} (0,0,1,1)", 1),
        ("{" + "*".join(['(Rows.equals("4") + Rows.equals("5"))'] * 9) + "} (0,0,1,1)", 1),
    ],
)
def test_what_is_wrong_with_a_script_is_told_with_its_line(script: str, line: int) -> None:
    with pytest.raises(InvalidDocument, match=f"line {line}[:]"):
        read_script(script)


RECIPE = """
FORMAT dicom
# a comment
%filter graylist

LABEL A first device # with a comment
  contains Modality US
  + contains Manufacturer acme|example
  + equals Rows 480
  coordinates 0,0,640,40
  ctpcoordinates 0,440,640,40

LABEL Alternatives
contains ManufacturerModelName M1 || contains ManufacturerModelName M2
+ missing StationName
coordinates all

LABEL What to keep
contains Manufacturer Keep
keepcoordinates 1,1,4,4

LABEL To be left out
contains Modality SR

%header
REMOVE PatientName
coordinates of no kind
"""


def test_a_recipe_becomes_layouts() -> None:
    found = read_recipe(RECIPE)
    first, second, third, fourth = found.layouts
    assert (first.manufacturer, second.manufacturer, first.rows, first.modality) == ("acme", "example", 480, "US")
    assert first.rectangles == (Bounds(0, 0, 640, 40), Bounds(0, 440, 640, 40))
    assert (third.manufacturer_model_name, fourth.manufacturer_model_name) == ("M1", "M2")
    assert third.unchecked == ("StationName",)
    assert third.rectangles[0].clipped(rows=9, columns=7) == Bounds(0, 0, 7, 9)
    assert [line for line, _ in found.left_out] == [18, 22]


@pytest.mark.parametrize(
    ("recipe", "line"),
    [
        ("%filter a\ncontains Rows 4", 2),
        ("%filter a\nLABEL x\n+ contains Rows 4", 3),
        ("%filter a\nLABEL x\ncontains Rows 4\ncontains Columns 4", 4),
        ("%filter a\nLABEL x\nresembles Rows 4", 3),
        ("%filter a\nLABEL x\ncontains Rows", 3),
        ("%filter a\nLABEL x\ncontains Rows 4 +", 3),
        ("%filter a\nLABEL x\ncontains Rows 4\ncoordinates 1,2,3", 4),
        ("%filter a\nLABEL x\ncontains Rows 4\ncoordinates 5,5,5,9", 4),
        ("%filter a\nLABEL x\ncontains Rows 4\ncoordinates from:Field", 4),
    ],
)
def test_what_is_wrong_with_a_recipe_is_told_with_its_line(recipe: str, line: int) -> None:
    with pytest.raises(InvalidDocument, match=f"line {line}[:]"):
        read_recipe(recipe)


def test_a_pattern_and_a_negation_are_kept_as_unchecked() -> None:
    (layout,) = read_recipe(
        "%filter a\nLABEL x\nequals Rows 4 + contains Manufacturer ^GE.* + notequals Modality CT\ncoordinates 0,0,1,1"
    ).layouts
    assert (layout.rows, layout.unchecked) == (4, ("Manufacturer", "Modality"))


words = st.text(st.characters(codec="utf-8"), max_size=8)
numbers = st.integers(0, 9000)
boxes = st.builds(Bounds, numbers, numbers, st.integers(1, 9000), st.integers(1, 9000))
layouts = st.builds(
    Layout,
    id=words,
    rectangles=st.lists(boxes, min_size=1, max_size=3).map(tuple),
    manufacturer=words,
    manufacturer_model_name=words,
    modality=words,
    sop_class_uid=words,
    rows=st.integers(1, 9000),
    columns=numbers,
    image_type=st.lists(words, max_size=2).map(tuple),
    unchecked=st.lists(words, max_size=2).map(tuple),
)


@CHEAP
@given(st.lists(layouts, max_size=3))
def test_a_written_file_is_read_again(many: list[Layout]) -> None:
    assert read_layouts(to_toml(many, SCHEMA)) == tuple(many)


@CHEAP
@given(st.text(alphabet='{}()[]*+!".,0123456789 \nRowsequal', max_size=60))
def test_no_script_ends_in_another_error(text: str) -> None:
    try:
        found = read_script(text)
    except InvalidDocument as error:
        told = str(error)
    else:
        told = f"line {found}"
    assert "line" in told
