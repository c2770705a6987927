"""The library of templates: versions never change, and only what was tested is used."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from redactor.errors import InvalidDocument, NoSuchTemplate, ObscuringRefused, TemplateNotTested
from redactor.model.region import Kind, StyleChoice
from redactor.model.template import Fit, ImageFacts, MatchRule, Words
from redactor.model.template_codec import template_to_json
from redactor.workflow.template_import import import_templates
from redactor.workflow.templates import Library
from tests.bulk_cases import CT, US, template_file
from tests.instances import hiding
from tests.workflow.test_layout_import import SCRIPT, device

if TYPE_CHECKING:
    from pathlib import Path

RECIPE = """FORMAT dicom
%filter graylist
LABEL A device
  contains Modality US
  + contains ManufacturerModelName M1 + equals Rows 480 + equals Columns 640
  ctpcoordinates 0,0,640,40
LABEL Another
  contains Manufacturer ACME
  coordinates 0,0,64,10
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def test_a_library_that_is_not_there_is_empty(library: Library) -> None:
    assert list(library.entries()) == []
    with pytest.raises(NoSuchTemplate):
        library.entry("us-banner")


@pytest.mark.parametrize("name", ["..", "", "a/b", "A", "."])
def test_a_name_leads_nowhere_else(library: Library, name: str) -> None:
    library.save(US)
    with pytest.raises(NoSuchTemplate):
        library.entry(name)


def test_saving_makes_versions_that_stay_as_they_are(library: Library) -> None:
    first = library.save(US)
    assert (first.name, first.template, first.in_use) == ("us-banner", US, 0)
    changed = replace(US, plan=hiding((0, 0, 320, 50)))
    second = library.save(changed, first.name)
    assert second.template == replace(changed, version=2)
    assert library.version(first.name, 1) == US
    assert library.save(US).name == "us-banner-2"
    assert [entry.name for entry in library.entries()] == ["us-banner", "us-banner-2"]
    with pytest.raises(NoSuchTemplate):
        library.save(US, "unknown")


def test_two_people_who_save_at_once_get_two_versions(library: Library) -> None:
    name = library.save(US).name
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: library.save(US, name), range(16)))
    assert [library.version(name, version).version for version in range(1, 18)] == list(range(1, 18))


def test_only_what_passed_a_test_is_put_in_use(library: Library) -> None:
    name = library.save(US).name
    with pytest.raises(TemplateNotTested):
        library.note(name, 1, "in use")
    with pytest.raises(NoSuchTemplate):
        library.in_use(name)
    library.note(name, 1, "tested")
    library.note(name, 1, "in use")
    assert library.in_use(name) == US
    library.save(US, name)
    assert library.entry(name).in_use == 1
    with pytest.raises(TemplateNotTested):
        library.note(name, 2, "in use")
    library.note(name, 1, "retired")
    with pytest.raises(NoSuchTemplate):
        library.in_use(name)


def test_a_file_that_was_changed_by_hand_has_passed_no_test(library: Library) -> None:
    name = library.save(US).name
    library.note(name, 1, "tested")
    library.note(name, 1, "in use")
    document = template_to_json(replace(US, plan=hiding((0, 0, 1, 1))))
    (library.folder / name / "v0001.json").write_text(json.dumps(document), encoding="utf-8")
    assert library.entry(name).tested == ()
    with pytest.raises(NoSuchTemplate):
        library.in_use(name)
    (library.folder / name / "v0001.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InvalidDocument):
        library.entry(name)


def test_statistics_add_up_and_survive_a_torn_line(library: Library) -> None:
    name = library.save(US).name
    library.count(name, 1, applied=200)
    library.count(name, 1, accepted=9, corrected=1)
    library.count(name, 1)
    with (library.folder / name / "use.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"version": 1, "appl')
    found = library.entry(name).statistics
    assert (found.applied, found.accepted, found.corrected) == (200, 9, 1)
    assert len(found.last) == len("2026-01-01")


def test_an_obscuring_style_over_text_is_not_saved(library: Library) -> None:
    plan = hiding((0, 0, 320, 40), kind=Kind.BURNED_IN_TEXT, style=StyleChoice("mosaic"))
    with pytest.raises(ObscuringRefused):
        library.save(replace(US, plan=plan))
    assert list(library.entries()) == []


# --- import -----------------------------------------------------------------------------------------------------


def test_a_script_becomes_templates_where_a_template_can_ask_for_all_that_it_asks(tmp_path: Path) -> None:
    file = tmp_path / "pixels.script"
    file.write_text(SCRIPT, encoding="utf-8")
    found = import_templates(file)
    assert len(found.templates) == 2
    assert {template.match.rows for template in found.templates} == {480}
    assert {template.match.manufacturer for template in found.templates} == {
        Words("acme", contains=True),
        Words("Example", contains=True),
    }
    assert [shape.shape.bounds.row for shape in found.templates[0].plan.regions] == [0, 440]
    assert found.templates[0].match.fit(ImageFacts(device())) is Fit.FITS
    assert any("Manufacturer" in reason for _, reason in found.left_out)
    assert all(line > 0 and reason for line, reason in found.left_out)


def test_a_recipe_without_a_size_needs_one(tmp_path: Path) -> None:
    file = tmp_path / "deid.dicom"
    file.write_text(RECIPE, encoding="utf-8")
    found = import_templates(file)
    assert len(found.templates) == 1
    assert [reason for _, reason in found.left_out] == ["it names no size of images; give --rows and --columns"]
    sized = import_templates(file, rows=48, columns=64)
    assert [template.match.rows for template in sized.templates] == [480, 48]
    assert sized.left_out == ()
    small = import_templates(file, rows=4, columns=64)
    assert [reason for _, reason in small.left_out] == ["a region reaches outside images of this size"]


def test_an_exported_template_is_imported_as_it_was(tmp_path: Path, library: Library) -> None:
    found = import_templates(template_file(tmp_path / "ct.json", CT))
    assert found.templates == (CT,)
    assert library.save(found.templates[0]).in_use == 0


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'{"schema": "redactor/plan/1"}'])
def test_what_is_no_template_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(InvalidDocument):
        import_templates(tmp_path / "x")


def test_a_rule_of_words_stays_a_rule_of_words() -> None:
    assert MatchRule(1, 1, manufacturer=Words("acme", contains=True)).is_specific
    assert not MatchRule(1, 1).is_specific
