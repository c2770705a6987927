"""Build synthetic videos with things in them that must not leave: an audio track, titles, user data."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
from pydicom.uid import HEVCMP51, MPEG2MPML, MPEG4HP41, VideoEndoscopicImageStorage

from redactor.dicom.codecs import video
from tests.instances import header, save_encapsulated

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

av = pytest.importorskip("av", reason="the optional extra `video` (PyAV) is not installed")

SECRET: Final = b"CANARY^ZELDA"
ROWS, COLUMNS, COUNT = 96, 128, 12
SYNTAXES: Final = {"mpeg2video": MPEG2MPML, "h264": MPEG4HP41, "hevc": HEVCMP51}
KINDS: Final = [
    ("mpeg2video", "mpeg2video"),
    ("mpeg2video", "mpegts"),
    ("mpeg2video", "vob"),
    ("h264", "mp4"),
    ("h264", "mpegts"),
    ("h264", "h264"),
    ("hevc", "mp4"),
    ("hevc", "mpegts"),
]
"""Codec and container as the library writes them."""


FIELD_OPTIONS: Final = {
    ("mpeg2video", "top"): {"flags": "+ildct+ilme"},
    ("mpeg2video", "bottom"): {"flags": "+ildct+ilme"},
    ("h264", "top"): {"x264-params": "tff=1:log-level=none"},
    ("h264", "bottom"): {"x264-params": "bff=1:log-level=none"},
    ("hevc", "top"): {"x265-params": "log-level=none:pools=2:frame-threads=1:interlace=tff"},
}


class FieldMarker:
    """Gives frames that say which of their fields comes first."""

    def __init__(self, fields: str) -> None:
        self._graph = graph = av.filter.Graph()
        first = graph.add_buffer(width=COLUMNS, height=ROWS, format="yuv420p", time_base=Fraction(1, 25))
        marker, last = graph.add("setfield", mode={"top": "tff", "bottom": "bff"}[fields]), graph.add("buffersink")
        first.link_to(marker)
        marker.link_to(last)
        graph.configure()

    def __call__(self, frame: Any) -> Any:
        self._graph.vpush(frame)
        return self._graph.vpull()


def pictures(count: int = COUNT, seed: int = 1) -> list[NDArray[np.uint8]]:
    """Give frames with a moving slope, and bright noise at the top left where a name would stand."""
    generator = np.random.default_rng(seed)
    made = []
    for number in range(count):
        slope = (np.add.outer(np.arange(ROWS), np.arange(COLUMNS)) + 3 * number) % 200
        frame = np.stack([slope + 20, np.full_like(slope, 110), np.full_like(slope, 140)], axis=2).astype(np.uint8)
        frame[8:24, 8:72, 0] = generator.choice([0, 255], (16, 64))
        made.append(frame)
    return made


def stream(codec: str, container: str, *, audio: bool = True, count: int = COUNT, fields: str = "") -> bytes:
    """Code a video, where the container can hold it with sound, a title and a comment; with user data always.

    Parameters
    ----------
    fields
        "top" or "bottom" for two fields a frame, of which that one is first.
    """
    target = io.BytesIO()
    facts = video.Facts(codec, "", "yuv420p", Fraction(25), (1, 2, 2, 2))
    raw = container in {"mpeg2video", "h264", "hevc"}
    encoder = {"mpeg2video": "mpeg2video", "h264": "libx264", "hevc": "libx265"}[codec]
    options = {"x265-params": "log-level=none:pools=2:frame-threads=1"} if codec == "hevc" else {}
    if fields:
        options |= FIELD_OPTIONS[codec, fields]
    marked = FieldMarker(fields) if fields else None
    with av.open(target, "w", format=container) as output:
        output.metadata["title"] = output.metadata["comment"] = output.metadata["service_name"] = SECRET.decode()
        track = output.add_stream(encoder, rate=facts.rate, options={**options, "crf": "12"} if options else {})
        track.width, track.height, track.pix_fmt = COLUMNS, ROWS, facts.layout
        track.bit_rate = 4_000_000
        sound = output.add_stream("aac" if container == "mp4" else "mp2", rate=44100) if audio and not raw else None
        for number, picture in enumerate(pictures(count)):
            frame = av.VideoFrame.from_ndarray(planes(picture), format="yuv420p")
            frame.pts, frame.time_base = number, 1 / facts.rate
            for packet in track.encode(marked(frame) if marked else frame):
                output.mux(packet)
        for packet in track.encode(None):
            output.mux(packet)
        if sound:
            voice(output, sound)
    return with_user_data(codec, container, target.getvalue())


def planes(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Give the planes of 4:2:0 below one another, in the range of video."""
    luma = (picture[:, :, 0].astype(float) * 219 / 255 + 16).astype(np.uint8)
    chroma = [picture[::2, ::2, n].reshape(-1, COLUMNS) for n in (1, 2)]
    return np.ascontiguousarray(np.concatenate([luma, *chroma]))


def voice(output: Any, track: Any) -> None:
    samples = np.random.default_rng(2).integers(-9000, 9000, (1, 2 * 1152 * 8)).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="stereo")
    frame.sample_rate, frame.pts = 44100, 0
    for made in [*av.AudioResampler(track.format, track.layout, 44100, track.frame_size or 1024).resample(frame)]:
        for packet in track.encode(made):
            output.mux(packet)
    for packet in track.encode(None):
        output.mux(packet)


def with_user_data(codec: str, container: str, coded: bytes) -> bytes:
    """Put user data into a raw stream, before its first picture."""
    if container == "mpeg2video":
        at = coded.index(b"\0\0\1\xb8")
        return coded[:at] + b"\0\0\1\xb2" + SECRET + coded[at:]
    if container == "h264":
        sei = b"\0\0\0\1\x06" + bytes([5, 16 + len(SECRET)]) + bytes(range(1, 17)) + SECRET + b"\x80"
        at = coded.index(b"\0\0\1\x65")
        return coded[:at] + sei[1:] + coded[at:]
    return coded


def instance_file(path: Path, codec: str, coded: bytes, *, fragments: int = 1, **attributes: Any) -> Path:
    """Write a stream as an instance."""
    ds = header(SOPClassUID=VideoEndoscopicImageStorage, Modality="ES")
    ds.Rows, ds.Columns, ds.SamplesPerPixel = ROWS, COLUMNS, 3
    ds.PhotometricInterpretation, ds.PlanarConfiguration = "YBR_PARTIAL_420", 0
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 8, 8, 7, 0
    ds.NumberOfFrames, ds.FrameTime, ds.LossyImageCompression = COUNT, "40", "01"
    for keyword, value in attributes.items():
        setattr(ds, keyword, value)
    return save_encapsulated(ds, path, SYNTAXES[codec], [coded], fragments_per_frame=fragments, has_bot=False)
