"""Pixel Data by frame: read, and decoded, on demand."""

from __future__ import annotations

import math
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
)

from redactor.dicom.codecs import jpeg_sequential, jpeg_stream, pydicom_decoder, video
from redactor.dicom.codecs.jpeg_stream import BrokenStream
from redactor.dicom.codecs.native import NativeLayout
from redactor.dicom.encapsulation import frames_of
from redactor.dicom.header import UNDEFINED_LENGTH, registered_name
from redactor.dicom.video_frames import VideoFrames
from redactor.dicom.walk import value_of
from redactor.errors import (
    BrokenCodeStream,
    BrokenEncapsulation,
    InvalidImageAttribute,
    StereoVideo,
    UnsupportedTransferSyntax,
    VideoExtraMissing,
)
from redactor.model.image import Frame, Grain

if TYPE_CHECKING:
    from redactor.dicom.codecs.jpeg_stream import FrameHeader
    from redactor.dicom.encapsulation import Fragment
    from redactor.dicom.header import Header
    from redactor.model.image import PixelFormat

NATIVE: Final = frozenset(
    {ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian}
)


JPEG_SEQUENTIAL: Final = frozenset({JPEGBaseline8Bit, JPEGExtended12Bit})
VIDEO: Final = video.SYNTAXES
_HEAD: Final = 2048


@dataclass(frozen=True)
class PixelData:
    """The frames of an instance."""

    header: Header = field(repr=False)
    pixels: PixelFormat

    @property
    def is_native(self) -> bool:
        """True if the frames are not compressed."""
        return self.header.transfer_syntax_uid in NATIVE

    @property
    def is_video(self) -> bool:
        """True if all frames are one code stream."""
        return self.header.transfer_syntax_uid in VIDEO

    @cached_property
    def video(self) -> VideoFrames:
        """The frames of a video."""
        codec = video.CODECS[self.header.transfer_syntax_uid]
        return VideoFrames(self.header.source, self.fragments[0], self.pixels, codec)

    @cached_property
    def grain(self) -> Grain:
        """What can be changed alone: a pair of pixels in native YBR_FULL_422, the MCU of JPEG, else a pixel.

        Where JPEG frames differ in sampling, the least block that is made of whole MCUs in all of them.
        In video, what shares a chroma sample: two columns, and two rows of each of two fields.
        """
        if self.is_video:
            return Grain(2, 4)
        if self.is_native:
            return Grain(2, 1) if self.layout.subsampled else Grain()
        if self.header.transfer_syntax_uid not in JPEG_SEQUENTIAL or not self.is_for_blocks:
            return Grain()
        grains = [jpeg_sequential.grain(header) for header in self.jpeg_headers]
        return Grain(math.lcm(*(g.columns for g in grains)), math.lcm(*(g.rows for g in grains)))

    @property
    def is_for_blocks(self) -> bool:
        """True if every frame is a JPEG that can be changed in blocks; else they are decoded as a whole."""
        return all(map(jpeg_sequential.is_for_blocks, self.jpeg_headers))

    @cached_property
    def jpeg_headers(self) -> frozenset[FrameHeader]:
        """The frame headers of all JPEG frames: one, unless they differ.

        A frame whose header can't be read is left out: it can't be shown, and whoever writes it is told so.
        """
        found = set()
        for number in range(1, self.pixels.number_of_frames + 1):
            with suppress(BrokenCodeStream):
                found.add(self.jpeg_header(number))
        return frozenset(found)

    def jpeg_header(self, number: int) -> FrameHeader:
        """Give the frame header of a JPEG frame, counted from 1.

        Raises
        ------
        BrokenCodeStream
            If it can't be read, or says another size than the attributes.
        """
        header = self._header_at_start(number)
        if header is None:
            try:
                header = jpeg_stream.frame_header(bytes(self.coded_frame(number)))
            except BrokenStream:
                raise BrokenCodeStream(frame=number) from None
        said = (header.rows, header.columns, len(header.components))
        if said != (self.pixels.rows, self.pixels.columns, self.pixels.samples_per_pixel):
            raise BrokenCodeStream(frame=number)
        return header

    def _header_at_start(self, number: int) -> FrameHeader | None:
        """Give the frame header if it lies in the first bytes of a frame, as nearly all do: not all are to be read."""
        first = self.fragments[number - 1][0]
        try:
            return jpeg_stream.frame_header(bytes(self.header.source.read(first.offset, min(first.length, _HEAD))))
        except BrokenStream:
            return None

    @cached_property
    def layout(self) -> NativeLayout:
        """Where native frames lie.

        Raises
        ------
        SetAside
            If their length or layout is wrong.
        """
        element = self.header.pixel_element
        return NativeLayout.of(
            self.pixels,
            keyword=element.keyword,
            vr=element.vr,
            big_endian=self.header.transfer_syntax_uid == ExplicitVRBigEndian,
            length=self.header.source.size - element.offset if element.length == UNDEFINED_LENGTH else element.length,
        )

    @cached_property
    def fragments(self) -> tuple[tuple[Fragment, ...], ...]:
        """The fragments of each compressed frame; a video's are all those of one.

        Raises
        ------
        BrokenEncapsulation
            If they contradict one another.
        """
        element = self.header.pixel_element
        if element.length != UNDEFINED_LENGTH:
            raise BrokenEncapsulation(frame=1)
        table = value_of(self.header.attributes, "ExtendedOffsetTable") or b""
        if len(table) % 8:
            raise BrokenEncapsulation(frame=1)
        return frames_of(
            self.header.source,
            element.offset,
            1 if self.is_video else self.pixels.number_of_frames,
            struct.unpack(f"<{len(table) // 8}Q", table),
        )

    def require_readable(self) -> None:
        """Check what can be checked without decoding: the Transfer Syntax, lengths, fragments.

        Raises
        ------
        SetAside
            Saying what is wrong.
        """
        if self.is_native:
            if self.header.pixel_element.length == UNDEFINED_LENGTH:
                raise InvalidImageAttribute(keyword="PixelData")
            self.layout  # noqa: B018 - raises
            return
        uid = self.header.transfer_syntax_uid
        if self.header.pixel_element.keyword != "PixelData":
            raise UnsupportedTransferSyntax(name=registered_name(uid, "of this file"))
        if not self.is_video:
            pydicom_decoder.decoder_for(uid)
        elif uid in video.STEREO:
            raise StereoVideo
        elif not video.is_available():
            raise VideoExtraMissing
        self.fragments  # noqa: B018 - raises

    def coded_frame(self, number: int) -> bytearray:
        """Give the bytes of a frame as they are stored, counted from 1; fragments are joined.

        Of a video that is the whole stream, whatever the frame.
        """
        source = self.header.source
        if self.is_native:
            start, stop = self.layout.byte_range(number)
            stop = min(stop, source.size - self.header.pixel_element.offset)
            return source.read(self.header.pixel_element.offset + start, stop - start)
        joined = bytearray()
        for fragment in self.fragments[0 if self.is_video else number - 1]:
            joined += source.read(fragment.offset, fragment.length)
        return joined

    def frame(self, number: int) -> Frame:
        """Decode a frame, counted from 1; its stored values are read-only.

        Raises
        ------
        SetAside
            If it can't be read or decoded.
        """
        if not 1 <= number <= self.pixels.number_of_frames:
            raise ValueError("there is no frame with this number")
        if self.is_video:
            return Frame(number, self.video.frame(number), video.PHOTOMETRIC)
        coded = self.coded_frame(number)
        photometric = self.pixels.photometric_interpretation
        if self.is_native:
            stored = self.layout.decode(number, coded)
        else:
            uid = self.header.transfer_syntax_uid
            readable = _mended(coded) if uid in JPEG_SEQUENTIAL else bytes(coded)
            stored, photometric = pydicom_decoder.decode(uid, number, readable, self.pixels)
        stored.flags.writeable = False
        return Frame(number, stored, photometric)


def _mended(coded: bytearray) -> bytes:
    """Give a JPEG stream with scan headers that decoders take; as it is if it can't be taken apart."""
    stream = bytes(coded)
    try:
        return jpeg_stream.stripped(stream)
    except BrokenStream:
        return stream
