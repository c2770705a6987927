"""Masks and new values of frames: a style sees what it may see, and nothing that another one hides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import styles
from redactor.errors import InvalidOption, ObscuringRefused, UnknownPlugin
from redactor.model.geometry import Bitmap, Rectangle
from redactor.model.image import Grain, PixelFormat
from redactor.model.mask import rasterize
from redactor.model.plan import RedactionPlan
from redactor.model.region import Effect, Kind, Region, Scope, Status, StyleChoice
from redactor.options import option
from redactor.styles.solid import PLUGIN as SOLID
from redactor.workflow.masking import FrameMasks, redacted_values, require_allowed_styles
from tests.instances import hiding
from tests.strategies import COSTLY, PIXEL_KINDS, grains, pixel_formats, plans, same_outside_the_mask

if TYPE_CHECKING:
    from collections.abc import Iterator

PIXELS = PixelFormat(rows=8, columns=10, number_of_frames=3)


@dataclass(frozen=True)
class Level:
    """The options of the made-up styles."""

    level: int = option(200, label="Level", minimum=0, maximum=255)


@dataclass(frozen=True)
class Mean:
    """A fill that spreads over its area what it sees anywhere."""

    id: str = "mean"
    title: str = "Mean"
    summary: str = "A fill."
    options: type[Level] = Level

    def fill(self, visible: Any, mask: Any, *_: Any) -> Any:
        assert (visible[mask] == 0).all(), "what is hidden arrives black"
        return np.full_like(visible, visible.sum() % 251 + 1)


@dataclass(frozen=True)
class Obscured:
    """An obscuring style that spreads over its area what it sees anywhere."""

    id: str = "obscured"
    title: str = "Obscured"
    summary: str = "An obscuring style."
    options: type[Level] = Level

    def obscure(self, stored: Any, *_: Any) -> Any:
        return np.full_like(stored, stored.sum() % 251 + 1)


@dataclass(frozen=True)
class Neither:
    """A style that says of itself neither."""

    id: str = "neither"
    title: str = "Neither"
    summary: str = "No style."
    options: type[Level] = Level


@pytest.fixture(autouse=True)
def more_styles(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = MappingProxyType({style.id: style for style in (SOLID, Mean(), Obscured(), Neither())})
    monkeypatch.setattr(styles, "available", lambda: known)
    return


def styled(*parts: tuple[str, tuple[float, float, float, float]], default: str = "solid") -> RedactionPlan:
    """Give a plan of rectangles, each with a style of its own; "" is the plan's."""
    regions = [
        Region(f"r{n}", Rectangle(*box), style=StyleChoice(style) if style else None)
        for n, (style, box) in enumerate(parts)
    ]
    return RedactionPlan(tuple(regions), StyleChoice(default))


def result(stored: Any, plan: RedactionPlan, grain: Grain | None = None) -> Any:
    pixels = replace(PIXELS, rows=stored.shape[0], columns=stored.shape[1])
    return redacted_values(stored, plan, 1, FrameMasks(plan, pixels, grain or Grain()), (0,))


@COSTLY
@given(st.data(), pixel_formats(), grains())
def test_masks_are_those_of_the_plan_before_and_after_growth(data: Any, pixels: PixelFormat, grain: Grain) -> None:
    plan = data.draw(plans(pixels, facts=False))
    masks = FrameMasks(plan, pixels, grain)
    for number in range(1, pixels.number_of_frames + 1):
        np.testing.assert_array_equal(masks.of(number).requested, rasterize(plan, number, pixels))
        np.testing.assert_array_equal(masks.of(number).effective, rasterize(plan, number, pixels, grain))
        assert not (masks.of(number).requested & ~masks.of(number).effective).any()


def test_frames_with_the_same_regions_share_a_mask() -> None:
    plan = RedactionPlan((Region("r", Rectangle(0, 0, 2, 2), scope=Scope(frames=(1, 3))),))
    masks = FrameMasks(plan, PIXELS, Grain())
    assert masks.of(1) is masks.of(3)
    assert masks.of(2) is not masks.of(1)
    assert not masks.of(2).effective.any()


@pytest.mark.parametrize("kind", PIXEL_KINDS, ids=lambda kind: kind.name)
@COSTLY
@given(st.data())
def test_hidden_pixels_are_black_and_depend_on_nothing(kind: Any, data: Any) -> None:
    case = data.draw(same_outside_the_mask(kind, most=8))
    regions = (Region("r", Bitmap.of(case.mask)),) if case.mask.any() else ()
    plan = RedactionPlan(regions)
    masks = FrameMasks(plan, case.pixels, Grain())
    one, other = (redacted_values(stored, plan, 1, masks, kind.black) for stored in (case.one, case.other))
    np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(one[~case.mask], case.one[~case.mask])
    assert (one[case.mask] == np.asarray(kind.black, one.dtype)).all()
    assert one.dtype == case.one.dtype


def test_the_original_values_are_not_touched() -> None:
    stored = np.arange(80, dtype=np.uint8).reshape(8, 10)
    before = stored.copy()
    stored.flags.writeable = False
    assert result(stored, styled(("", (0, 0, 5, 5)), ("mean", (3, 3, 5, 5)))).flags.writeable
    np.testing.assert_array_equal(stored, before)


def test_a_region_of_another_style_shows_where_nothing_else_hides() -> None:
    stored = np.full((8, 10), 9, np.uint8)
    made = result(stored, styled(("", (0, 0, 4, 8)), ("mean", (2, 0, 4, 8))))
    assert (made[:, :4] == 0).all()
    assert (made[:, 4:6] != 0).all()
    assert (made[:, 4:6] != 9).all()
    assert (made[:, 6:] == 9).all()


SHARED = [
    styled(("mean", (0, 0, 4, 8)), ("", (5, 0, 4, 8))),
    styled(("mean", (0, 0, 4, 8)), ("", (2, 0, 4, 8))),
    styled(("solid", (0, 0, 4, 8)), ("", (2, 0, 4, 8)), default="mean"),
    styled(("obscured", (0, 0, 4, 8)), ("", (2, 0, 6, 8))),
    styled(("solid", (0, 0, 4, 8)), ("", (2, 0, 6, 8)), default="obscured"),
    styled(("solid", (0, 0, 4, 8)), ("mean", (2, 0, 4, 8)), ("", (5, 0, 3, 8)), default="obscured"),
]
"""Plans whose first or second region is hidden by a fill of another style than its neighbour's."""


@pytest.mark.parametrize("number", range(len(SHARED)))
@COSTLY
@given(seed=st.integers(0, 2**32 - 1))
def test_no_style_sees_what_a_fill_hides(number: int, seed: int) -> None:
    """A fill that looks around itself must not carry over what its neighbour hides, nor must an obscuring style."""
    plan = SHARED[number]
    filled = [
        region
        for region in plan.regions
        if isinstance(styles.available()[(region.style or plan.style).id], styles.Fill)
    ]
    under = rasterize(RedactionPlan(tuple(filled)), 1, PIXELS)
    noise = np.random.default_rng(seed)
    one = noise.integers(0, 255, (8, 10), np.uint8)
    other = one.copy()
    other[under] = noise.integers(0, 255, int(under.sum()), np.uint8)
    np.testing.assert_array_equal(result(one, plan), result(other, plan))


def test_where_two_styles_meet_under_an_obscuring_default_it_is_black() -> None:
    stored = np.full((8, 10), 9, np.uint8)
    made = result(stored, styled(("solid", (0, 0, 4, 8)), ("", (2, 0, 6, 8)), default="obscured"))
    assert (made[:, :4] == 0).all()
    assert (made[:, 4:8] != 0).all()


def test_a_style_of_its_own_that_is_the_only_one_fills_all_of_it() -> None:
    stored = np.full((8, 10), 9, np.uint8)
    made = result(stored, styled(("mean", (0, 0, 4, 8)), ("mean", (2, 0, 4, 8))))
    assert len(np.unique(made[:, :6])) == 1
    assert made[0, 0] not in {0, 9}


def test_growth_to_the_grain_is_filled_too() -> None:
    stored = np.full((8, 10), 9, np.uint8)
    made = result(stored, styled(("mean", (1, 0, 1, 8)), ("", (5, 0, 1, 8))), Grain(2, 1))
    assert (made[:, :2] != 9).all()
    assert (made[:, 4:6] == 0).all()
    assert (made[:, 2:4] == 9).all()


def test_an_erased_part_is_as_it_was_whatever_the_styles() -> None:
    stored = np.full((8, 10), 9, np.uint8)
    eraser = Region("e", Rectangle(3, 0, 2, 8), effect=Effect.ERASE)
    plan = styled(("mean", (0, 0, 4, 8)), ("", (4, 0, 4, 8)))
    made = result(stored, replace(plan, regions=(*plan.regions, eraser)))
    assert (made[:, 3:5] == 9).all()
    assert (made[:, 5:8] == 0).all()


def test_a_style_that_neither_fills_nor_obscures_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError):
        result(np.zeros((8, 10), np.uint8), styled(("", (0, 0, 1, 1)), default="neither"))


@pytest.mark.parametrize("kind", [Kind.BURNED_IN_TEXT, Kind.FACE, Kind.BARCODE])
@pytest.mark.parametrize("whose", ["plan", "region"])
def test_an_identifier_is_never_obscured(kind: Kind, whose: str) -> None:
    obscured = StyleChoice("obscured")
    plan = hiding((0, 0, 1, 1), kind=kind, style=obscured if whose == "region" else None)
    with pytest.raises(ObscuringRefused):
        require_allowed_styles(replace(plan, style=obscured if whose == "plan" else plan.style))


@pytest.mark.parametrize("facts", [{"kind": Kind.BREAST}, {"kind": Kind.FACE, "status": Status.REJECTED}])
def test_other_things_and_rejected_regions_may_be_obscured(facts: dict[str, Any]) -> None:
    require_allowed_styles(replace(hiding((0, 0, 1, 1), **facts), style=StyleChoice("obscured")))


@pytest.mark.parametrize("whose", ["plan", "region"])
@pytest.mark.parametrize(
    ("style", "error"),
    [
        (StyleChoice("glitter"), UnknownPlugin),
        (StyleChoice("solid", (("colour", "pink"),)), InvalidOption),
        (StyleChoice("mean", (("level", 999),)), InvalidOption),
    ],
)
def test_a_style_or_option_that_does_not_exist_is_refused_before_anything_is_read(
    whose: str, style: StyleChoice, error: type[Exception]
) -> None:
    plan = hiding((0, 0, 1, 1), style=style if whose == "region" else StyleChoice())
    with pytest.raises(error):
        require_allowed_styles(replace(plan, style=style if whose == "plan" else StyleChoice()))
