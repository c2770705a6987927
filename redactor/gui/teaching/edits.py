"""What a person does to a teaching case, as functions from one value to the next. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from redactor.deid.free_text import Suspect, suspicions
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.geometry import Rectangle
from redactor.model.teaching import Question, TeachingCase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from redactor.deid.identity import PersonWords
    from redactor.gui.problems import Translate
    from redactor.model.geometry import Point
    from redactor.model.teaching import KeyImage

ADD: Final = QT_TRANSLATE_NOOP("Teaching", "add image")
REMOVE: Final = QT_TRANSLATE_NOOP("Teaching", "remove image")
MOVE: Final = QT_TRANSLATE_NOOP("Teaching", "other order")
WRITE: Final = QT_TRANSLATE_NOOP("Teaching", "writing")
CUT: Final = QT_TRANSLATE_NOOP("Teaching", "cut")
MARK: Final = QT_TRANSLATE_NOOP("Teaching", "arrow or label")
VIEW: Final = QT_TRANSLATE_NOOP("Teaching", "window or frames")
CHOOSE: Final = QT_TRANSLATE_NOOP("Teaching", "choice")
CONFIRM: Final = QT_TRANSLATE_NOOP("Teaching", "confirm a word")

_PLACES: Final = {
    "title": QT_TRANSLATE_NOOP("Teaching", "Title"),
    "history": QT_TRANSLATE_NOOP("Teaching", "History"),
    "findings": QT_TRANSLATE_NOOP("Teaching", "Findings"),
    "diagnosis": QT_TRANSLATE_NOOP("Teaching", "Diagnosis"),
    "differential": QT_TRANSLATE_NOOP("Teaching", "Differential diagnosis"),
    "discussion": QT_TRANSLATE_NOOP("Teaching", "Discussion"),
}
_OF_IMAGE: Final = QT_TRANSLATE_NOOP("Teaching", "Image {number}")
_OF_QUESTION: Final = QT_TRANSLATE_NOOP("Teaching", "Question {number}")
_KINDS: Final = {
    Suspect.HEADER: QT_TRANSLATE_NOOP("Teaching", "“{text}” stands in the header of the images"),
    Suspect.DATE: QT_TRANSLATE_NOOP("Teaching", "“{text}” looks like a date"),
    Suspect.NUMBER: QT_TRANSLATE_NOOP("Teaching", "“{text}” looks like a number of somebody"),
    Suspect.CONTACT: QT_TRANSLATE_NOOP("Teaching", "“{text}” looks like an address"),
    Suspect.NAME: QT_TRANSLATE_NOOP("Teaching", "“{text}” looks like a name"),
}
_LONGEST: Final = 40


@dataclass(frozen=True)
class Hit:
    """Words of the author that may identify somebody; the repr shows none of them.

    Attributes
    ----------
    place
        As `TeachingCase.texts` names it.
    """

    place: str
    kind: Suspect
    begin: int
    end: int


def hits(case: TeachingCase, persons: Iterable[PersonWords]) -> tuple[Hit, ...]:
    """Scan every text of a case."""
    known = tuple(persons)
    return tuple(
        Hit(place, found.kind, found.begin, found.end)
        for place, text in case.texts()
        for found in suspicions(text, known, case.confirmed)
    )


def words_at(case: TeachingCase, hit: Hit) -> str:
    """Give the words of a hit, for the author alone."""
    return dict(case.texts()).get(hit.place, "")[hit.begin : hit.end]


def hit_words(case: TeachingCase, hit: Hit, translate: Translate) -> str:
    """Say what is suspected."""
    text = " ".join(words_at(case, hit).split())
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return translate("Teaching", _KINDS[hit.kind]).format(text=short)


def place_words(place: str, translate: Translate) -> str:
    """Name the place of a text: ``History``, ``Image 2``."""
    name = place.removeprefix("case.").removeprefix("sections.")
    kind, _, rest = name.partition("[")
    if kind in {"images", "questions"}:
        number = int(rest.partition("]")[0]) + 1
        return translate("Teaching", _OF_IMAGE if kind == "images" else _OF_QUESTION).format(number=number)
    return translate("Teaching", _PLACES[name])


def with_images(case: TeachingCase, added: Sequence[KeyImage], at: int | None = None) -> TeachingCase:
    """Add images, at the end or before a place."""
    place = len(case.images) if at is None else at
    return replace(case, images=(*case.images[:place], *added, *case.images[place:]))


def without_image(case: TeachingCase, at: int) -> TeachingCase:
    """Take an image out."""
    return replace(case, images=(*case.images[:at], *case.images[at + 1 :]))


def moved(case: TeachingCase, at: int, to: int) -> TeachingCase:
    """Put an image at another place of the order."""
    images = list(case.images)
    images.insert(max(to, 0), images.pop(at))
    return replace(case, images=tuple(images))


def with_image(case: TeachingCase, at: int, image: KeyImage) -> TeachingCase:
    """Show an image in another way."""
    return replace(case, images=(*case.images[:at], image, *case.images[at + 1 :]))


def with_questions(case: TeachingCase, rows: Iterable[tuple[str, str]]) -> TeachingCase:
    """Ask other questions; a row without any word stays for as long as it is written in."""
    return replace(case, questions=tuple(Question(text, answer) for text, answer in rows))


def cut(one: Point, other: Point, rows: int, columns: int) -> Rectangle | None:
    """Give the part of a frame between two corners, in whole pixels; None if nothing is left of it."""
    left, right = sorted((round(one[0]), round(other[0])))
    top, bottom = sorted((round(one[1]), round(other[1])))
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, columns), min(bottom, rows)
    return Rectangle(left, top, right - left, bottom - top) if right > left and bottom > top else None


def next_letter(image: KeyImage) -> str:
    """Give a label that the image does not have yet."""
    taken = {label.text for label in image.labels}
    return next((letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in taken), "*")
