"""Teaching cases are made of written results alone; drafts are stamped; what is suspicious leaves nothing behind."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from redactor.dicom.instance import Instance
from redactor.errors import IdentifierInText, NotAResult, OutputNotEmpty, PlanDoesNotFit
from redactor.model.geometry import Rectangle
from redactor.model.image import Window
from redactor.model.teaching import Arrow, Kept, KeyImage, Label, Language, Preset, TeachingCase
from redactor.trust.keys import HEADLESS
from redactor.workflow.report import ItemStatus
from redactor.workflow.teaching import age_band, open_result, render, require_harmless, resolve, whole_case
from redactor.workflow.teaching_export import prepare_place
from redactor.workflow.teaching_words import known_words
from tests.instances import capture
from tests.teaching import a_case, exported, known, rendered, written_results

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.model.rendered import Plate


def test_an_original_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(NotAResult):
        open_result(capture(tmp_path / "original.dcm"))


def test_a_record_of_another_file_does_not_count(tmp_path: Path) -> None:
    one, other, *_ = written_results(tmp_path)
    other.with_suffix(".record.json").write_bytes(one.with_suffix(".record.json").read_bytes())
    with pytest.raises(NotAResult):
        open_result(other)
    other.with_suffix(".record.json").write_text("{", encoding="utf-8")
    with pytest.raises(NotAResult):
        open_result(other)


def test_what_nobody_released_is_stamped_on_every_picture(tmp_path: Path) -> None:
    draft = rendered(tmp_path / "a", released=False)
    final = rendered(tmp_path / "b")
    assert (draft.draft, final.draft) == (True, False)
    assert draft.instances == ()
    assert len(final.instances) == 3
    for one, other in zip(draft.plates, final.plates, strict=True):
        for with_stamp, without in zip(one.frames, other.frames, strict=True):
            changed = (with_stamp != without).reshape(*without.shape[:2], -1).any(axis=2)
            assert changed.mean() > 0.02
            assert changed.any(axis=1).sum() > 0.03 * without.shape[0]


def test_one_unreleased_image_makes_the_whole_case_a_draft(tmp_path: Path) -> None:
    results = [open_result(file) for file in written_results(tmp_path)]
    mixed = [dataclasses.replace(results[0], released=False), *results[1:]]
    assert render(a_case(mixed), mixed).draft


def test_nothing_outside_a_crop_is_in_the_picture(tmp_path: Path) -> None:
    result = open_result(written_results(tmp_path)[0])
    instance = result.instance
    image = KeyImage("x", crop=Rectangle(8, 4, 16, 20), window=Window(0, 3000))
    (plate,) = render(TeachingCase(images=(image,)), [result], watermark=False).plates
    shown = instance.display(instance.frame(1), image.window)[4:24, 8:24]
    rows, columns = plate.shape
    assert (rows / 20, columns / 16) == (16, 16)
    assert np.array_equal(plate.frames[0], cv2.resize(shown, (columns, rows)))
    assert plate.frames[0].base is None


def test_a_crop_or_frame_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = open_result(written_results(tmp_path)[0])
    for image in (KeyImage("x", crop=Rectangle(30, 0, 20, 8)), KeyImage("x", frames=(2,))):
        with pytest.raises(PlanDoesNotFit):
            render(TeachingCase(images=(image,)), [result])


def test_arrows_labels_and_windows_change_the_picture_where_they_should(tmp_path: Path) -> None:
    result = open_result(written_results(tmp_path)[0])
    plain = KeyImage("x")
    drawn = KeyImage("x", arrows=(Arrow((2, 2), (10, 10)),), labels=(Label((20, 20), "肿块 mass"),))
    wide = KeyImage("x", presets=(Preset("wide", Window(0, 4000)),))

    def plate(image: KeyImage) -> Plate:
        return render(TeachingCase(images=(image,)), [result], watermark=False).plates[0]

    before, after = plate(plain), plate(drawn)
    changed = before.frames[0] != after.frames[0]
    assert changed[: 12 * 15, : 12 * 15].any()
    assert changed[15 * 15 :, 18 * 15 :].any()
    assert not changed[24 * 15 :].any()
    assert before.deep is not None
    assert after.deep is not None
    assert np.array_equal(after.deep != before.deep, changed | (after.deep != before.deep))
    ((name, frames),) = plate(wide).presets
    assert name == "wide"
    assert (frames[0] != before.frames[0]).any()


def test_sixteen_bits_and_eight_show_the_same(tmp_path: Path) -> None:
    plate = rendered(tmp_path).plates[0]
    assert plate.deep is not None
    assert plate.deep.dtype == np.uint16
    assert np.abs(plate.deep / 257 - plate.frames[0]).max() <= 2
    assert len(np.unique(plate.deep)) > 256


@pytest.mark.parametrize(
    ("age", "band"),
    [
        ("058Y", "55–59 years"),
        ("090Y", "90 years or more"),
        ("104Y", "90 years or more"),
        ("003Y", "1–4 years"),
        ("012M", "1–4 years"),
        ("013D", "under 4 weeks"),
        ("005M", "4 weeks to 1 year"),
        ("", ""),
        ("58", ""),
        ("05xY", ""),
    ],
)
def test_ages_are_told_in_bands(age: str, band: str) -> None:
    assert age_band(age, Language.ENGLISH) == band


def test_only_facts_that_were_asked_for_stay(tmp_path: Path) -> None:
    results = [open_result(file) for file in written_results(tmp_path)]
    facts = dict(render(a_case(results), results).facts)
    assert facts["Modality"] == "CT, US, OT"
    none = Kept(age_band=False, sex=False, modality=False, body_part=False, view=False)
    assert render(a_case(results, kept=none), results).facts == ()


def test_text_that_may_identify_is_refused_with_its_place_and_not_quoted(tmp_path: Path) -> None:
    written_results(tmp_path)
    case = TeachingCase(title="On 12/05/1985", images=(KeyImage("x", caption="the zelda sign"),))
    with pytest.raises(IdentifierInText) as refusal:
        require_harmless(case, known(tmp_path).headers)
    words = str(refusal.value)
    assert "case.title (a date, characters 4 to 13)" in words
    assert "case.images[0].caption (a word of the header" in words
    assert "1985" not in words
    assert "zelda" not in words


def test_originals_are_known_from_the_map_where_it_can_be_opened(tmp_path: Path) -> None:
    written_results(tmp_path)
    found = known(tmp_path)
    assert found.map_is_read
    assert found.originals.are_in_text("ZZ-4711-77")
    assert found.originals.are_in_text("SECRETNAME_originals")
    assert "4711" not in repr(found)


def test_only_the_patients_that_are_shown_are_looked_for(tmp_path: Path) -> None:
    capture(tmp_path / "SECRETNAME_originals" / "other.dcm", PatientID="OTHER-123", StudyInstanceUID="2.25.7")
    files = written_results(tmp_path)
    instances = {file: Instance.open(file) for file in files}
    mine = [i for i in instances.values() if i.text("PatientID") == instances[files[0]].text("PatientID")]
    found = known_words(mine, [tmp_path / "results"], [], HEADLESS)
    told = [found.originals.are_in_text(number) for number in ("ZZ-4711-77", "OTHER-123")]
    assert found.map_is_read
    assert sorted(told) == [False, True]


def test_names_do_not_lead_out_of_the_folders(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.dcm").write_bytes(b"x")
    with pytest.raises(NotAResult):
        resolve("../secret.dcm", [tmp_path / "in"])


def test_a_whole_case_has_every_result_and_says_what_was_left_out(tmp_path: Path) -> None:
    results = written_results(tmp_path)
    (tmp_path / "results" / "notes.txt").write_text("x", encoding="utf-8")
    case, left_out = whole_case([tmp_path / "results"])
    assert [image.file for image in case.images] == [str(file) for file in results]
    assert [len(image.frames) for image in case.images] == [
        Instance.open(file).pixel_format.number_of_frames for file in results
    ]
    assert [file.name for file, _ in left_out] == ["notes.txt"]


def test_a_place_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", encoding="utf-8")
    with pytest.raises(OutputNotEmpty):
        prepare_place(tmp_path, [])


def test_a_package_with_a_word_of_the_patient_is_quarantined(tmp_path: Path) -> None:
    case = dataclasses.replace(rendered(tmp_path), name="Zelda-0001")
    case = dataclasses.replace(case, plates=(dataclasses.replace(case.plates[0], name="zelda_01"),))
    place, (item,) = exported(case, tmp_path, "png")
    assert item.status is ItemStatus.FAILED
    assert "zelda" not in json.dumps(item.reason).lower()
    assert not any(place.destination.iterdir())
    assert [path.name for path in (place.quarantine / "png").iterdir()] == ["zelda_01.png"]


def test_a_format_with_nothing_to_show_leaves_nothing(tmp_path: Path) -> None:
    case = rendered(tmp_path)
    place, (item,) = exported(dataclasses.replace(case, plates=case.plates[:1]), tmp_path, "gif")
    assert item.status is ItemStatus.SET_ASIDE
    assert not any(place.destination.iterdir())
    assert not (place.local / "partial").exists()
