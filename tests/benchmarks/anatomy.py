"""How well anatomy is outlined in radiographs and slices, where it is known.

    PYTHONPATH=. python -m tests.benchmarks.anatomy [FOLDER] [--each] [--pictures FILE]

FOLDER has the form of ``../shared/data``; without it only phantoms are measured. What is known:

masks
    Lungs and heart of ``cxr_masks``, drawn by others. The network has seen none of these images.
hand
    Breasts in ``cxr_nih``, drawn by hand (`chest_outlines.json`). The network learned lungs and heart from these
    images, so those are no test and are not counted; breasts are not learned.
phantom
    Bodies made by `tests.body_phantoms`.

IoU, coverage (share of the truth that is proposed), false area (proposed outside the truth, as a share of the image)
and processor time of one detector for one image. Heads and faces: `tests.benchmarks.anatomy_heads`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor import detectors
from redactor.model.geometry import Bounds, Polygon, Rectangle
from redactor.model.image import Positioning, Window
from redactor.model.region import Kind
from tests import body_phantoms
from tests.fakes import FakeImage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from redactor.model.finding import Finding

    Mask = NDArray[np.bool_]

SHARED: Final = Path(__file__).resolve().parents[2].parent / "shared" / "data"
OUTLINES: Final = Path(__file__).with_name("chest_outlines.json")
FREE: Final = ("ARDSSevere.png", "pneumocystis-pneumonia-1.jpg")
"""Images of `cxr_masks` that may be shown: licences CC BY-SA and CC BY, and no date on them."""
GOALS: Final = {
    ("masks", Kind.LUNG_FIELD): (0.80, 0.0),
    ("masks", Kind.HEART): (0.72, 0.88),
    ("hand", Kind.BREAST): (0.0, 0.95),
    ("phantom", Kind.BREAST): (0.0, 0.95),
    ("phantom", Kind.BODY_CONTOUR): (0.0, 0.95),
}
"""Least mean IoU and mean coverage."""
MOST_SECONDS: Final = 1.0
_COLOURS: Final = {
    Kind.LUNG_FIELD: (255, 255, 0),
    Kind.HEART: (60, 60, 255),
    Kind.RIB_CAGE: (150, 150, 255),
    Kind.RIB: (0, 128, 255),
    Kind.CLAVICLE: (0, 255, 0),
    Kind.DIAPHRAGM: (255, 120, 0),
    Kind.BREAST: (255, 0, 255),
    Kind.BODY_CONTOUR: (0, 255, 160),
    Kind.GENITAL_REGION: (60, 60, 255),
}


@dataclass(frozen=True)
class Case:
    """An image with what is known of it, by kind: bool, shape (rows, columns)."""

    source: str
    name: str
    detector: str
    image: FakeImage
    truth: Mapping[Kind, Mask] = field(repr=False)
    may_be_shown: bool = True


@dataclass(frozen=True)
class Score:
    """How one kind was outlined in one image."""

    case: Case
    kind: Kind
    overlap: float
    coverage: float
    false_area: float
    seconds: float


def mask_cases(folder: Path) -> Iterator[Case]:
    """Give the images with masks of lungs and heart; one whose left lung was not drawn is asked for the right one."""
    offsets = json.loads((folder / "cxr_masks" / "mask_offsets.json").read_text(encoding="utf-8"))["masks"]
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for path, place in offsets.items():
        parts[place["image"]][path.split("__")[1].removesuffix(".png")] = path
    for name, found in sorted(parts.items()):
        gray = _read(folder / name)
        masks = {part: _placed(folder / path, offsets[path], gray.shape) for part, path in found.items()}
        lungs = [masks[part] for part in ("Right_Lung", "Left_Lung") if part in masks]
        truth = {Kind.HEART: masks["Cardiomediastinum"]}
        if len(lungs) == 2:
            truth[Kind.LUNG_FIELD] = lungs[0] | lungs[1]
        image = FakeImage.of(gray, modality="DX")
        yield Case("masks", Path(name).name, "chest_anatomy", image, truth, Path(name).name in FREE)


def _placed(path: Path, place: Mapping[str, int], shape: tuple[int, ...]) -> Mask:
    drawn = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert drawn is not None
    inside = np.asarray((drawn[..., 2] if drawn.ndim == 3 else drawn) > 127)
    mask = np.zeros(shape, np.bool_)
    mask[place["top"] : place["top"] + inside.shape[0], place["left"] : place["left"] + inside.shape[1]] = inside
    return mask


def hand_cases(folder: Path) -> Iterator[Case]:
    """Give the images of which breasts were drawn by hand; the others only for pictures."""
    for name, outlines in json.loads(OUTLINES.read_text(encoding="utf-8"))["images"].items():
        gray = _read(folder / "cxr_nih" / f"{name}.png")
        truth = {}
        if "breast" in outlines:
            mask = np.zeros(gray.shape, np.uint8)
            for outline in outlines["breast"]:
                cv2.fillPoly(mask, [np.array(outline, np.int32)], 1)
            truth[Kind.BREAST] = mask > 0
        yield Case("hand", name, "body_contour", FakeImage.of(gray, modality="DX"), truth)


def phantom_cases() -> Iterator[Case]:
    """Give bodies that were made."""
    for seed, lean in enumerate((-1.0, -0.5, 0.0, 0.5, 1.0)):
        made = body_phantoms.chest(seed, lean=lean)
        image = FakeImage.of(made.gray, modality="CR")
        yield Case("phantom", f"chest {lean:+}", "chest_anatomy", image, _known(made, Kind.LUNG_FIELD, Kind.HEART))
        yield Case("phantom", f"chest {lean:+}", "body_contour", image, _known(made, Kind.BREAST, Kind.BODY_CONTOUR))
    for seed, (thighs, shift) in enumerate(((True, 0.0), (True, 0.05), (True, -0.04), (False, 0.0), (False, 0.04))):
        made = body_phantoms.pelvis(seed, thighs=thighs, shift=shift)
        image = FakeImage.of(made.gray, modality="DX", positioning=Positioning("PELVIS", "AP"))
        name = f"pelvis {shift:+}{'' if thighs else ', no gap'}"
        yield Case("phantom", name, "pelvis", image, _known(made, Kind.GENITAL_REGION))
        yield Case("phantom", name, "body_contour", image, _known(made, Kind.BODY_CONTOUR))
    for seed, left in enumerate((True, False)):
        made = body_phantoms.mammogram(seed, left=left)
        image = FakeImage.of(made.gray, modality="MG")
        yield Case("phantom", "mammogram", "body_contour", image, _known(made, Kind.BREAST))
    for seed in (0, 1):
        values, body = body_phantoms.ct_slice(seed)
        image = FakeImage.of(values, modality="CT", window=Window(40, 400))
        yield Case("phantom", "CT", "body_contour", image, {Kind.BODY_CONTOUR: body})
        made = body_phantoms.mr_slice(seed)
        image = FakeImage.of(made.gray, modality="MR")
        yield Case("phantom", "MR", "body_contour", image, _known(made, Kind.BODY_CONTOUR))


def _known(made: body_phantoms.Phantom, *kinds: Kind) -> dict[Kind, Mask]:
    return {kind: made.truth[kind.value] for kind in kinds}


def _read(path: Path) -> NDArray[np.uint8]:
    gray = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert gray is not None
    return np.asarray(gray, np.uint8)


def found_in(case: Case, detector: str = "") -> tuple[list[Finding], float]:
    """Give what a detector finds in a case, and the processor time that it takes."""
    plugin = detectors.available()[detector or case.detector]
    start = time.process_time()
    found = list(plugin.propose(case.image, plugin.options(), lambda share: None))
    return found, time.process_time() - start


def covered(found: Sequence[Finding], kind: Kind, shape: tuple[int, ...]) -> Mask:
    """Give the pixels that findings of a kind touch."""
    mask = np.zeros(shape, np.bool_)
    for finding in found:
        if finding.kind is kind and isinstance(finding.shape, Polygon | Rectangle):
            mask |= finding.shape.cover(Bounds(0, 0, shape[1], shape[0]))
    return mask


def scores(cases: Iterator[Case]) -> Iterator[Score]:
    """Measure each kind of which something is known."""
    for case in cases:
        if not case.truth:
            continue
        found, seconds = found_in(case)
        for kind, truth in case.truth.items():
            mask = covered(found, kind, truth.shape)
            both, either = np.count_nonzero(mask & truth), np.count_nonzero(mask | truth)
            false = np.count_nonzero(mask & ~truth) / truth.size
            yield Score(case, kind, both / max(either, 1), both / max(np.count_nonzero(truth), 1), false, seconds)


def table(measured: Sequence[Score]) -> Iterator[str]:
    """Give a line for each source and kind."""
    yield "| source | what | n | IoU mean (least) | coverage mean (least) | false area | s mean (most) | goals |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for (source, kind), some in _grouped(measured).items():
        overlap, coverage = _facts(some, lambda one: one.overlap), _facts(some, lambda one: one.coverage)
        seconds = [one.seconds for one in some]
        goal = GOALS.get((source, kind))
        false = np.mean([one.false_area for one in some])
        said = f"{goal[0]:.2f}, {goal[1]:.2f}" if goal else ""
        yield (
            f"| {source} | {kind.value} | {len(some)} | {overlap} | {coverage} "
            f"| {false:.1%} | {np.mean(seconds):.2f} ({max(seconds):.2f}) | {said} |"
        )


def _facts(some: Sequence[Score], value: Callable[[Score], float]) -> str:
    values = [value(one) for one in some]
    return f"{np.mean(values):.3f} ({min(values):.2f})"


def _grouped(measured: Sequence[Score]) -> dict[tuple[str, Kind], list[Score]]:
    groups: dict[tuple[str, Kind], list[Score]] = defaultdict(list)
    for one in measured:
        groups[one.case.source, one.kind].append(one)
    return groups


def missed(measured: Sequence[Score]) -> list[str]:
    """Give the goals that were not reached."""
    result = []
    for key, some in _grouped(measured).items():
        overlap, coverage = GOALS.get(key, (0.0, 0.0))
        if np.mean([one.overlap for one in some]) < overlap or np.mean([one.coverage for one in some]) < coverage:
            result.append(f"{key[0]}: {key[1].value}")
    return result


def picture(cases: Sequence[Case], side: int = 220, across: int = 6) -> NDArray[Any]:
    """Give the outlines of all parts over each image: BGR, shape (rows, columns, 3)."""
    tiles = []
    for case in cases:
        rows, columns = case.image.frames[0].shape
        names = ("chest_anatomy", "body_contour") if case.detector != "pelvis" else ("pelvis",)
        shown = case.image.display(case.image.frame(1))
        scale = side / max(rows, columns)
        tile = np.zeros((side, side, 3), np.uint8)
        small = cv2.resize(shown, (round(columns * scale), round(rows * scale)), interpolation=cv2.INTER_AREA)
        tile[: small.shape[0], : small.shape[1]] = small[..., None]
        for finding in (one for name in names for one in found_in(case, name)[0]):
            if isinstance(finding.shape, Polygon) and finding.kind in _COLOURS:
                corners = (np.array(finding.shape.points) * scale * 16).round().astype(np.int32)
                cv2.polylines(tile, [corners], True, _COLOURS[finding.kind], 1, cv2.LINE_AA, 4)
        tiles.append(tile)
    tiles += [np.zeros((side, side, 3), np.uint8)] * (-len(tiles) % across)
    return np.vstack([np.hstack(tiles[at : at + across]) for at in range(0, len(tiles), across)])


def shown_cases(folder: Path) -> list[Case]:
    """Give the images whose licence lets them be shown, without initials of staff, and some phantoms."""
    texts = json.loads((folder / "gt" / "real_text_boxes.json").read_text(encoding="utf-8"))["files"]
    real = [case for case in mask_cases(folder) if case.may_be_shown]
    for case in hand_cases(folder):
        gray = case.image.frames[0].copy()
        for text in texts.get(f"cxr_nih/{case.name}.png", {}).get("boxes", ()):
            if text["phi"] is not False:
                column, row, columns, rows = text["box"]
                gray[max(row - 8, 0) : row + rows + 8, max(column - 8, 0) : column + columns + 8] = 0
        real.append(replace(case, image=FakeImage.of(gray, modality="DX")))
    made = {case.name: case for case in reversed(list(phantom_cases()))}
    return real + [
        made[name] for name in ("chest +0.0", "pelvis +0.05", "pelvis +0.0, no gap", "mammogram", "CT", "MR")
    ]


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--each", action="store_true", help="a line for each image, too")
    parser.add_argument("--pictures", type=Path, help="write outlines over images whose licence allows it")
    chosen = parser.parse_args(arguments)
    has_data = (chosen.folder / "cxr_masks").is_dir()
    if chosen.pictures:
        cv2.imwrite(str(chosen.pictures), picture(shown_cases(chosen.folder)), [cv2.IMWRITE_JPEG_QUALITY, 82])
        return 0
    measured = [one for cases in (phantom_cases(), *_real(chosen.folder, has_data)) for one in scores(cases)]
    if chosen.each:
        for one in measured:
            print(
                f"{one.case.source} {one.case.name} {one.kind}: {one.overlap:.3f} {one.coverage:.3f} {one.seconds:.2f}"
            )
    print("\n".join(table(measured)))
    print("" if has_data else f"{chosen.folder} is not there: phantoms only")
    print(f"missed: {', '.join(missed(measured)) or 'nothing'}")
    return int(bool(missed(measured)))


def _real(folder: Path, has_data: bool) -> list[Iterator[Case]]:
    return [mask_cases(folder), hand_cases(folder)] if has_data else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
