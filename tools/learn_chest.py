"""Learn the numbers of the network that finds lungs and heart, from outlines drawn by hand.

    PYTHONPATH=. python tools/learn_chest.py ../shared/data [--steps 800] [--out resources/models/chest.npz]

It reads the 16 images of ``cxr_nih`` and their outlines in ``tests/benchmarks/chest_outlines.json``, slices of
``volumes`` as what is no chest radiograph, and nothing of ``cxr_masks``, which the evaluator measures. What each step
sees is bent, cropped, turned, and made ill at random; what is no upright chest has to give nothing. A step of 8
pictures takes 0.3 s of processor time. Put the SHA-256 that is printed into `redactor.detectors._chest_network`.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from redactor.detectors._chest_network import LAYERS, SIDE, forward, pooled, prepared
from redactor.dicom.instance import Instance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.detectors._chest_network import Floats, Seen

    Gray = NDArray[np.uint8]
    Example = tuple[Gray, Gray]
    Numbers = dict[str, tuple[Floats, Floats]]

OUTLINES = Path(__file__).resolve().parents[1] / "tests" / "benchmarks" / "chest_outlines.json"
PARTS = ("right_lung", "left_lung", "heart")
SIZE = 192
"""Rows and columns of the pictures that are bent and cropped."""
BATCH = 8
RATE = 4e-3
ALL_STEPS = 2600
"""Steps over which the rate would fall to nothing; learning ends before, since 16 images are soon known by heart."""
ROWS, COLUMNS = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)


def examples(folder: Path) -> list[Example]:
    """Give pictures and their masks: uint8, shapes (192, 192) and (192, 192, 3)."""
    result = []
    for name, outlines in json.loads(OUTLINES.read_text(encoding="utf-8"))["images"].items():
        gray = cv2.imread(str(folder / "cxr_nih" / f"{name}.png"), cv2.IMREAD_GRAYSCALE)
        if gray is None:
            raise FileNotFoundError(name)
        masks = np.zeros((*gray.shape, len(PARTS)), np.uint8)
        for index, part in enumerate(PARTS):
            layer = np.zeros(gray.shape, np.uint8)
            cv2.fillPoly(layer, [np.array(outline, np.int32) for outline in outlines[part]], 255)
            masks[..., index] = layer
        size = (SIZE, SIZE)
        small = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
        result.append((np.asarray(small, np.uint8), np.asarray(cv2.resize(masks, size, interpolation=cv2.INTER_AREA))))
    return result


def field(rng: np.random.Generator, cells: int) -> Floats:
    """Give a random surface of so many hills a side: shape (192, 192), about -2 to 2."""
    values = rng.standard_normal((cells, cells)).astype(np.float32)
    return np.asarray(cv2.resize(values, (SIZE, SIZE), interpolation=cv2.INTER_CUBIC), np.float32)


def bent(example: Example, rng: np.random.Generator) -> Example:
    """Give an example with other proportions everywhere."""
    strength = rng.uniform(0, 7)
    across, down = (COLUMNS + strength * field(rng, 4)), (ROWS + strength * field(rng, 4))
    gray = cv2.remap(example[0], across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    masks = cv2.remap(example[1], across, down, cv2.INTER_LINEAR)
    return np.asarray(gray, np.uint8), np.asarray(masks, np.uint8)


def ill(example: Example, rng: np.random.Generator) -> Example:
    """Give an example with opacities, haze, uneven exposure, wires and words."""
    gray, masks = example[0].astype(np.float32), example[1]
    heart = gray[masks[..., 2] > 127]
    dense = float(np.percentile(heart, 60)) if heart.size else 180.0
    for index in (0, 1):
        if rng.random() < 0.36:
            edge = rng.uniform(-0.5, 1.2)
            cloud = 1 / (1 + np.exp(-(field(rng, int(rng.integers(3, 10))) - edge) * rng.uniform(2, 6)))
            lung = cv2.GaussianBlur(masks[..., index], (0, 0), rng.uniform(1.5, 5)).astype(np.float32) / 255
            share = rng.uniform(0.2, 0.9) * cloud * lung
            gray = gray * (1 - share) + share * np.maximum(gray, rng.uniform(0.6, 1.05) * dense)
    if rng.random() < 0.3:
        haze = rng.uniform(0.1, 0.5)
        gray = gray * (1 - haze) + haze * gray.mean()
    if rng.random() < 0.4:
        gray = gray * (1 + rng.uniform(0, 0.25) * field(rng, 2))
    drawn = np.zeros((SIZE, SIZE), np.uint8)
    for _ in range(int(rng.integers(1, 4)) if rng.random() < 0.35 else 0):
        knots = np.cumsum(rng.integers(-45, 46, (6, 2)), axis=0) + rng.integers(30, 160, 2)
        at = np.linspace(0, 5, 40)
        wire = np.column_stack([np.interp(at, np.arange(6), knots[:, axis]) for axis in (0, 1)]).astype(np.int32)
        cv2.polylines(drawn, [wire], False, 255, int(rng.integers(1, 3)), cv2.LINE_AA)
    gray = gray + drawn * rng.uniform(0.15, 0.5)
    result = np.clip(gray, 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        column, row = (int(value) for value in rng.integers(0, 150, 2))
        cv2.putText(result, "PORTABLE AP", (column, row + 20), cv2.FONT_HERSHEY_SIMPLEX, rng.uniform(0.25, 0.7), 255, 1)
    return result, masks


def cropped(example: Example, rng: np.random.Generator) -> Example:
    """Give an example through another collimator: a part of it, turned a little."""
    gray, masks = example
    left, top, right, bottom = 0.0, 0.0, float(SIZE), float(SIZE)
    inside = np.argwhere(masks.max(axis=2) > 127)
    if len(inside):
        (first_row, first_column), (last_row, last_column) = inside.min(axis=0), inside.max(axis=0)

        def between(near: float, far: float) -> float:
            return far + (near - far) * min(rng.uniform(-0.15, 1.25), 1.06) if rng.random() < 0.8 else far

        left, top = between(float(first_column), 0), between(float(first_row), 0)
        right, bottom = between(float(last_column), SIZE), between(float(last_row), SIZE)
    stretch = np.array([[(right - left) / SIZE, 0, left], [0, (bottom - top) / SIZE, top], [0, 0, 1]])
    turn = np.vstack([cv2.getRotationMatrix2D((SIZE / 2, SIZE / 2), rng.normal(0, 6), 1), [0, 0, 1]])
    way = (stretch @ turn)[:2]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    border = cv2.BORDER_REPLICATE if rng.random() < 0.3 else cv2.BORDER_CONSTANT
    seen = cv2.warpAffine(gray, way, (SIZE, SIZE), flags=flags, borderMode=border)
    return np.asarray(seen, np.uint8), np.asarray(cv2.warpAffine(masks, way, (SIZE, SIZE), flags=flags), np.uint8)


def slices(folder: Path) -> list[Gray]:
    """Give slices of CT and MR, in two windows each: shape (192, 192)."""
    result = []
    for path in sorted((folder / "volumes").glob("*/*.dcm"))[::3]:
        values = Instance.open(path).frame(1).stored_values.astype(np.float32)
        for ends in ((1, 99), (5, 90)):
            low, high = np.percentile(values, ends)
            shown = np.clip((values - low) * (255 / max(float(high - low), 1.0)), 0, 255).astype(np.uint8)
            result.append(np.asarray(cv2.resize(shown, (SIZE, SIZE)), np.uint8))
    return result


def nothing(others: Sequence[Gray], rng: np.random.Generator) -> Example:
    """Give a picture that shows no chest from the front."""
    if others and rng.random() < 0.6:
        gray = np.rot90(others[rng.integers(len(others))], int(rng.integers(4)))
    else:
        hills = rng.uniform(10, 60) * field(rng, int(rng.integers(2, 60)))
        gray = 127 + hills + rng.uniform(0, 30) * rng.standard_normal((SIZE, SIZE))
    return np.clip(gray, 0, 255).astype(np.uint8), np.zeros((SIZE, SIZE, len(PARTS)), np.uint8)


def lesson(known: Sequence[Example], others: Sequence[Gray], rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Give a picture as the network sees it, and what it should answer: shapes (96, 96) and (96, 96, 3)."""
    chest = known[rng.integers(len(known))]
    gray, masks = cropped(nothing(others, rng) if rng.random() < 0.08 else ill(bent(chest, rng), rng), rng)
    light = 255 * (gray / 255.0) ** np.exp(rng.normal(0, 0.35))
    noisy = np.clip(light + rng.normal(0, rng.uniform(0, 5), light.shape), 0, 255).astype(np.uint8)
    way = rng.random()
    if way < 0.10:
        # Inverted or turned, it is to look like nothing: whoever asks tries all ways.
        noisy = 255 - noisy if way < 0.04 else np.ascontiguousarray(np.rot90(noisy, int(rng.integers(1, 4))))
        masks = np.zeros_like(masks)
    answer = cv2.resize(masks, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return prepared(np.asarray(noisy, np.uint8), rng.uniform(1.5, 5)), np.asarray(answer, np.float32)


def _gathered(values: Floats, channels: int) -> Floats:
    """Give what the 3×3 values around each place pass back to it."""
    many, rows, columns, _ = values.shape
    split = values.reshape(many, rows, columns, 9, channels)
    padded = np.zeros((many, rows + 2, columns + 2, channels), np.float32)
    for index in range(9):
        row, column = divmod(index, 3)
        padded[:, row : row + rows, column : column + columns] += split[:, :, :, index]
    return padded[:, 1:-1, 1:-1]


def _halved(values: Floats) -> Floats:
    many, rows, columns, channels = values.shape
    total: Floats = values.reshape(many, rows // 2, 2, columns // 2, 2, channels).sum(axis=(2, 4))
    return total


def _unpooled(before: Floats, passed: Floats) -> Floats:
    many, rows, columns, channels = before.shape
    tiles = before.reshape(many, rows // 2, 2, columns // 2, 2, channels)
    is_largest = tiles == pooled(before)[:, :, None, :, None]
    return np.asarray((is_largest * passed[:, :, None, :, None]).reshape(before.shape), np.float32)


def gradients(numbers: Numbers, seen: Seen, passed: Floats) -> Numbers:
    """Give how each number should change, from how each answer should; see `forward` for `seen`."""
    result: Numbers = {}

    def layer(name: str, back: Floats, *, bends: bool = True) -> Floats:
        around, given = seen[name]
        if bends:
            back = np.where(given > 0, back, np.float32(0.1) * back)
        flat = back.reshape(-1, back.shape[-1])
        result[name] = (around.T @ flat, flat.sum(axis=0))
        shape = (*given.shape[:3], -1)
        return _gathered((flat @ numbers[name][0].T).reshape(shape), LAYERS[name][0])

    half = SIDE // 2
    tiles = passed.reshape(-1, half, 2, half, 2, len(PARTS)).transpose(0, 1, 3, 2, 4, 5)
    back = layer("out", tiles.reshape(-1, half, half, 4 * len(PARTS)), bends=False)
    sides: dict[str, Floats] = {}
    for name in ("u1", "u2", "u3"):
        both = layer(name, back)
        beside = seen[f"beside {name}"][0].shape[-1]
        sides[name] = both[..., -beside:]
        back = _halved(both[..., :-beside])
    back = layer("d1", layer("d2", back))
    for letter, name in (("c", "u3"), ("b", "u2"), ("a", "u1")):
        back = sides[name] + _unpooled(seen[f"beside {name}"][0], back)
        back = layer(f"{letter}1", layer(f"{letter}2", back))
    return result


def wrongness(odds: Floats, answer: Floats) -> tuple[float, Floats]:
    """Give the mean cross entropy, and how the log-odds should change for it and for a better overlap (Dice)."""
    share = 1 / (1 + np.exp(-odds))
    entropy = float(np.mean(np.maximum(odds, 0) - odds * answer + np.log1p(np.exp(-np.abs(odds)))))
    both = (share * answer).sum(axis=(1, 2), keepdims=True)
    either = (share + answer).sum(axis=(1, 2), keepdims=True) + 50
    overlap = -2 * (answer * either - both - 25) / either**2 * share * (1 - share) / (2 * BATCH * len(PARTS))
    return entropy, np.asarray((share - answer) / answer[..., 0].size + overlap, np.float32)


def learn(known: Sequence[Example], others: Sequence[Gray], steps: int, seed: int) -> Numbers:
    """Give numbers learned in so many steps (Adam), averaged over the last hundred or so."""
    rng = np.random.default_rng(seed)
    numbers: Numbers = {}
    for name, (inside, outside) in LAYERS.items():
        scale = np.sqrt(2 / (9 * inside)) * (0.3 if name == "out" else 1)
        kernel = (rng.standard_normal((9 * inside, outside)) * scale).astype(np.float32)
        numbers[name] = kernel, np.zeros(outside, np.float32)
    moments = {name: [(np.zeros_like(one), np.zeros_like(one)) for one in pair] for name, pair in numbers.items()}
    average = {name: [one.copy() for one in pair] for name, pair in numbers.items()}
    for step in range(1, steps + 1):
        lessons = [lesson(known, others, rng) for _ in range(BATCH)]
        seen: dict[str, tuple[Floats, Floats]] = {}
        odds = forward(numbers, np.stack([one[0] for one in lessons]), seen)
        entropy, passed = wrongness(odds, np.stack([one[1] for one in lessons]))
        rate = RATE * min(1, step / 50) * (0.5 + 0.5 * np.cos(np.pi * step / ALL_STEPS))
        for name, change in gradients(numbers, seen, passed).items():
            pair = []
            for which, (value, slope) in enumerate(zip(numbers[name], change, strict=True)):
                first, second = moments[name][which]
                first += 0.1 * (slope - first)
                second += 0.01 * (slope**2 - second)
                way = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
                decay = 1e-4 * value if which == 0 else 0
                pair.append(np.asarray(value - rate * (way + decay), np.float32))
                average[name][which] += 0.01 * (pair[-1] - average[name][which])
            numbers[name] = pair[0], pair[1]
        if step % 50 == 0:
            print(f"step {step}: cross entropy {entropy:.4f}", flush=True)
    return {name: (pair[0], pair[1]) for name, pair in average.items()}


def packed(numbers: Numbers) -> bytes:
    """Give numbers as a file, in half precision; the same numbers give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pair in numbers.items():
            for kind, values in zip(("kernel", "bias"), pair, strict=True):
                held = io.BytesIO()
                np.save(held, values.astype(np.float16))
                entry = zipfile.ZipInfo(f"{name}_{kind}.npy", (1980, 1, 1, 0, 0, 0))
                archive.writestr(entry, held.getvalue(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Learn, write the file, and print its SHA-256."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("resources/models/chest.npz"))
    chosen = parser.parse_args(arguments)
    data = packed(learn(examples(chosen.folder), slices(chosen.folder), chosen.steps, chosen.seed))
    chosen.out.write_bytes(data)
    print(f"{len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
