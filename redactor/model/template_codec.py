"""Templates as JSON (`redactor/template/1`). Unknown fields are an error that names them.

`resources/schemas/template-1.json` says the same as a JSON Schema.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import TYPE_CHECKING, Final

from redactor.errors import InvalidDocument, TemplateNotClean
from redactor.model.codec import plan_from_json, plan_to_json
from redactor.model.image import UltrasoundRegion
from redactor.model.region import Status
from redactor.model.strict_json import Reader, count, list_of, one_of, text, whole
from redactor.model.template import MaskTemplate, MatchRule, Words, template_of

if TYPE_CHECKING:
    from redactor.model.plan import RedactionPlan
    from redactor.model.strict_json import Json

TEMPLATE: Final = "redactor/template/1"
_MOST: Final = (1 << 16) - 1  # Rows and Columns are of VR US
_NONE: Final[tuple[str, ...]] = ()


def template_to_json(template: MaskTemplate) -> Json:
    """Give a template as a JSON object of schema ``redactor/template/1``."""
    return {
        "schema": TEMPLATE,
        "title": template.title,
        "version": template.version,
        "match": match_to_json(template.match),
        "plan": plan_to_json(template.plan),
    }


def match_to_json(match: MatchRule) -> Json:
    """Give a match rule as a JSON object: keywords of attributes and what is asked of them."""
    asked: Json = {
        "Modality": match.modality,
        "Manufacturer": _words_to_json(match.manufacturer),
        "ManufacturerModelName": _words_to_json(match.manufacturer_model_name),
        "SOPClassUID": match.sop_class_uid,
        "ViewPosition": match.view_position,
        "ImageType": list(match.image_type),
    }
    found: Json = {name: value for name, value in asked.items() if value}
    found |= {"Rows": match.rows, "Columns": match.columns}
    if match.ultrasound_regions is not None:
        found["SequenceOfUltrasoundRegions"] = [list(dataclasses.astuple(each)) for each in match.ultrasound_regions]
    return found


def template_from_json(document: object) -> MaskTemplate:
    """Read a template; ids and origins of its regions give way to numbers.

    Raises
    ------
    InvalidDocument
        Naming the place and the problem, also if there is something in it that a template may not hold.
    """
    reader = Reader(document, "template")
    reader.take("schema", one_of(TEMPLATE))
    title, version = reader.take("title", text), reader.take("version", count)
    match, plan = reader.take("match", _read_match), reader.take("plan", _read_plan)
    reader.end()
    if any(region.reason or region.status is not Status.ACCEPTED or region.header_match for region in plan.regions):
        raise InvalidDocument(
            where="template.plan", problem="regions of a template are accepted, have no reason, and match no header"
        )
    try:
        return template_of(title, match, plan, version=version)
    except TemplateNotClean as error:
        raise InvalidDocument(where=reader.where, problem=str(error.facts["problem"])) from None


def template_id(template: MaskTemplate) -> str:
    """Give what tells a template from any other in records: a hash of all that it holds, with its version."""
    text_of_it = json.dumps(template_to_json(template), sort_keys=True, ensure_ascii=True)
    return f"{hashlib.sha256(text_of_it.encode('ascii')).hexdigest()[:12]}@{template.version}"


def _words_to_json(words: Words) -> object:
    return {"contains": words.value} if words.contains and words.value else words.value


def _read_match(document: object, where: str) -> MatchRule:
    reader = Reader(document, where)
    match = MatchRule(
        rows=reader.take("Rows", _extent),
        columns=reader.take("Columns", _extent),
        modality=reader.take("Modality", _some_text, ""),
        manufacturer=reader.take("Manufacturer", _read_words, Words()),
        manufacturer_model_name=reader.take("ManufacturerModelName", _read_words, Words()),
        sop_class_uid=reader.take("SOPClassUID", _some_text, ""),
        view_position=reader.take("ViewPosition", _some_text, ""),
        image_type=reader.take("ImageType", list_of(_some_text), _NONE),
        ultrasound_regions=reader.maybe("SequenceOfUltrasoundRegions", list_of(_read_region)),
    )
    reader.end()
    return match


def _read_words(document: object, where: str) -> Words:
    if isinstance(document, str):
        return Words(_some_text(document, where))
    reader = Reader(document, where)
    words = Words(reader.take("contains", _some_text), contains=True)
    reader.end()
    return words


def _read_region(document: object, where: str) -> UltrasoundRegion:
    numbers = list_of(whole)(document, where)
    if len(numbers) != 4:
        raise InvalidDocument(where=where, problem="four whole numbers are needed")
    return UltrasoundRegion(*numbers)


def _read_plan(document: object, where: str) -> RedactionPlan:
    del where
    return plan_from_json(document)


def _extent(document: object, where: str) -> int:
    value = count(document, where)
    if value > _MOST:
        raise InvalidDocument(where=where, problem="no image is as large")
    return value


def _some_text(document: object, where: str) -> str:
    value = text(document, where)
    if not value.strip():
        raise InvalidDocument(where=where, problem="the text is empty")
    return value
