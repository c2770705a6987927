"""A case for MIRC teaching file servers: a ZIP of one document and its pictures."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.exporters.teaching._archives import packed
from redactor.exporters.teaching._images import coded, gif
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.rendered import DRAFT, HEADINGS, NOT_FOR_DIAGNOSIS, in_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.model.rendered import RenderedCase


@dataclass(frozen=True)
class MircExporter:
    """Writes ``CASE-0001_mirc.zip``; its names are those of the MSTF template, and no server has tried it."""

    id: str = "mirc"
    title: str = QT_TRANSLATE_NOOP("Plugins", "MIRC teaching file")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "A ZIP for MIRC and TFS servers.")
    formats: tuple[str, ...] = ("mirc",)

    def write(self, case: RenderedCase, folder: Path, form: str) -> Sequence[Path]:
        """See `TeachingExporter.write`."""
        pictures = {
            f"{plate.name}.{'gif' if plate.is_cine else 'png'}": gif(plate.played, plate.rate)
            if plate.is_cine
            else coded(plate.frames[0], ".png")
            for plate in case.plates
        }
        file = Path(f"{case.name}_{form}.zip")
        (folder / file).write_bytes(packed({"MIRCdocument.xml": _document(case, list(pictures)), **pictures}))
        return [file]


def _document(case: RenderedCase, pictures: Sequence[str]) -> bytes:
    root = ET.Element("MIRCdocument", display="mstf")
    _add(root, "title", case.title)
    _add(root, "document-type", "Radiologic Teaching File")
    abstract = ET.SubElement(root, "abstract")
    for told in [*([DRAFT] if case.draft else []), in_language(case.language, NOT_FOR_DIAGNOSIS)]:
        _add(abstract, "p", told)
    hidden = {"visible": "no"} if case.quiz else {}
    for name, text in vars(case.sections).items():
        if text or name == "history":
            heading = in_language(case.language, HEADINGS[name])
            section = ET.SubElement(root, "section", {"heading": heading, **({} if name == "history" else hidden)})
            facts = [f"{key}: {told}" for key, told in case.facts] if name == "history" else []
            for paragraph in [*facts, *text.splitlines()]:
                _add(section, "p", paragraph)
    images = ET.SubElement(root, "image-section", heading=in_language(case.language, HEADINGS["image"]))
    for plate, name in zip(case.plates, pictures, strict=True):
        image = ET.SubElement(images, "image", src=name)
        if plate.caption:
            ET.SubElement(image, "image-caption", hidden).text = plate.caption
    for question in case.questions:
        quiz = ET.SubElement(root, "section", heading=in_language(case.language, HEADINGS["question"]))
        _add(quiz, "p", question.text)
        if question.answer:
            answer = ET.SubElement(
                root, "section", {"heading": in_language(case.language, HEADINGS["answer"]), **hidden}
            )
            _add(answer, "p", question.answer)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


PLUGIN = MircExporter()
