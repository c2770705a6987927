"""`redactor propose`: proposed regions as JSON Lines, one object an instance."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from redactor import detectors
from redactor.cli.terminal import complain
from redactor.errors import CannotWrite, DetectorFailed, SetAside
from redactor.files import writing_errors
from redactor.model.codec import shape_to_json
from redactor.plugins import pick
from redactor.workflow.inputs import files_below, is_image, open_images
from redactor.workflow.propose import propose

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from redactor.model.image import Image
    from redactor.workflow.propose import Found, Proposals

SCHEMA = "redactor/findings/1"


def run(arguments: argparse.Namespace) -> int:
    """Print the findings of every image below the paths.

    Inputs without an image are named on the error stream, and images on which a search broke off, too.
    """
    for name in arguments.detectors or []:
        pick(detectors.available(), name, "detector")
    files = list(files_below(arguments.paths))
    refused = False
    with _opened(arguments.json) as out:
        for path, problem in files:
            try:
                if problem is not None:
                    raise problem
                for image in open_images(path):
                    proposals = propose(image, arguments.detectors)
                    told = _findings(path, image, proposals, show_text=arguments.show_text)
                    print(json.dumps(told, ensure_ascii=False), file=out, flush=True)
                    for search in proposals.runs:
                        if search.problem:
                            raise DetectorFailed(detector=search.id)
            except SetAside as error:
                refused = True
                complain(f"set_aside {path}: {error}")
    return 1 if refused else 0


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    """Open the file that the findings go to; without one they go to the standard output."""
    if path is None or path == Path("-"):
        yield sys.stdout
        return
    if is_image(path):
        raise CannotWrite(reason="there is an image of this name")
    with writing_errors(), path.open("w", encoding="utf-8", errors="backslashreplace") as file:
        yield file


def _findings(path: Path, image: Image, proposals: Proposals, *, show_text: bool) -> dict[str, Any]:
    pixels = image.pixel_format
    return {
        "schema": SCHEMA,
        "path": str(path),
        "sop_instance_uid": image.place.instance,
        "rows": pixels.rows,
        "columns": pixels.columns,
        "number_of_frames": pixels.number_of_frames,
        "elapsed_ms": proposals.elapsed_ms,
        "detectors": [run.id for run in proposals.runs],
        "not_found": list(proposals.not_found),
        "findings": [_finding(found, show_text=show_text) for found in proposals.found],
    }


def _finding(found: Found, *, show_text: bool) -> dict[str, Any]:
    finding = found.finding
    bounds = finding.shape.bounds
    told = {
        "id": found.id,
        "kind": str(finding.kind),
        "frames": finding.frames if finding.frames == "all" else list(finding.frames),
        "suggestion": finding.suggestion,
        "confidence": round(finding.confidence, 3),
        "bounds": [bounds.column, bounds.row, bounds.columns, bounds.rows],
        "shape": shape_to_json(finding.shape),
        "detector": found.detector.partition("@")[0],
        "reason": finding.reason,
        "header_match": finding.header_match,
    }
    return told | {"text": finding.text} if show_text else told
