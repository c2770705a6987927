"""What must be in no teaching package: words of the originals, as far as they are known here, and of the results."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.errors import SetAside, UsageError
from redactor.model.image import Identifiers
from redactor.model.links import LinkKind
from redactor.trust.linkage_map import read_map
from redactor.workflow.inputs import files_below, open_instance
from redactor.workflow.output import MAP
from redactor.workflow.package_check import SourceWords
from redactor.workflow.project import project_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from redactor.dicom.instance import Instance
    from redactor.trust.keys import Access

_PATIENT_ID: Final = "(0010,0020)"
_ACCESSION: Final = "(0008,0050)"


@dataclass(frozen=True)
class Known:
    """The words to look for; the repr shows none.

    Attributes
    ----------
    originals
        In no file at all.
    pseudonyms
        Of the results: in no file but released DICOM ones.
    headers
        What headers say, for the scan of free text.
    map_is_read
        Whether a linkage map told the originals' numbers.
    """

    originals: SourceWords = field(repr=False)
    pseudonyms: SourceWords = field(repr=False)
    headers: tuple[Identifiers, ...] = field(repr=False)
    map_is_read: bool = False


def known_words(
    instances: Sequence[Instance], folders: Iterable[Path], originals: Iterable[Path], access: Access
) -> Known:
    """Collect words from results, from originals that were named, and from what lies in the local folders beside.

    Raises
    ------
    NoInput
        If a path of an original leads nowhere.
    """
    headers = []
    for file, problem in files_below(originals):
        try:
            if problem is None:
                headers.append(open_instance(file).identifiers)
        except SetAside:
            continue
    results = [instance.identifiers for instance in instances]
    uids = [
        instance.text(keyword)
        for instance in instances
        for keyword in ("SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID", "FrameOfReferenceUID")
    ]
    shown = frozenset(value for each in results for _, value in each.values) | frozenset(uids)
    values: list[str] = []
    map_is_read = False
    for folder in dict.fromkeys(folders):
        local = folder.with_name(f"{folder.name}.local")
        values += _sources(local / "report.json")
        found = _linked(local / "project", access, shown)
        map_is_read |= found is not None
        for kind, value in found or ():
            values.append(value)
            if kind in {LinkKind.PATIENT, LinkKind.ACCESSION_NUMBER}:
                path = _PATIENT_ID if kind is LinkKind.PATIENT else _ACCESSION
                headers.append(Identifiers(((path, value),)))
    return Known(SourceWords.of(headers, values), SourceWords.of(results, uids), tuple(headers + results), map_is_read)


def _linked(project: Path, access: Access, shown: frozenset[str]) -> list[tuple[LinkKind, str]] | None:
    """Read the numbers and UIDs of what became the results shown; None where there is no map that can be opened now.

    Those of others are left alone: among thousands of short numbers one stands in any package by chance.
    """
    if not (project / MAP).is_file():
        return None
    try:
        links = read_map(project / MAP, project_at(project, access).key)
    except UsageError:
        return None
    return [(link.kind, link.original) for link in links if link.new in shown]


def _sources(report: Path) -> list[str]:
    """Give the names of the files and folders that results were made from, as far as they could name somebody."""
    try:
        items = json.loads(report.read_text(encoding="utf-8"))["items"]
        sources = [str(item["source"]) for item in items]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    # Short names such as IM000001 or DICOM stand everywhere; longer ones of several words do not.
    parts = {part for source in sources for part in source.replace("\\", "/").split("/")[-2:]}
    stems = {part.rsplit(".", 1)[0] for part in parts}
    return sorted(stem for stem in stems if len(stem) >= 8 and ("_" in stem or " " in stem or "^" in stem))
