"""A banner hides what nobody read, and nothing that was."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from redactor.model.finding import Finding
from redactor.model.geometry import Bounds, Rectangle
from redactor.model.region import Kind
from redactor.workflow.banners import KEPT, LEFT, NOT_READ, WAS_READ, settled
from tests.strategies import CHEAP

ROWS, COLUMNS = 40, 100
BANNER = Finding(Kind.ULTRASOUND_BANNER, Rectangle(0, 0, COLUMNS, 24), "outside")


def text(column, row, columns, rows, read="", suggestion="ask"):  # noqa: PLR0917 - a box, as everywhere
    shape = Rectangle(column, row, columns, rows)
    return Finding(Kind.BURNED_IN_TEXT, shape, "text", suggestion=suggestion, text=read)


def hidden(findings):
    cover = np.zeros((ROWS, COLUMNS), np.bool_)
    for finding in findings:
        if finding.suggestion != "keep":
            cover |= finding.shape.cover(Bounds(0, 0, COLUMNS, ROWS))
    return cover


def test_a_banner_without_a_text_that_was_read_stays_hidden():
    for others in ([], [text(5, 5, 20, 8)], [text(5, 30, 20, 8, "Gain 50")]):
        assert settled([BANNER, *others])[0] == (BANNER,)


def test_a_banner_whose_texts_were_all_read_is_kept():
    name, gain = text(0, 2, 50, 20, "WHO EVER", "hide"), text(50, 2, 48, 20, "Gain 50", "keep")
    became = settled([name, BANNER, gain])
    assert became[0] == (name,)
    assert became[1] == (replace(BANNER, suggestion="keep", reason=WAS_READ),)
    assert became[2] == (gain,)


def test_what_is_left_after_texts_that_were_read_stays_hidden() -> None:
    unread, before, after = text(40, 8, 10, 6), text(0, 0, 35, 24, "read"), text(55, 0, 45, 24, "read")
    kept, left = settled([BANNER, unread, before, after])[0]
    assert kept.suggestion == "keep"
    assert (left.suggestion, left.reason, left.kind) == ("hide", NOT_READ, Kind.ULTRASOUND_BANNER)
    assert left.shape.bounds == Bounds(35, 0, 20, 24)


def test_strips_that_are_too_narrow_for_a_letter_are_not_hidden() -> None:
    lines = [text(2, 3, 96, 8, "read"), text(2, 13, 96, 8, "read")]
    assert [each.suggestion for each in settled([BANNER, *lines])[0]] == ["keep"]


def test_what_was_read_in_one_frame_says_nothing_of_the_others() -> None:
    line = replace(text(0, 0, COLUMNS, 24, "read"), frames=(2,))
    assert settled([BANNER, line])[0] == (BANNER,)


def test_ticks_of_a_scale_count_as_known():
    ticks = text(2, 2, 96, 20, suggestion="keep")
    assert [each.suggestion for each in settled([BANNER, ticks])[0]] == ["keep"]


def test_a_banner_that_is_kept_already_is_left_alone():
    empty = replace(BANNER, suggestion="keep")
    assert settled([empty, text(5, 5, 20, 8, "read")])[0] == (empty,)


def test_who_asks_may_say_what_counts_as_read():
    line = text(5, 5, 20, 8, "read")
    assert settled([BANNER, line], known=lambda finding: False)[0] == (BANNER,)


boxes = st.tuples(st.integers(0, 80), st.integers(0, 32), st.integers(1, 20), st.integers(1, 8))
texts = st.builds(
    lambda box, read, suggestion: text(*box, read, suggestion),
    boxes,
    st.sampled_from(["", "x"]),
    st.sampled_from(["hide", "ask"]),
)


@CHEAP
@given(st.lists(texts, max_size=5))
def test_no_unread_text_in_a_banner_is_uncovered_and_nothing_outside_is_hidden(found):
    after = [each for many in settled([BANNER, *found]) for each in many]
    whole = Bounds(0, 0, COLUMNS, ROWS)
    banner = BANNER.shape.cover(whole)
    for finding in found:
        if not finding.text:
            assert hidden(after)[finding.shape.cover(whole)].all()
    banners = [each for each in after if each.kind is Kind.ULTRASOUND_BANNER]
    assert not (hidden(banners) & ~banner).any()
    # Whatever is large enough for a letter, and nobody read, is hidden as before.
    read = np.zeros_like(banner)
    for finding in found:
        read |= finding.shape.cover(whole) if finding.text else False
    unknown = cv2.erode((banner & ~read).astype(np.uint8), np.ones((5, 5), np.uint8), borderValue=0) > 0
    assert not (unknown & ~hidden(after)).any()
    # What the detectors of text themselves hide stays hidden.
    assert not (hidden(found) & ~hidden(after)).any()


LABEL = Finding(Kind.FILM_EDGE, Rectangle(0, 0, 60, 20), "label")


def test_a_label_is_kept_only_if_all_of_its_texts_are_harmless() -> None:
    harmless, name, unread = text(5, 5, 20, 8, "ERECT", "keep"), text(30, 5, 20, 8, "NAME", "hide"), text(30, 5, 20, 8)
    assert settled([LABEL, harmless])[0] == (replace(LABEL, suggestion="keep", reason=KEPT),)
    for others in ([], [harmless, name], [harmless, unread], [unread]):
        assert settled([LABEL, *others])[0] == (LABEL,)


def test_known_layouts_and_still_letters_give_way_to_what_was_read_with_words_of_their_own() -> None:
    for kind in (Kind.DEVICE_LAYOUT, Kind.STILL_OVERLAY):
        banner = replace(BANNER, kind=kind)
        kept, left = settled([banner, text(0, 0, 50, 24, "Gain", "keep"), text(60, 5, 10, 8)])[0]
        assert (kept.suggestion, kept.reason, left.reason, left.kind) == ("keep", KEPT, LEFT, kind)


def test_other_kinds_of_findings_stay_what_they_are() -> None:
    code = replace(BANNER, kind=Kind.BARCODE)
    assert settled([code, text(5, 5, 20, 8, "read")])[0] == (code,)


def test_what_is_left_is_hidden_only_as_far_as_something_is_drawn_in_it() -> None:
    line = text(0, 0, 50, 24, "read")

    def drawn(boxes):
        assert boxes == [Bounds(50, 0, 50, 24)]
        return [[Bounds(60, 4, 12, 9), Bounds(80, 4, 12, 9)]]

    kept, *left = settled([BANNER, line], drawn=drawn)[0]
    assert kept.suggestion == "keep"
    assert [each.shape.bounds for each in left] == [Bounds(60, 4, 12, 9), Bounds(80, 4, 12, 9)]
    assert {each.suggestion for each in left} == {"hide"}
    assert len(settled([BANNER, line], drawn=lambda boxes: [[] for _ in boxes])[0]) == 1
