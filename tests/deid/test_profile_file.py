"""Profiles are read strictly; an error names the file, the line and the field."""

from __future__ import annotations

import json

import pytest

from redactor.deid import profile_file
from redactor.deid.profile import BASIC, Rule
from redactor.deid.profile_file import available, from_document, load_profile, read, to_document
from redactor.errors import InvalidProfile, UnknownPlugin, Unreadable

HEAD = 'schema = "redactor/profile/1"\nname = "mine"\n'


def test_all_profiles_of_the_program_can_be_read_and_written_again():
    names = {"basic", "research", "hipaa-safe-harbor", "cn-18-items", "teaching", "keep-list"}
    assert names <= set(available())
    for name in names:
        profile = load_profile(name)
        assert profile.name == name
        assert {language for language, _ in profile.titles} == {"en", "zh_CN"}
        assert {language for language, _ in profile.summaries} == {"en", "zh_CN"}
        assert from_document(json.loads(json.dumps(to_document(profile))), "project") == profile


def test_the_basic_profile_is_the_one_that_is_built_in():
    assert load_profile("basic") == BASIC


def test_a_profile_of_a_site_adds_words_rules_and_reasons():
    text = HEAD + (
        'options = ["clean_descriptors"]\noldest_age_told = "any"\nbirth_date = "year"\nvocabulary = ["Zebrascope"]\n'
        '[[attribute]]\ntag = "(0008,0070)"\naction = "remove"\n'
        '[[attribute]]\ntag = "StudyDescription"\naction = "keep"\nreason = "asked for by the study"\n'
    )
    profile = read(text, "mine.toml")
    assert (profile.oldest, profile.birth_date, profile.words) == (None, "year", ("Zebrascope",))
    assert profile.rules == ((0x00080070, Rule("X")), (0x00081030, Rule("K", "asked for by the study")))
    assert from_document(to_document(profile), "project") == profile


RULE = HEAD + "\n[[attribute]]\n"
WRONG = {
    "no TOML": ("schema = ", 1, "–"),
    "no schema": ('name = "mine"', 1, "schema"),
    "another schema": ('\nschema = "redactor/profile/9"', 2, "schema"),
    "no name": ('schema = "redactor/profile/1"', 1, "name"),
    "a name with a blank": ('schema = "redactor/profile/1"\nname = "my own"', 2, "name"),
    "an unknown field": (HEAD + "basic = false", 3, "basic"),
    "an unknown option": (HEAD + 'options = ["retain_all"]', 3, "options"),
    "options that are no list": (HEAD + 'options = "retain_uids"', 3, "options"),
    "both kinds of dates": (
        HEAD + 'options = ["retain_longitudinal_full_dates", "retain_longitudinal_modified_dates"]',
        3,
        "options",
    ),
    "an age that is no number": (HEAD + 'oldest_age_told = "old"', 3, "oldest_age_told"),
    "an age that is true": (HEAD + "oldest_age_told = true", 3, "oldest_age_told"),
    "another birth date": (HEAD + 'birth_date = "true"', 3, "birth_date"),
    "a year of birth beside moved dates": (
        HEAD + 'options = ["retain_longitudinal_modified_dates"]\nbirth_date = "year"',
        4,
        "birth_date",
    ),
    "a word that is none": (HEAD + "vocabulary = [1]", 3, "vocabulary"),
    "a keep-list with an unknown name": (HEAD + 'keep_list = ["Rows", "Rose"]', 3, "keep_list"),
    "another language": (HEAD + '[title]\nfr = "x"', 3, "title"),
    "a title that is none": (HEAD + "title = 1", 3, "title"),
    "attributes that are none": (HEAD + "attribute = 1", 3, "attribute"),
    "an unknown field of a rule": (RULE + 'tag = "Manufacturer"\naction = "remove"\nwhy = ""', 7, "attribute[1].why"),
    "an unknown tag": (RULE + 'tag = "(0009,9999)"\naction = "remove"', 5, "attribute[1].tag"),
    "an unknown action": (RULE + 'tag = "Manufacturer"\naction = "blur"', 6, "attribute[1].action"),
    "no action": (RULE + 'tag = "Manufacturer"', 4, "attribute[1].action"),
    "kept for no reason": (RULE + 'tag = "StudyDescription"\naction = "keep"', 4, "attribute[1].reason"),
    "a name that is kept": (RULE + 'tag = "PatientName"\naction = "keep"\nreason = "x"', 6, "attribute[1].action"),
    "rows that are removed": (RULE + 'tag = "Rows"\naction = "remove"', 6, "attribute[1].action"),
    "laxer than the table": (RULE + 'tag = "StudyDescription"\naction = "empty"', 6, "attribute[1].action"),
    "laxer than the safety net": (RULE + 'tag = "RetrieveURL"\naction = "dummy"', 6, "attribute[1].action"),
    "the second rule": (
        RULE + 'tag = "Manufacturer"\naction = "remove"\n[[attribute]]\ntag = "Rows"\naction = "remove"',
        9,
        "attribute[2].action",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_line_and_field(name):
    text, line, field = WRONG[name]
    with pytest.raises(InvalidProfile) as caught:
        read(text, "mine.toml")
    assert (caught.value.facts["file"], caught.value.facts["line"], caught.value.facts["field"]) == (
        "mine.toml",
        line,
        field,
    )


def test_a_profile_is_found_by_name_beside_the_others_or_by_path(tmp_path, monkeypatch):
    monkeypatch.setattr(profile_file, "user_folder", lambda: tmp_path)
    (tmp_path / "mine.toml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "basic.toml").write_text(HEAD, encoding="utf-8")
    assert load_profile("mine").name == load_profile(str(tmp_path / "mine.toml")).name == "mine"
    assert load_profile("basic") == BASIC
    with pytest.raises(UnknownPlugin):
        load_profile("yours")


def test_a_file_that_is_no_text_or_can_not_be_read(tmp_path, monkeypatch):
    monkeypatch.setattr(profile_file, "user_folder", lambda: tmp_path / "nowhere")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidProfile):
        load_profile(str(tmp_path / "x.toml"))
    monkeypatch.setattr(profile_file, "available", lambda: {"x": tmp_path})
    with pytest.raises(Unreadable):
        load_profile("x")


def test_a_project_whose_profile_is_no_object_is_refused():
    with pytest.raises(InvalidProfile):
        from_document([], "project.json")
