"""Other programs on the same files: dicognito, the pixel cleaner of deid, dicom-anonymizer, each in its environment.

    python -m tests.benchmarks.peers build/peers

dicognito and dicom-anonymizer change headers only, deid's cleaner pixels only; ours does both, checks the result as
written, searches for what the mask leaves, and keeps a record. Each is a command of its own, ours with two workers, and
what they take to start counts. REDACTOR_BULK_FILES (2000) and REDACTOR_PEER_ROUNDS (1) set the size.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from redactor.model.template_codec import template_to_json
from tests.benchmarks.bulk_runs import CT, FILES, files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROOT: Final = Path(__file__).parents[2]

_RECIPE: Final = """FORMAT dicom
%filter graylist
LABEL CT
  contains Modality CT
  ctpcoordinates 0,0,200,40
"""
_DEID: Final = """
import sys
from pathlib import Path
from deid.config import DeidRecipe
from deid.dicom import DicomCleaner
cleaner = DicomCleaner(output_folder=sys.argv[3], deid=sys.argv[1])
for file in sorted(Path(sys.argv[2]).glob("*.dcm")):
    cleaner.detect(str(file))
    cleaner.clean()
    cleaner.save_dicom()
"""


@dataclass(frozen=True)
class Took:
    """What a program took for all files, its start included: seconds by the wall, and of processors."""

    wall: float
    processor: float


def took(command: Sequence[str], folder: Path) -> Took:
    """Run a program that writes to a folder, which is empty before and gone afterwards."""
    folder.mkdir()
    before, start = _of_children(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=_ROOT)
    found = Took(time.perf_counter() - start, _of_children() - before)
    made = sum(1 for path in folder.rglob("*") if path.is_file() and path.suffix != ".json")
    if made != FILES:
        print(f"{folder.name}: {made} of {FILES} files written")
    for written in (folder, folder.with_name(f"{folder.name}.local")):
        shutil.rmtree(written, ignore_errors=True)
    return found


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Print what each program took in each round; the exit status is 1 if a goal is missed."""
    environments = Path(sys.argv[1]).resolve()
    rounds = int(os.environ.get("REDACTOR_PEER_ROUNDS", "1"))
    found: dict[str, list[Took]] = {name: [] for name in (OURS, *_NAMES)}
    with files(FILES) as folder:
        commands = _commands(folder, {name: environments / name / "bin" for name in _NAMES})
        for _ in range(rounds):  # one after the other in each: the machine may be busy with something else
            for name, command in commands.items():
                found[name].append(took(command, folder / name))
                print(
                    f"{name}: {found[name][-1].wall:.1f} s, {found[name][-1].processor:.1f} s of processors", flush=True
                )
    median = {name: statistics.median(one.wall for one in several) for name, several in found.items()}
    ours = median[OURS]
    for name, seconds in median.items():
        processor = statistics.median(one.processor for one in found[name])
        told = f"{seconds:>9.2f} s   {FILES / seconds:>8.1f} files/s   {processor:>8.2f} s of processors"
        print(f"{name:<20} {told}   ours takes {ours / seconds:.2f} ×")
    missed = [ours > 1.5 * median["dicognito"], ours > median["deid"]]
    print("goals: at most 1.5 × dicognito, faster than deid:", ["ok", "MISSED"][missed[0]], ["ok", "MISSED"][missed[1]])
    return int(any(missed))


def _commands(folder: Path, bin_of: Mapping[str, Path]) -> dict[str, list[str]]:
    (folder / "recipe").write_text(_RECIPE, encoding="utf-8")
    (folder / "clean.py").write_text(_DEID, encoding="utf-8")
    template = folder / "template.json"
    template.write_text(json.dumps(template_to_json(CT)), encoding="utf-8")
    source, out = str(folder / "in"), {name: str(folder / name) for name in (OURS, *_NAMES)}
    return {
        OURS: [
            *(sys.executable, "-m", "redactor", "bulk", source, "--out", out[OURS]),
            *("--template", str(template), "--jobs", "2"),
        ],
        "dicognito": [
            *(str(bin_of["dicognito"] / "python"), "-m", "dicognito"),  # its own script does not start
            *("-o", out["dicognito"], source),
        ],
        "deid": [
            *(str(bin_of["deid"] / "python"), str(folder / "clean.py"), str(folder / "recipe")),
            *(source, out["deid"]),
        ],
        "dicom-anonymizer": [str(bin_of["dicom-anonymizer"] / "dicom-anonymizer"), source, out["dicom-anonymizer"]],
    }


OURS: Final = "redactor"
_NAMES: Final = ("dicognito", "deid", "dicom-anonymizer")

if __name__ == "__main__":
    sys.exit(main())
