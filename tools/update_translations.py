"""Collect every marked text of the sources into the translation files; finished translations stay.

    python tools/update_translations.py

The files hold no places in the sources and are sorted, so they change only when a text does. What is new is
marked unfinished: translate it with Qt Linguist (`pyside6-linguist`) or by hand, with the words of
`docs/glossary.md`. A test fails until it is done.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
LANGUAGES: Final = ("zh_CN",)


def collect(language: str, target: Path) -> None:
    """Bring a translation file up to date with the sources; texts that are gone leave it."""
    program = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent)) or "pyside6-lupdate"
    sources = sorted(str(path.relative_to(REPOSITORY)) for path in (REPOSITORY / "redactor").rglob("*.py"))
    options = [
        "-locations",
        "none",
        "-no-obsolete",
        "-sort-messages",
        "-source-language",
        "en",
        "-target-language",
        language,
    ]
    subprocess.run(
        [program, *options, *sources, "-ts", str(target)], cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL
    )


def main() -> None:
    """Update all languages."""
    for language in LANGUAGES:
        target = REPOSITORY / "resources" / "i18n" / f"redactor_{language}.ts"
        collect(language, target)
        unfinished = target.read_text(encoding="utf-8").count('type="unfinished"')
        print(f"{target.relative_to(REPOSITORY)}: {unfinished} to translate")


if __name__ == "__main__":
    main()
