"""Hypothesis strategies for the values of the model: shapes, regions, plans, cases, images, masks, options.

Any test may use them. What a strategy gives is always valid, and small enough for an oracle in plain Python:
images have at most some twenty rows and columns. Sizes that belong together are arguments, so that a plan, an
image and a mask of one example fit one another:

Functions whose arguments are hashable give the same strategy each time, which saves Hypothesis most of its work:
tests run faster with a few sizes of images than with any.

>>> @given(st.data(), pixel_formats())
... def test_a_plan_that_fits_is_accepted(data, pixels):
...     require_fit(data.draw(plans(pixels)), pixels)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from redactor.model.case_plan import CasePlan, Subject
from redactor.model.finding import Finding
from redactor.model.geometry import Bitmap, Ellipse, Polygon, Rectangle, Stroke
from redactor.model.image import Grain, PixelFormat
from redactor.model.plan import RedactionPlan
from redactor.model.record import (
    AttributeAction,
    Check,
    Code,
    DetectorRun,
    EditRecord,
    FillRecord,
    FrameRecord,
    NoiseRecord,
    ObscuredRecord,
    Software,
)
from redactor.model.region import ALL, Effect, Kind, Origin, Region, Scope, Status, StyleChoice
from redactor.options import describe

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy
    from numpy.typing import NDArray

    from redactor.model.case_plan import AttributeDecision
    from redactor.model.geometry import Point, Shape
    from redactor.model.image import StoredValues
    from redactor.model.mask import Mask
    from redactor.options import Dataclass, Description, Value

_EXAMPLES: Final = settings().max_examples
CHEAP: Final = settings(deadline=None, max_examples=max(_EXAMPLES // 2, 10))
"""Half the examples of the profile, and no limit of time, since the machine may be busy with something else."""
COSTLY: Final = settings(CHEAP, max_examples=max(_EXAMPLES // 4, 10))
"""A quarter of them, for tests whose oracle loops over pixels."""

# --- geometry -----------------------------------------------------------------------------------------------


def eighths(low: float, high: float) -> SearchStrategy[float]:
    """Give coordinates: multiples of 1/8 from `low` to `high`, whole numbers more often than by chance."""
    fine = st.integers(int(low * 8), int(high * 8)).map(lambda count: count / 8)
    return st.one_of(st.integers(int(np.ceil(low)), int(high)).map(float), fine) if high >= low + 1 else fine


def _boxes(rows: int, columns: int, margin: int) -> SearchStrategy[tuple[float, float, float, float]]:
    """Give column, row, columns and rows of upright boxes."""

    def extent(one: float, other: float, most: int) -> tuple[float, float]:
        start = min(one, other, most - 0.125)
        return start, max(abs(one - other), 0.125)

    def box(x0: float, x1: float, y0: float, y1: float) -> tuple[float, float, float, float]:
        (column, wide), (row, tall) = extent(x0, x1, columns + margin), extent(y0, y1, rows + margin)
        return column, row, wide, tall

    x, y = eighths(-margin, columns + margin), eighths(-margin, rows + margin)
    return st.builds(box, x, x, y, y)


def _points(rows: int, columns: int, margin: int, least: int, most: int) -> SearchStrategy[list[Point]]:
    point = st.tuples(eighths(-margin, columns + margin), eighths(-margin, rows + margin))
    return st.lists(point, min_size=least, max_size=most)


def rectangles(*, rows: int, columns: int, margin: int = 0) -> SearchStrategy[Rectangle]:
    """Give rectangles that reach at most `margin` pixels outside an image of this size."""
    return _boxes(rows, columns, margin).map(lambda box: Rectangle(*box))


def ellipses(*, rows: int, columns: int, margin: int = 0) -> SearchStrategy[Ellipse]:
    """Give ellipses that reach at most `margin` pixels outside an image of this size."""
    return _boxes(rows, columns, margin).map(lambda box: Ellipse(*box))


def polygons(*, rows: int, columns: int, margin: int = 0) -> SearchStrategy[Polygon]:
    """Give polygons of three to six points: convex ones, self-crossing ones, lines, doubled points."""
    found = _points(rows, columns, margin, 3, 6).map(lambda points: Polygon(tuple(points)))
    # A line along the lower or right border counts as the pixels beyond it, which is outside.
    return found.filter(lambda p: p.bounds.is_inside(rows=rows, columns=columns)) if margin == 0 else found


def strokes(*, rows: int, columns: int, margin: int = 0) -> SearchStrategy[Stroke]:
    """Give strokes along one to five points."""

    def stroke(points: list[Point], radius: float) -> Stroke:
        inset = radius - margin
        inside = [(min(max(x, inset), columns - inset), min(max(y, inset), rows - inset)) for x, y in points]
        return Stroke(tuple(inside), radius)

    return st.builds(stroke, _points(rows, columns, margin, 1, 5), eighths(0.125, min(rows, columns) / 2))


def bitmaps(*, rows: int, columns: int, margin: int = 0) -> SearchStrategy[Bitmap]:
    """Give bitmaps with at least one covered pixel, some with uncovered borders."""
    tall, wide = rows + 2 * margin, columns + 2 * margin

    def bitmap(bits: int, crop: bool) -> Bitmap:
        covered = np.array([bits >> place & 1 for place in range(tall * wide)], np.bool_).reshape(tall, wide)
        top, left, bottom, right = 0, 0, tall, wide
        if crop:
            at_rows, at_columns = np.nonzero(covered)
            top, bottom = int(at_rows.min()), int(at_rows.max()) + 1
            left, right = int(at_columns.min()), int(at_columns.max()) + 1
        return Bitmap.of(covered[top:bottom, left:right], column=left - margin, row=top - margin)

    return st.builds(bitmap, st.integers(1, 2 ** (tall * wide) - 1), st.booleans())


@cache
def shapes(*, rows: int, columns: int, margin: int = 0) -> SearchStrategy[Shape]:
    """Give shapes of every type that reach at most `margin` pixels outside an image of this size."""
    kinds = (rectangles, ellipses, polygons, strokes, bitmaps)
    return st.one_of(*(kind(rows=rows, columns=columns, margin=margin) for kind in kinds))


# --- regions, plans, cases ----------------------------------------------------------------------------------


def texts(*, least: int = 0) -> SearchStrategy[str]:
    """Give short texts in any script."""
    return st.text(min_size=least, max_size=8)


def option_values() -> SearchStrategy[Value]:
    """Give what an option may hold; numbers are finite."""
    return st.one_of(st.booleans(), st.integers(-1000, 1000), st.floats(allow_nan=False, allow_infinity=False), texts())


@cache
def style_choices() -> SearchStrategy[StyleChoice]:
    """Give styles by name, with options. No such plug-in need exist."""
    options = st.dictionaries(texts(least=1), option_values(), max_size=2).map(lambda o: tuple(o.items()))
    return st.builds(StyleChoice, st.sampled_from(["solid", "mosaic", "surroundings"]), options)


@cache
def scopes(*, number_of_frames: int = 1, keys: tuple[str, ...] = ()) -> SearchStrategy[Scope]:
    """Give scopes over frames 1 … `number_of_frames`, and over subjects of these keys."""
    frames = st.lists(st.integers(1, number_of_frames), min_size=1, max_size=3, unique=True).map(tuple)
    instances: SearchStrategy[Any] = st.just(ALL)
    if keys:
        some = st.lists(st.sampled_from(keys), min_size=1, unique=True).map(tuple)
        instances = st.one_of(instances, some)
    return st.builds(Scope, instances=instances, frames=st.one_of(st.just(ALL), frames))


@cache
def regions(
    pixels: PixelFormat,
    *,
    keys: tuple[str, ...] = (),
    effects: tuple[Effect, ...] = tuple(Effect),
    statuses: tuple[Status, ...] = tuple(Status),
    facts: bool = True,
) -> SearchStrategy[Region]:
    """Give regions that fit images of this pixel format, with one of these effects and statuses.

    Without `facts`, what no mask depends on is left out (origin, kind, confidence, style, reason), which is faster.
    """
    matter = {
        "id": st.integers(0, 2**32 - 1).map("{:x}".format),
        "shape": shapes(rows=pixels.rows, columns=pixels.columns),
        "scope": scopes(number_of_frames=pixels.number_of_frames, keys=keys),
        "effect": st.sampled_from(effects),
        "status": st.sampled_from(statuses),
        "header_match": st.booleans(),
    }
    if not facts:
        return st.builds(Region, **matter)
    origins = st.one_of(st.just(Origin()), st.builds(Origin, st.sampled_from(["detector", "template"]), texts(least=1)))
    return st.builds(
        Region,
        **matter,
        origin=origins,
        kind=st.sampled_from(Kind),
        confidence=st.one_of(st.none(), st.floats(0, 1)),
        style=st.one_of(st.none(), style_choices()),
        reason=texts(),
    )


def _distinct(region: SearchStrategy[Region], most: int) -> SearchStrategy[tuple[Region, ...]]:
    return st.lists(region, max_size=most, unique_by=lambda region: region.id).map(tuple)


@cache
def plans(pixels: PixelFormat, *, most: int = 4, facts: bool = True) -> SearchStrategy[RedactionPlan]:
    """Give plans of at most `most` regions with distinct ids that fit images of this pixel format."""
    style = style_choices() if facts else st.just(StyleChoice())
    return st.builds(RedactionPlan, _distinct(regions(pixels, facts=facts), most), style, dropped_frames(pixels))


@cache
def dropped_frames(pixels: PixelFormat) -> SearchStrategy[tuple[int, ...]]:
    """Give numbers of frames, ascending, at least one of those of the image not among them; mostly none."""
    most = pixels.number_of_frames - 1
    some = st.sets(st.integers(1, most + 1), max_size=most).map(lambda numbers: tuple(sorted(numbers)))
    return st.one_of(st.just(()), some)


@st.composite
def case_plans(draw: DrawFn, pixels: PixelFormat, *, facts: bool = True) -> CasePlan:
    """Give case plans of up to three subjects, all of one pixel format."""
    keys = draw(st.sampled_from(((), ("3f",), ("3f", "a0", "密钥"))))
    paths = st.sampled_from(["(0008,1030)", "(0010,4000)", "(0040,0275)[1]/(0040,0007)"])
    choices: SearchStrategy[AttributeDecision] = st.sampled_from(("keep", "remove"))
    return CasePlan(
        subjects=tuple(Subject(key, pixels.rows, pixels.columns, pixels.number_of_frames) for key in keys),
        regions=draw(_distinct(regions(pixels, keys=keys, facts=facts), most=4)),
        style=draw(style_choices()),
        decisions=tuple(sorted(draw(st.dictionaries(paths, choices)).items())),
        dropped_frames=tuple(sorted((key, lost) for key in keys if (lost := draw(dropped_frames(pixels))))),
    )


def findings(pixels: PixelFormat) -> SearchStrategy[Finding]:
    """Give what a detector could say of an image of this pixel format."""
    return st.builds(
        Finding,
        kind=st.sampled_from(Kind),
        shape=shapes(rows=pixels.rows, columns=pixels.columns),
        reason=texts(least=1),
        frames=scopes(number_of_frames=pixels.number_of_frames).map(lambda scope: scope.frames),
        suggestion=st.sampled_from(["hide", "keep", "ask"]),
        confidence=st.floats(0, 1),
        header_match=st.booleans(),
    )


@st.composite
def edit_records(draw: DrawFn) -> EditRecord:
    """Give edit records of any content that the types allow."""
    pixels = draw(pixel_formats())

    def some(value: SearchStrategy[Any]) -> Any:
        return tuple(draw(st.lists(value, max_size=2)))

    counts = st.integers(0, 10_000)
    action = st.builds(AttributeAction, texts(), st.sampled_from("DZXKCU"), texts())
    return EditRecord(
        software=some(st.builds(Software, texts(), texts())),
        profile=draw(texts()),
        options=some(texts()),
        review=draw(st.sampled_from(["none", "single-person", "two-person"])),
        plan=draw(plans(pixels, most=2)),
        frames=some(st.builds(FrameRecord, st.integers(1, 9), counts, counts, texts(), st.integers(1, 9))),
        file_sha256=draw(texts()),
        transfer_syntax_before=draw(texts()),
        transfer_syntax_after=draw(texts()),
        lossy_steps=some(texts()),
        attributes=some(action),
        method_codes=some(st.builds(Code, texts(), texts(), texts())),
        detectors=some(st.builds(DetectorRun, texts(), counts, texts())),
        checks=some(st.builds(Check, texts(), st.booleans(), texts())),
        not_examined=some(texts()),
        notes=some(texts()),
        fills=some(
            st.builds(
                FillRecord,
                st.one_of(st.just("all"), st.tuples(st.integers(1, 9))),
                st.tuples(st.integers(-9, 9)),
                texts(),
            )
        ),
        obscured=some(
            st.builds(
                ObscuredRecord,
                texts(),
                st.dictionaries(texts(least=1), option_values(), max_size=2).map(lambda o: tuple(o.items())),
                counts,
                counts,
                st.one_of(st.none(), st.floats(0, 90)),
                st.one_of(st.none(), st.floats(-1, 1)),
            )
        ),
        noise=draw(
            st.one_of(
                st.none(),
                st.builds(NoiseRecord, texts(), st.just(0.5), counts, counts, st.just(2.0), texts()),
            )
        ),
    )


# --- pixels -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PixelKind:
    """A way to store pixels: what a pixel format says of it, the dtype, the stored value of black."""

    name: str
    dtype: type[np.generic]
    photometric_interpretation: str
    bits_stored: int
    black: tuple[float, ...]

    @property
    def pixel_representation(self) -> int:
        """1 for two's complement (0028,0103)."""
        return int(np.issubdtype(self.dtype, np.signedinteger))

    @property
    def limits(self) -> tuple[int, int]:
        """The least and the largest stored value; for floating point a range without rounding."""
        low = -(1 << (self.bits_stored - 1)) if self.pixel_representation else 0
        return (-4096, 4096) if np.issubdtype(self.dtype, np.floating) else (low, low + (1 << self.bits_stored) - 1)

    def format(self, *, rows: int, columns: int, number_of_frames: int = 1) -> PixelFormat:
        """Give the pixel format of images of this kind."""
        return PixelFormat(
            rows=rows,
            columns=columns,
            samples_per_pixel=len(self.black),
            photometric_interpretation=self.photometric_interpretation,
            bits_allocated=np.dtype(self.dtype).itemsize * 8,
            bits_stored=self.bits_stored,
            high_bit=self.bits_stored - 1,
            pixel_representation=self.pixel_representation,
            number_of_frames=number_of_frames,
        )


PIXEL_KINDS: Final = (
    PixelKind("u8", np.uint8, "MONOCHROME2", 8, (0,)),
    PixelKind("u8-inverse", np.uint8, "MONOCHROME1", 8, (255,)),
    PixelKind("u16-of-12-bits", np.uint16, "MONOCHROME2", 12, (0,)),
    PixelKind("i16", np.int16, "MONOCHROME2", 16, (-1024,)),
    PixelKind("i16-of-12-bits", np.int16, "MONOCHROME2", 12, (-2048,)),
    PixelKind("f32", np.float32, "MONOCHROME2", 32, (-1.5,)),
    PixelKind("rgb", np.uint8, "RGB", 8, (0, 0, 0)),
    PixelKind("rgb-u16", np.uint16, "RGB", 16, (0, 0, 0)),
    PixelKind("ybr", np.uint8, "YBR_FULL", 8, (0, 128, 128)),
)
"""Ways to store pixels that the program knows, gray and colour, each dtype at least once."""


@st.composite
def pixel_formats(draw: DrawFn, *, most: int = 16, number_of_frames: int = 3) -> PixelFormat:
    """Give pixel formats of small images: up to `most` rows and columns."""
    kind = draw(st.sampled_from(PIXEL_KINDS))
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    return kind.format(rows=rows, columns=columns, number_of_frames=draw(st.integers(1, number_of_frames)))


def grains() -> SearchStrategy[Grain]:
    """Give what a Transfer Syntax can change alone: a pixel, a pair, an MCU of JPEG, any small block."""
    known = st.sampled_from([Grain(), Grain(2, 1), Grain(8, 8), Grain(16, 8), Grain(16, 16)])
    return st.one_of(known, st.builds(Grain, st.integers(1, 5), st.integers(1, 5)))


def masks(*, rows: int, columns: int) -> SearchStrategy[Mask]:
    """Give read-only masks of this size: single pixels, noise, nothing, everything."""
    noise = hnp.arrays(np.bool_, (rows, columns))
    flat = st.booleans().map(lambda hidden: np.full((rows, columns), hidden))
    return st.one_of(noise, flat).map(_read_only)


def stored_values(kind: PixelKind, *, rows: int, columns: int) -> SearchStrategy[StoredValues]:
    """Give read-only stored values, shape (rows, columns[, samples]): noise over the range, or one value."""
    shape = (rows, columns) if len(kind.black) == 1 else (rows, columns, len(kind.black))
    low, high = kind.limits

    def noise(seed: int) -> NDArray[np.generic]:
        return np.random.default_rng(seed).integers(low, high, shape, endpoint=True).astype(kind.dtype)

    def flat(value: int) -> NDArray[np.generic]:
        return np.full(shape, value, kind.dtype)

    return st.one_of(st.integers(0, 2**32 - 1).map(noise), st.integers(low, high).map(flat)).map(_read_only)


@dataclass(frozen=True)
class TwoImages:
    """Stored values of two images that differ under the mask alone, if anywhere."""

    one: StoredValues
    other: StoredValues
    mask: Mask
    pixels: PixelFormat
    kind: PixelKind


@st.composite
def same_outside_the_mask(draw: DrawFn, kind: PixelKind, *, most: int = 20) -> TwoImages:
    """Give two images that no one can tell apart once the mask hides what it hides."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    one = draw(stored_values(kind, rows=rows, columns=columns))
    other = draw(stored_values(kind, rows=rows, columns=columns)).copy()
    mask = draw(masks(rows=rows, columns=columns))
    other[~mask] = one[~mask]
    return TwoImages(one, _read_only(other), mask, kind.format(rows=rows, columns=columns), kind)


def _read_only(values: Any) -> Any:
    values.flags.writeable = False
    return values


# --- options ------------------------------------------------------------------------------------------------


def allowed_values(description: Description) -> SearchStrategy[Value]:
    """Give values that an option takes, in its own type: its limits, its choices, its default."""
    if description.choices:
        return st.sampled_from(description.choices)
    if isinstance(description.default, bool):
        return st.booleans()
    if isinstance(description.default, str):
        return st.just(description.default)
    low = -1000 if description.minimum is None else description.minimum
    high = max(low, 1000) if description.maximum is None else description.maximum
    if isinstance(description.default, int):
        return st.integers(int(np.ceil(low)), int(np.floor(high)))
    return st.floats(low, high)


@st.composite
def options_of(draw: DrawFn, options: type[Dataclass]) -> tuple[tuple[str, Value], ...]:
    """Give names and allowed values for some fields of an options dataclass, as in a `StyleChoice`."""
    chosen = {d.name: draw(allowed_values(d)) for d in describe(options) if draw(st.booleans())}
    return tuple(chosen.items())
