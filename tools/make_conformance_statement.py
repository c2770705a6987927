"""Make `docs/conformance-statement.md` from the engine itself (PS3.15 E.1.3); the same bytes each time.

python tools/make_conformance_statement.py [--output docs]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from redactor import resources  # noqa: E402 - run from a source tree
from redactor.deid import safety_net  # noqa: E402
from redactor.deid.dates import DAYS  # noqa: E402
from redactor.deid.objects import treatments  # noqa: E402
from redactor.deid.own_attributes import method_codes  # noqa: E402
from redactor.deid.profile import BASIC, Profile, resolve  # noqa: E402
from redactor.deid.profile_file import load_profile  # noqa: E402
from redactor.deid.table import OPTIONS, load  # noqa: E402
from redactor.dicom.recode import LOSSLESS_CHOICES, Way  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "conformance-statement.md"
_TYPES: Final = ("1", "2", "3")
_OPTION_COLUMNS: Final = {
    "retain_safe_private": "Priv",
    "retain_uids": "UIDs",
    "retain_device_identity": "Dev",
    "retain_institution_identity": "Inst",
    "retain_patient_characteristics": "Pat",
    "retain_longitudinal_full_dates": "Full",
    "retain_longitudinal_modified_dates": "Mod",
    "clean_descriptors": "Desc",
    "clean_structured_content": "Cont",
    "clean_graphics": "Graph",
}


def statement() -> str:
    """Give the whole page."""
    return "\n".join([*_scope(), *_replacements(), *_options(), *_pixels(), *_objects(), *_net(), *_table(), ""])


def _scope() -> Iterator[str]:
    edition = load().edition
    yield "# Conformance statement for de-identification"
    yield ""
    yield f"PS3.15 E.1.3, edition {edition}. Made from the program's own tables by `tools/make_conformance_statement.py`; a test keeps it true."
    yield ""
    yield "## Profile"
    yield ""
    code = method_codes(BASIC, reviewed=False)[0]
    yield f"The program is a de-identifier for the {code.meaning} ({code.value}, {code.scheme}), with every option"
    yield "that has a column in Table E.1-1. The Basic Profile can't be switched off. It is no re-identifier: no encrypted"
    yield "original goes into a result (Encrypted Attributes Sequence is removed)."
    yield ""


def _replacements() -> Iterator[str]:
    yield "## What replaces what"
    yield ""
    yield "| what | how | the same |"
    yield "| --- | --- | --- |"
    yield "| UIDs | HMAC-SHA-256 under the project's key, as `2.25` and a UUID of version 8; UIDs of PS3.6 Annex A stay | in a whole project, DICOM references included; those of series and instances in one generation of it |"
    yield "| Patient ID, Patient's Name | `RDX` and 12 letters or digits by HMAC of issuer and normalised Patient ID; the name ends in `^` | in a whole project; a study that names no patient has a patient of its own |"
    yield "| Accession Number | `RDA` and 12 letters or digits by HMAC | in a whole project |"
    yield f"| dates, where modified dates are retained | moved 1 to {DAYS} whole days into the past, by HMAC of the patient; times of day stay | for a patient in a whole project |"
    yield "| other required values | a dummy of the Value Representation, such as `REMOVED` or 1 January 1900 | everywhere |"
    yield ""
    yield "The key has 256 random bits. It is kept in the key store of the system, under a passphrase (Argon2id), or in a"
    yield "file that only its owner may read; what links back lies in an encrypted map in the project and never in a result."
    yield ""
    yield "Added to every result: Patient Identity Removed, De-identification Method and Method Code Sequence, Longitudinal"
    yield "Temporal Information Modified, an item of Contributing Equipment Sequence (109104, without a time), a File Meta"
    yield "Information and preamble made anew. Specific Character Set is ISO_IR 192, or absent where all text is ASCII."
    yield "Burned In Annotation is NO only after a person's review and a clean check."
    yield ""


def _options() -> Iterator[str]:
    yield "## Options and profiles"
    yield ""
    yield "| option | code | column below |"
    yield "| --- | --- | --- |"
    for option in OPTIONS:
        codes = set(method_codes(Profile("one", (option,)), reviewed=False)) - set(method_codes(BASIC, reviewed=False))
        (code,) = codes
        yield f"| {code.meaning} | {code.value} | {_OPTION_COLUMNS[option]} |"
    yield ""
    yield "Where two enabled options differ, cleaning goes before keeping. Clean Pixel Data (113101) is claimed only after a"
    yield "person's review; Clean Recognizable Visual Features (113102) is not claimed."
    yield ""
    yield "| profile | options |"
    yield "| --- | --- |"
    for path in sorted(resources.path("profiles").glob("*.toml")):
        profile = load_profile(path.stem)
        yield f"| `{profile.name}` | {', '.join(profile.options) or 'none'} |"
    yield ""


def _pixels() -> Iterator[str]:
    yield "## Pixel Data"
    yield ""
    yield "Every Transfer Syntax that can be decoded is taken; what changes, and how:"
    yield ""
    yield from (f"- {way.value}" for way in Way)
    yield ""
    yield f"Where a syntax can't be written again, the result is one of: {', '.join(LOSSLESS_CHOICES.values())}, or uncompressed."
    yield "Overlays, curves, icons and bits above High Bit are removed from every image."
    yield ""


def _objects() -> Iterator[str]:
    yield "## Instances without pixels"
    yield ""
    yield "| SOP Class UID | treatment |"
    yield "| --- | --- |"
    for uid, treatment in treatments().items():
        yield f"| {uid} | {'cleaned' if treatment == 'clean' else f'set aside: {treatment}'} |"
    yield ""
    yield "Instances of private and unknown SOP Classes are set aside."
    yield ""


def _net() -> Iterator[str]:
    yield "## Attributes that Table E.1-1 does not list"
    yield ""
    vrs = ", ".join(sorted(safety_net.REMOVED_VRS))
    yield f"Removed by Value Representation, as far as the IOD can do without: {vrs}."
    yield "UIDs that are no kind of thing are replaced. LO, SH, ST, LT, UT and UC stay only if every word is in the vocabulary"
    yield "of the program or site and none is the patient's. Private attributes are removed, but for those of Table E.3.10-1"
    yield "where that option is on."
    yield ""


def _table() -> Iterator[str]:
    yield "## Table E.1-1 as it is carried out"
    yield ""
    yield "What the code comes to for an attribute of Type 1 or 1C, 2 or 2C, and 3 (or not of the IOD); then what enabled"
    yield "options ask for. A removed attribute of Type 2 stays empty; one of Type 1 takes its item with it or becomes a dummy."
    yield ""
    yield f"| tag | attribute | 1 | 2 | 3 | {' | '.join(_OPTION_COLUMNS.values())} |"
    yield f"| --- | --- | {' | '.join('-' for _ in range(len(_TYPES) + len(_OPTION_COLUMNS)))} |"
    for row in load().rows:
        asked = dict(row.options)
        cells = [resolve(row.basic, kind) for kind in _TYPES]  # type: ignore[arg-type]  # three of the Types
        cells += [asked.get(option, "") for option in _OPTION_COLUMNS]  # type: ignore[call-overload]
        yield f"| {row.pattern} | {row.name} | {' | '.join(cells)} |"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description="Write the conformance statement.")
    parser.add_argument("--output", type=Path, default=REPOSITORY / "docs")
    target = parser.parse_args().output / NAME
    target.write_text(statement(), encoding="utf-8")


if __name__ == "__main__":
    main()
