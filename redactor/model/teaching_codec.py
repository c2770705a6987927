"""Teaching cases as JSON of schema ``redactor/teaching/1``. Unknown fields are an error that names them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

from redactor.errors import InvalidDocument
from redactor.model.codec import shape_from_json, shape_to_json
from redactor.model.geometry import Rectangle
from redactor.model.image import Window
from redactor.model.strict_json import Reader, count, flag, list_of, number, one_of, text
from redactor.model.teaching import (
    Arrow,
    Kept,
    KeyImage,
    Label,
    Language,
    Preset,
    Question,
    Sections,
    TeachingCase,
)

if TYPE_CHECKING:
    from redactor.model.geometry import Point
    from redactor.model.strict_json import Json

TEACHING: Final = "redactor/teaching/1"
_FUNCTIONS: Final = ("LINEAR", "LINEAR_EXACT", "SIGMOID")
_FIRST: Final[tuple[int, ...]] = (1,)
_NO_WORDS: Final[tuple[str, ...]] = ()


def teaching_to_json(case: TeachingCase) -> Json:
    """Give a teaching case as a JSON object; what is as it would be anyway is left out."""
    result: Json = {"schema": TEACHING, "title": case.title, "images": [_image(image) for image in case.images]}
    plain = {
        "sections": {name: value for name, value in vars(case.sections).items() if value},
        "questions": [dataclasses.asdict(question) for question in case.questions],
        "kept": {name: value for name, value in vars(case.kept).items() if not value},
        "confirmed": list(case.confirmed),
    }
    result |= {name: value for name, value in plain.items() if value}
    return result | {"language": str(case.language), "quiz": case.quiz}


def teaching_from_json(document: object) -> TeachingCase:
    """Read a teaching case.

    Raises
    ------
    InvalidDocument
        Naming the place and the problem.
    """
    reader = Reader(document, "case")
    reader.take("schema", one_of(TEACHING))
    case = TeachingCase(
        title=reader.take("title", text, ""),
        images=reader.take("images", list_of(_read_image)),
        sections=reader.take("sections", _read_sections, Sections()),
        questions=reader.take("questions", list_of(_read_question), ()),
        language=reader.take("language", one_of(*Language), Language.ENGLISH),
        quiz=reader.take("quiz", flag, default=False),
        kept=reader.take("kept", _read_kept, Kept()),
        confirmed=reader.take("confirmed", list_of(text), _NO_WORDS),
    )
    reader.end()
    return case


def _image(image: KeyImage) -> Json:
    plain: dict[str, Any] = {
        "window": None if image.window is None else vars(image.window),
        "crop": None if image.crop is None else shape_to_json(image.crop),
        "arrows": [{"tail": list(arrow.tail), "tip": list(arrow.tip)} for arrow in image.arrows],
        "labels": [{"at": list(label.at), "text": label.text} for label in image.labels],
        "caption": image.caption,
        "presets": [{"name": preset.name, "window": vars(preset.window)} for preset in image.presets],
        "further": list(image.further),
    }
    return {"file": image.file, "frames": list(image.frames)} | {name: value for name, value in plain.items() if value}


def _read_image(document: object, where: str) -> KeyImage:
    reader = Reader(document, where)
    try:
        image = KeyImage(
            file=reader.take("file", text),
            frames=reader.take("frames", list_of(count), _FIRST),
            window=reader.maybe("window", _read_window),
            crop=reader.maybe("crop", _read_crop),
            arrows=reader.take("arrows", list_of(_read_arrow), ()),
            labels=reader.take("labels", list_of(_read_label), ()),
            caption=reader.take("caption", text, ""),
            presets=reader.take("presets", list_of(_read_preset), ()),
            further=reader.take("further", list_of(text), _NO_WORDS),
        )
    except ValueError as error:
        raise InvalidDocument(where=where, problem=str(error)) from None
    reader.end()
    return image


def _read_window(document: object, where: str) -> Window:
    reader = Reader(document, where)
    center, width = reader.take("center", number), reader.take("width", number)
    function = reader.take("function", one_of(*_FUNCTIONS), "LINEAR")
    reader.end()
    if width <= 0:
        raise InvalidDocument(where=f"{where}.width", problem="a positive number is needed")
    return Window(center, width, function)


def _read_crop(document: object, where: str) -> Rectangle:
    shape = shape_from_json(document, where)
    if not isinstance(shape, Rectangle):
        raise InvalidDocument(where=where, problem="a rectangle is needed")
    return shape


def _read_point(document: object, where: str) -> Point:
    match list_of(number)(document, where):
        case (column, row):
            return column, row
        case _:
            raise InvalidDocument(where=where, problem="a point is [column, row]")


def _read_arrow(document: object, where: str) -> Arrow:
    reader = Reader(document, where)
    tail, tip = reader.take("tail", _read_point), reader.take("tip", _read_point)
    reader.end()
    try:
        return Arrow(tail, tip)
    except ValueError as error:
        raise InvalidDocument(where=where, problem=str(error)) from None


def _read_label(document: object, where: str) -> Label:
    reader = Reader(document, where)
    label = Label(reader.take("at", _read_point), reader.take("text", text))
    reader.end()
    return label


def _read_preset(document: object, where: str) -> Preset:
    reader = Reader(document, where)
    preset = Preset(reader.take("name", text), reader.take("window", _read_window))
    reader.end()
    return preset


def _read_question(document: object, where: str) -> Question:
    reader = Reader(document, where)
    question = Question(reader.take("text", text), reader.take("answer", text, ""))
    reader.end()
    return question


def _read_sections(document: object, where: str) -> Sections:
    reader = Reader(document, where)
    found = {field.name: reader.take(field.name, text, "") for field in dataclasses.fields(Sections)}
    reader.end()
    return Sections(**found)


def _read_kept(document: object, where: str) -> Kept:
    reader = Reader(document, where)
    found = {field.name: reader.take(field.name, flag, default=True) for field in dataclasses.fields(Kept)}
    reader.end()
    return Kept(**found)
