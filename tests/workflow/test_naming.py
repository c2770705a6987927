"""Neutral names: numbers in the order of asking, the same for ever, and no header value in the file that keeps them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import InvalidDocument
from redactor.model.image import Place
from redactor.workflow.naming import Naming, load_names
from tests.runs import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

KEYS = PROJECT.replacements


def place(patient: str = "A", series: str = "1", instance: str = "1.1", study: str = "0") -> Place:
    return Place(patient=patient, study=study, series=series, instance=instance)


def places() -> Any:
    some = st.sampled_from
    return st.builds(place, some("AB"), some("12"), some(["1.1", "1.2", "1.3"]), some("01"))


def test_patients_series_and_instances_are_counted_from_one() -> None:
    naming = Naming(KEYS)
    asked = [
        place("A", "1", "1.1"),
        place("A", "1", "1.2"),
        place("A", "2", "2.1"),
        place("B", "3", "3.1"),
        place("A", "1", "1.3"),
    ]
    assert [naming.name_for(one, "").stem for one in asked] == [
        "CASE0001/S001/I0001",
        "CASE0001/S001/I0002",
        "CASE0001/S002/I0001",
        "CASE0002/S001/I0001",
        "CASE0001/S001/I0003",
    ]


def test_files_with_the_same_instance_uid_are_told_apart() -> None:
    naming = Naming(KEYS)
    assert naming.name_for(place(), "/a") != naming.name_for(place(), "/b")


def test_studies_that_name_nobody_are_not_joined() -> None:
    naming = Naming(KEYS)
    cases = {naming.name_for(place(patient="", study=study), "").case for study in "012"}
    assert cases == {1, 2, 3}


@given(st.lists(st.tuples(places(), st.sampled_from(["/a", "/b"]))))
def test_equal_names_mean_the_same_file_and_names_outlive_the_program(asked: list[tuple[Place, str]]) -> None:
    naming = Naming(KEYS)
    first = [naming.name_for(*one) for one in asked]
    told = {(one.patient, one.series, one.instance, copy): name for (one, copy), name in zip(asked, first, strict=True)}
    assert len(set(told.values())) == len(told)
    again = Naming(KEYS, naming._numbers)
    assert [again.name_for(*one) for one in reversed(asked)] == first[::-1]
    assert again.name_for(place(instance="another"), "/c") not in first


def test_saved_names_go_on_where_they_ended(tmp_path: Path) -> None:
    naming = Naming.load(tmp_path / "names.json", KEYS)
    first = naming.name_for(place(), "")
    naming.save(tmp_path / "names.json")
    later = Naming.load(tmp_path / "names.json", KEYS)
    assert later.name_for(place(instance="1.2"), "").instance == 2
    assert later.name_for(place(), "") == first


def test_the_file_holds_no_value_of_a_header(tmp_path: Path) -> None:
    naming = Naming(KEYS)
    naming.name_for(place("\\ZZ-4711-77", "2.25.1002", "2.25.1003"), "/home/CANARY^ZELDA.dcm")
    naming.save(tmp_path / "names.json")
    text = (tmp_path / "names.json").read_text(encoding="utf-8")
    assert not any(word in text for word in ("ZZ-4711", "2.25.1002", "2.25.1003", "CANARY", "home"))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"numbers": []}', '{"numbers": {"case/1": "x"}}'])
def test_a_damaged_file_is_refused_not_begun_again(text: str, tmp_path: Path) -> None:
    """New numbers would give two patients one name."""
    (tmp_path / "names.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDocument):
        Naming.load(tmp_path / "names.json", KEYS)


def test_the_numbers_are_json(tmp_path: Path) -> None:
    Naming(KEYS).save(tmp_path / "names.json")
    assert json.loads((tmp_path / "names.json").read_text(encoding="utf-8"))["schema"] == "redactor/names/1"


# --- the numbers of a lasting project -------------------------------------------------------------------------


def cases(naming: Naming, patients: str) -> dict[str, int]:
    return {patient: naming.name_for(place(patient), "").case for patient in patients}


def test_numbers_of_an_output_become_those_of_its_project(tmp_path: Path) -> None:
    project, output = tmp_path / "project.json", tmp_path / "output.json"
    own = Naming(KEYS)
    assert cases(own, "BA") == {"B": 1, "A": 2}
    own.save(output)
    naming, file = load_names(project, output, KEYS)
    assert file == project
    assert cases(naming, "ABC") == {"B": 1, "A": 2, "C": 3}
    naming.save(file)
    naming, file = load_names(project, output, KEYS)
    assert (file, cases(naming, "ABCD")) == (project, {"B": 1, "A": 2, "C": 3, "D": 4})


def test_an_output_whose_numbers_contradict_its_project_goes_on_with_its_own(tmp_path: Path) -> None:
    """Otherwise one patient's images would be written over another's."""
    project, output = tmp_path / "project.json", tmp_path / "output.json"
    for file, patients in ((project, "AB"), (output, "B")):
        naming = Naming(KEYS)
        cases(naming, patients)
        naming.save(file)
    naming, file = load_names(project, output, KEYS)
    assert (file, cases(naming, "BC")) == (output, {"B": 1, "C": 2})


def test_two_patients_of_one_number_are_a_contradiction(tmp_path: Path) -> None:
    one, other = Naming(KEYS), Naming(KEYS)
    cases(one, "A")
    cases(other, "B")
    assert one.joined(other) is None
    assert other.joined(one) is None


@given(st.lists(places(), max_size=6), st.lists(places(), max_size=6))
def test_joined_numbers_are_those_of_both_and_no_two_are_the_same(one: list[Place], more: list[Place]) -> None:
    first = Naming(KEYS)
    told = [first.name_for(each, "") for each in one]
    second = Naming(KEYS, first._numbers)
    told += [second.name_for(each, "") for each in more]
    joined = first.joined(second)
    assert joined is not None
    assert [joined.name_for(each, "") for each in one + more] == told


def test_a_damaged_file_of_either_is_refused(tmp_path: Path) -> None:
    Naming(KEYS).save(tmp_path / "good.json")
    (tmp_path / "bad.json").write_text("{")
    for file, older in (("good.json", "bad.json"), ("bad.json", "good.json"), ("bad.json", "bad.json")):
        with pytest.raises(InvalidDocument):
            load_names(tmp_path / file, tmp_path / older, KEYS)
