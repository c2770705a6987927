"""Settings and policies: a file that explains itself, one of the site above it, and nothing unsafe by mistake."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import InvalidOption, InvalidSetting, UnknownSetting, UnreadableSettings
from redactor.options import describe, values_of
from redactor.workflow.policy import SECTIONS, STRICTEST, TITLES, OwnPreset, Policies, Settings
from redactor.workflow.settings_file import Loaded, as_text, load, save, site_file, user_file, with_own, with_presets


@pytest.fixture
def files(tmp_path):
    return tmp_path / "me" / "settings.toml", tmp_path / "site" / "settings.toml"


def put(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def told(loaded):
    return [(type(problem), problem.facts["key"]) for problem in loaded.problems]


def test_without_files_the_defaults_hold(files):
    assert load(*files) == Loaded()
    assert load(*files).settings.cache.memory_mb == 2048
    assert load(*files).settings.policies.one_person_release


def test_the_places_of_both_files_differ():
    assert user_file() != site_file()
    assert user_file().name == site_file().name == "settings.toml"


def test_the_site_wins_and_locks_what_it_names(files):
    put(files[0], "[policies]\none_person_release = true\nshown_ms = 100\n[display]\ntheme = 'light'\n")
    put(files[1], "[policies]\none_person_release = false\n[display]\nidle_minutes = 2\n")
    loaded = load(*files)
    assert not loaded.settings.policies.one_person_release
    assert loaded.settings.policies.shown_ms == 100
    assert loaded.settings.display.theme == "light"
    assert loaded.settings.display.idle_minutes == 2
    assert loaded.own.policies.one_person_release
    assert loaded.own.display.idle_minutes == 5
    assert loaded.locked == {"policies.one_person_release", "display.idle_minutes"}
    assert loaded.problems == ()


def test_choosing_what_is_locked_changes_only_what_is_kept_of_ones_own(files):
    put(files[1], "[policies]\nshown_ms = 400\n")
    loaded = with_own(load(*files), "policies", "shown_ms", 10)
    assert loaded.settings.policies.shown_ms == 400
    assert loaded.own.policies.shown_ms == 10
    assert with_own(loaded, "display", "theme", "dim").settings.display.theme == "dim"
    with pytest.raises(InvalidOption):
        with_own(loaded, "display", "theme", "pink")


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("[policies]\none_person_releese = false\n", UnknownSetting, "policies.one_person_releese"),
        ("[policy]\nshown_ms = 1\n", UnknownSetting, "policy"),
        ("theme = 'dark'\n", UnknownSetting, "theme"),
        ("display = 3\n", InvalidSetting, "display"),
        ("policies = 3\n", InvalidSetting, "policies"),
        ("[policies]\none_person_release = 'yes'\n", InvalidSetting, "policies.one_person_release"),
        ("[policies]\none_person_release = 1\n", InvalidSetting, "policies.one_person_release"),
        ("[policies]\nshown_ms = '250'\n", InvalidSetting, "policies.shown_ms"),
        ("[policies]\nshown_ms = 250.5\n", InvalidSetting, "policies.shown_ms"),
        ("[policies]\nshown_ms = -1\n", InvalidSetting, "policies.shown_ms"),
        ("[policies]\nshown_ms = true\n", InvalidSetting, "policies.shown_ms"),
        ("[policies]\nreason_from_confidence = nan\n", InvalidSetting, "policies.reason_from_confidence"),
        ("[policies]\nreason_from_confidence = true\n", InvalidSetting, "policies.reason_from_confidence"),
        ("[policies]\nshown_ms = 2026-01-01\n", InvalidSetting, "policies.shown_ms"),
        ("[cache]\nmemory_mb = 255\n", InvalidSetting, "cache.memory_mb"),
        ("[display]\ntheme = 'pink'\n", InvalidSetting, "display.theme"),
        ("presets = 3\n", InvalidSetting, "presets"),
        ("presets = [3]\n", InvalidSetting, "presets[1]"),
        ("[[presets]]\nmodality='CT'\nname='a'\ncenter=0\nwidth=0\n", InvalidSetting, "presets[1].width"),
        ("[[presets]]\nmodality=''\nname='a'\ncenter=0\nwidth=1\n", InvalidSetting, "presets[1].modality"),
        ("[[presets]]\nmodality='CT'\nname='a'\ncenter=0\n", InvalidSetting, "presets[1].width"),
        ("[[presets]]\nmodality='CT'\nname='a'\ncenter=0\nwidth=1\nx=1\n", UnknownSetting, "presets[1].x"),
    ],
)
def test_what_cannot_be_used_is_told_by_key_file_and_what_is_allowed(files, text, kind, key):
    put(files[0], text)
    loaded = load(*files)
    assert told(loaded) == [(kind, key)]
    sentence = str(loaded.problems[0])
    assert key in sentence
    assert str(files[0]) in sentence
    assert loaded.problems[0].facts["allowed"] in sentence
    assert loaded.settings.presets == ()


def test_a_policy_that_cannot_be_read_is_the_strictest(files):
    put(files[1], "[policies]\none_person_release = 'maybe'\nprojection_ct = 7\nreason_from_confidence = 'x'\n")
    policies = load(*files).settings.policies
    assert not policies.one_person_release
    assert not policies.projection_ct
    assert policies.reason_from_confidence == 0
    assert policies.projection_mr


@pytest.mark.parametrize("text", ["[policies\n", b"\xff\xfe", "a = " + "[" * 100_000])
@pytest.mark.parametrize("which", [0, 1])
def test_a_file_that_cannot_be_read_leaves_the_strictest_policies(files, which, text):
    put(files[which], text)
    loaded = load(*files)
    assert [type(problem) for problem in loaded.problems] == [UnreadableSettings]
    assert loaded.settings.policies == STRICTEST
    assert replace(loaded.settings, policies=Policies()) == Settings()
    assert bool(loaded.locked) is (which == 1)


def test_a_folder_in_place_of_the_file_is_told(files):
    files[0].mkdir(parents=True)
    assert [type(problem) for problem in load(*files).problems] == [UnreadableSettings]


def test_policies_that_are_no_table_are_the_strictest(files):
    put(files[1], "policies = []\n")
    assert load(*files).settings.policies == STRICTEST


def test_presets_of_the_site_come_first(files):
    one = "[[presets]]\nmodality = 'CT'\nname = '{}'\ncenter = 40\nwidth = 400\n"
    put(files[0], one.format("mine"))
    put(files[1], one.format("ours"))
    loaded = load(*files)
    assert [preset.name for preset in loaded.settings.presets_for("CT")] == ["ours", "mine"]
    assert [preset.name for preset in loaded.own.presets] == ["mine"]
    assert loaded.settings.presets_for("MR") == ()


def test_what_was_replaced_is_kept_beside(files):
    put(files[0], "[display]\ntheme = 'pink'\n")
    loaded = load(*files)
    save(files[0], loaded.own, keep=bool(loaded.problems))
    assert "pink" in files[0].with_suffix(".before").read_text()
    assert load(*files).problems == ()


def _values(described):
    if described.choices:
        return st.sampled_from(described.choices)
    if isinstance(described.default, bool):
        return st.booleans()
    if isinstance(described.default, str):
        return st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
    low, high = described.minimum, described.maximum
    if isinstance(described.default, int):
        return st.integers(int(low), int(high))
    return st.floats(low, high, allow_nan=False, allow_infinity=False)


def _of(kind):
    return st.builds(kind, **{one.name: _values(one) for one in describe(kind)})


@given(st.builds(Settings, presets=st.lists(_of(OwnPreset)).map(tuple), **{n: _of(k) for n, k in SECTIONS.items()}))
def test_what_is_written_is_read_again(tmp_path_factory, settings):
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    save(path, settings)
    loaded = load(path, path.with_name("none"))
    assert loaded.problems == ()
    assert loaded.settings == settings
    assert as_text(loaded.own) == as_text(settings)


def test_the_strictest_policies_are_at_least_as_strict_as_the_defaults():
    default, strict = values_of(Policies()), values_of(STRICTEST)
    searches = {name for name in default if name.startswith("search_")}  # the stricter, the more is looked for
    assert searches
    assert all(strict[name] >= default[name] for name in searches)
    assert all(strict[name] <= value for name, value in default.items() if name not in searches)
    assert {field.name for field in fields(Settings)} == {*SECTIONS, "presets"} == {*TITLES, "presets"}


def test_a_projection_stands_only_for_frames_of_one_size_of_a_listed_modality():
    policies = Policies(projection_mr=False)
    assert policies.may_project("CT", one_size=True)
    assert not policies.may_project("CT", one_size=False)
    assert not policies.may_project("MR", one_size=True)
    assert not policies.may_project("CR", one_size=True)


def test_rejecting_asks_for_a_reason_when_it_is_likely_or_matches():
    policies = Policies()
    assert policies.asks_for_reason(0.9, matches_header=False)
    assert not policies.asks_for_reason(0.89, matches_header=False)
    assert policies.asks_for_reason(0.1, matches_header=True)
    assert policies.asks_for_reason(None, matches_header=False)


def test_own_presets_are_changed_beside_those_of_the_site(files):
    put(files[0], "[[presets]]\nmodality='CT'\nname='mine'\ncenter=0\nwidth=1\n")
    put(files[1], "[[presets]]\nmodality='CT'\nname='theirs'\ncenter=0\nwidth=1\n")
    loaded = load(*files)
    assert [one.name for one in loaded.settings.presets] == ["theirs", "mine"]
    other = OwnPreset("MR", "other", 1.0, 2.0, "SIGMOID")
    changed = with_presets(loaded, [other])
    assert changed.own.presets == (other,)
    assert [one.name for one in changed.settings.presets] == ["theirs", "other"]
    save(files[0], changed.own)
    assert load(*files) == changed


def test_a_preset_may_leave_out_its_function_but_not_choose_an_unknown_one(files):
    put(files[0], "[[presets]]\nmodality='CT'\nname='a'\ncenter=0\nwidth=1\nfunction='CUBIC'\n")
    assert told(load(*files)) == [(InvalidSetting, "presets[1].function")]
    put(files[0], "[[presets]]\nmodality='CT'\nname='a'\ncenter=0\nwidth=1\n")
    assert [one.function for one in load(*files).settings.presets] == ["LINEAR"]
