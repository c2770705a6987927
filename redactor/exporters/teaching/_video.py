"""MP4 (H.264) through the extra `video`: one track, no words."""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from redactor.dicom.codecs.video_units import stripped
from redactor.errors import CannotEncodePicture, TeachingExtraMissing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from redactor.model.rendered import Pixels
_AVX2 = 11
"""OpenCV's number of that feature (`cv::CpuFeatures`), which its Python module does not name."""


def write_mp4(frames: Sequence[Pixels], rate: float, file: Path) -> None:
    """Write a film; sides become even by repeating the last row or column.

    Raises
    ------
    TeachingExtraMissing
        If the extra `video` is not installed.
    CannotEncodePicture
        If the encoder refuses.
    """
    try:
        import av  # noqa: PLC0415 - an extra, which need not be there
    except ImportError:
        raise TeachingExtraMissing(package="av", extra="video") from None
    rows, columns = frames[0].shape[:2]
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    try:
        with av.open(str(file), "w", format="mp4", options=options) as container:
            settings = {
                "crf": "20",
                "preset": "veryfast",
                "x264-params": f"log-level=none:asm={_code()}",
                "flags": "+bitexact",
            }
            track = container.add_stream("libx264", rate=Fraction(rate).limit_denominator(1000), options=settings)
            track.width, track.height, track.pix_fmt = columns + columns % 2, rows + rows % 2, "yuv420p"
            track.codec_context.thread_count = 2  # the count shows in the result
            for pixels in frames:
                colour = pixels if pixels.ndim == 3 else cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB)
                even: Pixels = np.pad(colour, ((0, rows % 2), (0, columns % 2), (0, 0)), mode="edge").astype(np.uint8)
                # Not left to the library, which reads what lies beside odd widths: results would differ by chance.
                planes = np.asarray(cv2.cvtColor(even, cv2.COLOR_RGB2YUV_I420), np.uint8)
                _put(container, track, track.encode(av.VideoFrame.from_ndarray(planes, "yuv420p")))
            _put(container, track, track.encode(None))
    except (av.error.FFmpegError, ValueError):
        raise CannotEncodePicture from None
    file.write_bytes(_without_user_data(file.read_bytes()))


def _code() -> str:
    """Name the machine code that the encoder is to use: that for AVX-512 gives other bytes now and then.

    What is named is used even where the processor has it not.
    """
    return "avx2" if cv2.checkHardwareSupport(_AVX2) else "0"


def _put(container: Any, track: Any, packets: Iterable[Any]) -> None:  # noqa: ANN401 - the library's
    """Take from each packet what no decoder needs: the encoder writes its name and options into the first one."""
    for packet in packets:
        bare = type(packet)(stripped("h264", b"", bytes(packet)))
        bare.pts, bare.dts, bare.duration, bare.time_base = packet.pts, packet.dts, packet.duration, packet.time_base
        bare.is_keyframe, bare.stream = packet.is_keyframe, track
        container.mux_one(bare)


def _without_user_data(film: bytes) -> bytes:
    """Make the box for words of programs and persons (ISO 14496-12 8.10.1) empty room, so that no place moves."""
    data = bytearray(film)
    place = 0
    while place < len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        if size < 8:
            raise CannotEncodePicture
        if kind == b"udta":
            data[place + 4 : place + size] = b"free" + bytes(size - 8)
        place += 8 if kind == b"moov" else size
    return bytes(data)
