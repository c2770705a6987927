"""`redactor template`: list, show, make, test, put in use, import and export mask templates."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from redactor.cli.terminal import complain, say
from redactor.dicom.instance import Instance
from redactor.errors import NotForTemplates, OutputNotEmpty
from redactor.files import write_text
from redactor.model.codec import lines_of
from redactor.model.template import rule_of, template_of
from redactor.model.template_codec import match_to_json, template_to_json
from redactor.workflow.document import read_plan
from redactor.workflow.engines import MEMORY, SECONDS, LocalEngine
from redactor.workflow.inputs import open_instance, require_existing
from redactor.workflow.template_guard import facts_of
from redactor.workflow.template_import import import_templates
from redactor.workflow.template_pictures import write_pictures
from redactor.workflow.template_trial import try_template
from redactor.workflow.templates import Library, user_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from redactor.workflow.templates import Entry

SCHEMA: Final = "redactor/templates/1"
TEST: Final = "redactor/template-test/1"


def list_all(arguments: argparse.Namespace) -> int:
    """Print the templates of the library."""
    _print({"schema": SCHEMA, "templates": [_entry(entry) for entry in _library(arguments).entries()]})
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Print one version of a template."""
    library = _library(arguments)
    entry = library.entry(arguments.name)
    template = library.version(arguments.name, arguments.template_version or entry.template.version)
    _print(template_to_json(template))
    return 0


def new(arguments: argparse.Namespace) -> int:
    """Save a template, made of a plan and of an image that it was drawn on."""
    image = open_instance(arguments.like)
    plan = read_plan(arguments.plan)
    if not isinstance(image, Instance):
        raise NotForTemplates
    rule = rule_of(
        facts_of(image),
        view_position=arguments.view_position,
        ultrasound_regions=arguments.ultrasound_regions,
    )
    template = template_of(arguments.title, rule, plan, identifiers=image.identifiers)
    _print(_entry(_library(arguments).save(template, arguments.update)))
    return 0


def test(arguments: argparse.Namespace) -> int:
    """Search files of its kind for text that a template leaves; it passes if there is none, and can be used then."""
    require_existing(arguments.paths)
    library = _library(arguments)
    entry = library.entry(arguments.name)
    version = arguments.template_version or entry.template.version
    template = library.version(arguments.name, version)
    engine = LocalEngine(arguments.jobs, SECONDS, MEMORY)
    trial = try_template(arguments.paths, template, Path.cwd(), engine, sample=arguments.sample)
    if arguments.pictures:
        written = write_pictures(arguments.paths, template, arguments.pictures)
        complain(f"{written} pictures: {arguments.pictures}. They show patients: keep them to yourself.")
    if trial.passed:
        library.note(arguments.name, version, "tested")
    _print(
        {
            "schema": TEST,
            "name": arguments.name,
            "version": version,
            "images": trial.images,
            "searched": trial.searched,
            "with_text_outside": trial.with_text,
            "projections_with_text_outside": trial.projections_with_text,
            "losing_marks": trial.losing_marks,
            "changed_percent": round(100 * trial.changed, 2),
            "passed": trial.passed,
        }
    )
    return 0 if trial.passed else 1


def use(arguments: argparse.Namespace) -> int:
    """Put a version that was tested in use."""
    return _note(arguments, "in use")


def retire(arguments: argparse.Namespace) -> int:
    """Take a version out of use; it stays in the library."""
    return _note(arguments, "retired")


def import_file(arguments: argparse.Namespace) -> int:
    """Save what a file of another program, or an exported template, holds. Nothing of it is in use before a test."""
    found = import_templates(arguments.file, rows=arguments.rows, columns=arguments.columns)
    library = _library(arguments)
    saved = [library.save(template) for template in found.templates]
    for line, reason in found.left_out:
        complain(f"line {line} was left out: {reason}")
    _print({"schema": SCHEMA, "templates": [_entry(entry) for entry in saved]})
    return 1 if found.left_out else 0


def export_file(arguments: argparse.Namespace) -> int:
    """Write one version of a template to a file."""
    library = _library(arguments)
    version = arguments.template_version or library.entry(arguments.name).template.version
    if arguments.file.exists():
        raise OutputNotEmpty
    write_text(arguments.file, lines_of(template_to_json(library.version(arguments.name, version))))
    return 0


def _note(arguments: argparse.Namespace, event: Any) -> int:  # noqa: ANN401 - one of two words
    library = _library(arguments)
    entry = library.entry(arguments.name)
    default = entry.in_use if event == "retired" and entry.in_use else entry.template.version
    library.note(arguments.name, arguments.template_version or default, event)
    _print(_entry(library.entry(arguments.name)))
    return 0


def _library(arguments: argparse.Namespace) -> Library:
    return Library(arguments.library or user_folder())


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "name": entry.name,
        "title": entry.template.title,
        "version": entry.template.version,
        "in_use": entry.in_use or None,
        "tested": list(entry.tested),
        "match": match_to_json(entry.template.match),
        "regions": len(entry.template.plan.regions),
        "statistics": vars(entry.statistics),
    }


def _print(document: dict[str, Any]) -> None:
    say(json.dumps(document, indent=1 if sys.stdout.isatty() else None, ensure_ascii=False))


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "list": list_all,
    "show": show,
    "new": new,
    "test": test,
    "use": use,
    "retire": retire,
    "import": import_file,
    "export": export_file,
}
