"""Sentences with a count read right with one thing, too: as a sentence of their own, or as ``things: {count}``."""

from __future__ import annotations

import re

import pytest

from tests.gui.test_window_translations import REPOSITORY, marked

NO_NOUN = {"is", "was", "has", "as", "its", "this", "sets", "in"}
"""Words that end like a plural, and one that begins another part of the sentence."""
NEVER_ONE = {
    "stack of {count} images": "a stack has more than one",
    "{shown} of {rate} frames/s": "a unit",
    "{rate} frames/s": "a unit",
    "{columns} × {rows} pixels": "a size",
    "{columns}×{rows} pixels": "a size",
    "Scan {count} files?": "asked from thousands on",
    "One series holds images of {count} patients. Split it by patient at its source, then open it again.": "mixed",
    "The worker process ended while it worked on this file, {count} times. Nothing was written for it; the file may be "
    "damaged, or need more memory than is allowed.": "it is started again after the first",
    "★ This frame is one of {count} key images": "the only one has a sentence of its own",
    "the same {count} ultrasound regions": "the only one has a sentence of its own",
    "{all} attributes: {removed} removed, {changed} replaced, {kept} kept": "an instance has many",
    "Pixel Data holds {actual} bytes where {expected} are needed. The image is damaged; fetch it again.": "a size",
    "{count} images": "one image is named otherwise, or by a sentence of its own",
    "{count} frames": "an image with one frame, or one of its frames, is named otherwise",
    "All {count} frames viewed": "The frame was viewed",
    "{seen} of {count} frames viewed": "The frame was not viewed yet",
}


def plural_of(text: str) -> re.Match[str] | None:
    """Give the count and the plural behind it, as in ``{count} other files``."""
    for found in re.finditer(r"\{\w+\}((?: [a-z]+){0,2}?) ([a-z]+s)\b", text):
        if not {*found[1].split(), found[2]} & NO_NOUN:
            return found
    return None


def all_marked() -> set[tuple[str, str]]:
    return {each for path in (REPOSITORY / "redactor").rglob("*.py") for each in marked(path)}


def test_a_sentence_that_counts_has_a_twin_for_one():
    known = all_marked()
    wrong = []
    for context, text in sorted(known):
        found = plural_of(text)
        if found is None or text in NEVER_ONE:
            continue
        start = text[: found.start()]
        if not any(twin.startswith(f"{start}1{found[1]} ") for of, twin in known if of == context):
            wrong.append(text)
    assert not wrong


def test_what_never_counts_one_is_still_said():
    assert set(NEVER_ONE) <= {text for _, text in all_marked()}


@pytest.mark.parametrize(
    ("text", "is_plural"),
    [
        ("{count} images", True),
        ("Case: {count} images", True),
        ("All {count} other files viewed", True),
        ("Reading… {done} of {count} files", True),
        ("Images: {count}", False),
        ("Images: {count}. Frames stay.", False),
        ("{name} is one of them", False),
        ("{time} left", False),
    ],
)
def test_plurals_are_found(text, is_plural):
    assert bool(plural_of(text)) is is_plural
