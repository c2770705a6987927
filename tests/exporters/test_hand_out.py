"""The hand-out (PDF): words that a reader finds, flat pictures, and the answers on a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdf

from redactor.exporters.teaching.hand_out import PLUGIN
from redactor.model.teaching import Language, Question, Sections
from redactor.workflow.package_pdf import parts_of_pdf
from redactor.workflow.report import ItemStatus
from tests.teaching import exported, rendered

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.model.rendered import RenderedCase

WORDS = {
    "title": "Hilar mass 肺门肿块",
    "sections": Sections("Cough.", "A mass.", "Carcinoma.", "", "咳嗽六周。"),
    "questions": (Question("What is it?", "A tumour."),),
    "language": Language.BOTH,
}


def pages_of(case: RenderedCase, folder: Path) -> list[str]:
    (folder / "pdf").mkdir()
    (file,) = PLUGIN.write(case, folder / "pdf", "pdf")
    texts, _ = parts_of_pdf((folder / "pdf" / file).read_bytes())
    return texts


def test_everything_is_text_in_both_languages(tmp_path: Path) -> None:
    text = "\n".join(pages_of(rendered(tmp_path, **WORDS), tmp_path))
    for words in (
        "Hilar mass 肺门肿块",
        "Cough.",
        "Carcinoma.",
        "咳嗽六周。",
        "A tumour.",
        "教学用",
        "for teaching, not",
    ):
        assert words in text


def test_in_a_quiz_the_answers_begin_a_page_of_their_own(tmp_path: Path) -> None:
    *before, last = pages_of(rendered(tmp_path, quiz=True, **WORDS), tmp_path)
    assert before
    for told in ("A mass.", "Carcinoma.", "A tumour."):
        assert told in last
        assert not any(told in page for page in before)
    assert "What is it?" in "".join(before)


def test_a_draft_says_so(tmp_path: Path) -> None:
    first, *_ = pages_of(rendered(tmp_path, released=False, **WORDS), tmp_path)
    assert "DRAFT – NOT RELEASED 草稿-未放行" in first


def test_letters_that_the_font_lacks_are_a_reason_not_a_gap(tmp_path: Path) -> None:
    words = {**WORDS, "title": "\U0001f9e0 \U0001f9e0"}
    _, (item,) = exported(rendered(tmp_path, **words), tmp_path, "pdf")
    assert item.status is ItemStatus.SET_ASIDE
    assert "font of this format: 1." in item.reason


def test_a_film_is_some_of_its_frames_each_as_flat_pixels(tmp_path: Path) -> None:
    case = rendered(tmp_path, **WORDS)
    (tmp_path / "pdf").mkdir()
    (file,) = PLUGIN.write(case, tmp_path / "pdf", "pdf")
    found = [image.name for page in pypdf.PdfReader(tmp_path / "pdf" / file).pages for image in page.images]
    assert len(found) == sum(min(len(plate.frames), 6) for plate in case.plates)
