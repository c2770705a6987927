"""Make `safe_private.json` and `content_items.json` in `resources/profiles/` from tables of PS3.15.

    python tools/make_ps315_lists.py --safe-private TABLE.csv --content-items TABLE.csv [--output resources/profiles]

The tables are Table E.3.10-1 (columns tag, private_creator, vr, meaning) and Table E.3.4-1 (columns code, scheme,
meaning, value_type, basic and one an option), as comma-separated values.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
ATTRIBUTION: Final = (
    "Derived from the DICOM Standard (c) NEMA. DICOM is a registered trademark of NEMA. Tags, creators, codes and "
    "action codes are reproduced as factual interoperability data; no descriptive text is reproduced."
)
OPTIONS: Final = {
    "RtnUIDs": "retain_uids",
    "RtnDevId": "retain_device_identity",
    "RtnInstId": "retain_institution_identity",
    "RtnPatChars": "retain_patient_characteristics",
    "RtnLongFullDates": "retain_longitudinal_full_dates",
    "RtnLongModifDates": "retain_longitudinal_modified_dates",
    "CleanDesc": "clean_descriptors",
}


def rows_of(table: Path) -> list[dict[str, str]]:
    """Read a table."""
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def safe_private(table: Path) -> str:
    """Give the text of `safe_private.json`: (group, low byte, creator, VR), for look-up by creator."""
    entries = []
    for row in rows_of(table):
        group, _, low = row["tag"].strip("()").replace("xx", "").partition(",")
        entries.append({"group": group, "low": low, "creator": row["private_creator"], "vr": row["vr"]})
    return _document("redactor/safe-private/1", "DICOM PS3.15, Table E.3.10-1", entries)


def content_items(table: Path) -> str:
    """Give the text of `content_items.json`: actions by concept name and Value Type."""
    entries = [
        {
            **{name: row[name] for name in ("code", "scheme", "value_type", "basic")},
            "options": {option: row[column] for column, option in OPTIONS.items() if row[column]},
        }
        for row in rows_of(table)
    ]
    return _document("redactor/content-items/1", "DICOM PS3.15, Table E.3.4-1", entries)


def _document(schema: str, standard: str, rows: list[dict[str, object]] | list[dict[str, str]]) -> str:
    head = {"schema": schema, "standard": standard, "attribution": ATTRIBUTION, "made_by": "tools/make_ps315_lists.py"}
    lines = ",\n".join("  " + json.dumps(row) for row in rows)
    return json.dumps(head, indent=1)[:-2] + ',\n "rows": [\n' + lines + "\n ]\n}\n"


def main(arguments: list[str]) -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--safe-private", type=Path, required=True)
    parser.add_argument("--content-items", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=REPOSITORY / "resources" / "profiles")
    given = parser.parse_args(arguments)
    (given.output / "safe_private.json").write_text(safe_private(given.safe_private), encoding="utf-8")
    (given.output / "content_items.json").write_text(content_items(given.content_items), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
