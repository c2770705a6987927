"""The way with the least loss, for every Transfer Syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pydicom.uid import (
    JPEG2000,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLSLossless,
    RLELossless,
)

from redactor.dicom.codecs import turbojpeg
from redactor.dicom.instance import Instance
from redactor.dicom.recode import Way, output_format
from redactor.errors import BrokenCodeStream, UndecodableFrame
from tests.dicom import streams
from tests.instances import capture, noise

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.dicom.recode import OutputFormat

GRAY = streams.picture(colour=False)


def chosen(path: Path, uid: str, coded: bytes, pixels: Any = GRAY, photometric: str = "", **how: Any) -> OutputFormat:
    file = streams.instance_file(path / "in.dcm", uid, [coded], streams.pixel_format(pixels, photometric=photometric))
    return output_format(Instance.open(file), **{"touched": True, **how})


@pytest.mark.parametrize("uid", [RLELossless, JPEGLSLossless, JPEG2000Lossless, HTJ2KLossless], ids=lambda u: u.name)
def test_lossless_syntaxes_stay(uid: str, tmp_path: Path) -> None:
    output = chosen(tmp_path, uid, streams.coded(uid, GRAY))
    assert (output.way, output.transfer_syntax_uid, output.lossy) == (Way.SAME, uid, False)


def test_sequential_jpeg_changes_in_blocks(tmp_path: Path) -> None:
    output = chosen(tmp_path, JPEGBaseline8Bit, streams.jpeg(GRAY))
    assert (output.way, output.lossy) == (Way.BLOCKS, True)


def test_progressive_jpeg_is_decoded_once(tmp_path: Path) -> None:
    output = chosen(tmp_path, JPEGBaseline8Bit, streams.jpeg(GRAY, progressive=True))
    assert (output.way, output.transfer_syntax_uid, output.lossy) == (Way.RECODE, JPEGLSLossless, True)


def test_what_is_not_black_needs_pixels(tmp_path: Path) -> None:
    colour = streams.picture()
    output = chosen(
        tmp_path,
        JPEGBaseline8Bit,
        streams.jpeg(colour, "4:2:2"),
        colour,
        "YBR_FULL_422",
        solid=False,
        recode_to="jpeg_2000",
    )
    assert (output.way, output.transfer_syntax_uid) == (Way.RECODE, JPEG2000Lossless)
    assert output.pixels.photometric_interpretation == "YBR_FULL"


def test_without_the_library_jpeg_is_decoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turbojpeg, "library", lambda: None)
    assert chosen(tmp_path, JPEGBaseline8Bit, streams.jpeg(GRAY)).way is Way.RECODE


def test_lossy_jpeg_2000_is_coded_without_loss(tmp_path: Path) -> None:
    output = chosen(tmp_path, JPEG2000, streams.jpeg_2000(GRAY, lossless=False))
    assert (output.way, output.transfer_syntax_uid, output.lossy) == (Way.RECODE, JPEGLSLossless, True)


def test_what_no_encoder_takes_is_written_uncompressed(tmp_path: Path) -> None:
    small = noise((8, 8))
    coded = streams.jpeg_2000(small)
    output = chosen(tmp_path, JPEG2000Lossless, coded, small)
    assert (output.way, output.transfer_syntax_uid, output.is_native) == (Way.NATIVE, ExplicitVRLittleEndian, True)


def test_untouched_frames_are_copied_and_native_ones_patched(tmp_path: Path) -> None:
    assert chosen(tmp_path, JPEG2000, streams.jpeg_2000(GRAY, lossless=False), touched=False).way is Way.COPY
    native = Instance.open(capture(tmp_path / "native.dcm"))
    assert output_format(native, touched=True).way is Way.PATCH


def test_a_frame_header_of_another_size_names_its_frame(tmp_path: Path) -> None:
    good, bad = streams.jpeg(GRAY), streams.jpeg(np.ascontiguousarray(GRAY[:-1]))
    path = streams.instance_file(tmp_path / "in.dcm", JPEGBaseline8Bit, [good, bad], streams.pixel_format(GRAY))
    instance = Instance.open(path)
    assert instance.pixel_data.jpeg_header(1).rows == 61
    with pytest.raises(BrokenCodeStream) as caught:
        instance.pixel_data.jpeg_header(2)
    assert caught.value.facts["frame"] == 2


def test_frames_that_no_decoder_reads_are_set_aside_even_untouched(tmp_path: Path) -> None:
    with pytest.raises(UndecodableFrame):
        chosen(tmp_path, JPEG2000Lossless, b"\xff\x4fjunk", touched=False)
