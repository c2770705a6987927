"""How good the proposals are, on images whose texts are known.

    PYTHONPATH=. python -m tests.benchmarks.proposals [FOLDER] [--only TEXT] [--misses] [--detectors ID ...]

FOLDER has the form of ``../shared/data``: ``synth/*.dcm`` with ``synth/gt/*.json`` (a file an image) and images
named in ``gt/real_text_boxes.json``. Counted as follows.

found
    Identifying texts of which at least 95 % of the ink (of real ones: 85 % of the box) lies under ``hide`` or ``ask``.
over-hide
    Harmless texts of which at least half lies under ``hide``.
visible
    Harmless texts of every kind of which at most a tenth lies under ``hide`` or ``ask``.
false area
    Share of an image that is hidden outside every text box, as the mean over images.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.dicom.instance import Instance
from redactor.model.mask import rasterize
from redactor.model.plan import RedactionPlan
from redactor.model.region import ALL
from redactor.workflow.propose import propose
from tests.fakes import FakeImage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from redactor.model.image import Image
    from redactor.workflow.propose import Proposals

    Mask = NDArray[np.bool_]

SHARED: Final = Path(__file__).resolve().parents[2].parent / "shared" / "data"
FAINTEST: Final = 0.05
"""Texts of less contrast can hardly be read, so they don't count as misses."""


@dataclass(frozen=True)
class Text:
    """A text of known meaning.

    Attributes
    ----------
    whole
        Bool, shape (rows, columns): its box.
    counted
        The pixels that must be hidden, and `share` of them for a hit: its ink, where that is known.
    phi
        True if it identifies, False if it is harmless, None if either answer is right.
    """

    words: str = field(repr=False)
    kind: str
    whole: Mask
    counted: Mask
    share: float
    phi: bool | None
    frames: tuple[int, ...] | None
    legible: bool
    group: dict[str, str]


@dataclass(frozen=True)
class Case:
    """An image with all its texts."""

    name: str
    image: Image
    texts: tuple[Text, ...]


@dataclass
class Score:
    """What came of many texts and images."""

    found: list[bool] = field(default_factory=list)
    over_hidden: list[bool] = field(default_factory=list)
    visible: list[bool] = field(default_factory=list)
    markers: list[bool] = field(default_factory=list)
    false_area: list[float] = field(default_factory=list)
    false_area_clean: list[float] = field(default_factory=list)
    frames_right: list[bool] = field(default_factory=list)
    seconds: float = 0.0
    megapixels: float = 0.0
    misses: list[str] = field(default_factory=list)
    by_group: dict[tuple[str, str], list[bool]] = field(default_factory=lambda: defaultdict(list))


def cases(folder: Path, only: str = "") -> Iterator[Case]:
    """Yield the images of a folder whose names hold `only`."""
    for path in sorted(folder.glob("synth/*.dcm")):
        if only in path.as_posix():
            facts = json.loads((folder / "synth" / "gt" / f"{path.stem}.json").read_text(encoding="utf-8"))
            ink = cv2.imread(str(folder / "synth" / "gt" / f"{path.stem}_ink.png"), cv2.IMREAD_GRAYSCALE) == 255
            texts = tuple(_drawn(box, facts, ink) for box in facts["boxes"])
            yield Case(f"synth/{path.name}", Instance.open(path), texts)
    files = folder / "gt" / "real_text_boxes.json"
    if not files.exists():
        return
    for name, facts in json.loads(files.read_text(encoding="utf-8"))["files"].items():
        if only in name:
            path = folder / name
            image: Image = Instance.open(path) if path.suffix == ".dcm" else _radiograph(path)
            texts = tuple(_real(box, facts, name.split("/", maxsplit=1)[0]) for box in facts["boxes"])
            yield Case(name, image, texts)


def _radiograph(path: Path) -> FakeImage:
    values = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    return FakeImage.of(np.asarray(values, np.uint8), modality="DX")


def _drawn(box: dict[str, Any], facts: dict[str, Any], ink: Mask) -> Text:
    whole = _box(box, facts["rows"], facts["columns"])
    drawn = whole & ink
    has_ink = not box.get("native") and bool(drawn.any())
    size = box["px"] if box.get("px") else box["box"][3]
    group = {
        "layout": facts["layout"],
        "script": "zh" if any(c > "\u2e80" for c in box["text"]) else "latin",
        "size": "≤12" if size <= 12 else "≤20" if size <= 20 else "≤32" if size <= 32 else ">32",
        "contrast": str(box.get("contrast")),
    }
    return Text(
        words=box["text"],
        kind=box["class"],
        whole=whole,
        counted=drawn if has_ink else whole,
        share=0.95 if has_ink else 0.85,
        phi=box["phi"],
        frames=tuple(number + 1 for number in box["frames"]) if box.get("frames") else None,
        legible=box.get("measured_contrast") is None or box["measured_contrast"] >= FAINTEST,
        group=group,
    )


def _real(box: dict[str, Any], facts: dict[str, Any], collection: str) -> Text:
    whole = _box(box, facts["height"], facts["width"])
    return Text(box["text"], box["class"], whole, whole, 0.85, box["phi"], None, True, {"layout": collection})


def _box(box: dict[str, Any], rows: int, columns: int) -> Mask:
    pixels = np.zeros((rows, columns), np.uint8)
    if box.get("angle"):
        cv2.fillPoly(pixels, [np.round(box["quad"]).astype(np.int32)], 1)
    else:
        column, row, width, height = box["box"]
        pixels[max(row, 0) : row + height, max(column, 0) : column + width] = 1
    return pixels > 0


def measure(known: Iterable[Case], detectors: Sequence[str] | None = None) -> Score:
    """Propose on every image, with all detectors or with some, and count."""
    score = Score()
    for case in known:
        start = time.perf_counter()
        proposals = propose(case.image, detectors)
        score.seconds += time.perf_counter() - start
        pixels = case.image.pixel_format
        score.megapixels += pixels.rows * pixels.columns * pixels.number_of_frames / 1e6
        _count(case, proposals, score)
    return score


def _count(case: Case, proposals: Proposals, score: Score) -> None:
    hidden = _hidden(case.image, proposals, {"hide", "ask"})
    sure = _hidden(case.image, proposals, {"hide"})
    everywhere = np.zeros_like(hidden[1])
    for text in case.texts:
        everywhere |= text.whole
        numbers = text.frames or tuple(hidden)
        if text.phi and text.legible:
            hits = [bool(hidden[number][text.counted].mean() >= text.share) for number in numbers]
            score.found.append(all(hits))
            for item in text.group.items():
                score.by_group[item].append(all(hits))
            if text.frames:
                wrong = [n for n in hidden if n not in text.frames and hidden[n][text.counted].mean() > 0.5]
                score.frames_right += [*hits, *(n not in wrong for n in hidden if n not in text.frames)]
            if not all(hits):
                score.misses.append(f"missed   {case.name}: {text.kind} {text.words!r}")
        elif text.phi is False:
            covered = max(float(hidden[number][text.whole].mean()) for number in numbers)
            score.over_hidden.append(max(float(sure[number][text.whole].mean()) for number in numbers) >= 0.5)
            score.visible.append(covered <= 0.1)
            if text.kind in {"laterality", "symbol"}:
                score.markers.append(score.visible[-1])
            if score.over_hidden[-1] or not score.visible[-1]:
                word = "overhide" if score.over_hidden[-1] else "covered "
                score.misses.append(f"{word} {case.name}: {text.kind} {text.words!r}")
    area = float(np.mean([(frame & ~everywhere).mean() for frame in hidden.values()]))
    (score.false_area if any(text.phi for text in case.texts) else score.false_area_clean).append(area)
    if area > 0.01:
        score.misses.append(f"area     {case.name}: {100 * area:.2f} %")


def _hidden(image: Image, proposals: Proposals, suggestions: set[str]) -> dict[int, Mask]:
    """Give, for each frame number, what the findings with these suggestions hide."""
    regions = tuple(
        region
        for region, found in zip(proposals.regions(), proposals.found, strict=True)
        if found.finding.suggestion in suggestions
    )
    plan, pixels = RedactionPlan(regions), image.pixel_format
    if all(region.scope.frames == ALL for region in regions):
        mask = rasterize(plan, 1, pixels)
        return dict.fromkeys(range(1, pixels.number_of_frames + 1), mask)
    return {number: rasterize(plan, number, pixels) for number in range(1, pixels.number_of_frames + 1)}


def _pace(score: Score) -> str:
    pace = 1000 * score.seconds / max(score.megapixels, 1e-9)
    return f"{pace:5.0f} ms/MP  ({score.seconds:.1f} s, {score.megapixels:.0f} MP)"


def table(score: Score) -> str:
    """Give the results as lines to print."""

    def share(hits: list[bool]) -> str:
        return f"{100 * float(np.mean(hits)):5.1f} %  ({sum(hits)} of {len(hits)})" if hits else "    – "

    def area(values: list[float]) -> str:
        return f"{100 * float(np.mean(values)):5.2f} %  ({len(values)} images)" if values else "    – "

    lines = [
        f"identifying text found        {share(score.found)}",
        f"harmless text hidden          {share(score.over_hidden)}",
        f"harmless text visible         {share(score.visible)}",
        f"  of these markers            {share(score.markers)}",
        f"false area                    {area(score.false_area + score.false_area_clean)}",
        f"  without identifiers         {area(score.false_area_clean)}",
        f"frames right                  {share(score.frames_right)}",
        f"time                          {_pace(score)}",
    ]
    for (name, value), hits in sorted(score.by_group.items()):
        lines.append(f"  found by {name:9} {value:14} {share(hits)}")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure proposals on images with known texts.")
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--only", default="", help="only images whose path holds this")
    parser.add_argument("--misses", action="store_true", help="print what went wrong, too")
    parser.add_argument("--detectors", nargs="+", help="ids of detectors (default: all)")
    arguments = parser.parse_args()
    score = measure(cases(arguments.folder, arguments.only), arguments.detectors)
    if not score.megapixels:
        sys.exit("There are no images with known texts in that folder.")
    sys.stdout.write(table(score) + "\n")
    if arguments.misses:
        sys.stdout.write("\n".join(score.misses) + "\n")


if __name__ == "__main__":
    main()
