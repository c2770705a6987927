"""The frames of a video instance: decoded forward, the last few held."""

from __future__ import annotations

import io
from collections import OrderedDict
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Final

from redactor.dicom.codecs import video
from redactor.dicom.codecs.jpeg_stream import BrokenStream
from redactor.errors import BrokenCodeStream, InterlacedVideo, InvalidImageAttribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typing_extensions import Buffer

    from redactor.dicom.byte_source import ByteSource
    from redactor.dicom.codecs.video import Facts
    from redactor.dicom.encapsulation import Fragment
    from redactor.model.image import PixelFormat, StoredValues

_HELD: Final = 64 << 20
_BUFFER: Final = 1 << 20


class FragmentStream(io.RawIOBase):
    """Fragments as one stream, read where a decoder looks; a video is never held as a whole."""

    def __init__(self, source: ByteSource, fragments: Sequence[Fragment]) -> None:
        self._source, self._fragments, self._position = source, fragments, 0
        self._size = sum(fragment.length for fragment in fragments)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that any place can be read."""
        return True

    def tell(self) -> int:
        """Give the place of the next byte."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(base + offset, 0)
        return self._position

    def readinto(self, buffer: Buffer, /) -> int:
        """Read from one fragment; the next call goes on with the next."""
        view, start = memoryview(buffer).cast("B"), self._position
        for fragment in self._fragments:
            if start < fragment.length:
                count = min(len(view), fragment.length - start)
                view[:count] = self._source.read(fragment.offset + start, count)
                self._position += count
                return count
            start -= fragment.length
        return 0


class VideoFrames:
    """Frames by number. Going forward costs one decoding; going back beyond what is held begins at the first frame."""

    def __init__(self, source: ByteSource, fragments: Sequence[Fragment], pixels: PixelFormat, codec: str) -> None:
        self._source, self._fragments, self._pixels, self._codec = source, fragments, pixels, codec
        self._lock = Lock()
        self._decoder: Iterator[StoredValues] | None = None
        self._done = 0
        self._held: OrderedDict[int, StoredValues] = OrderedDict()

    def open(self) -> io.BufferedReader:
        """Give the stream."""
        return io.BufferedReader(FragmentStream(self._source, self._fragments), _BUFFER)

    @cached_property
    def facts(self) -> Facts:
        """How the stream is coded.

        Raises
        ------
        SetAside
            If it can't be read, is of another codec than the Transfer Syntax says, Bits Stored is not its own, or its
            frames are made of fields and nothing that stays says of which.
        """
        try:
            facts = video.facts_of(self.open())
        except BrokenStream:
            raise BrokenCodeStream(frame=1) from None
        if facts.codec != self._codec:
            raise BrokenCodeStream(frame=1)
        if video.depth_of(facts.layout) != self._pixels.bits_stored:
            raise InvalidImageAttribute(keyword="BitsStored")
        if facts.fields == "unknown":
            raise InterlacedVideo
        return facts

    def frame(self, number: int) -> StoredValues:
        """Decode a frame, counted from 1; its stored values are read-only.

        Raises
        ------
        SetAside
            If it can't be decoded, is of another size than the attributes say, or the stream ends before it.
        """
        with self._lock:
            if number in self._held:
                return self._held[number]
            if self._decoder is None or number <= self._done:
                self.facts  # noqa: B018 - raises
                self._decoder, self._done = video.frames(self.open()), 0
            while True:
                stored = self._next()
                if stored is None:
                    raise BrokenCodeStream(frame=self._done + 1)
                if self._done == number:
                    return stored

    def require_end(self) -> None:
        """Check that nothing follows the last frame: nobody would have seen it.

        Raises
        ------
        BrokenCodeStream
            If the stream holds another number of frames than Number of Frames (0028,0008) says.
        """
        last = self._pixels.number_of_frames
        with self._lock:
            at_last = self._decoder is not None and self._done == last
        if not at_last:
            self._held.pop(last, None)
            self.frame(last)
        with self._lock:
            if self._next() is not None:
                raise BrokenCodeStream(frame=last + 1)

    def _next(self) -> StoredValues | None:
        """Decode the next frame and hold it; None at the end."""
        pixels = self._pixels
        try:
            stored = next(self._decoder, None) if self._decoder else None
        except BrokenStream:
            raise BrokenCodeStream(frame=self._done + 1) from None
        if stored is None:
            self._decoder = None
            return None
        self._done += 1
        if stored.shape != (pixels.rows, pixels.columns, 3) or stored.itemsize * 8 != pixels.bits_allocated:
            raise BrokenCodeStream(frame=self._done)
        stored.flags.writeable = False
        self._held[self._done] = stored
        while len(self._held) > max(1, _HELD // stored.nbytes):
            self._held.popitem(last=False)
        return stored
