"""The library behind the blocks: found, called, and never left with an exception of ours inside it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from redactor.dicom.codecs import jpeg_sequential, turbojpeg
from redactor.dicom.codecs.jpeg_stream import BrokenStream
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
    assert not turbojpeg.has_12_bits()
    with pytest.raises(BrokenStream):
        turbojpeg.transformed(STREAM, untouched)


def test_several_threads_may_work_at_once() -> None:
    mask = np.zeros((61, 83), np.bool_)
    mask[:20, :20] = True
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: jpeg_sequential.redacted(STREAM, mask, "YBR_FULL_422"), range(40)))
    assert len(set(made)) == 1
