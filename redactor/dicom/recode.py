"""How the frames of an instance will be written: the Transfer Syntax, and with the least possible loss."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    JPEG2000MC,
    UID,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLSLossless,
    JPEGLSNearLossless,
)

from redactor.dicom.codecs import lossless, turbojpeg
from redactor.dicom.pixel_data import JPEG_SEQUENTIAL, VIDEO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.dicom.instance import Instance
    from redactor.model.image import PixelFormat

LOSSY: Final = frozenset({JPEGBaseline8Bit, JPEGExtended12Bit, JPEGLSNearLossless, JPEG2000, JPEG2000MC, HTJ2K}) | VIDEO
"""Transfer Syntaxes whose frames have lost something; once lossy, always lossy (PS3.3 C.7.6.1.1.5)."""

LOSSLESS_CHOICES: Final = {"jpeg_ls": JPEGLSLossless, "jpeg_2000": JPEG2000Lossless}
"""What frames become that can't be coded in their own syntax again."""


class Way(Enum):
    """How touched frames change."""

    COPY = "no frame is touched: code streams stay, but for what no decoder needs"
    PATCH = "native values are changed in a copy"
    BLOCKS = "only the JPEG blocks under the mask change"
    SAME = "touched frames are decoded, filled and coded in the same lossless syntax"
    RECODE = "every frame is decoded once and coded without loss in another syntax"
    NATIVE = "every frame is decoded once and written uncompressed"
    REMUX = "the packets of the video are copied as they are, without audio and user data"
    VIDEO = "the video is decoded, filled and coded again in the same syntax, without audio and user data"


@dataclass(frozen=True)
class LossyStep:
    """One lossy step that was done here: in words, and as Lossy Image Compression Ratio and Method say it."""

    words: str
    ratio: float
    method: str


@dataclass(frozen=True)
class OutputFormat:
    """How the result will be encoded.

    Attributes
    ----------
    pixels
        The Image Pixel Module of the result.
    frames
        Numbers, in the original, of the frames of the result, in order.
    lossy
        Whether the source's syntax loses something: the result says so for ever, however it is coded itself.
    stream
        Of a video, once it is made: all frames.
    lossy_step
        What was lost here; None where nothing was.
    trims_scans
        Whether the entropy-coded data of JPEG frames that nothing touches is read through, so that bytes behind it go,
        too. That costs a quarter of a decoding, and few files have such bytes: whoever checks the written file reads
        it through in any case, and only a file that was found to have some is written again that way.
    """

    transfer_syntax_uid: str
    pixels: PixelFormat
    way: Way
    lossy: bool = False
    stream: bytes = field(default=b"", repr=False)
    lossy_step: LossyStep | None = None
    frames: tuple[int, ...] = ()
    trims_scans: bool = False

    @property
    def is_native(self) -> bool:
        """True if the result is not compressed."""
        return self.way in {Way.PATCH, Way.NATIVE}


def output_format(
    instance: Instance,
    *,
    touched: bool,
    solid: bool = True,
    recode_to: str = "jpeg_ls",
    frames: Sequence[int] | None = None,
) -> OutputFormat:
    """Choose the way with the least loss.

    Parameters
    ----------
    touched
        Whether any frame changes.
    solid
        Whether all that is hidden becomes black: only that can be done in the DCT domain.
    recode_to
        One of `LOSSLESS_CHOICES`.
    frames
        Numbers of the frames that stay, in order; None for all. Frames can be left out of a video only where it is
        coded again.

    Raises
    ------
    SetAside
        If the first frame that stays can't be decoded: only a decoder knows what it makes of the colours.
    """
    kept = tuple(range(1, instance.pixel_format.number_of_frames + 1) if frames is None else frames)
    dropping = len(kept) < instance.pixel_format.number_of_frames
    pixels, uid = replace(instance.pixel_format, number_of_frames=len(kept)), UID(instance.transfer_syntax_uid)
    lossy = uid in LOSSY
    if instance.pixel_data.is_native:
        if pixels.photometric_interpretation == "YBR_FULL_422" and not instance.pixel_data.layout.subsampled:
            pixels = replace(pixels, photometric_interpretation="YBR_FULL")  # what its length says that it is
        return OutputFormat(str(uid), pixels, Way.PATCH, frames=kept)
    if instance.pixel_data.is_video or not touched:
        instance.frame(kept[0])  # what no decoder reads can't be checked afterwards
        video = Way.VIDEO if touched or dropping else Way.REMUX
        return OutputFormat(str(uid), pixels, video if instance.pixel_data.is_video else Way.COPY, lossy, frames=kept)
    if solid and uid in JPEG_SEQUENTIAL and _blocks_can_be_changed(instance):
        return OutputFormat(str(uid), pixels, Way.BLOCKS, lossy, frames=kept)
    decoded = _decoded_format(instance, pixels, kept[0])
    if uid in lossless.SYNTAXES and lossless.can_encode(str(uid), pixels):
        return OutputFormat(str(uid), pixels, Way.SAME, frames=kept)
    target = str(LOSSLESS_CHOICES[recode_to])
    if lossless.can_encode(target, decoded):
        return OutputFormat(target, decoded, Way.RECODE, lossy, frames=kept)
    return OutputFormat(str(ExplicitVRLittleEndian), decoded, Way.NATIVE, lossy, frames=kept)


def _blocks_can_be_changed(instance: Instance) -> bool:
    """True if every frame is a JPEG that changes in blocks, and the library that codes them is there."""
    return instance.pixel_data.is_for_blocks and all(map(turbojpeg.takes, instance.pixel_data.jpeg_headers))


def _decoded_format(instance: Instance, pixels: PixelFormat, first: int) -> PixelFormat:
    photometric = instance.frame(first).photometric_interpretation
    if photometric == "YBR_FULL_422":
        photometric = "YBR_FULL"  # decoders undo the subsampling
    return replace(
        pixels,
        photometric_interpretation=photometric,
        planar_configuration=0,
        high_bit=pixels.bits_stored - 1,
    )
