"""Translations are read from Qt's catalogues without Qt."""

from __future__ import annotations

import pytest

from redactor import i18n, resources
from redactor.errors import MissingResource

CATALOGUE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Errors</name>
    <message><source>The disk is full.</source><translation>磁盘已满。</translation></message>
    <message><source>Not yet.</source><translation type="unfinished">尚未</translation></message>
    <message><source>Once.</source><translation type="vanished">曾经</translation></message>
    <message><source>Long ago.</source><translation type="obsolete">很久以前</translation></message>
    <message><source>Empty.</source><translation></translation></message>
    <message><source>Nothing.</source></message>
    <message numerus="yes"><source>%n images</source>
        <translation><numerusform>%n 个图像</numerusform></translation></message>
    <message><source>Solid</source><translation>坚固</translation></message>
</context>
<context>
    <name>Plugins</name>
    <message><source>Solid</source><translation>纯色</translation></message>
    <message><source>{rows} × {columns} &amp; more</source><translation>{rows} × {columns} 等</translation></message>
</context>
</TS>
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of resources with one catalogue."""
    (tmp_path / "i18n").mkdir()
    (tmp_path / "i18n" / "redactor_zh_CN.ts").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    i18n.catalogue.cache_clear()
    yield tmp_path
    i18n.catalogue.cache_clear()


def test_marking_a_sentence_leaves_it_as_it_is():
    assert i18n.QT_TRANSLATE_NOOP("Errors", "The disk is full.") == "The disk is full."


def test_a_sentence_is_translated_in_its_context():
    assert i18n.translate("Errors", "The disk is full.", "zh_CN") == "磁盘已满。"
    assert i18n.translate("Errors", "Solid", "zh_CN") == "坚固"
    assert i18n.translate("Plugins", "Solid", "zh_CN") == "纯色"
    assert i18n.translate("Plugins", "{rows} × {columns} & more", "zh_CN") == "{rows} × {columns} 等"


def test_chinese_has_one_form_for_any_number():
    assert i18n.translate("Errors", "%n images", "zh_CN") == "%n 个图像"


@pytest.mark.parametrize("text", ["Not yet.", "Once.", "Long ago.", "Empty.", "Nothing.", "Never heard of.", ""])
def test_what_has_no_finished_translation_stays_as_it_is(text):
    assert i18n.translate("Errors", text, "zh_CN") == text


def test_the_source_language_needs_no_catalogue(folder):
    (folder / "i18n" / "redactor_zh_CN.ts").unlink()
    assert i18n.translate("Errors", "The disk is full.") == "The disk is full."
    assert i18n.translate("Errors", "The disk is full.", "en") == "The disk is full."


def test_a_language_without_a_catalogue_is_a_broken_installation():
    with pytest.raises(MissingResource, match="redactor_fr"):
        i18n.translate("Errors", "The disk is full.", "fr")


@pytest.mark.parametrize(
    ("locale_name", "language"),
    [
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("ZH_SG", "zh_CN"),
        ("zh", "zh_CN"),
        ("en_GB", "en"),
        ("de_DE", "en"),
        ("C", "en"),
        ("", "en"),
    ],
)
def test_a_locale_is_answered_in_the_language_of_ours_that_fits(locale_name, language):
    assert i18n.language_of(locale_name) == language
    assert language in i18n.LANGUAGES
