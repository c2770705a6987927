"""Attributes that speak of frames, after some were left out.

What has one value or item a frame keeps those of the kept frames; what holds frame numbers gets the new ones. What
can't follow is removed or emptied where the Standard allows that; else the instance is set aside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

from pydicom.datadict import dictionary_VR, keyword_for_tag
from pydicom.dataelem import DataElement, empty_value_for_VR
from pydicom.dataset import Dataset
from pydicom.tag import Tag
from pydicom.valuerep import DSfloat

from redactor.deid.frame_numbers import KEYWORDS, renumbered, says_nothing
from redactor.deid.legible import values_of
from redactor.dicom.walk import element_at, tag_path
from redactor.errors import FramesCannotBeDropped
from redactor.model.record import AttributeAction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.deid.frame_changes import FrameChanges

DROPPED: Final = "frames-dropped"
TIMES_DIFFER: Final = (
    "frames between others were left out: the time between their neighbours is longer than Frame Time (0018,1063)"
)
PER_FRAME: Final = "PerFrameFunctionalGroupsSequence"
VECTORS: Final = frozenset(
    {
        # Multi-frame secondary captures
        "PageNumberVector",
        "FrameLabelVector",
        "FramePrimaryAngleVector",
        "FrameSecondaryAngleVector",
        "SliceLocationVector",
        "DisplayWindowLabelVector",
        # Nuclear medicine
        "EnergyWindowVector",
        "DetectorVector",
        "PhaseVector",
        "RotationVector",
        "RRIntervalVector",
        "TimeSlotVector",
        "SliceVector",
        "AngularViewVector",
        "TimeSliceVector",
        "TriggerVector",
        # Radiotherapy
        "GridFrameOffsetVector",
    }
)
"""Attributes with one value a frame. Frame Time Vector is none of them: its values are intervals."""

_EMPTIED: Final = frozenset(
    {
        "TableVerticalIncrement",
        "TableLateralIncrement",
        "TableLongitudinalIncrement",
        "PositionerPrimaryAngleIncrement",
        "PositionerSecondaryAngleIncrement",
    }
)
"""Increments from frame to frame, which nobody can add up over a gap. They are of Type 2C, so they may be empty."""

_REMOVED: Final = frozenset(
    {
        "EffectiveDuration",  # of all frames
        "RWaveTimeVector",  # from the start of the first frame
        "DimensionOrganizationType",  # 3D promises equal distances
        "ReferencedFrameNumbers",  # retired
        "MaskPointers",  # retired
    }
)
"""What is no longer true, and what the Standard does without."""

_KNOWN: Final = VECTORS | KEYWORDS | {"FrameTimeVector", "FrameTime", "FrameDelay", PER_FRAME}

_COUNTS: Final = (
    ("RotationInformationSequence", "NumberOfFramesInRotation", "RotationVector", "AngularViewVector"),
    ("PhaseInformationSequence", "NumberOfFramesInPhase", "PhaseVector", "TimeSliceVector"),
)
"""Sequences of nuclear medicine whose items count frames, the vector that names the item, and what is counted."""


@dataclass(frozen=True)
class Followed:
    """Attributes that speak of the kept frames alone, what became of the others, and what a reader has to know."""

    attributes: Dataset = field(repr=False)
    actions: tuple[AttributeAction, ...] = ()
    notes: tuple[str, ...] = ()


def without_dropped_frames(attributes: Dataset, frames: FrameChanges) -> Followed:
    """Give the attributes of an instance of which some frames were left out.

    Parameters
    ----------
    attributes
        De-identified; not changed.

    Raises
    ------
    FramesCannotBeDropped
        If something counts on every frame, and can't follow.
    """
    _require_separable(attributes, frames)
    following = _Following(frames, str(attributes.get("SOPInstanceUID", "")), increments(attributes))
    result = following.item(attributes)
    notes = [f"frames left out: {spans(frames)} of {frames.total}, by their numbers in the original"]
    if "FrameTime" in result and not _values(result, "FrameTimeVector") and frames.drops_between:
        notes.append(TIMES_DIFFER)
    return Followed(result, tuple(following.actions.values()), tuple(notes))


def increments(attributes: Dataset) -> frozenset[str]:
    """Give the keywords that Frame Increment Pointer (0028,0009) points at (PS3.3 C.7.6.6)."""
    pointer = element_at(attributes, Tag("FrameIncrementPointer")) if "FrameIncrementPointer" in attributes else None
    targets = values_of(pointer) if pointer is not None and pointer.VR == "AT" else []
    return frozenset(keyword_for_tag(tag) for tag in targets if tag in attributes) - {""}


def spans(frames: FrameChanges) -> str:
    """Give the numbers of the dropped frames as text, such as ``2, 5-9``."""
    found: list[list[int]] = []
    for number in (n for n in range(1, frames.total + 1) if n not in frames.new_numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


@dataclass
class _Following:
    """Builds the new data set, item by item, and notes what it did."""

    frames: FrameChanges
    own: str
    pointed: frozenset[str]
    actions: dict[str, AttributeAction] = field(default_factory=dict)

    def item(self, source: Dataset, prefix: str = "") -> Dataset:
        """Build a data set, or an item of a sequence."""
        result = Dataset()
        new = {} if prefix else self._of_root(source)
        for element in source:
            path = tag_path(prefix, element.tag)
            keyword = element.keyword
            if element.VR == "SQ":
                items = list(self._items(element, path))
                if items or not element.value:
                    result.add(DataElement(element.tag, "SQ", items))
                else:
                    self._note(path, "X")
                continue
            if keyword not in new and keyword in KEYWORDS and values_of(element):
                new[keyword] = renumbered(source, keyword, self.frames, self.own)
            elif keyword in _REMOVED or (keyword == "RadialPosition" and element.VM > 1):
                new[keyword] = None
            self._add(result, element, path, new)
        return result if prefix else self._with_counts(result, source)

    def _add(self, result: Dataset, element: DataElement, path: str, new: dict[str, list[object] | None]) -> None:
        before, values = values_of(element), new.get(element.keyword, values_of(element))
        if element.keyword in _EMPTIED and element.VM > 1:
            result.add(DataElement(element.tag, element.VR, empty_value_for_VR(element.VR)))
            self._note(path, "Z")
        elif values is None:
            self._note(path, "X")
        elif [str(value) for value in values] == [str(value) for value in before]:
            result.add(element)
        else:
            result.add(DataElement(element.tag, element.VR, values if len(values) != 1 else values[0]))
            self._note(path, "D")

    def _items(self, element: DataElement, path: str) -> Iterator[Dataset]:
        by_frame = element.keyword == PER_FRAME
        for number, item in enumerate(element.value, 1):
            gone = number not in self.frames.new_numbers if by_frame else says_nothing(item, self.frames, self.own)
            if gone:
                self._note(f"{path}[{number}]", "X")
            else:
                yield self.item(item, f"{path}[{number}]/")

    def _of_root(self, source: Dataset) -> dict[str, list[object] | None]:
        """Give new values, or None for none, of attributes of the data set itself."""
        frames = self.frames
        new: dict[str, list[object] | None] = {"NumberOfFrames": [len(frames.kept)]}
        for keyword in {*VECTORS, *self.pointed} - {"FrameTimeVector"}:
            values = _values(source, keyword)
            if len(values) == frames.total:
                new[keyword] = [values[number - 1] for number in frames.kept]
            elif len(values) > 1 or (values and keyword in VECTORS):
                self._require_not_pointed_at(keyword)
                new[keyword] = None
        new |= self._times(source)
        if len(frames.kept) == 1 and _values(source, "GridFrameOffsetVector"):
            new["GridFrameOffsetVector"] = new["FrameIncrementPointer"] = None  # for several frames alone
        if "MaskSubtractionSequence" in source and all(
            says_nothing(item, frames, self.own) for item in source.MaskSubtractionSequence
        ):
            new["RecommendedViewingMode"] = None  # of the same module
        return new

    def _times(self, source: Dataset) -> dict[str, list[object] | None]:
        """Give Frame Time Vector and Frame Delay, so that every frame keeps its time (PS3.3 C.7.6.5.1.2)."""
        frames, new = self.frames, dict[str, list[object] | None]()
        vector, steady, delay = (_decimals(source, name) for name in ("FrameTimeVector", "FrameTime", "FrameDelay"))
        if vector and len(vector) != frames.total:
            self._require_not_pointed_at("FrameTimeVector")
            return {"FrameTimeVector": None}
        if vector:
            steps = [vector[0], *(sum(vector[one:other], Decimal()) for one, other in pairwise(frames.kept))]
            new["FrameTimeVector"] = [_decimal(step) for step in steps]
        if delay and (vector or steady):
            skipped = vector[1 : frames.kept[0]] if vector else steady * (frames.kept[0] - 1)
            new["FrameDelay"] = [_decimal(delay[0] + sum(skipped, Decimal()))]
        return new

    def _with_counts(self, result: Dataset, source: Dataset) -> Dataset:
        """Count the frames anew where items of nuclear medicine do."""
        for sequence, keyword, *vectors in _COUNTS:
            for number, item in enumerate(result.get(sequence) or [], 1):
                counts = [_counts(data_set, number, *vectors) for data_set in (source, result)]
                after = [new for old, new in zip(*counts, strict=True) if [old] == _values(item, keyword)]
                if after:
                    setattr(item, keyword, after[0])
                elif _values(item, keyword):
                    raise FramesCannotBeDropped(keyword=keyword)
        return result

    def _require_not_pointed_at(self, keyword: str) -> None:
        """Refuse to let an attribute go that has not one value a frame, but says what comes from frame to frame."""
        if keyword in self.pointed:
            raise FramesCannotBeDropped(keyword=keyword)

    def _note(self, path: str, action: Literal["D", "X", "Z"]) -> None:
        self.actions[path] = AttributeAction(path, action, DROPPED)


def _require_separable(attributes: Dataset, frames: FrameChanges) -> None:
    """Refuse images in which the place of a frame means something, or other instances count its frames."""
    _require_own_vrs(attributes)
    if _values(attributes, "ConcatenationUID"):
        raise FramesCannotBeDropped(keyword="ConcatenationUID")
    if _values(attributes, "DimensionOrganizationType") == ["TILED_FULL"]:
        raise FramesCannotBeDropped(keyword="DimensionOrganizationType")
    pairs = {(number + 1) // 2 for number in frames.kept}
    if _values(attributes, "StereoPairsPresent") == ["YES"] and len(frames.kept) != 2 * len(pairs):
        raise FramesCannotBeDropped(keyword="StereoPairsPresent")
    if len(attributes.get(PER_FRAME) or []) not in {0, frames.total}:
        raise FramesCannotBeDropped(keyword=PER_FRAME)
    if frames.kept[0] > 1:  # from which the places of all others are counted
        if _values(attributes, "GridFrameOffsetVector")[:1] == [0]:
            raise FramesCannotBeDropped(keyword="GridFrameOffsetVector")
        if _values(attributes, "SliceVector"):
            raise FramesCannotBeDropped(keyword="SliceVector")


def _require_own_vrs(attributes: Dataset) -> None:
    """Refuse values that are no numbers where the Standard has numbers."""
    for element in attributes:
        if element.keyword in _KNOWN and dictionary_VR(element.tag) != element.VR:
            raise FramesCannotBeDropped(keyword=element.keyword)
        for item in element.value if element.VR == "SQ" else ():
            _require_own_vrs(item)


def _counts(attributes: Dataset, number: int, vector: str, views: str) -> tuple[int, int]:
    """Count the views, and the frames, of a rotation or phase: makers of images count either."""
    frames = [place for place, value in enumerate(_values(attributes, vector)) if value == number]
    viewed = _values(attributes, views)
    return len({viewed[place] for place in frames if place < len(viewed)}), len(frames)


def _values(attributes: Dataset, keyword: str) -> list[Any]:
    return values_of(attributes[keyword]) if keyword in attributes else []


def _decimals(attributes: Dataset, keyword: str) -> list[Decimal]:
    texts = [str(value).strip(" \0") for value in _values(attributes, keyword)]
    if not all(texts):
        raise FramesCannotBeDropped(keyword=keyword)
    return [Decimal(text) for text in texts]


def _decimal(value: Decimal) -> str:
    """Give a DS of at most 16 characters."""
    text = f"{value.normalize():f}"
    return text if len(text) <= 16 else str(DSfloat(float(value), auto_format=True))
