"""A copy with noise: derived from a checked result alone, checked itself, and never to be taken for the result."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLSLossless,
    RLELossless,
)

from redactor.deid.noise_attributes import PATTERN
from redactor.dicom.instance import Instance
from redactor.errors import CheckFailed, NoDeclaredRange, UndecodableFrame
from redactor.model.codec import record_to_json
from redactor.model.stages import OutputName
from redactor.styles import NoiseOptions, is_in_cells
from redactor.workflow import noise_check
from redactor.workflow.check import check_instance
from redactor.workflow.export import export
from redactor.workflow.noise import UNCHANGED, add_noise, shown_values
from redactor.workflow.verify import READABLE, verify_noise
from tests.dicom.streams import jpeg
from tests.instances import (
    PATIENT_ID,
    capture,
    ct_slice,
    header,
    noise,
    save,
    save_compressed,
    save_encapsulated,
    ultrasound_cine,
    with_pixels,
)
from tests.runs import PROJECT, verified

if TYPE_CHECKING:
    from redactor.model.stages import Verified

NAME = OutputName(1, 2, 1, "noise")
SYNTAXES = [
    ImplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    DeflatedExplicitVRLittleEndian,
    RLELossless,
    JPEGLSLossless,
    JPEG2000Lossless,
]


def noisy(source: Path, options: NoiseOptions | None = None, **how: Any) -> tuple[Verified, Verified]:
    """Give the checked result, and its checked copy with noise."""
    result = verified(source, source.parent / "partial")
    made = add_noise(
        result, options or NoiseOptions(), project=PROJECT, name=NAME, folder=source.parent / "partial", **how
    )
    return result, verify_noise(made, Instance.open(source))


def noised(source: Path) -> Any:
    result = verified(source, source.parent / "partial")
    return add_noise(result, NoiseOptions(), project=PROJECT, name=NAME, folder=source.parent / "partial")


def failed(made: Any, source: Path) -> set[str]:
    with pytest.raises(ExceptionGroup) as caught:
        verify_noise(made, Instance.open(source))
    assert not made.file.exists()
    return {str(error.facts["check"]) for error in caught.value.exceptions if isinstance(error, CheckFailed)}


# --- only what was checked gets noise -------------------------------------------------------------------------


def test_noise_is_made_from_what_was_checked_alone() -> None:
    assert inspect.signature(add_noise).parameters["verified"].annotation == "Verified"
    assert inspect.signature(verify_noise).parameters["noised"].annotation == "Noised"


def test_a_result_that_changed_after_its_check_gets_no_noise(tmp_path: Path) -> None:
    result = verified(capture(tmp_path / "in.dcm"), tmp_path / "partial")
    result.file.write_bytes(result.file.read_bytes() + b"\0\0")
    before = set((tmp_path / "partial").iterdir())
    with pytest.raises(CheckFailed, match=UNCHANGED):
        add_noise(result, NoiseOptions(), project=PROJECT, name=NAME, folder=tmp_path / "partial")
    assert set((tmp_path / "partial").iterdir()) == before


def test_a_result_that_changed_after_the_noise_fails_the_check(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    made = noised(source)
    made.made_from.file.write_bytes(made.made_from.file.read_bytes()[:-2] + b"\1\1")
    assert failed(made, source) == {UNCHANGED}


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.uint64])
def test_what_declares_no_range_gets_no_noise(dtype: Any, tmp_path: Path) -> None:
    source = save(with_pixels(header(), noise((1, 12, 16), dtype)), tmp_path / "in.dcm")
    with pytest.raises(NoDeclaredRange):
        noised(source)


# --- the noise ------------------------------------------------------------------------------------------------


def test_two_drawings_differ_in_pixels_and_in_instance_but_share_a_series(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm", rows=64, columns=64)
    one, other = (Instance.open(noisy(source)[1].file) for _ in range(2))
    assert not np.array_equal(one.frame(1).stored_values, other.frame(1).stored_values)
    assert one.text("SOPInstanceUID") != other.text("SOPInstanceUID")
    assert one.text("SeriesInstanceUID") == other.text("SeriesInstanceUID")


def test_originals_that_differ_only_under_the_mask_give_the_same_noise(tmp_path: Path) -> None:
    found = []
    for seed in (1, 2):
        frames = noise((2, 64, 64))
        frames[:, :3, :4] = noise((2, 3, 4), seed=seed)
        source = save(with_pixels(header(SOPInstanceUID="2.25.1003"), frames), tmp_path / f"{seed}.dcm")
        _, copy = noisy(source, NoiseOptions(50.0, 1, 1), random=np.random.default_rng(9).bytes)
        found.append(Instance.open(copy.file))
    for number in (1, 2):
        one, other = (instance.frame(number).stored_values for instance in found)
        np.testing.assert_array_equal(one, other)


def test_with_little_noise_the_fill_shows_and_nothing_below_it(tmp_path: Path) -> None:
    frames = np.full((1, 64, 64), 200, np.uint8)
    source = save(with_pixels(header(), frames), tmp_path / "in.dcm")
    _, copy = noisy(source, NoiseOptions(100.0, 1, 1), random=lambda count: b"\0" + b"\x80" * (count - 1))
    values = Instance.open(copy.file).frame(1).stored_values
    assert values[:3, :4].max() < 5
    assert values[4:].min() > 195


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2", "RGB"])
@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda uid: uid.name)
def test_every_transfer_syntax_becomes_native(syntax: Any, photometric: str, tmp_path: Path) -> None:
    frames = noise((3, 32, 40, 3) if photometric == "RGB" else (3, 32, 40))
    ds = with_pixels(header(), frames, photometric=photometric)
    source = (save if syntax in SYNTAXES[:4] else save_compressed)(ds, tmp_path / "in.dcm", syntax)
    _, copy = noisy(source)
    written = Instance.open(copy.file)
    assert written.transfer_syntax_uid == ExplicitVRLittleEndian == copy.record.transfer_syntax_after
    assert written.pixel_format.photometric_interpretation == photometric
    assert dcmread(copy.file).pixel_array.shape == frames.shape
    assert all(is_in_cells(written.frame(number).stored_values, 8) for number in (1, 2, 3))


def test_lossy_stays_lossy_and_ybr_becomes_rgb(tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((1, 32, 32, 3)), photometric="YBR_FULL_422")
    source = save_encapsulated(ds, tmp_path / "in.dcm", JPEGBaseline8Bit, [jpeg(noise((32, 32, 3)))])
    _, copy = noisy(source)
    written = Instance.open(copy.file)
    assert written.pixel_format.photometric_interpretation == "RGB"
    assert written.text("LossyImageCompression") == "01"


def test_a_palette_becomes_rgb_without_a_palette(tmp_path: Path) -> None:
    facts: dict[str, Any] = {}
    for number, colour in enumerate(("Red", "Green", "Blue")):
        facts[f"{colour}PaletteColorLookupTableDescriptor"] = [256, 0, 16]
        facts[f"{colour}PaletteColorLookupTableData"] = noise((256,), np.uint16, seed=number).astype("<u2").tobytes()
    source = save(with_pixels(header(**facts), noise((1, 32, 32)), photometric="PALETTE COLOR"), tmp_path / "in.dcm")
    result, copy = noisy(source, NoiseOptions(100.0, 1, 16))
    ds = dcmread(copy.file)
    assert (ds.PhotometricInterpretation, ds.SamplesPerPixel, ds.PlanarConfiguration) == ("RGB", 3, 0)
    assert not any("Palette" in keyword for keyword in ds.dir())
    shown = Instance.open(result.file)
    expected = shown.display(shown.frame(1))[:16, :16].reshape(-1, 3).mean(axis=0)
    np.testing.assert_allclose(ds.pixel_array[0, 0], expected, atol=4)


@pytest.mark.parametrize(
    ("dtype", "bits_stored"), [(np.bool_, 0), (np.uint16, 12), (np.int16, 12), (np.int8, 0), (np.uint32, 32)]
)
def test_every_depth_keeps_its_format(dtype: Any, bits_stored: int, tmp_path: Path) -> None:
    high = None if np.dtype(dtype).itemsize in {1, 4} else 1000
    frames = noise((3, 21, 17), dtype, high=high)
    source = save(with_pixels(header(), frames, bits_stored=bits_stored), tmp_path / "in.dcm")
    result, copy = noisy(source)
    assert Instance.open(copy.file).pixel_format == Instance.open(result.file).pixel_format


# --- what it says of itself -----------------------------------------------------------------------------------


def test_the_copy_says_what_it_is(tmp_path: Path) -> None:
    source = ct_slice(tmp_path / "in.dcm", SeriesDescription="CANARY", PixelPaddingValue=-1024)
    result, copy = noisy(source, NoiseOptions(0.25, 3, 4))
    before, ds = dcmread(result.file), dcmread(copy.file)
    assert ds.ImageType == ["DERIVED", "SECONDARY", "AXIAL"]
    assert re.fullmatch(PATTERN, ds.DerivationDescription)
    assert "epsilon 0.25 for each frame, m 3, cells of 4 x 4 pixels" in ds.DerivationDescription
    assert "Not for diagnosis" in ds.DerivationDescription
    assert "were hidden" in ds.DerivationDescription
    assert "SeriesDescription" not in ds
    assert "PixelPaddingValue" not in ds
    assert ds.SeriesNumber == 9002
    assert ds.StudyInstanceUID == before.StudyInstanceUID
    assert ds.SOPInstanceUID not in {before.SOPInstanceUID, PATIENT_ID}
    assert ds.SeriesInstanceUID != before.SeriesInstanceUID
    assert ("BurnedInAnnotation" in ds) == ("BurnedInAnnotation" in before)
    assert "PresentationLUTShape" not in ds


def test_the_record_says_what_was_promised(tmp_path: Path) -> None:
    result, copy = noisy(ultrasound_cine(tmp_path / "in.dcm", frames=4), NoiseOptions(0.5, 16, 8))
    told = record_to_json(copy.record)["noise"]
    quality = {key: told.pop(key) for key in ("psnr", "ssim")}
    assert told == {
        "mechanism": "DP-Pix over the whole image, Laplace noise from the system's generator for secrets, kept nowhere",
        "epsilon": 0.5,
        "m": 16,
        "b": 8,
        "total_epsilon": 2.0,
        "checked_before": "the result before the noise passed all its checks",
        "purpose": "not for diagnosis",
    }
    assert 0 < quality["psnr"] < 20
    assert -1 <= quality["ssim"] < 0.5
    assert all(check.passed for check in copy.record.checks)
    assert result.record.noise is None
    # A guess at what lies below the noise could be tested against a hash.
    text = json.dumps(record_to_json(copy.record))
    assert result.record.file_sha256 not in text
    assert not any(frame.stored_values_sha256 in text for frame in result.record.frames)


def test_frames_say_that_they_are_derived(tmp_path: Path) -> None:
    kind, group = Dataset(), Dataset()
    kind.FrameType = ["ORIGINAL", "PRIMARY", "AXIAL", "NONE"]
    group.CTImageFrameTypeSequence = [kind]
    source = capture(tmp_path / "in.dcm", SharedFunctionalGroupsSequence=[group])
    ds = dcmread(noisy(source)[1].file)
    (item,) = ds.SharedFunctionalGroupsSequence[0].CTImageFrameTypeSequence
    assert item.FrameType == ["DERIVED", "PRIMARY", "AXIAL", "NONE"]


def test_opaque_words_are_turned_round_with_the_byte_order(tmp_path: Path) -> None:
    lut = Dataset()
    lut.LUTDescriptor, lut.ModalityLUTType = [256, 0, 16], "US"
    table = np.arange(256, dtype=np.uint16) * 7
    lut.LUTData = table.astype(">u2").tobytes()
    lut["LUTData"].VR = "OW"
    ds = with_pixels(header(ModalityLUTSequence=[lut]), noise((1, 32, 32)))
    _, copy = noisy(save(ds, tmp_path / "in.dcm", ExplicitVRBigEndian))
    (item,) = dcmread(copy.file).ModalityLUTSequence
    np.testing.assert_array_equal(np.frombuffer(item.LUTData, "<u2"), table)


def test_implicit_tables_get_their_vr(tmp_path: Path) -> None:
    lut = Dataset()
    lut.LUTDescriptor, lut.ModalityLUTType, lut.LUTData = [4, 0, 16], "US", np.arange(4, dtype="<u2").tobytes()
    lut["LUTData"].VR = "OW"
    ds = with_pixels(header(ModalityLUTSequence=[lut]), noise((1, 32, 32)))
    _, copy = noisy(save(ds, tmp_path / "in.dcm", ImplicitVRLittleEndian))
    (item,) = dcmread(copy.file).ModalityLUTSequence
    assert item.LUTDescriptor == [4, 0, 16]


# --- the check ------------------------------------------------------------------------------------------------


def test_a_copy_that_can_not_be_read_fails(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    made = noised(source)
    made.file.write_bytes(b"no image")
    assert failed(made, source) == {READABLE}


def spoilt(source: Path, **facts: Any) -> set[str]:
    """Change attributes of a copy after it was written, and give the checks that fail."""
    made = noised(source)
    ds = dcmread(made.file)
    for keyword, value in facts.items():
        setattr(ds, keyword, value)
    ds.save_as(made.file)
    return failed(made, source)


@pytest.mark.parametrize(
    ("facts", "check"),
    [
        ({"ImageType": ["ORIGINAL", "PRIMARY"]}, noise_check.MARKED),
        ({"DerivationDescription": "as good as new"}, noise_check.MARKED),
        ({"BitsStored": 7, "HighBit": 6}, noise_check.FORMAT),
        ({"PatientComments": PATIENT_ID}, "element (0010,4000) should have been removed"),
    ],
)
def test_every_fault_of_the_attributes_is_found(facts: dict[str, Any], check: str, tmp_path: Path) -> None:
    assert check in spoilt(capture(tmp_path / "in.dcm"), **facts)


def test_the_copy_has_uids_of_its_own(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    result = verified(source, tmp_path / "other")
    series = str(dcmread(result.file).SeriesInstanceUID)
    assert noise_check.OWN_SERIES in spoilt(source, SeriesInstanceUID=series)


def test_a_pixel_that_is_no_noise_is_found(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm", rows=64, columns=64)
    made = noised(source)
    data = bytearray(made.file.read_bytes())
    data[-1] ^= 1
    made.file.write_bytes(data)
    assert failed(made, source) == {noise_check.CELLS}


def test_bits_above_the_values_are_found(tmp_path: Path) -> None:
    source = save(with_pixels(header(), noise((1, 12, 16), np.uint16, high=1000), bits_stored=12), tmp_path / "in.dcm")
    made = noised(source)
    data = bytearray(made.file.read_bytes())
    data[-1] |= 0x80
    made.file.write_bytes(data)
    assert "nothing in unused bits" in failed(made, source)


def test_a_total_that_is_not_that_of_all_frames_is_found(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    made = noised(source)
    wrong = dataclasses.replace(made, noise=dataclasses.replace(made.noise, total_epsilon=9.0))
    assert failed(wrong, source) == {noise_check.FORMAT}


def test_a_result_that_can_not_be_decoded_any_more_leaves_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = capture(tmp_path / "in.dcm")
    made = noised(source)

    def refuse(*_: Any) -> Any:
        raise UndecodableFrame(frame=1, uid=ExplicitVRLittleEndian)

    monkeypatch.setattr(noise_check.noise, "shown_values", refuse)
    with pytest.raises(UndecodableFrame):
        verify_noise(made, Instance.open(source))
    assert not made.file.exists()


def test_frames_of_another_colour_model_are_refused(tmp_path: Path) -> None:
    result = Instance.open(capture(tmp_path / "in.dcm"))
    frame = dataclasses.replace(result.frame(1), photometric_interpretation="RGB")
    with pytest.raises(UndecodableFrame):
        shown_values(result, frame, result.pixel_format)


def test_noise_that_changed_nothing_is_not_infinitely_like_the_result(tmp_path: Path) -> None:
    source = save(with_pixels(header(), np.zeros((1, 32, 32), np.uint8)), tmp_path / "in.dcm")
    _, copy = noisy(source, random=lambda count: (b"\1" + b"\x7f" * 7) * (count // 8))  # all of it below 0
    assert not dcmread(copy.file).pixel_array.any()
    assert copy.record.noise is not None
    assert copy.record.noise.psnr is None


# --- afterwards -----------------------------------------------------------------------------------------------


def test_the_copy_stands_in_a_folder_of_its_own_and_can_be_checked_alone(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm", rows=64, columns=64)
    _, copy = noisy(source)
    (relative,) = export([copy], tmp_path / "out")
    assert relative == Path("CASE0001/S002/I0001.noise.dcm")
    file = tmp_path / "out" / relative
    record = file.with_name("I0001.noise.record.json")
    assert check_instance(file, record, [source]).passed
    assert check_instance(file, None, []).passed
    document = json.loads(record.read_text(encoding="utf-8"))
    document["noise"]["b"] = 16
    record.write_text(json.dumps(document), encoding="utf-8")
    assert not check_instance(file, record, []).passed
