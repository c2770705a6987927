"""Image Type and Frame Type: derived where pixels changed, mixed where frames differ (PS3.3 C.8.16.1)."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from redactor.deid.frame_changes import FrameChanges
from redactor.model.record import AttributeAction
from tests.deid.samples import data_set, deidentified, read, written
from tests.strategies import CHEAP

TOTAL = 4
ALL = tuple(range(1, TOTAL + 1))
MIXABLE = ["CTImageFrameTypeSequence", "MRImageFrameTypeSequence", "XAXRFFrameCharacteristicsSequence"]
NOT_MIXABLE = ["WholeSlideMicroscopyImageFrameTypeSequence", "ParametricMapFrameTypeSequence"]


def group(first: str, macro: str = MIXABLE[0], fourth: str = "NONE") -> Dataset:
    """Give a functional group whose macro holds a Frame Type, and another group."""
    kind, measures, made = Dataset(), Dataset(), Dataset()
    kind.FrameType = [first, "PRIMARY", "VOLUME", fourth]
    kind.PixelPresentation = "MONOCHROME"
    measures.SliceThickness = "2"
    setattr(made, macro, [kind])
    made.PixelMeasuresSequence = [measures]
    return made


def image(first: str = "ORIGINAL", *, shared: list[Dataset] | None = None, frames: list[Dataset]) -> Dataset:
    source = data_set(
        NumberOfFrames=TOTAL,
        ImageType=[first, "PRIMARY", "VOLUME", "NONE"],
        PerFrameFunctionalGroupsSequence=frames,
    )
    if shared is not None:
        source.SharedFunctionalGroupsSequence = shared
    return source


def made(source: Dataset, touched: set[int], kept: tuple[int, ...] = ALL) -> tuple[Dataset, tuple[Any, ...]]:
    """Give the attributes as they can be read back, and what became of the original ones."""
    before = copy.deepcopy(source)
    changes = FrameChanges(TOTAL, frozenset(touched), kept)
    result = deidentified(source, pixels_changed=bool(touched), frames=changes)
    assert source == before
    return read(written(result.attributes)), result.actions


def first_values(attributes: Dataset, macro: str = MIXABLE[0]) -> list[str]:
    return [str(one[macro][0].FrameType[0]) for one in attributes.PerFrameFunctionalGroupsSequence]


@CHEAP
@given(
    st.sets(st.integers(1, TOTAL), min_size=1),
    st.lists(st.sampled_from(["ORIGINAL", "DERIVED"]), min_size=TOTAL, max_size=TOTAL),
    st.sampled_from(MIXABLE),
    st.booleans(),
)
def test_touched_frames_are_derived_and_image_type_sums_them_up(
    touched: set[int], kinds: list[str], macro: str, are_shared: bool
) -> None:
    if are_shared:
        kinds = kinds[:1] * TOTAL
        source = image(shared=[group(kinds[0], macro)], frames=[Dataset() for _ in ALL])
    else:
        source = image("MIXED" if len(set(kinds)) > 1 else kinds[0], frames=[group(kind, macro) for kind in kinds])
    result, _ = made(source, touched)
    expected = ["DERIVED" if number in touched else kind for number, kind in enumerate(kinds, 1)]
    per_frame = result.PerFrameFunctionalGroupsSequence
    shared = [one for one in result.get("SharedFunctionalGroupsSequence", []) if macro in one]
    assert not (shared and any(macro in one for one in per_frame))
    found = [str(one[macro][0].FrameType[0]) for one in shared] * TOTAL or first_values(result, macro)
    assert found == expected
    assert result.ImageType[0] == (expected[0] if len(set(expected)) == 1 else "MIXED")
    assert list(result.ImageType[1:]) == ["PRIMARY", "VOLUME", "NONE"]


def test_a_shared_group_moves_as_a_whole_and_all_others_stay() -> None:
    result, actions = made(image(shared=[group("ORIGINAL")], frames=[Dataset() for _ in ALL]), {2})
    (shared,) = result.SharedFunctionalGroupsSequence
    assert [element.keyword for element in shared] == ["PixelMeasuresSequence"]
    for number, one in enumerate(result.PerFrameFunctionalGroupsSequence, 1):
        (kind,) = one.CTImageFrameTypeSequence
        assert list(kind.FrameType) == ["DERIVED" if number == 2 else "ORIGINAL", "PRIMARY", "VOLUME", "NONE"]
        assert kind.PixelPresentation == "MONOCHROME"
    assert AttributeAction("(5200,9229)[1]/(0018,9329)", "X", "pixel-change") in actions
    assert AttributeAction("(5200,9230)[2]/(0018,9329)[1]/(0008,9007)", "D", "pixel-change") in actions
    assert AttributeAction("(0008,0008)", "D", "pixel-change") in actions


@pytest.mark.parametrize("macro", NOT_MIXABLE)
def test_an_image_that_can_not_say_mixed_is_derived_as_a_whole(macro: str) -> None:
    result, _ = made(image(frames=[group("ORIGINAL", macro) for _ in ALL]), {2})
    assert first_values(result, macro) == ["DERIVED"] * TOTAL
    assert result.ImageType[0] == "DERIVED"


def test_an_image_with_too_few_groups_is_derived_as_a_whole() -> None:
    result, _ = made(image(frames=[group("ORIGINAL"), Dataset()]), {2})
    assert result.ImageType[0] == "DERIVED"
    assert result.PerFrameFunctionalGroupsSequence[0].CTImageFrameTypeSequence[0].FrameType[0] == "DERIVED"


def test_an_empty_macro_is_no_frame_type() -> None:
    frames = [group("ORIGINAL") for _ in ALL]
    frames[1].CTImageFrameTypeSequence = [Dataset()]
    assert made(image(frames=frames), {1})[0].ImageType[0] == "DERIVED"


def test_a_later_item_of_a_macro_may_hold_the_frame_type() -> None:
    frames = [group("ORIGINAL") for _ in ALL]
    for one in frames:
        one.CTImageFrameTypeSequence = [Dataset(), one.CTImageFrameTypeSequence[0]]
    assert made(image(frames=frames), {1})[0].ImageType[0] == "MIXED"


def test_an_image_that_called_itself_derived_stays_derived() -> None:
    result, _ = made(image("DERIVED", frames=[group("ORIGINAL") for _ in ALL]), {2})
    assert result.ImageType[0] == "DERIVED"


def test_an_image_without_image_type_gets_none() -> None:
    source = image(frames=[group("ORIGINAL") for _ in ALL])
    del source.ImageType
    result, _ = made(source, {2})
    assert "ImageType" not in result
    assert first_values(result) == ["ORIGINAL", "DERIVED", "ORIGINAL", "ORIGINAL"]


def test_dropped_frames_have_no_say() -> None:
    frames = [group("ORIGINAL"), group("DERIVED"), group("ORIGINAL"), group("ORIGINAL")]
    untouched, actions = made(image("MIXED", frames=frames), set(), kept=(1, 3))
    assert untouched.ImageType[0] == "ORIGINAL"
    assert AttributeAction("(0008,0008)", "D", "frames-dropped") in actions
    assert made(image("MIXED", frames=frames), {1}, kept=(1, 2))[0].ImageType[0] == "DERIVED"
    assert made(image("MIXED", frames=frames), {1}, kept=(1, 2, 3))[0].ImageType[0] == "MIXED"
    assert made(image("ORIGINAL", frames=frames), set(), kept=(1, 3))[0].ImageType[0] == "ORIGINAL"


def test_later_values_are_no_longer_mixed_where_the_kept_frames_agree() -> None:
    source = image("ORIGINAL", frames=[group("ORIGINAL", fourth=word) for word in ("NONE", "NONE", "ADDITION", "NONE")])
    source.ImageType = ["ORIGINAL", "PRIMARY", "VOLUME", "MIXED", "VMI", "MIXED"]
    result, _ = made(source, set(), kept=(1, 2, 4))
    assert list(result.ImageType) == ["ORIGINAL", "PRIMARY", "VOLUME", "NONE", "VMI", "MIXED"]
    assert made(source, set(), kept=(1, 3))[0].ImageType[3] == "MIXED"
