"""Compare what pictures are coded in: two streams with the same slices in the same order hold the same video."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from redactor.dicom.codecs import video_units
from redactor.dicom.codecs.jpeg_stream import BrokenStream
from redactor.dicom.codecs.video import opened

if TYPE_CHECKING:
    from typing import BinaryIO


def are_same(one: BinaryIO, other: BinaryIO) -> bool:
    """True if two streams are of one codec and hold the same coded pictures, in whatever container.

    Parameter sets are not compared, since a container may keep them elsewhere: what they do shows in decoded values.
    """
    try:
        return _digest(one) == _digest(other)
    except BrokenStream:
        return False


def _digest(stream: BinaryIO) -> tuple[str, int, bytes]:
    """Give the codec, the number of units and a hash of them, which stays in memory."""
    digest, count = hashlib.sha256(), 0
    with opened(stream) as (container, track):
        codec, extra = str(track.codec_context.name), bytes(track.codec_context.extradata or b"")
        for packet in container.demux(track):
            for unit in video_units.pictures(codec, extra, bytes(packet)) if packet.size else ():
                digest.update(len(unit).to_bytes(8, "big") + unit)
                count += 1
    if not count:
        raise BrokenStream("no picture")
    return codec, count, digest.digest()
