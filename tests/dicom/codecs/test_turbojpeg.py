"""The library behind the blocks: found, called, and never left with an exception of ours inside it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from redactor.dicom.codecs import jpeg_sequential, jpeg_stream, turbojpeg
from redactor.dicom.codecs.jpeg_sequential import TouchedBlocks
from redactor.dicom.codecs.jpeg_stream import BrokenStream, EndsEarly
from tests.dicom import streams

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

STREAM = streams.jpeg(streams.picture(), "4:2:0")


def untouched(row: int, component: int, coefficients: Callable[[], NDArray[np.int16]]) -> None:
    """Ask for nothing."""


def test_a_stream_that_nobody_edits_keeps_its_coefficients() -> None:
    result = turbojpeg.transformed(STREAM, untouched)
    before, after = (jpeg_sequential.coefficients(stream) for stream in (STREAM, result))
    for one, other in zip(before, after, strict=True):
        np.testing.assert_array_equal(one, other)


def test_every_row_of_every_component_is_offered_once() -> None:
    seen: list[tuple[int, int, int]] = []
    turbojpeg.transformed(STREAM, lambda row, component, values: seen.append((row, component, len(values()))))
    assert sorted({(c, n) for _, c, n in seen}) == [(0, 11), (1, 6), (2, 6)]
    assert len(seen) == len(set(seen)) == 8 + 4 + 4


@pytest.mark.parametrize("fault", [ValueError, IndexError, TypeError])
def test_a_fault_in_the_edit_comes_out_in_python(fault: type[Exception]) -> None:
    def edit(row: int, component: int, coefficients: Callable[[], NDArray[np.int16]]) -> None:
        raise fault("here")

    with pytest.raises(fault, match="here"):
        turbojpeg.transformed(STREAM, edit)


@pytest.mark.parametrize("stream", [b"", b"\xff\xd8\xff\xd9", STREAM[:-40]], ids=["empty", "bare", "cut"])
def test_a_stream_that_the_library_refuses_is_broken(stream: bytes) -> None:
    with pytest.raises(BrokenStream):
        turbojpeg.transformed(stream, untouched)


def test_without_the_library_nothing_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turbojpeg, "library", lambda: None)
    assert not turbojpeg.takes(jpeg_stream.frame_header(STREAM))
    assert turbojpeg.complaint(STREAM) == "no library"
    with pytest.raises(BrokenStream):
        turbojpeg.transformed(STREAM, untouched)


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (STREAM, True),
        (streams.gray_sampled(0x22), True),
        (streams.sampled((0x41, 0x11, 0x11)), True),
        (streams.sampled((0x42, 0x11, 0x11)), False),
        (streams.sampled((0x21, 0x12, 0x11)), False),
        (STREAM.replace(b"\xff\xc0\0\x11\x08", b"\xff\xc1\0\x11\x0c"), False),
    ],
)
def test_version_2_takes_8_bits_and_common_samplings(
    stream: bytes, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = jpeg_stream.frame_header(stream)
    assert turbojpeg.takes(header)
    monkeypatch.setattr(turbojpeg, "library", lambda: turbojpeg._Library(None, is_3=False))
    assert turbojpeg.takes(header) == expected


def test_a_whole_stream_is_nothing_to_complain_of() -> None:
    assert turbojpeg.complaint(STREAM) == ""
    assert "extraneous" in turbojpeg.complaint(streams.in_scan(STREAM, streams.SECRET * 2))
    with pytest.raises(EndsEarly):
        turbojpeg.visit(STREAM[:-40] + b"\xff\xd9", untouched)


def test_several_threads_may_work_at_once() -> None:
    mask = np.zeros((61, 83), np.bool_)
    mask[:20, :20] = True
    with ThreadPoolExecutor(4) as pool:
        made = list(
            pool.map(lambda _: jpeg_sequential.redacted(STREAM, TouchedBlocks(mask), "YBR_FULL_422"), range(40))
        )
    assert len(set(made)) == 1
