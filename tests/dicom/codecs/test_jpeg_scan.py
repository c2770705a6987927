"""The end of entropy-coded data: a clean stream is verbatim, and what lies behind the data goes to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from redactor.dicom.codecs import jpeg_scan, jpeg_stream, turbojpeg
from redactor.dicom.codecs.jpeg_stream import BrokenStream
from tests.dicom import streams

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

CLEAN = jpeg_stream.stripped(streams.jpeg(streams.picture(), "4:2:2"))
RESTARTS = jpeg_stream.stripped(streams.jpeg(streams.picture(), "4:2:2", restart=2))
PROGRESSIVE = jpeg_stream.stripped(streams.jpeg(streams.picture(), progressive=True))


@st.composite
def clean(draw: DrawFn) -> bytes:
    colour = draw(st.booleans())
    pixels = streams.picture(
        draw(st.integers(1, 70)), draw(st.integers(1, 70)), colour=colour, seed=draw(st.integers(0, 99))
    )
    how: dict[str, Any] = {
        "quality": draw(st.integers(1, 100)),
        "restart": draw(st.integers(0, 5)),
        "optimised": draw(st.booleans()),
    }
    return jpeg_stream.stripped(streams.jpeg(pixels, draw(st.sampled_from(sorted(streams.SAMPLINGS))), **how))


@settings(deadline=None, max_examples=150)
@given(stream=clean(), extra=st.binary(min_size=1, max_size=60))
@example(stream=CLEAN, extra=b"\0")
@example(stream=CLEAN, extra=b"\xff\0\xff\0")
@example(stream=RESTARTS, extra=b"\xff")
def test_bytes_behind_the_data_go_and_nothing_else_does(stream: bytes, extra: bytes) -> None:
    assert jpeg_scan.trimmed(stream) == stream
    stuffed = extra.replace(b"\xff", b"\xff\0")
    dirty = jpeg_stream.stripped(stream[:-2] + stuffed + b"\xff\xd9")
    assert jpeg_scan.trimmed(dirty) == stream


@pytest.mark.parametrize("extra", [bytes(9), streams.SECRET, streams.SECRET * 200], ids=len)
@pytest.mark.parametrize("marker", [b"\xff\xd0", b"\xff\xd5"], ids=["first", "later"])
def test_bytes_behind_a_restart_interval_go(marker: bytes, extra: bytes) -> None:
    assert jpeg_scan.trimmed(streams.in_scan(RESTARTS, extra, before=marker)) == RESTARTS


@pytest.mark.parametrize("stream", [PROGRESSIVE, streams.sampled((0x21, 0x11, 0x11))], ids=["progressive", "apart"])
def test_several_scans_are_verbatim_or_broken(stream: bytes) -> None:
    assert jpeg_scan.trimmed(stream) == stream
    with pytest.raises(BrokenStream):
        jpeg_scan.trimmed(stream[:-2] + streams.SECRET * 9 + b"\xff\xd9")


@pytest.mark.parametrize("stream", [CLEAN, RESTARTS, PROGRESSIVE], ids=["one", "restarts", "progressive"])
def test_what_ends_early_is_left_to_whoever_needs_all_of_it(stream: bytes) -> None:
    cut = stream[:-150].rstrip(b"\xff") + b"\xff\xd9"
    assert jpeg_scan.trimmed(cut) == cut
    assert turbojpeg.TOO_SHORT in turbojpeg.complaint(cut)


def test_bytes_too_many_among_too_few_restart_intervals_are_broken() -> None:
    with pytest.raises(BrokenStream, match="restart intervals"):
        jpeg_scan.trimmed(RESTARTS.replace(b"\xff\xd2", b"", 1))


def test_a_restart_interval_that_is_no_picture_of_its_own_is_broken() -> None:
    wide = jpeg_stream.stripped(streams.jpeg(streams.picture(8 * 100, 1000, colour=False), restart=9000))
    assert jpeg_scan.trimmed(wide) == wide
    with pytest.raises(BrokenStream, match="too long"):
        jpeg_scan.trimmed(streams.in_scan(wide, streams.SECRET, before=b"\xff\xd0"))


def test_what_the_library_does_not_know_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    no_tables = CLEAN[:2] + CLEAN[CLEAN.index(b"\xff\xc0") :]
    assert jpeg_scan.trimmed(no_tables) == no_tables
    dirty = streams.in_scan(CLEAN, streams.SECRET)
    monkeypatch.setattr(turbojpeg, "library", lambda: None)
    assert jpeg_scan.trimmed(dirty) == dirty
