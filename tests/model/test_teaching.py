"""Teaching cases are values: they go through JSON unchanged, and what does not fit is refused with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import InvalidDocument
from redactor.model.geometry import Rectangle
from redactor.model.image import Window
from redactor.model.teaching import Arrow, Kept, KeyImage, Label, Language, Preset, Question, Sections, TeachingCase
from redactor.model.teaching_codec import TEACHING, teaching_from_json, teaching_to_json

WORDS = st.text(max_size=12)
NUMBERS = st.floats(-4096, 4096, allow_nan=False)
POINTS = st.tuples(NUMBERS, NUMBERS)
WINDOWS = st.builds(Window, NUMBERS, st.floats(0.125, 4096), st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"]))
ARROWS = st.tuples(POINTS, POINTS).filter(lambda ends: ends[0] != ends[1]).map(lambda ends: Arrow(*ends))


def some(strategy: Any) -> Any:
    return st.lists(strategy, max_size=3).map(tuple)


IMAGES = st.builds(
    KeyImage,
    file=WORDS,
    frames=st.lists(st.integers(1, 99), min_size=1, max_size=4).map(tuple),
    window=st.none() | WINDOWS,
    crop=st.none() | st.builds(Rectangle, NUMBERS, NUMBERS, st.floats(1, 999), st.floats(1, 999)),
    arrows=some(ARROWS),
    labels=some(st.builds(Label, POINTS, WORDS)),
    caption=WORDS,
    presets=some(st.builds(Preset, WORDS, WINDOWS)),
)
CASES = st.builds(
    TeachingCase,
    title=WORDS,
    images=some(IMAGES),
    sections=st.builds(Sections, *[WORDS] * 5),
    questions=some(st.builds(Question, WORDS, WORDS)),
    language=st.sampled_from(Language),
    quiz=st.booleans(),
    kept=st.builds(Kept, *[st.booleans()] * 5),
    confirmed=some(WORDS),
)


@given(CASES)
def test_a_case_goes_through_json_unchanged(case: TeachingCase) -> None:
    assert teaching_from_json(json.loads(json.dumps(teaching_to_json(case)))) == case


@given(CASES)
def test_every_text_has_a_place_of_its_own(case: TeachingCase) -> None:
    places = [place for place, _ in case.texts()]
    assert len(places) == len(set(places))
    written = json.dumps(teaching_to_json(case))
    for _, text in case.texts():
        assert json.dumps(text)[1:-1] in written


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({"schema": "redactor/teaching/9", "images": []}, "case.schema"),
        ({"images": []}, "case.schema"),
        ({"schema": TEACHING}, "case.images"),
        ({"schema": TEACHING, "images": [], "titel": ""}, "case"),
        ({"schema": TEACHING, "images": [{"file": "a", "frames": []}]}, "case.images[0]"),
        ({"schema": TEACHING, "images": [{"file": "a", "frames": [0]}]}, "case.images[0].frames[0]"),
        ({"schema": TEACHING, "images": [{"file": "a", "window": {"center": 1, "width": 0}}]}, "window.width"),
        ({"schema": TEACHING, "images": [{"file": "a", "arrows": [{"tail": [1, 1], "tip": [1, 1]}]}]}, "arrows[0]"),
        ({"schema": TEACHING, "images": [{"file": "a", "arrows": [{"tail": [1], "tip": [1, 1]}]}]}, "arrows[0].tail"),
        (
            {
                "schema": TEACHING,
                "images": [{"file": "a", "crop": {"type": "ellipse", "column": 0, "row": 0, "columns": 2, "rows": 2}}],
            },
            "case.images[0].crop",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(document: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidDocument) as refusal:
        teaching_from_json(document)
    assert place in str(refusal.value.facts["where"])
