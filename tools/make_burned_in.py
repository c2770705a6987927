"""Make `resources/profiles/burned_in_annotation.json`: SOP Classes that require Burned In Annotation.

    python tools/make_burned_in.py [--output resources/profiles]

The Types of (0028,0301) come from the tables of PS3.3 and PS3.4 that the package ``highdicom`` carries (MIT
License); it is not imported.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
from pathlib import Path
from typing import Any, Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "highdicom"
OUTPUT: Final = "burned_in_annotation.json"
KEYWORD: Final = "BurnedInAnnotation"


def table(name: str) -> dict[str, Any]:
    """Read a table of the installed package.

    Raises
    ------
    importlib.metadata.PackageNotFoundError
        If the package is not installed.
    """
    files = importlib.metadata.files(PACKAGE) or []
    path = Path(str(next(file for file in files if file.name == name).locate()))
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def build() -> str:
    """Give the text of the generated file."""
    modules = {
        name: attribute["type"]
        for name, attributes in table("module_attribute_map.json").items()
        for attribute in attributes
        if attribute["keyword"] == KEYWORD and not attribute["path"]
    }
    required = {}
    iods = table("iod_module_map.json")
    for uid, iod in table("sop_class_iod_map.json").items():
        types = {modules[module["key"]] for module in iods.get(iod, ()) if module["key"] in modules}
        # Type 1C is required in any case that can't be ruled out (PS3.5 7.4.2).
        if types & {"1", "1C"}:
            required[uid] = iod
    document = {
        "schema": "redactor/burned-in-annotation/1",
        "about": "SOP Classes whose IOD has Burned In Annotation (0028,0301) as Type 1 or 1C (PS3.3)",
        "carrier": f"{PACKAGE} {importlib.metadata.version(PACKAGE)}, MIT License",
        "made_by": "tools/make_burned_in.py",
        "required": dict(sorted(required.items())),
    }
    return json.dumps(document, indent=1) + "\n"


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description="Make the list of SOP Classes that require Burned In Annotation.")
    parser.add_argument("--output", type=Path, default=REPOSITORY / "resources" / "profiles")
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    text = build()
    (folder / OUTPUT).write_text(text, encoding="utf-8", newline="\n")
    print(f"{OUTPUT}: {len(json.loads(text)['required'])} SOP Classes")


if __name__ == "__main__":
    main()
