"""The frames of a compressed result: as they were, changed in blocks, or decoded and coded again."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    JPEG2000MC,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000Lossless,
    JPEG2000MCLossless,
    RLELossless,
)

from redactor.dicom.codecs import jpeg_2000_stream, jpeg_scan, jpeg_sequential, jpeg_stream, lossless, rle_stream
from redactor.dicom.codecs.jpeg_sequential import TouchedBlocks
from redactor.dicom.codecs.jpeg_stream import BrokenStream, EndsEarly
from redactor.dicom.pixel_data import JPEG_SEQUENTIAL
from redactor.dicom.recode import Way
from redactor.dicom.video_result import with_stream
from redactor.errors import BrokenCodeStream, IncompleteFrame, UndecodableFrame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from redactor.dicom.instance import Instance
    from redactor.dicom.recode import OutputFormat
    from redactor.model.image import Frame, PixelFormat, StoredValues
    from redactor.model.mask import Mask

_JPEG_2000: Final = frozenset(
    {JPEG2000Lossless, JPEG2000, JPEG2000MCLossless, JPEG2000MC, HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K}
)
_WORKERS: Final = 2


@dataclass(frozen=True)
class Change:
    """What changes a frame.

    Attributes
    ----------
    mask
        Bool, shape (rows, columns), grown to the grain.
    values
        Gives new stored values for the decoded frame.
    solid
        True if all that is hidden becomes black, and nothing else changes.
    """

    mask: Mask
    values: Callable[[Frame], StoredValues]
    solid: bool = False


def coded_frames(instance: Instance, output: OutputFormat, change: Callable[[int], Change | None]) -> Iterator[bytes]:
    """Yield the code stream of every frame of the result, in order; a few frames are worked on side by side.

    Of a video there is one for all frames.

    Raises
    ------
    SetAside
        If a frame can't be taken apart, decoded or coded.
    """
    if output.way in {Way.REMUX, Way.VIDEO}:
        yield with_stream(instance, output, change).stream
        return

    shared = _Shared()

    def made(number: int) -> bytes:
        asked = change(number)
        if output.way is Way.RECODE or (asked is not None and output.way is Way.SAME):
            stored = decoded_values(instance, output.pixels, number, asked)
            made_anew = lossless.encode(output.transfer_syntax_uid, stored, output.pixels, number)
            return stripped(output.transfer_syntax_uid, made_anew, output.pixels)  # encoders like to name themselves
        if asked is not None:
            instance.pixel_data.jpeg_header(number)  # its size is the mask's, or this raises
        coded = bytes(instance.pixel_data.coded_frame(number))
        try:
            if asked is None:
                if instance.transfer_syntax_uid in JPEG_SEQUENTIAL and not output.trims_scans:
                    return jpeg_stream.stripped(coded)
                return stripped(instance.transfer_syntax_uid, coded, instance.pixel_format)
            touched = shared.of(asked.mask)
            return jpeg_sequential.redacted(coded, touched, instance.pixel_format.photometric_interpretation)
        except EndsEarly:
            raise IncompleteFrame(frame=number) from None
        except BrokenStream:
            raise BrokenCodeStream(frame=number) from None

    yield from map(made, output.frames) if len(output.frames) == 1 else _side_by_side(made, output.frames)


@dataclass
class _Shared:
    """The touched blocks of the mask that came last: frames with the same regions share one."""

    _last: TouchedBlocks | None = None

    def of(self, mask: Mask) -> TouchedBlocks:
        last = self._last
        if last is None or last.mask is not mask:
            last = self._last = TouchedBlocks(mask)
        return last


def stripped(uid: str, coded: bytes, pixels: PixelFormat) -> bytes:
    """Give a code stream without what no decoder needs.

    Raises
    ------
    BrokenStream
        If it can't be taken apart.
    """
    if uid == RLELossless:
        return rle_stream.stripped(coded, pixels)
    if uid in _JPEG_2000:
        return jpeg_2000_stream.stripped(coded)
    bare = jpeg_stream.stripped(coded)
    return jpeg_scan.trimmed(bare) if uid in JPEG_SEQUENTIAL else bare


def decoded_values(instance: Instance, pixels: PixelFormat, number: int, change: Change | None) -> StoredValues:
    """Give the stored values of a frame as they will be written.

    Raises
    ------
    UndecodableFrame
        If the frame can't be decoded, or decodes to another colour model than the result has.
    IncompleteFrame
        If it is cut off; some decoders make up the rest.
    """
    if not instance.pixel_data.is_video:
        _require_end(instance.transfer_syntax_uid, number, bytes(instance.pixel_data.coded_frame(number)))
    frame = instance.frame(number)
    # Decoders undo the subsampling of YBR_FULL_422, and the transform of YBR_RCT, which the encoder does again.
    same = {"YBR_FULL_422": "YBR_FULL", "YBR_RCT": "RGB"}
    found, wanted = frame.photometric_interpretation, pixels.photometric_interpretation
    if same.get(found, found) != same.get(wanted, wanted):
        raise UndecodableFrame(frame=number, uid=instance.transfer_syntax_uid)
    return frame.stored_values if change is None else change.values(frame)


def _require_end(uid: str, number: int, coded: bytes) -> None:
    if uid in _JPEG_2000 or uid == RLELossless:
        return  # their decoders refuse what is cut off, or it was meant so: packets may be left out
    try:
        bare = jpeg_stream.stripped(coded)
    except EndsEarly:
        raise IncompleteFrame(frame=number) from None
    except BrokenStream:
        return  # the decoder says what it makes of it
    if uid in JPEG_SEQUENTIAL and jpeg_scan.ends_early(bare):
        raise IncompleteFrame(frame=number)


def _side_by_side(made: Callable[[int], bytes], numbers: Iterable[int]) -> Iterator[bytes]:
    """Give the results in order, never more than a few of them held: the libraries work outside Python's lock."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        waiting: deque[Future[bytes]] = deque()
        try:
            for number in numbers:
                waiting.append(pool.submit(made, number))
                if len(waiting) > 2 * _WORKERS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
