"""Letters are found at a glance wherever they were drawn, and next to nothing where none were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.detectors import _frames, text
from redactor.detectors._renderings import LONG_SIDE, around_background, ordered, reduction
from redactor.detectors.text import PLUGIN, TextOptions
from redactor.model.image import Window
from redactor.model.region import ALL, Kind
from tests.fakes import FakeImage
from tests.strategies import CHEAP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.finding import Finding

NAME = "MUSTERMANN 1961"
ROWS, COLUMNS = 240, 420


@dataclass(frozen=True)
class Ink:
    """A text for a test: which pixels are ink."""

    mask: NDArray[np.bool_]

    def on(self, ground: NDArray[Any], value: Any) -> NDArray[Any]:
        drawn = ground.copy()
        drawn[self.mask] = value
        return drawn


def written(
    words: str = NAME,
    *,
    rows: int = 12,
    column: int = 40,
    row: int = 100,
    shape: tuple[int, int] = (ROWS, COLUMNS),
    font: int = cv2.FONT_HERSHEY_SIMPLEX,
) -> Ink:
    """Write words in letters so many rows high, the upper left corner at a column and a row."""
    thickness = max(round(rows / 9), 1)
    scale = cv2.getFontScaleFromHeight(font, rows, thickness)
    canvas = np.zeros(shape, np.uint8)
    cv2.putText(canvas, words, (column, row + rows), font, scale, 255, thickness)
    return Ink(canvas > 0)


def flat(value: int, dtype: type = np.uint8, shape: tuple[int, ...] = (ROWS, COLUMNS)) -> NDArray[Any]:
    return np.full(shape, value, dtype)


def noise(mean: float, deviation: float, dtype: type = np.uint8, *, blur: float = 0) -> NDArray[Any]:
    values = np.random.default_rng(4).normal(0, 1, (ROWS, COLUMNS))
    if blur:
        values = cv2.GaussianBlur(values, (0, 0), blur)
        values /= values.std()
    return np.clip(mean + deviation * values, 0, np.iinfo(dtype).max).astype(dtype)


def findings(*frames: NDArray[Any], **facts: Any) -> list[Finding]:
    return findings_of(FakeImage.of(*frames, **facts))


def findings_of(image: FakeImage, options: TextOptions | None = None) -> list[Finding]:
    return list(PLUGIN.glance(image, options or TextOptions(), lambda share: None))


def covered(found: list[Finding], ink: Ink) -> float:
    """Give the share of ink that findings to hide, or to ask about, cover."""
    hidden = np.zeros(ink.mask.shape, np.bool_)
    for finding in found:
        if finding.suggestion != "keep":
            box = finding.shape.bounds
            hidden[box.row : box.row + box.rows, box.column : box.column + box.columns] = True
    return float(hidden[ink.mask].mean())


def area(found: list[Finding]) -> int:
    return sum(finding.shape.bounds.columns * finding.shape.bounds.rows for finding in found)


@pytest.mark.parametrize(("ground", "value"), [(0, 255), (255, 0), (90, 200), (200, 90)])
@pytest.mark.parametrize("rows", [8, 9, 10, 12, 16, 24, 40])
def test_letters_of_any_size_are_found_bright_and_dark(rows, ground, value):
    ink = written("DOE 1961", rows=rows)
    found = findings(ink.on(flat(ground), value))
    assert covered(found, ink) == 1
    assert any(finding.suggestion == "hide" and finding.reason == text.LINE for finding in found)
    assert area(found) < 6 * (rows + 10) * np.ptp(np.flatnonzero(ink.mask.any(axis=0)))


@pytest.mark.parametrize("rows", [60, 90])
def test_large_letters_are_found_in_a_large_image(rows):
    ink = written("DOE 1961", rows=rows, shape=(1000, 1200))
    assert covered(findings(ink.on(flat(0, shape=(1000, 1200)), 255)), ink) > 0.98


@pytest.mark.parametrize("font", [cv2.FONT_HERSHEY_PLAIN, cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX])
def test_letters_of_other_fonts_are_found(font):
    ink = written("Doe, Jane 1961", rows=16, font=font)
    assert covered(findings(ink.on(flat(20), 230)), ink) > 0.95


@CHEAP
@given(
    column=st.integers(0, COLUMNS - 110),
    row=st.integers(0, ROWS - 20),
    contrast=st.integers(25, 120),
    bright=st.booleans(),
)
def test_text_is_found_anywhere_at_any_contrast(column, row, contrast, bright):
    ink = written("DOE 1961", rows=12, column=column, row=row)
    ground = noise(125, 3)
    found = findings(ink.on(ground, 125 + contrast if bright else 125 - contrast))
    assert covered(found, ink) > 0.95
    assert all(finding.shape.bounds.is_inside(rows=ROWS, columns=COLUMNS) for finding in found)


@pytest.mark.parametrize(("column", "row"), [(0, 0), (0, ROWS - 13), (COLUMNS - 86, 0), (COLUMNS - 86, ROWS - 13)])
def test_text_at_the_edge_is_covered_to_the_edge(column, row):
    ink = written("DOE 1961", rows=12, column=column, row=row)
    assert covered(findings(ink.on(flat(10), 220)), ink) == 1


@pytest.mark.parametrize("step", [1, 2])
def test_text_a_step_above_a_flat_background_is_found(step):
    ink = written(rows=14)
    ground = flat(0)
    ground[:40] = np.linspace(0, 255, COLUMNS).astype(np.uint8)  # the image uses its whole range elsewhere
    assert covered(findings(ink.on(ground, step)), ink) > 0.95


@pytest.mark.parametrize("dtype", [np.uint16, np.int16, np.uint32, np.float32])
def test_stored_values_of_any_kind_are_looked_at(dtype):
    ink = written(rows=14)
    assert covered(findings(ink.on(noise(1000, 20, np.uint16).astype(dtype), 3000)), ink) > 0.95


@pytest.mark.parametrize("value", [3000, 1010])
def test_text_that_the_stored_window_does_not_show_is_found(value):
    ink = written(rows=14)
    ground = flat(1000, np.uint16)
    ground[150:] = np.linspace(0, 4000, COLUMNS).astype(np.uint16)
    window = Window(center=100, width=50)  # all of the background and the text is white
    assert covered(findings(ink.on(ground, value), window=window), ink) > 0.95


@pytest.mark.parametrize("colour", [(255, 0, 0), (0, 255, 0), (0, 0, 255), (90, 90, 0), (255, 255, 255)])
def test_coloured_text_on_black_is_found(colour):
    ink = written(rows=14)
    assert covered(findings(ink.on(flat(0, shape=(ROWS, COLUMNS, 3)), colour)), ink) > 0.95


def test_text_over_a_bright_edge_is_covered_with_both_its_parts():
    ink = written(rows=16, column=60)
    ground = flat(30)
    ground[:, 150:] = 120
    assert covered(findings(ink.on(ground, 255)), ink) > 0.95


@pytest.mark.parametrize("angle", [-15, -7, 7, 15])
def test_a_slanted_line_is_found(angle):
    drawn = written(rows=16, column=100).on(flat(0), 255)
    turn = cv2.getRotationMatrix2D((COLUMNS / 2, ROWS / 2), angle, 1)
    drawn = cv2.warpAffine(drawn, turn, (COLUMNS, ROWS))
    assert covered(findings(drawn), Ink(drawn > 128)) > 0.95


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_turned_and_mirrored_text_is_found(turns):
    drawn = written(rows=16).on(flat(20), 240)
    for turned in (np.rot90(drawn, turns), np.rot90(drawn[:, ::-1], turns)):
        values = np.ascontiguousarray(turned)
        assert covered(findings(values), Ink(values == 240)) > 0.95


def test_lines_below_one_another_stay_apart():
    ink = [written(rows=14, row=row) for row in (40, 80, 120)]
    drawn = ink[0].on(ink[1].on(ink[2].on(flat(0), 255), 255), 255)
    found = findings(drawn)
    assert len(found) == 3
    assert [finding.shape.bounds.row for finding in found] == sorted(finding.shape.bounds.row for finding in found)


@pytest.mark.parametrize(
    "ground",
    [
        flat(0),
        flat(255),
        np.tile(np.linspace(0, 255, COLUMNS).astype(np.uint8), (ROWS, 1)),
        np.tile(np.linspace(0, 60000, ROWS).astype(np.uint16)[:, None], (1, COLUMNS)),
        noise(100, 20),
        noise(1000, 60, np.uint16),
        noise(100, 20, blur=1),
        noise(100, 20, blur=2),
        noise(1000, 90, np.uint16, blur=4),
        ((np.indices((ROWS, COLUMNS)) // 20).sum(axis=0) % 2 * 200).astype(np.uint8),
        flat(9, shape=(ROWS, COLUMNS, 3)),
    ],
    ids=["black", "white", "ramp", "ramp of 16 bits", "noise", "noise of 16 bits", "speckle", "coarse speckle",
         "clouds", "checks", "colour"],
)  # fmt: skip
def test_where_nothing_is_written_nothing_is_found(ground):
    assert findings(ground) == []


def test_a_film_s_round_shapes_are_not_text():
    distance = np.hypot(*(np.indices((ROWS, COLUMNS)) - np.array([[[120]], [[200]]])))
    body = np.clip(200 - distance, 0, 200) + 20 * np.cos(distance / 12)
    assert findings(np.clip(body, 0, 255).astype(np.uint8)) == []


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (4, 4), (9, 40), (17, 23)])
def test_images_too_small_for_letters_have_none(shape):
    assert findings(np.random.default_rng(1).integers(0, 255, shape, np.uint8)) == []


@CHEAP
@given(st.integers(0, 2**32 - 1))
def test_findings_are_the_same_each_time_and_inside_the_image(seed):
    random = np.random.default_rng(seed)
    drawn = noise(100, 10)
    for _ in range(6):
        column, row = random.integers(0, [COLUMNS, ROWS])
        ink = written("AB 12", rows=int(random.integers(6, 40)), column=int(column), row=int(row))
        drawn = ink.on(drawn, int(random.integers(0, 256)))
    found = findings(drawn)
    assert found == findings(drawn)
    for finding in found:
        box = finding.shape.bounds
        assert box.is_inside(rows=ROWS, columns=COLUMNS)
        assert (finding.shape.column, finding.shape.row) == (box.column, box.row)
        assert (finding.shape.columns, finding.shape.rows) == (box.columns, box.rows)
        assert finding.kind is Kind.BURNED_IN_TEXT
        assert 0 < finding.confidence < 1


def test_text_in_all_frames_belongs_to_all_frames():
    ink = written(rows=14)
    frames = [ink.on(np.roll(noise(60, 25, blur=3), 40 * number, axis=1), 250) for number in range(9)]
    found = findings(*frames)
    assert covered(found, ink) > 0.95
    assert {finding.frames for finding in found} == {ALL}


def test_text_in_some_of_few_frames_belongs_to_those():
    ink, other = written(rows=14, row=40), written("DOE 1961", rows=14, row=140)
    frames = [flat(0), other.on(ink.on(flat(0), 250), 250), ink.on(flat(0), 250)]
    found = findings(*frames)
    assert covered([finding for finding in found if finding.frames == (2, 3)], ink) > 0.95
    assert covered([finding for finding in found if finding.frames == (2,)], other) > 0.95
    assert len(found) == 2


def test_text_in_one_frame_of_many_belongs_to_that_one():
    ink = written(rows=14)
    found = findings(*[flat(0)] * 11, ink.on(flat(0), 250))
    assert covered(found, ink) > 0.95
    assert {finding.frames for finding in found} == {(12,)}


def test_text_in_some_frames_of_a_moving_cine_belongs_to_those():
    ink, other = written(rows=14, row=40), written("DOE 1961", rows=14, row=140)
    shown, changed = range(17, 29), range(29, 33)
    frames = []
    for number in range(1, 41):
        ground = np.roll(noise(50, 8, blur=2), 7 * number, axis=1)
        ground[0, :2] = 0, 255  # each is shown through the same window
        text = ink.on(ground, 250) if number in shown else other.on(ground, 250) if number in changed else ground
        frames.append(text)
    found = findings(*frames)
    right = []
    for number in range(1, 41):
        here = [finding for finding in found if finding.frames == ALL or number in finding.frames]
        for text, frames_with_it in ((ink, shown), (other, changed)):
            right.append(covered(here, text) > 0.95 if number in frames_with_it else covered(here, text) < 0.5)
    assert np.mean(right) >= 0.95
    assert all(right[2 * (number - 1)] for number in shown)


def test_another_text_in_the_same_place_is_never_left_over():
    names = [written(name, rows=14, row=40) for name in ("DOE JOHN 1961", "ROE JANE 1988")]
    frames = [names[number >= 6].on(flat(0), 250) for number in range(12)]
    found = findings(*frames)
    for number in range(1, 13):
        here = [finding for finding in found if finding.frames == ALL or number in finding.frames]
        assert covered(here, names[number > 6]) > 0.95


def test_frames_are_looked_at_where_they_differ_and_the_same_one_never_twice():
    ink = written(rows=14)
    same = [flat(0)] * 40
    assert _frames.telling(same) == (1,)
    same[22] = ink.on(flat(0), 250)
    assert _frames.telling(same) == (1, 23)
    rows, columns = np.nonzero(ink.mask)
    parts = [frame[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] for frame in same]
    shares = [float(_frames.strokes(part).mean()) for part in parts]
    assert _frames.frames_with(22, parts, shares) == ((23,), False)
    assert _frames.frames_with(0, parts, shares)[0] == tuple(range(1, 41))  # nothing tells where that is


@pytest.mark.parametrize(
    ("frames", "expected"), [(1, (1,)), (3, (1, 2, 3)), (5, (1, 2, 3, 4, 5)), (9, (1, 3, 5, 7, 9))]
)
def test_the_first_and_the_last_frame_are_looked_at(frames, expected):
    assert _frames.sampled(frames) == expected
    assert _frames.sampled(1000)[::4] == (1, 1000)


def test_a_page_of_text_gives_few_findings_that_cover_it():
    shape = (900, 900)
    lines = [written("LINE 42", rows=10, column=column, row=row, shape=shape)
             for row in range(10, 880, 22) for column in (10, 300, 600)]  # fmt: skip
    page = Ink(np.any([line.mask for line in lines], axis=0))
    found = findings(page.on(flat(0, shape=shape), 255))
    assert 10 < len(found) <= text.MOST_FINDINGS
    assert covered(found, page) > 0.99


def test_a_texture_that_is_all_letters_fills_neither_the_list_nor_the_memory():
    dots = np.random.default_rng(2).random((600, 600)) < 0.004
    texture = cv2.dilate(dots.astype(np.uint8) * 255, np.ones((5, 3), np.uint8))
    assert len(findings(texture)) <= text.MOST_FINDINGS


def test_a_lone_letter_is_a_question():
    ink = written("R", rows=40, column=300, row=40)
    found = findings(ink.on(noise(60, 3), 250))
    assert covered(found, ink) > 0.95
    assert {(finding.suggestion, finding.reason) for finding in found} == {("ask", text.LETTER)}
    assert all(finding.confidence <= 0.5 for finding in found)


def test_a_marker_of_lead_is_found_in_a_radiograph_with_its_initials():
    ink = written("L", rows=60, column=500, row=300, shape=(1000, 1000))
    initials = written("JD", rows=26, column=500, row=380, shape=(1000, 1000))
    ground = np.tile(np.linspace(40, 160, 1000).astype(np.uint8), (1000, 1))
    drawn = cv2.GaussianBlur(initials.on(ink.on(ground, 235), 235), (0, 0), 1)
    found = findings(drawn, modality="DX")
    assert covered(found, ink) == 1
    assert covered(found, initials) == 1


@pytest.mark.parametrize("upright", [True, False])
def test_the_ticks_of_a_scale_are_kept(upright):
    drawn = flat(0, shape=(400, 400))
    for at in range(40, 340, 20):
        drawn[20:30, at : at + 2] = 255
    found = findings(drawn if upright else np.ascontiguousarray(drawn.T))
    assert [(finding.suggestion, finding.reason) for finding in found] == [("keep", text.SCALE)]


def test_a_number_at_a_scale_is_not_kept():
    ticks = flat(0, shape=(400, 400))
    for at in range(40, 340, 20):
        ticks[20:30, at : at + 2] = 255
    ink = written("1961-12-24", rows=12, column=100, row=45, shape=(400, 400))
    assert covered(findings(ink.on(ticks, 255)), ink) > 0.95


def test_letters_below_the_smallest_are_left_alone():
    ink = written(rows=10)
    image = FakeImage.of(ink.on(flat(0), 255))
    assert findings_of(image, TextOptions(smallest_letter=5))
    assert findings_of(image, TextOptions(smallest_letter=30)) == []


def test_more_sensitivity_finds_no_less():
    shapes = noise(100, 20, blur=2)
    shapes[60:160] = cv2.convertScaleAbs(noise(100, 60, blur=3))[60:160]
    ink = written(rows=10)
    image = FakeImage.of(ink.on(shapes, 150))
    areas = [area(findings_of(image, TextOptions(sensitivity=share))) for share in (0.0, 0.5, 1.0)]
    assert areas == sorted(areas)
    assert areas[0] < areas[2]


@pytest.mark.parametrize(
    ("rows", "columns", "factor"),
    [(1, 1, 1), (LONG_SIDE, 5, 1), (LONG_SIDE + 1, 5, 2), (2500, 3000, 2), (5000, 4000, 3)],
)
def test_large_images_are_reduced_by_whole_numbers(rows, columns, factor):
    assert reduction(rows, columns) == factor


def test_text_in_a_large_image_is_found_where_it_is():
    ink = written(rows=30, column=2000, row=2300, shape=(2500, 3000))
    found = findings(ink.on(flat(500, np.uint16, shape=(2500, 3000)), 4000))
    assert covered(found, ink) == 1
    assert area(found) < 4 * (30 + 20) * np.ptp(np.flatnonzero(ink.mask.any(axis=0)))


@given(st.lists(st.integers(-32768, 32767), min_size=1, max_size=30))
def test_numbers_for_windows_keep_the_order_of_stored_values(values):
    stored = np.array([values], np.int16)
    for dtype in (np.int16, np.int32, np.float64):
        numbers = ordered(stored.astype(dtype)).astype(np.int64)[0]
        assert np.array_equal(np.argsort(numbers, kind="stable"), np.argsort(stored[0], kind="stable"))


def test_a_narrow_window_needs_a_flat_background():
    ramp = np.arange(4000, dtype=np.uint16)
    assert around_background(ramp) is None
    low, high = around_background(np.sort(np.concatenate([np.full(2000, 700, np.uint16), ramp])))
    assert (low, high) == (690, 710)
