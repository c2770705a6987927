"""Written results of fictitious patients, and what may never be found in a package made of them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from redactor.model.teaching import KeyImage, TeachingCase
from redactor.workflow.teaching import Result, open_result, render
from redactor.workflow.teaching_export import Place, export_packages, prepare_place
from redactor.workflow.teaching_words import Known, known_words
from tests.instances import PATIENT_ID, capture, ct_slice, ultrasound_cine
from tests.runs import applied

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from redactor.model.rendered import RenderedCase
    from redactor.workflow.report import Item

CANARIES = ("CANARY", "ZELDA", PATIENT_ID, "SHERLOCK", "ACC998877", "SECRETNAME", "19610307", "1961-03-07", "20240501")


def written_results(folder: Path, *, released: bool = True) -> list[Path]:
    """Write a CT slice, a gray and a coloured multi-frame, and say in their records whether a person looked."""
    sources = folder / "SECRETNAME_originals"
    ct_slice(sources / "0_ct.dcm", PatientAge="058Y", BodyPartExamined="CHEST")
    capture(sources / "SECRETNAME.dcm", rows=40, columns=60, frames=5, SeriesInstanceUID="2.25.1003")
    ultrasound_cine(sources / "us.dcm")
    applied([sources], folder / "results")
    found = sorted((folder / "results").rglob("*.dcm"))
    if released:
        for file in found:
            release(file)
    return found


def release(file: Path) -> None:
    """Say in the record of a result that one person looked."""
    record = file.with_suffix(".record.json")
    told: Any = json.loads(record.read_text(encoding="utf-8"))
    told["review"] = "single-person"
    told["file_sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    record.write_text(json.dumps(told), encoding="utf-8")


def a_case(results: Sequence[Result], **facts: Any) -> TeachingCase:
    """Give a case of all frames of these results."""
    images = [KeyImage(r.file.name, tuple(range(1, r.instance.pixel_format.number_of_frames + 1))) for r in results]
    return TeachingCase(images=tuple(images), **facts)


def rendered(folder: Path, *, released: bool = True, **facts: Any) -> RenderedCase:
    """Give the final pixels and words of a case."""
    results = [open_result(file) for file in written_results(folder, released=released)]
    return render(a_case(results, **facts), results)


def exported(case: RenderedCase, folder: Path, *forms: str) -> tuple[Place, list[Item]]:
    """Write packages; what is looked for is what the originals say."""
    place = prepare_place(folder / "out", [])
    return place, list(export_packages(case, forms, place, known(folder)))


def known(folder: Path) -> Known:
    """Give the words of the originals and results of `written_results`."""
    from redactor.trust.keys import HEADLESS  # noqa: PLC0415 - few tests need it

    results = [open_result(file).instance for file in sorted((folder / "results").rglob("*.dcm"))]
    return known_words(results, [folder / "results"], [folder / "SECRETNAME_originals"], HEADLESS)
