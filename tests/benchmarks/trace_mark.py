"""How much a trace mark stands, and that pictures without it are not taken for marked ones.

``python -m tests.benchmarks.trace_mark [COUNT]`` prints the tables of docs/teaching.md.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.trust.keys import Access
from redactor.workflow.batch import run
from redactor.workflow.inputs import open_instance
from redactor.workflow.output import prepare_output
from redactor.workflow.sample import sample_paths
from redactor.workflow.teaching_pictures import LEAST
from redactor.workflow.trace_mark import MOST_ERRORS, added, errors_of, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_FRAMES: Final = {"radiograph": ("S001", 1), "CT": ("S002", 1), "ultrasound": ("S003", 3)}
_PART: Final = 240


def compressed(pixels: Pixels, quality: int) -> Pixels:
    coded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_UNCHANGED), np.uint8)


def scaled(pixels: Pixels, factor: float) -> Pixels:
    return np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def toned(pixels: Pixels, gamma: float) -> Pixels:
    return np.rint(255 * (pixels / 255) ** gamma).astype(np.uint8)


def cropped(pixels: Pixels, share: float) -> Pixels:
    """Take this share of the area away."""
    rows, columns = pixels.shape[:2]
    side = (1 - share) ** 0.5
    top, left = int(rows * (1 - side) * 0.6), int(columns * (1 - side) * 0.3)
    return pixels[top : top + int(rows * side), left : left + int(columns * side)].copy()


def noisy(pixels: Pixels) -> Pixels:
    noise = np.random.default_rng(5).normal(0, 5, pixels.shape)
    return np.clip(pixels + noise, 0, 255).astype(np.uint8)


ATTACKS: Final[Mapping[str, Callable[[Pixels], Pixels]]] = {
    "as it is": lambda p: p,
    "JPEG 90": lambda p: compressed(p, 90),
    "JPEG 50": lambda p: compressed(p, 50),
    "JPEG 30": lambda p: compressed(p, 30),
    "half size": lambda p: scaled(p, 0.5),
    "half size, JPEG 50": lambda p: compressed(scaled(p, 0.5), 50),
    "gamma 0.7": lambda p: toned(p, 0.7),
    "gamma 1.4": lambda p: toned(p, 1.4),
    "brighter by 1.2 and 10": lambda p: np.clip(p * 1.2 + 10, 0, 255).astype(np.uint8),
    "noise of 5": noisy,
    "0.8 size, gamma 1.1, JPEG 80": lambda p: compressed(toned(scaled(p, 0.8), 1.1), 80),
    "20 % cropped": lambda p: cropped(p, 0.2),
    "20 % cropped, 0.7 size, JPEG 70": lambda p: compressed(scaled(cropped(p, 0.2), 0.7), 70),
    "40 % cropped, 0.8 size, JPEG 50": lambda p: compressed(scaled(cropped(p, 0.4), 0.8), 50),
}


def sample_pictures(folder: Path) -> dict[str, Pixels]:
    """Give a picture of each series of the sample case, as large as a package would have it."""
    output = prepare_output(folder / "out", sample_paths(), access=Access(key_store=False))
    run(sample_paths(), output)
    found = {}
    for name, (series, number) in _FRAMES.items():
        instance = open_instance(folder / "out" / "CASE0001" / series / "I0001.dcm")
        shown = instance.display(instance.frame(number))  # type: ignore[union-attr]  # all of them are images
        factor = max(1, -(-LEAST // min(shown.shape[:2])))
        found[name] = np.asarray(cv2.resize(shown, None, fx=factor, fy=factor), np.uint8)
    return found


def identity(number: int) -> tuple[bytes, int]:
    """Give a key and a payload."""
    digest = hashlib.sha256(f"recipient {number}".encode()).digest()
    return digest[:16], int.from_bytes(digest[16:24], "big")


def psnr(one: NDArray[Any], other: NDArray[Any]) -> float:
    return float(10 * np.log10(255**2 / np.mean((one.astype(np.float64) - other) ** 2)))


def others_marks(pictures: Sequence[Pixels], count: int) -> tuple[int, int]:
    """Read our mark in as many pictures that lack it: parts of the sample, every other one marked for somebody else.

    Returns
    -------
    tuple
        The fewest wrong bits, and how many pictures were taken for ours.
    """
    rng, own, attacks = np.random.default_rng(11), identity(0), list(ATTACKS.values())
    fewest, wrong = 64, 0
    for number in range(count):
        whole = pictures[number % len(pictures)]
        top, left = (int(rng.integers(0, side - _PART)) for side in whole.shape[:2])
        pixels = whole[top : top + _PART, left : left + _PART].copy()
        shown = pixels if number % 2 else marked(pixels, added(pixels, *identity(number + 1)))
        errors = errors_of(attacks[number // 2 % len(attacks)](shown), pixels, *own)
        fewest, wrong = min(fewest, errors), wrong + (errors <= MOST_ERRORS)
    return fewest, wrong


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        pictures = sample_pictures(Path(folder))
    own = identity(0)
    finished = {name: marked(pixels, added(pixels, *own)) for name, pixels in pictures.items()}
    print("picture", *(f"{name} {psnr(finished[name], pixels):.1f} dB" for name, pixels in pictures.items()), sep=" | ")
    for attack, change in ATTACKS.items():
        print(attack, *(errors_of(change(finished[n]), p, *own) for n, p in pictures.items()), sep=" | ", flush=True)
    fewest, wrong = others_marks(list(pictures.values()), count)
    print(f"{count} pictures unmarked or marked for others: {wrong} taken for ours, at least {fewest} wrong bits")


if __name__ == "__main__":
    main()
