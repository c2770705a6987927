"""Prove that a video stream holds one video track and nothing else: no audio, no titles, no user data."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from redactor.dicom.codecs.jpeg_stream import BrokenStream
from redactor.dicom.codecs.video import opened
from redactor.dicom.codecs.video_units import bare_parameters, starts_with_time_of_day, stripped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BytesIO

_PARENTS: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts"})
_LEAVES: Final = frozenset(
    b"ftyp mdat free mvhd tkhd mdhd hdlr vmhd dref stsd stts stss ctts stsc stsz stco co64 elst sdtp sgpd sbgp".split()
)
_TABLES: Final = frozenset(
    bytes.fromhex(table)
    for table in (
        "0000b00d0001c100000001f0002ab104b2",
        "0042f0250001c10000ff01ff0001fc801448120106" + b"FFmpeg\tService01".hex() + "777c43ca",
        "0002b0120001c10000e100f00002e100f0009e8b23d1",
        "0002b0120001c10000e100f0001be100f00015bd4d56",
        "0002b0180001c10000e100f00024e100f006050448455643cb9e0052",
    )
)
"""Programme association, service and programme map (one for each codec) of a transport stream of one video track."""

_EMPTY_LIST: Final = bytes.fromhex("000000356d6574610000000000000021") + (
    b"hdlr" + bytes(8) + b"mdirappl" + bytes(9) + b"\0\0\0\x08ilst"
)
"""The list of titles that the library always writes, here with none."""

_METADATA: Final = frozenset({"major_brand", "minor_version", "compatible_brands", "service_name", "service_provider"})
_TRACK_METADATA: Final = {"language": {"und"}, "handler_name": {"VideoHandler"}, "vendor_id": {"[0][0][0][0]"}}
_SERVICE: Final = {"service_name": "Service01", "service_provider": "FFmpeg"}
"""What the library writes into every transport stream."""


def is_bare(stream: BytesIO) -> bool:
    """True if a stream holds one video track, and nothing but what a decoder needs."""
    data = stream.getvalue()
    stream.seek(0)
    try:
        with opened(stream) as (container, track):
            if len(container.streams) != 1 or not _metadata_is_plain(container.metadata, track.metadata):
                return False
            kind, codec = str(container.format.name), str(track.codec_context.name)
            extra, pid = bytes(track.codec_context.extradata or b""), int(track.id)
            packets = [bytes(packet) for packet in container.demux(track) if packet.size]
    except BrokenStream:
        return False
    return _packets_are_bare(codec, extra, packets) and _container_is_bare(kind, data, pid, sum(map(len, packets)))


def _container_is_bare(kind: str, data: bytes, pid: int, coded: int) -> bool:
    if "mp4" in kind:
        return _boxes_are_known(data, coded)
    if kind == "mpegts":
        return len(data) % 188 <= 1 and all(_transport_packets_are_plain(data, pid))
    if kind == "mpeg":
        return all(number in {0xBB, 0xBE, 0xE0} for number in _program_streams(data))
    return True


def _metadata_is_plain(container: dict[str, str], track: dict[str, str]) -> bool:
    return (
        set(container) <= _METADATA
        and all(container.get(key, value) == value for key, value in _SERVICE.items())
        and all(value in _TRACK_METADATA.get(key, ()) for key, value in track.items())
    )


def _packets_are_bare(codec: str, extra: bytes, packets: list[bytes]) -> bool:
    try:
        bare = all(stripped(codec, extra, packet) == packet for packet in packets)
        return bare and bare_parameters(codec, extra) == extra and not starts_with_time_of_day(codec, packets)
    except BrokenStream:
        return False


def _boxes_are_known(data: bytes, coded: int) -> bool:
    """Check that an MP4 file has only boxes of a video track, and no byte of media that is in no packet."""
    held = 0
    for kind, payload in _boxes(memoryview(data)):
        if kind == b"udta" and payload == _EMPTY_LIST:
            continue
        if kind not in _LEAVES or (kind == b"free" and any(payload)) or (kind == b"ftyp" and len(payload) > 64):
            return False
        held += len(payload) if kind == b"mdat" else 0
    return held == coded


def _boxes(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    position = 0
    while position + 8 <= len(data):
        length, kind = struct.unpack(">L4s", data[position : position + 8])
        head = 8
        if length == 1 and position + 16 <= len(data):
            (length,) = struct.unpack(">Q", data[position + 8 : position + 16])
            head = 16
        if length < head or position + length > len(data):
            yield b"????", data[position:]
            return
        payload = data[position + head : position + length]
        if kind in _PARENTS:
            yield from _boxes(payload)
        else:
            yield kind, payload
        position += length
    if any(data[position:]):
        yield b"????", data[position:]


def _transport_packets_are_plain(data: bytes, video: int) -> Iterator[bool]:
    """Yield whether each packet is of the video, or one of the tables that the library always writes."""
    for position in range(0, len(data) - 187, 188):
        packet = data[position : position + 188]
        pid = int.from_bytes(packet[1:3], "big") & 0x1FFF
        yield _adaptation_is_plain(packet) if pid == video else packet[4:].rstrip(b"\xff") in _TABLES


def _adaptation_is_plain(packet: bytes) -> bool:
    """Check that an adaptation field holds a clock reference and stuffing, never private data (13818-1 2.4.3.4)."""
    if not packet[3] & 0x20 or not packet[4]:
        return True
    stuffing = packet[12 if packet[5] & 0x10 else 6 : 5 + packet[4]]
    return not packet[5] & 0x0F and not stuffing.rstrip(b"\xff")


def _program_streams(data: bytes) -> Iterator[int]:
    position = 0
    while data[position : position + 3] == b"\0\0\1" and position + 6 <= len(data):
        number = data[position + 3]
        if number == 0xB9:
            return
        if number == 0xBA:
            position += 14 + (data[position + 13] & 7 if position + 13 < len(data) else 0)
            continue
        end = position + 6 + int.from_bytes(data[position + 4 : position + 6], "big")
        padding = data[position + 6 : end].strip(b"\x0f\xff") if number == 0xBE else b""
        yield -1 if padding else number
        position = end
    if any(data[position:]):
        yield -1
