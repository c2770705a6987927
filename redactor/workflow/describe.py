"""What will become of the attributes of a file, and what else it holds, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redactor.deid.engine import deidentify
from redactor.deid.summary import Entry, destroyed_uses, summary
from redactor.dicom.hidden_data import HiddenData, hidden_data
from redactor.dicom.non_image import NonImage
from redactor.workflow.inputs import open_instance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from redactor.model.case_plan import AttributeDecision
    from redactor.workflow.project import Project


@dataclass(frozen=True)
class Described:
    """Plain values, which pass between processes. In memory only: the repr shows no value.

    Attributes
    ----------
    entries
        What becomes of each attribute, in the order of the original.
    hidden
        What lies where nobody looks.
    free_text
        (path, text) of words that would stay: for a person to confirm.
    warnings
        What the result can't be used for any more, in English (context ``Profiles``).
    """

    entries: tuple[Entry, ...]
    hidden: HiddenData
    free_text: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    warnings: tuple[str, ...] = ()


def describe_file(
    path: Path,
    project: Project,
    *,
    decisions: Iterable[tuple[str, AttributeDecision]] = (),
    pixels_changed: bool = False,
    reviewed: bool = False,
) -> Described:
    """Give what the export of a file would do to its attributes. Nothing is written, and nothing noted for the map.

    Parameters
    ----------
    project
        Gives the profile, and the key of the replacements: the same as the export will use, or they differ.
    decisions, pixels_changed, reviewed
        As `redactor.deid.engine.deidentify` takes them.

    Raises
    ------
    SetAside
        If the file can't be read, or can't be de-identified in this way.
    """
    instance = open_instance(path)
    made = deidentify(
        instance.attributes,
        profile=project.profile,
        replacements=project.replacements,
        patient=instance.place.patient,
        pixels_changed=pixels_changed,
        reviewed=reviewed,
        decisions=decisions,
        identifiers=instance.identifiers,
    )
    return Described(
        entries=summary(instance.attributes, made, project.profile),
        hidden=HiddenData() if isinstance(instance, NonImage) else hidden_data(instance),
        free_text=made.words_kept,
        warnings=destroyed_uses(project.profile, instance.text("Modality")),
    )
