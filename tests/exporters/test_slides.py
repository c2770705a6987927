"""Slides hold final pixels and neutral names: nothing of what the library or its template would add."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pptx
from PIL import Image

from redactor.exporters.teaching._archives import unpacked
from redactor.model.teaching import Question, Sections
from tests.teaching import exported, rendered

if TYPE_CHECKING:
    from pathlib import Path


def parts_of(tmp_path: Path, **facts: Any) -> dict[str, bytes]:
    place, (item,) = exported(rendered(tmp_path, **facts), tmp_path, "pptx")
    assert item.reason == ""
    return unpacked((place.destination / "CASE-0001.pptx").read_bytes())


def test_no_part_speaks_of_template_author_time_or_printer(tmp_path: Path) -> None:
    parts = parts_of(tmp_path)
    assert not [name for name in parts if "thumbnail" in name or "printer" in name]
    for name, data in parts.items():
        assert b"Steve Canny" not in data
        assert b"thumbnail" not in data, name
        assert b"printerSettings" not in data, name
        assert b"2013-01-27" not in data
    assert b"<dc:creator></dc:creator>" in parts["docProps/core.xml"]


def test_pictures_are_whole_files_of_final_pixels_with_neutral_names(tmp_path: Path) -> None:
    parts = parts_of(tmp_path)
    slides = [data for name, data in parts.items() if name.startswith("ppt/slides/slide")]
    assert not [slide for slide in slides if b"srcRect l=" in slide or b"srcRect r=" in slide]
    pictures = {name: data for name, data in parts.items() if name.startswith("ppt/media/")}
    opened = [Image.open(io.BytesIO(data)) for data in pictures.values()]
    assert sorted((image.format, getattr(image, "n_frames", 1)) for image in opened) == [
        ("GIF", 4),
        ("GIF", 5),
        ("PNG", 1),
    ]
    assert all(image.info.get("loop") == 0 for image in opened if image.format == "GIF")


def test_it_opens_again_and_a_quiz_tells_the_answer_last(tmp_path: Path) -> None:
    facts = {
        "sections": Sections("Cough.", "A mass.", "Carcinoma.", "", "Rare."),
        "questions": (Question("What is it?", "A mass."),),
        "quiz": True,
    }
    place, _ = exported(rendered(tmp_path, **facts), tmp_path, "pptx")
    deck = pptx.Presentation(str(place.destination / "CASE-0001.pptx"))
    told = ["\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in deck.slides]
    place_of = {word: next(n for n, text in enumerate(told) if word in text) for word in ("Cough", "Image 3", "Carcin")}
    assert place_of["Cough"] < place_of["Image 3"] < place_of["Carcin"]
    asked, answered = (next(n for n, text in enumerate(told) if word in text) for word in ("What is", "Answer: A"))
    assert answered == asked + 1
    assert not any(slide.has_notes_slide for slide in deck.slides)
