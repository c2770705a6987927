"""What every style promises: what is visible stays, and a fill lets nothing of what it hides through."""

from __future__ import annotations

from dataclasses import dataclass
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import styles
from redactor.errors import InvalidOption, UnknownPlugin
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import StyleChoice
from redactor.options import build, describe, values_of
from redactor.styles import Fill, Obscure, is_random, redact
from redactor.styles.solid import SolidOptions
from tests.strategies import CHEAP, COSTLY, PIXEL_KINDS, TwoImages, options_of, same_outside_the_mask

STYLES = list(styles.available().values())
FILLS = [style for style in STYLES if isinstance(style, Fill)]

every_style = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.id)
every_fill = pytest.mark.parametrize("style", FILLS, ids=lambda style: style.id)
every_kind = pytest.mark.parametrize("kind", PIXEL_KINDS, ids=lambda kind: kind.name)


def redacted(stored, images, style, options):
    return redact(stored, images.mask, images.pixels, images.kind.black, StyleChoice(style.id, options))


def drawn(data, style, kind=None):
    kind = kind or data.draw(st.sampled_from(PIXEL_KINDS))
    return data.draw(same_outside_the_mask(kind)), data.draw(options_of(style.options))


@every_style
@CHEAP
@given(data=st.data())
def test_what_is_not_masked_stays_as_it_is(style, data):
    images, options = drawn(data, style)
    result = redacted(images.one, images, style, options)
    assert result.dtype == images.one.dtype
    assert result.shape == images.one.shape
    assert result[~images.mask].tobytes() == images.one[~images.mask].tobytes()


@every_style
@CHEAP
@given(data=st.data())
def test_what_was_stored_is_not_changed_in_place(style, data):
    images, options = drawn(data, style)
    stored, mask = images.one.copy(), images.mask.copy()
    result = redacted(stored, images, style, options)
    assert stored.tobytes() == images.one.tobytes()
    assert np.array_equal(mask, images.mask)
    assert not np.shares_memory(result, stored)


@every_fill
@every_kind
@COSTLY
@given(data=st.data())
def test_two_images_that_differ_only_under_the_mask_become_the_same_bytes(style, kind, data):
    images, options = drawn(data, style, kind)
    one = redacted(images.one, images, style, options)
    assert one.tobytes() == redacted(images.other, images, style, options).tobytes()


@every_style
@CHEAP
@given(data=st.data())
def test_what_is_not_random_can_be_made_again_to_check_it(style, data):
    if is_random(style):
        assert isinstance(style, Obscure), "a fill has nothing that noise could protect"
        return
    images, options = drawn(data, style)
    one, again = (redacted(images.one, images, style, options) for _ in range(2))
    assert one.tobytes() == again.tobytes()


@every_style
@CHEAP
@given(data=st.data())
def test_the_result_keeps_to_the_bits_that_are_stored(style, data):
    images, options = drawn(data, style)
    result = redacted(images.one, images, style, options)
    low, high = images.kind.limits
    assert np.all(result >= low)
    assert np.all(result <= high)


@every_kind
@COSTLY
@given(data=st.data())
def test_solid_is_black(kind, data):
    images = data.draw(same_outside_the_mask(kind))
    result = redacted(images.one, images, styles.available()["solid"], ())
    assert np.all(result[images.mask] == np.asarray(kind.black, kind.dtype))


@dataclass(frozen=True)
class Careless:
    """A style that returns an array of its own, wrong wherever nothing is hidden."""

    id: str = "careless"
    title: str = "Careless"
    summary: str = "Writes everywhere."
    options: type[SolidOptions] = SolidOptions

    def made(self, stored, _mask, _pixels, _options):
        return np.full_like(stored, 7)


class CarelessFill(Careless):
    fill = Careless.made


class CarelessObscure(Careless):
    obscure = Careless.made


@pytest.mark.parametrize("style", [CarelessFill(), CarelessObscure()], ids=["fill", "obscure"])
@CHEAP
@given(data=st.data())
def test_of_what_a_style_makes_only_the_hidden_pixels_are_taken(style, data):
    images = data.draw(st.sampled_from(PIXEL_KINDS).flatmap(same_outside_the_mask))
    with mock.patch.object(styles, "available", return_value={"careless": style}):
        result = redacted(images.one, images, style, ())
    assert np.all(result[images.mask] == 7)
    assert result[~images.mask].tobytes() == images.one[~images.mask].tobytes()


def test_a_style_that_neither_fills_nor_obscures_does_nothing_unnoticed():
    kind = PIXEL_KINDS[0]
    images = TwoImages(
        *[np.zeros((2, 2), kind.dtype)] * 2, np.ones((2, 2), np.bool_), kind.format(rows=2, columns=2), kind
    )
    with (
        mock.patch.object(styles, "available", return_value={"careless": Careless()}),
        pytest.raises(TypeError, match="careless"),
    ):
        redacted(images.one, images, Careless(), ())


@pytest.mark.parametrize(
    ("choice", "problem"),
    [
        (StyleChoice("no-such-style"), UnknownPlugin),
        (StyleChoice("solid", (("no-such-option", 1),)), InvalidOption),
    ],
)
def test_a_style_or_an_option_that_there_is_not_is_refused(choice, problem):
    stored = np.zeros((2, 2), np.uint8)
    with pytest.raises(problem):
        redact(stored, np.ones((2, 2), np.bool_), PIXEL_KINDS[0].format(rows=2, columns=2), (0,), choice)


@every_style
def test_a_style_either_fills_or_obscures(style):
    assert isinstance(style, Fill) != isinstance(style, Obscure)


@every_style
def test_a_style_describes_itself_for_menu_help_and_record(style):
    assert style.id == style.id.lower().strip()
    assert style.title
    assert style.summary.endswith(".")
    assert QT_TRANSLATE_NOOP("Plugins", style.title) == style.title
    assert all(description.label for description in describe(style.options))


@every_style
def test_the_defaults_of_a_style_are_allowed(style):
    default = style.options()
    assert build(style.options, values_of(default)) == default
    assert hash(default) is not None
