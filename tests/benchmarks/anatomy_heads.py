"""Faces: what is found on the surface of a head before and after masking, and whether the brain is whole.

    python -m tests.benchmarks.anatomy_heads                 the table
    python -m tests.benchmarks.anatomy_heads --pictures DIR  and pictures of it
    python -m tests.benchmarks.anatomy_heads --files         time for 200 slices of 512 × 512 in files

Phantoms are `tests.heads`; the head MR and the photograph are in ``../shared/data``.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from redactor.detectors import face
from redactor.detectors._faces import faces_any_way
from redactor.detectors._heads import _box_filter, _largest_component
from redactor.detectors._volume import Slice, read_volume, slices_of, stacks_of
from redactor.model.finding import proposed_region
from redactor.model.geometry import Bounds
from redactor.model.plan import RedactionPlan
from redactor.workflow.propose_series import FileImages, propose_series_of_files
from redactor.workflow.surface import FOUND, Surface, surface_of
from tests.heads import Acquisition, Anatomy, HeadSeries, file_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from redactor.model.finding import Finding

DATA = Path(__file__).parents[2].parent / "shared" / "data"
TURNS = (-40.0, -20.0, 0.0, 20.0, 40.0)

PHANTOMS: dict[str, tuple[Anatomy, Acquisition]] = {
    "MR axial": (Anatomy(), Acquisition()),
    "CT narrow, headrest": (
        Anatomy(wide=0.92, long=0.95, nose=0.7, chin=0.5, brow=0.7),
        Acquisition(modality="CT", headrest=True, noise=0.05),
    ),
    "MR nodding": (Anatomy(wide=1.05, nose=1.4, chin=1.6, brow=1.2), Acquisition(tilt=(12, 0, 0))),
    "CT child, turned": (
        Anatomy(size=0.75, nose=0.8, chin=0.6, brow=0.6),
        Acquisition(modality="CT", tilt=(0, 12, 5), pixel=1.6, step=2),
    ),
    "MR sagittal, thick": (
        Anatomy(size=1.08, long=1.04),
        Acquisition(orientation="sagittal", slices=44, step=4.8, noise=0.05),
    ),
    "MR coronal, thick": (
        Anatomy(nose=0.9, ear=1.2),
        Acquisition(orientation="coronal", slices=60, step=4, tilt=(-10, 0, 0)),
    ),
    "MR oblique": (Anatomy(wide=1.06, long=0.94), Acquisition(slant=(18, 0), slices=80, step=3)),
    "CT doubly oblique": (
        Anatomy(long=1.05, wide=0.95, nose=1.3),
        Acquisition(slant=(-15, 12), slices=80, step=3, modality="CT"),
    ),
    "MR thick, noisy": (Anatomy(chin=1.5, ear=0.8), Acquisition(step=5, slices=50, noise=0.06)),
    "MR feet first, leaning": (Anatomy(nose=1.1, brow=1.3), Acquisition(feet_first=True, tilt=(0, -10, -8))),
    "CT 200 slices, tilted": (
        Anatomy(size=0.9, wide=0.97),
        Acquisition(modality="CT", tilt=(-14, 8, 6), slices=200, step=1.25, headrest=True),
    ),
    "MR sagittal, oblique": (
        Anatomy(nose=0.75, chin=1.2, size=0.95),
        Acquisition(orientation="sagittal", slices=90, step=2, slant=(10, 0), tilt=(6, 8, 0)),
    ),
    "MR gaps": (Anatomy(nose=1.2), Acquisition(slices=100, missing=(20, 21, 48, 49, 50, 77))),
}


@dataclass(frozen=True)
class Outcome:
    """What became of one head."""

    name: str
    confidence: float
    findings: int
    before: float
    after: float
    brain: float
    seconds: float
    surface: Surface

    @property
    def holds(self) -> bool:
        """Whether a face was found before and none after, and the brain is whole."""
        return self.before >= FOUND > self.after and self.brain <= 0.001


def measure(name: str, images: Any, brain: Callable[[Slice], NDArray[np.bool_]]) -> Outcome:
    """Look for the face in a series, and for a face in what is left of it."""
    start = time.process_time()
    found = list(face.PLUGIN.propose_series(images, face.FaceOptions(), lambda share: None))
    seconds = time.process_time() - start
    plans = plans_of(len(images), found)
    total = hidden = 0
    for each in stacks_of(slices_of(images))[0]:
        inside = brain(each)
        mask = np.zeros(inside.shape, np.bool_)
        for region in plans[each.image].regions:
            mask |= region.shape.cover(Bounds(0, 0, each.columns, each.rows))
        total, hidden = total + int(inside.sum()), hidden + int((inside & mask).sum())
    surface = surface_of(images, plans, turns=TURNS)
    assert surface is not None
    sure = max((one.confidence for _, one in found), default=0.0)
    before, after = surface.score_before or 0.0, surface.score_after or 0.0
    return Outcome(name, sure, len(found), before, after, hidden / max(total, 1), seconds, surface)


def plans_of(count: int, found: list[tuple[int, Finding]]) -> list[RedactionPlan]:
    """Give the plan of each image that follows from what was found in a series."""
    return [
        RedactionPlan(
            tuple(
                proposed_region(one, region_id=f"f{number}", detector="face@1")
                for number, (at, one) in enumerate(found)
                if at == index
            )
        )
        for index in range(count)
    ]


def phantom(name: str) -> Outcome:
    """Measure a phantom, whose brain is known."""
    series = HeadSeries(*PHANTOMS[name])
    return measure(name, series, lambda each: np.asarray(series.distances(each.plane)[1] < 0))


def head_mr() -> Outcome:
    """Measure the shared head MR; its brain is what hangs together inside after 8 mm were worn off."""
    images = FileImages(sorted((DATA / "volumes/mr_head_sag_HFS").glob("*.dcm")))
    stack = stacks_of(slices_of(images))[0]
    volume = read_volume(images, stack, 2.0)
    assert volume is not None
    brain = brain_of(volume.values, volume.skin)

    def inside(each: Slice) -> NDArray[np.bool_]:
        columns, rows = np.meshgrid(np.arange(each.columns) + 0.5, np.arange(each.rows) + 0.5)
        points = each.plane.points(columns, rows)
        at = np.rint((points - np.asarray(volume.origin)) / volume.step).astype(int)[..., ::-1]
        top = np.array(volume.values.shape) - 1
        return np.asarray(brain[tuple(np.moveaxis(np.clip(at, 0, top), -1, 0))] & ((at >= 0) & (at <= top)).all(-1))

    return measure("shared head MR", images, inside)


def brain_of(values: NDArray[np.float32], skin: float) -> NDArray[np.bool_]:
    """Give the brain in a T1 volume of 2 mm: what is neither bone nor fat, hangs together, and lies in the skull."""
    tissue = values[values > 1.5 * skin]
    low, high = 0.55 * np.median(tissue), 1.55 * np.median(tissue)
    soft = (values > low) & (values < high)
    core = soft
    for _ in range(4):
        core = _box_filter(core, cv2.erode)
    part = _largest_component(core)
    assert part is not None
    for _ in range(5):
        part = _box_filter(part, cv2.dilate) & soft
    return part


def photographs() -> list[tuple[str, int, int, int]]:
    """Say for each picture of the shared data how many faces it has, how many were found, and how many were wrong."""
    truth = {"photos/astronaut.png": [(172, 62, 108, 122)]}
    rows = []
    for name, boxes in truth.items():
        picture = cv2.cvtColor(cv2.imread(str(DATA / name)), cv2.COLOR_BGR2RGB)
        for label, shown, where in _varied(picture, boxes):
            found = faces_any_way(shown, face._LEAST_SURE, face._SIDES)
            hits = sum(any(_middle_inside(box, each) for each in found) for box in where)
            wrong = sum(not any(_middle_inside(box, each) for box in where) for each in found)
            rows.append((f"{name} {label}", len(where), hits, wrong))
    return rows


def _varied(picture: Any, boxes: Any) -> list[tuple[str, Any, Any]]:
    rows, columns = picture.shape[:2]
    gray = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    turned = [(columns - x - w, rows - y - h, w, h) for x, y, w, h in boxes]
    aside = [(y, columns - x - w, h, w) for x, y, w, h in boxes]
    made = [("as it is", picture, boxes), ("gray", gray, boxes), ("dark", (picture * 0.3).astype(np.uint8), boxes)]
    made += [("upside down", np.ascontiguousarray(picture[::-1, ::-1]), turned)]
    made += [("on its side", np.ascontiguousarray(np.rot90(picture)), aside)]
    for scale in (0.25, 0.5, 4):
        sized = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        made.append((f"× {scale}", sized, [tuple(scale * value for value in box) for box in boxes]))
    random = np.random.default_rng(0)
    noisy = np.clip(picture + random.normal(0, 30, picture.shape), 0, 255).astype(np.uint8)
    x, y, w, h = boxes[0]
    made.append(("noisy", noisy, boxes))
    made.append(("the face alone", np.ascontiguousarray(picture[y : y + h, x : x + w]), [(0, 0, w, h)]))
    made.append(("without the face", np.ascontiguousarray(picture[y + h + 20 :]), []))
    made.append(("noise alone", random.integers(0, 255, (400, 500, 3), np.uint8), []))
    return made


def _middle_inside(box: Any, found: Any) -> bool:
    column, row = found.column + found.columns / 2, found.row + found.rows / 2
    return bool(box[0] <= column <= box[0] + box[2] and box[1] <= row <= box[1] + box[3])


def seconds_of_files(slices: int = 200, size: int = 512) -> tuple[float, float, int]:
    """Write a head as files of one series; give the seconds by the clock and of the processor, and the findings."""
    how = Acquisition(modality="CT", slices=slices, step=250 / slices, pixel=256 / size, size=size)
    series = HeadSeries(Anatomy(), how)
    with tempfile.TemporaryDirectory() as folder:
        paths = [file_of(series.slice(number), Path(folder) / f"{number:04}.dcm") for number in range(slices)]
        start, used = time.perf_counter(), time.process_time()
        proposals = propose_series_of_files(paths, ["face"])
        return time.perf_counter() - start, time.process_time() - used, len(proposals.found)


def save_surface(outcome: Outcome, path: Path) -> None:
    """Write what was seen before, over what is seen after."""
    rows = [np.hstack([getattr(look, when) for look in outcome.surface.looks]) for when in ("before", "after")]
    cv2.imwrite(str(path), np.vstack(rows), [cv2.IMWRITE_PNG_COMPRESSION, 9])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--files", action="store_true")
    arguments = parser.parse_args()
    if arguments.files:
        clock, used, count = seconds_of_files()
        print(f"200 slices of 512 × 512 in files: {clock:.1f} s, {used:.1f} s of the processor, {count} findings")
        return
    print("| head | confidence | polygons | face before | face after | brain hidden | processor | holds |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    makers: list[tuple[str, Callable[[], Outcome]]] = [(name, lambda name=name: phantom(name)) for name in PHANTOMS]
    if (DATA / "volumes/mr_head_sag_HFS").is_dir():
        makers.append(("mr", head_mr))
    for number, (_, make) in enumerate(makers):
        one = make()
        print(
            f"| {one.name} | {one.confidence:.2f} | {one.findings} | {one.before:.2f} | {one.after:.2f} "
            f"| {100 * one.brain:.3f} % | {one.seconds:.1f} s | {'yes' if one.holds else 'NO'} |",
            flush=True,
        )
        if arguments.pictures:
            save_surface(one, arguments.pictures / f"head_{number:02}.png")
    if (DATA / "photos").is_dir():
        print("\n| picture | faces | found | wrong |\n| --- | --- | --- | --- |")
        for name, faces, hits, wrong in photographs():
            print(f"| {name} | {faces} | {hits} | {wrong} |")


if __name__ == "__main__":
    main()
