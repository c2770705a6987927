"""The bundled font: it has the characters that the program needs, its own name, and its licence."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from tools import make_font

RESOURCES = Path(__file__).parents[2] / "resources"
FONTS = RESOURCES / "fonts"
PATH = FONTS / make_font.FILE_NAME


@pytest.fixture(scope="module")
def font():
    with TTFont(PATH) as opened:
        yield opened


def lacking(font: TTFont, text: str) -> str:
    return "".join(sorted({character for character in text if ord(character) not in font.getBestCmap()}))


def test_the_font_is_small():
    assert PATH.stat().st_size <= 2_500_000


@pytest.mark.parametrize(
    "text",
    [
        "".join(map(chr, range(0x20, 0x7F))),
        "".join(map(chr, range(0xA0, 0x100))),
        "–—‘’“”•…‰",
        "○◐●⚑⚐✔✖⇪⛔↻↺▣▮▯⟲⟳⛨⚠⊘ⓘ☐☑☒▸▾▴◂✎↵✓←↑→↓⇒×≥≤≠±°µ",
        "─│┌┐└┘├┤┬┴┼┄┆▓■□▲▼◀▶",
        "、。，；：？！（）【】《》「」",
        "".join(map(chr, range(0xFF01, 0xFF5F))),
        "遮挡去标识化匿名化烧录文字审核批准放行隔离左右方位标记模板",
        "李梅王芳赵磊陈洁孙涛示例医院合成数据婷瑜琪昊",
    ],
)
def test_the_font_has_the_characters_of_the_program(font, text):
    assert lacking(font, text) == ""


def test_the_font_has_every_hanzi_of_gb_2312(font):
    text = "".join(make_font.hanzi())
    assert len(text) == 6763
    assert lacking(font, text) == ""


def test_the_font_has_every_character_of_the_translations(font):
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((RESOURCES / "i18n").glob("**/*.ts")))
    text = "".join(character for character in text if character.isprintable())
    assert lacking(font, text) == "", "run tools/make_font.py; what stays missing has no glyph in the source"


@pytest.mark.parametrize("character", [symbol for symbol in make_font.symbols() if not symbol.isspace()])
def test_drawn_symbols_have_an_outline_inside_the_line(font, character):
    glyphs = font.getGlyphSet()
    name = font.getBestCmap()[ord(character)]
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    left, bottom, right, top = pen.bounds
    assert 0 <= left < right <= glyphs[name].width
    assert font["hhea"].descent <= bottom < top <= font["hhea"].ascent


def test_the_font_has_a_name_of_its_own_and_carries_its_licence(font):
    names = font["name"]
    assert names.getDebugName(1) == names.getDebugName(4) == "Redactor Sans"
    assert not any("Noto" in str(record) for record in names.names if record.nameID in {1, 3, 4, 6, 16, 17})
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
    assert names.getDebugName(14) == "http://scripts.sil.org/OFL"
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert names.getDebugName(0).split()[-1] in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.slow
@pytest.mark.skipif(not make_font.SOURCE.exists(), reason="needs the Debian package fonts-noto-cjk")
def test_the_tool_makes_the_same_bytes_again():
    made = make_font.build(make_font.SOURCE, RESOURCES)
    assert made == make_font.build(make_font.SOURCE, RESOURCES)
    assert made == PATH.read_bytes()
