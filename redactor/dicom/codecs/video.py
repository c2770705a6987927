"""Video of the Transfer Syntaxes MPEG-2, H.264 and HEVC (PS3.5 8.2.5-8.2.8): all frames are one stream.

The library (PyAV, the extra `video`) carries GPL codecs and is no part of the core: it is imported where it is used.
Stored values are YBR_FULL of the stream's own samples: chroma is repeated, not interpolated, and the range of video
(black is 16) is stretched to the full one. Both steps can be undone exactly but for values beyond black and white.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pydicom.uid import (
    HEVCM10P51,
    HEVCMP51,
    MPEG2MPHL,
    MPEG2MPHLF,
    MPEG2MPML,
    MPEG2MPMLF,
    MPEG4HP41,
    MPEG4HP41BD,
    MPEG4HP41BDF,
    MPEG4HP41F,
    MPEG4HP42STEREO,
    MPEG4HP42STEREOF,
    MPEG4HP422D,
    MPEG4HP422DF,
    MPEG4HP423D,
    MPEG4HP423DF,
)

from redactor.dicom.codecs.jpeg_stream import BrokenStream
from redactor.errors import VideoExtraMissing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from numpy.typing import NDArray

    from redactor.model.image import StoredValues

PHOTOMETRIC: Final = "YBR_FULL"
"""What decoded frames are."""

CODECS: Final[dict[str, str]] = {
    **dict.fromkeys((MPEG2MPML, MPEG2MPMLF, MPEG2MPHL, MPEG2MPHLF), "mpeg2video"),
    **dict.fromkeys((MPEG4HP41, MPEG4HP41F, MPEG4HP41BD, MPEG4HP41BDF), "h264"),
    **dict.fromkeys((MPEG4HP422D, MPEG4HP422DF, MPEG4HP423D, MPEG4HP423DF), "h264"),
    **dict.fromkeys((HEVCMP51, HEVCM10P51), "hevc"),
}
"""The codec of each Transfer Syntax that can be decoded and coded again."""

STEREO: Final = frozenset({MPEG4HP42STEREO, MPEG4HP42STEREOF})
"""Two views in one stream: the library decodes only the first, so the second would be lost."""

SYNTAXES: Final = frozenset(CODECS) | STEREO

_FIELDS: Final = {1: "none", 2: "top", 3: "bottom", 4: "bottom", 5: "top"}
"""By the library's number: the field that is shown first, whichever is coded first."""

_LAYOUTS: Final = {f"yuv{kind}p{depth}" for kind in ("420", "422", "444") for depth in ("", "10le", "12le")}
_FULL_RANGE: Final = 2


def is_available() -> bool:
    """True if the extra `video` is installed."""
    return find_spec("av") is not None


def library() -> Any:  # noqa: ANN401 - its types may not be there
    """Give the module `av`.

    Raises
    ------
    VideoExtraMissing
        If it isn't installed.
    """
    try:
        return import_module("av")
    except ImportError:
        raise VideoExtraMissing from None


@dataclass(frozen=True)
class Facts:
    """How a stream is coded, as far as its re-encoding needs to know.

    Attributes
    ----------
    container
        As the library names formats; a raw stream is one, too.
    layout
        ``yuv420p`` and its kin, without the ``j`` of the full range.
    colour
        Range, primaries, transfer characteristic and matrix, by their numbers in ISO/IEC 23091-2.
    fields
        Which of the two fields of a frame is the earlier: ``top`` or ``bottom``; ``none`` of a progressive video,
        ``unknown`` where there are fields and nothing says it that stays when user data goes.
    """

    codec: str
    container: str
    layout: str
    rate: Fraction
    colour: tuple[int, int, int, int]
    fields: str = "none"


@contextmanager
def opened(stream: BinaryIO) -> Iterator[tuple[Any, Any]]:
    """Open a stream; give the container and its first video track.

    Raises
    ------
    BrokenStream
        If it can't be opened or read, or holds no video.
    """
    errors = library().error.FFmpegError
    try:
        with library().open(stream) as container:
            if not container.streams.video:
                raise BrokenStream("no video track")
            yield container, container.streams.video[0]
    except errors:
        raise BrokenStream("the stream can't be read") from None


def facts_of(stream: BinaryIO) -> Facts:
    """Read how a stream is coded.

    Raises
    ------
    BrokenStream
        If it can't be read, or its samples are of a kind that isn't known.
    """
    with opened(stream) as (container, track):
        context = track.codec_context
        declared = str(context.pix_fmt)
        layout = declared.replace("yuvj", "yuv")
        if layout not in _LAYOUTS:
            raise BrokenStream("another sample layout")
        full = _FULL_RANGE if declared != layout else int(context.color_range)
        return Facts(
            codec=str(context.name),
            container=str(container.format.name),
            layout=layout,
            rate=Fraction(track.average_rate or track.guessed_rate or track.base_rate or 25),
            colour=(full, int(context.color_primaries), int(context.color_trc), int(context.colorspace)),
            fields=_fields(container, track),
        )


def _fields(container: Any, track: Any) -> str:  # noqa: ANN401 - the library's
    context = track.codec_context
    said = _FIELDS.get(int(context.field_order), "unknown")
    if context.name != "hevc" and said != "unknown":
        return said
    # HEVC codes fields as pictures of their own and says so only in SEI, which never stays.
    first = next(container.decode(track), None)
    return "unknown" if first is not None and first.interlaced_frame else "none"


def frames(stream: BinaryIO) -> Iterator[StoredValues]:
    """Decode all frames in the order in which they are shown: shape (rows, columns, 3), YBR_FULL.

    Raises
    ------
    BrokenStream
        If the stream, or a frame of it, is damaged.
    """
    with opened(stream) as (container, track):
        track.thread_type = "AUTO"
        for picture in container.decode(track):
            if picture.is_corrupt:
                raise BrokenStream("a frame is damaged")
            yield _stored(picture)


def depth_of(layout: str) -> int:
    """Give the bits a sample of a layout."""
    return int(layout.partition("p")[2].removesuffix("le") or 8)


def tables(depth: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give the tables from the range of video to the full one, for luma and for chroma."""
    values, unit = np.arange(1 << depth), 1 << (depth - 8)
    most, middle = (1 << depth) - 1, 1 << (depth - 1)
    luma = (values - 16 * unit) * (most / (219 * unit))
    chroma = (values - middle) * (most / (224 * unit)) + middle
    kind = np.uint8 if depth == 8 else np.uint16
    return np.clip(np.rint(luma), 0, most).astype(kind), np.clip(np.rint(chroma), 0, most).astype(kind)


def _stored(picture: Any) -> StoredValues:  # noqa: ANN401 - the library's
    declared = str(picture.format.name)
    layout = declared.replace("yuvj", "yuv")
    if layout not in _LAYOUTS:
        raise BrokenStream("another sample layout")
    depth = depth_of(layout)
    kind = np.dtype(np.uint8 if depth == 8 else "<u2")
    full = declared != layout or int(picture.color_range) == _FULL_RANGE
    luma, chroma = tables(depth)
    result = np.empty((picture.height, picture.width, 3), kind.newbyteorder("="))
    for number, plane in enumerate(picture.planes):
        lines = np.frombuffer(plane, kind).reshape(-1, plane.line_size // kind.itemsize)
        samples = lines[: plane.height, : plane.width]
        if not full:
            samples = (chroma if number else luma)[samples]
        if number and "444" not in layout:
            samples = samples.repeat(2, axis=1)
        if number and "420" in layout:
            samples = samples.repeat(2, axis=0)
        result[:, :, number] = samples[: picture.height, : picture.width]
    return result
