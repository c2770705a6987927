"""Broken code streams, fragments and offset tables: each is done, or set aside for a reason that names its frame."""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydicom.uid import JPEG2000Lossless, JPEGBaseline8Bit, JPEGLSLossless, RLELossless

from redactor.dicom.instance import Instance
from redactor.errors import SetAside
from redactor.model.region import Scope
from tests.dicom import streams
from tests.folders import digests
from tests.instances import hiding
from tests.runs import verified

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import DrawFn

    from redactor.model.stages import Verified

SETTINGS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
COUNT: Final = 4
PLAN: Final = hiding((3, 2, 20, 9), scope=Scope(frames=(2, 3)))
SYNTAXES: Final = [JPEGBaseline8Bit, RLELossless, JPEGLSLossless, JPEG2000Lossless]
NAMING_A_FRAME: Final = {"BrokenCodeStream", "BrokenEncapsulation", "IncompleteFrame", "UndecodableFrame"}
OTHERS: Final = {"Truncated", "UnreadableAttributes", "NoPixelData", "InvalidImageAttribute"}
"""What a damaged file as a whole may be called."""


@cache
def frames(uid: str) -> tuple[bytes, ...]:
    """Give the code streams of a few small frames; those of JPEG in three samplings, with restart intervals."""
    pictures = [streams.picture(24, 40, seed=seed) for seed in range(COUNT)]
    if uid == JPEGBaseline8Bit:
        samplings = ("4:2:0", "4:2:2", "4:2:0", "4:4:4")
        return tuple(streams.jpeg(p, s, restart=2) for p, s in zip(pictures, samplings, strict=True))
    if uid == JPEG2000Lossless:
        pictures = [streams.picture(40, 40, seed=seed) for seed in range(COUNT)]
    return tuple(streams.coded(uid, picture) for picture in pictures)


def instance(path: Path, uid: str, made: list[bytes], **how: Any) -> Path:
    rows = 40 if uid == JPEG2000Lossless else 24
    photometric = "YBR_FULL_422" if uid == JPEGBaseline8Bit else ""
    pixels = streams.pixel_format(streams.picture(rows, 40), photometric=photometric)
    return streams.instance_file(path, uid, made, pixels, **how)


def judge(source: Path, *, number: int = 0) -> SetAside | None:
    """Work on a file, check what must hold whatever it is, and give the reason if it is set aside.

    Parameters
    ----------
    number
        Of the one damaged frame: a reason that names a frame must name it. 0 where it may be any.
    """
    before, partial = digests(source.parent), source.parent.parent / "partial"
    outcome = outcome_of(source, partial)
    assert digests(source.parent) == before
    if isinstance(outcome, SetAside):
        assert not list(partial.glob("*"))
        assert type(outcome).__name__ in NAMING_A_FRAME | OTHERS
        if type(outcome).__name__ in NAMING_A_FRAME:
            named = outcome.facts["frame"]
            assert isinstance(named, int)
            assert named == number or (number == 0 and 1 <= named <= 9 * COUNT)
        return outcome
    for frame in (2, 3):
        hidden = Instance.open(outcome.file).frame(frame).stored_values[2:11, 3:23]
        assert (hidden == hidden[0, 0]).all()
    outcome.file.unlink()
    return None


def outcome_of(source: Path, partial: Path) -> Verified | SetAside:
    try:
        return verified(source, partial, PLAN)
    except SetAside as reason:
        return reason


@st.composite
def damage(draw: DrawFn) -> tuple[str, float, bytes]:
    """Give a change, its place as a share of the code stream, and the bytes for it."""
    what = draw(st.sampled_from(["set", "insert", "delete", "cut", "append"]))
    place = draw(st.one_of(st.floats(0, 1, exclude_max=True), st.floats(0, 0.2)))  # headers come first
    return what, place, draw(st.one_of(st.binary(min_size=1, max_size=9), st.sampled_from(MARKERS)))


MARKERS: Final = [
    bytes([0xFF, code]) for code in (0x00, 0x01, 0xC0, 0xC2, 0xC4, 0xD0, 0xD5, 0xD8, 0xD9, 0xDA, 0xDC, 0xDD)
]


def damaged(stream: bytes, change: tuple[str, float, bytes]) -> bytes:
    """Carry a change out."""
    what, share, data = change
    at = int(share * len(stream))
    if what == "set":
        return stream[:at] + data + stream[at + len(data) :]
    if what == "insert":
        return stream[:at] + data + stream[at:]
    if what == "delete":
        return stream[:at] + stream[at + len(data) :]
    return stream[: at + 2] if what == "cut" else stream + data


@pytest.mark.parametrize("uid", SYNTAXES, ids=lambda uid: uid.name)
def test_what_is_changed_here_is_done_as_it_is(uid: str, tmp_path: Path) -> None:
    assert judge(instance(tmp_path / "in" / "x.dcm", uid, list(frames(uid)))) is None


@pytest.mark.parametrize("uid", SYNTAXES, ids=lambda uid: uid.name)
@SETTINGS
@given(number=st.integers(1, COUNT), changes=st.lists(damage(), min_size=1, max_size=3))
def test_one_damaged_code_stream_is_done_or_its_frame_is_named(
    uid: str, number: int, changes: list[tuple[str, float, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = list(frames(uid))
    for change in changes:
        made[number - 1] = damaged(made[number - 1], change)
    assume(len(made[number - 1]) >= 2)  # of which an item is made
    judge(instance(tmp_path_factory.mktemp("stream") / "in" / "x.dcm", uid, made), number=number)


@pytest.mark.parametrize("uid", SYNTAXES, ids=lambda uid: uid.name)
@pytest.mark.parametrize("number", range(1, COUNT + 1))
@pytest.mark.parametrize("share", [0.0, 0.3, 0.97])
def test_a_cut_frame_that_changes_is_never_written(uid: str, number: int, share: float, tmp_path: Path) -> None:
    made = list(frames(uid))
    made[number - 1] = damaged(made[number - 1], ("cut", share, b""))
    reason = judge(instance(tmp_path / "in" / "x.dcm", uid, made), number=number)
    assert reason is not None or uid == JPEG2000Lossless  # its packets may be left out at the end


@st.composite
def offsets(draw: DrawFn) -> list[int]:
    """Give an offset table that is right, or nearly so, or not at all."""
    lengths = [len(frame) + len(frame) % 2 + 8 for frame in frames(JPEGBaseline8Bit)]
    right = np.cumsum([0, *lengths[:-1]]).tolist()
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(right) - 1)) if right else 0
        right[at : at + draw(st.integers(0, 1))] = draw(
            st.lists(
                st.one_of(st.integers(0, 2**32 - 1), st.integers(0, sum(lengths)), st.sampled_from(lengths)), max_size=2
            )
        )
    return right


@pytest.mark.parametrize("extended", [False, True], ids=["basic", "extended"])
@SETTINGS
@given(table=offsets(), pieces=st.integers(1, 3))
def test_an_offset_table_is_followed_or_refused(
    extended: bool, table: list[int], pieces: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("offsets")
    how: dict[str, Any] = {"has_bot": False, "fragments_per_frame": pieces}
    if extended:
        how["attributes"] = {
            "ExtendedOffsetTable": struct.pack(f"<{len(table)}Q", *table),
            "ExtendedOffsetTableLengths": struct.pack(f"<{len(table)}Q", *[2] * len(table)),
        }
    source = instance(folder / "in" / "x.dcm", JPEGBaseline8Bit, list(frames(JPEGBaseline8Bit)), **how)
    if not extended:
        whole = source.read_bytes()
        at = whole.index(struct.pack("<HHL", 0xFFFE, 0xE000, 0), whole.index(b"\xe0\x7f\x10\x00OB"))
        put = struct.pack(f"<HHL{len(table)}L", 0xFFFE, 0xE000, 4 * len(table), *table)
        source.write_bytes(whole[:at] + put + whole[at + 8 :])
    judge(source)


CHANGES: Final = st.tuples(
    st.sampled_from(["drop", "double", "swap", "empty", "tag", "length"]),
    st.integers(0, 3 * COUNT),
    st.integers(0, 2**32 - 1),
)


@pytest.mark.parametrize("uid", SYNTAXES, ids=lambda uid: uid.name)
@SETTINGS
@given(change=CHANGES, pieces=st.integers(1, 3), with_table=st.booleans())
def test_fragments_that_contradict_one_another_are_refused_or_make_whole_frames(
    uid: str, change: tuple[str, int, int], pieces: int, with_table: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    what, at, value = change
    folder = tmp_path_factory.mktemp("fragments")
    source = instance(folder / "in" / "x.dcm", uid, list(frames(uid)), has_bot=with_table, fragments_per_frame=pieces)
    whole = source.read_bytes()
    start = whole.index(b"\xe0\x7f\x10\x00OB") + 12
    items = _items(whole, start)
    assume(at < len(items))
    changed = _with_items_changed(items, what, at, value)
    source.write_bytes(whole[:start] + b"".join(changed) + struct.pack("<HHL", 0xFFFE, 0xE0DD, 0))
    judge(source)


def _items(data: bytes, position: int) -> list[bytes]:
    """Give the items of encapsulated Pixel Data, the offset table first."""
    found = []
    while True:
        _, number, length = struct.unpack("<HHL", data[position : position + 8])
        if number == 0xE0DD:
            return found
        found.append(data[position : position + 8 + length])
        position += 8 + length


def _with_items_changed(items: list[bytes], what: str, at: int, value: int) -> list[bytes]:
    before, item, after = items[:at], items[at], items[at + 1 :]
    empty = struct.pack("<HHL", 0xFFFE, 0xE000, 0)
    changed = {
        "drop": [],
        "double": [item, item],
        "swap": [*after[:1], item],
        "empty": [empty, item],
        "tag": [struct.pack("<L", value) + item[4:]],
        "length": [item[:4] + struct.pack("<L", value) + item[8:]],
    }[what]
    return [*before, *changed, *(after[1:] if what == "swap" else after)]
