"""Where the frozen program begins; PyInstaller wants a script, not a module."""

import os
import sys
from pathlib import Path

from redactor.__main__ import main

if __name__ == "__main__":
    # A windowed program on Windows has neither, and what writes to them would fail there alone.
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the program
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the program
    sys.exit(main())
