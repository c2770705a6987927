"""A hand-over between accounts: what was judged comes across, and nothing else passes for it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import ApprovalDoesNotFit, HandOverDamaged, HandOverDiffers, HandOverOfOthers, SamePerson
from redactor.model.case_plan import CasePlan, Subject
from redactor.model.geometry import Rectangle
from redactor.model.region import Region, Scope, Status
from redactor.model.review import Mark
from redactor.workflow import handover
from redactor.workflow.handover import Account, Shown
from redactor.workflow.handover_seal import APPROVED, REVIEWED, kind_of, new_code, new_salt, salt_of, sealed
from redactor.workflow.states import Member, Rules, Unit

CODE = "7KQ2M-ABCDE-FGHJK-23456"
SALT = "00" * 16
FILES = {"1": "CANARY one", "2": "CANARY two", "3": "CANARY three"}
TWO = Rules(one_person=False)


def shown(person, name, *, key=str, files=FILES, regions=(), rules=TWO):
    """Give a case as an account has it, whose keys are made by `key`, in the order of its keys."""
    contents = {key(number): hashlib.sha256(text.encode()).hexdigest() for number, text in files.items()}
    names = sorted(contents)
    units = (
        Unit(f"{person} a", "CT", tuple(Member(one, 8, 8, 2, (4, 5)) for one in names if one != key("3"))),
        Unit(f"{person} b", "CR", (Member(key("3"), 8, 8, 2, (6, 7)),)),
    )
    plan = CasePlan(tuple(Subject(one, 8, 8, 2) for one in names), regions)
    return Shown(units, plan, "basic", rules, contents, Account(person, name))


def first(**changed):
    regions = (
        Region("p1", Rectangle(1, 2, 3, 4), scope=Scope(("1", "2")), status=Status.ACCEPTED),
        Region("p2", Rectangle(0, 0, 2, 2), scope=Scope(("3",), (1,)), status=Status.REJECTED),
    )
    made = shown("p-first", "first", regions=changed.pop("regions", regions))
    made = replace(made, plan=made.plan.with_dropped("3", [2]))
    return replace(made, **changed)


def second(**changed):
    return replace(shown("p-second", "second", key=lambda number: f"k{9 - int(number)}"), **changed)


def handed(case, *, reviewed=("p-first a",), code=CODE):
    marks = {key: (Mark("x", "p-first", 5.0), {"p2": "not_text"}) for key in reviewed}
    return handover.hand_over(case, marks, {"p2"}, code=code, salt=SALT)


def received(**changed):
    return handover.receive(handed(first()), CODE, second(**changed))


def test_plan_marks_and_reasons_come_across_in_the_names_of_there():
    found = received()
    assert list(found.vouches) == ["p-second a"]
    vouch = found.vouches["p-second a"]
    assert (vouch.by, vouch.at, vouch.reasons) == ("p-first", 5.0, (("p2", "not_text"),))
    assert found.plan.subjects == second().plan.subjects
    assert [set(region.scope.instances) for region in found.plan.regions] == [{"k8", "k7"}, {"k6"}]
    assert found.plan.dropped_of("k6") == (2,)
    assert found.listed == {"p2"}
    assert found.profile == "basic"


def test_an_approval_comes_back_and_counts_for_what_it_was_given_for():
    found = received()
    answer = handover.give_back(found, {"p-second a": Mark("y", "p-second", 9.0)}, second().account, code=CODE)
    assert kind_of(answer) == APPROVED
    assert handover.take_back(answer, CODE, first()) == {"p-first a": ("p-second", 9.0)}
    changed = first()
    changed = replace(changed, plan=changed.plan.with_region(Region("p3", Rectangle(0, 0, 1, 1))))
    with pytest.raises(ApprovalDoesNotFit):
        handover.take_back(answer, CODE, changed)
    other = first(contents={**first().contents, "1": "another file"})
    with pytest.raises(ApprovalDoesNotFit):
        handover.take_back(answer, CODE, other)


@pytest.mark.parametrize(
    "account", [Account("p-first", "first"), Account("p-new", "first"), Account("p-first", "other")]
)
def test_the_same_person_is_refused_under_a_new_key_too(account):
    with pytest.raises(SamePerson):
        received(account=account)
    found = received()
    answer = handover.give_back(found, {"p-second a": Mark("y", account.person, 9.0)}, account, code=CODE)
    with pytest.raises(SamePerson):
        handover.take_back(answer, CODE, first())


def test_other_images_are_refused():
    with pytest.raises(HandOverOfOthers):
        received(contents={**second().contents, "k8": "another file"})
    fewer = second()
    fewer = replace(fewer, plan=replace(fewer.plan, subjects=fewer.plan.subjects[:2]))
    with pytest.raises(HandOverOfOthers):
        handover.receive(handed(first()), CODE, fewer)
    sizes = second()
    grown = tuple(replace(one, rows=9) for one in sizes.plan.subjects)
    with pytest.raises(HandOverOfOthers):
        handover.receive(handed(first()), CODE, replace(sizes, plan=replace(sizes.plan, subjects=grown)))


def test_another_policy_or_version_is_told(monkeypatch):
    with pytest.raises(HandOverDiffers):
        received(rules=Rules(one_person=True))
    data = handed(first())
    monkeypatch.setattr("redactor.__version__", "99")
    with pytest.raises(HandOverDiffers):
        handover.receive(data, CODE, second())


@given(st.data())
def test_no_change_of_a_file_goes_unnoticed(data):
    whole = handed(first())
    place = data.draw(st.integers(0, len(whole) - 2))  # but for the line end
    other = data.draw(st.integers(32, 126).filter(lambda one: one != whole[place]))
    changed = whole[:place] + bytes([other]) + whole[place + 1 :]
    with pytest.raises(HandOverDamaged):
        handover.receive(changed, CODE, second())


@pytest.mark.parametrize(
    "document",
    [[], {}, {"profile": 1}, {"profile": "basic", "plan": {}, "listed": [], "reviewed": [[]], "account": ""}],
)
def test_what_makes_no_sense_is_refused(document):
    for kind, read in ((REVIEWED, handover.receive), (APPROVED, handover.take_back)):
        with pytest.raises(HandOverDamaged):
            read(sealed(kind, document, CODE, SALT), CODE, second())


def test_each_file_is_read_as_what_it_is():
    with pytest.raises(HandOverDamaged):
        handover.take_back(handed(first()), CODE, first())
    found = received()
    with pytest.raises(HandOverDamaged):
        handover.receive(handover.give_back(found, {}, second().account, code=CODE), CODE, second())
    for wrong in (b"", b"{}", b"\xff", b'{"schema": "redactor/handover/1"}'):
        with pytest.raises(HandOverDamaged):
            salt_of(wrong)


def test_regions_of_images_that_are_not_there_are_refused():
    case = first()
    names = handover._names(case, handover.key_of(CODE, SALT))
    plan = handover._renamed(case.plan, names)
    lost = plan.with_region(Region("p9", Rectangle(0, 0, 1, 1), scope=Scope(("nobody",))))
    document = {"profile": "basic", "plan": handover.case_to_json(lost), "listed": [], "reviewed": [], "account": ""}
    with pytest.raises(HandOverDamaged):
        handover.receive(sealed(REVIEWED, document, CODE, SALT), CODE, second())
    document["reviewed"] = [{"fingerprint": "f", "by": "p", "at": 1.0, "reasons": [["only one"]]}]
    with pytest.raises(HandOverDamaged):
        handover.receive(sealed(REVIEWED, document, CODE, SALT), CODE, second())


def test_images_of_the_same_bytes_are_counted():
    twins = {"1": "same", "2": "same", "3": "other"}
    case = shown("p-first", "first", files=twins)
    found = handover.receive(handed(case), CODE, shown("p-second", "second", files=twins))
    assert found.plan.subjects == case.plan.subjects


def test_the_file_holds_nothing_in_clear_and_codes_are_typed_as_they_are_read():
    data = handed(first())
    assert set(json.loads(data)) == {"schema", "kind", "salt", "sealed"}
    for hidden in (b"CANARY", b"p-first", b"basic", hashlib.sha256(b"CANARY one").hexdigest().encode()):
        assert hidden not in data
    handover.receive(data, " 7kq2m abcde-fghjk 23456 ", second())
    with pytest.raises(HandOverDamaged):
        handover.receive(data, new_code(), second())
    assert new_code() != new_code()
    assert new_salt() != new_salt()
    assert len(new_code().replace("-", "")) == 20
    assert "first" not in repr(first().account).replace("p-first", "")
