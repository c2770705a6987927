"""Make the bundled font: a subset of Noto Sans CJK SC under a name of its own, the same bytes each time.

It has a family name that no computer has installed, so a render pinned in a test uses these glyphs and no
others. Symbols of the user interface that Noto Sans CJK lacks are drawn here. The source is in the Debian
package ``fonts-noto-cjk``.

    python tools/make_font.py [--source NotoSansCJK-Regular.ttc] [--output resources/fonts]
"""

from __future__ import annotations

import argparse
import io
import math
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
FACE: Final = "Noto Sans CJK SC"
FAMILY: Final = "Redactor Sans"
FILE_NAME: Final = "RedactorSans-Regular.otf"

BLOCKS: Final = (
    range(0x0020, 0x007F),  # ASCII
    range(0x00A0, 0x0100),  # Latin-1
    range(0x0100, 0x0180),  # Latin Extended-A
    range(0x02C6, 0x02DE),  # spacing accents
    range(0x0300, 0x0310),  # combining accents
    range(0x0391, 0x03CA),  # Greek
    range(0x2000, 0x2070),  # general punctuation
    range(0x2070, 0x20A0),  # superscripts and subscripts
    range(0x2100, 0x2150),  # letter-like symbols
    range(0x2190, 0x2200),  # arrows
    range(0x2200, 0x2300),  # mathematical operators
    range(0x2300, 0x2400),  # keys, such as ⌘ and ⏎
    range(0x2460, 0x2474),  # circled numbers
    range(0x24D8, 0x24D9),  # ⓘ
    range(0x2500, 0x2600),  # box drawing, blocks, geometric shapes
    range(0x2600, 0x2800),  # symbols and dingbats
    range(0x2B00, 0x2C00),  # more arrows
    range(0x3000, 0x3040),  # CJK punctuation
    range(0xFF00, 0xFFF0),  # full-width forms
)
_FEATURES: Final = ["ccmp", "kern", "mark"]  # no `locl`: glyphs must not depend on the system's language
_PROPORTIONAL: Final = {
    0x00B7: "cid00733",
    0x2018: "cid00725",
    0x2019: "cid00726",
    0x201C: "cid00728",
    0x201D: "cid00729",
    0x2026: "cid63163",
}
"""Middle dot, quotation marks and ellipsis as Latin text sets them; the face's own are as wide as a hanzi."""
_SPARE: Final = range(0x3260, 0x3280)  # enclosed Hangul, whose places the drawn symbols take
_MIDDLE: Final = 380  # the height at which ● and + are centred, in 1/1000 em

Contour = tuple[tuple[float, float], ...]
"""Corner points (x, y) of a closed outline in 1/1000 em; a hole runs the other way round than its shape."""


def polygon(*points: tuple[float, float]) -> Contour:
    """Give a filled outline, whichever way round its points were named."""
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, (*points[1:], points[0]), strict=True))
    return points if area > 0 else points[::-1]


def hole(contour: Contour) -> Contour:
    """Give the same outline as one that is cut out."""
    return polygon(*contour)[::-1]


def box(left: float, bottom: float, right: float, top: float) -> Contour:
    """Give a filled rectangle."""
    return polygon((left, bottom), (right, bottom), (right, top), (left, top))


def arc(radius: float, *, start: float, end: float) -> Contour:
    """Give points on a circle about the middle of the em, each 6 degrees, from `start` to `end` degrees."""
    steps = max(1, round(abs(end - start) / 6))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return tuple((500 + radius * math.cos(angle), _MIDDLE + radius * math.sin(angle)) for angle in angles)


def disc(radius: float) -> Contour:
    """Give a filled circle about the middle of the em."""
    return polygon(*arc(radius, start=0, end=354))


def _turning(*, start: float, end: float) -> list[Contour]:
    """Draw an open circle with an arrow head at its end."""
    band = polygon(*arc(345, start=start, end=end), *arc(275, start=end, end=start))
    ahead = end + math.copysign(44, end - start)
    corners = ((455, end), (165, end), (310, ahead))
    return [band, polygon(*(arc(radius, start=angle, end=angle)[0] for radius, angle in corners))]


def _moved(contour: Contour, *, x: float, y: float, turn: float = 0.0) -> Contour:
    """Turn an outline about the origin by `turn` degrees, then shift it."""
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return tuple((px * cosine - py * sine + x, px * sine + py * cosine + y) for px, py in contour)


def symbols() -> dict[str, list[Contour]]:
    """Give the outlines of the symbols that Noto Sans CJK has no glyph for."""
    frame = [box(130, 10, 870, 750), hole(box(200, 80, 800, 680))]
    tick = polygon((90, 350), (170, 430), (385, 235), (815, 690), (905, 610), (390, 60))
    small_tick = _moved(tuple((x * 0.6, y * 0.6) for x, y in tick), x=200, y=150)
    bar = (-430.0, -65.0), (430.0, -65.0), (430.0, 65.0), (-430.0, 65.0)
    half_shield = ((850, 720), (850, 400), (760, 170), (500, -50))
    half_inner = ((785, 665), (785, 410), (705, 210), (500, 35))
    shield = polygon((500, 800), *half_shield, *((1000 - x, y) for x, y in half_shield[2::-1]))
    inner = polygon((500, 730), *half_inner, *((1000 - x, y) for x, y in half_inner[2::-1]))
    # Two bars would cross, and the crossing of two outlines is not smooth: one outline for the whole cross.
    arms = ((70, 70), (430, 70), (430, -70), (70, -70), (70, -430), (-70, -430))
    cross = polygon(*(p for turn in (0, 180) for p in _moved(arms, x=0, y=0, turn=turn)))
    arrow = polygon((500, 830), (820, 480), (640, 480), (640, 230), (360, 230), (360, 480), (180, 480))
    arrow_inner = polygon((500, 730), (690, 535), (580, 535), (580, 290), (420, 290), (420, 535), (310, 535))
    pencil = polygon((-400, 0), (-270, 85), (400, 85), (400, -85), (-270, -85))
    return {
        "⚑": [box(190, -60, 265, 800), polygon((265, 770), (840, 620), (265, 390))],
        "⚐": [box(190, -60, 265, 800), polygon((265, 770), (840, 590), (265, 390)),
              hole(polygon((265, 690), (610, 588), (265, 470)))],
        "✔": [tick],
        "✖": [_moved(tuple((x * 0.92, y * 0.92) for x, y in cross), x=500, y=_MIDDLE, turn=45)],
        "⛔": [disc(400), hole(_moved(tuple((x * 0.6, y) for x, y in bar), x=500, y=_MIDDLE))],
        "⇪": [arrow, hole(arrow_inner), box(360, 40, 640, 150)],
        "↻": _turning(start=60, end=-240),
        "↺": _turning(start=120, end=420),
        "⟳": _turning(start=-60, end=-370),
        "⟲": _turning(start=240, end=550),
        "▮": [box(300, 10, 700, 750)],
        "▯": [box(300, 10, 700, 750), hole(box(360, 70, 640, 690))],
        "⛨": [shield, hole(inner), _moved(tuple((x * 0.48, y * 0.48) for x, y in cross), x=500, y=405)],
        "☐": frame,
        "☑": [*frame, small_tick],
        "☒": [*frame, _moved(tuple((x * 0.5, y * 0.5) for x, y in cross), x=500, y=_MIDDLE, turn=45)],
        "▸": [polygon((330, 120), (330, 640), (730, 380))],
        "◂": [polygon((670, 120), (670, 640), (270, 380))],
        "▴": [polygon((240, 200), (760, 200), (500, 600))],
        "▾": [polygon((240, 560), (760, 560), (500, 160))],
        "✎": [_moved(pencil, x=500, y=_MIDDLE, turn=45)],
        "↵": [polygon((110, 280), (370, 480), (370, 320), (810, 320), (810, 640), (880, 640), (880, 240),
                      (370, 240), (370, 80))],
        "⏸": [box(270, 60, 430, 700), box(570, 60, 730, 700)],
        "⋮": [box(445, y, 555, y + 110) for y in (75, 325, 575)],
        "\N{THIN SPACE}": [],
        "\N{NARROW NO-BREAK SPACE}": [],
    }  # fmt: skip


_ADVANCE: Final = {"\N{THIN SPACE}": 200, "\N{NARROW NO-BREAK SPACE}": 200}
"""Advance widths that are not a full em."""


def hanzi() -> Iterator[str]:
    """Give the 6763 ideographs of GB 2312: level 1 (rows 16 to 55), and level 2, which many names need."""
    for row in range(16, 88):
        for cell in range(1, 90 if row == 55 else 95):
            yield bytes([0xA0 + row, 0xA0 + cell]).decode("gb2312")


def wanted(resources: Path) -> set[int]:
    """Give the code points to keep: the fixed blocks, the hanzi, and all that translations and help use."""
    points = {point for block in BLOCKS for point in block}
    points.update(map(ord, hanzi()))
    for path in sorted([*(resources / "i18n").glob("**/*"), *(resources / "help").glob("**/*")]):
        if path.suffix in {".ts", ".json", ".toml", ".txt", ".md"}:
            points.update(point for point in map(ord, path.read_text(encoding="utf-8")) if point >= 0x20)
    return points


def _draw(font: TTFont, donors: dict[str, str]) -> None:
    """Put the drawn symbols in place of the outlines of their donors' glyphs."""
    top = font["CFF "].cff.topDictIndex[0]
    for character, name in donors.items():
        advance = _ADVANCE.get(character, 1000)
        private = top.FDArray[top.FDSelect[font.getGlyphID(name)]].Private
        width = None if advance == private.defaultWidthX else advance - private.nominalWidthX
        pen = T2CharStringPen(width, None)
        contours = symbols()[character]
        for contour in contours:
            pen.moveTo(contour[0])
            for point in contour[1:]:
                pen.lineTo(point)
            pen.closePath()
        glyph = pen.getCharString(private=private, globalSubrs=top.GlobalSubrs)
        top.CharStrings[name] = glyph
        left = min((round(x) for contour in contours for x, _ in contour), default=0)
        font["hmtx"][name] = (advance, left)


def _rename(font: TTFont) -> None:
    """Give the font its own name; copyright, trademark, makers and licence stay as they are."""
    names = font["name"]
    names.names = [record for record in names.names if record.langID == 0x409]
    own = {
        1: FAMILY,
        3: "2.004;RedactorSans-Regular",
        4: FAMILY,
        6: "RedactorSans-Regular",
        10: f"A subset of {FACE} Regular with some symbols added. {names.getDebugName(10)}",
    }
    for name_id, text in own.items():
        names.setName(text, name_id, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = ["RedactorSans-Regular"]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = FAMILY, FAMILY
    for part in top.FDArray:
        part.FontName = part.FontName.replace("NotoSansCJKjp", "RedactorSans")
    font["OS/2"].achVendID = "    "


def build(source: Path, resources: Path) -> bytes:
    """Make the font file.

    Parameters
    ----------
    source
        ``NotoSansCJK-Regular.ttc``, release 2.004.
    resources
        The folder `resources/`, whose translations say which further characters are needed.

    Raises
    ------
    StopIteration
        If the collection has no face for simplified Chinese.
    """
    with TTCollection(str(source)) as collection:
        font = next(face for face in collection.fonts if face["name"].getDebugName(4) == FACE)
        font.recalcTimestamp = False  # the same bytes each time
        cmap = font.getBestCmap()
        missing = [character for character in symbols() if ord(character) not in cmap]
        donors = {character: cmap[point] for character, point in zip(missing, _SPARE, strict=False)}
        windows = [table for table in font["cmap"].tables if table.platformID == 3 and table.isUnicode()]
        font["cmap"].tables = windows  # the others say the same
        for table in windows:
            for point in _SPARE:
                del table.cmap[point]
            table.cmap.update({ord(character): name for character, name in donors.items()})
            table.cmap.update(_PROPORTIONAL)

        options = subset.Options()
        options.layout_features = _FEATURES
        options.name_IDs = ["*"]
        options.notdef_outline = True
        options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]  # nothing is set vertically
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=wanted(resources) | set(map(ord, donors)))
        subsetter.subset(font)
        _draw(font, donors)
        _rename(font)
        stream = io.BytesIO()
        font.save(stream, reorderTables=True)
    return stream.getvalue()


def main() -> None:
    """Write the font."""
    parser = argparse.ArgumentParser(description="Make the bundled font.")
    parser.add_argument("--source", type=Path, default=SOURCE)
    parser.add_argument("--output", type=Path, default=REPOSITORY / "resources" / "fonts")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    data = build(arguments.source, REPOSITORY / "resources")
    (arguments.output / FILE_NAME).write_bytes(data)
    print(f"{FILE_NAME}: {len(data)} bytes")


if __name__ == "__main__":
    main()
