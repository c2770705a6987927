"""Chinese words are drawn with letters, not with boxes, in whatever leaves the program."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from lxml import etree

from redactor import resources
from redactor.exporters.teaching._archives import unpacked
from redactor.exporters.teaching.hand_out import PLUGIN as HAND_OUT
from redactor.model.teaching import Language
from redactor.workflow.teaching_pictures import write
from tests.teaching import exported, rendered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

FONT = "fonts/RedactorSans-Regular.otf"
WORDS = "教学用 · 非诊断"
LETTERS = tuple(WORDS.replace(" ", ""))
NOWHERE = "\U000f1234"
"""For private use: no font has it."""


def outline(glyphs: Mapping[str, Any], name: str) -> list[object]:
    pen = RecordingPen()
    glyphs[name].draw(pen)
    return pen.value


def drawn(text: str, *, wide: bool) -> NDArray[np.uint8]:
    canvas = np.full((60, 80), 128, np.uint8)
    write(canvas, text, (10, 45), 32, wide=wide)
    return canvas


def test_the_hand_out_brings_the_outlines_of_its_letters(tmp_path: Path) -> None:
    case = rendered(tmp_path, title=WORDS, language=Language.BOTH)
    (file,) = HAND_OUT.write(case, tmp_path, "pdf")
    page = pypdf.PdfReader(tmp_path / file).pages[0]
    (described,) = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    names = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>", described["/ToUnicode"].get_data())
    code_of = {chr(int(letter, 16)): code for code, letter in names}
    numbers = dict(re.findall(rb"<([0-9A-F]{4})> ([0-9]+)", described["/Encoding"].get_data()))
    descriptor = described["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    (embedded,) = [descriptor[key].get_data() for key in descriptor if key.startswith("/FontFile")]
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(embedded), None)
    outlines = fonts[0].CharStrings
    for letter in LETTERS:
        glyph = f"cid{int(numbers[code_of[letter]]):05}"
        assert outline(outlines, glyph), letter
        assert outline(outlines, glyph) != outline(outlines, ".notdef"), letter
    assert len(embedded) < resources.path(FONT).stat().st_size / 4, "only the letters that are used"


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("letter", LETTERS)
def test_burned_in_letters_are_letters(letter: str, wide: bool) -> None:
    shown = drawn(letter, wide=wide)
    assert (shown != 128).any()
    assert (shown != drawn(NOWHERE, wide=wide)).any()
    assert all((shown != drawn(other, wide=wide)).any() for other in LETTERS if other != letter)


def test_slides_name_a_font_for_chinese(tmp_path: Path) -> None:
    place, _ = exported(rendered(tmp_path, title=WORDS), tmp_path, "pptx")
    parts = unpacked((place.destination / "CASE-0001.pptx").read_bytes())
    themes = [etree.fromstring(data) for name, data in parts.items() if name.startswith("ppt/theme/theme")]
    assert themes
    for theme in themes:
        assert {found.get("typeface") for found in theme.iter("{*}ea")} == {"Microsoft YaHei"}
    slides = [etree.fromstring(data) for name, data in parts.items() if name.startswith("ppt/slides/slide")]
    assert any(WORDS in "".join(slide.itertext()) for slide in slides)
    assert not [found for slide in slides for found in slide.iter("{*}ea", "{*}latin")], "all words take the theme's"


def test_the_bundled_font_has_them_without_any_font_of_the_computer() -> None:
    font = TTFont(resources.path(FONT))
    names, glyphs = font.getBestCmap(), font.getGlyphSet()
    for letter in LETTERS:
        assert outline(glyphs, names[ord(letter)])
        assert outline(glyphs, names[ord(letter)]) != outline(glyphs, ".notdef")
