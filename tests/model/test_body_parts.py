"""Choices of body parts: values in their order, the last one holds, and what was chosen is never forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import InvalidDocument
from redactor.model.body_parts import KEEPABLE, BodyChoice, BodyPart, current, since
from redactor.model.case_plan import CasePlan, adding_choice
from redactor.model.codec import case_from_json, case_to_json
from redactor.model.history import History
from redactor.model.region import Kind

parts = st.sets(st.sampled_from(list(BodyPart))).map(lambda found: tuple(part for part in BodyPart if part in found))
choices = st.lists(
    st.builds(
        BodyChoice,
        at=st.floats(0, 4e9).map(lambda value: round(value, 3)),
        by=st.sampled_from(["p-1", "p-2"]),
        parts=parts,
        keep_only=st.sampled_from([None, *KEEPABLE]),
        by_patient=st.booleans(),
    ),
    max_size=5,
).map(tuple)


@given(choices)
def test_choices_are_the_same_after_json(found):
    plan = CasePlan(body_choices=found)
    assert case_from_json(case_to_json(plan)) == plan


def test_a_plan_without_choices_is_written_as_before():
    assert "body_choices" not in case_to_json(CasePlan())


@given(choices)
def test_the_last_choice_holds_unless_it_withdraws(found):
    holds = current(found)
    assert holds is (found[-1] if found and not found[-1].is_withdrawal else None)


@given(choices, st.sampled_from(list(BodyPart)))
def test_since_names_the_choice_from_which_on_a_part_is_chosen_without_a_break(found, part):
    number = since(found, part)
    if number == 0:
        assert not found or part not in found[-1].parts
    else:
        assert all(part in choice.parts for choice in found[number - 1 :])
        assert number == 1 or part not in found[number - 2].parts


def test_what_alone_may_be_seen_has_its_beginning_too():
    lungs = BodyChoice(1, "p", keep_only=Kind.LUNG_FIELD)
    assert since((BodyChoice(0, "p", (BodyPart.FACE,)), lungs), Kind.LUNG_FIELD) == 2
    assert since((lungs,), Kind.HEART) == 0


@pytest.mark.parametrize("wrong", [(BodyPart.NECK, BodyPart.FACE), (BodyPart.FACE, BodyPart.FACE)])
def test_parts_stand_in_their_order_each_once(wrong):
    with pytest.raises(ValueError, match="order"):
        BodyChoice(0, "p", wrong)
    document = {
        "schema": "redactor/case/1",
        "body_choices": [{"at": 0, "by": "p", "parts": [str(one) for one in wrong]}],
    }
    with pytest.raises(InvalidDocument):
        case_from_json(document)


def test_text_can_not_be_all_that_is_seen():
    with pytest.raises(ValueError, match="nothing else"):
        BodyChoice(0, "p", keep_only=Kind.BURNED_IN_TEXT)


@pytest.mark.parametrize(
    "choice",
    [{"at": 0, "by": "p", "parts": ["soul"]}, {"by": "p"}, {"at": 0, "by": "p", "name": "x"}, {"at": "0", "by": "p"}],
)
def test_an_unknown_part_or_field_is_refused(choice):
    with pytest.raises(InvalidDocument):
        case_from_json({"schema": "redactor/case/1", "body_choices": [choice]})


def test_no_undo_forgets_a_choice():
    choice = BodyChoice(1, "p", (BodyPart.FACE,))
    history = History(CasePlan())
    history.record(CasePlan(decisions=(("(0010,0010)", "keep"),)), "Decide attribute")
    history.rebase(adding_choice(choice))
    history.undo()
    assert history.value.body_choices == (choice,)
    history.redo()
    assert history.value.body_choices == (choice,)
