"""The rules of the panels and of the queue, without a window."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import i18n
from redactor.deid.summary import Entry
from redactor.dicom.unseen import HiddenData
from redactor.gui import attribute_words, coverage_words, edits, facts, hidden_words
from redactor.gui.coverage_words import Seen
from redactor.gui.describing import Description
from redactor.gui.finding_groups import Filter, Group, Grouped, group_of, next_to_look_at
from redactor.gui.queue import order as orders
from redactor.gui.queue.order import Order, Pace, Trail
from redactor.gui.searches import Search, Searches, SearchState
from redactor.model.case_plan import CasePlan
from redactor.model.geometry import Rectangle
from redactor.model.image import DeviceKey
from redactor.model.record import DetectorRun
from redactor.model.region import Effect, Kind, Origin, Region, Scope, Status
from redactor.model.review import EVERYWHERE, Projection, Review
from redactor.workflow.projection import Projected, projected
from redactor.workflow.states import Member, Unit


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def plain(context: str, text: str) -> str:
    del context
    return text


def chinese(context: str, text: str) -> str:
    return i18n.translate(context, text, "zh_CN")


def region(name: str, status: Status = Status.PROPOSED, **facts) -> Region:
    given = {"kind": Kind.BURNED_IN_TEXT, "origin": Origin("detector", "text@1"), **facts}
    return Region(name, Rectangle(1, 1, 4, 4), status=status, **given)


# --- groups -------------------------------------------------------------------------------------------------


def test_what_a_search_only_lists_was_rejected_by_nobody():
    listed = region("a", Status.REJECTED, kind=Kind.SCREEN_CAPTURE)
    assert group_of(listed, {"a"}) is Group.LISTED
    assert group_of(listed, frozenset()) is Group.REJECTED
    assert group_of(region("b"), frozenset()) is Group.OPEN
    assert group_of(region("b", Status.ACCEPTED), frozenset()) is Group.ACCEPTED
    assert group_of(region("b", Status.ACCEPTED, effect=Effect.PROTECT), frozenset()) is Group.KEPT


def test_groups_count_in_words_in_the_order_of_what_is_to_be_done():
    found = Grouped.of(
        [region("a", Status.REJECTED), region("b"), region("c", Status.ACCEPTED), region("d", Status.REJECTED)], {"d"}
    )
    assert facts.group_counts(found, plain) == "1 to decide, 1 accepted, 1 rejected, 1 only listed"
    assert facts.group_counts(found, chinese).startswith("1 项待定，")
    assert list(found.groups) == list(Group)


def test_a_filter_asks_for_words_groups_kinds_and_the_frame():
    one = region("a", scope=Scope(frames=(2,)))
    assert Filter().lets_through(one, Group.OPEN, "Burned-in text")
    assert Filter(text=" BURNED ").lets_through(one, Group.OPEN, "Burned-in text")
    assert not Filter(text="banner").lets_through(one, Group.OPEN, "Burned-in text")
    assert not Filter(groups=frozenset({Group.KEPT})).lets_through(one, Group.OPEN, "")
    assert not Filter(kinds=frozenset({Kind.FACE})).lets_through(one, Group.OPEN, "")
    assert Filter(frame=2).lets_through(one, Group.OPEN, "")
    assert not Filter(frame=1).lets_through(one, Group.OPEN, "")


STATUSES = st.lists(st.sampled_from(list(Status)), max_size=8)


@given(STATUSES)
def test_going_on_meets_all_that_needs_a_decision_and_nothing_else_before(statuses):
    regions = [region(f"r{place}", status) for place, status in enumerate(statuses)]
    wanted = [one.id for one in regions if one.status is Status.PROPOSED] or [one.id for one in regions]
    met, here = [], None
    for _ in wanted:
        found = next_to_look_at(regions, here, 1)
        here = None if found is None else found.id
        met.append(here)
    assert met == wanted
    back = next_to_look_at(regions, met[0] if met else None, -1)
    assert (None if back is None else back.id) == (wanted[-1] if wanted else None)


def test_going_on_from_a_decided_finding_does_not_go_back_to_the_first():
    regions = [region("a"), region("b", Status.ACCEPTED), region("c"), region("d")]
    assert next_to_look_at(regions, "b", 1).id == "c"
    assert next_to_look_at(regions, "b", -1).id == "a"


# --- edits --------------------------------------------------------------------------------------------------


def test_a_decision_about_an_attribute_is_made_changed_and_taken_back():
    path, other = "(0008,1030)", "(0008,0060)"
    plan = edits.attribute_decided(edits.attribute_decided(CasePlan(), path, "keep"), other, "remove")
    assert plan.decisions == ((other, "remove"), (path, "keep"))
    plan = edits.attribute_decided(plan, path, "remove")
    assert dict(plan.decisions)[path] == "remove"
    assert edits.attribute_decided(plan, path, None).decisions == ((other, "remove"),)


# --- attributes ---------------------------------------------------------------------------------------------


def entry(path: str = "(0010,0010)", action: str = "Z", new: str = "RDX", **facts) -> Entry:
    given = {"name": "Patient's Name", "rule": "E.1-1", "options": (), "section": "patient", "item": 1, **facts}
    return Entry(path=path, action=action, old="CANARY^ZELDA", new=new, **given)


def test_an_attribute_has_its_keyword_in_both_languages():
    assert attribute_words.title(entry(), "en") == "PatientName (0010,0010)"
    assert attribute_words.title(entry(), "zh_CN") == "患者姓名 PatientName (0010,0010)"
    nested = entry("(0040,0275)[1]/(0040,0009)")
    assert (
        attribute_words.title(nested, "zh_CN") == "预约检查步骤号 ScheduledProcedureStepID (0040,0275)[1]/(0040,0009)"
    )


def test_what_gets_a_dummy_is_replaced_and_not_emptied():
    assert attribute_words.action(entry(), plain) == "replaced"
    assert attribute_words.action(entry(new=""), plain) == "emptied"
    told = attribute_words.counts([entry(), entry(new=""), entry(action="X", new=""), entry(action="")], plain)
    assert told == "4 attributes: 2 removed, 1 replaced, 1 kept"


def test_every_rule_is_told_in_words():
    assert attribute_words.why(entry(), plain) == "Basic Profile, PS3.15 Table E.1-1"
    assert attribute_words.why(entry(action=""), plain) == "nothing identifying is known of it"
    assert attribute_words.why(entry(action="C", options=("clean_descriptors",)), plain).endswith("clean descriptors")
    assert attribute_words.why(entry(rule="something new"), plain) == "something new"


def test_what_can_not_be_decided_says_why():
    assert "never kept" in attribute_words.refusal(entry("(0010,0020)"), "keep", plain)
    assert "can't be without" in attribute_words.refusal(entry("(0028,0010)", action=""), "remove", plain)
    assert "already" in attribute_words.refusal(entry("(0008,1030)", action="X", new=""), "remove", plain)
    assert attribute_words.refusal(entry("(0008,1030)", action="X", new=""), "keep", plain) == ""


def test_tables_hold_no_original_and_no_formula():
    entries = [entry(), entry("(0008,1030)", action="C", new="=1+1")]
    for text in (attribute_words.as_csv(entries, "zh_CN", chinese), attribute_words.as_text(entries, "en", plain)):
        assert "CANARY" not in text
        assert "PatientName (0010,0010)" in text
    rows = list(csv.reader(io.StringIO(attribute_words.as_csv(entries, "en", plain))))
    assert rows[0] == ["Attribute", "New value", "Action", "Why"]
    assert rows[2][1] == "'=1+1"


def test_private_attributes_are_a_group_of_their_own():
    assert attribute_words.group_of(entry(section="private", item=0)) == attribute_words.PRIVATE
    titles = [attribute_words.group_title(number, "zh_CN", chinese) for number in attribute_words.group_numbers()]
    assert titles[0] == "1 姓名"
    assert titles[-2:] == ["其他属性", "私有属性"]


# --- hidden data --------------------------------------------------------------------------------------------


READ = (DetectorRun("text@1", 0),)


def report(*known: Description, regions=(), runs=READ, modality="CR"):
    search = Search(SearchState.DONE, runs)
    return {
        line.id: line
        for line in hidden_words.report(known, regions, [search], plain, listed=frozenset(), modality=modality)
    }


def test_the_report_of_a_clean_file_lists_all_that_was_looked_for():
    lines = report(Description(hidden=HiddenData(uids=4, dates=2)))
    assert [name for name, line in lines.items() if line.is_striking] == []
    assert lines["text"].found == "0 (searched)"
    assert lines["uids"].found == "4"
    assert {"overlays", "icons", "private", "curves", "documents", "preamble", "trailing", "names"} <= set(lines)


def test_the_report_adds_up_the_files_of_a_series():
    one = Description(hidden=HiddenData(icons=1, private=3), names=1)
    lines = report(one, one, regions=[region("a"), region("b", Status.ACCEPTED)])
    assert (lines["icons"].found, lines["private"].found, lines["names"].found) == ("2", "6", "2")
    assert lines["text"].found == "2, 1 to decide"
    assert {name for name, line in lines.items() if line.is_striking} == {"icons", "private", "names", "text"}


@pytest.mark.parametrize("runs", [(), (DetectorRun("text@1", 0, "ValueError"),), (DetectorRun("barcode@1", 0),)])
def test_what_nobody_searched_is_not_called_searched(runs):
    lines = report(Description(), runs=runs, modality="CT")
    assert (lines["text"].found, lines["faint"].found) == ("0 (not searched)", "not searched")
    assert lines["faces"].found == "not searched"


# --- coverage -----------------------------------------------------------------------------------------------

UNIT = Unit("u", "CT", (Member("k", 8, 8, 3), Member("l", 8, 8, 1)))


def test_frames_are_seen_partly_seen_or_left_out():
    review = Review(seen={("k", 1): EVERYWHERE, ("k", 2): 1})
    plan = CasePlan().with_dropped("l", (1,))
    found = coverage_words.cells(UNIT, plan, review, ["k"])
    assert [cell.seen for cell in found] == [Seen.WHOLE, Seen.PARTLY, Seen.NOT, Seen.LEFT_OUT, Seen.OVERLAY]
    assert coverage_words.told(found, review, ("k", 1), plain) == "1 of 3 frames viewed · overlays: 1, removed"
    assert coverage_words.told(found, review, ("k", 1), chinese).startswith("已浏览 1/3 帧")


def test_an_edge_that_stayed_outside_is_named():
    right = sum(1 << (8 * row + 7) for row in range(8))
    review = Review(seen={("k", 1): EVERYWHERE & ~right}, projections=frozenset({Projection.LOWEST}))
    found = coverage_words.cells(UNIT, CasePlan(), review, [])
    told = coverage_words.told(found, review, ("k", 1), plain)
    assert told.startswith("0 of 4 frames viewed · judged by projections: 1 of 3 · ")
    assert "⚠ Right edge not viewed" in told
    assert "Left" not in told


@given(st.lists(st.sampled_from(list(Seen)), min_size=1, max_size=60), st.integers(1, 30))
def test_boxes_that_stand_for_many_frames_hide_none_that_was_not_seen(seen, room):
    found = tuple(coverage_words.Cell("k", number, one) for number, one in enumerate(seen, 1))
    boxes = coverage_words.merged(found, room)
    assert len(boxes) <= room
    assert [place for start, end, _ in boxes for place in range(start, end)] == list(range(len(seen)))
    assert all(what is min(seen[start:end]) for start, end, what in boxes)


# --- projections --------------------------------------------------------------------------------------------


def test_writing_on_one_frame_shows_in_the_projections(rng):
    frames = [rng.integers(100, 200, (16, 16)).astype(np.float32) for _ in range(6)]
    frames[3][4, 4:9] = 4000
    frames[2][9, 4:9] = 0
    free = np.zeros((16, 16), np.bool_)
    made = projected((frame, free) for frame in frames)
    assert (made[Projection.HIGHEST][4, 4:9] == 255).all()
    assert (made[Projection.LOWEST][9, 4:9] == 0).all()
    assert made[Projection.SCATTER][4, 4:9].min() > made[Projection.SCATTER][0].max()


def test_what_is_masked_shows_in_no_projection(rng):
    frames = rng.integers(100, 200, (4, 8, 8)).astype(np.float32)
    secret = frames.copy()
    secret[:, 2, 2:6] = 9000
    mask = np.zeros((8, 8), np.bool_)
    mask[2, 2:6] = True
    one = projected((frame, mask) for frame in frames)
    other = projected((frame, mask) for frame in secret)
    for kind in Projection:
        assert np.array_equal(one[kind], other[kind])
        assert (one[kind][mask] == 0).all()


def test_the_scatter_is_the_standard_deviation_of_what_is_seen(rng):
    frames = rng.normal(50_000, 3, (9, 5, 5)).astype(np.float32)
    made = Projected((5, 5))
    for frame in frames:
        made.add(frame, np.zeros((5, 5), np.bool_))
    assert np.allclose(np.sqrt(made._squares / 9), frames.astype(np.float64).std(axis=0), rtol=0.02)


def test_projections_need_frames_of_one_size():
    made = Projected((4, 4))
    with pytest.raises(ValueError, match="one size"):
        made.add(np.zeros((5, 4)), np.zeros((5, 4), np.bool_))
    with pytest.raises(ValueError, match="no frame"):
        projected(())
    everything = projected([(np.ones((4, 4, 3), np.uint8), np.ones((4, 4), np.bool_))])
    assert not everything[Projection.HIGHEST].any()


# --- the queue ----------------------------------------------------------------------------------------------


def unit(name: str, age: int = 0) -> Unit:
    return Unit(name, "CR", (Member(f"{name}1", 8, 8, 1, (1, age)),))


def test_what_matches_the_header_comes_first_then_open_findings_then_what_nobody_searched():
    units = [unit("clean"), unit("unsearched"), unit("open"), unit("match")]
    searches = Searches(f"{one.key}1" for one in units)
    for one in units:
        if one.key != "unsearched":
            searches.set(f"{one.key}1", Search(SearchState.DONE, (DetectorRun("text@1", 0),)))
    regions = [
        region("a", scope=Scope(instances=("open1",))),
        region("b", scope=Scope(instances=("open1",))),
        region("c", scope=Scope(instances=("match1",)), header_match=True),
        region("d", Status.ACCEPTED, scope=Scope(instances=("clean1",)), header_match=True),
        region("e", Status.REJECTED),
    ]
    assert [one.key for one in orders.by_risk(units, regions, searches)] == ["match", "open", "unsearched", "clean"]


def test_devices_stand_together_and_the_oldest_first():
    units = [unit("a", 3), unit("b", 1), unit("c", 2)]
    key = DeviceKey("M", "X", "CR", "1", 8, 8)
    devices = {"a": key, "b": replace(key, manufacturer="A"), "c": key}
    assert [one.key for one in orders.by_device(units, lambda one: devices[one.key])] == ["b", "a", "c"]
    assert [one.key for one in orders.by_age(units)] == ["b", "c", "a"]
    assert [orders.after(one) for one in Order] == [Order.DEVICE, Order.OLDEST, Order.RISK]


def test_the_pace_tells_what_is_left():
    assert Pace(148, 148 * 7.7).minutes_left(164) == 21
    assert Pace().minutes_left(5) is None
    assert Pace(3, 1.0).minutes_left(0) is None
    assert Pace(3, 1.0).minutes_left(1) == 1


def test_what_was_skipped_comes_again_when_nothing_else_is_left():
    units = [unit("a"), unit("b"), unit("c")]
    trail = Trail(skipped={"b"})
    assert trail.pick(units, "a").key == "c"
    assert trail.pick(units[:2], "a").key == "b"
    assert trail.pick(units[:1], "a") is None
