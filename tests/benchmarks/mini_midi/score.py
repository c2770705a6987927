"""Hold results against the key. Read with dcmtk, dicom3tools and byte by byte, never with the program's reader."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tests.benchmarks.mini_midi.answers import REMOVED, Action, Answer
from tests.benchmarks.mini_midi.bytescan import CANARY, views, words_in
from tests.benchmarks.mini_midi.places_files import LOG, XATTR
from tests.benchmarks.mini_midi.places_pixels import FACES, LENGTH, UNUSED_BITS
from tests.benchmarks.mini_midi.reader import Dump, dump_of_source, errors_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.benchmarks.mini_midi.answers import SourceFile
    from tests.benchmarks.mini_midi.runs import Results
    from tests.benchmarks.mini_midi.seed import Corpus

_GRAIN: Final = 16
"""Pixels to which a mask may grow in subsampled JPEG, then one more for the fringe of chroma."""

_STOPWORDS: Final = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with", "mm"})
_SEEN: Final = 0.05
"""Share of ink that may keep its values under proposals: less than a letter."""

_RECORD: Final = frozenset(
    {"schema", "software", "profile", "review", "frames", "file_sha256", "attributes", "method_codes", "checks"}
)


@dataclass(frozen=True)
class Verdict:
    """How a row of the key ended.

    Attributes
    ----------
    share
        1 passed, 0 failed; between them for words of which some are as they should be.
    why
        In words, with places and never with a planted value.
    made
        Whether there is an output to judge.
    """

    answer: Answer
    share: float
    why: str = ""
    made: bool = True

    @property
    def passed(self) -> bool:
        """True if nothing is missing."""
        return self.share == 1


@dataclass(frozen=True)
class Pair:
    """A source and its output."""

    source: Path = field(repr=False)
    output: Path
    facts: SourceFile = field(repr=False)

    @cached_property
    def before(self) -> Dump:
        """The source as dcmtk reads it."""
        return dump_of_source(self.source, self.facts.trailing)

    @cached_property
    def after(self) -> Dump:
        """The output as dcmtk reads it."""
        return Dump.of(self.output)

    @cached_property
    def bytes(self) -> list[bytes]:
        """The output and its record, in all the ways to look at them."""
        return [view for path in (self.output, self.record) if path.exists() for view in views(path.read_bytes())]

    @property
    def record(self) -> Path:
        """The edit record beside the output."""
        return self.output.with_suffix(".record.json")


def score(
    corpus: Corpus, results: Results, *, profile: str = "basic", actions: frozenset[Action] | None = None
) -> list[Verdict]:
    """Judge every row that holds with a profile.

    Parameters
    ----------
    actions
        Only these; None judges all.
    """
    verdicts: list[Verdict] = []
    rows: dict[str, list[Answer]] = {}
    for row in corpus.key.answers:
        if (row.profile == "any" or profile.startswith(row.profile)) and (actions is None or row.action in actions):
            rows.setdefault(row.file, []).append(row)
    names = [path.relative_to(results.folder).as_posix() for path in results.folder.rglob("*")]
    for facts in corpus.key.files:
        output = results.outputs.get(facts.file)
        pair = Pair(corpus.folder / facts.file, output, facts) if output is not None else None
        asked = (row for row in rows.get(facts.file, []) if not _cannot_be_told(row, pair))
        verdicts += [_judge(row, pair, results, names) for row in asked]
    return verdicts


def strays(results: Results) -> list[str]:
    """Give the outputs that hold a canary at all, whichever source it came from."""
    found = []
    for path in sorted(results.folder.rglob("*")):
        if path.is_file():
            plain = [view.replace(b"\0", b"") for view in views(path.read_bytes())]
            marks = {mark.decode().upper()[1:4] for view in plain for mark in CANARY.findall(view)}
            found += [f"{mark} in {path.relative_to(results.folder)}" for mark in sorted(marks)]
    return found


def worst_by_series(verdicts: list[Verdict], corpus: Corpus) -> list[Verdict]:
    """Keep the worst of each action, path and series: one bad slice spoils a series."""
    files = {file.file: file for file in corpus.key.files}
    kept: dict[tuple[str, ...], Verdict] = {}
    for verdict in verdicts:
        file = files[verdict.answer.file]
        key = (verdict.answer.action, verdict.answer.path, file.patient, file.study, file.series)
        if key not in kept or verdict.share < kept[key].share:
            kept[key] = verdict
    return list(kept.values())


def _cannot_be_told(row: Answer, pair: Pair | None) -> bool:
    """Say whether the validator is not there, or breaks off: such a row is neither passed nor failed."""
    if row.action is not Action.CONFORMANCE_NOT_WORSE or pair is None:
        return False
    return errors_of(pair.source) is None or errors_of(pair.output) is None


def _judge(row: Answer, pair: Pair | None, results: Results, names: list[str]) -> Verdict:
    if row.action is Action.BYTES_CLEAN and row.detail == LOG:
        return _words(row, results.said, "what was printed")
    if row.action is Action.FILENAME_CLEAN:
        return _names(row, pair, names)
    if pair is None:
        reason = results.reasons.get(row.file, "no output")
        return Verdict(row, float(row.action in REMOVED), "" if row.action in REMOVED else reason, made=False)
    if row.path:
        return _attribute(row, pair, results)
    checks: dict[Action, Callable[[Answer, Pair], Verdict]] = {
        Action.BYTES_CLEAN: _bytes,
        Action.REOPEN_OK: _reopen,
        Action.CONFORMANCE_NOT_WORSE: _conformance,
        Action.RECORD_COMPLETE: _record,
        Action.PIXELS_RETAINED: _pixels_retained,
        Action.PIXELS_OUTSIDE_MASK_IDENTICAL: _pixels_outside,
        Action.PIXELS_HIDDEN: lambda answer, both: _pixels_hidden(answer, both, planned=results.planned),
    }
    return checks[row.action](row, pair)


# --- attributes -----------------------------------------------------------------------------------------------


def _attribute(row: Answer, pair: Pair, results: Results) -> Verdict:
    value = pair.after.values.get(row.path)
    there = value is not None
    text = value or ""
    if row.action is Action.TEXT_RETAINED:
        return _retained(row, text, there=there)
    if row.action is Action.TEXT_REMOVED:
        return _words(row, text, "the value")
    optional = not there and row.detail == "if_present"
    mapped: dict[Action, Callable[[str], str]] = {
        Action.UID_CONSISTENT: results.maps.uid,
        Action.PATID_CONSISTENT: lambda _: results.maps.patient(pair.facts),
    }
    checks: dict[Action, Callable[[], tuple[bool, str]]] = {
        Action.TAG_RETAINED: lambda: (there, "absent"),
        Action.TEXT_NOTNULL: lambda: (bool(text), "empty" if there else "absent"),
        Action.DATE_SHIFTED: lambda: (row.text not in text, "the original is there"),
        Action.UID_CHANGED: lambda: (row.text not in text, "the original is there"),
        **dict.fromkeys(mapped, lambda: (optional or text == mapped[row.action](row.text) != "", "not as in the map")),
    }
    passed, why = checks[row.action]()
    return Verdict(row, float(passed), why)


def _retained(row: Answer, text: str, *, there: bool) -> Verdict:
    if row.text in text or _numbers(row.text) == _numbers(text) != []:
        return Verdict(row, 1.0)
    words = [word for word in re.split(r"[\W_]+", row.text.lower()) if word and word not in _STOPWORDS]
    kept = [word for word in words if word in text.lower()]
    return Verdict(row, len(kept) / len(words) if words else 0.0, "changed" if there else "absent")


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in text.split("\\")]
    except ValueError:
        return []


def _words(row: Answer, text: str, where: str) -> Verdict:
    words = row.text.splitlines()
    left = len(words_in([text.encode("utf-8", "surrogateescape").lower()], words))
    return Verdict(row, 1 - left / len(words), f"{left} of {len(words)} words in {where}")


# --- files ----------------------------------------------------------------------------------------------------


def _names(row: Answer, pair: Pair | None, names: list[str]) -> Verdict:
    words = row.text.splitlines()
    left = sum(any(word.lower() in name.lower() for name in names) for word in words)
    if row.detail == "mtime" and pair is not None:
        kept = pair.output.stat().st_mtime == pair.source.stat().st_mtime
        extra = hasattr(os, "listxattr") and XATTR in os.listxattr(pair.output)
        left += kept + extra
    return Verdict(row, float(not left), f"{left} of {len(words)} words in names, or times and attributes of files")


def _bytes(row: Answer, pair: Pair) -> Verdict:
    if row.detail == "preamble":
        with pair.output.open("rb") as file:
            return Verdict(row, float(file.read(128) == bytes(128)), "the preamble is not empty")
    if row.detail in {UNUSED_BITS, LENGTH}:
        pixels = pair.after.pixels
        if pixels is None:
            return Verdict(row, 0.0, "no pixels can be read")
        surplus = len(pixels.raw) - pixels.stored.nbytes
        fault = pixels.unused_bits if row.detail == UNUSED_BITS else surplus > pixels.stored.nbytes % 2
        return Verdict(row, float(not fault), row.detail)
    words = row.text.splitlines()
    left = words_in(pair.bytes, words)
    why = _where(pair, left) if left else ""
    return Verdict(row, 1 - len(left) / len(words), why)


def _where(pair: Pair, words: set[str]) -> str:
    """Name the attributes that hold a word, or say that none does."""
    paths = [path for path, value in pair.after.values.items() if any(word.lower() in value.lower() for word in words)]
    return ", ".join(paths) or "bytes that no attribute holds"


def _reopen(row: Answer, pair: Pair) -> Verdict:
    has_pixels = any(path.startswith("(7FE0,") for path in pair.before.values)
    readable = pair.after.readable and (not has_pixels or pair.after.is_video or pair.after.pixels is not None)
    return Verdict(row, float(readable), "dcmtk can't read it")


def _conformance(row: Answer, pair: Pair) -> Verdict:
    new = (errors_of(pair.output) or Counter()) - (errors_of(pair.source) or Counter())
    return Verdict(row, float(not new), "; ".join(sorted(new))[:400])


def _record(row: Answer, pair: Pair) -> Verdict:
    try:
        record = json.loads(pair.record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Verdict(row, 0.0, "no record")
    if row.detail == FACES:
        told = any("face" in words for words in record.get("not_examined", []))
        claimed = pair.after.values.get("(0028,0302)") == "NO"
        return Verdict(row, float(told and not claimed), "nothing is said about faces")
    missing = _RECORD - set(record)
    return Verdict(row, float(not missing), f"missing: {', '.join(sorted(missing))}")


# --- pixels ---------------------------------------------------------------------------------------------------


def _both(pair: Pair) -> tuple[NDArray[Any], NDArray[Any]] | str:
    before, after = pair.before.pixels, pair.after.pixels
    if before is None or after is None:
        return "pixels can't be decoded"
    if before.stored.shape != after.stored.shape:
        return "another shape"
    return before.masked, after.masked


def _pixels_retained(row: Answer, pair: Pair) -> Verdict:
    both = _both(pair)
    if isinstance(both, str):
        return Verdict(row, 0.0, both)
    return Verdict(row, float(np.array_equal(*both)), "stored values differ")


def _pixels_outside(row: Answer, pair: Pair) -> Verdict:
    both = _both(pair)
    if isinstance(both, str):
        return Verdict(row, 0.0, both)
    grown = "1.2.840.10008.1.2.4.5" in pair.before.values.get("(0002,0010)", "")
    outside = ~_boxes(pair.facts, grown=grown)
    same = np.array_equal(both[0][:, outside], both[1][:, outside])
    return Verdict(row, float(same), "stored values differ outside the boxes")


def _boxes(facts: SourceFile, *, grown: bool) -> NDArray[np.bool_]:
    made = np.zeros((facts.rows, facts.columns), np.bool_)
    for column, row, columns, rows in facts.rectangles():
        top, left, bottom, right = row, column, row + rows, column + columns
        if grown:
            top, left = top // _GRAIN * _GRAIN - 1, left // _GRAIN * _GRAIN - 1
            bottom, right = -(-bottom // _GRAIN) * _GRAIN + 1, -(-right // _GRAIN) * _GRAIN + 1
        made[max(top, 0) : bottom, max(left, 0) : right] = True
    return made


def _pixels_hidden(row: Answer, pair: Pair, *, planned: bool) -> Verdict:
    both = _both(pair)
    if isinstance(both, str):
        return Verdict(row, 0.0, both)
    facts = pair.facts
    size = facts.rows * facts.columns
    ink = np.unpackbits(np.frombuffer(facts.ink, np.uint8))[:size].reshape(facts.rows, facts.columns) > 0
    before, after = both[0][:, ink], both[1][:, ink]
    if planned:
        inside = both[1][:, _boxes(facts, grown=False)]
        flat = bool((inside == inside[:, :1]).all()) or float(np.ptp(inside.astype(np.float64))) <= 2
        return Verdict(row, float(flat), "something is left under the mask")
    # White and black differ in luminance alone, so a pixel is left only if all its samples are.
    kept = (before == after).reshape(*before.shape[:2], -1).all(axis=2).mean(axis=1).max()
    return Verdict(row, float(kept <= _SEEN), f"{kept:.0%} of the ink is left ({row.detail})")
