"""The page needs nothing but itself, runs nothing but its own script, and folds answers away."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from redactor.exporters.teaching._archives import unpacked
from redactor.exporters.teaching.quiz_page import page_of
from redactor.model.teaching import Language, Question, Sections
from tests.teaching import exported, rendered

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = Sections("Cough <3 weeks.", "A mass.", "Carcinoma & more.", "", "Rare.")
QUESTION = (Question("What is it?", "An <b>answer</b>."),)


def test_it_asks_for_nothing_from_outside(tmp_path: Path) -> None:
    page = page_of(rendered(tmp_path, sections=SECTIONS, questions=QUESTION))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy[1]
    for tag in ("style", "script"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode() in policy[1]
    assert not re.search(r"https?:|//\w|@import|url\(|\son\w+=|style=", re.sub(r'src="data:[^"]*"', "", page))
    assert set(re.findall(r'src="(data:image/png;base64,)?', page)) == {"data:image/png;base64,"}


def test_what_authors_write_stays_text(tmp_path: Path) -> None:
    page = page_of(rendered(tmp_path, sections=SECTIONS, questions=QUESTION, title="<script>x</script>"))
    assert "<script>x" not in page
    assert "&lt;b&gt;answer" in page
    assert page.count("<script>") == 1


def test_in_a_quiz_the_answers_come_folded_after_the_images(tmp_path: Path) -> None:
    case = rendered(tmp_path, sections=SECTIONS, questions=QUESTION, quiz=True, language=Language.BOTH)
    case = dataclasses.replace(case, plates=tuple(dataclasses.replace(p, caption="Telling") for p in case.plates))
    page = page_of(case)
    open_part = re.sub(r"<details>.*?</details>", "", page, flags=re.DOTALL)
    for word in ("A mass.", "Carcinoma", "Telling", "answer&lt;"):
        assert word not in open_part
    assert "Cough &lt;3 weeks." in open_part
    assert page.rindex("<img") < page.index("Carcinoma")


def test_every_frame_of_every_window_is_there(tmp_path: Path) -> None:
    case = rendered(tmp_path)
    plate = dataclasses.replace(case.plates[1], presets=(("wide", case.plates[1].frames),))
    page = page_of(dataclasses.replace(case, plates=(plate,)))
    assert page.count("<img ") == 2 * len(plate.frames)
    assert 'data-choose="1" aria-pressed="false">wide' in page


def test_a_mirc_document_names_its_pictures_and_hides_answers(tmp_path: Path) -> None:
    case = rendered(tmp_path, sections=SECTIONS, questions=QUESTION, quiz=True)
    place, (item,) = exported(case, tmp_path, "mirc")
    assert item.reason == ""
    members = unpacked((place.destination / "CASE-0001_mirc.zip").read_bytes())
    root = ET.fromstring(members["MIRCdocument.xml"])  # noqa: S314 - written a moment ago
    assert (root.tag, root.get("display")) == ("MIRCdocument", "mstf")
    assert [image.get("src") for image in root.iter("image")] == list(members)[1:]
    shown = {section.get("heading"): section.get("visible") for section in root.iter("section")}
    assert shown["History"] is None
    assert shown["Diagnosis"] == shown["Answer"] == "no"
