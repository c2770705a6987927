"""What is known of a file beside its pixels: what becomes of its attributes, and what it holds that nobody sees.

It runs in a worker process and knows no Qt.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from redactor.deid.engine import deidentify
from redactor.deid.profile_file import load_profile
from redactor.deid.summary import Entry, summary
from redactor.dicom.instance import Instance
from redactor.dicom.unseen import HiddenData, hidden_data
from redactor.errors import NotDicom, SetAside
from redactor.gui.worker import Refused
from redactor.workflow.inputs import open_images
from redactor.workflow.matching import is_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from redactor.model.case_plan import AttributeDecision
    from redactor.model.image import Identifiers
    from redactor.model.record import AttributeAction
    from redactor.trust.local_key import LocalKey
    from redactor.workflow.project import Project

_NAMES: Final = 3
"""The file and the folders above it whose names are looked at: those that come with a study."""


@dataclass(frozen=True)
class Question:
    """What is asked of a file.

    Attributes
    ----------
    profile
        The name of the confidentiality profile.
    project
        Its key makes the replacements that are shown.
    key
        Makes the fingerprints.
    pixels_changed
        Whether the plan hides anything in the image.
    """

    path: Path = field(repr=False)
    profile: str
    project: Project
    key: LocalKey
    decisions: tuple[tuple[str, AttributeDecision], ...] = ()
    pixels_changed: bool = True


@dataclass(frozen=True)
class Description:
    """What is known of a file. In memory only; the repr shows no value.

    Attributes
    ----------
    words
        (path, text) of what cleaning leaves once a person has confirmed it.
    names
        How many of the names of the file and of its folders show an identifier of the header.
    told_words, told_hidden
        Fingerprints under the local key; empty if there is nothing to confirm.
    """

    entries: tuple[Entry, ...] = field(default=(), repr=False)
    words: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    hidden: HiddenData = field(default_factory=HiddenData)
    names: int = 0
    told_words: str = ""
    told_hidden: str = ""


def describe(question: Question) -> Description | Refused:
    """Describe a file."""
    try:
        (image,) = open_images(question.path)
        if not isinstance(image, Instance):
            raise NotDicom
        return _described(image, question)
    except SetAside as error:
        return Refused(type(error).__name__, tuple(error.facts.items()))


def _described(instance: Instance, question: Question) -> Description:
    project, profile = question.project, load_profile(question.profile)
    made = deidentify(
        instance.attributes,
        profile=profile,
        replacements=project.noting_replacements(),
        patient=instance.place.patient,
        pixels_changed=question.pixels_changed,
        reviewed=True,  # as it will leave: nothing leaves reviewed without these words having been read
        decisions=question.decisions,
        words_confirmed=True,
        identifiers=instance.identifiers,
    )
    words = tuple(sorted(made.words_kept))
    hidden, names = hidden_data(instance), _names(question.path, instance.identifiers)
    found = [
        hidden.overlays,
        hidden.icons,
        hidden.curves,
        hidden.documents,
        hidden.private,
        hidden.preamble,
        hidden.trailing,
        names,
    ]
    return Description(
        tuple(_with_parents(summary(instance.attributes, made, profile), made.actions)),
        words,
        hidden,
        names,
        _told(question.key, "words", words) if words else "",
        _told(question.key, "hidden", found) if any(found) else "",
    )


def _told(key: LocalKey, purpose: str, found: Sequence[object]) -> str:
    return key.digest(purpose, json.dumps(found).encode()).hex()


def _with_parents(entries: Iterable[Entry], actions: Iterable[AttributeAction]) -> Iterator[Entry]:
    """Say of what lies in a sequence, or an item, that is gone as a whole that it is gone, too."""
    gone = {one.path: one for one in actions if one.action in {"X", "Z"}}
    for entry in entries:
        *parents, _ = entry.path.split("/")
        places = ["/".join(parents[: count + 1]) for count in range(len(parents))]
        above = [gone[name] for place in places for name in (place.rpartition("[")[0], place) if name in gone]
        yield replace(entry, action="X", rule=above[0].rule, new="") if above else entry


def _names(path: Path, identifiers: Identifiers) -> int:
    parts = [path.stem, *(folder.name for folder in path.resolve().parents)][:_NAMES]
    return sum(any(is_shown(part, where, value) for where, value in identifiers.values) for part in parts if part)
