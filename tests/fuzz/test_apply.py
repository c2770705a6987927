"""Broken and hostile instances: each is done, set aside or failed; none crashes, leaks, or leaves half of a result."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from redactor.workflow.report import ItemStatus
from tests.folders import contents, digests
from tests.instances import header, hiding, noise, save, save_compressed, with_pixels
from tests.runs import applied

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn
    from pydicom.dataset import Dataset

SETTINGS = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
SECRETS = ("CANARY", "ZELDA", "ZZ-4711", "HOLMES", "998877", "19610307")
PIXEL = hiding((0, 0, 1, 1))


def full_header() -> Dataset:
    """Give a header with a bit of everything: nested items, private elements, text beyond ASCII, windows."""
    item = header(PatientName="NESTED^ZELDA")
    block = item.private_block(0x0009, "ACME", create=True)
    block.add_new(1, "LO", "CANARY")
    ds = header(
        SOPInstanceUID="2.25.1003",
        SpecificCharacterSet="ISO_IR 192",
        PatientComments="ZELDA 王小明",
        RequestAttributesSequence=[item, item],
        ReferencedImageSequence=[item],
        WindowCenter=["40", "50"],
        WindowWidth=["400", "500"],
        FrameTime="33",
        LossyImageCompression="00",
    )
    ds.private_block(0x0011, "ACME", create=True).add_new(2, "SQ", [item])
    return ds


SYNTAXES = {
    "explicit": ExplicitVRLittleEndian,
    "implicit": ImplicitVRLittleEndian,
    "big endian": ExplicitVRBigEndian,
    "deflated": DeflatedExplicitVRLittleEndian,
    "RLE": RLELossless,
    "JPEG-LS": JPEGLSLossless,
    "JPEG 2000": JPEG2000Lossless,
}
FRAMES: dict[str, Callable[[], Any]] = {
    "gray": lambda: noise((2, 6, 7)),
    "signed": lambda: noise((1, 6, 7), np.int16, high=2000),
    "colour": lambda: noise((2, 6, 7, 3)),
    "one bit": lambda: noise((3, 5, 7), np.bool_),
}
KINDS = [
    *((syntax, "gray") for syntax in SYNTAXES),
    ("explicit", "signed"),
    ("explicit", "colour"),
    ("explicit", "one bit"),
    ("RLE", "colour"),
    ("JPEG 2000", "signed"),
]


@cache
def whole(kind: tuple[str, str]) -> bytes:
    """Give the bytes of a sound instance."""
    syntax, frames = kind
    values = FRAMES[frames]()
    compressed = SYNTAXES[syntax] in {RLELossless, JPEGLSLossless, JPEG2000Lossless}
    if compressed:
        values = values.repeat(8, axis=1).repeat(8, axis=2)
    ds = with_pixels(full_header(), values)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "whole.dcm"
        return (save_compressed if compressed else save)(ds, path, SYNTAXES[syntax]).read_bytes()


@st.composite
def mutations(draw: DrawFn) -> list[tuple[str, float, int]]:
    """Give some changes, each at a share of the file from its start."""
    change = st.tuples(
        st.sampled_from(["set", "flip", "insert", "delete", "length"]),
        st.one_of(st.floats(0, 1, exclude_max=True), st.floats(0, 0.3)),  # attributes come first
        st.integers(0, 255),
    )
    return draw(st.lists(change, min_size=1, max_size=4))


def mutated(data: bytes, changes: list[tuple[str, float, int]]) -> bytes:
    """Carry the changes out."""
    result = bytearray(data)
    for what, share, value in changes:
        at = int(share * len(result))
        if what == "set":
            result[at] = value
        elif what == "flip":
            result[at] ^= 1 << value % 8
        elif what == "insert":
            result[at:at] = bytes([value]) * (value % 9 + 1)
        elif what == "delete":
            del result[at : at + value % 9 + 1]
        else:
            result[at : at + 4] = b"\xff\xff\xff\xff"
    return bytes(result)


def check(data: bytes, folder: Path, output: str) -> ItemStatus:
    """Work on the bytes and check everything that must hold whatever they are; give what became of them."""
    source = folder / "in" / "x.dcm"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    before = digests(source.parent)
    out = folder / output
    (item,) = applied([source], out, PIXEL)
    assert digests(source.parent) == before
    names = set() if item.output is None else {item.output, item.output.replace(".dcm", ".record.json")}
    assert set(contents(out)) == names
    assert bool(names) == (item.status is ItemStatus.DONE) == (item.reason == "")
    assert not contents(folder / f"{output}.local" / "partial")
    assert not any(secret in item.reason for secret in SECRETS)
    assert str(folder) not in item.reason
    return item.status


@pytest.mark.parametrize("kind", KINDS, ids=" ".join)
def test_what_is_not_broken_is_done(kind: tuple[str, str], tmp_path: Path) -> None:
    assert check(whole(kind), tmp_path, "out") is ItemStatus.DONE


@SETTINGS
@given(kind=st.sampled_from(KINDS), share=st.floats(0, 1, exclude_max=True))
@example(kind=("explicit", "gray"), share=0.0)
def test_a_truncated_instance_is_never_done_as_a_whole_one(
    kind: tuple[str, str], share: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    data = whole(kind)
    status = check(data[: int(share * len(data))], folder, "out")
    # A compressed stream may bear the loss of its last bytes, such as a delimiter.
    assert status is not ItemStatus.FAILED


@SETTINGS
@given(kind=st.sampled_from(KINDS), changes=mutations())
def test_a_mutated_instance_is_done_or_told_why_not(
    kind: tuple[str, str], changes: list[tuple[str, float, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("mutated")
    check(mutated(whole(kind), changes), folder, "out")
