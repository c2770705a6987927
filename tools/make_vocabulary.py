"""Make `resources/vocabulary/standard_terms.txt`: the words of PS3.16's code meanings.

    python tools/make_vocabulary.py [--output resources/vocabulary]

The meanings come from the dictionaries that pydicom carries (MIT License). SNOMED writes a proper noun with a capital
inside a meaning, so only words that occur in lower case are taken from it: eponyms and places stay out. What names
animals is left out whole, and so are words that are common names of persons, months, or parts of an address.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Final

import pydicom
from pydicom.sr._concepts_dict import concepts  # no public way to all meanings

from redactor.deid.vocabulary import words_of

REPOSITORY: Final = Path(__file__).resolve().parents[1]
OUTPUT: Final = "standard_terms.txt"
WORD: Final = re.compile(r"[A-Za-z]{3,}")
TITLED: Final = frozenset({"DCM", "IBSI"})
"""Schemes that write every word with a capital."""

ANIMALS: Final = re.compile(
    r"breed|\b(?:dog|cat|horse|cattle|sheep|goat|pig|pony|rat|mouse|species|canine)\b", re.IGNORECASE
)
NAMES: Final = Path(__file__).with_name("common_names.txt")


def build() -> str:
    """Give the text of the generated file."""
    found = set()
    for scheme, terms in concepts.items():
        for codes in terms.values():
            for meaning, _ in codes.values():
                if ANIMALS.search(meaning):
                    continue
                words = WORD.findall(meaning)
                found.update(word.lower() for word in words if word.islower() or scheme in TITLED)
    left_out = words_of(NAMES.read_text(encoding="utf-8"))
    head = (
        f"# Words of code meanings (PS3.16) as pydicom {pydicom.__version__} carries them, MIT License.",
        "# Made by tools/make_vocabulary.py.",
    )
    return "\n".join([*head, *sorted(found - left_out)]) + "\n"


def main(arguments: list[str]) -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--output", type=Path, default=REPOSITORY / "resources" / "vocabulary")
    (parser.parse_args(arguments).output / OUTPUT).write_text(build(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
