"""Apply writes a new instance: nothing hidden is left, nothing else has changed, and the original is only read."""

from __future__ import annotations

import errno
import hashlib
import io
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from redactor import files
from redactor.dicom.instance import Instance
from redactor.errors import DiskFull, InvalidImageAttribute, InvalidOption, PlanDoesNotFit, UnknownPlugin
from redactor.model.codec import record_to_json
from redactor.model.geometry import Bitmap, Rectangle
from redactor.model.plan import RedactionPlan
from redactor.model.record import DetectorRun
from redactor.model.region import Origin, Region, Scope, Status, StyleChoice
from redactor.workflow import apply
from redactor.workflow.apply import software
from tests.folders import contents
from tests.instances import PATIENT_ID, capture, ct_slice, header, hiding, noise, save, save_compressed, with_pixels
from tests.runs import CORNER, redacted, verified
from tests.strategies import PIXEL_KINDS, same_outside_the_mask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAME = {"SOPInstanceUID": "2.25.1003"}
NATIVE = [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]
LOSSLESS = [RLELossless, JPEGLSLossless, JPEG2000Lossless]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def written(source: Path, plan: RedactionPlan, **how: Any) -> bytes:
    """Give the bytes of the checked result."""
    result = verified(source, source.parent / "partial", plan, **how)
    data = result.file.read_bytes()
    result.file.unlink()
    return data


def read(data: bytes) -> Any:
    return dcmread(io.BytesIO(data))


# --- pixels ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PIXEL_KINDS, ids=lambda kind: kind.name)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_inputs_that_differ_only_under_the_mask_give_equal_files(
    kind: Any, data: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    case = data.draw(same_outside_the_mask(kind, most=6).filter(lambda case: case.mask.any()))
    folder = tmp_path_factory.mktemp("same")
    results = []
    for stored in (case.one, case.other):
        ds = with_pixels(
            header(**SAME), stored[None], photometric=kind.photometric_interpretation, bits_stored=kind.bits_stored
        )
        results.append(written(save(ds, folder / "in.dcm"), RedactionPlan((Region("r", Bitmap.of(case.mask)),))))
    assert results[0] == results[1]


def pairs(photometric: str = "") -> Iterator[Any]:
    """Give two gray or colour images of three frames that differ in the corner of four columns and three rows."""
    shape = (3, 64, 64, 3) if photometric in {"RGB", "YBR_FULL"} else (3, 64, 64)
    for seed in (1, 2):
        frames = noise(shape)
        frames[:, :3, :4] = noise(shape, seed=seed)[:, :3, :4]
        yield frames


@pytest.mark.parametrize("photometric", ["MONOCHROME2", "RGB"])
@pytest.mark.parametrize("syntax", [*NATIVE, *LOSSLESS], ids=lambda uid: uid.name)
def test_the_same_holds_in_every_transfer_syntax(syntax: Any, photometric: str, tmp_path: Path) -> None:
    results = []
    for frames in pairs(photometric):
        ds = with_pixels(header(**SAME), frames)
        source = tmp_path / "in.dcm"
        (save if syntax in NATIVE else save_compressed)(ds, source, syntax)
        results.append(written(source, CORNER))
    assert results[0] == results[1]
    found = read(results[0]).pixel_array
    assert not found[:, :3, :4].any()
    frames[:, :3, :4] = 0
    np.testing.assert_array_equal(found, frames)


def test_the_same_holds_for_one_bit_frames_that_share_bytes(tmp_path: Path) -> None:
    results = []
    for seed in (1, 2):
        frames = noise((3, 5, 7), np.bool_)
        frames[:, :3, :4] = noise((3, 5, 7), np.bool_, seed=seed)[:, :3, :4]
        results.append(written(save(with_pixels(header(**SAME), frames), tmp_path / "in.dcm"), CORNER))
    assert results[0] == results[1]


def test_the_same_holds_for_pixels_that_share_their_colour(tmp_path: Path) -> None:
    """The mask ends in the middle of a pair, so the pair is hidden."""
    results = []
    for seed in (1, 2):
        coded = noise((1, 4, 3, 4))  # Y1 Y2 Cb Cr
        coded[:, :2, :2] = noise((1, 4, 3, 4), seed=seed)[:, :2, :2]
        ds = with_pixels(header(**SAME), np.zeros((1, 4, 6, 3), np.uint8), photometric="YBR_FULL_422")
        ds.PixelData = coded.tobytes()
        results.append(written(save(ds, tmp_path / "in.dcm"), hiding((0, 0, 3, 2))))
    assert results[0] == results[1]
    pixels = np.frombuffer(read(results[0]).PixelData, np.uint8).reshape(4, 3, 4)
    assert (pixels[:2, :2] == [0, 0, 128, 128]).all()
    np.testing.assert_array_equal(pixels[2:], coded[0, 2:])


@pytest.mark.parametrize("effect", ["accepted", "proposed"])
def test_what_is_proposed_hides_as_what_is_accepted_does(effect: str, tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    found = read(written(source, hiding((0, 0, 4, 3), status=Status(effect)))).pixel_array
    assert not found[:3, :4].any()


def test_without_a_region_that_hides_the_pixels_are_copied_and_the_rest_is_deidentified(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    found = read(written(source, hiding((0, 0, 4, 3), status=Status.REJECTED)))
    assert found.PixelData == dcmread(source).PixelData
    assert found.PatientID != PATIENT_ID
    assert "DerivationDescription" not in found


def test_only_the_frames_of_a_region_change(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm", frames=4)
    frames = dcmread(source).pixel_array
    found = read(written(source, hiding((0, 0, 4, 3), scope=Scope(frames=(2, 4))))).pixel_array
    np.testing.assert_array_equal(found[[0, 2]], frames[[0, 2]])
    assert not found[[1, 3], :3, :4].any()


# --- the record -----------------------------------------------------------------------------------------------


def test_the_record_tells_what_was_hidden_and_how_it_was_written(tmp_path: Path) -> None:
    source = save_compressed(with_pixels(header(), noise((2, 64, 64))), tmp_path / "in.dcm", RLELossless)
    plan = hiding((0, 0, 4, 3), scope=Scope(frames=(2,)))
    record = redacted(source, tmp_path / "partial", plan).record
    assert [(frame.number, frame.requested, frame.effective) for frame in record.frames] == [(1, 0, 0), (2, 12, 12)]
    assert record.transfer_syntax_before == RLELossless
    assert record.transfer_syntax_after == RLELossless
    assert any("same lossless syntax" in note for note in record.notes)
    assert record.lossy_steps == ()
    assert [region.shape for region in record.plan.regions] == [Rectangle(0, 0, 4, 3)]
    assert {"(0010,0010)", "(0008,0018)"} <= {action.path for action in record.attributes}


def test_the_record_counts_what_was_asked_for_and_what_had_to_be_hidden(tmp_path: Path) -> None:
    ds = with_pixels(header(), np.zeros((1, 4, 6, 3), np.uint8), photometric="YBR_FULL_422")
    ds.PixelData = noise((1, 4, 3, 4)).tobytes()
    record = redacted(save(ds, tmp_path / "in.dcm"), tmp_path / "partial", hiding((0, 0, 3, 2))).record
    assert [(frame.requested, frame.effective) for frame in record.frames] == [(6, 8)]


@pytest.mark.parametrize("review", ["none", "single-person", "two-person"])
def test_only_a_person_who_looked_may_promise_clean_pixels(review: Any, tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm", BurnedInAnnotation="NO")
    result = verified(source, tmp_path / "partial", review=review)
    reviewed = review != "none"
    found = dcmread(result.file)
    assert result.record.review == review
    assert ("113101" in [code.value for code in result.record.method_codes]) == reviewed
    assert ("113101" in [item.CodeValue for item in found.DeidentificationMethodCodeSequence]) == reviewed
    assert (found.get("BurnedInAnnotation") == "NO") == reviewed


def test_the_record_names_what_nothing_looked_at(tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    runs = (DetectorRun("text@1", 0), DetectorRun("face@2", 1, "ValueError"))
    searched = redacted(source, tmp_path / "partial", detectors=runs).record
    assert searched.detectors == runs
    assert "search face@2 broke off (ValueError)" in searched.not_examined
    assert not any("text@1" in place for place in searched.not_examined)
    unsearched = redacted(source, tmp_path / "partial").record
    assert any("no search" in place for place in unsearched.not_examined)


def test_the_record_has_no_word_that_a_person_wrote_into_the_plan(tmp_path: Path) -> None:
    """A reason or an id in a plan written by hand may name the patient; neither stands in the contract."""
    plan = RedactionPlan(
        tuple(
            Region(f"ZELDA-{n}", Rectangle(n, 0, 1, 1), origin=Origin("template", "banner@1"), reason="hides ZELDA")
            for n in range(2)
        )
    )
    record = verified(capture(tmp_path / "in.dcm"), tmp_path / "partial", plan).record
    assert "ZELDA" not in str(record_to_json(record)) + repr(record)
    assert [region.shape for region in record.plan.regions] == [region.shape for region in plan.regions]
    assert [region.origin for region in record.plan.regions] == [region.origin for region in plan.regions]
    assert len({region.id for region in record.plan.regions}) == 2


def test_the_software_names_this_program_first_and_its_libraries() -> None:
    assert software()[0].name == "redactor"
    assert {"pydicom", "numpy"} < {part.name for part in software()}
    assert all(part.version for part in software())


# --- what can't be done ---------------------------------------------------------------------------------------


REFUSALS: dict[str, tuple[RedactionPlan, type[Exception]]] = {
    "reaches outside": (hiding((10, 0, 7, 1)), PlanDoesNotFit),
    "another frame": (hiding((0, 0, 1, 1), scope=Scope(frames=(2,))), PlanDoesNotFit),
    "an unknown style": (replace(CORNER, style=StyleChoice("glitter")), UnknownPlugin),
    "an unknown option": (replace(CORNER, style=StyleChoice("solid", (("colour", 1),))), InvalidOption),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_plan_that_cannot_be_carried_out_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    plan, error = REFUSALS[name]
    source = capture(tmp_path / "in.dcm")
    before = sha256(source)
    with pytest.raises(error):
        redacted(source, tmp_path / "partial", plan)
    assert sha256(source) == before
    assert not contents(tmp_path / "partial")


@pytest.mark.parametrize("keyword", ["SOPClassUID", "SOPInstanceUID"])
def test_an_instance_that_cannot_be_told_from_others_is_refused(keyword: str, tmp_path: Path) -> None:
    source = capture(tmp_path / "in.dcm")
    instance = Instance.open(source)
    del instance.attributes[keyword]
    with pytest.raises(InvalidImageAttribute, match=keyword):
        apply.redact_instance(instance, CORNER, project=None, name=None, folder=tmp_path / "partial")
    assert not contents(tmp_path / "partial")


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    source = capture(tmp_path / "in.dcm")
    monkeypatch.setattr(files.os, "fsync", refuse)
    with pytest.raises(DiskFull):
        redacted(source, tmp_path / "partial")
    assert not contents(tmp_path / "partial")


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_whatever_breaks_the_writing_leaves_nothing(
    error: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def breaking(*args: Any) -> Iterator[Any]:
        with files.unfinished(*args) as opened:
            opened[0].write(b"half")
            yield opened
            raise error

    source = capture(tmp_path / "in.dcm")
    monkeypatch.setattr(apply, "unfinished", breaking)
    with pytest.raises(error):
        redacted(source, tmp_path / "partial")
    assert not contents(tmp_path / "partial")


def test_the_original_keeps_its_bytes_and_its_time(tmp_path: Path) -> None:
    source = ct_slice(tmp_path / "in.dcm")
    before, status = sha256(source), source.stat()
    written(source, CORNER)
    assert sha256(source) == before
    assert source.stat().st_mtime_ns == status.st_mtime_ns


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    source = ct_slice(tmp_path / "in.dcm")
    assert written(source, CORNER) == written(source, CORNER)


def test_an_unfinished_file_has_nothing_of_the_sources_name(tmp_path: Path) -> None:
    result = redacted(capture(tmp_path / "SECRETNAME.dcm"), tmp_path / "partial")
    assert "SECRETNAME" not in result.file.name
    assert "SECRETNAME" not in repr(result.record)
