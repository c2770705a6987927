"""The stream of a video result: coded again, or the packets as they are; audio, titles and user data never stay."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from redactor.dicom.codecs import video, video_encoder, video_leftovers, video_pictures
from redactor.dicom.codecs.jpeg_stream import BrokenStream
from redactor.dicom.recode import LossyStep, Way
from redactor.errors import CannotEncode, TooLarge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from redactor.dicom.coded_frames import Change
    from redactor.dicom.instance import Instance
    from redactor.dicom.recode import OutputFormat
    from redactor.model.image import StoredValues

_LONGEST: Final = 0xFFFFFFFE


def with_stream(instance: Instance, output: OutputFormat, change: Callable[[int], Change | None]) -> OutputFormat:
    """Give the output format with the finished stream of a video; any other as it is.

    Where no frame changes or is left out, packets are copied into a new container. If that can't be proved to hold
    nothing else, the video is coded again.

    Raises
    ------
    SetAside
        If a frame can't be decoded, or the stream can't be made or not be proved bare.
    """
    if output.way not in {Way.REMUX, Way.VIDEO} or output.stream:
        return output
    made = _copied(instance) if output.way is Way.REMUX else b""
    if not made:
        output = _coded(instance, output, change)
        made = output.stream
    if len(made) > _LONGEST:
        raise TooLarge
    return replace(output, stream=made)


def is_bare(instance: Instance) -> bool:
    """True if a video holds one track, no user data, and as many frames as it says."""
    instance.pixel_data.video.require_end()
    return video_leftovers.is_bare(BytesIO(bytes(instance.pixel_data.coded_frame(1))))


def has_same_pictures(original: Instance, written: Instance) -> bool:
    """True if two videos hold the same coded pictures: nothing was coded again."""
    return video_pictures.are_same(original.pixel_data.video.open(), written.pixel_data.video.open())


def _copied(instance: Instance) -> bytes:
    """Give the packets in a new container; empty if that leaves anything, or not all frames as they are."""
    videos = instance.pixel_data.video
    videos.require_end()
    try:
        made = video_encoder.remuxed(videos.open())
        count = sum(1 for _ in video.frames(BytesIO(made)))
    except BrokenStream:
        return b""
    whole = count == instance.pixel_format.number_of_frames
    same = whole and video_pictures.are_same(videos.open(), BytesIO(made))
    return made if same and video_leftovers.is_bare(BytesIO(made)) else b""


def _coded(instance: Instance, output: OutputFormat, change: Callable[[int], Change | None]) -> OutputFormat:
    pixels, facts = output.pixels, instance.pixel_data.video.facts
    try:
        made = video_encoder.encode(_changed(instance, output.frames, change), facts, output.transfer_syntax_uid)
    except BrokenStream:
        raise CannotEncode(frame=1, uid=output.transfer_syntax_uid) from None
    if not video_leftovers.is_bare(BytesIO(made)):
        raise CannotEncode(frame=1, uid=output.transfer_syntax_uid)
    samples = pixels.rows * pixels.columns * pixels.samples_per_pixel * pixels.number_of_frames
    step = LossyStep(
        words=video_encoder.step_of(facts.codec),
        ratio=samples * pixels.bits_allocated / 8 / len(made),
        method=video_encoder.METHODS[facts.codec],
    )
    return replace(output, way=Way.VIDEO, stream=made, lossy_step=step)


def _changed(
    instance: Instance, frames: Sequence[int], change: Callable[[int], Change | None]
) -> Iterator[StoredValues]:
    for number in frames:
        frame, asked = instance.frame(number), change(number)
        yield frame.stored_values if asked is None else asked.values(frame)
    instance.pixel_data.video.require_end()
