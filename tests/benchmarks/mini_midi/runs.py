"""Run the program over the corpus through its command line, and gather what came out."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redactor import cli
from tests.benchmarks.mini_midi.maps import Maps, exported, from_project
from tests.instances import hiding, plan_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.mini_midi.seed import Corpus


@dataclass(frozen=True)
class Results:
    """What a program made of a corpus.

    Attributes
    ----------
    folder
        All that may leave.
    outputs
        By source path below the input folder; sources without an output are not in it.
    reasons
        Why a source has none.
    said
        Everything that was printed.
    planned
        Whether regions were given; otherwise they were proposed.
    """

    folder: Path
    outputs: dict[str, Path] = field(repr=False)
    reasons: dict[str, str] = field(repr=False)
    said: str = field(repr=False)
    maps: Maps = field(repr=False)
    planned: bool


def with_given_plans(corpus: Corpus, folder: Path, *, profile: str = "basic", jobs: int = 2) -> Results:
    """Apply the true boxes as plans, so that attributes are scored whatever the detectors find."""
    alike: dict[str, list[str]] = defaultdict(list)
    for file in corpus.key.files:
        alike[file.boxes].append(file.file)
    named = {file.file: file for file in corpus.key.files}
    beside = [path for path in corpus.folder.rglob("*") if path.relative_to(corpus.folder).as_posix() not in named]
    calls = []
    for number, (boxes, files) in enumerate(sorted(alike.items())):
        folder.parent.mkdir(parents=True, exist_ok=True)
        plan = plan_file(folder.parent / f"plan{number}.json", hiding(*named[files[0]].rectangles()))
        paths = [str(corpus.folder / file) for file in files]
        paths += [] if boxes else [str(path) for path in sorted(beside) if path.is_file()]
        calls.append([*paths, "--plan", str(plan), "--jobs", str(jobs if len(files) > 20 else 1)])
    return _gathered(corpus, folder, calls, profile, planned=True)


def with_proposals(corpus: Corpus, folder: Path, *, profile: str = "basic", jobs: int = 2) -> Results:
    """Let the program find the text itself, in the files that have any."""
    paths = [str(corpus.folder / file.file) for file in corpus.key.files if file.boxes]
    calls = [[*paths, "--accept-proposals", "--jobs", str(jobs)]]
    return _gathered(corpus, folder, calls, profile, planned=False)


def _gathered(corpus: Corpus, folder: Path, calls: list[list[str]], profile: str, *, planned: bool) -> Results:
    local = folder.with_name(f"{folder.name}.local")
    outputs: dict[str, Path] = {}
    reasons: dict[str, str] = {}
    said = io.StringIO()
    maps = folder.parent / "maps"
    extra = ["--export-maps", str(maps)] if _offers("--export-maps") else []
    for call in calls:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = cli.run(["apply", *call, "--out", str(folder), "--profile", profile, *extra])
        if status == 2:
            raise ValueError(said.getvalue())
        report = json.loads((local / "report.json").read_text(encoding="utf-8"))
        for item in report["items"]:
            name = item["source"].removeprefix(f"{corpus.folder}/")
            if item["output"] is None:
                reasons[name] = f"{item['status']}: {item['reason']}"
            else:
                outputs[name] = folder / item["output"]
    # The places where results are said to lie name the folder, which is the benchmark's own.
    words = said.getvalue().replace(str(folder.parent), "")
    return Results(folder, outputs, reasons, words, _maps(maps, local / "project"), planned)


def _offers(option: str) -> bool:
    """Say whether `apply` has an option."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.suppress(SystemExit):
        cli.run(["apply", "--help"])
    return option in told.getvalue()


def _maps(folder: Path, project: Path) -> Maps:
    return exported(folder) if (folder / "uid_map.csv").exists() else from_project(project)


def copied(corpus: Corpus, folder: Path) -> Results:
    """Copy everything unchanged, names and neighbours too, and write down what should stay unsaid.

    The program that does nothing: whatever asks for a removal must fail on it.
    """
    shutil.copytree(corpus.folder, folder)
    outputs, said = {}, []
    for file in corpus.key.files:
        path = folder / file.file
        outputs[file.file] = path
        words = [row.text for row in corpus.key.answers if row.file == file.file and row.action == "bytes_clean"]
        said += words
        path.with_suffix(".record.json").write_text("\n".join(words), encoding="utf-8")
    return Results(folder, outputs, {}, "\n".join(said), Maps(lambda old: "", lambda file: ""), planned=True)


def nothing(corpus: Corpus, folder: Path) -> Results:
    """Set everything aside: whatever asks for something to stay must fail on it."""
    folder.mkdir(parents=True)
    reasons = {file.file: "set_aside: nothing is ever done." for file in corpus.key.files}
    return Results(folder, {}, reasons, "", Maps(lambda old: "", lambda file: ""), planned=True)
