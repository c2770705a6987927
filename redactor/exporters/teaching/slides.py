"""Slides (PPTX) through the extra `teaching`: stills, looping cine, and answers on slides of their own."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from redactor.errors import TeachingExtraMissing
from redactor.exporters.teaching._archives import packed, unpacked
from redactor.exporters.teaching._images import coded, gif
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.rendered import DRAFT, HEADINGS, NOT_FOR_DIAGNOSIS, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redactor.model.rendered import Plate, RenderedCase

_INCH: Final = 914_400
_WIDTH, _HEIGHT = 12_192_000, 6_858_000
"""16:9, in English Metric Units, as PowerPoint has it."""
_MARGIN: Final = _INCH // 2
_DATE: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_BLANK: Final = 6  # the layout without places for text, of the library's own template
_MOST_FRAMES: Final = 240
_WHITE, _MUTED, _ACCENT = (255, 255, 255), (170, 178, 189), (92, 179, 255)
_SIZES: Final = ((160, 30), (420, 24), (900, 18))
"""(characters, points): longer texts are written smaller."""
_SMALLEST: Final = 14
_LEFT_OUT: Final = re.compile(
    rb'<Override[^>]*PartName="/(?:docProps/thumbnail|ppt/printerSettings)[^>]*/>'
    rb'|<Relationship [^>]*Target="(?:docProps/thumbnail|printerSettings)[^>]*/>'
    rb'|<Default Extension="bin"[^>]*/>'
)

_NO_FONT, _FONT = b'<a:ea typeface=""/>', b'<a:ea typeface="Microsoft YaHei"/>'
"""The theme names no font for Chinese; what takes its place would depend on the computer that shows the slides."""


@dataclass(frozen=True)
class SlidesExporter:
    """Writes ``CASE-0001.pptx``; pictures are cropped in their pixels, and a cine is a picture that plays for ever."""

    id: str = "slides"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Slides")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "PowerPoint slides with stills, looping films and a quiz.")
    formats: tuple[str, ...] = ("pptx",)

    def write(self, case: RenderedCase, folder: Path, form: str) -> Sequence[Path]:
        """See `TeachingExporter.write`."""
        try:
            import pptx  # noqa: PLC0415 - an extra, which need not be there
        except ImportError:
            raise TeachingExtraMissing(package="python-pptx", extra="teaching") from None
        deck: Any = pptx.Presentation()
        deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
        _neutral(deck.core_properties, case)
        media: dict[bytes, bytes] = {}
        for draw in _slides(case, media):
            draw(deck.slides.add_slide(deck.slide_layouts[_BLANK]))
        target = io.BytesIO()
        deck.save(target)
        file = Path(f"{case.name}.{form}")
        parts = {name: media.get(data, data) for name, data in _bare(unpacked(target.getvalue())).items()}
        (folder / file).write_bytes(packed(parts))
        return [file]


def _neutral(properties: Any, case: RenderedCase) -> None:  # noqa: ANN401 - the library's
    """Overwrite what the template says of its author and time."""
    for name in ("author", "category", "comments", "content_status", "identifier", "keywords", "last_modified_by"):
        setattr(properties, name, "")
    properties.subject, properties.version, properties.title = "", "", case.name
    properties.created = properties.modified = properties.last_printed = _DATE
    properties.revision = 1


def _bare(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Take out the template's thumbnail and printer settings, and what points to them; name a font for Chinese."""
    kept = {name: data for name, data in parts.items() if "thumbnail" not in name and "printerSettings" not in name}
    pointing = ("[Content_Types].xml", "_rels/.rels", "ppt/_rels/presentation.xml.rels")
    kept |= {name: _LEFT_OUT.sub(b"", kept[name]) for name in pointing}
    return kept | {name: kept[name].replace(_NO_FONT, _FONT) for name in kept if name.startswith("ppt/theme/")}


def _slides(case: RenderedCase, media: dict[bytes, bytes]) -> Iterator[Any]:
    """Yield what draws each slide; with a quiz everything that tells the answer comes after the images.

    `media` takes the coded pictures, by those that hold their places: the library would compress each of them again.
    """
    words = {name: in_language(case.language, heading) for name, heading in HEADINGS.items()}
    facts = [f"{name}: {told}" for name, told in case.facts]
    sections = {name: text for name, text in vars(case.sections).items() if text}
    note = [*([DRAFT] if case.draft else []), in_language(case.language, NOT_FOR_DIAGNOSIS)]
    yield lambda slide: _title(slide, case.title, facts, note)
    if history := sections.pop("history", ""):
        yield lambda slide: _text(slide, words["history"], [history])
    for number, plate in enumerate(case.plates, 1):
        heading = plate.caption if plate.caption and not case.quiz else f"{words['image']} {number}"
        yield lambda slide, plate=plate, heading=heading: _picture(slide, plate, heading, media)
    for number, question in enumerate(case.questions, 1):
        heading = f"{words['question']} {number}"
        yield lambda slide, heading=heading, question=question: _text(slide, heading, [question.text])
        if question.answer:
            told = f"{words['answer']}: {question.answer}"
            yield lambda slide, heading=heading, q=question, told=told: _text(slide, heading, [told], before=[q.text])
    if case.quiz:
        captions = [f"{words['image']} {n}: {plate.caption}" for n, plate in enumerate(case.plates, 1) if plate.caption]
        if captions:
            yield lambda slide: _text(slide, words["answer"], captions)
    for name, text in sections.items():
        yield lambda slide, name=name, text=text: _text(slide, words[name], [text])
    yield lambda slide: _text(slide, words["case"], [words["note"], *note])


def _title(slide: Any, title: str, facts: Sequence[str], note: Sequence[str]) -> None:  # noqa: ANN401 - the library's
    _paper(slide)
    _box(slide, title, top=2 * _INCH, height=3 * _INCH // 2, size=44, name="Heading", bottom=True)
    _rule(slide, top=2 * _INCH + 3 * _INCH // 2 + _MARGIN // 4)
    _box(slide, "\n".join(facts), top=4 * _INCH, height=2 * _INCH, size=20, name="Text")
    _box(slide, "\n".join(note), top=_HEIGHT - _INCH, height=_INCH // 2, size=14, name="Note", colour=_MUTED)


def _text(slide: Any, heading: str, paragraphs: Sequence[str], before: Sequence[str] = ()) -> None:  # noqa: ANN401
    """Write a heading and what belongs to it; what was said on the slide before stands above it, fainter."""
    _paper(slide)
    _box(slide, heading, top=_MARGIN, height=3 * _INCH // 4, size=32, name="Heading")
    _rule(slide, top=_MARGIN + 7 * _INCH // 8)
    length = sum(map(len, (*before, *paragraphs)))
    size = next((size for most, size in _SIZES if length <= most), _SMALLEST)
    top = _MARGIN + 5 * _INCH // 4
    if before:
        _box(slide, "\n".join(before), top=top, height=_INCH, size=size, name="Before", colour=_MUTED)
        top += round(_INCH * (0.4 + size / 72 * 1.3 * (1 + sum(map(len, before)) * size // 1400)))
    _box(slide, "\n".join(paragraphs), top=top, height=_HEIGHT - top - _MARGIN, size=size, name="Text")


def _picture(slide: Any, plate: Plate, heading: str, media: dict[bytes, bytes]) -> None:  # noqa: ANN401 - the library's
    _paper(slide)
    _box(slide, heading, top=_MARGIN // 3, height=_INCH // 2, size=20, name="Heading")
    rows, columns = plate.shape
    top, room = _MARGIN + _INCH // 4, _HEIGHT - _MARGIN - _INCH // 2
    scale = min((_WIDTH - 2 * _MARGIN) / columns, room / rows)
    width, height = int(columns * scale), int(rows * scale)
    # A stream has no name that could become the alternative text; a GIF plays in every program without a click.
    data = gif(plate.played[:_MOST_FRAMES], plate.rate) if plate.is_cine else coded(plate.frames[0], ".png")
    count = len(media)
    small = np.array([[[count >> 16, count >> 8 & 255, count & 255]]], np.uint8)
    holder = gif((small,), 1) if plate.is_cine else coded(small, ".png")
    media[holder] = data
    shape = slide.shapes.add_picture(io.BytesIO(holder), (_WIDTH - width) // 2, top, width, height)
    shape.name = "Film" if plate.is_cine else "Picture"
    shape._element.nvPicPr.cNvPr.set("descr", heading)  # noqa: SLF001 - the library has no other way to it


def _box(
    slide: Any,  # noqa: ANN401 - the library's
    text: str,
    *,
    top: int,
    height: int,
    size: int,
    name: str,
    colour: tuple[int, int, int] = _WHITE,
    bottom: bool = False,
) -> None:
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - an extra
    from pptx.enum.text import MSO_ANCHOR  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    if not text:
        return

    box = slide.shapes.add_textbox(_MARGIN, top, _WIDTH - 2 * _MARGIN, height)
    box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    if bottom:
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(size)
        paragraph.space_after = Pt(size // 3)
        paragraph.font.color.rgb = RGBColor(*colour)  # type: ignore[no-untyped-call]  # it has none


def _rule(slide: Any, *, top: int) -> None:  # noqa: ANN401 - the library's
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - an extra
    from pptx.enum.shapes import MSO_SHAPE  # noqa: PLC0415

    line = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, _MARGIN + _INCH // 10, top, _INCH, _INCH // 24)
    line.name = "Rule"
    line.fill.solid()
    line.fill.fore_color.rgb = RGBColor(*_ACCENT)  # type: ignore[no-untyped-call]  # it has none
    line.line.fill.background()
    line.shadow.inherit = False


def _paper(slide: Any) -> None:  # noqa: ANN401 - the library's
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - an extra

    fill = slide.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0, 0, 0)  # type: ignore[no-untyped-call]  # it has none


PLUGIN = SlidesExporter()
