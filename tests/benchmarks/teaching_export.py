"""How long packages of a teaching case take: made, opened again and searched.

    python -m tests.benchmarks.teaching_export

Ten stills of 1600 × 1200 and two films of 60 frames of 640 × 480 as slides, page and hand-out; a film of 200 frames of
640 × 480 as MP4. Seconds by the clock, and of the processor.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import cv2
import numpy as np

from redactor.exporters.teaching import exporter_of
from redactor.model.image import Identifiers
from redactor.model.rendered import Plate, RenderedCase
from redactor.model.teaching import Question, Sections
from redactor.workflow.package_check import SourceWords, check_package

ROUNDS = 3
WORDS = SourceWords.of([Identifiers((("(0010,0010)", "CANARY^ZELDA"), ("(0010,0020)", "ACC998877")))])


def texture(rows: int, columns: int, seed: int) -> np.ndarray:
    """Give a gray picture with structure of many sizes."""
    rng = np.random.default_rng(seed)
    field = np.zeros((rows, columns))
    for side in (4, 16, 64, 256):
        field += cv2.resize(rng.normal(0, 30, (side, side)), (columns, rows), interpolation=cv2.INTER_CUBIC)
    return np.clip(110 + field + rng.normal(0, 3, (rows, columns)), 0, 255).astype(np.uint8)


def film(frames: int, seed: int) -> tuple[np.ndarray, ...]:
    """Give frames that move."""
    wide = texture(480, 640 + 2 * frames, seed)
    return tuple(np.ascontiguousarray(wide[:, 2 * n : 2 * n + 640]) for n in range(frames))


def a_case() -> RenderedCase:
    """Give ten stills and two films."""
    stills = [Plate(f"CASE-0001_{n:02}", (texture(1200, 1600, n),), caption=f"View {n}") for n in range(1, 11)]
    films = [Plate(f"CASE-0001_{n}", film(60, n)) for n in (11, 12)]
    sections = Sections("Cough.", "A mass.", "Carcinoma.", "Lymphoma.", "Rare.")
    return RenderedCase("CASE-0001", "A mass", (*stills, *films), sections=sections, questions=(Question("?", "!"),))


def main() -> None:
    """Measure, and print a table."""
    long = RenderedCase("CASE-0001", "A film", (Plate("CASE-0001_01", film(200, 1), rate=25),))
    for form, case in (("pptx", a_case()), ("html", a_case()), ("pdf", a_case()), ("mp4", long)):
        seconds, busy = [], []
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                begun, used = time.perf_counter(), time.process_time()
                exporter_of(form).write(case, Path(folder), form)
                check_package(Path(folder), WORDS)
                seconds.append(time.perf_counter() - begun)
                busy.append(time.process_time() - used)
        print(f"{form:5} {min(seconds):6.2f} s  (processor {min(busy):6.2f} s)")


if __name__ == "__main__":
    main()
