"""What a run and its workers on other computers tell one another: files on the storage that they share.

The scheduler between them only hears names of these files and hashes of what they hold. No key, no path of a source and
nothing of a patient goes over its connections; the key is read from the project's folder by each worker.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from redactor.files import discard, write_text
from redactor.model.links import Link, LinkKind
from redactor.model.stages import OutputName
from redactor.model.template_codec import template_from_json, template_to_json
from redactor.workflow.bulk_work import Setting, search_block, work_on
from redactor.workflow.project import project_at
from redactor.workflow.report import Item, ItemStatus
from redactor.workflow.run_journal import Block, Waiting
from redactor.workflow.task import Outcome
from redactor.workflow.written import file_sha256

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Told:
    """What a worker answers: the hash of the file that it wrote."""

    sha256: str


def write_setting(folder: Path, setting: Setting, project_folder: Path) -> None:
    """Write what all chunks share, without the key."""
    document = {
        "destination": str(setting.destination),
        "partial": str(setting.partial),
        "project": str(project_folder),
        "templates": [template_to_json(template) for template in setting.templates],
        "recode_to": setting.recode_to,
        "masks": setting.masks,
        "changed": sorted(setting.changed),
    }
    write_text(folder / "setting.json", json.dumps(document), private=True)


def read_setting(folder: Path) -> Setting:
    """Read it, and open the project."""
    document: dict[str, Any] = json.loads((folder / "setting.json").read_text(encoding="utf-8"))
    return Setting(
        Path(document["destination"]),
        Path(document["partial"]),
        project_at(Path(document["project"])),
        tuple(template_from_json(template) for template in document["templates"]),
        document["recode_to"],
        document["masks"],
        frozenset(document["changed"]),
    )


def write_chunk(folder: Path, number: int, items: Sequence[Waiting | Block]) -> str:
    """Write what a worker is to do, and give the name of the file."""
    name = f"{number:08}.chunk"
    write_text(folder / name, json.dumps([_asked(item) for item in items]), private=True)
    return name


def work_on_chunk(folder: str, name: str) -> Told:
    """Do what a chunk asks for: what a worker is sent. Doing it twice gives the same files."""
    place = Path(folder)
    setting = read_setting(place)
    answers = [_answer(setting, entry) for entry in json.loads((place / name).read_text(encoding="utf-8"))]
    target = place / f"{name}.done"
    write_text(target, json.dumps(answers), private=True)
    return Told(file_sha256(target))


def read_answers(folder: Path, name: str, told: Told, destination: Path) -> list[Outcome | str | None] | None:
    """Give what a chunk came to and forget its files, or None if that is not what the worker said it wrote.

    Every result is read again: its bytes are those that its edit record names.
    """
    answers = folder / f"{name}.done"
    if not answers.is_file() or file_sha256(answers) != told.sha256:
        return None
    found: list[Outcome | str | None] = []
    for entry in json.loads(answers.read_text(encoding="utf-8")):
        if entry["kind"] == "block":
            found.append(entry["cleared"])
            continue
        item = Item(entry["source"], entry["output"], ItemStatus(entry["status"]), entry["reason"], entry["seconds"])
        if item.status is ItemStatus.DONE and not is_whole(destination, str(item.output)):
            return None
        links = tuple(Link(LinkKind(kind), *rest) for kind, *rest in entry["links"])
        found.append(Outcome(item, links, entry["disk_full"]))
    forget_chunk(folder, name)
    return found


def forget_chunk(folder: Path, name: str) -> None:
    """Delete the files of a chunk: the answers name originals."""
    for path in (folder / name, folder / f"{name}.done"):
        discard(path)


def is_whole(destination: Path, output: str) -> bool:
    """True if a result stands there with its edit record, and has the bytes that the record names."""
    file = destination / output
    record = file.with_suffix(".record.json")
    if not file.is_file() or not record.is_file():
        return False
    document: dict[str, Any] = json.loads(record.read_text(encoding="utf-8"))
    return bool(document["file_sha256"] == file_sha256(file))


def _asked(item: Waiting | Block) -> dict[str, object]:
    if isinstance(item, Block):
        return {
            "kind": "block",
            "id": item.id,
            "template": item.template,
            "facts": item.facts,
            "sources": [str(source) for source in item.sources],
        }
    return {
        "kind": "file",
        "id": item.id,
        "source": str(item.source),
        "name": [item.name.case, item.name.series, item.name.instance],
        "place": item.place,
        "template": item.template,
        "cleared": item.cleared,
    }


def _answer(setting: Setting, entry: dict[str, Any]) -> dict[str, object]:
    if entry["kind"] == "block":
        sources = tuple(Path(source) for source in entry["sources"])
        cleared = search_block(setting, Block(entry["id"], entry["template"], entry["facts"], sources))
        return {"kind": "block", "cleared": cleared}
    name = OutputName(*entry["name"])
    file = Waiting(entry["id"], Path(entry["source"]), name, entry["place"], entry["template"], entry["cleared"])
    outcome = work_on(setting, file)
    item = outcome.item
    return {
        "kind": "file",
        "source": item.source,
        "output": item.output,
        "status": str(item.status),
        "reason": item.reason,
        "seconds": item.seconds,
        "links": [[str(link.kind), *list(asdict(link).values())[1:]] for link in outcome.links],
        "disk_full": outcome.disk_full,
    }
