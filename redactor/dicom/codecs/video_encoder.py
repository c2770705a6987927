"""Make video streams that hold one video track and nothing else: coded anew, or with their packets as they are."""

from __future__ import annotations

from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pydicom.uid import MPEG4HP41BD, MPEG4HP41BDF, MPEG4HP422D, MPEG4HP422DF, MPEG4HP423D, MPEG4HP423DF

from redactor.dicom.codecs.jpeg_stream import BrokenStream
from redactor.dicom.codecs.video import depth_of, facts_of, library, opened, tables
from redactor.dicom.codecs.video_units import bare_parameters, stripped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from numpy.typing import NDArray

    from redactor.dicom.codecs.video import Facts
    from redactor.model.image import StoredValues

RATE_FACTOR: Final = 18
"""Constant rate factor of H.264 and HEVC; few see a difference from 18 on."""

QUANTISER: Final = 2
"""Quantiser scale of MPEG-2; 1 is the finest that there is."""

METHODS: Final = {"mpeg2video": "ISO_13818_1", "h264": "ISO_14496_10", "hevc": "ISO_23008_2"}
"""Lossy Image Compression Method (0028,2114) by codec."""

_ENCODERS: Final = {"mpeg2video": "mpeg2video", "h264": "libx264", "hevc": "libx265"}
_CONTAINERS: Final = {
    "mov,mp4,m4a,3gp,3g2,mj2": "mp4",
    "mpegts": "mpegts",
    "mpeg": "vob",
    "mpegvideo": "mpeg2video",
    "h264": "h264",
    "hevc": "hevc",
}
"""What is written for what was read: a program stream of MPEG-2 is called vob, a raw stream by its codec."""

_FIELD_OPTIONS: Final = {
    ("mpeg2video", "none"): "",
    ("mpeg2video", "top"): "+ildct+ilme",
    ("mpeg2video", "bottom"): "+ildct+ilme",
    ("h264", "none"): "",
    ("h264", "top"): ":tff=1",
    ("h264", "bottom"): ":bff=1",
    ("hevc", "none"): "",
}
"""What encoders are told of fields: flags for MPEG-2, parameters for H.264; of HEVC only SEI would say it."""

_LEVEL_4_2: Final = frozenset({MPEG4HP422D, MPEG4HP422DF, MPEG4HP423D, MPEG4HP423DF})
_BLU_RAY: Final = frozenset({MPEG4HP41BD, MPEG4HP41BDF})


def step_of(codec: str) -> str:
    """Say in words what coding again is."""
    how = f"quantiser {QUANTISER}" if codec == "mpeg2video" else f"crf {RATE_FACTOR}"
    return f"video decoded and encoded again, {how}"


def encode(frames: Iterable[StoredValues], facts: Facts, uid: str) -> bytes:
    """Code frames in the same codec, container and sample layout; the same frames always give the same bytes.

    Parameters
    ----------
    frames
        YBR_FULL, shape (rows, columns, 3), in order.

    Raises
    ------
    BrokenStream
        If the encoder refuses, or there is no frame.
    """
    pictures = iter(frames)
    first = next(pictures, None)
    if first is None:
        raise BrokenStream("no frame")
    if (facts.codec, facts.fields) not in _FIELD_OPTIONS:
        raise BrokenStream("fields can't be coded")
    av, target = library(), BytesIO()
    try:
        with _container(target, facts) as container:
            marked = _marker(first, facts)
            track = container.add_stream(_ENCODERS[facts.codec], rate=facts.rate, options=_options(facts, uid))
            track.height, track.width = first.shape[:2]
            track.pix_fmt = facts.layout
            context = track.codec_context
            context.color_range, context.color_primaries, context.color_trc, context.colorspace = facts.colour
            context.thread_count = 2  # the count shows in the result, so it is the same on every computer
            container.start_encoding()
            for number, stored in enumerate(chain([first], pictures)):
                picture = _picture(stored, facts)
                picture.pts, picture.time_base = number, 1 / facts.rate
                picture = marked(picture)
                _put(container, track, facts.codec, b"", track.encode(picture))
            _put(container, track, facts.codec, b"", track.encode(None))
    except (av.error.FFmpegError, ValueError, OverflowError):
        raise BrokenStream("the encoder refused") from None
    return target.getvalue()


def remuxed(stream: BinaryIO) -> bytes:
    """Give the video track's packets in a new container, without user data; no sample changes.

    Raises
    ------
    BrokenStream
        If it can't be taken apart.
    """
    facts = facts_of(stream)
    stream.seek(0)
    av, target = library(), BytesIO()
    try:
        with opened(stream) as (source, found), _container(target, facts) as container:
            track = container.add_stream_from_template(found)
            track.metadata.clear()
            extra = bytes(found.codec_context.extradata or b"")
            if extra:
                track.codec_context.extradata = bare_parameters(facts.codec, extra)
            _put(container, track, facts.codec, extra, source.demux(found))
    except (av.error.FFmpegError, ValueError):
        raise BrokenStream("the packets can't be copied") from None
    return target.getvalue()


def _container(target: BytesIO, facts: Facts) -> Any:  # noqa: ANN401 - the library's
    if facts.container not in _CONTAINERS or facts.codec not in _ENCODERS:
        raise BrokenStream("another container or codec")
    return library().open(target, "w", format=_CONTAINERS[facts.container], options={"fflags": "+bitexact"})


def _put(container: Any, track: Any, codec: str, extra: bytes, packets: Iterable[Any]) -> None:  # noqa: ANN401
    for packet in packets:
        if not packet.size:
            continue  # it only says that there is no other
        bare = library().Packet(stripped(codec, extra, bytes(packet)))
        bare.pts, bare.dts, bare.duration, bare.time_base = packet.pts, packet.dts, packet.duration, packet.time_base
        bare.is_keyframe, bare.stream = packet.is_keyframe, track
        container.mux_one(bare)


def _options(facts: Facts, uid: str) -> dict[str, str]:
    plain = facts.layout == "yuv420p"
    if facts.codec == "mpeg2video":
        flags = "+bitexact" + _FIELD_OPTIONS[facts.codec, facts.fields]
        return {"qmin": str(QUANTISER), "qmax": str(QUANTISER), "b": "80000000", "flags": flags}
    if facts.codec == "h264":
        params = "log-level=none" + (":bluray-compat=1" if uid in _BLU_RAY else "")
        params += _FIELD_OPTIONS[facts.codec, facts.fields]
        options = {"crf": str(RATE_FACTOR), "preset": "fast", "x264-params": params, "flags": "+bitexact"}
        level = "4.2" if uid in _LEVEL_4_2 else "4.1"
        return {**options, "profile": "high", "level": level} if plain else options
    params = f"crf={RATE_FACTOR}:log-level=none:info=0:frame-threads=1:pools=2"
    return {"preset": "fast", "x265-params": params, "flags": "+bitexact"}


def _marker(first: StoredValues, facts: Facts) -> Callable[[Any], Any]:
    """Give what marks pictures with the field that is first: encoders ask each picture, whatever they were told."""
    if facts.fields == "none":
        return lambda picture: picture
    graph = library().filter.Graph()
    rows, columns = first.shape[:2]
    source = graph.add_buffer(width=columns, height=rows, format=facts.layout, time_base=1 / facts.rate)
    field = graph.add("setfield", mode={"top": "tff", "bottom": "bff"}[facts.fields])
    sink = graph.add("buffersink")
    source.link_to(field)
    field.link_to(sink)
    graph.configure()

    def marked(picture: Any) -> Any:  # noqa: ANN401 - the library's
        graph.vpush(picture)
        return graph.vpull()

    return marked


def _picture(stored: StoredValues, facts: Facts) -> Any:  # noqa: ANN401 - the library's
    rows, columns = stored.shape[:2]
    picture = library().VideoFrame(columns, rows, facts.layout)
    picture.color_range, picture.color_primaries, picture.color_trc, picture.colorspace = facts.colour
    for plane, samples in zip(picture.planes, _planes(stored, facts), strict=True):
        lines = np.zeros((plane.height, plane.line_size // samples.dtype.itemsize), samples.dtype)
        lines[:, : plane.width] = samples
        plane.update(lines.tobytes())
    return picture


def _planes(stored: StoredValues, facts: Facts) -> Iterator[NDArray[Any]]:
    down = 2 if "420" in facts.layout else 1
    across = 1 if "444" in facts.layout else 2
    luma, chroma = (_undone(table) for table in tables(depth_of(facts.layout)))
    for number in range(3):
        samples = stored[:, :, number] if number == 0 else stored[::down, ::across, number]
        yield samples if facts.colour[0] == 2 else (chroma if number else luma)[samples]


def _undone(table: NDArray[Any]) -> NDArray[Any]:
    """Give the table back from the full range: of several values with the same result the one nearest to the range."""
    back = np.searchsorted(table, np.arange(len(table)), side="left")
    low = np.searchsorted(table, 0, side="right") - 1
    return np.maximum(np.minimum(back, len(table) - 1), low).astype(table.dtype)
