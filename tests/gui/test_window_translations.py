"""Every text that a person can meet is translated, and the translation file is up to date."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication

from redactor import i18n
from redactor.gui.translation import Language
from tools.update_translations import LANGUAGES, REPOSITORY, collect

if TYPE_CHECKING:
    from pathlib import Path


def file_of(language: str) -> Path:
    return REPOSITORY / "resources" / "i18n" / f"redactor_{language}.ts"


def messages(path: Path) -> dict[tuple[str, str], ET.Element]:
    """Give the translation elements by (context, source)."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - the file is ours
        for message in context.iter("message"):
            found[context.findtext("name", ""), message.findtext("source", "")] = message.find("translation")
    return found


def marked(path: Path) -> set[tuple[str, str]]:
    """Give the texts that a module marks, read as Python reads it: in f-strings, too, where lupdate sees none."""
    found = set()
    for owner, call in _calls(ast.parse(path.read_text(encoding="utf-8"))):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        words = [word.value for word in call.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]
        if name == "tr" and len(words) == 1:
            found.add((owner, words[0]))
        elif name in {"translate", "QT_TRANSLATE_NOOP"} and len(words) == 2:
            found.add((words[0], words[1]))
    return found


def _calls(tree: ast.AST, owner: str = ""):
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Call):
            yield owner, child
        yield from _calls(child, child.name if isinstance(child, ast.ClassDef) else owner)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_marked_text_is_in_the_file(language):
    known = messages(file_of(language))
    for path in (REPOSITORY / "redactor").rglob("*.py"):
        assert not marked(path) - set(known), f"run tools/update_translations.py: {path.name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    unfinished = [
        key for key, found in messages(file_of(language)).items() if found.get("type") == "unfinished" or not found.text
    ]
    assert not unfinished


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_what_the_tool_makes_of_the_sources(language, tmp_path):
    kept = file_of(language)
    made = tmp_path / kept.name
    shutil.copy(kept, made)
    collect(language, made)
    assert made.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_name_the_same_facts(language):
    for (_, source), found in messages(file_of(language)).items():
        assert set(re.findall(r"\{\w*\}", source)) == set(re.findall(r"\{\w*\}", found.text or "")), source


def test_words_that_promise_too_much_or_mean_something_else_are_not_used():
    for found in messages(file_of("zh_CN")).values():
        assert not re.search("打码|脱敏|匿名化|区块链|水印|100 ?%", found.text or "")
    for _, source in messages(file_of("zh_CN")):
        assert not re.search(r"(?i)anonym|\bsafe\b(?! )|100 ?%|fully", source) or "are safe" in source


def test_qt_gives_the_texts_of_the_catalogue(qapp):
    language = Language(qapp)
    language.use("zh_CN")
    try:
        for (context, source), text in i18n.catalogue("zh_CN").items():
            assert QCoreApplication.translate(context, source) == text
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
        assert QCoreApplication.translate("Nowhere", "unheard") == "unheard"
    finally:
        language.use("en")
    assert QCoreApplication.translate("Actions", "Accept") == "Accept"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_no_source_says_any_more_leaves_the_file(language, tmp_path):
    kept = file_of(language).read_text(encoding="utf-8")
    unused = "<message><source>Said by nobody.</source><translation>无人说</translation></message>"
    made = tmp_path / file_of(language).name
    made.write_text(kept.replace("</name>", f"</name>{unused}", 1), encoding="utf-8")
    collect(language, made)
    assert made.read_text(encoding="utf-8") == kept, "so the test above fails for the file that still has it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_file_is_still_said(language):
    said = {each for path in (REPOSITORY / "redactor").rglob("*.py") for each in marked(path)}
    assert not set(messages(file_of(language))) - said
