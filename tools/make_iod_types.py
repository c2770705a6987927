"""Make `resources/profiles/iod_types.json`: which Type each attribute of each IOD has; the same bytes each time.

    python tools/make_iod_types.py [--output resources/profiles]

The tables of PS3.3 and PS3.4 come from the package ``highdicom`` (MIT License), which is not imported: the letters for
the usage of modules are read as they stand in its files, since the names that its Python code gives U and C are
swapped.

Modules share macros, so a tree of attributes is stored once wherever it occurs: a node is a line of words, each the tag
of an attribute, its Type and, for a sequence, ``:`` and the number of the node below it.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
from pathlib import Path
from typing import Any, Final

from pydicom.datadict import tag_for_keyword

REPOSITORY: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "highdicom"
LICENSE: Final = "LICENSE"
OUTPUT: Final = "iod_types.json"
STRICTEST_FIRST: Final = ("1", "1C", "2", "2C", "3", "None")

SUCCESSORS: Final = {
    "1.2.840.10008.5.1.1.29": "1.2.840.10008.5.1.4.1.1.7",  # Hardcopy Grayscale Image: Secondary Capture
    "1.2.840.10008.5.1.1.30": "1.2.840.10008.5.1.4.1.1.7",  # Hardcopy Color Image: Secondary Capture
    "1.2.840.10008.5.1.4.1.1.3": "1.2.840.10008.5.1.4.1.1.3.1",  # Ultrasound Multi-frame Image
    "1.2.840.10008.5.1.4.1.1.5": "1.2.840.10008.5.1.4.1.1.20",  # Nuclear Medicine Image
    "1.2.840.10008.5.1.4.1.1.6": "1.2.840.10008.5.1.4.1.1.6.1",  # Ultrasound Image
    "1.2.840.10008.5.1.4.1.1.12.3": "1.2.840.10008.5.1.4.1.1.12.1",  # X-Ray Angiographic Bi-Plane Image: XA
    "1.2.840.10008.5.1.4.1.1.77.1": "1.2.840.10008.5.1.4.1.1.77.1.4",  # VL Image, Trial: VL Photographic
    "1.2.840.10008.5.1.4.1.1.77.2": "1.2.840.10008.5.1.4.1.1.77.1.4",  # VL Multi-frame Image, Trial: VL Photographic
}
"""Retired SOP Classes with images (PS3.4 Annex B, PS3.6 Annex A), and the class that took their place."""

Tree = dict[int, tuple[str, "Tree"]]


def installed(name: str) -> Path:
    """Give the path of a file of the installed package.

    Raises
    ------
    importlib.metadata.PackageNotFoundError
        If the package is not installed.
    """
    files = importlib.metadata.files(PACKAGE) or []
    return Path(str(next(file for file in files if file.name == name).locate()))


def table(name: str) -> dict[str, Any]:
    """Read a table of the installed package."""
    found: dict[str, Any] = json.loads(installed(name).read_bytes())
    return found


def tree_of(attributes: list[dict[str, Any]]) -> Tree:
    """Give the tree of a module. Where it has an attribute twice, the stricter Type counts.

    Attributes of repeating groups (overlays) are left out, with all below what is left out: they have no one tag.
    """
    root: Tree = {}
    for attribute in sorted(attributes, key=lambda attribute: len(attribute["path"])):
        tags = [tag_for_keyword(keyword) for keyword in (*attribute["path"], attribute["keyword"])]
        branch: Tree | None = root
        for tag in tags[:-1]:
            branch = branch[tag][1] if branch is not None and tag in branch else None
        tag, kind = tags[-1], attribute["type"]
        if branch is None or tag is None:
            continue
        known, below = branch.get(tag, (kind, {}))
        branch[tag] = (min(known, kind, key=STRICTEST_FIRST.index), below)
    return root


class Nodes:
    """Trees as numbered lines; equal trees are one line."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number_of(self, tree: Tree) -> int:
        """Give the number of a tree, which is that of its line counted from 0."""
        words = []
        for tag, (kind, below) in sorted(tree.items()):
            if kind != "None":  # an attribute of a service, not of an instance
                words.append(f"{tag:08X}{kind}{f':{self.number_of(below)}' if below else ''}")
        return self.numbers.setdefault(" ".join(words), len(self.numbers))


def build() -> str:
    """Give the text of the generated file."""
    classes, iods, modules = (
        table(f"{name}.json") for name in ("sop_class_iod_map", "iod_module_map", "module_attribute_map")
    )
    assert set(STRICTEST_FIRST) >= {found["type"] for attributes in modules.values() for found in attributes}
    assert {module["usage"] for found in iods.values() for module in found} == {"M", "C", "U"}
    assert not set(SUCCESSORS) & set(classes)
    nodes = Nodes()
    used = sorted({module["key"] for name in classes.values() for module in iods[name]} & set(modules))
    numbers = {name: nodes.number_of(tree_of(modules[name])) for name in used}
    document = {
        "schema": "redactor/iod-types/1",
        "about": "Attribute Types by SOP Class and path (PS3.3); retired classes have the Types of their successors",
        "carrier": f"{PACKAGE} {importlib.metadata.version(PACKAGE)}, MIT License",
        "license_of_carrier": installed(LICENSE).read_text(encoding="utf-8").splitlines(),
        "made_by": "tools/make_iod_types.py",
        "retired": dict(sorted(SUCCESSORS.items())),
        "sop_classes": dict(sorted(classes.items())),
        "iods": {
            name: " ".join(
                f"{module['usage']}:{numbers[module['key']]}" for module in iods[name] if module["key"] in numbers
            )
            for name in sorted(set(classes.values()))
        },
        "nodes": list(nodes.numbers),
    }
    return json.dumps(document, indent=0, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description="Make the tables of Attribute Types.")
    parser.add_argument("--output", type=Path, default=REPOSITORY / "resources" / "profiles")
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    text = build()
    (folder / OUTPUT).write_text(text, encoding="utf-8", newline="\n")
    print(f"{OUTPUT}: {len(json.loads(text)['sop_classes'])} SOP Classes, {len(text)} characters")


if __name__ == "__main__":
    main()
