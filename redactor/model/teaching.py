"""A teaching case: which images of written results are shown, in which order and view, and what is said about them.

A value like a case plan: sequences are tuples, and nothing in it names a patient. Places in images are (column, row)
from the outer corner of the top-left pixel of the stored frame, as everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.model.geometry import Point, Rectangle
    from redactor.model.image import Window

MOST_FRAMES: Final = 2000
"""Frames of one key image; what shows more is not for a lecture."""


class Language(StrEnum):
    """In which language headings and the notes of the program are written; what authors write stays as it is."""

    ENGLISH = "en"
    CHINESE = "zh_CN"
    BOTH = "both"


@dataclass(frozen=True)
class Arrow:
    """An arrow that is drawn into the picture."""

    tail: Point
    tip: Point

    def __post_init__(self) -> None:
        """Refuse an arrow without a direction."""
        if self.tail == self.tip:
            raise ValueError("an arrow needs two different ends")


@dataclass(frozen=True)
class Label:
    """A word that is drawn into the picture; `at` is the lower left corner of its first letter."""

    at: Point
    text: str


@dataclass(frozen=True)
class Preset:
    """A window that a page offers besides the one shown first."""

    name: str
    window: Window


@dataclass(frozen=True)
class KeyImage:
    """One image of the case, a still or a stack of frames.

    Attributes
    ----------
    file
        The written result as its path below the folder of results, such as ``CASE0001/S001/I0001.dcm``.
    frames
        Numbers from 1, in order; more than one is a cine or a stack.
    window
        None is the view as stored.
    crop
        What is left of the frame; nothing outside of it is in any output.
    further
        Results of the same size that follow `file` in one stack, each with its first frame: slices of a series.
    """

    file: str
    frames: tuple[int, ...] = (1,)
    window: Window | None = None
    crop: Rectangle | None = None
    arrows: tuple[Arrow, ...] = ()
    labels: tuple[Label, ...] = ()
    caption: str = ""
    presets: tuple[Preset, ...] = ()
    further: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every result that it shows."""
        return self.file, *self.further

    def __post_init__(self) -> None:
        """Refuse an image of no frame, or of more than can be shown."""
        if self.further and (len(self.frames) > 1 or len(self.further) >= MOST_FRAMES):
            raise ValueError(f"a stack is of one frame each, {MOST_FRAMES} at most")
        if not 1 <= len(self.frames) <= MOST_FRAMES or min(self.frames) < 1:
            raise ValueError(f"from 1 to {MOST_FRAMES} frames are needed, counted from 1")


@dataclass(frozen=True)
class Question:
    """A question to the learner, and its answer."""

    text: str
    answer: str


@dataclass(frozen=True)
class Sections:
    """What the author writes about the case."""

    history: str = ""
    findings: str = ""
    diagnosis: str = ""
    differential: str = ""
    discussion: str = ""


@dataclass(frozen=True)
class Kept:
    """Which facts of the header the case tells; each only as far as its words are known ones."""

    age_band: bool = True
    sex: bool = True
    modality: bool = True
    body_part: bool = True
    view: bool = True


@dataclass(frozen=True)
class TeachingCase:
    """All that an author decides about a teaching case.

    Attributes
    ----------
    quiz
        Findings, diagnosis and answers come after the images, each behind a step that reveals it.
    confirmed
        Words that the author confirmed to name no person. They never excuse a date, a number, or a word of the header.
    """

    title: str = ""
    images: tuple[KeyImage, ...] = ()
    sections: Sections = Sections()
    questions: tuple[Question, ...] = ()
    language: Language = Language.ENGLISH
    quiz: bool = False
    kept: Kept = Kept()
    confirmed: tuple[str, ...] = field(default=())

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every free text with its place in the document, such as ``case.images[0].caption``."""
        yield "case.title", self.title
        for index, image in enumerate(self.images):
            here = f"case.images[{index}]"
            yield f"{here}.caption", image.caption
            for number, label in enumerate(image.labels):
                yield f"{here}.labels[{number}].text", label.text
            for number, preset in enumerate(image.presets):
                yield f"{here}.presets[{number}].name", preset.name
        for name, text in vars(self.sections).items():
            yield f"case.sections.{name}", text
        for index, question in enumerate(self.questions):
            yield f"case.questions[{index}].text", question.text
            yield f"case.questions[{index}].answer", question.answer
