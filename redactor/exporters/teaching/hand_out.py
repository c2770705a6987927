"""A hand-out (PDF) through the extra `teaching`: pictures as flat pixels, words as text, and nothing about the file."""

from __future__ import annotations

import datetime as dt
import io
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cv2

from redactor import resources
from redactor.errors import LettersMissing, TeachingExtraMissing
from redactor.exporters.teaching._images import coded
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.rendered import DRAFT, HEADINGS, NOT_FOR_DIAGNOSIS, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redactor.model.rendered import Pixels, Plate, RenderedCase

_FONT: Final = "fonts/RedactorSans-Regular.otf"
CREATED: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""What every hand-out says of when it was made."""
_MARGIN: Final = 18.0
"""Millimetres; the page is A4."""
_LINE: Final = 1.45
"""Height of a line over that of its letters."""
_POINT: Final = 25.4 / 72
_SHOWN: Final = 6
"""Frames of a cine that are shown, from its beginning to its end."""
_WIDEST: Final = 1600
"""Pixels of a picture's longer side at most: 230 to the inch on this page."""
_HIGHEST: Final = 102.0
"""Of a picture, in millimetres, so that two have room on a page."""
_GAP: Final = 3.0


@dataclass(frozen=True)
class HandOutExporter:
    """Writes ``CASE-0001.pdf``; of a cine some frames, and answers on a page of their own."""

    id: str = "hand_out"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Hand-out")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "A PDF to print, with pictures, texts and answers at its end.")
    formats: tuple[str, ...] = ("pdf",)

    def write(self, case: RenderedCase, folder: Path, form: str) -> Sequence[Path]:
        """See `TeachingExporter.write`."""
        try:
            import fpdf  # noqa: PLC0415 - an extra, which need not be there
        except ImportError:
            raise TeachingExtraMissing(package="fpdf2", extra="teaching") from None

        page: Any = fpdf.FPDF(format="A4")
        page.file_id = lambda: None  # it would be made of the time
        page.set_creation_date(CREATED)  # the library writes one in any case
        page.set_producer("")
        page.set_margins(_MARGIN, _MARGIN)
        page.set_auto_page_break(True, _MARGIN + 6)
        page.add_font("hand-out", "", str(resources.path(_FONT)))
        font = page.fonts["hand-out"]
        with closing(font.ttfont):  # the library leaves its file open
            _require_letters(case, set(font.cmap))
            sheet = _Sheet(page, case)
            sheet.fill()
            file = Path(f"{case.name}.{form}")
            (folder / file).write_bytes(bytes(page.output()))
        return [file]


class _Sheet:
    """The hand-out as it is being written."""

    def __init__(self, page: Any, case: RenderedCase) -> None:  # noqa: ANN401 - the library's
        self._page, self._case = page, case
        self._words = {name: in_language(case.language, heading) for name, heading in HEADINGS.items()}

    def fill(self) -> None:
        """Write everything in its order: with a quiz, what tells the answer begins a page of its own."""
        case, words = self._case, self._words
        self._page.add_page()
        self._text(case.title, 20)
        note = [*([DRAFT] if case.draft else []), in_language(case.language, NOT_FOR_DIAGNOSIS)]
        self._text(" · ".join(note), 9, gray=90)
        if case.facts:
            self._text(" · ".join(f"{name}: {told}" for name, told in case.facts), 10, gray=60)
        sections = {name: text for name, text in vars(case.sections).items() if text}
        if history := sections.pop("history", ""):
            self._section(words["history"], history)
        for number, plate in enumerate(case.plates, 1):
            self._plate(plate, f"{words['image']} {number}", told=not case.quiz)
        for number, question in enumerate(case.questions, 1):
            self._section(f"{words['question']} {number}", question.text)
        if case.quiz and (sections or any(question.answer for question in case.questions)):
            self._page.add_page()
        for heading, text in self._answers():
            self._section(heading, text)
        for name, text in sections.items():
            self._section(words[name], text)
        self._page.ln(4)
        self._text(words["note"], 8, gray=90)

    def _answers(self) -> Iterator[tuple[str, str]]:
        for number, question in enumerate(self._case.questions, 1):
            if question.answer:
                yield f"{self._words['question']} {number}: {self._words['answer']}", question.answer
        captions = [f"{n}: {plate.caption}" for n, plate in enumerate(self._case.plates, 1) if plate.caption]
        if self._case.quiz and captions:
            yield self._words["image"], "\n".join(captions)

    def _section(self, heading: str, text: str) -> None:
        self._page.ln(3)
        self._keep_together(18)
        self._text(heading, 13)
        self._text(text, 11)

    def _plate(self, plate: Plate, name: str, *, told: bool) -> None:
        frames = _chosen(plate)
        across = 1 if len(frames) == 1 else 3
        rows, columns = plate.shape
        room = self._page.epw
        width = (room - (across - 1) * _GAP) / across
        height = width * rows / columns
        most = self._page.eph - 30
        if across == 1:
            most = min(most, _HIGHEST)
        if height > most:
            width, height = width * most / height, most
        self._page.ln(4)
        lines = -(-len(frames) // across)
        self._keep_together(min(lines * (height + _GAP) + 8, self._page.eph))
        left = _MARGIN if across > 1 else _MARGIN + (room - width) / 2
        for begin in range(0, len(frames), across):
            self._keep_together(height)
            top = self._page.get_y()
            for place, pixels in enumerate(frames[begin : begin + across]):
                picture = io.BytesIO(coded(_small_enough(pixels), ".png"))
                self._page.image(picture, x=left + place * (width + _GAP), y=top, w=width, h=height)
            self._page.set_y(top + height + _GAP)
        caption = f"{name}. {plate.caption}" if told and plate.caption else name
        self._text(caption, 10, gray=60)

    def _keep_together(self, height: float) -> None:
        """Begin another page if there is not this much room."""
        if self._page.get_y() + height > self._page.page_break_trigger:
            self._page.add_page()

    def _text(self, text: str, size: float, gray: int = 0) -> None:
        self._page.set_font("hand-out", size=size)
        self._page.set_text_color(gray)
        self._page.multi_cell(0, size * _POINT * _LINE, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _require_letters(case: RenderedCase, known: set[int]) -> None:
    texts = [case.title, *vars(case.sections).values(), *(plate.caption for plate in case.plates)]
    texts += [text for question in case.questions for text in (question.text, question.answer)]
    missing = {letter for text in texts for letter in text if ord(letter) not in known and not letter.isspace()}
    if missing:
        raise LettersMissing(count=len(missing))


def _chosen(plate: Plate) -> tuple[Pixels, ...]:
    """Give the frames that stand for a cine, evenly spread."""
    count = len(plate.frames)
    if count <= _SHOWN:
        return plate.frames
    return tuple(plate.frames[round(number * (count - 1) / (_SHOWN - 1))] for number in range(_SHOWN))


def _small_enough(pixels: Pixels) -> Pixels:
    longer = max(pixels.shape[:2])
    if longer <= _WIDEST:
        return pixels
    size = round(pixels.shape[1] * _WIDEST / longer), round(pixels.shape[0] * _WIDEST / longer)
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(pixels.dtype)


PLUGIN = HandOutExporter()
