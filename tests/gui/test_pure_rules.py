"""What the window says and decides, tested without a window."""

from __future__ import annotations

import string
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import errors, i18n
from redactor.dicom.display import Grayscale
from redactor.gui import cards, edits, facts, problems, promises
from redactor.gui.actions import SPECS, Situation, tool_specs
from redactor.gui.canvas.content import Content
from redactor.gui.dialogs.problems import without_names
from redactor.gui.exporting import Summary
from redactor.gui.finding_groups import Group
from redactor.gui.opening import search_order
from redactor.gui.position import (
    Position,
    by_frames,
    by_images,
    by_series,
    frames_before,
    frames_in_series,
    place_of,
)
from redactor.gui.presets import presets
from redactor.gui.worker import Refused, search
from redactor.model.case_plan import CasePlan
from redactor.model.geometry import Ellipse, Polygon, Rectangle, Stroke
from redactor.model.image import PixelFormat, Window
from redactor.model.plan import require_fit
from redactor.model.record import DetectorRun, ObscuredRecord
from redactor.model.region import Kind, Origin, Region, Scope, Status
from redactor.workflow import noise, noise_check, verify
from redactor.workflow.case import CaseImage, OpenedCase, Problem, Series
from redactor.workflow.report import Item, ItemStatus, NoiseItem
from tests.strategies import shapes

PIXELS = PixelFormat(rows=30, columns=40)


def plain(context: str, text: str) -> str:
    return text


def chinese(context: str, text: str) -> str:
    return i18n.translate(context, text, "zh_CN")


def case(*series: tuple[int, ...]) -> OpenedCase:
    """Give a case of series, each with images of so many frames."""
    made = []
    for number, images in enumerate(series):
        members = tuple(
            CaseImage(
                f"{number}.{place}",
                f"/{number}/{place}",
                SimpleNamespace(pixel_format=PixelFormat(30, 40, number_of_frames=frames)),
            )
            for place, frames in enumerate(images)
        )
        made.append(Series(str(number), "CT", members))
    return OpenedCase(tuple(made), ())


# --- where one is -------------------------------------------------------------------------------------------


@given(
    st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3),
    st.data(),
)
def test_steps_never_leave_the_case(series, data):
    opened = case(*series)
    position = Position()
    for step in data.draw(st.lists(st.sampled_from([by_frames, by_images, by_series]), max_size=8)):
        position = step(opened, position, data.draw(st.integers(-5, 5)))
        frames = opened.series[position.series].images[position.image].image.pixel_format.number_of_frames
        assert 1 <= position.frame <= frames


def test_frames_run_on_through_the_images_of_a_series():
    opened = case((2, 3), (1,))
    assert by_frames(opened, Position(0, 0, 2), 1) == Position(0, 1, 1)
    assert by_frames(opened, Position(0, 1, 1), -1) == Position(0, 0, 2)
    assert by_frames(opened, Position(0, 1, 3), 1) == Position(0, 1, 3)
    assert frames_before(opened, Position(0, 1, 3)) == 4
    assert frames_in_series(opened, Position(0)) == 5


def test_a_step_to_the_same_image_stays_on_its_frame():
    opened = case((2,), (1,))
    assert by_images(opened, Position(0, 0, 2), -1) == Position(0, 0, 2)
    assert by_series(opened, Position(0, 0, 2), -1) == Position(0, 0, 2)
    assert by_series(opened, Position(0, 0, 2), 1) == Position(1)


def test_images_are_found_by_their_key():
    assert place_of(case((1, 1), (1,)), "1.0") == Position(1, 0, 1)
    assert place_of(case((1,)), "9.9") is None


def test_the_first_image_of_each_series_is_searched_first():
    assert [key for key, _ in search_order(case((1, 1), (1, 1)))] == ["0.0", "1.0", "0.1", "1.1"]


def test_a_position_is_told_in_words():
    assert facts.place(case((1,)), Position(), plain) == "CT, 40×30, frame 1 of 1"
    assert facts.place(case((1, 1)), Position(0, 1), plain) == "CT, 40×30, image 2 of 2"
    assert facts.place(case((1, 3)), Position(0, 1, 2), plain) == "CT, 40×30, image 2 of 2, frame 2 of 3"
    assert facts.series_size(case((1,)).series[0], plain) == "1 image"
    assert facts.series_size(case((3,)).series[0], plain) == "3 frames"
    assert facts.series_size(case((1, 2)).series[0], plain) == "2 images, 3 frames"


# --- edits --------------------------------------------------------------------------------------------------


def test_a_shape_that_crosses_the_border_keeps_what_lies_inside():
    assert edits.inside(Rectangle(-5, 10, 10, 5), PIXELS) == Rectangle(0, 10, 5, 5)
    assert edits.inside(Rectangle(50, 10, 10, 5), PIXELS) is None
    for shape in (Ellipse(-5, -5, 12, 12), Stroke(((0, 0), (5, 5)), 3), Polygon(((-3, 2), (8, 2), (2, 9)))):
        kept = edits.inside(shape, PIXELS)
        assert kept is not None
        assert kept.bounds.is_inside(rows=30, columns=40)


@given(shapes(rows=6, columns=8, margin=2), st.integers(-20, 20), st.integers(-20, 20))
def test_no_nudge_takes_a_region_out_of_the_image(shape, columns, rows):
    small = PixelFormat(rows=6, columns=8)
    kept = edits.inside(shape, small)
    if kept is None:
        return
    plan = CasePlan(regions=(Region("a", kept),))
    moved = edits.nudged(plan, "a", columns=columns, rows=rows, pixels=small)
    require_fit(edits.duplicated(moved, "a", new_id="b", pixels=small).plan_for("x"), small)


def test_edits_of_a_region_that_is_gone_change_nothing():
    plan = CasePlan()
    assert edits.decided(plan, "a", Status.ACCEPTED) == plan
    assert edits.removed(plan, "a") == plan
    assert edits.reshaped(plan, "a", Rectangle(0, 0, 1, 1)) == plan
    assert edits.nudged(plan, "a", columns=1, rows=1, pixels=PIXELS) == plan
    assert edits.duplicated(plan, "a", new_id="b", pixels=PIXELS) == plan


def test_a_copy_of_a_finding_is_the_persons_own():
    found = Region(
        "a", Rectangle(1, 1, 4, 4), origin=Origin("detector", "text@1"), status=Status.PROPOSED, confidence=0.4
    )
    copy = edits.duplicated(CasePlan(regions=(found,)), "a", new_id="b", pixels=PIXELS).region("b")
    assert copy.origin == Origin("person")
    assert copy.status is Status.ACCEPTED
    assert copy.confidence is None


# --- cards and facts ----------------------------------------------------------------------------------------


def test_a_card_says_what_why_how_sure_and_where():
    region = Region(
        "a",
        Rectangle(1, 1, 4, 4),
        scope=Scope(frames=(3,)),
        origin=Origin("detector", "ultrasound_region@1"),
        kind=Kind.ULTRASOUND_BANNER,
        confidence=0.9,
        status=Status.PROPOSED,
        reason="outside the ultrasound regions (0018,6011)",
    )
    told = cards.card(region, 2, 5, plain)
    assert (told.number, told.title, told.status) == (2, "Ultrasound banner", "Proposed")
    assert told.reason == "outside the ultrasound regions (0018,6011)"
    assert told.details == "likely 90 %, ⌕ search: Ultrasound regions, frame 3"
    assert "Proposed" in told.spoken
    assert cards.card(region, 2, 5, chinese).details == "很可能 90 %，⌕ 查找：超声区域标签，第 3 帧"


def test_no_search_is_ever_sure():
    region = Region("a", Rectangle(1, 1, 4, 4), origin=Origin("detector", "x@1"), confidence=1.0)
    assert cards.card(region, 1, 1, plain).details == "likely 99 %, ⌕ search: x"


@pytest.mark.parametrize(("confidence", "word"), [(0.2, "unsure"), (0.5, "possible"), (0.8, "likely")])
def test_confidence_is_a_word_and_a_number(confidence, word):
    region = Region(
        "a", Rectangle(1, 1, 4, 4), confidence=confidence, header_match=True, origin=Origin("detector", "x@1")
    )
    assert cards.card(region, 1, 1, plain).details == f"{word} {confidence * 100:.0f} %, ⚑ Header match"


def test_a_drawn_region_says_so_and_how_large_it_is():
    told = cards.card(Region("a", Rectangle(1, 1, 4, 6)), 1, 3, plain)
    assert (told.reason, told.details) == ("drawn by hand", "all frames, 4×6 pixels")
    assert cards.card(Region("a", Rectangle(1, 1, 4, 6), scope=Scope(frames=(1, 2))), 1, 3, plain).details.startswith(
        "2 frames"
    )
    template = Region("a", Rectangle(1, 1, 4, 6), origin=Origin("template", "t"))
    assert cards.card(template, 1, 1, plain).details == "▦ Template"


def test_nothing_found_is_never_said_without_having_to_look():
    runs = (DetectorRun("ultrasound_region@1", 0), DetectorRun("other@1", 0))
    assert (
        cards.searched(runs, plain)
        == "Nothing was found in 2 searches: Ultrasound regions, other. You still have to look."
    )
    assert "look" in cards.searched((), plain)
    assert "Look there yourself" in cards.searched((DetectorRun("other@1", 0, "ValueError"),), plain)


def test_every_kind_status_and_effect_has_a_word():
    assert set(cards.KINDS) == set(Kind)
    assert set(cards.STATUSES) == set(Group)


@pytest.mark.parametrize(
    ("share", "regions", "text"),
    [
        (0.0, 0, "Changed 0 % of pixels in this frame"),
        (0.0181, 1, "Changed 1.8 % of pixels in this frame, 1 region"),
        (0.00002, 2, "Changed 0.002 % of pixels in this frame, 2 regions"),
    ],
)
def test_a_change_is_never_rounded_to_none(share, regions, text):
    assert facts.changed(share, regions, plain) == text


def test_windows_are_told_with_the_digits_that_matter():
    assert facts.window(Window(40, 400)) == "W 400  L 40"
    assert facts.window(Window(0.25, 0.5)) == "W 0.50  L 0.25"


# --- presets ------------------------------------------------------------------------------------------------


def gray(**how) -> Content:
    stored = np.arange(200, dtype=np.uint8).reshape(10, 20)
    return Content(Grayscale(stored, np.arange(256, dtype=np.float64), **how), PixelFormat(10, 20))


def test_ct_has_the_usual_windows():
    titles = [preset.title for preset in presets("CT", gray())]
    assert titles == ["Soft tissue", "Lung", "Liver", "Bone", "Brain"]


def test_elsewhere_the_frame_gives_the_ranges_and_the_file_its_further_windows():
    made = presets("CR", gray(windows=(Window(1, 2), Window(3, 4))))
    assert [preset.title for preset in made] == ["Full range", "Dark areas", "Bright areas", "Stored window"]
    assert made[0].window.width == 199
    assert made[3].window == Window(3, 4)


# --- problems -----------------------------------------------------------------------------------------------


def kinds(kind=errors.RedactorError):
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds(narrower)


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
def test_every_error_of_ours_is_told_in_both_languages_and_back_from_a_report(kind):
    names = {name for _, name, _, _ in string.Formatter().parse(kind.sentence) if name}
    error = kind(**{name: f"fact-{name}" for name in names})
    assert problems.sentence(error, plain) == str(error)
    told = problems.sentence(error, chinese)
    assert told != str(error)
    assert problems.reason(str(error), chinese) == told


def test_several_faults_of_one_item_are_all_translated():
    faults = [errors.CheckFailed(check=verify.OUTSIDE), errors.CheckFailed(check=verify.ATTRIBUTES)]
    text = " ".join(str(fault) for fault in faults)
    told = problems.reason(text, chinese)
    assert told == problems.sentence(ExceptionGroup("", faults), chinese)
    assert "identifier" not in told


def test_a_reason_that_is_not_ours_stays_as_it_is():
    assert problems.reason("Something else.", chinese) == "Something else."


def test_a_foreign_error_is_named_by_its_type_alone():
    told = problems.sentence(ValueError("CANARY^ZELDA"), plain)
    assert "ValueError" in told
    assert "CANARY" not in told


def test_all_checks_of_the_verification_are_marked_for_translation():
    named = {verify.READABLE, verify.FORMAT, verify.OUTSIDE, verify.INSIDE, verify.UNUSED_BITS, verify.ATTRIBUTES}
    named |= {noise.UNCHANGED, noise_check.FORMAT, noise_check.CELLS, noise_check.OWN_SERIES, noise_check.MARKED}
    assert named == set(problems.CHECKS)


def test_the_list_without_names_counts_reasons():
    refused = [Problem("/CANARY.txt", errors.NotDicom()), Problem("/ZELDA.txt", errors.NotDicom())]
    assert without_names(refused, plain) == f"2× {errors.NotDicom()}"


def test_a_refusal_survives_the_way_between_processes(tmp_path):
    (tmp_path / "x.txt").write_text("no image")
    refused = search(tmp_path / "x.txt")
    assert isinstance(refused.error(), errors.NotDicom)
    assert type(Refused("Unheard", ()).error()) is errors.SetAside


# --- export -------------------------------------------------------------------------------------------------


def test_an_export_promises_nothing_it_does_not_do():
    plan = CasePlan(
        regions=(
            Region("a", Rectangle(0, 0, 1, 1), status=Status.PROPOSED),
            Region("b", Rectangle(0, 0, 1, 1), status=Status.REJECTED),
        )
    )
    opened = OpenedCase(case((1,)).series, (Problem("/x", errors.NotDicom()),))
    told = "\n".join(promises.promise(opened, plan, 3, plain))
    assert "1 image is written" in told
    assert "without a decision: 1" in told
    assert "Rejected: 1" in told
    assert "not opened: 1" in told
    assert "without a complete search: 3" in told
    assert "10 images" in promises.promise(case((1,) * 10), CasePlan(), 0, plain)[0]


def test_an_ending_counts_and_gives_reasons():
    items = (
        Item("/a", "a.dcm", ItemStatus.DONE, "", 0.1),
        Item("/b", None, ItemStatus.SET_ASIDE, str(errors.NotDicom()), 0.1),
        Item("/c", None, ItemStatus.FAILED, str(errors.CheckFailed(check=verify.INSIDE)), 0.1),
    )
    told = promises.ending(Summary(items, "/out", left=2), plain)
    assert told[:4] == [
        "Written and checked: 1.",
        "Set aside, nothing was written: 1.",
        "Failed the check, not kept: 1.",
        "Stopped before these were reached: 2.",
    ]
    assert told[4] == f"1× {errors.NotDicom()}"


def test_an_ending_says_how_much_obscuring_and_noise_left():
    copy = NoiseItem("n.dcm", epsilon=0.5, total_epsilon=2.0, psnr=8.5, ssim=0.1)
    mosaic = ObscuredRecord("mosaic", (("block", 16),), 1, 1024, 21.3, 0.7)
    items = (
        Item("/a", "a.dcm", ItemStatus.DONE, "", 0.1, copy, obscured=(mosaic,)),
        Item("/b", "b.dcm", ItemStatus.DONE, "", 0.1, replace(copy, psnr=9.5), obscured=(mosaic,)),
        Item("/c", "c.dcm", ItemStatus.DONE, "", 0.1, NoiseItem(None, str(errors.NoDeclaredRange()))),
    )
    told = promises.ending(Summary(items, "/out"), plain)
    assert told == [
        "Written and checked: 3.",
        "Obscured, not removed (Mosaic): 2. Likeness to what is below: PSNR 21.3 dB, SSIM 0.7.",
        "Copies with noise: 2, privacy loss ε 4 in all. Likeness to the results: PSNR 8.5 … 9.5 dB, SSIM 0.1.",
        promises.not_for_diagnosis(plain),
        "Copies with noise that were not made: 1.",
        f"1× {errors.NoDeclaredRange()}",
    ]
    few = Item("/a", "a.dcm", ItemStatus.DONE, "", 0.1, obscured=(ObscuredRecord("blur", (), 1, 9),))
    assert "not told" in promises.ending(Summary((few,), "/out"), plain)[1]


def test_progress_names_the_file_neutrally():
    assert promises.progress(0, 3, "CASE0001/S001/I0001", 1.0, plain) == "File 1 of 3: CASE0001/S001/I0001"
    assert promises.progress(2, 4, "x", 10.0, plain) == "File 3 of 4: x\n10 s so far, about 10 s left"
    assert promises.progress(4, 4, "", 10.0, plain) == "File 4 of 4"


# --- actions ------------------------------------------------------------------------------------------------


def test_bare_keys_belong_to_the_viewport_alone():
    for spec in (*SPECS, *tool_specs()):
        for key in spec.keys:
            modified = "Ctrl" in key or (key.removeprefix("Shift+").startswith("F") and key[-1].isdigit())
            assert modified or spec.scope == "viewport", spec.id


def test_no_key_works_for_two_actions():
    keys = [key for spec in (*SPECS, *tool_specs()) for key in spec.keys]
    assert len(keys) == len(set(keys))


def test_no_key_approves_or_releases():
    found = [spec for spec in SPECS if "approve" in spec.id or "release" in spec.id]
    assert [spec.id for spec in found] == ["approve"]  # of the second person, from the menu alone
    assert not any(spec.keys for spec in found)


def test_everything_that_cannot_be_done_has_a_reason():
    for spec in SPECS:
        for now in (Situation(), Situation(has_case=True), Situation(has_case=True, is_busy=True)):
            reason = spec.obstacle(now)
            assert reason == "" or reason.endswith(".")
    busy = Situation(has_case=True, has_frame=True, is_busy=True)
    assert {spec.id for spec in SPECS if spec.obstacle(busy) == "An export is running."} >= {"open_files", "export"}
