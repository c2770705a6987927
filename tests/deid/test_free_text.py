"""What looks like a date, a number or a name in what an author writes is found; ordinary prose is left alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.deid.free_text import Suspect, suspicions
from redactor.deid.identity import PersonWords
from redactor.model.image import Identifiers

HARMLESS = [
    "",
    "A 58-year-old man with cough for 3 weeks.",
    "Blood pressure 120/80 mmHg, pain 3/10, WBC 12.5.",
    "Nodule of 2.4 × 1.8 cm in segment S6, 1 of 3.",
    "Grade 2/5 weakness; L4/L5; T2-weighted; 1.5 T, TE 80 ms.",
    "T1 hypointense, FLAIR hyperintense. No enhancement.",
    "55岁男性，咳嗽3月余，右肺门肿块，大小约2.4×1.8 cm。",
    "患者咳嗽、咳痰两周。双肺纹理增多。",
]
SUSPECT = [
    ("Seen on 12/05/1985.", Suspect.DATE),
    ("Since 3 March", Suspect.DATE),
    ("in Mar 2019", Suspect.DATE),
    ("２０１９年５月", Suspect.DATE),
    ("5月12日入院", Suspect.DATE),
    ("on 2019-06", Suspect.DATE),
    ("20190603", Suspect.NUMBER),
    ("call 555 123 4567", Suspect.NUMBER),
    ("+86 138-0013-8000", Suspect.NUMBER),
    ("MRN 4711", Suspect.NUMBER),
    ("ZZ-4711-77", Suspect.NUMBER),
    ("ACC998877", Suspect.NUMBER),
    ("住院号：4711", Suspect.NUMBER),
    ("1.2.840.10008.5.1", Suspect.NUMBER),
    ("to zelda@example.org", Suspect.CONTACT),
    ("see https://pacs.example/x", Suspect.CONTACT),
    ("Dr. Holmes agreed", Suspect.NAME),
    ("CANARY^ZELDA", Suspect.NAME),
    ("seen by Zhangova", Suspect.NAME),
    ("seen by McArthur today", Suspect.NAME),
    ("李主任会诊", Suspect.NAME),
    ("患者张三，男，55岁", Suspect.NAME),
    ("张三丰，女", Suspect.NAME),
    ("姓名：欧阳", Suspect.NAME),
    ("seen by Zhang\u200bova", Suspect.NAME),
]


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_prose_is_left_alone(text: str) -> None:
    assert suspicions(text) == ()


@pytest.mark.parametrize(("text", "kind"), SUSPECT)
def test_what_may_identify_is_found(text: str, kind: Suspect) -> None:
    assert kind in {each.kind for each in suspicions(text)}


def test_the_place_is_that_of_the_text_as_it_was_written() -> None:
    (found,) = suspicions("㎜ ２０１９年５月 x")
    assert "㎜ ２０１９年５月 x"[found.begin : found.end] == "２０１９年５月"


def test_a_word_of_the_header_is_found_and_can_not_be_confirmed() -> None:
    persons = PersonWords.among(Identifiers((("(0010,0010)", "canary^zelda"),)))
    (found,) = suspicions("the zelda sign", [persons], confirmed=["zelda"])
    assert found.kind is Suspect.HEADER


def test_a_confirmed_word_is_no_name_but_a_date_stays_one() -> None:
    assert suspicions("the Zhangova sign", confirmed=["Zhangova"]) == ()
    assert suspicions("on 1.2.2003", confirmed=["1.2.2003"])


@given(st.dates(min_value=dt.date(1900, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%y", "%d %B %Y"]))
def test_any_date_is_found(date: dt.date, form: str) -> None:
    assert suspicions(f"was seen {date.strftime(form)} again")


@given(st.text())
def test_any_text_can_be_judged_and_places_lie_in_it(text: str) -> None:
    for found in suspicions(text):
        assert 0 <= found.begin < found.end <= len(text)
