"""Mark sentences for translation, and look their translation up.

The catalogue is a Qt Linguist file (`resources/i18n/redactor_<language>.ts`). It is read here without Qt, so
that the command line and the window speak with the same words.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache

from redactor import resources

LANGUAGES = ("en", "zh_CN")
SOURCE_LANGUAGE = "en"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate looks for this very name
    """Mark `text` for translation in `context` and return it unchanged (`pyside6-lupdate` collects the calls)."""
    del context
    return text


@cache
def catalogue(language: str) -> dict[tuple[str, str], str]:
    """Give the finished translations of a language by (context, source text); empty for the source language."""
    if language == SOURCE_LANGUAGE:
        return {}
    # The file ships with the program: it is ours, not a stranger's XML.
    root = ET.fromstring(resources.read_text(f"i18n/redactor_{language}.ts"))  # noqa: S314 - it ships with the program
    found: dict[tuple[str, str], str] = {}
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") in {"unfinished", "vanished", "obsolete"}:
                continue
            form = translation.find("numerusform")
            text = (form if form is not None else translation).text
            if text:
                found[name, message.findtext("source", "")] = text
    return found


def translate(context: str, text: str, language: str = SOURCE_LANGUAGE) -> str:
    """Give `text` in `language`, or `text` itself where the catalogue has no finished translation."""
    return catalogue(language).get((context, text), text)


def language_of(locale_name: str) -> str:
    """Give the language of ours that fits a locale such as ``zh_CN.UTF-8``, ``zh-Hans`` or ``de_DE``."""
    return "zh_CN" if locale_name.lower().startswith("zh") else SOURCE_LANGUAGE
