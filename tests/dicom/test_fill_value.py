"""The fill value follows the rule of docs/fill.md, and what it becomes is black wherever the image can show black."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from redactor.dicom import fill_value as rules
from redactor.dicom.display import grayscale
from redactor.dicom.fill_value import fill_value
from redactor.dicom.instance import Instance
from redactor.model.image import Frame, PixelFormat
from redactor.workflow.check import check_instance
from tests.instances import header, noise, save, with_pixels
from tests.runs import applied

if TYPE_CHECKING:
    from pathlib import Path


def pixels(bits: int = 16, stored: int = 0, *, signed: bool = False, photometric: str = "MONOCHROME2") -> PixelFormat:
    used = stored or bits
    return PixelFormat(
        2, 2, 1, photometric, bits_allocated=bits, bits_stored=used, high_bit=used - 1, pixel_representation=int(signed)
    )


def found(form: PixelFormat, *, floating: bool = False, number: int = 1, **facts: Any) -> tuple[float, str]:
    ds = Dataset()
    ds.set_original_encoding(False, True, "iso8859")
    for keyword, value in facts.items():
        setattr(ds, keyword, value)
    made = fill_value(ds, form, form.photometric_interpretation, number=number, floating=floating)
    (value,) = made.stored
    return value, made.rule


def rescaled(slope: float, intercept: float) -> dict[str, Any]:
    return {"RescaleSlope": str(slope), "RescaleIntercept": str(intercept)}


CT, PT = {"Modality": "CT"}, {"Modality": "PT"}
SOFT = {"WindowCenter": "40", "WindowWidth": "400"}
LUNG = {"WindowCenter": "-600", "WindowWidth": "1500"}


@pytest.mark.parametrize(
    ("form", "facts", "expected"),
    [
        (pixels(16, 12), {**CT, **rescaled(1, -1024)}, (24, rules.AIR)),
        (pixels(16, 12), {**CT, **rescaled(1, -1024), **SOFT}, (24, rules.AIR)),
        (pixels(16, 12), {**CT, **rescaled(0.5, -1024)}, (48, rules.AIR)),
        (pixels(signed=True), {**CT, **rescaled(1, 0)}, (-1000, rules.AIR)),
        (pixels(signed=True), CT, (-1000, rules.AIR)),
        (pixels(), CT, (0, rules.AIR)),
        (pixels(16, 10, signed=True), CT, (-512, rules.AIR)),
        (pixels(16, 12), {**CT, **rescaled(-1, 1000)}, (2000, rules.AIR)),
        (pixels(16, 10), {**CT, **rescaled(-1, 1000)}, (1023, rules.AIR)),
        (pixels(signed=True), {**CT, **LUNG}, (-1350, rules.WINDOW)),
        (pixels(16, 12), {**CT, **LUNG, **rescaled(1, -1024)}, (0, rules.WINDOW)),
        (pixels(16, 12), {**CT, **LUNG, **rescaled(-1, 1000)}, (2350, rules.WINDOW)),
        (pixels(photometric="MONOCHROME1"), {**CT, **rescaled(1, -1024)}, (65535, rules.DARKEST)),
        (pixels(), {**PT, **rescaled(0.25, 0)}, (0, rules.ZERO_ACTIVITY)),
        (pixels(), {**PT, **rescaled(0.5, -16)}, (32, rules.ZERO_ACTIVITY)),
        (pixels(signed=True), {**PT, **rescaled(2, 5)}, (-2, rules.ZERO_ACTIVITY)),
        (pixels(), {**PT, "WindowCenter": "500", "WindowWidth": "1000"}, (0, rules.ZERO_ACTIVITY)),
        (pixels(), {**PT, **rescaled(1, -50), "WindowCenter": "0", "WindowWidth": "20"}, (40, rules.WINDOW)),
        (pixels(16, 12, photometric="MONOCHROME1"), {}, (4095, rules.DARKEST)),
        (pixels(16, 12, photometric="MONOCHROME1", signed=True), {}, (2047, rules.DARKEST)),
        (pixels(16, 12, photometric="MONOCHROME1"), rescaled(-1, 0), (0, rules.DARKEST)),
        (pixels(8), {}, (0, rules.DARKEST)),
        (pixels(8), rescaled(-1, 0), (255, rules.DARKEST)),
        (pixels(signed=True), {}, (0, rules.ZERO)),
        (pixels(signed=True), SOFT, (-160, rules.WINDOW)),
        (pixels(signed=True), {"WindowCenter": "500", "WindowWidth": "200"}, (0, rules.ZERO)),
        (pixels(signed=True), {**SOFT, "VOILUTFunction": "LINEAR_EXACT"}, (-160, rules.WINDOW)),
        (pixels(signed=True), {**CT, **rescaled(0, 0)}, (-1000, rules.AIR)),
    ],
)
def test_the_fill_follows_the_rule(form: PixelFormat, facts: dict[str, Any], expected: tuple[float, str]) -> None:
    assert found(form, **facts) == expected


BESIDE = rules.BESIDE_PADDING


@pytest.mark.parametrize(
    ("form", "facts", "expected"),
    [
        (pixels(8), {"PixelPaddingValue": 0}, (1, rules.DARKEST + BESIDE)),
        (pixels(8), {"PixelPaddingValue": 3}, (0, rules.DARKEST)),
        (pixels(8, photometric="MONOCHROME1"), {"PixelPaddingValue": 255}, (254, rules.DARKEST + BESIDE)),
        # As black as air is everything below the window.
        (pixels(16, 12), {**CT, **rescaled(1, -1024), **SOFT, "PixelPaddingValue": 24}, (23, rules.AIR + BESIDE)),
        (
            pixels(16, 12),
            {**CT, **rescaled(1, -1024), **SOFT, "PixelPaddingValue": 0, "PixelPaddingRangeLimit": 50},
            (51, rules.AIR + BESIDE),
        ),
        (
            pixels(16, 12),
            {**CT, **rescaled(1, -1024), **SOFT, "PixelPaddingValue": 50, "PixelPaddingRangeLimit": 10},
            (9, rules.AIR + BESIDE),
        ),
        # Nothing is as black: the fill stays.
        (pixels(8), {"PixelPaddingValue": 0, "PixelPaddingRangeLimit": 99}, (0, rules.DARKEST)),
        (pixels(8, 1), {"PixelPaddingValue": 0}, (0, rules.DARKEST)),
        # Signed values whose padding was written as a word without sign, and the other way round.
        (pixels(signed=True), {**CT, "PixelPaddingValue": 65536 - 1000}, (-1001, rules.AIR + BESIDE)),
        (pixels(photometric="MONOCHROME1"), {"PixelPaddingValue": -1}, (65534, rules.DARKEST + BESIDE)),
        (pixels(16, 12), {**CT, **rescaled(-1, 1000), "PixelPaddingValue": 2000}, (2001, rules.AIR + BESIDE)),
    ],
)
def test_the_fill_is_no_padding_where_another_value_is_as_black(
    form: PixelFormat, facts: dict[str, Any], expected: tuple[float, str]
) -> None:
    assert found(form, **facts) == expected


@pytest.mark.parametrize(
    ("bits", "facts", "expected"),
    [
        (32, {}, (0.0, rules.ZERO)),
        (64, {"WindowCenter": "0.5", "WindowWidth": "1", "VOILUTFunction": "LINEAR_EXACT"}, (0.0, rules.ZERO)),
        (32, {"WindowCenter": "-3", "WindowWidth": "2", "VOILUTFunction": "LINEAR_EXACT"}, (-4.0, rules.WINDOW)),
        (
            32,
            {"FloatPixelPaddingValue": 0.0},
            (-float(np.nextafter(np.float32(0), np.float32(1))), rules.ZERO + BESIDE),
        ),
        (64, {"DoubleFloatPixelPaddingValue": 0.0}, (-float(np.nextafter(0, 1)), rules.ZERO + BESIDE)),
        (32, {"FloatPixelPaddingValue": float("nan")}, (0.0, rules.ZERO)),
    ],
)
def test_floating_point_is_filled_with_zero_that_is_black(
    bits: int, facts: dict[str, Any], expected: tuple[float, str]
) -> None:
    assert found(pixels(bits), floating=True, **facts) == expected


def test_colour_has_a_rule_too() -> None:
    form = PixelFormat(2, 2, 3, "RGB")
    assert fill_value(Dataset(), form, "RGB", number=1, floating=False) == rules.FillValue((0, 0, 0), rules.BLACK)
    made = fill_value(Dataset(), form, "YBR_FULL", number=1, floating=False)
    assert made == rules.FillValue((0, 128, 128), rules.NEUTRAL)


def test_each_frame_is_filled_by_its_own_rescale() -> None:
    groups = []
    for intercept in (-1024, -8192):
        transformation, group = Dataset(), Dataset()
        transformation.RescaleSlope, transformation.RescaleIntercept = 1, intercept
        group.PixelValueTransformationSequence = [transformation]
        groups.append(group)
    facts = {**CT, "PerFrameFunctionalGroupsSequence": groups}
    assert [found(pixels(), number=number, **facts)[0] for number in (1, 2)] == [24, 7192]


def test_a_modality_table_leaves_the_darkest_stored_value() -> None:
    assert found(pixels(8), **CT, ModalityLUTSequence=[Dataset()], **SOFT) == (0, rules.DARKEST)


@settings(max_examples=300, deadline=None)
@given(
    form=st.builds(
        pixels,
        st.just(16),
        st.integers(2, 16),
        signed=st.booleans(),
        photometric=st.sampled_from(["MONOCHROME1", "MONOCHROME2"]),
    ),
    modality=st.sampled_from(["CT", "PT", "MR"]),
    slope=st.sampled_from([1.0, 0.5, -1.0, 3.7, -0.01]),
    intercept=st.sampled_from([0.0, -1024.0, 77.5]),
    center=st.integers(-2000, 5000),
    width=st.integers(1, 4000),
    function=st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"]),
    padding=st.one_of(st.none(), st.tuples(st.integers(0, 40), st.integers(0, 40))),
)
def test_no_stored_value_is_shown_darker_than_the_fill(  # noqa: PLR0917 - one a fact of the image
    form: PixelFormat,
    modality: str,
    slope: float,
    intercept: float,
    center: int,
    width: int,
    function: str,
    padding: tuple[int, int] | None,
) -> None:
    facts: dict[str, Any] = {
        "Modality": modality,
        **rescaled(slope, intercept),
        "WindowCenter": str(center),
        "WindowWidth": str(width),
        "VOILUTFunction": function,
    }
    if padding is not None:
        facts["PixelPaddingValue"], facts["PixelPaddingRangeLimit"] = padding
    value, _ = found(form, **facts)
    low = -(1 << form.bits_stored - 1) if form.pixel_representation else 0
    every = np.arange(low, low + (1 << form.bits_stored))
    assert low <= value < low + len(every)
    ds = Dataset()
    ds.set_original_encoding(False, True, "iso8859")
    for keyword, fact in facts.items():
        setattr(ds, keyword, fact)
    stored = every.astype(np.int16 if form.pixel_representation else np.uint16)[None]
    shown = grayscale(ds, form, Frame(1, stored, form.photometric_interpretation)).display()[0]
    assert shown[int(value) - low] == shown.min()
    if padding is not None and min(padding) <= value <= max(padding):
        beside = [number for number in (min(padding) - 1, max(padding) + 1) if low <= number < low + len(every)]
        assert all(shown[number - low] > shown.min() for number in beside)


@pytest.mark.parametrize(
    ("facts", "dtype"),
    [
        ({**CT, **rescaled(1, -1024), **LUNG}, np.uint16),
        ({**CT, **rescaled(-1, 0), **SOFT}, np.int16),
        ({**CT, **rescaled(1, -1024), "PixelPaddingValue": 24, "PixelPaddingRangeLimit": 30}, np.uint16),
        ({**PT, **rescaled(0.5, -16)}, np.uint16),
        ({"photometric": "MONOCHROME1", "PixelPaddingValue": 4095, "bits_stored": 12}, np.uint16),
        ({**SOFT, "VOILUTFunction": "SIGMOID"}, np.int16),
        ({"WindowCenter": "-3", "WindowWidth": "2"}, np.float32),
    ],
)
def test_who_has_the_result_alone_finds_the_same_fill(facts: dict[str, Any], dtype: Any, tmp_path: Path) -> None:
    how = {key: facts[key] for key in ("photometric", "bits_stored") if key in facts}
    ds = header(**{key: value for key, value in facts.items() if key not in how})
    high = 1000 if np.dtype(dtype).kind != "f" else None
    source = save(with_pixels(ds, noise((1, 12, 16), dtype, high=high), **how), tmp_path / "in.dcm")
    (item,) = applied([source], tmp_path / "out")
    written = tmp_path / "out" / (item.output or "")
    assert Instance.open(written).fill_in("MONOCHROME1" if how else "MONOCHROME2") == Instance.open(source).fill_in(
        "MONOCHROME1" if how else "MONOCHROME2"
    )
    assert check_instance(written, written.with_suffix(".record.json"), [source]).passed
