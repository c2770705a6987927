"""The library of mask templates: a folder of the user's or a shared one, in which a saved version never changes.

    NAME/v0001.json      a template (`redactor/template/1`)
    NAME/history.jsonl   what happened to its versions: tested, put in use, retired
    NAME/use.jsonl       how often it was applied, accepted and corrected

Both logs only grow, a line at a time, so that two people may use a shared library at once.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import platformdirs

from redactor.errors import InvalidDocument, NoSuchTemplate, TemplateNotTested, Unreadable, reason_of
from redactor.files import discarding, unfinished, writing_errors
from redactor.model.codec import lines_of
from redactor.model.template_codec import template_from_json, template_id, template_to_json
from redactor.workflow.document import read_json
from redactor.workflow.masking import require_allowed_styles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from redactor.model.template import MaskTemplate

Event = Literal["tested", "in use", "retired"]
_HISTORY: Final = "history.jsonl"
_USE: Final = "use.jsonl"
_VERSION: Final = re.compile(r"v(\d{4,})\.json")


@dataclass(frozen=True)
class Statistics:
    """How often a template was applied to an image, and what people said of the result; `last` is a day."""

    applied: int = 0
    accepted: int = 0
    corrected: int = 0
    last: str = ""


@dataclass(frozen=True)
class Entry:
    """A template of the library.

    Attributes
    ----------
    template
        The newest version.
    in_use
        The version that is in use; 0 where none is.
    tested
        Versions that passed a test on files.
    """

    name: str
    template: MaskTemplate
    in_use: int
    tested: tuple[int, ...]
    statistics: Statistics


def user_folder() -> Path:
    """Give the folder of a user's own library, which need not exist."""
    return Path(platformdirs.user_data_dir("redactor", appauthor=False)) / "templates"


@dataclass(frozen=True)
class Library:
    """A library in a folder."""

    folder: Path

    def entries(self) -> Iterator[Entry]:
        """Yield all templates by name.

        Raises
        ------
        InvalidDocument, Unreadable
            If one is damaged.
        """
        if self.folder.is_dir():
            for place in sorted(self.folder.iterdir()):
                if self._versions(place.name):
                    yield self.entry(place.name)

    def entry(self, name: str) -> Entry:
        """Give one.

        Raises
        ------
        NoSuchTemplate
            If there is none of this name.
        InvalidDocument, Unreadable
            If it is damaged.
        """
        versions = self._versions(name)
        if not versions:
            raise NoSuchTemplate(name=name)
        newest = self.version(name, versions[-1])
        tested, in_use = set[int](), 0
        for event in _lines(self.folder / name / _HISTORY):
            version, what = event["version"], event["event"]
            if what == "tested":  # of exactly what the file holds now
                tested |= {version} & {v for v in versions if template_id(self.version(name, v)) == event["template"]}
            elif what == "in use":
                in_use = version
            elif in_use == version:
                in_use = 0
        found = Statistics()
        for use in _lines(self.folder / name / _USE):
            found = Statistics(
                found.applied + use.get("applied", 0),
                found.accepted + use.get("accepted", 0),
                found.corrected + use.get("corrected", 0),
                max(found.last, use["day"]),
            )
        return Entry(name, newest, in_use if in_use in tested else 0, tuple(sorted(tested)), found)

    def version(self, name: str, version: int) -> MaskTemplate:
        """Give one version of a template.

        Raises
        ------
        NoSuchTemplate, InvalidDocument, Unreadable
            If it is not there or damaged.
        """
        if version not in self._versions(name):
            raise NoSuchTemplate(name=name)
        template = read_template(self._file(name, version))
        if template.version != version:
            raise InvalidDocument(where="template.version", problem="it is not that of its file")
        return template

    def in_use(self, name: str) -> MaskTemplate:
        """Give the version that is in use.

        Raises
        ------
        NoSuchTemplate
            If there is none.
        """
        entry = self.entry(name)
        if not entry.in_use:
            raise NoSuchTemplate(name=name)
        return self.version(name, entry.in_use)

    def save(self, template: MaskTemplate, name: str | None = None) -> Entry:
        """Save a template as the next version of its name; it is not in use until it was tested.

        Parameters
        ----------
        name
            Of the template whose next version this is; None makes one of the title.

        Raises
        ------
        UsageError
            If it asks for a style that is refused.
        CannotWrite, DiskFull
            If the file system refuses.
        """
        require_allowed_styles(template.plan)
        chosen = name or self._free_name(template.title)
        if name is not None and not self._versions(name):
            raise NoSuchTemplate(name=name)
        while True:
            version = max(self._versions(chosen), default=0) + 1
            numbered = replace(template, version=version)
            target = self._file(chosen, version)
            with unfinished(target.parent, ".tmp") as (file, path):
                file.write(lines_of(template_to_json(numbered)).encode("utf-8"))
            with discarding(path), writing_errors():
                try:
                    os.link(path, target)  # unlike a rename it fails if somebody else took the number meanwhile
                except FileExistsError:
                    path.unlink()
                    continue
                except OSError:  # a file system without links
                    path.rename(target)
                else:
                    path.unlink()
            return self.entry(chosen)

    def note(self, name: str, version: int, event: Event) -> None:
        """Remember what happened to a version.

        Raises
        ------
        NoSuchTemplate
            If it is not there.
        TemplateNotTested
            If it is to be used, and did not pass a test as it is now.
        CannotWrite, DiskFull
            If the file system refuses.
        """
        template = self.version(name, version)
        if event == "in use" and version not in self.entry(name).tested:
            raise TemplateNotTested(name=name)
        told = {"event": event, "version": version, "template": template_id(template), "day": _today()}
        _append(self.folder / name / _HISTORY, told)

    def count(self, name: str, version: int, *, applied: int = 0, accepted: int = 0, corrected: int = 0) -> None:
        """Add to the statistics of a template.

        Raises
        ------
        CannotWrite, DiskFull
            If the file system refuses.
        """
        counts = {"applied": applied, "accepted": accepted, "corrected": corrected}
        if any(counts.values()):
            _append(self.folder / name / _USE, {"version": version, "day": _today(), **counts})

    def _free_name(self, title: str) -> str:
        plain = re.sub(r"[^0-9a-z]+", "-", title.lower().replace("×", "x")).strip("-")[:60] or "template"
        number, name = 1, plain
        while self._versions(name):
            number += 1
            name = f"{plain}-{number}"
        return name

    def _versions(self, name: str) -> list[int]:
        if not re.fullmatch(r"[0-9a-z][0-9a-z-]*", name) or not (self.folder / name).is_dir():
            return []
        found = (_VERSION.fullmatch(path.name) for path in (self.folder / name).iterdir())
        return sorted(int(match[1]) for match in found if match)

    def _file(self, name: str, version: int) -> Path:
        return self.folder / name / f"v{version:04}.json"


def read_template(file: Path) -> MaskTemplate:
    """Read a template from a file.

    Raises
    ------
    UsageError
        If it is not valid, or asks for a style that does not exist or is refused.
    Unreadable
        If the file system refuses.
    """
    template = template_from_json(read_json(file))
    require_allowed_styles(template.plan)
    return template


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    for line in text.splitlines():
        try:
            document = json.loads(line)
        except ValueError:
            continue  # it was being written when a computer lost power
        yield document


def _append(file: Path, told: Mapping[str, object]) -> None:
    """Add a line in one piece: what two programs write at once stands one after the other."""
    with writing_errors():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            os.write(descriptor, (json.dumps(told) + "\n").encode("ascii"))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
