"""Attributes that speak of frames follow the frames that stay, go, or keep the instance from leaving."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from redactor.deid.frame_attributes import DROPPED, TIMES_DIFFER, VECTORS, spans
from redactor.deid.frame_changes import FrameChanges
from redactor.deid.frame_conformance import frames_follow
from redactor.deid.own_attributes import DERIVATION, LEFT_OUT
from redactor.errors import FramesCannotBeDropped
from redactor.model.record import AttributeAction
from tests.deid.samples import data_set, deidentified, read, written
from tests.strategies import CHEAP

TOTAL = 6
NO_FRAMES: frozenset[int] = frozenset()
OWN = "1.2.826.0.1.3680043.8.498.1"  # of `data_set`


def changes(*kept: int, touched: frozenset[int] = NO_FRAMES) -> FrameChanges:
    return FrameChanges(TOTAL, touched, kept)


def followed(*kept: int, **attributes: Any) -> Dataset:
    """Give the attributes of an image of six frames of which only these are kept, as they can be read back."""
    source = data_set(NumberOfFrames=TOTAL, **attributes)
    made = deidentified(source, frames=changes(*kept))
    result = read(written(made.attributes))
    assert result.NumberOfFrames == len(kept)
    assert AttributeAction("(0028,0008)", "D", DROPPED) in made.actions
    assert frames_follow(result, source, kept)
    return result


def item(**attributes: Any) -> Dataset:
    made = Dataset()
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


def refused(*kept: int, **attributes: Any) -> str:
    with pytest.raises(FramesCannotBeDropped) as raised:
        followed(*kept, **attributes)
    return str(raised.value.facts["keyword"])


kept_frames = st.sets(st.integers(1, TOTAL), min_size=1, max_size=TOTAL - 1).map(lambda found: tuple(sorted(found)))


# --- one value a frame ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("keyword", sorted(VECTORS - {"SliceVector", "GridFrameOffsetVector"}))
def test_a_vector_keeps_the_values_of_the_kept_frames(keyword: str) -> None:
    result = followed(2, 5, **{keyword: [str(n) for n in range(1, 7)] if "Label" in keyword else [1, 2, 3, 4, 5, 6]})
    assert [int(value) for value in result[keyword].value] == [2, 5]


def test_whatever_the_pointer_points_at_is_a_vector() -> None:
    result = followed(1, 6, FrameIncrementPointer=[0x00189323], ExposureIndex=0, ScanningSequence=list("ABCDEF"))
    assert "FrameIncrementPointer" in result
    result = followed(1, 6, FrameIncrementPointer=[0x00180020], ScanningSequence=list("ABCDEF"))
    assert list(result.ScanningSequence) == ["A", "F"]


def test_a_pointer_at_one_value_for_all_leaves_it() -> None:
    assert followed(1, 3, FrameIncrementPointer=0x00181063, FrameTime="40").FrameTime == 40


@pytest.mark.parametrize("kept", [(1, 3), (2, 3)])
def test_a_vector_of_another_length_goes_and_if_it_is_pointed_at_the_image_is_refused(kept: tuple[int, ...]) -> None:
    assert "PageNumberVector" not in followed(*kept, PageNumberVector=[1, 2])
    assert "PageNumberVector" not in followed(*kept, PageNumberVector=1)
    assert refused(*kept, PageNumberVector=[1, 2], FrameIncrementPointer=0x00182001) == "PageNumberVector"
    assert "FrameTimeVector" not in followed(*kept, FrameTimeVector=[0, 2])
    assert refused(*kept, FrameTimeVector=[0, 2], FrameIncrementPointer=0x00181065) == "FrameTimeVector"


def test_values_of_another_kind_than_the_standard_has_are_refused() -> None:
    source = data_set(NumberOfFrames=TOTAL)
    source.add_new(0x00181065, "LO", "soon")
    with pytest.raises(FramesCannotBeDropped):
        deidentified(source, frames=changes(1, 2))


# --- times ----------------------------------------------------------------------------------------------------


@CHEAP
@given(kept_frames, st.lists(st.integers(0, 10**5), min_size=TOTAL - 1, max_size=TOTAL - 1))
def test_every_frame_keeps_its_time(kept: tuple[int, ...], steps: list[int]) -> None:
    vector = [0, *(step / 100 for step in steps)]
    result = followed(*kept, FrameTimeVector=vector, FrameDelay="7.5", FrameIncrementPointer=0x00181065)
    after = [result.FrameTimeVector] if len(kept) == 1 else list(result.FrameTimeVector)
    times = [float(result.FrameDelay) + sum(map(float, after[: n + 1])) for n in range(len(kept))]
    assert times == pytest.approx([7.5 + sum(vector[:number]) for number in kept])
    assert float(after[0]) == 0


def test_a_steady_time_moves_the_delay_and_is_noted_where_frames_between_are_gone() -> None:
    assert followed(3, 4, FrameTime="33.3", FrameDelay="1").FrameDelay == pytest.approx(67.6)
    assert followed(1, 4, FrameTime="33.3", FrameDelay="1").FrameDelay == 1
    between = deidentified(data_set(NumberOfFrames=TOTAL, FrameTime="33"), frames=changes(1, 3))
    assert TIMES_DIFFER in between.notes
    ends = deidentified(data_set(NumberOfFrames=TOTAL, FrameTime="33"), frames=changes(3, 4))
    assert TIMES_DIFFER not in ends.notes
    vector = data_set(NumberOfFrames=TOTAL, FrameTime="33", FrameTimeVector=[0, 1, 1, 1, 1, 1])
    assert TIMES_DIFFER not in deidentified(vector, frames=changes(1, 3)).notes


def test_long_times_fit_their_representation() -> None:
    vector = [0, *["1234567.12345678"] * 5]
    assert followed(1, 6, FrameTimeVector=vector).FrameTimeVector[1] == pytest.approx(5 * 1234567.12345678)


def test_a_time_that_is_missing_is_refused() -> None:
    assert refused(1, 3, FrameTimeVector="0\\\\1\\1\\1\\1") == "FrameTimeVector"


# --- numbers of frames ----------------------------------------------------------------------------------------


def test_numbers_become_those_of_the_result() -> None:
    result = followed(
        2,
        4,
        5,
        RepresentativeFrameNumber=4,
        FrameNumbersOfInterest=[1, 2, 5],
        FrameOfInterestType=["A", "B", "C"],
        RWavePointer=[3, 4],
        StartTrim=1,
        StopTrim=4,
        IVUSPullbackStartFrameNumber=3,
        IVUSPullbackStopFrameNumber=6,
    )
    assert result.RepresentativeFrameNumber == 2
    assert list(result.FrameNumbersOfInterest) == [1, 3]
    assert list(result.FrameOfInterestType) == ["B", "C"]
    assert result.RWavePointer == 2
    assert (result.StartTrim, result.StopTrim) == (1, 2)
    assert (result.IVUSPullbackStartFrameNumber, result.IVUSPullbackStopFrameNumber) == (2, 3)


def test_numbers_of_dropped_frames_go() -> None:
    result = followed(
        2,
        4,
        RepresentativeFrameNumber=3,
        FrameNumbersOfInterest=[1, 3],
        FrameOfInterestType=["A", "B", "C"],
        RWavePointer=5,
        StartTrim=5,
        StopTrim=6,
        MaskFrameNumbers=[1, 2],
    )
    gone = ("RepresentativeFrameNumber", "FrameNumbersOfInterest", "FrameOfInterestType", "RWavePointer", "StartTrim")
    for keyword in (*gone, "StopTrim", "MaskFrameNumbers"):
        assert keyword not in result


def test_one_end_of_a_trim_is_enough() -> None:
    assert followed(2, 4, StartTrim=3).StartTrim == 2
    assert followed(2, 4, StopTrim=3).StopTrim == 1
    assert "StopTrim" not in followed(2, 4, StartTrim="", StopTrim=1)


def test_references_to_the_instance_itself_follow_and_others_stay() -> None:
    def reference(uid: str, *numbers: int) -> Dataset:
        return item(ReferencedSOPClassUID="1.2", ReferencedSOPInstanceUID=uid, ReferencedFrameNumber=list(numbers))

    references = [reference(OWN, 1, 4), reference("1.2.9", 1, 4), reference(OWN, 3)]
    result = followed(2, 4, ReferencedInstanceSequence=references)
    assert [one.ReferencedFrameNumber for one in result.ReferencedInstanceSequence] == [2, [1, 4]]
    exposures = [item(ReferencedFrameNumber=number, ExposureTime=number) for number in range(1, 7)]
    result = followed(2, 4, ExposureSequence=exposures)
    assert [(one.ReferencedFrameNumber, one.ExposureTime) for one in result.ExposureSequence] == [(1, 2), (2, 4)]


def test_a_sequence_of_which_nothing_is_left_goes() -> None:
    source = data_set(NumberOfFrames=TOTAL, ExposureSequence=[item(ReferencedFrameNumber=1)], DerivationCodeSequence=[])
    made = deidentified(source, frames=changes(2, 3))
    assert "ExposureSequence" not in made.attributes
    assert AttributeAction("(3002,0030)", "X", DROPPED) in made.actions
    assert AttributeAction("(3002,0030)[1]", "X", DROPPED) in made.actions
    assert "DerivationCodeSequence" in made.attributes


# --- subtraction ----------------------------------------------------------------------------------------------


def masks(*items: Dataset) -> dict[str, Any]:
    return {"MaskSubtractionSequence": list(items), "RecommendedViewingMode": "SUB"}


def test_masks_follow_where_their_frames_stay() -> None:
    average = item(MaskOperation="AVG_SUB", ApplicableFrameRange=[1, 2, 3, 6], MaskFrameNumbers=[2, 3])
    lost = item(MaskOperation="AVG_SUB", ApplicableFrameRange=[1, 6], MaskFrameNumbers=[1, 2])
    behind = item(MaskOperation="TID", TIDOffset=1, ApplicableFrameRange=[2, 6])
    several = item(MaskOperation="AVG_SUB", ContrastFrameAveraging=2, MaskFrameNumbers=2)
    nowhere = item(MaskOperation="NONE", ApplicableFrameRange=[1, 1])
    result = followed(2, 3, 5, **masks(average, lost, behind, several, nowhere))
    (left,) = result.MaskSubtractionSequence
    assert (list(left.ApplicableFrameRange), list(left.MaskFrameNumbers)) == ([1, 1, 2, 3], [1, 2])
    assert result.RecommendedViewingMode == "SUB"


def test_without_any_mask_the_module_is_gone() -> None:
    result = followed(2, 3, **masks(item(MaskOperation="TID", TIDOffset=1)))
    assert "MaskSubtractionSequence" not in result
    assert "RecommendedViewingMode" not in result


def test_ranges_in_other_sequences_follow() -> None:
    shifts = [item(PixelShiftFrameRange=[2, 5]), item(PixelShiftFrameRange=[1, 1])]
    display = [item(StartTrim=1, StopTrim=3), item(StartTrim=3, StopTrim=4)]
    result = followed(2, 5, PixelShiftSequence=shifts, FrameDisplaySequence=display)
    assert [list(one.PixelShiftFrameRange) for one in result.PixelShiftSequence] == [[1, 2]]
    assert [(one.StartTrim, one.StopTrim) for one in result.FrameDisplaySequence] == [(1, 1)]


# --- what can't follow ----------------------------------------------------------------------------------------


def test_what_is_no_longer_true_goes_or_is_emptied() -> None:
    rotation = item(RadialPosition=[1, 2, 3], ScanArc="180")
    result = followed(
        2,
        3,
        EffectiveDuration="3",
        RWaveTimeVector=[1.0, 2.0],
        DimensionOrganizationType="3D",
        PositionerPrimaryAngleIncrement=[0, 1, 1, 1, 1, 1],
        TableVerticalIncrement="4",
        DetectorInformationSequence=[rotation],
    )
    for keyword in ("EffectiveDuration", "RWaveTimeVector", "DimensionOrganizationType"):
        assert keyword not in result
    assert result.PositionerPrimaryAngleIncrement is None
    assert result.TableVerticalIncrement == 4
    assert "RadialPosition" not in result.DetectorInformationSequence[0]


@pytest.mark.parametrize(
    ("kept", "attributes", "keyword"),
    [
        ((1, 2), {"ConcatenationUID": "2.25.1"}, "ConcatenationUID"),
        ((1, 2), {"DimensionOrganizationType": "TILED_FULL"}, "DimensionOrganizationType"),
        ((1, 2, 3), {"StereoPairsPresent": "YES"}, "StereoPairsPresent"),
        ((1, 2), {"PerFrameFunctionalGroupsSequence": [Dataset()]}, "PerFrameFunctionalGroupsSequence"),
        ((2, 3), {"GridFrameOffsetVector": [0, 1, 2, 3, 4, 5]}, "GridFrameOffsetVector"),
        ((2, 3), {"SliceVector": [1, 2, 3, 4, 5, 6]}, "SliceVector"),
        ((1, 3), {"RotationInformationSequence": [item(NumberOfFramesInRotation=9)]}, "NumberOfFramesInRotation"),
    ],
)
def test_images_that_count_on_every_frame_are_refused(
    kept: tuple[int, ...], attributes: dict[str, Any], keyword: str
) -> None:
    assert refused(*kept, **attributes) == keyword


def test_whole_stereo_pairs_may_go() -> None:
    assert followed(3, 4, StereoPairsPresent="YES").StereoPairsPresent == "YES"


def test_dose_grids_lose_planes_at_their_end() -> None:
    pointer = {"FrameIncrementPointer": 0x3004000C}
    assert list(followed(1, 3, GridFrameOffsetVector=[0, 2, 4, 6, 8, 10], **pointer).GridFrameOffsetVector) == [0, 4]
    assert list(followed(2, 3, GridFrameOffsetVector=[9, 8, 7, 6, 5, 4], **pointer).GridFrameOffsetVector) == [8, 7]
    alone = followed(1, GridFrameOffsetVector=[0, 2, 4, 6, 8, 10], **pointer)
    assert "GridFrameOffsetVector" not in alone
    assert "FrameIncrementPointer" not in alone


@pytest.mark.parametrize(("told", "after"), [(3, 1), (6, 2)])
def test_nuclear_medicine_counts_its_views_anew(told: int, after: int) -> None:
    result = followed(
        1,
        4,
        DetectorVector=[1, 1, 1, 2, 2, 2],
        RotationVector=[1] * TOTAL,
        AngularViewVector=[1, 2, 3, 1, 2, 3],
        RotationInformationSequence=[item(NumberOfFramesInRotation=told, ScanArc="360")],
    )
    assert result.RotationInformationSequence[0].NumberOfFramesInRotation == after


def test_items_that_count_nothing_stay_as_they_are() -> None:
    result = followed(1, 4, RotationVector=[1] * TOTAL, RotationInformationSequence=[item(ScanArc="360")])
    assert [one.ScanArc for one in result.RotationInformationSequence] == [360]


def test_an_averaging_of_many_numbers_goes() -> None:
    odd = item(MaskOperation=["TID", "TID"], ContrastFrameAveraging=[1, 2])
    assert "MaskSubtractionSequence" not in followed(1, 2, MaskSubtractionSequence=[odd])


# --- the rest -------------------------------------------------------------------------------------------------


def test_what_does_not_speak_of_frames_stays() -> None:
    attributes = {"ImageType": ["ORIGINAL", "PRIMARY"], "Rows": 4, "WindowCenter": [1, 2, 3, 4, 5, 6], "CineRate": 25}
    result = followed(2, 3, **attributes)
    for keyword, value in attributes.items():
        assert result[keyword].value == value


def test_the_result_says_that_frames_were_left_out() -> None:
    source = data_set(NumberOfFrames=TOTAL, PixelRepresentation=0, LargestImagePixelValue=9)
    made = deidentified(source, frames=changes(1, 2, 4))
    assert made.attributes.DerivationDescription == LEFT_OUT
    assert "LargestImagePixelValue" not in made.attributes  # it may be that of a dropped frame
    assert made.notes == ("frames left out: 3, 5-6 of 6, by their numbers in the original",)
    both = deidentified(source, frames=changes(1, touched=frozenset({1})), pixels_changed=True)
    assert both.attributes.DerivationDescription == f"{DERIVATION}. {LEFT_OUT}"


def test_an_image_that_keeps_all_frames_stays_as_it_is() -> None:
    source = data_set(NumberOfFrames=TOTAL, FrameTimeVector=[0, 1, 1, 1, 1, 1], EffectiveDuration="3", StopTrim=4)
    made = deidentified(source, frames=FrameChanges(TOTAL, NO_FRAMES, tuple(range(1, 7))))
    assert made == deidentified(source)
    assert made.notes == ()


@CHEAP
@given(kept_frames)
def test_spans_name_every_dropped_frame(kept: tuple[int, ...]) -> None:
    named: set[int] = set()
    for part in spans(changes(*kept)).split(", "):
        first, _, last = part.partition("-")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == set(range(1, TOTAL + 1)) - set(kept)


# --- the check ------------------------------------------------------------------------------------------------


def test_the_check_tells_of_wrong_values_items_and_times() -> None:
    groups = [item(FrameContentSequence=[item(DimensionIndexValues=[1, n])]) for n in range(1, 7)]
    source = data_set(
        NumberOfFrames=TOTAL,
        PerFrameFunctionalGroupsSequence=groups,
        FrameTimeVector=[0, 1, 2, 3, 4, 5],
        DetectorVector=[1, 2, 3, 4, 5, 6],
    )
    right = {
        "PerFrameFunctionalGroupsSequence": [groups[0], groups[3]],
        "FrameTimeVector": [0, 6],
        "DetectorVector": [1, 4],
    }
    assert frames_follow(item(**right), source, (1, 4))
    wrong: dict[str, Any]
    for wrong in (
        {"PerFrameFunctionalGroupsSequence": [groups[0], groups[2]]},
        {"PerFrameFunctionalGroupsSequence": groups},
        {"FrameTimeVector": [0, 5]},
        {"FrameTimeVector": [0, 6, 3]},
        {"DetectorVector": [1, 3]},
        {"DetectorVector": [1, 4, 5]},
    ):
        assert not frames_follow(item(**{**right, **wrong}), source, (1, 4))


def test_the_check_can_read_an_original_that_makes_no_sense() -> None:
    source = data_set(NumberOfFrames=2)
    source.add_new(0x00280009, "LO", "nowhere")
    source.add_new(0x52009230, "LO", ["a", "b"])
    source.add_new(0x00181065, "LO", ["a", "b"])
    source.add_new(0x00540020, "US", [1, 2, 3])
    assert frames_follow(data_set(FrameTimeVector=[0, 1], DetectorVector=[1, 2]), source, (1, 2))


def test_private_targets_of_the_pointer_are_passed_over() -> None:
    result = followed(1, 2, FrameIncrementPointer=[Tag(0x00091001), Tag(0x00181063)], FrameTime="4")
    assert result.FrameTime == 4
