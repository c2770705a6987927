"""Other programs on the same files: dicognito, the pixel cleaner of deid, dicom-anonymizer, each in its environment.

    python -m tests.benchmarks.peers build/peers

dicognito and dicom-anonymizer change headers only, deid's cleaner pixels only; ours does both, checks the result as
written, searches for what the mask leaves, and keeps a record.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from tests.benchmarks.bulk_runs import FILES, files, seconds_for_files

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


def main() -> int:
    """Print seconds for each program; the exit status is 1 if a goal is missed."""
    environments = Path(sys.argv[1]).resolve()
    with files(FILES) as folder:
        (folder / "recipe").write_text(_RECIPE, encoding="utf-8")
        (folder / "clean.py").write_text(_DEID, encoding="utf-8")
        source, bin_of = folder / "in", {name: environments / name / "bin" for name in _NAMES}
        words: dict[str, list[str]] = {
            "dicognito": [
                *(str(bin_of["dicognito"] / "python"), "-m", "dicognito"),  # its own script does not start
                *("-o", str(folder / "dicognito"), str(source)),
            ],
            "deid": [
                str(bin_of["deid"] / "python"),
                *(str(folder / name) for name in ("clean.py", "recipe", "in", "deid")),
            ],
            "dicom-anonymizer": [
                str(bin_of["dicom-anonymizer"] / "dicom-anonymizer"),
                str(source),
                str(folder / "dicom-anonymizer"),
            ],
        }
        found = {"redactor, two workers": seconds_for_files(folder)}
        for name, command in words.items():
            (folder / name).mkdir()
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            found[name] = time.perf_counter() - start
            made = sum(1 for path in (folder / name).rglob("*") if path.is_file())
            print(f"{name}: {made} of {FILES} files written")
    ours = found["redactor, two workers"]
    for name, seconds in found.items():
        print(f"{name:<28} {seconds:>9.2f} s   {FILES / seconds:>8.1f} files/s   ours takes {ours / seconds:.2f} ×")
    missed = [ours > 1.5 * found["dicognito"], ours > found["deid"]]
    print("goals: at most 1.5 × dicognito, faster than deid:", ["ok", "MISSED"][missed[0]], ["ok", "MISSED"][missed[1]])
    return int(any(missed))


_NAMES: Final = ("dicognito", "deid", "dicom-anonymizer")

if __name__ == "__main__":
    sys.exit(main())
